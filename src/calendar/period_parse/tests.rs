//! Every form of every period, and what is none.

use super::*;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization as _;

fn april() -> Option<YearStart> {
    YearStart::new(4)
}

fn code(text: &str, start: Option<YearStart>) -> String {
    Period::parse_in(text, start).map_or_else(|| "-".to_owned(), Period::code)
}

/// As people write them in Vietnamese and English.
const FORMS: [(&str, &[&str]); 9] = [
    (
        "2019-03",
        &[
            "2019-03",
            "03/2019",
            "3/2019",
            "2019-3",
            "03-2019",
            "3-2019",
            "03.2019",
            "3.2019",
            "03 2019",
            "3 2019",
            "2019/03",
            "2019/3",
            "2019.03",
            "2019.3",
            "2019 03",
            "2019_03",
            "2019 - 03",
            " 3 / 2019",
            "2019M03",
            "2019-M03",
            "2019M3",
            "T3/2019",
            "t03/2019",
            "T03-2019",
            "T3.2019",
            "T3 2019",
            "T.3/2019",
            "2019T3",
            "Th3/2019",
            "Thg 3/2019",
            "Thg3-2019",
            "tháng 3/2019",
            "Tháng 03/2019",
            "Tháng 3-2019",
            "Tháng 3 - 2019",
            "Tháng 3–2019",
            "Tháng 3.2019",
            "Tháng 3 2019",
            "tháng 3 năm 2019",
            "tháng 3, năm 2019",
            "Tháng 3, 2019",
            "THÁNG 3 NĂM 2019",
            "tháng 3 của năm 2019",
            "Tháng III/2019",
            "Tháng Ba 2019",
            "tháng ba năm 2019",
            "kỳ tháng 3/2019",
            "Kỳ báo cáo: tháng 3/2019",
            "trong tháng 3 năm 2019",
            "năm 2019, tháng 3",
            "năm 2019 - tháng 3",
            "2019, tháng 3",
            "thang 3/2019",
            "THANG 3 NAM 2019",
            "March 2019",
            "MARCH 2019",
            "Mar 2019",
            "Mar-2019",
            "Mar. 2019",
            "Mar/2019",
            "March, 2019",
            "2019 March",
            "2019-Mar",
            "month 3 of 2019",
            "01/03/2019",
            "1/3/2019",
            "01-03-2019",
            "01.03.2019",
            "2019-03-01",
            "2019/03/01",
            "2019-03-01 00:00:00",
            "2019-03-01T00:00:00.000Z",
            "01/03/2019 00:00",
            "1 March 2019",
            "March 1, 2019",
            "1-Mar-2019",
            "từ 01/03/2019 đến 31/03/2019",
            "01/03/2019 - 31/03/2019",
            "01/3–31/3/2019",
            "Tháng\n3/2019",
        ],
    ),
    (
        "2019-05",
        &[
            "tháng năm năm 2019",
            "tháng năm/2019",
            "May 2019",
            "Tháng Năm, năm 2019",
        ],
    ),
    (
        "2019-12",
        &[
            "12/2019",
            "Tháng 12 năm 2019",
            "tháng mười hai năm 2019",
            "tháng chạp 2019",
            "T12-2019",
            "Dec 2019",
            "2019.12",
            "2019M12",
        ],
    ),
    (
        "2019-Q1",
        &[
            "2019-Q1",
            "quý 1/2019",
            "quý I/2019",
            "Quý I năm 2019",
            "quý 1 năm 2019",
            "Quý I-2019",
            "quý 1-2019",
            "Quý I - 2019",
            "Quý 1.2019",
            "Quý I 2019",
            "Quý I, 2019",
            "Quý I, năm 2019",
            "Quý 01/2019",
            "QUÝ I / 2019",
            "Quí I/2019",
            "Quý một năm 2019",
            "quy 1/2019",
            "Q1/2019",
            "Q1-2019",
            "Q1.2019",
            "Q1 2019",
            "Q.1/2019",
            "QI/2019",
            "Q.I/2019",
            "Q I-2019",
            "q1  2019",
            "2019 Q1",
            "2019Q1",
            "2019/Q1",
            "2019.Q1",
            "1Q2019",
            "1Q 2019",
            "1st quarter 2019",
            "first quarter of 2019",
            "quarter 1, 2019",
            "quarter I, 2019",
            "Q1 of 2019",
            "năm 2019 quý I",
            "2019, quý I",
            "3 tháng đầu năm 2019",
            "ba tháng đầu năm 2019",
            "first three months of 2019",
            "từ tháng 1 đến tháng 3 năm 2019",
            "tháng 1 - tháng 3/2019",
            "T1-T3/2019",
            "Jan-Mar 2019",
            "January to March 2019",
            "01/2019 - 03/2019",
            "từ 01/01/2019 đến 31/03/2019",
            "từ ngày 01/01/2019 đến hết ngày 31/03/2019",
            "từ ngày 1 tháng 1 đến ngày 31 tháng 3 năm 2019",
            "01/01–31/03/2019",
            "2019-01-01 - 2019-03-31",
        ],
    ),
    (
        "2019-Q4",
        &[
            "Quý IV/2019",
            "quý 4/2019",
            "2019-Q4",
            "Q4 / 2019",
            "quý bốn năm 2019",
            "4th quarter of 2019",
            "3 tháng cuối năm 2019",
        ],
    ),
    (
        "2019-H1",
        &[
            "2019-H1",
            "2019-h1",
            "6 tháng đầu năm 2019",
            "06 tháng đầu năm 2019",
            "sáu tháng đầu năm 2019",
            "6 tháng đầu 2019",
            "6T đầu năm 2019",
            "6T đầu 2019",
            "6T/2019",
            "6T 2019",
            "6T-2019",
            "6T2019",
            "6 tháng/2019",
            "6 tháng 2019",
            "6 tháng năm 2019",
            "6 thang dau nam 2019",
            "6M 2019",
            "nửa đầu năm 2019",
            "nửa năm đầu 2019",
            "H1 2019",
            "H1/2019",
            "1H2019",
            "2019H1",
            "2019 H1",
            "first half 2019",
            "first half of 2019",
            "1st half of 2019",
            "first six months of 2019",
            "từ 01/01/2019 đến 30/06/2019",
            "năm 2019: 6 tháng đầu năm",
        ],
    ),
    (
        "2019-H2",
        &[
            "2019-H2",
            "6 tháng cuối năm 2019",
            "6 THÁNG CUỐI NĂM 2019",
            "6T cuối 2019",
            "nửa cuối năm 2019",
            "H2-2019",
            "second half of 2019",
            "last six months of 2019",
        ],
    ),
    (
        "2019-9M",
        &[
            "2019-9M",
            "9 tháng 2019",
            "9 tháng/2019",
            "9 tháng năm 2019",
            "9 tháng đầu năm 2019",
            "9 THÁNG ĐẦU NĂM 2019",
            "chín tháng đầu năm 2019",
            "9 Tháng\u{a0}2019",
            "9T 2019",
            "9T/2019",
            "9T2019",
            "9M 2019",
            "9M/2019",
            "2019 9M",
            "first nine months of 2019",
            "first 9 months of 2019",
        ],
    ),
    (
        "2019",
        &[
            "2019",
            "năm 2019",
            "Năm  2019",
            "NĂM 2019",
            "Năm: 2019",
            "cả năm 2019",
            "nam 2019",
            "12 tháng năm 2019",
            "year 2019",
            "full year 2019",
            "2019.0",
            "2019,0",
            " 2019 ",
            "từ 01/01/2019 đến 31/12/2019",
            "01/01/2019-31/12/2019",
        ],
    ),
];

