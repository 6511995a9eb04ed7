"""The calculation against cases worked out by hand from the contract; and the comparison against itself.

    python3 -m unittest discover -s tests/oracle
"""

import contextlib
import io
import itertools
import json
import os
import random
import re
import sys
import tempfile
import unittest
from fractions import Fraction as F

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import compare  # noqa: E402
import generate_campaign  # noqa: E402
import generate_tables  # noqa: E402
import oracle  # noqa: E402
import periods  # noqa: E402
import reading  # noqa: E402
import rules  # noqa: E402
import writing  # noqa: E402
from by_hand import RATIO, UNITS, build, entry, ratios, series  # noqa: E402

class Values(unittest.TestCase):
    def test_a_percentage_is_a_hundred_times_the_quotient_and_exact(self):
        point = entry(build(ratios("q1", ("03", "950.5", 1000)), RATIO + "whole = false\n"), "q1")["series"][0]
        self.assertEqual((point["value"], point["numerator"]), (F("95.05"), F("950.5")))

    def test_another_unit_is_the_plain_quotient(self):
        figures = build(ratios("q1", ("03", 3, 2)), RATIO.replace("> 90", "> 1") + 'unit = "lần"\n')
        self.assertEqual(entry(figures, "q1")["series"][0]["value"], F(3, 2))

    def test_exactly_ninety_does_not_meet_above_ninety_and_is_near(self):
        self.assertEqual(entry(build(ratios("q1", ("03", 9, 10))), "q1")["series"][0]["status"], "near")

    def test_near_reaches_to_its_end_and_not_further(self):
        figures = build(ratios("q1", ("03", 88, 100), ("04", 8799, 10000), ("05", 9001, 10000)))
        self.assertEqual([p["status"] for p in entry(figures, "q1")["series"]], ["near", "missed", "met"])

    def test_a_range_is_met_from_its_lower_end_and_above_its_upper(self):
        figures = build(ratios("q1", ("03", 30, 100), ("04", 50, 100), ("05", 29, 100)), RATIO.replace("> 90", "30..40"))
        self.assertEqual([p["status"] for p in entry(figures, "q1")["series"]], ["met", "met", "near"])

    def test_nothing_arising_is_reported_and_has_no_value(self):
        point = entry(build(["r,q1,2019-03,,không phát sinh,,,"]), "q1")["series"][0]
        self.assertEqual((point["numerator"], point["denominator"], point["value"], point["status"]), (0, 0, None, "no-data"))
        self.assertEqual(point.counts, {"reported": 1, "expected": 1})

    def test_no_target_is_null_status(self):
        self.assertIsNone(entry(build(ratios("q1", ("03", 1, 2)), RATIO.replace('target = "> 90"', "")), "q1")["series"][0]["status"])

    def test_a_mean_is_weighted_by_its_samples(self):
        rows = ["m,q1,2019-03,,,,80,10", "m,q1,2019-04,,,,90,30", "m,q1,2019-05,,,,,0"]
        figures = build(rows, 'code = "m"\nname = "M"\nkind = "mean"\n')
        cumulative = entry(figures, "q1")["cumulative"]
        self.assertEqual((cumulative["value"], cumulative["sample"]), (F(175, 2), 40))  # (800 + 2700) / 40


