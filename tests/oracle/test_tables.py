"""What a folder says of how its tables are printed, and what is read of them, by cases worked out by hand.

    python3 -m unittest discover -s tests/oracle
"""

import os
import random
import sys
import unittest
from fractions import Fraction as F

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import generate_campaign  # noqa: E402
import generate_spellings  # noqa: E402
import periods  # noqa: E402
import spellings  # noqa: E402
from by_hand import RATIO, build, entry, ratios, series  # noqa: E402

COUNT = 'code = "c"\nname = "C"\nkind = "count"\nvalue = "received"\n'
WIDE = COUNT + '[[indicator]]\ncode = "r"\nname = "R"\nkind = "ratio"\nnumerator = "early + on_time"\ndenominator = "early + on_time + late"\n'
HEADER = "unit,period,field,received,early,on_time,late"


def wide(rows, settings="", more=None, indicators=WIDE):
    """The figures of a wide table in a folder with settings."""
    files = {"observations/b/a.csv": HEADER + "\n" + "\n".join(rows) + "\n"}
    if settings:
        files["observations/b/_defaults.toml"] = settings
    return build([], "[[indicator]]\n" + indicators, more={**files, **(more or {})})


def values(figures, unit, nth=0):
    """The figures of a unit's series."""
    points = entry(figures, unit, nth)["series"]
    return [(p["numerator"], p["denominator"]) if "numerator" in p else p["value"] for p in points]


class Cells(unittest.TestCase):
    def test_a_ratio_of_which_one_side_is_no_figure_is_none(self):
        figures = wide(["q1,2019-03,,9,1,2,-", "q1,2019-04,,8,1,2,3", "q1,2019-05,,7,-,2,3"])
        self.assertEqual((values(figures, "q1"), values(figures, "q1", 1)), ([9, 8, 7], [(3, 6)]))

    def test_in_a_long_table_it_is_an_error(self):
        for cells in ("3,-", "-,3"):
            with self.assertRaises(periods.InputError):
                build([f"r,q1,2019-03,,{cells},,"])

    def test_counts_are_whole_unless_the_indicator_says_otherwise(self):
        with self.assertRaises(periods.InputError):
            build(ratios("q1", ("03", "1.5", 2)))
        self.assertEqual(values(build(ratios("q1", ("03", "1.5", 2)), RATIO + "whole = false\n"), "q1"), [(F(3, 2), 2)])
        other = RATIO.replace("> 90", "> 1") + 'unit = "lần"\n'
        self.assertEqual(values(build(ratios("q1", ("03", "1.5", 2)), other), "q1"), [(F(3, 2), 2)])
        count = 'code = "r"\nname = "R"\nkind = "count"\n'
        with self.assertRaises(periods.InputError):
            build(["r,q1,2019-03,,,,1.5,"], count)
        self.assertEqual(values(build(["r,q1,2019-03,,,,1.5,"], count + "decimals = 1\n"), "q1"), [F(3, 2)])

    def test_a_negative_count_is_an_error_and_a_negative_score_is_none(self):
        for row in ("r,q1,2019-03,,-1,2,,", "r,q1,2019-03,,1,-2,,", "r,q1,2019-03,,3,2,,"):
            with self.assertRaises(periods.InputError):
                build([row])
        score = 'code = "r"\nname = "R"\nkind = "score"\n'
        self.assertEqual(values(build(["r,q1,2019-03,,,,-1.5,"], score), "q1"), [F(-3, 2)])

    def test_the_scale_makes_thousands_and_wholeness_is_tested_after_it(self):
        self.assertEqual(values(wide(['q1,2019-03,,"1,5",1,2,3'], "scale = 1000\n"), "q1"), [1500])
        self.assertEqual(values(wide(['q1,2019-03,,"1,5",1,2,3'], "scale = 1000\n"), "q1", 1), [(3000, 6000)])
        with self.assertRaises(periods.InputError):
            wide(['q1,2019-03,,"1,2345",1,2,3'], "scale = 1000\n")

    def test_blank_cells(self):
        rows = ["q1,2019-03,,9,1,2,", "q1,2019-04,,9,1,2,-", "q1,2019-05,,9,1,2,3"]
        self.assertEqual(values(wide(rows, "[blank]\nlate = 0\n"), "q1", 1), [(3, 3), (3, 6)])
        self.assertEqual(values(wide(rows), "q1", 1), [(3, 6)])

    def test_marks_and_cells_of_no_figure(self):
        rows = ["q1*,2019-03,,9 (p),1*,2,3", "q1,2019-04,,NA,1,2,3", "q1,2019-05,,[c],1,2,3(p)*"]
        figures = wide(rows, 'marks = ["(p)", "*"]\nno_figure = ["NA", "[c]"]\n')
        self.assertEqual((values(figures, "q1"), values(figures, "q1", 1)), ([9], [(3, 6)] * 3))
        self.assertEqual(figures.site.printed[0].row.marks, {"unit": {"*"}, "received": {"(p)"}, "early": {"*"}})

    def test_the_nearest_folder_wins_key_by_key(self):
        more = {"observations/b/sau/_defaults.toml": "scale = 10\n", "observations/b/sau/a.csv": HEADER + "\nq1,2019-04,,NA,1,2,3\n"}
        figures = wide(["q1,2019-03,,9,1,2,3"], 'scale = 1000\nno_figure = ["NA"]\n', more)
        self.assertEqual((values(figures, "q1"), values(figures, "q1", 1)), ([9000], [(3000, 6000), (30, 60)]))


