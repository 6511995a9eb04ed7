//! Numbers and words as they are written into SVG.

/// Writes tenths as a decimal: `123` is `12.3`, `-5` is `-.5`.
pub(super) fn decimal(out: &mut String, value: i32) {
    if value < 0 {
        out.push('-');
    }
    let (whole, part) = (value.unsigned_abs() / 10, value.unsigned_abs() % 10);
    let digit = |number: u32| char::from(b'0' + (number % 10) as u8);
    if whole >= 1000 {
        out.push_str(itoa::Buffer::new().format(whole));
    } else if whole > 0 || part == 0 {
        // Nearly all of them: a drawing has hundreds.
        if whole >= 100 {
            out.push(digit(whole / 100));
        }
        if whole >= 10 {
            out.push(digit(whole / 10));
        }
        out.push(digit(whole));
    }
    if part > 0 {
        out.push('.');
        out.push(digit(part));
    }
}

/// Writes two coordinates, a minus sign doing for the space between them.
pub(super) fn pair(out: &mut String, x: i32, y: i32) {
    decimal(out, x);
    if y >= 0 {
        out.push(' ');
    }
    decimal(out, y);
}

/// Writes text so that it is text in XML and in HTML, in an attribute and outside. Characters that XML does not
/// allow at all are left out.
pub(super) fn escape(out: &mut String, text: &str) {
    // Nearly all texts are; all bytes are looked at, since that is quicker than to stop at one.
    let is_plain =
        |byte: u8| byte >= 32 && byte != 127 && !matches!(byte, b'&' | b'<' | b'>' | b'"');
    if text
        .bytes()
        .fold(true, |plain, byte| plain & is_plain(byte))
    {
        out.push_str(text);
        return;
    }
    let mut plain = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\t' | b'\n' | b'\r' => " ",
            0..=31 | 127 => "",
            _ => continue,
        };
        out.push_str(&text[plain..at]);
        out.push_str(entity);
        plain = at + 1;
    }
    out.push_str(&text[plain..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(value: i32) -> String {
        let mut out = String::new();
        decimal(&mut out, value);
        out
    }

    #[test]
    fn tenths_are_written_shortly() {
        let cases = [
            (0, "0"),
            (5, ".5"),
            (-5, "-.5"),
            (10, "1"),
            (99, "9.9"),
            (100, "10"),
            (123, "12.3"),
            (999, "99.9"),
            (1000, "100"),
            (9999, "999.9"),
            (10000, "1000"),
            (-1230, "-123"),
            (i32::MIN, "-214748364.8"),
        ];
        for (value, text) in cases {
            assert_eq!(written(value), text);
        }
    }

    #[test]
    fn what_xml_does_not_allow_is_left_out() {
        let mut out = String::new();
        escape(&mut out, "a\u{0}\u{8}b\nc");
        assert_eq!(out, "ab c");
    }
}
