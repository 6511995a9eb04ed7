//! Periods that titles and names mention.

use super::words::{TokenKind, Tokens};
use crate::campaign::{Day, Period, PeriodLength, YearPart};

/// What a text says of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PeriodMention {
    /// A period: "tháng 3 năm 2019".
    Whole(Period),
    /// A part of a year that is not said: "tháng 3".
    Part(Part),
    /// A year by itself: "năm 2019".
    Year(i16),
    /// A year without the word, as in names: it is no period by itself.
    BareYear(i16),
    /// What may be a month, or something else: "03-2019" in a name. It is no reading, but must not be another.
    Perhaps(Period),
    /// Something of which the period is not clear: "từ tháng 1 đến tháng 3", "lũy kế".
    Unclear,
    /// A month or quarter that is not said: a year beside it is not the period.
    Shorter,
}

/// A part of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    /// Its first month.
    month: u8,
    length: PeriodLength,
}

impl Part {
    fn month(number: u32) -> Option<Self> {
        let month = u8::try_from(number)
            .ok()
            .filter(|month| (1..=12).contains(month))?;
        Some(Self {
            month,
            length: PeriodLength::Month,
        })
    }

    fn quarter(number: u32) -> Option<Self> {
        let number = u8::try_from(number)
            .ok()
            .filter(|number| (1..=4).contains(number))?;
        Some(Self {
            month: 3 * number - 2,
            length: PeriodLength::Quarter,
        })
    }

    /// The same as a part of any year.
    pub(super) fn year_part(self) -> Option<YearPart> {
        let month = u32::from(self.month);
        match self.length {
            PeriodLength::Month => YearPart::month(month),
            PeriodLength::Quarter => YearPart::quarter(month / 3 + 1),
            PeriodLength::Half => YearPart::half(month / 6 + 1),
            PeriodLength::NineMonths => Some(YearPart::NINE_MONTHS),
            PeriodLength::Year => Some(YearPart::YEAR),
        }
    }

    /// The period of a year.
    pub(super) fn of(self, year: i16) -> Option<Period> {
        Period::new(year, self.month, self.length)
    }
}

/// Where a text comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Writing {
    /// A sentence.
    Title,
    /// The name of a file, a folder or a sheet.
    Name,
}

/// What a text mentions, each with the cell in which it stands.
pub(super) fn period_mentions(tokens: &Tokens, writing: Writing) -> Vec<(PeriodMention, usize)> {
    let mut scan = Scan {
        tokens,
        writing,
        at: 0,
        found: Vec::new(),
    };
    while scan.at < tokens.all.len() {
        if scan.is_comparison() {
            scan.skip_line();
            continue;
        }
        let start = scan.at;
        let cell = tokens.all[start].cell;
        match scan.mention() {
            Some((mention, next)) => {
                if let Some(mention) = mention {
                    scan.found.push((mention, cell));
                }
                scan.at = next.max(start + 1);
            }
            None => scan.at += 1,
        }
    }
    scan.found
}

struct Scan<'t> {
    tokens: &'t Tokens,
    writing: Writing,
    at: usize,
    found: Vec<(PeriodMention, usize)>,
}

/// What is found, which may be nothing, and where to go on.
type Found = Option<(Option<PeriodMention>, usize)>;

