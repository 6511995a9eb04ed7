"""The charts of pages: the data behind them, what is written in them, their axes, and the words that describe them."""

import re
from fractions import Fraction

from page import PERIOD, Page, exceeds, whole_numbers
from periods import InputError, last_day, up_to
from reading import OVERALL
from shown import NUMBER, faults, read_shown


class Charts(Page):
    """A page whose charts are known."""

    def figure(self, figure, calc):
        """One chart, by what it is of: a series, units beside each other, places over time, fields."""
        kind = re.sub(r"-[^-]*$", "", figure.attrs.get("id") or "ky-1")
        if kind == "truoc-sau" or re.search("sang-kien/", self.path):
            self.axis(figure)
            self.before_and_after(figure)
            return
        if calc is None:
            return
        if kind != "hang":
            self.axis(figure)
        data = figure.first("metadata")
        if kind in ("ky", "toan", "khoi", "ban-do") or kind.startswith("so-lieu"):
            entries = self.entries(calc, data) if data is not None else self.undrawn(calc, figure)
            self.described(calc, figure, entries)
            self.labels_in(calc, figure, entries)
        elif kind == "don-vi":
            entries = self.beside_names(calc, figure) or self.of_kind(calc, figure)
            self.described(calc, figure, entries)
        elif kind in ("linh", "linh-vuc"):
            self.fields_drawn(calc, figure)
        elif kind == "hang" and data is not None:
            self.places_drawn(calc, figure, data)
            for text in [t for g in figure.every("g", "tick") for t in g.every("text")]:
                text.hold(text.text())
            self.ends_of_moves(calc, figure, data)
            self.climbed(calc, figure)

    # ------------------------------------------------------------------------------------------------ data

    def entries(self, calc, data):
        """The data of a chart, each held: what it is of (a period or a unit), its POINT, and as what it is shown."""
        found = []
        for entry in filter(None, data.text().split("|")):
            name, _, shown = entry.rpartition(": ")
            of, point = self.named(calc, name)
            if point is None:
                continue
            self.shown(self.where(calc, "chart", name), calc, point["value"], shown, data)
            found.append((of, point, shown.strip()))
        return found

    def undrawn(self, calc, figure):
        """The data of a drawing of too many to be noted down: the periods of the length that its heading names, or the unit's block."""
        if (figure.attrs.get("id") or "").startswith("khoi-"):
            ranking = self.figures.rankings[self.group(self.unit)][calc.ind.code]
            return [(unit, self.headline(calc, unit), "") for unit, (place, _) in ranking.items() if place is not None or unit == self.unit]
        title = figure.first("title")
        said = re.search(PERIOD, title.text()) if title is not None else None
        if said is None:
            return []
        return [(period, point, "") for period, point in self.line(calc, self.period(said[0]))]

    def named(self, calc, name):
        """A period of the series, or a unit, by its name."""
        try:
            period = self.period(name)
            return period, calc.point_at(self.unit, OVERALL, period)
        except InputError:
            unit = self.unit_named(name)
            return unit, unit and self.headline(calc, unit)

    def unit_named(self, name):
        """A unit by its name, with that of its superior where the page says it, or by its short name."""
        if not self.names:
            for code, unit in self.site.units.items():
                above = self.site.units.get(unit["parent"])
                title = f"{unit['name']}, {above['name']}" if above else unit["name"]
                for shown in {unit["short_name"], unit["name"], title}:
                    self.names.setdefault(shown, code)
        return self.names.get(name)

    def beside_names(self, calc, figure):
        """Bars with a unit's name at one end and its figure at the other."""
        values = {t.attrs["y"]: t for g in figure.every("g", "name") if g.attrs.get("text-anchor") == "end" for t in g.every("text")}
        found = []
        for group in figure.every("g", "name"):
            for text in group.every("text") if "text-anchor" not in group.attrs else ():
                name, at = text.text(), text.attrs["y"]
                unit = self.unit_named(name)
                if unit is None or at not in values:
                    continue
                point, shown = self.headline(calc, unit), values[at].text()
                self.shown(self.where(calc, "bar", name), calc, point["value"], shown, values[at])
                found.append((unit, point, shown))
        return found

    def of_kind(self, calc, figure):
        """The units of a kind, where they are too many to be named: the heading beside the chart says which kind."""
        heading = figure.above.first("h3")
        kind = self.group_named(heading.text().strip()) if heading is not None else None
        points = [(unit, self.headline(calc, unit)) for unit, of in self.site.units.items() if of["kind"] == kind]
        return [(unit, point, "") for unit, point in points if point["value"] is not None]

    def labels_in(self, calc, figure, entries):
        """What is written in a drawing is what its data say."""
        for group in figure.every("g"):
            if "label" not in group.classes and not ("name" in group.classes and group.attrs.get("text-anchor") == "middle"):
                continue
            for text in group.every("text"):
                shown = text.text().rpartition(": ")[2].strip()
                number = read_shown(shown)
                if number is None or number[2] not in ("", "%", f" {calc.ind.unit}"):
                    continue
                self.diffs.compared += 1
                if all(faults(calc.ind, point["value"], shown, bool(number[2])) for _, point, _ in entries):
                    self.diffs.tell(self.where(calc, "label"), "in the drawing", "one of its data", shown)
                text.hold(shown)

    def fields_drawn(self, calc, figure):
        """A line a field, with the figure of the last period that has one at its end."""
        said = re.search(PERIOD, figure.first("figcaption").text())
        self.fields_met(calc, figure)
        names = {t.attrs["y"]: t.text() for g in figure.every("g", "name") for t in g.every("text")}
        for text in [t for g in figure.every("g", "label") for t in g.every("text")]:
            key = self.field(calc, names.get(text.attrs["y"], ""))
            if key is not None and said:
                point = calc.point_at(self.unit, key, self.period(said[0]))
                self.shown(self.where(calc, "fields drawn", key), calc, point["value"], text.text(), text)

    def fields_met(self, calc, figure):
        """How many fields met the target: `1 trong 2 lĩnh vực đạt mục tiêu trên 90% trong tháng 9/2019`."""
        for node in [n for tag in ("title", "figcaption") for n in figure.every(tag)]:
            self.target(calc, node)
            said = re.match(rf"(?:(\d+) trong|Cả|Chưa lĩnh vực nào trong) (\d+) lĩnh vực đạt mục tiêu .* trong ({PERIOD})", node.text())
            if said:
                drawn = [self.field(calc, t.text()) for g in figure.every("g", "name") for t in g.every("text")]
                points = [calc.point_at(self.unit, key, self.period(said[3])) for key in drawn if key is not None]
                judged = [p.said for p in points if p.said in ("met", "near", "missed")]
                shown = said[1] or ("0" if node.text().startswith("Chưa") else said[2])
                wanted = [judged.count("met"), len(judged)]
                self.diffs.check(self.where(calc, "fields"), "met", wanted, whole_numbers([shown, said[2]]))
                node.hold(said[1] or ""), node.hold(said[2])

    def places_drawn(self, calc, figure, data):
        """Places period by period: `Q.3, tháng 3/2019: hạng 3/3`, in the data, the heading and the description."""
        for node in [n for tag in ("metadata", "desc", "title", "figcaption") for n in figure.every(tag)]:
            text = node.text()
            for said in re.finditer(rf"(?:^|\|)(?P<name>[^|:]+), (?P<period>{PERIOD}): hạng (?P<place>\d+)/(?P<of>\d+)", text):
                self.place_at(calc, self.unit_named(said["name"].strip()), said, node)
            for line in re.finditer(rf"(?:^|\. )(?P<name>[^|:]+?): ((?:hạng \d+/\d+ \({PERIOD}\)(?:, )?)+)", text):
                for said in re.finditer(rf"hạng (?P<place>\d+)/(?P<of>\d+) \((?P<period>{PERIOD})\)", line[2]):
                    self.place_at(calc, self.unit_named(line["name"].strip()), said, node)

    def ends_of_moves(self, calc, figure, data):
        """The place at the end of each line is that of its last datum."""
        last = {}
        for said in re.finditer(rf"([^|]+), ({PERIOD}): hạng (\d+)/", data.text()):
            period = self.period(said[2])
            if said[1] not in last or last_day(period) > last_day(last[said[1]][0]):
                last[said[1]] = (period, said[3])
        for text in [t for g in figure.every("g") if {"label", "name"} & set(g.classes) for t in g.every("text")]:
            said = re.match(r"(\d+) (.+)$", text.text())
            if said and said[2] in last:
                self.diffs.check(self.where(calc, "end of moves", said[2]), "place", last[said[2]][1], said[1])
                text.hold(said[1])

    def climbed(self, calc, figure):
        """Who climbed most: `X tiến nhiều hạng nhất, từ hạng 3/4 (…) lên hạng 1/4 (…)`; places at the ends of the lines."""
        for node in [n for tag in ("title", "figcaption") for n in figure.every(tag)]:
            line = re.match(r"(.+) tiến nhiều hạng nhất, từ (hạng .+)", node.text())
            for said in re.finditer(rf"hạng (?P<place>\d+)/(?P<of>\d+) \((?P<period>{PERIOD})\)", line[2]) if line else ():
                self.place_at(calc, self.unit_named(line[1]), said, node)
            said = re.match(rf"(.+) cùng tiến nhiều hạng nhất, (\d+) hạng từ ({PERIOD}) đến ({PERIOD})", node.text())
            for name in said[1].split(", ") if said else ():
                unit = self.unit_named(name)
                if unit:
                    places = [self.ranked_at(calc, unit, self.period(text))[0] for text in said.groups()[2:]]
                    self.diffs.check(self.where(calc, "climbed", unit), "by", places[0] - places[1], whole_numbers([said[2]])[0])
                    node.hold(said[2])

    def place_at(self, calc, unit, said, node):
        """A place of one period."""
        if unit is None:
            return
        period = self.period(said["period"])
        place, of = self.ranked_at(calc, unit, period)[:2]
        where = self.where(calc, "place", unit, said["period"])
        self.diffs.check(where, "place", [place, of], whole_numbers([said["place"], said["of"]]))
        node.hold(f"{said['place']}/{said['of']}")

    # ------------------------------------------------------------------------------------------------ words of charts

    def described(self, calc, figure, entries):
        """The heading and the description of a chart."""
        self.standing_of_units(calc, figure, entries)
        for group in figure.every("g", "target-label"):
            self.target(calc, group)
        for node in [n for tag in ("title", "desc", "figcaption") for n in figure.every(tag)]:
            text = node.text()
            self.sentence(calc, text, node)
            self.of_units(calc, text, node, entries)
            self.extremes(calc, text, entries)
            self.place_in_words(calc, node)
            for said in re.finditer(r"(?:ở cả )?(\d+) (?:kỳ|đơn vị) có số liệu", text):
                with_value = sum(point["value"] is not None for _, point, _ in entries)
                self.diffs.check(self.where(calc, "described"), said[0], with_value, whole_numbers([said[1]])[0])
                node.hold(said[0])
            for said in re.finditer(r"Không có số liệu: (\d+) kỳ", text if entries else ""):
                self.diffs.check(self.where(calc, "described"), said[0], self.gaps(calc, entries), whole_numbers([said[1]])[0])
                node.hold(said[0])
            for said in re.finditer(r"Chưa đủ đơn vị báo cáo: (\d+) kỳ", text):
                partial = sum(point.counts["reported"] < point.counts["expected"] for _, point, _ in entries)
                self.diffs.check(self.where(calc, "described"), said[0], partial, whole_numbers([said[1]])[0])
                node.hold(said[0])

    def gaps(self, calc, entries):
        """How many periods between the first and the last that is given have no figure, though nobody's is wanting."""
        like = entries[0][0]
        given = sorted((p for p in calc.totals[OVERALL][self.unit] if (p.length, p.begins) == (like.length, like.begins)), key=last_day)
        span = next(periods for periods in (up_to(given[-1], n) for n in range(len(given), 2000)) if periods[0] == given[0])
        points = [calc.point_at(self.unit, OVERALL, p) for p in span if p in given]
        wanting = [p for p in points if p["value"] is None and (p.counts["reported"] < p.counts["expected"] or p.get("missing_fields"))]
        return len(span) - sum(p["value"] is not None for p in points) - len(wanting)

    def of_units(self, calc, text, node, entries):
        """Figures of units by their names: `Thấp nhất 74,0% (Don vi 16)`, `Don vi 3: 100,0%`."""
        unit = rf"{NUMBER}(?:%| {re.escape(calc.ind.unit)})?"
        for of, point, _ in entries:
            if not isinstance(of, str):
                continue
            for name in {self.site.units[of]["name"], self.site.units[of]["short_name"] or self.site.units[of]["name"]}:
                for said in re.finditer(rf"({unit}) \({re.escape(name)}[,)]|(?<=\. ){re.escape(name)}(?:, [^:.]*)?: ({unit})", text):
                    self.shown(self.where(calc, "described", of), calc, point["value"], said[1] or said[2], node)

    def extremes(self, calc, text, entries):
        """What is called lowest and highest is that."""
        values = [point["value"] for _, point, _ in entries if point["value"] is not None]
        for word, extreme in (("Thấp nhất", min), ("cao nhất", max)):
            said = re.search(rf"{word} ({NUMBER})", text)
            if said and values:
                shown = read_shown(said[1])
                self.diffs.compared += 1
                if abs(shown[0] - extreme(values)) * 2 * 10 ** shown[1] > 1:
                    self.diffs.tell(self.where(calc, "described"), word, float(extreme(values)), said[1])

    def standing_of_units(self, calc, figure, entries):
        """How many of the units drawn met the target, in the heading and in the key of the drawing."""
        if calc.ind.target is None or not any(isinstance(of, str) for of, _, _ in entries):
            return
        points = [point for _, point, _ in entries if point["value"] is not None]
        met = sum(point.said == "met" for point in points)
        judged = sum(point.said not in (None, "small") for point in points)
        over = sum(exceeds(calc.ind, point) for point in points)
        counts = {"Đạt": met - over, "Vượt": over, "Chưa có số liệu": len(entries) - len(points)}
        for name, status in (("Gần đạt", "near"), ("Chưa đạt", "missed"), ("Mẫu quá nhỏ", "small")):
            counts[name] = sum(point.said == status for point in points)
        for text in [t for g in figure.every("g", "name") for t in g.every("text")]:
            said = re.fullmatch(r"(Đạt|Vượt|Gần đạt|Chưa đạt|Mẫu quá nhỏ|Chưa có số liệu): (\d+)", text.text())
            if said:
                self.diffs.check(self.where(calc, "key"), said[1], counts[said[1]], whole_numbers([said[2]])[0])
                text.hold(said[2])
        self.standing_of_blocks(calc, figure, entries)
        for node in [n for tag in ("title", "figcaption", "desc") for n in figure.every(tag)]:
            said = re.search(r"(\d+) đơn vị chưa có số liệu", node.text())
            if said:
                kinds = {self.site.units[of]["kind"] for of, _, _ in entries}
                concerned = [u for u in self.site.units if self.site.units[u]["kind"] in kinds and (u in calc.reporters or calc.totals[OVERALL][u])]
                without = sum(self.headline(calc, u)["value"] is None for u in concerned)
                self.diffs.check(self.where(calc, "units"), "without", without, whole_numbers([said[1]])[0])
                node.hold(said[1])
            said = re.search(r"([Cc]ả|[Cc]hưa đơn vị nào trong|(\d+) trong) (\d+) đơn vị đạt mục tiêu", node.text())
            if said:
                wanted = [met, judged]
                shown = said[2] or ("0" if said[1][1:] != "ả" else said[3])
                self.diffs.check(self.where(calc, "units"), "met", wanted, whole_numbers([shown, said[3]]))
                node.hold(said[2] or ""), node.hold(said[3])

    def standing_of_blocks(self, calc, figure, entries):
        """How many of each block met the target: `Đạt mục tiêu: Nội thành 2/3, Ngoại thành 0/1`."""
        for node in [n for tag in ("title", "figcaption") for n in figure.every(tag) if n.text().startswith("Đạt mục tiêu: ")]:
            for name, met, of in re.findall(r"(.+?) (\d+)/(\d+)(?:, |$)", node.text().partition(": ")[2]):
                group = self.group_named(name)
                points = [p for unit, p, _ in entries if self.group(unit) == group and p.said not in (None, "small", "no-data")]
                wanted = [sum(p.said == "met" for p in points), len(points)]
                self.diffs.check(self.where(calc, "blocks", group), "met", wanted, whole_numbers([met, of]))
                node.hold(f"{met}/{of}")

    # ------------------------------------------------------------------------------------------------ axes

    def axis(self, figure):
        """The numbers along an axis: equal steps of numbers at equal steps of length."""
        for group in figure.every("g", "tick"):
            along = "y" if group.attrs.get("text-anchor") == "end" else "x"
            ticks = [(read_shown(t.text()), Fraction(t.attrs[along]), t) for t in group.every("text")]
            ticks = [(n[0], at, t) for n, at, t in ticks if n and n[2] in ("", "%") and not re.fullmatch(r"\d{4}|\d{4}/\d\d", t.text())]
            for _, _, text in ticks:
                text.hold(text.text())
            steps = {after[0] - before[0] for before, after in zip(ticks, ticks[1:])}
            self.diffs.check(f"{self.path} axis", "steps of numbers", True, len(steps) <= 1)
            if along == "x":  # The outermost are drawn inwards where they would not fit.
                ticks = ticks[1:-1]
            if len(ticks) < 3 or ticks[0][0] == ticks[-1][0]:
                continue
            slope = (ticks[-1][1] - ticks[0][1]) / (ticks[-1][0] - ticks[0][0])
            for number, at, text in ticks:
                self.diffs.compared += 1
                if abs(ticks[0][1] + slope * (number - ticks[0][0]) - at) > Fraction(3, 10):
                    self.diffs.tell(f"{self.path} axis", "equal steps", float(at), text.text())
