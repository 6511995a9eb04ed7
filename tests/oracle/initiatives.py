"""The register of initiatives, what they did to the figures, and whom they might help: plain forms and exact numbers, as oracle.py.

Written from the contract's bullet on impact and the readings in AMBIGUITIES.md [B1…], one function a rule.
"""

import datetime as dt
import os
import re
from fractions import Fraction
from typing import NamedTuple, Optional

from oracle import name_order
from periods import month_code, month_of
from reading import OVERALL, parse_day
from rules import certain_of, figure_keys, pool, pool_over_time, small, status_of, value_of, wilson
from tables import read_folder_defaults, read_table

MOST_MONTHS, FEWEST_MONTHS = 6, 3
MOST_UNITS = 12
STOPPED = "đã dừng"


class Adoption(NamedTuple):
    """A unit that took an initiative up, and since when, as it is written; None where that is not known."""

    unit: str
    since: Optional[str]


class Initiative(NamedTuple):
    """What the calculation needs of a row of the register."""

    id: str
    unit: str
    field: str
    started: str
    stage: str
    indicators: list
    adopted_by: list
    sourced: bool
    given: dict


# ---------------------------------------------------------------------------------------------------------- reading


def several(cell):
    """Several values in one cell are separated by semicolons."""
    return [part.strip() for part in cell.split(";") if part.strip()]


def read_initiatives(site, root):
    """The register: data/initiatives.csv and the tables below data/initiatives/."""
    found = []
    data = os.path.join(root, "data")
    defaults = read_folder_defaults(data, {"illustrative": site.illustrative})
    path = os.path.join(data, "initiatives.csv")
    if os.path.exists(path):
        found += [initiative_of(site, row, defaults) for row in read_table(path)]
    for folder, _, names in sorted(os.walk(os.path.join(data, "initiatives"))):
        here = defaults
        for part in parts_of(os.path.relpath(folder, data)):
            here = read_folder_defaults(os.path.join(data, part), here)
        for name in sorted(names):
            if name.endswith((".csv", ".tsv")):
                found += [initiative_of(site, row, here) for row in read_table(os.path.join(folder, name))]
    return sorted(found, key=archive_order)


def parts_of(path):
    """a, a/b, a/b/c of a/b/c."""
    names = path.split(os.sep)
    return [os.path.join(*names[: n + 1]) for n in range(len(names))]


def initiative_of(site, row, defaults):
    """One row. A practice with sources never has adopters taken from an illustrative body of data."""
    sourced = bool(several(row.get("sources", "")))
    adopters = [] if sourced and defaults["illustrative"] else several(row.get("adopted_by", ""))
    adopted_by = []
    for text in adopters:
        unit, _, since = text.partition(" ")
        adopted_by.append(Adoption(unit, since.strip() or None))
    return Initiative(
        row["id"].strip(), row["unit"].strip(), site.field_key(row["field"]), row["started"].strip(), row["stage"].strip(),
        several(row.get("indicators", "")), adopted_by, sourced, given_of(site, row, adopted_by, not sourced and defaults["illustrative"]),
    )


def given_of(site, row, adopted_by, illustrative):
    """Every key given, as the site writes it: dates canonical, lists as lists, the field by its key; and its address."""
    given = {key: text.strip() for key, text in row.items() if text.strip()}
    given["field"] = site.field_key(row["field"])
    for key in ("started", "updated"):
        given[key] = date_code(given[key])
    for key in {"authors", "indicators", "sources"} & given.keys():
        given[key] = several(given[key])
    given.pop("adopted_by", None)
    if adopted_by:
        given["adopted_by"] = [{"unit": a.unit, "since": a.since and date_code(a.since)} for a in adopted_by]
    if illustrative:
        given["illustrative"] = True
    return {**given, "url": f"sang-kien/{given['id']}.html"}


def date_code(text):
    """A date as precise as it is known: a year, a month, or a day."""
    return text if re.fullmatch(r"\d{4}(-\d{2})?", text) else parse_day(text).isoformat()


def earliest_day(text):
    """The first day that a date can be: of a year its first, of a month its first."""
    if re.fullmatch(r"\d{4}", text):
        return dt.date(int(text), 1, 1)
    month = re.fullmatch(r"(\d{4})-(\d{2})", text)
    return dt.date(int(month[1]), int(month[2]), 1) if month else parse_day(text)


def archive_order(initiative):
    """The archive: the latest started first, then by code."""
    return -earliest_day(initiative.started).toordinal(), initiative.id


def start_month(text):
    """The start month as a running number; None for a date of which only the year is known, and for none [B1]."""
    if text is None or re.fullmatch(r"\d{4}", text):
        return None
    day = earliest_day(text)
    return day.year * 12 + day.month - 1


# ---------------------------------------------------------------------------------------------------------- impact


class Side(NamedTuple):
    """The pool of some months."""

    fig: object
    illustrative: bool


def poolable(calc, unit, key, month):
    """The figure that a unit (with all below it) has for a month, where it can be pooled; nothing arising is a figure [B2]."""
    total = calc.totals.get(key, {}).get(unit, {}).get(month_of(month))
    return total.shown if total is not None and total.shown is not None and not total.shown.bare else None


