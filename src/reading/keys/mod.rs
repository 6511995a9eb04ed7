//! Every key of every file, each once: readers ask for no others, `docs/khoa.md` and `docs/keys.md` are made of them, and so
//! are the comments of scaffolds. What a key means stands in `keys.toml` of the language files.

mod guide;
#[cfg(test)]
mod tests;

pub use guide::guide;

use super::column::NAMES;
use super::field_reader::FIELD_COLUMNS;
use super::initiative_reader::REGISTER_COLUMNS;
use super::outside_index_reader::INDEX_COLUMNS;
use super::unit_reader::UNIT_COLUMNS;
use crate::source::toml::{Key, Keys};

/// The tables that guides explain, one section each.
static FILES: &[&Keys] = &[
    &CAMPAIGN,
    &LINK,
    &UNITS,
    &INDICATOR,
    &FIELDS,
    &OBSERVATIONS,
    &DEFAULTS,
    &ROWS,
    &INDICES,
    &INITIATIVE,
    &ANNOUNCEMENT,
    &DOCUMENT,
    &FREE_PAGE,
    &HOME,
    &ACCEPTANCE,
    &EXCLUSION,
    &RELEASE,
];

/// The columns of a register with all their names, the key first; of another file none.
fn columns_of(keys: &Keys) -> &'static [(usize, &'static [&'static str])] {
    match keys.name {
        "units" => &UNIT_COLUMNS,
        "fields" => &FIELD_COLUMNS,
        "indices" => &INDEX_COLUMNS,
        "observations" => &NAMES,
        "initiative" => &REGISTER_COLUMNS,
        _ => &[],
    }
}

const fn required(name: &'static str, example: &'static str) -> Key {
    Key::required(name, example)
}

const fn optional(name: &'static str, example: &'static str) -> Key {
    Key::optional(name, example)
}

