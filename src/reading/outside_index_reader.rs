//! Reading `indices.csv`: one row an index and year.

use super::NameKey;
use super::column_names::told_column;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Assessment, OutsideIndex, OutsideIndices};
use crate::number::{self, Cell, Decimal, NumberStyle, StyleEvidence};
use crate::place::{FileId, Place};
use crate::source::{ColumnNames, SmallRow, SmallTable};

const INDEX: usize = 0;
const YEAR: usize = 1;
const SCORE: usize = 2;
const SCALE: usize = 3;
const RANK: usize = 4;
const OF: usize = 5;
const SOURCE: usize = 6;
const NOTE: usize = 7;

/// Names of the columns; the first of each is the one in the contract.
pub(super) const INDEX_COLUMNS: [(usize, &[&str]); 8] = [
    (INDEX, &["index", "chỉ số", "tên chỉ số"]),
    (YEAR, &["year", "năm"]),
    (SCORE, &["score", "điểm", "điểm số"]),
    (SCALE, &["scale", "thang điểm"]),
    (RANK, &["rank", "hạng", "xếp hạng", "thứ hạng"]),
    (OF, &["of", "trên tổng số", "số tỉnh, thành"]),
    (SOURCE, &["source", "nguồn"]),
    (NOTE, &["note", "ghi chú"]),
];

/// A column as messages name it.
fn told_name(column: usize) -> String {
    let found = INDEX_COLUMNS.iter().find(|(c, _)| *c == column);
    found.map_or_else(String::new, |(_, names)| told_column(names))
}

/// Reads the outside indices of a table's text; `setting` says how numbers are read that the others do not decide.
/// What is wrong is told by cell.
pub(super) fn read_indices(
    text: &str,
    file: FileId,
    names: &ColumnNames,
    setting: Option<NumberStyle>,
    diagnostics: &mut Diagnostics,
) -> OutsideIndices {
    let mut indices = OutsideIndices::default();
    let Some(table) = SmallTable::read(text, file, names, 2, diagnostics) else {
        return indices;
    };
    for column in [INDEX, YEAR] {
        if !table.has(column) {
            let missing = Code::MissingColumn.arg("column", told_name(column));
            diagnostics.push(missing.at(table.header_place(column)));
        }
    }
    let mut reader = IndexReader {
        style: style_of(&table, setting),
        table: &table,
        diagnostics,
    };
    let mut keys: Vec<NameKey> = Vec::new();
    for row in table.rows() {
        let Some((name, assessment)) = reader.assessment(row) else {
            continue;
        };
        let key = NameKey::new(name);
        let at = keys.iter().position(|known| *known == key);
        let at = at.unwrap_or_else(|| {
            keys.push(key);
            indices.0.push(OutsideIndex {
                name: name.into(),
                years: Vec::new(),
            });
            indices.0.len() - 1
        });
        if let Some(index) = indices.0.get_mut(at) {
            reader.add(index, assessment, row);
        }
    }
    indices
}

/// The style of the table's numbers, from those that can be read one way only.
fn style_of(table: &SmallTable, setting: Option<NumberStyle>) -> Option<NumberStyle> {
    let mut evidence = StyleEvidence::default();
    for row in table.rows() {
        for column in [SCORE, SCALE] {
            evidence.note(&number::read(table.get(row, column)));
        }
    }
    evidence.decide(setting)
}

struct IndexReader<'t, 'd> {
    table: &'t SmallTable,
    style: Option<NumberStyle>,
    diagnostics: &'d mut Diagnostics,
}

