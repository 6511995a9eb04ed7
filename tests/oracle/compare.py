"""Compares the figures of a built site with the independent calculation of oracle.py.

    python3 compare.py SITE OUT --now 2019-10-05T08:00:00+07:00

Every POINT of du-lieu/don-vi/*.json, du-lieu/chi-tieu/*.json and du-lieu/xep-hang.json, every row of their CSV, and every impact and
suggestion of du-lieu/sang-kien.json. Tells the first 50
differences, each with where it is and both values; exit code 1 if there is any. What may be either way is in AMBIGUITIES.md.
"""

import argparse
import csv
import json
import os
import re
import sys
from decimal import Decimal
from fractions import Fraction

import initiatives
import oracle
from periods import InputError, month_mask, parse_period
from reading import Site

CSV_HEADER = "unit,unit_name,indicator,field,period,numerator,denominator,value,status,reported,expected,illustrative".split(",")
KIND_KEYS = {
    "ratio": ("numerator", "denominator", "value"),
    "mean": ("value", "sample"),
    "count": ("value",),
    "score": ("value",),
}
SHOWN = int(os.environ.get("SHOWN", 50))


class Number:
    """A number of a JSON file with its digits as written."""

    def __init__(self, text):
        self.text = text
        self.value = float(text)

    def __repr__(self):
        return self.text


class Differences:
    """What was found; prints the first fifty."""

    def __init__(self):
        self.found = 0
        self.compared = 0

    def tell(self, where, what, wanted, got):
        """One difference."""
        self.found += 1
        if self.found <= SHOWN:
            print(f"{where}: {what}: expected {show(wanted)}, the site has {show(got)}")

    def check(self, where, what, wanted, got):
        """A value that must be equal."""
        self.compared += 1
        if not same(wanted, got):
            self.tell(where, what, wanted, got)
        elif isinstance(got, Number) and not shortest(got):
            self.tell(where, what + " (its form)", "the shortest decimal, integers without a point", got)


def show(value):
    """A value for people: exact fractions with their double."""
    if isinstance(value, Fraction) and value.denominator != 1:
        return f"{value} = {float(value)!r}"
    return str(value) if isinstance(value, (Fraction, Number)) else repr(value)


def same(wanted, got):
    """Equal: an exact number is its nearest double."""
    if isinstance(wanted, bool) or wanted is None or isinstance(wanted, str):
        return type(wanted) is type(got) and wanted == got
    if isinstance(wanted, (int, Fraction, float)):
        return isinstance(got, Number) and float(wanted) == got.value
    if isinstance(wanted, dict):
        return isinstance(got, dict) and wanted.keys() == got.keys() and all(same(v, got[k]) for k, v in wanted.items())
    if isinstance(wanted, list):
        return isinstance(got, list) and len(wanted) == len(got) and all(map(same, wanted, got))
    raise TypeError(wanted)


def shortest(number):
    """The shortest decimal of the nearest double, integers without a point."""
    if number.value.is_integer() and abs(number.value) < 1e15:
        return number.text == str(int(number.value))
    digits = Decimal(number.text).normalize().as_tuple().digits
    return len(digits) <= len(Decimal(repr(number.value)).normalize().as_tuple().digits)


def load(diffs, path):
    """A JSON file of the site, its numbers as written; None where there is none."""
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file, parse_int=Number, parse_float=Number)
    except (OSError, ValueError) as error:
        diffs.tell(path, "file", "a JSON file", str(error))
        return None


# ---------------------------------------------------------------------------------------------------------- points


def compare_point(diffs, where, ind, wanted, got):
    """One POINT: its values, the keys that must be there, and those that must not."""
    if wanted is None or not isinstance(got, dict):
        diffs.check(where, "point", wanted, got)
        return
    diffs.check(where, "period", wanted["period"], got.get("period", "absent"))
    compare_kind_keys(diffs, where, ind, wanted, got)
    diffs.check(where, "status", wanted["status"], got.get("status", "absent"))
    for key in ("coverage", "months", "missing_fields"):
        if key in wanted:
            diffs.check(where, key, wanted[key], got.get(key, "absent"))
        elif key in got:
            diffs.tell(where, key, "absent", got[key])
    compare_own(diffs, where, ind, wanted, got)
    compare_interval(diffs, where, wanted.get("interval"), got.get("interval"))
    diffs.check(where, "certain", wanted.get("certain"), got.get("certain"))
    compare_failing(diffs, where, wanted, got)
    diffs.check(where, "illustrative", wanted.get("illustrative", "absent"), got.get("illustrative", "absent"))
    known = {"period", "status", "coverage", "months", "own", "interval", "certain", "failing_fields", "missing_fields", "illustrative"}
    for key in got.keys() - known - set(KIND_KEYS[ind.kind]):
        diffs.tell(where, key, "absent", got[key])


