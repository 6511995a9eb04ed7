//! Front matter: TOML between `+++` lines at the top of a Markdown file.

use super::{FileId, Place};
use crate::diagnostic::Diagnostic;

/// A Markdown file taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrontMatter<'a> {
    /// The TOML between the marks, `None` where the file has no front matter. It begins on line 2 of the file.
    pub toml: Option<&'a str>,
    /// The Markdown after it.
    pub markdown: &'a str,
    /// The line of the file on which `markdown` begins.
    pub first_line: u32,
}

/// The line of the file on which the TOML of front matter begins.
pub const FRONT_MATTER_LINE: u32 = 2;

const MARK: &str = "+++";

/// Takes a Markdown file (every line ended by `\n`) apart. Blank lines above the first mark are no front matter's.
///
/// # Errors
/// `front-matter-open` where the closing mark is missing, `front-matter-yaml` where it is marked as YAML.
pub fn split_front_matter(text: &str, file: FileId) -> Result<FrontMatter<'_>, Diagnostic> {
    let Some((first, rest)) = text
        .split_once('\n')
        .or((!text.is_empty()).then_some((text, "")))
    else {
        return Ok(FrontMatter {
            toml: None,
            markdown: text,
            first_line: 1,
        });
    };
    match first.trim_end() {
        MARK => {}
        "---" if is_yaml(rest) => {
            return Err(Diagnostic::error("front-matter-yaml").at(Place::at(file, 1, 1)));
        }
        _ => {
            return Ok(FrontMatter {
                toml: None,
                markdown: text,
                first_line: 1,
            });
        }
    }
    let mut at = 0;
    let mut line = FRONT_MATTER_LINE;
    for whole in rest.split_inclusive('\n') {
        let after = at + whole.len();
        if whole.trim_end() == MARK {
            return Ok(FrontMatter {
                toml: Some(&rest[..at]),
                markdown: &rest[after..],
                first_line: line + 1,
            });
        }
        at = after;
        line = line.saturating_add(1);
    }
    Err(Diagnostic::error("front-matter-open").at(Place::at(file, 1, 1)))
}

/// Whether what follows a first line of `---` looks like YAML front matter rather than text below a rule.
fn is_yaml(rest: &str) -> bool {
    let mut lines = rest.lines().map(str::trim_end);
    let has_key = lines.next().is_some_and(|line| {
        line.split_once(':')
            .is_some_and(|(key, _)| key.chars().all(|c| c.is_alphanumeric() || "_-".contains(c)))
    });
    has_key && lines.any(|line| line == "---")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Result<FrontMatter<'_>, &'static str> {
        split_front_matter(text, FileId(0)).map_err(|e| e.code)
    }

    #[test]
    fn takes_front_matter_and_text_apart() {
        let page = split("+++\ntitle = \"A\"\n+++\n\nText\n").unwrap();
        assert_eq!(
            page,
            FrontMatter {
                toml: Some("title = \"A\"\n"),
                markdown: "\nText\n",
                first_line: 4
            }
        );
        let nothing = split("+++\n+++").unwrap();
        assert_eq!(
            nothing,
            FrontMatter {
                toml: Some(""),
                markdown: "",
                first_line: 3
            }
        );
    }

    #[test]
    fn a_page_may_have_none() {
        for text in [
            "",
            "Text",
            "# Title\n+++\n",
            "\n+++\n+++\n",
            "---\nA rule above\n---\n",
            "---",
        ] {
            assert_eq!(
                split(text),
                Ok(FrontMatter {
                    toml: None,
                    markdown: text,
                    first_line: 1
                }),
                "{text:?}"
            );
        }
    }

    #[test]
    fn an_open_end_and_yaml_are_errors() {
        assert_eq!(split("+++\ntitle = 1\n"), Err("front-matter-open"));
        assert_eq!(split("+++"), Err("front-matter-open"));
        assert_eq!(split("---\ntitle: A\n---\n"), Err("front-matter-yaml"));
    }
}
