#!/usr/bin/env python3
"""What the program is made of besides its own code: whether that may be, and lists of it for those who hand it on.

    packaging/supply.py check             licences, sources and known advisories of every package that is built in
    packaging/supply.py sbom              a software bill of materials (CycloneDX 1.5, JSON) to standard output
    packaging/supply.py notices           every package with its licence and the texts that its licence asks to pass on
    packaging/supply.py advisories DIR    renews packaging/advisories.json from a clone of RustSec's advisory-db

The tool for it, cargo-deny, takes longer to build than the rest of the tests; what is checked here is what it checks, but for
duplicates. Needs cargo and Python 3.11.
"""

import json
import pathlib
import re
import subprocess
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[1]
ADVISORIES = ROOT / "packaging/advisories.json"
REGISTRY = "registry+https://github.com/rust-lang/crates.io-index"
ALLOWED = {
    "0BSD", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "CC0-1.0", "ISC", "MIT",
    "IJG", "MPL-2.0", "Unicode-3.0", "Unlicense", "Zlib",
}  # fmt: skip
TEXTS = ("licen", "copying", "notice", "unlicense")


def metadata():
    done = subprocess.run(["cargo", "metadata", "--locked", "--format-version", "1"], cwd=ROOT, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def built_in(data):
    """The packages that end in the program, on any system: no tests, no examples."""
    packages = {package["id"]: package for package in data["packages"]}
    nodes = {node["id"]: node for node in data["resolve"]["nodes"]}
    found, left = set(), [data["resolve"]["root"]]
    while left:
        one = left.pop()
        if one in found:
            continue
        found.add(one)
        for dependency in nodes[one]["deps"]:
            if any(kind["kind"] != "dev" for kind in dependency["dep_kinds"]):
                left.append(dependency["pkg"])
    found.discard(data["resolve"]["root"])
    return sorted((packages[one] for one in found), key=lambda package: (package["name"], package["version"]))


def may_be_used(expression):
    """Whether an SPDX expression can be met by licences that are allowed."""
    # Old manifests write a slash for OR.
    tokens = re.findall(r"\(|\)|[^\s()]+", expression.replace("/", " OR "))

    def either():
        value = both()
        while tokens and tokens[0] == "OR":
            tokens.pop(0)
            value = both() or value
        return value

    def both():
        value = one()
        while tokens and tokens[0] == "AND":
            tokens.pop(0)
            value = one() and value
        return value

    def one():
        token = tokens.pop(0)
        if token == "(":
            value = either()
            tokens.pop(0)
            return value
        if tokens[:1] == ["WITH"]:
            token = " ".join([token, tokens.pop(0), tokens.pop(0)])
        return token in ALLOWED

    return either() and not tokens


def numbers(version):
    """A version as something to compare; one before a release comes before it."""
    release, _, before = version.split("+")[0].partition("-")
    parts = [int(part) for part in release.split(".")]
    return (parts + [0, 0])[:3], not before, [(part.isdigit(), part.zfill(9)) for part in before.split(".") if part]


def matches(version, requirement):
    """Whether a version is within a requirement such as ">= 1.2.3, < 2" or "^1.2"."""
    own = numbers(version)
    for part in requirement.split(","):
        sign, wanted = re.fullmatch(r"\s*(>=|<=|>|<|=|\^|~)?\s*(\S+)\s*", part).groups()
        limit = numbers(wanted)
        if sign in ("^", None, "~"):
            given = [int(number) for number in wanted.partition("-")[0].split(".")]
            at = next((i for i, number in enumerate(given) if number), len(given) - 1) if sign != "~" else min(1, len(given) - 1)
            above = given[:at] + [given[at] + 1]
            if not limit <= own < ((above + [0, 0])[:3], False, []):
                return False
        elif not {">=": own >= limit, "<=": own <= limit, ">": own > limit, "<": own < limit, "=": own == limit}[sign]:
            return False
    return True


def faults(packages, advisories):
    for package in packages:
        name = f"{package['name']} {package['version']}"
        if package["source"] != REGISTRY:
            yield f"{name}: from {package['source']}, not from crates.io"
        if not may_be_used(package["license"] or "?"):
            yield f"{name}: its licence, {package['license']}, is not among those that are allowed"
        for one in advisories:
            safe = one["patched"] + one["unaffected"]
            if one["package"] == package["name"] and not any(matches(package["version"], known) for known in safe):
                yield f"{name}: {one['id']}, https://rustsec.org/advisories/{one['id']}.html"


def check():
    known = json.loads(ADVISORIES.read_text())
    packages = built_in(metadata())
    found = list(faults(packages, known["advisories"]))
    print("\n".join(found) or f"{len(packages)} packages: licences, sources and {len(known['advisories'])} advisories ({known['commit'][:10]}) are in order")
    return 1 if found else 0


def sbom():
    data = metadata()
    root = next(package for package in data["packages"] if package["id"] == data["resolve"]["root"])
    sums = {(one["name"], one["version"]): one.get("checksum") for one in tomllib.loads((ROOT / "Cargo.lock").read_text())["package"]}

    def component(package, kind):
        name, version = package["name"], package["version"]
        one = {"type": kind, "bom-ref": f"pkg:cargo/{name}@{version}", "name": name, "version": version, "purl": f"pkg:cargo/{name}@{version}"}
        if package["license"]:
            one["licenses"] = [{"expression": package["license"].replace("/", " OR ")}]
        if sums.get((name, version)):
            one["hashes"] = [{"alg": "SHA-256", "content": sums[name, version]}]
        return one

    packages = built_in(data)
    inside = {package["id"] for package in packages} | {root["id"]}
    refs = {package["id"]: f"pkg:cargo/{package['name']}@{package['version']}" for package in data["packages"]}
    edges = [
        {"ref": refs[node["id"]], "dependsOn": sorted(refs[one] for one in node["dependencies"] if one in inside)}
        for node in data["resolve"]["nodes"]
        if node["id"] in inside
    ]
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": component(root, "application")},
        "components": [component(package, "library") for package in packages],
        "dependencies": sorted(edges, key=lambda edge: edge["ref"]),
    }
    print(json.dumps(bill, ensure_ascii=False, indent=1))
    return 0


