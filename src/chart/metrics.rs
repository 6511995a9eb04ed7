//! How wide text is in the font that the site ships.
//!
//! Advances are read from the font once a process into a table; a label is then a sum of look-ups. Kerning is left
//! out, which at the sizes of labels is less than a pixel.

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};
use std::sync::OnceLock;

/// The weights that the site ships.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weight {
    /// 400
    Regular,
    /// 700, which browsers also take for 600.
    Bold,
}

/// How far capitals with stacked marks (Ẳ) rise above the baseline, in em.
pub(super) const ASCENT: f64 = 1.0;
/// How far marks below (ợ) reach under the baseline, in em.
pub(super) const DESCENT: f64 = 0.28;

/// Latin up to U+024F, Latin Extended Additional (the Vietnamese letters), punctuation and currency.
const BLOCKS: [(u32, u32); 3] = [(0x0000, 0x0250), (0x1E00, 0x1F00), (0x2000, 0x20D0)];
const LETTERS: usize = {
    let mut sum = 0;
    let mut i = 0;
    while i < BLOCKS.len() {
        sum += (BLOCKS[i].1 - BLOCKS[i].0) as usize;
        i += 1;
    }
    sum
};

/// Advances of one weight, in em.
struct Advances {
    table: [f32; LETTERS],
    /// For what the font has no glyph of, drawn by some other font.
    other: f32,
}

impl Advances {
    fn read(font: &[u8]) -> Self {
        // A glyph that is not in the font comes from a fallback font: most are as wide as an em.
        let mut advances = Self {
            table: [1.0; LETTERS],
            other: 1.0,
        };
        let Ok(font) = FontRef::new(font) else {
            return advances;
        };
        let em = f32::from(
            font.metrics(Size::unscaled(), LocationRef::default())
                .units_per_em
                .max(1),
        );
        let (letters, glyphs) = (
            font.charmap(),
            font.glyph_metrics(Size::unscaled(), LocationRef::default()),
        );
        let width = |letter: u32| Some(glyphs.advance_width(letters.map(letter)?)? / em);
        let mut slot = 0;
        for (first, end) in BLOCKS {
            for letter in first..end {
                if let Some(width) = width(letter) {
                    advances.table[slot] = width;
                }
                slot += 1;
            }
        }
        // Figures may be set tabular, where each is as wide as the widest.
        let widest = ('0'..='9')
            .filter_map(|c| width(c as u32))
            .fold(0.0, f32::max);
        for digit in '0'..='9' {
            advances.table[digit as usize] = widest;
        }
        advances
    }

    fn of(&self, letter: char) -> f32 {
        let code = letter as u32;
        let mut skipped = 0;
        for (first, end) in BLOCKS {
            if code < end {
                return match code.checked_sub(first) {
                    Some(offset) => self.table[(skipped + offset) as usize],
                    None => self.other,
                };
            }
            skipped += end - first;
        }
        self.other
    }
}

fn advances(weight: Weight) -> &'static Advances {
    static REGULAR: OnceLock<Advances> = OnceLock::new();
    static BOLD: OnceLock<Advances> = OnceLock::new();
    match weight {
        Weight::Regular => {
            REGULAR.get_or_init(|| Advances::read(include_bytes!("font/BeVietnamPro-Regular.ttf")))
        }
        Weight::Bold => {
            BOLD.get_or_init(|| Advances::read(include_bytes!("font/BeVietnamPro-Bold.ttf")))
        }
    }
}

/// The width of a text in px at a font size in px.
#[must_use]
pub(super) fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let advances = advances(weight);
    size * text.chars().map(|c| f64::from(advances.of(c))).sum::<f64>()
}

/// The lines of a text in a column of so many px, broken between words, and within a word that is wider than the column;
/// at least one.
#[must_use]
pub fn wrap(text: &str, size: f64, weight: Weight, column: f64) -> Vec<String> {
    let space = width(" ", size, weight);
    let mut lines = vec![String::new()];
    let mut end = 0.0;
    for word in text.split(' ') {
        let wide = width(word, size, weight);
        if end > 0.0 && end + space + wide > column {
            lines.push(String::new());
            end = 0.0;
        }
        if end > 0.0 {
            push(&mut lines, ' ');
            end += space;
        }
        for letter in word.chars() {
            let wide = width(letter.encode_utf8(&mut [0; 4]), size, weight);
            if end > 0.0 && end + wide > column {
                lines.push(String::new());
                end = 0.0;
            }
            push(&mut lines, letter);
            end += wide;
        }
    }
    lines
}

fn push(lines: &mut [String], letter: char) {
    if let Some(line) = lines.last_mut() {
        line.push(letter);
    }
}

/// How much of the room the end of a name may take that is cut: it is what tells names apart.
const END: f64 = 0.62;