impl Scan<'_> {
    fn mention(&self) -> Found {
        let found = self
            .date()
            .or_else(|| self.months_of_year())
            .or_else(|| self.month());
        let found = found
            .or_else(|| self.quarter())
            .or_else(|| self.labelled())
            .or_else(|| self.sum());
        let found = found.or_else(|| self.year());
        found.or_else(|| self.of_name())
    }

    /// What follows compares with something else, or tells by which document the form was issued.
    fn is_comparison(&self) -> bool {
        let (is, at) = (|index, word| self.tokens.is(index, word), self.at);
        (is(at, "so") && is(at + 1, "với"))
            || (is(at, "cùng") && is(at + 1, "kỳ"))
            || (is(at, "kèm") && is(at + 1, "theo"))
            || (is(at, "ban") && is(at + 1, "hành"))
            || is(at, "căn")
    }

    fn skip_line(&mut self) {
        while self
            .tokens
            .all
            .get(self.at)
            .is_some_and(|token| token.kind != TokenKind::End)
        {
            self.at += 1;
        }
        self.at += 1;
    }

    /// A day, or days from one to another: those are a period where they begin and end with it.
    fn date(&self) -> Found {
        let is_from = self.tokens.is(self.at, "từ");
        let (first, next) = self.day(self.at + usize::from(is_from))?;
        let to = self.tokens.past_marks(next);
        if !self.tokens.is_any(to, &["đến", "tới"]) {
            return Some((None, next));
        }
        let to = to + 1 + usize::from(self.tokens.is(to + 1, "hết"));
        let Some((last, next)) = self.day(to) else {
            return Some((None, next));
        };
        let period = first
            .zip(last)
            .and_then(|(first, last)| period_of_days(first, last));
        Some((period.map(PeriodMention::Whole), next))
    }

    /// A day that begins here; none where its year is not said, or where no calendar has it.
    fn day(&self, at: usize) -> Option<(Option<Day>, usize)> {
        let has_word = self.tokens.is(at, "ngày");
        let at = at + usize::from(has_word);
        let (day, _) = self
            .tokens
            .number(at)
            .filter(|(day, digits)| *digits <= 2 && *day <= 31)?;
        let made = |month: u32, year: i16| {
            let month = i8::try_from(month).ok()?;
            Day::new(year, month, i8::try_from(day).ok()?).ok()
        };
        if self.tokens.is_mark(at + 1, "/-.") {
            let (month, _) = self
                .tokens
                .number(at + 2)
                .filter(|(month, digits)| *digits <= 2 && *month <= 12)?;
            return match self
                .tokens
                .year(at + 4)
                .filter(|_| self.tokens.is_mark(at + 3, "/-."))
            {
                Some(year) => Some((made(month, year), at + 5)),
                None => has_word.then_some((None, at + 3)),
            };
        }
        if !has_word || !self.tokens.is(at + 1, "tháng") {
            return has_word.then_some((None, at + 1));
        }
        let (month, _) = self.tokens.number(at + 2)?;
        let next = self.tokens.past_marks(at + 3);
        match self
            .tokens
            .year(next + 1)
            .filter(|_| self.tokens.is(next, "năm"))
        {
            Some(year) => Some((made(month, year), next + 2)),
            None => Some((None, at + 3)),
        }
    }

    /// "6 tháng đầu năm 2019", "9 tháng 2019".
    fn months_of_year(&self) -> Found {
        let (count, _) = self.tokens.number(self.at)?;
        let word = self.past_dash(self.at + 1);
        if !self.tokens.is(word, "tháng") {
            return None;
        }
        let after = self.past_dash(word + 1);
        if self
            .tokens
            .number(after)
            .is_some_and(|(number, _)| number <= 12)
        {
            // "Quận 3 tháng 5".
            return Some((None, self.at + 1));
        }
        let half = |month| Part {
            month,
            length: PeriodLength::Half,
        };
        let nine = Part {
            month: 1,
            length: PeriodLength::NineMonths,
        };
        let (part, next) = if self.tokens.is(after, "đầu") {
            (
                match count {
                    6 => Some(half(1)),
                    9 => Some(nine),
                    _ => None,
                },
                after + 1,
            )
        } else if self.tokens.is(after, "cuối") {
            ((count == 6).then(|| half(7)), after + 1)
        } else {
            ((count == 9).then_some(nine), after)
        };
        let is_of_unit = self
            .tokens
            .before(self.at)
            .is_some_and(|before| is_word_of_unit(&self.tokens.all[before].folded));
        let Some(part) = part.filter(|_| !is_of_unit) else {
            return Some((Some(PeriodMention::Unclear), self.past_year(next)));
        };
        Some(self.with_year(part, next))
    }

    /// "tháng 3 năm 2019", "T3/2019".
    fn month(&self) -> Found {
        let is_short = self.tokens.is(self.at, "t")
            && self
                .tokens
                .all
                .get(self.at + 1)
                .is_some_and(|token| token.is_glued);
        if !self.tokens.is(self.at, "tháng") && !is_short {
            return None;
        }
        let number = if is_short {
            self.at + 1
        } else {
            self.past_label(self.at + 1)
        };
        let month = self
            .tokens
            .number(number)
            .filter(|(_, digits)| *digits <= 2)
            .and_then(|(number, _)| Part::month(number));
        let Some(month) = month else {
            return (!is_short).then_some((Some(PeriodMention::Shorter), self.at + 1));
        };
        self.numbered(month, number)
    }

    /// "quý I/2019".
    fn quarter(&self) -> Found {
        if !self.tokens.is_any(self.at, &["quý", "quí"]) {
            return None;
        }
        let number = self.past_label(self.at + 1);
        let roman = || {
            ["i", "ii", "iii", "iv"]
                .iter()
                .position(|roman| self.tokens.is(number, roman))
        };
        let count = match self.tokens.number(number) {
            Some((count, 1 | 2)) => Some(count),
            Some(_) => None,
            None => roman().and_then(|at| u32::try_from(at + 1).ok()),
        };
        match count.and_then(Part::quarter) {
            Some(quarter) => self.numbered(quarter, number),
            None => Some((Some(PeriodMention::Shorter), self.at + 1)),
        }
    }

    /// A month or a quarter whose number stands at an index, unless it is one of several.
    fn numbered(&self, part: Part, number: usize) -> Found {
        let is_range_word = |at: usize| self.tokens.is_any(at, &["từ", "đến", "tới", "và", "hết"]);
        let before = self.tokens.before(self.at);
        let second = number + 2;
        let joined = self.tokens.is_mark(number + 1, ",-–&+/.")
            && self
                .tokens
                .number(second)
                .is_some_and(|(_, digits)| digits <= 2);
        let is_several = joined
            || before.is_some_and(is_range_word)
            || (is_range_word(number + 1) && !self.tokens.is(number + 1, "từ"));
        if is_several {
            return Some((Some(PeriodMention::Unclear), self.past_numbers(number + 1)));
        }
        Some(self.with_year(part, number + 1))
    }

    /// Past the further numbers of a list or a range, and the year that follows.
    fn past_numbers(&self, mut at: usize) -> usize {
        loop {
            let mut next = self.tokens.past_marks(at);
            while self
                .tokens
                .is_any(next, &["và", "đến", "tới", "hết", "tháng", "quý"])
            {
                next += 1;
            }
            match self.tokens.number(next) {
                Some((_, digits)) if digits <= 2 => at = next + 1,
                _ => return self.past_year(at),
            }
        }
    }

    /// A part of a year, with the year where it follows.
    fn with_year(&self, part: Part, next: usize) -> (Option<PeriodMention>, usize) {
        let end = self.past_year(next);
        let year = (end > next).then(|| self.tokens.year(end - 1)).flatten();
        match year {
            Some(year) => (part.of(year).map(PeriodMention::Whole), end),
            None => (Some(PeriodMention::Part(part)), next),
        }
    }

    /// Past a year that follows: "/2019", "năm 2019", ", năm 2019", "2019".
    fn past_year(&self, next: usize) -> usize {
        let mut at = self.tokens.past_marks(next);
        if self.tokens.is(at, "năm") {
            at = self.past_label(at + 1);
        }
        if self.tokens.year(at).is_some() {
            at + 1
        } else {
            next
        }
    }

    /// "Kỳ báo cáo: 03/2019".
    fn labelled(&self) -> Found {
        if !self.tokens.is(self.at, "kỳ") {
            return None;
        }
        let mut at = self.at + 1;
        while self.tokens.is_any(at, &["báo", "cáo", "số", "liệu"]) {
            at += 1;
        }
        at = self.past_label(at);
        if let Some((month, _)) = self
            .tokens
            .number(at)
            .filter(|(month, digits)| *digits <= 2 && *month > 0)
            && let Some(year) = self
                .tokens
                .year(at + 2)
                .filter(|_| self.tokens.is_mark(at + 1, "/-"))
        {
            return Some((
                Part::month(month)?.of(year).map(PeriodMention::Whole),
                at + 3,
            ));
        }
        let year = self.tokens.year(at)?;
        let (period, next) = self.after_year(year, at + 1)?;
        Some((Some(PeriodMention::Whole(period)), next))
    }

    /// What adds up from the beginning of the year: no one period.
    fn sum(&self) -> Found {
        let (is, at) = (|index, word| self.tokens.is(index, word), self.at);
        let is_sum = (is(at, "luỹ") && is(at + 1, "kế"))
            || (is(at, "lũy") && is(at + 1, "kế"))
            || (is(at, "cộng") && is(at + 1, "dồn"));
        let is_since = is(at, "từ") && is(at + 1, "đầu");
        (is_sum || is_since).then_some((Some(PeriodMention::Unclear), at + 2))
    }

    /// "năm 2019".
    fn year(&self) -> Found {
        let before = self.tokens.before(self.at);
        if !self.tokens.is(self.at, "năm") || before.is_some_and(|at| self.tokens.is(at, "việt"))
        {
            return None;
        }
        let at = self.past_label(self.at + 1);
        let year = self.tokens.year(at)?;
        let is_several = self.tokens.is_mark(at + 1, "-–") && self.tokens.year(at + 2).is_some();
        let is_end = before.is_some_and(|at| {
            self.tokens
                .is_any(at, &["đến", "tới", "từ", "trước", "sau", "đầu", "cuối"])
        });
        let mention = if is_several || is_end {
            PeriodMention::Shorter
        } else {
            PeriodMention::Year(year)
        };
        Some((Some(mention), at + if is_several { 3 } else { 1 }))
    }

    /// "Q1/2019"; and what only names hold: "2019-03", "2019-Q1", "2019"; and what is not clear in them.
    fn of_name(&self) -> Found {
        if self.tokens.is(self.at, "q")
            && let Some((number, _)) = self.tokens.number(self.at + 1).filter(|(n, _)| *n <= 4)
        {
            // A quarter, or a district.
            let year = self.tokens.year(self.at + 3);
            let year = year.filter(|_| self.tokens.is_mark(self.at + 2, "/"));
            let quarter = year.and_then(|year| Part::quarter(number)?.of(year));
            return Some(match quarter {
                Some(quarter) => (Some(PeriodMention::Whole(quarter)), self.at + 4),
                None => (Some(PeriodMention::Shorter), self.at + 2),
            });
        }
        if self.writing == Writing::Title {
            return None;
        }
        if let Some(year) = self.tokens.year(self.at) {
            if let Some((period, next)) = self.after_year(year, self.at + 1) {
                return Some((Some(PeriodMention::Whole(period)), next));
            }
            return Some((Some(PeriodMention::BareYear(year)), self.at + 1));
        }
        let (number, _) = self
            .tokens
            .number(self.at)
            .filter(|(_, digits)| *digits <= 2)?;
        let year = self
            .tokens
            .year(self.at + 2)
            .filter(|_| self.tokens.is_mark(self.at + 1, "-. "))?;
        let is_of_unit = self
            .tokens
            .before(self.at)
            .is_some_and(|before| is_word_of_unit(&self.tokens.all[before].folded));
        let period = Part::month(number)
            .filter(|_| !is_of_unit)
            .and_then(|part| part.of(year));
        Some((
            period.map(PeriodMention::Perhaps),
            self.at + if period.is_some() { 3 } else { 1 },
        ))
    }

    /// The rest of a period's code after its year: "-03", "-Q1", "-H1", "-9M".
    fn after_year(&self, year: i16, at: usize) -> Option<(Period, usize)> {
        if !self.tokens.is_mark(at, "-") {
            return None;
        }
        let number = |at| self.tokens.number(at);
        let ends = |next: usize| {
            let is_longer =
                self.tokens.is_mark(next, "-.") && self.tokens.number(next + 1).is_some();
            !is_longer
                && !self
                    .tokens
                    .all
                    .get(next)
                    .is_some_and(|token| token.is_glued && token.kind != TokenKind::Mark)
        };
        if let Some((month, 2)) = number(at + 1).filter(|_| ends(at + 2)) {
            return Some((Part::month(month)?.of(year)?, at + 2));
        }
        let (first, _) = number(at + 2).unwrap_or_default();
        let (part, next) = if self.tokens.is(at + 1, "q") && ends(at + 3) {
            (Part::quarter(first)?, at + 3)
        } else if self.tokens.is(at + 1, "h") && ends(at + 3) {
            let month = match first {
                1 => 1,
                2 => 7,
                _ => return None,
            };
            (
                Part {
                    month,
                    length: PeriodLength::Half,
                },
                at + 3,
            )
        } else if number(at + 1) == Some((9, 1)) && self.tokens.is(at + 2, "m") {
            (
                Part {
                    month: 1,
                    length: PeriodLength::NineMonths,
                },
                at + 3,
            )
        } else {
            return None;
        };
        Some((part.of(year)?, next))
    }

    /// Past the colon, dots and cell ends between a word and its number.
    fn past_label(&self, at: usize) -> usize {
        self.tokens.past_marks(at)
    }

    fn past_dash(&self, at: usize) -> usize {
        at + usize::from(self.tokens.is_mark(at, "-"))
    }
}

