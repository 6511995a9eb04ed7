"""What is held of a page: whose figures its sentences are about, and the claims that they make about figures over time.

Each handler takes a sentence (a match of its form) and the element it stands in, and tells what the calculation does not bear out.
"""

import re

from page import Page, exceeds
from periods import InputError, last_day, up_to
from reading import OVERALL
from shown import faults, read_shown, target_words

VERDICTS = {"đạt": ("met", "over"), "vượt": ("over",), "gần đạt": ("near",), "chưa đạt": ("near", "missed"), "không còn đạt": ("near", "missed")}
GOOD = ("met", "over")


class Findings:
    """What was found untrue or unknown."""

    def __init__(self):
        self.all, self.claims = [], 0

    def tell(self, where, what, wanted, got):
        """One fault, told as the oracle's comparisons tell theirs."""
        self.all.append((where, f"{what}: expected {wanted}, the page has {got}"))

    def check(self, where, what, wanted, got):
        """A claim that must be so."""
        self.claims += 1
        if wanted != got:
            self.tell(where, what, wanted, got)


class Claims(Page):
    """A page whose sentences are held against the calculation."""

    def __init__(self, findings, figures, out, path, unit, indicator, archive, forms):
        super().__init__(findings, figures, out, path, unit, indicator)
        self.archive, self.forms = archive, forms

    # ------------------------------------------------------------------------------------------------ what a sentence is of

    def says(self, node, match, what, wanted, got):
        """A claim of a sentence."""
        self.diffs.check(f"{self.path} <{node.tag}> “{match[0]}”", what, wanted, got)

    def untrue(self, node, match, what):
        """A sentence that is not so."""
        self.says(node, match, what, True, False)

    def calc(self, node, match=None):
        """The indicator that a sentence is of: it says so itself, or stands where one is spoken of."""
        groups = match.groupdict() if match else {}
        return self.of_name.get(groups.get("indicator")) or self.calc_of(node) or self.calc_captioned(node) or self.calc_above(node)

    def calc_captioned(self, node):
        """The indicator that the caption of an element's drawing names, or else the only one that an embedded page is of."""
        while node is not None and node.tag != "figure":
            node = node.above
        caption = node.first("figcaption") if node is not None else None
        named = self.indicator_of(caption) if caption is not None else None
        return self.of_name.get(named) or next((c for name, c in self.of_name.items() if caption is not None and caption.text().strip().startswith(name)), None)

    def calc_above(self, node):
        """The indicator of the nearest heading before an element within what surrounds it."""
        while node is not None and node.tag not in ("main", ""):
            for heading in (h for tag in ("h2", "h3", "h1", "p", "th", "caption") for h in node.every(tag)):
                named = [name for name in self.of_name if name in heading.text()]
                if len(named) == 1:
                    return self.of_name[named[0]]
            node = node.above
        return None

    def shows(self, node, match, calc, value, text):
        """A figure in a sentence is the exact one, honestly rounded."""
        self.diffs.claims += 1
        for fault in faults(calc.ind, value, text):
            self.says(node, match, f"{text} of {None if value is None else float(value)}", "honestly shown", fault)

    @staticmethod
    def state(calc, point):
        """How a figure stands, as pages may say it: never of a small sample."""
        if point is None or point["value"] is None:
            return "no-data"
        if point.said == "met" and calc.ind.target and exceeds(calc.ind, point):
            return "over"
        return point.said or "unjudged"

    def target_said(self, node, match, calc):
        """The target in a sentence is the indicator's."""
        said = match["target"]
        wanted = target_words(calc.ind) if calc.ind.target else None
        self.says(node, match, "target", wanted, said.removeprefix("từng lĩnh vực "))
        if said.startswith("từng lĩnh vực "):
            self.says(node, match, "holds for each field", True, calc.ind.every_field)

    def number(self, text):
        """A whole number as pages write it."""
        return int(text.replace(".", ""))

    # ------------------------------------------------------------------------------------------------ over time

    def at(self, calc, text, key=OVERALL, unit="own"):
        """The POINT of a period as it is named."""
        return calc.point_at(self.unit if unit == "own" else unit, key, self.period(text))

    def givers(self, calc, unit, key, period):
        """Who is behind a figure of a period: the units at or below that gave one; a unit that stands for all below it stands alone."""
        if unit is None:
            return {one for root in self.site.roots for one in self.givers(calc, root, key, period)}
        total = calc.totals[key][unit].get(period)
        figures, missing = calc.own_at(unit, key)
        gave = figures.get(period) is not None and not missing.get(period)
        if total is not None and total.shown is not None and total.shown.bare or calc.ind.total and gave:
            return {unit}
        return {one for child in self.site.children[unit] for one in self.givers(calc, child, key, period)} | ({unit} if gave else set())

    def comparable(self, calc, key, periods):
        """Whether the figures of some periods are of the same units, all of them judged."""
        sets = [self.givers(calc, self.unit, key, period) for period in periods]
        points = [calc.point_at(self.unit, key, period) for period in periods]
        return all(s == sets[0] for s in sets) and all(p.said != "small" for p in points)

    def series(self, calc, like, key=OVERALL):
        """The periods of the length of one, up to the latest, that have a figure, each with its POINT."""
        totals = calc.totals[key][self.unit]
        periods = sorted((p for p in totals if (p.length, p.begins) == (like.length, like.begins)), key=last_day)
        points = [(p, calc.point_at(self.unit, key, p)) for p in periods]
        return [(p, point) for p, point in points if point["value"] is not None]

    def verdict(self, node, match):
        """`95,4% trong tháng 9/2019, đạt mục tiêu trên 90% từ tháng 5/2019`."""
        calc = self.calc(node, match)
        groups = match.groupdict()
        key = self.field(calc, groups["field"]) if groups.get("field") else OVERALL
        point = self.at(calc, match["period"], key)
        self.shows(node, match, calc, point["value"], match["shown"])
        self.subject(node, match)
        if groups.get("state") is None:
            return
        self.target_said(node, match, calc)
        self.says(node, match, "status", True, self.state(calc, point) in VERDICTS[match["state"]])
        self.run(node, match, calc, key)

    def run(self, node, match, calc, key):
        """Since when a status has been so, or in how many periods."""
        groups, now = match.groupdict(), self.period(match["period"])
        line = self.series(calc, now, key)
        states = [self.state(calc, point) for _, point in line]
        good = match["state"] in ("đạt", "vượt")
        alike = [s == "over" if match["state"] == "vượt" else s in GOOD if good else s in ("near", "missed") for s in states]
        if groups.get("always"):
            self.says(node, match, "always, of how many", [True, len(line)], [all(alike), self.number(groups["always"])])
            self.says(node, match, "of several", True, len(line) > 1)
        if match["state"] == "không còn đạt" or groups.get("since"):
            begun = self.period(groups["since"]) if groups.get("since") else now
            places = [p for p, _ in line]
            at = places.index(begun) if begun in places else -1
            if at < 1:
                return self.untrue(node, match, "nothing is known of before")
            joined = all(up_to(after, 2)[0] == before for before, after in zip(places[at - 1 :], places[at:]))
            self.says(node, match, "a run without a gap", True, joined and all(alike[at:]))
            was = states[at - 1] in (("near", "missed") if good else GOOD) or match["state"] == "vượt" and states[at - 1] == "met"
            self.says(node, match, "was otherwise before", True, was)
            if "khác nhau" not in match[0]:
                self.says(node, match, "the same reporters before", True, self.comparable(calc, key, [places[at - 1], begun]))

    def subject(self, node, match):
        """Who a sentence says it is about."""
        said = match.groupdict().get("subject")
        if said and said != "Kết quả chung":
            unit = self.unit_called(said)
            root = self.site.roots[0] if len(self.site.roots) == 1 else None
            self.says(node, match, "subject", True, unit == (self.unit or root))

    def by_field(self, node, match):
        """`95,3% chung trong tháng 9/2019; lĩnh vực Xây dựng 89,9%, chưa đạt mục tiêu trên 90%`: the weakest of the failing fields."""
        calc, groups = self.calc(node, match), match.groupdict()
        at = (lambda key: self.at(calc, groups["period"], key)) if groups.get("period") else lambda key: self.headline(calc, self.unit, key)
        whole = at(OVERALL)
        self.subject(node, match)
        self.shows(node, match, calc, whole["value"], match["shown"])
        self.target_said(node, match, calc)
        failing = {key: at(key) for key in whole.get("failing_fields") or ()}
        weakest = (max if calc.ind.target[0] in ("<", "<=") else min)(point["value"] for point in failing.values())
        said = failing.get(self.field(calc, match["field"]))
        self.says(node, match, "is the weakest", weakest, said and said["value"])
        self.shows(node, match, calc, weakest, match["weakest"])
        self.says(node, match, "how many fail", len(failing), self.number(groups.get("count") or "1"))
        if groups.get("state"):
            self.says(node, match, "status", groups["state"], "gần đạt" if self.state(calc, said) == "near" else "chưa đạt")
        if groups.get("period"):
            period = self.period(groups["period"])
            self.says(node, match, "the last of the line", period, self.series(calc, period)[-1][0])

    def small_sample(self, node, match):
        """`86,0% trong tháng 6/2019, mẫu quá nhỏ để đánh giá`."""
        calc = self.calc(node, match)
        point = self.at(calc, match["period"])
        self.shows(node, match, calc, point["value"], match["shown"])
        self.says(node, match, "status", "small", self.state(calc, point))

    def moved(self, node, match):
        """`Tăng từ 27,07 (tháng 5/2019) lên 27,12 (tháng 7/2019)`, of one line."""
        calc = self.calc(node, match)
        first, last = self.period(match["before_period"]), self.period(match["period"])
        points = [self.at(calc, match["before_period"]), self.at(calc, match["period"])]
        self.shows(node, match, calc, points[0]["value"], match["before"])
        self.shows(node, match, calc, points[1]["value"], match["now"])
        if None in (points[0]["value"], points[1]["value"]):
            return
        rose = match["way"].lower() == "tăng"
        self.says(node, match, "direction", True, (points[0]["value"] < points[1]["value"]) if rose else points[0]["value"] > points[1]["value"])
        self.says(node, match, "shown apart", True, match["before"] != match["now"])
        self.says(node, match, "comparable", True, self.comparable(calc, OVERALL, [first, last]))
        self.subject(node, match)
        worse = match.groupdict().get("lower")
        if worse:
            self.says(node, match, "lower is better", "lower", calc.ind.better)
        self.doubt(node, match, calc, points)

    def doubt(self, node, match, calc, points):
        """Whether a change lies within the error of a survey, as it is said."""
        intervals = [p.get("interval") for p in points]
        if None not in intervals and calc.ind.sampled and node.tag == "p":
            overlap = intervals[0][0] <= intervals[1][1] and intervals[1][0] <= intervals[0][1]
            self.says(node, match, "within the error", overlap, bool(match.groupdict().get("doubt")))

    def beside(self, node, match):
        """`32 trong Quý II/2019, 32 trong Quý III/2019`: equal as shown where they are, and nothing is compared."""
        calc = self.calc(node, match)
        points = [self.at(calc, match["before_period"]), self.at(calc, match["period"])]
        for point, text in zip(points, (match["before"], match["now"])):
            self.shows(node, match, calc, point["value"], text)
        self.says(node, match, "equal as shown", points[0]["value"] == points[1]["value"], match["before"] == match["now"])
        self.says(node, match, "not equal and said twice", True, points[0]["value"] != points[1]["value"])
        self.subject(node, match)
        self.alike(node, match, calc)

    def alike(self, node, match, calc):
        """Two figures beside each other whose units differ are said to be so."""
        periods = [self.period(match["before_period"]), self.period(match["period"])]
        same = self.givers(calc, self.unit, OVERALL, periods[0]) == self.givers(calc, self.unit, OVERALL, periods[1])
        points = [calc.point_at(self.unit, OVERALL, p) for p in periods]
        said = "khác nhau" in match[0] or "chưa đủ" in match[0] or "không so sánh" in match[0] or "đã báo cáo" in match[0]
        small = any(p.said == "small" for p in points)
        self.says(node, match, "says that the reporters differ", True, same or said or small)

    def both(self, node, match):
        """`3,00 cả trong tháng 5/2019 lẫn tháng 9/2019`: the first and the last of a line, equal."""
        calc = self.calc(node, match)
        line = self.series(calc, self.period(match["period"]))
        self.says(node, match, "the first and the last", [line[0][0], line[-1][0]], [self.period(match["before_period"]), self.period(match["period"])])
        for named in ("before_period", "period"):
            self.shows(node, match, calc, self.at(calc, match[named])["value"], match["shown"])
        self.says(node, match, "equal", line[0][1]["value"], line[-1][1]["value"])
        self.subject(node, match)
        self.alike(node, match, calc)

    def nearly(self, node, match):
        """`X hầu như không đổi: 0,00050 trong tháng 5/2019, 0,00051 trong tháng 6/2019`: they differ, are of the same units, and look alike when rounded."""
        calc = self.calc(node, match)
        points = [self.at(calc, match["before_period"]), self.at(calc, match["period"])]
        for point, text in zip(points, (match["before"], match["now"])):
            self.shows(node, match, calc, point["value"], text)
        self.says(node, match, "differ, and are shown to", [True, True], [points[0]["value"] != points[1]["value"], match["before"] != match["now"]])
        periods = [self.period(match["before_period"]), self.period(match["period"])]
        self.says(node, match, "comparable", True, self.comparable(calc, OVERALL, periods))
        self.says(node, match, "nearly", True, abs(points[0]["value"] - points[1]["value"]) <= 2 * 10 ** -calc.ind.decimals)

    def coverage_below(self, node, match):
        """`tháng 9/2019: 10/11 đơn vị đã báo cáo; 3 kỳ khác cũng chưa đủ`, of the line above."""
        calc = self.calc(node, match)
        groups = match.groupdict()
        title = self.figure_of(node).first("title").text()
        like = self.period(groups.get("period") or re.findall(self.forms.places["P"], title)[-1])
        line = self.series(calc, like)
        partial = [p for p, point in line if point.counts["reported"] < point.counts["expected"]]
        others = len(partial)
        if groups.get("period"):
            counts = line[-1][1].counts
            self.says(node, match, "last, its coverage", [line[-1][0], counts["reported"], counts["expected"]], [like, self.number(groups["part"]), self.number(groups["of"])])
            others -= 1
        else:
            self.says(node, match, "periods, the last complete", [len(line), True], [self.number(groups["periods"]), line[-1][0] not in partial])
        self.says(node, match, "other periods", others, self.number(groups["others"] or "0"))

    def figure_of(self, node):
        """The drawing that an element is of."""
        while node is not None and node.tag != "figure":
            node = node.above
        return node

    def same(self, node, match):
        """`X giữ nguyên 86% trong tháng 5/2019 và tháng 6/2019`, `không đổi`."""
        calc = self.calc(node, match)
        points = [self.at(calc, match["before_period"]), self.at(calc, match["period"])]
        for point in points:
            self.shows(node, match, calc, point["value"], match["now"])
        self.says(node, match, "the same", True, points[0]["value"] == points[1]["value"])
        self.says(node, match, "comparable", True, self.comparable(calc, OVERALL, [self.period(match["before_period"]), self.period(match["period"])]))
        self.subject(node, match)

    def first_given(self, node, match):
        """`X: 6,1 điểm trong tháng 6/2019, chưa có kỳ trước để so sánh`."""
        calc = self.calc(node, match)
        self.shows(node, match, calc, self.at(calc, match["period"])["value"], match["now"])
        self.says(node, match, "the first", self.period(match["period"]), self.series(calc, self.period(match["period"]))[0][0])

    def after_gap(self, node, match):
        """`X: 6,1 trong tháng 6/2019; tháng 5/2019 chưa có số liệu nên chưa so sánh được`."""
        calc = self.calc(node, match)
        self.shows(node, match, calc, self.at(calc, match["period"])["value"], match["now"])
        before = self.at(calc, match["before_period"])
        self.says(node, match, "a gap before", None, before["value"])
        self.says(node, match, "just before", self.period(match["before_period"]), up_to(self.period(match["period"]), 2)[0])

    def apart(self, node, match):
        """Two figures of one line that are told apart from being compared, with why."""
        calc = self.calc(node, match)
        periods = [self.period(match["before_period"]), self.period(match["period"])]
        points = [self.at(calc, match["before_period"]), self.at(calc, match["period"])]
        for point, text in zip(points, (match["before"], match["now"])):
            self.shows(node, match, calc, point["value"], text)
        same = self.givers(calc, self.unit, OVERALL, periods[0]) == self.givers(calc, self.unit, OVERALL, periods[1])
        why = match["why"]
        if "mẫu quá nhỏ" in why:
            self.says(node, match, "a small sample", True, any(p.said == "small" or self.below(calc, p) for p in points))
        elif "chưa đủ" in why:
            self.says(node, match, "a partial figure", True, any(p.counts["reported"] < p.counts["expected"] for p in points))
        else:
            self.says(node, match, "other reporters", False, same)

    @staticmethod
    def below(calc, point):
        """Whether a sample is below the smallest."""
        base = point.get("denominator", point.get("sample"))
        return calc.ind.min_sample is not None and base is not None and base < calc.ind.min_sample

    def behind(self, node, match):
        """`; tháng 9/2019 chưa có số liệu`: the latest period, in which the unit has none."""
        calc = self.calc_of_lead(node, match)
        if calc is not None:
            self.says(node, match, "no figure", None, self.at(calc, match["period"])["value"])

    def calc_of_lead(self, node, match):
        """The indicator named last before a sentence."""
        before = node.text()[: node.text().find(match[0])]
        named = [(before.rfind(name), name) for name in self.of_name if name in before]
        return self.of_name[max(named)[1]] if named else None

    # ------------------------------------------------------------------------------------------------ units by name

    def unit_called(self, name):
        """A unit by any of its names."""
        if not self.names:
            for code, unit in self.site.units.items():
                above = self.site.units.get(unit["parent"])
                for shown in {unit["short_name"], unit["name"], f"{unit['name']}, {above['name']}" if above else None} - {None}:
                    self.names.setdefault(shown, code)
        return self.names.get(name)