def compare_kind_keys(diffs, where, ind, wanted, got):
    """The keys of the kind; what a bare value does not have may be null or absent."""
    bare = wanted["value"] is not None and any(wanted[k] is None for k in KIND_KEYS[ind.kind])
    for key in KIND_KEYS[ind.kind]:
        if bare and wanted[key] is None and key not in got:
            continue
        diffs.check(where, key, wanted[key], got.get(key, "absent"))


def compare_own(diffs, where, ind, wanted, got):
    """The own figure: none for the whole and for a unit without subordinates; of nulls for a superior that gave none."""
    own = got.get("own")
    if "own" not in wanted or not isinstance(own, dict):
        diffs.check(where, "own", wanted.get("own", "absent"), got.get("own", "absent"))
        return
    compare_kind_keys(diffs, f"{where} own", ind, wanted["own"], own)
    diffs.check(where, "own.missing_fields", wanted["own"].get("missing_fields", "absent"), own.get("missing_fields", "absent"))
    for key in own.keys() - set(KIND_KEYS[ind.kind]) - {"missing_fields"}:
        diffs.tell(where, f"own.{key}", "absent", own[key])


def compare_interval(diffs, where, wanted, got):
    """The interval, within 1e-9; absent or null where there is none."""
    if wanted is None or not isinstance(got, list) or len(got) != 2 or not all(isinstance(x, Number) for x in got):
        diffs.check(where, "interval", wanted, got)
    elif any(abs(w - g.value) > 1e-9 for w, g in zip(wanted, got)):
        diffs.tell(where, "interval", wanted, got)


def compare_failing(diffs, where, wanted, got):
    """failing_fields: [] when met; may be absent or null where no field was judged."""
    fields = wanted.get("failing_fields")
    if fields is None:
        if "failing_fields" in got:
            diffs.tell(where, "failing_fields", "absent", got["failing_fields"])
    elif fields or wanted["status"] == "met" or got.get("failing_fields") is not None:
        diffs.check(where, "failing_fields", fields, got.get("failing_fields", "absent"))


def compare_series(diffs, where, ind, wanted, got):
    """The same periods in the same order, each with the same figure."""
    if not isinstance(got, list) or [p["period"] for p in wanted] != [p.get("period") for p in got]:
        periods = [p.get("period") for p in got] if isinstance(got, list) else got
        diffs.tell(where, "series' periods", [p["period"] for p in wanted], periods)
        return
    for w, g in zip(wanted, got):
        compare_point(diffs, f"{where} {w['period']}", ind, w, g)


def compare_triple(diffs, where, ind, wanted, got):
    """cumulative, latest and series."""
    for key in ("cumulative", "latest"):
        compare_point(diffs, f"{where} {key}", ind, wanted[key], got.get(key, "absent"))
    if "series" in wanted:
        compare_series(diffs, f"{where} series", ind, wanted["series"], got.get("series"))


# ---------------------------------------------------------------------------------------------------------- files


def compare_unit(diffs, figures, out, code):
    """du-lieu/don-vi/CODE.json and .csv."""
    where = f"don-vi/{code}"
    wanted = figures.unit_json(code)
    got = load(diffs, os.path.join(out, "du-lieu", f"{where}.json"))
    if got is not None:
        for key in ("code", "name", "kind", "parent"):
            diffs.check(where, f"unit.{key}", wanted["unit"][key], got.get("unit", {}).get(key))
        given = figures.site.units[code]["group"]
        if given is not None or got["unit"].get("group") is not None:
            diffs.check(where, "unit.group", wanted["unit"]["group"], got["unit"].get("group"))
        listed = [i.get("code") for i in got.get("indicators", [])]
        diffs.check(where, "indicators", [i["code"] for i in wanted["indicators"]], listed)
        for w, g in zip(wanted["indicators"], got.get("indicators", [])):
            if w["code"] == g.get("code"):
                compare_entry(diffs, f"{where} {w['code']}", figures.by_code[w["code"]].ind, w, g)
    compare_unit_csv(diffs, figures, out, code, wanted)


