//! What titles and names say of a period.

use super::*;

fn told(mention: PeriodMention) -> String {
    match mention {
        PeriodMention::Whole(period) => period.code(),
        PeriodMention::Part(part) => format!(
            "part {}",
            part.of(Year::calendar(2000))
                .unwrap()
                .code()
                .trim_start_matches("2000-")
        ),
        PeriodMention::Year(year) => format!("year {}", year_told(year)),
        PeriodMention::BareYear(year) => format!("bare {}", year_told(year)),
        PeriodMention::Perhaps(period) => format!("perhaps {}", period.code()),
        PeriodMention::Unclear(_) => "unclear".to_owned(),
        PeriodMention::WithoutStart(_) => "without start".to_owned(),
        PeriodMention::Shorter => "shorter".to_owned(),
    }
}

fn year_told(year: WrittenYear) -> String {
    match year {
        WrittenYear::One(year) => year.to_string(),
        WrittenYear::Over(first) => format!("over {first}"),
    }
}

fn mentions(tokens: &Tokens, writing: Writing, month: u8) -> String {
    let found = period_mentions(tokens, writing, YearStart::new(month).unwrap());
    found
        .into_iter()
        .map(|(mention, _)| told(mention))
        .collect::<Vec<_>>()
        .join(", ")
}

fn title(text: &str) -> String {
    let tokens = Tokens::of_cells(text.split('|').enumerate());
    mentions(&tokens, Writing::Title, 1)
}

fn name(text: &str) -> String {
    mentions(&Tokens::of_name(text), Writing::Name, 1)
}

#[test]
fn titles_say_their_period() {
    for (text, expected) in [
        ("BÁO CÁO KẾT QUẢ THÁNG 3 NĂM 2019", "2019-03"),
        ("BAO CAO THANG 03 NAM 2019", "2019-03"),
        ("Tháng 3/2019", "2019-03"),
        ("(Tháng 3-2019)", "2019-03"),
        ("Kỳ báo cáo: 03/2019", "2019-03"),
        ("Kỳ báo cáo:|2019-03", "2019-03"),
        ("Kỳ báo cáo: Quý I/2019", "2019-Q1"),
        ("Quý 1, năm 2019", "2019-Q1"),
        ("QUÝ IV NĂM 2019", "2019-Q4"),
        ("6 tháng đầu năm 2019", "2019-H1"),
        ("06 THÁNG CUỐI NĂM 2019", "2019-H2"),
        ("9 tháng đầu năm 2019", "2019-9M"),
        ("9 tháng năm 2019", "2019-9M"),
        ("Tháng:|3|Năm:|2019", "2019-03"),
        ("UBND Quận 3 tháng 5 năm 2019", "2019-05"),
        ("Từ ngày 01/3/2019 đến ngày 31/3/2019", "2019-03"),
        ("(từ 01/01/2019 đến hết ngày 31/03/2019)", "2019-Q1"),
        (
            "Kỳ báo cáo: tháng 3 năm 2019 (Từ ngày 15/02/2019 đến ngày 14/03/2019)",
            "2019-03, shorter",
        ),
        ("Số liệu năm 2019", "year 2019"),
        ("Báo cáo Q1/2019", "2019-Q1"),
        ("UBND Q1 năm 2019", "shorter, year 2019"),
        ("Từ ngày 01/9 đến ngày 30/9", "part 09"),
        ("Số liệu từ 01/7 - 30/9 năm 2019", "2019-Q3"),
        ("(01/01 đến 31/12)", "part 2000"),
        ("From 01/02 to 28/02, năm 2019", "2019-02"),
        ("01/02 ~ 29/02 năm 2020", "2020-02"),
        ("Số liệu ngày 01/9/2019 đến ngày 30/9/2019", "2019-09"),
        ("Năm 2019 (số liệu đến 31/12/2019)", "year 2019"),
        ("Báo cáo năm 2019 (lần 2)", "year 2019"),
        ("Báo cáo định kỳ năm 2019", "year 2019"),
        ("Tháng 3", "part 03"),
        ("Tháng 3 năm 2019 so với cùng kỳ năm 2018", "2019-03"),
        ("Kỳ báo cáo: tháng ..... năm .....", "shorter"),
        ("THÁNG BA NĂM 2019", "2019-03"),
        ("Tháng năm năm 2019", "2019-05"),
        ("Báo cáo tháng năm 2019", "shorter, year 2019"),
        ("Báo cáo mỗi tháng một lần năm 2019", "shorter, year 2019"),
        ("Thg 3/2019", "2019-03"),
        ("Quý hai năm 2019", "2019-Q2"),
        ("QI/2019", "2019-Q1"),
        ("Q.II/2019", "2019-Q2"),
        ("3 tháng đầu năm 2019", "2019-Q1"),
        ("6 tháng năm 2019", "2019-H1"),
        ("Sáu tháng đầu năm 2019", "2019-H1"),
        ("nửa đầu năm 2019", "2019-H1"),
        ("9T/2019", "2019-9M"),
        ("Từ tháng 1 đến tháng 3 năm 2019", "2019-Q1"),
        ("Từ tháng 01/2019 đến tháng 6/2019", "2019-H1"),
        ("(01/01/2019 - 31/03/2019)", "2019-Q1"),
        ("01/7–30/9/2019", "2019-Q3"),
        ("Kỳ báo cáo: 2019-03-15", ""),
        ("Kỳ: 03.2019", "2019-03"),
        ("Kỳ: 2010-11", "unclear"),
        ("Kỳ: 2010.11", "unclear"),
        ("REPORT FOR MARCH 2019", "2019-03"),
        ("First quarter of 2019", "2019-Q1"),
        ("Năm học 2018-2019", "year over 2018"),
        ("Tháng 3 năm học 2018-2019", "without start"),
    ] {
        assert_eq!(title(text), expected, "{text}");
    }
}

