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


CHART = """<main><section class="indicator" id="ct-r"><figure id="ky-1"><title>95,0% trong tháng 4/2019, đạt mục tiêu trên 90%</title>
<desc>Từ 50,0% (tháng 3/2019) đến 95,0% (tháng 4/2019), 2 kỳ có số liệu. Thấp nhất 50,0% (tháng 3/2019). Mục tiêu trên 90%.</desc>
<g class="tick" text-anchor="end"><text y="160">40%</text><text y="120">60%</text><text y="80">80%</text><text y="40">100%</text></g>
<g class="target-label"><text>Mục tiêu trên 90%</text></g><g class="label"><text>95,0%</text></g>
<metadata>tháng 3/2019: 50,0%|tháng 4/2019: 95,0%</metadata></figure>
<p class="meta"><span class="sub">lũy kế từ tháng 3 đến tháng 4/2019: 100 / 110</span></p></section></main>"""

WARD = """<main><section class="indicator" id="ct-r"><p class="reading"><b class="value">83,3%</b> <span class="state missed">Chưa đạt</span>
<span class="meta">mục tiêu trên 90%</span></p><p class="meta"><span class="sub">còn thiếu 5 trường hợp</span></p>
<p class="meta">Hạng trong khối theo từng kỳ, từ tháng 3 đến tháng 4/2019: –, 2 (trong 2 đơn vị)</p>
<figure id="khoi-1"><figcaption>Hạng 2/2 trong khối</figcaption><desc>2 đơn vị có số liệu. Phuong 1: 83,3%.</desc>
<metadata>Phuong 1: 83,3%|Phuong 2: 100,0%</metadata></figure></section></main>"""

UNITS = """<main><div class="lead"><h1>R Thanh pho: 90,9%, đạt mục tiêu trên 90%</h1></div><ul><li>ward: 1/2 đơn vị đạt</li></ul>
<figure id="don-vi-1"><figcaption>1 trong 2 đơn vị đạt mục tiêu trên 90%</figcaption><desc>2 đơn vị có số liệu. Thấp nhất 83,3% (Phuong 1), cao nhất 100,0% (Phuong 2).</desc>
<g class="name"><text y="1">Phuong 1</text><text y="2">Phuong 2</text><text y="9">Đạt: 1</text></g>
<g class="name" text-anchor="end"><text y="1">83,3%</text><text y="2">100,0%</text></g></figure>
<figure id="hang-1"><desc>Phuong 1: hạng 2/2 (tháng 4/2019).</desc><metadata>Phuong 1, tháng 4/2019: hạng 2/2|Phuong 2, tháng 4/2019: hạng 1/2</metadata>
<g class="label"><text>2 Phuong 1</text></g></figure><p class="meta">1 đơn vị không xếp hạng (đơn vị duy nhất trong khối): <a href="../don-vi/tp.html">Thanh pho</a> (90,9%; 2/2 đơn vị đã báo cáo)</p></main>"""


class Pages(unittest.TestCase):
    def found(self, text, path="don-vi/q1.html"):
        rows = ratios("p1", ("03", 5, 10), ("04", 45, 50)) + ratios("p2", ("04", 50, 50))
        figures = build(rows, RATIO + 'reporters = ["ward"]\n')
        diffs = Differences()
        with tempfile.TemporaryDirectory() as out, contextlib.redirect_stdout(io.StringIO()):
            write_text(os.path.join(out, path), text)
            compare_pages.compare_pages(diffs, figures, out, [])
        return diffs.found

    def test_what_is_right_is_no_difference(self):
        for text, path in ((SECTION, "don-vi/q1.html"), (CHART, "nhung/don-vi/q1.html"), (WARD, "don-vi/p1.html"), (UNITS, "chi-tieu/r.html")):
            self.assertEqual(self.found(text.replace("\n", " "), path), 0, path)

    def falsified(self, text, path, *changes):
        """Each of these changes must be found."""
        for old, new in changes:
            self.assertIn(old, text)
            self.assertGreater(self.found(text.replace(old, new, 1), path), 0, new)

    def test_what_is_falsified_is_found(self):
        self.falsified(
            SECTION,
            "don-vi/q1.html",
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
        )

    def test_a_falsified_drawing_is_found(self):
        self.falsified(
            CHART,
            "nhung/don-vi/q1.html",
            ("95,0% trong", "95,1% trong"),
            ("mục tiêu trên 90%", "mục tiêu trên 91%"),
            ("2 kỳ có", "3 kỳ có"),
            ("Thấp nhất 50,0% (tháng 3", "Thấp nhất 95,0% (tháng 4"),
            (">60%", ">70%"),
            ('y="80"', 'y="90"'),
            ("><text>Mục tiêu trên 90%", "><text>Mục tiêu từ 90% trở lên"),
            ("<text>95,0%", "<text>94,0%"),
            ("100 / 110", "101 / 110"),
        )

    def test_a_falsified_place_or_shortfall_is_found(self):
        self.falsified(
            WARD,
            "don-vi/p1.html",
            ('value">83,3%', 'value">83,4%'),
            ("state missed", "state near"),
            ("mục tiêu trên 90%", "mục tiêu trên 80%"),
            ("còn thiếu 5", "còn thiếu 4"),
            ("–, 2 (", "–, 1 ("),
            ("–, 2 (", "1, 2 ("),
            ("(trong 2 đơn", "(trong 3 đơn"),
            ("Hạng 2/2 trong", "Hạng 1/2 trong"),
            ("Phuong 1: 83,3%.", "Phuong 1: 83,4%."),
            ("Phuong 2: 100,0%", "Phuong 2: 99,9%"),
        )

    def test_falsified_units_are_found(self):
        self.falsified(
            UNITS,
            "chi-tieu/r.html",
            ("Thanh pho: 90,9%, đạt", "Thanh pho: 91,0%, đạt"),
            ("90,9%, đạt", "90,9%, gần đạt"),
            ("ward: 1/2", "ward: 2/2"),
            ("1 trong 2", "2 trong 2"),
            ("2 đơn vị có", "3 đơn vị có"),
            ("83,3% (Phuong 1)", "83,3% (Phuong 2)"),
            ("Đạt: 1", "Đạt: 2"),
            ('y="1">83,3%', 'y="1">83,2%'),
            ("hạng 2/2 (", "hạng 1/2 ("),
            ("hạng 2/2|", "hạng 1/2|"),
            ("<text>2 Phuong 1", "<text>1 Phuong 1"),
            ("(90,9%;", "(90,8%;"),
            ("2/2 đơn vị đã", "1/2 đơn vị đã"),
            (">1 đơn vị không", ">2 đơn vị không"),
        )


if __name__ == "__main__":
    unittest.main()
