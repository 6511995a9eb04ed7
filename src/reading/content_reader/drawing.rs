//! Drawings (SVG) that only draw: a browser runs what stands in them on the site's behalf.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// What a drawing does beside drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::reading) enum DrawingFault {
    /// It runs something, or may.
    Runs,
    /// It loads something from elsewhere.
    Loads,
    /// It cannot be read as a drawing.
    Unread,
}

/// What is wrong with a drawing; `None` where it only draws: no scripts, nothing that answers to events, nothing from
/// elsewhere.
pub(in crate::reading) fn drawing_fault(bytes: &[u8]) -> Option<DrawingFault> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Some(DrawingFault::Unread);
    };
    let mut reader = Reader::from_str(text);
    // How many elements deep it is within a style.
    let mut style_depth = 0_u32;
    let mut is_drawing = false;
    loop {
        let fault = match reader.read_event() {
            Ok(Event::Eof) => return (!is_drawing).then_some(DrawingFault::Unread),
            Ok(Event::Start(tag)) => {
                if style_depth > 0 || tag.local_name().as_ref() == "style" {
                    style_depth += 1;
                }
                let fault = fault_of_root(&tag, is_drawing).or_else(|| fault_of_element(&tag));
                is_drawing = true;
                fault
            }
            Ok(Event::Empty(tag)) => {
                let fault = fault_of_root(&tag, is_drawing).or_else(|| fault_of_element(&tag));
                is_drawing = true;
                fault
            }
            Ok(Event::End(_)) => {
                style_depth = style_depth.saturating_sub(1);
                None
            }
            Ok(Event::Text(text)) if style_depth > 0 => fault_of_style(&text),
            Ok(Event::CData(text)) if style_depth > 0 => fault_of_style(&text),
            // A character that is written by its number may begin anything.
            Ok(Event::GeneralRef(_)) if style_depth > 0 => Some(DrawingFault::Loads),
            Ok(Event::PI(instruction)) if instruction.starts_with("xml-stylesheet") => {
                Some(DrawingFault::Loads)
            }
            Ok(Event::DocType(kind)) if kind.contains('[') => Some(DrawingFault::Runs),
            Ok(Event::Decl(declared)) => match declared.encoding() {
                None => None,
                Some(Ok(encoding)) if is_plain_encoding(&encoding) => None,
                Some(_) => Some(DrawingFault::Runs),
            },
            Ok(_) => None,
            Err(_) => Some(DrawingFault::Unread),
        };
        if fault.is_some() {
            return fault;
        }
    }
}

/// Encodings in which every sign of markup is itself.
fn is_plain_encoding(encoding: &str) -> bool {
    let known = ["utf-8", "utf8", "us-ascii", "ascii"];
    known
        .iter()
        .any(|known| encoding.eq_ignore_ascii_case(known))
}

/// The outermost element must be a drawing.
fn fault_of_root(tag: &BytesStart<'_>, has_root: bool) -> Option<DrawingFault> {
    (!has_root && tag.local_name().as_ref() != "svg").then_some(DrawingFault::Unread)
}

fn fault_of_element(tag: &BytesStart<'_>) -> Option<DrawingFault> {
    const REFUSED: [&str; 20] = [
        "script",
        "foreignobject",
        "iframe",
        "frame",
        "object",
        "embed",
        "audio",
        "video",
        "handler",
        "listener",
        "set",
        "html",
        "body",
        "img",
        "link",
        "meta",
        "base",
        "form",
        "input",
        "button",
    ];
    let name = tag.local_name().as_ref().to_ascii_lowercase();
    // Movements can change what a link leads to.
    if REFUSED.contains(&&*name) || name.starts_with("animate") {
        return Some(DrawingFault::Runs);
    }
    tag.attributes().find_map(|attribute| match attribute {
        Err(_) => Some(DrawingFault::Unread),
        Ok(attribute) => {
            let key = attribute.key.local_name().as_ref().to_ascii_lowercase();
            let is_prefixed = attribute.key.prefix().is_some();
            fault_of_attribute(&key, is_prefixed, &attribute.value)
        }
    })
}

