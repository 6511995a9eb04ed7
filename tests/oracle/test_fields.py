"""A unit's fields: what is missing where one is left out, by cases worked out by hand from the contract.

    python3 -m unittest discover -s tests/oracle
"""

import os
import sys
import unittest
from fractions import Fraction as F

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from by_hand import RATIO, UNITS, build, entry, ratios, series  # noqa: E402

WARDS = RATIO + 'reporters = ["ward"]\n'
YEAR = dict(starts="2019-01-01", ends="2019-12-31")


def by_period(found):
    """The POINTs of a series by the end of their period's code."""
    return {p["period"].removeprefix("2019-") or "2019": p for p in found["series"]}


def numbers(point):
    """Numerator and denominator."""
    return point["numerator"], point["denominator"]


def months(unit, field, cells, code="r"):
    """Rows of a field: "01 95/100, 02 95/100"; a cell may be "-"."""
    rows = []
    for cell in cells.split(", "):
        period, _, figure = cell.partition(" ")
        num, _, den = figure.partition("/")
        rows.append(f"{code},{unit},2019-{period},{field},{num},{den or num},,")
    return rows


SIX = "01 95/100, 02 95/100, 03 95/100, 04 95/100, 05 95/100, 06 95/100"
FIVE_BAD = "01 30/100, 02 30/100, 03 30/100, 04 30/100, 05 30/100"