class OverTime(unittest.TestCase):
    def test_months_make_quarters_halves_nine_months_and_years(self):
        rows = ratios("q1", *[(f"{m:02}", m, 20) for m in range(1, 13)])
        found = entry(build(rows), "q1")
        expected = "01 02 03 Q1 04 05 06 Q2 H1 07 08 09 Q3 9M 10 11 12 Q4 H2".split()
        self.assertEqual(series(found), ["2019-" + p for p in expected] + ["2019"])
        by_period = {p["period"]: p["numerator"] for p in found["series"]}
        self.assertEqual([by_period["2019-" + p] for p in ("Q1", "H1", "9M", "H2")] + [by_period["2019"]], [6, 21, 45, 57, 78])

    def test_a_missing_month_makes_no_quarter(self):
        self.assertEqual(series(entry(build(ratios("q1", ("01", 1, 2), ("03", 1, 2))), "q1")), ["2019-01", "2019-03"])

    def test_a_reported_period_stands_before_its_parts_and_goes_into_the_larger(self):
        rows = ratios("q1", *[(f"{m:02}", 1, 2) for m in range(1, 7)], ("Q1", 50, 60))
        by_period = {p["period"]: p["numerator"] for p in entry(build(rows), "q1")["series"]}
        self.assertEqual((by_period["2019-Q1"], by_period["2019-Q2"], by_period["2019-H1"]), (50, 3, 53))

    def test_a_half_and_two_quarters_make_a_year_but_nine_months_and_a_quarter_do_not(self):
        self.assertIn("2019", series(entry(build(ratios("q1", ("H1", 1, 2), ("Q3", 1, 2), ("Q4", 1, 2))), "q1")))
        self.assertNotIn("2019", series(entry(build(ratios("q1", ("9M", 1, 2), ("Q4", 1, 2))), "q1")))

    def test_a_stock_is_its_last_period(self):
        rows = [f"c,q1,2019-0{m},,,,{v}," for m, v in ((4, 7), (5, 9), (6, 8))]
        found = entry(build(rows, 'code = "c"\nname = "C"\nkind = "count"\nover_time = "last"\n'), "q1")
        self.assertEqual(([p["value"] for p in found["series"]], found["cumulative"]["value"]), ([7, 9, 8, 8], 8))


class Cumulative(unittest.TestCase):
    def cumulative(self, *cells, **settings):
        point = entry(build(ratios("q1", *cells), **settings), "q1")["cumulative"]
        return point["period"] and (point["period"]["from"], point["period"]["to"], point["numerator"])

    def test_most_days_without_overlaps(self):
        year = dict(starts="2019-01-01", ends="2019-12-31")
        self.assertEqual(self.cumulative(("01", 1, 9), ("02", 2, 9), ("Q1", 7, 9), **year), ("2019-01", "2019-03", 7))
        self.assertEqual(self.cumulative(("9M", 5, 9), ("H2", 7, 9), ("H1", 3, 9), **year), ("2019-01", "2019-12", 10))
        # nine months are 273 days, the second half 184: they overlap
        self.assertEqual(self.cumulative(("9M", 5, 9), ("H2", 7, 9), **year), ("2019-01", "2019-09", 5))

    def test_equal_days_go_to_more_periods_then_to_the_shorter_first(self):
        year = dict(starts="2019-01-01", ends="2019-12-31")
        self.assertEqual(self.cumulative(("Q1", 9, 9), ("01", 1, 9), ("02", 1, 9), ("03", 1, 9), **year), ("2019-01", "2019-03", 3))
        # both sets have two periods: nine months and quarter four, or the halves; H1 is the shorter first
        self.assertEqual(self.cumulative(("9M", 6, 9), ("Q4", 1, 9), ("H1", 2, 9), ("H2", 3, 9), **year), ("2019-01", "2019-12", 5))

    def test_a_period_that_overlaps_the_campaign_is_left_out(self):
        self.assertEqual(self.cumulative(("Q1", 5, 9), ("Q2", 3, 9), ("12", 1, 9)), ("2019-04", "2019-06", 3))
        self.assertEqual(self.cumulative(("03", 5, 9), starts="2019-03-02"), None)

    def test_made_periods_are_not_taken_for_reported_ones(self):
        # months 4..6 make Q2; with the campaign from 15 April only 5 and 6 count
        self.assertEqual(self.cumulative(("04", 1, 9), ("05", 2, 9), ("06", 3, 9), starts="2019-04-15"), ("2019-05", "2019-06", 5))

    def test_the_best_set_against_every_set(self):
        rng = random.Random(4)
        all_periods = [periods.parse_period(c) for codes in generate_campaign.codes_of(2019).values() for c in codes]
        for _ in range(300):
            some = rng.sample(all_periods, rng.randint(1, 9))
            sets = []
            for size in range(len(some) + 1):
                for chosen in itertools.combinations(sorted(some, key=periods.first_day), size):
                    if all(periods.last_day(a) < periods.first_day(b) for a, b in zip(chosen, chosen[1:])):
                        sets.append(chosen)
            most = max(rules.set_days(s) for s in sets)
            sets = [s for s in sets if rules.set_days(s) == most]
            sets = [s for s in sets if len(s) == max(map(len, sets))]
            while len(sets) > 1:
                nth = next(i for i in range(len(sets[0])) if len({s[i] for s in sets}) > 1)
                shortest = min(periods.days(s[nth]) for s in sets)
                sets = [s for s in sets if periods.days(s[nth]) == shortest]
            self.assertEqual(rules.best_set(tuple(sorted(some))), sets[0])


