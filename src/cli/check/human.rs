//! The report in words, for a terminal of eighty columns.

use super::report::{FileReport, OwedBlock, OwedReport, Report};
use crate::calendar::Period;
use crate::emitter::Detail;
use crate::locale::Words;
use crate::model::{FieldId, PassedOver, UnitId};
use crate::number::Decimal;
use std::io::{self, Write};

/// No line is longer, where words allow it.
const WIDTH: usize = 80;
/// So many files are shown at most, and where the report is brief.
const MOST_FILES: [usize; 2] = [200, 3];
/// So many names of a kind are shown.
const MOST_NAMES: usize = 6;
/// So many periods or indicators are named one by one.
const NAMED: usize = 4;

/// Writes the report; where it is brief, of files only those that have something to see.
///
/// # Errors
/// Those of the writer.
pub(super) fn write(
    report: &Report<'_>,
    detail: Detail,
    words: &Words,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut text = Text {
        report,
        detail,
        words,
        text: String::new(),
    };
    text.files();
    text.compared();
    text.owed();
    text.accepted();
    out.write_all(text.text.as_bytes())?;
    out.flush()
}

pub(super) struct Text<'a> {
    pub(super) report: &'a Report<'a>,
    pub(super) detail: Detail,
    pub(super) words: &'a Words,
    pub(super) text: String,
}

