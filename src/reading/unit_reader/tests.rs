use super::*;
use crate::model::UnitId;
use crate::reading::column_names::column_names;
use proptest::prelude::*;

fn read(text: &str) -> (Units, Vec<(&'static str, u32, u32)>) {
    let (units, diagnostics) = read_all(text);
    let place = |d: &Diagnostic| d.place.map_or((0, 0), |p| (p.line, p.column));
    (
        units,
        diagnostics
            .iter()
            .map(|d| (d.code.as_str(), place(d).0, place(d).1))
            .collect(),
    )
}

fn read_all(text: &str) -> (Units, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let units = read_units(
        text,
        FileId(0),
        &column_names(&UNIT_COLUMNS, &[]),
        &mut diagnostics,
    );
    (units, diagnostics)
}

#[test]
fn units_are_read_in_order_with_their_parents() {
    let text = "Mã;Tên;Loại;Tên ngắn;Trực thuộc;Khối thi đua;official_code;head;valid_from;valid_to;tile_x;tile_y;website\n\
        p12;Phường 12;ward;P.12;quan-3;;27139;Chủ tịch UBND;01/01/2019;2020-12-31;-1;2;https://a.vn\n\
        quan-3;Quận 3;district;;;Nội thành;;;;;;;\n\
        p13;Phường 13;ward;;Quận 3;;;;;;;;\n";
    let (units, told) = read(text);
    assert_eq!(told, []);
    let all: Vec<&Unit> = units.iter().map(|(_, unit)| unit).collect();
    assert_eq!(
        all.iter().map(|u| u.parent).collect::<Vec<_>>(),
        [Some(UnitId(1)), None, Some(UnitId(1))]
    );
    assert_eq!((all[0].block(), all[1].block()), ("ward", "Nội thành"));
    assert_eq!(all[0].valid_from, Some(jiff::civil::date(2019, 1, 1)));
    assert_eq!((all[0].tile_x, all[0].tile_y), (Some(-1), Some(2)));
    assert_eq!(all[0].place, Place::line(FileId(0), 2));
}

#[test]
fn every_wrong_cell_is_told() {
    let text = "code,name,kind,parent,valid_from,valid_to,tile_x,website\n\
        A 1,,ward,nobody,31/02/2019,x,1.5,www.a.vn\n\
        ,B,,,,,,\n\
        c,C,ward,,2019-05-01,2019-04-01,,\n";
    let (_, told) = read(text);
    let mut expected = vec![
        ("missing-cell", 2, 2),
        ("bad-date", 2, 5),
        ("bad-date", 2, 6),
        ("bad-tile", 2, 7),
        ("bad-address", 2, 8),
        ("bad-code", 2, 1),
        ("missing-cell", 3, 1),
        ("missing-cell", 3, 3),
        ("ends-before-starts", 4, 6),
        ("unknown-parent", 2, 4),
    ];
    let mut told = told;
    told.sort_unstable();
    expected.sort_unstable();
    assert_eq!(told, expected);
}

#[test]
fn codes_are_single() {
    let text = "code,name,kind,official_code\na,A,w,760\nA,B,w,761\nb,C,w,760\n";
    let (units, told) = read(text);
    assert_eq!(
        told,
        [
            ("bad-code", 3, 1),
            ("duplicate-code", 3, 1),
            ("duplicate-official-code", 4, 4)
        ]
    );
    assert_eq!(units.len(), 2);
}

#[test]
fn cycles_are_named_and_cut() {
    let text = "code,name,kind,parent\na,A,w,b\nb,B,w,c\nc,C,w,a\nd,D,w,d\ne,E,w,a\n";
    let (units, diagnostics) = read_all(text);
    let told: Vec<_> = diagnostics
        .iter()
        .map(|d| (d.code.as_str(), d.args[0].1.as_str(), d.related.len()))
        .collect();
    assert_eq!(
        told,
        [
            ("parent-cycle", "a → b → c → a", 2),
            ("parent-cycle", "d → d", 0)
        ]
    );
    assert_eq!(units.top_down().len(), 5);
}

#[test]
fn parents_by_name_must_be_clear() {
    let text = "code,name,kind,parent\nq3,Quận 3,d,\nq5,Quận 5,d,\na,Phường 1,w,q3\nb,Phường 1,w,q5\nc,Ấp 1,w,phường 1\nd,Ấp 2,w,q33\n";
    let (_, diagnostics) = read_all(text);
    let told: Vec<_> = diagnostics
        .iter()
        .map(|d| (d.code.as_str(), d.help))
        .collect();
    assert_eq!(
        told,
        [("ambiguous-parent", None), ("unknown-parent", Some("near"))]
    );
}

#[test]
fn same_names_under_one_parent_are_warned_of() {
    let text = "code,name,kind,parent\nq,Q,d,\na,Phường 1,w,q\nb,phường 1,w,q\nc,Phường 1,w,\n";
    assert_eq!(read(text).1, [("same-name", 4, 2)]);
}

#[test]
fn a_table_needs_its_columns_and_rows() {
    assert_eq!(read("code,name\na,A\n").1, [("missing-column", 1, 0)]);
    assert_eq!(read("code,name,kind\n").1, [("no-units", 0, 0)]);
    assert_eq!(read("").1, [("no-header", 0, 0)]);
}

proptest! {
    #[test]
    fn no_hierarchy_panics(parents in proptest::collection::vec(0usize..12, 1..12)) {
        let rows = parents.iter().enumerate().map(|(i, parent)| format!("u{i},U{i},w,u{parent}\n"));
        let text = format!("code,name,kind,parent\n{}", rows.collect::<String>());
        let (units, _) = read_all(&text);
        prop_assert_eq!(units.top_down().len(), parents.len());
    }
}
