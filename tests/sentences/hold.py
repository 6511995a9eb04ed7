#!/usr/bin/env python3
"""Draws small campaigns, builds them, and holds every sentence of their pages against the independent calculation of tests/oracle.

    python3 hold.py BINARY COUNT [FIRST]        seeds FIRST to FIRST+COUNT; KEEP=DIR keeps the folders of a seed with faults
    python3 hold.py BINARY --site DIR --now 2019-10-15T08:00:00+07:00      one site folder

A sentence that is of no known form is a fault too: its form belongs in said.py, with the claim that holds it.
"""

import argparse
import contextlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "oracle")]

import campaigns
import compare
import oracle
from claims import Findings
from claims_changes import ChangeClaims
from compare_archive import archive_of
from forms import Forms
from listing import listed
from plain import PLAIN
from reading import Site
from said import FORMS

# What each release changed is held by tests/oracle.
SKIPPED = ("phuong-phap.html", "404.html", "du-lieu/index.html", "tim-kiem.html")
KEPT = {}


def forms_of(site, archive):
    """The forms with the names of a site; those of drawn campaigns are the same for all of them."""
    names = {
        "units of measure": {ind.unit for ind in site.indicators} - {"%"},
        "units": {n for u in site.units.values() for n in (u["name"], u["short_name"])} | {f"{u['name']}, {site.units[u['parent']]['name']}" for u in site.units.values() if u["parent"]},
        "blocks": set(site.kinds.values()) | {u["group"] for u in site.units.values()} | {u["kind"] for u in site.units.values() if u["kind"] not in site.kinds and not u["kind"].isascii()},
        "indicators": {ind.table["name"] for ind in site.indicators},
        "fields": set(site.field_names.values()) | {one["field"] for one in archive},
        "practices": {one["title"] for one in archive},
    }
    key = tuple(tuple(sorted(filter(None, of))) for of in names.values())
    if key not in KEPT:
        if len(KEPT) > 50:
            KEPT.clear()
        KEPT[key] = Forms(names, [*FORMS, *((form, None) for form in PLAIN)])
    return KEPT[key]


def held(root, out, now):
    """What is untrue on the pages of a built site, and how many claims were held."""
    findings = Findings()
    figures = oracle.Figures(Site(root), oracle.clock(now))
    figures.now = oracle.clock(now)
    figures.site.owed_by = owed_by(root)
    archive = archive_of(figures)
    forms = forms_of(figures.site, archive)
    for folder, _, names in sorted(os.walk(out)):
        for name in sorted(names):
            path = os.path.relpath(os.path.join(folder, name), out)
            if name.endswith(".html") and path not in SKIPPED and not path.startswith("thay-doi"):
                hold_page(findings, figures, out, path, archive, forms)
    return findings


def owed_by(root):
    """The kinds of unit that owe a practice."""
    import tomllib

    with open(os.path.join(root, "data", "campaign.toml"), "rb") as file:
        return tomllib.load(file).get("initiatives_owed_by", [])


def hold_page(findings, figures, out, path, archive, forms):
    """Every sentence of one page, and what its drawings show."""
    parts = path.removeprefix("nhung/").removeprefix("chu/").removesuffix(".html").split("/")
    unit = parts[1] if parts[0] == "don-vi" and parts[-1] in figures.site.units else None
    indicator = parts[1] if parts[0] == "chi-tieu" and parts[-1] in figures.by_code else None
    if parts[0] == "thong-bao" and "-cua-" in parts[-1]:
        indicator, unit = parts[-1].split("-cua-")
    page = ChangeClaims(findings, figures, out, path, unit, indicator, archive, forms)
    for node, text in listed(page.root):
        sentences = forms.parse(text)
        if sentences is None:
            findings.tell(f"{path} <{node.tag}>", "unknown sentence", "a form of said.py", text)
            continue
        for match, handler in sentences:
            if handler is not None:
                try:
                    getattr(page, handler)(node, match)
                except Exception as error:
                    findings.tell(f"{path} <{node.tag}> “{match[0]}”", handler, "a claim that can be held", repr(error))
    page.drawings()


def hold_seed(binary, seed, keep):
    """Builds the campaign of a seed and gives what is untrue of it."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as work:
        root, out = os.path.join(work, "s"), os.path.join(work, "o")
        now = campaigns.make(root, seed)
        faults, claims = hold_folder(binary, root, out, now)
        if faults and keep:
            shutil.copytree(work, os.path.join(keep, str(seed)), dirs_exist_ok=True)
        return faults, claims


def hold_folder(binary, root, out, now):
    """Builds a site folder and gives what is untrue of its pages, and how many claims were held."""
    built = subprocess.run([binary, "build", "--root", root, "--out", out, "--now", now, "--format", "json"], capture_output=True, text=True)
    if built.returncode:
        return [("build", "\n".join(line for line in built.stdout.splitlines() if '"error"' in line) + built.stderr)], 0
    findings = held(root, out, now)
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        diffs = compare.compare(root, out, now)
    return findings.all + [("oracle", line) for line in told.getvalue().splitlines()], findings.claims + diffs.compared


def main():
    """Holds one site folder, or as many campaigns as are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("count", type=int, nargs="?", default=300)
    parser.add_argument("first", type=int, nargs="?", default=0)
    parser.add_argument("--site")
    parser.add_argument("--now")
    args = parser.parse_args()
    wrong, claims, told, kinds = 0, 0, 0, Counter()
    seeds = [None] if args.site else range(args.first, args.first + args.count)
    for seed in seeds:
        if args.site:
            with tempfile.TemporaryDirectory() as work:
                faults, held_here = hold_folder(args.binary, args.site, os.path.join(work, "o"), args.now)
        else:
            faults, held_here = hold_seed(args.binary, seed, os.environ.get("KEEP"))
        claims += held_here
        wrong += bool(faults)
        for where, fault in faults:
            kinds[fault.partition(":")[0][:40]] += 1
            told += 1
            if told <= int(os.environ.get("SHOWN", 60)):
                print(f"{seed}: {where}: {fault}")
    print(f"{len(seeds)} campaigns, {claims} claims held, {sum(kinds.values())} faults in {wrong} campaigns")
    for kind, count in kinds.most_common(25):
        print(f"  {count} {kind}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