#[test]
fn every_form() {
    let count: usize = FORMS.iter().map(|(_, forms)| forms.len()).sum();
    assert!(count >= 200, "{count}");
    for (expected, forms) in FORMS {
        for form in forms {
            for start in [None, april()] {
                assert_eq!(code(form, start), expected, "{form}");
            }
            let decomposed: String = form.nfd().collect();
            assert_eq!(code(&decomposed, None), expected, "{form} decomposed");
            let apart = form.replace(' ', "\u{a0}");
            assert_eq!(code(&apart, None), expected, "{form} with no-break spaces");
            let upper = form.to_uppercase();
            assert_eq!(code(&upper, None), expected, "{form} in capitals");
        }
    }
}

#[test]
fn years_that_begin_in_another_month() {
    for (expected, forms) in [
        (
            "2018/19",
            &[
                "2018/19",
                "2018-19",
                "2018–19",
                "2018-2019",
                "2018/2019",
                "2018 - 2019",
                "năm 2018-2019",
                "Năm học 2018-2019",
                "năm học 2018 – 2019",
                "NĂM HỌC: 2018-2019",
                "niên độ 2018-2019",
                "niên khóa 2018-2019",
                "niên khoá 2018-2019",
                "năm tài chính 2018-2019",
                "năm 2018/19",
                "FY2018/19",
                "FY 2018-19",
                "FY2018-2019",
                "fiscal year 2018/19",
                "school year 2018-2019",
                "từ 01/04/2018 đến 31/03/2019",
            ][..],
        ),
        (
            "2018/19-Q1",
            &[
                "2018/19-Q1",
                "Q1 2018/19",
                "Q1 FY2018/19",
                "2018-19 Q1",
                "2018-2019-Q1",
                "Quý I năm 2018/19",
                "Quý I/2018-2019",
                "quý 1 năm học 2018-2019",
                "first quarter of 2018/19",
            ],
        ),
        (
            "2018/19-H2",
            &[
                "2018/19-H2",
                "6 tháng cuối năm 2018/19",
                "6 tháng cuối năm học 2018-2019",
                "second half of 2018/19",
                "01/10/2018 - 31/03/2019",
                "T10/2018-T3/2019",
            ],
        ),
        (
            "2018/19-9M",
            &["2018/19-9M", "9 tháng đầu năm 2018/19", "9T 2018-2019"],
        ),
        (
            "2019-03",
            &["tháng 3 năm học 2018-2019", "Tháng 3 năm 2018/19"],
        ),
        (
            "2010/11",
            &["2010/11", "2010-2011", "FY2010-11", "năm học 2010-11"],
        ),
        ("1999/00", &["1999/00", "1999-2000"]),
    ] {
        for form in forms {
            assert_eq!(code(form, april()), expected, "{form}");
            if expected != "2019-03" {
                assert_eq!(code(form, None), "-", "{form}");
                assert_eq!(code(form, Some(YearStart::CALENDAR)), "-", "{form}");
            }
        }
    }
    for text in [
        "2018/20",
        "2018-2020",
        "2018-20",
        "2018-18",
        "FY2018",
        "năm học 2019",
        "18/19",
    ] {
        assert_eq!(code(text, april()), "-", "{text}");
    }
    // Half of a school year, in months that no half of a fiscal year has.
    assert_eq!(code("01/09/2018 - 28/02/2019", april()), "-");
    assert_eq!(
        code("01/09/2018 - 28/02/2019", YearStart::new(9)),
        "2018/19-H1"
    );
}

