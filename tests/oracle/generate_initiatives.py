"""Registers of initiatives for generated campaigns, with what is hard about them: dates of which only the year is known, adopters
without dates, months that just suffice or just do not, fields without figures, sources beside illustrative figures.
"""

import datetime as dt
import os
import random
import re

HEADER = (
    "id,title,summary,unit,form,field,problem,solution,started,stage,indicators,adopted_by,verification,contact,sources,updated"
).split(",")
STAGES = ["đăng ký", "thử nghiệm", "đang áp dụng", "đang áp dụng", "đã công nhận", "đã nhân rộng", "đã dừng"]
VERIFICATIONS = ["tự báo cáo", "đã thẩm định", "đánh giá độc lập"]


def code_of(number):
    """The code of a running month number."""
    return f"{number // 12:04}-{number % 12 + 1:02}"


class Months:
    """The months of each (indicator, unit) that have rows, in whatever field, as running numbers."""

    def __init__(self, campaign):
        self.of = {}
        wide = [table["code"] for table in campaign.indicators if any(k in table for k in ("numerator", "value"))]
        for row in campaign.long:
            self.note(row["indicator"], row)
        for row in campaign.wide:
            for code in wide:
                self.note(code, row)
        self.rich = sorted(key for key, months in self.of.items() if len(months) >= 7)

    def note(self, code, row):
        """Notes the month of a row, where it is one."""
        match = re.fullmatch(r"(\d{4})-(\d{2})", row["period"])
        if match:
            self.of.setdefault((code, row["unit"]), set()).add(int(match[1]) * 12 + int(match[2]) - 1)

    def start(self, rng, code, unit):
        """A month around which there may be enough: in the middle, or at an edge where they just suffice or just do not."""
        months = sorted(self.of.get((code, unit), {rng.randint(2018 * 12, 2020 * 12)}))
        if rng.random() < 0.3:
            return rng.choice([months[0] + rng.randint(2, 7), months[-1] - rng.randint(2, 7)])
        return rng.choice(months)


