"""Up the hierarchy: every unit with all below it, at each period and over the campaign; who owes, and who gave.

The rules that can be read in two ways, and the reading taken, are in AMBIGUITIES.md; `[A7]` in a docstring points there.
"""

import datetime as dt
from typing import NamedTuple, Optional

from periods import LENGTHS, days, first_day, last_day, mask_of_days, month_mask
from reading import OVERALL, Fig
from rules import NO_CUM, Given, best_set, can_be_pooled, or_all, pool, pool_beside


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


class Hierarchy:
    """The figures of one indicator of every unit with all below it, who owes and who gave."""

    def __init__(self, site, ind, now):
        self.site, self.ind, self.now = site, ind, now
        reported = site.observations.get(ind.code, {})
        self.reporters = reporters(site, ind, reported)
        self.field_keys = sorted({k for by_key in reported.values() for k in by_key if k is not OVERALL}, key=site.field_rank)
        self.debtors = {key: self.debtors_of(key, reported) for key in [OVERALL, *self.field_keys]}
        rows, begins = site.rows.get(ind.code, {}), site.year_starts(ind.code)
        self.given = {u: Given(site, ind, of, rows.get(u, {}), begins) for u, of in reported.items()}
        self.periods = sorted({p for given in self.given.values() for p in given.overall}, key=series_order)
        self.expected = {}
        self.totals = {key: self.up_periods(key) for key in [OVERALL, *self.field_keys]}
        self.latest = self.find_latest()
        self.campaign = mask_of_days(site.starts, site.ends)
        self.window = self.owed_window(reported)
        self.owed = {key: {u: self.window & mask_of_days(*site.valid[u]) if u in of else 0 for u in site.units} for key, of in self.debtors.items()}
        self.owing_months = {key: self.owing_months_of(owed) for key, owed in self.owed.items()}
        self.owing = self.owing_anything()
        self.cum_totals = {key: self.up_cumulative(key) for key in self.totals}

    def own_at(self, unit, key):
        """What one unit gave by itself, overall or of a field: period → figure, or None where there is no overall figure; and the periods
        in which fields are missing."""
        given = self.given.get(unit)
        if given is None:
            return {}, {}
        return (given.overall, given.missing) if key is OVERALL else (given.made.get(key, {}), {})

    def debtors_of(self, key, reported):
        """The units that owe a field: those that owe the indicator, of the kinds that ever gave the field or have given nothing at all [A21]."""
        if key is OVERALL:
            return self.reporters
        kind_of = lambda unit: self.site.units[unit]["kind"]
        given = {kind_of(u) for u, by_key in reported.items() if by_key}
        in_field = {kind_of(u) for u, by_key in reported.items() if by_key.get(key)}
        return {u for u in self.reporters if kind_of(u) in in_field or kind_of(u) not in given}

    def expected_at(self, key, period):
        """Coverage, expected: the units at or below each unit that owe a figure for this period, overall or of a field."""
        if (key, period) not in self.expected:
            count = self.expected[key, period] = {}
            for unit in self.site.postorder:
                count[unit] = sum(count[c] for c in self.site.children[unit]) + self.owes(unit, key, period)
            count[None] = sum(count[r] for r in self.site.roots)
        return self.expected[key, period]

    def owes(self, unit, key, period):
        """Whether a unit itself owes a figure for this period, overall or of a field."""
        return unit in self.debtors.get(key, self.reporters) and owes_period(self.site, unit, period)

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
                count = sum(t.reported for t in of) + (gave and self.owes(unit, key, period))
                some = gave or any(t.gave for t in of)
                here[period] = Tot(pooled, shown, self.expected_at(key, period)[unit] if full else count, some)
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
        return gave >= 1 and 2 * gave >= self.expected_at(OVERALL, period)[None]

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

    def owing_months_of(self, owed):
        """Expected of a cumulative point: units at or below that owe at least one month of the window; and the unit-months they owe."""
        units, months = {}, {}
        for unit in self.site.postorder:
            children = self.site.children[unit]
            units[unit] = sum(units[c] for c in children) + (owed[unit] != 0)
            months[unit] = sum(months[c] for c in children) + owed[unit].bit_count()
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
        months = sum(t.months for t in below) + (own.covered & self.owed[key][unit]).bit_count()
        reported = sum(t.reported for t in below) + (own.gave and self.owed[key][unit] != 0)
        last = max((t.last for t in [*of, own] if t.last is not None), default=None)
        shown, shown_went = (fig, went) if fig is not None else (own.fig, own.went)
        return CumTot(fig, went, shown, shown_went, reported, months, last, own.gave or any(t.gave for t in below))

    def cumulative_chosen(self, unit, key, allowed, everything):
        """`total`: chosen among the periods for which the unit has a total, its own figure where it has one, else the sum of its
        subordinates: own figures for the days of those periods that are its own, the subordinates' for the other days. Own
        figures count as full coverage [A7]."""
        own_days, closed = self.own_days(unit, key, allowed)
        own = self.given[unit].cumulative(key, own_days)
        rest = allowed & ~own_days & ~closed
        below = [self.cumulative_within(c, key, rest) for c in self.site.children[unit]]
        of = [t for t in below if t.fig is not None]
        fig = pool_beside(self.ind, own, [NO_CUM._replace(fig=t.fig, last=t.last) for t in of])
        if fig is None:
            own, of, below = everything, [], []
        stands = fig is None or can_be_pooled(own)
        went = or_all(t.went for t in of) | (own.went if can_be_pooled(own) else 0)
        covering = list(self.site.subtree(unit)) if stands else []
        months = sum(t.months for t in below) + sum((own.covered & self.owed[key][u]).bit_count() for u in covering)
        reported = sum(t.reported for t in below) + (everything.gave and self.owed[key][unit] != 0)
        last = max((t.last for t in [*of, own] if t.last is not None), default=None)
        shown, shown_went = (fig, went) if fig is not None else (own.fig, own.went)
        return CumTot(fig, went, shown, shown_went, self.owing_months[key][0][unit] if stands else reported, months, last, True)

    def own_days(self, unit, key, allowed):
        """The months of the own periods in the widest set of the periods for which the unit has a total that can be pooled: its own figure
        where it has one, else the sum below, else what there is of its fields; and the months of its bare ones that no sum below covers."""
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
        own, others = (or_all(month_mask(p) for p in chosen if candidates[p] is which) for which in (True, False))
        return own, bare & ~others


def series_order(period):
    """Ordered by last day, shorter first; of the same days the calendar's before those of a year that begins in another month [A16]."""
    return last_day(period), days(period), period.begins


def reporters(site, ind, reported):
    """Who owes: the units of the kinds that the indicator names, else those that ever reported."""
    if ind.reporters is not None:
        return {u for u, unit in site.units.items() if unit["kind"] in ind.reporters}
    return set(reported)