/// The text, shortened in its middle where it is wider than `room` px: "Ban Quản lý dự… giao thông số 3". Empty where not
/// even one letter fits.
#[must_use]
pub(super) fn fit(text: &str, room: f64, size: f64, weight: Weight) -> String {
    let width = |text: &str| width(text, size, weight);
    if width(text) <= room {
        return text.to_owned();
    }
    let left = room - width("…");
    let words = text.match_indices(' ').map(|(at, _)| at).rev();
    let end = words
        .take_while(|at| width(&text[*at..]) <= END * left)
        .last()
        .unwrap_or(text.len());
    let left = left - width(&text[end..]);
    let letters = text[..end].char_indices().map(|(at, c)| at + c.len_utf8());
    let kept = letters
        .take_while(|to| width(&text[..*to]) <= left)
        .last()
        .unwrap_or(0);
    // Not the first letters of a word, where a word is left without them.
    let kept = match text[..kept].rfind(' ') {
        Some(at) if !text[kept..].starts_with(' ') && end < text.len() => at,
        _ => kept,
    };
    match text[..kept].trim_end() {
        "" => String::new(),
        start => format!("{start}…{}", &text[end..]),
    }
}

/// Names that stand beside each other, each shortened as [`fit`] does; those that would then read the same begin where
/// they differ: "…giao thông Quận 3". Words are whole there, so that no number is cut.
#[must_use]
pub(super) fn fit_apart(names: &[&str], room: f64, weight: Weight) -> Vec<String> {
    let size = super::label::FONT_SIZE;
    let mut labels: Vec<String> = names
        .iter()
        .map(|name| fit(name, room, size, weight))
        .collect();
    let all: Vec<usize> = (0..names.len()).collect();
    for alike in read_alike(&all, &labels, names) {
        tell_apart(&alike, names, &mut labels, &|text| {
            width(text, size, weight) <= room
        });
    }
    labels
}

/// Which of these names have one label, though they differ.
fn read_alike(of: &[usize], labels: &[String], names: &[&str]) -> Vec<Vec<usize>> {
    let mut order = of.to_vec();
    order.sort_by_key(|&at| (&labels[at], names[at]));
    let groups = order.chunk_by(|&a, &b| labels[a] == labels[b]);
    let differ = |group: &&[usize]| names[group[0]] != names[group[group.len() - 1]];
    groups.filter(differ).map(<[usize]>::to_vec).collect()
}

/// Lets labels that read the same begin with the first word in which their names differ, in ever smaller groups.
fn tell_apart(
    alike: &[usize],
    names: &[&str],
    labels: &mut [String],
    fits: &impl Fn(&str) -> bool,
) {
    let common = alike.iter().map(|&at| names[at]).reduce(common_words);
    let common = common.map_or(0, str::len);
    for &at in alike {
        let rest = &names[at][common..];
        let ends = rest.match_indices(' ').map(|(at, _)| at).rev();
        let cut = ends.map(|end| format!("…{}…", &rest[..end]));
        let mut forms = std::iter::once(format!("…{rest}")).chain(cut);
        if let Some(fitting) = forms.find(|form| fits(form)) {
            labels[at] = fitting;
        }
    }
    for still in read_alike(alike, labels, names) {
        if still.len() < alike.len() {
            tell_apart(&still, names, labels, fits);
        }
    }
}

/// The words with which both begin, with the space behind them.
fn common_words<'t>(a: &'t str, b: &str) -> &'t str {
    let alike = a.char_indices().zip(b.chars()).find(|((_, a), b)| a != b);
    let end = alike.map_or(a.len().min(b.len()), |((at, _), _)| at);
    &a[..a[..end].rfind(' ').map_or(0, |space| space + 1)]
}

/// A text that ends in a number and its unit, whole or without the unit; empty where neither fits: no number is cut.
#[must_use]
pub(super) fn fit_figure(text: &str, room: f64, size: f64, weight: Weight) -> String {
    let end = text
        .rfind(|c: char| c.is_ascii_digit())
        .map_or(0, |at| at + 1);
    let forms = [text, &text[..end]];
    let fitting = forms
        .into_iter()
        .find(|form| width(form, size, weight) <= room);
    fitting.unwrap_or_default().to_owned()
}