class LeftOut(unittest.TestCase):
    """Six months of two fields, 95/100 and 30/100; the bad one is missing in June alone."""

    def figures(self, indicators=WARDS, more=()):
        whole = months("p2", "a", SIX) + months("p2", "b", FIVE_BAD + ", 06 30/100")
        return build(months("p1", "a", SIX) + months("p1", "b", FIVE_BAD) + whole + list(more), indicators, **YEAR)

    def test_the_months_quarters_and_the_half(self):
        found = by_period(entry(self.figures(), "p1"))
        self.assertEqual(sorted(found), sorted(["01", "02", "03", "Q1", "04", "05", "06", "Q2", "H1"]))
        self.assertEqual((numbers(found["05"]), found["05"]["value"]), ((125, 200), F(125, 2)))
        self.assertEqual(numbers(found["Q1"]), (375, 600))
        for period in ("06", "Q2", "H1"):
            point = found[period]
            self.assertEqual((numbers(point), point["value"], point["status"]), ((None, None), None, "no-data"), period)
            self.assertEqual(point["missing_fields"], ["b"])
            self.assertEqual(point["coverage"], {"reported": 0, "expected": 1})
        self.assertNotIn("missing_fields", found["05"])

    def test_the_cumulative_figure_pools_what_there_is_and_names_what_is_missing(self):
        point = entry(self.figures(), "p1")["cumulative"]
        # 6·95 + 5·30 of 600 + 500
        self.assertEqual((numbers(point), point["value"]), ((720, 1100), F(720, 11)))
        self.assertEqual((point["status"], point["missing_fields"]), ("missed", ["b"]))
        self.assertEqual(point["period"], {"from": "2019-01", "to": "2019-06"})
        self.assertEqual(point["months"], {"reported": 5, "expected": 6})
        self.assertNotIn("coverage", point)  # it alone owes, and gave some

    def test_the_fields_stand(self):
        fields = entry(self.figures(), "p1")["fields"]
        self.assertEqual([numbers(by_period(fields["a"])[p]) for p in ("06", "Q2", "H1")], [(95, 100), (285, 300), (570, 600)])
        self.assertEqual(series(fields["b"]), [f"2019-{p}" for p in ("01", "02", "03", "Q1", "04", "05")])
        self.assertEqual((fields["b"]["latest"]["value"], fields["b"]["latest"]["coverage"]), (None, {"reported": 0, "expected": 1}))

    def test_above_it_the_others_are_pooled(self):
        figures = self.figures()
        found = by_period(entry(figures, "q1"))
        self.assertEqual([numbers(found[p]) for p in ("05", "06", "Q2")], [(250, 400), (125, 200), (375, 600)])
        self.assertEqual(found["06"]["coverage"], {"reported": 1, "expected": 2})
        self.assertNotIn("missing_fields", found["06"])
        self.assertNotIn("missing_fields", found["06"]["own"])
        field = by_period(entry(figures, "q1")["fields"]["a"])
        self.assertEqual((numbers(field["06"]), field["06"]["coverage"]), ((190, 200), {"reported": 2, "expected": 2}))
        self.assertEqual(numbers(entry(figures, "q1")["cumulative"]), (720 + 750, 1100 + 1200))

    def test_it_gave_none_for_the_latest_period_and_has_no_place(self):
        found = entry(self.figures(WARDS + 'headline = "latest"\n'), "p1")
        self.assertEqual((found["latest"]["period"], found["latest"]["value"], found["unranked"]), ("2019-06", None, "no-data"))
        alone = entry(build(months("p1", "a", SIX) + months("p1", "b", FIVE_BAD), WARDS.replace("ward", "hamlet"), **YEAR), "p1")
        self.assertIsNone(alone["latest"])

    def test_in_its_own_total(self):
        more = months("q1", "a", SIX) + months("q1", "b", FIVE_BAD)
        reporters = RATIO + 'reporters = ["district", "ward"]\n'
        found = entry(self.figures(reporters, more), "q1")
        june = by_period(found)["06"]
        # p2 alone has June: the district's own is not in the pool, and not reported
        self.assertEqual((numbers(june), june["coverage"]), ((125, 200), {"reported": 1, "expected": 3}))
        self.assertEqual(june["own"], {"numerator": None, "denominator": None, "value": None, "missing_fields": ["b"]})
        self.assertNotIn("missing_fields", june)
        cumulative = found["cumulative"]
        self.assertEqual((numbers(cumulative), numbers(cumulative["own"])), ((720 + 720 + 750, 1100 + 1100 + 1200), (720, 1100)))
        self.assertEqual((cumulative["own"]["missing_fields"], "missing_fields" in cumulative), (["b"], False))
        # one of three gave June, so May is the latest
        self.assertEqual(cumulative["months"], {"reported": 5 + 5 + 5, "expected": 15})

    def test_a_field_that_is_no_figure_is_missing(self):
        rows = months("p1", "a", "01 95/100") + months("p1", "b", "01 30/100") + months("p1", "a", "02 95/100") + months("p1", "b", "02 -")
        found = by_period(entry(build(rows, WARDS, **YEAR), "p1"))
        self.assertEqual((found["02"]["value"], found["02"]["missing_fields"]), (None, ["b"]))

    def test_nothing_arising_is_a_figure(self):
        rows = months("p1", "a", "01 95/100") + months("p1", "b", "01 30/100") + months("p1", "a", "02 95/100") + months("p1", "b", "02 0/0")
        found = by_period(entry(build(rows, WARDS, **YEAR), "p1"))
        self.assertEqual(numbers(found["02"]), (95, 100))

    def test_by_every_field_a_month_with_one_missing_is_not_met(self):
        rows = months("p1", "a", "01 95/100, 02 95/100") + months("p1", "b", "01 91/100")
        found = by_period(entry(build(rows, WARDS + 'scope = "every-field"\n', **YEAR), "p1"))
        self.assertEqual([(found[p]["status"], found[p]["failing_fields"]) for p in ("01", "02")], [("met", []), ("no-data", [])])

    def test_a_count_and_a_mean_lack_them_too(self):
        count = 'code = "r"\nname = "R"\nkind = "count"\n'
        rows = ["r,p1,2019-01,a,,,7,", "r,p1,2019-01,b,,,2,", "r,p1,2019-02,a,,,8,"]
        found = entry(build(rows, count, **YEAR), "p1")
        self.assertEqual(([p["value"] for p in found["series"]], found["cumulative"]["value"]), ([9, None], 17))
        rows = ["r,p1,2019-01,a,,,70,10", "r,p1,2019-01,b,,,40,20", "r,p1,2019-02,b,,,40,20"]
        found = entry(build(rows, count.replace("count", "mean"), **YEAR), "p1")
        # (700 + 800) / 30, and (700 + 1600) / 50
        self.assertEqual(([p["value"] for p in found["series"]], found["cumulative"]["value"]), ([50, None], 46))


