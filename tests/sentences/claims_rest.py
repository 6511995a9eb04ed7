"""Claims at the heads of pages, about days and counts, about outside indices, and about what practices did."""

import csv
import datetime as dt
import os
import re
from fractions import Fraction

from claims import GOOD
from claims_units import UnitClaims
from periods import InputError
from reading import OVERALL
from shown import faults, read_shown, rounded


class RestClaims(UnitClaims):
    """A page all of whose sentences are held."""

    # ------------------------------------------------------------------------------------------------ heads

    def targets_said(self, node, match):
        """`đạt 1 trong 2 mục tiêu`, of the unit of the page, the row or the whole."""
        unit = self.unit or self.unit_beside(node)
        statuses = [self.state(calc, self.headline(calc, unit)) for calc in self.figures.by_code.values() if calc.ind.target]
        judged = [s for s in statuses if s in (*GOOD, "near", "missed")]
        met = sum(s in GOOD for s in judged)
        groups = match.groupdict()
        if groups.get("of") is None:
            wanted, got = [1, met], [len(judged), 0 if groups.get("none") else 1]
        else:
            of = self.number(groups["of"])
            wanted, got = [met, len(judged)], [self.number(groups["met"]) if groups.get("met") else of if groups.get("all") else 0, of]
            self.says(node, match, "of several", True, of > 1 or node.tag == "li")
        self.says(node, match, "met, of", wanted, got)
        self.subject(node, match)

    def unit_beside(self, node):
        """The unit that a list's item links to."""
        while node is not None and node.tag not in ("li", "main", "section"):
            node = node.above
        link = node.first("a") if node is not None and node.tag == "li" else None
        found = re.search(r"don-vi/([a-z0-9-]+)\.html|^([a-z0-9-]+)\.html", link.attrs.get("href", "")) if link is not None else None
        return (found[1] or found[2]) if found and (found[1] or found[2]) in self.site.units else None

    def headline_said(self, node, match):
        """`Kết quả chung: 86,4%, đạt mục tiêu không quá 87,5%`: a headline with its status."""
        calc = self.calc(node, match)
        unit = self.unit
        point = self.headline(calc, unit)
        self.shows(node, match, calc, point["value"], match["shown"])
        self.subject(node, match)
        if match.groupdict().get("state"):
            self.target_said(node, match, calc)
            self.says(node, match, "status", True, self.state(calc, point) in VERDICT[match["state"]])

    def headline_of(self, node, match):
        """A headline's figure of the indicator and the field that a sentence names, of the unit of the page or of the row."""
        groups = match.groupdict()
        calc = self.calc(node, match)
        unit = self.unit or (self.unit_called(groups["unit"]) if groups.get("unit") else None)
        unit = unit or self.unit_beside(node)
        key = self.field(calc, groups["field"]) if groups.get("field") else OVERALL
        point = self.headline(calc, unit, key)
        self.shows(node, match, calc, point["value"], match["shown"])
        if groups.get("state"):
            self.says(node, match, "status", True, self.state(calc, self.headline(calc, unit)) in VERDICT[groups["state"].lower()])
        if groups.get("state") or groups.get("others"):
            failing = self.headline(calc, unit).get("failing_fields") or [None]
            self.says(node, match, "other fields", len(failing) - 1, self.number(groups.get("others") or "0"))

    def progress_said(self, node, match):
        """`Quận 1, Tỷ lệ đúng hạn: 78% Chưa đạt mục tiêu từ 80% trở lên`: the headline of the unit that it names."""
        calc = self.calc(node, match)
        unit = self.unit_called(match["unit"])
        self.says(node, match, "whose", self.unit, unit)
        point = self.headline(calc, unit)
        if match["shown"]:
            self.shows(node, match, calc, point["value"], match["shown"])
        else:
            self.says(node, match, "no figure", None, point["value"])
        stands = self.state(calc, point)
        said = VERDICT[match["state"].lower()] if match["state"] else ("no-data", "unjudged", "small")
        self.says(node, match, "status", True, stands in said)
        if match["target"]:
            self.target_said(node, match, calc)
        else:
            self.says(node, match, "no target", None, calc.ind.target)

    def turned(self, node, match):
        """`Đạt mục tiêu trong tháng 9/2019 mà tháng 8/2019 chưa đạt: A, B`: of the same reporters, all of them complete."""
        calc = self.calc_of_lead(node, match) or self.calc(node)
        gained = match[0].startswith("Đạt")
        for name in re.findall(self.forms.places["U"], match[0].partition(": ")[2]):
            unit = self.unit_called(name)
            states = [self.state(calc, calc.point_at(unit, OVERALL, self.period(match[p]))) for p in ("before", "latest")]
            self.says(node, match, f"{name} was, is", [not gained, gained], [s in GOOD for s in states])
            self.says(node, match, f"{name} is judged", True, all(s in (*GOOD, "near", "missed") for s in states))
            givers = [self.givers(calc, unit, OVERALL, self.period(match[p])) for p in ("before", "latest")]
            self.says(node, match, f"{name} by the same", True, givers[0] == givers[1])

    def failing_of_kind(self, node, match):
        """`Lĩnh vực chưa đạt: Đất đai (3 đơn vị)`: of the units of the kind in the heading beside."""
        calc, heading = self.calc(node), node.above.first("h3")
        kind = self.group_named(heading.text().strip())
        points = [self.headline(calc, u) for u, unit in self.site.units.items() if unit["kind"] == kind]
        for name, count in re.findall(rf"({self.forms.places['F']}) \((\d+) đơn vị\)", match[0]):
            fail = sum(self.field(calc, name) in (p.get("failing_fields") or ()) for p in points)
            self.says(node, match, f"fail in {name}", fail, self.number(count))

    def nobody_short(self, node, match):
        """That no unit falls short, where one is judged."""
        short = [u for u in self.units_below_whole() for c in self.figures.by_code.values() if c.ind.target and self.state(c, self.headline(c, u)) in ("near", "missed")]
        self.says(node, match, "nobody", [], short)

    def kind_met(self, node, match):
        """`Quận, huyện: 2/4 đơn vị đạt`."""
        calc = self.calc(node, match)
        kind = self.group_named(match["block"])
        states = [self.state(calc, self.headline(calc, u)) for u, unit in self.site.units.items() if unit["kind"] == kind and unit["parent"]]
        states = states or [self.state(calc, self.headline(calc, u)) for u, unit in self.site.units.items() if unit["kind"] == kind]
        wanted = [sum(s in GOOD for s in states), sum(s in (*GOOD, "near", "missed") for s in states)]
        self.says(node, match, "met, of", wanted, [self.number(match["met"]), self.number(match["of"])])

    def short_of(self, node, match):
        """`1 đơn vị chưa đạt hoặc gần đạt`, `Mọi đơn vị có số liệu đều đạt`."""
        calc = self.calc(node, match)
        states = [self.state(calc, self.headline(calc, u)) for u in self.units_below_whole()]
        short, judged = [sum(s in of for s in states) for of in (("near", "missed"), (*GOOD, "near", "missed"))]
        if match.groupdict().get("count"):
            self.says(node, match, "fall short", short, self.number(match["count"]))
        elif "Mọi" in match[0]:
            self.says(node, match, "none falls short", [0, True], [short, judged > 0])
        else:
            self.says(node, match, "nothing judged", 0, judged)

    def units_below_whole(self):
        """All units, but for the one above all others, which is the whole."""
        roots = self.site.roots
        whole = roots[0] if len(roots) == 1 and self.site.children[roots[0]] else None
        return [u for u in self.site.units if u != whole]

    # ------------------------------------------------------------------------------------------------ days and counts

    def has_target(self, node, match):
        """A heading that names targets: there is one. Columns say of each row whether it has."""
        if node.tag != "th":
            of = [self.figures.by_code[self.indicator]] if self.indicator else self.figures.by_code.values()
            self.says(node, match, "a target", True, any(calc.ind.target for calc in of))

    def days_left(self, node, match):
        """`còn 33 ngày` to the end, or to the beginning."""
        ends = self.site.ends - self.figures.now
        wanted = (self.site.starts - self.figures.now).days if "bắt đầu" in match[0] else ends.days
        self.says(node, match, "has begun", "bắt đầu" not in match[0], self.figures.now >= self.site.starts)
        self.says(node, match, "days", wanted, self.number(match["count"]) if match.groupdict().get("count") else 1)

    def is_over(self, node, match):
        """What is said of a campaign that is over."""
        self.says(node, match, "over", True, self.figures.now > self.site.ends)
        if match.groupdict().get("day"):
            self.says(node, match, "day", f"{self.site.ends:%d/%m/%Y}", match["day"])

    def example(self, node, match):
        """`Ví dụ: truong hoa mo`: of what the campaign has."""
        import unicodedata

        def plain(text):
            return "".join(c for c in unicodedata.normalize("NFD", text.lower().replace("đ", "d").replace(".", "")) if not unicodedata.combining(c))

        known = {plain(n) for u in self.site.units.values() for n in (u["name"], u["short_name"]) if n}
        for one in match[0].partition(": ")[2].split(", "):
            self.says(node, match, f"{one} is found", True, plain(one) in known or all(part in known for part in one.split()))

    def last_day(self, node, match):
        """`hôm nay là ngày cuối`."""
        self.says(node, match, "today", self.site.ends, self.figures.now)

    def counted(self, node, match):
        """How many units, indicators, practices there are."""
        have = {"đơn vị tham gia thi đua": len(self.units_below_whole()), "chỉ tiêu của đợt thi đua": len(self.site.indicators), "sáng kiến": len(self.archive)}
        for word, count in have.items():
            if word in match[0]:
                return self.says(node, match, "how many", count, self.number(match["count"]))
        return None

    def counted_below(self, node, match):
        """`3 đơn vị trực thuộc`."""
        self.says(node, match, "how many", len(self.site.children[self.unit]), self.number(match["count"]))

    def coverage_said(self, node, match):
        """`10/11 đơn vị đã báo cáo`: no more can have than there are."""
        self.says(node, match, "no more than there are", True, self.number(match["part"]) <= self.number(match["of"]) <= len(self.site.units))

    def not_owed(self, node, match):
        """`Phường: chưa từng báo cáo lĩnh vực Đất đai nên không tính là thiếu`: no unit of these kinds gave it, all of them gave something, and no other kind is so."""
        calc, names = self.calc(node, match), self.site.field_names
        named = [key for key in calc.field_keys if names.get(key, key) in match["fields"].split(", ")]
        self.says(node, match, "fields", len(named), len(match["fields"].split(", ")))
        for key in named:
            without = {self.site.units[u]["kind"] for u in calc.reporters - calc.debtors[key]}
            self.says(node, match, "kinds without " + key, sorted(self.site.kinds.get(k, k) for k in without), sorted(match["kinds"].split("; ")))

    def registered(self, node, match):
        """`1 / 3 đơn vị đã đăng ký sáng kiến`."""
        owed = self.site.owed_by
        units = [u for u, unit in self.site.units.items() if unit["kind"] in owed]
        below = [u for u in units if self.unit and self.site.units[u]["parent"] == self.unit] if "trực thuộc" in match[0] else units
        own = {one["unit"] for one in self.archive}
        self.says(node, match, "registered, of", [sum(u in own for u in below), len(below)], [self.number(match["part"]), self.number(match["of"])])

    # ------------------------------------------------------------------------------------------------ practices

    def subject_practice(self, node):
        """The practice that a page or an entry is of."""
        found = re.search(r"sang-kien/([a-z0-9-]+)\.html$", self.path)
        at = node
        while found is None and at is not None and at.tag not in ("main", "ul", "table"):
            link = next((a for a in at.every("a") if re.search(r"sang-kien/([a-z0-9-]+)\.html$", a.attrs.get("href", ""))), None)
            found = re.search(r"sang-kien/([a-z0-9-]+)\.html$", link.attrs["href"]) if link is not None else None
            at = at.above
        return next((one for one in self.archive if found and one["id"] == found[1]), None)

    def adopters(self, node, match):
        """`2 đơn vị khác đã áp dụng`."""
        one = self.subject_practice(node)
        if one is not None:
            self.says(node, match, "adopters", len(one.get("adopted_by", ())), self.number(match["count"]))

    def effect(self, node, match):
        """`I: 92,0% trước, 96,5% sau`, perhaps with what changed in the block: an impact of the practice."""
        one = self.subject_practice(node)
        if one is None:
            return
        groups = match.groupdict()
        right = [impact for impact in one["impact"] if self.is_impact(impact, groups)]
        self.says(node, match, "is an impact", True, bool(right))
        if right:
            before, after = right[0]["before"]["value"], right[0]["after"]["value"]
            self.says(node, match, "equal as shown", before == after, match["before"] == match["after"])

    def is_impact(self, impact, groups):
        """Whether an impact is what a sentence says."""
        calc = self.figures.by_code[impact["indicator"]]
        if groups.get("indicator") and self.of_name[groups["indicator"]] is not calc:
            return False
        if groups.get("unit") and self.unit_called(groups["unit"]) != impact["unit"]:
            return False
        if groups.get("k") and int(groups["k"]) != impact["k"]:
            return False
        return not any(faults(calc.ind, impact[side]["value"], groups[side]) for side in ("before", "after"))

    def learnt(self, node, match):
        """What another unit of the block did better in: `… (88,0%), đáng tham khảo là X của Y, … có kết quả tốt hơn (92,0%)`."""
        groups = match.groupdict()
        calc = self.of_name.get(groups.get("indicator")) or self.calc_of_lead(node, match)
        calcs = [calc] if calc is not None else list(self.figures.by_code.values())
        self.says(node, match, "better, in the same block", True, any(self.is_better(one, groups) for one in calcs))

    def is_better(self, calc, groups):
        """Whether the other unit stands better by an indicator, in the field that is named, as both are shown."""
        key = self.field(calc, groups["field"]) if groups.get("field") else OVERALL
        other = self.unit_called(groups["unit"])
        ours, theirs = [self.headline(calc, unit, key)["value"] for unit in (self.unit, other)]
        if None in (ours, theirs) or faults(calc.ind, ours, groups["ours"]) or faults(calc.ind, theirs, groups["theirs"]):
            return False
        return (theirs < ours if calc.ind.better == "lower" else theirs > ours) and self.group(other) == self.group(self.unit)

    def might_help_count(self, node, match):
        """How many units a practice might help."""
        one = self.subject_practice(node)
        listed = {entry["unit"] for entry in one["suggested_to"]}
        self.says(node, match, "how many", len(listed) + one["suggested_further"], self.number(match["count"]))

    def impact_told(self, node, match):
        """`X đạt 88% … trong 3 tháng trước … và 94,5% … trong 3 tháng sau …: +6,5 điểm`: an impact, its change what lies between the sides."""
        groups = match.groupdict()
        right = [impact for impact in self.subject_practice(node)["impact"] if self.is_impact(impact, groups)]
        self.says(node, match, "is an impact", True, bool(right))
        self.changes(node, match, [impact["change"] for impact in right], groups["before"], groups["after"])

    def block_told(self, node, match):
        """What the rest of the block did meanwhile."""
        changes = [impact["block_change"] for impact in self.subject_practice(node)["impact"]]
        self.changes(node, match, [c for c in changes if c is not None], match["from_"], match["to"])

    def changes(self, node, match, exact, before, after):
        """A change in words is one of the exact ones, nothing only where nothing changed, and is what the two sides show."""
        said = read_shown(match["change"].lstrip("+"))
        right = [c for c in exact if rounded(c, said[1]) == said[0] and (said[0] != 0 or c == 0)]
        self.says(node, match, "is the change", True, bool(right))
        self.says(node, match, "lies between the sides", read_shown(after)[0] - read_shown(before)[0], said[0])
        self.share(node, match, match["change"], read_shown(before)[0], said[0])

    def share(self, node, match, text, before, change):
        """A count's change is told in per cent too, where there was anything before."""
        shares = re.search(r"\(([+−]?\d+(?:\.\d{3})*(?:,\d+)?)%\)", text)
        if shares:
            number = read_shown(shares[1].lstrip("+"))
            self.says(node, match, "in per cent", rounded(100 * Fraction(change) / before, number[1]), number[0])

    def change(self, node, match):
        """`3 tháng mỗi bên; cùng khối +1,7 điểm`: of an impact of the practice."""
        one = self.subject_practice(node)
        said = re.search(r"cùng khối ([+−]?\d+(?:\.\d{3})*(?:,\d+)?)(%)?", match[0])
        if one is None or said is None:
            return
        number = read_shown(said[1].lstrip("+"))
        found = []
        for impact in one["impact"]:
            change, calc = impact["block_change"], self.figures.by_code[impact["indicator"]]
            if change is not None and (said[2] is None or calc.ind.kind == "count"):
                found.append((impact, change))
        if said[2]:  # In per cent of what the rest of the block had before, which tests/oracle holds in the table.
            self.says(node, match, "of a count, in its direction", True, any((c > 0) == (number[0] > 0) and (c == 0) == (number[0] == 0) for _, c in found))
        else:
            right = [c for _, c in found if rounded(c, number[1]) == number[0] and (number[0] != 0 or c == 0)]
            self.says(node, match, "is a change of the block", True, bool(right))

    # ------------------------------------------------------------------------------------------------ outside indices

    def indices(self):
        """The rows of indices.csv by index and year, in order."""
        if not hasattr(self.site, "outside"):
            self.site.outside = {}
            path = os.path.join(self.site.root, "data", "indices.csv")
            with open(path, encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    self.site.outside.setdefault(row["index"], {})[int(row["year"])] = row
        return self.site.outside

    def index_of(self, node):
        """The index whose section an element stands in."""
        while node is not None and node.tag != "section":
            node = node.above
        title = node.first("h2").text()
        return next((name for name in sorted(self.indices(), key=len, reverse=True) if title.startswith(name)), None)

    def index_compared(self, node, match):
        """`Điểm PCI năm 2019 (67,16) cao hơn điểm năm 2017 (65,19)`: the last year that has one, and the first."""
        rows, what = self.indices()[match["index"]], "score" if match[0].startswith("Điểm") else "rank"
        years = [year for year in sorted(rows) if rows[year][what]]
        now, before = int(match["now_year"]), int(match["year"])
        self.says(node, match, "years", [years[0], years[-1]], [before, now])
        values = [Fraction(rows[year][what]) for year in (before, now)]
        words = {"cao hơn": values[1] > values[0], "thấp hơn": values[1] < values[0], "bằng": values[0] == values[1]}
        words |= {"tốt hơn": values[1] < values[0], "kém hơn": values[1] > values[0]} if what == "rank" else {}
        alike = rows[before]["of"] == rows[now]["of"] if what == "rank" else rows[before]["scale"] == rows[now]["scale"]
        way = match["way"]
        self.says(node, match, "comparison", True, (not alike) if "không so được" in way else words[way] and alike)
        for name, year in (("now", now), ("before", before)):
            if match.groupdict().get(name):
                self.says(node, match, name, Fraction(rows[year][what]), Fraction(re.search(r"\d+(?:,\d+)?", match[name])[0].replace(",", ".")))

    def index_said(self, node, match):
        """`PCI: 67,16 điểm trên thang 100, hạng 14 trong 63 địa phương (năm 2019)`: of the last year, or of the campaign's."""
        index = match.groupdict().get("index") or self.index_of(node)
        rows = self.indices()[index]
        for text, what, year in self.parts_of_index(match[0]):
            at = int(year) if year else self.year_said(node, match, rows, what)
            self.says(node, match, f"{what} of {at}", rows.get(at, {}).get(what, "").rstrip("0").rstrip(".") if what == "score" else rows.get(at, {}).get(what), text.replace(",", ".").rstrip("0").rstrip(".") if what == "score" else text)
            if year and "năm thi đua" not in match[0]:
                self.says(node, match, "the last year with one", max(y for y in rows if rows[y][what]), at)

    @staticmethod
    def parts_of_index(text):
        """The scores and ranks of a sentence with the year that each is of, where that is said behind it."""
        found = []
        for part in text.split("; "):
            year = re.search(r"\(năm (\d{4})\)|năm thi đua (\d{4})", text if "năm thi đua" in text else part)
            year = (year[1] or year[2]) if year else None
            found += [(m[1], "score", year) for m in re.finditer(r"(\d+(?:,\d+)?) điểm", part)]
            found += [(m[1], "rank", year) for m in re.finditer(r"hạng (\d+)", part)]
        return found

    @staticmethod
    def year_said(node, match, rows, what):
        """The last year that has one."""
        return max((y for y in rows if rows[y][what]), default=None)

    def index_ends(self, node, match):
        """`Điểm: 65,19 trong năm 2017, 67,16 trong năm 2019`: the first and the last year that have one."""
        rows, what = self.indices()[self.index_of(node)], "score" if "Điểm" in match[0] else "rank"
        years = [year for year in sorted(rows) if rows[year][what]]
        said = [(int(year), text) for text, year in re.findall(r"(\d+(?:,\d+)?) trong năm (\d{4})", match[0])]
        self.says(node, match, "first and last", [years[0], years[-1]][: len(said)] if len(years) > 1 else years, [year for year, _ in said])
        for year, text in said:
            self.says(node, match, f"of {year}", Fraction(rows[year][what]), Fraction(text.replace(",", ".")))

    def index_gap(self, node, match):
        """`PCI, năm thi đua 2019: chưa tìm được số liệu`."""
        rows = self.indices()[match["index"]]
        row = rows.get(int(match["year"]), {}) if match.groupdict().get("year") else {}
        self.says(node, match, "nothing of that year", False, bool(row.get("score") or row.get("rank")))

    # ------------------------------------------------------------------------------------------------ drawings

    def drawings(self):
        """Every drawing of figures: what differs is shown apart, what is equal alike."""
        for figure in self.root.every("figure"):
            data, calc = figure.first("metadata"), self.calc_of(figure)
            if data is not None and calc is not None and not re.match("hang|truoc-sau", figure.attrs.get("id") or ""):
                self.apart_in(figure, calc, data)

    def apart_in(self, figure, calc, data):
        """Of the data of one drawing: exact values that differ have shown ones that differ."""
        shown = {}
        for entry in filter(None, data.text().split("|")):
            name, _, text = entry.rpartition(": ")
            try:
                unit = self.unit_called(name)
                point = self.headline(calc, unit) if unit else self.at(calc, name)
            except InputError:
                continue
            if point is not None and point["value"] is not None:
                self.diffs.claims += 1
                other = shown.setdefault(text.strip(), (point["value"], name))
                if other[0] != point["value"]:
                    self.diffs.tell(f"{self.path} drawing {figure.attrs.get('id')}", "look equal", f"{float(other[0])} and {float(point['value'])}", f"{text} of {other[1]} and {name}")


VERDICT = {"đạt": ("met", "over"), "vượt": ("over",), "gần đạt": ("near",), "chưa đạt": ("missed",)}