class Fields(unittest.TestCase):
    FIELDS = "code,name\ndat-dai,Đất đai\nho-tich,Hộ tịch\n"

    def test_the_pool_of_the_fields_is_the_overall_figure(self):
        rows = ratios("q1", ("03", 9, 10), field="dat-dai") + ratios("q1", ("03", 1, 10), field="Hộ tịch")
        found = entry(build(rows, fields=self.FIELDS), "q1")
        self.assertEqual((found["cumulative"]["numerator"], list(found["fields"])), (10, ["dat-dai", "ho-tich"]))
        self.assertEqual(found["fields"]["dat-dai"]["cumulative"]["value"], 90)

    def test_the_row_without_a_field_stands_before_them(self):
        rows = ratios("q1", ("03", 9, 10), field="x y") + ratios("q1", ("03", 5, 20))
        found = entry(build(rows), "q1")
        self.assertEqual((found["series"][0]["numerator"], found["fields"]["x-y"]["name"]), (5, "x y"))

    def test_each_field_over_time_first(self):
        # field a has all of Q2, field b only April: the quarter lacks b; the cumulative figure pools what there is
        rows = ratios("q1", ("04", 1, 10), ("05", 1, 10), ("06", 1, 10), field="a") + ratios("q1", ("04", 5, 10), field="b")
        found = entry(build(rows), "q1")
        by_period = {p["period"]: p["numerator"] for p in found["series"]}
        self.assertEqual((by_period["2019-04"], by_period["2019-Q2"], found["cumulative"]["numerator"]), (6, None, 8))
        self.assertEqual(found["fields"]["a"]["series"][-1]["numerator"], 3)

    def test_overall_rows_lead_the_cumulative_for_the_days_that_they_cover(self):
        both = ratios("q1", ("04", 1, 10), ("05", 1, 10)) + ratios("q1", ("04", 7, 10), field="a")
        self.assertEqual(entry(build(both), "q1")["cumulative"]["numerator"], 2)
        more = both + ratios("q1", ("06", 7, 10), field="a")
        found = entry(build(more), "q1")["cumulative"]
        self.assertEqual((found["numerator"], found["denominator"], found["months"]["reported"]), (9, 30, 3))

    def test_fieldless_rows_outside_the_campaign_do_not_lead_it(self):
        # field a has October, b the last quarter: both count, though their periods overlap; January lies outside
        rows = ratios("q1", ("01", 1, 10)) + ratios("q1", ("10", 2, 10), field="a") + ratios("q1", ("Q4", 5, 10), field="b")
        self.assertEqual(entry(build(rows, ends="2019-12-31"), "q1")["cumulative"]["numerator"], 7)

    def test_a_row_of_nothing_is_no_data_whatever_its_fields_are(self):
        rows = ratios("q1", ("03", 0, 0)) + ratios("q1", ("03", 19, 20), field="a")
        point = entry(build(rows, RATIO + 'scope = "every-field"\n'), "q1")["series"][0]
        self.assertEqual((point["status"], point["failing_fields"]), ("no-data", []))

    def test_every_field(self):
        every = RATIO + 'scope = "every-field"\nmin_sample = 10\n'

        def of(*cells):
            rows = [r for i, (n, d) in enumerate(cells) for r in ratios("q1", ("03", n, d), field=f"f{i}")]
            point = entry(build(rows, every), "q1")["series"][0]
            return point["status"], point["failing_fields"]

        self.assertEqual(of((95, 100), (19, 20)), ("met", []))
        self.assertEqual(of((99, 100), (9, 10)), ("near", ["f1"]))
        self.assertEqual(of((99, 100), (9, 10), (1, 10)), ("missed", ["f1", "f2"]))
        self.assertEqual(of((95, 100), (1, 9)), ("met", []))  # nine are too few to judge
        self.assertEqual(of((8, 9)), ("near", []))  # none judged: by the overall 88,9
        self.assertEqual(of((0, 0), (19, 20)), ("met", []))
        self.assertEqual(of((0, 0)), ("no-data", []))


