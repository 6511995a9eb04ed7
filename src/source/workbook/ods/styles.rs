//! How the cells of an `.ods` show their numbers: by a style, which may lean on another one, and names a data style, which
//! may be another one for some numbers.

use super::super::fault::WorkbookFault;
use super::super::number_format::{NumberFormat, SectionReader};
use super::super::raised::Standing;
use super::super::xml::{attribute, letters};
use quick_xml::events::{BytesStart, Event};
use rustc_hash::{FxHashMap, FxHashSet};

/// Styles that were read so far.
#[derive(Default)]
pub(super) struct Styles {
    cells: FxHashMap<String, CellStyle>,
    data: FxHashMap<String, DataStyle>,
    /// The styles of sheets that are not shown.
    hidden_tables: FxHashSet<String>,
    /// The styles of letters that stand above or below the line, or are struck out.
    standings: FxHashMap<String, Standing>,
    /// The name of the style that is being read.
    open: String,
    open_data: Option<(String, DataStyle)>,
    in_text: bool,
}

#[derive(Default)]
struct CellStyle {
    parent: Option<String>,
    data: Option<String>,
}

#[derive(Default)]
struct DataStyle {
    own: SectionReader,
    /// Conditions, with the data style that holds where they are true.
    maps: Vec<(String, String)>,
}

/// No style leans on others in more steps.
const MOST_STEPS: usize = 20;

