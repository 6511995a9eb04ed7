"""The CSV files: of units, of indicators, of the rows as they were read."""

import csv
import glob
import os
import re
from fractions import Fraction

from differences import Number, same, shortest
from periods import InputError, month_mask, parse_period, period_code
from tables import NUMBERS

FIGURES = "unit,unit_name,indicator,field,period,numerator,denominator,value,status,reported,expected,illustrative".split(",")
OBSERVATIONS = "indicator,unit,period,field,numerator,denominator,value,sample,note,file,row,illustrative".split(",")
NUMBER = r"-?\d+(\.\d+)?([eE][-+]?\d+)?"


def read_csv(diffs, path, header=FIGURES):
    """The rows of a CSV of the site: UTF-8 with a mark, comma, CRLF, the contract's header."""
    try:
        with open(path, "rb") as file:
            raw = file.read()
    except OSError as error:
        diffs.tell(path, "file", "a CSV file", str(error))
        return []
    if not raw.startswith(b"\xef\xbb\xbf"):
        diffs.tell(path, "mark", "EF BB BF", raw[:3])
    text = raw.decode("utf-8-sig")
    if re.search(r"(?<!\r)\n", text):
        diffs.tell(path, "line ends", "CRLF", "LF")
    rows = list(csv.reader(text.split("\r\n")))
    if not rows or rows[0] != header:
        diffs.tell(path, "header", header, rows[:1])
        return []
    return [dict(zip(header, r)) for r in rows[1:] if r]


def compare_row(diffs, where, ind, wanted, row):
    """One row against a POINT. A mean has no numerator; its denominator may be its sample."""
    problems = []
    for key in ("numerator", "denominator", "value"):
        number = wanted.get(key)
        if ind.kind == "mean" and key != "value" and (row[key] == "" or key == "denominator"):
            number = None if row[key] == "" else wanted["sample"]
        got = Number(row[key]) if re.fullmatch(NUMBER, row[key]) else row[key] or None
        if not same(number, got) or (isinstance(got, Number) and not shortest(got)):
            problems.append((key, number, got))
    if (wanted["status"] or "") != row["status"]:
        problems.append(("status", wanted["status"], row["status"]))
    for key in ("reported", "expected"):
        if row[key] != str(wanted.counts[key]) and not ("coverage" not in wanted and row[key] == ""):
            problems.append((key, wanted.counts[key], row[key]))
    if wanted.get("illustrative", False) != (row["illustrative"].lower() not in ("", "false", "0")):
        problems.append(("illustrative", wanted.get("illustrative", False), row["illustrative"]))
    diffs.compared += 1
    return problems


def row_points(calc, unit, field, period):
    """The POINTs that a row with this period may hold: a span of months or nothing is the cumulative one."""
    months = re.findall(r"\d{4}-\d{2}", period)
    if len(months) == 2 or not period:
        cumulative = calc.point_cumulative(unit, field)
        span = cumulative["period"]
        return [cumulative] if months == ([span["from"], span["to"]] if span else []) else []
    try:
        parsed = parse_period(period, calc.site.begins)
    except InputError:
        return []
    points = [calc.point_at(unit, field, parsed)]
    if calc.cum_totals[field][unit].went == month_mask(parsed):
        points.append(calc.point_cumulative(unit, field))
    return points


def compare_rows(diffs, figures, path, rows, unit_name):
    """Every row of a CSV; gives the (unit, indicator, field, period) that were there."""
    present = set()
    for row in rows:
        where = f"{path} {row['unit']} {row['indicator']} {row['field']} {row['period']}"
        calc = figures.by_code.get(row["indicator"])
        field = row["field"] or None
        if calc is not None and field is not None and field not in calc.totals:
            field = next((k for k in calc.field_keys if figures.site.field_names.get(k) == field), "?")
        unit = row["unit"] or None
        if calc is None or field == "?" or (unit is not None and unit not in figures.site.units):
            diffs.tell(where, "row", "a known indicator, field and unit", row)
            continue
        if unit is not None:
            diffs.check(where, "unit_name", unit_name(unit), row["unit_name"])
        points = row_points(calc, unit, field, row["period"])
        if not points:
            diffs.tell(where, "period", "one of this unit's", row["period"])
            continue
        problems = min((compare_row(diffs, where, calc.ind, p, row) for p in points), key=len)
        for key, wanted, got in problems:
            diffs.tell(where, key, wanted, got)
        present.add((unit, row["indicator"], field, row["period"]))
    return present