def compare_entry(diffs, where, ind, wanted, got):
    """One indicator of a unit."""
    diffs.check(where, "target", wanted["target"], got.get("target"))
    diffs.check(where, "headline", wanted["headline"], got.get("headline", "absent"))
    diffs.check(where, "rank", wanted["rank"], got.get("rank", "absent"))
    diffs.check(where, "unranked", wanted.get("unranked"), got.get("unranked"))
    compare_triple(diffs, where, ind, wanted, got)
    fields = got.get("fields") or {}
    for key in fields.keys() - wanted["fields"].keys():
        diffs.tell(where, f"fields.{key}", "absent", "present")
    present = [k for k in wanted["fields"] if k in fields]
    diffs.check(where, "order of fields", present, [k for k in fields if k in wanted["fields"]])
    for key, w in wanted["fields"].items():
        if key in fields:
            diffs.check(f"{where} field {key}", "name", w["name"], fields[key].get("name", "absent"))
            compare_triple(diffs, f"{where} field {key}", ind, w, fields[key])
        elif w["series"]:
            diffs.tell(where, f"fields.{key}", "present", "absent")


def compare_indicator(diffs, figures, out, code):
    """du-lieu/chi-tieu/CODE.json and .csv."""
    where, ind = f"chi-tieu/{code}", figures.by_code[code].ind
    wanted = figures.indicator_json(code)
    got = load(diffs, os.path.join(out, "du-lieu", f"{where}.json"))
    if got is not None:
        for key, value in ind.table.items():
            diffs.check(where, f"indicator.{key}", value, got.get("indicator", {}).get(key, "absent"))
        compare_triple(diffs, f"{where} whole", ind, wanted["whole"], got.get("whole", {}))
        units = {u.get("unit"): u for u in got.get("units", [])}
        if len(units) != len(got.get("units", [])):
            diffs.tell(where, "units", "each once", len(got["units"]))
        for w in wanted["units"]:
            g = units.pop(w["unit"], None)
            if g is None:
                diffs.tell(where, f"units: {w['unit']}", "present", "absent")
                continue
            compare_triple(diffs, f"{where} {w['unit']}", ind, w, g)
        for code in units:
            diffs.tell(where, f"units: {code}", "absent", "present")
    compare_indicator_csv(diffs, figures, out, ind.code)


def compare_rankings(diffs, figures, out):
    """du-lieu/xep-hang.json."""
    got = load(diffs, os.path.join(out, "du-lieu", "xep-hang.json"))
    if got is None:
        return
    wanted = {g["group"]: g for g in figures.ranking_json()["groups"]}
    found = {g.get("group"): g for g in got.get("groups", [])}
    diffs.check("xep-hang", "groups", sorted(wanted), sorted(found))
    for group in wanted.keys() & found.keys():
        where, w, g = f"xep-hang {group}", wanted[group], found[group]
        compare_ranking(diffs, f"{where} composite", w["composite"], g.get("composite"), "score")
        diffs.check(where, "indicators", sorted(w["indicators"]), sorted(g.get("indicators", {})))
        for code in w["indicators"].keys() & g.get("indicators", {}).keys():
            compare_ranking(diffs, f"{where} {code}", w["indicators"][code], g["indicators"][code], "value")


def compare_ranking(diffs, where, wanted, got, name):
    """One ranking: those with a place in order, the others in any."""
    if not isinstance(got, list):
        diffs.tell(where, "ranking", wanted, got)
        return
    order = [r["unit"] for r in wanted if r["place"] is not None]
    diffs.check(where, "order", order, [r.get("unit") for r in got if r.get("place") is not None])
    rows = {r.get("unit"): r for r in got}
    if len(rows) != len(got):
        diffs.tell(where, "units", "each once", len(got))
    for w in wanted:
        g = rows.pop(w["unit"], {})
        diffs.check(f"{where} {w['unit']}", "place", w["place"], g.get("place", "absent"))
        second = "reason" if w["place"] is None else name
        diffs.check(f"{where} {w['unit']}", second, w[second], g.get(second, "absent"))
        for key in g.keys() - {"unit", "place", second}:
            diffs.tell(f"{where} {w['unit']}", key, "absent", g[key])
    for unit in rows:
        diffs.tell(where, f"unit {unit}", "absent", "present")