class Hierarchy(unittest.TestCase):
    REPORTERS = RATIO + 'reporters = ["district", "ward"]\n'

    def test_own_figures_add_up_with_coverage(self):
        rows = ratios("q1", ("03", 1, 10)) + ratios("p1", ("03", 2, 10)) + ratios("q2", ("03", 4, 10))
        figures = build(rows, self.REPORTERS)
        q1, tp = entry(figures, "q1")["series"][0], entry(figures, "tp")["series"][0]
        self.assertEqual((q1["numerator"], q1["own"]["numerator"], q1["coverage"]), (3, 1, {"reported": 2, "expected": 3}))
        self.assertEqual((tp["numerator"], tp["own"]["numerator"], tp["coverage"]), (7, None, {"reported": 3, "expected": 4}))
        whole = figures.indicator_json("r")["whole"]["series"][0]
        self.assertEqual((whole["numerator"], "own" in whole), (7, False))

    def test_a_total_stands_for_what_is_below_where_there_is_one(self):
        rows = ratios("q1", ("03", 9, 10)) + ratios("p1", ("03", 2, 10), ("04", 3, 10)) + ratios("q2", ("03", 4, 10))
        figures = build(rows, self.REPORTERS + 'reported = "total"\n')
        march, april = entry(figures, "q1")["series"]
        self.assertEqual((march["numerator"], march["coverage"]), (9, {"reported": 3, "expected": 3}))
        self.assertEqual((april["numerator"], april["coverage"]), (3, {"reported": 1, "expected": 3}))
        self.assertEqual([p["numerator"] for p in entry(figures, "tp")["series"]], [13, 3])
        # cumulative: the own March of q1 is its total, for March of all three, and its April is that of p1; q2 has March; four owe March only
        # (latest)
        tp = entry(figures, "tp")["cumulative"]
        self.assertEqual((tp["numerator"], tp["coverage"], tp["months"]), (16, {"reported": 4, "expected": 4}, {"reported": 4, "expected": 4}))

    def test_a_made_quarter_is_of_each_unit_then_summed(self):
        rows = ratios("p1", ("04", 1, 10), ("05", 1, 10), ("06", 1, 10)) + ratios("p2", ("04", 5, 10), ("05", 5, 10))
        figures = build(rows, self.REPORTERS)
        quarter = entry(figures, "q1")["series"][-1]
        self.assertEqual((quarter["period"], quarter["numerator"], quarter["coverage"]), ("2019-Q2", 3, {"reported": 1, "expected": 3}))

    def test_a_unit_owes_what_lies_wholly_within_its_days(self):
        units = UNITS.replace("p2,Phuong 2,ward,q1,,,", "p2,Phuong 2,ward,q1,,2019-04-15,")
        rows = ratios("p1", ("04", 1, 10), ("05", 1, 10)) + ratios("p2", ("04", 2, 10), ("05", 2, 10))
        figures = build(rows, RATIO + 'reporters = ["ward"]\n', units)
        found = entry(figures, "q1")
        self.assertEqual([p["numerator"] for p in found["series"]], [3, 3])
        self.assertEqual([p["coverage"]["expected"] for p in found["series"]], [1, 2])
        # window March..May: p1 owes three, p2 May only; covered: p1 two, p2 one (its April counts but is not owed)
        self.assertEqual(found["cumulative"]["months"], {"reported": 3, "expected": 4})
        self.assertEqual(found["cumulative"]["numerator"], 6)

    def test_scores_are_each_unit_s_own(self):
        rows = ["s,tp,2019-03,,,,70,", "s,q1,2019-03,,,,80,", "s,q1,2019-04,,,,81,", "s,p1,2019-05,,,,60,"]
        figures = build(rows, 'code = "s"\nname = "S"\nkind = "score"\n', now="2019-04-20")
        tp, q1, q2 = (entry(figures, u) for u in ("tp", "q1", "q2"))
        self.assertEqual([p["value"] for p in tp["series"]], [70, None, None])
        self.assertEqual([p["coverage"] for p in tp["series"]], [{"reported": r, "expected": 3} for r in (2, 1, 1)])
        self.assertEqual((tp["cumulative"]["value"], q1["cumulative"]["value"]), (70, None))
        self.assertEqual((tp["latest"]["value"], q1["latest"]["value"], q1["latest"]["period"]), (70, 80, "2019-03"))
        self.assertIsNone(figures.indicator_json("s")["whole"]["latest"]["value"])
        self.assertEqual(q2["unranked"], "no-data")

    def test_a_bare_ratio_is_left_out_of_every_sum_but_counts_as_reported(self):
        rows = ["r,p1,2019-03,,,,95,", *ratios("p2", ("03", 1, 2))]
        point = entry(build(rows), "q1")["series"][0]
        self.assertEqual((point["value"], point["denominator"], point["coverage"]), (50, 2, {"reported": 2, "expected": 2}))
        alone = entry(build(rows), "p1")["series"][0]
        self.assertEqual((alone["value"], alone["denominator"], alone["status"]), (95, None, "met"))


