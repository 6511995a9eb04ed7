"""du-lieu/sang-kien.json: what was given of every initiative, its impacts and its suggestions."""

import os

from compare_points import compare_point
from differences import load
from initiatives import archive_json, read_initiatives


def archive_of(figures):
    """What is to be said of every initiative, in the order of the archive."""
    return archive_json(figures, read_initiatives(figures.site, figures.site.root))["initiatives"]


def compare_archive(diffs, figures, out, archive):
    """du-lieu/sang-kien.json: the impacts and the suggestions of every initiative."""
    if not archive:
        return
    got = load(diffs, os.path.join(out, "du-lieu", "sang-kien.json"))
    if got is None:
        return
    diffs.check("sang-kien", "initiatives", [i["id"] for i in archive], [i.get("id") for i in got.get("initiatives", [])])
    found = {i.get("id"): i for i in got.get("initiatives", [])}
    for wanted in archive:
        where, entry = f"sang-kien {wanted['id']}", found.get(wanted["id"], {})
        compare_impacts(diffs, figures, where, wanted["impact"], entry.get("impact", "absent"))
        for key in wanted.keys() - {"impact"}:
            value = wanted[key]
            diffs.check(where, key, value, entry.get(key, "absent"))
        for key in entry.keys() - wanted.keys() - {"attachments"}:  # Those are a page's own, which is not read here.
            diffs.tell(where, key, "absent", entry[key])


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
