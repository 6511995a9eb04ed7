//! Text as HTML.

/// Appends text with everything escaped that means something in HTML, in text or in an attribute in double quotes.
pub(in crate::render) fn push_escaped(out: &mut String, text: &str) {
    // Nearly all texts mean nothing in it; all bytes are looked at, since that is quicker than to stop at one.
    let is_plain = |byte: u8| !matches!(byte, b'&' | b'<' | b'>' | b'"');
    if text
        .bytes()
        .fold(true, |plain, byte| plain & is_plain(byte))
    {
        out.push_str(text);
        return;
    }
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escaped = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push_str(escaped);
        done = at + 1;
    }
    out.push_str(&text[done..]);
}

/// Takes back what a serialiser of HTML escapes in an attribute.
pub(super) fn unescape(attribute: &str) -> String {
    attribute
        .replace("&quot;", "\"")
        .replace("&nbsp;", "\u{a0}")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let mut out = String::new();
        push_escaped(&mut out, "a<b>&\"đ\"&lt;");
        assert_eq!(out, "a&lt;b&gt;&amp;&quot;đ&quot;&amp;lt;");
        assert_eq!(unescape(&out), "a<b>&\"đ\"&lt;");
    }
}