class FromWhenAndHowOften(unittest.TestCase):
    def found(self, rows, more="", **settings):
        return entry(build(rows, WARDS + more, **{**YEAR, **settings}), "p1")

    def test_a_field_is_owed_from_its_first_period_on(self):
        found = self.found(months("p1", "a", "04 1/10, 05 2/10, 06 3/10") + months("p1", "b", "05 10/10, 06 10/10"))
        points = by_period(found)
        self.assertEqual([numbers(points[p]) for p in ("04", "05", "06")], [(1, 10), (12, 20), (13, 20)])
        # Q2 would be a's alone, and b's twenty would be lost
        self.assertEqual((numbers(points["Q2"]), points["Q2"]["missing_fields"]), ((None, None), ["b"]))
        self.assertEqual((numbers(found["cumulative"]), found["cumulative"]["months"]), ((26, 50), {"reported": 3, "expected": 6}))
        self.assertNotIn("missing_fields", found["cumulative"])

    def test_a_field_given_by_quarters_is_not_missing_in_a_month(self):
        found = self.found(months("p1", "a", "01 1/10, 02 1/10, 03 1/10, 04 1/10") + months("p1", "b", "Q1 20/30"))
        points = by_period(found)
        self.assertEqual([numbers(points[p]) for p in ("01", "03", "Q1", "04")], [(1, 10), (1, 10), (23, 60), (1, 10)])
        cumulative = found["cumulative"]
        # April is not covered before b's second quarter is there
        self.assertEqual((numbers(cumulative), cumulative["months"]["reported"]), ((24, 70), 3))
        self.assertNotIn("missing_fields", cumulative)

    def test_a_quarter_left_out_is_missing_in_the_quarter_and_in_the_whole(self):
        monthly = ", ".join(f"{m:02} 1/10" for m in range(1, 10))
        found = self.found(months("p1", "a", monthly) + months("p1", "b", "Q1 20/30, Q3 20/30"))
        points = by_period(found)
        self.assertEqual((numbers(points["05"]), numbers(points["Q2"]), points["Q2"]["missing_fields"]), ((1, 10), (None, None), ["b"]))
        self.assertEqual((points["H1"]["missing_fields"], points["9M"]["missing_fields"], numbers(points["Q3"])), (["b"], ["b"], (23, 60)))
        cumulative = found["cumulative"]
        self.assertEqual((numbers(cumulative), cumulative["missing_fields"]), ((49, 150), ["b"]))
        self.assertEqual(cumulative["months"], {"reported": 6, "expected": 9})

    def test_a_whole_quarter_covers_a_month_left_out(self):
        found = self.found(months("p1", "a", "01 1/10, 02 1/10, 03 1/10") + months("p1", "b", "01 5/10, 02 5/10, Q1 20/30"))
        points = by_period(found)
        self.assertEqual((points["03"]["missing_fields"], numbers(points["Q1"])), (["b"], (23, 60)))
        self.assertEqual((numbers(found["cumulative"]), "missing_fields" in found["cumulative"]), ((23, 60), False))
        # with the quarters as the latest, all three months are covered
        quarterly = self.found(months("p1", "a", "01 1/10, 02 1/10, 03 1/10") + months("p1", "b", "01 5/10, 02 5/10, Q1 20/30"), 'frequency = "quarter"\n')
        self.assertEqual(quarterly["cumulative"]["months"], {"reported": 3, "expected": 3})

    def test_where_each_lacks_another_month_there_is_no_quarter_at_all(self):
        found = self.found(months("p1", "a", "04 1/10, 06 1/10") + months("p1", "b", "04 1/10, 05 1/10"))
        self.assertEqual(series(found), ["2019-04", "2019-05", "2019-06"])
        self.assertEqual([p.get("missing_fields") for p in found["series"]], [None, ["a"], ["b"]])
        self.assertEqual(found["cumulative"]["missing_fields"], ["a", "b"])

    def test_a_bare_field_is_given_in_its_month_and_missing_in_the_quarter(self):
        bare = [f"r,p1,2019-{m},b,,,95," for m in ("01", "02", "03")]
        points = by_period(self.found(months("p1", "a", "01 1/10, 02 1/10, 03 1/10") + bare))
        self.assertEqual((numbers(points["01"]), numbers(points["Q1"]), points["Q1"]["missing_fields"]), ((1, 10), (None, None), ["b"]))

    def test_fields_in_the_order_of_the_list_then_by_key(self):
        rows = [r for f in ("y", "x", "z") for r in months("p1", f, "01 1/10")] + months("p1", "w", "01 1/10, 02 1/10")
        figures = build(rows, WARDS, fields="code,name\nz,Z\n", **YEAR)
        self.assertEqual(entry(figures, "p1")["series"][1]["missing_fields"], ["z", "x", "y"])


