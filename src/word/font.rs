//! Words in the fonts of the time before Unicode: told by the name of the font, never by the words.

use crate::source::Foreign;

/// Words as they were seen on paper in this font, where it is one of those; `None` where they are what they are.
pub(super) fn converted(text: &str, font: &str) -> Option<String> {
    let name = font.trim().to_ascii_lowercase();
    let encoding = match &*name {
        _ if name.starts_with(".vn") => Foreign::Tcvn3,
        _ if name.starts_with("vni-") || name.starts_with("vni ") => Foreign::Vni,
        _ => return None,
    };
    // Letters that these encodings do not have are Unicode, whatever the font is called.
    let is_coded = |c: char| c.is_ascii() || ('\u{a0}'..='\u{ff}').contains(&c) || is_sign(c);
    if text.is_ascii() && !is_capital_font(&name, encoding) {
        return None;
    }
    if !text.chars().all(is_coded) {
        return None;
    }
    let meant = encoding.meant(text)?;
    // The fonts of capitals draw small letters as capitals.
    let meant = if is_capital_font(&name, encoding) {
        meant.to_uppercase()
    } else {
        meant
    };
    (meant != text).then_some(meant)
}

fn is_capital_font(name: &str, encoding: Foreign) -> bool {
    encoding == Foreign::Tcvn3 && name.ends_with('h')
}

/// Signs that stand for themselves in any font.
fn is_sign(c: char) -> bool {
    matches!(
        c,
        '–' | '—' | '‘' | '’' | '“' | '”' | '„' | '…' | '•' | '€' | '\u{2011}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_font_decides() {
        for (text, font, expected) in [
            ("Th«ng b¸o", ".VnTime", Some("Thông báo")),
            ("Th«ng b¸o", ".VnTimeH", Some("THÔNG BÁO")),
            ("tin", ".VnArialH", Some("TIN")),
            ("Thoâng baùo", "VNI-Times", Some("Thông báo")),
            ("Thông báo", "Times New Roman", None),
            ("Quận Bình Tân", ".VnTime", None),
            ("12/2019", ".VnTime", None),
        ] {
            assert_eq!(converted(text, font).as_deref(), expected, "{text} {font}");
        }
    }
}
