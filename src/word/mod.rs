//! Texts from Word and from the clipboard: their headings, lists, tables, links and pictures as Markdown of this program,
//! the rest left out, and told.
//!
//! ```text
//! .docx ─package (changes taken)─office─▶ lines ─shape, arrange─▶ blocks ─markdown─▶ text
//! .doc ──────────────────────────office─▶ lines ─────────────────────▲
//! HTML ──────────────────────────paste──▶ lines ─────────────────────┘
//! ```

mod arrange;
mod bold;
mod counter;
mod font;
mod label;
mod link;
mod markdown;
mod model;
mod office;
mod package;
mod paste;
mod picture;
mod refusal;
mod revisions;
mod settle;
mod shape;
mod told;

pub(crate) use picture::Picture;
pub(crate) use refusal::Refusal;
pub(crate) use told::{Remark, Remarks, Told};

use arrange::Proposal;
use markdown::Addresses;
use model::Block;
use package::{Kind, Package};

/// The stack of the thread that reads a document; what stands in each other in a file stands so on it.
const STACK: usize = 32 << 20;

/// A text that came in.
#[derive(Debug, Default)]
pub(crate) struct Imported {
    /// What it is called, where it says so; those words are not in the text.
    pub(crate) title: Option<String>,
    /// The pictures in it.
    pub(crate) pictures: Vec<Picture>,
    /// What an officer is to be told of it.
    pub(crate) remarks: Remarks,
    proposals: Vec<Proposal>,
    blocks: Vec<Block>,
    notes: Vec<Vec<Block>>,
}

/// A paragraph that may have been meant for a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SeemingHeading {
    /// As it stands in the text.
    pub(crate) paragraph: String,
    /// As a heading, which is one line.
    pub(crate) heading: String,
}

/// Reads a document of Word; what it is, its bytes tell.
///
/// # Errors
/// Where it is no such document, or cannot be read.
pub(crate) fn from_document(bytes: &[u8]) -> Result<Imported, Refusal> {
    let kind = package::kind(bytes)?;
    // A fault of the reader takes nothing with it but this text.
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK);
        let reading = thread.spawn_scoped(scope, || read(bytes, kind));
        let read = reading.map_err(|_| Refusal::TooLong)?.join();
        read.unwrap_or(Err(Refusal::Damaged))
    })
}

fn read(bytes: &[u8], kind: Kind) -> Result<Imported, Refusal> {
    let read = match kind {
        Kind::Docx => office::read_docx(Package::read(bytes)?)?,
        Kind::Doc => office::read_doc(bytes)?,
    };
    let office::Read {
        mut parts,
        notes,
        pictures,
        mut remarks,
    } = read;
    shape::without_frame(&mut parts, &mut remarks);
    let title = shape::title(&mut parts);
    let usual = arrange::usual_size(&parts);
    let (blocks, proposals) = arrange::arranged(parts, Some(usual));
    Ok(Imported {
        title,
        proposals,
        pictures,
        remarks,
        blocks,
        notes,
    })
}

/// Reads what was copied from Word or a page of the web.
#[must_use]
pub(crate) fn from_clipboard(html: &str) -> Imported {
    paste::read(html)
}

impl Imported {
    /// The text as Markdown; `folder` is what stands before the name of each picture.
    #[must_use]
    pub(crate) fn markdown(&self, folder: &str) -> String {
        let names: Vec<&str> = self.pictures.iter().map(|one| &*one.name).collect();
        let addresses = Addresses {
            pictures: &names,
            folder,
        };
        markdown::markdown(&self.blocks, &self.notes, &addresses)
    }

    /// Paragraphs that may have been meant for headings.
    #[must_use]
    pub(crate) fn seeming_headings(&self) -> Vec<SeemingHeading> {
        let seeming = self.proposals.iter().filter_map(|proposal| {
            let block = self.blocks.get(proposal.at)?;
            Some(SeemingHeading {
                paragraph: markdown::paragraph(block),
                heading: markdown::paragraph(&proposal.heading(block)?),
            })
        });
        seeming.collect()
    }
}

#[cfg(test)]
mod tests;
