"""What comes as several files or sheets, and what stands above a table: months, wards, school years, dates of other things."""

from forms import PRINTED, finish
from grid import Grid

MAPPED = {printed: name for name, printed in PRINTED.items()}


def table(title, rows, heads=None, key="Đơn vị"):
    """A grid of a title and of rows: a name and the counts."""
    grid = Grid()
    grid.put(0, 0, title)
    for at, head in enumerate([key, *(heads or PRINTED.values())]):
        grid.put(2, at, head)
    for down, (name, row) in enumerate(rows, 3):
        grid.put(down, 0, name)
        for at, value in enumerate(row.values(), 1):
            grid.put(down, at, value)
    return grid


def months_in_files(painter):
    """A district's months, a file each; running totals, a month sent again, thousands, a newer copy among them."""
    painter.is_csv = False
    truth, random = {}, painter.random
    way = painter.one_of("plain", "plain", "running totals", "sent again", "in thousands", "newer copy", "other numbers", "last month's mapping", "title not changed")
    months = range(1, 8)
    slip = random.choice(list(months)[1:])
    files, sums, before = {}, {}, []
    for month in months:
        rows = []
        for code, name in painter.wards.items():
            row = painter.counts()
            truth[code, None, f"2019-{month:02}"] = row
            if way == "running totals":
                row = sums[code] = {column: value + sums.get(code, {}).get(column, 0) for column, value in row.items()}
            rows.append((name, row))
        if way == "sent again" and month == slip:
            rows = before
        if way == "in thousands" and month == slip:
            rows = [(name, {column: value // 1000 if value % 1000 == 0 else value / 1000 for column, value in row.items()}) for name, row in rows]
            rows = [(name, {column: (value, 0) for column, value in row.items()}) for name, row in rows]
        before = rows
        told = month - 1 if way == "title not changed" and month == slip else month
        heads = [f"Tháng {month}/2019 / {head}" for head in PRINTED.values()] if way == "last month's mapping" else None
        grid = table(f"BÁO CÁO THÁNG {told} NĂM 2019", rows, heads)
        if heads:
            split_groups(grid)
        files[f"bc thang {month} 2019"] = [grid]
        if way in ("newer copy", "other numbers") and month == slip:
            name = f"bc thang {month} 2019 (1)" if way == "newer copy" else "bc gui lai"
            files[name] = [table(f"BÁO CÁO THÁNG {month} NĂM 2019", [(name, painter.counts()) for name in painter.wards.values()])]
    columns = {f"Tháng 1/2019 / {printed}": name for printed, name in MAPPED.items()} if way == "last month's mapping" else MAPPED
    first = next(iter(files))
    drawn = finish(painter, files.pop(first)[0], truth, columns, False, [f'unit = "{painter.district}"'])
    drawn.name = first
    drawn.others = files
    if way in ("running totals", "sent again"):
        drawn.doubts = ("running-total", "sent-again")
    return drawn


def split_groups(grid):
    """Makes two rows of heads of one whose heads are paths."""
    for at in range(1, 5):
        group, head = grid.cells[2, at].split(" / ")
        grid.put(1, at, group)
        grid.put(2, at, head)
    grid.merge(1, 1, 1, 4)
    del grid.cells[1, 2], grid.cells[1, 3], grid.cells[1, 4]


def sheets_of_months(painter):
    """A workbook with a sheet for each month, some hidden, titled rightly, wrongly or not."""
    painter.is_csv = False
    truth, random, grids = {}, painter.random, []
    way = painter.one_of("no title", "title", "title", "one title not changed", "year in the title", "sheet of the year", "hidden sheet")
    named = painter.one_of("Tháng {}", "T{}", "Thang {}", "{}", "T{}-2019")
    last = random.randint(3, 6)
    sums = {}
    for month in range(1, last + 1):
        rows = []
        is_hidden = way == "hidden sheet" and month == last
        for code, name in painter.wards.items():
            row = painter.counts()
            if not is_hidden:
                truth[code, None, f"2019-{month:02}"] = row
            sums[name] = {column: value + sums.get(name, {}).get(column, 0) for column, value in row.items()}
            rows.append((name, row))
        said = 1 if way == "one title not changed" and month == last else month
        title = {"no title": "BÁO CÁO KẾT QUẢ GIẢI QUYẾT HỒ SƠ", "year in the title": "BÁO CÁO NĂM 2019"}.get(way, f"BÁO CÁO THÁNG {said} NĂM 2019")
        grid = table(title, rows)
        grid.name = named.format(month)
        grid.is_hidden = is_hidden
        grids.append(grid)
    if way == "sheet of the year":
        grid = table(random.choice(["TỔNG HỢP NĂM 2019", f"LŨY KẾ {last} THÁNG ĐẦU NĂM 2019", "TỔNG HỢP"]), list(sums.items()))
        grid.name = random.choice(["Tổng hợp", "Cả năm", f"{last} tháng"])
        grids.append(grid)
    drawn = finish(painter, grids[0], truth, MAPPED, False, [f'unit = "{painter.district}"'])
    drawn.grids = grids + drawn.grids[1:]
    drawn.name = random.choice(["bao cao 2019", "bc", "tong hop"])
    if way == "sheet of the year":
        drawn.doubts = ("part-sum",)
    return drawn


def files_of_wards(painter):
    """A file for each ward, which its name or its title tells; one may be another's copy, or of a ward that is not in the register."""
    painter.is_csv = False
    truth, files, random = {}, {}, painter.random
    where = painter.one_of("name", "title", "folder", "both", "name and title part")
    without = random.choice(list(painter.wards)) if painter.with_chance(0.25, "register lacks one") else None
    last = None
    for code, name in painter.wards.items():
        row = painter.counts()
        if code != without:
            truth[code, None, painter.period] = row
        # Of a name that others bear nobody knows the district.
        alone = [name, name.upper()] if without is None else []
        told = random.choice([*alone, f"{name} - {painter.district_name}", f"{name}, {painter.district_name}"])
        title = f"BÁO CÁO THÁNG {painter.month} NĂM 2019"
        grid = table(title + (f" CỦA {told}" if where in ("title", "both") else ""), [(f"Tháng {painter.month}/2019", row)], key="Kỳ")
        if where == "name and title part" and last:
            grid.put(1, 0, f"UBND {last.upper()}")
        last = name
        path = {"name": told, "both": told, "folder": f"{code}/bao cao", "title": f"bc {code[-2:]}{len(files)}", "name and title part": told}[where].replace("/", "/")
        if where == "folder":
            path = f"{told}/bao cao"
        files[path] = [grid]
    first = next(iter(files))
    keys = [f'unit = "{painter.district}"'] if painter.with_chance(0.5, "folder of the district") else []
    drawn = finish(painter, files.pop(first)[0], truth, MAPPED, False, keys)
    drawn.name, drawn.others, drawn.without = first, files, (without,)
    if where == "name and title part":
        drawn.doubts = ("unit-contradicted",)
    return drawn


def school_years(painter):
    """Years of several months' beginnings, as schools and budgets have them: no month may come of them."""
    truth, grid, random = {}, Grid(), painter.random
    code, name = random.choice(list(painter.wards.items()))
    spelt = painter.one_of("{a}-{b}", "{a}-{c:02}", "{a}/{c:02}", "Năm học {a}-{b}", "FY{a}/{c:02}")
    grid.put(0, 0, f"{name}, {painter.district_name}")
    for at, head in enumerate([random.choice(["Kỳ", "Năm", "Năm học"]), *PRINTED.values()]):
        grid.put(1, at, head)
    for down, year in enumerate(range(random.choice([2006, 2009, 2015]), 2019), 2):
        row = painter.counts()
        truth[code, None, f"{year}/{(year + 1) % 100:02}"] = row
        grid.put(down, 0, spelt.format(a=year, b=year + 1, c=(year + 1) % 100))
        for at, value in enumerate(row.values(), 1):
            grid.put(down, at, value)
    keys = ['year_starts = "09"'] if painter.with_chance(0.5, "year told") else []
    return finish(painter, grid, truth, MAPPED, False, keys)


def titles(painter):
    """A table whose title, file or heading names periods and units of other things: the day of its signing, of its sending, a plan."""
    truth, random, month = {}, painter.random, painter.month
    after = month + 1
    lines = painter.one_of(
        [f"TP. Hồ Chí Minh, ngày 05 tháng {after} năm 2019", "BÁO CÁO THÁNG"],
        [f"Bình Tân, ngày 05 tháng {after} năm 2019", f"BÁO CÁO THÁNG {month} NĂM 2019"],
        [f"BÁO CÁO KẾT QUẢ THÁNG {month}, PHƯƠNG HƯỚNG THÁNG {after} NĂM 2019"],
        [f"BÁO CÁO THÁNG {month} VÀ {month} THÁNG ĐẦU NĂM 2019"],
        [f"Số liệu từ ngày 01/01/2019 đến ngày 28/{month:02}/2019"],
        [f"Số liệu tính đến ngày 28/{month:02}/2019"],
        [f"Số liệu từ 15/{month - 1:02}/2019 đến 14/{month:02}/2019"],
        [f"(Kèm theo Công văn số 12/UBND ngày 05/{after:02}/2019)"],
        [f"(Ban hành kèm theo Báo cáo số {month}/BC-UBND ngày 5 tháng {after} năm 2019 của UBND {painter.district_name})", f"THÁNG {month} NĂM 2019"],
        [f"Biểu số {month}/2019-TH"], [f"Mẫu {month:02}-2019"],
        [f"BÁO CÁO THÁNG {month} NĂM 2019 (SỐ LIỆU THÁNG {month - 1})"],
        [f"Lũy kế đến tháng {month} năm 2019"], [f"BÁO CÁO {month} THÁNG NĂM 2019"], ["BÁO CÁO NĂM 2019", f"Tháng {month}"],
[f"Quý {(month - 1) // 3 + 1} năm 2019"], ["Năm học 2018-2019"], [f"Tuần 2 tháng {month} năm 2019"], [f"Từ tháng 1 đến tháng {month} năm 2019"])
    rows = []
    says = any(f"THÁNG {month} NĂM 2019" in line for line in lines) or f"Tháng {month}" in lines or "PHƯƠNG HƯỚNG" in lines[0] or "ĐẦU NĂM" in lines[0]
    for code, name in painter.wards.items():
        row = painter.counts()
        rows.append((name, row))
        if says:
            truth[code, None, painter.period] = row
    quarter = lines[0].startswith("Quý")
    if quarter:
        truth = {(code, None, f"2019-Q{(month - 1) // 3 + 1}"): row for (code, (_, row)) in zip(painter.wards, rows)}
    if lines[0] == f"BÁO CÁO {month} THÁNG NĂM 2019" and month in (6, 9):
        truth = {(code, None, "2019-H1" if month == 6 else "2019-9M"): row for (code, (_, row)) in zip(painter.wards, rows)}
    if lines[0].startswith("Từ tháng") and month in (3, 6, 9):
        truth = {(code, None, {3: "2019-Q1", 6: "2019-H1", 9: "2019-9M"}[month]): row for (code, (_, row)) in zip(painter.wards, rows)}
    grid = table(lines[0], rows)
    if len(lines) > 1:
        grid.put(1, 0, lines[1])
    drawn = finish(painter, grid, truth, MAPPED, False, [f'unit = "{painter.district}"'])
    drawn.name = painter.one_of("bc", "bc", f"BC ngay 05.{after:02}.2019", f"2019-{after:02}-05 bao cao", f"CV so {month}-2019", f"bieu {month}")
    if says and drawn.name not in ("bc", f"bieu {month}"):
        drawn.doubts = ("period-against-defaults",)
    return drawn
