"""An independent, exact calculation of the figures of a site folder.

Written from the contract's arithmetic alone, on exact fractions, one function a rule, slow and plain where the program is fast.
The rules that can be read in two ways, and the reading taken, are in AMBIGUITIES.md; `[A7]` in a docstring points there.
Rules of single figures are in rules.py; here are the hierarchy, coverage, points, rankings and the documents made of them.
"""

import datetime as dt
import re
from collections import defaultdict
from fractions import Fraction
from typing import NamedTuple, Optional

from periods import LENGTHS, days, first_day, last_day, mask_of_days, month_code, month_mask, period_code
from reading import OVERALL, Fig
from rules import (
    NO_CUM, Given, best_set, can_be_pooled, certain_of, figure_keys, or_all, pool, pool_beside, small, status_of, value_of, wilson,
)


# ---------------------------------------------------------------------------------------------------------- hierarchy


class Tot(NamedTuple):
    """A unit with all below it, at a period: what goes up, what is shown, who gave and who owed."""

    pooled: Optional[Fig]
    shown: Optional[Fig]
    reported: int
    gave: bool


class CumTot(NamedTuple):
    """A unit with all below it, over a set of months: as Tot, with the months that went in, the unit-months covered, the last day."""

    fig: Optional[Fig]
    went: int
    shown: Optional[Fig]
    shown_went: int
    reported: int
    months: int
    last: Optional[dt.date]
    gave: bool


class Point(dict):
    """A POINT; `counts` is its coverage, also where the site does not show it."""

    counts = None


def owes_period(site, unit, period):
    """A unit owes figures for periods wholly within valid_from–valid_to."""
    start, end = site.valid[unit]
    return (start is None or start <= first_day(period)) and (end is None or last_day(period) <= end)


def up_at(ind, own, own_fig, below):
    """Up the hierarchy, at one point. `own`: own figure plus the subordinates' totals; a bare own figure is in no sum and is shown
    only where nothing below can be pooled. `total`: the own figure is the total where there is one, else the sum of
    the subordinates; a bare one is shown and goes no further up [A6]. Gives (goes up, is shown, own is the total)."""
    if ind.total and own and own_fig is not None:
        return (None if own_fig.bare else own_fig), own_fig, True
    of = [f for f in below if f is not None]
    if own_fig is not None and not own_fig.bare:
        of.append(own_fig)
    pooled = pool(of) if of else None
    return pooled, pooled if pooled is not None else own_fig, False


