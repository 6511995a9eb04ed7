"""What pages say of initiatives: what changed before and after, who took them up."""

import re
from fractions import Fraction

from page import Page, is_made_of, whole_numbers
from reading import OVERALL
from shown import NUMBER, faults


class Practices(Page):
    """A page on which what is said of initiatives is known. `archive` has what there is to say of each, by its id."""

    archive = {}

    def practices(self):
        """Every initiative that is linked to, with what stands beside the link."""
        own = re.search(r"sang-kien/([a-z0-9-]+)\.html$", self.path)
        if own and own[1] in self.archive:
            self.of_initiative(self.archive[own[1]])
        for link in self.root.every("a"):
            match = re.search(r"(?:^|/)sang-kien/([a-z0-9-]+)\.html$", link.attrs.get("href", ""))
            if match is None or match[1] not in self.archive:
                continue
            initiative, beside = self.archive[match[1]], link.above
            if beside.tag == "th":
                beside = beside.above
            link.hold_all(link.text())
            self.effects(initiative, beside)
            self.adopters(initiative, beside)

    def of_initiative(self, initiative):
        """An initiative's own page: its impacts in tables and in words, and whom it might help."""
        self.effects(initiative, self.root)
        for text in [n for tag in ("h1", "title", "caption") for n in self.root.every(tag)]:
            text.hold_all(initiative["title"])
        for node in [n for tag in ("h2", "p") for n in self.root.every(tag)]:
            self.adopters(initiative, node)
        sides = [(self.figures.by_code[i["indicator"]], i[side], i["k"]) for i in initiative["impact"] for side in ("before", "after")]
        for table in self.root.every("table", "pools"):
            for cell in [c for row in table.every("tr") if self.is_of_unit(row) for c in list(row.every("td"))[:2]]:
                self.side(sides, cell, cell.own_text(), cell.first("span", "sub"))
        for row in [li for ul in self.root.every("ul", "might-help") for li in ul.every("li")]:
            self.might_help(row)

    @staticmethod
    def is_of_unit(row):
        """Whether a row is of the unit itself, not of the rest of its block."""
        return row.first("th") is not None and "còn lại của khối" not in row.first("th").text()

    def side(self, sides, cell, shown, sub):
        """A side of a comparison: one of the pools of the initiative's own impacts, with what it is made of."""
        alike = [point for calc, point, _ in sides if not faults(calc.ind, point["value"], shown)]
        if not alike:
            return
        cell.hold(shown)
        if sub is not None:
            right = any(is_made_of(point, sub.text().strip()) for point in alike)
            self.diffs.check(f"{self.path} pool {shown}", "made of", True, right)
            sub.hold(sub.text().strip())

    def might_help(self, row):
        """A unit that an initiative might help, with its headline's figures: `Chi tieu 2: 62,93%; Chi tieu 3: 80%`."""
        unit = self.linked(row, "don-vi")
        for name, calc in self.of_name.items():
            form = rf"{re.escape(name)}(?:, lĩnh vực ([^:;]+))?: ({NUMBER}(?:%| {re.escape(calc.ind.unit)})?)"
            for said in re.finditer(form, row.text()):
                key = self.field(calc, said[1]) if said[1] else OVERALL
                self.shown(self.where(calc, "might help", unit), calc, self.headline(calc, unit, key)["value"], said[2], row)

    def effects(self, initiative, beside):
        """`Chi tieu 3: 61% trước, 82% sau (5 tháng mỗi bên; cùng khối −32,9 điểm)`: an impact of the initiative."""
        text = beside.text()
        for name, calc in self.of_name.items():
            shown = rf"({NUMBER}(?:%| {re.escape(calc.ind.unit)})?)"
            pattern = rf"{re.escape(name)}(?:, lĩnh vực [^:]+)?: {shown} trước, {shown} sau(?: ?\(?(\d+) tháng(?: mỗi bên)?)?"
            for said in re.finditer(pattern, text):
                impacts = [i for i in initiative["impact"] if i["indicator"] == calc.ind.code]
                right = any(self.is_impact(calc, impact, said) for impact in impacts)
                self.diffs.check(self.where(calc, "impact", initiative["id"], said[0]), "is one", True, right)
                for number in filter(None, said.groups()):
                    beside.hold(number)
        self.block_change(initiative, beside)

    @staticmethod
    def is_impact(calc, impact, said):
        """Whether an impact is what was said."""
        sides = zip((impact["before"], impact["after"]), said.groups())
        return (said[3] is None or int(said[3]) == impact["k"]) and not any(faults(calc.ind, point["value"], text) for point, text in sides)

    def block_change(self, initiative, beside):
        """`cùng khối −32,9 điểm`, of a count `cùng khối −3,2%`: what changed in the rest of the block."""
        for said in re.finditer(rf"cùng khối ([+−]?)({NUMBER})(%)?", beside.text()):
            shown, decimals = float(said[2].replace(".", "").replace(",", ".")), len(said[2].partition(",")[2])
            shown = -shown if said[1] == "−" else shown
            impacts = [i for i in initiative["impact"] if i["block_change"] is not None and (not said[3] or i["block_before"])]
            changes = [float(100 * Fraction(i["block_change"]) / i["block_before"] if said[3] else i["block_change"]) for i in impacts]
            right = any(abs(change - shown) <= 0.5000001 * 10**-decimals for change in changes)
            self.diffs.check(f"{self.path} {initiative['id']} {said[0]}", "of the block", True, right)
            beside.hold(said[1] + said[2])

    def adopters(self, initiative, beside):
        """`2 đơn vị khác đã áp dụng`."""
        for said in re.finditer(r"(\d+) đơn vị khác đã áp dụng", beside.text()):
            wanted = len(initiative.get("adopted_by", ()))
            self.diffs.check(f"{self.path} {initiative['id']}", "adopters", wanted, whole_numbers([said[1]])[0])
            beside.hold(said[1])

    def before_and_after(self, figure):
        """A drawing of an impact: what its title says stands in it too."""
        title = figure.first("title")
        for value in re.findall(rf"{NUMBER}%?", title.text()) if title else ():
            for node in figure.every("text"):
                node.hold(value)
