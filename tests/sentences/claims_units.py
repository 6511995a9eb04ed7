"""Claims about several units, fields or practices: who is highest, how many met a target, places."""

import re

from claims import GOOD, Claims
from reading import OVERALL
from shown import NUMBER, faults, read_shown


class UnitClaims(Claims):
    """A page whose comparisons of units and fields are held."""

    # ------------------------------------------------------------------------------------------------ drawings of units

    def drawn(self, node, calc):
        """The units that a drawing is of: the ranked of the unit's block with itself, or those of the kind in the heading beside."""
        figure = self.figure_of(node)
        kind = re.sub(r"-[^-]*$", "", (figure.attrs.get("id") if figure else "") or "")
        if kind.startswith("khoi"):
            ranking = self.figures.rankings[self.group(self.unit)][calc.ind.code]
            return [u for u, (place, _) in ranking.items() if place is not None or u == self.unit]
        heading = figure.above.first("h3") if figure is not None else None
        name = heading.text().strip().partition(": theo vị trí")[0] if heading is not None else None
        of = self.group_named(name) if name else None
        concerned = [u for u in self.site.units if u in calc.reporters or calc.totals[OVERALL][u]]
        return [u for u in concerned if of is None or self.site.units[u]["kind"] == of]

    def states(self, node, calc):
        """Unit → how its headline stands, of the units in a drawing."""
        return {u: self.state(calc, self.headline(calc, u)) for u in self.drawn(node, calc)}

    def met_by_units(self, node, match):
        """`2 trong 3 đơn vị đạt mục tiêu trên 90%, 1 đơn vị chưa có số liệu`."""
        calc = self.calc(node, match)
        states = self.states(node, calc)
        met, judged = [sum(s in of for s in states.values()) for of in (GOOD, (*GOOD, "near", "missed"))]
        self.target_said(node, match, calc)
        self.how_many(node, match, met, judged)
        without = sum(s == "no-data" for s in states.values())
        self.says(node, match, "without a figure", without, self.number(match["without"] or "0"))
        aside = sum(s in ("small", "unjudged") for s in states.values())
        self.says(node, match, "not judged", aside, self.number(match["aside"] or "0"))

    def how_many(self, node, match, met, of):
        """`Cả 3`, `Chưa … nào trong 3`, `2 trong 3`."""
        said_of = self.number(match["of"])
        said = {"C": said_of if match["many"].lower().startswith("cả") else 0}.get(match["many"][0].upper())
        said = self.number(match["met"]) if match["met"] else said
        self.says(node, match, "met, of how many", [met, of], [said, said_of])
        self.says(node, match, "of several", True, said_of > 1)

    def one_unit(self, node, match):
        """`Quận 1 đạt mục tiêu trên 90%`: the only one that is judged."""
        calc = self.calc(node, match)
        states = self.states(node, calc)
        judged = [u for u, s in states.items() if s in (*GOOD, "near", "missed")]
        self.target_said(node, match, calc)
        self.says(node, match, "the only one", [self.unit_called(match["unit"])], judged)
        self.says(node, match, "status", states.get(judged[0]) in GOOD if judged else None, match["state"] == "đạt")
        self.says(node, match, "without a figure", sum(s == "no-data" for s in states.values()), self.number(match["without"] or "0"))

    def extremes(self, node, match):
        """`Từ 5,0% (Quận 1) đến 7,0% (Quận 2)`, `Thấp nhất … cao nhất …`: of several units, periods or fields."""
        calc = self.calc(node, match)
        if calc is None:
            return
        values = self.values_drawn(node, calc)
        lowest, highest = min(values.values()), max(values.values())
        for word, name, extreme in (("low", "low_of", lowest), ("high", "high_of", highest)):
            of = self.named_of(calc, match[name])
            if of not in values:
                self.untrue(node, match, f"{match[name]} is not among {sorted(map(str, values))}")
                continue
            self.shows(node, match, calc, values[of], match[word])
            self.says(node, match, f"{word} is the extreme", extreme, values[of])
        self.says(node, match, "equal as shown", lowest == highest, match["low"] == match["high"])
        better = match.groupdict().get("better")
        if better:
            self.says(node, match, "what is better", calc.ind.better, {"cao": "higher", "thấp": "lower"}[better])
        self.without(node, match, calc)

    def without(self, node, match, calc):
        """How many of the units of a drawing have no figure, where a heading says what those with one have."""
        if node.tag in ("figcaption", "title") and (self.figure_of(node).attrs.get("id") or "").startswith("don-vi"):
            states = self.states(node, calc)
            self.says(node, match, "without a figure", sum(s == "no-data" for s in states.values()), self.number(match.groupdict().get("without") or "0"))

    def named_of(self, calc, name):
        """A period or a unit or a field by its name."""
        unit = self.unit_called(name)
        if unit is not None:
            return unit
        key = self.field(calc, name)
        return key if key is not None else self.period(name)

    def values_drawn(self, node, calc):
        """What is in a drawing: the values of the periods of a line, of units, or of fields."""
        figure = self.figure_of(node)
        kind = (figure.attrs.get("id") if figure else "") or "ky"
        if kind.startswith(("ky", "toan", "so-lieu")):
            said = re.search(rf"\((?P<p>{self.forms.places['P']})\)| trong (?P<q>{self.forms.places['P']})", figure.text())
            like = self.period(said["p"] or said["q"])
            return {p: point["value"] for p, point in self.series(calc, like)}
        if kind.startswith("linh"):
            return {}
        points = {u: self.headline(calc, u)["value"] for u in self.drawn(node, calc)}
        return {u: v for u, v in points.items() if v is not None}

    def all_equal(self, node, match):
        """`Cả 3 đơn vị cùng ở mức 7 điểm`."""
        calc = self.calc(node, match)
        values = self.values_drawn(node, calc)
        self.says(node, match, "equal", 1, len(set(values.values())))
        if match.groupdict().get("of"):
            self.says(node, match, "how many", len(values), self.number(match["of"]))
        self.without(node, match, calc)
        self.says(node, match, "of several", True, len(values) > 1)
        self.shows(node, match, calc, next(iter(values.values())), match["shown"])

    def unit_alone(self, node, match):
        """`Quận 1: 93%`."""
        calc = self.calc(node, match)
        unit = self.unit_called(match["unit"])
        if calc is not None and unit is not None:
            self.shows(node, match, calc, self.headline(calc, unit)["value"], match["shown"])

    def counted_units(self, node, match):
        """`3 đơn vị có số liệu`."""
        calc = self.calc(node, match)
        self.says(node, match, "with a figure", len(self.values_drawn(node, calc)), self.number(match["count"]))

    def counted_without(self, node, match):
        """`1 đơn vị chưa có số liệu`."""
        states = self.states(node, self.calc(node, match))
        self.says(node, match, "without a figure", sum(s == "no-data" for s in states.values()), self.number(match["count"]))

    def line_told(self, node, match):
        """`Từ 92,0% (tháng 1/2019) đến 96,3% (tháng 12/2019), 12 kỳ có số liệu`: the first and the last of a line."""
        calc = self.calc(node, match)
        if calc is None:
            return
        line = self.series(calc, self.period(match["before_period"]))
        wanted = [line[0][0], line[-1][0], len(line)] if line else None
        self.says(node, match, "first, last, how many", wanted, [self.period(match["before_period"]), self.period(match["period"]), self.number(match["count"])])
        for text, named in (("before", "before_period"), ("now", "period")):
            self.shows(node, match, calc, self.at(calc, match[named])["value"], match[text])
        values = [self.at(calc, match[named])["value"] for named in ("before_period", "period")]
        self.says(node, match, "equal as shown", values[0] == values[1], match["before"] == match["now"])

    # ------------------------------------------------------------------------------------------------ fields

    def met_by_fields(self, node, match):
        """`1 trong 2 lĩnh vực đạt mục tiêu trên 90% trong tháng 9/2019`."""
        calc = self.calc(node, match)
        points = {key: self.at(calc, match["period"], key) for key in self.fields_of(calc)}
        states = {key: self.state(calc, point) for key, point in points.items()}
        met, judged = [sum(s in of for s in states.values()) for of in (GOOD, (*GOOD, "near", "missed"))]
        self.target_said(node, match, calc)
        if match.groupdict().get("field"):
            only = [key for key, s in states.items() if s in (*GOOD, "near", "missed")]
            self.says(node, match, "the only one", [self.field(calc, match["field"])], only)
            self.says(node, match, "status", met == 1, match["state"] == "đạt")
        else:
            self.how_many(node, match, met, judged)
        aside = sum(s in ("small", "unjudged") for s in states.values())
        self.says(node, match, "not judged", aside, self.number(match["aside"] or "0"))
        without = sum(s == "no-data" for s in states.values())
        self.says(node, match, "without a figure", without, self.number(match["without"] or "0"))

    def fields_of(self, calc):
        """The fields of an indicator that the unit has given."""
        return [key for key in calc.field_keys if any(t.shown is not None or t.gave for t in calc.totals[key][self.unit].values())]

    def fields_span(self, node, match):
        """`Từ 86% (Đất đai) đến 90% (Xây dựng) trong tháng 9/2019`."""
        calc = self.calc(node, match)
        values = {key: self.at(calc, match["period"], key)["value"] for key in self.fields_of(calc)}
        values = {key: value for key, value in values.items() if value is not None}
        for word, name, extreme in (("low", "low_of", min), ("high", "high_of", max)):
            value = values.get(self.field(calc, match[name]))
            self.shows(node, match, calc, value, match[word])
            self.says(node, match, f"{word} is the extreme", extreme(values.values()), value)
        self.says(node, match, "equal as shown", False, match["low"] == match["high"])

    def fields_equal(self, node, match):
        """`Cả 2 lĩnh vực cùng ở mức 86% trong tháng 9/2019`."""
        calc = self.calc(node, match)
        values = [self.at(calc, match["period"], key)["value"] for key in self.fields_of(calc)]
        values = [value for value in values if value is not None]
        self.says(node, match, "equal, how many", [1, len(values)], [len(set(values)), self.number(match["of"])])

    def field_said(self, node, match):
        """`Đất đai: 86% trong tháng 9/2019`, or of the headline."""
        calc = self.calc(node, match)
        key = self.field(calc, match["field"])
        period = match.groupdict().get("period")
        point = self.at(calc, period, key) if period else self.headline(calc, self.unit, key)
        self.shows(node, match, calc, point["value"], match["shown"])

    def weakest(self, node, match):
        """`Vướng nhất là lĩnh vực Xây dựng (lũy kế 76,9%)`: of the failing fields the furthest from the target."""
        groups = match.groupdict()
        calcs = [self.calc(node, match)] if groups.get("indicator") else list(self.figures.by_code.values())
        keys = re.split(r", | và ", match["fields"])
        self.says(node, match, "is the weakest", True, any(self.is_weakest(calc, keys, match) for calc in calcs))

    def is_weakest(self, calc, names, match):
        """Whether just these fields of an indicator are the furthest from its target."""
        head = self.headline(calc, self.unit)
        if not calc.ind.target:
            return False
        fields = {k: self.headline(calc, self.unit, k) for k in self.fields_of(calc)}
        closest = "sát mục tiêu" in match[0]
        values = {k: p["value"] for k, p in fields.items() if p["value"] is not None and p.said not in ("small", "no-data") and (closest or p.said in ("near", "missed"))}
        if not values:
            return False
        worst = (max if calc.ind.target[0] in ("<", "<=") else min)(values.values())
        wanted = {self.site.field_names.get(k, k) for k, v in values.items() if v == worst}
        shown = match["shown"]
        return wanted == set(names) and not faults(calc.ind, worst, shown) and (head is not None)

    # ------------------------------------------------------------------------------------------------ places

    def ranking(self, calc, unit):
        """The places of a unit's block."""
        return {u: p for u, (p, _) in self.figures.rankings[self.group(unit)][calc.ind.code].items() if p is not None}

    def place_said(self, node, match):
        """A unit's place in its block by the indicator of the section."""
        places = self.ranking(self.calc(node, match), self.unit)
        self.stands(node, match, places, self.unit)

    def place_only(self, node, match):
        """The only one of its block with a place."""
        self.says(node, match, "places", {self.unit: 1}, self.ranking(self.calc(node, match), self.unit))

    def all_first(self, node, match):
        """All with a place share the first."""
        self.says(node, match, "block", self.group(self.unit), self.group_named(match["block"]))
        places = self.places_by(match, self.unit)
        self.says(node, match, "how many, all first", [len(places), {1}], [self.number(match["of"]), set(places.values())])
        self.says(node, match, "of several", True, len(places) > 1)

    def stands(self, node, match, places, unit):
        """Place, of how many, shared with how many."""
        groups = match.groupdict()
        place, of = [self.number(next(filter(None, (groups.get(f"{name}{n}") for n in ("", "2", "3"))), "1")) for name in ("place", "of")]
        sharing = list(places.values()).count(places.get(unit)) - 1
        wanted = [places.get(unit), len(places), sharing]
        self.says(node, match, "place, of, shared with", wanted, [place, of, self.number(groups.get("others") or "0")])
        self.says(node, match, "of several", True, len(places) > 1)

    def stands_by(self, node, match):
        """`X dẫn đầu 3 đơn vị được xếp hạng cùng khối (K) về chỉ tiêu “I”`."""
        unit = self.unit_called(match["unit"])
        self.says(node, match, "unit", self.unit, unit)
        self.says(node, match, "block", self.group(unit), self.group_named(match["block"]))
        self.stands(node, match, self.places_by(match, unit), unit)

    def places_by(self, match, unit):
        """The places of a unit's block by the indicator that a sentence names, or by the composite score."""
        if match.groupdict().get("indicator"):
            return self.ranking(self.of_name[match["indicator"]], unit)
        return {u: p for u, (p, _) in self.figures.composite(self.group(unit)).items() if p is not None}

    def unranked_by(self, node, match):
        """`X chưa có hạng tổng hợp trong khối K (…)`."""
        unit = self.unit_called(match["unit"])
        self.says(node, match, "place", None, self.figures.composite(self.group(unit)).get(unit, (None,))[0])

    def moves_place(self, node, match):
        """Places of one unit in two periods."""
        calc = self.calc(node, match)
        unit = self.unit_called(match["unit"])
        for place, period in (("from", "from_period"), ("to", "to_period")):
            if match.groupdict().get(place):
                got = self.ranked_at(calc, unit, self.period(match[period]))
                self.says(node, match, place, f"{got[0]}/{got[1]}", match[place])

    def climbed(self, node, match):
        """`X tiến nhiều hạng nhất, từ hạng 3/4 (…) lên hạng 1/4 (…)`."""
        self.moves_place(node, match)
        gained = self.gains(node, match)
        unit = self.unit_called(match["unit"])
        others = [gain for other, gain in gained.items() if other != unit]
        self.says(node, match, "climbed most, alone", True, gained.get(unit, 0) > max([0, *others]))

    def climbed_together(self, node, match):
        """`X và Y cùng tiến nhiều hạng nhất, 2 hạng từ … đến …`."""
        gained = self.gains(node, match)
        most = max(gained.values(), default=0)
        self.says(node, match, "places climbed", most, self.number(match["count"]))
        who = sum(gain == most for gain in gained.values())
        named = len(re.findall(self.forms.places["U"], match[0])) if not match.groupdict().get("many") else self.number(match["many"])
        self.says(node, match, "how many", who, named)

    def still(self, node, match):
        """`Không đơn vị nào tiến hạng từ … đến …`."""
        gained = self.gains(node, match)
        self.says(node, match, "nobody climbed", True, not gained or max(gained.values()) <= 0)

    def gains(self, node, match):
        """How many places each unit of the drawing climbed between the two periods of a sentence."""
        calc = self.calc(node, match)
        figure = self.figure_of(node)
        drawn = {self.unit_called(name) for name in re.findall(rf"({self.forms.places['U']}): hạng", figure.first("desc").text())} if figure else set()
        found = {}
        for unit in drawn - {None}:
            ends = [self.ranked_at(calc, unit, self.period(match[p])) for p in ("from_period", "to_period")]
            if None not in (ends[0][0], ends[1][0]):
                found[unit] = ends[0][0] - ends[1][0]
        return found

    def always_in_block(self, node, match):
        """`2 trong 3 đơn vị đạt mục tiêu ở cả 7 kỳ` of the table beside it."""
        calc = self.calc(node, match)
        self.says(node, match, "of several", True, self.number(match["of"]) > 1 and self.number(match["periods"]) > 1)
        self.says(node, match, "has a target", True, calc.ind.target is not None)

    def leads(self, node, match):
        """`K: X dẫn đầu`: by the composite score, else by the only thing that it can be by."""
        block = self.group_named(match["block"]) if match.groupdict().get("block") else self.block_above(node)
        composite = {u: p for u, (p, _) in self.figures.composite(block).items() if p is not None} if block in self.figures.groups else {}
        first = {u for u, p in composite.items() if p == 1}
        named = {self.unit_called(n) for n in re.findall(self.forms.places["U"], match["who"])}
        if match.groupdict().get("many"):
            self.says(node, match, "how many lead", len(first), self.number(match["many"]))
        else:
            self.says(node, match, "who leads", first, named)

    def block_above(self, node):
        """The block that the heading of an element names."""
        while node is not None and node.tag not in ("h2", "h3", "tr"):
            node = node.above
        return self.group_named(node.text().partition(": ")[0].strip()) if node is not None else None

    def listed_unranked(self, node, match):
        """`2 đơn vị không xếp hạng (chưa có số liệu): A, B`."""
        named = match["units"] and re.findall(rf"{self.forms.places['U']}(?: \((?:{NUMBER}|khoảng)[^)]*\))?", match["units"])
        self.says(node, match, "how many", len(named), self.number(match["count"]))

    # ------------------------------------------------------------------------------------------------ practices

    def practice(self, name):
        """A practice by its title."""
        return next((one for one in self.archive if one["title"] == name), None)
