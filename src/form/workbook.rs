//! A form as an `.xlsx`: everything locked but what is to be filled in, ready to be printed.

use super::Forms;
use super::guide::{Guide, Look};
use super::owed::Owed;
use super::rule::{Number, Rule};
use super::sheet::{Column, Input, Row, Sheet};
use crate::calendar::Period;
use crate::locale::Words;
use crate::model::UnitId;
use crate::reading::{CountColumn, KeyColumn};
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format,
    FormatAlign, FormatBorder, Formula, ProtectionOptions, Workbook, Worksheet, XlsxError,
};

/// Rows at the end of a table for fields that the form does not have.
const SPARE_ROWS: u32 = 5;
/// The most characters of a title and of a text that Excel shows with a cell.
const LONGEST_TITLE: usize = 32;
const LONGEST_TEXT: usize = 255;
/// The paper of offices.
const A4: u8 = 9;

/// What the cells of a form look like.
struct Formats {
    title: Format,
    line: Format,
    caption: Format,
    header: Format,
    given: Format,
    closed: Format,
    whole: Format,
    figure: Format,
    words: Format,
}

/// Writes a form.
pub(super) fn write(
    forms: &Forms<'_>,
    unit: UnitId,
    period: Period,
    owed: &[Owed],
    sheets: &[Sheet],
) -> Result<Vec<u8>, XlsxError> {
    let guide = Guide::new(forms, unit, owed, sheets);
    let mut workbook = Workbook::new();
    let first_day = period.first_day();
    // A form says nothing of when it was made, so that it is the same whenever it is.
    let made = ExcelDateTime::from_ymd(
        u16::try_from(first_day.year()).unwrap_or(2000),
        first_day.month().unsigned_abs(),
        first_day.day().unsigned_abs(),
    )?;
    let properties = DocProperties::new()
        .set_title(forms.words.word("form.title"))
        .set_subject(forms.readable().unit(unit))
        .set_creation_datetime(&made);
    workbook.set_properties(&properties);
    let formats = Formats::new();
    for (nth, sheet) in sheets.iter().enumerate() {
        let writer = SheetWriter {
            forms,
            unit,
            period,
            owed,
            sheet,
            guide: &guide,
            formats: &formats,
        };
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(forms.sheet_name(nth))?;
        writer.write(worksheet)?;
    }
    write_guide(forms.words, &guide, workbook.add_worksheet())?;
    workbook.save_to_buffer()
}

impl Forms<'_> {
    /// A period as a form says it.
    pub(super) fn period_text(&self, period: Period) -> String {
        let words = self.words.language().period(period);
        // Who types the same must not need a no-break space.
        self.readable()
            .period(period, &words.replace('\u{a0}', " "))
    }

    fn sheet_name(&self, nth: usize) -> String {
        let name = self.words.word("form.sheet");
        match nth {
            0 => name.to_owned(),
            _ => format!("{name} {}", nth + 1),
        }
    }
}

/// What a column of counts means, where it is printed by a name that was not made for people.
pub(super) fn column_meaning(words: &Words, column: &CountColumn) -> Option<&'static str> {
    let name = column.own_name.as_deref()?;
    words.find(&format!("form.column.{name}"))
}

/// How many columns of a table stand before its figures.
pub(super) fn first_figure(columns: &[Column]) -> usize {
    let is_key = |column: &&Column| {
        matches!(
            column,
            Column::Key(
                KeyColumn::Indicator | KeyColumn::Unit | KeyColumn::Period | KeyColumn::Field
            )
        )
    };
    columns.iter().take_while(is_key).count()
}

/// Writes one table of a form.
struct SheetWriter<'a> {
    forms: &'a Forms<'a>,
    unit: UnitId,
    period: Period,
    owed: &'a [Owed],
    sheet: &'a Sheet,
    guide: &'a Guide,
    formats: &'a Formats,
}

