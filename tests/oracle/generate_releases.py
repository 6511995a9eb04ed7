"""Releases of a generated site folder, as the program would have recorded them of earlier states of its figures.

From the figures of today back: at each release some were not there yet, some were others, some that are not there now stood published.
"""

import datetime as dt
import os
import random
from fractions import Fraction

from generate_tables import toml_value, write_text
from periods import last_day, period_code
from reading import OVERALL, Site
from releases import COLUMNS, alike
from shown import written

LATE, OTHER, GONE = 0.08, 0.05, 0.02


def write_releases(root, now, seed):
    """Up to four releases, the last of them of today or before; some folders have none."""
    rng = random.Random(f"releases of {seed}")
    count = rng.choice([0, 1, 2, 3, 4])
    if count == 0:
        return
    site = Site(root)
    begin = min(site.starts, now - dt.timedelta(days=count))
    span = (now - begin).days
    days = sorted(begin + dt.timedelta(days=rng.randint(span // 3, span)) for _ in range(count))
    stood, entries, same_day = {}, [], {}
    for day in days:
        number = same_day[day] = same_day.get(day, 0) + 1
        name = f"{day}" + (f"-{number}" if number > 1 else "")
        state = state_at(rng, site, day, stood)
        write_release(site, os.path.join(root, "data", "releases", f"{name}.csv"), stood, state)
        stood = state
        entry = {"name": name}
        if rng.random() < 0.6:
            entry["note"] = rng.choice(["Bổ sung báo cáo tháng trước", "Sửa theo \"biên bản\" đối chiếu", "Kể dài. " * 30])
            entry["note"] = entry["note"].strip()
        entries.append("[[release]]\n" + "".join(f"{k} = {toml_value(v)}\n" for k, v in entry.items()))
    write_text(os.path.join(root, "data", "releases", "releases.toml"), "\n".join(entries))


def state_at(rng, site, day, before):
    """The figures that stood published after a release: by key, with the indicator's kind."""
    state = {}
    for ind in site.indicators:
        for unit, by_field in site.observations.get(ind.code, {}).items():
            for field, series in by_field.items():
                for period, fig in series.items():
                    key = ind.code, unit, field, period
                    is_there = key in before and rng.random() > GONE or last_day(period) <= day and rng.random() > LATE
                    if is_there:
                        old = before.get(key, fig)
                        state[key] = other(rng, ind, fig) if rng.random() < OTHER else rng.choice([fig, fig, old])
    for row in site.printed:
        if row.reason is not None and row.field in site.observations.get(row.ind.code, {}).get(row.unit, {}):
            key = row.ind.code, row.unit, row.field, row.period
            near = next(iter(site.observations[row.ind.code][row.unit][row.field].values()))
            if key not in state and last_day(row.period) <= day and rng.random() < 0.7:
                state[key] = before.get(key, near)
    return state


def other(rng, ind, fig):
    """Another figure of the same form."""
    step = rng.choice([1, 1, 2])
    if fig.bare or fig.b is None:
        is_high = ind.kind == "ratio" and ind.percent and fig.a + step > 100
        return fig._replace(a=fig.a - step if is_high else fig.a + step)
    if ind.kind == "mean":
        return fig._replace(a=fig.a + step * fig.b)
    return fig._replace(a=fig.a - step) if fig.a >= step else fig._replace(b=fig.b + step)


def write_release(site, path, before, after):
    """What is new, other or withdrawn, sorted."""
    kinds = {ind.code: ind.kind for ind in site.indicators}
    lines = []
    for key in {*before, *after}:
        old, new = before.get(key), after.get(key)
        if old is None or not alike(old, new):
            code, unit, field, period = key
            lines.append([code, unit, period_code(period), "" if field is OVERALL else field, *cells(kinds[code], new)])
    text = "".join(",".join(line) + "\n" for line in [COLUMNS, *sorted(lines)])
    write_text(path, text)


def cells(kind, fig):
    """The four numbers of a figure; empty where it was withdrawn."""
    if fig is None:
        return [""] * 4
    if fig.bare or fig.b is None:
        return ["", "", plain(fig.a), ""]
    if kind == "mean":
        return ["", "", plain(Fraction(fig.a) / fig.b if fig.b else 0), plain(fig.b)]
    return [plain(fig.a), plain(fig.b), "", ""]


def plain(number):
    """A number with a point and no more decimals than it has."""
    return written(number).replace(".", "").replace(",", ".").replace("−", "-")
