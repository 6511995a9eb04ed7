//! A picture that stands alone: words, a drawing below them, and what it is from at its foot.

use super::backend::tenths;
use super::ink::Ink;
use super::metrics::{self, Weight};
use super::text::{decimal, escape};

/// The width of the picture in px of the drawing; it is shown larger.
const WIDTH: f64 = 336.0;
const MARGIN: f64 = 12.0;
const SCALE: f64 = 1.5;
const LARGE: f64 = 13.0;
const SMALL: f64 = 9.5;
/// The font of the site may not be there, and the one in its place wider.
const OTHER_FONT: f64 = 1.12;

/// A picture that stands alone.
#[derive(Debug, Clone, Copy)]
pub struct Poster<'a> {
    /// What it says, for those who do not see it.
    pub title: &'a str,
    /// Its message.
    pub heading: &'a str,
    /// Words below that.
    pub lines: &'a [String],
    /// A drawing as a file ([`super::Palette::File`]) with its height in px, whose width is that of the picture.
    pub drawing: Option<(&'a str, f64)>,
    /// What it is from, and of when.
    pub foot: &'a [String],
}

impl Poster<'_> {
    /// The picture as an SVG file, with its width and height in CSS px.
    #[must_use]
    pub fn to_svg(&self) -> (String, (u32, u32)) {
        let mut texts = String::new();
        let mut y = MARGIN;
        push(
            &mut texts,
            &mut y,
            self.heading,
            LARGE,
            Weight::Bold,
            Ink::Name,
        );
        for line in self.lines {
            push(
                &mut texts,
                &mut y,
                line,
                SMALL + 0.5,
                Weight::Regular,
                Ink::Name,
            );
        }
        let drawing_at = y;
        y += self.drawing.map_or(6.0, |(_, height)| height);
        for line in self.foot {
            push(&mut texts, &mut y, line, SMALL, Weight::Regular, Ink::Note);
        }
        let height = (y + MARGIN).ceil();
        let size = ((SCALE * WIDTH) as u32, (SCALE * height) as u32);
        let mut out = format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="{}" viewBox="0 0 {WIDTH} {height}" role="img" font-family="Be Vietnam Pro,sans-serif"><title>"##,
            size.0, size.1
        );
        escape(&mut out, self.title);
        out.push_str(r##"</title><path fill="#fff" d="M0 0h336v"##);
        decimal(&mut out, tenths(height));
        out.push_str(r##"H0z"/>"##);
        if let Some((drawing, _)) = self.drawing {
            out.push_str(r##"<g transform="translate(0 "##);
            decimal(&mut out, tenths(drawing_at));
            out.push_str(")\">");
            out.push_str(drawing);
            out.push_str("</g>");
        }
        out.push_str(&texts);
        out.push_str("</svg>");
        (out, size)
    }
}

/// Writes words in as many lines as they take, and moves below them.
fn push(out: &mut String, y: &mut f64, text: &str, size: f64, weight: Weight, ink: Ink) {
    let column = WIDTH - 2.0 * MARGIN;
    for line in metrics::wrap(text, size * OTHER_FONT, weight, column) {
        *y += size * 1.4;
        out.push_str("<text x=\"12\" y=\"");
        decimal(out, tenths(*y - size * 0.35));
        out.push_str("\" font-size=\"");
        decimal(out, tenths(size));
        out.push_str(match weight {
            Weight::Regular => "\" ",
            Weight::Bold => "\" font-weight=\"700\" ",
        });
        out.push_str(ink.literal());
        out.push('>');
        escape(out, &line);
        out.push_str("</text>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::fixture::assert_well_formed;

    #[test]
    fn a_picture_has_all_its_words_and_grows_with_them() {
        let line = "một hai ba ".repeat(20);
        let poster = Poster {
            title: "Quận 1 & Quận 3",
            heading: "Quận 1: đạt 3 trong 4 mục tiêu",
            lines: std::slice::from_ref(&line),
            drawing: Some(("<svg/>", 200.0)),
            foot: &["Số liệu đến hết tháng 9/2019".to_owned()],
        };
        let (svg, (width, high)) = poster.to_svg();
        assert_well_formed(&svg);
        assert_eq!(width, 504);
        assert_eq!(svg.matches("ba").count(), 20);
        assert!(svg.contains("Quận 1 &amp; Quận 3"));
        let (_, (_, low)) = Poster {
            lines: &[],
            ..poster
        }
        .to_svg();
        assert!(high > low + 45, "{high} {low}");
    }
}
