//! What a cell's number format does to the number that is shown.

use crate::text::fold;

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// As it is stored, but for rounding and words around it.
    Plain,
    /// A hundredfold, with a per cent sign.
    Percent,
    /// Otherwise: in thousands, in per cent for some numbers only, as words.
    Scaled,
    /// Not at all.
    Hidden,
    /// As nothing, being zero; other numbers are shown.
    EmptyZero,
    /// As a date.
    Date(DateShown),
    /// As a time of day or a span of time.
    Duration,
}

/// How a date is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DateShown {
    pub(super) part: DatePart,
    /// Whether the time of day is shown behind it.
    pub(super) time: bool,
}

/// What is shown of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DatePart {
    Day,
    /// Month and year.
    Month,
    Year,
    /// The month without its year.
    MonthAlone,
}

impl DateShown {
    /// The day without a time.
    pub(super) const DAY: Self = Self {
        part: DatePart::Day,
        time: false,
    };

    /// The day with its time.
    pub(super) const WHOLE: Self = Self {
        time: true,
        ..Self::DAY
    };

    /// By which parts of a date are shown; `None` where none is.
    pub(super) fn of(year: bool, month: bool, day: bool, time: bool) -> Option<Self> {
        let part = match (year, month, day) {
            (_, _, true) => DatePart::Day,
            (true, true, false) => DatePart::Month,
            (true, false, false) => DatePart::Year,
            (false, true, false) => DatePart::MonthAlone,
            (false, false, false) => return None,
        };
        Some(Self { part, time })
    }
}

/// A number format. The default one shows numbers as they are.
#[derive(Debug, Clone, Default)]
pub(super) struct NumberFormat {
    /// For positive, negative numbers and zero, or for those that their conditions are true of; none where every number
    /// is shown as it is.
    sections: Vec<Section>,
}

impl NumberFormat {
    /// What it shows of a date that is written out: with its time, where it is no format of dates.
    pub(super) fn of_date(&self) -> DateShown {
        match self.shown(1.0) {
            Shown::Date(shown) => shown,
            _ => DateShown::WHOLE,
        }
    }

    /// By its code, as English Excel writes it.
    pub(super) fn by(code: &str) -> Self {
        let mut sections = sections(code);
        // The fourth is for text.
        sections.truncate(3);
        let is_plain = |(index, section): (usize, &Section)| {
            section.shows == Shows::Number
                && section.percents == 0
                && !section.is_scaled
                && !section.says_period
                && (index != 1 || section.has_sign)
        };
        if code.is_empty() || sections.iter().enumerate().all(is_plain) {
            sections.clear();
        }
        Self { sections }
    }

    /// By its code, or by a name that Excel has for it in markup.
    pub(super) fn named(name: &str) -> Self {
        Self::by(match name {
            "General" => "",
            "Standard" | "Fixed" | "Scientific" | "Currency" | "Euro Currency" => "0.00",
            "Percent" => "0.00%",
            "General Date" => "dd/mm/yyyy hh:mm",
            "Long Date" | "Medium Date" | "Short Date" => "dd/mm/yyyy",
            "Long Time" | "Medium Time" | "Short Time" => "hh:mm",
            "Yes/No" | "True/False" | "On/Off" => "\"…\"",
            code => code,
        })
    }

