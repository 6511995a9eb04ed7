//! (room: site)
