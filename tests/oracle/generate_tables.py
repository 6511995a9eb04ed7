"""Writes a generated campaign as a site folder: its rows spread over tables and folders, dressed as offices print them.

A folder's table lacks the column that the folder gives; some are in thousands, have marks on their numbers, empty cells that mean zero,
a unit's name on its first row only, totals and other lines that are no data, or superiors' rows that are totals of those beside them.
"""

import csv
import os
from collections import defaultdict

from generate_cells import NOTHING
from generate_initiatives import write_register
from generate_spellings import in_parts, part_of, spelled

LONG = ["indicator", "unit", "period", "field", "numerator", "denominator", "value", "sample", "note"]
WIDE = ["unit", "period", "field", "resolved_early", "resolved_on_time", "resolved_late", "received", "by_post", "rating", "raters"]
COUNTS = {"long": ["numerator", "denominator", "value"], "wide": WIDE[3:8]}
NO_FIGURE = {"", "-", "…", "N/A"}
DRESSES = {
    "nghin": "scale = 1000\n",
    "dau": 'marks = ["(p)", "*"]\nno_figure = ["NA", "[c]"]\n',
    "trong": "[blank]\nresolved_late = 0\n",
    "lap": 'fill_down = ["unit"]\n',
    "dong": '[rows]\nskip = ["Khối *"]\n',
    "tong": '[rows]\nparents = "skip"\n',
    "thang": "",
    "quy": "",
    "viet": "",
}
PARTS = {"thang": "Tháng", "quy": "Quý"}


def toml_value(value):
    """A value as TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml_value, value)) + "]"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return repr(value)


def write_text(path, text):
    """Writes a file and the folders that it lies in."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)


def write_table(path, header, rows, comma):
    """A CSV or TSV; decimals of one file have one mark."""
    os.makedirs(os.path.dirname(path), exist_ok=True)

    def text(value):
        if isinstance(value, float):
            value = f"{value:g}" if value.is_integer() else repr(value)
            return value.replace(".", ",") if comma else value
        return value

    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t" if path.endswith(".tsv") else ",", lineterminator="\n")
        writer.writerow(header)
        writer.writerows([[text(row.get(k, "")) for k in header] for row in rows])


def write_site(campaign, root, seed=1):
    """The whole site folder."""
    data = os.path.join(root, "data")
    write_text(
        os.path.join(data, "campaign.toml"),
        f'title = "Chien dich thu"\nstarts = "{campaign.starts}"\nends = "{campaign.ends}"\n'
        + ("illustrative = true\n" if campaign.illustrative else "")
        + (f'year_starts = "{campaign.begins:02}"\n' if campaign.begins != 1 else ""),
    )
    write_text(os.path.join(root, "content", "index.md"), "# Chien dich thu\n\nSo lieu thu.\n")
    tables = ["[[indicator]]\n" + "".join(f"{k} = {toml_value(v)}\n" for k, v in t.items()) for t in campaign.indicators]
    write_text(os.path.join(data, "indicators.toml"), "\n".join(tables))
    write_table(os.path.join(data, "units.csv"), list(campaign.units[0]), campaign.units, False)
    if campaign.fields:
        write_table(os.path.join(data, "fields.csv"), ["code", "name"], [{"code": c, "name": n} for c, n in campaign.fields], False)
    write_register(campaign, data, seed, write_text, write_table)
    observations = os.path.join(data, "observations")
    os.makedirs(observations, exist_ok=True)
    excluded = []
    for shape, header, rows in (("long", LONG, campaign.long), ("wide", WIDE, campaign.wide)):
        if rows:
            excluded += Tables(campaign, observations, shape, header).write(rows)
    if excluded:
        entries = ["[[excluded]]\n" + "".join(f"{k} = {toml_value(v)}\n" for k, v in entry.items()) for entry in excluded]
        write_text(os.path.join(data, "excluded.toml"), "\n".join(entries))


# ---------------------------------------------------------------------------------------------------------- tables


