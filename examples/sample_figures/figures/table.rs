//! Rows of text put together as a table.

/// A table as text.
pub(crate) struct Table {
    text: String,
    separator: char,
    line_end: &'static str,
}

impl Table {
    /// A table with this separator and lines that end in a line feed.
    pub(crate) fn new(separator: char) -> Self {
        Self {
            text: String::new(),
            separator,
            line_end: "\n",
        }
    }

    /// A table as Vietnamese Excel saves it as "CSV UTF-8": a mark, semicolons, CRLF.
    pub(crate) fn of_excel() -> Self {
        Self {
            text: '\u{feff}'.to_string(),
            separator: ';',
            line_end: "\r\n",
        }
    }

    /// Adds a row; cells that hold the separator are quoted.
    pub(crate) fn row<T: ToString>(&mut self, cells: impl IntoIterator<Item = T>) {
        for (i, cell) in cells.into_iter().enumerate() {
            if i > 0 {
                self.text.push(self.separator);
            }
            let cell = cell.to_string();
            if cell.contains(self.separator) {
                self.text.push_str(&format!("\"{cell}\""));
            } else {
                self.text.push_str(&cell);
            }
        }
        self.text.push_str(self.line_end);
    }

    /// The whole text.
    pub(crate) fn into_text(self) -> String {
        self.text
    }
}

/// A number as Vietnamese spreadsheets show it: `1.234`.
pub(crate) fn grouped(number: i64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}
