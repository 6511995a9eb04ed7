//! Where links and pictures lead: out of the site, into the page, or to a file or page of the site, which the site's
//! room finds.

use super::Surroundings;
use super::marks::Url;
use super::sanitise::SCHEMES;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity, nearest};
use crate::place::Place;
use crate::source::{LinkPath, percent_decoded, split_fragment, url_scheme};

/// A link or picture that leads to something of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkTarget {
    /// As it is written.
    pub written: Box<str>,
    /// The path, with `/`, without `.` and `..`, in NFC: of a file in the site folder (`content/thong-bao/a.md`), or,
    /// where `from_root`, of something in the built site.
    pub path: Box<str>,
    /// Whether it is written from the site's root, with a leading `/`.
    pub from_root: bool,
    /// Whether it is a picture to be shown.
    pub is_image: bool,
}

impl LinkTarget {
    /// The diagnostic of a link to a page that is not published for now (a draft, or by its dates): a warning, and the
    /// words stand without the link.
    #[must_use]
    pub fn to_hidden(&self, place: Place) -> Diagnostic {
        Code::LinkToHidden.at(place).arg("link", &self.written)
    }

    /// The diagnostic of a link to nothing, with the nearest of the paths that there are.
    #[must_use]
    pub fn to_nothing<'a>(
        &self,
        place: Place,
        there: impl IntoIterator<Item = &'a str>,
    ) -> Diagnostic {
        let diagnostic = nothing(&self.written, place);
        if diagnostic.help.is_some() {
            return diagnostic;
        }
        // No page is meant where a picture is.
        let may_be_meant = |path: &&str| !(self.is_image && path.ends_with(".md"));
        diagnostic.near(nearest(&self.path, there.into_iter().filter(may_be_meant)))
    }
}

/// A path as it stands in a URL: everything percent-encoded that is not plain.
#[must_use]
pub fn encode_path(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                encoded.push(byte as char)
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

/// Resolves the links of one text.
pub(super) struct Linker<'a> {
    /// The path of the text's file in the site folder.
    pub(super) file: &'a str,
    pub(super) surroundings: &'a mut dyn Surroundings,
    pub(super) diagnostics: &'a mut Diagnostics,
    /// Links to headings of the page itself, checked when all of them are known.
    pub(super) fragments: Vec<(String, Place)>,
}

