//! (room: figures)
