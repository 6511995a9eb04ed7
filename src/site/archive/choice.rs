//! The lists of the archive to choose from, the same beside every list.

use super::list::By;
use super::unit_index::unit_index_link;
use crate::render::Shared;
use crate::site::layout::LinkView;
use crate::site::{Archive, Wording};
use serde::Serialize;

/// One thing to choose by.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ChoiceView {
    /// "Lĩnh vực"
    pub name: &'static str,
    /// What there is to choose.
    pub options: Vec<OptionView>,
    /// "và 3 mục khác"
    pub more: Option<String>,
}

/// One of the lists to choose from.
#[derive(Debug, Clone, Serialize)]
pub(super) struct OptionView {
    /// The list.
    pub link: LinkView,
    /// How many initiatives are in it; absent where the label says it.
    pub count: Option<String>,
}

/// How many options are named of one thing to choose by.
const OPTIONS: usize = 40;

/// The lists to choose from. Units are too many to be named on every page: they have an index of their own.
pub(super) fn choices<'a>(wording: &Wording, archive: &'a Archive) -> &'a Shared {
    archive.choices.get_or_init(|| {
        let choices = By::ALL.into_iter().map(|by| match by {
            By::Unit => unit_choice(wording, archive),
            _ => self::choice(wording, archive, by),
        });
        let choices = choices.filter(|choice| !choice.options.is_empty());
        Shared::new(&choices.collect::<Vec<ChoiceView>>())
    })
}

fn unit_choice(wording: &Wording, archive: &Archive) -> ChoiceView {
    let count = wording.whole(archive.lists.of_units().len());
    let label = wording.fill("archive.by-unit", &[("count", &count)]);
    ChoiceView {
        name: wording.word(By::Unit.name()),
        options: vec![OptionView {
            link: LinkView::new(label, unit_index_link(wording).href),
            count: None,
        }],
        more: None,
    }
}

fn choice(wording: &Wording, archive: &Archive, by: By) -> ChoiceView {
    let lists = archive.lists.by(by);
    let mut options: Vec<OptionView> = lists
        .map(|list| OptionView {
            link: LinkView::new(&*list.label, list.path(1)),
            count: Some(wording.whole(list.initiatives.len())),
        })
        .collect();
    let more = options.len().saturating_sub(OPTIONS);
    options.truncate(OPTIONS);
    ChoiceView {
        name: wording.word(by.name()),
        options,
        more: (more > 0).then(|| {
            let count = wording.whole(more);
            wording.fill("archive.more-lists", &[("count", &count)])
        }),
    }
}
