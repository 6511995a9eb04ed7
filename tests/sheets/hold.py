#!/usr/bin/env python3
"""Holds the program against drawn sheets: every figure on a site is the one that its sheet was drawn from, or the build is refused.

    tests/sheets/hold.py THIDUA [SHEETS [FIRST]]       e.g. tests/sheets/hold.py target/release/thidua 20000
    KEEP=DIR keeps the site folders of those that are wrong; TELL=1 says what was refused, by layout and code
"""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import campaign
import layouts
from grid import csv_text, html_text, write_xlsx

NOW = "2019-12-05T00:00:00+07:00"
COLUMN = re.compile(r'^"[^"\n]+" = "[a-z_, -]*"$', re.M)
KEY = re.compile(r'^(?:fill_down|marks|no_figure|scale|across|value|parents|skip) = .+$', re.M)
# So often are the lines pasted that messages advise.
PASTES = 3


def write_site(root, drawn, pasted=()):
    data = root / "data"
    observations = data / "observations"
    observations.mkdir(parents=True, exist_ok=True)
    campaign.write(data, drawn.without, drawn.reported)
    (observations / "_defaults.toml").write_text(drawn.defaults(pasted), encoding="utf-8")
    path = observations / drawn.name
    path.parent.mkdir(exist_ok=True)
    if drawn.is_csv:
        lines = [list(row) for row in drawn.grids[0].rows()]
        text = csv_text(drawn.grids[0], drawn.separator)
        if drawn.slip:
            drawn.slip(lines)
            text = "".join(drawn.separator.join(line) + "\r\n" for line in lines)
        path.with_name(f"{path.name}.csv").write_text(text, encoding="utf-8-sig", newline="")
    elif drawn.is_html:
        path.with_name(f"{path.name}.xls").write_text(html_text(drawn.grids[0]), encoding="utf-8")
    else:
        write_xlsx(path.with_name(f"{path.name}.xlsx"), drawn.grids)
    for name, grids in drawn.others.items():
        path = observations / f"{name}.xlsx"
        path.parent.mkdir(exist_ok=True)
        write_xlsx(path, grids)


def run(tool, root, command):
    done = subprocess.run([tool, command, "--root", str(root), "--now", NOW, "--format", "json"], capture_output=True, text=True, timeout=120)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def pasted_lines(told):
    """The lines that messages give to paste, where they do not leave a choice."""
    texts = [one.get("help", "") for one in told if one["severity"] != "note"]
    return [line for text in texts for line in COLUMN.findall(text) + KEY.findall(text)]


def given(root):
    """Every figure that was read, by unit, field (or none), indicator and period."""
    found = {}
    with open(root / "public/du-lieu/quan-sat.csv", encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            first, second = row["numerator"] or row["value"], row["denominator"]
            if first:
                found[row["unit"], row["field"] or None, row["indicator"], row["period"]] = (float(first), float(second) if second else None)
    return found


def published(root):
    """Every figure of a month that a unit itself gave, by unit, field (or none), indicator and month."""
    found = {}
    for path in (root / "public/du-lieu/don-vi").glob("*.json"):
        page = json.loads(path.read_text(encoding="utf-8"))
        unit = page["unit"]["code"]
        for one in page["indicators"]:
            for field, part in [(None, one), *one.get("fields", {}).items()]:
                for point in part["series"]:
                    own = point.get("own", point)
                    first, second = own.get("numerator", own.get("value")), own.get("denominator")
                    first = own.get("value") if first is None else first
                    if first is not None and re.fullmatch(r"\d{4}-\d\d", point["period"]):
                        found[unit, field, one["code"], point["period"]] = (first, second)
    return found


def held(tool, seed, keep):
    """What came of one sheet: a word for it, its features, the codes of errors (of what is told of one left out), and what is wrong."""
    drawn = layouts.draw(seed, os.environ.get("ONLY"))
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_site(root, drawn)
        pasted = []
        code, told = run(tool, root, "build")
        for _ in range(PASTES if drawn.takes_proposal else 0):
            before = len(pasted)
            pasted += [line for line in pasted_lines(told) if line not in pasted]
            if len(pasted) == before:
                break
            write_site(root, drawn, pasted)
            code, told = run(tool, root, "build")
        wrong, came = [], "right"
        if code not in (0, 1):
            wrong = [f"exit {code}"]
        elif code == 1:
            return "refused", drawn, codes(told, "error"), []
        else:
            wrong, is_partial = differences(drawn, root, told)
            came = "partial" if is_partial else came
        if wrong and keep:
            shutil.copytree(root, Path(keep) / str(seed), dirs_exist_ok=True)
        return "wrong" if wrong else came, drawn, codes(told, "warning") if came == "partial" else Counter(), wrong


def codes(told, severity):
    return Counter({one["code"] for one in told if one["severity"] == severity})


def differences(drawn, root, told):
    """What a site says otherwise than its sheet, and whether something is left out that is told."""
    warned = codes(told, "warning")
    if any(code in warned for code in drawn.doubts):
        return [], False
    rows, found = ({key: figure for key, figure in all_.items() if key[3] != drawn.ignored} for all_ in (given(root), published(root)))
    read, expected = campaign.rows(drawn.truth), campaign.figures(drawn.truth)
    # A form may print the sum of a unit's fields.
    wrong = [f"row {key}: {rows[key]} for {read.get(key, 'nothing')}" for key in sorted(rows, key=str) if rows[key] not in (read.get(key), expected.get(key))]
    wrong += [f"{key}: {found[key]} for {expected.get(key, 'nothing')}" for key in sorted(found, key=str) if found[key] != expected.get(key)]
    missing = [key for key in read if key not in rows and (key[0], None, *key[2:]) not in rows]
    if missing and not warned:
        wrong.append(f"{len(missing)} of {len(read)} figures left out without a word, such as {missing[0]}")
    return wrong, bool(missing)


def main(tool, sheets=300, first=1):
    seeds = range(int(first), int(first) + int(sheets))
    counts, refused, layouts_come, wrong_ones = Counter(), Counter(), Counter(), []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for seed, (came, drawn, told, wrong) in zip(seeds, pool.map(lambda seed: held(os.path.abspath(tool), seed, os.environ.get("KEEP")), seeds)):
            counts[came] += 1
            refused.update((came, drawn.features[0], code) for code in told)
            layouts_come[drawn.features[0], came] += 1
            if wrong:
                wrong_ones.append(seed)
                print(f"sheet {seed} ({', '.join(drawn.features)}): {'; '.join(wrong[:3])}")
    if os.environ.get("TELL"):
        for (came, layout, code), count in sorted(refused.items(), key=lambda one: (one[0][:2], -one[1])):
            print(f"{count:6} {came} {layout}: {code}")
        for (layout, came), count in sorted(layouts_come.items()):
            print(f"{count:6} {layout} {came}")
    said = ", ".join(f"{counts[word]} {word}" for word in ("right", "partial", "refused", "wrong"))
    print(f"{sum(counts.values())} sheets: {said}")
    return 1 if wrong_ones else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
