//! The lists of the archive to choose from, the same beside every list.

use super::list::By;
use crate::render::Shared;
use crate::site::Context;
use crate::site::layout::LinkView;
use serde::Serialize;

/// One thing to choose by.
#[derive(Debug, Clone, Serialize)]
pub struct ChoiceView {
    /// "Lĩnh vực"
    pub name: &'static str,
    /// What there is to choose.
    pub options: Vec<OptionView>,
    /// "và 3 mục khác"
    pub more: Option<String>,
}

/// One of the lists to choose from.
#[derive(Debug, Clone, Serialize)]
pub struct OptionView {
    /// The list.
    pub link: LinkView,
    /// How many initiatives are in it; absent where the label says it.
    pub count: Option<String>,
}

/// How many options are named of one thing to choose by.
const OPTIONS: usize = 40;

impl Context<'_> {
    /// The lists to choose from. Units are too many to be named on every page: they have an index of their own.
    pub(super) fn choices(&self) -> &Shared {
        self.archive.choices.get_or_init(|| {
            let choices = By::ALL.into_iter().map(|by| match by {
                By::Unit => self.unit_choice(),
                _ => self.choice(by),
            });
            let choices = choices.filter(|choice| !choice.options.is_empty());
            Shared::new(&choices.collect::<Vec<ChoiceView>>())
        })
    }

    fn unit_choice(&self) -> ChoiceView {
        let count = self.whole(self.archive.lists.of_units().len());
        let label = self.words.fill("archive.by-unit", &[("count", &count)]);
        ChoiceView {
            name: self.word(By::Unit.name()),
            options: vec![OptionView {
                link: LinkView::new(label, self.unit_index_link().href),
                count: None,
            }],
            more: None,
        }
    }

    fn choice(&self, by: By) -> ChoiceView {
        let lists = self.archive.lists.by(by);
        let mut options: Vec<OptionView> = lists
            .map(|list| OptionView {
                link: LinkView::new(&*list.label, list.path(1)),
                count: Some(self.whole(list.initiatives.len())),
            })
            .collect();
        let more = options.len().saturating_sub(OPTIONS);
        options.truncate(OPTIONS);
        ChoiceView {
            name: self.word(by.name()),
            options,
            more: (more > 0).then(|| {
                let count = self.whole(more);
                self.words.fill("archive.more-lists", &[("count", &count)])
            }),
        }
    }
}
