//! The lists of a document, as its paragraphs name them.

use super::Walk;
use crate::word::arrange::Marker;
use crate::word::counter::{Form, Level, Listed};
use crate::word::label::Digits;
use crate::word::told::Remark;
use office_oxide::docx::NumberFormat;
use office_oxide::docx::numbering::{NumberingDefinitions, NumberingLevel};
use rustc_hash::FxHashMap;

/// A list as paragraphs name it.
pub(super) struct Instance {
    list: u32,
    levels: Vec<Option<Level>>,
    starts: FxHashMap<u8, u32>,
}

impl Walk<'_> {
    /// What stands before a paragraph that belongs to a list. What cannot be worked out is told.
    pub(super) fn marker(&mut self, instance: u32, level: u8) -> Option<Marker> {
        if !self.instances.contains_key(&instance) {
            let read = self.instance(instance);
            self.instances.insert(instance, read);
        }
        let found = self.instances.get(&instance).and_then(Option::as_ref);
        let known = found.and_then(|found| found.levels.get(usize::from(level))?.as_ref());
        let (Some(found), Some(known)) = (found, known) else {
            self.remarks.add(Remark::Numbers, 1);
            return None;
        };
        if known.form == Form::Unknown {
            self.remarks.add(Remark::Numbers, 1);
        }
        let listed = Listed {
            list: found.list,
            instance,
            levels: &found.levels,
            starts: &found.starts,
        };
        self.counter.next(&listed, level)
    }

    fn instance(&self, id: u32) -> Option<Instance> {
        let numbering = self.document.numbering.as_ref()?;
        let instance = numbering.instances.get(&id)?;
        let list = instance.abstract_num_id;
        let source = self.source(numbering, id, list, 0)?;
        let levels = (0..9).map(|at| {
            let level = numbering.resolve_level(source.0, at)?;
            Some(self.level(level, source.1, at))
        });
        Some(Instance {
            list: source.1,
            levels: levels.collect(),
            starts: instance.start_overrides.clone().into_iter().collect(),
        })
    }

    /// The instance and list that have the levels: a list may be that of a style.
    fn source(
        &self,
        numbering: &NumberingDefinitions,
        id: u32,
        list: u32,
        steps: usize,
    ) -> Option<(u32, u32)> {
        let style = self.package.levels.styled.get(&list).filter(|_| steps < 5);
        let Some(style) = style else {
            return Some((id, list));
        };
        let style = self.styles().styles.get(style)?;
        let properties = style.paragraph_properties.as_ref()?;
        let named = properties.numbering_ref.as_ref()?.num_id;
        let instance = numbering.instances.get(&named)?;
        self.source(numbering, named, instance.abstract_num_id, steps + 1)
    }

    fn level(&self, level: &NumberingLevel, list: u32, at: u8) -> Level {
        let more = &self.package.levels;
        Level {
            form: form(&level.format),
            text: level.level_text.clone(),
            start: level.start,
            restart: more.restarts.get(&(list, at)).copied(),
            is_legal: more.legal.contains(&(list, at)),
        }
    }
}

fn form(format: &NumberFormat) -> Form {
    Form::Number(match format {
        NumberFormat::Bullet => return Form::Bullet,
        NumberFormat::None => return Form::None,
        NumberFormat::Decimal => Digits::Decimal,
        NumberFormat::LowerLetter => Digits::LowerLetter,
        NumberFormat::UpperLetter => Digits::UpperLetter,
        NumberFormat::LowerRoman => Digits::LowerRoman,
        NumberFormat::UpperRoman => Digits::UpperRoman,
        NumberFormat::Other(name) if name == "decimalZero" => Digits::Padded,
        NumberFormat::Other(_) => return Form::Unknown,
    })
}
