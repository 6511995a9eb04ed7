//! Periods that titles and names mention.

use super::numbered;
use crate::calendar::{
    Period, PeriodLength, PeriodReading, Text, WrittenYear, Year, YearPart, YearStart,
    part_of_months,
};
use crate::text::{Token, TokenKind, Tokens};

/// What a text says of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PeriodMention {
    /// A period: "tháng 3 năm 2019".
    Whole(Period),
    /// A part of a year that is not said: "tháng 3".
    Part(YearPart),
    /// A year by itself: "năm 2019", "năm học 2018-2019".
    Year(WrittenYear),
    /// A year without the word, as in names: it is no period by itself.
    BareYear(WrittenYear),
    /// What may be a month, or something else: "03-2019" in a name. It is no reading, but must not be another.
    Perhaps(Period),
    /// Something of which the period is not clear: "tháng 1, 2 và 3 năm 2019", "lũy kế"; with the year that it says.
    Unclear(Option<i16>),
    /// A part of a year that lies in two of the calendar's, of which nothing says where it begins.
    WithoutStart(YearPart),
    /// A month or quarter that is not said: a year beside it is not the period.
    Shorter,
}

/// Where a text comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Writing {
    /// A sentence.
    Title,
    /// The name of a file, a folder or a sheet.
    Name,
    /// A part of the path of a column, where "T3" may number something else: it is no mention.
    Path,
}

/// What a text mentions, each with the cell in which it stands; `start` says where the years begin that lie in two of the
/// calendar's.
pub(super) fn period_mentions(
    tokens: &Tokens,
    writing: Writing,
    start: YearStart,
) -> Vec<(PeriodMention, usize)> {
    let mut scan = Scan {
        tokens,
        text: Text { tokens },
        writing,
        start,
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
                let mention = mention.map(|mention| scan.unless_part(mention));
                let mention = mention.filter(|mention| !scan.may_be_numbered(*mention));
                scan.found.extend(mention.map(|mention| (mention, cell)));
                scan.at = next.max(start + 1);
            }
            None => scan.at += 1,
        }
    }
    scan.found
}

struct Scan<'t> {
    tokens: &'t Tokens,
    /// The same, as the forms of a cell are read in it.
    text: Text<'t>,
    writing: Writing,
    start: YearStart,
    at: usize,
    found: Vec<(PeriodMention, usize)>,
}

/// What is found, which may be nothing, and where to go on.
type Found = Option<(Option<PeriodMention>, usize)>;

