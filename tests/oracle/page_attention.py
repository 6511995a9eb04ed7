"""Who meets every target, who falls furthest short, who does better: on home, in the report, on units' pages."""

import re
from fractions import Fraction

from page import Page, whole_numbers
from reading import OVERALL
from shown import NUMBER

COUNT = re.compile(r"(\d+)/(\d+) đơn vị")


class Attention(Page):
    """A page of which these lists are known."""

    def attention(self):
        """Every list."""
        for nth, items in enumerate(self.root.every("ul", "needs")):
            self.needs([li for li in items.every("li")], nth)
        for part in [n for tag in ("section", "div") for n in self.root.every(tag) if {"answer", "all-met"} & set(n.classes)]:
            for block in [div for dl in part.every("dl", "leaders") for div in dl.every("div")]:
                self.all_met(block)
        for items in self.root.every("ul", "better"):
            for item in items.every("li"):
                self.better(self.calc_of_better(items), item)

    def known(self):
        """The units at the top, or right below the only one there, in blocks of which the first is such a unit."""
        units = self.site.units
        roots = [u for u in units if not units[u]["parent"]]
        is_high = {u: not d["parent"] or not units[d["parent"]]["parent"] for u, d in units.items()}
        for members in self.figures.groups.values():
            if is_high[next(iter(members))] and list(members) != roots[: len(members)] * (len(roots) == 1):
                yield from members

    def against(self, unit):
        """How many targets a unit meets, misses, and how many cannot be judged, of what it owes or has figures of."""
        counts = {"met": 0, "short": 0, "unsure": 0}
        for calc in self.figures.by_code.values():
            point = self.headline(calc, unit)
            base = point.get("denominator", point.get("sample"))
            nothing_arose = point["value"] is None and base == 0
            if calc.ind.target is None or nothing_arose or (point["value"] is None and unit not in calc.owing):
                continue
            said = point.said
            counts["met" if said == "met" else "short" if said in ("near", "missed") else "unsure"] += 1
        return counts

    def farthest(self, unit):
        """Where a unit falls furthest short: missed before near, then by the share of the target."""
        found = []
        for code, calc in self.figures.by_code.items():
            point = self.headline(calc, unit)
            if calc.ind.target is None or point.said not in ("near", "missed"):
                continue
            bound = Fraction(calc.ind.target[1])
            keys = point.get("failing_fields") or [OVERALL]
            distance = max(abs(Fraction(self.headline(calc, unit, key)["value"]) - bound) for key in keys)
            found.append((point.said == "missed", distance / abs(bound) if bound else distance, code))
        return max(found, key=lambda one: one[:2], default=None)

    def needs(self, items, nth):
        """The units that fall furthest short, with where and by how much; in their order."""
        wanted = sorted((self.farthest(u)[:2] for u in self.known() if self.farthest(u)), reverse=True)
        listed = []
        for item in items:
            unit, sub, own = self.linked(item, "don-vi"), item.first("span", "sub"), self.unit
            name = max((n for n in self.of_name if sub.text().startswith(f"{n}: ")), key=len, default=None)
            if unit is None or name is None:
                self.diffs.tell(f"{self.path} needs {nth}", "known", True, item.text())
                continue
            calc, self.unit = self.of_name[name], unit
            far, said = self.farthest(unit), self.lag_in(calc, sub.text()[len(name) + 2 :])
            self.diffs.check(self.where(calc, "needs", unit), "indicator", far and far[2], calc.ind.code)
            self.diffs.check(self.where(calc, "needs", unit), "reads", True, said is not None)
            self.status(self.where(calc, "needs", unit), calc, self.headline(calc, unit), item)
            if said is not None:
                self.lag(calc, sub, said)
            sub.hold_all(name)
            self.unit = own
            listed.append(far[:2] if far else None)
        self.diffs.check(f"{self.path} needs {nth}", "order", str(wanted[: len(listed)]), str(listed))

    def all_met(self, block):
        """The units of a block that meet every target: `3/13 đơn vị`."""
        term, named = block.first("dt"), block.first("dd")
        said = COUNT.search(term.text())
        members = self.figures.groups.get(self.group_named(term.text()[: said.start()].strip()), ()) if said else ()
        stand = {unit: self.against(unit) for unit in members}
        judged = {unit: c for unit, c in stand.items() if c["met"] or c["short"]}
        met = [unit for unit, c in judged.items() if c["met"] and not c["short"] and not c["unsure"]]
        where = f"{self.path} all met {term.text()}"
        self.diffs.check(where, "counts", [len(met), len(judged)], whole_numbers(said.groups()) if said else None)
        term.hold(said[0].split()[0] if said else "")
        links = [re.search(r"don-vi/([a-z0-9-]+)\.html", a.attrs["href"])[1] for a in named.every("a")]
        self.diffs.check(where, "meet all", [], [unit for unit in links if unit not in met])
        for form, wanted in ((r"và (\d+) đơn vị khác", len(met) - len(links)), (r"(\d+) đơn vị chưa đủ", sum(1 for c in judged.values() if not c["short"] and c["unsure"]))):
            more = re.search(form, named.text(), re.IGNORECASE)
            self.diffs.check(where, form, wanted, whole_numbers([more[1] if more else "0"])[0])
            named.hold(more[1] if more else "")

    def calc_of_better(self, items):
        """The indicator of a list: of the section of a unit's page, else of the heading above it."""
        if self.unit is not None:
            return self.calc_of(items)
        heading = items.within("section").first("h4")
        return self.of_name.get(heading.text().strip()) if heading is not None else None

    def better(self, calc, item):
        """`Quận 5 87,8% hạng 1/13; yếu nhất: Xây dựng 91,3%; đã dùng: …`."""
        unit, said = self.linked(item, "don-vi"), re.search(r"hạng (\d+)/(\d+)", item.text())
        ranking = {u: p for u, (p, _) in self.figures.rankings[self.group(unit)][calc.ind.code].items() if p is not None}
        where = self.where(calc, "better", unit)
        self.diffs.check(where, "place", [ranking.get(unit), len(ranking)], whole_numbers(said.groups()))
        if self.unit is not None and self.unit in ranking:
            self.diffs.check(where, "better", True, ranking[unit] < ranking[self.unit])
        item.hold(f"{said[1]}/{said[2]}")
        self.shown(where, calc, self.headline(calc, unit)["value"], item.first("b").text(), item)
        weakest = re.search(rf"yếu nhất: (.+?) ({NUMBER}(?:%| {re.escape(calc.ind.unit)})?)(?:;|$)", item.text().strip())
        if weakest:
            key = self.field(calc, weakest[1])
            self.shown(where, calc, self.headline(calc, unit, key)["value"], weakest[2], item)
            others = [self.headline(calc, unit, k) for k in calc.field_keys if k != key]
            rest = [p["value"] for p in others if p is not None and p["value"] is not None and p.said != "small"]
            own = self.headline(calc, unit, key)["value"]
            sign = -1 if calc.ind.target[0] in ("<", "<=") else 1
            self.diffs.check(where, "weakest", True, bool(rest) and all(sign * own < sign * value for value in rest))
