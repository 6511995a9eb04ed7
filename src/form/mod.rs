//! Forms (biểu số liệu): for each unit that owes figures a workbook to fill in, which is read back without any mapping.
//!
//! | file | holds |
//! | --- | --- |
//! | `owed` | what each unit owes: indicators, periods, fields |
//! | `sheet` | the tables of a form: their columns and rows |
//! | `rule` | what a cell of a form refuses |
//! | `workbook` | a form as an `.xlsx` |
//! | `guide` | the sheet that explains it |

mod guide;
mod owed;
mod rule;
mod sheet;
mod workbook;

pub(crate) use owed::{Debts, Owed};

use crate::calendar::Period;
use crate::locale::Words;
use crate::model::{Campaign, UnitId};
use crate::reading::Readable;
use rust_xlsxwriter::XlsxError;

/// Makes the forms of a campaign.
#[derive(Debug)]
pub(crate) struct Forms<'c> {
    campaign: &'c Campaign,
    words: &'static Words,
    readable: Readable<'c>,
    debts: Debts<'c>,
}

impl<'c> Forms<'c> {
    /// The forms of a campaign whose rows are still there, in the language of `words`.
    #[must_use]
    pub(crate) fn new(campaign: &'c Campaign, words: &'static Words) -> Self {
        Self {
            campaign,
            words,
            readable: Readable::new(campaign),
            debts: Debts::new(campaign),
        }
    }

    /// What is owed.
    #[must_use]
    pub(crate) fn debts(&self) -> &Debts<'c> {
        &self.debts
    }

    /// The units as people write them.
    #[must_use]
    pub(crate) fn readable(&self) -> &Readable<'c> {
        &self.readable
    }

    /// The bytes of a unit's form for all that it owes in a period, the same at every run.
    ///
    /// # Errors
    /// Where the workbook cannot be made.
    pub(crate) fn make(
        &self,
        unit: UnitId,
        period: Period,
        owed: &[Owed],
    ) -> Result<Vec<u8>, XlsxError> {
        let sheets = sheet::sheets(self.campaign, &self.readable, owed);
        workbook::write(self, unit, period, owed, &sheets)
    }

    /// The name of a unit's form for a period: no two have the same.
    #[must_use]
    pub(crate) fn file_name(&self, unit: UnitId, period: Period) -> String {
        let code = &self.campaign.units.get(unit).code;
        let year = period.its_year();
        // No name of a file has a slash; `2010-11` would be a month.
        let both = format!("{}-{}", year.first, year.first + 1);
        let period = match year.start.is_calendar() {
            true => period.code(),
            false => period.code().replace(&year.to_string(), &both),
        };
        format!("{code}-{}.xlsx", period.to_lowercase())
    }
}

#[cfg(test)]
mod tests;