class OverallRows(unittest.TestCase):
    def found(self, rows, indicators=WARDS, unit="p1", **settings):
        return entry(build(rows, indicators, **{**YEAR, **settings}), unit)

    def test_a_given_overall_row_stands_whatever_fields_are_missing(self):
        rows = months("p1", "a", "01 1/10, 02 1/10") + months("p1", "b", "01 5/10") + months("p1", "", "02 6/20")
        points = by_period(self.found(rows))
        self.assertEqual((numbers(points["02"]), "missing_fields" in points["02"]), ((6, 20), False))

    def test_made_of_overall_rows_it_stands_too(self):
        rows = months("p1", "", "01 6/20, 02 6/20, 03 6/20") + months("p1", "a", "01 1/10, 02 1/10, 03 1/10") + months("p1", "b", "01 5/10")
        self.assertEqual(numbers(by_period(self.found(rows))["Q1"]), (18, 60))

    def test_the_cumulative_figure_has_rows_for_their_days_and_fields_for_the_others(self):
        rows = months("p1", "", "01 6/20, Q2 20/60") + months("p1", "a", "01 1/10, 02 1/10, 04 1/10") + months("p1", "b", "02 5/10, Q1 9/30")
        found = self.found(rows, WARDS + 'frequency = "quarter"\n')["cumulative"]
        # January and Q2 by rows, 26/80; February of a and b, 6/20: b's Q1 overlaps January, a's April the second quarter
        self.assertEqual((numbers(found), found["months"]["reported"]), ((32, 100), 5))
        self.assertEqual(found["months"]["expected"], 6)
        self.assertNotIn("missing_fields", found)

    def test_the_days_of_a_row_lack_no_field(self):
        rows = months("p1", "", "01 6/20") + months("p1", "a", "01 1/10, 02 1/10") + months("p1", "b", "02 5/10, 03 5/10") + months("p1", "a", "03 1/10")
        found = self.found(rows)["cumulative"]
        self.assertEqual((numbers(found), "missing_fields" in found, found["months"]["reported"]), ((18, 60), False, 3))

    def test_a_bare_row_s_days_take_no_fields(self):
        rows = ["r,p1,2019-01,,,,80,"] + months("p1", "a", "01 9/10, 02 1/10")
        found = self.found(rows)
        self.assertEqual((found["series"][0]["value"], numbers(found["cumulative"])), (80, (1, 10)))
        alone = self.found(["r,p1,2019-01,,,,80,"] + months("p1", "a", "01 9/10"))
        self.assertEqual(alone["cumulative"]["value"], 80)

    def test_the_months_of_a_bare_field_are_not_in_the_figure_of_rows(self):
        bare = ["r,p1,2019-03,a,,,80,"]
        found = self.found(months("p1", "", "01 6/20, 02 6/20") + bare)["cumulative"]
        self.assertEqual((numbers(found), found["months"]), ((12, 40), {"reported": 2, "expected": 3}))
        self.assertEqual(self.found(bare)["cumulative"]["months"], {"reported": 1, "expected": 3})

    def test_a_stock_is_the_rows_or_the_fields_whichever_end_later(self):
        stock = 'code = "r"\nname = "R"\nkind = "count"\nover_time = "last"\n'
        fields = ["r,p1,2019-01,a,,,7,", "r,p1,2019-02,a,,,8,", "r,p1,2019-01,b,,,3,", "r,p1,2019-02,b,,,4,"]
        self.assertEqual(self.found([*fields, "r,p1,2019-03,,,,11,"], stock)["cumulative"]["value"], 11)
        self.assertEqual(self.found(["r,p1,2018-12,,,,9,", *fields], stock, starts="2018-12-01")["cumulative"]["value"], 12)


