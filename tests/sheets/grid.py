"""A sheet as it is drawn, and its two ways onto disk: a workbook of Office Open XML, and CSV."""

import zipfile
from dataclasses import dataclass
from datetime import date, timedelta
from xml.sax.saxutils import escape

STYLES = ["General", "0.0%", "#,##0", "yyyy", ";;;", "#,##0,", "mm/yyyy", "dd/mm/yyyy"]
PERCENT, GROUPED, YEAR, EMPTY, THOUSANDS, MONTH, DAY = range(1, len(STYLES))


@dataclass
class Formula:
    """A cell that is computed: what its maker saved as the result is a number, `None` for nothing, or a text."""

    text: str
    saved: object


class Grid:
    """Cells by (row, column) from 0: a text, an int, a pair of a number and the style that it is shown in, or a formula."""

    def __init__(self, name="Sheet1"):
        self.name = name
        self.cells = {}
        self.merges = []
        self.hidden_columns = set()
        self.hidden_rows = set()
        self.is_hidden = False

    def put(self, row, column, value):
        if value is not None and value != "":
            self.cells[row, column] = value

    def merge(self, row, column, to_row, to_column):
        self.merges.append((row, column, to_row, to_column))

    @property
    def size(self):
        rows = max((row for row, _ in self.cells), default=-1) + 1
        return rows, max((column for _, column in self.cells), default=-1) + 1

    def rows(self):
        """The texts of every row as CSV has them: merged cells in their first cell alone."""
        rows, columns = self.size
        for row in range(rows):
            yield [shown(self.cells.get((row, column), "")) for column in range(columns)]


def shown(value):
    if isinstance(value, Formula):
        value = "" if value.saved is None else value.saved
    if isinstance(value, tuple):
        number, style = value
        day = date(1899, 12, 30) + timedelta(int(number)) if style in (YEAR, MONTH, DAY) else None
        return {
            PERCENT: lambda: f"{number * 100:.1f}%".replace(".", ","), EMPTY: lambda: "", THOUSANDS: lambda: str(round(number / 1000)),
            YEAR: lambda: f"{day:%Y}", MONTH: lambda: f"{day:%m/%Y}", DAY: lambda: f"{day:%d/%m/%Y}",
        }.get(style, lambda: str(number))()
    return str(value)


def csv_text(grid, separator):
    """CSV as Excel writes it: CRLF, quotes only where they are needed, every row of one width."""

    def cell(text):
        special = separator in text or '"' in text or "\n" in text
        return '"' + text.replace('"', '""') + '"' if special else text

    return "".join(separator.join(map(cell, row)) + "\r\n" for row in grid.rows())


def html_text(grid):
    """A table of HTML as portals export it under the name of a workbook."""
    rows, columns = grid.size
    spans = {(r, c): (s - r + 1, d - c + 1) for r, c, s, d in grid.merges}
    covered = {(r, c) for top, left, bottom, right in grid.merges for r in range(top, bottom + 1) for c in range(left, right + 1)} - set(spans)
    out = ['<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body><table border="1">']
    for row in range(rows):
        out.append("<tr>")
        for column in range(columns):
            if (row, column) not in covered:
                down, across = spans.get((row, column), (1, 1))
                span = (f' rowspan="{down}"' if down > 1 else "") + (f' colspan="{across}"' if across > 1 else "")
                out.append(f"<td{span}>{escape(shown(grid.cells.get((row, column), '')))}</td>")
        out.append("</tr>\n")
    return "".join(out) + "</table></body></html>"


def serial(year, month, day=1):
    """A day as workbooks count it."""
    return (date(year, month, day) - date(1899, 12, 30)).days


def column_name(index):
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def write_xlsx(path, grids):
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:

        def put(name, text):
            out.writestr(zipfile.ZipInfo(name, (2019, 1, 1, 0, 0, 0)), head + text)

        sheets = range(1, len(grids) + 1)
        overrides = "".join(f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{types}.worksheet+xml"/>' for n in sheets)
        put("[Content_Types].xml", f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{types}.styles+xml"/>{overrides}</Types>')
        put("_rels/.rels", f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        listed = "".join(f'<sheet name="{escape(grid.name)}" sheetId="{n}"{" state=" + chr(34) + "hidden" + chr(34) if grid.is_hidden else ""} r:id="rId{n}"/>' for n, grid in zip(sheets, grids))
        put("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{relation}"><sheets>{listed}</sheets></workbook>')
        links = "".join(f'<Relationship Id="rId{n}" Type="{relation}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in sheets)
        put("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}/relationships">{links}<Relationship Id="rId99" Type="{relation}/styles" Target="styles.xml"/></Relationships>')
        formats = "".join(f'<numFmt numFmtId="{164 + n}" formatCode="{escape(code)}"/>' for n, code in enumerate(STYLES))
        ways = "".join(f'<xf numFmtId="{164 + n if n else 0}" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/>' for n in range(len(STYLES)))
        put("xl/styles.xml", f'<styleSheet xmlns="{main}"><numFmts count="{len(STYLES)}">{formats}</numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
            f'<borders count="1"><border/></borders><cellXfs count="{len(STYLES)}">{ways}</cellXfs></styleSheet>')
        for n, grid in zip(sheets, grids):
            put(f"xl/worksheets/sheet{n}.xml", f'<worksheet xmlns="{main}">{columns_of(grid)}<sheetData>{rows_of(grid)}</sheetData>{merges_of(grid)}</worksheet>')


def columns_of(grid):
    hidden = "".join(f'<col min="{c + 1}" max="{c + 1}" width="9" hidden="1" customWidth="1"/>' for c in sorted(grid.hidden_columns))
    return f"<cols>{hidden}</cols>" if hidden else ""


def rows_of(grid):
    rows, columns = grid.size
    out = []
    for row in range(rows):
        cells = "".join(cell_of(row, column, grid.cells[row, column]) for column in range(columns) if (row, column) in grid.cells)
        hidden = ' hidden="1"' if row in grid.hidden_rows else ""
        out.append(f'<row r="{row + 1}"{hidden}>{cells}</row>')
    return "".join(out)


def cell_of(row, column, value):
    at = f"{column_name(column)}{row + 1}"
    if isinstance(value, Formula):
        is_text = isinstance(value.saved, str)
        saved = "" if value.saved is None else f"<v>{escape(str(value.saved))}</v>"
        return f'<c r="{at}"{" t=" + chr(34) + "str" + chr(34) if is_text else ""}><f>{escape(value.text)}</f>{saved}</c>'
    if isinstance(value, tuple):
        return f'<c r="{at}" s="{value[1]}"><v>{value[0]}</v></c>'
    if isinstance(value, (int, float)):
        return f'<c r="{at}"><v>{value}</v></c>'
    return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def merges_of(grid):
    merges = "".join(f'<mergeCell ref="{column_name(c)}{r + 1}:{column_name(d)}{s + 1}"/>' for r, c, s, d in grid.merges)
    return f'<mergeCells count="{len(grid.merges)}">{merges}</mergeCells>' if merges else ""
