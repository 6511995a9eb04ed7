//! Where an initiative is told of: addresses become links.

use serde::Serialize;

/// A source: words, an address, or both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct SourceView {
    /// The words before the address, or the whole of a source that has none.
    pub text: String,
    /// The address (http or https), where there is one.
    pub url: Option<String>,
    /// The address as readers know it: without its scheme.
    pub label: String,
    /// The words after the address.
    pub rest: String,
}

impl SourceView {
    /// Reads the source as it is given: the first address in it becomes a link.
    pub(in crate::site) fn new(given: &str) -> Self {
        let Some(start) = ["https://", "http://"]
            .iter()
            .filter_map(|scheme| given.find(scheme))
            .min()
        else {
            return Self {
                text: given.trim().to_owned(),
                url: None,
                label: String::new(),
                rest: String::new(),
            };
        };
        let (text, from) = given.split_at(start);
        let end = from.find(char::is_whitespace).unwrap_or(from.len());
        // Marks that end a sentence or a bracket are no part of an address.
        let url = from[..end].trim_end_matches(['.', ',', ';', ')', ']', '>', '”', '"']);
        let label = url.split_once("://").map_or(url, |(_, after)| after);
        Self {
            text: text.trim().to_owned(),
            url: Some(url.to_owned()),
            label: label
                .strip_prefix("www.")
                .unwrap_or(label)
                .trim_end_matches('/')
                .to_owned(),
            rest: from[url.len()..].trim().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::SourceView;

    fn told(given: &str) -> String {
        let view = SourceView::new(given);
        match view.url {
            Some(url) => format!("{}|{url}|{}|{}", view.text, view.label, view.rest),
            None => view.text,
        }
    }

    #[test]
    fn addresses_become_links() {
        assert_eq!(
            told("https://www.thanhnien.vn/a/"),
            "|https://www.thanhnien.vn/a/|thanhnien.vn/a|"
        );
        assert_eq!(
            told("Báo Thanh Niên (http://thanhnien.vn/a?b=1), 2018"),
            "Báo Thanh Niên (|http://thanhnien.vn/a?b=1|thanhnien.vn/a?b=1|), 2018"
        );
    }

    #[test]
    fn titles_stay_words() {
        assert_eq!(told(" Báo cáo số 12/BC-UBND "), "Báo cáo số 12/BC-UBND");
        assert_eq!(told("thanhnien.vn, 2018"), "thanhnien.vn, 2018");
    }
}