    /// By what it shows of the numbers for which conditions (`>=1000`) are true, in their order, and of others.
    pub(super) fn of_sections<'s>(
        conditional: impl Iterator<Item = (&'s str, &'s SectionReader)>,
        other: &SectionReader,
    ) -> Self {
        let mut sections: Vec<Section> = conditional
            .map(|(condition, section)| Section {
                condition: Condition::read(condition),
                ..section.section()
            })
            .collect();
        sections.push(other.section());
        Self { sections }
    }

    /// One of those that files name by their number only.
    pub(super) fn built_in(number: u16) -> Self {
        Self::by(match number {
            9 | 10 => "0%",
            14..=16 | 27..=31 | 36 | 50..=54 | 57 | 58 => "dd/mm/yyyy",
            17 => "mmm-yy",
            18..=21 | 32..=35 | 45 | 47 | 55 | 56 => "h:mm",
            22 => "dd/mm/yyyy h:mm",
            46 => "[h]:mm:ss",
            _ => "",
        })
    }

    /// How it shows a number.
    pub(super) fn shown(&self, value: f64) -> Shown {
        let Some(section) = self.section(value) else {
            return Shown::Plain;
        };
        match section.shows {
            Shows::Date(shown) => return Shown::Date(shown),
            Shows::Time => return Shown::Duration,
            Shows::Nothing if self.sections.iter().all(Section::is_blank) => return Shown::Hidden,
            // Zeros are often shown as a dash or not at all.
            Shows::Words if value == 0.0 => return Shown::Plain,
            Shows::Nothing if value == 0.0 => return Shown::EmptyZero,
            Shows::Nothing => return Shown::Hidden,
            Shows::Words => return Shown::Scaled,
            Shows::Number => {}
        }
        let is_bare = value < 0.0 && self.sections.len() > 1 && !section.has_sign;
        if is_bare
            && self
                .sections
                .iter()
                .all(|section| section.condition.is_none())
        {
            return Shown::Scaled;
        }
        let mut numbers = self.sections.iter().filter(|s| s.shows == Shows::Number);
        if numbers.any(|other| other.percents != section.percents || other.is_scaled) {
            return Shown::Scaled;
        }
        match section.percents {
            0 => Shown::Plain,
            1 => Shown::Percent,
            _ => Shown::Scaled,
        }
    }

    /// What is shown in words of a year or a date that words beside it make another period: `"Quý III/"yyyy`.
    pub(super) fn words_of_period(&self, value: f64) -> Option<&[Piece]> {
        let section = self.section(value).filter(|section| section.says_period)?;
        let shows = match section.shows {
            Shows::Date(shown) => shown.part != DatePart::Day,
            Shows::Number => value.fract() == 0.0 && (1900.0..2200.0).contains(&value),
            _ => false,
        };
        shows.then_some(&section.pieces)
    }

    /// The section that a number falls into.
    fn section(&self, value: f64) -> Option<&Section> {
        let last = self.sections.len().checked_sub(1)?;
        let falls = |(index, section): (usize, &Section)| match (section.condition, index) {
            (Some(condition), _) => condition.holds(value),
            (None, 0) if last >= 2 => value > 0.0,
            (None, 0) if last == 1 => value >= 0.0,
            (None, 1) if last == 2 => value < 0.0,
            (None, _) => true,
        };
        let found = self.sections.iter().enumerate().position(falls);
        self.sections.get(found.unwrap_or(last))
    }
}

/// A section of a format code.
#[derive(Debug, Clone)]
struct Section {
    condition: Option<Condition>,
    shows: Shows,
    /// How many per cent signs it has.
    percents: u32,
    /// Whether a comma after the last digit divides by a thousand, or its words say that the number counts something else.
    is_scaled: bool,
    /// Whether it has a minus or brackets.
    has_sign: bool,
    /// Whether its words say which part of a year is meant.
    says_period: bool,
    /// All of it in its order, where they do.
    pieces: Vec<Piece>,
}

/// A piece of what a section shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// What shows itself.
    Text(String),
    /// The number.
    Number,
    /// A part of the date, by its letter and how often that stands there.
    Part(char, usize),
}

/// What a section shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shows {
    Number,
    Words,
    Nothing,
    Date(DateShown),
    Time,
}

impl Section {
    fn is_blank(&self) -> bool {
        self.shows == Shows::Nothing
    }
}

/// A condition such as `[>=1000]`.
#[derive(Debug, Clone, Copy)]
struct Condition {
    below: bool,
    equal: bool,
    above: bool,
    limit: f64,
}

