"""The tables of pages: what each of their kinds shows, by the class of the table."""

import re

from page import COVERAGE, Page, whole_numbers
from periods import InputError, period_code
from reading import OVERALL
from page_words import SHORT
from shown import faults, read_shown

COLUMNS = {"Đạt": "met", "Gần đạt": "near", "Chưa đạt": "missed"}


class Tables(Page):
    """A page whose tables are known."""

    def table_targets(self, table, _):
        """A unit's indicators: the headline's figure, its status and place."""
        for cells, by_name in self.rows(table):
            code = cells[0].first("a").attrs["href"].removeprefix("#ct-")
            calc = self.figures.by_code[code]
            section = table.within("section").first("h2").text()
            point, where = self.shown_point(calc, self.unit, cells[0].text(), section), self.where(calc, "targets")
            self.value(where, calc, point, by_name["Kết quả"])
            self.status(where, calc, point, by_name["So với mục tiêu"])
            self.judged += [point.said] if point.said in ("met", "near", "missed") else []
            self.coverage(where, point, by_name["So với mục tiêu"])
            self.target(calc, by_name["Mục tiêu"])
            for sub in by_name["So với mục tiêu"].every("span", "sub"):
                self.remark(calc, sub, point)
            place = by_name.get("Hạng trong khối")
            if place is not None:
                self.place(where, calc, self.unit, place)

    def table_series(self, table, calc):
        """A figure a period, with its counts and status."""
        for cells, by_name in self.rows(table):
            period = self.period(cells[0].own_text())
            point = calc.point_at(self.unit, OVERALL, period)
            where = self.where(calc, "series", period_code(period))
            self.value(where, calc, point, by_name["Kết quả"])
            self.coverage(where, point, cells[0])
            if "So với mục tiêu" in by_name:
                self.status(where, calc, point, by_name["So với mục tiêu"])
            if "Cơ sở tính" in by_name:
                self.counts(where, point, by_name["Cơ sở tính"])

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
            for sub in cells[0].every("span", "sub"):
                if SHORT.search(sub.text()):
                    self.short(calc, sub, unit, key)
                elif COVERAGE.search(sub.text()):
                    self.coverage(where, point, sub)
                else:
                    self.remark(calc, sub, point)

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
                if "ranked" in table.classes or COVERAGE.search(cell.text()):
                    self.coverage(where, point, cell)
                if "ranked" in table.classes:
                    self.place(where, calc, unit, next((s for s in cell.every("small") if "hạng " in s.text()), None))
            self.score(table, unit, cells)

    def score(self, table, unit, cells):
        """The composite score and its place, at the head of a row."""
        at = next((n for n, th in enumerate(table.first("thead").every("th")) if "score" in th.classes), None)
        if at is None:
            return
        group = self.group(unit)
        place, score = self.figures.composite(group)[unit]
        where = f"{self.path} composite {unit}"
        got = read_shown(cells[at].text().strip())
        if place is None or got is None:
            self.diffs.check(where, "score", None if place is None else score, got and str(got))
            return
        self.diffs.compared += 1
        if abs(got[0] - score) * 2 * 10 ** got[1] > 1:
            self.diffs.tell(where, "score", score, cells[at].text())
        cells[at].hold(cells[at].text().strip())
        span = cells[0].first("span", "place")
        said = re.findall(r"\d+", span.text())[:1]
        self.diffs.check(where, "place", place, whole_numbers(said)[0])
        span.hold(said[0])

    def table_standings(self, table, calc):
        """A block's units by place."""
        for cells, by_name in self.rows(table):
            unit = self.linked(by_name["Đơn vị"], "don-vi")
            key = self.field(calc, by_name["Lĩnh vực"].text().strip()) if "Lĩnh vực" in by_name else OVERALL
            point, where = self.headline(calc, unit, key), self.where(calc, "standings", unit, key)
            self.value(where, calc, point, by_name["Kết quả"])
            self.coverage(where, point, by_name["Đơn vị"])
            if "So với mục tiêu" in by_name:
                self.status(where, calc, point, by_name["So với mục tiêu"])
            for cell in cells:
                if SHORT.search(cell.text()):
                    self.short(calc, cell, unit, key)
            if "Hạng" in by_name:
                self.place(where, calc, unit, by_name["Hạng"])

    table_short = table_standings

    def table_overview(self, table, _):
        """The whole by indicators."""
        for cells, by_name in self.rows(table):
            calc = self.of_name[cells[0].own_text() or cells[0].first("a").text()]
            point, where = self.headline(calc, None), self.where(calc, "overview")
            self.value(where, calc, point, by_name["Kết quả"])
            self.status(where, calc, point, by_name["So với mục tiêu"])
            self.coverage(where, point, cells[0], by_name["So với mục tiêu"])
            for sub in [s for cell in cells for s in cell.every("span", "sub")]:
                self.target(calc, sub)
                self.remark(calc, sub, point)
            if "Mục tiêu" in by_name:
                self.target(calc, by_name["Mục tiêu"])

    table_goals = table_overview

    def table_by_block(self, table, calc):
        """How many units of each block stand how, and which stand first and last."""
        for cells, by_name in self.rows(table):
            group = self.group_named(cells[0].text().strip())
            if calc is None:
                said = by_name["Số đơn vị"].text().strip()
                self.diffs.check(f"{self.path} blocks {group}", "units", len(self.figures.groups[group]), whole_numbers([said])[0])
                by_name["Số đơn vị"].hold(said)
                continue
            concerned = [u for u in self.figures.groups[group] if u in calc.reporters or calc.totals[OVERALL][u]]
            points = {unit: self.headline(calc, unit) for unit in concerned}
            judged = {name: [p for p in points.values() if p.said == status] for name, status in COLUMNS.items()}
            judged["Không có kết quả"] = [p for p in points.values() if p.said == "no-data"]
            for name in judged:
                wanted = len(judged[name])
                if name in by_name:
                    self.diffs.check(self.where(calc, "by block", group), name, wanted, whole_numbers([by_name[name].text().strip()])[0])
                    by_name[name].hold(by_name[name].text().strip())
            ranked = {u: p for u, (p, _) in self.figures.rankings[group][calc.ind.code].items() if p is not None}
            for name in ("Cao nhất bảng", "Cuối bảng"):
                for sharing in re.findall(r"(\d+) đơn vị cùng hạng", by_name[name].text()) if name in by_name else ():
                    ranking = [p for p, _ in self.figures.rankings[group][calc.ind.code].values() if p is not None]
                    end = min(ranking) if name == "Cao nhất bảng" else max(ranking)
                    self.diffs.check(self.where(calc, "by block", group, name), "sharing", ranking.count(end), whole_numbers([sharing])[0])
                    by_name[name].hold(sharing)
            for name, place in (("Cao nhất bảng", min), ("Cuối bảng", max)):
                shown = by_name[name].first("b", "value") if name in by_name else None
                if shown is not None:
                    unit = next(u for u, p in ranked.items() if p == place(ranked.values()))
                    self.shown(self.where(calc, "by block", group, name), calc, points[unit]["value"], shown.text(), shown)

    def table_gaps(self, table, calc):
        """How many units lack the same: those that are named beside."""
        for cells, by_name in self.rows(table):
            named = len(list(by_name["Đơn vị"].every("a")))
            more = re.search(r"và (\d+) đơn vị", by_name["Đơn vị"].text())
            said = by_name["Số đơn vị"].text().strip()
            self.diffs.check(self.where(calc, "gaps"), "units", named + int(more[1] if more else 0), whole_numbers([said])[0])
            by_name["Số đơn vị"].hold(said)
            by_name["Đơn vị"].hold(more[1] if more else "")

    # ------------------------------------------------------------------------------------------------ tables by period

    def table_by_period(self, table, calc):
        """The fields of an indicator by its periods."""
        rows = [(self.field(calc, cells[0].own_text()), cells[1:]) for cells, _ in self.rows(table)]
        self.by_period(table, calc, [(self.unit, key, cells) for key, cells in rows if key is not None])

    def table_heat(self, table, calc):
        """A block's units by periods, with their status and coverage."""
        rows = [(self.linked(cells[0], "don-vi"), OVERALL, cells[1:]) for cells, _ in self.rows(table)]
        periods = self.by_period(table, calc, rows)
        self.heat[id(table.within("section"))] = ([unit for unit, _, _ in rows], periods)
        for unit, _, cells in rows:
            for period, cell in zip(periods, cells):
                point = calc.point_at(unit, OVERALL, period)
                where = self.where(calc, "heat", unit, period_code(period))
                status = next((c.removeprefix("h-") for c in cell.classes if c.startswith("h-")), "")
                if point.said in ("met", "near", "missed") and status != "over":
                    self.diffs.check(where, "status", point.said, status)
                said = re.search(r"(\d+)/(\d+)", " ".join(small.text() for small in cell.every("small")))
                if said:
                    cell.hold(said[0])
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
                    yield self.where(calc, "by period", unit, key, period_code(period)), point["value"], text, cell

        has_unit = "heat" not in table.classes
        periods = min(choices, key=lambda periods: sum(bool(faults(calc.ind, value, text, has_unit)) for _, value, text, _ in told(periods)))
        for where, value, text, cell in told(periods):
            self.shown(where, calc, value, text, cell, has_unit)
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


def years_of(period):
    """The years that a heading may leave out where all columns are of one."""
    fiscal = [f"{period.year}/{(period.year + 1) % 100:02}"] if period.begins != 1 else []
    return [str(period.year), str(period.year + 1), *fiscal]
