//! Pictures that are dropped or chosen in a form: prepared as they will be published, kept beside what is not saved yet,
//! and shown by the text.

use super::Desk;
use super::bring::folder_of;
use super::pages::Failure;
use super::section::Section;
use super::store::DeskPath;
use super::visit::{Posted, Upload, Values};
use crate::diagnostic::wording;
use crate::picture::{self, Seen};
use crate::text::slug;
use serde::Serialize;

/// Names of controls: what a picture shows, whether it is the cover, and where in the text it goes.
const ALT: &str = "picture_alt";
const IS_COVER: &str = "picture_cover";
const AT: &str = "picture_at";

/// No name of a picture is longer.
const LONGEST_NAME: usize = 60;

/// What is told of the pictures that came with a form.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Pictured {
    pub(super) is_refused: bool,
    /// Sentences.
    told: Vec<String>,
    /// What was written of a picture that was not taken.
    alt: String,
}

impl Pictured {
    /// Whether what came of the pictures is shown before anything else is done: where they were sent for that, or not all
    /// were taken.
    pub(super) fn is_looked_at(&self, task: &str) -> bool {
        self.is_refused || (task == "xem" && !self.told.is_empty())
    }
}

impl Desk {
    /// Takes the pictures of a form in: each beside the text, and named by it.
    pub(super) fn take_pictures(
        &self,
        section: Section,
        file: &DeskPath,
        posted: &Posted,
        values: &mut Values,
    ) -> Result<Pictured, Failure> {
        let mut pictured = Pictured::default();
        if !posted.is_of_this_run {
            return Ok(pictured);
        }
        let alt = values.get(ALT).split_whitespace().collect::<Vec<_>>();
        let alt = alt.join(" ");
        for upload in posted.files.iter().filter(|upload| is_picture(upload)) {
            match self.take_picture(section, file, upload, &alt, values)? {
                Ok(told) => pictured.told.push(told),
                Err(told) => {
                    pictured.told.push(told);
                    pictured.is_refused = true;
                    pictured.alt.clone_from(&alt);
                }
            }
        }
        Ok(pictured)
    }

    /// Takes one picture in; gives what is told, where it was not taken as an error.
    fn take_picture(
        &self,
        section: Section,
        file: &DeskPath,
        upload: &Upload,
        alt: &str,
        values: &mut Values,
    ) -> Result<Result<String, String>, Failure> {
        let name = [("file", &*upload.name)];
        if alt.is_empty() {
            return Ok(Err(self.words.fill("desk.picture.no-alt", &name)));
        }
        let prepared = picture::prepare(&upload.bytes)
            .and_then(|bytes| picture::look(&bytes).map(|seen| (bytes, seen)));
        let (bytes, seen) = match prepared {
            Ok(prepared) => prepared,
            Err(fault) => {
                let problem = fault.diagnostic(&upload.name);
                let message = wording::message(&problem, self.words);
                let help = wording::help(&problem, self.words).unwrap_or_default();
                return Ok(Err(format!("{message}. {help}")));
            }
        };
        let path = self.free_name(file, &upload.name, seen)?;
        self.store.put_draft(&path, &bytes)?;
        let below = path.as_str().strip_prefix(folder_of(file).as_str());
        let stem = section.name(file).trim_end_matches(".md");
        let stem = stem.rsplit('/').next().unwrap_or_default();
        let link = format!("{stem}{}", below.unwrap_or_default());
        let has_cover = section.keys().iter().any(|key| key.name == "cover");
        if has_cover && !values.get(IS_COVER).is_empty() {
            values.set("cover", link);
            values.set("cover_alt", alt.to_owned());
        } else {
            show_in_text(&link, alt, values);
        }
        let (width, height) = (seen.size.width.to_string(), seen.size.height.to_string());
        let args = [name[0], ("width", &width), ("height", &height)];
        Ok(Ok(self.words.fill("desk.picture.added", &args)))
    }

