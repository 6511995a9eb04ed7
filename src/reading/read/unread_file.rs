//! Files in `data` that nothing reads: what stands where input is expected and is not read is an error, because figures
//! must never be left out in silence.

use super::{ACCEPTED, CAMPAIGN, DEFAULTS, EXCLUDED, FIELDS, INDICATORS, INDICES, UNITS};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, nearest};
use crate::place::{FileId, OBSERVATIONS, Place, SourceFile, Sources, lies_below};
use crate::reading::column_path::{holds, padded};
use crate::reading::initiative_reader::{REGISTER_FOLDER, REGISTERS};
use crate::source::{FileKind, is_older_copy, is_table_name, read_bytes};

/// The files of `data` itself that are read, beside the register.
const READ: [&str; 7] = [
    CAMPAIGN, INDICATORS, UNITS, FIELDS, INDICES, ACCEPTED, EXCLUDED,
];

/// Tables that are read as CSV alone.
const CSV_ALONE: [&str; 3] = [UNITS, FIELDS, INDICES];

/// What was published when, which other commands write and read.
const RELEASES: &str = "data/releases/";

/// No file without an ending is looked into beyond this.
const LONGEST: u64 = 128 << 20;

/// Tells of files in `data` that nothing reads.
pub(super) fn tell_unread_files(sources: &Sources, diagnostics: &mut Diagnostics) {
    for (file, source) in sources.under("data") {
        let path = &*source.path;
        let name = path.rsplit('/').next().unwrap_or(path);
        let is_read = READ.contains(&path)
            || REGISTERS.contains(&path)
            || name == DEFAULTS
            || path.starts_with(RELEASES);
        // Words about a folder for those who work in it, as repositories have them.
        let is_about = name.eq_ignore_ascii_case("readme.md");
        if is_read || is_about || is_older_copy(sources, path) {
            continue;
        }
        let mut folders = [OBSERVATIONS, REGISTER_FOLDER].iter();
        let is_of_tables = folders.any(|folder| lies_below(path, folder));
        if !is_of_tables {
            diagnostics.push(unused_file(sources, path).at(Place::file(file)));
        } else if !is_table_name(path) {
            diagnostics.push(unread_kind(sources, file, source).at(Place::file(file)));
        }
    }
}

/// The file that stands in the place of a table that is read as CSV alone, `data/units.xlsx` for `data/units.csv`.
pub(super) fn other_kind(sources: &Sources, path: &str) -> Option<FileId> {
    let mut files = sources.under("data");
    let found = files.find(|(_, file)| csv_meant(&file.path) == Some(path));
    found.map(|(id, _)| id)
}

/// The table that a file of another kind was meant for.
fn csv_meant(path: &str) -> Option<&'static str> {
    let (stem, _) = path.rsplit_once('.').filter(|_| is_table_name(path))?;
    let mut tables = CSV_ALONE.into_iter();
    tables.find(|table| *table != path && table.strip_suffix(".csv") == Some(stem))
}

/// A file that is no table of figures; its name may be a slip of the pen.
pub(super) fn unused_file(sources: &Sources, path: &str) -> Diagnostic {
    if let Some(csv) = csv_meant(path) {
        let problem = Code::TableNotCsv.arg("path", path).arg("csv", csv);
        return if sources.find(csv).is_some() {
            problem.help("both")
        } else {
            problem
        };
    }
    let missing = READ
        .into_iter()
        .filter(|known| sources.find(known).is_none());
    let near = nearest(path, missing).or_else(|| near_by_words(path));
    Diagnostic::new(Code::UnusedFile).near(near)
}

/// The file that a name in other letters, or in the other language, was meant for: `data/Sáng kiến (1).xlsx`.
fn near_by_words(path: &str) -> Option<&'static str> {
    const WORDS: [(&[&str], &str); 4] = [
        (&["initiative", "initiatives", "sang kien"], "initiatives"),
        (&["units", "don vi"], "units"),
        (&["fields", "linh vuc"], "fields"),
        (&["indices", "chi so"], "indices"),
    ];
    let (stem, ending) = path.strip_prefix("data/")?.rsplit_once('.')?;
    let name = padded(&stem.replace(['-', '_'], " "));
    let (_, meant) = WORDS.into_iter().find(|(words, _)| holds(&name, words))?;
    let with = |ending: &str| format!("data/{meant}.{}", ending.to_lowercase());
    let all = || REGISTERS.into_iter().chain(CSV_ALONE);
    let same_kind = all().find(|known| *known == with(ending));
    same_kind.or_else(|| all().find(|known| *known == with("csv")))
}