impl Condition {
    fn read(bracket: &str) -> Option<Self> {
        let signs = bracket.trim_end_matches(|c: char| !matches!(c, '<' | '>' | '='));
        let (below, equal, above) = match signs {
            "<" => (true, false, false),
            "<=" => (true, true, false),
            "=" => (false, true, false),
            ">=" => (false, true, true),
            ">" => (false, false, true),
            "<>" => (true, false, true),
            _ => return None,
        };
        let limit = bracket.get(signs.len()..)?.trim().parse().ok()?;
        Some(Self {
            below,
            equal,
            above,
            limit,
        })
    }

    fn holds(self, value: f64) -> bool {
        value < self.limit && self.below
            || value > self.limit && self.above
            || value == self.limit && self.equal
    }
}

/// What is read of a section, part by part.
#[derive(Debug, Default)]
pub(super) struct SectionReader {
    condition: Option<Condition>,
    pub(super) has_digits: bool,
    pub(super) percents: u32,
    /// Whether what is shown is divided by thousands.
    pub(super) divides: bool,
    pub(super) is_elapsed: bool,
    /// The letters that stand for parts of a date, one for each run of them.
    pub(super) parts: Vec<char>,
    /// What shows itself.
    pub(super) words: String,
    /// Whether digits that show themselves stand beside those of the number: `0"00"` shows 50 as 5000.
    joins_digits: bool,
    /// Whether the last that stands in it is a digit that shows itself, or one of the number.
    last: LastShown,
    pieces: Vec<Piece>,
}

/// What was last in a section.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum LastShown {
    #[default]
    Other,
    NumberDigit,
    OwnDigit,
}

impl SectionReader {
    fn section(&self) -> Section {
        let is_scaled = self.divides || self.joins_digits || counts_otherwise(&self.words);
        // The digits of `ss.00` are those of seconds.
        let shows = match self.date() {
            Some(shows) => shows,
            None if self.has_digits => Shows::Number,
            None if self.percents > 0 || !self.words.trim().is_empty() => Shows::Words,
            None => Shows::Nothing,
        };
        Section {
            condition: self.condition,
            shows,
            percents: self.percents,
            is_scaled,
            has_sign: self.words.contains(['-', '−', '(']),
            says_period: says_period(&self.words),
            pieces: self.pieces.clone(),
        }
    }

    /// Adds what shows itself.
    fn show(&mut self, text: &str) {
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        self.joins_digits |= self.last == LastShown::NumberDigit && is_digit(text.chars().next());
        if !text.is_empty() {
            self.last = match is_digit(text.chars().last()) {
                true => LastShown::OwnDigit,
                false => LastShown::Other,
            };
        }
        self.words.push_str(text);
        self.pieces.push(Piece::Text(text.to_owned()));
    }

    /// A digit of the number.
    fn digit(&mut self) {
        self.has_digits = true;
        self.divides = false;
        self.joins_digits |= self.last == LastShown::OwnDigit;
        self.last = LastShown::NumberDigit;
        if self.pieces.last() != Some(&Piece::Number) {
            self.pieces.push(Piece::Number);
        }
    }

    fn date(&self) -> Option<Shows> {
        let has = |letter| self.parts.contains(&letter);
        if self.is_elapsed {
            return Some(Shows::Time);
        }
        // An m beside hours or seconds is minutes.
        let is_month = |(at, part): (usize, &char)| {
            let before = at.checked_sub(1).and_then(|at| self.parts.get(at));
            *part == 'm' && before != Some(&'h') && self.parts.get(at + 1) != Some(&'s')
        };
        let month = self.parts.iter().enumerate().any(is_month);
        let time = has('h') || has('s');
        match DateShown::of(has('y'), month, has('d'), time) {
            Some(shown) => Some(Shows::Date(shown)),
            None => time.then_some(Shows::Time),
        }
    }

