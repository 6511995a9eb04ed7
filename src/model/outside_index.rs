//! Outside indices (chỉ số đánh giá bên ngoài): how others rate the province or city that the campaign is of.

use crate::number::Decimal;
use crate::place::Place;

/// What an outside index says of one year. Never illustrative: every number of it has a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// The year that is rated; results come out in the year after.
    pub year: i16,
    /// The score, from 0 to `scale`; `None` where none was found.
    pub score: Option<Decimal>,
    /// The most that can be scored; given wherever there is a score.
    pub scale: Option<Decimal>,
    /// The place among all that are rated, 1 for the best; `None` where none was found.
    pub rank: Option<u32>,
    /// How many are rated.
    pub of: Option<u32>,
    /// Where the numbers stand; none only where there is no number.
    pub sources: Vec<Box<str>>,
    /// A remark.
    pub note: Option<Box<str>>,
    /// Its row.
    pub place: Place,
}

/// An outside index: PAR INDEX, SIPAS, PCI, PAPI or another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutsideIndex {
    /// Its name, as it was first written.
    pub name: Box<str>,
    /// Its years, the earliest first, each once.
    pub years: Vec<Assessment>,
}

impl OutsideIndex {
    /// The scale that the latest score is on; the latest that is given at all where there is no score.
    #[must_use]
    pub fn scale(&self) -> Option<&Decimal> {
        let latest = |scored: bool| {
            let mut years = self.years.iter().rev();
            years
                .find(|year| year.scale.is_some() && (!scored || year.score.is_some()))
                .and_then(|year| year.scale.as_ref())
        };
        latest(true).or_else(|| latest(false))
    }

    /// The years that have a score on the scale of the latest one: others cannot be compared with it.
    pub fn comparable(&self) -> impl Iterator<Item = (&Assessment, &Decimal)> {
        let scale = self.scale();
        self.years
            .iter()
            .filter(move |year| year.scale.as_ref() == scale)
            .filter_map(|year| Some((year, year.score.as_ref()?)))
    }

    /// The years that have a rank.
    pub fn ranked(&self) -> impl Iterator<Item = (&Assessment, u32)> {
        self.years
            .iter()
            .filter_map(|year| Some((year, year.rank?)))
    }
}

/// All outside indices, in the order in which `indices.csv` first names them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OutsideIndices(pub Vec<OutsideIndex>);
