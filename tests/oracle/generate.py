"""Makes a site folder of random figures, in plain valid CSV, that exercises the arithmetic; the same seed makes the same folder.

    python3 generate.py DIR --seed 7              a small campaign with everything; prints the clock to build it with
    python3 generate.py DIR --preset blocks518    518 units in 8 blocks, yearly figures
    python3 generate.py DIR --preset months276    276 units, 36 months, three fields
    python3 generate.py DIR --preset large5000    about 5,000 units, a year of months
    python3 generate.py DIR --preset initiatives  40 units, 30 months, a register of 80 initiatives

Every third seed is "messy": figures that can be pooled and bare values stand in one indicator, where the contract says least.
"""

import argparse
import csv
import datetime as dt
import os
import random

from generate_initiatives import add_initiatives, months_of_initiatives, write_register

FIELDS = [("dat-dai", "Đất đai"), ("xay-dung", "Xây dựng"), ("ho-tich", "Hộ tịch"), ("kinh-doanh", "Đăng ký kinh doanh")]
LONG = ["indicator", "unit", "period", "field", "numerator", "denominator", "value", "sample", "note"]
WIDE = ["resolved_early", "resolved_on_time", "resolved_late", "received", "by_post", "rating", "raters"]
NOTHING = "không phát sinh"


# ---------------------------------------------------------------------------------------------------------- periods


def month(year, nth):
    """A month's code, `nth` from 0, running on into other years."""
    return f"{year + nth // 12}-{nth % 12 + 1:02}"


