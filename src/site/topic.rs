//! A topic's page (`chu-de/KEY.html`): its announcements, and the other topics.

use super::announcement::Entry;
use super::feed::FeedOf;
use super::layout::{LayoutView, LinkView, page_view};
use super::{Around, Facts, Site, Wording, announcement, announcement_list, feed};
use crate::model::{AnnouncementId, TopicId};
use crate::text::CollationKey;
use serde::Serialize;

/// The interface of `topic.html`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct TopicView {
    /// What surrounds it.
    pub page: LayoutView,
    /// How many announcements it has.
    pub count: String,
    /// The newest announcements.
    pub entries: Vec<Entry>,
    /// The others: date and title alone, so that the page stays small.
    pub older: Vec<Entry>,
    /// The other topics.
    pub others: Vec<TopicLink>,
}

page_view!(TopicView, "topic.html");

/// A topic in a list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct TopicLink {
    /// Its name and address.
    pub link: LinkView,
    /// How many announcements it has.
    pub count: String,
}

/// How many announcements are shown with their summaries.
const NEWEST: usize = 40;

/// Plans a page a topic.
pub(super) fn plan(facts: &Facts<'_>, site: &mut Site<'_>) {
    for (id, topic) in facts.campaign.topics.iter() {
        let path = path(&topic.key);
        site.page(path.clone(), move |c| {
            topic_view(&c.facts, &c.wording, &c.around, id, &path)
        });
    }
}

pub(super) fn path(key: &str) -> String {
    format!("chu-de/{key}.html")
}

/// All topics but one, in order of their names.
pub(super) fn topic_links(
    facts: &Facts<'_>,
    wording: &Wording,
    but: Option<TopicId>,
) -> Vec<TopicLink> {
    let topics = facts.campaign.topics.iter();
    let mut links: Vec<(CollationKey, TopicLink)> = topics
        .filter(|(id, _)| Some(*id) != but)
        .map(|(id, topic)| {
            let link = TopicLink {
                link: facts.topic_link(id),
                count: topic_count(facts, wording, id),
            };
            (CollationKey::new(&topic.name), link)
        })
        .collect();
    links.sort_by(|a, b| a.0.cmp(&b.0));
    links.into_iter().map(|(_, link)| link).collect()
}

fn topic_count(facts: &Facts<'_>, wording: &Wording, id: TopicId) -> String {
    let count = wording.whole(facts.campaign.topics.get(id).announcements.len());
    wording.fill("topics.count", &[("count", &count)])
}

fn topic_view(
    facts: &Facts<'_>,
    wording: &Wording,
    around: &Around,
    id: TopicId,
    path: &str,
) -> TopicView {
    let topic = facts.campaign.topics.get(id);
    let count = wording.whole(topic.announcements.len());
    let args = [("count", &*count), ("topic", &topic.name)];
    let description = wording.fill("topics.description", &args);
    let title = wording.fill("topics.title", &args[1..]);
    let mut page = around.layout(announcement_list::PART, path, title, description);
    page.crumbs = vec![LinkView::new(
        wording.word("pages.nav.announcements"),
        announcement_list::PATH,
    )];
    page.feeds
        .extend(feed::link(facts, wording, FeedOf::Announcements));
    let (newest, older) = topic
        .announcements
        .split_at(topic.announcements.len().min(NEWEST));
    let entry = |id: &AnnouncementId| {
        announcement::entry(facts, wording, &facts.campaign.announcements[id.0 as usize])
    };
    let without_summary = |id: &AnnouncementId| Entry {
        summary: None,
        ..entry(id)
    };
    TopicView {
        page,
        count: topic_count(facts, wording, id),
        entries: newest.iter().map(entry).collect(),
        older: older.iter().map(without_summary).collect(),
        others: topic_links(facts, wording, Some(id)),
    }
}
