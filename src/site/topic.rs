//! A topic's page (`chu-de/KEY.html`): its announcements, and the other topics.

use super::announcement::Entry;
use super::feed::FeedOf;
use super::layout::{Layout, LinkView, Part};
use super::{Context, Site};
use crate::model::{AnnouncementId, TopicId};
use crate::text::CollationKey;
use serde::Serialize;

/// The interface of `topic.html`.
#[derive(Debug, Clone, Serialize)]
pub struct TopicView {
    /// What surrounds it.
    pub page: Layout,
    /// Its name.
    pub name: String,
    /// How many announcements it has.
    pub count: String,
    /// The newest announcements.
    pub entries: Vec<Entry>,
    /// The others: date and title alone, so that the page stays small.
    pub older: Vec<Entry>,
    /// The other topics.
    pub others: Vec<TopicLink>,
}

/// A topic in a list.
#[derive(Debug, Clone, Serialize)]
pub struct TopicLink {
    /// Its name and address.
    pub link: LinkView,
    /// How many announcements it has.
    pub count: String,
}

/// How many announcements are shown with their summaries.
const NEWEST: usize = 40;

/// Plans a page a topic.
pub(super) fn plan(context: &Context<'_>, site: &mut Site<'_>) {
    for (id, topic) in context.campaign.topics.iter() {
        let path = path(&topic.key);
        site.make(path.clone(), move |context| {
            let view = context.topic_view(id, &path);
            context.page("topic.html", &view, &view.page, &path)
        });
    }
}

fn path(key: &str) -> String {
    format!("chu-de/{key}.html")
}

impl Context<'_> {
    /// A link to a topic's page.
    pub(super) fn topic_link(&self, id: TopicId) -> LinkView {
        let topic = self.campaign.topics.get(id);
        LinkView::new(&*topic.name, path(&topic.key))
    }

    /// All topics but one, in order of their names.
    pub(super) fn topic_links(&self, but: Option<TopicId>) -> Vec<TopicLink> {
        let topics = self.campaign.topics.iter();
        let mut links: Vec<(CollationKey, TopicLink)> = topics
            .filter(|(id, _)| Some(*id) != but)
            .map(|(id, topic)| {
                let link = TopicLink {
                    link: self.topic_link(id),
                    count: self.topic_count(id),
                };
                (CollationKey::new(&topic.name), link)
            })
            .collect();
        links.sort_by(|a, b| a.0.cmp(&b.0));
        links.into_iter().map(|(_, link)| link).collect()
    }

    fn topic_count(&self, id: TopicId) -> String {
        let count = self.whole(self.campaign.topics.get(id).announcements.len());
        self.words.fill("topics.count", &[("count", &count)])
    }

    fn topic_view(&self, id: TopicId, path: &str) -> TopicView {
        let topic = self.campaign.topics.get(id);
        let count = self.whole(topic.announcements.len());
        let args = [("count", &*count), ("topic", &topic.name)];
        let description = self.words.fill("topics.description", &args);
        let title = self.words.fill("topics.title", &args[1..]);
        let mut page = self.layout(Part::Announcements, path, title, description);
        page.crumbs = vec![LinkView::new(
            self.word("pages.nav.announcements"),
            "thong-bao/index.html",
        )];
        page.feeds.extend(self.feed_link(FeedOf::Announcements));
        let (newest, older) = topic
            .announcements
            .split_at(topic.announcements.len().min(NEWEST));
        let entry = |id: &AnnouncementId| self.entry(&self.campaign.announcements[id.0 as usize]);
        let without_summary = |id: &AnnouncementId| Entry {
            summary: None,
            ..entry(id)
        };
        TopicView {
            page,
            name: topic.name.to_string(),
            count: self.topic_count(id),
            entries: newest.iter().map(entry).collect(),
            older: older.iter().map(without_summary).collect(),
            others: self.topic_links(Some(id)),
        }
    }
}
