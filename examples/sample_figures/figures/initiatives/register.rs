//! The register of initiatives as tables: a file a kind of unit, each as its senders save theirs.

use super::{FOLDER, Initiative};
use crate::figures::Files;
use crate::figures::random::Random;
use crate::figures::story;
use crate::figures::table::Table;
use crate::figures::units::{Kind, Unit};

const DEFAULTS: &str = "\
# Mọi sáng kiến trong thư mục này là sáng kiến minh họa, do examples/sample_figures tạo ra từ các tệp TOML của nó; không đơn vị nào
# đã làm hay đã áp dụng những việc này. Sáng kiến có nguồn nằm ở content/sang-kien/, không lẫn với thư mục này.
illustrative = true
";

/// The columns, as the form names them.
const COLUMNS: [&str; 28] = [
    "Mã",
    "Tên",
    "Tóm tắt",
    "Đơn vị",
    "Tác giả",
    "Hình thức",
    "Loại",
    "Lĩnh vực",
    "Nội dung CCHC",
    "Vấn đề",
    "Giải pháp",
    "Tính mới",
    "Ngày áp dụng",
    "Giai đoạn",
    "Phạm vi",
    "Đối tượng",
    "Chỉ tiêu",
    "Kết quả",
    "Chi phí",
    "Điều kiện",
    "Khó khăn",
    "Bài học",
    "Khả năng nhân rộng",
    "Đã áp dụng tại",
    "Công nhận",
    "Kiểm chứng",
    "Đầu mối",
    "Cập nhật",
];

/// Writes the folder: districts as Excel saves them, under a title; departments with tabs; wards with commas.
pub(super) fn write(files: &mut Files, initiatives: &[Initiative], units: &[Unit]) {
    let mut put = |name: &str, text: String| {
        files.insert(format!("{FOLDER}/{name}"), text.into_bytes());
    };
    put("_defaults.toml", DEFAULTS.to_owned());
    let mut districts = Table::of_excel();
    districts.row(["DANH MỤC SÁNG KIẾN, GIẢI PHÁP, CÁCH LÀM HAY CỦA QUẬN, HUYỆN (MINH HỌA)"]);
    districts.row([""]);
    let tables = [
        (Kind::District, "quan-huyen.csv", districts),
        (Kind::Department, "so-nganh.tsv", Table::new('\t')),
        (Kind::Ward, "phuong-xa.csv", Table::new(',')),
    ];
    for (kind, name, mut table) in tables {
        table.row(COLUMNS);
        for initiative in initiatives.iter().filter(|i| i.kind == kind) {
            table.row(cells(initiative, units));
        }
        put(name, table.into_text());
    }
}

/// The cells of a row, in the order of [`COLUMNS`].
fn cells(initiative: &Initiative, units: &[Unit]) -> [String; 28] {
    let draft = initiative.draft.clone();
    let adopters: Vec<_> = initiative.adopters.iter().map(|a| a.written()).collect();
    [
        draft.id.clone(),
        format!("{} (minh họa)", draft.title),
        draft.summary,
        written(&draft.unit, initiative.kind, units),
        draft.authors.join("; "),
        draft.form,
        draft.initiative_type,
        draft.field,
        draft.area,
        draft.problem,
        draft.solution,
        draft.novelty,
        day(&draft.started, initiative.kind),
        draft.stage,
        draft.scope,
        draft.beneficiaries.join("; "),
        draft.indicators.join("; "),
        draft.results,
        draft.cost,
        draft.requirements,
        draft.difficulties,
        draft.lessons,
        draft.replicability,
        adopters.join("; "),
        draft.recognition,
        draft.verification,
        contact(&draft.unit, units),
        day(&updated(&draft.id), initiative.kind),
    ]
}

/// The unit as the senders write it: wards by code, since many share a name; others by name.
fn written(code: &str, kind: Kind, units: &[Unit]) -> String {
    match kind {
        Kind::Ward => code.to_owned(),
        Kind::District | Kind::Department => name_of(code, units),
    }
}

/// A whole date as the senders write it: districts day first. A vague one stays as it is.
fn day(date: &str, kind: Kind) -> String {
    let parts: Vec<_> = date.split('-').collect();
    match parts[..] {
        [year, month, day] if kind == Kind::District => format!("{day}/{month}/{year}"),
        _ => date.to_owned(),
    }
}

/// When the record was last changed: after the last month with figures began, before the campaign's last announcement.
fn updated(id: &str) -> String {
    let mut random = Random::new(story::SEED, &format!("cap-nhat/{id}"));
    format!("2019-09-{:02}", random.between(16, 30))
}

/// The office to ask.
fn contact(code: &str, units: &[Unit]) -> String {
    let name = name_of(code, units);
    let Some(unit) = units.iter().find(|unit| unit.code == code) else {
        return name;
    };
    match unit.kind {
        Kind::District => format!("Văn phòng Ủy ban nhân dân {name}"),
        Kind::Department => format!("Văn phòng {name}"),
        Kind::Ward => format!("Ủy ban nhân dân {name}, {}", name_of(&unit.parent, units)),
    }
}

fn name_of(code: &str, units: &[Unit]) -> String {
    units
        .iter()
        .find(|unit| unit.code == code)
        .map_or_else(|| code.to_owned(), |unit| unit.name.clone())
}
