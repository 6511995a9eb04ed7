"""The figures that people read: tables, headings, charts and the sentences beside them, against the calculation.

Every shown number must be the exact one rounded, on its side of the target, with its status, coverage and place. Words are those of the
Vietnamese pages; what a number is of is known from the page, the section, the links and headings of its row and column.
"""

import glob
import os

from page_attention import Attention
from page_charts import Charts
from page_practices import Practices
from page_tables import Tables
from page_words import Words

MOST_UNITS = 30
FOLDERS = ("", "nhung/")


def compare_pages(diffs, figures, out, archive, printed=None):
    """The pages with figures that the calculation knows; of the units of a large campaign some. `printed` counts the figures on them."""
    units = list(figures.site.units)
    archive, heads = {initiative["id"]: initiative for initiative in archive}, {}
    for path, unit, indicator in [
        *((f"{folder}don-vi/{code}.html", code, None) for code in units[:: 1 + len(units) // MOST_UNITS] for folder in FOLDERS),
        *((f"{folder}chi-tieu/{code}.html", None, code) for code in figures.by_code for folder in FOLDERS),
        *((f"{folder}sang-kien/{code}.html", None, None) for code in list(archive)[:MOST_UNITS] for folder in FOLDERS),
        *((name, None, None) for name in ("index.html", "nhung/index.html", "xep-hang.html", "bao-cao.html")),
        *((path, None, None) for path in pages_below(out, "xep-hang")),
        *((path, None, code) for code in figures.by_code for path in pages_below(out, f"chi-tieu/{code}")),
    ]:
        page = Shown(diffs, figures, out, path, unit, indicator, archive, heads)
        if page.root is not None:
            page.compare()
            if printed is not None:
                printed.add(page)


def pages_below(out, folder):
    """The pages of a list that is split, some of them where they are many."""
    paths = glob.glob(os.path.join(glob.escape(os.path.join(out, folder)), "**", "*.html"), recursive=True)
    paths = sorted(os.path.relpath(path, out) for path in paths)
    return paths[:: 1 + len(paths) // MOST_UNITS]


class Shown(Tables, Charts, Words, Practices, Attention):
    """A page with all that is known of it."""

    def __init__(self, diffs, figures, out, path, unit, indicator, archive, heads):
        super().__init__(diffs, figures, out, path, unit, indicator)
        self.archive, self.heads = archive, heads

    def compare(self):
        """All tables, charts and words."""
        for table in self.root.every("table") if "sang-kien/" not in self.path else ():
            kind = next((c for c in table.classes if hasattr(self, "table_" + c.replace("-", "_"))), None)
            if kind is not None:
                getattr(self, "table_" + kind.replace("-", "_"))(table, self.calc_of(table))
        for figure in self.root.every("figure"):
            self.figure(figure, self.calc_of(figure))
        self.words()
        self.practices()
        self.attention()
