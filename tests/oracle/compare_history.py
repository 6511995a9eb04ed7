"""What changed after publication: `du-lieu/thay-doi/*.csv` and the pages `thay-doi/*.html` against the calculation."""

import csv
import glob
import os
import re
from fractions import Fraction

from pages import read_page
from periods import period_code
from reading import OVERALL
from releases import History
from shown import check_shown, read_shown, written

HEADER = ["kind", "indicator", "unit", "period", "field", "old", "new", "reason"]


def compare_history(diffs, site, out, now):
    """Every change of every release, and none else."""
    history = History(site, now)
    wanted = {change.slug for change in history.changes}
    files = glob.glob(os.path.join(glob.escape(out), "du-lieu", "thay-doi", "*.csv"))
    diffs.check("thay-doi", "releases", sorted(wanted), sorted(os.path.basename(path).removesuffix(".csv") for path in files))
    for change in history.changes:
        compare_csv(diffs, site, change, os.path.join(out, "du-lieu", "thay-doi", f"{change.slug}.csv"))
        compare_points(diffs, site, change, out)
    return history


def compare_csv(diffs, site, change, path):
    """Figures, statuses and places, each once."""
    where = f"thay-doi/{change.slug}.csv"
    if not os.path.exists(path):
        return
    with open(path, encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    diffs.check(where, "header", HEADER, header)
    by_code = {ind.code: ind for ind in site.indicators}
    wanted = [
        ("figure", code, unit, period_code(period), field or "", *(told(by_code[code], fig) for fig in (old, new)), change.reasons[code, unit, field, period])
        for (code, unit, field, period), (old, new) in change.figures.items()
    ]
    wanted += [(kind, code, unit, "", "", old, new, "") for kind, code, unit, old, new in change.moves]
    got = sorted(map(tuple, rows))
    diffs.compared += len(wanted)
    for row in sorted(set(wanted) - set(got)):
        diffs.tell(where, ",".join(row), "present", "absent")
    for row in sorted(set(got) - set(wanted)):
        diffs.tell(where, ",".join(row), "absent", "present")
    if len(set(got)) != len(got):
        diffs.tell(where, "rows", "each once", len(got) - len(set(got)))


def told(ind, fig):
    """A figure as the file tells it: 9/10, 4.5 (30); nothing where there is none."""
    if fig is None:
        return ""
    if fig.bare or ind.kind == "count":
        return plain(fig.a)
    if ind.kind == "mean":
        text = f"{plain(Fraction(fig.a) / fig.b if fig.b else 0)} ({plain(fig.b)})"
        return "'" + text if text.startswith("-") else text
    return f"{plain(fig.a)}/{plain(fig.b)}"


def plain(number):
    """A number with a point and no more decimals than it has."""
    return written(number).replace(".", "").replace(",", ".").replace("−", "-")


def compare_points(diffs, site, change, out):
    """The rows of figures made of others, on the pages of a release: each once, with the figures before and after."""
    where, by_code = f"thay-doi/{change.slug}", {ind.code: ind for ind in site.indicators}
    wanted = {row_id(change.slug, *key): (by_code[key[0]], *both) for key, both in change.points.items()}
    got = {}
    for path in pages_of(out, change.slug):
        for row in read_page(path).every("tr"):
            if (row.attrs.get("id") or "").endswith("..tong"):
                got[row.attrs["id"]] = [cell.own_text() for cell in row.every("td", "n")]
    diffs.check(where, "changed points", sorted(wanted), sorted(got))
    for row in wanted.keys() & got.keys():
        ind, old, new = wanted[row]
        cells = got[row]
        check_shown(diffs, f"{where} {row} old", ind, old, cells[0])
        check_shown(diffs, f"{where} {row} new", ind, new, cells[1])
        if new is not None and cells[0] == cells[1]:
            diffs.tell(where, f"{row}: figures that differ", "shown to differ", cells[0])
        check_change(diffs, f"{where} {row}", cells)


def row_id(slug, code, unit, field, period):
    """The id of the row of a figure made of others."""
    period = "luy-ke" if period is None else period_code(period).replace("/", "_")
    return f"{slug}.{code}.{unit or ''}.{period}{'' if field is OVERALL else '.' + field}..tong"


def pages_of(out, slug):
    """The pages of a release."""
    further = re.compile(re.escape(slug) + r"/trang-\d+\.html|" + re.escape(slug) + r"\.html")
    folder = os.path.join(out, "thay-doi")
    for path in glob.glob(os.path.join(glob.escape(folder), "**", "*.html"), recursive=True):
        if further.fullmatch(os.path.relpath(path, folder)):
            yield path


def check_change(diffs, where, cells):
    """The change that is shown lies between the figures that are shown."""
    old, new, change = (read_shown(cell.lstrip("+")) for cell in cells)
    if change is not None and old is not None and new is not None and new[0] - old[0] != change[0]:
        diffs.tell(where, "the change", f"{float(new[0] - old[0])}", cells[2])
