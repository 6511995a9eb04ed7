//! Formulas that saved empty text: what they would give is neither what stands above nor what a blank cell is declared to be.

use super::*;

const BOOK: &str = "data/observations/a.xls";
const DEFAULTS: &str = "data/observations/_defaults.toml";

/// A sheet of XML; a cell `=RC[1]` has that formula, and empty text for its result.
fn book(rows: &[&str]) -> String {
    let cell = |text: &str| match text.parse::<f64>() {
        Ok(_) => format!("<Cell><Data ss:Type=\"Number\">{text}</Data></Cell>"),
        Err(_) if text.starts_with('=') => {
            format!("<Cell ss:Formula='{text}'><Data ss:Type=\"String\"></Data></Cell>")
        }
        Err(_) => format!("<Cell><Data ss:Type=\"String\">{text}</Data></Cell>"),
    };
    let rows = rows.iter().map(|row| {
        let cells: String = row.split('|').map(cell).collect();
        format!("<Row>{cells}</Row>")
    });
    format!(
        "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\
         <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\
         <Worksheet ss:Name=\"a\"><Table>{}</Table></Worksheet></Workbook>",
        rows.collect::<String>()
    )
}

fn site(defaults: &str, rows: &[&str]) -> ReadSite {
    read_site(&[(BOOK, &book(rows)), (DEFAULTS, defaults)])
}

const HEADER: &str = "unit|period|resolved_early|resolved_on_time|resolved_late|post";

#[test]
fn an_empty_key_that_a_formula_may_fill_is_not_filled_from_above() {
    let rows = |row| {
        [
            HEADER,
            "quan-1|2019-03|1|2|3|4",
            row,
            "quan-3|2019-05|1|2|3|4",
        ]
    };
    for (row, place) in [
        ("=R[1]C|2019-04|1|2|3|4", "3:1"),
        ("=VLOOKUP(R1C1,R9C1:R9C2,2)|2019-04|1|2|3|4", "3:1"),
        ("quan-3|=R[1]C|1|2|3|4", "3:2"),
        ("quan-3|=TEXT(R9C9,\"0\")|1|2|3|4", "3:2"),
    ] {
        for defaults in ["fill_down = [\"unit\", \"period\"]\n", ""] {
            let told = site(defaults, &rows(row)).told;
            assert_eq!(
                told,
                [format!("error formula-without-result a.xls:{place}")],
                "{row}"
            );
        }
    }
    let empty = "=IF(R9C9=\"\",\"\",R9C9)|2019-04|1|2|3|4";
    let read = site("fill_down = [\"unit\"]\n", &rows(empty));
    assert!(read.told.is_empty(), "{:?}", read.told);
    assert_eq!(read.observations[1], "dung-han quan-1 2019-04 · 3/6");
}

#[test]
fn an_empty_figure_that_a_formula_may_fill_is_not_what_a_blank_one_means() {
    let row = |formula: &str| format!("quan-1|2019-03|1|{formula}|3|4");
    let blank = "[blank]\nresolved_on_time = 0\n";
    for formula in [
        "=IF(RC[1]=\"\",\"\",RC[2]-RC[1])",
        "=VLOOKUP(1,R9C1:R9C2,2)",
    ] {
        let told = site(blank, &[HEADER, &row(formula)]).told;
        assert_eq!(
            told,
            ["error formula-without-result a.xls:2:4"],
            "{formula}"
        );
    }
    let read = site(blank, &[HEADER, &row("=IF(R9C9=\"\",\"\",R9C9)")]);
    assert!(read.told.is_empty(), "{:?}", read.told);
    assert_eq!(read.observations[0], "dung-han quan-1 2019-03 · 1/4");
    let read = site("", &[HEADER, &row("=VLOOKUP(1,R9C1:R9C2,2)")]);
    assert_eq!(read.told, ["warning gap-in-sum a.xls:2:4"]);
    let warning = read.diagnostics.iter().next().unwrap();
    assert_eq!(warning.lines_to_paste(), None);
}
