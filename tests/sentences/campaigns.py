"""Small campaigns drawn from a seed, of shapes on which sentences go wrong: one unit or a few, ties and near-ties, values that round to
the target or to zero, samples around the smallest that is judged, late reporters and gaps, fields, outside indices, initiatives.

    python3 campaigns.py DIR SEED       writes the site folder of a seed and prints the clock to build it with
"""

import csv
import datetime as dt
import os
import random
import sys
from fractions import Fraction

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "oracle"))

import oracle  # noqa: E402
from generate_releases import write_releases  # noqa: E402
from periods import MONTH  # noqa: E402
from reading import OVERALL, Site  # noqa: E402

THEMES = [
    ("Thi đua dạy tốt, học tốt", {"school": "Trường tiểu học", "kindergarten": "Trường mầm non"}, ["Trường Hoa Mơ", "Trường Hoa Cúc", "Trường Hoa Sen", "Trường Hoa Lan", "Trường Hoa Hồng", "Trường Hoa Mai"]),
    ("Thi đua phục vụ người bệnh", {"clinic": "Trạm y tế", "hospital": "Bệnh viện"}, ["Trạm Mẫu 1", "Trạm Mẫu 2", "Trạm Mẫu 3", "Trạm Mẫu 4", "Trạm Mẫu 5", "Trạm Mẫu 6"]),
    ("Thi đua các tổ", {"team": "Tổ công tác", "section": "Bộ phận"}, ["Tổ An Bình", "Tổ Bình Minh", "Tổ Cỏ May", "Tổ Diên Hồng", "Tổ Gia Hòa", "Tổ Hoàng Sa"]),
    ("Thi đua cải cách hành chính", {"district": "Quận, huyện", "ward": "Phường, xã"}, ["Quận 1", "Quận 2", "Quận 12", "Huyện Củ Chi", "Quận Tân Bình", "Quận Gò Vấp"]),
]
FIELDS = [("dat-dai", "Đất đai"), ("xay-dung", "Xây dựng mới"), ("ho-tich", "Hộ tịch")]
NAMES = {
    "ratio": ["Tỷ lệ đúng hạn", "Tỷ lệ hài lòng", "Tỷ lệ sai sót"],
    "mean": ["Điểm trung bình", "Thời gian chờ", "Chênh lệch giờ so với kế hoạch"],
    "count": ["Hồ sơ qua bưu chính", "Số lượt hỗ trợ", "Bộ phận một cửa"],
    "score": ["Điểm chấm nội bộ", "Điểm tự chấm", "Điểm kiểm tra"],
}
UNITS = {
    "ratio": ["%", "%", "%", "‰", "hồ sơ/người", "lần/hồ sơ"],
    "mean": ["điểm", "giờ", "phút", "ngày"],
    "count": ["hồ sơ", "lượt", ""],
    "score": ["điểm", "", "điểm"],
}


