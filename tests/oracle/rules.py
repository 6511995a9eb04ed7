"""The rules of single figures: value, pooling, time, fields, status, sampling. Pure functions on exact numbers."""

import datetime as dt
import functools
import math
from fractions import Fraction
from typing import NamedTuple, Optional

from periods import LENGTHS, days, first_day, last_day, makeable, mask_of_days, month_mask, parts
from reading import OVERALL, Fig

Z = Fraction(1959964, 1000000)


def value_of(ind, fig):
    """Value: 100·numerator/denominator where the unit is %, the plain quotient otherwise; none over a denominator or
    sample of 0, where nothing happened."""
    if fig is None:
        return None
    if fig.bare or ind.kind == "count":
        return fig.a
    if fig.b == 0:
        return None
    value = Fraction(fig.a) / fig.b
    return value * 100 if ind.kind == "ratio" and ind.percent else value


def pool(figs):
    """Pooling: numerators and denominators add up, a mean is weighted by its samples, counts add up; what is bare must have been
    left out before."""
    a = b = 0
    illustrative = False
    for fig in figs:
        if fig.bare:
            raise AssertionError("a bare figure in a sum")
        a += fig.a
        b = None if fig.b is None else b + fig.b
        illustrative |= fig.illustrative
    return Fig(a, b, False, illustrative)


def pool_over_time(ind, figs_by_period):
    """Pool of successive periods. A stock (over_time = "last") is its last period's figure; it is illustrative if any
    of the periods is [A12]."""
    ordered = [figs_by_period[p] for p in sorted(figs_by_period, key=last_day)]
    if not ind.stock:
        return pool(ordered)
    last = ordered[-1]
    return last._replace(illustrative=any(f.illustrative for f in ordered))


# ---------------------------------------------------------------------------------------------------------- time


def over_time(ind, reported, begins=1):
    """Over time: the reported figure of a period where there is one, else made of its largest complete parts, only where
    every part is there; a bare part cannot go into a sum, so nothing is made of it."""
    figures = dict(reported)
    if not reported or ind.kind == "score":
        return figures
    for period in makeable(reported, begins):
        of = parts(period)
        if period not in figures and all(p in figures and not figures[p].bare for p in of):
            figures[period] = pool_over_time(ind, {p: figures[p] for p in of})
    return figures


@functools.lru_cache(None)
def best_set(periods):
    """Cumulative: of these periods the set without overlaps that covers the most days; of equals the one with more periods,
    of those the one whose first differing period is shorter. `periods` is a sorted tuple."""
    order = sorted(periods, key=first_day)
    best = {len(order): (0, 0, (), ())}
    for i in range(len(order) - 1, -1, -1):
        after = next((j for j in range(i + 1, len(order)) if first_day(order[j]) > last_day(order[i])), len(order))
        rest = best[after]
        taken = (rest[0] + days(order[i]), rest[1] + 1, (-days(order[i]),) + rest[2], (order[i],) + rest[3])
        best[i] = max(taken, best[i + 1], key=lambda x: x[:3])
    return best[0][3]


def set_days(periods):
    """Days covered by a set without overlaps."""
    return sum(days(p) for p in periods)


def set_mask(periods):
    """Months covered by some periods."""
    mask = 0
    for period in periods:
        mask |= month_mask(period)
    return mask


def or_all(masks):
    """The union of sets of bits."""
    union = 0
    for mask in masks:
        union |= mask
    return union


class Cum(NamedTuple):
    """A cumulative figure: what it is (if it is), the months that went into it, the months covered (the same; without a figure those of
    the bare periods), the months given bare and so closed to others, the last day, whether anything was given at all, and the
    fields missing."""

    fig: Optional[Fig] = None
    went: int = 0
    covered: int = 0
    bare: int = 0
    last: Optional[object] = None
    gave: bool = False
    missing: tuple = ()


NO_CUM = Cum()


def cumulative_of(ind, figures):
    """The cumulative figure of one series of reported periods: the pool of the best set of those that can be pooled; where none can,
    the only one of the best set, and nothing where that has several [A5]."""
    if not figures:
        return NO_CUM
    poolable = best_set(tuple(sorted(p for p, f in figures.items() if not f.bare)))
    every_bare = [p for p, f in figures.items() if f.bare]
    if poolable:
        went = set_mask(poolable)
        fig = pool_over_time(ind, {p: figures[p] for p in poolable})
        return Cum(fig, went, went, set_mask(every_bare), max(map(last_day, poolable)), True)
    bare = best_set(tuple(sorted(every_bare)))
    covered = set_mask(bare)
    return Cum(figures[bare[0]] if len(bare) == 1 else None, covered, covered, set_mask(every_bare), None, True)


def can_be_pooled(cum):
    """Whether there is a cumulative figure that goes into sums."""
    return cum.fig is not None and not cum.fig.bare