class Sparse(unittest.TestCase):
    SPARSE = WARDS + "sparse_fields = true\n"

    def found(self, rows, indicators=SPARSE):
        return entry(build(rows, indicators, **YEAR), "p1")

    def test_a_field_without_a_row_had_nothing_arising(self):
        rows = months("p1", "a", "04 1/10, 05 1/10, 06 1/10") + months("p1", "b", "04 20/30, 06 10/10")
        found = self.found(rows)
        points = by_period(found)
        self.assertEqual([numbers(points[p]) for p in ("04", "05", "06", "Q2")], [(21, 40), (1, 10), (11, 20), (33, 70)])
        field = by_period(found["fields"]["b"])
        self.assertEqual((numbers(field["05"]), field["05"]["status"], numbers(field["Q2"])), ((0, 0), "no-data", (30, 40)))
        self.assertEqual((numbers(found["cumulative"]), "missing_fields" in found["cumulative"]), ((33, 70), False))
        self.assertEqual(found["cumulative"]["months"], {"reported": 3, "expected": 6})

    def test_before_its_first_row_too(self):
        rows = months("p1", "a", "04 1/10, 05 1/10, 06 1/10") + months("p1", "b", "06 10/10")
        self.assertEqual(numbers(by_period(self.found(rows))["Q2"]), (13, 40))

    def test_a_row_of_no_figure_is_a_row(self):
        rows = months("p1", "a", "04 1/10, 05 1/10") + months("p1", "b", "04 20/30, 05 -")
        self.assertEqual(by_period(self.found(rows))["05"]["missing_fields"], ["b"])

    def test_beside_an_overall_row_alone_nothing_is_filled(self):
        rows = months("p1", "a", "04 1/10") + months("p1", "b", "04 20/30") + months("p1", "", "05 6/20")
        self.assertEqual(series(self.found(rows)["fields"]["a"]), ["2019-04"])

    def test_a_field_given_by_quarters_has_no_empty_months(self):
        rows = months("p1", "a", "01 1/10, 02 1/10, 03 1/10, Q2 3/30") + months("p1", "b", "Q1 20/30")
        found = self.found(rows)
        self.assertEqual([(p["period"], p["numerator"]) for p in found["fields"]["b"]["series"]], [("2019-Q1", 20), ("2019-Q2", 0), ("2019-H1", 20)])
        self.assertEqual(numbers(by_period(found)["H1"]), (26, 90))

    def test_a_month_within_makes_the_quarter_a_gap(self):
        # b said April: that it has no row for the quarter which a gave does not mean that nothing arose in it
        rows = months("p1", "a", "Q2 3/30") + months("p1", "b", "04 5/10")
        self.assertEqual(by_period(self.found(rows))["Q2"]["missing_fields"], ["b"])

    def test_of_a_count_it_is_zero(self):
        count = 'code = "r"\nname = "R"\nkind = "count"\nsparse_fields = true\n'
        found = self.found(["r,p1,2019-01,a,,,7,", "r,p1,2019-01,b,,,2,", "r,p1,2019-02,a,,,8,"], count)
        self.assertEqual(([p["value"] for p in found["series"]], found["fields"]["b"]["series"][1]["value"]), ([9, 8], 0))