impl<'t> IndexReader<'t, '_> {
    fn tell(&mut self, diagnostic: Diagnostic, row: &SmallRow, column: usize) {
        self.diagnostics
            .push(diagnostic.at(self.table.place(row, column)));
    }

    /// The index that a row names and what it says; `None` where it names none, or no year.
    fn assessment(&mut self, row: &'t SmallRow) -> Option<(&'t str, Assessment)> {
        let name = self.required(row, INDEX);
        let year = self
            .required(row, YEAR)
            .and_then(|text| self.year(row, text));
        let (score, scale) = (self.decimal(row, SCORE), self.decimal(row, SCALE));
        let (rank, of) = (self.whole(row, RANK), self.whole(row, OF));
        self.check(row, score.as_ref(), scale.as_ref(), rank, of);
        let sources = self.sources(row);
        if sources.is_empty() && (score.is_some() || rank.is_some()) {
            self.missing(row, SOURCE);
        }
        let note = Some(self.table.get(row, NOTE)).filter(|note| !note.is_empty());
        let assessment = Assessment {
            year: year?,
            score,
            scale,
            rank,
            of,
            sources,
            note: note.map(Into::into),
            place: Place {
                column: 0,
                ..self.table.place(row, INDEX)
            },
        };
        Some((name?, assessment))
    }

    /// Adds a year to its index, unless it has that year already.
    fn add(&mut self, index: &mut OutsideIndex, assessment: Assessment, row: &SmallRow) {
        match index
            .years
            .binary_search_by_key(&assessment.year, |known| known.year)
        {
            Ok(at) => {
                let twice = Code::IndexYearTwice
                    .arg("index", &index.name)
                    .arg("year", assessment.year)
                    .related(index.years[at].place);
                self.tell(twice, row, YEAR);
            }
            Err(at) => index.years.insert(at, assessment),
        }
    }

    /// A cell that must hold something. Where the whole column is missing, that was told once.
    fn required(&mut self, row: &'t SmallRow, column: usize) -> Option<&'t str> {
        let cell = self.table.get(row, column);
        if cell.is_empty() {
            if self.table.has(column) {
                self.missing(row, column);
            }
            return None;
        }
        Some(cell)
    }

    fn missing(&mut self, row: &SmallRow, column: usize) {
        let missing = Code::MissingCell.arg("column", told_name(column));
        self.tell(missing, row, column);
    }

    fn year(&mut self, row: &SmallRow, text: &str) -> Option<i16> {
        let is_year = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
        let year = text
            .parse()
            .ok()
            .filter(|year| is_year && (1900..2200).contains(year));
        if year.is_none() {
            self.tell(Code::BadYear.arg("text", text), row, YEAR);
        }
        year
    }

    /// An exact number; `None` where there is none, or none that can be read for certain, which is told.
    fn decimal(&mut self, row: &SmallRow, column: usize) -> Option<Decimal> {
        let text = self.table.get(row, column);
        let cell = number::read(text);
        let cell = match self.style {
            Some(style) => cell.in_style(style),
            None => cell,
        };
        let problem = match cell {
            Cell::Nothing => return None,
            Cell::Figure {
                value,
                percent: false,
                ..
            } => return Some(value),
            Cell::TwoWays { percent: false, .. } => Diagnostic::new(Code::AmbiguousNumber),
            _ => Code::NotANumber.help("index"),
        };
        let problem = problem.arg("text", text).arg("column", told_name(column));
        self.tell(problem, row, column);
        None
    }

    /// A whole number from 1 on; `None` where there is none, or none of this kind, which is told.
    fn whole(&mut self, row: &SmallRow, column: usize) -> Option<u32> {
        let text = self.table.get(row, column);
        let whole = match number::read(text) {
            Cell::Nothing => return None,
            Cell::Figure {
                value,
                percent: false,
                ..
            } => value.to_string().parse().ok().filter(|&whole| whole > 0),
            _ => None,
        };
        if whole.is_none() {
            let bad = Code::BadRank
                .arg("text", text)
                .arg("column", told_name(column));
            self.tell(bad, row, column);
        }
        whole
    }

    /// Numbers that contradict one another.
    fn check(
        &mut self,
        row: &SmallRow,
        score: Option<&Decimal>,
        scale: Option<&Decimal>,
        rank: Option<u32>,
        of: Option<u32>,
    ) {
        match (score, scale) {
            // A scale that could not be read was told.
            (Some(_), None) if self.table.get(row, SCALE).is_empty() => self.missing(row, SCALE),
            (Some(score), Some(scale)) if score.is_negative() || score > scale => {
                let outside = Code::ScoreOutsideScale
                    .arg("score", score)
                    .arg("scale", scale);
                self.tell(outside, row, SCORE);
            }
            _ => {}
        }
        if let (Some(rank), Some(of)) = (rank, of)
            && rank > of
        {
            let beyond = Code::RankBeyondLast.arg("rank", rank).arg("of", of);
            self.tell(beyond, row, RANK);
        }
    }

    /// The sources of a row, several separated by `;`.
    fn sources(&self, row: &SmallRow) -> Vec<Box<str>> {
        let cell = self.table.get(row, SOURCE);
        cell.split(';')
            .map(str::trim)
            .filter(|source| !source.is_empty())
            .map(Into::into)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::column_names::column_names;

    type Problems = Vec<(&'static str, u32, u32)>;

    fn read(text: &str) -> (OutsideIndices, Problems) {
        let mut diagnostics = Diagnostics::new();
        let names = column_names(&INDEX_COLUMNS, &[]);
        let indices = read_indices(text, FileId(0), &names, None, &mut diagnostics);
        let place = |d: &Diagnostic| d.place.map_or((0, 0), |p| (p.line, p.column));
        let told = diagnostics
            .iter()
            .map(|d| (d.code.as_str(), place(d).0, place(d).1))
            .collect();
        (indices, told)
    }

    const HEADER: &str = "index,year,score,scale,rank,of,source,note\n";

    fn told(rows: &str) -> Problems {
        read(&format!("{HEADER}{rows}")).1
    }

    #[test]
    fn years_are_put_in_order_and_names_together() {
        let rows = "PCI,2019,67.16,100,14,63,a; b,\nPAPI,2020,41.985,80,,63,c,\nPCI,2014,62.73,100,4,63,a,xem lại\n\
                    pci,2016,,100,8,63,a,\n";
        let (indices, told) = read(&format!("{HEADER}{rows}"));
        assert_eq!(told, []);
        let [pci, papi] = &indices.0[..] else {
            panic!("two indices")
        };
        let years: Vec<i16> = pci.years.iter().map(|year| year.year).collect();
        assert_eq!((&*pci.name, years), ("PCI", vec![2014, 2016, 2019]));
        assert_eq!(pci.years[2].sources, ["a".into(), "b".into()]);
        assert_eq!(pci.years[0].note.as_deref(), Some("xem lại"));
        // 41.985 can be read two ways; the other scores tell which.
        let score = papi.years[0].score.as_ref();
        assert_eq!(score.map(ToString::to_string).as_deref(), Some("41.985"));
        assert_eq!(pci.comparable().count(), 2);
        assert_eq!(
            pci.ranked().map(|(_, rank)| rank).collect::<Vec<_>>(),
            [4, 8, 14]
        );
    }

    #[test]
    fn scores_of_another_scale_are_not_compared() {
        let (indices, told) = read(&format!(
            "{HEADER}PAPI,2016,37.5,60,,63,a,\nPAPI,2018,42.4,80,,63,a,\nPAPI,2019,,100,,63,,\n"
        ));
        assert_eq!(told, []);
        let papi = &indices.0[0];
        assert_eq!(papi.scale().map(ToString::to_string).as_deref(), Some("80"));
        assert_eq!(
            papi.comparable()
                .map(|(year, _)| year.year)
                .collect::<Vec<_>>(),
            [2018]
        );
        let gap = &papi.years[2];
        assert!(gap.score.is_none() && gap.rank.is_none());
    }

    #[test]
    fn what_is_wrong_is_told_at_its_cell() {
        assert_eq!(told(",2019,,,,,,\n"), [("missing-cell", 2, 1)]);
        assert_eq!(told("PCI,,,,,,,\n"), [("missing-cell", 2, 2)]);
        assert_eq!(told("PCI,19,,,,,,\n"), [("bad-year", 2, 2)]);
        assert_eq!(told("PCI,2019,cao,100,,,a,\n"), [("not-a-number", 2, 3)]);
        assert_eq!(told("PCI,2019,67.5%,100,,,a,\n"), [("not-a-number", 2, 3)]);
        assert_eq!(
            told("PCI,2019,41.985,100,,,a,\n"),
            [("ambiguous-number", 2, 3)]
        );
        assert_eq!(told("PCI,2019,67.5,,,,a,\n"), [("missing-cell", 2, 4)]);
        assert_eq!(
            told("PCI,2019,101,100,,,a,\n"),
            [("score-outside-scale", 2, 3)]
        );
        assert_eq!(
            told("PCI,2019,-1,100,,,a,\n"),
            [("score-outside-scale", 2, 3)]
        );
        assert_eq!(told("PCI,2019,,,0,63,a,\n"), [("bad-rank", 2, 5)]);
        assert_eq!(told("PCI,2019,,,1.5,63,a,\n"), [("bad-rank", 2, 5)]);
        assert_eq!(told("PCI,2019,,,64,63,a,\n"), [("rank-beyond-last", 2, 5)]);
        assert_eq!(told("PCI,2019,,,4,63,,\n"), [("missing-cell", 2, 7)]);
        assert_eq!(
            told("PCI,2019,,,4,63,a,\nPCI,2019,,,4,63,a,\n"),
            [("index-year-twice", 3, 2)]
        );
        assert_eq!(
            told("PCI,2019,cao,x,0,y,,\n"),
            [
                ("not-a-number", 2, 3),
                ("bad-rank", 2, 5),
                ("bad-rank", 2, 6)
            ]
        );
        assert_eq!(read("year,score\n2019,1\n").1[0].0, "missing-column");
    }
}