impl SheetWriter<'_> {
    fn write(&self, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
        let header = self.titles(worksheet)?;
        self.header(worksheet, header)?;
        let first = header + 1;
        for (row, at) in self.sheet.rows.iter().zip(first..) {
            self.row(worksheet, at, row)?;
        }
        let spare = first + u32::try_from(self.sheet.rows.len()).unwrap_or(0);
        let end = if self.sheet.has_fields() {
            self.spare_rows(worksheet, spare)?;
            spare + SPARE_ROWS
        } else {
            spare
        };
        self.rules(worksheet, first, end)?;
        let keys = u16::try_from(self.sheet.key_columns()).unwrap_or(0);
        worksheet.set_freeze_panes(first, keys)?;
        worksheet.set_selection(first, keys, first, keys)?;
        worksheet.set_repeat_rows(header, header)?;
        worksheet.set_row_height(header, 48)?;
        print_setup(worksheet);
        worksheet.set_landscape();
        protect(worksheet);
        Ok(())
    }

    /// The lines above the table; gives the row of its header.
    fn titles(&self, worksheet: &mut Worksheet) -> Result<u32, XlsxError> {
        let words = self.forms.words;
        let unit = self.forms.readable().unit(self.unit);
        let period = self.forms.period_text(self.period);
        let campaign = &*self.forms.campaign.settings.title;
        worksheet.write_string_with_format(0, 0, campaign, &self.formats.line)?;
        worksheet.write_string_with_format(1, 0, words.word("form.title"), &self.formats.title)?;
        let lines = [
            words.fill("form.unit", &[("unit", &unit)]),
            words.fill("form.period", &[("period", &period)]),
            words.fill("form.hint", &[("guide", words.word("form.guide"))]),
        ];
        for (line, row) in lines.iter().zip(2..) {
            worksheet.write_string_with_format(row, 0, line, &self.formats.line)?;
        }
        // Row 6 stays empty, row 7 has what columns with names for programs are called.
        let meanings: Vec<Option<&str>> = self
            .sheet
            .columns
            .iter()
            .map(|column| self.meaning(column))
            .collect();
        let is_name = |text: &&str| self.forms.readable().is_column(text);
        // What is no name of a column cannot make a header of the row.
        if meanings.iter().all(Option::is_none) || meanings.iter().flatten().any(is_name) {
            return Ok(6);
        }
        // Nor does any reach over the columns beside it, as a group would.
        let first = meanings.iter().position(Option::is_some).unwrap_or(0);
        for ((meaning, column), position) in meanings.iter().zip(&self.sheet.columns).zip(0..) {
            let of_key = matches!(column, Column::Key(_));
            let other = words.word(if of_key { "form.note" } else { "form.as-named" });
            if usize::from(position) >= first {
                let text = meaning.unwrap_or(other);
                worksheet.write_string_with_format(6, position, text, &self.formats.caption)?;
            }
        }
        worksheet.set_row_height(6, 48)?;
        Ok(7)
    }

    fn meaning(&self, column: &Column) -> Option<&'static str> {
        match column {
            Column::Count(count, _) => column_meaning(self.forms.words, count),
            Column::Key(_) => None,
        }
    }

    fn header(&self, worksheet: &mut Worksheet, at: u32) -> Result<(), XlsxError> {
        for (column, position) in self.sheet.columns.iter().zip(0..) {
            let (name, width) = match column {
                Column::Key(key) => (self.forms.readable().header(*key), width(*key)),
                Column::Count(count, _) => (&*count.header, 18.0),
            };
            worksheet.write_string_with_format(at, position, name, &self.formats.header)?;
            worksheet.set_column_width(position, width)?;
        }
        Ok(())
    }

    fn row(&self, worksheet: &mut Worksheet, at: u32, row: &Row) -> Result<(), XlsxError> {
        for column in 0..self.sheet.columns.len() {
            let position = u16::try_from(column).unwrap_or(u16::MAX);
            match self.cell(row, column) {
                Input::Given => {
                    let text = self.given(row, column);
                    worksheet.write_string_with_format(at, position, text, &self.formats.given)?
                }
                Input::Closed => worksheet.write_blank(at, position, &self.formats.closed)?,
                Input::Figure(rule) => {
                    worksheet.write_blank(at, position, self.formats.of(rule.number))?
                }
                Input::Note => worksheet.write_blank(at, position, &self.formats.words)?,
            };
        }
        Ok(())
    }

    fn cell(&self, row: &Row, column: usize) -> Input {
        self.sheet.cell(self.forms.campaign, self.owed, row, column)
    }

    /// What a cell says that is not to be filled in.
    fn given(&self, row: &Row, column: usize) -> String {
        let readable = self.forms.readable();
        match &self.sheet.columns[column] {
            Column::Key(KeyColumn::Unit) => readable.unit(self.unit),
            Column::Key(KeyColumn::Period) => self.forms.period_text(row.period),
            Column::Key(KeyColumn::Field) => row
                .field
                .map(|field| readable.field(field).to_owned())
                .unwrap_or_default(),
            Column::Key(KeyColumn::Indicator) => row
                .indicator
                .map(|id| readable.indicator(id).to_owned())
                .unwrap_or_default(),
            Column::Key(_) | Column::Count(..) => String::new(),
        }
    }

    /// Empty rows whose keys are chosen from lists.
    fn spare_rows(&self, worksheet: &mut Worksheet, first: u32) -> Result<(), XlsxError> {
        let lists = &self.guide.lists;
        for (column, position) in self.sheet.columns.iter().zip(0..) {
            let (format, list) = match column {
                Column::Count(_, rule) => (self.formats.of(rule.number), None),
                Column::Key(KeyColumn::Unit) => (&self.formats.words, Some(lists.unit)),
                Column::Key(KeyColumn::Period) => (&self.formats.words, Some(lists.periods)),
                Column::Key(KeyColumn::Field) => (&self.formats.words, Some(lists.fields)),
                Column::Key(KeyColumn::Indicator) => (&self.formats.words, Some(lists.indicators)),
                Column::Key(KeyColumn::Note) => (&self.formats.words, None),
                Column::Key(_) => (self.formats.of(Number::Any), None),
            };
            for row in first..first + SPARE_ROWS {
                worksheet.write_blank(row, position, format)?;
            }
            if let Some(list) = list {
                // A field that nobody has reported yet may be right.
                let may_be_other = *column == Column::Key(KeyColumn::Field);
                let rule = self.list_rule(list, may_be_other)?;
                worksheet.add_data_validation(
                    first,
                    position,
                    first + SPARE_ROWS - 1,
                    position,
                    &rule,
                )?;
            }
        }
        Ok(())
    }

    fn list_rule(
        &self,
        (first, last): (u32, u32),
        may_be_other: bool,
    ) -> Result<DataValidation, XlsxError> {
        let words = self.forms.words;
        let cells = format!(
            "='{}'!$A${}:$A${}",
            words.word("form.guide"),
            first + 1,
            last + 1
        );
        let (style, text) = if may_be_other {
            (DataValidationErrorStyle::Warning, "form.error.other")
        } else {
            (DataValidationErrorStyle::Stop, "form.error.list")
        };
        DataValidation::new()
            .allow_list_formula(Formula::new(cells))
            .set_error_style(style)
            .set_error_title(cut(words.word("form.error.title"), LONGEST_TITLE))?
            .set_error_message(cut(words.word(text), LONGEST_TEXT))
    }

    /// The rules of the figures: one for each run of cells of a column that have the same.
    fn rules(&self, worksheet: &mut Worksheet, first: u32, end: u32) -> Result<(), XlsxError> {
        for column in 0..self.sheet.columns.len() {
            let mut run: Option<(u32, Rule)> = None;
            for at in first..=end {
                let rule = (at < end)
                    .then(|| self.rule_at(at - first, column))
                    .flatten();
                match (&run, rule) {
                    (Some((_, of_run)), Some(rule)) if *of_run == rule => {}
                    (_, rule) => {
                        if let Some((from, of_run)) = run.take() {
                            self.add_rule(worksheet, &of_run, from, at - 1, column)?;
                        }
                        run = rule.map(|rule| (at, rule));
                    }
                }
            }
        }
        Ok(())
    }

    /// The rule of a cell, by the number of its row in the table.
    fn rule_at(&self, nth: u32, column: usize) -> Option<Rule> {
        match self.sheet.rows.get(nth as usize) {
            Some(row) => match self.cell(row, column) {
                Input::Figure(rule) => Some(rule),
                Input::Given | Input::Closed | Input::Note => None,
            },
            None => match &self.sheet.columns[column] {
                Column::Count(_, rule) => Some(rule.clone()),
                Column::Key(_) => None,
            },
        }
    }

    fn add_rule(
        &self,
        worksheet: &mut Worksheet,
        rule: &Rule,
        first: u32,
        last: u32,
        column: usize,
    ) -> Result<(), XlsxError> {
        let words = self.forms.words;
        let which = match rule.number {
            Number::Whole => "whole",
            Number::NotNegative => "not-negative",
            Number::Any => "any",
        };
        let mut refused = words.word(&format!("form.error.{which}")).to_owned();
        let checks = rule.checks.iter().map(|check| {
            let names = |columns: &[usize]| {
                let names = columns.iter().map(|&column| self.column_name(column));
                names.collect::<Vec<_>>().join(" + ")
            };
            let (part, whole) = (names(&check.part), names(&check.whole));
            words.fill("form.error.check", &[("part", &part), ("whole", &whole)])
        });
        refused.extend(checks.map(|check| format!(" {check}")));
        let prompt = [
            self.meaning(&self.sheet.columns[column])
                .map(|meaning| format!("{meaning}. ")),
            Some(words.word(&format!("form.prompt.{which}")).to_owned()),
        ];
        let prompt: String = prompt.into_iter().flatten().collect();
        let validation = DataValidation::new()
            .allow_custom(Formula::new(rule.formula(first, column)))
            .set_error_title(cut(words.word("form.error.title"), LONGEST_TITLE))?
            .set_error_message(cut(&refused, LONGEST_TEXT))?
            .set_input_title(cut(&self.column_name(column), LONGEST_TITLE))?
            .set_input_message(cut(&prompt, LONGEST_TEXT))?;
        let position = u16::try_from(column).unwrap_or(u16::MAX);
        worksheet.add_data_validation(first, position, last, position, &validation)?;
        Ok(())
    }

    fn column_name(&self, column: usize) -> String {
        match self.sheet.columns.get(column) {
            Some(Column::Key(key)) => self.forms.readable().header(*key).to_owned(),
            Some(Column::Count(count, _)) => count.header.to_string(),
            None => String::new(),
        }
    }
}

