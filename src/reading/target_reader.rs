//! Reading targets (mục tiêu) of indicators.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::Target;
use crate::number::Decimal;
use crate::source::toml::{Unread, written};

/// Reads a target: `> 90`, `>= 90`, `< 5`, `<= 5` (`≥` and `≤` too), or a range `30..40` whose lower end is not
/// above its upper one.
///
/// # Errors
/// What is wrong, the place left to the caller: `bad-target`, `ambiguous-setting` or `target-order`.
pub(crate) fn parse_target(text: &str) -> Result<Target, Diagnostic> {
    let text = text.trim();
    if let Some((low, high)) = text.split_once("..") {
        let (low, high) = (beside(text, low, high)?, beside(text, high, low)?);
        if low > high {
            return Err(Code::TargetOrder.arg("low", low).arg("high", high));
        }
        return Ok(Target::Range { low, high });
    }
    type Make = fn(Decimal) -> Target;
    let signs: [(&str, Make); 6] = [
        (">=", Target::AtLeast),
        ("≥", Target::AtLeast),
        ("<=", Target::AtMost),
        ("≤", Target::AtMost),
        (">", Target::Above),
        ("<", Target::Below),
    ];
    for (sign, target) in signs {
        if let Some(rest) = text.strip_prefix(sign) {
            return Ok(target(number(text, rest)?));
        }
    }
    Err(Code::BadTarget.arg("text", text))
}

/// One end of a range. Where it could be read in two ways, the other end decides if its mark is surely a decimal one.
fn beside(target: &str, text: &str, other: &str) -> Result<Decimal, Diagnostic> {
    let mark = other.chars().find(|c| matches!(c, '.' | ','));
    let other_tells = mark.is_some_and(|mark| written(other).is_ok() && text.contains(mark));
    match written(text) {
        Err(Unread::Ambiguous) if other_tells => {
            // A fourth decimal makes the mark a decimal one without changing the number.
            number(target, &format!("{}0", text.trim()))
        }
        _ => number(target, text),
    }
}

fn number(target: &str, text: &str) -> Result<Decimal, Diagnostic> {
    written(text).map_err(|unread| {
        let code = match unread {
            Unread::Ambiguous => Diagnostic::new(Code::AmbiguousSetting),
            Unread::NoNumber => Diagnostic::new(Code::BadTarget),
        };
        code.arg("text", target)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Better;

    fn d(text: &str) -> Decimal {
        Decimal::parse_plain(text).unwrap()
    }

    fn wrong(text: &str) -> &'static str {
        parse_target(text).unwrap_err().code.as_str()
    }

    #[test]
    fn targets_are_read() {
        assert_eq!(parse_target("> 90").unwrap(), Target::Above(d("90")));
        assert_eq!(parse_target(">=90.5").unwrap(), Target::AtLeast(d("90.5")));
        assert_eq!(parse_target("≥ 90,5").unwrap(), Target::AtLeast(d("90.5")));
        assert_eq!(parse_target(" <  5").unwrap(), Target::Below(d("5")));
        assert_eq!(parse_target("<= -1").unwrap(), Target::AtMost(d("-1")));
        assert_eq!(
            parse_target("30..40").unwrap(),
            Target::Range {
                low: d("30"),
                high: d("40")
            }
        );
        assert_eq!(
            parse_target("30 .. 30").unwrap(),
            Target::Range {
                low: d("30"),
                high: d("30")
            }
        );
        assert_eq!(
            parse_target("0.5..0.75").unwrap(),
            Target::Range {
                low: d("0.5"),
                high: d("0.75")
            }
        );
    }

    #[test]
    fn what_is_no_target_is_told() {
        for text in [
            "90",
            "",
            ">",
            "> 90%",
            "> chín mươi",
            "=> 90",
            "> > 90",
            "30-40",
            "30...40",
            "..40",
            "<> 3",
        ] {
            assert_eq!(wrong(text), "bad-target", "{text}");
        }
        assert_eq!(wrong("40..30"), "target-order");
        assert_eq!(wrong("> 1.500"), "ambiguous-setting");
        assert_eq!(wrong("1.500..2.500"), "ambiguous-setting");
        assert_eq!(
            parse_target("87.5..109.375").unwrap(),
            Target::Range {
                low: d("87.5"),
                high: d("109.375")
            }
        );
    }

    #[test]
    fn a_target_says_what_is_better() {
        assert_eq!(parse_target("> 1").unwrap().better(), Better::Higher);
        assert_eq!(parse_target("<= 1").unwrap().better(), Better::Lower);
        assert_eq!(parse_target("1..2").unwrap().better(), Better::Higher);
    }
}
