//! The three kinds of texts: where they lie, and what their forms have.

use super::store::DeskPath;
use crate::reading::announcement_slug;

/// A kind of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    /// `content/thong-bao/**.md`.
    Announcements,
    /// `content/sang-kien/**.md`.
    Initiatives,
    /// `content/*.md`.
    Pages,
}

/// How a value is given in a form, and how it stands in front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Control {
    /// A line of text.
    Line,
    /// A text of several lines, in one string.
    Area,
    /// A day, where history may be vague.
    Day,
    /// A moment: a day with or without a time.
    Moment,
    /// Yes or no; what is not so is left out.
    Flag,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// Several texts, one a line.
    Lines,
    /// Codes of units, one a line.
    Units,
    /// The code of a unit.
    Unit,
    /// Codes of indicators, one a line.
    Indicators,
    /// Names of fields.
    Field,
    /// Ids of initiatives, one a line.
    Initiatives,
    /// A number.
    Number,
    /// A table of texts, `name = text` on each line.
    Pairs,
}

/// A key of the contract in a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key {
    /// The key: the control's name; with a dot, a key of a table in the front matter.
    pub(super) name: &'static str,
    pub(super) control: Control,
    pub(super) is_required: bool,
    /// Whether it stands among those that most texts need, or folded away.
    pub(super) is_usual: bool,
}

const fn key(name: &'static str, control: Control) -> Key {
    Key {
        name,
        control,
        is_required: false,
        is_usual: false,
    }
}

const fn usual(name: &'static str, control: Control) -> Key {
    Key {
        is_usual: true,
        ..key(name, control)
    }
}

const fn required(name: &'static str, control: Control) -> Key {
    Key {
        is_required: true,
        ..usual(name, control)
    }
}

/// The keys of an announcement.
const OF_ANNOUNCEMENTS: &[Key] = &[
    required("title", Control::Line),
    required("date", Control::Day),
    usual("summary", Control::Area),
    usual("units", Control::Units),
    usual("indicators", Control::Indicators),
    usual("topics", Control::Lines),
    usual("draft", Control::Flag),
    key("publish_at", Control::Moment),
    key("expires", Control::Moment),
    key("updated", Control::Day),
    key("author", Control::Line),
    key("source", Control::Line),
    key("cover", Control::Line),
    key("cover_alt", Control::Line),
    key("cover_caption", Control::Line),
    key("initiatives", Control::Initiatives),
    key("attachments", Control::Lines),
    key("corrects", Control::Line),
    key("document.form", Control::Line),
    key("document.authority", Control::Line),
    key("document.number", Control::Line),
    key("document.issued", Control::Day),
    key("document.effective", Control::Day),
    key("document.file", Control::Line),
    key("aliases", Control::Lines),
];

/// The keys of an initiative.
const OF_INITIATIVES: &[Key] = &[
    required("id", Control::Line),
    required("title", Control::Line),
    required("summary", Control::Area),
    required("unit", Control::Unit),
    required(
        "form",
        Control::Choice(&["sáng kiến", "giải pháp", "cách làm hay"]),
    ),
    required("field", Control::Field),
    usual("problem", Control::Area),
    usual("solution", Control::Area),
    required("started", Control::Day),
    required(
        "stage",
        Control::Choice(&[
            "đăng ký",
            "thử nghiệm",
            "đang áp dụng",
            "đã công nhận",
            "đã nhân rộng",
            "đã dừng",
        ]),
    ),
    required(
        "verification",
        Control::Choice(&["tự báo cáo", "đã thẩm định", "đánh giá độc lập"]),
    ),
    required("contact", Control::Line),
    required("updated", Control::Day),
    usual("results", Control::Area),
    usual("indicators", Control::Indicators),
    usual("adopted_by", Control::Lines),
    usual("sources", Control::Lines),
    usual("draft", Control::Flag),
    key("authors", Control::Lines),
    key(
        "type",
        Control::Choice(&[
            "kỹ thuật",
            "quản lý",
            "tác nghiệp",
            "ứng dụng tiến bộ kỹ thuật",
        ]),
    ),
    key(
        "area",
        Control::Choice(&[
            "thể chế",
            "TTHC",
            "bộ máy",
            "công chức",
            "tài chính công",
            "hiện đại hóa",
        ]),
    ),
    key("novelty", Control::Area),
    key(
        "scope",
        Control::Choice(&["đơn vị", "ngành", "toàn Thành phố"]),
    ),
    key("beneficiaries", Control::Lines),
    key("cost", Control::Line),
    key("requirements", Control::Area),
    key("difficulties", Control::Area),
    key("lessons", Control::Area),
    key("replicability", Control::Area),
    key("recognition", Control::Area),
    key("attachments", Control::Lines),
];

/// The keys of a free page.
const OF_PAGES: &[Key] = &[
    required("title", Control::Line),
    usual("summary", Control::Area),
    usual("updated", Control::Day),
    usual("draft", Control::Flag),
    key("aliases", Control::Lines),
];

/// The keys of `data/campaign.toml`; what is more stays as it is written.
pub(super) const OF_CAMPAIGN: &[Key] = &[
    required("title", Control::Line),
    usual("theme", Control::Line),
    usual("organizer", Control::Line),
    required("starts", Control::Day),
    required("ends", Control::Day),
    usual("starts_shown", Control::Line),
    usual("announced", Control::Day),
    usual("contact", Control::Line),
    usual("base_url", Control::Line),
    usual("illustrative", Control::Flag),
    key("licence", Control::Line),
    key("numbers", Control::Choice(&["vi", "en"])),
    key("year_starts", Control::Line),
    key("initiatives_owed_by", Control::Lines),
    key("kinds", Control::Pairs),
    key("labels", Control::Pairs),
];

