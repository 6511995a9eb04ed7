//! What things are drawn with: a class in a page, literal colours in a file that stands alone.

use super::State;
use super::metrics::Weight;
use plotters::style::{RGBAColor, RGBColor, ShapeStyle};

/// The role of something drawn. A role travels through plotters as the red part of a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Ink {
    /// Grid lines.
    Grid,
    /// Axes, whiskers of the drawing itself.
    Axis,
    /// Numbers and periods at the axes.
    Tick,
    /// A sampling interval.
    Band,
    /// The span of a range target.
    Zone,
    /// The line of a target.
    Target,
    /// What is written at it.
    TargetText,
    /// The line of the figures.
    Line,
    /// A join of two points with different reporters.
    Join,
    /// A point.
    Dot,
    /// A point with incomplete coverage.
    Hollow,
    /// A figure written at its point, the name of the marked unit.
    Label,
    /// Notes in the drawing.
    Note,
    /// Names of units and their figures.
    Name,
    /// What connects a unit's figure with the target.
    Stem,
    /// The same, with incomplete coverage.
    StemPartial,
    /// A figure that meets the target.
    Met,
    /// One that is near it.
    Near,
    /// The filled half of its sign.
    NearHalf,
    /// One that misses it.
    Missed,
    /// One that nothing judges.
    Plain,
    /// Bars of units that miss the target.
    BarMissed,
    /// Bars of units near the target.
    BarNear,
    /// Bars of units that meet it.
    BarMet,
    /// Bars of units that nothing judges.
    BarPlain,
    /// Peers of the marked unit.
    Peer,
    /// The marked unit.
    Me,
    /// The month in which a unit began with something.
    Start,
    /// The line of single months, where pools lead.
    Month,
    /// A pool of months.
    Pool,
    /// The same pool of the other units of a block.
    Others,
    /// A tile of a unit that meets the target.
    TileMet,
    /// Of one near it.
    TileNear,
    /// Of one that misses it.
    TileMissed,
    /// Of one that nothing judges.
    TilePlain,
    /// Of one without a figure.
    TileEmpty,
    /// The line of one of many.
    Thin,
    /// Dots of one size in a page, all of them one path.
    Dots,
    /// Peers of the marked unit likewise.
    Peers,
    /// Around a point that is another than was published.
    Revised,
    /// What is not seen, and says something when it is pointed at.
    Hit,
}

impl Ink {
    const ALL: [Self; 41] = [
        Self::Grid,
        Self::Axis,
        Self::Tick,
        Self::Band,
        Self::Zone,
        Self::Target,
        Self::TargetText,
        Self::Line,
        Self::Join,
        Self::Dot,
        Self::Hollow,
        Self::Label,
        Self::Note,
        Self::Name,
        Self::Stem,
        Self::StemPartial,
        Self::Met,
        Self::Near,
        Self::NearHalf,
        Self::Missed,
        Self::Plain,
        Self::BarMissed,
        Self::BarNear,
        Self::BarMet,
        Self::BarPlain,
        Self::Peer,
        Self::Me,
        Self::Start,
        Self::Month,
        Self::Pool,
        Self::Others,
        Self::TileMet,
        Self::TileNear,
        Self::TileMissed,
        Self::TilePlain,
        Self::TileEmpty,
        Self::Thin,
        Self::Dots,
        Self::Peers,
        Self::Revised,
        Self::Hit,
    ];

    /// The ink that a colour stands for.
    pub(super) fn of(rgb: (u8, u8, u8)) -> Self {
        Self::ALL
            .get(usize::from(rgb.0))
            .copied()
            .unwrap_or(Self::Axis)
    }

    /// The sign of a unit's state.
    pub(super) fn sign(state: State) -> Self {
        match state {
            State::Met | State::Over => Self::Met,
            State::Near => Self::Near,
            State::Missed => Self::Missed,
            State::SmallSample | State::Unjudged | State::NoData => Self::Plain,
        }
    }

    /// The colour that it travels as.
    pub(super) fn color(self) -> RGBColor {
        RGBColor(self as u8, 0, 0)
    }

    /// The ink of a dot of this ink and radius, in tenths of a pixel, that is drawn as a spot of a thick line: a page
    /// has very many, and as circles they would take three times the room.
    pub(super) fn spot(self, radius: u32) -> Option<Self> {
        match (self, radius) {
            (Self::Dot, 32) => Some(Self::Dots),
            (Self::Peer, 36) => Some(Self::Peers),
            _ => None,
        }
    }

    /// A style with this ink.
    pub(super) fn style(self) -> ShapeStyle {
        ShapeStyle {
            color: RGBAColor(self as u8, 0, 0, 1.0),
            filled: false,
            stroke_width: 1,
        }
    }

    /// The weight that text has in this ink.
    pub(super) fn weight(self) -> Weight {
        match self {
            Self::TargetText | Self::Label => Weight::Bold,
            _ => Weight::Regular,
        }
    }