def side_of(calc, unit, key, months):
    """The pool of some months of a unit, None unless it has all of them. It is as illustrative as any of the POINTs."""
    figures = {month_of(m): poolable(calc, unit, key, m) for m in months}
    if any(f is None for f in figures.values()):
        return None
    marked = any(calc.point_at(unit, key, period).get("illustrative", False) for period in figures)
    return Side(pool_over_time(calc.ind, figures), marked)


def sides_of(calc, unit, key, start, k):
    """The k months just before and the k just after the start month, which is in neither."""
    before = side_of(calc, unit, key, range(start - k, start))
    after = side_of(calc, unit, key, range(start + 1, start + k + 1))
    return None if before is None or after is None else (before, after)


def change_of(ind, before, after):
    """After less before, in the indicator's unit; none where a side has no value, since nothing happened."""
    values = value_of(ind, before), value_of(ind, after)
    return None if None in values else Fraction(values[1]) - Fraction(values[0])


def gain_of(ind, before, after):
    """How much better a side is after than before, of a count in per cent; none where that cannot be said [B5]."""
    change = change_of(ind, before, after)
    if change is None or ind.better is None or small(ind, before) or small(ind, after):
        return None
    if ind.kind == "count":
        if value_of(ind, before) <= 0:
            return None
        change = change * 100 / Fraction(value_of(ind, before))
    return change if ind.better == "higher" else -change


def least_coverage(calc, unit, key, months):
    """Of the months, the coverage of the one of which the smallest share gave a figure; of equal shares, of the most units [B4]."""
    points = [calc.point_at(unit, key, month_of(m)) for m in months]

    def share(point):
        owed = point.counts["expected"]
        return (Fraction(point.counts["reported"], owed) if owed else Fraction(1)), -owed

    return min(points, key=share).get("coverage")


def point_of(calc, unit, key, months, side):
    """The POINT of a side: judged by its own value."""
    ind, fig = calc.ind, side.fig
    point = {"period": {"from": month_code(months[0]), "to": month_code(months[-1])}, **figure_keys(ind, fig)}
    point["status"] = None if ind.target is None else status_of(ind, value_of(ind, fig))
    interval = wilson(ind, fig) if ind.sampled else None
    if interval is not None:
        point["interval"] = list(interval.floats())
        if ind.target is not None:
            point["certain"] = certain_of(ind, fig)
    coverage = least_coverage(calc, unit, key, months)
    if coverage is not None:
        point["coverage"] = coverage
    if side.illustrative:
        point["illustrative"] = True
    return point


class Impacts:
    """The impacts of all initiatives of a site."""

    def __init__(self, figures, initiatives):
        self.figures, self.initiatives = figures, initiatives

    def of(self, initiative):
        """Of the unit that began it first, then of each that took it up from its own date; of each by indicator."""
        found = []
        for unit, since in [(initiative.unit, initiative.started), *initiative.adopted_by]:
            start = start_month(since)
            if start is not None:
                found += [self.impact(initiative, unit, code, start) for code in initiative.indicators]
        return [impact for impact in found if impact is not None]

    def measured(self, initiative, unit, code, start):
        """The two sides of a unit in the initiative's field, where the indicator has figures in it, of whomever; and their k."""
        calc = self.figures.by_code[code]
        key = initiative.field if initiative.field in calc.field_keys else OVERALL
        widths = [k for k in range(FEWEST_MONTHS, MOST_MONTHS + 1) if sides_of(calc, unit, key, start, k) is not None]
        if not widths:
            return None
        k = max(widths)
        before, after = sides_of(calc, unit, key, start, k)
        own_marked = before.illustrative or after.illustrative
        if change_of(calc.ind, before.fig, after.fig) is None or (initiative.sourced and own_marked):
            return None
        return calc, key, k, before, after, own_marked

    def made_no_difference(self, initiative, code):
        """Whether the unit that began it got no better in an indicator, or no better than the rest of its block [B5]."""
        start = start_month(initiative.started)
        found = None if start is None else self.measured(initiative, initiative.unit, code, start)
        if found is None:
            return False
        calc, key, k, before, after, _ = found
        own = gain_of(calc.ind, before.fig, after.fig)
        if own is None or own <= 0:
            return own is not None
        sides, marked = self.rest_of_block(initiative, calc, initiative.unit, key, start, k)
        block = None if sides is None or (initiative.sourced and marked) else gain_of(calc.ind, *sides)
        return block is not None and own <= block

    def impact(self, initiative, unit, code, start):
        """The impact on one unit and indicator."""
        found = self.measured(initiative, unit, code, start)
        if found is None:
            return None
        calc, key, k, before, after, own_marked = found
        sides, block_marked = self.rest_of_block(initiative, calc, unit, key, start, k)
        block_change = None if sides is None else change_of(calc.ind, *sides)
        if block_change is None or (initiative.sourced and block_marked):
            block_change, block_marked = None, False
        impact = {
            "indicator": code,
            "unit": unit,
            "k": k,
            "before": point_of(calc, unit, key, range(start - k, start), before),
            "after": point_of(calc, unit, key, range(start + 1, start + k + 1), after),
            "change": change_of(calc.ind, before.fig, after.fig),
            "block_change": block_change,
            # Not in the file: pages tell the change of a count in per cent of it.
            "block_before": None if block_change is None else value_of(calc.ind, sides[0]),
        }
        if own_marked or block_marked:
            impact["illustrative"] = True
        return impact

    def rest_of_block(self, initiative, calc, unit, key, start, k):
        """The pools before and after of the units of the block that have all those months and took no part, at whatever date [B3];
        and whether any of it is illustrative."""
        took_part = {initiative.unit, *(adoption.unit for adoption in initiative.adopted_by)}
        described = self.figures.site.units[unit]
        members = self.figures.groups[described["group"] or described["kind"]]
        sides = [sides_of(calc, other, key, start, k) for other in members if other not in took_part]
        sides = [both for both in sides if both is not None]
        if not sides:
            return None, False
        marked = any(b.illustrative or a.illustrative for b, a in sides)
        return (pool([b.fig for b, _ in sides]), pool([a.fig for _, a in sides])), marked


