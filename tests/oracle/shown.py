"""Figures as they are shown: rounded to some decimals, and never so that they contradict the exact figure."""

import re
from fractions import Fraction

NUMBER = r"[−-]?\d+(?:\.\d{3})*(?:,\d+)?"


def read_shown(text):
    """A Vietnamese number, its decimals, and what stands behind it; None where the text begins with none."""
    match = re.match(NUMBER, text)
    if match is None:
        return None
    plain = match[0].replace("−", "-").replace(".", "").replace(",", ".")
    return Fraction(plain), len(plain.partition(".")[2]), text[match.end() :]


def rounded(value, decimals):
    """Rounded to so many decimals, half away from zero."""
    scaled = abs(Fraction(value)) * 10**decimals
    nearest = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(nearest if value >= 0 else -nearest, 10**decimals)


def sign(number):
    """-1, 0 or 1."""
    return (number > 0) - (number < 0)


def faults(ind, value, text, has_unit=True):
    """What is wrong with a text that shows a value of an indicator, with its unit where that is not said beside."""
    read = read_shown(text)
    if value is None:
        return [] if read is None else ["no figure is to be shown"]
    if read is None:
        return ["no number is shown"]
    number, decimals, behind = read
    unit = "%" if ind.unit == "%" else f" {ind.unit}".rstrip() if has_unit else ""
    found = [] if behind == unit else [f"the unit is {unit!r}"]
    if number != rounded(value, decimals):
        found.append("not the exact figure rounded")
    if decimals < ind.decimals:
        found.append(f"fewer than {ind.decimals} decimals")
    if any(sign(number - bound) != sign(value - bound) for bound in (ind.target or ())[1:]):
        found.append("on another side of the target")
    if any(number == whole and value != whole for whole in ((0, 100) if ind.percent else (0,))):
        found.append("shown as all or nothing")
    return found


def check_shown(diffs, where, ind, value, text, has_unit=True):
    """Tells what is wrong with a text that shows a value."""
    diffs.compared += 1
    for fault in faults(ind, value, text.strip(), has_unit):
        diffs.tell(where, fault, None if value is None else float(value), text)


def written(value):
    """An exact number as Vietnamese pages write one that is given: with no more decimals than it has."""
    value = Fraction(value)
    decimals = next(n for n in range(40) if (value * 10**n).denominator == 1)
    digits = str(abs(value.numerator) * 10**decimals // value.denominator).rjust(decimals + 1, "0")
    whole, rest = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    return "−" * (value < 0) + f"{int(whole):,}".replace(",", ".") + ("," + rest if rest else "")


def target_words(ind):
    """A target as pages say it: `trên 90%`, `từ 90% trở lên`, `30% đến 40%`."""
    unit = "%" if ind.unit == "%" else f" {ind.unit}".rstrip()
    low, high = (written(bound) + unit for bound in (ind.target[1], ind.target[-1]))
    forms = {">": f"trên {low}", ">=": f"từ {low} trở lên", "<": f"dưới {low}", "<=": f"không quá {low}", "..": f"{low} đến {high}"}
    return forms[ind.target[0]]