impl Styles {
    /// Takes in what belongs to styles.
    pub(super) fn take(&mut self, event: &Event<'_>) -> Result<(), WorkbookFault> {
        match event {
            Event::Start(element) => match element.name().as_ref() {
                "style:style" => self.open_style(element)?,
                "style:table-properties"
                    if attribute(element, "display")?.as_deref() == Some("false") =>
                {
                    self.hidden_tables.insert(self.open.clone());
                }
                "style:map" => self.take_map(element)?,
                "style:text-properties" => self.take_standing(element)?,
                "number:text" => self.in_text = true,
                name => self.take_number(name.to_owned().as_str(), element)?,
            },
            Event::End(element) => match element.name().as_ref() {
                "number:text" => self.in_text = false,
                name if is_data_style(name) => self.data.extend(self.open_data.take()),
                _ => {}
            },
            text if self.in_text => {
                if let Some((_, style)) = &mut self.open_data {
                    letters(text, &mut style.own.words);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn open_style(&mut self, element: &BytesStart<'_>) -> Result<(), WorkbookFault> {
        self.open = attribute(element, "name")?.unwrap_or_default();
        if attribute(element, "family")?.as_deref() == Some("table-cell") {
            let style = CellStyle {
                parent: attribute(element, "parent-style-name")?,
                data: attribute(element, "data-style-name")?,
            };
            self.cells.insert(self.open.clone(), style);
        }
        Ok(())
    }

    fn take_standing(&mut self, element: &BytesStart<'_>) -> Result<(), WorkbookFault> {
        let position = attribute(element, "text-position")?.unwrap_or_default();
        let line = attribute(element, "text-line-through-style")?;
        let standing = if line.is_some_and(|line| line != "none") {
            Standing::Struck
        } else if position.starts_with("super") {
            Standing::Raised
        } else if position.starts_with("sub") {
            Standing::Lowered
        } else {
            return Ok(());
        };
        self.standings.insert(self.open.clone(), standing);
        Ok(())
    }

    /// How letters of a style stand.
    pub(super) fn standing(&self, style: &str) -> Standing {
        self.standings.get(style).copied().unwrap_or_default()
    }

    fn take_map(&mut self, element: &BytesStart<'_>) -> Result<(), WorkbookFault> {
        if let (Some((_, style)), Some(condition), Some(applied)) = (
            &mut self.open_data,
            attribute(element, "condition")?,
            attribute(element, "apply-style-name")?,
        ) {
            style.maps.push((condition, applied));
        }
        Ok(())
    }

    /// A data style, or a part of it.
    fn take_number(&mut self, name: &str, element: &BytesStart<'_>) -> Result<(), WorkbookFault> {
        if is_data_style(name) {
            let mut style = DataStyle::default();
            style.own.percents = u32::from(name == "number:percentage-style");
            style.own.is_elapsed = name == "number:time-style";
            style.own.has_digits = matches!(name, "number:text-style" | "number:boolean-style");
            self.open_data = Some((attribute(element, "name")?.unwrap_or_default(), style));
            return Ok(());
        }
        let Some((_, style)) = &mut self.open_data else {
            return Ok(());
        };
        let own = &mut style.own;
        match name {
            "number:number" | "number:scientific-number" | "number:fraction" => {
                own.has_digits = true;
                let factor = attribute(element, "display-factor")?;
                own.divides |= factor.is_some_and(|factor| factor.parse() != Ok(1.0));
            }
            "number:year" => own.parts.push('y'),
            "number:month" | "number:minutes" => own.parts.push('m'),
            "number:day" => own.parts.push('d'),
            // Neither a month nor a day: what it is stands in the cell.
            "number:quarter" | "number:week-of-year" => {
                own.parts.push('m');
                own.words.push_str(" quý ");
            }
            "number:hours" => own.parts.push('h'),
            "number:seconds" => own.parts.push('s'),
            "number:currency-symbol" => own.words.push('¤'),
            _ => {}
        }
        Ok(())
    }

    /// Whether sheets of a style are shown.
    pub(super) fn shows_table(&self, style: &str) -> bool {
        !self.hidden_tables.contains(style)
    }

    /// The number format of a cell's style; `None` where it says nothing of numbers.
    pub(super) fn format(&self, cell: &str) -> Option<NumberFormat> {
        let mut name = cell;
        for _ in 0..MOST_STEPS {
            let style = self.cells.get(name)?;
            if let Some(data) = style.data.as_ref().and_then(|data| self.data.get(data)) {
                return Some(self.data_format(data));
            }
            name = style.parent.as_ref()?;
        }
        None
    }

    fn data_format(&self, style: &DataStyle) -> NumberFormat {
        let mapped = style.maps.iter().filter_map(|(condition, applied)| {
            let applied = self.data.get(applied)?;
            Some((condition.trim_start_matches("value()"), &applied.own))
        });
        NumberFormat::of_sections(mapped, &style.own)
    }
}

fn is_data_style(name: &str) -> bool {
    matches!(
        name,
        "number:number-style"
            | "number:percentage-style"
            | "number:currency-style"
            | "number:date-style"
            | "number:time-style"
            | "number:boolean-style"
            | "number:text-style"
    )
}

#[cfg(test)]
mod tests {
    use super::super::super::number_format::{DatePart, DateShown, Shown};
    use super::super::super::xml::reader;
    use super::*;

    fn styles(xml: &str) -> Styles {
        let (mut styles, mut buffer) = (Styles::default(), Vec::new());
        let mut xml = reader(xml.as_bytes());
        loop {
            match xml.read_event_into(&mut buffer).unwrap() {
                Event::Eof => return styles,
                event => styles.take(&event).unwrap(),
            }
            buffer.clear();
        }
    }

    #[test]
    fn styles_tell_how_numbers_are_shown() {
        let number = |name: &str, more: &str| {
            format!("<number:number-style style:name=\"{name}\">{more}</number:number-style>")
        };
        let digits = "<number:number number:min-integer-digits=\"1\"/>";
        let all = [
            number("N0", digits),
            number("N1", "<number:number number:display-factor=\"1000\"/><number:text>k</number:text>"),
            number("N2", "<number:text/>"),
            number(
                "N3",
                &format!("{digits}<style:map style:condition=\"value()&lt;1\" style:apply-style-name=\"P\"/>"),
            ),
            number("N4", &format!("{digits}<number:text>%</number:text>")),
            format!("<number:percentage-style style:name=\"P\">{digits}<number:text>%</number:text></number:percentage-style>"),
            "<number:date-style style:name=\"D\"><number:month/><number:text>/</number:text><number:year/></number:date-style>".to_owned(),
            "<number:time-style style:name=\"T\"><number:hours/></number:time-style>".to_owned(),
        ];
        let cells = ["N0", "N1", "N2", "N3", "N4", "P", "D", "T"].map(|data| {
            format!("<style:style style:name=\"c{data}\" style:family=\"table-cell\" style:data-style-name=\"{data}\"/>")
        });
        let child = "<style:style style:name=\"child\" style:family=\"table-cell\" style:parent-style-name=\"cP\"/>\
             <style:style style:name=\"loop\" style:family=\"table-cell\" style:parent-style-name=\"loop\"/>";
        let styles = styles(&format!("<a>{}{}{child}</a>", cells.concat(), all.concat()));
        let month = DateShown {
            part: DatePart::Month,
            time: false,
        };
        for (name, expected) in [
            ("cN0", Some(Shown::Plain)),
            ("cN1", Some(Shown::Scaled)),
            ("cN2", Some(Shown::Hidden)),
            ("cN3", Some(Shown::Scaled)),
            ("cN4", Some(Shown::Plain)),
            ("cP", Some(Shown::Percent)),
            ("cD", Some(Shown::Date(month))),
            ("cT", Some(Shown::Duration)),
            ("child", Some(Shown::Percent)),
            ("loop", None),
            ("none", None),
        ] {
            let shown = styles.format(name).map(|format| format.shown(43_525.0));
            assert_eq!(shown, expected, "{name}");
        }
    }
}
