//! windows-1258: tones are characters of their own after the vowel.

use encoding_rs::WINDOWS_1258;
use unicode_normalization::UnicodeNormalization;

/// The text of bytes in windows-1258, composed; `None` where a byte means nothing in it.
#[must_use]
pub(super) fn decode(bytes: &[u8]) -> Option<String> {
    let (text, has_errors) = WINDOWS_1258.decode_without_bom_handling(bytes);
    let has_holes = text.chars().any(|c| matches!(c, '\u{80}'..='\u{9f}'));
    (!has_errors && !has_holes).then(|| text.nfc().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tones_are_composed() {
        assert_eq!(
            decode(b"Ti\xea\xecng Vi\xea\xf2t").as_deref(),
            Some("Tiếng Việt")
        );
        assert_eq!(
            decode(b"\x51\x75\xe2\xf2\x6e \x54\x68\x75\xd2 \xd0\xfd\xec\x63").as_deref(),
            Some("Quận Thủ Đức")
        );
        assert_eq!(decode(b"\x8e"), None);
    }
}