    fn part(&mut self, letter: char, before: char) {
        if !before.eq_ignore_ascii_case(&letter) || self.parts.last() != Some(&letter) {
            self.parts.push(letter);
            self.pieces.push(Piece::Part(letter, 1));
        } else if let Some(Piece::Part(_, count)) = self.pieces.last_mut() {
            *count += 1;
        }
    }
}

/// Whether the words beside a number say that it counts thousands or millions, or that another is meant: `85,5‰`, `<50`.
pub(super) fn counts_otherwise(words: &str) -> bool {
    if words.contains(['‰', '‱', '<', '>', '≤', '≥', '~', '≈']) {
        return true;
    }
    const SCALES: [&str; 10] = [
        "nghin", "ngan", "trieu", "ty", "ti", "k", "tr", "thousand", "million", "billion",
    ];
    let folded = fold(words);
    let mut words = folded.split(|c: char| !c.is_alphabetic());
    words.any(|word| SCALES.contains(&word))
}

/// Whether words beside a year say which part of it is meant, or that it is no calendar year: `Quý III/`, `9T/`, `-2019`.
fn says_period(words: &str) -> bool {
    const PARTS: [&str; 14] = [
        "quy", "qui", "q", "quarter", "half", "hoc", "fy", "dau", "cuoi", "nua", "i", "ii", "iii",
        "iv",
    ];
    let folded = fold(words);
    let mut words = folded.split(|c: char| !c.is_alphanumeric());
    words.any(|word| PARTS.contains(&word) || word.contains(|c: char| c.is_ascii_digit()))
}

/// The sections of a format code; what is quoted, escaped or in brackets shows itself only.
fn sections(format: &str) -> Vec<Section> {
    let (mut all, mut section) = (Vec::new(), SectionReader::default());
    let mut letters = format.chars();
    let mut before = ' ';
    while let Some(c) = letters.next() {
        match c {
            '"' => {
                let quoted: String = letters.by_ref().take_while(|c| *c != '"').collect();
                section.show(&quoted);
            }
            '[' => {
                let inside: String = letters.by_ref().take_while(|c| *c != ']').collect();
                let is_elapsed = ["h", "m", "s"]
                    .iter()
                    .any(|part| inside.to_ascii_lowercase().replace(part, "").is_empty());
                match inside.strip_prefix('$') {
                    Some(money) => section
                        .words
                        .push_str(money.split('-').next().unwrap_or("")),
                    None if is_elapsed && !inside.is_empty() => section.is_elapsed = true,
                    None => section.condition = Condition::read(&inside).or(section.condition),
                }
            }
            '\\' => {
                let escaped: String = letters.next().into_iter().collect();
                section.show(&escaped);
            }
            '_' | '*' => {
                letters.next();
            }
            ';' => all.push(std::mem::take(&mut section).section()),
            '0' | '#' | '?' => section.digit(),
            '@' => section.has_digits = true,
            'G' | 'g' if is_general(letters.as_str()) => {
                section.digit();
                letters.nth("eneral".len() - 1);
            }
            'A' | 'a' if letters.as_str().starts_with(['M', 'm', '/']) => {
                letters.find(|c| matches!(c, 'P' | 'p'));
                letters.next();
            }
            'E' | 'e' if letters.as_str().starts_with(['+', '-']) => {
                letters.next();
            }
            'Y' | 'y' | 'M' | 'm' | 'D' | 'd' | 'H' | 'h' | 'S' | 's' => {
                section.part(c.to_ascii_lowercase(), before);
            }
            'E' | 'e' | 'B' | 'b' => section.part('y', before),
            ',' if matches!(before, '0' | '#' | '?' | ',') => section.divides = true,
            '%' => section.percents += 1,
            '.' | ',' => {}
            ' ' => section.pieces.push(Piece::Text(" ".to_owned())),
            other => section.show(other.encode_utf8(&mut [0; 4])),
        }
        before = c;
    }
    all.push(section.section());
    all
}