class Totals(unittest.TestCase):
    """`reported = "total"`: the choice is made for each period."""

    TOTAL = RATIO + 'reporters = ["district", "ward"]\nreported = "total"\n'

    def found(self, rows, unit="q1", **settings):
        return entry(build(rows, self.TOTAL, **{**YEAR, **settings}), unit)

    def test_own_figures_for_their_days_and_the_sum_below_for_the_others(self):
        rows = months("q1", "", "01 50/100, 02 50/100") + months("p1", "", "01 1/10, 03 3/10") + months("p2", "", "03 4/10, Q2 6/30")
        point = self.found(rows)["cumulative"]
        # January, February own; March of both; the second quarter of p2
        self.assertEqual((numbers(point), point["coverage"]), ((113, 250), {"reported": 3, "expected": 3}))
        self.assertEqual((numbers(point["own"]), point["period"]), ((100, 200), {"from": "2019-01", "to": "2019-06"}))
        # of three units: two months of own figures for each, March of two; the quarter is p2's alone (the latest period is March)
        self.assertEqual(point["months"], {"reported": 8, "expected": 9})

    def test_each_subordinate_s_own_periods_count_on_the_other_days(self):
        rows = months("q1", "", "01 50/100") + months("p1", "", "04 1/10") + months("p2", "", "Q2 6/30")
        self.assertEqual(numbers(self.found(rows)["cumulative"]), (57, 140))

    def test_without_own_figures_it_is_the_sum_of_the_subordinates(self):
        rows = months("p1", "", "01 1/10, 02 1/10, 03 1/10") + months("p2", "", "Q1 6/30")
        self.assertEqual(numbers(self.found(rows)["cumulative"]), (9, 60))

    def test_a_field_left_out_leaves_the_month_to_those_below(self):
        rows = months("q1", "a", "01 5/10, 02 5/10") + months("q1", "b", "01 1/10") + months("p1", "a", "02 2/10") + months("p1", "b", "02 2/10")
        found = self.found(rows)
        self.assertEqual([numbers(p) for p in found["series"]], [(6, 20), (4, 20)])
        self.assertEqual((numbers(found["cumulative"]), numbers(found["cumulative"]["own"])), ((10, 40), (11, 30)))

    def test_with_nothing_below_there_is_what_there_is(self):
        rows = months("q1", "a", "01 5/10, 02 5/10") + months("q1", "b", "01 1/10")
        found = self.found(rows)
        self.assertEqual((numbers(found["series"][1]), numbers(found["cumulative"])), ((None, None), (11, 30)))
        self.assertEqual(found["cumulative"]["own"]["missing_fields"], ["b"])

    def test_a_stock_is_of_the_last_period(self):
        stock = 'code = "r"\nname = "R"\nkind = "count"\nover_time = "last"\nreported = "total"\n'
        rows = ["r,q1,2019-01,,,,100,", "r,p1,2019-02,,,,30,", "r,p2,2019-02,,,,40,"]
        self.assertEqual(entry(build(rows, stock, **YEAR), "q1")["cumulative"]["value"], 70)
        self.assertEqual(entry(build([*rows, "r,q1,2019-03,,,,99,"], stock, **YEAR), "q1")["cumulative"]["value"], 99)


class Absent(unittest.TestCase):
    """Keys of a POINT that do not apply."""

    def test_own_is_for_units_with_subordinates(self):
        figures = build(ratios("p1", ("03", 1, 2)), WARDS)
        self.assertNotIn("own", entry(figures, "p1")["cumulative"])
        self.assertEqual(entry(figures, "q1")["cumulative"]["own"], {"numerator": None, "denominator": None, "value": None})
        self.assertNotIn("own", entry(figures, "q2")["cumulative"])
        self.assertNotIn("own", figures.indicator_json("r")["whole"]["cumulative"])

    def test_coverage_where_nobody_owes_or_the_unit_alone_did_and_gave(self):
        figures = build(ratios("p1", ("03", 1, 2)) + ratios("q2", ("03", 1, 2)), WARDS)
        self.assertNotIn("coverage", entry(figures, "p1")["series"][0])
        self.assertNotIn("coverage", entry(figures, "q2")["series"][0])
        self.assertEqual(entry(figures, "p2")["latest"]["coverage"], {"reported": 0, "expected": 1})
        self.assertEqual(entry(figures, "q1")["series"][0]["coverage"], {"reported": 1, "expected": 2})
        only = UNITS.replace("p2,Phuong 2,ward,q1,,,\n", "")
        one = build(ratios("p1", ("03", 1, 2)), WARDS, units=only)
        self.assertEqual(entry(one, "q1")["series"][0]["coverage"], {"reported": 1, "expected": 1})  # p1 owes, not the district
        self.assertEqual(one.indicator_json("r")["whole"]["latest"]["coverage"], {"reported": 1, "expected": 1})
        self.assertEqual(entry(one, "p1")["cumulative"]["months"], {"reported": 1, "expected": 1})