class Calculation:
    """All figures of one indicator."""

    def __init__(self, site, ind, now):
        self.site, self.ind, self.now = site, ind, now
        self.recent = ("", {})
        reported = site.observations.get(ind.code, {})
        self.reporters = reporters(site, ind, reported)
        self.field_keys = sorted({k for by_key in reported.values() for k in by_key if k is not OVERALL}, key=site.field_rank)
        rows, begins = site.rows.get(ind.code, {}), site.year_starts(ind.code)
        self.given = {u: Given(site, ind, of, rows.get(u, {}), begins) for u, of in reported.items()}
        self.periods = sorted({p for given in self.given.values() for p in given.overall}, key=series_order)
        self.expected = {p: self.owing_at(p) for p in self.periods}
        self.totals = {key: self.up_periods(key) for key in [OVERALL, *self.field_keys]}
        self.latest = self.find_latest()
        self.campaign = mask_of_days(site.starts, site.ends)
        self.window = self.owed_window(reported)
        self.owed = {u: self.window & mask_of_days(*site.valid[u]) if u in self.reporters else 0 for u in site.units}
        self.owing_below, self.months_below = self.owing_months()
        self.owing = self.owing_anything()
        self.cum_totals = {key: self.up_cumulative(key) for key in self.totals}

    def own_at(self, unit, key):
        """What one unit gave by itself, overall or of a field: period → figure, or None where there is no overall figure; and the periods
        in which fields are missing."""
        given = self.given.get(unit)
        if given is None:
            return {}, {}
        return (given.overall, given.missing) if key is OVERALL else (given.made.get(key, {}), {})

    def owing_at(self, period):
        """Coverage, expected: the units at or below each unit that owe a figure for this period."""
        count = {}
        for unit in self.site.postorder:
            count[unit] = sum(count[c] for c in self.site.children[unit]) + self.owes(unit, period)
        count[None] = sum(count[r] for r in self.site.roots)
        return count

    def owes(self, unit, period):
        """Whether a unit itself owes a figure for this period."""
        return unit in self.reporters and owes_period(self.site, unit, period)

    def up_periods(self, key):
        """Up the hierarchy for every period, with coverage: how many of those that owe gave one; an own figure of a `total`
        indicator counts as full coverage of what is below."""
        site, totals = self.site, {}
        for unit in site.postorder:
            figures, missing = self.own_at(unit, key)
            below = [totals[c] for c in site.children[unit]]
            here = {}
            for period in {p for b in below for p in b} | set(figures):
                gave = period in figures and not missing.get(period)
                fig = figures.get(period)
                of = [b[period] for b in below if period in b]
                pooled, shown, full = up_at(self.ind, gave, fig, [t.pooled for t in of])
                count = sum(t.reported for t in of) + (gave and self.owes(unit, period))
                some = gave or any(t.gave for t in of)
                here[period] = Tot(pooled, shown, self.expected[period][unit] if full else count, some)
            totals[unit] = here
        totals[None] = self.whole_periods(totals)
        return totals

    def whole_periods(self, totals):
        """The whole is the pool of the units without a parent; of what cannot be pooled there is no whole."""
        whole = {}
        roots = [totals[r] for r in self.site.roots]
        for period in {p for t in roots for p in t}:
            of = [t[period] for t in roots if period in t]
            pooled = pool([t.pooled for t in of if t.pooled is not None]) if any(t.pooled for t in of) else None
            whole[period] = Tot(pooled, pooled, sum(t.reported for t in of), True)
        return whole

    def find_latest(self):
        """Latest: of the length that the frequency says, else (where none is given) the finest for which it can be had [A8], the
        most recent period that does not end after the clock's day and for which at least half of the units that owe, and
        at least one, gave one."""
        for length in LENGTHS if self.ind.frequency is None else [self.ind.frequency]:
            had = [p for p in self.periods if p.length == length and last_day(p) <= self.now and self.half_gave(p)]
            if had:
                return max(had, key=last_day)
        return None

    def half_gave(self, period):
        """At least half of the units that owe a figure gave one, with an own figure of a `total` indicator standing for those below."""
        gave = self.totals[OVERALL][None][period].reported
        return gave >= 1 and 2 * gave >= self.expected[period][None]

    def owed_window(self, reported):
        """The months owed: from the campaign's first counted month (wholly inside its days) to the end of the latest period, within the
        campaign; without a latest period, to the end of the last period reported in the campaign and not after the clock's day."""
        end = None
        if self.latest is not None:
            end = last_day(self.latest)
        else:
            periods = {p for by_key in reported.values() for series in by_key.values() for p in series}
            ends = [last_day(p) for p in periods if not month_mask(p) & ~self.campaign and last_day(p) <= self.now]
            end = max(ends, default=None)
        return mask_of_days(self.site.starts, min(end, self.site.ends)) if end is not None else 0

    def owing_months(self):
        """Expected of a cumulative point: units at or below that owe at least one month of the window; and the unit-months they owe."""
        units, months = {}, {}
        for unit in self.site.postorder:
            children = self.site.children[unit]
            units[unit] = sum(units[c] for c in children) + (self.owed[unit] != 0)
            months[unit] = sum(months[c] for c in children) + self.owed[unit].bit_count()
        units[None] = sum(units[r] for r in self.site.roots)
        months[None] = sum(months[r] for r in self.site.roots)
        return units, months

    def owing_anything(self):
        """The units that owe any month of the campaign, or above one that does: the indicator is theirs [A14]."""
        owing = set()
        for unit in self.site.postorder:
            owes = unit in self.reporters and self.campaign & mask_of_days(*self.site.valid[unit])
            if owes or any(c in owing for c in self.site.children[unit]):
                owing.add(unit)
        return owing

    def up_cumulative(self, key):
        """Up the hierarchy for the campaign, of every unit; the whole is the pool of the units without a parent."""
        totals = {}
        for unit in self.site.postorder:
            below = [totals[c] for c in self.site.children[unit]]
            totals[unit] = self.cumulative_above(unit, key, self.campaign, below)
        of = [totals[r] for r in self.site.roots]
        pooled = [t for t in of if t.fig is not None]
        fig, went = (pool([t.fig for t in pooled]), or_all(t.went for t in pooled)) if pooled else (None, 0)
        reported, months = sum(t.reported for t in of), sum(t.months for t in of)
        totals[None] = CumTot(fig, went, fig, went, reported, months, None, any(t.gave for t in of))
        return totals

    def cumulative_within(self, unit, key, allowed):
        """A unit with all below it, over a set of months."""
        below = [self.cumulative_within(c, key, allowed) for c in self.site.children[unit]]
        return self.cumulative_above(unit, key, allowed, below)

    def cumulative_above(self, unit, key, allowed, below):
        """The own cumulative figure with the subordinates' totals."""
        given = self.given.get(unit)
        own = given.cumulative(key, allowed) if given is not None else NO_CUM
        if self.ind.total and own.gave:
            return self.cumulative_chosen(unit, key, allowed, own)
        of = [t for t in below if t.fig is not None]
        pooled = ([own.fig] if can_be_pooled(own) else []) + [t.fig for t in of]
        fig = pool(pooled) if pooled else None
        went = or_all(t.went for t in of) | (own.went if can_be_pooled(own) else 0)
        months = sum(t.months for t in below) + (own.covered & self.owed[unit]).bit_count()
        reported = sum(t.reported for t in below) + (own.gave and self.owed[unit] != 0)
        last = max((t.last for t in [*of, own] if t.last is not None), default=None)
        shown, shown_went = (fig, went) if fig is not None else (own.fig, own.went)
        return CumTot(fig, went, shown, shown_went, reported, months, last, own.gave or any(t.gave for t in below))

    def cumulative_chosen(self, unit, key, allowed, everything):
        """`total`: chosen among the periods for which the unit has a total, its own figure where it has one, else the sum of its
        subordinates: own figures for the days of those periods that are its own, the subordinates' for the other days. Own
        figures count as full coverage [A7]."""
        own_days, bare_days = self.own_days(unit, key, allowed)
        own = self.given[unit].cumulative(key, own_days)
        rest = allowed & ~own_days & ~bare_days
        below = [self.cumulative_within(c, key, rest) for c in self.site.children[unit]]
        of = [t for t in below if t.fig is not None]
        fig = pool_beside(self.ind, own, [NO_CUM._replace(fig=t.fig, last=t.last) for t in of])
        if fig is None:
            own = everything
        went = or_all(t.went for t in of) | (own.went if can_be_pooled(own) else 0)
        full = can_be_pooled(own) or own.fig is not None
        covering = list(self.site.subtree(unit)) if full else [unit]
        months = sum(t.months for t in below) + sum((own.covered & self.owed[u]).bit_count() for u in covering)
        reported = sum(t.reported for t in below) + (everything.gave and self.owed[unit] != 0)
        last = max((t.last for t in [*of, own] if t.last is not None), default=None)
        shown, shown_went = (fig, went) if fig is not None else (own.fig, own.went)
        return CumTot(fig, went, shown, shown_went, self.owing_below[unit] if full else reported, months, last, True)

    def own_days(self, unit, key, allowed):
        """The months of the own periods in the widest set of the periods for which the unit has a total that can be pooled: its own figure
        where it has one, else the sum below, else what there is of its fields; and the months of its bare ones."""
        figures, missing = self.own_at(unit, key)
        below = [self.totals[key][c] for c in self.site.children[unit]]
        given = self.given[unit]
        own_rows = {p for k in (given.reported if key is OVERALL else [key]) for p in given.reported.get(k, ())}
        candidates, bare = {}, 0
        for period in own_rows.union(*below):
            if month_mask(period) & ~allowed:
                continue
            fig = figures.get(period)
            if fig is not None and fig.bare:
                bare |= month_mask(period)
            elif fig is not None:
                candidates[period] = True
            elif any(period in b and b[period].pooled is not None for b in below):
                candidates[period] = False
            elif missing.get(period) and given.can_pool_some(period):
                candidates[period] = True
        chosen = best_set(tuple(sorted(candidates)))
        return or_all(month_mask(p) for p in chosen if candidates[p]), bare

    # ------------------------------------------------------------------------------------------------ points

    def point_at(self, unit, key, period):
        """The POINT of a unit (None: the whole), overall or of a field, at a period."""
        if self.recent[0] != unit:
            self.recent = (unit, {})
        memory = self.recent[1]
        if (key, period) not in memory:
            memory[key, period] = self.make_point_at(unit, key, period)
        return memory[key, period]

    def make_point_at(self, unit, key, period):
        """As point_at, which remembers those of one unit."""
        total = self.totals[key][unit].get(period)
        figures, missing = self.own_at(unit, key)
        fields = {k: self.totals[k][unit].get(period) for k in self.field_keys} if key is OVERALL else {}
        judged = {k: t.shown for k, t in fields.items() if t and t.shown}
        point = Point(self.point(key, total.shown if total else None, judged), period=period_code(period))
        self.add_own(point, unit, figures.get(period), missing.get(period, ()))
        alone = unit is not None and self.owes(unit, period)
        self.add_coverage(point, total.reported if total else 0, self.expected_at(period)[unit], alone)
        return point

    def expected_at(self, period):
        """Coverage, expected, also of a period that nobody reported."""
        if period not in self.expected:
            self.expected[period] = self.owing_at(period)
        return self.expected[period]

    def point_cumulative(self, unit, key):
        """The cumulative POINT of a unit (None: the whole), overall or of a field."""
        total = self.cum_totals[key][unit]
        own = self.given[unit].cumulative(key, self.campaign) if unit in self.given else NO_CUM
        fields = {k: self.cum_totals[k][unit].shown for k in self.field_keys} if key is OVERALL else {}
        period = None
        if total.shown is not None:
            last = month_code(total.shown_went.bit_length() - 1 + 1900 * 12)
            period = {"from": month_code(low_bit(total.shown_went)), "to": last}
        point = Point(self.point(key, total.shown, {k: f for k, f in fields.items() if f}), period=period)
        self.add_own(point, unit, own.fig, own.missing)
        alone = unit is not None and self.owed[unit] != 0
        self.add_coverage(point, total.reported, self.owing_below[unit], alone)
        point["months"] = {"reported": total.months, "expected": self.months_below[unit]}
        return point

    def add_own(self, point, unit, own, missing):
        """The own figure of a unit with subordinates, and the fields that it left out: of a unit without any they stand beside the
        figure itself [A19]."""
        if unit is None:
            return
        holder = point
        if self.site.children[unit]:
            holder = point["own"] = figure_keys(self.ind, own)
        if missing:
            holder["missing_fields"] = list(missing)

    @staticmethod
    def add_coverage(point, reported, expected, alone):
        """Coverage: absent where nobody owes, or the unit alone owes the figure and gave it."""
        point.counts = {"reported": reported, "expected": expected}
        if expected and not (expected == reported == 1 and alone):
            point["coverage"] = point.counts

    def point(self, key, shown, fields):
        """The kind's keys, status, failing fields, interval, certainty, and whether illustrative."""
        ind = self.ind
        point = figure_keys(ind, shown)
        status, failing, certain = self.judge(key, shown, fields)
        point["status"] = status
        interval = wilson(ind, shown) if ind.sampled else None
        if interval is not None:
            point["interval"] = list(interval.floats())
        if certain is not None:
            point["certain"] = certain
        if failing is not None:
            point["failing_fields"] = failing
        judged_illustrative = ind.every_field and ind.target and any(f.illustrative for f in fields.values())
        if shown is not None and (shown.illustrative or judged_illustrative):
            point["illustrative"] = True
        return point

    def judge(self, key, shown, fields):
        """Status: (status, failing fields or None where the key does not apply, certain or None where it does not).
        `every-field`: met when every judged field is met, near when every failing one is near, else missed; a field below
        min_sample or without a value is not judged; with none judged, by the overall figure [A10]."""
        ind, value = self.ind, value_of(self.ind, shown)
        by_fields = ind.every_field and key is OVERALL and ind.target is not None
        if value is None:
            return "no-data", [] if by_fields else None, None
        if ind.target is None:
            return None, None, None
        if by_fields:
            judged = {k: f for k, f in fields.items() if value_of(ind, f) is not None and not small(ind, f)}
            if judged:
                statuses = {k: status_of(ind, value_of(ind, f)) for k, f in judged.items()}
                failing = [k for k in self.field_keys if statuses.get(k, "met") != "met"]
                worst = "met" if not failing else "near" if all(statuses[k] == "near" for k in failing) else "missed"
                certain = all(certain_of(ind, f) is True for f in judged.values()) if ind.sampled else None
                return worst, failing, certain
        certain = certain_of(ind, shown) if ind.sampled else None
        return status_of(ind, value), [] if by_fields else None, certain

    def series(self, unit, key):
        """The periods reported by the unit or below, and the coarser ones made of them, by last day, shorter first."""
        return [self.point_at(unit, key, p) for p in sorted(self.totals[key][unit], key=series_order)]

    def latest_point(self, unit, key):
        """The POINT of the one latest period of the indicator; none where there is no such period."""
        return None if self.latest is None else self.point_at(unit, key, self.latest)

    # ------------------------------------------------------------------------------------------------ ranking

    def standing(self, unit):
        """Ranking, one unit: (value to rank by, or None and the reason in the contract's order; `alone` is found in the block)."""
        ind = self.ind
        if ind.headline == "latest":
            total = self.totals[OVERALL][unit].get(self.latest) if self.latest else None
        else:
            total = self.cum_totals[OVERALL][unit]
        shown = total.shown if total else None
        value = value_of(ind, shown)
        if value is None:
            return None, "not-pooled" if shown is None and total is not None and total.gave else "no-data"
        if small(ind, shown):
            return None, "small-sample"
        if ind.headline == "cumulative" and total.months < ind.rank_needs * self.months_below[unit]:
            return None, "few-months"
        if ind.better is None:
            return None, "no-direction"
        return value, None

    def ranking(self, members):
        """Ranking within a block: equals share a place and the next is skipped. Gives unit → (place, value) or (None, reason)."""
        standings = {u: self.standing(u) for u in members}
        result = {}
        if len(members) == 1:
            standings = {u: (None, r or "alone") for u, (v, r) in standings.items()}
        values = [v for v, r in standings.values() if r is None]
        for unit, (value, reason) in standings.items():
            if reason is not None:
                result[unit] = (None, reason)
            elif self.ind.better == "lower":
                result[unit] = (1 + sum(v < value for v in values), value)
            else:
                result[unit] = (1 + sum(v > value for v in values), value)
        return result

    # ------------------------------------------------------------------------------------------------ composite

    def composite_part(self, unit):
        """Composite, one indicator of a unit: "skip" where neither the unit nor one below it owes it, or nothing happened; None where there is no
        rankable figure, else the attainment: 100 where the target is met, else value/target (lower is better:
        target/value) in per cent within 0..100, 0 where that cannot be had [A14]."""
        ind = self.ind
        if unit not in self.owing:
            return "skip"
        if ind.headline == "latest":
            point = self.point_at(unit, OVERALL, self.latest) if self.latest else None
            total = self.totals[OVERALL][unit].get(self.latest) if self.latest else None
        else:
            point, total = self.point_cumulative(unit, OVERALL), self.cum_totals[OVERALL][unit]
        if total is not None and total.shown is not None and value_of(ind, total.shown) is None:
            return "skip"
        value, reason = self.standing(unit)
        if reason is not None:
            return None
        if point["status"] == "met":
            return Fraction(100)
        target = ind.target[1]
        over, under = (target, value) if ind.better == "lower" else (value, target)
        if under == 0:
            return Fraction(0)
        return min(Fraction(100), max(Fraction(0), Fraction(over) * 100 / under))


def low_bit(mask):
    """The first month of a set of bits as a running number."""
    return (mask & -mask).bit_length() - 1 + 1900 * 12


def series_order(period):
    """Ordered by last day, shorter first."""
    return last_day(period), days(period)


def reporters(site, ind, reported):
    """Who owes: the units of the kinds that the indicator names, else those that ever reported."""
    if ind.reporters is not None:
        return {u for u, unit in site.units.items() if unit["kind"] in ind.reporters}
    return set(reported)


# ---------------------------------------------------------------------------------------------------------- the site


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
