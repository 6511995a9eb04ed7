//! The topics that announcements name, put together over all of them.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Announcement, AnnouncementId, Topic, TopicId, Topics};
use crate::place::Place;
use crate::reading::NameKey;
use crate::reading::code::check_code;
use crate::source::toml::Placed;
use crate::text::slug;
use std::collections::BTreeMap;

/// What is told of a name of a topic that can have no page.
pub(super) fn check_name(name: &Placed<&str>) -> Option<Diagnostic> {
    let key = slug(name.value);
    check_code(&key).map(|_| Code::BadTopic.arg("text", name.value).at(name.place))
}

/// The topics of announcements (newest first, each with the names that it gives); every announcement is given the ids of
/// its topics. Two names of one address that are not one name are told at both places.
pub(super) fn gather(
    announcements: &mut [(Announcement, Vec<Placed<Box<str>>>)],
    diagnostics: &mut Diagnostics,
) -> Topics {
    let by_key = name_topics(announcements, diagnostics);
    let ids: BTreeMap<String, TopicId> = by_key.keys().cloned().zip((0..).map(TopicId)).collect();
    let mut topics: Vec<Topic> = by_key
        .into_iter()
        .map(|(key, named)| Topic {
            key: key.into(),
            name: named.name,
            announcements: Vec::new(),
        })
        .collect();
    for (at, (announcement, names)) in announcements.iter_mut().enumerate() {
        for name in names.iter() {
            let Some(&id) = ids.get(&slug(&name.value)) else {
                continue;
            };
            if !announcement.topics.contains(&id) {
                announcement.topics.push(id);
                topics[id.0 as usize]
                    .announcements
                    .push(AnnouncementId(at as u32));
            }
        }
    }
    Topics(topics)
}

/// A topic as it was first named, by path.
struct Named {
    name: Box<str>,
    key: NameKey,
    place: Place,
}

fn name_topics(
    announcements: &[(Announcement, Vec<Placed<Box<str>>>)],
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, Named> {
    let mut names: Vec<&Placed<Box<str>>> =
        announcements.iter().flat_map(|(_, names)| names).collect();
    names.sort_by_key(|name| name.place);
    let mut topics: BTreeMap<String, Named> = BTreeMap::new();
    for name in names {
        let address = slug(&name.value);
        let key = NameKey::new(&name.value);
        match topics.get(&address) {
            Some(first) if first.key != key => diagnostics.push(
                Code::TopicsWithOneKey
                    .arg("text", &name.value)
                    .arg("other", &first.name)
                    .arg("slug", &address)
                    .at(name.place)
                    .related(first.place),
            ),
            Some(_) => {}
            None => {
                let (name, place) = (name.value.clone(), name.place);
                topics.insert(address, Named { name, key, place });
            }
        }
    }
    topics
}