class Latest(unittest.TestCase):
    def latest(self, rows, more="", now="2019-10-05"):
        found = build(rows, RATIO + 'reporters = ["district"]\n' + more, now=now)
        point = entry(found, "q1")["latest"]
        return point and point["period"]

    def test_the_most_recent_with_at_least_half(self):
        rows = ratios("q1", ("03", 1, 2), ("04", 1, 2)) + ratios("q2", ("03", 0, 0))
        self.assertEqual(self.latest(rows), "2019-04")  # one of two is half
        units = ratios("q1", ("03", 1, 2))
        self.assertEqual(self.latest(units, now="2019-03-20"), None)

    def test_less_than_half_is_not_enough_and_a_coarser_length_is_taken(self):
        units = UNITS + "q3,Quan 3,district,tp,,,\n"
        rows = ratios("q1", ("06", 1, 2), ("Q2", 1, 2)) + ratios("q2", ("Q2", 1, 2))
        figures = build(rows, RATIO + 'reporters = ["district"]\n', units)
        self.assertEqual(entry(figures, "q1")["latest"]["period"], "2019-Q2")
        missing = entry(figures, "q3")["latest"]
        self.assertEqual((missing["period"], missing["value"], missing["status"]), ("2019-Q2", None, "no-data"))

    def test_the_frequency_says_the_length_and_parts_may_make_it(self):
        rows = [r for q in ("q1", "q2") for r in ratios(q, ("04", 1, 2), ("05", 1, 2), ("06", 1, 2), ("07", 1, 2))]
        self.assertEqual(self.latest(rows), "2019-07")
        self.assertEqual(self.latest(rows, 'frequency = "quarter"\n'), "2019-Q2")

    def test_the_clock(self):
        rows = [r for q in ("q1", "q2") for r in ratios(q, ("04", 1, 2), ("05", 1, 2))]
        self.assertEqual(self.latest(rows, now="2019-05-30"), "2019-04")
        self.assertEqual(self.latest(rows, now="2019-06-01"), "2019-05")


class Coverage(unittest.TestCase):
    def test_months_from_the_first_counted_to_the_end_of_the_latest(self):
        rows = ratios("q1", ("03", 1, 2), ("05", 1, 2), ("06", 1, 2), ("07", 1, 2)) + ratios("q2", ("06", 1, 2))
        figures = build(rows, RATIO + 'reporters = ["district"]\n', starts="2019-03-20")
        # first counted month: April; latest: July (one of two); q1 covers May, June, July of April..July
        self.assertEqual(entry(figures, "q1")["cumulative"]["months"], {"reported": 3, "expected": 4})
        self.assertEqual(entry(figures, "tp")["cumulative"]["months"], {"reported": 4, "expected": 8})
        self.assertEqual(entry(figures, "tp")["cumulative"]["coverage"], {"reported": 2, "expected": 2})

    def test_the_campaign_s_end_cuts_the_months_owed(self):
        rows = ratios("q1", *[(f"{m:02}", 1, 2) for m in range(3, 13)])
        figures = build(rows, ends="2019-12-01", now="2020-02-01")
        self.assertEqual(entry(figures, "q1")["latest"]["period"], "2019-12")
        self.assertEqual(entry(figures, "q1")["cumulative"]["months"], {"reported": 9, "expected": 9})

    def test_fields_cover_together(self):
        rows = ratios("q1", ("03", 1, 2), field="a") + ratios("q1", ("04", 1, 2), field="b")
        found = entry(build(rows), "q1")
        # April lacks a: the unit gave none for it, so March is the latest and the only month owed
        self.assertEqual(found["latest"]["period"], "2019-03")
        self.assertEqual(found["cumulative"]["months"], {"reported": 1, "expected": 1})
        self.assertEqual(found["fields"]["b"]["cumulative"]["months"], {"reported": 0, "expected": 1})


