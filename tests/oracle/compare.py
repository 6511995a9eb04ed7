"""Compares the figures of a built site with the independent calculation of oracle.py.

    python3 compare.py SITE OUT --now 2019-10-05T08:00:00+07:00

Every POINT of du-lieu/don-vi/*.json and du-lieu/chi-tieu/*.json, every place of du-lieu/xep-hang.json, every row of the CSV files and of
du-lieu/quan-sat.csv, all of du-lieu/sang-kien.json, what each release changed, and the figures that the pages show in tables, charts and
sentences. Tells the first 50 differences, each with where it is and both values; exit code 1 if there is any. What may be either way is in AMBIGUITIES.md.
"""

import argparse
import os
import sys

import oracle
from compare_archive import archive_of, compare_archive
from compare_history import compare_history
from compare_pages import compare_pages
from compare_points import compare_triple
from compare_tables import compare_indicator_csv, compare_observations, compare_unit_csv
from differences import SHOWN, Differences, load
from printed import Printed
from reading import Site


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


def compare(root, out, now, count_printed=False):
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
    compare_observations(diffs, figures, out)
    compare_history(diffs, figures.site, out, oracle.clock(now))
    archive = archive_of(figures)
    compare_archive(diffs, figures, out, archive)
    printed = Printed(figures.site, archive) if count_printed else None
    compare_pages(diffs, figures, out, archive, printed)
    if printed is not None:
        printed.tell()
    return diffs


def main():
    """Compares and says how it went."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site")
    parser.add_argument("out")
    parser.add_argument("--now", required=True)
    parser.add_argument("--printed", action="store_true", help="also tell how many of the figures printed on pages are held")
    args = parser.parse_args()
    diffs = compare(args.site, args.out, args.now, args.printed)
    if diffs.found > SHOWN:
        print(f"… and {diffs.found - SHOWN} more")
    print(f"{diffs.compared} values compared, {diffs.found} differences")
    return 1 if diffs.found else 0


if __name__ == "__main__":
    sys.exit(main())
