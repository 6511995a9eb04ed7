"""Cells: plain decimals, what is no figure, and what is nothing arising."""

import re
import unicodedata
from fractions import Fraction

from periods import InputError

NO_FIGURE = {"", "-", "–", "—", "…", "...", "n/a", "x"}
NOTHING_ARISING = "không phát sinh"
NOTHING = "nothing"


def exact(number):
    """An exact number, an int where it is whole (ints are quicker)."""
    fraction = Fraction(number)
    return int(fraction) if fraction.denominator == 1 else fraction


def folded(text):
    """Text without regard to case and normalisation."""
    return unicodedata.normalize("NFC", text.strip()).casefold()


def decimal(text):
    """A plain decimal, with a comma or a point."""
    text = text.strip().removesuffix("%").strip()
    if not re.fullmatch(r"-?\d+([.,]\d+)?", text):
        raise InputError(f"not a plain decimal: {text!r}")
    return exact(text.replace(",", "."))


def cell_number(text, no_figure=frozenset(NO_FIGURE)):
    """None for no figure, NOTHING for nothing arising, else the number."""
    text = folded(text)
    if text in no_figure:
        return None
    return NOTHING if text == NOTHING_ARISING else decimal(text)