fn fault_of_attribute(key: &str, is_prefixed: bool, value: &str) -> Option<DrawingFault> {
    let value = value.to_ascii_lowercase();
    let value = value.trim();
    match key {
        _ if key.starts_with("on") => Some(DrawingFault::Runs),
        "base" if is_prefixed => Some(DrawingFault::Loads),
        "href" | "src" => {
            let data = ["png", "jpeg", "jpg", "gif", "webp"];
            let is_picture = data
                .iter()
                .any(|kind| value.starts_with(&format!("data:image/{kind};")));
            let is_web = value.starts_with("http:") || value.starts_with("https:");
            if value.is_empty() || value.starts_with('#') || is_picture {
                None
            } else if is_web {
                Some(DrawingFault::Loads)
            } else {
                Some(DrawingFault::Runs)
            }
        }
        _ if is_prefixed => None,
        // Presentation attributes such as `fill` take `url(#a)`.
        "xmlns" => None,
        _ => fault_of_style(value),
    }
}

/// What a style loads: `url(#…)` is within the drawing.
fn fault_of_style(style: &str) -> Option<DrawingFault> {
    let style = style.to_ascii_lowercase();
    if style.contains("javascript:") {
        return Some(DrawingFault::Runs);
    }
    let is_within = |after: &str| after.trim_start_matches([' ', '"', '\'']).starts_with('#');
    let is_plain = !style.contains("@import")
        && !style.contains("image-set(")
        && !style.contains("image(")
        && !style.contains('\\')
        && !style.contains("&#")
        && style.split("url(").skip(1).all(is_within);
    (!is_plain).then_some(DrawingFault::Loads)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_that_only_draw_are_plain() {
        for drawing in [
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect fill=\"url(#a)\"/><use href=\"#b\"/></svg>",
            "<?xml version=\"1.0\"?><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"x\"><svg><style>a{fill:red}</style></svg>",
            "<svg xmlns:xlink=\"http://www.w3.org/1999/xlink\"><image xlink:href=\"data:image/png;base64,AA\"/></svg>",
        ] {
            assert_eq!(drawing_fault(drawing.as_bytes()), None, "{drawing}");
        }
        for drawing in [
            "",
            "x",
            "<svg><script>x</script></svg>",
            "<svg onload=\"x\"/>",
            "<svg><a xlink:href=\"javascript:x\"/></svg>",
            "<svg><a href=\"&#106;avascript:x\"/></svg>",
            "<svg><foreignObject/></svg>",
            "<svg><image href=\"https://x.vn/a.png\"/></svg>",
            "<svg><style>@import \"x\"</style></svg>",
            "<svg><style><![CDATA[a{fill:url(http://x)}]]></style></svg>",
            "<svg><rect fill=\"url(http://x.vn)\"/></svg>",
            "<?xml-stylesheet href=\"x\"?><svg></svg>",
            "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg></svg>",
            "<svg><rect",
            "<svg><style><a/>@import \"x\"</style></svg>",
            "<svg><style>&#64;import \"x\"</style></svg>",
            "<svg><style>a{background:image-set(\"//x.vn/a.png\" 1x)}</style></svg>",
            "<svg><animateTransform onbegin=\"x\"/></svg>",
            "<svg><animateColor/></svg>",
            "<svg xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:img src=\"\"/></svg>",
            "<svg xml:base=\"https://x.vn/\"><use href=\"#a\"/></svg>",
            "<?xml version=\"1.0\" encoding=\"ISO-2022-JP\"?><svg></svg>",
            "<html><svg/></html>",
        ] {
            assert!(drawing_fault(drawing.as_bytes()).is_some(), "{drawing}");
        }
    }

    #[test]
    fn what_runs_is_told_from_what_only_loads() {
        let fault = |text: &str| drawing_fault(text.as_bytes());
        assert_eq!(fault("<svg onload=\"x\"/>"), Some(DrawingFault::Runs));
        assert_eq!(
            fault("<svg><image href=\"https://x.vn/a.png\"/></svg>"),
            Some(DrawingFault::Loads)
        );
    }
}