impl Linker<'_> {
    /// The URL of a link as it goes into the page; `None` where it leads nowhere, which is told.
    pub(super) fn resolve(&mut self, written: &str, is_image: bool, place: Place) -> Option<Url> {
        let found = self.try_resolve(written.trim(), is_image, place);
        self.or_tell(found)
    }

    /// The URL of a link whose address has spaces, which is told too: other programs would show it as text.
    pub(super) fn resolve_loose(
        &mut self,
        written: &str,
        is_image: bool,
        place: Place,
    ) -> Option<Url> {
        let written = written.trim();
        let notes = self.diagnostics.count(Severity::Note);
        let is_url = url_scheme(written).is_some_and(|scheme| scheme.len() > 1);
        let found = if is_url {
            let encoded = written.split_whitespace().collect::<Vec<_>>().join("%20");
            self.try_resolve(&encoded, is_image, place)
        } else {
            self.try_resolve(written, is_image, place)
        };
        // One note is enough where the name is not written as it is either.
        if found.is_ok() && self.diagnostics.count(Severity::Note) == notes {
            let note = Code::LinkWithSpaces.arg("link", written);
            self.diagnostics.push(note.at(place));
        }
        let found = found.map_err(|problem| match (problem.code, problem.help) {
            (Code::LinkToNothing, None) => problem.help("spaces"),
            _ => problem,
        });
        self.or_tell(found)
    }

    fn or_tell(&mut self, found: Result<Url, Diagnostic>) -> Option<Url> {
        match found {
            Ok(url) => Some(url),
            Err(problem) => {
                self.diagnostics.push(problem);
                None
            }
        }
    }

    fn try_resolve(
        &mut self,
        written: &str,
        is_image: bool,
        place: Place,
    ) -> Result<Url, Diagnostic> {
        let refused = || {
            Code::LinkScheme
                .at(place)
                .arg("link", written.escape_debug())
        };
        if written.chars().any(char::is_control) {
            return Err(refused());
        }
        if let Some(scheme) = url_scheme(written) {
            let scheme = scheme.to_ascii_lowercase();
            if scheme.len() == 1 || scheme == "file" {
                return Err(refused().help("disk"));
            }
            if !SCHEMES.contains(&scheme.as_str()) {
                return Err(refused());
            }
            if is_image {
                return Err(Code::ImageElsewhere.at(place).arg("link", written));
            }
            return Ok(Url {
                href: written.to_owned(),
                is_external: scheme.starts_with("http"),
                size: None,
            });
        }
        if written.starts_with("//") || written.starts_with('\\') {
            return Err(refused().help("slashes"));
        }
        let (path, fragment) = split_fragment(written);
        if path.is_empty() && !is_image {
            return self.within_page(written, fragment, place);
        }
        self.resolve_file(written, is_image, place)
    }

    /// A link to a file or page of the site: by its name, else by the only name that can be meant, which is told.
    fn resolve_file(
        &mut self,
        written: &str,
        is_image: bool,
        place: Place,
    ) -> Result<Url, Diagnostic> {
        let target = |path: Box<str>, from_root| LinkTarget {
            written: written.into(),
            path,
            from_root,
            is_image,
        };
        let (path, fragment) = split_fragment(written);
        let exact = match LinkPath::new(self.file, path).filter(|_| !path.contains('\\')) {
            Some(LinkPath { path, from_root }) => {
                self.in_site(&target(path.into(), from_root), fragment, place)
            }
            None => Err(nothing(written, place)),
        };
        match exact {
            Err(problem) if problem.code == Code::LinkToNothing => {
                let Some((path, fragment)) = self.surroundings.meant(self.file, written) else {
                    return Err(problem);
                };
                let url = self.in_site(&target(path.clone(), false), fragment, place)?;
                let note = Code::LinkReadAs.arg("link", written).arg("path", path);
                self.diagnostics.push(note.at(place));
                Ok(url)
            }
            exact => exact,
        }
    }

    /// A URL within the site, with the part of its page.
    fn in_site(
        &mut self,
        target: &LinkTarget,
        fragment: Option<&str>,
        place: Place,
    ) -> Result<Url, Diagnostic> {
        let mut href = self.surroundings.link(target, place)?;
        if let Some(fragment) = fragment {
            href.push('#');
            href.push_str(&encode_path(&percent_decoded(fragment)));
        }
        let size = || self.surroundings.size(target);
        Ok(Url {
            href,
            is_external: false,
            size: target.is_image.then(size).flatten(),
        })
    }

    fn within_page(
        &mut self,
        written: &str,
        fragment: Option<&str>,
        place: Place,
    ) -> Result<Url, Diagnostic> {
        let Some(fragment) = fragment.filter(|f| !f.is_empty()) else {
            return Err(nothing(written, place).help("empty"));
        };
        let fragment = percent_decoded(fragment);
        let href = format!("#{}", encode_path(&fragment));
        self.fragments.push((fragment, place));
        Ok(Url {
            href,
            is_external: false,
            size: None,
        })
    }
}

/// A link to nothing. An address of the web that lacks its beginning looks like the name of a file.
fn nothing(written: &str, place: Place) -> Diagnostic {
    let problem = Code::LinkToNothing.at(place).arg("link", written);
    let host = written.split(['/', '?', '#']).next().unwrap_or_default();
    let is_web = host.starts_with("www.")
        || [".vn", ".com", ".org", ".net", ".edu"]
            .iter()
            .any(|ending| host.ends_with(ending));
    if is_web { problem.help("web") } else { problem }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_encoded() {
        assert_eq!(
            encode_path("a/Kế hoạch 50%.pdf"),
            "a/K%E1%BA%BF%20ho%E1%BA%A1ch%2050%25.pdf"
        );
    }
}
