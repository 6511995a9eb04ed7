"""Which numbers pages print, and which of them nothing was held against.

Numbers that are no figures are told apart by what they stand in: periods, dates, names, files, years along an axis.
"""

import re
from collections import Counter

from page import PERIOD, YEAR
from shown import NUMBER

MONTHS = rf"[Tt]háng \d{{1,2}}(?: đến tháng \d{{1,2}})?(?:/{YEAR})?"
NO_FIGURES = re.compile(
    rf"{PERIOD}|{MONTHS}|[Qq]uý (?:IV|I{{1,3}})|\d{{1,2}}/\d{{1,2}}/\d{{4}}|T\d{{1,2}}(?:/\d{{4}})?|6T (?:đầu|cuối)(?:[/ ]{YEAR})?|9T(?:[/ ]\d{{4}})?"
    r"|\S+\.(?:csv|json|html|xlsx|toml|svg|png)|khoảng tin cậy 95%|\b\d{4}-\d\d(?:-\d\d)?\b"
)
FIGURE = re.compile(rf"(?<![\w-])(?:¤|{NUMBER})(?![\w])")
ASIDE = {"script", "style", "nav", "code"}


class Printed:
    """The figures printed on pages by kind of page: how many there are, how many were held, and where the others stand."""

    def __init__(self, site, archive):
        names = {unit[key] for unit in site.units.values() for key in ("name", "short_name", "group")}
        names |= {ind.table["name"] for ind in site.indicators} | set(site.field_names.values()) | {i["title"] for i in archive}
        self.names = re.compile("|".join(sorted(map(re.escape, filter(None, names)), key=len, reverse=True)))
        self.all, self.held, self.left = Counter(), Counter(), {}

    def add(self, page):
        """Counts those of a page that was compared."""
        kind = page.path.rpartition("/")[0] or page.path
        for node, text in texts(page.root.first("title")) + texts(page.root.first("main")):
            found = self.figures_in(text)
            self.all[kind] += len(found)
            self.held[kind] += found.count("¤")
            if len(found) > found.count("¤"):
                where = " < ".join(".".join([node.tag, *node.classes]) for node in above(node, 4))
                self.left.setdefault(kind, {}).setdefault(where, []).append(text.strip())

    def figures_in(self, text):
        """The figures in a text; what was held stands as ¤."""
        return [m[0] for m in FIGURE.finditer(NO_FIGURES.sub(" ", self.names.sub(" ", text)))]

    def tell(self):
        """The share held of each kind of page, and an example of each place of those that were not."""
        for kind in sorted(self.all):
            print(f"{kind}: {self.held[kind]} of {self.all[kind]} printed figures held")
            for where, examples in sorted(self.left.get(kind, {}).items(), key=lambda item: -len(item[1])):
                print(f"    {len(examples)} in {where}: {examples[0]}"[:200].replace("\n", " "))


def texts(node):
    """The texts in an element as they are left, each with its element."""
    if node is None or node.tag in ASIDE:
        return []
    found = []
    for at, child in enumerate(node.children):
        if not isinstance(child, str):
            found += texts(child)
        elif node.tag != "text" or not re.fullmatch(YEAR, child):
            found.append((node, node.held.get(at, child)))
    return found


def above(node, most):
    """An element and those around it."""
    while node is not None and most and node.tag not in ("", "main"):
        yield node
        node, most = node.above, most - 1
