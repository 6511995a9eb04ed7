//! What templates may call beside Tera's own filters. One function a filter, registered in [`register`].

use tera::{Error, Kwargs, State, StringInput, Tera, TeraResult, Value};

/// Registers every filter.
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("fill", fill);
}

/// `{{ w.unit.rank | fill(place=3, of=13) }}`: puts values in the place of `{place}` and `{of}` of a word. What is not
/// HTML already is escaped, so a value may be a link. A value that the word has no place for is an error, so that a
/// misspelt one does not go unseen; so is a place that got none.
fn fill(word: StringInput, values: Kwargs, state: &State) -> TeraResult<Value> {
    let shown = word.rendered(state)?;
    let given: Vec<(&str, &Value)> = values
        .iter()
        .filter_map(|(k, v)| Some((k.as_str()?, v)))
        .collect();
    let mut used = vec![false; given.len()];
    let mut filled = String::with_capacity(shown.len() + 16 * given.len());
    let mut rest = &*shown;
    while let Some((before, name, after)) = next_place(rest) {
        filled.push_str(before);
        let Some(i) = given.iter().position(|(key, _)| *key == name) else {
            return Err(Error::message(format!(
                "`{}` needs a value for `{name}`",
                word.as_str()
            )));
        };
        used[i] = true;
        filled.push_str(&state.escape_if_needed(given[i].1)?);
        rest = after;
    }
    if let Some(i) = used.iter().position(|used| !used) {
        return Err(Error::message(format!(
            "`{}` has no place for `{}`",
            word.as_str(),
            given[i].0
        )));
    }
    filled.push_str(rest);
    Ok(Value::safe_string(&filled))
}

/// The text before the first `{name}`, the name, and the text after it.
fn next_place(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    while let Some(open) = text[from..].find('{').map(|i| from + i) {
        let inner = &text[open + 1..];
        let length = inner
            .bytes()
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
            .count();
        if length > 0 && inner.as_bytes().get(length) == Some(&b'}') {
            return Some((&text[..open], &inner[..length], &inner[length + 1..]));
        }
        from = open + 1;
    }
    None
}
