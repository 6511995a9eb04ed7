#!/usr/bin/env python3
"""Holds the program against drawn sheets: every figure on a site is the one that its sheet was drawn from, or the build is refused.

    tests/sheets/hold.py THIDUA [SHEETS [FIRST]]       e.g. tests/sheets/hold.py target/release/thidua 20000
    KEEP=DIR keeps the site folders of those that are wrong; TELL=1 says what was refused, by layout and code
"""

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
import forms
from grid import csv_text, write_xlsx

NOW = "2019-12-05T00:00:00+07:00"
LINE = re.compile(r'^"[^"\n]+" = "[a-z_, -]*"$', re.M)


def write_site(root, drawn, pasted=()):
    data = root / "data"
    observations = data / "observations"
    observations.mkdir(parents=True, exist_ok=True)
    campaign.write(data)
    (observations / "_defaults.toml").write_text(drawn.defaults(pasted), encoding="utf-8")
    if drawn.is_csv:
        lines = [list(row) for row in drawn.grids[0].rows()]
        text = csv_text(drawn.grids[0], drawn.separator)
        if drawn.slip:
            drawn.slip(lines)
            text = "".join(drawn.separator.join(line) + "\r\n" for line in lines)
        (observations / f"{drawn.name}.csv").write_text(text, encoding="utf-8-sig", newline="")
    else:
        write_xlsx(observations / f"{drawn.name}.xlsx", drawn.grids)


def run(tool, root, command):
    done = subprocess.run([tool, command, "--root", str(root), "--now", NOW, "--format", "json"], capture_output=True, text=True, timeout=120)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def published(root):
    """Every figure that a unit itself gave, by unit, field (or none), indicator and month."""
    found = {}
    for path in (root / "public/du-lieu/don-vi").glob("*.json"):
        page = json.loads(path.read_text(encoding="utf-8"))
        unit = page["unit"]["code"]
        for one in page["indicators"]:
            for field, part in [(None, one), *one.get("fields", {}).items()]:
                for point in part["series"]:
                    own = point.get("own", point)
                    first, second = own.get("numerator", own.get("value")), own.get("denominator")
                    if first is not None and re.fullmatch(r"\d{4}-\d\d", point["period"]):
                        found[unit, field, one["code"], point["period"]] = (first, second)
    return found


def held(tool, seed, keep):
    """What came of one sheet: a word for it, its features and what is wrong."""
    drawn = forms.draw(seed)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_site(root, drawn)
        if drawn.takes_proposal:
            _, told = run(tool, root, "check")
            pasted = [line for one in told for line in LINE.findall(one.get("help", ""))]
            write_site(root, drawn, pasted)
        code, told = run(tool, root, "build")
        if code not in (0, 1):
            wrong = [f"exit {code}"]
        elif code == 1:
            return "refused", drawn, Counter(one["code"] for one in told if one["severity"] == "error"), []
        else:
            wrong = differences(drawn, published(root), told)
        if wrong and keep:
            shutil.copytree(root, Path(keep) / str(seed), dirs_exist_ok=True)
        return "wrong" if wrong else "right", drawn, Counter(), wrong


def differences(drawn, found, told):
    expected = campaign.figures(drawn.truth)
    wrong = [f"{key}: {found[key]} for {expected.get(key, 'nothing')}" for key in sorted(found, key=str) if found[key] != expected.get(key)]
    is_told = any(one["severity"] == "warning" for one in told)
    missing = [key for key in expected if key not in found]
    if missing and not is_told:
        wrong.append(f"{len(missing)} of {len(expected)} figures left out without a word, such as {missing[0]}")
    return wrong


def main(tool, sheets=300, first=1):
    seeds = range(int(first), int(first) + int(sheets))
    counts, refused, wrong_ones = Counter(), Counter(), []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for seed, (came, drawn, codes, wrong) in zip(seeds, pool.map(lambda seed: held(os.path.abspath(tool), seed, os.environ.get("KEEP")), seeds)):
            counts[came] += 1
            refused.update((drawn.features[0], code) for code in codes)
            if wrong:
                wrong_ones.append(seed)
                print(f"sheet {seed} ({', '.join(drawn.features)}): {'; '.join(wrong[:3])}")
    if os.environ.get("TELL"):
        for (layout, code), count in refused.most_common(60):
            print(f"{count:6} {layout}: {code}")
    print(f"{sum(counts.values())} sheets: {counts['right']} right, {counts['refused']} refused, {counts['wrong']} wrong")
    return 1 if wrong_ones else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
