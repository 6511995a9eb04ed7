//! The kinds of files that may be published beside a page: what a browser shows or an office program opens. Everything
//! else is refused by name.

use crate::diagnostic::{Code, Diagnostic};
use crate::place::{FileId, Sources};
use crate::source::read_bytes;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Endings of pictures that browsers show.
pub(super) const PICTURES: [&str; 7] = ["jpg", "jpeg", "png", "webp", "gif", "avif", "svg"];

/// Endings of the other files: pictures for other programs, documents, tables, sound, video.
const OTHERS: [&str; 31] = [
    "bmp", "tif", "tiff", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "pps", "ppsx", "odt",
    "ods", "odp", "rtf", "txt", "csv", "tsv", "mp3", "m4a", "aac", "ogg", "oga", "wav", "flac",
    "mp4", "m4v", "webm", "ogv", "mov",
];

/// No drawing is larger.
const LONGEST_DRAWING: u64 = 16 << 20;

/// The ending of a path in small letters, empty where it has none.
pub(super) fn ending_of(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.')
        .map_or("", |(_, ending)| ending)
        .to_ascii_lowercase()
}

/// Why a file is not published as an attachment; `None` where it may be.
pub(super) fn refusal(sources: &Sources, file: FileId) -> Option<Diagnostic> {
    let path = &sources.get(file).path;
    let ending = ending_of(path);
    let refused = || Code::AttachmentKind.arg("path", path);
    if ending == "svg" {
        return match read_bytes(sources, file, LONGEST_DRAWING) {
            Err(problem) => Some(problem),
            Ok(bytes) => (!is_plain_drawing(&bytes)).then(|| refused().help("drawing")),
        };
    }
    if PICTURES.contains(&&*ending) || OTHERS.contains(&&*ending) {
        return None;
    }
    Some(match &*ending {
        "heic" | "heif" | "jfif" | "psd" | "ai" | "eps" | "wmf" | "emf" | "cr2" | "dng" => {
            refused().help("picture")
        }
        "zip" | "rar" | "7z" | "gz" | "tar" => refused().help("archive"),
        "docm" | "xlsm" | "pptm" | "dotm" | "xltm" | "xlsb" | "dotx" | "xltx" | "pages"
        | "numbers" | "key" | "vsd" | "vsdx" | "wps" | "et" => refused().help("document"),
        "avi" | "wmv" | "mkv" | "flv" | "3gp" | "mts" | "amr" | "wma" => refused().help("film"),
        "html" | "htm" | "xhtml" | "mht" | "mhtml" | "xml" | "js" | "mjs" | "php" | "asp"
        | "aspx" | "exe" | "msi" | "bat" | "cmd" | "com" | "vbs" | "config" | "svgz" | "css" => {
            refused().help("program")
        }
        _ => refused(),
    })
}

/// Whether a drawing only draws: no scripts, nothing that answers to events, nothing from elsewhere.
fn is_plain_drawing(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return false;
    };
    let mut reader = Reader::from_str(text);
    let mut in_style = false;
    let mut is_drawing = false;
    loop {
        let is_plain = match reader.read_event() {
            Ok(Event::Eof) => return is_drawing,
            Ok(Event::Start(tag)) => {
                in_style = tag.local_name().as_ref() == "style";
                is_drawing |= tag.local_name().as_ref() == "svg";
                is_plain_element(&tag)
            }
            Ok(Event::Empty(tag)) => is_plain_element(&tag),
            Ok(Event::End(_)) => {
                in_style = false;
                true
            }
            Ok(Event::Text(text)) => !in_style || is_plain_style(&text),
            Ok(Event::CData(text)) => !in_style || is_plain_style(&text),
            Ok(Event::PI(instruction)) => !instruction.starts_with("xml-stylesheet"),
            Ok(Event::DocType(kind)) => !kind.contains('['),
            Ok(_) => true,
            Err(_) => false,
        };
        if !is_plain {
            return false;
        }
    }
}

fn is_plain_element(tag: &BytesStart<'_>) -> bool {
    const REFUSED: [&str; 11] = [
        "script",
        "foreignobject",
        "iframe",
        "object",
        "embed",
        "audio",
        "video",
        "handler",
        "listener",
        "set",
        "animate",
    ];
    let name = tag.local_name().as_ref().to_ascii_lowercase();
    if REFUSED.contains(&&*name) {
        return false;
    }
    tag.attributes().all(|attribute| {
        let Ok(attribute) = attribute else {
            return false;
        };
        let key = attribute.key.local_name().as_ref().to_ascii_lowercase();
        let value = attribute.value.to_ascii_lowercase();
        let value = value.trim();
        match &*key {
            _ if key.starts_with("on") => false,
            "href" | "src" => {
                let data = ["png", "jpeg", "jpg", "gif", "webp"];
                let is_picture = data
                    .iter()
                    .any(|kind| value.starts_with(&format!("data:image/{kind};")));
                value.is_empty() || value.starts_with('#') || is_picture
            }
            // Presentation attributes such as `fill` take `url(#a)`.
            _ => attribute.key.prefix().is_some() || is_plain_style(value),
        }
    })
}

/// Whether a style loads nothing: `url(#…)` is within the drawing.
fn is_plain_style(style: &str) -> bool {
    let style = style.to_ascii_lowercase();
    let is_within = |after: &str| after.trim_start_matches([' ', '"', '\'']).starts_with('#');
    let mut urls = style.split("url(").skip(1);
    !style.contains("@import")
        && !style.contains("javascript:")
        && !style.contains('\\')
        && !style.contains("&#")
        && urls.all(is_within)
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
            assert!(is_plain_drawing(drawing.as_bytes()), "{drawing}");
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
        ] {
            assert!(!is_plain_drawing(drawing.as_bytes()), "{drawing}");
        }
    }

    #[test]
    fn endings_are_small() {
        assert_eq!(ending_of("a.b/C.PDF"), "pdf");
        assert_eq!(ending_of("a.b/C"), "");
    }
}
