//! Lines of TOML that messages give to be pasted.

use crate::source::one_line;

/// A text as TOML has it.
pub(super) fn toml_text(text: &str) -> String {
    format!(
        "\"{}\"",
        one_line(text).replace('\\', "\\\\").replace('"', "\\\"")
    )
}

/// A name as a key of TOML.
pub(super) fn toml_key(name: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    match !name.is_empty() && name.chars().all(is_bare) {
        true => name.to_owned(),
        false => toml_text(name),
    }
}

/// A line that gives a list of texts.
pub(super) fn toml_list<'t>(key: &str, texts: impl Iterator<Item = &'t str>) -> String {
    let texts: Vec<String> = texts.map(toml_text).collect();
    format!("{key} = [{}]\n", texts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_pasted_is_what_it_says() {
        let names = ["Khối \"A\"", "a\\b"];
        let lines =
            toml_list("skip", names.into_iter()) + &format!("{} = 1\n", toml_key("Đúng hạn"));
        let read: toml::Table = lines.parse().expect("TOML");
        assert_eq!(read["skip"].as_array().map(Vec::len), Some(2));
        assert_eq!(read["skip"][0].as_str(), Some(names[0]));
        assert_eq!(read["skip"][1].as_str(), Some(names[1]));
        assert_eq!(read["Đúng hạn"].as_integer(), Some(1));
        assert_eq!(toml_key("resolved_late"), "resolved_late");
    }
}