def days_of(code):
    """First and last day of a canonical period."""
    year, _, rest = code.partition("-")
    year = int(year)
    if not rest:
        first, size = 0, 12
    elif rest[0] == "H":
        first, size = 6 * (int(rest[1]) - 1), 6
    elif rest[0] == "Q":
        first, size = 3 * (int(rest[1]) - 1), 3
    elif rest == "9M":
        first, size = 0, 9
    else:
        first, size = int(rest) - 1, 1
    end = first + size
    return dt.date(year, first + 1, 1), dt.date(year + end // 12, end % 12 + 1, 1) - dt.timedelta(days=1)


def codes_of(year):
    """All periods of a year by length."""
    return {
        "month": [f"{year}-{m:02}" for m in range(1, 13)],
        "quarter": [f"{year}-Q{q}" for q in range(1, 5)],
        "half": [f"{year}-H1", f"{year}-H2"],
        "nine": [f"{year}-9M"],
        "year": [str(year)],
    }


def random_periods(rng, years, habit):
    """Which periods one series has, by the habit of who reports."""
    chosen = []
    for year in years:
        codes = codes_of(year)
        if habit == "mixed":
            for length, chance in (("month", 0.6), ("quarter", 0.35), ("half", 0.3), ("nine", 0.25), ("year", 0.2)):
                chosen += [p for p in codes[length] if rng.random() < chance]
        elif habit == "switch":
            cut = rng.randrange(0, 5)
            chosen += [p for p in codes["month"] if int(p[-2:]) <= 3 * cut]
            chosen += [p for p in codes["quarter"] if int(p[-1]) > cut]
        elif habit == "sums":
            chosen += codes["quarter"][:1] + codes["half"][:1] + codes["nine"] + codes["year"]
        else:
            gaps = rng.choice([0, 0, 0.1, 0.4])
            chosen += [p for p in codes[habit] if rng.random() >= gaps]
    return chosen


# ---------------------------------------------------------------------------------------------------------- the campaign


class Campaign:
    """What is made: settings, units, fields, indicators and rows."""

    def __init__(self, rng):
        self.rng = rng
        self.units = []
        self.fields = []
        self.field_names_in_rows = []
        self.indicators = []
        self.long = []
        self.wide = []
        self.illustrative = False
        self.register = []

    def unit(self, code, kind, parent="", group="", start="", end=""):
        """Adds a unit."""
        name = f"Don vi {len(self.units) + 1}"
        self.units.append({"code": code, "name": name, "kind": kind, "parent": parent, "group": group, "valid_from": start, "valid_to": end})

    def overlaps(self, unit, period):
        """Whether a period is not wholly outside a unit's days (those rows would be errors)."""
        first, last = days_of(period)
        start, end = unit["valid_from"], unit["valid_to"]
        return (not start or last >= dt.date.fromisoformat(start)) and (not end or first <= dt.date.fromisoformat(end))


def random_units(campaign, years):
    """Three or four levels under several roots, and lone units without a parent."""
    rng = campaign.rng
    deep = rng.random() < 0.4

    def days():
        if rng.random() > 0.12:
            return "", ""
        day = dt.date(rng.choice(years), rng.randint(1, 12), rng.choice([1, 1, 15, 28])).isoformat()
        return (day, "") if rng.random() < 0.5 else ("", day)

    def add(code, kind, parent, group=""):
        campaign.unit(code, kind, parent, group, *days())

    for r in range(rng.randint(1, 3)):
        root = f"tp-{r}"
        campaign.unit(root, "city", group=rng.choice(["", "", f"Khoi {r}"]))
        for d in range(rng.randint(1, 4)):
            district = f"{root}-quan-{d}"
            add(district, "district", root, rng.choice(["", "Noi thanh", "Ngoai thanh"]))
            for w in range(rng.randint(0, 5)):
                ward = f"{district}-p-{w}"
                add(ward, "ward", district, rng.choice(["", "", "Khoi phuong A"]))
                for h in range(rng.randint(0, 2) if deep else 0):
                    add(f"{ward}-to-{h}", "hamlet", ward)
    for s in range(rng.randint(0, 5)):
        add(f"so-{s}", "department", "", rng.choice(["", "Khoi so"]))
    rng.shuffle(campaign.units)
    campaign.units.sort(key=lambda u: u["code"].count("-") if rng.random() < 0.9 else 9)


def maybe(rng, table, key, chance, *choices):
    """Gives an indicator a key now and then."""
    if rng.random() < chance:
        table[key] = rng.choice(choices)


def random_indicator(rng, nth, with_fields):
    """One indicator of any kind, with any of its keys."""
    kind = rng.choice(["ratio", "ratio", "ratio", "mean", "mean", "count", "count", "score"])
    table = {"code": f"chi-tieu-{nth}", "name": f"Chi tieu {nth}", "kind": kind}
    if kind == "ratio":
        maybe(rng, table, "unit", 0.3, "lần", "%")
        maybe(rng, table, "sampled", 0.35, True)
    elif kind == "count":
        table["unit"] = "hồ sơ"
        maybe(rng, table, "over_time", 0.35, "last")
    else:
        table["unit"] = rng.choice(["điểm", "%"])
    if kind in ("ratio", "mean"):
        maybe(rng, table, "min_sample", 0.4, 5, 10, 30, 20.5)
    percent = table.get("unit", "%") == "%"
    if rng.random() < 0.8:
        table["target"] = random_target(rng, kind, percent)
        maybe(rng, table, "weight", 0.5, 1, 2, 0.5, 0)
        maybe(rng, table, "near", 0.5, 0, 15, 5, 0.5)
    else:
        maybe(rng, table, "better", 0.6, "higher", "lower")
    maybe(rng, table, "scope", 0.5 if with_fields else 0.1, "every-field", "every-field", "overall")
    maybe(rng, table, "reported", 0.35, "total", "own")
    maybe(rng, table, "reporters", 0.7, ["district"], ["ward"], ["district", "ward"], ["city", "district", "ward", "department"], ["hamlet", "ward"])
    maybe(rng, table, "frequency", 0.5, "month", "month", "quarter", "half", "year")
    maybe(rng, table, "headline", 0.3, "cumulative", "latest")
    maybe(rng, table, "rank_needs", 0.4, 0, 0.25, 0.8, 1)
    maybe(rng, table, "decimals", 0.2, 0, 2)
    return table


def random_target(rng, kind, percent):
    """A target of every form, at bounds that are often hit exactly."""
    if kind == "ratio" and not percent:
        bounds = ["0.5", "1", "0.9"]
    elif kind == "count":
        bounds = ["10", "100", "50"]
    else:
        bounds = ["90", "80", "50", "100", "87.5"]
    form = rng.choice([">", ">=", "<", "<=", ".."])
    low = rng.choice(bounds)
    if form == "..":
        return f"{low}..{float(low) + 10:g}"
    return f"{form} {low}"


WIDE_KEYS = [
    {"kind": "ratio", "numerator": "resolved_early + resolved_on_time", "denominator": "resolved_early + resolved_on_time + resolved_late"},
    {"kind": "ratio", "numerator": "received - by_post", "denominator": "received"},
    {"kind": "count", "value": "by_post", "unit": "hồ sơ"},
    {"kind": "mean", "value": "rating", "sample": "raters", "unit": "điểm"},
]


def make_wide(rng, table):
    """Turns an indicator into one that is made of a wide table's columns."""
    keys = rng.choice(WIDE_KEYS)
    for key in ("kind", "unit", "numerator", "denominator", "value", "sample", "over_time", "sampled", "min_sample"):
        table.pop(key, None)
    table.update(keys)
    percent = table.get("unit", "%") == "%"
    if "target" in table:
        table["target"] = random_target(rng, table["kind"], percent)
    if keys["kind"] == "ratio":
        maybe(rng, table, "sampled", 0.3, True)
        maybe(rng, table, "min_sample", 0.3, 10, 30)


# ---------------------------------------------------------------------------------------------------------- numbers


def ratio_cells(rng, percent, target):
    """A numerator and denominator: nothing at times, small at times, on the target at times."""
    if rng.random() < 0.08:
        return {"numerator": NOTHING} if rng.random() < 0.5 else rng.choice([{"numerator": 0, "denominator": 0}, {"numerator": NOTHING, "denominator": NOTHING}])
    den = rng.choice([10, 20, 40, 100, 8, rng.randint(1, 9), rng.randint(10, 2000)])
    if rng.random() < 0.3 and target:
        bound = float(target.split("..")[0].strip("<>= "))
        num = round(den * bound / (100 if percent else 1))
        return {"numerator": min(num, den) if percent else num, "denominator": den}
    if rng.random() < 0.08:
        half = rng.choice([0.5, 0.25])
        return {"numerator": rng.randint(0, den) + 0.0, "denominator": den + half}
    num = rng.randint(den * 3 // 4, den) if rng.random() < 0.7 else rng.randint(0, den)
    if not percent and rng.random() < 0.2:
        num = den + rng.randint(1, den)
    return {"numerator": num, "denominator": den}


def mean_cells(rng):
    """A mean with its sample: of nothing at times."""
    chance = rng.random()
    if chance < 0.05:
        return {"value": NOTHING}
    if chance < 0.08:
        return {"sample": 0}
    return {"value": rng.choice([80, 90, 50, rng.randint(300, 1000) / 10]), "sample": rng.choice([10, 20, 30, rng.randint(1, 400)])}


def cells(rng, table, bare):
    """The number cells of a long row."""
    kind = table["kind"]
    if rng.random() < 0.02:
        return {"value": rng.choice(["", "-", "…", "N/A"])}
    if kind == "ratio":
        percent = table.get("unit", "%") == "%"
        if bare:
            return {"value": rng.choice([90, 80, 100, rng.randint(500, 1000) / 10]) if percent else rng.choice([0.5, 1, 0.9, 2])}
        return ratio_cells(rng, percent, table.get("target"))
    if kind == "mean":
        made = mean_cells(rng)
        return {"value": rng.choice([80, 90, rng.randint(300, 1000) / 10])} if bare else made
    if kind == "count":
        return {"value": rng.choice([NOTHING, 0, 10, 50, 100, rng.randint(1, 30), rng.randint(1, 5000), rng.randint(1, 99) + 0.5])}
    return {"value": rng.choice([80, 90, 100, rng.randint(300, 1000) / 10])}


def wide_cells(rng):
    """The columns of a wide row; a group of columns is given whole or not at all."""
    early, on_time, late = (rng.choice([0, rng.randint(0, 20), rng.randint(0, 500)]) for _ in range(3))
    received = rng.choice([0, 10, 20, rng.randint(1, 800)])
    row = {"resolved_early": early, "resolved_on_time": on_time, "resolved_late": late}
    if rng.random() < 0.05:
        row = dict.fromkeys(row, NOTHING)
    if rng.random() < 0.05:
        row = dict.fromkeys(row, "-")
    row.update({"received": received, "by_post": rng.randint(0, received)})
    mean = mean_cells(rng)
    row.update({"rating": mean.get("value", ""), "raters": mean.get("sample", 0)})
    if rng.random() < 0.1:
        row.update({"received": "", "by_post": ""})
    return row


# ---------------------------------------------------------------------------------------------------------- rows


def field_habit(rng, fields):
    """Which series a unit reports: without fields, by fields, both, or one in some periods and the other in others."""
    if not fields:
        return [None], "all"
    some = rng.sample(fields, rng.randint(1, len(fields)))
    habit = rng.choice(["fields", "fields", "fieldless", "both", "mixture"])
    if habit == "fields":
        return some, "all"
    if habit == "fieldless":
        return [None], "all"
    return [None, *some], "all" if habit == "both" else "mixture"


def series_of(campaign, table, years):
    """All (unit, period, field) that an indicator has rows for."""
    rng = campaign.rng
    frequency = table.get("frequency", rng.choice(["month", "month", "quarter", "year"]))
    kinds = table.get("reporters") or rng.choice([["district"], ["ward"], ["district", "ward", "department"]])
    fields = rng.choice([[], campaign.field_names_in_rows, campaign.field_names_in_rows])
    keys = set()
    for unit in campaign.units:
        if rng.random() < (0.12 if unit["kind"] in kinds else 0.93):
            continue
        series, way = field_habit(rng, fields)
        habit = rng.choice([frequency, frequency, frequency, "mixed", "switch", "sums"])
        shared = random_periods(rng, years, habit)
        for field in series:
            periods = shared if rng.random() < 0.6 else random_periods(rng, years, rng.choice([habit, "month", "mixed"]))
            for period in periods:
                if way == "mixture" and (hash_of(unit["code"], period) % 2 == 0) == (field is None):
                    continue
                if campaign.overlaps(unit, period):
                    keys.add((unit["code"], period, field or ""))
    return sorted(keys)


def hash_of(*texts):
    """A number that is the same in every run."""
    return sum((i + 1) * ord(c) for i, c in enumerate("".join(texts)))


def random_campaign(seed):
    """A small campaign with everything."""
    rng = random.Random(seed)
    campaign = Campaign(rng)
    messy = seed % 3 == 2
    year = rng.choice([2018, 2019])
    start = dt.date(year, rng.randint(1, 12), rng.choice([1, 1, rng.randint(2, 28)]))
    end = start + dt.timedelta(days=rng.choice([rng.randint(60, 330), 364, rng.randint(300, 800)]))
    campaign.starts, campaign.ends = start, end
    years = list(range(start.year - (rng.random() < 0.3), end.year + 1 + (rng.random() < 0.2)))
    now = start + dt.timedelta(days=rng.randint(30, (end - start).days + 150))
    campaign.now = now.replace(day=min(now.day, 27))
    random_units(campaign, years)
    fields = rng.sample(FIELDS, rng.randint(0, 4))
    campaign.fields = fields[: rng.randint(0, len(fields))]
    known = dict(campaign.fields)
    campaign.field_names_in_rows = [rng.choice([code, name]) if code in known else name for code, name in fields]
    campaign.illustrative = rng.random() < 0.2
    for nth in range(rng.randint(3, 7)):
        table = random_indicator(rng, nth, bool(fields))
        if rng.random() < 0.25:
            make_wide(rng, table)
        if "reporters" in table:
            known_kinds = {u["kind"] for u in campaign.units}
            table["reporters"] = [k for k in table["reporters"] if k in known_kinds] or ["city"]
        campaign.indicators.append(table)
    add_rows(campaign, years, messy)
    add_initiatives(campaign, seed)
    return campaign


def add_rows(campaign, years, messy):
    """Rows of every indicator: the wide ones share theirs."""
    rng = campaign.rng
    wide = next((t for t in campaign.indicators if is_wide(t)), None)
    if wide is not None:
        for unit, period, field in series_of(campaign, wide, years):
            campaign.wide.append({"unit": unit, "period": period, "field": field, **wide_cells(rng)})
    for table in campaign.indicators:
        if is_wide(table):
            continue
        always_bare = rng.random() < 0.15
        for unit, period, field in series_of(campaign, table, years):
            bare = always_bare or (messy and rng.random() < 0.15)
            row = {"indicator": table["code"], "unit": unit, "period": period, "field": field, **cells(rng, table, bare)}
            campaign.long.append(row)


def is_wide(table):
    """Whether an indicator is made of a wide table's columns."""
    return any(k in table for k in ("numerator", "value"))


# ---------------------------------------------------------------------------------------------------------- presets


def blocks518(seed):
    """518 units in 8 blocks, eight years of yearly figures."""
    rng = random.Random(seed)
    campaign = Campaign(rng)
    campaign.starts, campaign.ends, campaign.now = dt.date(2012, 1, 1), dt.date(2019, 12, 31), dt.date(2020, 5, 5)
    for n in range(518):
        campaign.unit(f"u-{n}", "office", group=f"Khoi {rng.randint(1, 8)}")
    campaign.indicators = [
        {"code": "ty-le", "name": "Ty le", "kind": "ratio", "target": "> 90", "reporters": ["office"], "frequency": "year", "weight": 2, "min_sample": 30},
        {"code": "diem", "name": "Diem", "kind": "score", "target": ">= 80", "weight": 1, "unit": "điểm"},
        {"code": "so-luong", "name": "So luong", "kind": "count", "better": "higher"},
        {"code": "trung-binh", "name": "Trung binh", "kind": "mean", "unit": "ngày", "target": "<= 12.5", "near": 1, "weight": 0.5},
        {"code": "ty-le-tran", "name": "Ty le tran", "kind": "ratio", "target": "30..40", "frequency": "year"},
    ]
    for table in campaign.indicators:
        for unit in campaign.units:
            for year in range(2012, 2020):
                if rng.random() < 0.93:
                    row = {"indicator": table["code"], "unit": unit["code"], "period": str(year), "field": ""}
                    campaign.long.append({**row, **cells(rng, table, table["code"] == "ty-le-tran")})
    return campaign


def months276(seed):
    """276 units under 7 regions, 36 months, three fields, in wide tables and long ones."""
    rng = random.Random(seed)
    campaign = Campaign(rng)
    campaign.starts, campaign.ends, campaign.now = dt.date(2017, 1, 1), dt.date(2019, 12, 31), dt.date(2020, 1, 20)
    campaign.fields = FIELDS[:3]
    for r in range(7):
        campaign.unit(f"vung-{r}", "region")
    for n in range(269):
        start, end = ("2018-04-01", "") if n % 40 == 3 else ("", "2019-03-31") if n % 40 == 7 else ("", "")
        campaign.unit(f"u-{n}", "office", parent=f"vung-{n % 7}", start=start, end=end)
    campaign.indicators = [
        {"code": "dung-han", "name": "Dung han", **WIDE_KEYS[0], "target": "> 90", "scope": "every-field", "reporters": ["office"], "frequency": "month", "weight": 1, "min_sample": 30, "sampled": True},
        {"code": "hai-long", "name": "Hai long", "kind": "mean", "unit": "%", "target": ">= 80", "reporters": ["office"], "weight": 1},
        {"code": "buu-chinh", "name": "Buu chinh", **WIDE_KEYS[2]},
    ]
    for unit in campaign.units[7:]:
        for nth in range(36):
            period = month(2017, nth)
            if rng.random() < 0.04 or not campaign.overlaps(unit, period):
                continue
            for code, _ in campaign.fields:
                if rng.random() < 0.97:
                    campaign.wide.append({"unit": unit["code"], "period": period, "field": code, **wide_cells(rng)})
            campaign.long.append({"indicator": "hai-long", "unit": unit["code"], "period": period, "field": "", **cells(rng, campaign.indicators[1], False)})
    return campaign


def large5000(seed):
    """About 5,000 units in four levels, a year of months, for speed."""
    rng = random.Random(seed)
    campaign = Campaign(rng)
    campaign.starts, campaign.ends, campaign.now = dt.date(2019, 1, 1), dt.date(2019, 12, 31), dt.date(2020, 1, 20)
    for p in range(2):
        campaign.unit(f"tinh-{p}", "province")
        for d in range(50):
            campaign.unit(f"tinh-{p}-h-{d}", "district", parent=f"tinh-{p}")
            for w in range(49):
                campaign.unit(f"tinh-{p}-h-{d}-x-{w}", "ward", parent=f"tinh-{p}-h-{d}", group=f"Khoi {w % 12}")
    campaign.indicators = [
        {"code": "dung-han", "name": "Dung han", "kind": "ratio", "target": "> 90", "reporters": ["district", "ward"], "frequency": "month", "weight": 1},
        {"code": "buu-chinh", "name": "Buu chinh", "kind": "count", "unit": "hồ sơ", "better": "higher", "reporters": ["ward"]},
    ]
    for unit in campaign.units:
        for nth in range(12) if unit["kind"] != "province" else ():
            for table in campaign.indicators:
                if rng.random() < 0.95 and unit["kind"] in table["reporters"]:
                    campaign.long.append({"indicator": table["code"], "unit": unit["code"], "period": month(2019, nth), "field": "", **cells(rng, table, False)})
    return campaign


def initiatives(seed):
    """A campaign for the impacts of initiatives."""
    return months_of_initiatives(seed, Campaign, FIELDS, month, cells)


PRESETS = {"blocks518": blocks518, "months276": months276, "large5000": large5000, "initiatives": initiatives}


# ---------------------------------------------------------------------------------------------------------- writing


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
        + ("illustrative = true\n" if campaign.illustrative else ""),
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
    write_rows(campaign, observations, "long", LONG, campaign.long)
    write_rows(campaign, observations, "wide", ["unit", "period", "field", *WIDE], campaign.wide)


def write_rows(campaign, folder, name, header, rows):
    """Rows spread over files and folders with defaults: by unit, by period, by indicator, illustrative ones apart. A folder's table
    lacks the column that the folder gives; a few rows stand twice, in equal words."""
    rng = campaign.rng
    if not rows:
        return
    rows = list(rows)
    rng.shuffle(rows)
    big = len(rows) > 20000
    places = {}
    for row in rows:
        way = "plain" if big else rng.choice(["plain", "plain", "plain", "unit", "period", "indicator"])
        if way not in row:
            way = "plain"
        body = rng.choice(["a", "b", "c"])
        if not big and rng.random() < 0.1:
            body = "minh-hoa"
        places.setdefault((body, way, row.get(way, "")), []).append(row)
        if not big and rng.random() < 0.01:
            places[body, way, row.get(way, "")].append(dict(row))
    for body in {b for b, *_ in places}:
        marks = {"minh-hoa": True, "c": False}
        if body in marks and not big:
            write_text(os.path.join(folder, body, "_defaults.toml"), f"illustrative = {toml_value(marks[body])}\n")
    for (body, way, value), here in places.items():
        ending = rng.choice([".csv", ".csv", ".tsv"])
        if way == "plain":
            write_table(os.path.join(folder, body, f"{name}{ending}"), header, here, rng.random() < 0.5)
            continue
        path = os.path.join(folder, body, way, value)
        write_text(os.path.join(path, "_defaults.toml"), f"{way} = {toml_value(value)}\n")
        write_table(os.path.join(path, f"{name}{ending}"), [h for h in header if h != way], here, rng.random() < 0.5)


def main():
    """Writes a site folder and prints its clock."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dir")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--preset", choices=sorted(PRESETS))
    args = parser.parse_args()
    campaign = PRESETS[args.preset](args.seed) if args.preset else random_campaign(args.seed)
    write_site(campaign, args.dir, args.seed)
    print(f"{campaign.now}T08:00:00+07:00")


if __name__ == "__main__":
    main()
