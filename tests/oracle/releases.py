"""What stood published after each release (`data/releases/`), and what changed from each to the next.

Of every state the figures are computed as those of today are: by today's units, indicators and targets, as of the release's day.
"""

import copy
import csv
import datetime as dt
import os
import tomllib
from collections import defaultdict
from typing import NamedTuple, Optional

import oracle
from cells import decimal
from periods import InputError, month_mask, parse_period, period_code
from reading import OVERALL, figure_of_cells
from rules import value_of
from tables import NUMBERS

COLUMNS = ["indicator", "unit", "period", "field", *NUMBERS]
NAMED = 160  # a note that is longer stands once, and the figures lead to it


class Release(NamedTuple):
    """The figures that one release gives: by key, None where one was withdrawn."""

    slug: str
    day: dt.date
    figures: dict
    note: Optional[str]


class Change(NamedTuple):
    """What a release changed, or what is in none yet."""

    slug: str
    figures: dict  # by key: old and new
    reasons: dict  # of those
    points: dict  # by unit, field, indicator and period (None: cumulative): old and new value
    moves: list  # (kind, indicator, unit, old, new)


def read_releases(site):
    """All releases of a site folder, the earliest first."""
    folder = os.path.join(site.root, "data", "releases")
    if not os.path.isdir(folder):
        return []
    with open(os.path.join(folder, "releases.toml"), "rb") as file:
        notes = {entry["name"]: entry.get("note") for entry in tomllib.load(file).get("release", [])}
    names = [name.removesuffix(".csv") for name in os.listdir(folder) if name.endswith(".csv")]
    order = lambda name: (name[:10], int(name[11:] or 1))
    return [read_release(site, folder, name, notes.get(name)) for name in sorted(names, key=order)]


def read_release(site, folder, name, note):
    """The figures of one release."""
    by_code, figures = {ind.code: ind for ind in site.indicators}, {}
    with open(os.path.join(folder, f"{name}.csv"), encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if rows.fieldnames != COLUMNS:
            raise InputError(f"{name}: {rows.fieldnames}")
        for row in rows:
            ind = by_code[row["indicator"]]
            begins = site.begins if "/" in row["period"] else 1
            key = ind.code, row["unit"], row["field"] or OVERALL, parse_period(row["period"], begins)
            cells = {column: decimal(row[column]) if row[column] else None for column in NUMBERS}
            figures[key] = figure_of_cells(ind, cells, False, True)
    return Release(name, dt.date.fromisoformat(name[:10]), figures, note)


class History:
    """The states of a site folder, one after the other, each compared with the one before."""

    def __init__(self, site, now, releases=None):
        self.site, self.now = site, now
        self.releases = read_releases(site) if releases is None else releases
        self.today = {
            (ind, unit, field, period): fig
            for ind, by_unit in site.observations.items()
            for unit, by_field in by_unit.items()
            for field, series in by_field.items()
            for period, fig in series.items()
        }
        self.changes = list(self.all_changes())

    def all_changes(self):
        """A change a release; at last what is in none yet, where there is anything."""
        stood, before = {}, None
        for release in self.releases:
            after = self.figures_of({**stood, **release.figures}, release.day)
            yield self.change(release.slug, stood, release.figures, before, after, release.note)
            stood, before = {**stood, **release.figures}, after
        if self.releases:
            now = {**{key: None for key in stood}, **self.today}
            changed = {key: fig for key, fig in now.items() if not alike(fig, stood.get(key))}
            if changed:
                after = oracle.Figures(self.site, self.now)
                yield self.change("chua-cong-bo", stood, changed, before, after, None)

    def figures_of(self, stood, day):
        """The figures that these reported ones make on a day."""
        site = copy.copy(self.site)
        site.observations = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))
        site.rows = defaultdict(lambda: defaultdict(lambda: defaultdict(set)))
        for (ind, unit, field, period), fig in stood.items():
            site.rows[ind][unit][field].add(period)
            if fig is not None:
                site.observations[ind][unit][field][period] = fig
        figures = oracle.Figures(site, day)
        figures.day = day
        return figures

    def change(self, slug, stood, given, before, after, note):
        """What changed where these figures came to those that stood."""
        figures = {
            key: (stood[key], fig) for key, fig in given.items() if stood.get(key) is not None and not alike(fig, stood[key])
        }
        reasons = {key: self.reason(key, fig, note) for key, (_, fig) in figures.items()}
        if before is None:
            return Change(slug, figures, reasons, {}, [])
        middle = self.figures_of({**stood, **{key: new for key, (_, new) in figures.items()}}, before.day) if figures else before
        return Change(slug, figures, reasons, changed_points(before, middle, after, figures), list(moves(before, after)))

    def reason(self, key, fig, note):
        """Why a figure is another: why it was set aside, else the note, else that none was given."""
        ind, unit, field, period = key
        for (_, *place), reason in self.site.excluded.items():
            if fig is None and place == [unit, ind, period_code(period), field]:
                return reason
        if note is not None:
            return note if len(note) <= NAMED else "xem ghi chú của lần công bố"
        return "không nêu lý do"