class Rows(unittest.TestCase):
    def test_an_empty_cell_has_the_value_above_it(self):
        rows = ["q1,2019-03,,9,1,2,3", ",2019-04,,8,1,2,3", "q2,2019-03,,7,1,2,3", ",2019-04,,6,1,2,3"]
        figures = wide(rows, 'fill_down = ["unit"]\n')
        self.assertEqual((values(figures, "q1"), values(figures, "q2")), ([9, 8], [7, 6]))

    def test_it_stops_at_a_total(self):
        with self.assertRaises(periods.InputError):
            wide(["q1,2019-03,,9,1,2,3", "Cộng,2019-03,,9,1,2,3", ",2019-04,,8,1,2,3"], 'fill_down = ["unit"]\n')

    def test_totals_and_what_the_folder_skips_are_no_data(self):
        rows = ["Khối phường,2019-03,,9,,,", "q1,2019-03,,9,1,2,3", "q2,2019-03,,7,1,2,3", "Tổng cộng,,,16,2,4,6", "Toàn quận,,,16,2,4,6"]
        figures = wide(rows, '[rows]\nskip = ["Khối *"]\n')
        self.assertEqual((values(figures, "tp"), values(figures, "q1")), ([16], [9]))
        with self.assertRaises(periods.InputError):
            wide(rows)

    def test_a_superior_s_total_is_dropped_where_the_folder_says_so(self):
        rows = ["q1,2019-03,,9,2,4,6", "p1,2019-03,,4,1,2,3", "p2,2019-03,,5,1,2,3", "q1,2019-04,,9,2,4,7", "p1,2019-04,,4,1,2,3", "p2,2019-04,,5,1,2,3"]
        skip = wide(rows, '[rows]\nparents = "skip"\n')
        # in April one count differs: it is a figure of its own
        self.assertEqual((values(skip, "q1"), entry(skip, "q1")["series"][0]["own"]), ([9, 18], {"value": None}))
        self.assertEqual(values(wide(rows), "q1"), [18, 18])

    def test_zeros_alone_prove_nothing(self):
        rows = [f"{unit},2019-03,,0,0,0,0" for unit in ("q1", "p1", "p2")]
        self.assertEqual(entry(wide(rows, '[rows]\nparents = "skip"\n'), "q1")["series"][0]["own"]["value"], 0)

    def test_zeros_are_a_total_among_totals(self):
        zeros = [f"{unit},2019-03,,0,0,0,0" for unit in ("q1", "p1", "p2")]
        more = ["q1,2019-04,,9,2,4,6", "p1,2019-04,,4,1,2,3", "p2,2019-04,,5,1,2,3"]
        found = entry(wide(zeros + more, '[rows]\nparents = "skip"\n'), "q1")["series"]
        self.assertEqual([(p["value"], p["own"]["value"]) for p in found], [(0, None), (9, None)])

    def test_of_one_subordinate_it_is_none(self):
        rows = ["q1,2019-03,,4,1,2,3", "p1,2019-03,,4,1,2,3", "p2,2019-03,x,0,0,0,0"]
        self.assertEqual(values(wide(rows, '[rows]\nparents = "skip"\n'), "q1"), [8])

    def test_a_row_set_aside_makes_no_figure(self):
        aside = '[[excluded]]\nfile = "data/observations/b/a.csv"\nunit = "q1"\nindicator = "r"\nperiod = "2019-03"\nreason = "Sai"\n'
        figures = wide(["q1,2019-03,,9,1,2,3", "q1,2019-04,,9,1,2,3"], more={"excluded.toml": aside})
        self.assertEqual((values(figures, "q1"), values(figures, "q1", 1)), ([9, 9], [(3, 6)]))
        self.assertEqual([(p.ind.code, p.fig is None, p.reason) for p in figures.site.printed][:2], [("c", False, None), ("r", True, "Sai")])

    def test_a_field_set_aside_is_missing_and_not_sparse(self):
        rows = [f"r,q1,2019-0{m},{f},{n},10,," for m, f, n in ((3, "a", 9), (3, "b", 8), (4, "a", 9), (4, "b", 47))]
        aside = '[[excluded]]\nfile = "data/observations/a.csv"\nunit = "q1"\nindicator = "r"\nperiod = "2019-04"\nfield = "b"\nvalue = "47/10"\nreason = "Sai"\n'
        figures = build(rows, RATIO + "sparse_fields = true\n", more={"excluded.toml": aside})
        april = entry(figures, "q1")["series"][1]
        self.assertEqual((april["value"], entry(figures, "q1")["cumulative"]["numerator"]), (None, 26))


