//! Figures of samples below an indicator's smallest: shown, and not judged.

use crate::SiteTest;
use std::fs;

const INDICATOR: &str = "[[indicator]]
code = \"hai-long\"
name = \"Tỷ lệ hài lòng\"
kind = \"ratio\"
target = \"> 80\"
min_sample = 30
reporters = [\"ward\"]
frequency = \"month\"
";

const ROWS: &str = "indicator,unit,period,numerator,denominator
hai-long,quan-3-phuong-1,2019-04,36,40
hai-long,quan-3-phuong-2,2019-04,20,40
hai-long,quan-3-phuong-1,2019-05,5,10
hai-long,quan-3-phuong-2,2019-05,6,10
";

#[test]
fn no_heading_or_table_judges_too_small_a_sample() {
    let test = SiteTest::from_dir("field-left-out");
    test.put("data/indicators.toml", INDICATOR);
    test.put("data/observations/bao-cao.csv", ROWS);
    test.put(
        "data/units.csv",
        "code,name,kind,parent\nquan-3,Quận 3,district,\nquan-3-phuong-1,Phường 1,ward,quan-3\n\
         quan-3-phuong-2,Phường 2,ward,quan-3\n",
    );
    test.run(["build"]).exits(0);
    let page = |path: &str| fs::read_to_string(test.path("public").join(path)).unwrap();
    let ward = page("don-vi/quan-3-phuong-1.html");
    assert!(ward.contains("mẫu quá nhỏ để đánh giá"));
    assert!(!ward.contains("không còn đạt"));
    let indicator = page("chi-tieu/hai-long.html");
    assert!(!indicator.contains("đơn vị đạt mục tiêu ở cả"));
    // In the one month with samples large enough the table judges them.
    assert!(indicator.contains("h-met") && indicator.contains("h-missed"));
}