impl Scan<'_> {
    fn mention(&self) -> Found {
        let found = self
            .stretch()
            .or_else(|| self.days_of_year())
            .or_else(|| self.date())
            .or_else(|| self.up_to_day())
            .or_else(|| self.months_of_year())
            .or_else(|| self.month());
        let found = found
            .or_else(|| self.quarter())
            .or_else(|| self.worded())
            .or_else(|| self.labelled())
            .or_else(|| self.sum());
        let found = found.or_else(|| self.year());
        found.or_else(|| self.of_name())
    }

    /// A month of which only a week or a few days are meant is not the period: "tuần 2 tháng 7", "cuối tháng 7"; nor is
    /// such a quarter or a year: "tuần 36, quý III", "tuần 36 năm 2019".
    fn unless_part(&self, mention: PeriodMention) -> PeriodMention {
        let is_turn =
            |at: usize| self.tokens.is(at, "lần") && self.tokens.short_number(at + 1).is_some();
        let year = match mention {
            PeriodMention::Year(_) => {
                let is_part = self.line().any(|at| self.is_week(at))
                    || (self.line().start..self.at).any(is_turn);
                return if is_part {
                    PeriodMention::Shorter
                } else {
                    mention
                };
            }
            PeriodMention::Whole(period) => Some(period.year()),
            PeriodMention::Part(_) => None,
            _ => return mention,
        };
        let edges = ["đầu", "giữa", "cuối"];
        let before = self.tokens.before(self.at);
        let is_edge = self.tokens.is(self.at, "tháng")
            && before.is_some_and(|before| self.tokens.is_any(before, &edges));
        if is_edge || self.line().any(|at| self.is_week(at)) {
            PeriodMention::Unclear(year)
        } else {
            mention
        }
    }

    /// Whether it is "T3" in the path of a column.
    fn may_be_numbered(&self, mention: PeriodMention) -> bool {
        self.writing == Writing::Path
            && matches!(mention, PeriodMention::Part(_))
            && self.tokens.is_any(self.at, &["t", "th", "thg"])
    }

    /// The indices of the line or cell that is scanned.
    fn line(&self) -> std::ops::Range<usize> {
        let all = &self.tokens.all;
        let is_end = |token: &Token| token.kind == TokenKind::End;
        let from = all[..self.at].iter().rposition(is_end);
        let to = all[self.at..].iter().position(is_end);
        from.map_or(0, |end| end + 1)..to.map_or(all.len(), |end| self.at + end)
    }

    /// Whether a week, or a part of what is sent, is numbered here.
    fn is_week(&self, at: usize) -> bool {
        let (is, next) = (|word| self.tokens.is(at, word), self.past_label(at + 1));
        (is("tuần") || is("đợt"))
            && (self.tokens.number(next).is_some()
                || self.tokens.roman(next).is_some()
                || self.tokens.is_any(next, &["thứ", "đầu", "cuối", "tháng"]))
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

    /// From a day or a month to another: a period where they begin and end with it.
    fn stretch(&self) -> Found {
        if let Some(&(days, next)) = self.text.days(self.at).first() {
            let period = days.period(Some(self.start));
            return Some((period.map(PeriodMention::Whole), next));
        }
        let &(months, next) = self.text.worded_months(self.at).first()?;
        let mention = match months.period(Some(self.start)) {
            Some(period) => PeriodMention::Whole(period),
            None => PeriodMention::Unclear(self.tokens.year(next - 1)),
        };
        Some((Some(mention), next))
    }

    /// "từ ngày 01/9 đến ngày 30/9", "15/8 - 14/9": the part of a year which they are, where they are whole months.
    fn days_of_year(&self) -> Found {
        let (first, next) = self.day_and_month(self.text.past_from(self.at))?;
        let (last, next) = self.day_and_month(self.past_to(next)?)?;
        Some(match self.whole_months(first, last) {
            Some(part) => self.with_year(part, next),
            None => (Some(PeriodMention::Shorter), self.past_year_of_day(next)),
        })
    }

    /// The part of a year between two days, each with its month.
    fn whole_months(&self, first: (u32, u32), last: (u32, u32)) -> Option<YearPart> {
        // In a common year or a leap year.
        let ends_month = [2019, 2020].into_iter().any(|year| {
            let month = YearPart::month(last.1).and_then(|month| month.of(Year::calendar(year)));
            month.is_some_and(|month| u32::from(month.last_day().day().unsigned_abs()) == last.0)
        });
        let count = (last.1 + 1).checked_sub(first.1)?;
        let is_whole = first.0 == 1 && ends_month;
        match (count, first.1) {
            _ if !is_whole => None,
            (1, month) => YearPart::month(month),
            _ if !self.start.is_calendar() => None,
            (3, 1 | 4 | 7 | 10) => YearPart::quarter(last.1 / 3),
            (6, 1 | 7) => YearPart::half(last.1 / 6),
            (9, 1) => Some(YearPart::NINE_MONTHS),
            (12, 1) => Some(YearPart::YEAR),
            _ => None,
        }
    }

    /// A day and its month, the year of which is not said here: "30/9", "ngày 30 tháng 9".
    fn day_and_month(&self, at: usize) -> Option<((u32, u32), usize)> {
        let at = at + usize::from(self.tokens.is(at, "ngày"));
        let (day, next) = self.tokens.short_number(at)?;
        let is_between = self.tokens.is_mark(next, "/.") || self.tokens.is(next, "tháng");
        let (month, next) = self.tokens.short_number(next + 1).filter(|_| is_between)?;
        let is_day = (1..=31).contains(&day) && (1..=12).contains(&month);
        is_day.then_some(((day, month), next))
    }

    /// Past what stands between a day and the last one, with any marks and ends of cells before the word.
    fn past_to(&self, next: usize) -> Option<usize> {
        let past_to = self.text.past_to(next);
        past_to.or_else(|| self.text.past_to(self.tokens.past_marks(next)))
    }

    /// A day, or days from one to another: no period, nor is the year beside these.
    fn date(&self) -> Found {
        let first = self.text.past_from(self.at);
        let Some(next) = self.past_day(first) else {
            // "Năm 2019 (30/9)".
            let is_bracket =
                |at: Option<usize>, mark| at.is_some_and(|at| self.tokens.is_mark(at, mark));
            let (_, next) = self.day_and_month(first)?;
            let is_alone = is_bracket(self.at.checked_sub(1), "(") && is_bracket(Some(next), ")");
            return is_alone.then_some((Some(PeriodMention::Shorter), next));
        };
        if let Some(end) = self.past_to(next).and_then(|to| self.past_day(to)) {
            return Some((Some(PeriodMention::Shorter), end));
        }
        Some((self.since(first), next))
    }

    /// What is counted from a day on, and not to which: "số liệu tính từ 01/01/2019".
    fn since(&self, first: usize) -> Option<PeriodMention> {
        let before = self.line().start..self.at;
        let before = before
            .rev()
            .find(|at| self.tokens.all[*at].kind != TokenKind::Mark);
        let is_meant = before.is_none_or(|at| self.tokens.is_any(at, &["tính", "liệu"]));
        if first == self.at || !is_meant {
            return None;
        }
        Some(match self.day_and_month(first)? {
            ((1, 1), next) => PeriodMention::Unclear(self.tokens.year(next + 1)),
            _ => PeriodMention::Shorter,
        })
    }

    /// "tính đến ngày 30/9", "ngày chốt số liệu: 30/9/2019": the year beside it is not the period, unless it ends with that
    /// day.
    fn up_to_day(&self) -> Found {
        const WORDS: [&str; 8] = ["hết", "ngày", "thời", "điểm", "số", "liệu", "báo", "cáo"];
        let tokens = self.tokens;
        let before = tokens.before(self.at);
        let is_point = tokens.is(self.at, "điểm") && before.is_some_and(|at| tokens.is(at, "thời"));
        let is_up_to = is_point || tokens.is_any(self.at, &["đến", "tới", "chốt"]);
        if !is_up_to && !tokens.is(self.at, "liệu") {
            return None;
        }
        if tokens.is(self.at + 1, "nay") {
            return Some((Some(PeriodMention::Shorter), self.at + 2));
        }
        let mut at = self.at + 1;
        while tokens.is_any(at, &WORDS) || tokens.is_mark(at, ":") {
            at += 1;
        }
        let ((day, month), next) = self.day_and_month(at)?;
        let ends_year = self.start.is_calendar() && (day, month) == (31, 12);
        let mention = (!ends_year).then_some(PeriodMention::Shorter);
        let next = self.past_year_of_day(next);
        // "Số liệu ngày 30/9", and no days from one to another.
        let last = self.past_to(next).and_then(|to| self.day_and_month(to));
        (is_up_to || last.is_none()).then_some((mention, next))
    }

    /// Past the year of a day, where it is said.
    fn past_year_of_day(&self, next: usize) -> usize {
        let has_mark = self.tokens.is_mark(next, "/-.") || self.tokens.is(next, "năm");
        let has_year = has_mark && self.tokens.year(next + 1).is_some();
        next + if has_year { 2 } else { 0 }
    }

    /// Past a day that begins here, with its month and year where they are said.
    fn past_day(&self, at: usize) -> Option<usize> {
        let has_word = self.tokens.is(at, "ngày");
        let at = at + usize::from(has_word);
        let (_, month) = self.tokens.short_number(at).filter(|(day, _)| *day <= 31)?;
        if self.tokens.is_mark(month, "/-.") {
            let (_, next) = self
                .tokens
                .short_number(month + 1)
                .filter(|(month, _)| *month <= 12)?;
            let year = self.tokens.year(next + 1);
            return match year.filter(|_| self.tokens.is_mark(next, "/-.")) {
                Some(_) => Some(next + 2),
                None if self.tokens.is(next, "năm") && self.tokens.year(next + 1).is_some() => {
                    has_word.then_some(next + 2)
                }
                None => has_word.then_some(next),
            };
        }
        if !has_word || !self.tokens.is(month, "tháng") {
            return has_word.then_some(month);
        }
        self.tokens.number(month + 1)?;
        let year = self.tokens.past_marks(month + 2);
        let has_year = self.tokens.is(year, "năm") && self.tokens.year(year + 1).is_some();
        Some(if has_year { year + 2 } else { month + 2 })
    }

    /// "6 tháng đầu năm 2019", "9 tháng 2019", "9T 2019".
    fn months_of_year(&self) -> Found {
        let number = self.tokens.short_number(self.at);
        let (count, word) = number.or_else(|| self.tokens.spelt(self.at))?;
        let before = self.tokens.before(self.at);
        // Asked last: it folds the names of all kinds of units.
        let is_of_unit =
            || before.is_some_and(|before| numbered::is_unit(&self.tokens.all[before]));
        if self.tokens.is(word, "t") && self.tokens.all[word].is_glued {
            let part = part_of_months(count, None).filter(|_| number.is_some() && !is_of_unit())?;
            return self.with_its_year(part, word + 1);
        }
        let word = self.past_dash(word);
        if !self.tokens.is(word, "tháng") {
            return None;
        }
        let after = self.past_dash(word + 1);
        if self
            .tokens
            .short_number(after)
            .is_some_and(|(of, _)| of <= 12)
        {
            // "Quận 3 tháng 5".
            return Some((None, self.at + 1));
        }
        let end = self.tokens.end_of_year(after);
        // "hai tháng một lần", "quá 6 tháng".
        let next = after + usize::from(end.is_some());
        if end.is_none() && number.is_none() {
            return None;
        }
        let part = part_of_months(count, end).filter(|_| !is_of_unit());
        let is_certain = end.is_some() || count == 9;
        let found = part.and_then(|part| match is_certain {
            true => Some(self.with_year(part, next)),
            false => self.with_its_year(part, next),
        });
        found.or_else(|| {
            let end = self.past_year(next);
            let year = self.tokens.year(end - 1).filter(|_| end > next);
            Some((Some(PeriodMention::Unclear(year)), end))
        })
    }

    /// "tháng 3 năm 2019", "T3/2019", "tháng ba năm 2019".
    fn month(&self) -> Found {
        let is_glued = |at: usize| self.tokens.all.get(at).is_some_and(|token| token.is_glued);
        let is_short = self.tokens.is(self.at, "thg")
            || (self.tokens.is_any(self.at, &["t", "th"]) && is_glued(self.at + 1));
        if !self.tokens.is(self.at, "tháng") && !is_short {
            return None;
        }
        let number = if is_short {
            self.at + 1
        } else {
            self.past_label(self.at + 1)
        };
        let month = self.tokens.short_number(number);
        if let Some(month) = month.and_then(|(month, _)| YearPart::month(month)) {
            return self.numbered(month, number);
        }
        let spelt = || {
            let (month, next) = self.tokens.month_part(self.at)?;
            self.with_its_year(month, next)
        };
        spelt().or_else(|| (!is_short).then_some((Some(PeriodMention::Shorter), self.at + 1)))
    }

    /// "quý I/2019".
    fn quarter(&self) -> Found {
        if !self.tokens.is_any(self.at, &["quý", "quí"]) {
            return None;
        }
        let number = self.past_label(self.at + 1);
        let count = self.tokens.short_number(number);
        let count = count.or_else(|| self.tokens.roman(number));
        if let Some(quarter) = count.and_then(|(count, _)| YearPart::quarter(count)) {
            return self.numbered(quarter, number);
        }
        let spelt = || {
            let (quarter, next) = self.tokens.quarter_part(self.at)?;
            self.with_its_year(quarter, next)
        };
        spelt().or(Some((Some(PeriodMention::Shorter), self.at + 1)))
    }

    /// "nửa đầu năm 2019", "first quarter of 2019", "March 2019", "Q.I/2019".
    fn worded(&self) -> Found {
        const WORDS: [&str; 12] = [
            "nửa", "first", "second", "third", "fourth", "last", "quarter", "half", "qi", "qii",
            "qiii", "qiv",
        ];
        let tokens = self.tokens;
        let is_roman =
            tokens.is(self.at, "q") && tokens.roman(self.past_label(self.at + 1)).is_some();
        // "may" is a word of its own in Vietnamese.
        let is_month = tokens.english_month(self.at).is_some()
            && (tokens.is_plain(self.at) || !tokens.is(self.at, "may"));
        if !is_roman && !is_month && !tokens.is_any(self.at, &WORDS) {
            return None;
        }
        let (part, next) = tokens.year_part(self.at)?;
        if is_month || is_roman {
            return self.with_its_year(part, next);
        }
        Some(self.with_year(part, next))
    }

    /// A month or a quarter whose number stands at an index, unless it is one of several.
    fn numbered(&self, part: YearPart, number: usize) -> Found {
        let is_range_word = |at: usize| self.tokens.is_any(at, &["từ", "đến", "tới", "và", "hết"]);
        let before = self.tokens.before(self.at);
        let second = number + 2;
        let joined = self.tokens.is_mark(number + 1, ",-–&+/.")
            && self.tokens.short_number(second).is_some();
        let is_several = joined
            || before.is_some_and(is_range_word)
            || (is_range_word(number + 1) && !self.tokens.is(number + 1, "từ"));
        if is_several {
            let end = self.past_numbers(number + 1);
            let year = self.tokens.year(end - 1);
            return Some((Some(PeriodMention::Unclear(year)), end));
        }
        Some(self.with_year(part, number + 1))
    }

    /// Past the further numbers of a list or a range, and the year that follows.
    fn past_numbers(&self, mut at: usize) -> usize {
        loop {
            let mut next = self.tokens.past_marks(at);
            while self
                .tokens
                .is_any(next, &["và", "đến", "tới", "hết", "tháng", "quý", "quí"])
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
    fn with_year(&self, part: YearPart, next: usize) -> (Option<PeriodMention>, usize) {
        let with_its_year = self.with_its_year(part, next);
        with_its_year.unwrap_or((Some(PeriodMention::Part(part)), next))
    }

    /// The same; nothing where no year follows.
    fn with_its_year(&self, part: YearPart, next: usize) -> Found {
        let mut at = self.tokens.past_marks(next);
        while self.tokens.is_any(at, &["của", "of", "in"]) {
            at += 1;
        }
        let over = self.text.year_over(at);
        let (year, end) = over.or_else(|| {
            let end = self.past_year(at);
            let year = self.tokens.year(end.checked_sub(1)?).filter(|_| end > at)?;
            Some((WrittenYear::One(year), end))
        })?;
        let mention = match year.year(Some(self.start)) {
            Some(year) => part.of(year).map(PeriodMention::Whole),
            None => Some(PeriodMention::WithoutStart(part)),
        };
        Some((mention, end))
    }

    /// Past a year that follows: "/2019", "năm 2019", ", năm 2019", "2019".
    fn past_year(&self, next: usize) -> usize {
        let mut at = self.tokens.past_marks(next);
        if self.tokens.is_any(at, &["năm", "year"]) {
            at = self.past_label(at + 1);
        }
        if self.tokens.year(at).is_some() {
            at + 1
        } else {
            next
        }
    }

    /// "Kỳ báo cáo: 03/2019"; a turn of a year that says no more: "Kỳ: 9", "HK1", "giữa kỳ".
    fn labelled(&self) -> Found {
        const EDGES: [&str; 3] = ["đầu", "giữa", "cuối"];
        const TURNS: [&str; 6] = ["kỳ", "kì", "hk", "hki", "hkii", "hkiii"];
        if !self.tokens.is_any(self.at, &TURNS) {
            return None;
        }
        let before = self.tokens.before(self.at);
        let is_edge = before.is_some_and(|at| self.tokens.is_any(at, &EDGES));
        if is_edge || self.tokens.is_any(self.at, &TURNS[3..]) {
            return Some((Some(PeriodMention::Shorter), self.at + 1));
        }
        let mut at = self.at + 1;
        while self.tokens.is_any(at, &["báo", "cáo", "số", "liệu"]) {
            at += 1;
        }
        at = self.past_label(at);
        let months = self.text.months(at);
        let numbers = [self.text.month_of_year(at), self.text.year_then_part(at)];
        let of_numbers = || {
            numbers
                .concat()
                .into_iter()
                .filter(|(_, next)| self.ends(*next))
        };
        let found = months.first().copied().or_else(|| of_numbers().next());
        let Some((reading, next)) = found else {
            let number = self
                .tokens
                .short_number(at)
                .or_else(|| self.tokens.roman(at));
            let (_, next) = number.filter(|(_, next)| self.ends(*next))?;
            let is_word = self
                .tokens
                .all
                .get(next)
                .is_some_and(|token| token.kind == TokenKind::Word);
            let is_turn = !is_word || self.tokens.is_any(next, &["năm", "niên"]);
            return is_turn.then_some((Some(PeriodMention::Shorter), next));
        };
        let period = reading.period(Some(self.start));
        // "2010-11" and "2010.11" may be a year too.
        let is_over =
            self.tokens.year(at).is_some() && period.is_some_and(Period::may_be_year_over);
        if months.is_empty() && is_over {
            return Some((Some(PeriodMention::Unclear(None)), next));
        }
        let mention = match period {
            Some(period) => PeriodMention::Whole(period),
            None => match reading {
                PeriodReading::Of(_, part) => PeriodMention::WithoutStart(part),
                _ => PeriodMention::Unclear(None),
            },
        };
        Some((Some(mention), next))
    }

    /// What adds up from the beginning of the year: no one period.
    fn sum(&self) -> Found {
        let (is, at) = (|index, word| self.tokens.is(index, word), self.at);
        let is_sum = ((is(at, "luỹ") || is(at, "lũy"))
            && self.tokens.is_any(at + 1, &["kế", "tiến"]))
            || (is(at, "cộng") && is(at + 1, "dồn"));
        let is_since = is(at, "từ") && is(at + 1, "đầu");
        (is_sum || is_since).then_some((Some(PeriodMention::Unclear(None)), at + 2))
    }

    /// "năm 2019", "năm học 2018-2019".
    fn year(&self) -> Found {
        let before = self.tokens.before(self.at);
        if before.is_some_and(|at| self.tokens.is(at, "việt")) {
            return None;
        }
        const ENDS: [&str; 10] = [
            "đến", "tới", "từ", "trước", "sau", "đầu", "giữa", "cuối", "nửa", "hè",
        ];
        let is_end = before.is_some_and(|at| self.tokens.is_any(at, &ENDS));
        if let Some((mention, next)) = self.year_over() {
            let shorter = Some(PeriodMention::Shorter).filter(|_| is_end);
            return Some((shorter.or(mention), next));
        }
        if !self.tokens.is(self.at, "năm") {
            return None;
        }
        let at = self.past_label(self.at + 1);
        let year = self.tokens.year(at)?;
        let is_several = self.tokens.is_mark(at + 1, "-–") && self.tokens.year(at + 2).is_some();
        let mention = if is_several || is_end {
            PeriodMention::Shorter
        } else {
            PeriodMention::Year(WrittenYear::One(year))
        };
        Some((Some(mention), at + if is_several { 3 } else { 1 }))
    }

    /// A year that lies in two of the calendar's, under a name of such years; "năm 2018-2019" may be two years.
    fn year_over(&self) -> Option<(Option<PeriodMention>, usize)> {
        let tokens = self.tokens;
        if tokens.year(self.at).is_some() {
            return None;
        }
        let (year, next) = self.text.year_over(self.at)?;
        let is_named =
            !tokens.is_any(self.at, &["năm", "year"]) || tokens.year(self.at + 1).is_none();
        let is_short = tokens.short_number(next - 1);
        let mention = match is_short {
            Some((second, _)) if second <= 12 && !is_named => PeriodMention::Unclear(None),
            None if !is_named && self.start.is_calendar() => return None,
            _ => PeriodMention::Year(year),
        };
        Some((Some(mention), next))
    }

    /// "Q1/2019"; and what only names hold: "2019-03", "2019-Q1", "2019"; and what is not clear in them.
    fn of_name(&self) -> Found {
        if self.tokens.is(self.at, "q")
            && let Some((number, _)) = self.tokens.number(self.at + 1).filter(|(n, _)| *n <= 4)
        {
            // A quarter, or a district.
            let quarter =
                YearPart::quarter(number).filter(|_| self.tokens.is_mark(self.at + 2, "/"));
            let found = quarter.and_then(|quarter| self.with_its_year(quarter, self.at + 2));
            return found.or(Some((Some(PeriodMention::Shorter), self.at + 2)));
        }
        if self.writing != Writing::Name {
            return None;
        }
        if let Some(year) = self.tokens.year(self.at) {
            return Some(self.year_in_name(year));
        }
        let (number, _) = self.tokens.short_number(self.at)?;
        let year = self
            .tokens
            .year(self.at + 2)
            .filter(|_| self.tokens.is_mark(self.at + 1, "-. "))?;
        let is_of_unit = self
            .tokens
            .before(self.at)
            .is_some_and(|before| numbered::is_unit(&self.tokens.all[before]));
        let period = YearPart::month(number)
            .filter(|_| !is_of_unit)
            .and_then(|part| part.of(Year::calendar(year)));
        Some((
            period.map(PeriodMention::Perhaps),
            self.at + if period.is_some() { 3 } else { 1 },
        ))
    }

    /// A year in a name, with what follows it: "2019-03", "2018-2019-Q1".
    fn year_in_name(&self, year: i16) -> (Option<PeriodMention>, usize) {
        if let Some((over, next)) = self
            .text
            .year_over(self.at)
            .filter(|(_, next)| self.ends(*next))
        {
            let is_short = self.tokens.short_number(next - 1);
            if is_short.is_some_and(|(second, _)| second <= 12) {
                // A month, or such a year.
                return (Some(PeriodMention::Unclear(None)), next);
            }
            let part = self
                .after_year(next)
                .filter(|(part, _)| part.length() > PeriodLength::Month);
            return match part {
                Some((part, next)) => match over.year(Some(self.start)) {
                    Some(year) => (part.of(year).map(PeriodMention::Whole), next),
                    None => (Some(PeriodMention::WithoutStart(part)), next),
                },
                None if self.is_under_name_of_years() => (Some(PeriodMention::Year(over)), next),
                None => (Some(PeriodMention::BareYear(over)), next),
            };
        }
        let whole = self.after_year(self.at + 1).and_then(|(part, next)| {
            Some((PeriodMention::Whole(part.of(Year::calendar(year))?), next))
        });
        match whole {
            Some((whole, next)) => (Some(whole), next),
            None => (
                Some(PeriodMention::BareYear(WrittenYear::One(year))),
                self.at + 1,
            ),
        }
    }

    /// Whether a name of such years stands before them: "nam-hoc-2018-2019".
    fn is_under_name_of_years(&self) -> bool {
        let ends_here = |end: usize| self.tokens.past_marks(end) == self.at;
        (0..self.at).any(|from| self.text.past_name_of_years(from).is_some_and(ends_here))
    }

    /// Whether a number ends before an index, and no date goes on there.
    fn ends(&self, next: usize) -> bool {
        let is_longer = self.tokens.is_mark(next, "-./") && self.tokens.number(next + 1).is_some();
        let is_word = |token: &Token| token.is_glued && token.kind != TokenKind::Mark;
        !is_longer && !self.tokens.all.get(next).is_some_and(is_word)
    }

    /// The rest of a period's code after its year: "-03", "-Q1", "-H1", "-9M".
    fn after_year(&self, at: usize) -> Option<(YearPart, usize)> {
        if !self.tokens.is_mark(at, "-") {
            return None;
        }
        let number = |at| self.tokens.number(at);
        if let Some((month, 2)) = number(at + 1).filter(|_| self.ends(at + 2)) {
            return Some((YearPart::month(month)?, at + 2));
        }
        let (first, _) = number(at + 2).unwrap_or_default();
        let part = if self.tokens.is(at + 1, "q") {
            YearPart::quarter(first)
        } else if self.tokens.is(at + 1, "h") {
            YearPart::half(first)
        } else if number(at + 1) == Some((9, 1)) && self.tokens.is(at + 2, "m") {
            Some(YearPart::NINE_MONTHS)
        } else {
            None
        };
        Some((part.filter(|_| self.ends(at + 3))?, at + 3))
    }

    /// Past the colon, dots and cell ends between a word and its number.
    fn past_label(&self, at: usize) -> usize {
        self.tokens.past_marks(at)
    }

    fn past_dash(&self, at: usize) -> usize {
        at + usize::from(self.tokens.is_mark(at, "-"))
    }
}

#[cfg(test)]
mod tests;
