"""Writes the calculated figures as the built site would hold them.

    python3 writing.py SITE OUT --now 2019-10-05T08:00:00+07:00
"""

import argparse
import csv
import json
import os
from collections import defaultdict
from fractions import Fraction

from compare_tables import FIGURES, OBSERVATIONS, noted, printed_numbers
from initiatives import archive_json, read_initiatives
from oracle import Figures, clock
from periods import period_code
from reading import Site


def plain(value):
    """Exact numbers as a JSON document shows them: ints without a point, else the nearest double."""
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [plain(v) for v in value]
    if isinstance(value, Fraction):
        return plain(float(value))
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**63:
        return int(value)
    return value


def csv_row(site, unit, code, field, point):
    """One row of a CSV."""
    period, illustrative = point["period"], "true" if point.get("illustrative") else ""
    if isinstance(period, dict):
        period = f"{period['from']}..{period['to']}"
    numbers = [plain(point.get(k)) for k in ("numerator", "denominator", "value")]
    coverage = point.counts
    name = site.units[unit]["name"]
    return [unit, name, code, field, period, *numbers, point["status"], coverage["reported"], coverage["expected"], illustrative]


def write_csv(path, rows):
    """UTF-8 with a mark, comma, CRLF."""
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([FIGURES, *rows])


def write_tables(figures, out):
    """Writes the CSV files as the built site would hold them."""
    by_indicator = defaultdict(list)
    for code in figures.site.units:
        rows = []
        for entry in figures.unit_json(code)["indicators"]:
            here = [csv_row(figures.site, code, entry["code"], None, p) for p in [entry["cumulative"], *entry["series"]]]
            by_indicator[entry["code"]] += here
            rows += here
            for key, of in entry["fields"].items():
                rows += [csv_row(figures.site, code, entry["code"], key, p) for p in of["series"]]
        write_csv(os.path.join(out, "du-lieu", "don-vi", f"{code}.csv"), rows)
    for code in figures.by_code:
        write_csv(os.path.join(out, "du-lieu", "chi-tieu", f"{code}.csv"), by_indicator[code])


def write_observations(site, path):
    """Writes the rows as they were read."""
    rows = []
    for p in site.printed:
        if p.fig is None and p.reason is None:
            continue
        numbers = [plain(n) for n in printed_numbers(p).values()]
        note = "; ".join(noted(p))
        mark = "true" if p.illustrative else "false"
        rows.append([p.ind.code, p.unit, period_code(p.period), p.field, *numbers, note, p.file, p.row.line, mark])
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([OBSERVATIONS, *rows])


def write(figures, out):
    """Writes the JSON and CSV files as the built site would hold them."""
    for folder in ("don-vi", "chi-tieu"):
        os.makedirs(os.path.join(out, "du-lieu", folder), exist_ok=True)
    write_tables(figures, out)
    write_observations(figures.site, os.path.join(out, "du-lieu", "quan-sat.csv"))

    def dump(path, document):
        with open(os.path.join(out, "du-lieu", path), "w", encoding="utf-8") as file:
            json.dump(plain(document), file, ensure_ascii=False)

    for code in figures.site.units:
        dump(f"don-vi/{code}.json", figures.unit_json(code))
    for code in figures.by_code:
        dump(f"chi-tieu/{code}.json", figures.indicator_json(code))
    dump("xep-hang.json", figures.ranking_json())
    initiatives = read_initiatives(figures.site, figures.site.root)
    if initiatives:
        dump("sang-kien.json", archive_json(figures, initiatives))


def main():
    """Writes all figures of a site folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site")
    parser.add_argument("out")
    parser.add_argument("--now", required=True)
    args = parser.parse_args()
    write(Figures(Site(args.site), clock(args.now)), args.out)


if __name__ == "__main__":
    main()
