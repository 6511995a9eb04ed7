"""An independent, exact calculation of the figures of a site folder.

Written from the contract's arithmetic alone, on exact fractions, one function a rule, slow and plain where the program is fast.
The rules that can be read in two ways, and the reading taken, are in AMBIGUITIES.md; `[A7]` in a docstring points there. From below:
periods.py, cells.py, tables.py and reading.py read a folder; rules.py has single figures and one unit's; hierarchy.py what is above them;
points.py what is shown of them; here are the blocks and the documents.
"""

import datetime as dt
import re
from collections import defaultdict
from fractions import Fraction

from points import Calculation
from reading import OVERALL


class Figures:
    """All indicators of a site, and what goes across them."""

    def __init__(self, site, now):
        self.site = site
        self.by_code = {i.code: Calculation(site, i, now) for i in site.indicators}
        self.groups = defaultdict(list)
        for code, unit in site.units.items():
            self.groups[unit["group"] or unit["kind"]].append(code)
        self.rankings = {
            group: {code: c.ranking(members) for code, c in self.by_code.items()} for group, members in self.groups.items()
        }

    def composite(self, group):
        """Composite ranking of a block: unit → (place, score) or (None, reason); empty where no indicator has a weight."""
        weighted = [c for c in self.by_code.values() if c.ind.weight > 0]
        if not weighted:
            return {}
        members = self.groups[group]
        scores = {u: self.composite_score(weighted, u, len(members) == 1) for u in members}
        ranked = [s for s, r in scores.values() if r is None]
        return {u: (None, r) if r else (1 + sum(x > s for x in ranked), s) for u, (s, r) in scores.items()}

    @staticmethod
    def composite_score(weighted, unit, alone):
        """The weighted mean of attainment over the weighted indicators that the unit owes and in which something happened."""
        got = [(c.ind.weight, c.composite_part(unit)) for c in weighted]
        if any(p is None for _, p in got):
            return None, "incomplete"
        got = [(w, p) for w, p in got if p != "skip"]
        if not got:
            return None, "no-data"
        if alone:
            return None, "alone"
        return Fraction(sum(w * p for w, p in got)) / sum(w for w, _ in got), None

    def unit_json(self, code):
        """What du-lieu/don-vi/CODE.json should hold, with exact numbers."""
        unit = self.site.units[code]
        group = unit["group"] or unit["kind"]
        indicators = []
        for calc in self.by_code.values():
            place, second = self.rankings[group][calc.ind.code][code]
            entry = {
                "code": calc.ind.code,
                "target": calc.ind.target_text,
                "headline": calc.ind.headline,
                "cumulative": calc.point_cumulative(code, OVERALL),
                "latest": calc.latest_point(code, OVERALL),
                "rank": None,
                "series": calc.series(code, OVERALL),
                "fields": {},
            }
            if place is None:
                entry["unranked"] = second
            else:
                of = sum(p is not None for p, _ in self.rankings[group][calc.ind.code].values())
                entry["rank"] = {"place": place, "of": of, "group": group}
            for key in calc.field_keys:
                entry["fields"][key] = {
                    "name": self.site.field_names.get(key, key),
                    "cumulative": calc.point_cumulative(code, key),
                    "latest": calc.latest_point(code, key),
                    "series": calc.series(code, key),
                }
            indicators.append(entry)
        return {
            "unit": {"code": code, "name": unit["name"], "kind": unit["kind"], "parent": unit["parent"], "group": group},
            "indicators": indicators,
        }

    def indicator_json(self, code):
        """What du-lieu/chi-tieu/CODE.json should hold, with exact numbers."""
        calc = self.by_code[code]
        return {
            "indicator": calc.ind.table,
            "whole": {
                "cumulative": calc.point_cumulative(None, OVERALL),
                "latest": calc.latest_point(None, OVERALL),
                "series": calc.series(None, OVERALL),
            },
            "units": [
                {"unit": u, "cumulative": calc.point_cumulative(u, OVERALL), "latest": calc.latest_point(u, OVERALL)}
                for u in self.site.units
            ],
        }

    def ranking_json(self):
        """What du-lieu/xep-hang.json should hold, with exact numbers; equals in numeric order of name, then by code."""
        groups = []
        for group in self.groups:
            entry = {"group": group, "composite": self.listed(self.composite(group), "score"), "indicators": {}}
            for code, ranking in self.rankings[group].items():
                entry["indicators"][code] = self.listed(ranking, "value")
            groups.append(entry)
        return {"groups": groups}

    def listed(self, ranking, name):
        """A ranking as a list: by place, those without one last."""
        rows = []
        order = sorted(ranking, key=lambda u: (ranking[u][0] is None, ranking[u][0] or 0, name_order(self.site.units[u]["name"]), u))
        for unit in order:
            place, second = ranking[unit]
            rows.append({"unit": unit, "place": place, ("reason" if place is None else name): second})
        return rows


def name_order(name):
    """Numbers in numeric order; enough of a collation for names of plain letters."""
    return [(0, int(x), "") if x.isdigit() else (1, 0, x.casefold()) for x in re.findall(r"\d+|\D+", name)]


def clock(text):
    """The day of --now, in the offset that it is given in."""
    return dt.datetime.fromisoformat(text).date()
