//! Number formats in style sheets: `mso-number-format`, as Excel writes and reads them.

use rustc_hash::FxHashMap;

const PROPERTY: &str = "mso-number-format:";

/// The number formats of a page's classes.
#[derive(Debug, Default)]
pub(super) struct PageStyles {
    by_class: FxHashMap<String, String>,
}

impl PageStyles {
    /// Takes in a style sheet.
    pub(super) fn take(&mut self, sheet: &str) {
        for rule in sheet.split('}') {
            let Some((selectors, body)) = rule.split_once('{') else {
                continue;
            };
            let Some(format) = number_format(body) else {
                continue;
            };
            for selector in selectors.split(',') {
                if let Some((_, class)) = selector.trim().rsplit_once('.') {
                    self.by_class.insert(class.to_owned(), format.clone());
                }
            }
        }
    }

    /// The number format of the first of the classes that has one.
    pub(super) fn of_classes(&self, classes: &str) -> Option<String> {
        let mut classes = classes.split_ascii_whitespace();
        classes.find_map(|class| self.by_class.get(class).cloned())
    }
}

/// The number format in the body of a rule or in a style.
pub(super) fn number_format(style: &str) -> Option<String> {
    let start = style.to_ascii_lowercase().find(PROPERTY)? + PROPERTY.len();
    let mut letters = style.get(start..)?.trim_start().chars().peekable();
    let mut quote = None;
    let mut format = String::new();
    while let Some(c) = letters.next() {
        match c {
            '"' | '\'' if quote == Some(c) => break,
            '"' | '\'' if quote.is_none() && format.is_empty() => quote = Some(c),
            ';' if quote.is_none() => break,
            '\\' => {
                let mut code = String::new();
                while let Some(digit) = letters.next_if(|c| c.is_ascii_hexdigit() && code.len() < 6)
                {
                    code.push(digit);
                }
                match u32::from_str_radix(&code, 16).ok().and_then(char::from_u32) {
                    Some(letter) => {
                        format.push(letter);
                        letters.next_if_eq(&' ');
                    }
                    None => format.extend(letters.next()),
                }
            }
            c => format.push(c),
        }
    }
    let format = format.trim();
    (!format.is_empty()).then(|| format.to_owned())
}

/// Whether a style hides what it is of.
pub(super) fn hides(style: &str) -> bool {
    let plain: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    plain.to_ascii_lowercase().contains("display:none")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_read_as_excel_writes_them() {
        for (style, expected) in [
            (
                "mso-number-format:\"\\#\\,\\#\\#0\";color:red",
                Some("#,##0"),
            ),
            ("color:red; mso-number-format:\\@", Some("@")),
            ("mso-number-format:Percent", Some("Percent")),
            ("mso-number-format:0%;", Some("0%")),
            ("mso-number-format:\"0\\.0%\"", Some("0.0%")),
            ("mso-number-format:\"mmm\\\\-yy\"", Some("mmm\\-yy")),
            ("mso-number-format:'\\0022 a;b\\0022 0'", Some("\"a;b\"0")),
            ("MSO-NUMBER-FORMAT: General", Some("General")),
            ("color:red", None),
            ("mso-number-format:", None),
        ] {
            assert_eq!(number_format(style).as_deref(), expected, "{style}");
        }
    }

    #[test]
    fn classes_have_formats() {
        let mut styles = PageStyles::default();
        styles.take(
            "<!-- td {padding:0} .xl65, td.xl66 {mso-number-format:0%;} .xl67 {color:red} -->",
        );
        assert_eq!(styles.of_classes("a xl66").as_deref(), Some("0%"));
        assert_eq!(styles.of_classes("xl65").as_deref(), Some("0%"));
        assert_eq!(styles.of_classes("xl67"), None);
    }

    #[test]
    fn hidden_things_are_known() {
        assert!(hides("color: red; Display : none"));
        assert!(!hides("display:block"));
    }
}