fn write_guide(words: &Words, guide: &Guide, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
    worksheet.set_name(words.word("form.guide"))?;
    worksheet.set_column_width(0, 110)?;
    let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let title = plain.clone().set_bold().set_font_size(14);
    let heading = plain.clone().set_bold();
    let item = plain.clone().set_indent(1);
    for (line, row) in guide.lines.iter().zip(0..) {
        let format = match line.look {
            Look::Title => &title,
            Look::Heading => &heading,
            Look::Text => &plain,
            Look::Item => &item,
        };
        worksheet.write_string_with_format(row, 0, &line.text, format)?;
    }
    print_setup(worksheet);
    protect(worksheet);
    Ok(())
}

/// Paper, margins and the number of the page.
fn print_setup(worksheet: &mut Worksheet) {
    worksheet.set_paper_size(A4);
    worksheet.set_print_fit_to_pages(1, 0);
    worksheet.set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3);
    worksheet.set_footer("&R&P/&N");
}

/// Locks what is not to be filled in, without a password; widths and heights can be changed.
fn protect(worksheet: &mut Worksheet) {
    worksheet.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::new()
    });
}

fn width(key: KeyColumn) -> f64 {
    match key {
        KeyColumn::Indicator => 44.0,
        KeyColumn::Unit => 30.0,
        KeyColumn::Period => 16.0,
        KeyColumn::Field => 32.0,
        KeyColumn::Note => 36.0,
        KeyColumn::Numerator | KeyColumn::Denominator | KeyColumn::Value | KeyColumn::Sample => {
            16.0
        }
    }
}

