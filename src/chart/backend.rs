//! A plotters backend that writes compact, accessible SVG.
//!
//! plotters thinks in whole pixels, so a drawing is made in tenths of a pixel and written with one decimal. Neighbours
//! of one [`Ink`] share one path or one group; nothing carries a `style` attribute.

use super::ink::Ink;
use super::label::{FONT_SIZE, Side};
use super::metrics::{self, DESCENT};
use super::text::{decimal, escape, pair};
use super::{Frame, Palette};
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use std::convert::Infallible;

/// The white around a drawing in a file that stands alone, in px.
pub(super) const FILE_MARGIN: f64 = 12.0;

/// Units of the drawing in one pixel.
pub(super) const SCALE: f64 = 10.0;

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// What is being written, so that the next thing of its kind can join it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    Path(Ink),
    Shapes(Ink),
    Texts(Ink, Side),
}

/// Writes SVG into a string.
#[derive(Debug)]
pub(super) struct SvgBackend<'a> {
    out: &'a mut String,
    palette: Palette,
    size: (u32, u32),
    open: Open,
    /// What the next circle says when it is pointed at.
    tip: String,
    /// In a page: what the circles so far say, in the order in which they are drawn.
    tips: String,
    /// Whether any of them says anything.
    tells: bool,
}

/// What stands between the tips of a page's circles.
const BETWEEN_TIPS: char = '|';