class OwedByKind(unittest.TestCase):
    """Districts report two fields, wards one of them."""

    BOTH = RATIO + 'reporters = ["district", "ward"]\n'

    def field(self, figures, unit, field):
        return entry(figures, unit)["fields"][field]

    def test_a_field_that_a_kind_never_gives_is_not_owed_by_it(self):
        figures = build(months("q1", "a", "03 1/2") + months("q1", "b", "03 1/2") + months("p1", "b", "03 1/2") + months("p1", "a", "03 -"), self.BOTH, **YEAR)
        found = self.field(figures, "tp", "a")  # of q1 and q2
        self.assertEqual((found["series"][0]["coverage"], found["cumulative"]["months"]["expected"]), ({"reported": 1, "expected": 2}, 2 * 3))
        self.assertNotIn("coverage", self.field(figures, "q1", "a")["series"][0])  # it alone owes it, and gave it
        self.assertEqual(self.field(figures, "tp", "b")["series"][0]["coverage"], {"reported": 2, "expected": 4})
        self.assertEqual(entry(figures, "tp")["series"][0]["coverage"], {"reported": 2, "expected": 4})

    def test_a_ward_alone_below_a_district_that_never_gives_the_field(self):
        figures = build(months("q1", "b", "03 1/2") + months("p1", "a", "03 1/2") + months("p2", "a", "03 1/2"), self.BOTH, **YEAR)
        self.assertEqual(self.field(figures, "q1", "a")["series"][0]["coverage"], {"reported": 2, "expected": 2})

    def test_a_kind_that_has_given_nothing_owes_every_field(self):
        figures = build(months("q1", "a", "03 1/2"), self.BOTH, **YEAR)
        self.assertEqual(self.field(figures, "tp", "a")["series"][0]["coverage"], {"reported": 1, "expected": 4})


class Composite(unittest.TestCase):
    def test_an_indicator_counts_for_a_unit_above_those_that_owe_it(self):
        tables = "[[indicator]]\n" + WARDS + "weight = 1\n"
        tables += '[[indicator]]\ncode = "d"\nname = "D"\nkind = "score"\ntarget = ">= 50"\nweight = 1\nreporters = ["district"]\n'
        rows = ratios("p1", ("03", 45, 100)) + ["d,q1,2019-03,,,,50,", "d,q2,2019-03,,,,60,"]
        composite = build(rows, tables).composite("Khoi A")
        # q1: 45/90 of its wards and 100; q2 has no wards and owes the second alone
        self.assertEqual(composite, {"q1": (2, 75), "q2": (1, 100)})

    def test_none_of_whose_days_lie_in_the_campaign_owes_nothing(self):
        tables = "[[indicator]]\n" + WARDS + "weight = 1\n"
        units = UNITS.replace("q2,Quan 2,district,tp,Khoi A,,", "q2,Quan 2,district,tp,Khoi A,,\np3,Phuong 3,ward,q2,,2020-01-01,")
        composite = build(ratios("p1", ("03", 45, 100)), tables, units=units).composite("Khoi A")
        self.assertEqual(composite, {"q1": (1, 50), "q2": (None, "no-data")})


if __name__ == "__main__":
    unittest.main()