class Sampling(unittest.TestCase):
    def test_fifty_with_eighty_per_cent_is_67_to_89(self):
        sampled = RATIO.replace("> 90", "> 60") + "sampled = true\n"
        point = entry(build(ratios("q1", ("03", 40, 50)), sampled), "q1")["series"][0]
        low, high = point["interval"]
        # z² = 3.841458…; centre (0.8 + z²/100)/(1 + z²/50) = 0.778596…, half width 0.108984…
        self.assertAlmostEqual(low, 66.9629, places=3)
        self.assertAlmostEqual(high, 88.7565, places=3)
        self.assertIs(point["certain"], True)

    def test_an_interval_across_the_target_is_not_certain(self):
        sampled = RATIO.replace("> 90", "> 80") + "sampled = true\n"
        self.assertIs(entry(build(ratios("q1", ("03", 40, 50)), sampled), "q1")["series"][0]["certain"], False)

    def test_an_end_exactly_on_the_target(self):
        def certain(target, num):
            sampled = RATIO.replace("> 90", target) + "sampled = true\n"
            return entry(build(ratios("q1", ("03", num, 50)), sampled), "q1")["series"][0]["certain"]

        self.assertIs(certain(">= 100", 50), False)  # the high end is exactly 100 and meets, the low does not
        self.assertIs(certain("> 100", 50), True)  # none of it is above 100
        self.assertIs(certain(">= 0", 0), True)
        self.assertIs(certain("> 0", 0), False)

    def test_ends_against_a_bound_agree_with_floating_point(self):
        rng = random.Random(1)
        ind = reading.Indicator({"code": "r", "name": "R", "kind": "ratio", "target": "> 50"})
        for _ in range(500):
            den = rng.randint(1, 300)
            wilson = rules.wilson(ind, reading.Fig(rng.randint(0, den), den, False, False))
            low, high = wilson.floats()
            bound = F(rng.randint(1, 9999), 100)
            if min(abs(low - bound), abs(high - bound)) > 1e-9:
                self.assertEqual((wilson.low_meets((">", bound)), wilson.high_meets((">", bound))), (low > bound, high > bound))

    def test_every_judged_field_must_be_certain(self):
        sampled = RATIO.replace("> 90", "> 60") + 'sampled = true\nscope = "every-field"\nmin_sample = 10\n'
        sure = ratios("q1", ("03", 95, 100), field="a") + ratios("q1", ("03", 1, 9), field="b")
        self.assertIs(entry(build(sure, sampled), "q1")["series"][0]["certain"], True)
        unsure = sure + ratios("q1", ("03", 13, 20), field="c")
        self.assertIs(entry(build(unsure, sampled), "q1")["series"][0]["certain"], False)


