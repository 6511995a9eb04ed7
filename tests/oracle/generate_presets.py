"""The large campaigns: of the size of real ones, for speed and for what only numbers of units show."""

import datetime as dt
import random

from generate_campaign import FIELDS, WIDE_KEYS, Campaign, month
from generate_cells import cells, wide_cells
from generate_initiatives import months_of_initiatives


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
