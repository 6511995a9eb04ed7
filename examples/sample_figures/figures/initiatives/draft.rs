//! What is written by hand about an initiative.

use serde::Deserialize;

/// An initiative as its file tells it; the keys are those of the register.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Draft {
    pub(crate) id: String,
    pub(crate) unit: String,
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) form: String,
    #[serde(rename = "type", default)]
    pub(crate) initiative_type: String,
    pub(crate) field: String,
    #[serde(default)]
    pub(crate) area: String,
    pub(crate) problem: String,
    pub(crate) solution: String,
    #[serde(default)]
    pub(crate) novelty: String,
    pub(crate) started: String,
    pub(crate) stage: String,
    #[serde(default)]
    pub(crate) scope: String,
    #[serde(default)]
    pub(crate) beneficiaries: Vec<String>,
    #[serde(default)]
    pub(crate) indicators: Vec<String>,
    #[serde(default)]
    pub(crate) results: String,
    #[serde(default)]
    pub(crate) cost: String,
    #[serde(default)]
    pub(crate) requirements: String,
    #[serde(default)]
    pub(crate) difficulties: String,
    #[serde(default)]
    pub(crate) lessons: String,
    #[serde(default)]
    pub(crate) replicability: String,
    #[serde(default)]
    pub(crate) recognition: String,
    pub(crate) verification: String,
    #[serde(default)]
    pub(crate) authors: Vec<String>,
    /// How many units of its kind took it up.
    #[serde(default)]
    pub(crate) adopters: usize,
    /// By how many thousandths the first indicator's figures move once it is in use.
    #[serde(default)]
    pub(crate) effect: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Drafts {
    initiative: Vec<Draft>,
}

/// The initiatives of a file.
pub(crate) fn parse(words: &str) -> Result<Vec<Draft>, String> {
    toml::from_str::<Drafts>(words)
        .map(|drafts| drafts.initiative)
        .map_err(|e| e.to_string())
}