class Campaign:
    """A campaign as it will be written: settings, units, indicators, rows by table."""

    def __init__(self, seed):
        self.rng = random.Random(f"sentences-{seed}")
        self.title, self.kinds, self.names = self.rng.choice(THEMES)
        self.months = self.rng.randint(1, 8)
        self.first = self.rng.choice([1, 1, 3, 5, 9])
        self.units = self.draw_units()
        self.tables = [self.draw_indicator(nth) for nth in range(self.rng.choice([1, 1, 2, 2, 3]))]
        self.rows = [row for table in self.tables for row in self.rows_of(table)]
        self.practices = self.draw_practices()
        self.indices = self.draw_indices() if self.chance(0.25) else []
        self.settings()

    def chance(self, share):
        """True in such a share of draws."""
        return self.rng.random() < share

    def month(self, nth):
        """The code of the campaign's months from its first on."""
        at = 2019 * 12 + self.first - 1 + nth
        return f"{at // 12}-{at % 12 + 1:02}"

    def settings(self):
        """The campaign's days, and from when it is looked at: before it, in it, on its last days, after it."""
        start = dt.date.fromisoformat(f"{self.month(0)}-01")
        end = dt.date.fromisoformat(f"{self.month(max(self.months, self.rng.choice([3, 8])))}-01") - dt.timedelta(days=1)
        through = dt.date.fromisoformat(f"{self.month(self.months)}-01")
        self.starts, self.ends = start, max(end, through)
        looks = [through + dt.timedelta(days=self.rng.randint(0, 20)), through, self.ends - dt.timedelta(days=1), self.ends, self.ends + dt.timedelta(days=self.rng.randint(1, 90))]
        self.now = self.rng.choice(looks)
        if self.chance(0.06):
            self.rows, self.practices, self.now = [], [], start - dt.timedelta(days=self.rng.choice([1, 2, 33]))
        elif self.chance(0.03):
            self.rows = []

    # ------------------------------------------------------------------------------------------------ units

    def draw_units(self):
        """One unit or a few, some below others, some in blocks."""
        kinds = list(self.kinds)
        count = self.rng.choice([1, 2, 2, 3, 3, 3, 4, 5, 6])
        nested = count > 2 and self.chance(0.3)
        grouped = count > 2 and self.chance(0.25)
        mixed = not nested and count > 2 and self.chance(0.25)
        units = []
        for nth, name in enumerate(self.names[:count]):
            below = nested and nth > 0
            kind = kinds[1] if below or mixed and nth >= count // 2 else kinds[0]
            unit = {"code": f"dv-{nth + 1}", "name": f"Phường {nth}" if below and kind == "ward" else name, "kind": kind, "parent": "dv-1" if below else ""}
            unit["short_name"] = f"P.{nth}" if unit["name"].startswith("Phường") and self.chance(0.7) else ""
            unit["group"] = f"Khối {'AB'[nth % 2]}" if grouped and not nested else ""
            units.append(unit)
        if self.chance(0.1):
            units[-1]["valid_from"] = f"{self.month(0)}-15" if len(units) > 1 else ""
        return units

    # ------------------------------------------------------------------------------------------------ indicators

    def draw_indicator(self, nth):
        """One indicator of any kind, in any unit, with or without a target."""
        rng = self.rng
        kind = rng.choice(["ratio", "ratio", "ratio", "mean", "mean", "count", "score"])
        table = {"code": f"ct-{nth + 1}", "name": NAMES[kind][nth], "kind": kind, "unit": rng.choice(UNITS[kind])}
        decimals = rng.choice([None, None, 0, 1, 2, 3])
        if decimals is not None and not (kind == "count" and decimals):
            table["decimals"] = decimals
        if table["unit"] in ("lần/hồ sơ", "‰"):
            table["decimals"] = rng.choice([3, 4])
        self.base = self.base_of(table)
        if self.chance(0.75):
            table["target"] = self.target_of(table)
            if self.chance(0.3):
                table["near"] = rng.choice([0, Fraction(1, 2), 3])
            if self.chance(0.4) and self.base > 0:  # A share of a target below nothing says nothing.
                table["weight"] = rng.choice([1, 2])
        elif self.chance(0.8):
            table["better"] = rng.choice(["higher", "lower"])
        if kind in ("ratio", "mean") and self.chance(0.35):
            table["min_sample"] = rng.choice([10, 30])
        if kind == "ratio" and table["unit"] == "%" and self.chance(0.3):
            table["sampled"] = True
        if kind == "count" and self.chance(0.3):
            table["over_time"] = "last"
        if self.chance(0.25):
            table["headline"] = rng.choice(["cumulative", "latest"])
        table["frequency"] = "quarter" if self.months >= 6 and self.chance(0.1) else "month"
        if self.chance(0.75):
            table["reporters"] = sorted({unit["kind"] for unit in self.units})
        if self.chance(0.1):
            table["reported"] = "total"
        table["fields"] = rng.sample(FIELDS, rng.choice([1, 2, 2, 3])) if kind != "score" and self.chance(0.35) else []
        if table["fields"] and table.get("target") and self.chance(0.6):
            table["scope"] = "every-field"
        if table["fields"] and self.chance(0.25):
            table["sparse_fields"] = True
        table["base"] = self.base
        return table

    def base_of(self, table):
        """Around what the indicator's values lie."""
        choices = {"%": [90, 80, 99, 50, 1], "‰": [Fraction(1, 1000), Fraction(4, 10000)], "lần/hồ sơ": [Fraction(4, 10000), Fraction(2, 100)], "hồ sơ/người": [27, 3]}
        if table["kind"] == "count":
            return self.rng.choice([7, 40, 300])
        if table["kind"] == "mean":
            return self.rng.choice([7, 0, 0, 20, -2] if table["unit"] == "giờ" else [7, 20, 5])
        return self.rng.choice(choices.get(table["unit"], [7, 80]))

    def target_of(self, table):
        """A target of any form at the value around which the indicator lies."""
        form = self.rng.choice([">=", ">", "<=", "<", ".."])
        bound = Fraction(self.base) + self.rng.choice([0, 0, Fraction(1, 10), Fraction(1, 5)]) * (1 if abs(self.base) >= 1 and table["kind"] != "count" else 0)
        wide = Fraction(abs(self.base) or 1, 10)
        return f"{plain(bound)}..{plain(bound + wide)}" if form == ".." else f"{form} {plain(bound)}"

    # ------------------------------------------------------------------------------------------------ rows

    def rows_of(self, table):
        """The rows of an indicator: units with their own habits of reporting, values that often lie close together."""
        rng, rows, before = self.rng, [], []
        fields = [""] + [] if not table["fields"] else [code for code, _ in table["fields"]]
        spread = rng.choice([0, Fraction(1, 10000), Fraction(1, 1000), Fraction(1, 100), Fraction(1, 20), Fraction(1, 4)])
        usual = rng.choice([8, 20, 35, 60, 400, 4000])
        not_of = (self.units[-1]["kind"], rng.choice(fields)) if len(fields) > 1 and self.chance(0.4) else None  # a field that the last unit's kind never reports
        for unit in self.units:
            if unit["kind"] not in table.get("reporters", [unit["kind"]]):
                continue
            if len(self.units) > 1 and unit["parent"] == "" and any(u["parent"] == unit["code"] for u in self.units) and self.chance(0.5):
                continue
            late = rng.randint(1, 3) if self.chance(0.25) else 0
            gaps = rng.choice([0, 0, 0, 0.15, 0.4])
            for nth in range(late, self.months):
                if table["frequency"] == "quarter" and (self.first - 1 + nth) % 3:
                    continue
                for field in fields:
                    if rng.random() >= gaps and (unit["kind"], field) != not_of:
                        row = {"indicator": table["code"], "unit": unit["code"], "period": self.period(table, nth), "field": field}
                        rows.append({**row, **self.numbers(table, before, spread, usual)})
        return rows

    def period(self, table, nth):
        """A month, or the quarter that begins with it."""
        code = self.month(nth)
        return code if table["frequency"] == "month" else f"{code[:4]}-Q{(int(code[5:]) + 2) // 3}"

    def numbers(self, table, before, spread, usual):
        """The cells of one figure: often the same as one before, or next to it in a far decimal."""
        rng = self.rng
        if table["kind"] in ("ratio", "mean") and self.chance(0.02):
            return {"numerator" if table["kind"] == "ratio" else "value": "không phát sinh"}
        if before and self.chance(0.35):
            value = rng.choice(before) + rng.choice([0, 0, Fraction(1, 100), Fraction(-1, 1000), Fraction(1, 10000)]) * (abs(Fraction(table["base"])) or 1) / 10
        else:
            value = Fraction(table["base"]) + Fraction(rng.randint(-100, 100), 100) * spread * (abs(Fraction(table["base"])) or 1)
        before.append(value)
        size = rng.choice([usual, usual, usual, usual + rng.randint(-5, 5), 29, 30, 31, 9, 10])
        if table["kind"] == "ratio":
            return self.ratio(table, value, size)
        if table["kind"] == "mean":
            return {"value": plain(rounded(value, 4)), "sample": str(max(1, size))}
        if table["kind"] == "count":
            return {"value": str(max(0, round(value)))}
        return {"value": plain(rounded(value, 4))}

    def ratio(self, table, value, size):
        """A numerator and a denominator; of small quotients the denominator is large."""
        share = value / 100 if table["unit"] == "%" else value
        if table["unit"] in ("‰", "lần/hồ sơ"):
            size *= 1000
        size = max(1, size)
        numerator = max(0, round(share * size))
        return {"numerator": str(min(size, numerator) if table["unit"] == "%" else numerator), "denominator": str(size)}

    # ------------------------------------------------------------------------------------------------ the rest

    def draw_practices(self):
        """None, one, or a few practices, with units that took them up."""
        rng = self.rng
        rows = []
        for nth in range(rng.choice([0, 0, 1, 1, 2, 3])):
            table, unit = rng.choice(self.tables), rng.choice(self.units)["code"]
            others = [u["code"] for u in self.units if u["code"] != unit]
            adopters = [f"{u} {self.month(rng.randint(0, self.months))}" if self.chance(0.7) else u for u in rng.sample(others, min(len(others), rng.choice([0, 0, 1, 2])))]
            started = rng.choice([self.month(min(3, self.months - 1)), self.month(rng.randint(0, self.months - 1)), self.month(0)])
            rows.append({
                "id": f"sk-{nth + 1}", "title": ["Hẹn giờ trước khi đến", "Thư xin lỗi", "Tiền kiểm hồ sơ"][nth], "summary": "Việc làm minh họa.",
                "unit": unit, "form": rng.choice(["sáng kiến", "giải pháp"]), "field": rng.choice(table["fields"])[1] if table["fields"] else "Việc chung",
                "problem": "Người đến phải chờ lâu.", "solution": "Hẹn giờ trước.", "started": rng.choice([started, f"{started}-05"]),
                "stage": rng.choice(["đang áp dụng", "đang áp dụng", "thử nghiệm", "đã dừng"]), "indicators": table["code"], "adopted_by": "; ".join(adopters),
                "verification": rng.choice(["tự báo cáo", "đã thẩm định"]), "contact": "Văn phòng", "updated": self.month(self.months - 1) + "-20",
            })
        return rows

    def draw_indices(self):
        """Outside indices with years left out, equal scores, and ranks among changing numbers."""
        rng, rows = self.rng, []
        for name, scale in rng.sample([("PAR INDEX", 100), ("PCI", 100), ("PAPI", 80), ("Chỉ số tỉnh", 10)], rng.choice([1, 2])):
            score, rank = Fraction(rng.randint(300, 900), 1000) * scale, rng.randint(2, 60)
            for year in range(2015, 2023):
                if self.chance(0.4):
                    continue
                score += rng.choice([0, 0, Fraction(1, 100), Fraction(-1, 100), Fraction(3, 10), Fraction(-1, 1000)])
                rank = max(1, min(63, rank + rng.choice([0, 0, 1, -1, 5])))
                rows.append({"index": name, "year": str(year), "score": plain(rounded(score, 3)) if self.chance(0.8) else "", "scale": str(scale),
                             "rank": str(rank) if self.chance(0.7) else "", "of": rng.choice(["63", "63", "63", "64"]), "source": "Nguồn minh họa"})
        return [{**row, "of": row["of"] if row["rank"] else ""} for row in rows]