class Tables:
    """The tables of one shape: by body (illustrative ones apart), by the column that a folder gives, by how they are dressed."""

    def __init__(self, campaign, folder, shape, header):
        self.campaign, self.rng, self.folder, self.shape, self.header = campaign, campaign.rng, folder, shape, header
        self.parent = {unit["code"]: unit["parent"] for unit in campaign.units}
        self.indicators = {table["code"]: table for table in campaign.indicators}
        self.wide = [t for t in campaign.indicators if any(k in t for k in ("numerator", "value"))]

    def write(self, rows):
        """Writes the rows; gives the entries of those set aside."""
        rng, big = self.rng, len(rows) > 20000
        rows = list(rows)
        rng.shuffle(rows)
        places = defaultdict(list)
        if not big:
            rows = self.take_groups(rows, places)
        for row in rows:
            place = ("a", "plain", "", "")
            if not big:
                way, value = self.way(row)
                place = self.body(), way, value, self.dress(row, way)
            places[place].append(row)
            if not big and rng.random() < 0.01 and "reason" not in row:
                places[place].append(dict(row))
        for body in sorted({place[0] for place in places}):
            mark = {"minh-hoa": "true", "c": "false"}.get(body)
            if mark is not None:
                write_text(os.path.join(self.folder, body, "_defaults.toml"), f"illustrative = {mark}\n")
        excluded = []
        for place, here in places.items():
            excluded += self.write_one(place, here)
        return excluded

    def body(self):
        """A body of figures: one in ten rows is invented."""
        return "minh-hoa" if self.rng.random() < 0.1 else self.rng.choice(["a", "b", "c"])

    def way(self, row):
        """What the folder says of the row instead of its table."""
        way = self.rng.choice(["plain", "plain", "plain", "unit", "period", "indicator"])
        return (way, row[way]) if way in row else ("plain", "")

    def dress(self, row, way):
        """How the table is printed that a row stands in, if it can be printed so."""
        dress = self.rng.choice(["", "", "", "", "", "", "nghin", "dau", "trong", "lap", "dong", *PARTS, "viet"])
        numbers = [row[k] for k in ("numerator", "denominator", "value", "sample") if k in row]
        kind = self.indicators[row["indicator"]]["kind"] if self.shape == "long" else ""
        counts = len(numbers) == {"ratio": 2, "count": 1}.get(kind)
        if dress == "nghin" and not (counts and all(isinstance(n, int) and n % 10 == 0 for n in numbers)):
            return ""
        if dress in self.campaign.plain:
            return ""
        if way == "period" and dress in (*PARTS, "viet") or PARTS.get(dress, "") not in ("", part_of(row["period"])):
            return ""
        impossible = self.shape == "long" if dress == "trong" else way == "unit" and dress in ("lap", "dong")
        # A row that names nothing of its own is a sum without a word.
        impossible |= dress == "lap" and way == "period" and self.shape == "wide"
        return "" if impossible else dress

    def write_one(self, place, rows):
        """One table with the settings of its folder."""
        body, way, value, dress = place
        rng = self.rng
        parts = [p for p in (body, way if value else "", value.replace("/", "."), dress) if p]
        path = os.path.join(self.folder, *parts)
        settings = f"{way} = {toml_value(value)}\n" if value else ""
        if settings or DRESSES.get(dress):
            write_text(os.path.join(path, "_defaults.toml"), settings + DRESSES.get(dress, ""))
        if dress != "tong":
            rows = self.without_accidental_totals(rows)
        header = [h for h in self.header if h != way] if value else self.header
        if dress in PARTS:
            header = [c for h in header for c in (("Năm", PARTS[dress]) if h == "period" else (h,))]
        name = os.path.join(path, self.shape + rng.choice([".csv", ".csv", ".tsv"]))
        write_table(name, header, self.dressed(rows, dress, header), rng.random() < 0.5)
        file = os.path.relpath(name, os.path.dirname(os.path.dirname(self.folder)))
        return [self.entry(row, file, dress) for row in rows if "reason" in row]

    def entry(self, row, file, dress):
        """What excluded.toml says of a row."""
        code = row.get("indicator") or self.rng.choice(self.wide)["code"]
        entry = {"file": file, "unit": row["unit"], "indicator": code, "period": row["period"]}
        if row["field"]:
            entry["field"] = row["field"]
        of = {"ratio": ("numerator", "denominator"), "mean": ("value", "sample")}
        numbers = [row.get(c) for c in of.get(self.indicators[code]["kind"], ["value"])] if self.shape == "long" else [None]
        if all(isinstance(n, (int, float)) for n in numbers) and self.rng.random() < 0.7:
            entry["value"] = "/".join(self.printed_number(n, dress) for n in numbers)
        return {**entry, "reason": row["reason"]}

    def printed_number(self, number, dress):
        """A number as its table prints it, or as it is read."""
        if dress == "nghin" and self.rng.random() < 0.5:
            number /= 1000
        text = f"{number:g}" if isinstance(number, float) and number.is_integer() else repr(number)
        return text.replace(".", ",") + (self.rng.choice(["", "*"]) if dress == "dau" else "")

    # ------------------------------------------------------------------------------------------------ dresses

    def dressed(self, rows, dress, header):
        """The rows as the table prints them."""
        rng = self.rng
        if dress == "nghin":
            return [{k: v / 1000 if k in COUNTS["long"] and isinstance(v, int) else v for k, v in row.items()} for row in rows]
        if dress == "dau":
            return [{k: self.marked(k, v) for k, v in row.items()} for row in rows]
        if dress == "trong":
            return [{**row, "resolved_late": row["resolved_late"] or ""} for row in rows]
        if dress == "lap":
            rows = sorted(rows, key=lambda row: row["unit"])
            units = ["", *(row["unit"] for row in rows)]
            return [{**row, "unit": "" if row["unit"] == above else row["unit"]} for row, above in zip(rows, units)]
        if dress == "dong":
            sums = {c: sum(row[c] for row in rows if isinstance(row.get(c), int)) for c in COUNTS[self.shape]}
            heading = {"unit": rng.choice(["Khối phường", "Khối xã"]), "period": rows[0]["period"], **sums}
            return [heading, *rows, {"unit": rng.choice(["Tổng cộng", "TỔNG CỘNG (I+II)", "Toàn thành phố"]), **sums}]
        if dress in PARTS:
            return [{**row, **in_parts(rng, row["period"])} for row in rows]
        if dress == "viet":
            return [{**row, "period": spelled(rng, row["period"])} for row in rows]
        return rows

    def marked(self, column, value):
        """A cell with a mark, or a sign of no figure."""
        if column in ("reason", "note", "indicator", "period", "field") or value == NOTHING:
            return value
        if value in NO_FIGURE:
            return self.rng.choice(["NA", "[c]", value])
        if self.rng.random() < 0.2:
            text = f"{value:g}" if isinstance(value, float) and value.is_integer() else str(value)
            return text.replace(".", ",") + self.rng.choice(["*", " (p)", "(p)*"])
        return value

    # ------------------------------------------------------------------------------------------------ totals

    def take_groups(self, rows, places):
        """Takes some rows of units of one superior out, into tables where the superior's row beside them is their total."""
        if "tong" in self.campaign.plain:
            return rows
        if self.shape == "wide" and any(t.get("reported") == "total" or "sample" in t for t in self.wide):
            return rows
        groups = defaultdict(list)
        for row in rows:
            if self.has_counts(row) and self.parent[row["unit"]]:
                groups[self.parent[row["unit"]], row.get("indicator"), row["period"], row["field"]].append(row)
        taken = set()
        units = {unit["code"]: unit for unit in self.campaign.units}
        for (above, indicator, period, field), here in sorted(groups.items(), key=str):
            if len(here) < 2 or self.rng.random() > 0.15 or not self.campaign.overlaps(units[above], period):
                continue
            total = {c: sum(row[c] for row in here) for c in COUNTS[self.shape] if c in here[0]}
            total.update({"indicator": indicator} if indicator else {}, unit=above, period=period, field=field)
            places[self.rng.choice(["a", "b", "c"]), "", "", "tong"] += [total, *here]
            taken |= set(map(id, here))
        return [row for row in rows if id(row) not in taken]

    def has_counts(self, row):
        """Whether a row has all its counts, and nothing else, so that a total of such rows is one beyond doubt."""
        counts = [row[c] for c in COUNTS[self.shape] if c in row]
        if self.shape == "long":
            table = self.indicators[row["indicator"]]
            if table.get("reported") == "total" or len(counts) != {"ratio": 2, "count": 1}.get(table["kind"]):
                return False
        return all(isinstance(n, int) for n in counts) and any(counts) and not {"reason", "sample"} & row.keys()

    def without_accidental_totals(self, rows):
        """The rows without those that are the sum of their subordinates' by chance, which would be taken for totals: of the units next
        below that have rows, or of all below; of rows of the same field, or an overall row of those by fields."""
        sums = defaultdict(list)
        unique = {tuple(row.items()): row for row in rows}.values()
        units = {row["unit"] for row in unique}
        for row in unique:
            above, nearest = self.parent[row["unit"]], True
            while above:
                if above in units:
                    for field in {row["field"], ""}:
                        place = above, row.get("indicator"), row["period"], field, field != row["field"]
                        sums[(*place, "all")].append(row)
                        if nearest:
                            sums[(*place, "next")].append(row)
                    nearest = False
                above = self.parent[above]
        return [row for row in rows if not self.looks_like_total(row, sums)]

    def looks_like_total(self, row, sums):
        """Whether any indicator's counts of a row are the sums of those of its subordinates."""
        place = row["unit"], row.get("indicator"), row["period"], row["field"]
        groups = [sums.get((*place, by_fields, which), []) for by_fields in (False, True) for which in ("next", "all")]
        for here in groups:
            for of in self.counts_of(row) if len(here) > 1 else ():
                if all(number(row, c) == sum(number(r, c) for r in here) for c in of):
                    return True
        return False

    def counts_of(self, row):
        """The sets of columns of which each is enough for a row to look like a total: of a mean its sample."""
        if self.shape == "wide":
            return [[c] for c in (*COUNTS["wide"], "raters")]
        return [["sample"]] if "sample" in row else [COUNTS["long"]]


def number(row, column):
    """A cell as a number, 0 for none."""
    return row[column] if isinstance(row.get(column), (int, float)) else 0