/// A text without what is longer than a spreadsheet program takes.
fn cut(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let kept: String = text.chars().take(longest - 1).collect();
    format!("{}…", kept.trim_end())
}

impl Formats {
    fn new() -> Self {
        let boxed = Format::new()
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(0x8A_8A_8A))
            .set_align(FormatAlign::VerticalCenter);
        let open = boxed
            .clone()
            .set_background_color(Color::RGB(0xFF_F7_D6))
            .set_unlocked();
        let centred = boxed
            .clone()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Center);
        Self {
            title: Format::new().set_bold().set_font_size(14),
            line: Format::new(),
            caption: centred
                .clone()
                .set_italic()
                .set_background_color(Color::RGB(0xF3_F3_F3)),
            header: centred.set_background_color(Color::RGB(0xDD_E6_F0)),
            given: boxed.clone().set_text_wrap(),
            closed: boxed.set_background_color(Color::RGB(0xD0_D0_D0)),
            whole: open.clone().set_num_format("#,##0"),
            figure: open.clone(),
            words: open.set_text_wrap(),
        }
    }

    /// How a cell looks that takes such numbers.
    fn of(&self, number: Number) -> &Format {
        match number {
            Number::Whole => &self.whole,
            Number::NotNegative | Number::Any => &self.figure,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn texts_are_as_long_as_a_spreadsheet_program_takes() {
        assert_eq!(cut("Chưa đúng", 9), "Chưa đúng");
        assert_eq!(cut("Chưa đúng", 8), "Chưa đú…");
        assert_eq!(cut("Chưa đúng", 6), "Chưa…");
    }
}
