"""Printed forms as offices send them, drawn from a seed: what stands in them, and what is true.

A form is drawn with its groups, sub-totals, running totals, plans, other periods, headings, signatures and hidden parts, and sometimes
with a slip of the pen. `Drawn.truth` has the figures that it was drawn from; what a site says otherwise is wrong."""

import random as randomness
from dataclasses import dataclass, field

import campaign
from grid import Grid

PRINTED = {"received": "Tiếp nhận", "resolved_early": "Trước hạn", "resolved_on_time": "Đúng hạn", "resolved_late": "Trễ hạn"}
RESOLVED = "Đã giải quyết"
ROMAN = ["I", "II", "III", "IV"]


@dataclass
class Drawn:
    name: str
    grids: list
    truth: dict
    is_csv: bool
    features: list
    columns: dict = field(default_factory=dict)
    keys: list = field(default_factory=list)
    tables: list = field(default_factory=list)
    separator: str = ";"
    takes_proposal: bool = False
    # Applied to the rows of a CSV before they are written.
    slip: object = None
    # Other files beside it, by name: grids of a workbook.
    others: dict = field(default_factory=dict)
    # Units that the register lacks.
    without: tuple = ()
    reported: str = "own"
    is_html: bool = False
    # A period of which nothing is known.
    ignored: str = None
    # The codes of which one is told where the figures are published all the same.
    doubts: tuple = ()

    def defaults(self, pasted=()):
        """`_defaults.toml`, with lines pasted as messages advise: under their table, a key in place of one that is there."""
        keys = {line.split(" = ")[0]: line for line in self.keys}
        rows = list(self.tables)
        mapped = {f'"{path}"': f'"{path}" = "{column}"' for path, column in self.columns.items()}
        for line in pasted:
            key = line.split(" = ")[0]
            if key.startswith('"'):
                mapped.setdefault(key, line)
            elif key in ("parents", "skip"):
                rows = [row for row in rows if not row.startswith(key)] or ["[rows]"]
                rows.append(line)
            else:
                keys[key] = line
        return "\n".join([*keys.values(), *(["[columns]", *mapped.values()] if mapped else []), *rows]) + "\n"


@dataclass
class Column:
    """A column of the form: its names from the top down, and what stands in a row of it."""

    path: list
    cell: object
    means: str = ""


