//! Initiatives (sáng kiến, giải pháp, cách làm hay): what a unit did that others can copy.

use super::{Attachment, FieldId, IndicatorId, UnitId};
use crate::calendar::{Day, VagueDay};
use crate::place::{FileId, Place, Prose, Sources, is_markdown};

/// An initiative, an index into [`Initiatives`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InitiativeId(pub u32);

/// What an initiative is registered as (hình thức).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// Sáng kiến.
    Initiative,
    /// Giải pháp.
    Solution,
    /// Cách làm hay.
    GoodPractice,
}

/// The type of an initiative (loại), as the state's rules on initiatives tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InitiativeType {
    /// Kỹ thuật.
    Technical,
    /// Quản lý.
    Management,
    /// Tác nghiệp.
    Operational,
    /// Ứng dụng tiến bộ kỹ thuật.
    AppliedAdvance,
}

/// The part of administrative reform that an initiative belongs to (nội dung CCHC).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    /// Thể chế.
    Institutions,
    /// Thủ tục hành chính (TTHC).
    Procedures,
    /// Bộ máy.
    Apparatus,
    /// Công chức.
    CivilService,
    /// Tài chính công.
    PublicFinance,
    /// Hiện đại hóa.
    Modernisation,
}

/// How far an initiative has come (giai đoạn).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Đăng ký.
    Registered,
    /// Thử nghiệm.
    Piloted,
    /// Đang áp dụng.
    InUse,
    /// Đã công nhận.
    Recognised,
    /// Đã nhân rộng.
    Replicated,
    /// Đã dừng.
    Stopped,
}

/// How wide an initiative reaches (phạm vi).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reach {
    /// Đơn vị.
    Unit,
    /// Ngành.
    Sector,
    /// Toàn Thành phố.
    City,
}

/// Who says that an initiative works (kiểm chứng), the weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verification {
    /// Tự báo cáo.
    SelfReported,
    /// Đã thẩm định.
    Appraised,
    /// Đánh giá độc lập.
    IndependentlyEvaluated,
}

/// A part of what an initiative tells of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Passage {
    /// The text of a cell or of a key, as it is; not Markdown.
    Plain(Box<str>),
    /// A section of a page's text, without its heading.
    Section(Prose),
}

/// A unit that took an initiative up (đã áp dụng tại).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Adoption {
    /// The unit.
    pub unit: UnitId,
    /// Since when, as far as it is known.
    pub since: Option<VagueDay>,
}

/// An initiative, from a row of the register, a page, or both. Files beside its page are published in
/// `sang-kien/ID/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Initiative {
    /// Its code (mã), used in addresses: a-z 0-9 -.
    pub code: Box<str>,
    /// Its title (tên).
    pub title: Box<str>,
    /// What it is, in at most sixty words (tóm tắt).
    pub summary: Box<str>,
    /// The unit that began it (đơn vị).
    pub unit: UnitId,
    /// Who thought of it (tác giả): persons only with their consent.
    pub authors: Vec<Box<str>>,
    /// What it is registered as (hình thức).
    pub form: Form,
    /// Its type (loại).
    pub initiative_type: Option<InitiativeType>,
    /// Its field (lĩnh vực): one of the campaign's, which may have no figures.
    pub field: FieldId,
    /// The part of administrative reform that it belongs to (nội dung CCHC).
    pub area: Option<Area>,
    /// What was wrong (vấn đề).
    pub problem: Passage,
    /// What was done (giải pháp).
    pub solution: Passage,
    /// What is new about it (tính mới).
    pub novelty: Option<Box<str>>,
    /// Since when it is applied (ngày áp dụng).
    pub started: VagueDay,
    /// How far it has come (giai đoạn).
    pub stage: Stage,
    /// How wide it reaches (phạm vi).
    pub scope: Option<Reach>,
    /// Whom it serves (đối tượng).
    pub beneficiaries: Vec<Box<str>>,
    /// The indicators that it is meant to move (chỉ tiêu).
    pub indicators: Vec<IndicatorId>,
    /// What came of it (kết quả).
    pub results: Option<Passage>,
    /// What it costs (chi phí).
    pub cost: Option<Box<str>>,
    /// What it takes (điều kiện).
    pub requirements: Option<Passage>,
    /// What did not work (khó khăn).
    pub difficulties: Option<Passage>,
    /// What was learned (bài học).
    pub lessons: Option<Passage>,
    /// How others can copy it (khả năng nhân rộng).
    pub replicability: Option<Box<str>>,
    /// Who took it up (đã áp dụng tại), each unit once, without the unit that began it.
    pub adopted_by: Vec<Adoption>,
    /// By whom it was recognised (công nhận).
    pub recognition: Option<Box<str>>,
    /// Who says that it works (kiểm chứng).
    pub verification: Verification,
    /// The office to ask, or "chưa rõ" (đầu mối).
    pub contact: Box<str>,
    /// Files to download (tài liệu).
    pub attachments: Vec<Attachment>,
    /// Where it is told of (nguồn): addresses or titles of publications.
    pub sources: Vec<Box<str>>,
    /// When its record was last changed (cập nhật).
    pub updated: Day,
    /// What its page says besides, before and between the known sections.
    pub prose: Option<Prose>,
    /// Every other file of its folder that its text links to.
    pub files: Vec<Attachment>,
    /// Whether it is an invented example: it lies in a body of illustrative data and names no sources.
    pub illustrative: bool,
    /// Its row in the register, its page, or both.
    pub places: Vec<Place>,
}

impl Initiative {
    /// Whether it rests on published sources; such a practice is never mixed with illustrative figures.
    #[must_use]
    pub fn is_sourced(&self) -> bool {
        !self.sources.is_empty()
    }

    /// Its page's file, where it has one.
    #[must_use]
    pub fn page(&self, sources: &Sources) -> Option<FileId> {
        let mut files = self.places.iter().map(|place| place.file);
        files.find(|file| is_markdown(&sources.get(*file).path))
    }
}

/// All initiatives, the latest started first, then by code.
#[derive(Debug, Clone, Default)]
pub struct Initiatives(pub Vec<Initiative>);

impl Initiatives {
    /// The initiative with this id.
    #[must_use]
    pub fn get(&self, id: InitiativeId) -> &Initiative {
        &self.0[id.0 as usize]
    }

    /// All initiatives with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (InitiativeId, &Initiative)> {
        self.0
            .iter()
            .enumerate()
            .map(|(i, initiative)| (InitiativeId(i as u32), initiative))
    }
}