def date_of(rng, number):
    """A date in a month, as people write it, or only its year."""
    day = rng.randint(1, 28)
    chance = rng.random()
    if chance < 0.12:
        return str(number // 12)
    if chance < 0.6:
        return code_of(number)
    if chance < 0.8:
        return f"{code_of(number)}-{day:02}"
    return f"{day:02}/{number % 12 + 1:02}/{number // 12}"


def add_initiatives(campaign, seed, count=None):
    """Gives a campaign a register. Its figures stay what they are without one."""
    rng = random.Random(f"initiatives-{seed}")
    months = Months(campaign)
    codes = [table["code"] for table in campaign.indicators]
    count = rng.choice([0, 3, 8, 15]) if count is None else count
    campaign.register = [initiative(rng, campaign, months, codes, nth) for nth in range(count)]


def initiative(rng, campaign, months, codes, nth):
    """One row."""
    units = [unit["code"] for unit in campaign.units]
    indicators = rng.sample(codes, rng.choice([0, 1, 1, 1, 2, min(3, len(codes))]))
    unit = rng.choice(units)
    if months.rich and rng.random() < 0.85:
        code, unit = rng.choice(months.rich)
        indicators = [code] + [other for other in indicators if other != code]
    leading = indicators[0] if indicators else rng.choice(codes)
    adopters = []
    others = [other for code, other in months.rich if code == leading and other != unit] or [u for u in units if u != unit]
    for other in sorted(set(rng.sample(others, min(len(others), rng.choice([0, 0, 1, 2, 4]))))):
        since = "" if rng.random() < 0.25 else f" {date_of(rng, months.start(rng, leading, other))}"
        adopters.append(other + since)
    rng.shuffle(adopters)
    fields = [*campaign.field_names_in_rows, *(code for code, _ in campaign.fields), "Lĩnh vực khác"]
    return {
        "id": f"sk-{nth}",
        "title": f"Sang kien {nth}",
        "summary": "Tom tat",
        "unit": unit,
        "form": rng.choice(["sáng kiến", "giải pháp", "cách làm hay"]),
        "field": rng.choice(fields),
        "problem": "Van de",
        "solution": "Giai phap",
        "started": date_of(rng, months.start(rng, leading, unit)),
        "stage": rng.choice(STAGES),
        "indicators": "; ".join(indicators),
        "adopted_by": "; ".join(adopters),
        "verification": rng.choice(VERIFICATIONS),
        "contact": "chưa rõ",
        "sources": "Bao cao cua thanh pho" if rng.random() < 0.35 else "",
        "updated": str(campaign.now),
    }


def parts_of_register(campaign, seed):
    """The register's tables by path below data/, those of illustrative folders apart: path → (rows, illustrative or None)."""
    rng = random.Random(f"register-{seed}")
    if rng.random() < 0.6:
        return {"initiatives.csv": (campaign.register, None)}
    parts = {"initiatives/a.csv": ([], None), "initiatives/b/c.csv": ([], False), "initiatives/minh-hoa/a.csv": ([], True)}
    for row in campaign.register:
        parts[rng.choice(sorted(parts))][0].append(row)
    return {path: part for path, part in parts.items() if part[0]}


def write_register(campaign, data, seed, write_text, write_table):
    """Writes the register, where there is one."""
    for path, (rows, illustrative) in parts_of_register(campaign, seed).items() if campaign.register else ():
        if illustrative is not None:
            mark = str(illustrative).lower()
            write_text(os.path.join(data, os.path.dirname(path), "_defaults.toml"), f"illustrative = {mark}\n")
        write_table(os.path.join(data, path), HEADER, rows, False)


# ---------------------------------------------------------------------------------------------------------- preset

KINDS = [
    {"code": "ty-le", "kind": "ratio", "target": "> 90", "scope": "every-field"},
    {"code": "khao-sat", "kind": "ratio", "target": ">= 80", "sampled": True, "min_sample": 30},
    {"code": "so-ngay", "kind": "mean", "unit": "ngày", "target": "<= 50", "near": 5},
    {"code": "so-luong", "kind": "count", "unit": "hồ sơ", "target": ">= 2000"},
    {"code": "ton", "kind": "count", "unit": "hồ sơ", "over_time": "last", "target": "< 100", "headline": "latest"},
    {"code": "he-so", "kind": "ratio", "unit": "lần", "better": "lower"},
    {"code": "diem", "kind": "score", "unit": "điểm", "target": ">= 80"},
]


def months_of_initiatives(seed, campaign_of, fields, month, cells):
    """36 units in four blocks below four offices, thirty months with gaps here and there, and a register of eighty."""
    rng = random.Random(seed)
    campaign = campaign_of(rng)
    campaign.starts, campaign.ends, campaign.now = dt.date(2018, 1, 1), dt.date(2019, 12, 31), dt.date(2020, 7, 20)
    campaign.fields = fields[:2]
    campaign.field_names_in_rows = [code for code, _ in fields[:2]]
    for n in range(4):
        campaign.unit(f"vp-{n}", "office")
    for n in range(36):
        campaign.unit(f"u-{n}", "unit", parent=f"vp-{n % 4}" if n % 3 else "", group=f"Khoi {n % 4}" if n % 5 else "")
    campaign.indicators = [{"name": kind["code"], "frequency": "month", **kind} for kind in KINDS]
    for table in campaign.indicators:
        for unit in campaign.units[4:]:
            gaps = rng.choice([0, 0, 0, 0.03, 0.1])
            series = rng.choice([[""], ["dat-dai", "xay-dung"]]) if table["code"] in ("ty-le", "so-ngay") else [""]
            for nth in range(30):
                for field in series if rng.random() >= gaps else ():
                    row = {"indicator": table["code"], "unit": unit["code"], "period": month(2018, nth), "field": field}
                    campaign.long.append({**row, **cells(rng, table, rng.random() < 0.003)})
    add_initiatives(campaign, seed, 80)
    return campaign