#[test]
fn what_can_be_read_in_two_ways_is_not_read() {
    for text in ["2019.1", "2010/11", "2010 - 11", "năm 2010-11"] {
        assert_eq!(Readings::of(text).0.len(), 2, "{text}");
        assert_eq!(code(text, None), "-", "{text}");
    }
    assert_eq!(Readings::of("2010-11").0.len(), 2);
    // As a code it is a month, whatever else it may be in a table.
    assert_eq!(code("2010-11", april()), "2010-11");
}

#[test]
fn parts_of_years_are_none_without_a_year() {
    let told = |text: &str| match Readings::of(text).one() {
        Some(PeriodReading::Part(part)) => part.of(Year::calendar(2000)).unwrap().code(),
        other => format!("{other:?}"),
    };
    for (text, expected) in [
        ("Tháng 9", "2000-09"),
        ("T9", "2000-09"),
        ("tháng chín", "2000-09"),
        ("September", "2000-09"),
        ("Quý III", "2000-Q3"),
        ("Q3", "2000-Q3"),
        ("6 tháng đầu năm", "2000-H1"),
        ("9 tháng", "2000-9M"),
        ("Cả năm", "2000"),
    ] {
        assert_eq!(told(text), expected, "{text}");
        assert_eq!(code(text, april()), "-", "{text}");
    }
}

#[test]
fn nothing_else() {
    for text in [
        "",
        " ",
        "19",
        "9",
        "2019-",
        "2019-00",
        "2019-13",
        "13/2019",
        "0/2019",
        "003/2019",
        "2019-003",
        "2019-Q0",
        "2019-Q5",
        "quý 5/2019",
        "quý V/2019",
        "quý IIII/2019",
        "I/2019",
        "V/2019",
        "20190301",
        "201903",
        "032019",
        "T32019",
        "2019-03-02",
        "03/01/2019",
        "15/03/2019",
        "ngày 01/03/2019",
        "01/03-2019",
        "31/02/2019",
        "2019-03-01 08:00",
        "1899",
        "2200",
        "0000",
        "20199",
        "2019-H3",
        "3T/2019",
        "3 tháng 2019",
        "12T/2019",
        "5 tháng đầu năm 2019",
        "9 tháng cuối năm 2019",
        "Mar-19",
        "T3/19",
        "03/19",
        "Quý I/19",
        "1-3/2019",
        "tháng 2019",
        "tháng năm 2019",
        "thang nam 2019",
        "tháng 13/2019",
        "tháng 1, 2/2019",
        "Tháng 1 và 2 năm 2019",
        "quý I, II/2019",
        "từ tháng 1 đến tháng 5 năm 2019",
        "từ 15/08/2019 đến 14/09/2019",
        "01/01/2019 - 31/02/2019",
        "từ tháng 3/2019",
        "đến tháng 3/2019",
        "lũy kế đến tháng 3/2019",
        "lũy kế 9 tháng 2019",
        "cùng kỳ năm 2018",
        "FY2019",
        "năm tài chính 2019",
        "quỹ 1/2019",
        "nằm 2019",
        "٢٠١٩",
        "２０１９",
        "2019-٠٣",
        "2019-Q١",
        "quyI/2019",
        "-2019",
        "ăm 2019",
        "đ2019",
        "2019đ",
        "201đ",
        "2019-0x",
        "2019-x0",
        "2019-a1b",
        "2019%",
        "2.019",
        "2019?",
        "2019 (sơ bộ)",
    ] {
        assert_eq!(Period::parse(text), None, "{text}");
    }
    assert_eq!(Period::parse(&" ".repeat(10_000)), None);
}

