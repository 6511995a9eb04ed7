//! A tiny random number generator (SplitMix64, public domain algorithm by Sebastiano Vigna), the same everywhere.

/// A stream of numbers that follows from its seed and label.
pub(crate) struct Random(u64);

impl Random {
    /// The stream of a seed and a label. Streams are independent, so a new unit does not change another's figures.
    pub(crate) fn new(seed: u64, label: &str) -> Self {
        // FNV-1a
        let hash = label.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| {
            (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(hash ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from `low` to `high`, both included, each as likely (to within 2⁻³²).
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = (high - low + 1) as u64;
        low + (((self.next() >> 32) * span) >> 32) as i64
    }

    /// A number near `middle`, at most `spread` away, the nearer the likelier.
    pub(crate) fn near(&mut self, middle: i64, spread: i64) -> i64 {
        middle + (self.between(-spread, spread) + self.between(-spread, spread)) / 2
    }

    /// Yes, in so many of a thousand cases.
    pub(crate) fn chance(&mut self, per_mille: i64) -> bool {
        self.between(0, 999) < per_mille
    }
}