def alike(fig, other):
    """Whether two figures are the same but for being illustrative."""
    return (fig and fig[:3]) == (other and other[:3])


# ---------------------------------------------------------------------------------------------------------- moves


def moves(before, after):
    """Statuses and places that moved: none of an indicator that had no figure at all, no composite place where nobody had one."""
    for code, was in before.by_code.items():
        if not was.totals[OVERALL][None]:
            continue
        now = after.by_code[code]
        for unit in before.site.units:
            old, new = headline_status(was, unit), headline_status(now, unit)
            if old != new:
                yield "status", code, unit, old or "", new or ""
            yield from moved("place", code, unit, *(f.rankings[group_of(f, unit)][code][unit][0] for f in (before, after)))
    old, new = (composite_places(figures) for figures in (before, after))
    if any(old.values()):
        for unit in before.site.units:
            yield from moved("place", "", unit, old.get(unit), new.get(unit))


def moved(kind, code, unit, old, new):
    """A place that moved."""
    if old != new:
        yield kind, code, unit, str(old or ""), str(new or "")


def group_of(figures, unit):
    """The block of a unit."""
    return figures.site.units[unit]["group"] or figures.site.units[unit]["kind"]


def composite_places(figures):
    """The composite places of all units."""
    return {unit: place for group in figures.groups for unit, (place, _) in figures.composite(group).items()}


def headline_status(calc, unit):
    """How a unit's headline stands; no data where there is no latest period."""
    point = calc.latest_point(unit, OVERALL) if calc.ind.headline == "latest" else calc.point_cumulative(unit, OVERALL)
    return "no-data" if point is None else point["status"]


# ---------------------------------------------------------------------------------------------------------- points


def changed_points(before, middle, after, figures):
    """The figures made of others that changed because of revised ones: of each unit at or above such a one, and of the whole, those of the
    periods that stood published, overall and of the fields, and the cumulative headline as far as the revised ones alone moved it."""
    points = {}
    for code, was in before.by_code.items():
        causes = causes_of(before.site, code, figures)
        for unit, keys in causes.items():
            for field in {OVERALL, *(key[2] for key in keys)}:
                of = [key for key in keys if field in (OVERALL, key[2])]
                for period, old in values(was, unit, field).items():
                    overlapping = [key for key in of if month_mask(key[3]) & month_mask(period)]
                    new = values(after.by_code[code], unit, field).get(period)
                    if overlapping and old != new and not is_reported(before.site, unit, field, period, of):
                        points[code, unit, field, period] = old, new
            if was.ind.headline == "cumulative":
                old, new = (cumulative(figs.by_code[code], unit) for figs in (before, middle))
                if old[0] is not None and old[0] != new[0] and any(month_mask(key[3]) & old[1] for key in keys):
                    points[code, unit, OVERALL, None] = old[0], new[0]
    return points


def causes_of(site, code, figures):
    """By unit (None: the whole, which the only unit at the top is too): the changed figures at or below it."""
    causes = defaultdict(list)
    for key in figures:
        if key[0] != code:
            continue
        unit = key[1]
        while unit:
            if site.roots != [unit]:
                causes[unit].append(key)
            unit = site.units[unit]["parent"]
        causes[None].append(key)
    return causes


def values(calc, unit, field):
    """The values of a unit (None: the whole) by their periods."""
    totals = calc.totals.get(field, {}).get(unit, {})
    of = {period: value_of(calc.ind, total.shown) for period, total in totals.items()}
    return {period: value for period, value in of.items() if value is not None}


def cumulative(calc, unit):
    """The cumulative value, and the months from the first to the last that went in."""
    total = calc.cum_totals[OVERALL][unit]
    if total.shown is None:
        return None, 0
    went = total.shown_went
    low = went & -went
    return value_of(calc.ind, total.shown), (1 << went.bit_length()) - low


def is_reported(site, unit, field, period, keys):
    """Whether it is a reported figure itself, which is told as such."""
    return unit is not None and not site.children[unit] and any(key[1:] == (unit, field, period) for key in keys)