class Years(unittest.TestCase):
    """A year that begins in another month."""

    APRIL = 'year_starts = "04"\n'

    def test_of_the_same_days_the_calendar_s_stands_first(self):
        rows = [("2018/19-Q4", 90), ("2019-Q1", 90), ("2019-03", 30)]
        self.assertEqual(series(entry(self.build(rows), "q1")), ["2019-03", "2019-Q1", "2018/19-Q4"])

    def build(self, rows, starts="2018-04-01", ends="2020-03-31", now="2020-05-05"):
        return build([f"r,q1,{period},,{num},100,," for period, num in rows], starts=starts, ends=ends, now=now, settings=self.APRIL)

    def test_codes_days_and_parts(self):
        quarter = periods.parse_period("2018/19-Q4", 4)
        self.assertEqual((str(periods.first_day(quarter)), str(periods.last_day(quarter))), ("2019-01-01", "2019-03-31"))
        self.assertEqual([periods.period_code(p) for p in periods.parts(quarter)], ["2019-01", "2019-02", "2019-03"])
        year = periods.parse_period("2018/19", 4)
        self.assertEqual([periods.period_code(p) for p in periods.parts(year)], ["2018/19-H1", "2018/19-H2"])
        with self.assertRaises(periods.InputError):
            periods.parse_period("2018/20", 4)
        for begins in (4, 7, 9, 10):
            for codes in generate_campaign.codes_of(2018, begins).values():
                for code in codes:
                    period = periods.parse_period(code, begins)
                    self.assertEqual(generate_campaign.days_of(code, begins), (periods.first_day(period), periods.last_day(period)))
                    self.assertEqual(periods.period_code(period), code)

    def test_months_make_only_the_quarters_of_its_kind(self):
        rows = [(f"2018-{m:02}", 1) for m in range(4, 13)] + [(f"2019-{m:02}", 1) for m in range(1, 4)]
        found = entry(self.build(rows), "q1")
        made = [p for p in found["series"] if len(p["period"]) != 7 or "/" in p["period"]]
        self.assertEqual(
            [(p["period"], p["numerator"]) for p in made],
            [("2018/19-Q1", 3), ("2018/19-Q2", 3), ("2018/19-H1", 6), ("2018/19-Q3", 3), ("2018/19-Q4", 3), ("2018/19-H2", 6), ("2018/19", 12)],
        )

    def test_calendar_quarters_stay_what_they_are(self):
        found = entry(self.build([("2018-Q3", 3), ("2018-Q4", 4), ("2018/19-Q1", 9)]), "q1")
        self.assertEqual(series(found), ["2018/19-Q1", "2018-Q3", "2018-Q4", "2018-H2"])
        self.assertEqual((found["cumulative"]["numerator"], found["cumulative"]["period"]), (16, {"from": "2018-04", "to": "2018-12"}))

    def test_the_latest_and_the_months_owed(self):
        rows = [("2018/19", 5), ("2019/20", 6)]
        found = entry(self.build(rows), "q1")
        self.assertEqual((found["latest"]["period"], found["cumulative"]["months"]), ("2019/20", {"reported": 24, "expected": 24}))
        self.assertEqual(entry(self.build(rows, now="2020-03-30"), "q1")["latest"]["period"], "2018/19")