def notices():
    """A text that several packages bring stands once, below all of their names."""
    texts = {}
    for package in built_in(metadata()):
        folder = pathlib.Path(package["manifest_path"]).parent
        name = f"{package['name']} {package['version']} ({package['license']})"
        found = sorted(file for file in folder.iterdir() if file.is_file() and file.name.lower().startswith(TEXTS))
        for file in found:
            texts.setdefault(file.read_text("utf-8", "replace").strip(), []).append(name)
        if not found:
            texts.setdefault(f"No text of its own; {package['repository'] or 'crates.io'}", []).append(name)
    fonts = ROOT / "static/fonts/OFL.txt"
    texts.setdefault(fonts.read_text("utf-8").strip(), []).append("Be Vietnam Pro (OFL-1.1)")
    for text, names in texts.items():
        print("\n".join(names), "", text, "=" * 100, sep="\n")
    return 0


def renew(folder):
    """Facts alone: which versions of which package, by the number under which the rest can be read."""
    folder = pathlib.Path(folder)
    git = ["git", "-C", str(folder)]
    commit = subprocess.run([*git, "rev-parse", "HEAD"], capture_output=True, text=True, check=True).stdout.strip()
    listed = subprocess.run([*git, "ls-tree", "-r", "--name-only", "HEAD", "crates/"], capture_output=True, text=True, check=True).stdout
    wanted = {package["name"] for package in built_in(metadata())}
    advisories = []
    for path in sorted(line for line in listed.split("\n") if line.count("/") == 2 and line.split("/")[1] in wanted):
        text = subprocess.run([*git, "show", f"HEAD:{path}"], capture_output=True, text=True, check=True).stdout
        told = tomllib.loads(re.search(r"```toml\n(.*?)```", text, re.S)[1])
        advisory, versions = told["advisory"], told.get("versions", {})
        if "withdrawn" in advisory:
            continue
        one = {"id": advisory["id"], "package": advisory["package"], "patched": versions.get("patched", []), "unaffected": versions.get("unaffected", [])}
        advisories.append(one)
    lines = ",\n".join(json.dumps(one) for one in advisories)
    ADVISORIES.write_text(f'{{"source": "RustSec advisory-db", "commit": "{commit}", "advisories": [\n{lines}\n]}}\n')
    print(f"{len(advisories)} advisories of {len(wanted)} packages")
    return 0


COMMANDS = {"check": check, "sbom": sbom, "notices": notices, "advisories": renew}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        sys.exit(__doc__)
    sys.exit(COMMANDS[sys.argv[1]](*sys.argv[2:]))