    /// Its class in a page.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Grid => "grid-line",
            Self::Axis => "axis",
            Self::Tick => "tick",
            Self::Band => "band",
            Self::Zone => "zone",
            Self::Target => "target",
            Self::TargetText => "target-label",
            Self::Line => "series",
            Self::Join => "join",
            Self::Dot => "dot",
            Self::Hollow => "dot hollow",
            Self::Label => "label",
            Self::Note => "note",
            Self::Name => "name",
            Self::Stem => "stem",
            Self::StemPartial => "stem partial",
            Self::Met => "sign met",
            Self::Near => "sign near",
            Self::NearHalf => "half near",
            Self::Missed => "sign missed",
            Self::Plain => "sign plain",
            Self::BarMissed => "bar missed",
            Self::BarNear => "bar near",
            Self::BarMet => "bar met",
            Self::BarPlain => "bar plain",
            Self::Peer => "peer",
            Self::Me => "me",
            Self::Start => "start",
            Self::Month => "month",
            Self::Pool => "pool",
            Self::Others => "others",
            Self::TileMet => "tile met",
            Self::TileNear => "tile near",
            Self::TileMissed => "tile missed",
            Self::TilePlain => "tile plain",
            Self::TileEmpty => "tile empty",
            Self::Thin => "thin",
            Self::Dots => "dots",
            Self::Peers => "peers",
            Self::Revised => "revised",
            Self::Hit => "hit",
        }
    }

    /// Its attributes in a file that stands alone: the light colours of the stylesheet.
    pub(super) fn literal(self) -> &'static str {
        match self {
            Self::Grid => r##"stroke="#d9dce3""##,
            Self::Axis => r##"fill="none" stroke="#4d576b""##,
            Self::Tick | Self::Note => r##"fill="#4d576b""##,
            Self::Band => r##"fill="#21437f" fill-opacity=".18""##,
            Self::Zone => r##"fill="#7a5a00" fill-opacity=".12""##,
            Self::Target => r##"stroke="#7a5a00" stroke-width="1.5" stroke-dasharray="5 4""##,
            Self::TargetText => {
                r##"fill="#7a5a00" font-weight="700" stroke="#fff" stroke-width="3" paint-order="stroke""##
            }
            Self::Line => {
                r##"fill="none" stroke="#21437f" stroke-width="2.5" stroke-linejoin="round""##
            }
            Self::Join => {
                r##"fill="none" stroke="#21437f" stroke-width="1.5" stroke-dasharray="2 3""##
            }
            Self::Dot => r##"fill="#21437f""##,
            Self::Hollow => r##"fill="#fff" stroke="#21437f" stroke-width="1.8""##,
            Self::Label => {
                r##"fill="#1b2333" font-weight="700" stroke="#fff" stroke-width="3" paint-order="stroke""##
            }
            Self::Name => r##"fill="#1b2333""##,
            Self::Stem => r##"stroke="#71809d" stroke-width="2""##,
            Self::StemPartial => r##"stroke="#71809d" stroke-width="2" stroke-dasharray="2 2""##,
            Self::Met => r##"fill="#0c6b58" stroke="#0c6b58" stroke-width="1.6""##,
            Self::Near => r##"fill="#fff" stroke="#8a5a00" stroke-width="1.6""##,
            Self::NearHalf => r##"fill="#8a5a00""##,
            Self::Missed => r##"fill="none" stroke="#b03a0c" stroke-width="2.4""##,
            Self::Plain => r##"fill="#21437f" stroke="#21437f""##,
            Self::BarMissed => r##"fill="#fff" stroke="#b03a0c" stroke-width="1.4""##,
            Self::BarNear => {
                r##"fill="#8a5a00" fill-opacity=".45" stroke="#8a5a00" stroke-width="1.4""##
            }
            Self::BarMet => r##"fill="#21437f" stroke="#21437f" stroke-width="1.4""##,
            Self::BarPlain => r##"fill="#71809d" stroke="#71809d" stroke-width="1.4""##,
            Self::Peer => r##"fill="#71809d" fill-opacity=".8""##,
            Self::Me => r##"fill="#21437f" stroke="#fff" stroke-width="1.5""##,
            Self::Start => {
                r##"fill="none" stroke="#4d576b" stroke-width="1.5" stroke-dasharray="2 3""##
            }
            Self::Month => r##"fill="none" stroke="#21437f" stroke-width="1.2""##,
            Self::Pool => r##"fill="none" stroke="#21437f" stroke-width="4""##,
            Self::Others => {
                r##"fill="none" stroke="#71809d" stroke-width="3" stroke-dasharray="6 3""##
            }
            Self::TileMet => r##"fill="#0c6b58" fill-opacity=".14" stroke="#0c6b58""##,
            Self::TileNear => r##"fill="#8a5a00" fill-opacity=".14" stroke="#8a5a00""##,
            Self::TileMissed => r##"fill="#b03a0c" fill-opacity=".14" stroke="#b03a0c""##,
            Self::TilePlain => r##"fill="#21437f" fill-opacity=".1" stroke="#21437f""##,
            Self::TileEmpty => r##"fill="none" stroke="#71809d" stroke-dasharray="2 3""##,
            Self::Thin => {
                r##"fill="none" stroke="#71809d" stroke-width="1.5" stroke-linejoin="round""##
            }
            Self::Dots => r##"stroke="#21437f" stroke-width="6.4" stroke-linecap="round""##,
            Self::Peers => {
                r##"stroke="#71809d" stroke-opacity=".8" stroke-width="7.2" stroke-linecap="round""##
            }
            Self::Revised => r##"fill="none" stroke="#7a5a00" stroke-width="1.6""##,
            Self::Hit => r##"fill="none""##,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ink_comes_back_from_its_colour() {
        for (index, ink) in Ink::ALL.into_iter().enumerate() {
            assert_eq!(ink as usize, index);
            let RGBColor(r, g, b) = ink.color();
            assert_eq!(Ink::of((r, g, b)), ink);
        }
    }
}
