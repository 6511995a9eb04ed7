"""The words of pages: sentences beside charts, headings, and what stands at the head of a page or beside a figure."""

import re
from fractions import Fraction

from page import COVERAGE, PERIOD, Page, exceeds, whole_numbers
from periods import period_code, up_to
from reading import OVERALL
from rules import meets
from shown import NUMBER, faults, read_shown, target_words, written

STATUS = {"đạt": {"met"}, "gần đạt": {"near"}, "chưa đạt": {"missed"}, "không còn đạt": {"near", "missed"}, "vượt": {"met"}}
MOST_NAMED = 40
SHORT = re.compile(r"(?:còn thiếu|thừa) ([\d.]+) (?:hồ sơ|trường hợp|thủ tục)")


class Words(Page):
    """A page whose words are known."""

    def words(self):
        """Everything that is said outside tables and charts, by where it stands."""
        for section in self.root.every("section", "indicator"):
            self.heading(section, self.calc_of(section))
        for tag in ("p", "li", "h1", "h2", "h3", "figcaption", "summary"):
            for node in self.root.every(tag):
                calc = self.calc_of(node)
                if calc is not None:
                    self.beside(calc, node)
        self.title()
        self.counted()
        if self.path.startswith("nhung/don-vi/"):
            self.head_of_embed(self.root.first("h1"))
        lead = self.root.first("div", "lead")
        if lead is not None and self.unit is not None:
            self.lead(lead)

    # ------------------------------------------------------------------------------------------------ beside a figure

    def beside(self, calc, node):
        """What stands beside an indicator's headline figure: its value, status, target, coverage, interval, counts."""
        if "reading" in node.classes:
            point, where = self.headline(calc, self.unit), self.where(calc, "reading")
            if node.first("b", "value") is not None:
                self.value(where, calc, point, node)
            self.status(where, calc, point, node)
            self.target(calc, node)
        elif "meta" in node.classes and node.tag == "p":
            for sub in node.every("span", "sub"):
                self.remark(calc, sub, self.headline(calc, self.unit))
            self.past_places(calc, node)
            self.unranked(calc, node)
        elif node.tag == "li" or node.tag == "p" and not node.classes:
            self.kind_met(calc, node)
            self.report_line(calc, node)
            self.rule(calc, node)
        elif node.tag in ("h1", "h2", "h3"):
            self.sentence(calc, node.text(), node)
            self.headed(calc, node)
            self.learn(calc, node)
        elif node.tag in ("figcaption", "summary"):
            self.of_block(calc, node)

    def headed(self, calc, node):
        """A headline's figure in a heading: `Kết quả chung: 86,4%, đạt mục tiêu không quá 87,5%`; how many of a block always met the target."""
        said = re.search(rf": ({NUMBER}(?:%| {re.escape(calc.ind.unit)})?)(?:, (gần đạt|chưa đạt|đạt) mục tiêu|$)", node.text())
        if said and node.tag == "h1":
            point = self.headline(calc, self.unit)
            self.shown(self.where(calc, "heading"), calc, point["value"], said[1], node)
            self.diffs.check(self.where(calc, "heading"), "status", True, not said[2] or point.said in STATUS[said[2]])
        said = re.match(r"(.+): (?:(\d+) trong|Cả|Chưa đơn vị nào trong) (\d+) đơn vị (?:đều )?đạt mục tiêu ở cả (\d+) kỳ", node.text())
        if said:
            node.hold(said[2]), node.hold(said[3]), node.hold(said[4])
            self.always_met(calc, said, node.within("section"))

    def learn(self, calc, node):
        """Where others do better: `Chi tieu 2, lĩnh vực Xây dựng: 62,93%`."""
        form = rf"{re.escape(calc.ind.table['name'])}(?:, lĩnh vực ([^:]+))?: ({NUMBER}(?:%| {re.escape(calc.ind.unit)})?)$"
        said = re.match(form, node.text())
        if said and self.unit is not None and node.tag == "h3":
            key = self.field(calc, said[1]) if said[1] else OVERALL
            self.shown(self.where(calc, "learn", key), calc, self.headline(calc, self.unit, key)["value"], said[2], node)

    def always_met(self, calc, said, section):
        """How many units of a block met the target in every period of its table."""
        rows, periods = self.heat.get(id(section), ({}, ()))
        judged = [[calc.point_at(unit, OVERALL, period).said for period in periods] for unit in rows]
        met = sum(all(status == "met" for status in row) for row in judged)
        shown = {"Cả": said[3], "Ch": "0"}.get(said[0].partition(": ")[2][:2], said[2])
        where = self.where(calc, "always", said[1])
        self.diffs.check(where, "met", [met, len(judged), len(periods)], whole_numbers([shown, said[3], said[4]]))

    def kind_met(self, calc, node):
        """How many of a kind of units met the target: `Quận, huyện: 2/4 đơn vị đạt`."""
        said = re.fullmatch(r"(.+): (\d+)/(\d+) đơn vị đạt", node.text().strip())
        if said:
            kind = self.group_named(said[1])
            points = [self.headline(calc, u) for u, unit in self.site.units.items() if unit["kind"] == kind and unit["parent"]]
            judged = [point.said for point in points if point.said in ("met", "near", "missed")]
            wanted = [judged.count("met"), len(judged)]
            self.diffs.check(self.where(calc, "kind", kind), "met", wanted, whole_numbers(said.groups()[1:]))
            node.hold(f"{said[2]}/{said[3]}")

    def rule(self, calc, node):
        """What is said of small samples on an indicator's page."""
        if node.text().startswith("Mẫu dưới"):
            self.smallest(calc, node)

    def smallest(self, calc, node):
        """The smallest sample that is ranked: `mẫu dưới 30`."""
        said = re.search(rf"[Mm]ẫu dưới ({NUMBER})", node.text())
        self.diffs.check(self.where(calc, "small"), "min_sample", written(calc.ind.min_sample), said[1])
        node.hold(said[1])

    def report_line(self, calc, node):
        """A chapter of the report on what falls short: `mục tiêu trên 90%. 4 đơn vị chưa đạt hoặc gần đạt.`"""
        if not node.text().strip().startswith("mục tiêu"):
            return
        self.target(calc, node)
        said = re.search(r"(\d+) đơn vị chưa đạt hoặc gần đạt", node.text())
        if said:
            points = [self.headline(calc, unit) for unit in self.site.units]
            short = sum(point.said in ("near", "missed") for point in points)
            self.diffs.check(self.where(calc, "report"), "fall short", short, whole_numbers([said[1]])[0])
            node.hold(said[1])

    def of_block(self, calc, node):
        """A unit's place in its block; how many of a block have one."""
        self.place_in_words(calc, node)
        said = re.search(r"^(.+) (\d+) đơn vị được xếp hạng", node.text())
        if said and self.group_named(said[1].strip()) in self.figures.rankings:
            ranking = self.figures.rankings[self.group_named(said[1].strip())][calc.ind.code]
            self.diffs.check(self.where(calc, "block"), "ranked", sum(p is not None for p, _ in ranking.values()), whole_numbers([said[2]])[0])
            node.hold(said[2])

    def place_in_words(self, calc, node):
        """`Hạng 2/3 trong khối`, `Đồng hạng 1/3 trong khối với 1 đơn vị khác`, `Đứng đầu 3 đơn vị được xếp hạng trong khối`."""
        said = re.match(r"(?:Hạng|Đồng hạng) (\d+)/(\d+) trong khối(?: với (\d+) đơn vị khác)?", node.text())
        said = said or re.match(r"()Đứng đầu (\d+) đơn vị được xếp hạng trong khối()", node.text())
        if said and self.unit:
            places = {u: p for u, (p, _) in self.figures.rankings[self.group(self.unit)][calc.ind.code].items() if p is not None}
            sharing = list(places.values()).count(places.get(self.unit)) - 1
            wanted = [places.get(self.unit), len(places), sharing]
            self.diffs.check(self.where(calc, "block"), "place", wanted, whole_numbers([said[1] or "1", said[2], said[3] or "0"]))
            for shown in filter(None, (f"{said[1]}/{said[2]}" if said[1] else said[2], said[3])):
                node.hold(shown)

    def past_places(self, calc, node):
        """A unit's places period by period: `2, 1=, –, 1* (trong 2 đơn vị)`."""
        said = re.match(rf"\s*Hạng trong khối theo từng kỳ, từ (.+?) đến ({PERIOD}): ([^(;]+)(?:\(trong (\d+) đơn vị\))?", node.text())
        if not said:
            return
        last = self.period(said[2])
        shown = [text.strip() for text in said[3].split(", ")]
        for period, text in zip(up_to(last, len(shown)), shown):
            place, of, sharing = self.ranked_at(calc, self.unit, period)
            wanted = "–"
            if place is not None:
                counts = calc.point_at(self.unit, OVERALL, period).counts
                wanted = f"{place}" + f"/{of}" * (said[4] is None) + "=" * (sharing > 1) + "*" * (counts["reported"] < counts["expected"])
                if said[4] is not None:
                    self.diffs.check(self.where(calc, "past places"), "of", of, whole_numbers([said[4]])[0])
            self.diffs.check(self.where(calc, "past places", period_code(period)), "place", wanted, text)
            node.hold(text.rstrip("=*"))
        if said[4]:
            node.hold(said[4])

    def unranked(self, calc, node):
        """How many of a block are not ranked."""
        said = re.match(r"\s*(\d+) đơn vị không xếp hạng", node.text())
        if said:
            named, count = len(list(node.every("a"))), whole_numbers([said[1]])[0]
            if named < MOST_NAMED:
                self.diffs.check(self.where(calc, "unranked"), "named", named, count)
            node.hold(said[1])
            for link in node.every("a"):
                self.unranked_unit(calc, link, node)

    def unranked_unit(self, calc, link, node):
        """A unit that is not ranked, with its figure and its coverage if it has one."""
        match = re.search(r"don-vi/([a-z0-9-]+)\.html", link.attrs.get("href", ""))
        said = re.search(rf"{re.escape(link.text())} \(({NUMBER}(?:%| {re.escape(calc.ind.unit)})?)(?:; (\d+)/(\d+) đơn vị đã báo cáo)?\)", node.text())
        ranking = match and self.figures.rankings[self.group(match[1])][calc.ind.code]
        if match:
            self.diffs.check(self.where(calc, "unranked", match[1]), "place", None, ranking[match[1]][0])
        if match and said:
            point, where = self.headline(calc, match[1]), self.where(calc, "unranked", match[1])
            self.shown(where, calc, point["value"], said[1], node)
            counts = [point.counts["reported"], point.counts["expected"]]
            full = said[2] is None and counts[0] >= counts[1]
            self.diffs.check(where, "coverage", True, full or [str(c) for c in counts] == [said[2], said[3]])
            if said[2]:
                node.hold(f"{said[2]}/{said[3]}")

    def remark(self, calc, sub, point):
        """One remark: an interval, a coverage, counts, what is missing, what the unit gave itself."""
        text, where = sub.text(), self.where(calc, "remark")
        if text.startswith("khoảng tin cậy"):
            self.interval(where, calc, point, sub)
        elif COVERAGE.search(text):
            self.coverage(where, point, sub)
        elif text.startswith("Riêng đơn vị"):
            said = re.search(rf": ({NUMBER}\S*(?: {re.escape(calc.ind.unit)})?)", text)
            self.shown(where, calc, point["own"]["value"], said[1], sub)
        elif text.startswith("Lĩnh vực chưa đạt"):
            self.failing(calc, sub)
        elif re.search(r"đơn vị đạt$", text):
            self.kind_met(calc, sub)
        elif text.startswith("mẫu dưới"):
            self.smallest(calc, sub)
        elif self.lag_in(calc, text):
            self.lag(calc, sub, self.lag_in(calc, text))
        else:
            said = re.search(rf": ({NUMBER} / {NUMBER}|cỡ mẫu {NUMBER})$", text)
            if said:
                self.made_of(where, point, said[1])
                sub.hold(said[1])

    def interval(self, where, calc, point, node):
        """An interval, each end rounded outwards: it never looks narrower than it is."""
        ends = re.findall(NUMBER, node.text().partition(":")[2])
        self.diffs.check(where, "ends", 2, whole_numbers([str(len(ends))])[0])
        for end, exact, outwards in zip(ends, point["interval"], (-1, 1)):
            shown, decimals, _ = read_shown(end)
            self.diffs.compared += 1
            if not 0 <= (float(shown) - exact) * outwards < 1.0000001 * 10**-decimals:
                self.diffs.tell(where, "interval", exact, end)
            node.hold(end)

    def lag_in(self, calc, text):
        """What falls short, the weakest failing field where there is one: `lĩnh vực Xây dựng 88,8%, còn thiếu 11 hồ sơ`."""
        names = "|".join(re.escape(self.site.field_names.get(key, key)) for key in calc.field_keys) or "(?!)"
        unit = re.escape("%" if calc.ind.unit == "%" else f" {calc.ind.unit}".rstrip())
        more = r"(?:; còn (\d+) lĩnh vực khác chưa đạt)?"
        return re.fullmatch(rf"(?:lĩnh vực )?(?:({names}) )?({NUMBER}{unit})(?:, {SHORT.pattern})?{more}|{SHORT.pattern}", text.strip())

    def lag(self, calc, node, said):
        """Holds what lag_in found against the calculation."""
        key = self.field(calc, said[1]) if said[1] else OVERALL
        where, headline = self.where(calc, "lag", said[1]), self.headline(calc, self.unit)
        if said[2]:
            self.shown(where, calc, self.headline(calc, self.unit, key)["value"], said[2], node)
        if said[1]:
            failing = {k: self.headline(calc, self.unit, k)["value"] for k in headline["failing_fields"]}
            worst = (max if calc.ind.target[0] in ("<", "<=") else min)(failing.values(), default=None)
            self.diffs.check(where, "fails", True, key in failing)
            if said[0].startswith("lĩnh vực "):
                self.diffs.check(where, "weakest", True, failing.get(key) == worst)
                self.diffs.check(where, "others", len(failing) - 1, whole_numbers([said[4] or "0"])[0])
            node.hold(said[4] or "")
        elif headline.get("failing_fields"):
            key = self.weakest(calc, headline)
        self.short(calc, node, key=key)

    def weakest(self, calc, headline):
        """The failing field that is furthest from the target."""
        failing = {key: self.headline(calc, self.unit, key)["value"] for key in headline["failing_fields"]}
        return (max if calc.ind.target[0] in ("<", "<=") else min)(failing, key=failing.get)

    def failing(self, calc, node):
        """The fields that fail, each with its figure."""
        point = self.headline(calc, self.unit)
        said = re.findall(rf"(?:: |, |; )(.+?) ({NUMBER}(?:%| {re.escape(calc.ind.unit)})?)", node.text())
        for name, shown in said:
            key = self.field(calc, name)
            where = self.where(calc, "failing field", name)
            self.diffs.check(where, "fails", True, key in (point["failing_fields"] or ()))
            self.shown(where, calc, self.headline(calc, self.unit, key)["value"], shown, node)

    def short(self, calc, node, unit=None, key=OVERALL):
        """How many cases are wanting, or too many."""
        for said in SHORT.finditer(node.text()):
            wanted = self.wanting(calc, unit or self.unit, key)
            self.diffs.check(self.where(calc, "short", unit, key), "cases", wanted, whole_numbers([said[1]])[0])
            node.hold(said[1])

    def wanting(self, calc, unit, key):
        """The smallest change of the numerator that meets the target."""
        point = self.headline(calc, unit, key)
        numerator, of = point["numerator"], point["denominator"]
        step = -1 if calc.ind.target[0] in ("<", "<=") else 1
        low, high = 0, max(numerator, of)
        while low < high:
            middle = (low + high) // 2
            met = meets(calc.ind.target, Fraction((numerator + step * middle) * 100) / of if of else 0)
            low, high = (low, middle) if met else (middle + 1, high)
        return low

    def target(self, calc, node, text=None):
        """A target in words, beside `mục tiêu`."""
        if calc.ind.target is None:
            return
        wanted = target_words(calc.ind)
        for said in re.finditer(rf"(?:[Mm]ục tiêu |^)(?:từng lĩnh vực )?((?:trên|từ|dưới|không quá|(?={NUMBER}%? (?:\S+ )?đến)) ?{NUMBER}.*)", node.text() if text is None else text):
            self.diffs.check(self.where(calc, "target"), "words", True, said[1].startswith(wanted))
            node.hold(wanted)

    # ------------------------------------------------------------------------------------------------ heads

    def counted(self):
        """How many initiatives there are, who registered one, how many units lie below, how many rows were set aside."""
        for node in [n for tag in ("a", "p", "h2") for n in self.root.every(tag)]:
            text = node.text().strip()
            said = re.match(r"(?:Xem cả|Cả) (\d+) sáng kiến|(\d+) đơn vị trực thuộc$", text)
            if said and said[1] and self.indicator is None and self.unit is None:
                self.diffs.check(self.path, said[0], len(self.archive), whole_numbers([said[1]])[0])
                node.hold(said[1])
            elif said and said[2] and self.unit is not None:
                self.diffs.check(self.path, said[0], len(self.site.children[self.unit]), whole_numbers([said[2]])[0])
                node.hold(said[2])

    def title(self):
        """How many of its targets the whole meets, at the head of the home page and of the report."""
        for node in [*self.root.every("h1"), *self.root.every("p", "finding")] if self.unit is None and self.indicator is None else ():
            said = re.search(r"(đạt cả \d+ mục tiêu|(?:chưa đạt mục tiêu nào|đạt \d+) trong \d+ mục tiêu)", node.text())
            if said:
                points = [self.headline(calc, None).said for calc in self.figures.by_code.values()]
                self.judged = [status for status in points if status in ("met", "near", "missed")]
                self.diffs.check(self.path, "targets met", self.targets_met(), said[1])
                for number in re.findall(r"\d+", said[1]):
                    node.hold(number)

    def heading(self, section, calc):
        """The sentence beside an indicator's name."""
        title = section.first("h2")
        if calc is not None and title is not None:
            for span in title.every("span"):
                self.sentence(calc, span.text(), span)

    def lead(self, lead):
        """What stands at the head of a unit's page: how many targets it met, where it falls short, how it went."""
        self.diffs.check(self.path, "targets met", self.targets_met(), lead.first("h1").text().partition(": ")[2])
        lead.first("h1").hold(self.targets_met())
        self.heads[self.unit] = self.targets_met()
        for item in lead.every("li"):
            link, state = item.first("a"), item.first("span", "state")
            if state is None or not link.attrs["href"].startswith("#ct-"):
                continue
            calc = self.figures.by_code[link.attrs["href"].removeprefix("#ct-")]
            said = re.match(rf": (?:lĩnh vực (.+?) )?({NUMBER}(?:%| {re.escape(calc.ind.unit)})?)", link.above.own_text())
            key = self.field(calc, said[1]) if said and said[1] else OVERALL
            point, where = self.headline(calc, self.unit, key), self.where(calc, "lead", key)
            self.shown(where, calc, point["value"], said[2] if said else "", item)
            self.status(where, calc, self.headline(calc, self.unit), item)
            self.short(calc, item, key=key)
        self.stands(lead)
        self.weakest_in_words(lead)
        names = "|".join(map(re.escape, self.of_name))
        for paragraph in lead.every("p"):
            for said in re.finditer(rf"({names})((?:(?!{names}).)*?)(?:[.;] |$)", paragraph.text()):
                if "lĩnh vực" not in said[2]:
                    self.sentence(self.of_name[said[1]], said[2], paragraph)

    def head_of_embed(self, head):
        """An embedded unit says of itself what its page says."""
        if self.unit in self.heads:
            self.diffs.check(self.path, "targets met", self.heads[self.unit], head.text().partition(": ")[2])
            head.hold(self.heads[self.unit])

    def weakest_in_words(self, lead):
        """The weakest field in a sentence: `vướng nhất là lĩnh vực Xây dựng (lũy kế 76,9%; 3/5 đơn vị có số liệu lĩnh vực này)`."""
        for paragraph in lead.every("p"):
            for said in re.finditer(rf"(?:[Vv]ướng|sát mục tiêu) nhất là lĩnh vực ([^(]+) \((?:lũy kế )?({NUMBER}[^;)]*)(?:; (\d+/\d+))?", paragraph.text()):
                right = any(self.is_field(calc, said) for calc in self.figures.by_code.values())
                self.diffs.check(f"{self.path} {said[0]}", "is a field's figure", True, right)
                for shown in filter(None, said.groups()[1:]):
                    paragraph.hold(shown)

    def is_field(self, calc, said):
        """Whether a field of an indicator has the figure that was said, with its coverage if that was said."""
        for key in [self.field(calc, name.strip()) for name in re.split(r", | và ", said[1])]:
            point = self.headline(calc, self.unit, key) if key else None
            if point and not faults(calc.ind, point["value"], said[2].strip()):
                return said[3] in (None, f"{point.counts['reported']}/{point.counts['expected']}")
        return False

    def stands(self, lead):
        """A unit's place in a sentence: `X xếp hạng 2/3 trong khối (…) về điểm tổng hợp`, `X đứng đầu 3 đơn vị được xếp hạng trong khối (…) về …`."""
        form = r"(?:xếp hạng (\d+)/|(?:cùng (\d+) đơn vị khác )?đứng đầu )(\d+)(?: đơn vị được xếp hạng)? trong khối .*? về "
        form += r"(?:điểm tổng hợp|chỉ tiêu “(.+?)”)(?: \(thiếu [^)]*\))?(?:, đồng hạng với (\d+) đơn vị khác)?"
        for paragraph in lead.every("p"):
            for said in re.finditer(form, paragraph.text()):
                group = self.group(self.unit)
                of = self.figures.rankings[group][self.of_name[said[4]].ind.code] if said[4] else self.figures.composite(group)
                places = [place for place, _ in of.values() if place is not None]
                wanted = [of[self.unit][0], len(places), places.count(of[self.unit][0]) - 1]
                shown = [said[1] or "1", said[3], said[2] or said[5] or "0"]
                self.diffs.check(f"{self.path} stands", said[4] or "composite", wanted, whole_numbers(shown))
                for number in filter(None, (f"{said[1]}/{said[3]}" if said[1] else said[3], said[2], said[5])):
                    paragraph.hold(number)

    def targets_met(self):
        """How a unit's heading says how many of its targets it met."""
        met, of = self.judged.count("met"), len(self.judged)
        if of < 2:
            return "" if not of else "đạt mục tiêu" if met else "chưa đạt mục tiêu"
        if met in (0, of):
            return f"đạt cả {of} mục tiêu" if met else f"chưa đạt mục tiêu nào trong {of} mục tiêu"
        return f"đạt {met} trong {of} mục tiêu"

    # ------------------------------------------------------------------------------------------------ sentences

    def sentence(self, calc, text, node):
        """Figures of the series in words: `62,5% trong tháng 5/2019, chưa đạt mục tiêu …`, `từ 62,5% (tháng 4/2019) …`."""
        unit = re.escape(calc.ind.unit)
        shown = rf"({NUMBER}(?:%| {unit})?)" if calc.ind.unit != "%" else rf"({NUMBER}%)"
        for match in re.finditer(rf"(?:Lĩnh vực ([^:.]+): )?{shown} (?:chung )?(?:trong |\()({PERIOD})(?: \((\d+/\d+) đơn vị đã báo cáo\))?", text):
            point = calc.point_at(self.unit, self.field(calc, match[1]) if match[1] else OVERALL, self.period(match[3]))
            self.shown(self.where(calc, "words", match[0]), calc, point["value"], match[2], node)
            if match[4]:
                wanted = f"{point.counts['reported']}/{point.counts['expected']}"
                self.diffs.check(self.where(calc, "words", match[0]), "coverage", wanted, match[4])
                node.hold(match[4])
        self.weakest_of_line(calc, text, node, shown)
        said = re.match(rf"{shown} trong ({PERIOD}), (gần đạt|chưa đạt|không còn đạt|vượt|đạt) mục tiêu", text)
        if said:
            point = calc.point_at(self.unit, OVERALL, self.period(said[2]))
            self.diffs.compared += 1
            if point.said not in STATUS[said[3]]:
                self.diffs.tell(self.where(calc, "words", said[0]), "status", point.said, said[3])
            self.since(calc, text, said, node)
        self.target(calc, node, text)

    def weakest_of_line(self, calc, text, node, shown):
        """The field that holds a line or a headline back: `95,3% chung trong tháng 9/2019; lĩnh vực Xây dựng 89,9%, chưa đạt mục tiêu trên 90%`."""
        said = re.search(rf"(?:trong ({PERIOD}))?; (?:lĩnh vực|(\d+) lĩnh vực chưa đạt mục tiêu .*, yếu nhất là) (\D+?) {shown}", text)
        key = self.field(calc, said[3]) if said else None
        if key is None:
            return
        at = (lambda k: calc.point_at(self.unit, k, self.period(said[1]))) if said[1] else lambda k: self.headline(calc, self.unit, k)
        failing = at(OVERALL)["failing_fields"]
        where = self.where(calc, "weakest", said[3])
        self.diffs.check(where, "fields that fail", len(failing), whole_numbers([said[2] or "1"])[0])
        worst = (max if calc.ind.target[0] in ("<", "<=") else min)(at(k)["value"] for k in failing)
        self.diffs.check(where, "is the weakest", True, key in failing and at(key)["value"] == worst)
        self.shown(where, calc, at(key)["value"], said[4], node)
        node.hold(said[2] or "")

    def since(self, calc, text, said, node):
        """Since when, or in how many periods: `đạt mục tiêu trên 90% từ tháng 4/2019`, `… ở cả 7 kỳ có số liệu`."""
        always, since = re.search(r"ở cả (\d+) kỳ có số liệu", text), re.search(rf"mục tiêu .* từ ({PERIOD})(?: \(|$)", text)
        line, where = self.line(calc, self.period(said[2])), self.where(calc, "since", said[2])
        good = said[3] in ("đạt", "vượt")
        alike = [exceeds(calc.ind, point) if said[3] == "vượt" else (point.said == "met") == good for _, point in line]
        if always:
            self.diffs.check(where, "always", [True, len(line)], [all(alike), *whole_numbers([always[1]])])
            node.hold(always[0])
        if since:
            at = next(n for n, (period, _) in enumerate(line) if period == self.period(since[1]))
            self.diffs.check(where, "since", [True, False], [all(alike[at:]), at > 0 and alike[at - 1]])
