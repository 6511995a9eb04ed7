//! How a figure stands against its target.

/// How a figure stands against its target, as the figures room decided it on exact numbers. Charts show it and
/// speak of it; they never work it out from positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// The target is met (đạt).
    Met,
    /// A range target is exceeded (vượt): above its upper end, which is no failure.
    Over,
    /// The target is missed by no more than the indicator's `near` (gần đạt).
    Near,
    /// The target is missed (chưa đạt).
    Missed,
    /// There is a figure, but of too small a sample to be judged: below the indicator's `min_sample` (mẫu quá nhỏ).
    SmallSample,
    /// There is a figure, and no target to judge it by.
    Unjudged,
    /// There is no figure: nothing was reported, or nothing happened.
    NoData,
}

impl State {
    /// All of them, in their order.
    pub const ALL: [Self; 7] = [
        Self::Met,
        Self::Over,
        Self::Near,
        Self::Missed,
        Self::SmallSample,
        Self::Unjudged,
        Self::NoData,
    ];

    /// Whether the target is reached: met, or exceeded.
    #[must_use]
    pub fn reached(self) -> bool {
        matches!(self, Self::Met | Self::Over)
    }

    /// Whether it says how a figure stands against a target.
    #[must_use]
    pub fn is_judged(self) -> bool {
        self.reached() || self.failed()
    }

    /// Whether a target was there and was not reached.
    #[must_use]
    pub fn failed(self) -> bool {
        matches!(self, Self::Near | Self::Missed)
    }
}
