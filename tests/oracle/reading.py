"""Reads a site folder: the plain forms only (unit codes, canonical periods, plain decimals, UTF-8 with commas or tabs)."""

import csv
import datetime as dt
import os
import re
import tomllib
import unicodedata
from collections import defaultdict
from fractions import Fraction
from typing import NamedTuple, Optional

from periods import FREQUENCIES, InputError, parse_period, period_code

OVERALL = None  # the key of the overall figure, and of rows without a field


class Fig(NamedTuple):
    """A figure. Poolable: `a` over `b` for a ratio (numerator, denominator) and a mean (Σ value·sample, Σ sample), `a`
    alone for a count. Not poolable (`bare`): a score, a ratio or mean given as a value alone, which is `a`."""

    a: Fraction
    b: Optional[Fraction]
    bare: bool
    illustrative: bool


class Indicator:
    """One table of indicators.toml with its defaults."""

    def __init__(self, table):
        self.table = table
        self.code = table["code"]
        self.kind = table["kind"]
        self.unit = table.get("unit", "%" if self.kind == "ratio" else "")
        self.percent = self.unit == "%"
        self.target_text = table.get("target")
        self.target = parse_target(self.target_text)
        self.better = table.get("better")
        if self.better is None and self.target is not None:
            self.better = "lower" if self.target[0] in ("<", "<=") else "higher"
        self.every_field = table.get("scope", "overall") == "every-field"
        self.total = table.get("reported", "own") == "total"
        self.reporters = table.get("reporters")
        self.frequency = FREQUENCIES[table["frequency"]] if "frequency" in table else None
        self.stock = self.kind == "count" and table.get("over_time", "sum") == "last"
        self.headline = table.get("headline", "cumulative" if self.kind in ("ratio", "count") else "latest")
        self.sampled = bool(table.get("sampled", False)) and self.kind == "ratio"
        self.min_sample = exact(table["min_sample"]) if "min_sample" in table else None
        self.rank_needs = exact(table.get("rank_needs", Fraction(1, 2)))
        self.weight = exact(table.get("weight", 0))
        self.near = exact(table.get("near", 2 if self.percent else 0))


def exact(number):
    """An exact number, an int where it is whole (ints are quicker)."""
    fraction = Fraction(number)
    return int(fraction) if fraction.denominator == 1 else fraction


def parse_target(text):
    """A target: > x, >= x, < x, <= x, or low..high."""
    if text is None:
        return None
    match = re.fullmatch(r"\s*(>=|<=|>|<)\s*([-\d.,]+)\s*", text)
    if match:
        return match.group(1), decimal(match.group(2))
    match = re.fullmatch(r"\s*(-?[\d.,]+?)\s*\.\.\s*(-?[\d.,]+)\s*", text)
    if not match:
        raise InputError(f"not a target: {text!r}")
    return "..", decimal(match.group(1)), decimal(match.group(2))


COLUMNS = {"indicator", "unit", "period", "field", "numerator", "denominator", "value", "sample", "note", "source"}
NO_FIGURE = {"", "-", "–", "—", "…", "...", "n/a", "x"}
NOTHING_ARISING = "không phát sinh"


def decimal(text):
    """A plain decimal, with a comma or a point."""
    text = text.strip().removesuffix("%").strip()
    if not re.fullmatch(r"-?\d+([.,]\d+)?", text):
        raise InputError(f"not a plain decimal: {text!r}")
    return exact(text.replace(",", "."))


def cell_number(text):
    """None for no figure, "nothing" for nothing arising, else the number."""
    text = text.strip()
    if unicodedata.normalize("NFC", text).casefold() in NO_FIGURE:
        return None
    if unicodedata.normalize("NFC", text).casefold() == NOTHING_ARISING:
        return "nothing"
    return decimal(text)


def slug(name):
    """The key of a field without a code."""
    text = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "d"))
    text = "".join(c for c in text if not unicodedata.combining(c)).lower()
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


def parse_day(text):
    """A date as TOML gives it or as a string, day first or canonical."""
    if isinstance(text, dt.datetime):
        return text.date()
    if isinstance(text, dt.date):
        return text
    match = re.fullmatch(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})", text.strip())
    if match:
        return dt.date(int(match[3]), int(match[2]), int(match[1]))
    return dt.date.fromisoformat(text.strip())