/// A note, shortened where it is too wide, but for one with numbers, which is whole or empty: none of them is cut.
#[must_use]
pub(super) fn fit_note(text: &str, room: f64) -> String {
    let fitted = fit(text, room, super::label::FONT_SIZE, Weight::Regular);
    match fitted == text || !text.contains(|c: char| c.is_ascii_digit()) {
        true => fitted,
        false => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_number_of_a_note_is_cut() {
        let target = "Mục tiêu 0,0004 lần/hồ sơ đến 0,00044 lần/hồ sơ";
        assert_eq!(super::fit_note(target, 1000.0), target);
        assert_eq!(super::fit_note(target, 200.0), "");
        assert!(super::fit_note("hồ sơ trên mỗi người", 80.0).contains('…'));
    }

    #[test]
    fn lines_break_between_words_and_within_one_that_is_too_wide() {
        let lines = |text: &str, column| wrap(text, 16.0, Weight::Regular, column);
        let one = width("Quận Thủ Đức", 16.0, Weight::Regular);
        assert_eq!(lines("", 100.0), [""]);
        assert_eq!(lines("Quận Thủ Đức", one + 0.1), ["Quận Thủ Đức"]);
        assert_eq!(lines("Quận Thủ Đức", one - 1.0), ["Quận Thủ", "Đức"]);
        let broken = lines(&"a".repeat(100), 100.0);
        assert!(
            broken.len() > 5
                && broken
                    .iter()
                    .all(|line| width(line, 16.0, Weight::Regular) <= 100.0)
        );
        assert_eq!(lines("xy", 0.0), ["x", "y"]);
    }

    #[test]
    fn no_number_is_cut() {
        let fit = |room| fit_figure("−1,937 hồ sơ/người", room, 13.0, Weight::Bold);
        assert_eq!(fit(200.0), "−1,937 hồ sơ/người");
        assert_eq!(fit(60.0), "−1,937");
        assert_eq!(fit(20.0), "");
    }

    #[test]
    fn vietnamese_is_measured_by_letter_and_not_by_byte() {
        let plain = width("Quan Thu Duc", 13.0, Weight::Regular);
        let marked = width("Quận Thủ Đức", 13.0, Weight::Regular);
        assert!((plain - marked).abs() < 0.12 * plain, "{plain} {marked}");
        assert!((60.0..100.0).contains(&plain), "{plain}");
    }

    #[test]
    fn all_vietnamese_letters_are_in_the_font() {
        let letters = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ";
        for weight in [Weight::Regular, Weight::Bold] {
            for letter in letters
                .chars()
                .flat_map(|c| [c].into_iter().chain(c.to_uppercase()))
            {
                let em = width(&letter.to_string(), 1.0, weight);
                assert!(em > 0.1 && em < 1.0, "{letter} is {em} em wide");
            }
        }
    }

    #[test]
    fn digits_are_equally_wide() {
        let widths: Vec<f64> = ('0'..='9')
            .map(|c| width(&c.to_string(), 13.0, Weight::Bold))
            .collect();
        assert!(widths.windows(2).all(|w| w[0] == w[1]));
    }

    #[test]
    fn a_long_name_is_cut_to_the_room_it_has() {
        let name = "Sở Nông nghiệp và Phát triển nông thôn";
        for room in [0.0, 5.0, 20.0, 55.5, 120.0, 400.0] {
            let cut = fit(name, room, 13.0, Weight::Regular);
            assert!(width(&cut, 13.0, Weight::Regular) <= room + 1e-9, "{cut}");
            assert!(cut == name || cut.is_empty() || cut.contains('…'));
            assert!(room < 100.0 || cut.ends_with(" thôn"), "{cut}");
        }
    }

    #[test]
    fn names_that_differ_in_their_middle_begin_there_when_they_are_shortened() {
        let name = |what: &str| {
            format!(
                "Ban Quản lý dự án đầu tư xây dựng công trình {what} thuộc Ủy ban nhân dân Quận 3"
            )
        };
        let names = [
            "giao thông",
            "dân dụng và công nghiệp",
            "giao thông công cộng",
            "thủy lợi",
        ]
        .map(name);
        let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
        names.extend(["Ban A", "Ban A"]);
        let cut = fit_apart(&names, 212.0, Weight::Regular);
        let starts = [
            "…giao thông thuộc",
            "…dân dụng và",
            "…giao thông công cộng",
            "…thủy lợi",
            "Ban A",
        ];
        for (label, start) in cut.iter().zip(starts) {
            assert!(label.starts_with(start), "{label}");
        }
        let distinct: std::collections::BTreeSet<_> = cut.iter().collect();
        assert_eq!(distinct.len(), names.len() - 1);
        assert!(
            cut.iter()
                .all(|label| width(label, 13.0, Weight::Regular) <= 212.0)
        );
    }

    #[test]
    fn names_that_differ_at_their_end_differ_when_they_are_shortened() {
        let cut = |name: &str| fit(name, 212.0, 13.0, Weight::Regular);
        let name = "Ban Quản lý dự án đầu tư xây dựng công trình giao thông số";
        assert_eq!(cut(&format!("{name} 3")), "Ban Quản lý dự… giao thông số 3");
        assert_ne!(cut(&format!("{name} 3")), cut(&format!("{name} 13")));
    }
}
