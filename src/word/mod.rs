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

pub(crate) use arrange::Proposal;
pub(crate) use picture::Picture;
pub(crate) use refusal::Refusal;
pub(crate) use told::Remarks;

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
    /// Paragraphs that may have been meant for headings.
    pub(crate) proposals: Vec<Proposal>,
    /// The pictures in it.
    pub(crate) pictures: Vec<Picture>,
    /// What an officer is to be told of it.
    pub(crate) remarks: Remarks,
    blocks: Vec<Block>,
    notes: Vec<Vec<Block>>,
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
    /// The text as Markdown. `headings` are those of the proposals that are headings, by their place among them;
    /// `folder` is what stands before the name of each picture.
    #[must_use]
    pub(crate) fn markdown(&self, headings: &[usize], folder: &str) -> String {
        let mut blocks = self.blocks.clone();
        let chosen = headings.iter().filter_map(|at| self.proposals.get(*at));
        for Proposal { at, level, .. } in chosen {
            if let Some(block) = blocks.get_mut(*at)
                && let Block::Paragraph(words) = block
            {
                let mut words = std::mem::take(words);
                bold::unbold(&mut words);
                *block = Block::Heading(*level, words);
            }
        }
        let names: Vec<&str> = self.pictures.iter().map(|one| &*one.name).collect();
        let addresses = Addresses {
            pictures: &names,
            folder,
        };
        markdown::markdown(&blocks, &self.notes, &addresses)
    }
}

#[cfg(test)]
mod tests;