class Site:
    """A site folder, read."""

    def __init__(self, root):
        self.root = root
        data = os.path.join(root, "data")
        with open(os.path.join(data, "campaign.toml"), "rb") as file:
            campaign = tomllib.load(file)
        self.illustrative = bool(campaign.get("illustrative", False))
        self.starts, self.ends = parse_day(campaign["starts"]), parse_day(campaign["ends"])
        self.read_units(os.path.join(data, "units.csv"))
        self.read_fields(os.path.join(data, "fields.csv"))
        with open(os.path.join(data, "indicators.toml"), "rb") as file:
            self.indicators = [Indicator(t) for t in tomllib.load(file, parse_float=Fraction).get("indicator", [])]
        self.observations = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))
        folder = os.path.join(data, "observations")
        if os.path.isdir(folder):
            self.read_folder(folder, {"illustrative": self.illustrative})

    def read_units(self, path):
        """units.csv, and the hierarchy that it describes."""
        self.units = {}
        for row in read_table(path):
            self.units[row["code"]] = {
                "name": row["name"],
                "kind": row["kind"],
                "parent": row.get("parent") or None,
                "group": row.get("group") or None,
                "valid": tuple(parse_day(row[k]) if row.get(k) else None for k in ("valid_from", "valid_to")),
            }
        self.valid = {u: unit["valid"] for u, unit in self.units.items()}
        self.children = {u: [] for u in self.units}
        self.roots = []
        for code, unit in self.units.items():
            (self.children[unit["parent"]] if unit["parent"] else self.roots).append(code)
        self.postorder, stack = [], [(r, False) for r in reversed(self.roots)]
        while stack:
            code, seen = stack.pop()
            if seen:
                self.postorder.append(code)
            else:
                stack.append((code, True))
                stack.extend((c, False) for c in reversed(self.children[code]))

    def subtree(self, unit):
        """A unit and all below it."""
        stack = [unit]
        while stack:
            code = stack.pop()
            yield code
            stack.extend(self.children[code])

    def read_fields(self, path):
        """fields.csv where there is one."""
        self.field_names, self.field_order = {}, {}
        for row in read_table(path) if os.path.exists(path) else []:
            self.field_order[row["code"]] = len(self.field_order)
            self.field_names[row["code"]] = row["name"]
        self.field_by_name = {unicodedata.normalize("NFC", n).casefold(): c for c, n in self.field_names.items()}

    def field_rank(self, key):
        """Fields in the order of fields.csv, then the others by key."""
        return self.field_order.get(key, len(self.field_order)), key

    def field_key(self, text):
        """A field's key is its code in fields.csv, else the slug of its name."""
        text = unicodedata.normalize("NFC", text.strip())
        if not text:
            return OVERALL
        if text in self.field_order:
            return text
        by_name = self.field_by_name.get(text.casefold())
        if by_name is None:
            by_name = slug(text)
            self.field_names.setdefault(by_name, text)
        return by_name

    def read_folder(self, folder, defaults):
        """A folder of observations: the nearest _defaults.toml wins, key by key."""
        defaults = read_folder_defaults(folder, defaults)
        for name in sorted(os.listdir(folder)):
            path = os.path.join(folder, name)
            if os.path.isdir(path):
                self.read_folder(path, defaults)
            elif name.endswith((".csv", ".tsv")):
                self.read_observations(path, defaults)

    def read_observations(self, path, defaults):
        """One table: long where there is an indicator, else wide."""
        for row in read_table(path):
            full = {k: str(v) for k, v in defaults.items() if k in COLUMNS}
            full.update(row)
            unit, period = full["unit"].strip(), parse_period(full["period"])
            if unit not in self.units:
                raise InputError(f"{path}: unit {unit!r}")
            field = self.field_key(full.get("field", ""))
            for ind in self.indicators:
                if "indicator" in full and full["indicator"].strip() != ind.code:
                    continue
                cells = long_cells(full) if "indicator" in full else wide_cells(ind, full)
                fig = figure_of_cells(ind, cells, bool(defaults.get("illustrative")))
                if fig is not None:
                    self.add(ind, unit, field, period, fig, path)

    def add(self, ind, unit, field, period, fig, path):
        """The same figure may be given twice only where it is equal."""
        series = self.observations[ind.code][unit][field]
        old = series.get(period)
        if old is not None and old[:3] != fig[:3]:
            raise InputError(f"{path}: {ind.code} {unit} {period_code(period)} {field} given twice")
        series[period] = fig if old is None else fig._replace(illustrative=fig.illustrative or old.illustrative)


def read_folder_defaults(folder, defaults):
    """What holds for the tables of a folder and below, given what holds above it."""
    path = os.path.join(folder, "_defaults.toml")
    if not os.path.exists(path):
        return defaults
    with open(path, "rb") as file:
        return {**defaults, **tomllib.load(file)}


def read_table(path):
    """The rows of a plain table as dictionaries."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t" if path.endswith(".tsv") else ","):
            if any((v or "").strip() for v in row.values()):
                yield {k.strip(): (v or "") for k, v in row.items() if k is not None}


def long_cells(row):
    """The four number columns of a long row."""
    return {k: cell_number(row.get(k, "")) for k in ("numerator", "denominator", "value", "sample")}


def wide_cells(ind, row):
    """Wide: the indicator says what it is made of in sums and differences of columns; a sum with a term that is no figure is no figure."""
    cells = dict.fromkeys(("numerator", "denominator", "value", "sample"))
    for key in ("numerator", "denominator") if ind.kind == "ratio" else ("value", "sample"):
        if key not in ind.table:
            continue
        total = 0
        for sign, column in re.findall(r"([+-]?)\s*([A-Za-z_]\w*)", ind.table[key]):
            number = cell_number(row.get(column, ""))
            if number is None:
                total = None
                break
            number = 0 if number == "nothing" else number
            total = total - number if sign == "-" else total + number
        cells[key] = total
    return cells


def figure_of_cells(ind, cells, illustrative):
    """What a row says of an indicator: `không phát sinh` is 0 of 0, a count of 0, a mean over 0; a ratio's value alone and a mean
    without a sample are bare."""
    num, den, value, sample = (cells[k] for k in ("numerator", "denominator", "value", "sample"))
    nothing = "nothing" in (num, den, value, sample)
    if ind.kind == "score":
        if nothing:
            raise InputError("a score of nothing")
        return None if value is None else Fig(value, None, True, illustrative)
    if ind.kind == "count":
        return None if value is None else Fig(0 if nothing else value, None, False, illustrative)
    if nothing:
        return Fig(0, 0, False, illustrative)
    if ind.kind == "mean":
        if sample == 0:
            return Fig(0, 0, False, illustrative)
        if value is None:
            if sample is not None:
                raise InputError("a sample without its mean")
            return None
        return Fig(value, None, True, illustrative) if sample is None else Fig(value * sample, sample, False, illustrative)
    if num is None and den is None:
        return None if value is None else Fig(value, None, True, illustrative)
    if num is None or den is None or den < 0 or num < 0 or (ind.percent and num > den) or (den == 0 and num != 0):
        raise InputError(f"{ind.code}: {num} of {den}")
    return Fig(num, den, False, illustrative)
