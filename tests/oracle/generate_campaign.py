"""Random campaigns in plain valid figures, that exercise the arithmetic; the same seed makes the same campaign.

Every third seed is "messy": figures that can be pooled and bare values stand in one indicator, where the contract says least.
"""

import datetime as dt
import random

from generate_cells import cells, wide_cells
from generate_initiatives import add_initiatives

FIELDS = [("dat-dai", "Đất đai"), ("xay-dung", "Xây dựng"), ("ho-tich", "Hộ tịch"), ("kinh-doanh", "Đăng ký kinh doanh")]


# ---------------------------------------------------------------------------------------------------------- periods


def month(year, nth):
    """A month's code, `nth` from 0, running on into other years."""
    return f"{year + nth // 12}-{nth % 12 + 1:02}"


def days_of(code, begins=1):
    """First and last day of a canonical period; `begins` is the month in which a year of two begins."""
    named, _, rest = code.partition("-")
    year = int(named[:4])
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
    first += begins - 1 if "/" in named else 0
    end = first + size
    start, after = (dt.date(year + n // 12, n % 12 + 1, 1) for n in (first, end))
    return start, after - dt.timedelta(days=1)


def codes_of(year, begins=1):
    """All periods of a year by length; a year that does not begin in January has no nine months."""
    named = str(year) if begins == 1 else f"{year}/{(year + 1) % 100:02}"
    return {
        "month": [month(year, begins - 1 + m) for m in range(12)],
        "quarter": [f"{named}-Q{q}" for q in range(1, 5)],
        "half": [f"{named}-H1", f"{named}-H2"],
        "nine": [f"{year}-9M"] if begins == 1 else [],
        "year": [named],
    }


def random_periods(rng, years, habit, begins=1):
    """Which periods one series has, by the habit of who reports."""
    chosen = []
    for year in years:
        codes = codes_of(year, begins)
        if habit == "mixed":
            for length, chance in (("month", 0.6), ("quarter", 0.35), ("half", 0.3), ("nine", 0.25), ("year", 0.2)):
                chosen += [p for p in codes[length] if rng.random() < chance]
        elif habit == "switch":
            cut = rng.randrange(0, 5)
            chosen += codes["month"][: 3 * cut]
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
        self.begins = 1
        self.plain = set()
        self.register = []

    def unit(self, code, kind, parent="", group="", start="", end=""):
        """Adds a unit."""
        name = f"Don vi {len(self.units) + 1}"
        self.units.append({"code": code, "name": name, "kind": kind, "parent": parent, "group": group, "valid_from": start, "valid_to": end})

    def overlaps(self, unit, period):
        """Whether a period is not wholly outside a unit's days (those rows would be errors)."""
        first, last = days_of(period, self.begins)
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
        if kind == "mean":
            maybe(rng, table, "sampled", 0.15, True)
    if kind in ("ratio", "mean"):
        maybe(rng, table, "min_sample", 0.4, 5, 10, 30, 20.5)
    percent = table.get("unit", "%") == "%"
    if rng.random() < 0.8:
        table["target"] = random_target(rng, kind, percent)
        maybe(rng, table, "weight", 0.5, 1, 2, 0.5, 0)
        maybe(rng, table, "near", 0.5, 0, 15, 5, 0.5)
    else:
        maybe(rng, table, "better", 0.6, "higher", "lower")
    maybe(rng, table, "whole", 0.25, False)
    maybe(rng, table, "scope", 0.5 if with_fields else 0.1, "every-field", "every-field", "overall")
    maybe(rng, table, "sparse_fields", 0.4 if with_fields and kind != "score" else 0, True, True, False)
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
    for key in ("kind", "unit", "numerator", "denominator", "value", "sample", "over_time", "sampled", "min_sample", "whole"):
        table.pop(key, None)
    table.update(keys)
    percent = table.get("unit", "%") == "%"
    if "target" in table:
        table["target"] = random_target(rng, table["kind"], percent)
    if keys["kind"] == "ratio":
        maybe(rng, table, "sampled", 0.3, True)
        maybe(rng, table, "min_sample", 0.3, 10, 30)


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


def periods_by_field(rng, years, habit, series, begins):
    """The periods that a unit gives of each field: all the same; each its own; the same with some left out; one that begins later; one by
    quarters beside others by months."""
    shared = random_periods(rng, years, habit, begins)
    layout = rng.choice(["same", "same", "apart", "left out", "left out", "later", "quarters"])
    periods = {field: shared for field in series}
    named = [field for field in series if field is not None]
    if layout == "apart":
        for field in series:
            if rng.random() < 0.6:
                periods[field] = random_periods(rng, years, rng.choice([habit, "month", "mixed"]), begins)
    elif layout == "left out":
        for field in named:
            periods[field] = [p for p in shared if rng.random() >= 0.08]
    elif layout == "later" and named and shared:
        day = days_of(rng.choice(shared), begins)[0]
        periods[named[-1]] = [p for p in shared if days_of(p, begins)[0] >= day]
    elif layout == "quarters" and named:
        periods[named[0]] = random_periods(rng, years, "quarter", begins)
    return periods


def series_of(campaign, table, years):
    """All (unit, period, field) that an indicator has rows for."""
    rng = campaign.rng
    frequency = table.get("frequency", rng.choice(["month", "month", "quarter", "year"]))
    kinds = table.get("reporters") or rng.choice([["district"], ["ward"], ["district", "ward", "department"]])
    fields = rng.choice([[], campaign.field_names_in_rows, campaign.field_names_in_rows])
    begins = campaign.begins if rng.random() < 0.85 or frequency == "month" else 1
    not_of = {kind: rng.choice(fields) for kind in kinds if len(fields) > 1 and rng.random() < 0.4}  # a field that the kind never reports
    keys = set()
    for unit in campaign.units:
        if rng.random() < (0.12 if unit["kind"] in kinds else 0.93):
            continue
        series, way = field_habit(rng, [field for field in fields if field != not_of.get(unit["kind"])])
        habit = rng.choice([frequency, frequency, frequency, "mixed", "switch", "sums"])
        if begins != campaign.begins:
            habit = rng.choice(["quarter", "sums", frequency])
        for field, periods in periods_by_field(rng, years, habit, series, begins).items():
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
    campaign.begins = rng.choice([4, 7, 9, 10]) if seed % 5 == 4 else 1
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
            row = {"unit": unit, "period": period, "field": field, **wide_cells(rng)}
            campaign.wide.append({**row, "reason": "Số liệu sai"} if rng.random() < 0.02 else row)
    for table in campaign.indicators:
        if is_wide(table):
            continue
        always_bare = rng.random() < 0.15
        for unit, period, field in series_of(campaign, table, years):
            bare = always_bare or (messy and rng.random() < 0.15)
            row = {"indicator": table["code"], "unit": unit, "period": period, "field": field, **cells(rng, table, bare)}
            campaign.long.append(row)
            set_aside(rng, table, row)


def set_aside(rng, table, row):
    """A few rows are set aside with a reason; some because they say more of a thing than there is."""
    numbers = [row.get(k) for k in ("numerator", "denominator")]
    if rng.random() < 0.03:
        row["reason"] = rng.choice(["Số liệu sai", "Đơn vị báo lại sau"])
        if table["kind"] == "ratio" and all(isinstance(n, int) for n in numbers) and rng.random() < 0.7:
            row["numerator"] = row["denominator"] + 3


def is_wide(table):
    """Whether an indicator is made of a wide table's columns."""
    return any(k in table for k in ("numerator", "value"))