    /// A name beside the text that no file has: that of the picture, as it can stand in an address.
    fn free_name(&self, file: &DeskPath, name: &str, seen: Seen) -> Result<DeskPath, Failure> {
        let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let mut stem = slug(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
        stem.truncate(LONGEST_NAME);
        let stem = stem.trim_matches('-');
        let stem = if stem.is_empty() { "anh" } else { stem };
        let ending = seen.format.endings().first().unwrap_or(&"jpg");
        let folder = folder_of(file);
        for n in 1..1000 {
            let number = if n == 1 {
                String::new()
            } else {
                format!("-{n}")
            };
            let path = DeskPath::new(&format!("{folder}/{stem}{number}.{ending}"));
            let path = path.ok_or(Failure::Missing)?;
            if self.store.read(&path)?.is_none() && self.store.draft(&path)?.is_none() {
                return Ok(path);
            }
        }
        Err(Failure::Missing)
    }
}

/// Whether a file was sent as a picture: by its bytes, or by its name, where it is to be told as what it is.
pub(super) fn is_picture(upload: &Upload) -> bool {
    const NAMES: [&str; 12] = [
        "jpg", "jpeg", "jfif", "png", "gif", "webp", "heic", "heif", "avif", "bmp", "tif", "tiff",
    ];
    let ending = upload.name.rsplit('.').next().unwrap_or_default();
    let is_named = NAMES.contains(&&*ending.to_ascii_lowercase());
    upload.control == "file" && (is_named || picture::kind_of(&upload.bytes).is_some())
}

/// Puts a picture into the text as a paragraph of its own: where the cursor was, else at the end.
fn show_in_text(link: &str, described: &str, values: &mut Values) {
    let control = if values.find("raw").is_some() {
        "raw"
    } else {
        "text"
    };
    let text = values.get(control).replace("\r\n", "\n");
    let at = values.get(AT).parse().ok();
    let at = at.and_then(|at| byte_of(&text, at)).unwrap_or(text.len());
    let (before, after) = text.split_at(at);
    let (before, after) = (before.trim_end(), after.trim_start());
    let mut alt = String::with_capacity(described.len());
    for c in described.chars() {
        // What would end the description, or mean something in it.
        if "[]\\`*_<>!{}".contains(c) {
            alt.push('\\');
        }
        alt.push(c);
    }
    let picture = match link.contains([' ', '(', ')']) {
        true => format!("![{alt}](<{link}>)"),
        false => format!("![{alt}]({link})"),
    };
    let parts = [before, &picture, after];
    let parts = parts.iter().filter(|part| !part.is_empty());
    let whole = parts.copied().collect::<Vec<_>>().join("\n\n");
    values.set(control, whole + "\n");
}

/// The byte of a place in a text that a browser counts in UTF-16; `None` behind its end.
fn byte_of(text: &str, wanted: usize) -> Option<usize> {
    let mut passed = 0;
    for (at, c) in text.char_indices() {
        if passed >= wanted {
            return Some(at);
        }
        passed += c.len_utf16();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_a_paragraph_of_its_own_where_the_cursor_was() {
        let shown = |text: &str, at: &str| {
            let mut values = Values::default();
            values.push("text", text.to_owned());
            values.push(AT, at.to_owned());
            show_in_text("a/x.jpg", "Một [1]", &mut values);
            values.get("text").to_owned()
        };
        let picture = "![Một \\[1\\]](a/x.jpg)";
        assert_eq!(shown("", ""), format!("{picture}\n"));
        assert_eq!(shown("Đầu.\r\n", ""), format!("Đầu.\n\n{picture}\n"));
        assert_eq!(
            shown("😀 Đầu.\n\nCuối.", "8"),
            format!("😀 Đầu.\n\n{picture}\n\nCuối.\n")
        );
        assert_eq!(shown("Đầu.", "99"), format!("Đầu.\n\n{picture}\n"));
    }
}