class Ranking(unittest.TestCase):
    BLOCK = "code,name,kind,parent,group,valid_from,valid_to\n" + "".join(f"u{i},U {i},k,,A,,\n" for i in range(1, 7))

    def places(self, figures, unit_count=6):
        return [figures.rankings["A"]["r"][f"u{i}"] for i in range(1, unit_count + 1)]

    def test_equals_share_a_place_and_the_next_is_skipped(self):
        rows = [r for u, n in (("u1", 9), ("u2", 8), ("u3", 8), ("u4", 7)) for r in ratios(u, ("03", n, 10))]
        rows += ratios("u5", ("03", 0, 0))
        figures = build(rows, units=self.BLOCK)
        self.assertEqual(self.places(figures), [(1, 90), (2, 80), (2, 80), (4, 70), (None, "no-data"), (None, "no-data")])
        self.assertEqual(entry(figures, "u4")["rank"], {"place": 4, "of": 4, "group": "A"})
        self.assertEqual((entry(figures, "u5")["rank"], entry(figures, "u5")["unranked"]), (None, "no-data"))
        listed = figures.ranking_json()["groups"][0]
        self.assertEqual([r["unit"] for r in listed["indicators"]["r"]], ["u1", "u2", "u3", "u4", "u5", "u6"])
        self.assertEqual(listed["composite"], [])

    def test_lower_may_be_better(self):
        rows = [r for u, n in (("u1", 9), ("u2", 8)) for r in ratios(u, ("03", n, 10))]
        figures = build(rows, RATIO.replace("> 90", "< 50"), self.BLOCK)
        self.assertEqual(self.places(figures, 2), [(2, 90), (1, 80)])

    def test_the_reasons(self):
        rows = ratios("u1", ("03", 9, 29), ("04", 0, 0), ("05", 0, 0)) + ratios("u2", ("03", 90, 100)) + ratios("u3", ("03", 45, 50), ("04", 45, 50))
        rows += ["r,u4,2019-03,,,,90,", "r,u4,2019-04,,,,91,", *ratios("u5", ("05", 100, 100), ("06", 1, 1))]
        figures = build(rows, RATIO + "min_sample = 30\n", self.BLOCK, now="2019-06-05")
        # five ever reported; latest: May has two of five, April three of five (u1 nothing arising, u3, u4): March and April are owed
        self.assertEqual(entry(figures, "u1")["latest"]["period"], "2019-04")
        expected = [(None, "small-sample"), (2, 90), (2, 90), (None, "not-pooled"), (None, "few-months"), (None, "no-data")]
        self.assertEqual([p if p[0] is None else (2, p[1]) for p in self.places(figures)], expected)
        self.assertEqual(figures.rankings["A"]["r"]["u2"][0], 1)

    def test_no_direction_and_alone(self):
        figures = build(ratios("q1", ("03", 9, 10)) + ratios("tp", ("03", 9, 10)), RATIO.replace('target = "> 90"', ""))
        self.assertEqual(entry(figures, "q1")["unranked"], "no-direction")
        self.assertEqual(entry(figures, "tp")["unranked"], "no-direction")
        self.assertEqual(entry(build(ratios("tp", ("03", 9, 10))), "tp")["unranked"], "alone")

    def test_composite(self):
        tables = "[[indicator]]\n" + RATIO + "weight = 2\n"
        tables += '[[indicator]]\ncode = "d"\nname = "D"\nkind = "mean"\ntarget = "<= 10"\nweight = 1\n'
        rows = ratios("u1", ("03", 45, 100)) + ["d,u1,2019-03,,,,20,5"]  # 50 and 50 → 50
        rows += ratios("u2", ("03", 95, 100)) + ["d,u2,2019-03,,,,40,5"]  # 100 and 25 → 75
        rows += ratios("u3", ("03", 0, 0)) + ["d,u3,2019-03,,,,8,5"]  # nothing and 100 → 100
        rows += ratios("u4", ("03", 90, 100))  # owes only the first: 90/90 → 100
        rows += ratios("u5", ("03", 0, 0)) + ["d,u5,2019-02,,,,8,5"]  # nothing and no figure in the latest period
        figures = build(rows, tables, self.BLOCK, starts="2019-02-01")
        composite = figures.composite("A")
        expected = {"u1": (4, 50), "u2": (3, 75), "u3": (1, 100), "u4": (1, 100), "u5": (None, "incomplete"), "u6": (None, "no-data")}
        self.assertEqual(composite, expected)


