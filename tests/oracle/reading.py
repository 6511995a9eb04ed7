"""Reads a site folder: the plain forms only (unit codes, canonical periods, plain decimals, UTF-8 with commas or tabs)."""

import datetime as dt
import os
import re
import tomllib
import unicodedata
from collections import defaultdict
from fractions import Fraction
from typing import NamedTuple, Optional

from cells import NOTHING, cell_number, decimal, exact
from periods import FREQUENCIES, MONTH, InputError, period_code
from spellings import read_period
from tables import NUMBERS, no_figure_of, read_figures, read_folder_defaults, read_table

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
        self.columns = {column for key in NUMBERS for column in re.findall(r"[A-Za-z_]\w*", table.get(key, ""))}
        self.sparse = bool(table.get("sparse_fields", False))
        self.decimals = table.get("decimals", 1 if self.percent else 0 if self.kind == "count" else 2)
        whole = self.percent if self.kind == "ratio" else self.kind == "count" and self.decimals == 0
        self.whole = bool(table.get("whole", whole))


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
        self.kinds = campaign.get("kinds", {})
        self.begins = int(campaign.get("year_starts", 1))
        self.starts, self.ends = parse_day(campaign["starts"]), parse_day(campaign["ends"])
        self.read_units(os.path.join(data, "units.csv"))
        self.kinds = {**self.kinds, **names_of_unnamed(self.units, self.kinds)}
        self.read_fields(os.path.join(data, "fields.csv"))
        with open(os.path.join(data, "indicators.toml"), "rb") as file:
            self.indicators = [Indicator(t) for t in tomllib.load(file, parse_float=Fraction).get("indicator", [])]
        self.observations = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))
        self.rows = defaultdict(lambda: defaultdict(lambda: defaultdict(set)))
        self.printed = []
        self.years_of_months = defaultdict(set)
        self.read_excluded(os.path.join(data, "excluded.toml"))
        folder = os.path.join(data, "observations")
        if os.path.isdir(folder):
            self.read_folder(folder, {"illustrative": self.illustrative, "year_starts": self.begins})

    def read_excluded(self, path):
        """Rows set aside with a reason: by file, unit, indicator, period and field."""
        self.excluded = {}
        if os.path.exists(path):
            with open(path, "rb") as file:
                for entry in tomllib.load(file)["excluded"]:
                    place = entry["file"], entry["unit"], entry["indicator"], entry["period"], self.field_key(entry.get("field", ""))
                    self.excluded[place] = entry["reason"]

    def year_starts(self, indicator):
        """In what month the year begins for the months of an indicator."""
        kinds = self.years_of_months[indicator]
        if len(kinds) > 1:
            raise InputError(f"{indicator}: months of two kinds of year")
        return min(kinds, default=1)

    def read_units(self, path):
        """units.csv, and the hierarchy that it describes."""
        self.units = {}
        for row in read_table(path):
            self.units[row["code"]] = {
                "name": row["name"],
                "kind": row["kind"],
                "parent": row.get("parent") or None,
                "short_name": row.get("short_name") or None,
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
        no_figure, scale, begins = no_figure_of(defaults), defaults.get("scale", 1), int(defaults["year_starts"])
        parents = {code: unit["parent"] for code, unit in self.units.items()}
        counts = set(NUMBERS).union(*(ind.columns for ind in self.indicators))
        for row in read_figures(path, defaults, counts, parents):
            cells = row.cells
            unit, period = cells["unit"].strip(), read_period(cells["period"], begins)
            if unit not in self.units:
                raise InputError(f"{path}: unit {unit!r}")
            place = unit, self.field_key(cells.get("field", "")), period
            for ind in self.indicators:
                if not (cells["indicator"].strip() == ind.code if "indicator" in cells else ind.columns):
                    continue
                if period.length == MONTH:
                    self.years_of_months[ind.code].add(begins)
                long = "indicator" in cells
                numbers = long_cells(cells, no_figure, scale) if long else wide_cells(ind, cells, no_figure, scale)
                self.read_figure(ind, place, numbers, row, os.path.relpath(path, self.root), defaults, long)

    def read_figure(self, ind, place, numbers, row, file, defaults, long):
        """What one row says of one indicator, unless it is set aside."""
        unit, field, period = place
        illustrative = bool(defaults.get("illustrative"))
        reason = self.excluded.get((file, unit, ind.code, period_code(period), field))
        fig = figure_of_cells(ind, numbers, illustrative, long) if reason is None else None
        self.rows[ind.code][unit][field].add(period)
        if fig is not None:
            self.add(ind, unit, field, period, fig, file)
        self.printed.append(Printed(ind, unit, period, field, fig, reason, row, file, illustrative))

    def add(self, ind, unit, field, period, fig, path):
        """The same figure may be given twice only where it is equal."""
        series = self.observations[ind.code][unit][field]
        old = series.get(period)
        if old is not None and old[:3] != fig[:3]:
            raise InputError(f"{path}: {ind.code} {unit} {period_code(period)} {field} given twice")
        series[period] = fig if old is None else fig._replace(illustrative=fig.illustrative or old.illustrative)


def names_of_unnamed(units, named):
    """What pages call kinds that are written as codes and have no name: the word for any unit, counted where they are several."""
    kinds = dict.fromkeys(u["kind"] for u in units.values() if u["kind"] not in named and re.fullmatch(r"[a-z0-9_-]+", u["kind"]))
    return {kind: "Đơn vị" if len(kinds) == 1 else f"Đơn vị loại {nth}" for nth, kind in enumerate(kinds, 1)}


class Printed(NamedTuple):
    """A row as it was read, for one indicator."""

    ind: Indicator
    unit: str
    period: object
    field: Optional[str]
    fig: Optional[Fig]
    reason: Optional[str]
    row: object
    file: str
    illustrative: bool


def long_cells(row, no_figure, scale):
    """The four number columns of a long row."""
    return {k: scaled(cell_number(row.get(k, ""), no_figure), scale) for k in NUMBERS}


def scaled(number, scale):
    """A number of a table that is printed in thousands, or whatever the scale says."""
    return exact(number * scale) if isinstance(number, (int, Fraction)) else number


def wide_cells(ind, row, no_figure, scale):
    """Wide: the indicator says what it is made of in sums and differences of columns; a sum with a term that is no figure is no figure, and
    so is a ratio of which one side is none."""
    cells = dict.fromkeys(NUMBERS)
    for key in ("numerator", "denominator") if ind.kind == "ratio" else ("value", "sample"):
        if key not in ind.table:
            continue
        total = 0
        for sign, column in re.findall(r"([+-]?)\s*([A-Za-z_]\w*)", ind.table[key]):
            number = scaled(cell_number(row.get(column, ""), no_figure), scale)
            if number is None:
                total = None
                break
            number = 0 if number == NOTHING else number
            total = total - number if sign == "-" else total + number
        cells[key] = total
    if ind.kind == "ratio" and None in (cells["numerator"], cells["denominator"]):
        return dict.fromkeys(NUMBERS)
    return cells


def figure_of_cells(ind, cells, illustrative, long):
    """What a row says of an indicator: `không phát sinh` is 0 of 0, a count of 0, a mean over 0; a ratio's value alone and a mean
    without a sample are bare."""
    num, den, value, sample = (cells[k] for k in NUMBERS)
    nothing = NOTHING in (num, den, value, sample)
    if ind.kind == "score":
        if nothing:
            raise InputError("a score of nothing")
        return None if value is None else Fig(value, None, True, illustrative)
    check_counts(ind, [num, den] if ind.kind == "ratio" else [value] if ind.kind == "count" else [sample])
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
        return None if value is None or not long else Fig(value, None, True, illustrative)
    if num is None or den is None or (ind.percent and num > den) or (den == 0 and num != 0):
        raise InputError(f"{ind.code}: {num} of {den}")
    return Fig(num, den, False, illustrative)


def check_counts(ind, counts):
    """A negative count is an error, as is a fraction of one unless the indicator says so; wholeness is tested after the scale."""
    for count in counts:
        if isinstance(count, (int, Fraction)) and (count < 0 or (ind.whole and Fraction(count).denominator != 1)):
            raise InputError(f"{ind.code}: a count of {count}")