class Painter:
    def __init__(self, seed):
        self.random = randomness.Random(seed)
        self.features = []
        # A month whose figures are drawn at random.
        self.ignored = None
        self.month = self.random.randint(2, 11)
        self.size = self.random.choice([30, 200, 3000])
        self.district = self.random.choice(list(campaign.DISTRICTS))
        self.district_name, self.wards = campaign.DISTRICTS[self.district]

    @property
    def period(self):
        return f"2019-{self.month:02}"

    def with_chance(self, share, feature):
        if self.random.random() < share:
            self.features.append(feature)
            return True
        return False

    def one_of(self, *choices):
        choice = self.random.choice(choices)
        self.features.append(str(choice))
        return choice

    def counts(self):
        return campaign.counts(self.random, self.size)

    # Columns

    def count_columns(self, under=(), kind=None, value=None):
        """The counts of the form under a group; `value` gives what stands there, by column and row."""
        value = value or (lambda column, row: row[column])
        columns = []
        for name, printed in PRINTED.items():
            path = list(under) + ([RESOLVED] if name != "received" and kind == "grouped" else []) + [printed]
            columns.append(Column(path, lambda row, name=name: value(name, row), name))
        return columns

    def decoy(self):
        """A group of the same columns that say another thing."""
        other = {}

        def value(column, row):
            return other.setdefault((id(row), column), self.random.randint(1, self.size * 4))

        group = self.one_of("Lũy kế từ đầu năm", "Luỹ kế", "Kế hoạch năm", "Kế hoạch", "Cùng kỳ năm 2018", f"Tháng {self.month - 1}/2019", "Kỳ trước")
        if group.startswith("Tháng"):
            self.ignored = f"2019-{self.month - 1:02}"
        return self.count_columns([group], None, value)

    def single_decoy(self):
        values = self.random
        return self.random.choice([
            Column(["Tỷ lệ (%)"], lambda row: (round(values.random(), 3), 1)),
            Column(["So với tháng trước"], lambda row: values.randint(-40, 40)),
            Column(["Lũy kế tiếp nhận"], lambda row: values.randint(self.size, self.size * 9)),
            Column(["Tiếp nhận cùng kỳ"], lambda row: values.randint(1, self.size * 2)),
            Column(["Kế hoạch tiếp nhận"], lambda row: values.randint(1, self.size * 2)),
            Column(["Đơn vị tính"], lambda row: "hồ sơ"),
            Column(["Ghi chú"], lambda row: values.choice(["", "", "đã đối chiếu"])),
            Column(["Trong đó: trực tuyến"], lambda row: values.randint(0, self.size)),
        ])

    def all_columns(self, keys):
        """The columns of keys, then those of counts with what stands beside them, and the way in which they are mapped."""
        kind = self.one_of("plain", "grouped")
        group = None
        decoys = []
        if self.with_chance(0.45, "other group"):
            group = self.random.choice(["Trong kỳ", f"Tháng {self.month}/2019", "Trong tháng"])
            decoys.append(self.decoy())
        true = self.count_columns([group] if group else [], kind if not group else None)
        blocks = [true, *decoys]
        if group is None and self.with_chance(0.15, "alone under another group"):
            blocks = [self.decoy()]
            true = []
        self.random.shuffle(blocks)
        columns = list(keys) + [column for block in blocks for column in block]
        for _ in range(self.random.choice([0, 0, 1, 2])):
            columns.insert(self.random.randint(len(keys), len(columns)), self.single_decoy())
            self.features.append("decoy")
        seen = set()
        columns = [column for column in columns if not (tuple(column.path) in seen or seen.add(tuple(column.path)))]
        return columns, true

    def mapping(self, columns, true):
        """Lines of [columns]: right ones, or as people have them from elsewhere."""
        way = self.one_of("whole paths", "whole paths", "bare names", "last month's", "proposal", "proposal")
        whole = {" / ".join(column.path): column.means for column in true}
        if way == "bare names":
            whole = {column: name for name, column in PRINTED.items()}
        if way == "last month's":
            before = f"Tháng {self.month - 1}/2019"
            whole = {path.replace(f"Tháng {self.month}/2019", before): name for path, name in whole.items()}
        return {} if way == "proposal" else whole, way == "proposal"

    # Rows

    def header(self, grid, top, columns):
        depth = max(len(column.path) for column in columns)
        for at, column in enumerate(columns):
            parts = column.path
            for level in range(depth):
                part = parts[min(level, len(parts) - 1)] if level < len(parts) else None
                if part is not None:
                    grid.put(top + level, at, part)
            if len(parts) < depth:
                grid.merge(top + len(parts) - 1, at, top + depth - 1, at)
        for level in range(depth - 1):
            at = 0
            while at < len(columns):
                end = at
                same = lambda other: len(columns[other].path) > level + 1 and columns[other].path[: level + 1] == columns[at].path[: level + 1]
                while end + 1 < len(columns) and len(columns[at].path) > level + 1 and same(end + 1):
                    end += 1
                    del grid.cells[top + level, end]
                if end > at:
                    grid.merge(top + level, at, top + level, end)
                at = end + 1
        return top + depth

    def write_rows(self, grid, top, columns, rows):
        at = top
        for row in rows:
            if row.get("words") is not None:
                for column, text in row["words"].items():
                    grid.put(at, column, text)
            if row.get("counts") is not None:
                for index, column in enumerate(columns):
                    if index not in row.get("words", {}):
                        grid.put(at, index, self.number(column.cell(row["counts"])))
            at += 1
        return at

    def number(self, value):
        if self.is_csv and isinstance(value, int) and abs(value) >= 1000 and self.groups_digits:
            return f"{value:,}".replace(",", ".")
        return value

    def titles(self, grid, unit, says_period):
        at = 0
        if self.random.random() < 0.6:
            grid.put(at, 0, "ỦY BAN NHÂN DÂN " + (unit or self.district_name).upper())
            at += 1
        words = "BÁO CÁO TÌNH HÌNH GIẢI QUYẾT HỒ SƠ"
        if says_period:
            words += self.random.choice([f" THÁNG {self.month} NĂM 2019", f" THÁNG {self.month:02}/2019", f" - Tháng {self.month}/2019"])
        grid.put(at, 0, words)
        at += 1
        if self.with_chance(0.2, "in thousands"):
            grid.put(at, 0, "Đơn vị tính: nghìn hồ sơ")
            self.scale = 1000
            at += 1
        elif self.random.random() < 0.3:
            grid.put(at, 0, "Đơn vị tính: hồ sơ")
            at += 1
        if self.random.random() < 0.4:
            at += 1
        return at

    def ends(self, columns, rows, key, counts):
        """Total lines, averages, comparisons, remarks and signatures around rows of data."""
        total = campaign.added(counts)
        width = len(columns)
        if self.with_chance(0.5, "total"):
            word = self.random.choice(["Tổng cộng", "TỔNG CỘNG", "Tổng số", "Cộng", "Toàn quận", "Tổng cộng (I+II)"])
            rows.insert(0 if self.with_chance(0.3, "total on top") else len(rows), {"words": {key: word}, "counts": total})
        if self.with_chance(0.2, "average"):
            mean = {column: value // max(len(counts), 1) for column, value in total.items()}
            rows.append({"words": {key: self.random.choice(["Bình quân", "Trung bình"])}, "counts": mean})
        if self.with_chance(0.2, "comparison"):
            rows.append({"words": {key: self.random.choice(["So với tháng trước", "Cùng kỳ năm 2018", "Cùng kỳ"])}, "counts": self.counts()})
        if self.with_chance(0.4, "signature"):
            rows += [{}, {"words": {max(width - 2, 0): "Ngày 05 tháng 10 năm 2019"}}, {"words": {0: "Người lập biểu", max(width - 2, 1): "CHỦ TỊCH"}}]
        if self.with_chance(0.15, "remark"):
            rows.append({"words": {0: "Ghi chú: số liệu trích từ hệ thống một cửa."}})
        return rows


def finish(painter, grid, truth, columns, takes_proposal, keys=(), tables=(), says_period=True):
    name = painter.random.choice(["bao-cao", "bc", "Biểu 1"])
    keys = list(keys)
    if not says_period:
        way = painter.one_of("period in file", "period in defaults")
        if way == "period in file":
            name += f" thang {painter.month}-2019"
        else:
            keys.append(f'period = "{painter.period}"')
    drawn = Drawn(name, [grid], truth, painter.is_csv, [], columns, keys, list(tables), takes_proposal=takes_proposal)
    slips(painter, drawn, grid)
    return drawn


def slips(painter, drawn, grid):
    """Slips of the pen, each of which must be refused or leave the figures as they are."""
    numbers = [at for at, value in grid.cells.items() if isinstance(value, int) and value % 1000]
    # Among thousands a fraction is none, among percentages it is one more.
    counts = painter.scale == 1 and "share alone" not in painter.features
    if numbers and counts and painter.with_chance(0.06, "fraction"):
        at = painter.random.choice(numbers)
        fraction = round(1 + (grid.cells[at] % 90 + 5) / 100, 2)
        grid.put(*at, str(fraction) if painter.is_csv else (fraction, 0))
    if numbers and painter.with_chance(0.05, "marked"):
        at = painter.random.choice(numbers)
        grid.put(*at, f"{grid.cells[at]}*")
    # What is lost may not be the line that says how the numbers are counted, or that the rows below it are other ones.
    may_lose = painter.scale == 1 and "other part of the year" not in painter.features
    if painter.is_csv and may_lose and painter.with_chance(0.12, "cell lost"):
        rows, columns = grid.size
        at = painter.random.randrange(rows)
        lost = painter.random.randrange(columns)

        def slip(lines):
            del lines[at][lost]

        drawn.slip = slip
    if painter.is_csv and may_lose and drawn.slip is None and painter.with_chance(0.06, "cell gained"):
        rows, columns = grid.size
        at = painter.random.randrange(rows)
        put = painter.random.randrange(columns)

        def slip(lines):
            lines[at].insert(put, "7")

        drawn.slip = slip
    if not painter.is_csv and painter.with_chance(0.08, "hidden column"):
        grid.hidden_columns.add(painter.random.randrange(grid.size[1]))
    if not painter.is_csv and painter.with_chance(0.12, "second sheet"):
        other = Grid(painter.random.choice(["Ghi chú", "Tháng trước"]))
        other.put(0, 0, "Hướng dẫn ghi biểu: ghi số hồ sơ trong tháng.")
        other.is_hidden = painter.random.random() < 0.5
        drawn.grids.append(other)


def wards_down(painter):
    """A district's wards, a row each."""
    rows, truth, counts = [], {}, []
    wards = list(painter.wards.items())
    grouped = painter.with_chance(0.35, "sections")
    with_sums = grouped and painter.with_chance(0.6, "sums of sections")
    halves = [wards[: len(wards) // 2], wards[len(wards) // 2 :]] if grouped else [wards]
    numbered = painter.random.random() < 0.7
    key = 1 if numbered else 0
    for at, part in enumerate(halves):
        data = []
        for number, (code, name) in enumerate(part, 1):
            row = painter.counts()
            counts.append(row)
            truth[code, None, painter.period] = row
            words = {key: as_written(painter, name)}
            if numbered:
                words[0] = number
            data.append({"words": words, "counts": row})
        if grouped:
            words = {key: f"Khối phường loại {at + 1}"}
            if numbered:
                words[0] = ROMAN[at]
            heading = {"words": words}
            if with_sums:
                heading["counts"] = campaign.added([row["counts"] for row in data])
            rows.append(heading)
        rows += data
    if painter.with_chance(0.15, "superior among its wards"):
        parent = {"words": {key: painter.district_name}, "counts": campaign.added(counts)}
        rows.insert(painter.random.choice([0, len(rows)]), parent)
    keys = ([Column(["STT"], lambda row: "")] if numbered else []) + [Column([painter.random.choice(["Đơn vị", "Tên đơn vị", "Phường"])], lambda row: "")]
    columns, true = painter.all_columns(keys)
    if not true:
        truth = {}
    says_period = painter.random.random() < 0.7
    grid = Grid()
    top = painter.titles(grid, None, says_period)
    top = painter.header(grid, top, columns)
    if painter.with_chance(0.3, "numbers of columns"):
        for at in range(len(columns)):
            grid.put(top, at, f"({at + 1})")
        top += 1
    rows = painter.ends(columns, rows, key, counts)
    painter.write_rows(grid, top, columns, rows)
    mapping, takes_proposal = painter.mapping(columns, true)
    if not takes_proposal and keys[-1].path[0] != "Đơn vị":
        mapping[keys[-1].path[0]] = "unit"
    given = [f'unit = "{painter.district}"'] if painter.with_chance(0.8, "folder of the district") else []
    tables = ["[rows]", 'parents = "skip"'] if painter.with_chance(0.15, "parents skipped") else []
    return finish(painter, grid, truth, mapping, takes_proposal, given, tables, says_period)


def as_written(painter, name):
    return painter.random.choice([name, name, name.upper(), name.replace("Phường ", "P. "), name])


def fields_down(painter):
    """Wards, each with its fields below: named in every row, in the first, or on a line above."""
    way = painter.one_of("named in every row", "named in the first row", "named above")
    truth, rows, counts = {}, [], []
    wards = list(painter.wards.items())[: painter.random.randint(1, 3)]
    for code, name in wards:
        for number, (field, printed) in enumerate(campaign.FIELDS.items()):
            row = painter.counts()
            counts.append(row)
            truth[code, field, painter.period] = row
            words = {1: printed, 0: name if number == 0 or way == "named in every row" else ""}
            if way == "named above":
                if number == 0:
                    rows.append({"words": {0: name}})
                words[0] = ""
            rows.append({"words": words, "counts": row})
    keys = [Column(["Đơn vị"], lambda row: ""), Column(["Lĩnh vực"], lambda row: "")]
    columns, true = painter.all_columns(keys)
    if not true:
        truth = {}
    grid = Grid()
    top = painter.titles(grid, None, True)
    top = painter.header(grid, top, columns)
    rows = painter.ends(columns, rows, 0, counts)
    painter.write_rows(grid, top, columns, rows)
    mapping, takes_proposal = painter.mapping(columns, true)
    given = [f'unit = "{painter.district}"']
    if way != "named in every row" and painter.with_chance(0.7, "fill down"):
        given.append('fill_down = ["unit"]')
    return finish(painter, grid, truth, mapping, takes_proposal, given)


def one_ward(painter):
    """One ward's fields; the unit stands in the title, the file's name or the folder's defaults."""
    code, name = painter.random.choice(list(painter.wards.items()))
    truth, rows, counts = {}, [], []
    for field, printed in campaign.FIELDS.items():
        row = painter.counts()
        counts.append(row)
        truth[code, field, painter.period] = row
        rows.append({"words": {0: printed}, "counts": row})
    keys = [Column(["Lĩnh vực"], lambda row: "")]
    columns, true = painter.all_columns(keys)
    if not true:
        truth = {}
    where = painter.one_of("unit in title", "unit in file", "unit in defaults")
    grid = Grid()
    told = f"{name}, {painter.district_name}"
    if where == "unit in title" and painter.with_chance(0.2, "unknown ward"):
        told = told.replace(name, name + " B")
    top = 0
    if where == "unit in title":
        grid.put(0, 0, "UBND " + told.upper())
        top = 1
    grid.put(top, 0, f"BÁO CÁO THÁNG {painter.month} NĂM 2019")
    top = painter.header(grid, top + 2, columns)
    rows = painter.ends(columns, rows, 0, counts)
    painter.write_rows(grid, top, columns, rows)
    mapping, takes_proposal = painter.mapping(columns, true)
    given = [f'unit = "{code}"'] if where == "unit in defaults" else [f'unit = "{painter.district}"'] if where == "unit in none" else []
    drawn = finish(painter, grid, truth, mapping, takes_proposal, given)
    if where == "unit in file":
        drawn.name = f"{name} - {painter.district_name}"
    return drawn


def months_down(painter):
    """One ward's months, a row each."""
    code, _ = painter.random.choice(list(painter.wards.items()))
    way = painter.one_of("Kỳ", "Tháng under a year", "Năm and Tháng")
    truth, rows, counts = {}, [], []
    first = painter.random.randint(1, 5)
    for month in range(first, first + painter.random.randint(3, 6)):
        row = painter.counts()
        counts.append(row)
        truth[code, None, f"2019-{month:02}"] = row
        words = {"Kỳ": {0: f"Tháng {month}/2019"}, "Tháng under a year": {0: month}, "Năm and Tháng": {0: 2019, 1: month}}[way]
        rows.append({"words": words, "counts": row})
    keys = [Column([part], lambda row: "") for part in {"Kỳ": ["Kỳ"], "Tháng under a year": ["Tháng"], "Năm and Tháng": ["Năm", "Tháng"]}[way]]
    columns = keys + painter.count_columns()
    grid = Grid()
    top = 0
    if way == "Tháng under a year":
        grid.put(0, 0, "KẾT QUẢ GIẢI QUYẾT HỒ SƠ NĂM 2019")
        top = 1
    top = painter.header(grid, top, columns)
    painter.write_rows(grid, top, columns, painter.ends(columns, rows, 0, counts))
    mapping, takes_proposal = painter.mapping(columns, columns[len(keys) :])
    return finish(painter, grid, truth, mapping, takes_proposal, [f'unit = "{code}"'])


def months_across(painter):
    """The received dossiers of wards, a column a month, often with totals of quarters and the year."""
    truth = {}
    grid = Grid()
    grid.put(0, 0, "SỐ HỒ SƠ TIẾP NHẬN NĂM 2019")
    grid.put(1, 0, "STT")
    grid.put(1, 1, "Đơn vị")
    spelt = painter.random.choice(["Tháng {}", "T{}", "{}/2019"])
    months = list(range(1, painter.random.randint(4, 10)))
    with_quarters = painter.with_chance(0.3, "quarters among months")
    heads = []
    for month in months:
        heads.append((spelt.format(month), [month]))
        if with_quarters and month % 3 == 0:
            heads.append((f"Quý {ROMAN[month // 3 - 1]}", [month - 2, month - 1, month]))
    if painter.with_chance(0.5, "total across"):
        heads.append((painter.random.choice(["Cộng", "Tổng cộng", "Tổng số"]), months))
    for at, (name, _) in enumerate(heads):
        grid.put(1, 2 + at, name)
    totals = [0] * len(heads)
    for down, (code, name) in enumerate(painter.wards.items(), 2):
        received = {month: painter.counts()["received"] for month in months}
        grid.put(down, 0, down - 1)
        grid.put(down, 1, name)
        for at, (_, of) in enumerate(heads):
            value = sum(received[month] for month in of)
            totals[at] += value
            grid.put(down, 2 + at, value)
        for month, value in received.items():
            truth[code, None, f"2019-{month:02}"] = {"received": value}
    if painter.with_chance(0.4, "total"):
        grid.put(grid.size[0], 1, "Tổng cộng")
        for at, value in enumerate(totals):
            grid.put(grid.size[0] - 1, 2 + at, value)
    keys = [f'unit = "{painter.district}"']
    if painter.with_chance(0.8, "declared across"):
        keys += ['across = "period"', 'value = "received"']
    return finish(painter, grid, truth, {}, False, keys)


def units_across(painter):
    """The counts of the form down, wards across."""
    truth = {}
    grid = Grid()
    grid.put(0, 0, f"BÁO CÁO THÁNG {painter.month} NĂM 2019")
    grid.put(1, 0, "Nội dung")
    for down, printed in enumerate(PRINTED.values(), 2):
        grid.put(down, 0, printed)
    columns = list(painter.wards.items())
    rows = [painter.counts() for _ in columns]
    for at, ((code, name), row) in enumerate(zip(columns, rows), 1):
        grid.put(1, at, name)
        truth[code, None, painter.period] = row
        for down, column in enumerate(PRINTED, 2):
            grid.put(down, at, row[column])
    if painter.with_chance(0.5, "total across"):
        at = len(columns) + 1
        grid.put(1, at, "Cộng")
        for down, column in enumerate(PRINTED, 2):
            grid.put(down, at, sum(row[column] for row in rows))
    if painter.with_chance(0.3, "share below"):
        grid.put(6, 0, "Tỷ lệ đúng hạn (%)")
        for at in range(1, len(columns) + 1):
            grid.put(6, at, (0.95, 1))
    keys = [f'unit = "{painter.district}"']
    if painter.with_chance(0.8, "declared across"):
        keys.append('across = "unit"')
    return finish(painter, grid, truth, {printed: column for column, printed in PRINTED.items()}, False, keys)


def long_table(painter):
    """A table of indicators by unit and period, as systems export it."""
    truth = {}
    grid = Grid()
    for at, name in enumerate(["indicator", "unit", "period", "numerator", "denominator", "value"]):
        grid.put(0, at, name)
    for code in painter.wards:
        for month in range(1, painter.random.randint(2, 5)):
            row = painter.counts()
            kept = row["resolved_early"] + row["resolved_on_time"]
            down = grid.size[0]
            period = f"2019-{month:02}"
            for at, value in enumerate(["dung-han", code, period, kept, kept + row["resolved_late"]]):
                grid.put(down, at, value)
            for at, value in zip((0, 1, 2, 5), ["tiep-nhan", code, period, row["received"]]):
                grid.put(down + 1, at, value)
            truth[code, None, period] = row
    return finish(painter, grid, truth, {}, False)
