//! Sampling intervals.

/// The normal quantile of a two-sided interval of 95 %.
const Z: f64 = 1.959_964;

/// The Wilson score interval of a share, as shares of one: E. B. Wilson, "Probable inference, the law of succession,
/// and statistical inference", Journal of the American Statistical Association 22 (1927). `None` unless
/// `sample > 0`.
///
/// centre = (p + z²/2n) / (1 + z²/n), half width = z·√(p(1−p)/n + z²/4n²) / (1 + z²/n)
#[must_use]
pub fn wilson(successes: f64, sample: f64) -> Option<(f64, f64)> {
    if sample.is_nan() || sample <= 0.0 {
        return None;
    }
    let share = successes / sample;
    let z2_n = Z * Z / sample;
    let centre = (share + z2_n / 2.0) / (1.0 + z2_n);
    let half = Z
        * (share * (1.0 - share) / sample + z2_n / (4.0 * sample))
            .max(0.0)
            .sqrt()
        / (1.0 + z2_n);
    // At the ends the formula gives exactly 0 and 1, which floating point would miss by a hair.
    let low = if successes <= 0.0 {
        0.0
    } else {
        (centre - half).max(0.0)
    };
    let high = if successes >= sample {
        1.0
    } else {
        (centre + half).min(1.0)
    };
    Some((low, high))
}

#[cfg(test)]
mod tests {
    use super::wilson;

    #[test]
    fn fifty_people_with_eighty_per_cent_satisfied() {
        let (low, high) = wilson(40.0, 50.0).expect("a sample");
        assert!((low - 0.669_639).abs() < 1e-4, "{low}");
        assert!((high - 0.887_640).abs() < 1e-4, "{high}");
    }

    #[test]
    fn stays_within_zero_and_one() {
        assert_eq!(wilson(0.0, 10.0).map(|(low, _)| low), Some(0.0));
        let (_, high) = wilson(10.0, 10.0).expect("a sample");
        assert!(high <= 1.0);
        assert_eq!(wilson(0.0, 0.0), None);
    }
}
