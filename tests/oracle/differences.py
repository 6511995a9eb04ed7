"""What was found to differ, and when two values are the same."""

import json
import os
from decimal import Decimal
from fractions import Fraction

SHOWN = int(os.environ.get("SHOWN", 50))


class Number:
    """A number of a JSON file with its digits as written."""

    def __init__(self, text):
        self.text = text
        self.value = float(text)

    def __repr__(self):
        return self.text


class Differences:
    """What was found; prints the first fifty."""

    def __init__(self):
        self.found = 0
        self.compared = 0

    def tell(self, where, what, wanted, got):
        """One difference."""
        self.found += 1
        if self.found <= SHOWN:
            print(f"{where}: {what}: expected {show(wanted)}, the site has {show(got)}")

    def check(self, where, what, wanted, got):
        """A value that must be equal."""
        self.compared += 1
        if not same(wanted, got):
            self.tell(where, what, wanted, got)
        elif isinstance(got, Number) and not shortest(got):
            self.tell(where, what + " (its form)", "the shortest decimal, integers without a point", got)


def show(value):
    """A value for people: exact fractions with their double."""
    if isinstance(value, Fraction) and value.denominator != 1:
        return f"{value} = {float(value)!r}"
    return str(value) if isinstance(value, (Fraction, Number)) else repr(value)


def same(wanted, got):
    """Equal: an exact number is its nearest double."""
    if isinstance(wanted, bool) or wanted is None or isinstance(wanted, str):
        return type(wanted) is type(got) and wanted == got
    if isinstance(wanted, (int, Fraction, float)):
        return isinstance(got, Number) and float(wanted) == got.value
    if isinstance(wanted, dict):
        return isinstance(got, dict) and wanted.keys() == got.keys() and all(same(v, got[k]) for k, v in wanted.items())
    if isinstance(wanted, list):
        return isinstance(got, list) and len(wanted) == len(got) and all(map(same, wanted, got))
    raise TypeError(wanted)


def shortest(number):
    """The shortest decimal of the nearest double, integers without a point."""
    if number.value.is_integer() and abs(number.value) < 1e15:
        return number.text == str(int(number.value))
    digits = Decimal(number.text).normalize().as_tuple().digits
    return len(digits) <= len(Decimal(repr(number.value)).normalize().as_tuple().digits)


def load(diffs, path):
    """A JSON file of the site, its numbers as written; None where there is none."""
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file, parse_int=Number, parse_float=Number)
    except (OSError, ValueError) as error:
        diffs.tell(path, "file", "a JSON file", str(error))
        return None
