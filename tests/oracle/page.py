"""One page as the calculation knows it: whose figures it shows, and what holds a value, a status, a coverage, a place against its own.

What was held is taken out of the texts of the page (`Node.hold`), so that what nothing was held against is left: see `printed.py`.
"""

import os
import re

from differences import Number
from pages import read_page
from periods import last_day, period_code
from reading import OVERALL
from rules import small, value_of
from shown import check_shown, read_shown
from spellings import read_period

YEAR = r"\d{4}(?:/\d\d)?"
PERIOD = rf"(?:tháng \d{{1,2}}/\d{{4}}|[Qq]uý (?:IV|I{{1,3}})(?:/| năm | ){YEAR}|6 tháng (?:đầu|cuối) năm {YEAR}|9 tháng đầu năm \d{{4}}|năm {YEAR})"
COVERAGE = re.compile(r"(\d+)/(\d+) đơn vị (?:đã báo cáo|có số liệu lĩnh vực này)")


class Page:
    """One page: whose it is (None: the whole), and of which indicator, if of one."""

    def __init__(self, diffs, figures, out, path, unit, indicator):
        self.diffs, self.figures, self.site, self.path = diffs, figures, figures.site, path
        self.unit, self.indicator = unit, indicator
        file = os.path.join(out, path)
        self.root = read_page(file) if os.path.exists(file) else None
        self.judged, self.ranks, self.heat, self.names = [], {}, {}, {}
        self.of_name = {calc.ind.table["name"]: calc for calc in figures.by_code.values()}

    # ------------------------------------------------------------------------------------------------ whose figure

    def calc_of(self, node):
        """The indicator of the section, the page or the caption that an element belongs to."""
        at = node
        while at is not None:
            code = (at.attrs.get("id") or "").removeprefix("ct-")
            if at.tag == "section" and code in self.figures.by_code and at.attrs["id"] != code:
                return self.figures.by_code[code]
            at = at.above
        if self.indicator is not None:
            return self.figures.by_code[self.indicator]
        caption = node.first("caption")
        if caption is not None:
            return self.of_name.get(caption.text().strip())
        return self.calc_beside(node)

    def calc_beside(self, node):
        """The indicator that the nearest heading above an element names, or a line of its own, or the caption of a chart."""
        of = node.first("span", "of")
        while node is not None and of is None and node.tag not in ("main", "section"):
            of = next((n for n in (node.first("h3"), node.first("h4"), node.first("p")) if n and self.indicator_of(n)), None)
            node = node.above
        return self.of_name.get(self.indicator_of(of)) if of is not None else None

    def indicator_of(self, node):
        """The name of the indicator that a heading is or begins with."""
        return next((name for name in (node.text().strip(), re.split(r", lĩnh vực |: ", node.text())[0].strip()) if name in self.of_name), None)

    def linked(self, node, folder):
        """The code that the first link of an element leads to."""
        for link in node.every("a"):
            match = re.search(rf"(?:^|/){folder}/([a-z0-9-]+)\.html", link.attrs.get("href", ""))
            if match:
                return match[1]
        return None

    def headline(self, calc, unit, key=OVERALL):
        """The headline's POINT; the cumulative one where there is no latest period."""
        if calc.ind.headline == "latest" and calc.latest is not None:
            return calc.latest_point(unit, key)
        return calc.point_cumulative(unit, key)

    def line(self, calc, like):
        """The periods of the length of one that have a figure, in order, each with its POINT."""
        periods = [p for p in calc.totals[OVERALL][self.unit] if (p.length, p.begins) == (like.length, like.begins)]
        points = [(p, calc.point_at(self.unit, OVERALL, p)) for p in sorted(periods, key=last_day)]
        return [(period, point) for period, point in points if point["value"] is not None]

    def ranked_at(self, calc, unit, period):
        """Place of a unit among its block in one period, of how many, how many share it; none of its own rank without others."""
        key = (calc.ind.code, self.group(unit), period)
        if key not in self.ranks:
            self.ranks[key] = self.rank_period(calc, self.figures.groups[self.group(unit)], period)
        return self.ranks[key].get(unit, (None, None, None))

    def rank_period(self, calc, members, period):
        """The places of a block in one period, each by the overall figure of that period that is no small sample."""
        values = {}
        for unit in members if calc.ind.better else ():
            total = calc.totals[OVERALL][unit].get(period)
            value = value_of(calc.ind, total.shown) if total and total.shown else None
            if value is not None and not small(calc.ind, total.shown):
                values[unit] = -value if calc.ind.better == "higher" else value
        if len(values) < 2:
            return {}
        of = list(values.values())
        return {unit: (1 + sum(v < value for v in of), len(of), of.count(value)) for unit, value in values.items()}

    def group_named(self, name):
        """A block by its name: that of a kind stands for its code."""
        return next((code for code, kind in self.site.kinds.items() if kind == name), name)

    def group(self, unit):
        """The block of a unit."""
        return self.site.units[unit]["group"] or self.site.units[unit]["kind"]

    def period(self, text):
        """A period as the page names it."""
        return read_period(text, self.site.begins)

    def field(self, calc, name):
        """The key of a field of an indicator by its name."""
        return next((key for key in calc.field_keys if self.site.field_names.get(key, key) == name), None)

    # ------------------------------------------------------------------------------------------------ cells

    def where(self, calc, *more):
        """Where a difference is."""
        return " ".join(str(m) for m in (self.path, calc.ind.code, *more) if m is not None)

    def value(self, where, calc, point, cell):
        """A cell that shows the value of a POINT: alone, or before its status and its remarks."""
        bold = cell.first("b", "value")
        text = (bold.text() if bold is not None else cell.own_text()).rstrip("*")
        self.shown(where, calc, point["value"] if point else None, text, cell)

    def shown(self, where, calc, value, text, node, has_unit=True):
        """A text in an element that shows a value."""
        check_shown(self.diffs, where, calc.ind, value, text, has_unit)
        node.hold(text.strip())

    def status(self, where, calc, point, cell):
        """A cell that shows a status: that of the POINT, none where it has none; above the upper end of a range it is said to be so."""
        states = [c for span in cell.every("span", "state") for c in span.classes if c != "state"]
        status = point.said if point else "no-data"
        wanted = [status] if status in ("met", "near", "missed") else []
        if status == "met" and exceeds(calc.ind, point):
            wanted = ["over"]
        self.diffs.check(where, "status", wanted, states)

    def shown_point(self, calc, unit, own, section):
        """The POINT that a row shows: that of the period which it names itself, else the headline's, which its section must name."""
        named = re.search(PERIOD, own)
        if "lũy kế" in own:
            return calc.point_cumulative(unit, OVERALL)
        if named:
            return calc.point_at(unit, OVERALL, self.period(named[0]))
        point, named = self.headline(calc, unit), re.search(PERIOD, section)
        if point["value"] is not None and (named or "lũy kế" in section):
            wanted = "lũy kế" if isinstance(point["period"], dict) else point["period"]
            said = "lũy kế" if "lũy kế" in section else period_code(self.period(named[0]))
            self.diffs.check(self.where(calc, "section"), "period", wanted, said)
        return point

    def coverage(self, where, point, *nodes):
        """How many gave, as it is said beside a figure; where the coverage is not full it must be."""
        text = " ".join(node.text() for node in nodes)
        said = COVERAGE.search(text)
        counts = point.counts if point else None
        if said:
            self.diffs.check(where, "coverage", [counts["reported"], counts["expected"]] if counts else None, whole_numbers(said.groups()))
            any(node.hold(said[0]) for node in nodes)
        elif point and point["value"] is not None and counts["reported"] < counts["expected"]:
            self.diffs.tell(where, "coverage", counts, text.strip())

    # ------------------------------------------------------------------------------------------------ rows of tables

    @staticmethod
    def rows(table):
        """The rows of figures: cells with the text of the header of their column."""
        head = table.first("thead")
        names = [th.text().strip() for th in head.every("th")] if head is not None else []
        for row in table.every("tr"):
            cells = [c for c in row.children if not isinstance(c, str) and c.tag in ("td", "th")]
            if row.within("thead") is None and len(cells) == len(names):
                yield cells, dict(zip(names, cells))

    def place(self, where, calc, unit, node):
        """A place within its block: `3/13`."""
        text = node.text().strip() if node is not None else ""
        ranking = self.figures.rankings[self.group(unit)][calc.ind.code]
        place, said = ranking[unit][0], re.match(r"(?:hạng )?(\d+)(?:/(\d+))?", text)
        self.diffs.check(where, "place", place, whole_numbers(said.groups())[0] if said else None)
        if said:
            node.hold(said[0])
        if said and said[2]:
            self.diffs.check(where, "of", sum(p is not None for p, _ in ranking.values()), whole_numbers(said.groups())[1])

    def counts(self, where, point, cell):
        """What a figure is made of."""
        text = cell.own_text()
        self.made_of(where, point, text)
        cell.hold(text)

    def made_of(self, where, point, text):
        """What a ratio is made of, `15 / 20`, or a mean: `cỡ mẫu 10`."""
        self.diffs.compared += 1
        if not is_made_of(point, text):
            self.diffs.tell(where, "counts", {key: point[key] for key in ("numerator", "denominator", "sample") if key in point}, text)


def is_made_of(point, text):
    """Whether a text says what a figure is made of; none is said of one that is not there."""
    if "numerator" in point:
        wanted, parts = [point["numerator"], point["denominator"]], text.split("/")
    elif "sample" in point:
        wanted, parts = [point["sample"]], [text.removeprefix("cỡ mẫu")]
    else:
        wanted, parts = [], []
    got = [read_shown(part.strip()) for part in parts] if text else [None] * len(wanted)
    return wanted == [number and number[0] for number in got]


def whole_numbers(texts):
    """Whole numbers of a page, to be compared like those of a file."""
    return [None if text is None else Number(text.replace(".", "")) for text in texts]


def exceeds(ind, point):
    """Whether a figure lies above the upper end of a range."""
    return ind.target[0] == ".." and point.said == "met" and point["value"] > ind.target[2]
