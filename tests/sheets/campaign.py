"""The campaign that the sheets are of: its units, fields and indicators, and the figures that are true."""

# Names of which one begins another, and names that several bear: what a careless reader mixes up.
DISTRICTS = {
    "binh-tan": ("Quận Bình Tân", {
        "an-lac": "Phường An Lạc", "an-lac-a": "Phường An Lạc A", "tan-tao": "Phường Tân Tạo", "binh-hung-hoa": "Phường Bình Hưng Hòa",
        "binh-hung-hoa-a": "Phường Bình Hưng Hoà A"}),
    "quan-3": ("Quận 3", {f"quan-3-phuong-{n}": f"Phường {n}" for n in (1, 2, 12)}),
    "quan-10": ("Quận 10", {f"quan-10-phuong-{n}": f"Phường {n}" for n in (1, 10, 12)}),
}
FIELDS = {"dat-dai": "Đất đai", "ho-tich": "Hộ tịch", "xay-dung": "Xây dựng"}
COLUMNS = ("received", "resolved_early", "resolved_on_time", "resolved_late")

CAMPAIGN = """title = "Thi đua"
starts = 2019-01-01
ends = 2019-12-31
illustrative = true
[kinds]
city = "Thành phố"
district = "Quận"
ward = "Phường"
"""
INDICATORS = """[[indicator]]
code = "dung-han"
name = "Tỷ lệ hồ sơ giải quyết đúng hạn"
kind = "ratio"
numerator = "resolved_early + resolved_on_time"
denominator = "resolved_early + resolved_on_time + resolved_late"
target = "> 90"
frequency = "month"
reporters = ["ward"]
[[indicator]]
code = "tiep-nhan"
name = "Số hồ sơ tiếp nhận"
kind = "count"
value = "received"
frequency = "month"
reporters = ["ward"]
"""


def write(data, without=(), reported="own"):
    """Writes the campaign, without some units in its register."""
    units = ["code,name,kind,parent", "tphcm,Thành phố Hồ Chí Minh,city,"]
    for code, (name, wards) in DISTRICTS.items():
        units.append(f"{code},{name},district,tphcm")
        units += [f"{ward},{of},ward,{code}" for ward, of in wards.items() if ward not in without]
    fields = ["code,name"] + [f"{key},{name}" for key, name in FIELDS.items()]
    for name, text in [("campaign.toml", CAMPAIGN), ("indicators.toml", INDICATORS.replace('frequency =', f'reported = "{reported}"\nfrequency =')), ("units.csv", "\n".join(units) + "\n"), ("fields.csv", "\n".join(fields) + "\n")]:
        (data / name).write_text(text, encoding="utf-8")


def counts(random, size):
    """The counts of one row of the report form, none of them alike in size, so that one taken for another is seen."""
    early, on_time, late = random.randint(1, size // 3 + 1), random.randint(size // 2, size), random.randint(0, size // 8)
    return {"received": early + on_time + late + random.randint(1, size // 4 + 2), "resolved_early": early, "resolved_on_time": on_time, "resolved_late": late}


def added(rows):
    return {column: sum(row[column] for row in rows) for column in COLUMNS}


def rows(truth):
    """The figures that are read: by unit, field (or none), indicator and period.

    `truth`: by unit, field (or none) and period, the counts by column; a column that a sheet does not give is absent."""
    said = {}
    for (unit, field, period), row in truth.items():
        if all(column in row for column in COLUMNS[1:]):
            kept = row["resolved_early"] + row["resolved_on_time"]
            said[unit, field, "dung-han", period] = (kept, kept + row["resolved_late"])
        if "share" in row:
            said[unit, field, "dung-han", period] = (row["share"], None)
        if "received" in row:
            said[unit, field, "tiep-nhan", period] = (row["received"], None)
    return said


def figures(truth):
    """What the site must say of units: their rows, and of fields their sum where none is missing that was there before."""
    said = rows(truth)
    by_unit, begins = {}, {}
    for (unit, field, indicator, period), figure in sorted(said.items(), key=lambda one: one[0][3]):
        if field:
            by_unit.setdefault((unit, None, indicator, period), {})[field] = figure
            begins.setdefault((unit, indicator), {}).setdefault(field, period)
    for key, parts in by_unit.items():
        unit, _, indicator, period = key
        if all(field in parts for field, first in begins[unit, indicator].items() if first <= period):
            said.setdefault(key, tuple(None if part[0] is None else sum(part) for part in zip(*parts.values())))
    return said