#[test]
fn days_documents_and_names_are_no_periods() {
    for text in [
        "Quận 1, ngày 05 tháng 4 năm 2019",
        "Kèm theo Công văn số 123/UBND-VP ngày 05/4/2019 năm 2018",
        "(Ban hành kèm theo Thông tư số 02/2017/TT-VPCP ngày 31 tháng 10 năm 2017)",
        "Nghị quyết số 54/2017/QH14",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM 2019",
        "Giai đoạn 2018-2019",
        "Tổng công ty May 2019",
        "Biểu số 06a/VPCP/KSTT",
        "Báo cáo ngày 30/9 năm 2019",
        "Áp dụng từ ngày 01/01/2019",
        "",
    ] {
        assert_eq!(title(text), "", "{text}");
    }
}

#[test]
fn what_follows_days_with_their_year_is_read() {
    let days = "Từ ngày 16/2 năm 2019 đến ngày 15/3 năm 2019";
    assert_eq!(title(days), "shorter");
    assert_eq!(
        title(&format!("{days} (Quý I năm 2018)")),
        "shorter, 2018-Q1"
    );
}

#[test]
fn what_is_not_one_period_is_not_clear() {
    for text in [
        "Từ tháng 1 đến tháng 5 năm 2019",
        "Tháng 1, 2 và 3 năm 2019",
        "Tháng 1-3/2019",
        "Lũy kế đến tháng 3 năm 2019",
        "5 tháng đầu năm 2019",
        "quá hạn trên 6 tháng",
        "Quý I và quý II năm 2019",
        "Tuần 2 tháng 7 năm 2019",
        "BÁO CÁO TUẦN THỨ HAI, THÁNG 7/2019",
        "Tháng 7/2019 - Tuần II",
        "15 ngày đầu tháng 7 năm 2019",
        "Cuối tháng 7/2019",
        "Đợt 1 tháng 7/2019",
    ] {
        assert!(title(text).contains("unclear"), "{text}: {}", title(text));
    }
    assert_eq!(title("Báo cáo hàng tháng năm 2019"), "shorter, year 2019");
    let since = "Tháng 9/2019 (số liệu tính từ 01/01/2019)";
    assert_eq!(title(since), "2019-09, unclear");
}

