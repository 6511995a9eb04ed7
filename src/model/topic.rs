//! Topics (chủ đề) of announcements.

use super::AnnouncementId;

/// A topic, an index into [`Topics`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TopicId(pub u32);

/// A topic (chủ đề) that announcements name in their front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Its address: the slug of its name.
    pub key: Box<str>,
    /// Its name, as the announcement that comes first by path writes it.
    pub name: Box<str>,
    /// Its announcements, newest first.
    pub announcements: Vec<AnnouncementId>,
}

/// The topics of the announcements that are published in this build, by key, which are all different.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Topics(pub Vec<Topic>);

impl Topics {
    /// The topic with this id.
    #[must_use]
    pub fn get(&self, id: TopicId) -> &Topic {
        &self.0[id.0 as usize]
    }

    /// All topics with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (TopicId, &Topic)> {
        self.0
            .iter()
            .enumerate()
            .map(|(i, topic)| (TopicId(i as u32), topic))
    }
}