class Reading(unittest.TestCase):
    def test_wide_tables(self):
        table = 'code = "r"\nname = "R"\nkind = "ratio"\nwhole = false\nnumerator = "early + on_time"\ndenominator = "early + on_time + late - moved"\n'
        rows = ["q1,2019-03,1,2,4,1", "q1,2019-04,-,-,-,-", '"q2",2019-03,"1,5",0,0,0']
        figures = build(rows, table, header="unit,period,early,on_time,late,moved")
        self.assertEqual([(p["numerator"], p["denominator"]) for p in entry(figures, "q1")["series"]], [(3, 6)])
        self.assertEqual(entry(figures, "q2")["series"][0]["numerator"], F(3, 2))

    def test_defaults_and_illustrative(self):
        with tempfile.TemporaryDirectory() as root:
            files = {
                "campaign.toml": 'title = "T"\nstarts = "2019-03-01"\nends = "2019-12-01"\nillustrative = true\n',
                "units.csv": UNITS,
                "indicators.toml": "[[indicator]]\n" + RATIO,
                "observations/a.csv": "indicator,unit,period,numerator,denominator\nr,q1,2019-03,1,2\n",
                "observations/thuc/_defaults.toml": 'illustrative = false\nunit = "q1"\nperiod = "2019-04"\n',
                "observations/thuc/sau/_defaults.toml": 'period = "2019-05"\nindicator = "r"\n',
                "observations/thuc/a.csv": "indicator,numerator,denominator\nr,1,2\n",
                "observations/thuc/sau/a.csv": "numerator,denominator,period\n1,2,2019-06\n",
            }
            for name, text in files.items():
                generate_tables.write_text(os.path.join(root, "data", name), text)
            figures = oracle.Figures(reading.Site(root), oracle.clock("2019-10-05T08:00:00+07:00"))
            found = entry(figures, "q1")
            self.assertEqual(series(found), ["2019-03", "2019-04", "2019-06"])
            self.assertEqual([p.get("illustrative") for p in found["series"]], [True, None, None])
            self.assertIs(found["cumulative"]["illustrative"], True)


class Comparison(unittest.TestCase):
    """What is written compares without a difference; what is then falsified is found."""

    def test_round_trip_and_falsified_figures(self):
        with tempfile.TemporaryDirectory() as work:
            root, out = os.path.join(work, "s"), os.path.join(work, "o")
            campaign = generate_campaign.random_campaign(4)
            generate_tables.write_site(campaign, root)
            now = f"{campaign.now}T08:00:00+07:00"
            writing.write(oracle.Figures(reading.Site(root), oracle.clock(now)), out)
            self.assertEqual(self.differences(root, out, now), 0)
            folder = os.path.join(out, "du-lieu", "don-vi")
            name = max((n for n in os.listdir(folder) if n.endswith(".json")), key=lambda n: os.path.getsize(os.path.join(folder, n)))
            path = os.path.join(folder, name)
            with open(path, encoding="utf-8") as file:
                whole = file.read()
            for change in (self.falsify_status, self.falsify_value, self.falsify_order, self.extra_key):
                document = json.loads(whole)
                change(max(document["indicators"], key=lambda i: len(i["series"])))
                with open(path, "w", encoding="utf-8") as file:
                    json.dump(document, file)
                self.assertGreater(self.differences(root, out, now), 0, change.__name__)
            with open(path, "w", encoding="utf-8") as file:
                file.write(whole)
            self.falsify_table(root, out, now)

    def falsify_table(self, root, out, now):
        """A row of quan-sat.csv that is changed, left out, or there twice is found."""
        path = os.path.join(out, "du-lieu", "quan-sat.csv")
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = file.read().split("\r\n")
        nth = next(n for n, row in enumerate(rows) if n and re.search(r",[1-9]\d*,", row))
        more = re.sub(r",([1-9]\d*),", r",1\1,", rows[nth], count=1)
        for changed in ([*rows[:nth], more, *rows[nth + 1 :]], rows[:nth] + rows[nth + 1 :], [*rows[:nth], rows[nth], *rows[nth:]]):
            with open(path, "w", encoding="utf-8-sig", newline="") as file:
                file.write("\r\n".join(changed))
            self.assertGreater(self.differences(root, out, now), 0)

    @staticmethod
    def differences(root, out, now):
        with contextlib.redirect_stdout(io.StringIO()):
            return compare.compare(root, out, now).found

    @staticmethod
    def falsify_status(entry_of):
        entry_of["series"][0]["status"] = "sure"

    @staticmethod
    def falsify_value(entry_of):
        point = next(p for p in entry_of["series"] if p["value"])
        point["value"] *= 1 + 1e-15

    @staticmethod
    def falsify_order(entry_of):
        entry_of["series"].reverse()

    @staticmethod
    def extra_key(entry_of):
        entry_of["cumulative"]["interval_"] = None


if __name__ == "__main__":
    unittest.main()
