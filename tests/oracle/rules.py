"""The rules of single figures: value, pooling, time, fields, status, sampling. Pure functions on exact numbers."""

import functools
import math
from fractions import Fraction
from typing import NamedTuple, Optional

from periods import HALF, NINE, QUARTER, YEAR, Period, days, first_day, last_day, month_mask, parts
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


def over_time(ind, reported):
    """Over time: the reported figure of a period where there is one, else made of its largest complete parts, only where
    every part is there; a bare part cannot go into a sum, so nothing is made of it."""
    figures = dict(reported)
    if not reported or ind.kind == "score":
        return figures
    years = {p.year for p in reported}
    for length, count in ((QUARTER, 4), (HALF, 2), (NINE, 1), (YEAR, 1)):
        for year in years:
            for nth in range(1, count + 1):
                period = Period(length, year, nth)
                if period in figures:
                    continue
                of = parts(period)
                if all(p in figures and not figures[p].bare for p in of):
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
    """A cumulative figure: what it is (if it is), the months that went into it, the months covered (the same; without a
    figure those of the bare periods), the set's days, and whether anything was given at all."""

    fig: Optional[Fig]
    went: int
    covered: int
    days: int
    gave: bool


GIVEN = Fig(None, None, True, False)  # something was given that makes no overall figure: bare fields only
NO_CUM = Cum(None, 0, 0, 0, False)


def cumulative_of(ind, figures):
    """The cumulative figure of one series of reported periods, all within the campaign: the pool of the best set of those
    that can be pooled; where none can, the only one of the best set, and nothing where that has several [A5]."""
    if not figures:
        return NO_CUM
    poolable = best_set(tuple(sorted(p for p, f in figures.items() if not f.bare)))
    bare = best_set(tuple(sorted(p for p, f in figures.items() if f.bare)))
    if poolable:
        went = set_mask(poolable)
        return Cum(pool_over_time(ind, {p: figures[p] for p in poolable}), went, went, set_days(poolable), True)
    covered = set_mask(bare)
    if len(bare) == 1 and figures[bare[0]] != GIVEN:
        return Cum(figures[bare[0]], covered, covered, set_days(bare), True)
    return Cum(None, 0, covered, set_days(bare), True)


def within_campaign(site, period):
    """First and last day lie in the campaign's days."""
    return site.starts <= first_day(period) and last_day(period) <= site.ends


# ---------------------------------------------------------------------------------------------------------- fields


def overall_by_period(made):
    """Fields: the overall figure of a period is the row without a field (reported or made) where there is one, else the pool
    of the fields that have a figure then; None where all of those are bare (given, but no overall figure) [A3]."""
    overall = {}
    for period in {p for series in made.values() for p in series}:
        fieldless = made.get(OVERALL, {}).get(period)
        if fieldless is not None:
            overall[period] = fieldless
            continue
        of = [s[period] for k, s in made.items() if k is not OVERALL and period in s and not s[period].bare]
        overall[period] = pool(of) if of else None
    return overall


def overall_cumulative(site, ind, reported, overall, cums):
    """The overall cumulative figure: without rows that have no field, the pool of the fields' cumulatives. With them, theirs,
    however few days they cover [A4]."""
    fields = [c for k, c in cums.items() if k is not OVERALL and c.gave]
    rows = cums.get(OVERALL, NO_CUM)
    if not rows.gave:
        if not fields:
            return NO_CUM
        of = [c for c in fields if c.fig is not None and not c.fig.bare]
        if not of:
            return Cum(None, 0, or_all(c.covered for c in fields), 0, True)
        went = or_all(c.went for c in of)
        return Cum(pool([c.fig for c in of]), went, went, 0, True)
    return rows


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