def csv_name(figures, unit):
    """A unit's name as a CSV shows it."""
    name = figures.site.units[unit]["name"]
    return "'" + name if name[:1] in ("=", "+", "-", "@", "\t") else name


def compare_unit_csv(diffs, figures, out, code, wanted):
    """du-lieu/don-vi/CODE.csv: every row right, every point of a series there."""
    path = f"don-vi/{code}.csv"
    rows = read_csv(diffs, os.path.join(out, "du-lieu", path))
    present = compare_rows(diffs, figures, path, rows, lambda u: csv_name(figures, u))
    for entry in wanted["indicators"]:
        of = {None: entry["series"], **{k: f["series"] for k, f in entry["fields"].items()}}
        for field, series in of.items():
            for point in series:
                if (code, entry["code"], field, point["period"]) not in present:
                    diffs.tell(path, f"row {entry['code']} {field} {point['period']}", "present", "absent")


def compare_indicator_csv(diffs, figures, out, code):
    """du-lieu/chi-tieu/CODE.csv: every row right, every unit with a figure there."""
    path = f"chi-tieu/{code}.csv"
    rows = read_csv(diffs, os.path.join(out, "du-lieu", path))
    present = {u for u, *_ in compare_rows(diffs, figures, path, rows, lambda u: csv_name(figures, u))}
    calc = figures.by_code[code]
    for unit in figures.site.units:
        if calc.cum_totals[None][unit].shown is not None and unit not in present:
            diffs.tell(path, f"rows of {unit}", "present", "absent")


# ---------------------------------------------------------------------------------------------------------- the rows as they were read


def compare_observations(diffs, figures, out):
    """du-lieu/quan-sat.csv, or its years: every row that gave a figure or was set aside once, with exact numbers; a row without a figure may
    stand there, without any."""
    paths = sorted(glob.glob(os.path.join(out, "du-lieu", "quan-sat*.csv")))
    rows = [row for path in paths for row in read_csv(diffs, path, OBSERVATIONS)]
    printed = {(p.ind.code, p.file, str(p.row.line)): p for p in figures.site.printed}
    if figures.site.printed and not paths:
        diffs.tell("quan-sat.csv", "file", "present", "absent")
    for row in rows:
        where = f"quan-sat {row['indicator']} {row['file']}:{row['row']}"
        wanted = printed.pop((row["indicator"], row["file"], row["row"]), None)
        if wanted is None:
            diffs.tell(where, "row", "a row of the tables, once", row)
        else:
            compare_observation(diffs, where, wanted, row)
    for (code, file, line), wanted in printed.items():
        if wanted.fig is not None or wanted.reason is not None:
            diffs.tell(f"quan-sat {code} {file}:{line}", "row", "present", "absent")


def compare_observation(diffs, where, wanted, row):
    """One row as it was read: what it is of, its exact numbers, its note with marks and reason, whether it is illustrative."""
    for key, value in (("unit", wanted.unit), ("period", period_code(wanted.period)), ("field", wanted.field or "")):
        diffs.check(where, key, value, row[key])
    for key, number in printed_numbers(wanted).items():
        got = Fraction(row[key]) if re.fullmatch(NUMBER, row[key]) else row[key] or None
        diffs.compared += 1
        if got != number:
            diffs.tell(where, key, number, got)
    for text in noted(wanted):
        if text not in row["note"]:
            diffs.tell(where, "note", f"… {text} …", row["note"])
    diffs.check(where, "illustrative", "true" if wanted.illustrative else "false", row["illustrative"])


def noted(printed):
    """What the note of a row must hold: the reason where it is set aside, else the marks of its names and of the indicator's numbers."""
    if printed.reason is not None:
        return [printed.reason]
    columns = {"unit", "field", "period", *NUMBERS, *printed.ind.columns}
    return sorted(set().union(*(marks for column, marks in printed.row.marks.items() if column in columns)))


def printed_numbers(printed):
    """The numbers that a row gives of its indicator; nothing of one that is set aside."""
    fig, kind = printed.fig, printed.ind.kind
    numbers = dict.fromkeys(("numerator", "denominator", "value", "sample"))
    if fig is None:
        return numbers
    if fig.bare or kind == "count":
        return {**numbers, "value": fig.a}
    if kind == "ratio":
        return {**numbers, "numerator": fig.a, "denominator": fig.b}
    return {**numbers, "value": Fraction(fig.a) / fig.b if fig.b else None, "sample": fig.b}
