//! The pictures beside the texts, prepared once for whoever needs them: the file itself, and pages that tell its size.

use crate::diagnostic::{Diagnostic, unreadable};
use crate::model::{Attachment, Campaign, Picture};
use crate::picture::{KeptPictures, size_as_it_is};
use crate::place::{FileId, Place, Sources};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The pictures of a campaign.
#[derive(Debug)]
pub struct Pictures {
    kept: KeptPictures,
    /// How they will be shown.
    shown: FxHashMap<FileId, Picture>,
    /// The sizes in bytes of those that were prepared.
    bytes: Mutex<FxHashMap<FileId, u64>>,
}

impl Pictures {
    pub(super) fn new(campaign: &Campaign) -> Self {
        let picture = |file: &Attachment| Some((file.file, file.picture?));
        Self {
            kept: KeptPictures::of(campaign.sources.root()),
            shown: attachments(campaign).filter_map(picture).collect(),
            bytes: Mutex::default(),
        }
    }

    /// From now on, what is prepared is kept for the next build.
    pub fn keep(&self) {
        self.kept.keep();
    }

    /// Lets go of what was kept of pictures that are no more, once all are prepared.
    pub fn tidy(&self) {
        self.kept.tidy();
    }

    /// Prepares all of them and keeps none; gives what is wrong with them.
    pub fn try_all(&self, sources: &Sources) -> Vec<Diagnostic> {
        let files: Vec<FileId> = self.shown.keys().copied().collect();
        let tried = files.par_iter().map(|file| self.prepared(sources, *file));
        tried.filter_map(Result::err).collect()
    }

    /// A picture as it is published.
    ///
    /// # Errors
    /// Where it cannot be read, or is damaged.
    pub(super) fn prepared(&self, sources: &Sources, file: FileId) -> Result<Vec<u8>, Diagnostic> {
        let source = sources.get(file);
        let place = Place::file(file);
        let bytes = std::fs::read(&source.on_disk);
        let bytes = bytes.map_err(|error| unreadable(&error).at(place))?;
        let prepared = self.kept.prepare(&bytes);
        let prepared = prepared.map_err(|fault| fault.diagnostic(&source.path).at(place))?;
        self.known().insert(file, prepared.len() as u64);
        Ok(prepared)
    }

    /// The size in bytes of a file as it is published.
    pub(super) fn bytes(&self, sources: &Sources, attachment: &Attachment) -> u64 {
        let file = attachment.file;
        if attachment.picture.is_none() {
            return attachment.size;
        }
        let known = self.known().get(&file).copied();
        // One that cannot be prepared is told where it is published.
        let made = || self.prepared(sources, file).map(|made| made.len() as u64);
        known.unwrap_or_else(|| made().unwrap_or(attachment.size))
    }

    fn known(&self) -> MutexGuard<'_, FxHashMap<FileId, u64>> {
        self.bytes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How a picture of the site folder is shown.
    pub(super) fn shown(&self, sources: &Sources, path: &str) -> Option<Picture> {
        let file = sources.find(path)?;
        if path.starts_with("static/") {
            let size = size_as_it_is(&std::fs::read(&sources.get(file).on_disk).ok()?)?;
            return Some(Picture {
                width: size.width,
                height: size.height,
            });
        }
        self.shown.get(&file).copied()
    }
}

/// Every file beside a text.
fn attachments(campaign: &Campaign) -> impl Iterator<Item = &Attachment> {
    let announcements = campaign.announcements.iter();
    let announcements = announcements.flat_map(|announcement| {
        let cover = announcement.cover.iter().map(|(file, _)| file);
        let document = announcement.document.iter();
        let document = document.filter_map(|document| document.file.as_ref());
        let files = announcement.attachments.iter().chain(&announcement.files);
        files.chain(cover).chain(document)
    });
    let initiatives = campaign.initiatives.0.iter();
    let initiatives = initiatives.flat_map(|one| one.attachments.iter().chain(&one.files));
    let pages = campaign.pages.iter().flat_map(|page| &page.files);
    let home = campaign.home_files.iter();
    announcements.chain(initiatives).chain(pages).chain(home)
}
