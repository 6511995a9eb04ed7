//! TCVN3 (ABC): the encoding of the `.Vn…` fonts, TCVN 5712:1993 VN3. One byte a letter; capitals with tones are small
//! letters in a font of capitals (`.VnTimeH`), so they are told only by the letters beside them.

/// The letters by their byte, from 0xA1 on, `.` where there is none. A byte is seen as the Latin-1 character of its number.
const LETTERS: &str = "ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ";

/// The first byte of [`LETTERS`].
const FIRST: u32 = 0xa1;

/// The letter that a character stands for; `None` where it stands for itself, or for nothing.
fn letter(c: char) -> Option<char> {
    let index = usize::try_from(u32::from(c).checked_sub(FIRST)?).ok()?;
    LETTERS.chars().nth(index).filter(|letter| *letter != '.')
}

/// A text in TCVN3, its bytes seen as Latin-1, as it was meant.
#[must_use]
pub(super) fn meant(text: &str) -> String {
    let mut meant = String::with_capacity(text.len());
    let mut word: Vec<(char, bool)> = Vec::new();
    for c in text.chars() {
        let found = letter(c);
        if found.is_some() || c.is_alphabetic() {
            word.push((found.unwrap_or(c), found.is_some()));
        } else {
            finish_word(&mut word, &mut meant);
            meant.push(c);
        }
    }
    finish_word(&mut word, &mut meant);
    meant
}

/// Writes a word. Where all of its plain letters are capitals, and one of them is not the first, so are the others.
fn finish_word(word: &mut Vec<(char, bool)>, meant: &mut String) {
    let mut plain = word
        .iter()
        .enumerate()
        .filter(|(_, (_, was_coded))| !was_coded);
    let has_capital_inside = plain.clone().any(|(at, _)| at > 0);
    let is_upper = has_capital_inside && plain.all(|(_, (c, _))| c.is_uppercase());
    for (c, _) in word.drain(..) {
        if is_upper {
            meant.extend(c.to_uppercase());
        } else {
            meant.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_out_as_they_were_meant() {
        for (text, expected) in [
            ("TiÕng ViÖt", "Tiếng Việt"),
            ("QuËn Thñ §øc", "Quận Thủ Đức"),
            ("møc ®é hµi lßng", "mức độ hài lòng"),
            ("QUËN THñ §øC", "QUẬN THỦ ĐỨC"),
            ("C«ng an", "Công an"),
            ("ë ©m 1,5%", "ở âm 1,5%"),
        ] {
            assert_eq!(meant(text), expected);
        }
    }

    #[test]
    fn the_table_holds_every_small_letter_once() {
        let mut letters: Vec<char> = LETTERS.chars().filter(|c| *c != '.').collect();
        letters.sort_unstable();
        letters.dedup();
        // 67 small letters beside a to z, and seven capitals.
        assert_eq!(letters.len(), 74);
        assert_eq!(LETTERS.chars().count(), 0xfe - 0xa1 + 1);
    }
}
