#!/usr/bin/env python3
"""Builds a campaign of twelve thousand units and holds its pages to what readers can carry.

    tests/large/hold.py BINARY GENERATOR        the program, and the example large_campaign

No page is heavier than 300 kB or has more than 5,000 elements, every link leads to something, and from each list a reader reaches every unit
in three steps.
"""

import os
import re
import subprocess
import sys
import tempfile
from posixpath import dirname, join, normpath

MOST_BYTES, MOST_ELEMENTS, STEPS = 300_000, 5_000, 3
NOW = "2026-01-31T08:00:00+07:00"
LISTS = ["don-vi/index.html", "xep-hang.html", "chi-tieu/dung-han.html", "chi-tieu/so-ngay.html", "du-lieu/tinh-hinh-bao-cao.html"]

ELEMENT = re.compile(rb"<[a-zA-Z]")
LINK = re.compile(rb'<a [^>]*?href="([^"#]+)')


def pages_of(out):
    """Every page: its path, size, number of elements and links within the site."""
    for folder, _, names in os.walk(out):
        for name in names:
            if not name.endswith(".html"):
                continue
            with open(os.path.join(folder, name), "rb") as file:
                html = file.read()
            path = os.path.relpath(os.path.join(folder, name), out).replace(os.sep, "/")
            hrefs = {href.decode() for href in LINK.findall(html)}
            links = {normpath(join(dirname(path), href)) for href in hrefs if not re.match(r"[a-z]+:|/", href)}
            yield path, len(html), len(ELEMENT.findall(html)), links


def faults(out, units):
    """What is wrong with the pages of a site."""
    links = {}
    for path, size, elements, to in pages_of(out):
        links[path] = to
        if size > MOST_BYTES or elements > MOST_ELEMENTS:
            yield f"{path}: {size} bytes, {elements} elements"
        # 404.html stands anywhere.
        yield from (f"{path}: no {link}" for link in sorted(to) if path != "404.html" and not os.path.exists(os.path.join(out, link)))
    for start in LISTS:
        found = {start}
        for _ in range(STEPS):
            found |= {link for path in found for link in links.get(path, ())}
        lost = [unit for unit in units if f"don-vi/{unit}.html" not in found]
        if lost:
            yield f"{start}: {len(lost)} units are more than {STEPS} steps away, such as {lost[0]}"


def make(binary, generator, work, count, group):
    """A site of so many units, the group of whose wards and districts is this one where one is given; and what units it has."""
    site, out = os.path.join(work, f"site-{count}"), os.path.join(work, f"out-{count}")
    options = ["--units", str(count), "--rows", str(25 * count), "--announcements", "300", "--initiatives", "300"]
    subprocess.run([generator, "--out", site, *options], check=True, stdout=subprocess.DEVNULL)
    register = os.path.join(site, "data", "units.csv")
    with open(register, encoding="utf-8") as file:
        lines = [line.split(",") for line in file.read().splitlines()]
    if group is not None:
        with open(register, "w", encoding="utf-8") as file:
            file.writelines(",".join([*line[:4], line[4] if at == 0 else group, *line[5:]]) + "\n" for at, line in enumerate(lines))
    command = [binary, "build", "--root", site, "--out", out, "--now", NOW]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    # The root is no unit of a ranking.
    return out, [line[0] for line in lines[2:]]


def main(binary, generator):
    """Tells what is wrong; gives the number of the exit."""
    told = []
    # As it is made, a block a district; and with one block of all wards, below many districts.
    for count, group in [(12_000, None), (3_000, "")]:
        with tempfile.TemporaryDirectory() as work:
            wrong = list(faults(*make(binary, generator, work, count, group)))
        print(f"{count} units: {len(wrong)} faults")
        told += [f"{count} units: {fault}" for fault in wrong]
    print("\n".join(told[:40]))
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main(*map(os.path.abspath, sys.argv[1:3])))
