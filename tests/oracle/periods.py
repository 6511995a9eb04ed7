"""Periods: their codes, days, months, and the parts that may make them."""

import datetime as dt
import functools
import re
from typing import NamedTuple


class InputError(Exception):
    """The site folder is not of the plain forms that this calculation reads."""


MONTH, QUARTER, HALF, NINE, YEAR = range(5)
LENGTHS = (MONTH, QUARTER, HALF, NINE, YEAR)
FREQUENCIES = {"month": MONTH, "quarter": QUARTER, "half": HALF, "year": YEAR}
_MONTHS_IN = {MONTH: 1, QUARTER: 3, HALF: 6, NINE: 9, YEAR: 12}


class Period(NamedTuple):
    """A month, quarter, half-year, first nine months, or year; `nth` counts from 1 within the year. `begins` is the month in which its
    year begins: 1 but for the quarters, halves and years of fiscal and school years. A month is of no kind of year."""

    length: int
    year: int
    nth: int
    begins: int = 1


def parse_period(text, begins=1):
    """The canonical codes: 2019, 2019-H1, 2019-Q1, 2019-9M, 2019-03; and 2018/19, 2018/19-H1, 2018/19-Q1 where the year begins in
    another month than January."""
    match = re.fullmatch(r"(\d{4})/(\d\d)(?:-(?:H([12])|Q([1-4])))?", text.strip())
    if match:
        year = int(match[1])
        if begins == 1 or int(match[2]) != (year + 1) % 100:
            raise InputError(f"not a year of two here: {text!r}")
        length = HALF if match[3] else QUARTER if match[4] else YEAR
        return Period(length, year, int(match[3] or match[4] or 1), begins)
    for length, pattern in (
        (YEAR, r"(\d{4})"),
        (HALF, r"(\d{4})-H([12])"),
        (QUARTER, r"(\d{4})-Q([1-4])"),
        (NINE, r"(\d{4})-9M"),
        (MONTH, r"(\d{4})-(0[1-9]|1[0-2])"),
    ):
        match = re.fullmatch(pattern, text.strip())
        if match:
            groups = match.groups()
            return Period(length, int(groups[0]), int(groups[1]) if len(groups) > 1 else 1)
    raise InputError(f"not a canonical period: {text!r}")


@functools.lru_cache(None)
def period_code(period):
    """The canonical code of a period."""
    length, year, nth, begins = period
    named = f"{year:04}" if begins == 1 else f"{year:04}/{(year + 1) % 100:02}"
    return {
        MONTH: f"{named}-{nth:02}",
        QUARTER: f"{named}-Q{nth}",
        HALF: f"{named}-H{nth}",
        NINE: f"{named}-9M",
        YEAR: named,
    }[length]


@functools.lru_cache(None)
def month_numbers(period):
    """The months of a period as running numbers (12·year + month − 1), first and last."""
    size = _MONTHS_IN[period.length]
    first = period.year * 12 + period.begins - 1 + (period.nth - 1) * size
    return first, first + size - 1


def month_code(number):
    """The canonical code of a running month number."""
    return f"{number // 12:04}-{number % 12 + 1:02}"


def month_start(number):
    """The first day of a running month number."""
    return dt.date(number // 12, number % 12 + 1, 1)


@functools.lru_cache(None)
def first_day(period):
    """The first day of a period."""
    return month_start(month_numbers(period)[0])


@functools.lru_cache(None)
def last_day(period):
    """The last day of a period."""
    return month_start(month_numbers(period)[1] + 1) - dt.timedelta(days=1)


@functools.lru_cache(None)
def days(period):
    """How many days a period has."""
    return (last_day(period) - first_day(period)).days + 1


@functools.lru_cache(None)
def month_mask(period):
    """The months of a period as a set of bits; bit 0 is January 1900."""
    first, last = month_numbers(period)
    return ((1 << (last - first + 1)) - 1) << (first - 1900 * 12)


def mask_of_days(start, end):
    """The months that lie wholly within `start`..`end` as a set of bits."""
    if start is None:
        start = dt.date(1900, 1, 1)
    if end is None:
        end = dt.date(2199, 12, 31)
    first = start.year * 12 + start.month - 1 + (1 if start.day > 1 else 0)
    after = end + dt.timedelta(days=1)
    last = after.year * 12 + after.month - 1 - 1
    return ((1 << (last - first + 1)) - 1) << (first - 1900 * 12) if last >= first else 0


def month_of(number):
    """The period of a running month number."""
    return Period(MONTH, number // 12, number % 12 + 1)


def up_to(last, count):
    """So many periods of one length in a row, the last of them given."""
    number = last.year * 12 // _MONTHS_IN[last.length] + last.nth - 1
    per_year = 12 // _MONTHS_IN[last.length]
    return [last._replace(year=n // per_year, nth=n % per_year + 1) for n in range(number - count + 1, number + 1)]


def parts(period):
    """The parts that may make a period, by their length: months make quarters, quarters halves and 9M, halves years, each of its own
    kind of year. "Halves from months" and "years from quarters" follow, since a part may itself be made [A1]."""
    length, year, nth, begins = period
    if length == QUARTER:
        first, last = month_numbers(period)
        return [month_of(number) for number in range(first, last + 1)]
    if length == HALF:
        return [Period(QUARTER, year, 2 * nth - 1, begins), Period(QUARTER, year, 2 * nth, begins)]
    if length == NINE:
        return [Period(QUARTER, year, i, begins) for i in (1, 2, 3)]
    if length == YEAR:
        return [Period(HALF, year, 1, begins), Period(HALF, year, 2, begins)]
    return []


def makeable(reported, begins):
    """The coarser periods that reported ones might make, parts before wholes: of every kind of year that is among them. Months make only
    those of the kind in which the year begins for them [A16]; there is no nine months of a fiscal year."""
    kinds = {p.begins for p in reported if p.length != MONTH} | ({begins} if any(p.length == MONTH for p in reported) else set())
    for length, count in ((QUARTER, 4), (HALF, 2), (NINE, 1), (YEAR, 1)):
        for kind in sorted(kinds):
            if length == NINE and kind != 1:
                continue
            for year in sorted({(p.year if p.begins == kind else p.year - 1) for p in reported} | {p.year for p in reported}):
                for nth in range(1, count + 1):
                    period = Period(length, year, nth, kind)
                    if length != QUARTER or kind == begins:
                        yield period
