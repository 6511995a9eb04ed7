//! The whole program on small site folders: one fixture a behaviour, what it says and what it writes word for word.
//!
//! A fixture is a folder `tests/fixtures/NAME` laid over another one (see [`fixture`]); what is expected of it lies in
//! its folder `expected`. To accept what the program says now: `SNAPSHOTS=overwrite cargo test --test site`.

mod beginning;
mod bringing;
mod building;
mod checking;
mod compressing;
mod converting;
mod declaring;
mod desk;
mod desk_pictures;
mod desk_tables;
mod diffing;
mod doubting;
mod encodings;
mod faults;
mod feed;
mod fixture;
mod forms;
mod harness;
mod html_lines;
mod long_blocks;
mod pages;
mod pictures;
mod previewing;
mod printed_forms;
mod proposing;
mod publishing;
mod releasing;
mod remembering;
mod revised_marks;
mod served;
mod setting_aside;
mod small_samples;
mod unreadable;
mod unused;
mod verifying;
mod words;
mod workbooks;
mod year_of_releases;

pub(crate) use harness::SiteTest;