fn is_general(rest: &str) -> bool {
    let rest = rest.as_bytes();
    rest.get(..6)
        .is_some_and(|word| word.eq_ignore_ascii_case(b"eneral"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(part: DatePart) -> Shown {
        Shown::Date(DateShown { part, time: false })
    }

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
            ("0.00E+00", Shown::Plain),
            ("General\" hồ sơ\"", Shown::Plain),
            ("#,##0\\ [$₫-42A]", Shown::Plain),
            ("0%;0", Shown::Scaled),
            ("0.0,", Shown::Scaled),
            ("#,##0,,\" tr\"", Shown::Scaled),
            ("#,##0\" nghìn\"", Shown::Scaled),
            ("0\"00\"", Shown::Scaled),
            ("\"1\"0", Shown::Scaled),
            ("0\\0", Shown::Scaled),
            ("0.0\" (2019)\"", Shown::Plain),
            ("[<1]0.0%;0", Shown::Scaled),
            ("\"nhiều\"", Shown::Scaled),
            ("0;-0;;@", Shown::Plain),
            (";;;", Shown::Hidden),
            ("\"\";\"\";\"\"", Shown::Hidden),
            ("[=0]0;", Shown::Hidden),
            ("0.0\"‰\"", Shown::Scaled),
            ("\"<\"0", Shown::Scaled),
            ("0;0", Shown::Plain),
        ] {
            assert_eq!(NumberFormat::by(format).shown(7.0), expected, "{format}");
        }
    }

    #[test]
    fn a_number_is_shown_by_the_section_that_it_falls_into() {
        for (format, value, expected) in [
            ("0;;", -5.0, Shown::Hidden),
            ("0;;", 0.0, Shown::EmptyZero),
            ("0;-0;", 0.0, Shown::EmptyZero),
            ("0;0", -5.0, Shown::Scaled),
            ("0;[Red]-0", -5.0, Shown::Plain),
            ("0;(0)", -5.0, Shown::Plain),
            ("[<0]0;0", -5.0, Shown::Plain),
            ("0;-0;\"-\"", 0.0, Shown::Plain),
            (";;;", 0.0, Shown::Hidden),
            ("[>100]\"nhiều\";0", 101.0, Shown::Scaled),
            ("[>100]\"nhiều\";0", 100.0, Shown::Plain),
            ("0;\"âm\"", -1.0, Shown::Scaled),
        ] {
            assert_eq!(NumberFormat::by(format).shown(value), expected, "{format}");
        }
    }

    #[test]
    fn dates_are_known_by_what_is_shown_of_them() {
        for (format, expected) in [
            ("dd/mm/yyyy", date(DatePart::Day)),
            ("dd/mm/yyyy;@", date(DatePart::Day)),
            ("[$-42A]dddd, dd mmmm yyyy", date(DatePart::Day)),
            ("d-mmm", date(DatePart::Day)),
            ("mm/yyyy", date(DatePart::Month)),
            ("\"Tháng \"m/yyyy", date(DatePart::Month)),
            ("[$-409]mmm\\-yy;@", date(DatePart::Month)),
            ("yyyy", date(DatePart::Year)),
            ("mm", date(DatePart::MonthAlone)),
            ("h:mm", Shown::Duration),
            ("mm:ss.0", Shown::Duration),
            ("[h]:mm", Shown::Duration),
            ("h:mm AM/PM", Shown::Duration),
        ] {
            assert_eq!(
                NumberFormat::by(format).shown(43_525.0),
                expected,
                "{format}"
            );
        }
        let with_time = DateShown {
            part: DatePart::Day,
            time: true,
        };
        assert_eq!(
            NumberFormat::by("dd/mm/yyyy hh:mm:ss").shown(43_525.0),
            Shown::Date(with_time)
        );
        assert_eq!(NumberFormat::built_in(17).shown(1.0), date(DatePart::Month));
    }
}
