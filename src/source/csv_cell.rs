//! Cells of the CSV files that we write, which spreadsheet programs open as they are.

use std::borrow::Cow;

/// A text as a cell: preceded by an apostrophe where a spreadsheet program would take it for a formula, and quoted
/// where it holds a separator, a quote or a line break.
#[must_use]
pub fn csv_cell(text: &str) -> Cow<'_, str> {
    let harmless = match text.as_bytes().first() {
        Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r') => Cow::Owned(format!("'{text}")),
        _ => Cow::Borrowed(text),
    };
    if harmless.contains([',', '"', '\n', '\r']) {
        return Cow::Owned(format!("\"{}\"", harmless.replace('"', "\"\"")));
    }
    harmless
}

#[cfg(test)]
mod tests {
    use super::csv_cell as cell;

    #[test]
    fn what_a_spreadsheet_would_run_is_neutralised() {
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("-2"), "'-2");
        assert_eq!(cell("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(cell("\tx"), "'\tx");
        assert_eq!(cell("Quận 1"), "Quận 1");
    }

    #[test]
    fn separators_and_quotes_are_quoted() {
        assert_eq!(cell("a,b"), "\"a,b\"");
        assert_eq!(cell("=\"x\""), "\"'=\"\"x\"\"\"");
    }
}
