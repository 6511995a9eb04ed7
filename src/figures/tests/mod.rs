//! The rules of the arithmetic, each worked by hand, from rows to figures.

mod composite;
mod cumulative;
mod field_gaps;
mod fields;
mod hierarchy;
mod impact;
mod latest;
mod over_time;
mod properties;
mod ranking;
mod status;
mod suggestion;
mod value;
mod whole_table;