/// Whether a number after this word names a unit.
fn is_word_of_unit(folded: &str) -> bool {
    matches!(
        folded,
        "quan" | "q" | "phuong" | "p" | "huyen" | "xa" | "so" | "khu" | "to" | "bieu" | "mau"
    )
}

/// The period that begins and ends with these days.
fn period_of_days(first: Day, last: Day) -> Option<Period> {
    use PeriodLength::{Half, Month, NineMonths, Quarter, Year};
    let month = u8::try_from(first.month()).ok()?;
    [Month, Quarter, Half, NineMonths, Year]
        .into_iter()
        .find_map(|length| {
            let period = Period::new(first.year(), month, length)?;
            (period.first_day() == first && period.last_day() == last).then_some(period)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(mention: PeriodMention) -> String {
        match mention {
            PeriodMention::Whole(period) => period.code(),
            PeriodMention::Part(part) => format!(
                "part {}",
                part.of(2000).unwrap().code().trim_start_matches("2000-")
            ),
            PeriodMention::Year(year) => format!("year {year}"),
            PeriodMention::BareYear(year) => format!("bare {year}"),
            PeriodMention::Perhaps(period) => format!("perhaps {}", period.code()),
            PeriodMention::Unclear => "unclear".to_owned(),
            PeriodMention::Shorter => "shorter".to_owned(),
        }
    }

    fn title(text: &str) -> String {
        let tokens = Tokens::of_cells(text.split('|').enumerate());
        let found = period_mentions(&tokens, Writing::Title);
        found
            .into_iter()
            .map(|(mention, _)| told(mention))
            .collect::<Vec<_>>()
            .join(", ")
    }

    fn name(text: &str) -> String {
        let found = period_mentions(&Tokens::of_name(text), Writing::Name);
        found
            .into_iter()
            .map(|(mention, _)| told(mention))
            .collect::<Vec<_>>()
            .join(", ")
    }

    #[test]
    fn titles_say_their_period() {
        for (text, expected) in [
            ("BÁO CÁO KẾT QUẢ THÁNG 3 NĂM 2019", "2019-03"),
            ("BAO CAO THANG 03 NAM 2019", "2019-03"),
            ("Tháng 3/2019", "2019-03"),
            ("(Tháng 3-2019)", "2019-03"),
            ("Kỳ báo cáo: 03/2019", "2019-03"),
            ("Kỳ báo cáo:|2019-03", "2019-03"),
            ("Kỳ báo cáo: Quý I/2019", "2019-Q1"),
            ("Quý 1, năm 2019", "2019-Q1"),
            ("QUÝ IV NĂM 2019", "2019-Q4"),
            ("6 tháng đầu năm 2019", "2019-H1"),
            ("06 THÁNG CUỐI NĂM 2019", "2019-H2"),
            ("9 tháng đầu năm 2019", "2019-9M"),
            ("9 tháng năm 2019", "2019-9M"),
            ("Tháng:|3|Năm:|2019", "2019-03"),
            ("UBND Quận 3 tháng 5 năm 2019", "2019-05"),
            ("Từ ngày 01/3/2019 đến ngày 31/3/2019", "2019-03"),
            ("(từ 01/01/2019 đến hết ngày 31/03/2019)", "2019-Q1"),
            (
                "Kỳ báo cáo: tháng 3 năm 2019 (Từ ngày 15/02/2019 đến ngày 14/03/2019)",
                "2019-03",
            ),
            ("Số liệu năm 2019", "year 2019"),
            ("Báo cáo Q1/2019", "2019-Q1"),
            ("UBND Q1 năm 2019", "shorter, year 2019"),
            ("Tháng 3", "part 03"),
            ("Tháng 3 năm 2019 so với cùng kỳ năm 2018", "2019-03"),
            ("Kỳ báo cáo: tháng ..... năm .....", "shorter"),
        ] {
            assert_eq!(title(text), expected, "{text}");
        }
    }

    #[test]
    fn days_documents_and_names_are_no_periods() {
        for text in [
            "Quận 1, ngày 05 tháng 4 năm 2019",
            "Kèm theo Công văn số 123/UBND-VP ngày 05/4/2019 năm 2018",
            "(Ban hành kèm theo Thông tư số 02/2017/TT-VPCP ngày 31 tháng 10 năm 2017)",
            "Nghị quyết số 54/2017/QH14",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM 2019",
            "Năm học 2018-2019",
            "Biểu số 06a/VPCP/KSTT",
            "Ngày 15/02 đến ngày 14/03/2019",
            "",
        ] {
            assert_eq!(title(text), "", "{text}");
        }
    }

    #[test]
    fn what_is_not_one_period_is_not_clear() {
        for text in [
            "Từ tháng 1 đến tháng 3 năm 2019",
            "Tháng 1, 2 và 3 năm 2019",
            "Tháng 1-3/2019",
            "Lũy kế đến tháng 3 năm 2019",
            "3 tháng đầu năm 2019",
            "6 tháng năm 2019",
            "Quý I và quý II năm 2019",
        ] {
            assert!(title(text).contains("unclear"), "{text}: {}", title(text));
        }
        assert_eq!(title("Báo cáo hàng tháng năm 2019"), "shorter, year 2019");
    }

    #[test]
    fn names_say_their_period() {
        for (text, expected) in [
            ("bao-cao-quan-1-thang-3-2019", "2019-03"),
            ("BaoCao_Q1_Thang03_2019", "shorter, 2019-03"),
            ("Tháng 3", "part 03"),
            ("T3", "part 03"),
            ("BC T3.2019", "2019-03"),
            ("bao-cao-2019-03", "2019-03"),
            ("2019-Q1", "2019-Q1"),
            ("2019-h2 quan 1", "2019-H2"),
            ("2019-9m", "2019-9M"),
            ("quy-i-2019", "2019-Q1"),
            ("Quý II.2019", "2019-Q2"),
            ("6-thang-dau-nam-2019", "2019-H1"),
            ("quan-6-thang-3-2019", "2019-03"),
            ("quan-9-thang-2019", "unclear"),
            ("quan-3-2019", "bare 2019"),
            ("bao-cao-03-2019", "perhaps 2019-03"),
            ("nam-2019", "year 2019"),
            ("2019", "bare 2019"),
            ("2019-03-15", "bare 2019"),
            ("20190315", ""),
            ("thang-1-3-2019", "unclear"),
            ("Q1-2019", "shorter, bare 2019"),
        ] {
            assert_eq!(name(text), expected, "{text}");
        }
    }
}