/// The keys of an indicator.
pub(super) const OF_INDICATORS: &[Key] = &[
    required("code", Control::Line),
    required("name", Control::Line),
    required(
        "kind",
        Control::Choice(&["ratio", "mean", "count", "score"]),
    ),
    usual("target", Control::Line),
    usual("unit", Control::Line),
    usual("numerator", Control::Line),
    usual("denominator", Control::Line),
    usual("value", Control::Line),
    usual("sample", Control::Line),
    usual("reporters", Control::Lines),
    usual(
        "frequency",
        Control::Choice(&["month", "quarter", "half", "year"]),
    ),
    usual("definition", Control::Area),
    usual("source", Control::Line),
    key("better", Control::Choice(&["higher", "lower"])),
    key("scope", Control::Choice(&["overall", "every-field"])),
    key("reported", Control::Choice(&["own", "total"])),
    key("over_time", Control::Choice(&["sum", "last"])),
    key("headline", Control::Choice(&["cumulative", "latest"])),
    key("sampled", Control::Flag),
    key("min_sample", Control::Number),
    key("sparse_fields", Control::Flag),
    key("rank_needs", Control::Number),
    key("weight", Control::Number),
    key("whole", Control::Choice(&["true", "false"])),
    key("decimals", Control::Number),
    key("near", Control::Number),
];

/// The columns of `data/units.csv`.
pub(super) const OF_UNITS: &[Key] = &[
    required("code", Control::Line),
    required("name", Control::Line),
    required("kind", Control::Line),
    usual("short_name", Control::Line),
    usual("parent", Control::Unit),
    usual("group", Control::Line),
    key("official_code", Control::Line),
    key("head", Control::Line),
    key("valid_from", Control::Day),
    key("valid_to", Control::Day),
    key("tile_x", Control::Number),
    key("tile_y", Control::Number),
    key("website", Control::Line),
];

impl Section {
    /// Every kind, in the order of the desk.
    pub(super) const ALL: [Self; 3] = [Self::Announcements, Self::Initiatives, Self::Pages];

    /// The kind of an address.
    pub(super) fn of_address(address: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|section| section.address() == address)
    }

    /// Its address below the desk.
    pub(super) const fn address(self) -> &'static str {
        match self {
            Self::Announcements => "thong-bao",
            Self::Initiatives => "sang-kien",
            Self::Pages => "trang",
        }
    }

    /// Where its texts lie.
    pub(super) const fn folder(self) -> &'static str {
        match self {
            Self::Announcements => "content/thong-bao",
            Self::Initiatives => "content/sang-kien",
            Self::Pages => "content",
        }
    }

    /// Whether they lie in folders below that too.
    pub(super) const fn is_deep(self) -> bool {
        !matches!(self, Self::Pages)
    }

    /// The keys of its form, in their order.
    pub(super) const fn keys(self) -> &'static [Key] {
        match self {
            Self::Announcements => OF_ANNOUNCEMENTS,
            Self::Initiatives => OF_INITIATIVES,
            Self::Pages => OF_PAGES,
        }
    }

    /// The file of an address's rest, `2019/a.md`; `None` for one that is none of this kind.
    pub(super) fn file(self, name: &str) -> Option<DeskPath> {
        let is_text = name.ends_with(".md") && (self.is_deep() || !name.contains('/'));
        let path = is_text.then(|| DeskPath::new(&format!("{}/{name}", self.folder())));
        path.flatten()
    }

    /// The name of a file of this kind in addresses.
    pub(super) fn name(self, path: &DeskPath) -> &str {
        let below = path.as_str().strip_prefix(self.folder());
        below.unwrap_or_default().trim_start_matches('/')
    }

    /// Where the site has the page of a file; an initiative's goes by its id.
    pub(super) fn page(self, path: &DeskPath, id: &str) -> String {
        let stem = self.name(path).trim_end_matches(".md");
        let slug = stem.rsplit('/').next().unwrap_or_default();
        match self {
            Self::Announcements => {
                format!("thong-bao/{}.html", announcement_slug(path.as_str()))
            }
            Self::Initiatives if !id.is_empty() => format!("sang-kien/{id}.html"),
            Self::Initiatives => format!("sang-kien/{slug}.html"),
            Self::Pages => format!("{slug}.html"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_by_their_addresses() {
        for section in Section::ALL {
            let file = section.file("a.md").unwrap();
            assert_eq!(section.name(&file), "a.md");
            assert_eq!(Section::of_address(section.address()), Some(section));
            assert_eq!(section.file("a.txt"), None);
            assert_eq!(section.file("../a.md"), None);
        }
        assert!(Section::Announcements.file("2019/a.md").is_some());
        assert_eq!(Section::Pages.file("thong-bao/a.md"), None);
    }

    #[test]
    fn pages_have_the_addresses_of_the_site() {
        let file = Section::Announcements
            .file("2019-02-27-phat-dong.md")
            .unwrap();
        assert_eq!(
            Section::Announcements.page(&file, ""),
            "thong-bao/phat-dong.html"
        );
        let file = Section::Initiatives.file("x.md").unwrap();
        assert_eq!(Section::Initiatives.page(&file, "y"), "sang-kien/y.html");
        let file = Section::Pages.file("gop-y.md").unwrap();
        assert_eq!(Section::Pages.page(&file, ""), "gop-y.html");
    }
}