# ---------------------------------------------------------------------------------------------------------- suggestions


class Suggestions:
    """The units that initiatives might help [B5]."""

    def __init__(self, figures, initiatives):
        self.figures, self.impacts = figures, Impacts(figures, initiatives)
        self.shortages = {code: self.of_indicator(calc) for code, calc in figures.by_code.items()}

    def of_indicator(self, calc):
        """unit → {field or None → how far its headline figure is from the target}, for the units that miss the target."""
        short = {}
        for unit in self.figures.site.units:
            point = self.headline(calc, unit, OVERALL)
            if point.said not in ("near", "missed"):
                continue
            failing = point.get("failing_fields") or [OVERALL]
            short[unit] = {key: abs(self.headline(calc, unit, key)["value"] - calc.ind.target[1]) for key in failing}
        return short

    @staticmethod
    def headline(calc, unit, key):
        """The figure that leads; the cumulative one where there is no latest period."""
        if calc.ind.headline == "latest" and calc.latest is not None:
            return calc.latest_point(unit, key)
        return calc.point_cumulative(unit, key)

    def helps_in(self, initiative, unit):
        """In what a unit falls short that an initiative is meant to move: by indicator of the campaign, then by field."""
        found = []
        for code, short in self.shortages.items():
            if code in initiative.indicators and not self.impacts.made_no_difference(initiative, code):
                keys = [key for key in short.get(unit, {}) if key in (OVERALL, initiative.field)]
                found += [(code, key) for key in keys]
        return found

    def of(self, initiative):
        """The units, those of its block first; then by its indicators in their order, those that fail in its very field before those
        that do overall, the farthest from the target first, equals by name and code. Gives the list, and how many more there are."""
        if initiative.stage == STOPPED:
            return [], 0
        site = self.figures.site
        took_part = {initiative.unit, *(adoption.unit for adoption in initiative.adopted_by)}
        kinds = {site.units[unit]["kind"] for unit in took_part}
        able = [u for u in site.units if u not in took_part and site.units[u]["kind"] in kinds]
        units = [u for u in able if self.helps_in(initiative, u)]
        units.sort(key=lambda unit: self.order(initiative, unit))
        first = units[:MOST_UNITS]
        shown = [unit for unit in first if not (initiative.sourced and self.rests_on_invented(initiative, unit))]
        named = [
            {"unit": unit, "indicator": code, "field": key} for unit in shown for code, key in self.helps_in(initiative, unit)
        ]
        # Where any is left out, nothing is said of those that are not named.
        return named, max(0, len(units) - MOST_UNITS) if shown == first else 0

    def rests_on_invented(self, initiative, unit):
        """Whether any figure with which a unit falls short is illustrative: nothing is said of a practice with sources by those."""
        by_code = self.figures.by_code
        points = [self.headline(by_code[code], unit, key) for code, key in self.helps_in(initiative, unit)]
        return any(point.get("illustrative", False) for point in points)

    def order(self, initiative, unit):
        """Where a unit stands among those that an initiative might help: by its first reason in the initiative's order."""
        site = self.figures.site
        block = {u: d["group"] or d["kind"] for u, d in site.units.items() if u in (unit, initiative.unit)}
        nth, key = min(
            (initiative.indicators.index(code), key is OVERALL) for code, key in self.helps_in(initiative, unit)
        )
        code = initiative.indicators[nth]
        distance = self.shortages[code][unit][OVERALL if key else initiative.field]
        return block[unit] != block[initiative.unit], nth, key, -distance, name_order(site.units[unit]["name"]), unit


def archive_json(figures, initiatives):
    """What du-lieu/sang-kien.json should hold, with exact numbers."""
    impacts, suggestions = Impacts(figures, initiatives), Suggestions(figures, initiatives)
    listed = []
    for initiative in initiatives:
        named, further = suggestions.of(initiative)
        listed.append(
            {**initiative.given, "impact": impacts.of(initiative), "suggested_to": named, "suggested_further": further}
        )
    return {"initiatives": listed}