def pool_beside(ind, first, others):
    """The pool of a figure and those of the other days; of a stock the one or the others, whichever end later [A12]."""
    others = [c for c in others if can_be_pooled(c)]
    of = [first, *others] if can_be_pooled(first) else others
    if not of:
        return None
    if ind.stock and others and can_be_pooled(first):
        shown = others if max(c.last for c in others) > first.last else [first]
        marked = any(c.fig.illustrative for c in of)
        return pool([c.fig for c in shown])._replace(illustrative=marked)
    return pool([c.fig for c in of])


# ---------------------------------------------------------------------------------------------------------- fields


def nothing_arising(ind, illustrative):
    """What `không phát sinh` is: 0 of 0, a mean over 0, a count of 0."""
    return Fig(0, None if ind.kind == "count" else 0, False, illustrative)


def filled(ind, reported, rows, begins):
    """Sparse fields: a field without a row had nothing arising in each period, given or made, that its unit has for another field, not
    shorter than the field's finest length; a row that gives no figure, or was set aside, is one, so that the field is missing there.
    It is as illustrative as what it is concluded from [A17]."""
    fields = [key for key in reported if key is not OVERALL]
    if not ind.sparse or ind.kind == "score":
        return reported
    result = {key: dict(series) for key, series in reported.items()}
    there = {key: set_mask(list(reported[key]) + list(rows.get(key, ()))) for key in fields}
    finest = {key: min(p.length for p in reported[key]) for key in fields}
    for length in LENGTHS:
        made = {key: over_time(ind, result[key], begins) for key in fields}
        for key in fields:
            for other in fields if length >= finest[key] else ():
                for period, fig in made[other].items():
                    if period.length == length and not month_mask(period) & there[key] and period not in made[key]:
                        marked = fig.illustrative or (period in result[key] and result[key][period].illustrative)
                        result[key][period] = nothing_arising(ind, marked)
    return result


class Given:
    """What one unit gave of one indicator: by field and without one, over time, and its overall figures."""

    def __init__(self, site, ind, reported, rows, begins):
        self.ind = ind
        self.reported = filled(ind, reported, rows, begins)
        self.made = {key: over_time(ind, series, begins) for key, series in self.reported.items()}
        fields = [key for key in self.reported if key is not OVERALL]
        self.fields = sorted(fields, key=site.field_rank)
        self.since = {key: min(map(first_day, self.reported[key])) for key in fields}
        self.finest = {key: min(p.length for p in self.reported[key]) for key in fields}
        self.overall, self.missing, self.memory = {}, {}, {}
        for period in {p for series in self.made.values() for p in series}:
            self.overall[period], self.missing[period] = self.overall_at(period)

    def missing_at(self, period):
        """The unit's fields that have no figure for a period: each from its first period on, at the finest length in which it was given.
        One that began within the period is missing in it, for its figures would be lost [A3]."""
        return tuple(
            key
            for key in self.fields
            if last_day(period) >= self.since[key] and period.length >= self.finest[key] and period not in self.made[key]
        )

    def overall_at(self, period):
        """The overall figure of a period and the fields that it lacks: the row without a field (reported or made) whatever fields are
        missing, else none where one is, else the pool of the fields that can be pooled; None where all of those are bare."""
        fieldless = self.made.get(OVERALL, {}).get(period)
        if fieldless is not None:
            return fieldless, ()
        missing = self.missing_at(period)
        if missing:
            return None, missing
        of = [self.made[k][period] for k in self.fields if period in self.made[k] and not self.made[k][period].bare]
        return pool(of) if of else None, ()

    def can_pool_some(self, period):
        """Whether any field given for a period can be pooled."""
        return any(period in self.reported[k] and not self.reported[k][period].bare for k in self.fields)

    def cumulative(self, key, allowed):
        """The cumulative figure over a set of months, overall or of a field."""
        if (key, allowed) not in self.memory:
            of = self.overall_cumulative(allowed) if key is OVERALL else cumulative_of(self.ind, self.within(key, allowed))
            self.memory[key, allowed] = of
        return self.memory[key, allowed]

    def within(self, key, allowed):
        """The reported figures that lie wholly in a set of months."""
        return {p: f for p, f in self.reported.get(key, {}).items() if not month_mask(p) & ~allowed}

    def overall_cumulative(self, allowed):
        """Overall rows for the days that they cover, the fields' figures for the other days; bare rows are in no sum, and their days are
        not other days [A4]."""
        rows = cumulative_of(self.ind, self.within(OVERALL, allowed))
        said = (rows.went if can_be_pooled(rows) else 0) | rows.bare
        by_field = {key: cumulative_of(self.ind, self.within(key, allowed & ~said)) for key in self.fields}
        fig = pool_beside(self.ind, rows, by_field.values())
        complete = self.complete_months(by_field, can_be_pooled(rows))
        gave = rows.gave or any(c.gave for c in by_field.values())
        if fig is None:
            return rows._replace(covered=rows.covered if rows.gave else complete, gave=gave)
        of = [c for c in [rows, *by_field.values()] if can_be_pooled(c)]
        went, last = or_all(c.went for c in of), max(c.last for c in of)
        covered = complete | (rows.covered if can_be_pooled(rows) else 0)
        return Cum(fig, went, covered, rows.bare, last, gave, self.missing_in(by_field))

    def complete_months(self, by_field, beside_rows):
        """The months that are in the cumulative figure and for which all of the unit's fields that had begun were given, be it bare. Where
        nothing can be pooled, of no overall rows beside them either, those given bare [A5]."""
        pooled = [c.went for c in by_field.values() if can_be_pooled(c)]
        whole = or_all(pooled if pooled or beside_rows else [c.covered for c in by_field.values()])
        for key, cum in by_field.items():
            whole &= cum.covered | cum.bare | before(self.since[key])
        return whole

    def missing_in(self, by_field):
        """The fields missing in any period of a cumulative figure, given or made, of which they leave a month uncovered [A18]."""
        pooled = {key: cum.went if can_be_pooled(cum) else 0 for key, cum in by_field.items()}
        there, lacking = or_all(pooled.values()), set()
        for period, missing in self.missing.items():
            if not month_mask(period) & ~there:
                lacking |= {k for k in missing if month_mask(period) & ~before(self.since[k]) & ~pooled[k]}
        return tuple(key for key in self.fields if key in lacking)