fn any_period() -> impl Strategy<Value = (Period, Option<YearStart>)> {
    use PeriodLength::{Half, Month, NineMonths, Quarter, Year as Whole};
    let length = prop_oneof![
        Just(Month),
        Just(Quarter),
        Just(Half),
        Just(NineMonths),
        Just(Whole)
    ];
    (1900i16..=2198, 1u8..=12, length, 1u8..=12).prop_filter_map(
        "a period begins there",
        |(first, month, length, start)| {
            let start = YearStart::new(start)?;
            let period = Period::in_year(Year { first, start }, month, length)?;
            Some((period, Some(start)))
        },
    )
}

/// One of the ways in which a part of a year and the year are put together.
fn written(period: Period, way: usize) -> String {
    let number = u32::from(period.month_of_year());
    let part = match period.length() {
        PeriodLength::Month => {
            let number = period.month();
            [
                format!("tháng {number}"),
                format!("T{number:02}"),
                format!("Thg {number}"),
            ]
        }
        PeriodLength::Quarter => {
            let number = (number - 1) / 3;
            let roman = ["I", "II", "III", "IV"][number as usize];
            [
                format!("Quý {roman}"),
                format!("quý {}", number + 1),
                format!("Q{}", number + 1),
            ]
        }
        PeriodLength::Half if number == 1 => {
            ["6 tháng đầu".to_owned(), "6T".to_owned(), "H1".to_owned()]
        }
        PeriodLength::Half => [
            "6 tháng cuối".to_owned(),
            "nửa cuối".to_owned(),
            "H2".to_owned(),
        ],
        PeriodLength::NineMonths => ["9 tháng đầu".to_owned(), "9T".to_owned(), "9M".to_owned()],
        PeriodLength::Year => ["".to_owned(), "".to_owned(), "".to_owned()],
    };
    let year = match period.its_year() {
        year if year.start.is_calendar() => [year.to_string(), year.to_string()],
        year => [
            year.to_string(),
            format!("{}-{}", year.first, year.first + 1),
        ],
    };
    let (part, year) = (&part[way % 3], &year[way / 3 % 2]);
    if part.is_empty() {
        return format!(
            "{}{year}",
            ["năm ", "Năm học "][usize::from(!period.year_start().is_calendar())]
        );
    }
    let joined = ["/", "-", " - ", ".", " ", " năm ", ", năm ", "–"][way / 6 % 8];
    match way / 48 % 2 {
        0 => format!("{part}{joined}{year}"),
        _ => format!("năm {year}{}{part}", [", ", " - ", " ", "/"][way / 96 % 4]),
    }
}

proptest! {
    #[test]
    fn codes_are_read_back((period, start) in any_period()) {
        prop_assert_eq!(Period::parse_in(&period.code(), start), Some(period));
        prop_assert_eq!(Period::parse_in(&format!("  {}", period.code().to_lowercase()), start), Some(period));
    }

    /// However it is put together, it is read as what it was, or refused where it can be read in two ways.
    #[test]
    fn forms_are_read_back((period, start) in any_period(), way in 0usize..384) {
        let text = written(period, way);
        let read = Period::parse_in(&text, start);
        if read != Some(period) {
            prop_assert!(read.is_none() && Readings::of(&text).0.len() == 2, "{}: {:?}", text, read);
        }
    }

    /// A part that is read without its year is the same part with it.
    #[test]
    fn no_text_panics(text in "\\PC{0,12}", near in "[quýthánăm 0-9/IVQTHM.–-]{0,16}") {
        for text in [text, near] {
            if let Some(period) = Period::parse_in(&text, april()) {
                prop_assert_eq!(Period::parse_in(&period.code(), april()), Some(period));
            }
        }
    }

    /// What says a number beside a period is no period: nothing is left over.
    #[test]
    fn nothing_is_left_over((period, start) in any_period(), way in 0usize..384, more in "( và | với |,| ;|\\+)[1-9]{1,2}") {
        let text = written(period, way) + &more;
        let is_code = Period::parse_in(&text, start).is_none_or(|read| read != period);
        prop_assert!(is_code, "{}", text);
    }
}
