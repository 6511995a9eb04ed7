//! (room: chart)
