"""What changed after publication, worked out by hand."""

import datetime as dt
import os
import sys
import unittest
from fractions import Fraction as F

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from by_hand import build, ratios  # noqa: E402
from periods import parse_period  # noqa: E402
from reading import Fig  # noqa: E402
from releases import History, Release  # noqa: E402

MARCH, FIRST = parse_period("2019-03"), dt.date(2019, 4, 5)


def history(rows, *stood, indicators=None):
    """The changes from one release of these figures of March to today."""
    figures = build(rows, **({} if indicators is None else {"indicators": indicators}))
    released = {("r", unit, None, MARCH): Fig(n, d, False, False) for unit, n, d in stood}
    return History(figures.site, dt.date(2019, 10, 5), [Release("2019-04-05", FIRST, released, None)]).changes


class Changes(unittest.TestCase):
    def test_a_revised_figure_moves_what_is_made_of_it(self):
        rows = [*ratios("q1", ("03", 8, 10)), *ratios("q2", ("03", 9, 10))]
        _, now = history(rows, ("q1", 10, 10), ("q2", 9, 10))
        self.assertEqual(list(now.figures), [("r", "q1", None, MARCH)])
        expected = {}
        for unit, both in ((None, (F(95), F(85))), ("q1", (F(100), F(80)))):
            expected |= {("r", unit, None, period): both for period in (MARCH, None)}
        self.assertEqual(now.points, expected)
        self.assertEqual(
            now.moves,
            [
                ("status", "r", "tp", "met", "missed"),
                ("status", "r", "q1", "met", "missed"),
                ("place", "r", "q1", "1", "2"),
                ("place", "r", "q2", "2", "1"),
            ],
        )

    def test_what_is_new_is_no_revision_and_moves_no_cumulative_figure_of_another(self):
        rows = [*ratios("q1", ("03", 10, 10), ("04", 1, 10)), *ratios("q2", ("03", 9, 10))]
        _, now = history(rows, ("q1", 10, 10), ("q2", 9, 10))
        self.assertEqual((now.figures, now.points), ({}, {}))
        self.assertIn(("status", "r", "q1", "met", "missed"), now.moves)

    def test_nothing_moves_where_nothing_stood(self):
        first, _ = history(ratios("q1", ("03", 8, 10)), ("q1", 10, 10))
        self.assertEqual((first.figures, first.points, first.moves), ({}, {}, []))

    def test_a_withdrawn_figure_leaves_none(self):
        _, now = history(ratios("q2", ("03", 9, 10)), ("q1", 10, 10), ("q2", 9, 10))
        self.assertEqual(now.figures["r", "q1", None, MARCH][1], None)
        self.assertEqual(now.points["r", "q1", None, None], (F(100), None))


if __name__ == "__main__":
    unittest.main()
