//! What the box that finds a unit by its name knows (`du-lieu/tim-don-vi.js`): a small file that a script element loads, so
//! that it works from a disk, when the box is first used.

use super::{Facts, OutputFile, Site, Wording};
use crate::model::{Unit, UnitId};
use crate::text::fold;

const PATH: &str = "du-lieu/tim-don-vi.js";

/// Plans the file, where there are units.
pub(super) fn plan(facts: &Facts<'_>, site: &mut Site<'_>) {
    if !facts.campaign.units.is_empty() {
        site.make(PATH, |context| {
            Ok(OutputFile {
                bytes: findable_units(&context.facts).into_bytes(),
                declared: None,
            })
        });
    }
}

/// A call with a line a unit, in the order of names: code, name, the line of the unit above (where names need it),
/// the state's code, the short name; what is last and empty is left out.
fn findable_units(facts: &Facts<'_>) -> String {
    let units = &facts.campaign.units;
    let mut order: Vec<UnitId> = units.iter().map(|(id, _)| id).collect();
    order.sort_by_key(|&id| facts.figures.blocks.order(id));
    let mut line_of = vec![0; order.len()];
    for (line, id) in order.iter().enumerate() {
        line_of[id.0 as usize] = line;
    }
    let mut lines = String::with_capacity(48 * order.len());
    for &id in &order {
        let unit = units.get(id);
        let above = unit
            .parent
            .filter(|&parent| units.get(parent).parent.is_some())
            .map(|parent| line_of[parent.0 as usize].to_string());
        let parts = [
            &*unit.code,
            &unit.name,
            above.as_deref().unwrap_or_default(),
            unit.official_code.as_deref().unwrap_or_default(),
            unit.short_name.as_deref().unwrap_or_default(),
        ];
        let line = parts
            .map(|part| part.replace(['\t', '\n', '\r'], " "))
            .join("\t");
        lines.push_str(line.trim_end_matches('\t'));
        lines.push('\n');
    }
    format!("timDonVi({});\n", quoted(lines.trim_end_matches('\n')))
}

/// What may be typed, of the campaign's own units: short names of one and of the one above it, a name without marks,
/// the state's code. `None` where there is nothing to look for.
pub(super) fn examples(facts: &Facts<'_>, wording: &Wording) -> Option<String> {
    let units = &facts.campaign.units;
    if units.iter().count() < 2 {
        return None;
    }
    let typed = |text: &str| fold(&text.replace('.', ""));
    let short = |unit: &Unit| unit.short_name.as_deref().map(typed);
    let below = units.iter().find_map(|(_, unit)| {
        let above = units.get(unit.parent?);
        above.parent?;
        Some(format!("{} {}", short(unit)?, short(above)?))
    });
    let named = units.iter().find(|(id, unit)| {
        !facts.is_only_root(*id) && !unit.name.chars().any(|c| c.is_ascii_digit())
    });
    let name = named.or_else(|| units.iter().find(|(id, _)| !facts.is_only_root(*id)));
    let name = name.map(|(_, unit)| fold(&unit.name));
    let code = units
        .iter()
        .find_map(|(_, unit)| unit.official_code.as_deref());
    let examples = [below, name, code.map(str::to_owned)];
    let examples: Vec<String> = examples.into_iter().flatten().collect();
    let examples = [("examples", &*examples.join(", "))];
    Some(wording.fill("find.hint", &examples))
}

/// A string of JavaScript. JSON's is one too, since 2019; older browsers want two line separators escaped.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text)
        .to_string()
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::quoted;
    use crate::figures::testing::site;
    use crate::site::testing::in_context;

    #[test]
    fn nothing_of_a_name_ends_the_string() {
        assert_eq!(quoted("a\"\\\u{2028}"), "\"a\\\"\\\\\\u2028\"");
    }

    #[test]
    fn units_stand_in_the_order_of_their_names_with_the_line_of_the_unit_above() {
        let made = site("tp,q10<tp,q2<tp,p1<q10")
            .indicator("kind = \"count\"")
            .made();
        in_context(&made, |context| {
            let text = context.text_of("du-lieu/tim-don-vi.js");
            assert_eq!(
                text,
                "timDonVi(\"p1\\tUnit p1\\t2\\nq2\\tUnit q2\\nq10\\tUnit q10\\ntp\\tUnit tp\");\n"
            );
        });
    }
}
