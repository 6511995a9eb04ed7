"""Periods as people write them, beside the canonical codes: `tháng 3/2019`, `quý I năm 2019`, `năm học 2018-2019`, or in columns for their
parts, `Năm` beside `Tháng` or `Quý`."""

import re

from cells import folded
from periods import InputError, parse_period

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
PARTS = {"tháng": r"(?:tháng|t)\s*", "quý": r"(?:quý|q)\s*"}
FORMS = (
    (r"(?:tháng |t)?(\d{1,2})(?:/| năm )(\d{4})", lambda m: f"{m[2]}-{int(m[1]):02}"),
    (r"(?:quý |q)([1-4]|i{1,3}|iv)(?:/| năm )(\d{4})", lambda m: f"{m[2]}-Q{ROMAN.get(m[1], m[1])}"),
    (r"(?:quý |q)([1-4]|i{1,3}|iv)(?: năm |[/ ])(\d{4}/\d\d)", lambda m: f"{m[2]}-Q{ROMAN.get(m[1], m[1])}"),
    (r"6 tháng đầu năm (\d{4}(?:/\d\d)?)", lambda m: f"{m[1]}-H1"),
    (r"6 tháng cuối năm (\d{4}(?:/\d\d)?)", lambda m: f"{m[1]}-H2"),
    (r"9 tháng (?:đầu năm )?(\d{4})", lambda m: f"{m[1]}-9M"),
    (r"(?:năm )?(\d{4})", lambda m: m[1]),
    (r"(?:năm (?:học )?|fy)?(\d{4})[-/](?:\d\d)?(\d\d)", lambda m: f"{m[1]}/{m[2]}"),
)


def read_period(text, begins):
    """A period by its canonical code or as people write it."""
    try:
        return parse_period(text, begins)
    except InputError:
        for pattern, code in FORMS:
            match = re.fullmatch(pattern, folded(text))
            if match:
                return parse_period(code(match), begins)
        raise


def period_of_parts(cells):
    """The text of the period that columns for its parts say; a whole number may stand as `3`, `03`, `T3`, `tháng 3`, a quarter as `II`."""
    parts = {folded(name): folded(text) for name, text in cells.items()}
    year = parts["năm"].removeprefix("năm ").removesuffix(".0")
    for part, prefix in PARTS.items():
        if part in parts:
            number = re.sub(f"^{prefix}", "", parts[part])
            return f"{part} {ROMAN.get(number, number)}/{year}"
    raise InputError(f"no month or quarter beside the year: {cells}")
