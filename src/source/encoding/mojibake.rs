//! Text whose bytes were read in a wrong encoding and saved again: "Quáº­n" for "Quận", "Tiêìng" for "Tiếng".

use encoding_rs::{Encoding, WINDOWS_1252, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

/// A text whose UTF-8 was read as windows-1252 or windows-1258, as it was meant; `None` where it is no such text.
#[must_use]
pub(super) fn meant_utf8(text: &str) -> Option<String> {
    [WINDOWS_1252, WINDOWS_1258].into_iter().find_map(|wrong| {
        let bytes = bytes_in(text, wrong)?;
        let meant = String::from_utf8(bytes).ok()?;
        (!meant.is_ascii() && meant != text).then(|| meant.nfc().collect())
    })
}

/// A text whose windows-1258 was read as windows-1252, as it was meant; `None` where it is no such text.
#[must_use]
pub(super) fn meant_1258(text: &str) -> Option<String> {
    let bytes = bytes_in(text, WINDOWS_1252)?;
    let (meant, _) = WINDOWS_1258.decode_without_bom_handling(&bytes);
    (meant != text).then(|| meant.nfc().collect())
}

/// The bytes of a text in an encoding that has all of its characters.
fn bytes_in(text: &str, encoding: &'static Encoding) -> Option<Vec<u8>> {
    let (bytes, _, has_others) = encoding.encode(text);
    (!has_others).then(|| bytes.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_text_is_mended() {
        assert_eq!(meant_utf8("Quáº\u{ad}n").as_deref(), Some("Quận"));
        assert_eq!(meant_utf8("Ä\u{90}Æ¡n vá»‹").as_deref(), Some("Đơn vị"));
        assert_eq!(meant_utf8("HÃ\u{a0}").as_deref(), Some("Hà"));
        assert_eq!(meant_1258("Tiêìng Viêòt").as_deref(), Some("Tiếng Việt"));
        assert_eq!(
            meant_1258("Quâòn Thuò Ðýìc").as_deref(),
            Some("Quận Thụ Đức")
        );
    }

    #[test]
    fn other_text_is_none() {
        assert_eq!(meant_utf8("Quận"), None);
        assert_eq!(meant_utf8("Tiêìng"), None);
        assert_eq!(meant_utf8("abc"), None);
        assert_eq!(meant_1258("abc"), None);
        assert_eq!(meant_1258("Quận"), None);
    }
}
