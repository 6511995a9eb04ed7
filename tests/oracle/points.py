"""What is shown of one indicator: POINTs with their status, places within a block, and its part in the composite score."""

from fractions import Fraction

from hierarchy import Hierarchy, series_order
from periods import month_code, period_code
from reading import OVERALL
from rules import NO_CUM, certain_of, figure_keys, small, status_of, value_of, wilson


class Point(dict):
    """A POINT; `counts` is its coverage, also where the site does not show it, `least` the smallest sample that is judged."""

    counts = None

    def __init__(self, keys, period, least):
        super().__init__(keys, period=period)
        self.least = least

    @property
    def said(self):
        """The status that pages may speak of: none of a sample below the smallest."""
        base = self.get("denominator", self.get("sample"))
        is_small = self.least is not None and base is not None and base < self.least
        return "small" if is_small and self["status"] != "no-data" else self["status"]


class Calculation(Hierarchy):
    """All figures of one indicator."""

    def __init__(self, site, ind, now):
        super().__init__(site, ind, now)
        self.recent = ("", {})

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
        point = Point(self.point(key, total.shown if total else None, judged), period_code(period), self.ind.min_sample)
        self.add_own(point, unit, figures.get(period), missing.get(period, ()))
        alone = unit is not None and self.owes(unit, key, period)
        self.add_coverage(point, total.reported if total else 0, self.expected_at(key, period)[unit], alone)
        return point

    def point_cumulative(self, unit, key):
        """The cumulative POINT of a unit (None: the whole), overall or of a field."""
        total = self.cum_totals[key][unit]
        own = self.given[unit].cumulative(key, self.campaign) if unit in self.given else NO_CUM
        fields = {k: self.cum_totals[k][unit].shown for k in self.field_keys} if key is OVERALL else {}
        period = None
        if total.shown is not None:
            last = month_code(total.shown_went.bit_length() - 1 + 1900 * 12)
            period = {"from": month_code(low_bit(total.shown_went)), "to": last}
        point = Point(self.point(key, total.shown, {k: f for k, f in fields.items() if f}), period, self.ind.min_sample)
        self.add_own(point, unit, own.fig, own.missing)
        units, months = self.owing_months[key]
        alone = unit is not None and self.owed[key][unit] != 0
        self.add_coverage(point, total.reported, units[unit], alone)
        point["months"] = {"reported": total.months, "expected": months[unit]}
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
        if ind.headline == "cumulative" and total.months < ind.rank_needs * self.owing_months[OVERALL][1][unit]:
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
