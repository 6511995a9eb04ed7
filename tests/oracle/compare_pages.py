"""The figures that people read: tables, headings, chart data and the sentences beside charts, against the calculation.

Every shown number must be the exact one rounded, on its side of the target, with its status, coverage and place. Words are those of the
Vietnamese pages; what a number is of is known from the page, the section, the links and headings of its row and column.
"""

import os
import re

from differences import Number
from pages import read_page
from periods import InputError, period_code
from reading import OVERALL
from shown import NUMBER, check_shown, faults, read_shown
from spellings import read_period

YEAR = r"\d{4}(?:/\d\d)?"
PERIOD = rf"(?:tháng \d{{1,2}}/\d{{4}}|[Qq]uý (?:IV|I{{1,3}})(?:/| năm | ){YEAR}|6 tháng (?:đầu|cuối) năm {YEAR}|9 tháng đầu năm \d{{4}}|năm {YEAR})"
COVERAGE = re.compile(r"(\d+)/(\d+) đơn vị đã báo cáo")
MOST_UNITS = 30
STATUS = {"đạt": {"met"}, "gần đạt": {"near"}, "chưa đạt": {"missed"}, "không còn đạt": {"near", "missed"}}



def compare_pages(diffs, figures, out):
    """The pages with figures that the calculation knows; of the units of a large campaign some."""
    units = list(figures.site.units)
    for code in units[:: 1 + len(units) // MOST_UNITS]:
        Page(diffs, figures, out, f"don-vi/{code}.html", code, None).compare()
    for code in figures.by_code:
        Page(diffs, figures, out, f"chi-tieu/{code}.html", None, code).compare()
    for name in ("index.html", "xep-hang.html", "bao-cao.html"):
        Page(diffs, figures, out, name, None, None).compare()


class Page:
    """One page: whose it is (None: the whole), and of which indicator, if of one."""

    def __init__(self, diffs, figures, out, path, unit, indicator):
        self.diffs, self.figures, self.site, self.path = diffs, figures, figures.site, path
        self.unit, self.indicator = unit, indicator
        file = os.path.join(out, path)
        self.root = read_page(file) if os.path.exists(file) else None
        self.judged = []
        self.of_name = {calc.ind.table["name"]: calc for calc in figures.by_code.values()}

    def compare(self):
        """All tables, charts and headings."""
        if self.root is None:
            return
        for table in self.root.every("table"):
            kind = next((c for c in table.classes if hasattr(self, "table_" + c.replace("-", "_"))), None)
            if kind is not None:
                getattr(self, "table_" + kind.replace("-", "_"))(table, self.calc_of(table))
        for figure in self.root.every("figure"):
            self.figure(figure, self.calc_of(figure))
        for section in self.root.every("section", "indicator"):
            self.heading(section, self.calc_of(section))
        lead = self.root.first("div", "lead")
        if lead is not None and self.unit is not None:
            self.lead(lead)

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
        return self.of_name.get(caption.text().strip()) if caption is not None else None

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
        check_shown(self.diffs, where, calc.ind, point["value"] if point else None, text)

    def status(self, where, calc, point, cell):
        """A cell that shows a status: that of the POINT, none where it has none; above the upper end of a range it is said to be so."""
        states = [c for span in cell.every("span", "state") for c in span.classes if c != "state"]
        status = point["status"] if point else "no-data"
        wanted = [status] if status in ("met", "near", "missed") else []
        target = calc.ind.target
        if status == "met" and target[0] == ".." and point["value"] > target[2]:
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

    def coverage(self, where, point, text, must=True):
        """How many gave, as it is said beside a figure; where the coverage is not full it must be."""
        said = COVERAGE.search(text)
        counts = point.counts if point else None
        if said:
            self.diffs.check(where, "coverage", [counts["reported"], counts["expected"]] if counts else None, whole_numbers(said.groups()))
        elif must and point and point["value"] is not None and counts["reported"] < counts["expected"]:
            self.diffs.tell(where, "coverage", counts, text.strip())

    # ------------------------------------------------------------------------------------------------ tables

    @staticmethod
    def rows(table):
        """The rows of figures: cells with the text of the header of their column."""
        head = table.first("thead")
        names = [th.text().strip() for th in head.every("th")] if head is not None else []
        for row in table.every("tr"):
            cells = [c for c in row.children if not isinstance(c, str) and c.tag in ("td", "th")]
            if row.within("thead") is None and len(cells) == len(names):
                yield cells, dict(zip(names, cells))

    def table_targets(self, table, _):
        """A unit's indicators: the headline's figure, its status and place."""
        for cells, by_name in self.rows(table):
            code = cells[0].first("a").attrs["href"].removeprefix("#ct-")
            calc = self.figures.by_code[code]
            section = table.within("section").first("h2").text()
            point, where = self.shown_point(calc, self.unit, cells[0].text(), section), self.where(calc, "targets")
            self.value(where, calc, point, by_name["Kết quả"])
            self.status(where, calc, point, by_name["So với mục tiêu"])
            self.judged += [point["status"]] if point["status"] in ("met", "near", "missed") else []
            self.coverage(where, point, by_name["So với mục tiêu"].text())
            place = by_name.get("Hạng trong khối")
            if place is not None:
                self.place(where, calc, self.unit, place.text().strip())

    def place(self, where, calc, unit, text):
        """A place within its block: `3/13`."""
        group = self.site.units[unit]["group"] or self.site.units[unit]["kind"]
        ranking = self.figures.rankings[group][calc.ind.code]
        place, said = ranking[unit][0], re.match(r"(?:hạng )?(\d+)(?:/(\d+))?", text)
        self.diffs.check(where, "place", place, whole_numbers(said.groups())[0] if said else None)
        if said and said[2]:
            self.diffs.check(where, "of", sum(p is not None for p, _ in ranking.values()), whole_numbers(said.groups())[1])

    def table_series(self, table, calc):
        """A figure a period, with its counts and status."""
        for cells, by_name in self.rows(table):
            period = self.period(cells[0].own_text())
            point = calc.point_at(self.unit, OVERALL, period)
            where = self.where(calc, "series", period_code(period))
            self.value(where, calc, point, by_name["Kết quả"])
            self.coverage(where, point, cells[0].text())
            if "So với mục tiêu" in by_name:
                self.status(where, calc, point, by_name["So với mục tiêu"])
            if "Cơ sở tính" in by_name:
                self.counts(where, point, by_name["Cơ sở tính"].own_text())

    def counts(self, where, point, text):
        """What a ratio is made of: `15 / 20`."""
        if "numerator" in point:
            wanted = [point["numerator"], point["denominator"]]
            got = [read_shown(part.strip()) for part in text.split("/")] if text else [None, None]
            self.diffs.compared += 1
            if wanted != [g and g[0] for g in got]:
                self.diffs.tell(where, "counts", wanted, text)

    def table_facts(self, table, calc):
        """The fields of an indicator, or units below, with their headline's figures."""
        for cells, by_name in self.rows(table):
            unit, key = self.linked(cells[0], "don-vi") or self.unit, OVERALL
            if self.linked(cells[0], "don-vi") is None:
                key = self.field(calc, cells[0].own_text())
                if key is None:
                    continue
            point = self.headline(calc, unit, key)
            where = self.where(calc, "facts", unit, key)
            self.value(where, calc, point, by_name["Kết quả"])
            self.status(where, calc, point, by_name["So với mục tiêu"])

    def table_matrix(self, table, _):
        """Units by indicators, with places where it is a ranking."""
        codes = [self.linked(th, "chi-tieu") for th in table.first("thead").every("th")]
        for cells, _ in self.rows(table):
            unit = self.linked(cells[0], "don-vi")
            for code, cell in zip(codes, cells):
                if code is None:
                    continue
                calc = self.figures.by_code[code]
                point, where = self.headline(calc, unit), self.where(calc, "matrix", unit)
                self.value(where, calc, point, cell)
                self.status(where, calc, point, cell)
                if "ranked" in table.classes:
                    self.coverage(where, point, cell.text())
                    self.place(where, calc, unit, "".join(s.own_text() for s in cell.every("small") if "hạng " in s.text()))
            self.score(table, unit, cells)

    def score(self, table, unit, cells):
        """The composite score and its place, at the head of a row."""
        at = next((n for n, th in enumerate(table.first("thead").every("th")) if "score" in th.classes), None)
        if at is None:
            return
        group = self.site.units[unit]["group"] or self.site.units[unit]["kind"]
        place, score = self.figures.composite(group)[unit]
        where = f"{self.path} composite {unit}"
        got = read_shown(cells[at].text().strip())
        if place is None or got is None:
            self.diffs.check(where, "score", None if place is None else score, got and str(got))
            return
        self.diffs.compared += 1
        if abs(got[0] - score) * 2 * 10 ** got[1] > 1:
            self.diffs.tell(where, "score", score, cells[at].text())
        self.diffs.check(where, "place", place, whole_numbers(re.findall(r"\d+", cells[0].first("span", "place").text())[:1])[0])

    def table_standings(self, table, calc):
        """A block's units by place."""
        for cells, by_name in self.rows(table):
            unit = self.linked(by_name["Đơn vị"], "don-vi")
            key = self.field(calc, by_name["Lĩnh vực"].text().strip()) if "Lĩnh vực" in by_name else OVERALL
            point, where = self.headline(calc, unit, key), self.where(calc, "standings", unit, key)
            self.value(where, calc, point, by_name["Kết quả"])
            self.coverage(where, point, by_name["Đơn vị"].text())
            if "So với mục tiêu" in by_name:
                self.status(where, calc, point, by_name["So với mục tiêu"])
            if "Hạng" in by_name:
                self.place(where, calc, unit, by_name["Hạng"].text().strip())

    table_short = table_standings

    def table_overview(self, table, _):
        """The whole by indicators."""
        for cells, by_name in self.rows(table):
            calc = self.of_name[cells[0].own_text() or cells[0].first("a").text()]
            point, where = self.headline(calc, None), self.where(calc, "overview")
            self.value(where, calc, point, by_name["Kết quả"])
            self.status(where, calc, point, by_name["So với mục tiêu"])
            self.coverage(where, point, cells[0].text() + by_name["So với mục tiêu"].text())

    table_goals = table_overview

    def table_by_block(self, table, calc):
        """How many units of each block stand how, and which stand first and last."""
        for cells, by_name in self.rows(table):
            group = cells[0].text().strip()
            points = {unit: self.headline(calc, unit) for unit in self.figures.groups[group]}
            for name, status in (("Đạt", "met"), ("Gần đạt", "near"), ("Chưa đạt", "missed")):
                wanted = sum(point["status"] == status for point in points.values())
                if name in by_name:
                    self.diffs.check(self.where(calc, "by block", group), name, wanted, whole_numbers([by_name[name].text().strip()])[0])
            ranked = {u: p for u, (p, _) in self.figures.rankings[group][calc.ind.code].items() if p is not None}
            for name, place in (("Cao nhất bảng", min), ("Cuối bảng", max)):
                shown = by_name[name].first("b", "value") if name in by_name else None
                if shown is not None:
                    unit = next(u for u, p in ranked.items() if p == place(ranked.values()))
                    check_shown(self.diffs, self.where(calc, "by block", group, name), calc.ind, points[unit]["value"], shown.text())

    # ------------------------------------------------------------------------------------------------ tables by period

    def table_by_period(self, table, calc):
        """The fields of an indicator by its periods."""
        rows = [(self.field(calc, cells[0].own_text()), cells[1:]) for cells, _ in self.rows(table)]
        self.by_period(table, calc, [(self.unit, key, cells) for key, cells in rows if key is not None])

    def table_heat(self, table, calc):
        """A block's units by periods, with their status and coverage."""
        rows = [(self.linked(cells[0], "don-vi"), OVERALL, cells[1:]) for cells, _ in self.rows(table)]
        periods = self.by_period(table, calc, rows)
        for unit, _, cells in rows:
            for period, cell in zip(periods, cells):
                point = calc.point_at(unit, OVERALL, period)
                where = self.where(calc, "heat", unit, period_code(period))
                status = next((c.removeprefix("h-") for c in cell.classes if c.startswith("h-")), "")
                if point["status"] in ("met", "near", "missed") and status != "over":
                    self.diffs.check(where, "status", point["status"], status)
                said = re.search(r"(\d+)/(\d+)", " ".join(small.text() for small in cell.every("small")))
                if said:
                    self.diffs.check(where, "coverage", [point.counts["reported"], point.counts["expected"]], whole_numbers(said.groups()))

    def by_period(self, table, calc, rows):
        """Holds the cells of rows (unit, field, cells) against the periods of their columns; gives those. Where the columns say no year it is
        that with which most cells agree."""
        labels = [th.text().strip() for th in table.first("thead").every("th")][1:]
        years = sorted({year for p in calc.periods for year in years_of(p)}) if not re.search(r"\d{4}", labels[0]) else [None]
        choices = [periods for periods in (self.labels(labels, year) for year in years) if periods]

        def told(periods):
            for unit, key, cells in rows:
                for period, cell in zip(periods, cells):
                    point, text = calc.point_at(unit, key, period), cell.own_text().rstrip("*")
                    yield self.where(calc, "by period", unit, key, period_code(period)), point["value"], text

        has_unit = "heat" not in table.classes
        periods = min(choices, key=lambda periods: sum(bool(faults(calc.ind, value, text, has_unit)) for _, value, text in told(periods)))
        for where, value, text in told(periods):
            check_shown(self.diffs, where, calc.ind, value, text, has_unit)
        return periods

    def labels(self, texts, year):
        """The periods of columns; none where they are not of such a year: no month is of a fiscal one."""
        try:
            return [self.label(text, year) for text in texts]
        except InputError:
            return []

    def label(self, text, year):
        """The period of a column: `T3/2019`, `Quý I`, `6T đầu/2019`, `9T`, `2019`."""
        half = re.fullmatch(r"6T (đầu|cuối)(?:[/ ](.+))?", text)
        if half:
            return self.period(f"6 tháng {half[1]} năm {half[2] or year}")
        nine = re.fullmatch(r"9T(?:[/ ](.+))?", text)
        if nine:
            return self.period(f"9 tháng đầu năm {nine[1] or year}")
        return self.period(text if year is None else f"{text}/{year}")

    # ------------------------------------------------------------------------------------------------ charts and words

    def figure(self, figure, calc):
        """The data of a chart of one series, or of units beside each other."""
        data = figure.first("metadata")
        kind = (figure.attrs.get("id") or "").rpartition("-")[0]
        if calc is None:
            return
        if data is not None and kind in ("ky", "khoi"):
            for entry in data.text().split("|"):
                name, _, shown = entry.rpartition(": ")
                self.entry(calc, name, shown)
        if kind == "ky":
            for tag in ("title", "desc", "figcaption"):
                for node in figure.every(tag):
                    self.sentence(calc, node.text())

    def entry(self, calc, name, shown):
        """One datum of a chart: of a period, or of a unit."""
        try:
            point = calc.point_at(self.unit, OVERALL, self.period(name))
        except InputError:
            unit = self.unit_named(name)
            if unit is None:
                return
            point = self.headline(calc, unit)
        check_shown(self.diffs, self.where(calc, "chart", name), calc.ind, point["value"], shown.strip())

    def unit_named(self, name):
        """A unit by its name, with that of its superior where the page says it."""
        own = name.partition(", ")[0]
        return next((code for code, unit in self.site.units.items() if unit["name"] == own), None)

    def heading(self, section, calc):
        """The sentence beside an indicator's name."""
        title = section.first("h2")
        if calc is not None and title is not None:
            for span in title.every("span"):
                self.sentence(calc, span.text())

    def lead(self, lead):
        """What stands at the head of a unit's page: how many targets it met, where it falls short, how it went."""
        self.diffs.check(self.path, "targets met", self.targets_met(), lead.first("h1").text().partition(": ")[2])
        for item in lead.every("li"):
            link, state = item.first("a"), item.first("span", "state")
            if state is None or not link.attrs["href"].startswith("#ct-"):
                continue
            calc = self.figures.by_code[link.attrs["href"].removeprefix("#ct-")]
            said = re.match(rf": (?:lĩnh vực (.+?) )?({NUMBER}(?:%| {re.escape(calc.ind.unit)})?)", link.above.own_text())
            key = self.field(calc, said[1]) if said and said[1] else OVERALL
            point, where = self.headline(calc, self.unit, key), self.where(calc, "lead", key)
            check_shown(self.diffs, where, calc.ind, point["value"], said[2] if said else "")
            self.status(where, calc, self.headline(calc, self.unit), item)
        names = "|".join(map(re.escape, self.of_name))
        for paragraph in lead.every("p"):
            for said in re.finditer(rf"({names})((?:(?!{names}).)*?)(?:[.;] |$)", paragraph.text()):
                if "lĩnh vực" not in said[2]:
                    self.sentence(self.of_name[said[1]], said[2])

    def targets_met(self):
        """How a unit's heading says how many of its targets it met."""
        met, of = self.judged.count("met"), len(self.judged)
        if of < 2:
            return "" if not of else "đạt mục tiêu" if met else "chưa đạt mục tiêu"
        if met in (0, of):
            return f"đạt cả {of} mục tiêu" if met else f"chưa đạt mục tiêu nào trong {of} mục tiêu"
        return f"đạt {met} trong {of} mục tiêu"

    def sentence(self, calc, text):
        """Figures of the series in words: `62,5% trong tháng 5/2019, chưa đạt mục tiêu …`, `từ 62,5% (tháng 4/2019) …`."""
        unit = re.escape(calc.ind.unit)
        shown = rf"({NUMBER}(?:%| {unit})?)" if calc.ind.unit != "%" else rf"({NUMBER}%)"
        for match in re.finditer(rf"{shown} (?:trong |\()({PERIOD})", text):
            point = calc.point_at(self.unit, OVERALL, self.period(match[2]))
            check_shown(self.diffs, self.where(calc, "words", match[0]), calc.ind, point["value"], match[1])
        said = re.match(rf"{shown} trong ({PERIOD}), (gần đạt|chưa đạt|không còn đạt|đạt) mục tiêu", text)
        if said:
            point = calc.point_at(self.unit, OVERALL, self.period(said[2]))
            self.diffs.compared += 1
            if point["status"] not in STATUS[said[3]]:
                self.diffs.tell(self.where(calc, "words", said[0]), "status", point["status"], said[3])


def years_of(period):
    """The years that a heading may leave out where all columns are of one."""
    fiscal = [f"{period.year}/{(period.year + 1) % 100:02}"] if period.begins != 1 else []
    return [str(period.year), str(period.year + 1), *fiscal]


def whole_numbers(texts):
    """Whole numbers of a page, to be compared like those of a file."""
    return [None if text is None else Number(text.replace(".", "")) for text in texts]