#[test]
fn a_year_beside_what_says_another_time_is_not_the_period() {
    for text in [
        "Năm 2019 (Từ 15/8 đến 14/9)",
        "Năm 2019, từ 15/8/2019 - 14/9/2019",
        "Từ 15/8 ~ 14/9 năm 2019",
        "Năm 2019 (from 15/8 to 14/9)",
        "Năm 2019|Số liệu ngày 30/9 ~ Quận 1",
        "Từ 01/02 đến 30/02 năm 2019",
        "Năm 2019 (Số liệu tính đến 30/9/2019)",
        "Năm 2019 - số liệu đến ngày 30/9",
        "Năm 2019|Tính đến thời điểm 30/9/2019",
        "Năm 2019|Tính đến ngày 30 tháng 9 năm 2019",
        "Năm 2019|Ngày chốt số liệu: 30/9/2019",
        "Năm 2019|Thời điểm báo cáo: 30/9/2019",
        "Năm 2019 (30/9)",
        "Năm 2019|Số liệu ngày 30/9",
        "Năm 2019|Kỳ: 9",
        "Kỳ báo cáo: 9|Năm: 2019",
        "Kỳ 1 năm 2019",
        "Năm 2019 đến nay",
        "Tuần 36 năm 2019",
        "Đợt 2 năm 2019",
        "Báo cáo lần 9 năm 2019",
        "Nửa năm 2019",
        "Giữa năm 2019",
        "Học kỳ I năm học 2018-2019",
        "HK1 năm học 2018-2019",
        "HỌC KÌ II - NĂM HỌC 2018-2019",
        "Giữa kỳ năm học 2018-2019",
        "Đầu năm học 2018-2019",
        "Cuối năm học 2018-2019",
        "Sơ kết đợt 1 năm học 2018-2019",
    ] {
        let told = title(text);
        let is_whole = told.split(", ").any(|one| one.starts_with("20"));
        assert!(told.contains("shorter") && !is_whole, "{text}: {told}");
    }
}

#[test]
fn names_say_their_period() {
    for (text, expected) in [
        ("bao-cao-quan-1-thang-3-2019", "2019-03"),
        ("BaoCao_Q1_Thang03_2019", "shorter, 2019-03"),
        ("Tháng 3", "part 03"),
        ("T3", "part 03"),
        ("BC T3.2019", "2019-03"),
        ("bao-cao-2019-03", "2019-03"),
        ("2019-Q1", "2019-Q1"),
        ("2019-h2 quan 1", "2019-H2"),
        ("2019-9m", "2019-9M"),
        ("quy-i-2019", "2019-Q1"),
        ("Quý II.2019", "2019-Q2"),
        ("6-thang-dau-nam-2019", "2019-H1"),
        ("quan-6-thang-3-2019", "2019-03"),
        ("quan-9-thang-2019", "unclear"),
        ("quan-3-2019", "bare 2019"),
        ("bao-cao-03-2019", "perhaps 2019-03"),
        ("nam-2019", "year 2019"),
        ("2019", "bare 2019"),
        ("2019-03-15", "bare 2019"),
        ("20190315", ""),
        ("thang-1-3-2019", "unclear"),
        ("T1-T3-2019", "2019-Q1"),
        ("bc tuan 2 thang 7-2019", "unclear"),
        ("bc tuan 36 quy III-2019", "unclear"),
        ("dot 2 6-thang-dau-nam-2019", "unclear"),
        ("Tuấn gửi tháng 7-2019", "2019-07"),
        ("BC 9T 2019", "2019-9M"),
        ("bao-cao-6T-2019", "2019-H1"),
        ("Q9T3-2019", "2019-03"),
        ("2010-11", "unclear"),
        ("2018-2019", "bare over 2018"),
        ("2018-19", "bare over 2018"),
        ("quan-1-2018-2019-q1", "without start"),
        ("nam-tai-chinh-2018-2019", "year over 2018"),
        ("school-year-2018-2019", "year over 2018"),
        ("bc-sy-2018-2019", "year over 2018"),
        ("khoa-hoc-2018-2019", "bare over 2018"),
        ("Q1-2019", "shorter, bare 2019"),
    ] {
        assert_eq!(name(text), expected, "{text}");
    }
}

#[test]
fn years_that_begin_in_another_month_are_read_where_that_is_known() {
    for (text, expected) in [
        ("Năm học 2018-2019", "year over 2018"),
        ("NĂM HỌC 2018 – 2019", "year over 2018"),
        ("Năm 2018-2019", "year over 2018"),
        ("Tháng 3 năm học 2018-2019", "2019-03"),
        ("Quý I năm học 2018-2019", "2018/19-Q1"),
        ("Quý I/2019", "2019-Q1"),
        ("9 tháng đầu năm 2018/19", "2018/19-9M"),
        ("Từ ngày 01/9/2018 đến ngày 31/8/2019", "2018/19"),
        ("từ tháng 9/2018 đến tháng 2/2019", "2018/19-H1"),
        ("Kỳ: 2018/19-Q2", "2018/19-Q2"),
    ] {
        let tokens = Tokens::of_cells(text.split('|').enumerate());
        assert_eq!(mentions(&tokens, Writing::Title, 9), expected, "{text}");
    }
    let name = |text: &str| mentions(&Tokens::of_name(text), Writing::Name, 9);
    assert_eq!(name("quan-1-2018-2019-q1"), "2018/19-Q1");
    assert_eq!(name("bao-cao-nam-hoc-2018-2019"), "year over 2018");
}