/// Tells of folders beside `data` and `content` whose names are slips for those, or for folders in them: nothing in them is
/// read.
pub(super) fn tell_stray_folders(sources: &Sources, diagnostics: &mut Diagnostics) {
    const FOLDERS: [(&str, &str); 8] = [
        ("data", "data"),
        ("content", "content"),
        ("templates", "templates"),
        ("static", "static"),
        ("observations", OBSERVATIONS),
        ("initiatives", REGISTER_FOLDER),
        ("thong-bao", "content/thong-bao"),
        ("sang-kien", "content/sang-kien"),
    ];
    // What cannot be listed was told where it was walked through.
    let Ok(entries) = std::fs::read_dir(sources.root()) else {
        return;
    };
    let folders = entries.flatten().filter(|entry| entry.path().is_dir());
    let names = folders.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut strays: Vec<(String, &str)> = names
        .filter_map(|name| {
            let plain = name.trim().to_lowercase();
            let (_, meant) = FOLDERS.into_iter().find(|(known, _)| *known == plain)?;
            // One folder has both names where letters' case makes no difference.
            let real = |name: &str| sources.root().join(name).canonicalize().ok();
            let is_read = real(meant).is_some_and(|meant| Some(meant) == real(&name));
            (!is_read).then_some((name, meant))
        })
        .collect();
    strays.sort_unstable();
    for (name, meant) in strays {
        let problem = Code::StrayFolder.arg("name", name).arg("meant", meant);
        diagnostics.push(problem);
    }
}

/// A file among the tables that is none, with what to ask for.
fn unread_kind(sources: &Sources, file: FileId, source: &SourceFile) -> Diagnostic {
    let name = source.path.rsplit('/').next().unwrap_or(&source.path);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let ending = ending.to_lowercase();
    // `Báo cáo tháng 9.2019` has none.
    let is_ending = (1..=10).contains(&ending.len())
        && ending.bytes().all(|b| b.is_ascii_alphanumeric())
        && ending.bytes().any(|b| b.is_ascii_alphabetic());
    let kind = if is_ending {
        format!(".{ending}")
    } else {
        name.to_owned()
    };
    let unread = Code::UnreadKind.arg("kind", kind);
    match advice(&ending).filter(|_| is_ending) {
        Some(advice) => unread.help(advice),
        None => match seeming_ending(sources, file, is_ending) {
            Some(seeming) => unread
                .help("ending")
                .arg("name", format!("{name}.{seeming}")),
            None => unread,
        },
    }
}

/// The help for a kind of file.
fn advice(ending: &str) -> Option<&'static str> {
    Some(match ending {
        "xlsb" | "xlt" | "xltx" | "xltm" | "et" | "ett" | "fods" | "sxc" | "wk1" | "wks" => {
            "workbook"
        }
        "gsheet" | "numbers" => "online",
        "pdf" | "xps" | "djvu" => "pdf",
        "doc" | "docx" | "docm" | "rtf" | "odt" | "wps" | "pages" => "word",
        "ppt" | "pptx" | "pps" | "ppsx" | "odp" | "key" => "slides",
        "jpg" | "jpeg" | "jfif" | "png" | "heic" | "heif" | "webp" | "gif" | "bmp" | "tif"
        | "tiff" | "svg" => "picture",
        "zip" | "rar" | "7z" | "gz" | "tgz" | "tar" | "bz2" => "archive",
        "eml" | "msg" | "mbox" => "mail",
        "html" | "htm" | "mht" | "mhtml" => "web",
        "mdb" | "accdb" | "dbf" | "sql" | "sqlite" | "db" | "sav" | "dta" | "rds" | "rdata"
        | "json" | "xml" | "parquet" | "feather" => "export",
        "part" | "crdownload" | "download" | "partial" | "opdownload" => "download",
        "lnk" | "url" | "webloc" | "desktop" => "shortcut",
        "toml" => "defaults",
        "bak" | "old" | "orig" => "copy",
        _ => return None,
    })
}

/// The ending that a table without one, or with a strange one, should have by its bytes.
fn seeming_ending(sources: &Sources, file: FileId, has_ending: bool) -> Option<&'static str> {
    let bytes = read_bytes(sources, file, LONGEST).ok()?;
    match FileKind::of(&bytes) {
        FileKind::Workbook(kind) => kind.endings().first().copied(),
        FileKind::Text if !has_ending => {
            let is_text = std::str::from_utf8(&bytes).is_ok() && !bytes.contains(&0);
            (is_text && bytes.contains(&b'\n')).then_some("csv")
        }
        _ => None,
    }
}
