"""Tables of figures, with what a folder's _defaults.toml says of them: rows as they were printed, less what is no data.

Only plain forms are read (see reading.py); every rule here is one sentence of the contract on tables.
"""

import csv
import fnmatch
import os
import tomllib
from typing import NamedTuple

from cells import NO_FIGURE, NOTHING, cell_number, folded
from spellings import period_of_parts

NUMBERS = ("numerator", "denominator", "value", "sample")
COLUMNS = {"indicator", "unit", "period", "field", "note", "source", *NUMBERS}
TOTALS = ("tổng", "cộng", "toàn")


class Row(NamedTuple):
    """A row of a table: its cells by column, the line it stands on, and the marks that were taken off them."""

    cells: dict
    line: int
    marks: dict


def read_folder_defaults(folder, defaults):
    """What holds for the tables of a folder and below, given what holds above it: the nearest file wins, key by key."""
    path = os.path.join(folder, "_defaults.toml")
    if not os.path.exists(path):
        return defaults
    with open(path, "rb") as file:
        return {**defaults, **tomllib.load(file)}


def read_table(path):
    """The rows of a plain table as dictionaries."""
    return [row.cells for row in read_lines(path)]


def read_lines(path):
    """The rows of a plain table with the lines that they stand on; empty ones are none."""
    rows = []
    with open(path, encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter="\t" if path.endswith(".tsv") else ",")
        header = [name.strip() for name in next(reader)]
        for cells in reader:
            if any(c.strip() for c in cells):
                rows.append(Row(dict(zip(header, cells)), reader.line_num, {}))
    return rows


def read_figures(path, defaults, counts, parents):
    """The rows of a table of figures that are data, by the settings of its folder. `counts` are the columns that indicators are made of;
    `parents` gives the superior of every unit."""
    settings = defaults.get("rows", {})
    patterns = [folded(p) for p in settings.get("skip", [])]
    above, rows = {}, []
    for row in read_lines(path):
        cells, taken = without_marks(row.cells, defaults.get("marks", []))
        first = next(iter(row.cells.values()))
        named = [folded(first), *(folded(cells[c]) for c in ("unit", "field") if c in cells)]
        unit = cells.get("unit", "").strip()
        if unit not in parents and is_no_data(named, patterns):
            above = {}
            continue
        for column in defaults.get("fill_down", []):
            if not cells[column].strip():
                cells[column] = above.get(column, "")
            above[column] = cells[column]
        for column, number in defaults.get("blank", {}).items():
            if column in cells and not cells[column].strip():
                cells[column] = str(number)
        fixed = {k: str(v) for k, v in defaults.items() if k in COLUMNS}
        if "Năm" in cells:
            cells["period"] = period_of_parts(cells)
        rows.append(Row({**fixed, **cells}, row.line, taken))
    if settings.get("parents") != "skip":
        return rows
    judged = [(r, judged_as_total(r, rows, counts, parents)) for r in rows]
    return [r for r, verdict in judged if not (verdict == "total" or (verdict == "zeros" and mostly_totals(r, judged)))]


def is_no_data(named, patterns):
    """A total line, or one that the folder says to skip; none that names a known unit is [A20]."""
    return any(fnmatch.fnmatchcase(n, p) for n in named for p in patterns) or any(n.startswith(TOTALS) for n in named)


def without_marks(cells, marks):
    """Marks are taken off numbers and names, and kept as the row's note. Gives the cells, and the marks of each column."""
    taken, result = {}, {}
    for column, text in cells.items():
        again = column != "note"
        while again:
            again = False
            for mark in marks:
                if text.rstrip().endswith(mark) and text.strip() != mark:
                    text, again = text.rstrip().removesuffix(mark).rstrip(), True
                    taken.setdefault(column, set()).add(mark)
        result[column] = text
    return result, taken


def judged_as_total(row, rows, counts, parents):
    """"total" where a row's every count is the sum of those of its unit's subordinates, two or more of which stand in the table beside it,
    "zeros" where those are zeros alone, "other" where one differs; None where there are no such rows [A20]."""
    unit = row.cells["unit"].strip()
    beside = [r for r in rows if parents.get(r.cells["unit"].strip()) == unit and same_place(row.cells, r.cells)]
    if len({r.cells["unit"] for r in beside}) < 2:
        return None
    counts = [c for c in row.cells if c in counts]
    sums = {c: [plain(r.cells[c]) for r in beside] for c in counts}
    given = [c for c in counts if plain(row.cells[c]) is not None or any(n is not None for n in sums[c])]
    if not all(None not in sums[c] and plain(row.cells[c]) == sum(sums[c]) for c in given):
        return "other"
    return "total" if any(plain(row.cells[c]) for c in given) else "zeros"


def mostly_totals(row, judged):
    """Whether more rows of a row's unit are totals than are none: then zeros are one too [A20]."""
    verdicts = [verdict for r, verdict in judged if r.cells["unit"].strip() == row.cells["unit"].strip()]
    return verdicts.count("total") > verdicts.count("other")


def same_place(one, other):
    """Whether two rows are of the same period and field (and indicator, in a long table)."""
    return all(one.get(c, "").strip() == other.get(c, "").strip() for c in ("period", "field", "indicator"))


def plain(text):
    """A cell's number as it is printed, None for none."""
    number = cell_number(text)
    return 0 if number == NOTHING else number


def no_figure_of(defaults):
    """The cells that mean no figure in the tables of a folder."""
    return frozenset(folded(mark) for mark in defaults.get("no_figure", [])) | NO_FIGURE
