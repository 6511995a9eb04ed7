//! What a cell's number format does to the number that is shown.

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// As it is stored, but for rounding and words around it.
    Plain,
    /// A hundredfold, with a per cent sign.
    Percent,
    /// Otherwise: in thousands, in per cent for some numbers only.
    Scaled,
}

impl Shown {
    /// What a format code does.
    pub(super) fn by(format: &str) -> Self {
        let sections = sections(format);
        // The fourth is for text; one without a digit shows words in place of the number.
        let mut numbers = sections.iter().take(3).filter(|section| section.digits);
        let Some(first) = numbers.next() else {
            return Self::Plain;
        };
        if numbers.any(|other| other.percents != first.percents) || first.percents > 1 {
            return Self::Scaled;
        }
        if sections.iter().take(3).any(|section| section.thousands) {
            return Self::Scaled;
        }
        if first.percents == 1 {
            Self::Percent
        } else {
            Self::Plain
        }
    }
}

/// A section of a format code.
#[derive(Debug, Default, Clone, Copy)]
struct Section {
    /// Whether it shows digits.
    digits: bool,
    /// How many per cent signs it has.
    percents: u32,
    /// Whether a comma after the last digit divides by a thousand.
    thousands: bool,
}

/// The sections of a format code; what is quoted, escaped or in brackets shows itself only.
fn sections(format: &str) -> Vec<Section> {
    let (mut all, mut section) = (Vec::new(), Section::default());
    let mut letters = format.chars();
    let mut before = ' ';
    while let Some(c) = letters.next() {
        match c {
            '"' => {
                letters.by_ref().find(|c| *c == '"');
            }
            '[' => {
                letters.by_ref().find(|c| *c == ']');
            }
            '\\' | '_' | '*' => {
                letters.next();
            }
            ';' => all.push(std::mem::take(&mut section)),
            '0' | '#' | '?' => {
                section.digits = true;
                section.thousands = false;
            }
            'G' | 'g' => section.digits = true,
            ',' if matches!(before, '0' | '#' | '?' | ',') => section.thousands = true,
            '%' => section.percents += 1,
            _ => {}
        }
        before = c;
    }
    all.push(section);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_known() {
        for (format, expected) in [
            ("General", Shown::Plain),
            ("0", Shown::Plain),
            ("#,##0.00", Shown::Plain),
            ("_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)", Shown::Plain),
            ("0%", Shown::Percent),
            ("0.00%;[Red]-0.00%;\"-\"", Shown::Percent),
            ("#,##0.0 %", Shown::Percent),
            ("0\" %\"", Shown::Plain),
            ("0\\%", Shown::Plain),
            ("@", Shown::Plain),
            ("", Shown::Plain),
            ("0%;0", Shown::Scaled),
            ("0.0,", Shown::Scaled),
            ("#,##0,,\" tr\"", Shown::Scaled),
            ("[<1]0.0%;0", Shown::Scaled),
            ("0;-0;;@", Shown::Plain),
        ] {
            assert_eq!(Shown::by(format), expected, "{format}");
        }
    }
}
