//! Where links may lead.

/// An address that can stand in a page; `None` for files of a computer, places within the document and what runs.
pub(super) fn leads_out(url: &str) -> Option<String> {
    let url = url.trim();
    let scheme = crate::source::url_scheme(url)?.to_ascii_lowercase();
    let is_known = matches!(&*scheme, "http" | "https" | "mailto" | "tel");
    let is_whole = !url.chars().any(|c| c.is_control()) && url.len() > scheme.len() + 1;
    (is_known && is_whole && url.len() < 4000).then(|| url.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_leads_out_of_the_text_is_a_link() {
        for (url, leads) in [
            ("https://tphcm.gov.vn/a b", true),
            ("MAILTO:a@b.vn", true),
            ("tel:1022", true),
            ("javascript:alert(1)", false),
            ("java\nscript:alert(1)", false),
            ("file:///C:/a.docx", false),
            ("C:\\a.docx", false),
            ("bao-cao.docx", false),
            ("#muc", false),
            ("https:", false),
        ] {
            assert_eq!(leads_out(url).is_some(), leads, "{url}");
        }
    }
}
