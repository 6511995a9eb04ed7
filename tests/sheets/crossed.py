"""Tables whose header has periods or fields, tables beside and below others, and months beside months."""

import campaign
from forms import PRINTED, Column, finish
from grid import Grid

MAPPED = {printed: name for name, printed in PRINTED.items()}


def months_over_columns(painter):
    """Wards down, months as groups over the columns of the form."""
    truth, grid, random = {}, Grid(), painter.random
    months = list(range(painter.month - 1, painter.month + random.randint(1, 2)))
    spelt = painter.one_of("Tháng {}/2019", "Tháng {} năm 2019", "Tháng {}")
    groups = [(spelt.format(month), month) for month in months]
    if painter.with_chance(0.4, "total group"):
        name = random.choice(["Tổng cộng", "Cộng", "Lũy kế", "Quý III", "So sánh"])
        # A quarter of other months is a period of its own, and read as one.
        groups.append((name if name != "Quý III" or set(months) <= {7, 8, 9} else "Tổng cộng", None))
    columns = [Column(["Đơn vị"], None)] + [Column([group, printed], None) for group, _ in groups for printed in PRINTED.values()]
    grid.put(0, 0, "TỔNG HỢP KẾT QUẢ GIẢI QUYẾT HỒ SƠ NĂM 2019")
    top = painter.header(grid, 1, columns)
    for down, (code, name) in enumerate(painter.wards.items(), top):
        rows = {month: painter.counts() for month in months}
        grid.put(down, 0, name)
        for number, (_, month) in enumerate(groups):
            row = rows.get(month) or campaign.added(list(rows.values()))
            for at, column in enumerate(PRINTED, 1 + 4 * number):
                grid.put(down, at, row[column])
        for month, row in rows.items():
            truth[code, None, f"2019-{month:02}"] = row
    keys = [f'unit = "{painter.district}"']
    way = painter.one_of("across", "across", "one month", "bare names", "nothing")
    if way == "across":
        keys.append('across = "period"')
    if way == "one month":
        kept = random.choice(months)
        truth = {key: row for key, row in truth.items() if key[2] == f"2019-{kept:02}"}
        keys.append(f'period = "2019-{kept:02}"')
        return finish(painter, grid, truth, {f"{spelt.format(kept)} / {printed}": name for printed, name in MAPPED.items()}, False, keys)
    drawn = finish(painter, grid, truth, MAPPED if way != "nothing" else {}, way == "nothing", keys)
    # A quarter that holds the months of another.
    drawn.doubts = ("part-sum",)
    return drawn


def fields_across(painter):
    """Wards down, fields across: received alone, or as groups over the columns of the form."""
    truth, grid, random = {}, Grid(), painter.random
    grouped = painter.with_chance(0.5, "grouped")
    groups = list(campaign.FIELDS.values())
    if painter.with_chance(0.5, "total across"):
        groups.insert(random.choice([0, len(groups)]), random.choice(["Tổng số", "Cộng", "Tổng cộng", "Chung"]))
    if painter.with_chance(0.2, "unlisted field"):
        groups.append("Chứng thực")
    columns = [Column(["Đơn vị"], None)]
    columns += [Column([group, printed], None) for group in groups for printed in PRINTED.values()] if grouped else [Column([group], None) for group in groups]
    grid.put(0, 0, f"SỐ HỒ SƠ TIẾP NHẬN THÁNG {painter.month} NĂM 2019")
    top = painter.header(grid, 1, columns)
    keys_of = {name: key for key, name in campaign.FIELDS.items()} | {"Chứng thực": "chung-thuc"}
    for down, (code, name) in enumerate(painter.wards.items(), top):
        rows = {group: painter.counts() for group in groups if group in keys_of}
        grid.put(down, 0, name)
        for number, group in enumerate(groups):
            row = rows.get(group) or campaign.added(list(rows.values()))
            for at, column in enumerate(PRINTED if grouped else ["received"]):
                grid.put(down, 1 + number * (4 if grouped else 1) + at, row[column])
        for group, row in rows.items():
            truth[code, keys_of[group], painter.period] = row if grouped else {"received": row["received"]}
    keys = [f'unit = "{painter.district}"']
    way = painter.one_of("across", "across", "bare names", "nothing")
    if way == "across":
        keys += ['across = "field"'] + ([] if grouped else ['value = "received"'])
    return finish(painter, grid, truth, MAPPED if grouped and way != "nothing" else {}, way == "nothing", keys)