/// `campaign.toml`.
pub(crate) static CAMPAIGN: Keys = Keys {
    name: "campaign",
    section: "data/campaign.toml",
    all: &[
        required("title", r#""Thi đua cải cách hành chính năm 2026""#),
        optional("theme", r#""Năm nâng cao chất lượng phục vụ""#),
        optional("organizer", r#""Ủy ban nhân dân Thành phố Hồ Chí Minh""#),
        required("starts", "2026-03-01"),
        required("ends", "2026-12-01"),
        optional("starts_shown", r#""chưa rõ""#),
        optional("announced", "2026-02-27"),
        optional("base_url", r#""https://thidua.example.gov.vn""#),
        optional("languages", r#"["vi"]"#),
        Key::tables(
            "links",
            r#"[{ name = "Cổng Dịch vụ công Quốc gia", url = "https://dichvucong.gov.vn/" }]"#,
            &LINK,
        ),
        optional("contact", r#""Văn phòng Ủy ban nhân dân""#),
        optional("licence", r#""CC-BY-4.0""#),
        optional("illustrative", "true"),
        optional("numbers", r#""vi""#),
        optional("year_starts", r#""09""#),
        optional("initiatives_owed_by", r#"["district", "ward"]"#),
        optional(
            "kinds",
            r#"{ district = "Quận, huyện", ward = "Phường, xã" }"#,
        ),
        optional("labels", r#"{ "Giải quyết trễ hạn" = "resolved_late" }"#),
    ],
};

static LINK: Keys = Keys {
    name: "link",
    section: "data/campaign.toml, [[links]]",
    all: &[
        required("name", r#""Cổng Dịch vụ công Quốc gia""#),
        required("url", r#""https://dichvucong.gov.vn/""#),
    ],
};

/// `units.csv`, its columns.
pub(crate) static UNITS: Keys = Keys {
    name: "units",
    section: "data/units.csv",
    all: &[
        required("code", "quan-3"),
        required("name", "Quận 3"),
        required("kind", "district"),
        optional("short_name", "Q.3"),
        optional("parent", "tphcm"),
        optional("group", "Quận nội thành"),
        optional("official_code", "770"),
        optional("head", "Chủ tịch UBND Quận 3"),
        optional("valid_from", "2019-01-01"),
        optional("valid_to", "2020-12-31"),
        optional("tile_x", "3"),
        optional("tile_y", "2"),
        optional("website", "https://quan3.example.gov.vn/"),
    ],
};

/// `indicators.toml`.
pub(super) static INDICATORS: Keys = Keys {
    name: "indicators",
    section: "data/indicators.toml",
    all: &[Key::tables(
        "indicator",
        r#"[{ code = "dung-han", name = "Tỷ lệ hồ sơ giải quyết đúng hạn", kind = "ratio", target = "> 90", reporters = ["district"] }]"#,
        &INDICATOR,
    )],
};

/// One indicator.
pub(crate) static INDICATOR: Keys = Keys {
    name: "indicator",
    section: "data/indicators.toml, [[indicator]]",
    all: &[
        required("code", r#""dung-han""#),
        required("name", r#""Tỷ lệ hồ sơ giải quyết đúng hạn""#),
        required("kind", r#""ratio""#),
        optional("unit", r#""%""#),
        optional("numerator", r#""resolved_early + resolved_on_time""#),
        optional(
            "denominator",
            r#""resolved_early + resolved_on_time + resolved_late""#,
        ),
        optional("value", r#""post_received""#),
        optional("sample", r#""respondents""#),
        optional("target", r#""> 90""#),
        optional("better", r#""higher""#),
        optional("scope", r#""every-field""#),
        optional("reported", r#""own""#),
        optional("reporters", r#"["district", "ward"]"#),
        optional("frequency", r#""month""#),
        optional("over_time", r#""sum""#),
        optional("headline", r#""cumulative""#),
        optional("sampled", "true"),
        optional("min_sample", "30"),
        optional("sparse_fields", "true"),
        optional("rank_needs", "0.5"),
        optional("weight", "2"),
        optional("whole", "true"),
        optional("decimals", "1"),
        optional("near", "2"),
        optional(
            "definition",
            r#""Trong số hồ sơ đã giải quyết, bao nhiêu phần trăm đúng hạn hoặc trước hạn.""#,
        ),
        optional("source", r#""Kế hoạch số 12/KH-UBND ngày 10/02/2026.""#),
    ],
};

/// `fields.csv`, its columns.
pub(super) static FIELDS: Keys = Keys {
    name: "fields",
    section: "data/fields.csv",
    all: &[required("code", "dat-dai"), required("name", "Đất đai")],
};

/// The columns of tables of figures.
pub(super) static OBSERVATIONS: Keys = Keys {
    name: "observations",
    section: "data/observations/**",
    all: &[
        optional("indicator", "dung-han"),
        optional("unit", "Quận 3"),
        optional("period", "03/2026"),
        optional("field", "Đất đai"),
        optional("numerator", "66"),
        optional("denominator", "80"),
        optional("value", "1.240"),
        optional("sample", "80"),
        optional("note", "Nhập thêm hồ sơ cũ"),
        optional("source", "Báo cáo số 15/BC-UBND"),
        optional("year", "2026"),
        optional("quarter", "1"),
        optional("month", "3"),
    ],
};

/// `_defaults.toml`; any other column of the tables may stand there too.
pub(crate) static DEFAULTS: Keys = Keys {
    name: "defaults",
    section: "_defaults.toml",
    all: &[
        optional("unit", r#""quan-3""#),
        optional("period", r#""2026-03""#),
        optional("indicator", r#""dung-han""#),
        optional("field", r#""Đất đai""#),
        optional("illustrative", "true"),
        optional("numbers", r#""vi""#),
        optional("no_figure", r#"["NA", "[c]"]"#),
        optional("marks", r#"["(p)", "*"]"#),
        optional("scale", "1000"),
        optional("fill_down", r#"["unit"]"#),
        optional("sheets", r#"["Tháng *"]"#),
        optional("across", r#""period""#),
        optional("value", r#""received""#),
        optional("year_starts", r#""09""#),
        optional("blank", "{ resolved_late = 0 }"),
        Key::tables("rows", r#"{ skip = ["Khối *"] }"#, &ROWS),
        optional(
            "columns",
            r#"{ "Đã giải quyết / Trễ hạn" = "resolved_late", "Tỷ lệ" = "" }"#,
        ),
    ],
};

static ROWS: Keys = Keys {
    name: "rows",
    section: "_defaults.toml, [rows]",
    all: &[
        optional("skip", r#"["Khối *"]"#),
        optional("parents", r#""skip""#),
    ],
};

/// `indices.csv`, its columns.
pub(super) static INDICES: Keys = Keys {
    name: "indices",
    section: "data/indices.csv",
    all: &[
        required("index", "PAR INDEX"),
        required("year", "2025"),
        optional("score", "86,4"),
        optional("scale", "100"),
        optional("rank", "12"),
        optional("of", "63"),
        optional("source", "Quyết định số 389/QĐ-BNV"),
        optional("note", "Tăng 2 bậc so với năm trước"),
    ],
};

/// An initiative: a row of the register, or a page's front matter.
pub(crate) static INITIATIVE: Keys = Keys {
    name: "initiative",
    section: "data/initiatives.csv, content/sang-kien/*.md",
    all: &[
        required("id", r#""tien-kiem-ban-ve""#),
        required("title", r#""Tiền kiểm bản vẽ trước khi nhận hồ sơ""#),
        required(
            "summary",
            r#""Người dân gửi bản vẽ để quận xem trước; lỗi được chỉ ra một lần trên phiếu in sẵn.""#,
        ),
        required("unit", r#""quan-3""#),
        optional("authors", r#"["Tổ tiếp nhận hồ sơ xây dựng"]"#),
        required("form", r#""giải pháp""#),
        optional("type", r#""quản lý""#),
        required("field", r#""Xây dựng""#),
        optional("area", r#""TTHC""#),
        required("problem", r#""Hồ sơ bị trả lại nhiều lần vì lỗi bản vẽ.""#),
        required("solution", r#""Xem trước bản vẽ trong một ngày làm việc.""#),
        optional(
            "novelty",
            r#""Lỗi được chỉ ra trước khi nộp, không phải sau.""#,
        ),
        required("started", r#""2026-03""#),
        required("stage", r#""đang áp dụng""#),
        optional("scope", r#""đơn vị""#),
        optional("beneficiaries", r#""Hộ gia đình xin giấy phép xây dựng""#),
        optional("indicators", r#"["dung-han"]"#),
        optional(
            "results",
            r#""Số hồ sơ phải bổ sung giảm còn một phần ba.""#,
        ),
        optional("cost", r#""5 triệu đồng""#),
        optional("requirements", r#""Một cán bộ biết đọc bản vẽ.""#),
        optional("difficulties", r#""Tháng đầu chưa nhiều người biết.""#),
        optional("lessons", r#""Nên in sẵn phiếu lỗi thường gặp.""#),
        optional("replicability", r#""Áp dụng được ở mọi quận.""#),
        optional("adopted_by", r#"["quan-7 2026-05"]"#),
        optional(
            "recognition",
            r#""Quyết định số 120/QĐ-UBND ngày 05/06/2026""#,
        ),
        required("verification", r#""tự báo cáo""#),
        required("contact", r#""Văn phòng Ủy ban nhân dân Quận 3""#),
        optional("attachments", r#"["phieu-loi.pdf"]"#),
        optional("sources", r#"["https://quan3.example.gov.vn/tin/12"]"#),
        required("updated", "2026-06-30"),
        optional("draft", "true"),
    ],
};

/// An announcement's front matter.
pub(crate) static ANNOUNCEMENT: Keys = Keys {
    name: "announcement",
    section: "content/thong-bao/*.md",
    all: &[
        required("title", r#""Nộp hồ sơ qua bưu chính""#),
        required("date", "2026-03-21"),
        optional("updated", "2026-03-25"),
        optional("author", r#""Ban biên tập""#),
        optional("source", r#""Văn phòng Ủy ban nhân dân""#),
        optional("summary", r#""Bốn bước để không phải đến trụ sở.""#),
        optional("cover", r#""quay-tiep-nhan.jpg""#),
        optional("cover_alt", r#""Người dân nộp hồ sơ tại quầy bưu chính""#),
        optional("cover_caption", r#""Ảnh: Ban biên tập""#),
        optional("topics", r#"["Bưu chính công ích"]"#),
        optional("units", r#"["quan-3"]"#),
        optional("indicators", r#"["dung-han"]"#),
        optional("initiatives", r#"["tien-kiem-ban-ve"]"#),
        optional("attachments", r#"["mau-don.docx"]"#),
        optional("draft", "true"),
        optional("publish_at", "2026-03-22T08:00:00+07:00"),
        optional("expires", "2026-06-30"),
        optional("corrects", r#""thong-bao-cu""#),
        Key::tables(
            "document",
            r#"{ form = "Quyết định", number = "12/QĐ-UBND", issued = 2026-03-20 }"#,
            &DOCUMENT,
        ),
        optional("aliases", r#"["tin/nop-ho-so.html"]"#),
    ],
};

static DOCUMENT: Keys = Keys {
    name: "document",
    section: "content/thong-bao/*.md, [document]",
    all: &[
        optional("form", r#""Quyết định""#),
        optional("authority", r#""Ủy ban nhân dân Quận 3""#),
        optional("number", r#""12/QĐ-UBND""#),
        optional("issued", "2026-03-20"),
        optional("effective", "2026-04-01"),
        optional("file", r#""12-qd-ubnd.pdf""#),
    ],
};

/// A free page's front matter.
pub(crate) static FREE_PAGE: Keys = Keys {
    name: "page",
    section: "content/*.md",
    all: &[
        required("title", r#""Giới thiệu""#),
        optional("summary", r#""Phong trào là gì, ai tham gia.""#),
        optional("updated", "2026-03-01"),
        optional("draft", "true"),
        optional("aliases", r#"["ve-chung-toi.html"]"#),
    ],
};

/// The front matter of the words of the home page.
pub(crate) static HOME: Keys = Keys {
    name: "home",
    section: "content/index.md",
    all: &[optional("title", r#""Lời ngỏ""#)],
};

/// `accepted.toml`.
pub(super) static ACCEPTED: Keys = Keys {
    name: "accepted-list",
    section: "data/accepted.toml",
    all: &[Key::tables(
        "accepted",
        r#"[{ code = "figure-jumps", unit = "quan-3", reason = "Đợt cấp đổi giấy tờ tập trung." }]"#,
        &ACCEPTANCE,
    )],
};

/// A warning that was accepted.
pub(super) static ACCEPTANCE: Keys = Keys {
    name: "accepted",
    section: "data/accepted.toml, [[accepted]]",
    all: &[
        required("code", r#""figure-jumps""#),
        optional("unit", r#""quan-3""#),
        optional("indicator", r#""dung-han""#),
        optional("field", r#""dat-dai""#),
        optional("period", r#""2026-05""#),
        optional("value", r#""1210""#),
        optional("file", r#""data/observations/2026-05/quan-3.xlsx""#),
        optional("sheet", r#""Tháng 5""#),
        optional("folder", r#""data/observations/2026-05""#),
        optional("times", "2"),
        required(
            "reason",
            r#""Đợt cấp đổi giấy tờ tập trung trong tháng 5.""#,
        ),
        optional("by", r#""Văn phòng UBND Quận 3""#),
        optional("on", "2026-06-12"),
    ],
};

/// `excluded.toml`.
pub(super) static EXCLUDED: Keys = Keys {
    name: "excluded-list",
    section: "data/excluded.toml",
    all: &[Key::tables(
        "excluded",
        r#"[{ file = "data/observations/thang-5/quan-3.xlsx", unit = "quan-3", indicator = "dung-han", period = "2026-05", reason = "Tử số lớn hơn mẫu số trong báo cáo đã ký." }]"#,
        &EXCLUSION,
    )],
};

/// A figure that was set aside.
pub(super) static EXCLUSION: Keys = Keys {
    name: "excluded",
    section: "data/excluded.toml, [[excluded]]",
    all: &[
        required("file", r#""data/observations/thang-5/quan-3.xlsx""#),
        required("unit", r#""quan-3""#),
        required("indicator", r#""dung-han""#),
        required("period", r#""2026-05""#),
        optional("field", r#""Đất đai""#),
        optional("value", r#""47/44""#),
        required(
            "reason",
            r#""Tử số lớn hơn mẫu số trong báo cáo đã ký; đã hỏi lại đơn vị.""#,
        ),
    ],
};

/// `releases.toml`.
pub(super) static RELEASES: Keys = Keys {
    name: "releases",
    section: "data/releases/releases.toml",
    all: &[Key::tables(
        "release",
        r#"[{ name = "2026-04-10", note = "Số liệu tháng 3" }]"#,
        &RELEASE,
    )],
};

/// What was said of a release.
pub(super) static RELEASE: Keys = Keys {
    name: "release",
    section: "data/releases/releases.toml, [[release]]",
    all: &[
        required("name", r#""2026-04-10""#),
        optional("note", r#""Số liệu tháng 3""#),
        optional("illustrative", "true"),
    ],
};
