//! The keys of an initiative: the same in the register's header and in a page's front matter.

use crate::reading::column_names::told_column;

/// A key of an initiative; as a number, its column in the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(usize)]
pub(super) enum Key {
    Id,
    Title,
    Summary,
    Unit,
    Authors,
    Form,
    Type,
    Field,
    Area,
    Problem,
    Solution,
    Novelty,
    Started,
    Stage,
    Scope,
    Beneficiaries,
    Indicators,
    Results,
    Cost,
    Requirements,
    Difficulties,
    Lessons,
    Replicability,
    AdoptedBy,
    Recognition,
    Verification,
    Contact,
    Attachments,
    Sources,
    Updated,
}

impl Key {
    /// The key as the contract spells it, in front matter and in messages.
    pub(super) const fn name(self) -> &'static str {
        REGISTER_COLUMNS[self as usize].1[0]
    }

    /// The key as messages name it: `đầu mối (contact)`.
    pub(super) fn label(self) -> String {
        told_column(REGISTER_COLUMNS[self as usize].1)
    }

    /// The key's name in Vietnamese, as a heading writes it: `Giải pháp`.
    pub(super) fn heading(self) -> String {
        let name = REGISTER_COLUMNS[self as usize].1.get(1);
        let mut letters = name.copied().unwrap_or_default().chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters).collect()
    }

    /// Every key, in the contract's order.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        ALL.into_iter()
    }

    /// The column of the register.
    pub(super) const fn column(self) -> usize {
        self as usize
    }

    /// Whether readers are shown its words as they are written.
    pub(super) const fn is_plain_text(self) -> bool {
        matches!(
            self,
            Self::Title
                | Self::Summary
                | Self::Problem
                | Self::Solution
                | Self::Novelty
                | Self::Results
                | Self::Requirements
                | Self::Difficulties
                | Self::Lessons
                | Self::Replicability
                | Self::Recognition
        )
    }

    /// The keys that may be sections of a page's text.
    pub(super) const SECTIONS: [Self; 6] = [
        Self::Problem,
        Self::Solution,
        Self::Results,
        Self::Requirements,
        Self::Difficulties,
        Self::Lessons,
    ];
}

/// Every key.
const ALL: [Key; 30] = [
    Key::Id,
    Key::Title,
    Key::Summary,
    Key::Unit,
    Key::Authors,
    Key::Form,
    Key::Type,
    Key::Field,
    Key::Area,
    Key::Problem,
    Key::Solution,
    Key::Novelty,
    Key::Started,
    Key::Stage,
    Key::Scope,
    Key::Beneficiaries,
    Key::Indicators,
    Key::Results,
    Key::Cost,
    Key::Requirements,
    Key::Difficulties,
    Key::Lessons,
    Key::Replicability,
    Key::AdoptedBy,
    Key::Recognition,
    Key::Verification,
    Key::Contact,
    Key::Attachments,
    Key::Sources,
    Key::Updated,
];

/// The names of the register's columns: the contract's English and Vietnamese ones, then others that people print.
pub(in crate::reading) const REGISTER_COLUMNS: [(usize, &[&str]); 30] = [
    (Key::Id as usize, &["id", "mã", "mã sáng kiến"]),
    (Key::Title as usize, &["title", "tên", "tên sáng kiến"]),
    (Key::Summary as usize, &["summary", "tóm tắt"]),
    (Key::Unit as usize, &["unit", "đơn vị"]),
    (Key::Authors as usize, &["authors", "tác giả"]),
    (Key::Form as usize, &["form", "hình thức"]),
    (Key::Type as usize, &["type", "loại"]),
    (Key::Field as usize, &["field", "lĩnh vực"]),
    (Key::Area as usize, &["area", "nội dung CCHC"]),
    (Key::Problem as usize, &["problem", "vấn đề"]),
    (Key::Solution as usize, &["solution", "giải pháp"]),
    (Key::Novelty as usize, &["novelty", "tính mới"]),
    (Key::Started as usize, &["started", "ngày áp dụng"]),
    (Key::Stage as usize, &["stage", "giai đoạn"]),
    (Key::Scope as usize, &["scope", "phạm vi"]),
    (Key::Beneficiaries as usize, &["beneficiaries", "đối tượng"]),
    (Key::Indicators as usize, &["indicators", "chỉ tiêu"]),
    (Key::Results as usize, &["results", "kết quả"]),
    (Key::Cost as usize, &["cost", "chi phí"]),
    (Key::Requirements as usize, &["requirements", "điều kiện"]),
    (Key::Difficulties as usize, &["difficulties", "khó khăn"]),
    (Key::Lessons as usize, &["lessons", "bài học"]),
    (
        Key::Replicability as usize,
        &["replicability", "khả năng nhân rộng"],
    ),
    (Key::AdoptedBy as usize, &["adopted_by", "đã áp dụng tại"]),
    (Key::Recognition as usize, &["recognition", "công nhận"]),
    (Key::Verification as usize, &["verification", "kiểm chứng"]),
    (Key::Contact as usize, &["contact", "đầu mối"]),
    (Key::Attachments as usize, &["attachments", "tài liệu"]),
    (Key::Sources as usize, &["sources", "nguồn"]),
    (Key::Updated as usize, &["updated", "cập nhật"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_has_its_own_column_and_names() {
        let mut seen = Vec::new();
        assert!(Key::all().map(Key::column).eq(0..REGISTER_COLUMNS.len()));
        for (at, (column, names)) in REGISTER_COLUMNS.iter().enumerate() {
            assert_eq!(at, *column);
            for name in *names {
                let key = crate::source::header_key(name);
                assert!(!seen.contains(&key), "{name}");
                seen.push(key);
            }
        }
        assert_eq!(
            (Key::Id.name(), Key::AdoptedBy.name()),
            ("id", "adopted_by")
        );
        assert_eq!(Key::Contact.label(), "đầu mối (contact)");
        assert_eq!(Key::Contact.heading(), "Đầu mối");
        assert_eq!(Key::Updated.column(), REGISTER_COLUMNS.len() - 1);
    }
}
