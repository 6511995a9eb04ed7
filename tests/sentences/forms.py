"""The closed set of what pages may say: forms of sentences with places for figures, periods and names.

A place is written `<V:name>`: V a value with its unit, N a whole number, P a period, T a target in words, U a unit, K a block or kind, I an
indicator, F a field, S a practice, D a date, R a reason for having no place.
"""

import re

from page import PERIOD
from shown import NUMBER

REASONS = "chưa có số liệu|mẫu quá nhỏ|báo cáo chưa đủ số tháng|số liệu không cộng gộp được|chỉ tiêu không xếp hạng|đơn vị duy nhất trong khối|thiếu số liệu của một chỉ tiêu"


class Forms:
    """The forms of a campaign's names, and which of them a text is made of."""

    def __init__(self, names, forms):
        value = rf"{NUMBER}(?:%| (?:{either(names['units of measure'])}))?"
        bound = rf"(?:(?:trên|dưới|không quá) {value}|từ {value} trở lên|{value} đến {value})"
        self.places = {
            "V": value,
            "N": r"\d+(?:\.\d{3})*",
            "P": PERIOD.replace("tháng \\d", "[Tt]háng \\d").replace("|năm ", "|[Nn]ăm "),
            "T": rf"(?:từng lĩnh vực )?{bound}",
            "U": either(names["units"]),
            "K": either(names["blocks"]),
            "I": either(names["indicators"]),
            "F": either(names["fields"]),
            "S": either(names["practices"]),
            "D": r"\d\d/\d\d/\d{4}",
            "R": REASONS,
            "W": rf"(?:lũy kế (?:từ tháng \d+ đến tháng \d+/\d{{4}}|{PERIOD}|từ {PERIOD} đến {PERIOD})|{PERIOD})",
        }
        self.forms = [(re.compile(self.expanded(form)), handler) for form, handler in forms]
        self.known = {}

    def expanded(self, form):
        """A form with its places as expressions."""
        return re.sub(r"<([A-Z])(?::(\w+))?>", lambda m: f"(?P<{m[2]}>{self.places[m[1]]})" if m[2] else f"(?:{self.places[m[1]]})", form)

    def parse(self, text):
        """The sentences of a text: (match, handler) of each, or None where a part of it is of no form."""
        if text not in self.known:
            self.known[text] = self.parsed(text)
        return self.known[text]

    def parsed(self, text):
        """As parse, which remembers."""
        found, at = [], 0
        while at < len(text):
            best, way = None, None
            for form, handler in self.forms:
                match = form.match(text, at)
                if match and match.end() > at and (best is None or match.end() > best.end()) and ends_there(text, match.end()):
                    best, way = match, handler
            if best is None:
                return None
            found.append((best, way))
            at = best.end()
            while at < len(text) and text[at] in ".; ·":
                at += 1
        return found


def ends_there(text, at):
    """Whether a sentence can end there."""
    return at == len(text) or text[at] in ".;" or text[at : at + 3] == " · " or text[at - 1] in ".:" and text[at] == " "


def either(names):
    """Any of some names, the longest first."""
    return "(?:" + "|".join(sorted(map(re.escape, {n for n in names if n}), key=len, reverse=True) or ["(?!)"]) + ")"