def compare_archive(diffs, figures, out):
    """du-lieu/sang-kien.json: the impacts and the suggestions of every initiative, in the order of the archive."""
    register = initiatives.read_initiatives(figures.site, figures.site.root)
    if not register:
        return
    got = load(diffs, os.path.join(out, "du-lieu", "sang-kien.json"))
    if got is None:
        return
    diffs.check("sang-kien", "initiatives", [i.id for i in register], [i.get("id") for i in got.get("initiatives", [])])
    found = {i.get("id"): i for i in got.get("initiatives", [])}
    for wanted in initiatives.archive_json(figures, register)["initiatives"]:
        where, entry = f"sang-kien {wanted['id']}", found.get(wanted["id"], {})
        compare_impacts(diffs, figures, where, wanted["impact"], entry.get("impact", "absent"))
        diffs.check(where, "suggested_to", wanted["suggested_to"], entry.get("suggested_to", "absent"))
        diffs.check(where, "suggested_further", wanted["suggested_further"], entry.get("suggested_further", "absent"))


def compare_impacts(diffs, figures, where, wanted, got):
    """The same impacts in the same order, each with the same keys."""
    of = [(i["unit"], i["indicator"]) for i in wanted]
    if not isinstance(got, list) or of != [(i.get("unit"), i.get("indicator")) for i in got]:
        diffs.tell(where, "impacts", of, [(i.get("unit"), i.get("indicator")) for i in got] if isinstance(got, list) else got)
        return
    for w, g in zip(wanted, got):
        here = f"{where} {w['unit']} {w['indicator']}"
        for key in ("k", "change", "block_change"):
            diffs.check(here, key, w[key], g.get(key, "absent"))
        diffs.check(here, "illustrative", w.get("illustrative", "absent"), g.get("illustrative", "absent"))
        for key in ("before", "after"):
            compare_point(diffs, f"{here} {key}", figures.by_code[w["indicator"]].ind, w[key], g.get(key, "absent"))
        for key in g.keys() - w.keys() - {"illustrative"}:
            diffs.tell(here, key, "absent", g[key])


# ---------------------------------------------------------------------------------------------------------- CSV


def read_csv(diffs, path):
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
    if not rows or rows[0] != CSV_HEADER:
        diffs.tell(path, "header", CSV_HEADER, rows[:1])
        return []
    return [dict(zip(CSV_HEADER, r)) for r in rows[1:] if r]


def compare_row(diffs, where, ind, wanted, row):
    """One row against a POINT. A mean has no numerator; its denominator may be its sample."""
    problems = []
    for key in ("numerator", "denominator", "value"):
        number = wanted.get(key)
        if ind.kind == "mean" and key != "value" and (row[key] == "" or key == "denominator"):
            number = None if row[key] == "" else wanted["sample"]
        got = Number(row[key]) if re.fullmatch(r"-?\d+(\.\d+)?([eE][-+]?\d+)?", row[key]) else row[key] or None
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


def compare(root, out, now):
    """Compares a built site with the calculation; gives the differences."""
    diffs = Differences()
    figures = oracle.Figures(Site(root), oracle.clock(now))
    for code in figures.site.units:
        compare_unit(diffs, figures, out, code)
    for code in figures.by_code:
        compare_indicator(diffs, figures, out, code)
    for folder, codes in (("don-vi", figures.site.units), ("chi-tieu", figures.by_code)):
        for name in sorted(os.listdir(os.path.join(out, "du-lieu", folder))):
            stem, end = os.path.splitext(name)
            if end in (".json", ".csv") and stem not in codes:
                diffs.tell(f"{folder}/{name}", "file", "absent", "present")
    compare_rankings(diffs, figures, out)
    compare_archive(diffs, figures, out)
    return diffs


def main():
    """Compares and says how it went."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site")
    parser.add_argument("out")
    parser.add_argument("--now", required=True)
    args = parser.parse_args()
    diffs = compare(args.site, args.out, args.now)
    if diffs.found > SHOWN:
        print(f"… and {diffs.found - SHOWN} more")
    print(f"{diffs.compared} values compared, {diffs.found} differences")
    return 1 if diffs.found else 0


if __name__ == "__main__":
    sys.exit(main())