class Spellings(unittest.TestCase):
    def test_as_people_write_them(self):
        for text, code in {
            "tháng 3/2019": "2019-03",
            "T12/2019": "2019-12",
            "03/2019": "2019-03",
            "Tháng 3 năm 2019": "2019-03",
            "quý IV/2019": "2019-Q4",
            "Q1/2019": "2019-Q1",
            "Quý II năm 2019": "2019-Q2",
            "6 tháng đầu năm 2019": "2019-H1",
            "6 tháng cuối năm 2019": "2019-H2",
            "9 tháng 2019": "2019-9M",
            "năm 2019": "2019",
            "năm học 2018-2019": "2018/19",
            "FY2018/19": "2018/19",
        }.items():
            self.assertEqual(periods.period_code(spellings.read_period(text, 9)), code, text)
        for text in ("2018-2020", "quý 5/2019", "2019"):
            self.assertRaises(periods.InputError, spellings.read_period, text + "?", 9)
        self.assertRaises(periods.InputError, spellings.read_period, "2018-2020", 9)

    def test_what_is_drawn_is_read_as_what_it_was(self):
        rng = random.Random(1)
        for begins in (1, 9):
            for code in [c for codes in generate_campaign.codes_of(2018, begins).values() for c in codes] * 20:
                self.assertEqual(periods.period_code(spellings.read_period(generate_spellings.spelled(rng, code), begins)), code)
                if generate_spellings.part_of(code):
                    parts = spellings.period_of_parts(generate_spellings.in_parts(rng, code))
                    self.assertEqual(periods.period_code(spellings.read_period(parts, begins)), code)

    def test_columns_for_the_year_and_the_month(self):
        rows = ["Năm,Tháng,unit,indicator,numerator,denominator", "2019,T3,q1,r,1,2", "năm 2019,04,q1,r,2,2"]
        figures = build([], more={"observations/b/a.csv": "\n".join(rows) + "\n"})
        self.assertEqual((series(entry(figures, "q1")), values(figures, "q1")), (["2019-03", "2019-04"], [(1, 2), (2, 2)]))


if __name__ == "__main__":
    unittest.main()
