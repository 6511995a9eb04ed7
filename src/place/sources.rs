//! The files of a site folder, by the ids that places have.

use super::{FileId, Listing, lies_below};
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};

/// A file that was found in the site folder.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Path relative to the site folder, with `/`, in NFC.
    pub path: Box<str>,
    /// The path to open, as the file system spells it.
    pub on_disk: PathBuf,
}

/// The files of a site folder that were read, in the order of their paths.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    root: PathBuf,
    /// What stood there before the first of them was read.
    listing: Listing,
    files: Vec<SourceFile>,
    /// The files that can be read, by path.
    by_path: FxHashMap<Box<str>, FileId>,
    /// The sheets of workbooks, which have ids of their own behind that of their workbook.
    sheets: FxHashMap<FileId, SheetOf>,
}

/// A sheet of a workbook.
#[derive(Debug, Clone)]
pub struct SheetOf {
    /// The workbook.
    pub workbook: FileId,
    /// Which of its sheets, from 0.
    pub index: usize,
    /// Its name, in NFC.
    pub name: Box<str>,
    /// Whether it is shown.
    pub is_visible: bool,
}

/// The folder of the tables of figures.
pub const OBSERVATIONS: &str = "data/observations";

impl SourceFile {
    /// Its path in the folder of tables, which has no say in what a table is of; the whole path of a file elsewhere.
    #[must_use]
    pub fn path_of_table(&self) -> &str {
        let below = self.path.strip_prefix(OBSERVATIONS);
        let below = below.and_then(|rest| rest.strip_prefix('/'));
        below.unwrap_or(&self.path)
    }
}

impl Sources {
    /// An empty register for the site folder `root`.
    #[must_use]
    pub fn new(root: PathBuf) -> Self {
        Self {
            root,
            listing: Listing::default(),
            files: Vec::new(),
            by_path: FxHashMap::default(),
            sheets: FxHashMap::default(),
        }
    }

    /// The site folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What stood in the site folder before the first of its files was read.
    #[must_use]
    pub fn listing(&self) -> &Listing {
        &self.listing
    }

    /// Sets what stood there.
    pub fn set_listing(&mut self, listing: Listing) {
        self.listing = listing;
    }

    /// Registers a file and gives it its id.
    pub fn add(&mut self, file: SourceFile) -> FileId {
        let path = file.path.clone();
        let id = self.add_told(file);
        self.by_path.insert(path, id);
        id
    }

    /// Registers a file that is only told of, because it cannot be read: it has an id and a path, and is neither
    /// found nor listed.
    pub(crate) fn add_told(&mut self, file: SourceFile) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(file);
        id
    }

    /// Registers a sheet of a workbook: to places it is a file of its own, of the workbook's path.
    pub fn add_sheet(&mut self, sheet: SheetOf) -> FileId {
        let file = self.get(sheet.workbook).clone();
        let id = self.add_told(file);
        self.sheets.insert(id, sheet);
        id
    }

    /// The sheet that an id is of; `None` for a file.
    #[must_use]
    pub fn sheet(&self, id: FileId) -> Option<&SheetOf> {
        self.sheets.get(&id)
    }

    /// The path of a file, with the name of the sheet for one of a workbook, as people read it.
    #[must_use]
    pub fn label(&self, id: FileId) -> String {
        let path = &self.get(id).path;
        match self.sheet(id) {
            Some(sheet) => format!("{path}: {}", sheet.name),
            None => path.to_string(),
        }
    }

    /// The sheets of a workbook, in their order.
    pub fn sheets_of(&self, workbook: FileId) -> impl Iterator<Item = (FileId, &SheetOf)> {
        let ids = (workbook.0.saturating_add(1)..).map(FileId);
        ids.map_while(move |id| {
            Some((
                id,
                self.sheets
                    .get(&id)
                    .filter(|sheet| sheet.workbook == workbook)?,
            ))
        })
    }

    /// The file with this path relative to the site folder.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<FileId> {
        self.by_path.get(path).copied()
    }

    /// The file with this id.
    #[must_use]
    pub fn get(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// How many ids were given out.
    #[must_use]
    pub fn id_count(&self) -> usize {
        self.files.len()
    }

    /// Whether something of this path, or a folder that it would lie in, is there and could not be read. It is not
    /// missing then.
    #[must_use]
    pub fn is_unread(&self, path: &str) -> bool {
        self.unread().any(|unread| covers(unread, path))
    }

    /// Whether anything in this folder, or a folder that it would lie in, is there and could not be read.
    #[must_use]
    pub fn has_unread_below(&self, folder: &str) -> bool {
        let mut unread = self.unread();
        unread.any(|unread| covers(unread, folder) || lies_below(unread, folder))
    }

    /// The paths of what is there and could not be read.
    fn unread(&self) -> impl Iterator<Item = &str> {
        let told = self.files.iter();
        let told = told.filter(|file| !self.by_path.contains_key(&file.path));
        told.map(|file| &*file.path)
    }

    /// All files that can be read, with their ids, in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        let with_ids = self
            .files
            .iter()
            .enumerate()
            .map(|(i, file)| (FileId(i as u32), file));
        with_ids.filter(|(id, file)| self.by_path.get(&file.path) == Some(id))
    }

    /// The files of a folder (`data/observations`) and below, in the order of their paths.
    pub fn under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (FileId, &'a SourceFile)> {
        self.iter()
            .filter(move |(_, file)| lies_below(&file.path, folder))
    }
}

/// Whether a path is this one or lies below it; `.` is the site folder itself.
fn covers(unread: &str, path: &str) -> bool {
    unread == "." || unread == path || lies_below(path, unread)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_follow_their_workbook_and_are_no_files() {
        let file = |path: &str| SourceFile {
            path: path.into(),
            on_disk: path.into(),
        };
        let mut sources = Sources::new(PathBuf::new());
        let workbook = sources.add(file("a.xlsx"));
        let sheet = |index, name: &str| SheetOf {
            workbook,
            index,
            name: name.into(),
            is_visible: true,
        };
        let first = sources.add_sheet(sheet(0, "Tháng 3"));
        let second = sources.add_sheet(sheet(1, "Tháng 4"));
        let other = sources.add(file("b.csv"));
        assert_eq!(
            sources
                .sheets_of(workbook)
                .map(|(id, _)| id)
                .collect::<Vec<_>>(),
            [first, second]
        );
        assert_eq!(sources.sheets_of(other).count(), 0);
        assert_eq!(&*sources.get(second).path, "a.xlsx");
        assert_eq!(
            sources.sheet(second).map(|sheet| &*sheet.name),
            Some("Tháng 4")
        );
        assert_eq!(
            sources.iter().map(|(id, _)| id).collect::<Vec<_>>(),
            [workbook, other]
        );
        assert_eq!(sources.label(first), "a.xlsx: Tháng 3");
        assert_eq!(sources.label(other), "b.csv");
        assert_eq!(sources.find("a.xlsx"), Some(workbook));
    }
}