@functools.lru_cache(None)
def before(day):
    """The months that begin before a day as a set of bits."""
    return mask_of_days(None, day - dt.timedelta(days=1))


# ---------------------------------------------------------------------------------------------------------- status


def figure_keys(ind, fig):
    """The keys of the kind. A bare value has no numerator, denominator or sample [A11]."""
    value = value_of(ind, fig)
    if ind.kind == "ratio":
        whole = fig is not None and not fig.bare
        return {"numerator": fig.a if whole else None, "denominator": fig.b if whole else None, "value": value}
    if ind.kind == "mean":
        return {"value": value, "sample": fig.b if fig is not None and not fig.bare else None}
    return {"value": value}


def small(ind, fig):
    """Below min_sample: a smaller denominator or sample. A bare value has none [A13]."""
    return ind.min_sample is not None and ind.kind in ("ratio", "mean") and not fig.bare and fig.b < ind.min_sample


def meets(target, value):
    """Whether a value stands on the right side of the target; a range is met from its lower end on."""
    operator, bound = target[0], target[1]
    if operator == ">":
        return value > bound
    if operator in (">=", ".."):
        return value >= bound
    return value < bound if operator == "<" else value <= bound


def status_of(ind, value):
    """met, near (missed by no more than `near`), missed. Exactly 90 does not meet > 90."""
    if meets(ind.target, value):
        return "met"
    return "near" if abs(value - ind.target[1]) <= ind.near else "missed"


# ---------------------------------------------------------------------------------------------------------- sampling


class Wilson(NamedTuple):
    """The interval centre ± √square, exact but for the root, in the indicator's unit."""

    centre: Fraction
    square: Fraction

    @functools.lru_cache(200_000)
    def floats(self):
        """Low and high end as doubles, from an integer root with 40 digits."""
        scale = 10**40
        root = Fraction(isqrt_fraction(self.square, scale), scale)
        return float(self.centre - root), float(self.centre + root)

    def low_meets(self, target):
        """Whether the low end meets the target, exactly."""
        return self.end_meets(target, -1)

    def high_meets(self, target):
        """Whether the high end meets the target, exactly."""
        return self.end_meets(target, +1)

    def end_meets(self, target, sign):
        """Compares centre + sign·√square with the target's bound by squares."""
        difference = self.centre - target[1]  # the end is above the bound iff difference + sign·√square > 0
        if difference == 0:
            above = sign if self.square else 0
        elif (difference > 0) == (sign > 0):
            above = sign
        else:
            larger = difference * difference - self.square
            above = 0 if larger == 0 else (-sign if larger > 0 else sign)
        return meets((target[0], 0), above)


def isqrt_fraction(fraction, scale):
    """floor(√fraction · scale)."""
    return math.isqrt(fraction.numerator * scale * scale // fraction.denominator)


def wilson(ind, fig):
    """Sampling: the Wilson interval of a ratio with z = 1.959964; none without a denominator, or for a ratio above 1 [A15]."""
    if fig is None or fig.bare or fig.b == 0 or fig.a > fig.b or fig.a < 0:
        return None
    return wilson_of(Fraction(fig.a), Fraction(fig.b), 100 if ind.percent else 1)


@functools.lru_cache(200_000)
def wilson_of(k, n, unit):
    """The interval of k of n: centre (k + z²/2)/(n + z²), half width z·√(k(n−k)/n + z²/4)/(n + z²)."""
    wide = n + Z * Z
    return Wilson((k + Z * Z / 2) / wide * unit, Z * Z * (k * (n - k) / n + Z * Z / 4) * (unit / wide) ** 2)


def certain_of(ind, fig):
    """True when the whole interval is on one side of the target (a range: of its lower end); None without an interval."""
    interval = wilson(ind, fig)
    if interval is None:
        return None
    return interval.low_meets(ind.target) == interval.high_meets(ind.target)
