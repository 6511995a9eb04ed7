//! What is known of a table while its rows are read: its columns, the row at hand, and what is told once all were met.

use super::given_keys::GivenKeys;
use super::keys::{Key, Keys, LocalField, LocalPeriod};
use super::layout::{FigureIndex, TableLayout};
use super::number_reading::NumberReading;
use super::row_name::Level;
use super::shared::Shared;
use super::total::Line;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{
    Exclusion, IndicatorId, Observation, PassedOver, PrintedTotal, SetAside, UnitId,
};
use crate::number::{Cell, Decimal};
use crate::place::{FileId, Place, Sources};
use crate::reading::defaults::Defaults;
use rustc_hash::{FxHashMap, FxHashSet};

/// Reads a table.
pub(super) struct TableReader<'a> {
    pub(super) shared: &'a Shared<'a>,
    pub(super) file: FileId,
    pub(super) layout: TableLayout,
    pub(super) keys: Keys<'a>,
    /// What is told.
    pub(super) diagnostics: Diagnostics,
    pub(super) observations: Vec<Observation>,
    pub(super) defaults: &'a Defaults,
    pub(super) sources: &'a Sources,
    /// Whether the rows above its header show that blank cells at the ends of rows are written.
    pub(super) pads_rows: bool,
    /// Whether it is text, in which the place of a cell is only counted.
    pub(super) is_text: bool,
    /// The columns that hold words if they hold anything.
    pub(super) word_columns: Vec<usize>,
    /// The unit and the period of every row, where the table has no columns for them.
    pub(super) given: GivenKeys,
    pub(super) default_indicator: Option<Key<IndicatorId>>,
    pub(super) default_period: Key<LocalPeriod>,
    pub(super) default_field: Key<LocalField>,
    pub(super) notes: Vec<Box<str>>,
    pub(super) note_of: FxHashMap<Box<str>, u32>,
    pub(super) reading: &'a mut NumberReading,
    /// The figures of the row that is being read.
    pub(super) cells: Vec<Cell>,
    /// The keys of the row that is being read, if it is one of data.
    pub(super) row_keys: Option<RowKeys>,
    /// Whether one of them is no figure.
    pub(super) has_bad_cell: bool,
    /// Whether cells are to be read otherwise than as they stand.
    pub(super) declares_cells: bool,
    /// The marks that were taken off the cells of the row.
    pub(super) row_marks: Vec<Box<str>>,
    pub(super) passed_over: PassedOver,
    /// Lines that are no rows of data, or may be none.
    pub(super) lines: Vec<Line>,
    /// What they print, beside what the rows come to.
    pub(super) printed_totals: Vec<PrintedTotal>,
    /// What numbers the first row of data.
    pub(super) row_level: Option<Level>,
    pub(super) has_row_level: bool,
    /// The first rows of fields.
    pub(super) field_rows: Vec<FieldRow>,
    /// The headings that name a field for rows that name none.
    pub(super) field_headings: Vec<FieldHeading>,
    /// No row of data was met since the header.
    pub(super) is_below_header: bool,
    /// Whether a row of data was met.
    pub(super) has_data: bool,
    /// What rows of words leave in doubt.
    pub(super) doubt: Doubt,
    /// The first row of each period.
    pub(super) period_places: Vec<Option<Place>>,
    /// What is told once a table.
    pub(super) told: FxHashSet<(IndicatorId, usize)>,
    /// The figures that are set aside.
    pub(super) exclusions: Exclusions<'a>,
    /// Cells without a figure that take others with them.
    pub(super) gaps: Gaps,
    /// What stands above empty cells.
    pub(super) above: Above,
    /// Whether blank cells of the unit are filled, whatever the folder says.
    pub(super) fills_units: bool,
    /// How many cells rows have, and which stand where none should.
    pub(super) row_cells: RowCells,
    /// The bare percentages.
    pub(super) shares: Shares,
    /// The columns that the form says are sums.
    pub(super) column_sums: Vec<ColumnSum>,
}

/// The keys of a row.
#[derive(Debug, Clone, Copy)]
pub(super) struct RowKeys {
    pub(super) unit: Key<UnitId>,
    pub(super) period: Key<LocalPeriod>,
    pub(super) field: Key<LocalField>,
    /// Long tables only.
    pub(super) indicator: Option<Key<IndicatorId>>,
}

impl RowKeys {
    pub(super) fn are_known(&self) -> bool {
        matches!(self.unit, Key::Known(_))
            && matches!(self.period, Key::Known(_))
            && matches!(self.field, Key::Known(_) | Key::Blank)
            && self
                .indicator
                .is_none_or(|indicator| matches!(indicator, Key::Known(_)))
    }
}

/// The rows of a table in which a cell without a figure takes others with it.
#[derive(Debug, Default)]
pub(super) struct Gaps {
    /// Sums with a term that is no figure beside others that are.
    pub(super) sums: MissingIn<FigureIndex>,
    /// Ratios of which one side is no figure.
    pub(super) sides: MissingIn<IndicatorId>,
    /// Figures whose cell a formula may yet fill: what it means to be empty is not to be declared.
    pub(super) open: Vec<FigureIndex>,
}

