//! Front matter: TOML between `+++` lines at the top of a Markdown file.

use crate::diagnostic::{Code, Diagnostic};
use crate::place::{FileId, Place};

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
/// `front-matter-open` where the closing mark is missing, `front-matter-yaml` where it is marked as YAML,
/// `front-matter-mark` where it seems to be meant and does not begin with the mark.
///
/// ```
/// use thidua::place::FileId;
/// use thidua::source::split_front_matter;
///
/// let page = split_front_matter("+++\ntitle = \"A\"\n+++\nText.\n", FileId(0)).expect("front matter");
/// assert_eq!(page.toml, Some("title = \"A\"\n"));
/// assert_eq!((page.markdown, page.first_line), ("Text.\n", 4));
/// ```
pub fn split_front_matter(text: &str, file: FileId) -> Result<FrontMatter<'_>, Diagnostic> {
    let none = FrontMatter {
        toml: None,
        markdown: text,
        first_line: 1,
    };
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    match first.trim_end() {
        MARK => {}
        "---" if is_yaml(rest) => {
            return Err(Code::FrontMatterYaml.at(Place::at(file, 1, 1)));
        }
        _ => {
            return match misplaced(text) {
                Some(line) => Err(Code::FrontMatterMark.at(Place::at(file, line, 1))),
                None => Ok(none),
            };
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
    Err(Code::FrontMatterOpen.at(Place::at(file, 1, 1)))
}

/// Whether what follows a first line of `---` looks like YAML front matter rather than text below a rule.
fn is_yaml(rest: &str) -> bool {
    let mut lines = rest.lines().map(str::trim_end);
    let first = lines.next().and_then(|line| line.split_once(':'));
    let has_key =
        first.is_some_and(|(key, _)| key.chars().all(|c| c.is_alphanumeric() || "_-".contains(c)));
    let is_known = first.is_some_and(|(key, _)| KEYS.contains(&key));
    is_known || (has_key && lines.any(|line| matches!(line, "---" | "...")))
}

/// Keys that nearly all front matter begins with.
const KEYS: [&str; 8] = [
    "title", "date", "updated", "author", "summary", "draft", "id", "cover",
];

/// The line on which front matter seems to begin that is not at the top, or not marked as it should be: blank lines or
/// spaces before the mark, too many or too few signs, a dash as Word makes one of three, or no mark at all.
fn misplaced(text: &str) -> Option<u32> {
    let mut lines = (1_u32..).zip(text.lines());
    let (number, first) = lines.find(|(_, line)| !line.trim().is_empty())?;
    let is_key = |line: &str| {
        let key = line.split(['=', ':']).next().unwrap_or_default().trim();
        line.contains(['=', ':']) && KEYS.contains(&&*key.to_ascii_lowercase())
    };
    let second = lines.find(|(_, line)| !line.trim().is_empty());
    let has_keys = second.is_some_and(|(_, line)| is_key(line));
    let first = first.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let is_sign = |c: char| matches!(c, '+' | '-' | '—' | '–' | '*' | '=' | ';' | '`' | '~');
    let is_mark = first == MARK || (has_keys && !first.is_empty() && first.chars().all(is_sign));
    let is_bare = first.contains('=') && is_key(first);
    (is_mark || is_bare).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Result<FrontMatter<'_>, &'static str> {
        split_front_matter(text, FileId(0)).map_err(|e| e.code.as_str())
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
            "---\nA rule above\n---\n",
            "---\nNguồn: Sở Nội vụ",
            "---",
            "Title: a book",
            "***\n\nText",
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
        assert_eq!(split("---\nNguồn: A\n...\n"), Err("front-matter-yaml"));
        assert_eq!(split("---\ntitle: A\n\nText"), Err("front-matter-yaml"));
    }

    #[test]
    fn front_matter_that_is_not_marked_is_an_error() {
        for text in [
            "\n+++\n+++\n",
            " +++\ntitle = \"A\"\n+++\n",
            "++++\ntitle = \"A\"\n++++\n",
            "++\ntitle = \"A\"\n",
            "—\ntitle: A\n—\n",
            "```\ntitle = \"A\"\n```\n",
            "title = \"A\"\ndate = 2019-02-27\n",
        ] {
            assert_eq!(split(text), Err("front-matter-mark"), "{text:?}");
        }
    }
}
