"""Claims of what changed after it was published, where pages draw it."""

import datetime as dt
import re

from claims_rest import RestClaims
from reading import OVERALL
from releases import History
from rules import value_of
from shown import faults


class ChangeClaims(RestClaims):
    """A page with all that it says."""

    def history(self):
        """What each release changed, computed once a campaign."""
        if not hasattr(self.figures, "history"):
            self.figures.history = History(self.site, self.figures.now)
        return self.figures.history

    def subjects(self):
        """The units whose figures a page draws: its own; of a practice that of who had it, and of those who took it up."""
        found = re.search(r"sang-kien/([a-z0-9-]+)\.html$", self.path)
        one = next((one for one in self.archive if found and one["id"] == found[1]), None)
        if one is None:
            return [self.unit]
        return [one["unit"], *(adopter["unit"] for adopter in one.get("adopted_by", ()))]

    def last_change(self, calc, key, period, told=None):
        """The last change of a figure that a page shows: when, old and new; None where it is as it was published. Of several units
        whose figures it draws the one of whom that was `told`, where it was of one."""
        changes = [change for unit in self.subjects() if (change := self.last_change_of(calc, unit, key, period)) is not None]
        is_told = lambda change: all(not faults(calc.ind, value, text) for value, text in zip(change[1:], told or ()) if text)
        return next((change for change in changes if is_told(change)), changes[0] if changes else None)

    def last_change_of(self, calc, unit, key, period):
        """The last change of a unit's figure; of the whole for none."""
        unit = None if self.site.roots == [unit] else unit
        for change in reversed(self.history().changes):
            both = change.points.get((calc.ind.code, unit, key, period))
            # The reported figure of the only unit of all is that of the whole too.
            reported = change.figures.get((calc.ind.code, unit or next(iter(self.site.roots)), key, period))
            is_it = unit is not None and not self.site.children[unit]
            if both is None and is_it and reported is not None:
                both = tuple(value_of(calc.ind, fig) for fig in reported)
            if both is not None:
                return change.slug, *both
        return None

    def revised_said(self, node, match):
        """`Tháng 4/2019: 91,7% → 87,7%, sửa ngày 19/08/2019`, of the headline `Lũy kế từ …`."""
        calc = self.calc(node, match)
        key = self.field(calc, match["field"]) if match["field"] else OVERALL
        period = self.period(match["period"]) if match["period"] else None
        found = self.last_change(calc, key, period, (match["old"], match["new"]))
        if found is None:
            return self.untrue(node, match, "nothing of it changed")
        slug, old, new = found
        for what, value in (("old", old), ("new", new)):
            if match[what]:
                self.shows(node, match, calc, value, match[what])
            else:
                self.says(node, match, f"no {what} figure", None, value)
        day = dt.datetime.strptime(match["day"], "%d/%m/%Y").date().isoformat() if match["day"] else "chua-cong-bo"
        self.says(node, match, "when", slug if day == "chua-cong-bo" else slug[:10], day)

    def revised_periods(self, node, match):
        """`Đã sửa sau khi công bố: tháng 4/2019`, in the words of a drawing: all of its periods that are others than they were."""
        calc = self.calc(node, match)
        told = [self.period(name) for name in re.findall(self.forms.places["P"], match[0])]
        for period in told:
            self.says(node, match, f"{period} changed", True, self.last_change(calc, OVERALL, period) is not None)
        if told and node.tag == "desc" and (self.figure_of(node).attrs.get("id") or "").startswith(("ky", "toan", "so-lieu", "bieu-do")):
            line = [period for period, _ in self.series(calc, told[0])]
            wanted = [period for period in line if self.last_change(calc, OVERALL, period) is not None]
            self.says(node, match, "all of them", wanted, [period for period in line if period in told])
