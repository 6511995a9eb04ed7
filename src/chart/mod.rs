//! Drawings and the backend that makes accessible SVG of them.
//!
//! A chart is a plain struct of positions (`f64`, for drawing only) and words (already rounded and formatted by who
//! knows the exact numbers). It knows neither figures nor pages:
//!
//! ```
//! use thidua::chart::{Frame, Measure, Palette, State, UnitMark, UnitsChart};
//! use thidua::locale::{Language, Words};
//!
//! let frame = Frame {
//!     id: "dung-han",
//!     title: "Quận 3 đạt 93,4%",
//!     description: "Đúng hạn, tháng 9/2019.",
//!     measure: Measure { percent: true, unit: "", from_zero: false },
//!     words: Words::of(Language::Vietnamese),
//! };
//! let mark = UnitMark {
//!     name: "Quận 3".to_owned(),
//!     value: Some(93.4),
//!     shown: "93,4%".to_owned(),
//!     state: State::Met,
//!     complete: true,
//!     illustrative: false,
//! };
//! let svg = UnitsChart { frame, marks: &[mark], target: None }.to_svg(Palette::Page);
//! assert!(svg.starts_with("<svg") && svg.contains("93,4%"));
//! ```

mod axis;
mod backend;
mod bars;
mod canvas;
mod description;
mod distribution;
mod fields;
mod fields_message;
#[cfg(test)]
mod fixture;
mod frame;
mod header;
mod impact;
mod ink;
mod label;
mod line;
pub mod message;
mod metrics;
mod moves;
mod moves_message;
mod peers;
mod plot;
mod point;
mod poster;
mod ranks;
mod series;
mod state;
mod strip;
mod target;
mod target_label;
mod text;
mod tiles;
mod time;
mod units;

pub use fields::{FieldLine, FieldsChart, MOST_FIELDS};
pub use frame::{Frame, Measure, Palette};
pub use impact::{ImpactChart, Pools};
pub use line::LineChart;
pub use metrics::{Weight, wrap};
pub use moves::{MoveLine, MovePlace, MovesChart};
pub use peers::Peers;
pub use point::{LinePoint, UnitMark};
pub use poster::Poster;
pub use ranks::RankChart;
pub use state::State;
pub use strip::StripChart;
pub use target::{Bound, ChartTarget};
pub use tiles::{Tile, TileMap};
pub use time::short as short_period;
pub use units::{MOST_ROWS, UnitsChart};
