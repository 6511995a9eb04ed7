"""Figures as pages show them: what contradicts the exact figure is found, wherever it stands.

    python3 -m unittest discover -s tests/oracle
"""

import contextlib
import io
import os
import sys
import tempfile
import unittest
from fractions import Fraction as F

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import compare_pages  # noqa: E402
import pages  # noqa: E402
import shown  # noqa: E402
from by_hand import RATIO, build, ratios  # noqa: E402
from differences import Differences  # noqa: E402
from generate_tables import write_text  # noqa: E402
from reading import Indicator  # noqa: E402


def indicator(**keys):
    return Indicator({"code": "r", "name": "R", "kind": "ratio", **keys})


class Shown(unittest.TestCase):
    def test_the_exact_figure_rounded_half_away_from_zero(self):
        self.assertEqual([shown.rounded(F(n, 8), 2) for n in (1, -1, 3)], [F("0.13"), F("-0.13"), F("0.38")])

    def test_what_may_be_shown_and_what_may_not(self):
        percent, times = indicator(target="> 90"), indicator(unit="lần")
        for ind, value, text in (
            (percent, F("93.4"), "93,4%"),
            (percent, F(90), "90,0%"),
            (percent, F("90.004"), "90,004%"),
            (percent, F("99.96"), "99,96%"),
            (percent, None, "chưa có số liệu"),
            (times, F("1234.5"), "1.234,50 lần"),
            (times, F("-0.004"), "−0,004 lần"),
            (indicator(kind="count", unit="hồ sơ"), 12345, "12.345 hồ sơ"),
        ):
            self.assertEqual(shown.faults(ind, value, text), [], text)
        for ind, value, text, fault in (
            (percent, F("93.44"), "93,5%", "not the exact figure rounded"),
            (percent, F("93.4"), "93%", "fewer than 1 decimals"),
            (percent, F("90.04"), "90,0%", "on another side of the target"),
            (percent, F("99.96"), "100,0%", "shown as all or nothing"),
            (percent, F("0.04"), "0,0%", "shown as all or nothing"),
            (times, F("-0.004"), "0,00 lần", "shown as all or nothing"),
            (percent, F("93.4"), "93,4 điểm", "the unit is '%'"),
            (percent, F("93.4"), "–", "no number is shown"),
            (percent, None, "0,0%", "no figure is to be shown"),
        ):
            self.assertIn(fault, shown.faults(ind, value, text), text)


class Trees(unittest.TestCase):
    def test_rows_and_cells_may_be_left_open(self):
        root = pages.Tree("<table><tr><th>a<span class=sub>b</span><td>1<tr><th>c<td>2</table><p>d").root
        self.assertEqual([[c.text() for c in row.children] for row in root.every("tr")], [["a b", "1"], ["c", "2"]])
        self.assertEqual(root.first("p").text(), "d")


SECTION = """<main><section class="indicator" id="ct-r"><h2><a href="../chi-tieu/r.html">R</a>
<span>95,0% trong tháng 4/2019, đạt mục tiêu trên 90%</span></h2>
<figure id="ky-1"><desc>Từ 50,0% (tháng 3/2019) đến 95,0% (tháng 4/2019)</desc><metadata>tháng 3/2019: 50,0%|tháng 4/2019: 95,0%</metadata></figure>
<table class="series based judged"><thead><tr><th>Kỳ</th><th>Cơ sở tính</th><th>Kết quả</th><th>So với mục tiêu</th></tr></thead><tbody>
<tr><th>tháng 4/2019<td>95 / 100<td>95,0%<td><span class="state met">Đạt</span>
<tr><th>tháng 3/2019<span class="sub">1/2 đơn vị đã báo cáo</span><td>5 / 10<td>50,0%<td><span class="state missed">Chưa đạt</span></tbody></table>
</section></main>"""


class Pages(unittest.TestCase):
    def found(self, text):
        rows = ratios("p1", ("03", 5, 10), ("04", 45, 50)) + ratios("p2", ("04", 50, 50))
        figures = build(rows, RATIO + 'reporters = ["ward"]\n')
        diffs = Differences()
        with tempfile.TemporaryDirectory() as out, contextlib.redirect_stdout(io.StringIO()):
            write_text(os.path.join(out, "don-vi", "q1.html"), text)
            compare_pages.compare_pages(diffs, figures, out)
        return diffs.found

    def test_what_is_right_is_no_difference(self):
        self.assertEqual(self.found(SECTION), 0)

    def test_what_is_falsified_is_found(self):
        for old, new in (
            ("<td>95,0%", "<td>94,9%"),
            ("95,0% trong tháng 4", "95,0% trong tháng 3"),
            ("đạt mục tiêu", "chưa đạt mục tiêu"),
            ("đến 95,0%", "đến 95,1%"),
            ("|tháng 4/2019: 95,0%", "|tháng 4/2019: 95%"),
            ("state missed", "state met"),
            ("1/2 đơn vị", "2/2 đơn vị"),
            ('<span class="sub">1/2 đơn vị đã báo cáo</span>', ""),
            ("5 / 10", "6 / 10"),
            ("<td>50,0%", "<td>–"),
        ):
            self.assertIn(old, SECTION)
            self.assertGreater(self.found(SECTION.replace(old, new, 1)), 0, new)


if __name__ == "__main__":
    unittest.main()
