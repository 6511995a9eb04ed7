//! `thidua` turns a folder of spreadsheets and Markdown into a public campaign site.
//!
//! A build is a walk in one direction; each room takes the value of the one before it:
//!
//! ```text
//! site folder ──source──▶ tables and pages, each cell knowing its place (file, row, column)
//!             ──reading──▶ Campaign (its types are the model): units, indicators, observations, …; valid by construction
//!             ──figures──▶ Figures: pooled, compared with targets, ranked; exact numbers
//!             ──site─────▶ Site: everything there will be, each a path and a function that makes its bytes
//!             ──output───▶ a folder, replaced as a whole or not at all
//! ```
//!
//! The whole walk, over the campaign that lies beside the code:
//!
//! ```
//! use thidua::diagnostic::Severity;
//! use thidua::figures::Figures;
//! use thidua::locale::{Language, Words};
//! use thidua::reading::{ReadOptions, read};
//! use thidua::render::Templates;
//! use thidua::site::Context;
//!
//! let now: jiff::Zoned = "2019-10-15T08:00:00+07:00[+07:00]".parse()?;
//! let today = now.date();
//! let reading = read(".".as_ref(), &ReadOptions { drafts: false, now });
//! let (campaign, mut problems) = (reading.campaign, reading.diagnostics);
//! let figures = Figures::compute(&campaign, today, &mut problems);
//!
//! let words = Words::of(Language::Vietnamese);
//! let templates = Templates::load(&[], words).expect("those of the program");
//! let context = Context::new(&campaign, &figures, &templates, words, today, None, &mut problems);
//! assert_eq!(problems.count(Severity::Error), 0);
//! assert!(context.site().files().iter().any(|file| &*file.path == "index.html"));
//! # Ok::<(), jiff::Error>(())
//! ```
//!
//! | room | holds | add here |
//! | --- | --- | --- |
//! | [`cli`] | one file a command | a command |
//! | `emitter` | diagnostics printed: for people, as JSON, as HTML | a way to print problems |
//! | [`diagnostic`] | what is wrong, where, how to mend it | a code |
//! | [`source`] | walking, decoding, tables, TOML, front matter; no meaning yet | a file format |
//! | [`reading`] | how raw records become the model, and every problem of the input | a key, a column |
//! | [`model`] | the domain's types, valid by construction | an indicator kind |
//! | [`figures`] | pooling, status, interval, ranking; no input or output at all | a rule of arithmetic |
//! | `word` | texts from Word and the clipboard as Markdown | a program that texts come from |
//! | `form` | workbooks for units to fill in | a column of the forms |
//! | `register` | a register of units proposed from a table | a kind of units |
//! | [`scaffold`] | a new site, announcement, initiative, every key explained | a ready indicator |
//! | [`chart`] | drawings and the backend that makes accessible SVG of them | a chart |
//! | [`site`] | what the site consists of, one file a kind of page | a page, a download |
//! | [`render`] | Tera, Markdown, what templates may call | a template filter |
//! | `picture` | pictures as they are published: upright, small, without metadata | a format of pictures |
//! | `preview` | the site on loopback, made anew on every save | |
//! | `desk` | the editors' desk: forms over the files of the site folder | a page of the desk |
//! | `output` | writing: only what changed, all or nothing | |
//! | `published` | a built site as it stands, read back | |
//! | `review` | what readers would see change, for who approves it | |
//! | [`place`] | where a value stands: file, row, column; the files of a site folder | |
//! | [`calendar`] | days, years and periods, and how people write them | a period form |
//! | [`number`] | exact decimals: read, compared, rounded honestly | a number format |
//! | [`locale`] | the language files; numbers, dates and periods in words | a word, a language |
//! | `text` | Vietnamese text: folding, collation, slugs, the words of a title | |

pub mod calendar;
pub mod chart;
pub mod cli;
mod desk;
pub mod diagnostic;
mod emitter;
pub mod figures;
mod form;
pub mod locale;
pub mod model;
pub mod number;
mod output;
mod picture;
pub mod place;
mod preview;
mod published;
pub mod reading;
mod register;
pub mod render;
mod review;
pub mod scaffold;
pub mod site;
pub mod source;
mod text;
mod word;

/// Which room may name which, the lowest first; a room names none that stands below it in this list.
#[cfg(test)]
const MAY_NAME: &[(&str, &str)] = &[
    ("text", ""),
    ("place", ""),
    ("number", "text"),
    ("calendar", "text"),
    ("locale", "calendar number"),
    ("diagnostic", "locale place text"),
    ("picture", "diagnostic"),
    ("source", "calendar diagnostic locale number place text"),
    ("word", "source text"),
    ("model", "calendar locale number place"),
    (
        "reading",
        "calendar diagnostic locale model number picture place source text",
    ),
    ("register", "diagnostic reading source text"),
    (
        "scaffold",
        "calendar diagnostic locale model reading register source text",
    ),
    ("figures", "calendar diagnostic model number place text"),
    ("form", "calendar figures locale model reading"),
    ("chart", "calendar locale model"),
    ("render", "diagnostic locale number place source text"),
    ("emitter", "diagnostic locale place render source"),
    (
        "site",
        "calendar chart diagnostic figures locale model number picture place reading render source text",
    ),
    ("output", "diagnostic"),
    ("published", "diagnostic output site"),
    (
        "review",
        "calendar diagnostic locale number published render",
    ),
    (
        "preview",
        "diagnostic emitter figures locale model number output place published render site source",
    ),
    (
        "desk",
        "calendar diagnostic emitter figures form locale model output picture place preview reading render source text word",
    ),
    (
        "cli",
        "calendar desk diagnostic emitter figures form locale model number output place preview published reading register render review scaffold site source text",
    ),
];

#[cfg(test)]
mod layering;
