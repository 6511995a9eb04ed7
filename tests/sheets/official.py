"""Forms that the ministries prescribe, and what stands in the cells of real ones: formulas, dates, names as they are typed."""

import campaign
from forms import Column, PRINTED, finish
from grid import DAY, EMPTY, MONTH, THOUSANDS, YEAR, Formula, Grid, serial


def fields_of_the_ministry(painter):
    """One unit's fields under the headings of the ministries' forms, where `Quá hạn` and `Tổng số` stand under several groups."""
    code, name = painter.random.choice(list(painter.wards.items()))
    truth, rows, counts = {}, [], []
    for number, (field, printed) in enumerate(campaign.FIELDS.items(), 1):
        row = painter.counts()
        counts.append(row)
        truth[code, field, painter.period] = row
        rows.append({"words": {0: number, 1: printed}, "counts": row})
    resolved = lambda row: row["resolved_early"] + row["resolved_on_time"] + row["resolved_late"]
    other = painter.random
    taken = painter.one_of("Số hồ sơ nhận giải quyết", "Số hồ sơ tiếp nhận", "Tiếp nhận")
    done = painter.one_of("Số lượng hồ sơ đã giải quyết", "Kết quả giải quyết", "Đã giải quyết")
    open_ = painter.one_of("Số lượng hồ sơ đang giải quyết", "Đang giải quyết")
    before = [Column([taken, painter.random.choice(["Từ kỳ trước", "Kỳ trước chuyển sang"])], lambda row: row["received"] // 5)]
    within = [Column([taken, "Trong kỳ", "Trực tuyến"], lambda row: row["received"] - row["received"] // 5 - row["received"] // 3),
              Column([taken, "Trong kỳ", "Trực tiếp, bưu chính"], lambda row: row["received"] // 3)]
    late = Column([done, painter.random.choice(["Quá hạn", "Trễ hạn"])], lambda row: row["resolved_late"], "resolved_late")
    true = [Column([taken, "Tổng số"], lambda row: row["received"], "received"),
            Column([done, "Trước hạn"], lambda row: row["resolved_early"], "resolved_early"),
            Column([done, "Đúng hạn"], lambda row: row["resolved_on_time"], "resolved_on_time"), late]
    columns = [Column(["STT"], lambda row: ""), Column(["Lĩnh vực"], lambda row: ""), true[0]]
    columns += painter.random.choice([within + before, before + within])
    columns += [Column([done, "Tổng số"], resolved), *true[1:]]
    columns += [Column([open_, "Tổng số"], lambda row: row["received"] - resolved(row)), Column([open_, "Trong hạn"], lambda row: (row["received"] - resolved(row)) // 2),
                Column([open_, "Quá hạn"], lambda row: other.randint(0, painter.size))]
    grid = Grid()
    grid.put(0, 0, f"UBND {name.upper()}, {painter.district_name.upper()}")
    grid.put(1, 0, "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC TẠI CƠ QUAN, ĐƠN VỊ")
    grid.put(2, 0, painter.random.choice([f"Kỳ báo cáo: Tháng {painter.month}/2019", f"(Từ ngày 01/{painter.month:02}/2019 đến ngày 28/{painter.month:02}/2019)",
                                          f"Tháng {painter.month} năm 2019", f"Kỳ báo cáo: Tháng {painter.month}/2019 (so với tháng {painter.month - 1}/2019)"]))
    top = painter.header(grid, 4, columns)
    if painter.with_chance(0.5, "numbers of columns"):
        for at in range(len(columns)):
            grid.put(top, at, f"({at + 1})" if at != 2 else f"({at + 1})=({at + 2})+({at + 3})+({at + 4})")
        top += 1
    painter.write_rows(grid, top, columns, painter.ends(columns, rows, 1, counts))
    mapping, takes_proposal = painter.mapping(columns, true)
    return finish(painter, grid, truth, mapping, takes_proposal)


def plan_and_done(painter):
    """A list of indicators with their plan, what was done, what was done since January, and the share of the plan."""
    truth, grid, random = {}, Grid(), painter.random
    code, name = random.choice(list(painter.wards.items()))
    row = painter.counts()
    grid.put(0, 0, f"UBND {name.upper()}, {painter.district_name.upper()}")
    grid.put(1, 0, f"KẾT QUẢ THỰC HIỆN CHỈ TIÊU THÁNG {painter.month} NĂM 2019")
    done = painter.one_of("Thực hiện", "Thực hiện trong tháng", f"Tháng {painter.month}/2019", "Kết quả", "Giá trị")
    heads = ["STT", "Chỉ tiêu", "Đơn vị tính"]
    beside = [painter.random.choice(["Kế hoạch", "Kế hoạch năm 2019", "Chỉ tiêu giao"]), "Lũy kế từ đầu năm", "Thực hiện tháng trước", "Tỷ lệ so với kế hoạch (%)"]
    random.shuffle(beside)
    heads += beside[: random.randint(1, 3)]
    heads.insert(random.randint(3, len(heads)), done)
    for at, head in enumerate(heads):
        grid.put(3, at, head)
    rows = [("Số hồ sơ tiếp nhận", "hồ sơ", row["received"])]
    truth[code, None, painter.period] = {"received": row["received"]}
    if painter.with_chance(0.5, "share alone"):
        share = random.choice([92.5, 88.25, 97])
        rows.append(("Tỷ lệ hồ sơ giải quyết đúng hạn", "%", share if not painter.is_csv else str(share).replace(".", ",")))
        truth[code, None, painter.period]["share"] = share
    if painter.with_chance(0.3, "other indicator"):
        rows.append(("Số cuộc họp", "cuộc", 3))
    for down, (text, measure, value) in enumerate(rows, 4):
        for at, head in enumerate(heads):
            if head == done and value is not None:
                grid.put(down, at, (value, 0) if isinstance(value, float) else value)
            elif at > 2:
                grid.put(down, at, random.randint(1, painter.size * 5) if measure != "%" else random.randint(60, 99))
        for at, word in enumerate([down - 3, text, measure]):
            grid.put(down, at, word)
    columns = {done: "value"} if painter.with_chance(0.5, "mapped") else {}
    return finish(painter, grid, truth, columns, not columns)


def computed(painter):
    """Wards whose counts are formulas, some of which their maker never computed."""
    painter.is_csv = False
    truth, grid, random = {}, Grid(), painter.random
    grid.put(0, 0, f"BÁO CÁO THÁNG {painter.month} NĂM 2019")
    for at, head in enumerate(["Đơn vị", *PRINTED.values(), "Trực tuyến", "Trực tiếp"]):
        grid.put(1, at, head)
    way = painter.one_of("saved", "saved", "zero", "empty", "nothing", "stale", "text")
    total = painter.with_chance(0.5, "total")
    for down, (code, name) in enumerate(painter.wards.items(), 2):
        row = painter.counts()
        truth[code, None, painter.period] = row
        grid.put(down, 0, name)
        online = random.randint(1, row["received"])
        for at, value in enumerate([*row.values(), online, row["received"] - online], 1):
            grid.put(down, at, value)
        saved = {"saved": row["received"], "zero": 0, "empty": "", "nothing": None, "stale": row["received"] + random.randint(1, 9), "text": str(row["received"])}[way]
        formulas = [f"F{down + 1}+G{down + 1}", f"SUM(F{down + 1}:G{down + 1})", f'IF(F{down + 1}="","",F{down + 1}+G{down + 1})']
        if way != "stale":  # What cannot be computed again cannot be found stale.
            formulas.append(f"VLOOKUP(A{down + 1},X!A:B,2,0)")
        formula = painter.random.choice(formulas)
        grid.cells[down, 1] = Formula(formula, saved)
    if total:
        bottom = grid.size[0]
        grid.put(bottom, 0, "Tổng cộng")
        for at in range(1, 7):
            column = [cell.saved if isinstance(cell, Formula) else cell for (_, c), cell in grid.cells.items() if c == at and not isinstance(cell, str)]
            grid.cells[bottom, at] = Formula(f"SUM({chr(65 + at)}3:{chr(65 + at)}{bottom})", sum(one for one in column if isinstance(one, int)))
    drawn = finish(painter, grid, truth, {printed: name for name, printed in PRINTED.items()}, False, [f'unit = "{painter.district}"'])
    drawn.doubts = ("formula-result-differs", "formula-zero-unconfirmed")
    return drawn


def named(painter):
    """Wards by names as people type them, of which the register may lack one, beside rows that are not theirs."""
    truth, grid, random = {}, Grid(), painter.random
    grid.put(0, 0, f"BÁO CÁO THÁNG {painter.month} NĂM 2019")
    for at, head in enumerate(["TT", "Đơn vị", *PRINTED.values()]):
        grid.put(1, at, head)
    way = painter.one_of("list number", "footnote", "no kind", "short", "with district", "no marks", "spaces", "number with zero")
    without = random.choice(list(painter.wards)) if painter.with_chance(0.3, "register lacks one") else None
    down = 2
    for number, (code, name) in enumerate(painter.wards.items(), 1):
        row = painter.counts()
        if painter.with_chance(0.1, "hidden row"):
            grid.hidden_rows.add(down)
        if code != without:
            truth[code, None, painter.period] = row
        spelt = {
            "list number": f"{number}. {name}", "footnote": name + random.choice([" (*)", "¹", " (1)", "*"]), "no kind": name.removeprefix("Phường "),
            "short": name.replace("Phường ", random.choice(["P.", "P. ", "P "])), "with district": f"{name}{random.choice([' - ', ', ', ' ('])}{painter.district_name}",
            "no marks": unmarked(name), "spaces": name.replace(" ", "  ") + " ", "number with zero": name.replace("Phường 1", "Phường 01") if name == "Phường 1" else name,
        }[way]
        if " (" in spelt and spelt.endswith(painter.district_name):
            spelt += ")"
        grid.put(down, 0, number)
        grid.put(down, 1, spelt if random.random() < 0.8 else name)
        for at, value in enumerate(row.values(), 2):
            grid.put(down, at, value)
        down += 1
        if painter.with_chance(0.1, "part of a ward"):
            grid.put(down, 1, random.choice(["Trong đó: trực tuyến", "- Trực tuyến", "+ Khu phố 1", "Ấp 2", "Văn phòng UBND", "Tổ 1"]))
            for at, value in enumerate(row.values(), 2):
                grid.put(down, at, value // 2)
            down += 1
    if painter.with_chance(0.3, "page turned"):
        for at, head in enumerate(["TT", "Đơn vị", *PRINTED.values()]):
            grid.put(down, at, head)
        grid.put(down + 1, 1, "Mang sang")
        for at in range(2, 6):
            grid.put(down + 1, at, painter.size)
    given = [f'unit = "{painter.district}"'] if painter.with_chance(0.7, "folder of the district") else []
    if way == "footnote" and painter.with_chance(0.6, "marks told"):
        given.append('marks = ["(*)", "¹", "(1)", "*"]')
    drawn = finish(painter, grid, truth, {printed: name for name, printed in PRINTED.items()}, False, given)
    drawn.without = (without,)
    return drawn


def unmarked(text):
    import unicodedata

    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def dated(painter):
    """One ward's months, their periods dates in a workbook's styles or texts as people write them; counts in other styles."""
    code, name = painter.random.choice(list(painter.wards.items()))
    truth, grid, random = {}, Grid(), painter.random
    way = painter.one_of("month", "first day", "other day", "year", "texts", "texts", "dates as texts")
    written = random.choice(["T{m}/2019", "{m}-2019", "2019.{m:02}", "Tháng {m} năm 2019", "tháng {m:02}-2019", "{m}/19", "Th{m}/2019", "01/{m:02}/2019", "{m:02}.2019", "2019{m:02}"])
    style = painter.one_of("plain", "plain", "plain", "thousands", "shown empty", "grouped texts")
    for at, head in enumerate(["Kỳ", *PRINTED.values()]):
        grid.put(1, at, head)
    grid.put(0, 0, f"{name}, {painter.district_name}")
    for down, month in enumerate(range(1, random.randint(4, 8)), 2):
        row = painter.counts()
        truth[code, None, f"2019-{month:02}"] = row
        day = 1 if way in ("month", "first day", "year") else random.randint(2, 28)
        cell = {"month": (serial(2019, month, day), MONTH), "first day": (serial(2019, month, day), DAY), "other day": (serial(2019, month, day), DAY), "year": (serial(2019, month, day), YEAR),
                "texts": written.format(m=month), "dates as texts": f"{day:02}/{month:02}/2019"}[way]
        grid.put(down, 0, cell)
        for at, value in enumerate(row.values(), 1):
            cell = value
            if style == "thousands" and not painter.is_csv:
                cell = (value, THOUSANDS)
            if style == "shown empty" and at == 1:
                cell = (value, EMPTY)
            if style == "grouped texts":
                cell = f"{value:,}".replace(",", random.choice([".", ".", ",", " "]))
            grid.put(down, at, cell)
    if style == "shown empty":
        for row in truth.values():
            del row["received"]
    return finish(painter, grid, truth, {printed: name for name, printed in PRINTED.items()}, False, [f'unit = "{code}"'] if painter.with_chance(0.3, "unit given") else [])


def fields_in_sections(painter):
    """One ward's fields below headings with their sums, or with their own parts below them."""
    code, name = painter.random.choice(list(painter.wards.items()))
    truth, grid = {}, Grid()
    grid.put(0, 0, f"{name}, {painter.district_name}")
    grid.put(1, 0, f"BÁO CÁO THÁNG {painter.month} NĂM 2019")
    way = painter.one_of("sections", "sections without sums", "sections that differ", "parts", "one part", "unmarked total", "other part of the year")
    marked = painter.one_of("column", "names")
    heads = (["STT"] if marked == "column" else []) + ["Lĩnh vực", *PRINTED.values()]
    for at, head in enumerate(heads):
        grid.put(3, at, head)
    down = 4

    def put(mark, name, row):
        nonlocal down
        words = [mark, name] if marked == "column" else [f"{mark}. {name}" if mark[:1].isalnum() else f"{mark} {name}".strip()]
        for at, word in enumerate(words):
            grid.put(down, at, word)
        for at, value in enumerate((row or {}).values(), len(words)):
            grid.put(down, at, value)
        down += 1

    fields = list(campaign.FIELDS.items())
    parts = [fields[:2], fields[2:]] if painter.random.random() < 0.5 else [fields[:1], fields[1:]]
    for number, part in enumerate(parts):
        rows = [painter.counts() for _ in part]
        total = campaign.added(rows)
        if way == "sections that differ":
            total["received"] += 1
        if way.startswith("sections"):
            put("I" * (number + 1), painter.random.choice(["Cấp huyện", "Thủ tục thuộc thẩm quyền UBND quận", "Nhóm tư pháp"]) + f" {number}", None if "without" in way else total)
        if way == "unmarked total" and len(part) > 1 and painter.size > 30:
            put("", f"Cấp {number + 1}", total)
        if way == "other part of the year" and number:
            put("", painter.random.choice(["Lũy kế từ đầu năm", "Cùng kỳ năm 2018", f"Tháng {painter.month - 1}/2019"]), None)
        for order, ((field, printed), row) in enumerate(zip(part, rows), 1):
            if not (way == "other part of the year" and number):
                truth[code, field, painter.period] = row
            put(str(order) if way != "unmarked total" else "", printed, row)
            if way in ("parts", "one part"):
                half = {column: value // 2 for column, value in row.items()}
                put(painter.random.choice(["-", "+"]), "Cấp mới", half)
                if way == "parts":
                    put("-", "Cấp đổi", {column: value - half[column] for column, value in row.items()})
    drawn = finish(painter, grid, truth, {printed: name for name, printed in PRINTED.items()}, False)
    drawn.takes_proposal = painter.with_chance(0.5, "pasted")
    if way == "unmarked total":
        drawn.doubts = ("field-beside-parts",)
    return drawn