impl<'a> SvgBackend<'a> {
    /// Begins an `<svg>` for a drawing of this width and height in px, with its title and description.
    pub(super) fn begin(
        out: &'a mut String,
        frame: &Frame<'_>,
        palette: Palette,
        (w, h): (f64, f64),
    ) -> Self {
        let margin = match palette {
            Palette::Page => 0,
            Palette::File => tenths(FILE_MARGIN),
        };
        let outer = (tenths(w) + 2 * margin, tenths(h) + 2 * margin);
        out.push_str("<svg");
        match palette {
            Palette::Page => out.push_str(r#" class="chart""#),
            Palette::File => {
                out.push_str(r#" xmlns="http://www.w3.org/2000/svg" width=""#);
                decimal(out, outer.0);
                out.push_str(r#"" height=""#);
                decimal(out, outer.1);
                out.push_str(r#"" font-family="Be Vietnam Pro,sans-serif" font-size=""#);
                decimal(out, tenths(FONT_SIZE));
                out.push('"');
            }
        }
        out.push_str(r#" viewBox=""#);
        pair(out, -margin, -margin);
        out.push(' ');
        pair(out, outer.0, outer.1);
        write_names(out, frame);
        if palette == Palette::File {
            out.push_str(r##"<path fill="#fff" d="M"##);
            pair(out, -margin, -margin);
            out.push('h');
            decimal(out, outer.0);
            out.push('v');
            decimal(out, outer.1);
            out.push('h');
            decimal(out, -outer.0);
            out.push_str(r#"z"/>"#);
        }
        let size = (tenths(w).max(0) as u32, tenths(h).max(0) as u32);
        Self {
            out,
            palette,
            size,
            open: Open::Nothing,
            tip: String::new(),
            tips: String::new(),
            tells: false,
        }
    }

    /// What the next circle says when it is pointed at.
    pub(super) fn tip(&mut self, text: &str) {
        self.tip.clear();
        self.tip.push_str(text);
    }

    /// Keeps what a circle says: the script of the page tells it, since a title each would make drawings half as large
    /// again.
    fn push_tip(&mut self) {
        self.tells |= !self.tip.is_empty();
        let tip = self.tip.chars();
        self.tips
            .extend(tip.map(|c| if c == BETWEEN_TIPS { '/' } else { c }));
        self.tips.push(BETWEEN_TIPS);
        self.tip.clear();
    }

    fn close(&mut self) {
        match self.open {
            Open::Nothing => {}
            Open::Path(_) => self.out.push_str(r#""/>"#),
            Open::Shapes(_) | Open::Texts(..) => self.out.push_str("</g>"),
        }
        self.open = Open::Nothing;
    }

    fn begin_element(&mut self, open: Open) {
        if self.open == open {
            return;
        }
        self.close();
        let (name, ink) = match open {
            Open::Nothing => return,
            Open::Path(ink) => ("<path ", ink),
            Open::Shapes(ink) | Open::Texts(ink, _) => ("<g ", ink),
        };
        self.out.push_str(name);
        match self.palette {
            Palette::Page => {
                self.out.push_str(r#"class=""#);
                self.out.push_str(ink.class());
                self.out.push('"');
            }
            Palette::File => self.out.push_str(ink.literal()),
        }
        match open {
            Open::Path(_) => self.out.push_str(r#" d=""#),
            Open::Texts(_, Side::Middle) => self.out.push_str(r#" text-anchor="middle">"#),
            Open::Texts(_, Side::End) => self.out.push_str(r#" text-anchor="end">"#),
            _ => self.out.push('>'),
        }
        self.open = open;
    }

    fn path(&mut self, ink: Ink, points: impl IntoIterator<Item = BackendCoord>, closed: bool) {
        let mut points = points.into_iter();
        let Some((mut x, mut y)) = points.next() else {
            return;
        };
        self.begin_element(Open::Path(ink));
        self.out.push('M');
        pair(self.out, x, y);
        let mut command = None;
        for (nx, ny) in points {
            let (dx, dy) = (nx.saturating_sub(x), ny.saturating_sub(y));
            match (dx, dy) {
                (0, 0) if command.is_some() => continue,
                (_, 0) => {
                    self.out.push('h');
                    decimal(self.out, dx);
                    command = Some('h');
                }
                (0, _) => {
                    self.out.push('v');
                    decimal(self.out, dy);
                    command = Some('v');
                }
                _ => {
                    if command != Some('l') {
                        self.out.push('l');
                    } else if dx >= 0 {
                        self.out.push(' ');
                    }
                    pair(self.out, dx, dy);
                    command = Some('l');
                }
            }
            (x, y) = (nx, ny);
        }
        if closed {
            self.out.push('z');
        }
    }
}

impl Drop for SvgBackend<'_> {
    fn drop(&mut self) {
        self.close();
        if self.tells {
            self.out.push_str("<metadata>");
            let tips = self.tips.trim_end_matches(BETWEEN_TIPS);
            escape(self.out, tips);
            self.out.push_str("</metadata>");
        }
        self.out.push_str("</svg>");
    }
}

impl DrawingBackend for SvgBackend<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        self.path(
            Ink::of(color.rgb),
            [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)],
            true,
        );
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.path(Ink::of(style.color().rgb), [from, to], false);
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (x0, y0): BackendCoord,
        (x1, y1): BackendCoord,
        style: &S,
        _fill: bool,
    ) -> Drawn {
        self.path(
            Ink::of(style.color().rgb),
            [(x0, y0), (x1, y0), (x1, y1), (x0, y1)],
            true,
        );
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.path(Ink::of(style.color().rgb), path, false);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vert: I,
        style: &S,
    ) -> Drawn {
        self.path(Ink::of(style.color().rgb), vert, true);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        _fill: bool,
    ) -> Drawn {
        let ink = Ink::of(style.color().rgb);
        if let Some(spot) = ink.spot(radius).filter(|_| self.palette == Palette::Page) {
            self.path(spot, [(x, y), (x, y)], false);
            self.push_tip();
            return Ok(());
        }
        self.begin_element(Open::Shapes(ink));
        self.out.push_str(r#"<circle cx=""#);
        decimal(self.out, x);
        self.out.push_str(r#"" cy=""#);
        decimal(self.out, y);
        self.out.push_str(r#"" r=""#);
        decimal(self.out, i32::try_from(radius).unwrap_or(i32::MAX));
        if self.palette == Palette::Page {
            self.out.push_str(r#""/>"#);
            self.push_tip();
        } else if self.tip.is_empty() {
            self.out.push_str(r#""/>"#);
        } else {
            self.out.push_str(r#""><title>"#);
            escape(self.out, &self.tip);
            self.out.push_str("</title></circle>");
        }
        self.tip.clear();
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Drawn {
        let ink = Ink::of(style.color().rgb);
        let side = match style.anchor().h_pos {
            HPos::Left => Side::Start,
            HPos::Center => Side::Middle,
            HPos::Right => Side::End,
        };
        let rise = match style.anchor().v_pos {
            VPos::Top => -0.8,
            VPos::Center => -0.35,
            VPos::Bottom => DESCENT,
        };
        self.begin_element(Open::Texts(ink, side));
        self.out.push_str(r#"<text x=""#);
        decimal(self.out, x);
        self.out.push_str(r#"" y=""#);
        decimal(self.out, y - (rise * style.size()).round() as i32);
        self.out.push_str(r#"">"#);
        escape(self.out, text);
        self.out.push_str("</text>");
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let width = metrics::width(text, style.size(), Ink::of(style.color().rgb).weight());
        Ok((width.ceil() as u32, style.size().ceil() as u32))
    }
}

/// Ends the tag of an `<svg>` and writes its title and description, by which it is named.
fn write_names(out: &mut String, frame: &Frame<'_>) {
    out.push_str(r#"" role="img" aria-labelledby=""#);
    escape(out, frame.id);
    out.push_str("-t");
    if !frame.description.is_empty() {
        out.push(' ');
        escape(out, frame.id);
        out.push_str("-d");
    }
    out.push_str(r#"">"#);
    for (element, suffix, text) in [
        ("title", "-t", frame.title),
        ("desc", "-d", frame.description),
    ] {
        if element == "desc" && text.is_empty() {
            continue;
        }
        out.push('<');
        out.push_str(element);
        out.push_str(r#" id=""#);
        escape(out, frame.id);
        out.push_str(suffix);
        out.push_str(r#"">"#);
        escape(out, text);
        out.push_str("</");
        out.push_str(element);
        out.push('>');
    }
}

/// A length in px as tenths.
pub(super) fn tenths(px: f64) -> i32 {
    // Saturates; a NaN is 0.
    (px * SCALE).round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Measure;
    use crate::locale::{Language, Words};

    fn drawn(palette: Palette, draw: impl FnOnce(&mut SvgBackend<'_>)) -> String {
        let frame = Frame {
            id: "a",
            title: "<b> & \"c\"",
            description: "",
            measure: Measure {
                percent: true,
                unit: "",
                from_zero: false,
            },
            words: Words::of(Language::Vietnamese),
        };
        let mut out = String::new();
        let mut backend = SvgBackend::begin(&mut out, &frame, palette, (10.0, 20.0));
        draw(&mut backend);
        drop(backend);
        out
    }

    #[test]
    fn neighbours_of_one_ink_share_a_path() {
        let style = Ink::Grid.style();
        let svg = drawn(Palette::Page, |b| {
            let _ = b.draw_path([(10, 20), (30, 20)], &style);
            let _ = b.draw_path([(10, 30), (15, 25), (20, 40)], &style);
        });
        assert!(
            svg.ends_with(r#"<path class="grid-line" d="M1 2h2M1 3l.5-.5 .5 1.5"/></svg>"#),
            "{svg}"
        );
    }

    #[test]
    fn what_circles_say_is_told_once_in_a_page_and_at_each_in_a_file() {
        let draw = |b: &mut SvgBackend<'_>| {
            for tip in ["a|b", "", "<c>", ""] {
                b.tip(tip);
                let _ = b.draw_circle((10, 20), 30, &Ink::Dot.style(), true);
            }
        };
        let page = drawn(Palette::Page, draw);
        assert!(
            page.ends_with("</g><metadata>a/b||&lt;c&gt;</metadata></svg>"),
            "{page}"
        );
        let file = drawn(Palette::File, draw);
        assert!(
            file.contains("<title>a|b</title></circle>") && !file.contains("metadata"),
            "{file}"
        );
    }

    #[test]
    fn dots_of_one_size_are_spots_of_one_path_in_a_page() {
        let draw = |b: &mut SvgBackend<'_>| {
            for (x, radius) in [(10, 32), (20, 32), (30, 45)] {
                let _ = b.draw_circle((x, 20), radius, &Ink::Dot.style(), true);
            }
        };
        let page = drawn(Palette::Page, draw);
        assert!(
            page.ends_with(r#"<path class="dots" d="M1 2h0M2 2h0"/><g class="dot"><circle cx="3" cy="2" r="4.5"/></g></svg>"#),
            "{page}"
        );
        assert_eq!(drawn(Palette::File, draw).matches("<circle").count(), 3);
    }

    #[test]
    fn text_is_escaped_and_nothing_has_a_style() {
        let svg = drawn(Palette::File, |b| b.tip("x"));
        assert!(
            svg.contains("&lt;b&gt; &amp; &quot;c&quot;</title>"),
            "{svg}"
        );
        assert!(!svg.contains("style="));
    }
}