def rounded(value, decimals):
    """A value with at most so many decimals."""
    return Fraction(round(Fraction(value) * 10**decimals), 10**decimals)


def plain(value):
    """A plain decimal."""
    text = f"{Fraction(value).numerator / Fraction(value).denominator:.10f}"
    return text.rstrip("0").rstrip(".") or "0"


# ---------------------------------------------------------------------------------------------------------- writing

KEYS = {"code", "name", "kind", "unit", "decimals", "target", "near", "weight", "better", "min_sample", "sampled", "over_time", "headline", "frequency", "reporters", "reported", "scope", "sparse_fields"}


def toml(value):
    """A value as TOML writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return f'"{value}"' if isinstance(value, str) else plain(value)


def write(campaign, root):
    """Writes the site folder."""
    rng = campaign.rng
    settings = [f'title = "{campaign.title}"', 'organizer = "Cơ quan minh họa"', f"starts = {campaign.starts}", f"ends = {campaign.ends}", "illustrative = true", 'numbers = "en"']
    if campaign.practices and campaign.chance(0.5):
        settings.append(f"initiatives_owed_by = {toml(sorted({u['kind'] for u in campaign.units}))}")
    named = dict(campaign.kinds)
    if campaign.chance(0.1):
        named.pop(rng.choice(list(named)))
    settings.append("\n[kinds]\n" + "\n".join(f'{code} = "{name}"' for code, name in named.items()))
    put(root, "data/campaign.toml", "\n".join(settings) + "\n")
    tables = ["[[indicator]]\n" + "\n".join(f"{key} = {toml(value)}" for key, value in table.items() if key in KEYS and value != "") for table in campaign.tables]
    put(root, "data/indicators.toml", "\n\n".join(tables) + "\n")
    put_table(root, "data/units.csv", ["code", "name", "kind", "short_name", "parent", "group", "valid_from"], campaign.units)
    put_table(root, "data/fields.csv", ["code", "name"], [{"code": code, "name": name} for code, name in FIELDS])
    if campaign.rows:
        put_table(root, "data/observations/a.csv", ["indicator", "unit", "period", "field", "numerator", "denominator", "value", "sample"], campaign.rows)
    if campaign.practices:
        put_table(root, "data/initiatives.csv", list(campaign.practices[0]), campaign.practices)
    if campaign.indices:
        put_table(root, "data/indices.csv", list(campaign.indices[0]), campaign.indices)
    put(root, "content/index.md", "Trang minh họa.\n")
    put_announcements(campaign, root)
    if campaign.rows and campaign.chance(0.4):
        write_releases(root, campaign.now, campaign.title + str(campaign.now))


def put_announcements(campaign, root):
    """Announcements with figures of one unit and one indicator each, which their names say, as far as there are figures to draw."""
    figures = oracle.Figures(Site(root), campaign.now)
    codes = [unit["code"] for unit in campaign.units]
    drawable = [(calc, unit) for calc in figures.by_code.values() for unit in codes if can_be_drawn(calc, unit)]
    for calc, unit in campaign.rng.sample(drawable, min(2, len(drawable))):
        of = f'indicator="{calc.ind.code}", unit="{unit}"'
        head = f'+++\ntitle = "Trang minh họa"\ndate = {campaign.now}\nsummary = "Trang minh họa"\n+++\n'
        calls = [f"chart({of})", f"progress({of})", f'ranking(indicator="{calc.ind.code}")']
        text = "\n".join([head, *(f"{{{{ {call} }}}}\n" for call in calls)])
        put(root, f"content/thong-bao/{campaign.now}-{calc.ind.code}-cua-{unit}.md", text)


def can_be_drawn(calc, unit):
    """Whether a unit has overall figures of two months, and of nothing but months."""
    points = {period: calc.point_at(unit, OVERALL, period) for period in calc.totals[OVERALL][unit]}
    return sum(point["value"] is not None for point in points.values()) > 1 and all(period.length == MONTH for period in points)


def put(root, path, text):
    """Writes one file."""
    path = os.path.join(root, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def put_table(root, path, header, rows):
    """Writes one table; what a row lacks is empty."""
    path = os.path.join(root, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


def make(root, seed):
    """Writes the site folder of a seed; gives the clock to build it with."""
    campaign = Campaign(seed)
    write(campaign, root)
    return f"{campaign.now.isoformat()}T08:00:00+07:00"


if __name__ == "__main__":
    print(make(sys.argv[1], int(sys.argv[2])))