/// Rows with what is missing in them.
#[derive(Debug)]
pub(super) struct MissingIn<T> {
    pub(super) count: usize,
    pub(super) last: Option<u32>,
    /// The first of them, with the cell.
    pub(super) first: Vec<(u32, Option<FigureIndex>)>,
    /// What is missing, each once.
    pub(super) missing: Vec<T>,
}

impl<T> Default for MissingIn<T> {
    fn default() -> Self {
        Self {
            count: 0,
            last: None,
            first: Vec::new(),
            missing: Vec::new(),
        }
    }
}

/// A row that names a field for the rows below it.
#[derive(Debug)]
pub(super) struct FieldHeading {
    pub(super) place: Place,
    pub(super) text: String,
    /// The code or the name of the field.
    pub(super) field: Box<str>,
    /// Whether it stands in the column of fields.
    pub(super) is_in_column: bool,
    /// Whether it stands above all figures.
    pub(super) is_first: bool,
}

/// A row of a field.
#[derive(Debug)]
pub(super) struct FieldRow {
    pub(super) line: u32,
    pub(super) level: Option<Level>,
    pub(super) name: Box<str>,
    pub(super) is_listed: bool,
    /// Whether it names its unit itself, so that nothing passes over it.
    pub(super) names_unit: bool,
}

/// What stands above, in the columns that are filled.
#[derive(Debug, Default)]
pub(super) struct Above {
    pub(super) unit: Option<Key<UnitId>>,
    pub(super) period: Option<Key<LocalPeriod>>,
    pub(super) field: Option<Key<LocalField>>,
    pub(super) indicator: Option<Key<IndicatorId>>,
    /// What columns for parts of a period say.
    pub(super) parts: [Option<Box<str>>; 3],
    /// Whether rows of data followed.
    pub(super) has_rows: bool,
}

/// What rows of words leave in doubt; told where figures follow.
#[derive(Debug, Default)]
pub(super) struct Doubt {
    /// Whether the columns are still those of the header.
    pub(super) columns: Option<Place>,
    /// Whether the rows are still of the unit and the period that stand above the table, and what was done.
    pub(super) keys: Vec<Diagnostic>,
    /// The field that the rows below may be of.
    pub(super) field: Option<FieldHeading>,
    /// Another table began, which was told.
    pub(super) is_over: bool,
}

/// What is noted of the cells of rows of data.
#[derive(Debug, Default)]
pub(super) struct RowCells {
    /// How many rows there are.
    pub(super) rows: usize,
    /// How many cells the first has.
    pub(super) length: usize,
    /// Whether others have more or fewer.
    pub(super) is_uneven: bool,
    /// Cells beyond the header.
    pub(super) beyond: FxHashMap<usize, Beyond>,
    /// Numbers, and how many words, in columns that are for words.
    pub(super) words: FxHashMap<usize, WordsOfColumn>,
    /// Whether the row that is being read is the last, and has no end.
    pub(super) is_open: bool,
    /// The last figure of a row of text with several, which is blank where a cell was lost and the row filled up again.
    pub(super) last_figure: Option<FigureIndex>,
    /// In how many rows that is not blank.
    pub(super) full_ends: usize,
    /// The rows in which it alone is blank.
    pub(super) blank_ends: Vec<u32>,
}

/// What stands in a column beyond the header.
#[derive(Debug, Default)]
pub(super) struct Beyond {
    pub(super) numbers: usize,
    /// The error for each of the first of them.
    pub(super) errors: Vec<Diagnostic>,
    pub(super) words: usize,
    pub(super) first_words: Option<Place>,
}

/// What stands in a column that is for words.
#[derive(Debug, Default)]
pub(super) struct WordsOfColumn {
    pub(super) words: usize,
    pub(super) numbers: usize,
    pub(super) first: Vec<(u32, Box<str>)>,
}

/// A column that is the sum of others, by the positions of their cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ColumnSum {
    pub(super) position: usize,
    /// Whether each is subtracted, and where it stands.
    pub(super) terms: Vec<(bool, usize)>,
}

/// The exclusions that a table is concerned by, and those of its row that is being read.
#[derive(Debug, Default)]
pub(super) struct Exclusions<'a> {
    /// Those of the table's file, with their indices.
    pub(super) of_file: Vec<(usize, &'a Exclusion)>,
    /// Those of the row.
    pub(super) of_row: Vec<(usize, &'a Exclusion)>,
    pub(super) set_aside: Vec<SetAside>,
}

/// The bare percentages of a table. Whether 0,93 is 0,93% or 93% its column tells: a share alone among percentages is
/// doubtful; where at least five others stand in the column, all of 20% and more, and a hundred times the share lies
/// among them, it cannot be meant as it stands, and who does mean it writes a per cent sign. In a column of nothing but
/// shares the first is told for all.
#[derive(Debug, Default)]
pub(super) struct Shares(pub(super) FxHashMap<(IndicatorId, FigureIndex), SharesOfColumn>);

/// The bare percentages of one indicator in one column.
#[derive(Debug, Default)]
pub(super) struct SharesOfColumn {
    /// Those from above 0 to 1, without a per cent sign: the line and the value.
    pub(super) shares: Vec<(u32, Decimal)>,
    pub(super) more: bool,
    /// How many others there are, without those of 0.
    pub(super) others: usize,
    pub(super) lowest: Option<Decimal>,
    pub(super) highest: Option<Decimal>,
}
