"""That what is untrue, or of no known form, is found: pages by hand, each sentence of them falsified."""

import os
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "oracle")]

import datetime as dt

import hold
from by_hand import build, ratios
from claims import Findings

ROWS = ratios("p1", ("03", 95, 100), ("04", 80, 100)) + ratios("p2", ("03", 91, 100), ("04", 93, 100))
INDICATOR = 'code = "r"\nname = "R"\nkind = "ratio"\ntarget = "> 90"\nmin_sample = 30\nreporters = ["ward"]\n'
UNITS = "code,name,kind,parent,group,valid_from,valid_to\np1,Phuong 1,ward,,,,\np2,Phuong 2,ward,,,,\n"
WARD = """<main><div class="lead"><h1>Phuong 1: chưa đạt mục tiêu</h1><p>Phuong 1 xếp hạng 2/2 trong khối (Đơn vị) về chỉ tiêu “R”. R giảm từ 95,0%
 (tháng 3/2019) xuống 80,0% (tháng 4/2019).</p></div><section class="indicator" id="ct-r"><h2><span>80,0% trong tháng 4/2019, không còn đạt mục tiêu
 trên 90% từ tháng 4/2019</span></h2><figure id="ky-1"><svg><desc>Từ 95,0% (tháng 3/2019) đến 80,0% (tháng 4/2019), 2 kỳ có số liệu. Thấp nhất 80,0%
 (tháng 4/2019), cao nhất 95,0% (tháng 3/2019).</desc><metadata>tháng 3/2019: 95,0%|tháng 4/2019: 80,0%</metadata></svg></figure>
<figure id="khoi-1"><figcaption>Hạng 2/2 trong khối</figcaption></figure></section></main>"""


class Sentences(unittest.TestCase):
    def found(self, page):
        """What is found untrue of a page of the first unit."""
        figures = build(ROWS, INDICATOR, UNITS, ends="2019-12-31", now="2019-05-05")
        figures.now = dt.date(2019, 5, 5)
        findings = Findings()
        with tempfile.TemporaryDirectory() as out:
            os.mkdir(os.path.join(out, "don-vi"))
            with open(os.path.join(out, "don-vi", "p1.html"), "w", encoding="utf-8") as file:
                file.write(page)
            hold.hold_page(findings, figures, out, "don-vi/p1.html", [], hold.forms_of(figures.site, []))
        return findings.all

    def test_a_true_page_is_found_to_be_so(self):
        self.assertEqual(self.found(WARD), [])

    def test_what_is_untrue_is_found(self):
        for old, new in (
            ("chưa đạt mục tiêu<", "đạt mục tiêu<"),
            ("xếp hạng 2/2", "xếp hạng 1/2"),
            ("R giảm từ 95,0%", "R tăng từ 95,0%"),
            ("xuống 80,0%", "xuống 80,1%"),
            ("không còn đạt", "gần đạt"),
            (" từ tháng 4/2019<", " từ tháng 3/2019<"),
            ("trên 90%", "trên 85%"),
            ("2 kỳ có số liệu", "3 kỳ có số liệu"),
            ("Thấp nhất 80,0%", "Thấp nhất 95,0%"),
            ("Hạng 2/2 trong khối", "Đứng đầu 2 đơn vị được xếp hạng trong khối"),
            ("4/2019: 80,0%<", "4/2019: 95,0%<"),
            ("xuống 80,0% (tháng 4/2019).", "xuống 80,0% (tháng 4/2019). Rất tốt."),
        ):
            self.assertIn(old, WARD)
            self.assertNotEqual(self.found(WARD.replace(old, new, 1)), [], new)


if __name__ == "__main__":
    unittest.main()
