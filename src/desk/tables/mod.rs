//! Tables: dropped in, understood, compared, and taken into `data/` once the officer says so.
//!
//! ```text
//! file ──upload──▶ .thidua/ban-nhap/data/observations/…, read as if it stood in data/ ──take_in──▶ data/observations/…
//! ```
//!
//! | file | holds |
//! | --- | --- |
//! | `upload` | files that are dropped in |
//! | `place` | where in `data/` a table belongs |
//! | `understood` | what was read from each table |
//! | `told` | what is wrong with a table |
//! | `cells` | the cells around that, as a spreadsheet shows them |
//! | `list` | all tables, and those that wait |
//! | `page` | one table |
//! | `settings` | how a table is read, given by choosing |
//! | `companions` | the files of settings that wait beside tables |
//! | `owing` | who owes what |
//! | `take_in` | from waiting into `data/`, and back to a version before |

mod cells;
mod companions;
mod list;
mod owing;
mod page;
mod place;
mod settings;
mod take_in;
mod told;
mod understood;
mod upload;

use super::Desk;
use super::answer::Answer;
use super::pages::Failure;
use super::store::DeskPath;
use super::visit::Visit;
use crate::place::OBSERVATIONS;
use crate::render::encode_path;
use crate::source::is_table_name;

/// Where the desk has its tables.
const ADDRESS: &str = "/ban-bien-tap/bang/";

/// The part of the desk.
const PART: &str = "bang";

impl Desk {
    /// What the pages of tables answer.
    pub(super) fn tables(&self, name: &str, visit: &Visit) -> Result<Answer, Failure> {
        match (name, &visit.posted) {
            ("", Some(posted)) => self.upload(posted),
            ("", None) => self.table_list(visit, &[]),
            ("con-thieu", _) => self.owing(visit),
            ("doi-chieu", _) => self.compare_waiting(visit),
            (name, _) => {
                let file = table_file(name).ok_or(Failure::Missing)?;
                self.table(&file, visit)
            }
        }
    }
}

/// The table of an address's rest, `2019/a.xlsx`; `None` for what is no table.
fn table_file(name: &str) -> Option<DeskPath> {
    let path = DeskPath::new(&format!("{OBSERVATIONS}/{name}"));
    path.filter(|path| is_table_name(path.as_str()))
}

/// The name of a table in addresses.
fn table_name(file: &DeskPath) -> &str {
    let below = file.as_str().strip_prefix(OBSERVATIONS);
    below.unwrap_or_default().trim_start_matches('/')
}

/// The address of a table's page.
fn table_address(file: &DeskPath) -> String {
    format!("{ADDRESS}{}", encode_path(table_name(file)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_found_by_their_addresses() {
        let file = table_file("2019/số liệu.xlsx").unwrap();
        assert_eq!(file.as_str(), "data/observations/2019/số liệu.xlsx");
        assert_eq!(table_name(&file), "2019/số liệu.xlsx");
        assert!(table_address(&file).starts_with("/ban-bien-tap/bang/2019/s%"));
        for name in ["", "a.docx", "../units.csv", "_defaults.toml", "a/../b.csv"] {
            assert_eq!(table_file(name), None, "{name}");
        }
    }
}