impl Text<'_> {
    fn files(&mut self) {
        let report = self.report;
        self.heading("file-report.title");
        if report.files.is_empty() {
            self.line(0, self.words.word("file-report.no-files"));
        }
        let is_full = self.detail == Detail::Full;
        let is_shown = |file: &&FileReport<'_>| is_full || !file.is_plain();
        let shown = report.files.iter().filter(is_shown);
        let most = MOST_FILES[usize::from(!is_full)];
        shown.clone().take(most).for_each(|file| self.file(file));
        let count = shown.count();
        let cut = count.saturating_sub(most);
        if cut > 0 {
            let more = self.counted("file-report.files-cut", cut);
            self.line(0, &more);
        }
        let is_summed = |file: &&FileReport<'_>| !is_full && file.is_plain();
        let plain: Vec<&FileReport<'_>> = report.files.iter().filter(is_summed).collect();
        if !plain.is_empty() {
            self.plain_files(&plain);
        }
    }

    /// Files in which there is nothing to see, counted together.
    fn plain_files(&mut self, files: &[&FileReport<'_>]) {
        let more = self.counted("file-report.files-plain", files.len());
        self.text.push_str(&more);
        self.text.push('\n');
        let summaries = || files.iter().filter_map(|file| file.summary);
        let mut periods: Vec<Period> = summaries()
            .flat_map(|summary| summary.periods.iter().copied())
            .collect();
        periods.sort_unstable_by_key(|period| period.order());
        periods.dedup();
        let mut read =
            vec![self.counted("file-report.rows", summaries().map(|all| all.rows).sum())];
        read.extend(self.periods(&periods));
        let gaps = summaries().map(|all| all.gaps).sum();
        read.extend(self.counts(&[("file-report.gaps", gaps)]));
        self.labelled("file-report.read", &read);
        let rows = |of: fn(&PassedOver) -> usize| summaries().map(|all| of(&all.left_out)).sum();
        let left_out = self.counts(&[
            ("file-report.headers", rows(|rows| rows.headers)),
            ("file-report.numberings", rows(|rows| rows.numberings)),
            ("file-report.totals", rows(|rows| rows.totals)),
            ("file-report.texts", rows(|rows| rows.texts)),
        ]);
        if !left_out.is_empty() {
            self.labelled("file-report.left-out", &left_out);
        }
        self.text.push('\n');
    }

    /// "3 kỳ (2019-01, 2019-02, 2019-03)"
    fn periods(&self, periods: &[Period]) -> Option<String> {
        let codes: Vec<String> = periods.iter().map(|period| period.code()).collect();
        let named = shortened(&codes);
        let count = self.number(codes.len());
        let args = [("count", &*count), ("periods", &named)];
        (!codes.is_empty()).then(|| self.words.fill("file-report.periods", &args))
    }

    fn file(&mut self, file: &FileReport<'_>) {
        let name = self.report.sources.label(file.id);
        self.text.push_str(&name);
        self.text.push('\n');
        let read = self.read(file);
        self.labelled("file-report.read", &read);
        let left_out = self.left_out(file);
        if !left_out.is_empty() {
            self.labelled("file-report.left-out", &left_out);
        }
        let noticed = &file.noticed;
        let counts = [
            ("file-report.errors", noticed.errors),
            ("file-report.warnings", noticed.warnings),
        ];
        let to_see = self.counts(&counts);
        if !to_see.is_empty() {
            self.labelled("file-report.to-see", &to_see);
        }
        self.text.push('\n');
    }

    fn read(&self, file: &FileReport<'_>) -> Vec<String> {
        let Some(summary) = file.summary else {
            let is_workbook = self.report.sources.sheets_of(file.id).next().is_some();
            let key = if is_workbook {
                "file-report.by-sheet"
            } else {
                "file-report.nothing-read"
            };
            return vec![self.words.word(key).to_owned()];
        };
        let mut parts = vec![
            self.counted("file-report.rows", summary.rows),
            self.counted("file-report.units", summary.units),
        ];
        parts.extend(self.periods(&summary.periods));
        let indicators = summary.indicators.iter();
        let indicators = indicators.map(|id| &*self.report.campaign.indicators.get(*id).code);
        let codes: Vec<String> = indicators.map(str::to_owned).collect();
        let of = self.counted("file-report.indicators", codes.len());
        parts.push(if codes.is_empty() {
            of
        } else {
            format!("{of} ({})", shortened(&codes))
        });
        if summary.gaps > 0 {
            parts.push(self.counted("file-report.gaps", summary.gaps));
        }
        parts
    }

    fn left_out(&self, file: &FileReport<'_>) -> Vec<String> {
        let rows = file
            .summary
            .map(|summary| summary.left_out)
            .unwrap_or_default();
        let mut parts = self.counts(&[
            ("file-report.empty", rows.empty),
            ("file-report.headers", rows.headers),
            ("file-report.numberings", rows.numberings),
            ("file-report.totals", rows.totals),
            ("file-report.headings", rows.headings),
            ("file-report.asides", rows.asides),
            ("file-report.skipped", rows.skipped),
            ("file-report.texts", rows.texts),
            ("file-report.repeated", file.noticed.repeated),
        ]);
        let named = [
            ("file-report.columns", file.noticed.columns),
            ("file-report.hidden-sheets", file.noticed.hidden_sheets),
        ];
        for (key, names) in named {
            parts.extend(names.map(|names| self.words.fill(key, &[("names", names)])));
        }
        if file.noticed.has_no_header {
            parts.push(self.words.word("file-report.no-header").to_owned());
        }
        parts
    }

    fn owed(&mut self) {
        let report = self.report;
        self.heading("file-report.owed.title");
        let Some(owed) = &report.owed else {
            self.line(0, self.words.word("file-report.owed.unknown"));
            self.text.push('\n');
            return;
        };
        if owed.is_empty() {
            self.line(0, self.words.word("file-report.owed.nobody"));
        }
        let mut at = 0;
        while let Some(period) = owed.get(at) {
            let rest = owed.get(at + 1..).unwrap_or_default();
            let length = period.period.length();
            let is_newest = |at: usize| {
                let mut later = owed.iter().skip(at + 1);
                !later.any(|other| other.period.length() == length)
            };
            let is_like = |(nth, other): &(usize, &OwedReport)| {
                self.detail == Detail::Brief && period.is_like(other) && !is_newest(at + 1 + nth)
            };
            let alike = rest.iter().enumerate().take_while(is_like).last();
            let last = alike.map_or(period, |(_, last)| last);
            self.period(at, period, last, is_newest(at));
            at += alike.map_or(1, |(nth, _)| nth + 2);
        }
        let is_short = owed.iter().any(|period| !period.blocks.is_empty());
        let last = if is_short {
            "file-report.owed.json"
        } else {
            "file-report.owed.none"
        };
        if !owed.is_empty() {
            self.line(0, self.words.word(last));
        }
        self.text.push('\n');
    }

    /// What is owed for a period, or alike for those up to another: of the newest by block, of the others in numbers and,
    /// where they are few, by name.
    fn period(&mut self, at: usize, period: &OwedReport, last: &OwedReport, is_newest: bool) {
        let [first, last] = [period, last].map(|of| self.words.language().period(of.period));
        let ends = [("first", first), ("last", last)];
        let range = || self.words.fill("file-report.owed.range", &ends);
        let name = if first == last {
            first.to_string()
        } else {
            range()
        };
        let (given, all) = (self.number(period.given), self.number(period.owed));
        let args = [("period", &*name), ("given", &*given), ("owed", &all)];
        let line = capital(&self.words.fill("file-report.owed.period", &args));
        if is_newest {
            self.line(0, &line);
            period.blocks.iter().for_each(|block| self.block(at, block));
            return;
        }
        let blocks = || period.blocks.iter();
        let missing = self.counts(&[
            (
                "file-report.owed.missing",
                blocks().map(|block| block.missing.len()).sum(),
            ),
            (
                "file-report.owed.partly",
                blocks().map(|block| block.partly.len()).sum(),
            ),
        ]);
        if missing.is_empty() {
            self.line(0, &line);
            return;
        }
        let missing = missing.join(", ");
        let args = [("line", &*line), ("missing", &missing)];
        let line = self.words.fill("file-report.owed.older", &args);
        self.line(0, &line);
        let units = blocks().flat_map(|block| &block.missing);
        let names = units.map(|unit| self.report.campaign.units.get(*unit).label());
        let names: Vec<String> = names.collect();
        if !names.is_empty() && names.len() <= MOST_NAMES {
            self.line(2, &names.join(", "));
        }
    }

    fn block(&mut self, at: usize, owed: &OwedBlock) {
        let campaign = self.report.campaign;
        let block = self.report.blocks.get(owed.block);
        let name = campaign.settings.kind_name(&block.name);
        let counts = self.counts(&[
            ("file-report.owed.missing", owed.missing.len()),
            ("file-report.owed.partly", owed.partly.len()),
        ]);
        let args = [("block", name), ("missing", &*counts.join(", "))];
        let line = self.words.fill("file-report.owed.block", &args);
        self.line(2, &line);
        let missing = owed.missing.iter();
        let missing = missing.map(|unit| campaign.units.get(*unit).label());
        let partly = owed.partly.iter().map(|(id, due)| {
            let unit = campaign.units.get(*id).label();
            let told = format!("{unit} {}/{}", due.given, due.owed);
            match self.left_out_words(*id, at) {
                Some(fields) => format!("{told} ({fields})"),
                None => told,
            }
        });
        let mut names: Vec<String> = missing.chain(partly).collect();
        let more = names.len().saturating_sub(MOST_NAMES);
        names.truncate(MOST_NAMES);
        if more > 0 {
            names.push(self.counted("file-report.owed.more", more));
        }
        self.line(4, &names.join(", "));
    }

    /// The fields that a unit left out of what it gave for a period: "thiếu lĩnh vực Đất đai".
    fn left_out_words(&self, unit: UnitId, period: usize) -> Option<String> {
        let gaps = self.report.submissions?.gaps_of(unit).iter();
        let of_period = gaps.filter(|gap| gap.period == period);
        let mut fields: Vec<FieldId> = of_period
            .flat_map(|gap| gap.fields.iter().copied())
            .collect();
        fields.sort_unstable();
        fields.dedup();
        let names = fields.iter();
        let names = names.map(|field| self.report.campaign.fields.get(*field).name.to_string());
        let names = shortened(&names.collect::<Vec<_>>());
        let args = [("count", &*self.number(fields.len())), ("fields", &names)];
        (!fields.is_empty()).then(|| self.words.fill("file-report.owed.fields", &args))
    }

    fn accepted(&mut self) {
        let accepted = &self.report.accepted;
        if accepted.is_empty() {
            return;
        }
        self.heading("file-report.accepted.title");
        for problem in accepted {
            let message = problem.message(self.words);
            self.line(0, &format!("{message} [{}]", problem.code));
            if let Some(reason) = problem.reason(self.words) {
                self.line(2, &reason);
            }
        }
        self.text.push('\n');
    }

    fn heading(&mut self, key: &str) {
        self.text.push_str(self.words.word(key));
        self.text.push_str("\n\n");
    }

    /// "  đã đọc: 280 dòng, 42 đơn vị"
    fn labelled(&mut self, key: &str, parts: &[String]) {
        let line = format!("{}: {}", self.words.word(key), parts.join(", "));
        self.line(2, &line);
    }

    /// A line, broken at spaces where it is too long; what follows is set in further.
    pub(super) fn line(&mut self, indent: usize, line: &str) {
        let mut width = indent;
        self.text.push_str(&" ".repeat(indent));
        for (at, word) in line.split(' ').enumerate() {
            let length = word.chars().count();
            if at > 0 && width + 1 + length > WIDTH {
                width = indent + 2;
                self.text.push('\n');
                self.text.push_str(&" ".repeat(width));
            } else if at > 0 {
                self.text.push(' ');
                width += 1;
            }
            self.text.push_str(word);
            width += length;
        }
        self.text.push('\n');
    }

    fn counts(&self, counts: &[(&str, usize)]) -> Vec<String> {
        let some = counts.iter().filter(|(_, count)| *count > 0);
        some.map(|(key, count)| self.counted(key, *count)).collect()
    }

    pub(super) fn counted(&self, key: &str, count: usize) -> String {
        let number = self.number(count);
        self.words.fill(key, &[("count", &number)])
    }

    pub(super) fn number(&self, count: usize) -> String {
        let number = Decimal::from(i64::try_from(count).unwrap_or(i64::MAX));
        self.words.language().decimal(&number)
    }
}

/// A few names, or the first and the last of many.
fn shortened(names: &[String]) -> String {
    match names {
        [first, .., last] if names.len() > NAMED => format!("{first} … {last}"),
        _ => names.join(", "),
    }
}

/// A sentence begins with a capital.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}