def side_by_side(painter):
    """Two tables of the same columns on one sheet, with or without an empty column between them."""
    truth, grid = {}, Grid()
    grid.put(0, 0, f"BÁO CÁO THÁNG {painter.month} NĂM 2019")
    wards = list(painter.wards.items())
    half = (len(wards) + 1) // 2
    gap = painter.one_of(0, 1)
    other = painter.one_of("other wards", "last month")
    for left, part, true in [(0, wards[:half] if other == "other wards" else wards, True), (5 + gap, wards[half:] if other == "other wards" else wards, other == "other wards")]:
        if other == "last month":
            grid.put(1, left, f"Tháng {painter.month if true else painter.month - 1}/2019")
        for at, head in enumerate(["Đơn vị", *PRINTED.values()]):
            grid.put(2, left + at, head)
        for down, (code, name) in enumerate(part, 3):
            row = painter.counts()
            truth[code, None, painter.period if true or other == "other wards" else f"2019-{painter.month - 1:02}"] = row
            grid.put(down, left, name)
            for at, value in enumerate(row.values(), left + 1):
                grid.put(down, at, value)
    if painter.with_chance(0.4, "total"):
        grid.put(grid.size[0], 0, "Tổng cộng")
    return finish(painter, grid, truth, MAPPED, False, [f'unit = "{painter.district}"'])


def compared_months(painter):
    """Last month, this month and their difference side by side, of one count."""
    truth, grid = {}, Grid()
    before, now = f"Tháng {painter.month - 1}/2019", f"Tháng {painter.month}/2019"
    same = "Cùng kỳ năm 2018"
    heads = painter.one_of((before, now, "Tăng/giảm"), (same, now, "So với cùng kỳ (%)"), ("Kỳ trước", "Kỳ này", "Tăng, giảm"), (now, "Lũy kế", same), ("Kế hoạch", "Thực hiện", "Tỷ lệ"))
    grid.put(0, 0, f"SỐ HỒ SƠ TIẾP NHẬN THÁNG {painter.month} NĂM 2019")
    for at, head in enumerate(["Đơn vị", *heads]):
        grid.put(1, at, head)
    for down, (code, name) in enumerate(painter.wards.items(), 2):
        grid.put(down, 0, name)
        for at, head in enumerate(heads, 1):
            value = painter.counts()["received"]
            grid.put(down, at, value)
            if head in (now, "Kỳ này", "Thực hiện"):
                truth[code, None, painter.period] = {"received": value}
            if head == before:
                truth[code, None, f"2019-{painter.month - 1:02}"] = {"received": value}
    keys = [f'unit = "{painter.district}"']
    way = painter.one_of("across", "mapped", "mapped wrong", "nothing")
    columns = {}
    if way == "across":
        keys += ['across = "period"', 'value = "received"']
    elif way == "mapped":
        columns = {head: "received" for head in heads if head in (now, "Kỳ này", "Thực hiện")}
        truth = {key: row for key, row in truth.items() if key[2] == painter.period}
    elif way == "mapped wrong":
        columns = {before: "received"}
        truth = {key: row for key, row in truth.items() if key[2] == painter.period}
    return finish(painter, grid, truth, columns, way == "nothing", keys)


def stacked(painter):
    """Two tables on one sheet, one below the other: other wards, another month, other columns, or parts of the first."""
    truth, grid, random = {}, Grid(), painter.random
    wards = list(painter.wards.items())
    way = painter.one_of("other wards", "last month", "other order", "online alone", "fewer columns", "running total")
    grid.put(0, 0, f"BÁO CÁO THÁNG {painter.month} NĂM 2019")
    top = 1
    half = len(wards) // 2
    for number in range(2):
        heads = list(PRINTED)
        if number and way == "other order":
            random.shuffle(heads)
        if number and way == "fewer columns":
            heads = heads[1:]
        part = (wards[:half] if number == 0 else wards[half:]) if way in ("other wards", "other order", "fewer columns") else wards
        title = {"other wards": "Cụm {n}", "last month": f"Tháng {painter.month - number}/2019", "other order": "Phụ lục {n}", "online alone": ["A. Tiếp nhận chung", "B. Trong đó: trực tuyến"][number],
                 "fewer columns": "Bảng {n}", "running total": ["I. Trong tháng", "II. Lũy kế từ đầu năm"][number]}[way].replace("{n}", str(number + 1))
        grid.put(top, 0, title)
        if number == 0 or way in ("other order", "fewer columns") or painter.with_chance(0.7, "second header"):
            for at, head in enumerate(["Đơn vị", *(PRINTED[head] for head in heads)]):
                grid.put(top + 1, at, head)
            top += 1
        top += 1
        for code, name in part:
            row = painter.counts()
            if number == 0 or way in ("other wards", "other order", "fewer columns"):
                truth[code, None, painter.period] = {head: row[head] for head in heads}
            elif way == "last month":
                truth[code, None, f"2019-{painter.month - 1:02}"] = row
            grid.put(top, 0, name)
            for at, head in enumerate(heads, 1):
                grid.put(top, at, row[head])
            top += 1
        top += painter.random.choice([0, 1, 1])
    return finish(painter, grid, truth, MAPPED, False, [f'unit = "{painter.district}"'])
