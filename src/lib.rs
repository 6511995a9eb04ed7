//! `thidua` turns a folder of spreadsheets and Markdown into a public campaign site.
//!
//! A build is a walk in one direction; each room takes the value of the one before it:
//!
//! ```text
//! site folder ──source──▶ tables and pages, each cell knowing its place (file, row, column)
//!             ──campaign─▶ Campaign: units, indicators, observations, announcements; valid by construction
//!             ──figures──▶ Figures: pooled, compared with targets, ranked; exact numbers
//!             ──site─────▶ Site: everything there will be, each a path and a function that makes its bytes
//!             ──output───▶ a folder, replaced as a whole or not at all
//! ```
//!
//! | room | holds | add here |
//! | --- | --- | --- |
//! | [`cli`] | one file a command | a command |
//! | [`diagnostic`] | what is wrong, where, how to mend it | a way to print problems |
//! | [`source`] | walking, decoding, tables, TOML, front matter; no meaning yet | a file format |
//! | [`campaign`] | the domain's types and how raw records become them | an indicator kind, a period form |
//! | [`figures`] | pooling, status, interval, ranking; no input or output at all | a rule of arithmetic |
//! | [`form`] | workbooks for units to fill in | a column of the forms |
//! | [`register`] | a register of units proposed from a table | a kind of units |
//! | [`chart`] | drawings and the backend that makes accessible SVG of them | a chart |
//! | [`site`] | what the site consists of, one file a kind of page | a page, a download |
//! | [`render`] | Tera, Markdown, what templates may call | a template filter |
//! | [`preview`] | the site on loopback, made anew on every save | |
//! | [`output`] | writing: only what changed, all or nothing | |
//! | [`number`] | exact decimals: read, compared, rounded honestly | a number format |
//! | [`locale`] | Vietnamese text and the language files | a word, a language |

pub mod campaign;
pub mod chart;
pub mod cli;
pub mod diagnostic;
pub mod figures;
pub mod form;
pub mod locale;
pub mod number;
pub mod output;
pub mod preview;
pub mod register;
pub mod render;
pub mod site;
pub mod source;
