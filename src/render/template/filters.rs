//! What templates may call beside Tera's own filters. One function a filter, registered in [`register`].

use crate::locale::{self, Language};
use std::borrow::Cow;
use tera::{Error, Kwargs, State, StringInput, Tera, TeraResult, Value};

/// Registers every filter, for pages in a language.
pub(super) fn register(tera: &mut Tera, language: Language) {
    let fill = move |word: StringInput, values: Kwargs, state: &State| {
        fill(&word, &values, state, language)
    };
    tera.register_filter("fill", fill);
}

/// `{{ w.unit.rank | fill(place=3, of=13) }}`: puts values in the place of `{place}` and `{of}` of a word, and chooses
/// the form of `{of|unit|units}`. What is not HTML already is escaped, so a value may be a link. A value that the word
/// has no place for is an error, so that a misspelt one does not go unseen; so is a place that got none.
fn fill(
    word: &StringInput,
    values: &Kwargs,
    state: &State,
    language: Language,
) -> TeraResult<Value> {
    let given: Vec<(&str, &Value)> = values
        .iter()
        .filter_map(|(k, v)| Some((k.as_str()?, v)))
        .collect();
    let mut used = vec![false; given.len()];
    let mut value = |name: &str| {
        let Some(i) = given.iter().position(|(key, _)| *key == name) else {
            let word = word.as_str();
            return Err(Error::message(format!(
                "`{word}` needs a value for `{name}`"
            )));
        };
        used[i] = true;
        state
            .escape_if_needed(given[i].1)
            .map(|shown| Some(Cow::from(shown)))
    };
    let filled = locale::fill(&word.rendered(state)?, language, &mut value)?;
    if let Some(i) = used.iter().position(|used| !used) {
        let (word, name) = (word.as_str(), given[i].0);
        return Err(Error::message(format!(
            "`{word}` has no place for `{name}`"
        )));
    }
    Ok(Value::safe_string(&filled))
}
