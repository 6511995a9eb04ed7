"""Impacts and suggestions against cases worked out by hand; and the comparison of sang-kien.json against itself.

    python3 -m unittest discover -s tests/oracle
"""

import contextlib
import io
import json
import os
import sys
import tempfile
import unittest
from fractions import Fraction as F

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import compare  # noqa: E402
import generate_campaign  # noqa: E402
import generate_tables  # noqa: E402
import generate_initiatives  # noqa: E402
import initiatives  # noqa: E402
import oracle  # noqa: E402
import reading  # noqa: E402
import writing  # noqa: E402

UNITS = "code,name,kind,parent,group\na,A,u,,\nb,B 10,u,,\nc,B 9,u,,\nd,D,u,,Khac\n"
RATIO = '[[indicator]]\ncode = "r"\nname = "R"\nkind = "ratio"\ntarget = "> 90"\n'
RISING = "1/10 2/10 3/10 4/10 5/10 6/10 7/10 8/10 9/10"
STILL = "5/10 5/10 5/10 5/10 5/10 5/10 5/10 5/10 5/10"


def run(unit, figures, field="", code="r"):
    """Rows of a unit from January 2019 on; a dot leaves a month out, a number alone is a value."""
    rows = []
    for nth, figure in enumerate(figures.split(), 1):
        num, _, den = figure.partition("/")
        cells = f"{num},{den},," if den else f",,{num},"
        if figure != ".":
            rows.append(f"{code},{unit},2019-{nth:02},{field},{cells}")
    return rows


def given(**keys):
    """A row of the register."""
    row = dict.fromkeys(generate_initiatives.HEADER, "x")
    row.update(updated="01/09/2019", id="m", unit="a", field="khac", started="2019-05", stage="đang áp dụng", indicators="r", adopted_by="", sources="")
    return {**row, **keys}


def archive(rows, *register, indicators=RATIO, units=UNITS, illustrative=()):
    """The entries of the archive by id."""
    header = "indicator,unit,period,field,numerator,denominator,value,sample\n"
    with tempfile.TemporaryDirectory() as root:
        files = {
            "campaign.toml": 'title = "T"\nstarts = "2019-01-01"\nends = "2019-12-31"\n',
            "units.csv": units,
            "indicators.toml": indicators,
            "observations/a.csv": header + "\n".join(rows) + "\n",
            "observations/minh-hoa/a.csv": header + "\n".join(illustrative) + "\n",
            "observations/minh-hoa/_defaults.toml": "illustrative = true\n",
        }
        for name, text in files.items():
            generate_tables.write_text(os.path.join(root, "data", name), text)
        generate_tables.write_table(os.path.join(root, "data", "initiatives.csv"), generate_initiatives.HEADER, register, False)
        figures = oracle.Figures(reading.Site(root), oracle.clock("2020-02-05T08:00:00+07:00"))
        found = initiatives.archive_json(figures, initiatives.read_initiatives(figures.site, root))
        return {entry["id"]: entry for entry in found["initiatives"]}


def told(*arguments, **keys):
    """The impacts of the initiative m: unit, indicator, k, change, block_change."""
    impacts = archive(*arguments, **keys)["m"]["impact"]
    return [(i["unit"], i["indicator"], i["k"], i["change"], i["block_change"]) for i in impacts]


class Impact(unittest.TestCase):
    def test_before_and_after_the_start_month(self):
        # (6+7+8+9)/40 − (1+2+3+4)/40
        self.assertEqual(told(run("a", RISING), given()), [("a", "r", 4, 50, None)])

    def test_both_sides_have_as_many_months_of_three_to_six(self):
        rows = run("a", " ".join(["1/2"] * 12))
        for started, k in (("2019-04", 3), ("2019-05", 4), ("2019-06", 5), ("2019-08", 4), ("2019-09", 3)):
            self.assertEqual(told(rows, given(started=started)), [("a", "r", k, 0, None)])
        for started in ("2019-03", "2019-10", "2019", "2031-01"):
            self.assertEqual(told(rows, given(started=started)), [])

    def test_a_gap_or_a_bare_value_ends_the_months_and_nothing_arising_does_not(self):
        self.assertEqual(told(run("a", "9/10 . 3/10 4/10 5/10 . 7/10 . 9/10"), given(started="2019-06")), [])
        self.assertEqual(told(run("a", "1/10 2/10 50 4/10 5/10 6/10 7/10 8/10 9/10"), given()), [])
        self.assertEqual(told(run("a", ". 2/10 3/10 4/10 . 0/0 7/10 8/10 9/10"), given()), [("a", "r", 3, 45, None)])
        self.assertEqual(told(run("a", "1/2 1/2 1/2 1/2 . 0/0 0/0 0/0"), given()), [])

    def test_the_rest_of_the_block_is_pooled_without_whoever_took_part(self):
        rows = run("a", RISING) + run("b", STILL) + run("c", RISING.replace("/10", "/100")) + run("d", RISING)
        # Before (20 + 10)/(40 + 400), after (20 + 30)/440.
        self.assertEqual(told(rows, given()), [("a", "r", 4, 50, F(2000, 440))])
        self.assertEqual(told(rows, given(adopted_by="c")), [("a", "r", 4, 50, 0)])
        self.assertEqual(told(rows, given(adopted_by="c 2019; b")), [("a", "r", 4, 50, None)])
        # Each adopter from its own date: d is alone in its block.
        adopted = told(rows, given(adopted_by="d 2019-06-30; c 2019-06"))
        self.assertEqual([i[:3] for i in adopted], [("a", "r", 4), ("d", "r", 3), ("c", "r", 3)])
        self.assertEqual([i[4] for i in adopted], [0, None, 0])

    def test_a_field_of_the_indicator_is_looked_at_by_itself(self):
        rows = run("a", RISING, "thue") + run("a", STILL, "dat-dai") + run("b", RISING)
        self.assertEqual(told(rows, given(field="thue")), [("a", "r", 4, 50, None)])
        self.assertEqual(told(rows, given(field="Khác")), [("a", "r", 4, 25, 50)])
        self.assertEqual(told(rows, given(field="thue", unit="b")), [])

    def test_a_stock_stands_as_at_the_end_and_a_mean_is_weighted(self):
        stock = '[[indicator]]\ncode = "r"\nname = "R"\nkind = "count"\nover_time = "last"\n'
        self.assertEqual(told(run("a", "1 2 3 4 5 9 9 9 6"), given(), indicators=stock), [("a", "r", 4, 2, None)])
        mean = '[[indicator]]\ncode = "r"\nname = "R"\nkind = "mean"\n'
        rows = [f"r,a,2019-0{m},,,,{value},{sample}" for m, value, sample in
                ((1, 4, 10), (2, 3, 20), (3, 5, 10), (5, 4, 10), (6, 5, 10), (7, "4.5", 20))]
        self.assertEqual(told(rows, given(started="2019-04"), indicators=mean), [("a", "r", 3, F(3, 4), None)])

    def test_points_have_the_least_coverage_and_their_own_status(self):
        units = "code,name,kind,parent,group\na,A,v,,\nb,B,u,a,\nc,C,u,a,\n"
        rows = run("b", "9/10 9/10 9/10 . 10/10 10/10 10/10") + run("c", "9/10 . 9/10 . 10/10 10/10 10/10")
        impact = archive(rows, given(started="2019-04"), units=units)["m"]["impact"][0]
        before, after = impact["before"], impact["after"]
        self.assertEqual(before["period"], {"from": "2019-01", "to": "2019-03"})
        self.assertEqual((before["coverage"], after["coverage"]), ({"reported": 1, "expected": 2}, {"reported": 2, "expected": 2}))
        self.assertEqual((before["status"], after["status"], before["value"]), ("near", "met", 90))

    def test_sourced_practices_and_illustrative_figures(self):
        real, invented = run("a", ". 2/10 3/10 4/10 5/10 6/10 7/10 8/10 9/10") + run("b", RISING), run("c", STILL)
        marked = archive(real, given(), illustrative=invented)["m"]["impact"][0]
        self.assertTrue(marked["illustrative"] and "illustrative" not in marked["before"])
        sourced = given(sources="S")
        self.assertEqual(told(real, sourced, illustrative=invented), [("a", "r", 3, 40, None)])
        self.assertEqual(told(real, given(sources="S", adopted_by="c"), illustrative=invented), [("a", "r", 3, 40, 40)])
        self.assertEqual(told(real, sourced, illustrative=["r,a,2019-01,,1,10,,"]), [])


class Suggestion(unittest.TestCase):
    def test_units_that_miss_the_target_the_farthest_first(self):
        rows = [f"r,{u},2019-01,,{n},100,," for u, n in (("a", 10), ("b", 50), ("c", 89), ("d", 0))]
        found = archive(rows, given())["m"]
        # Its own block first, then d, which is the farthest.
        self.assertEqual([s["unit"] for s in found["suggested_to"]], ["b", "c", "d"])
        self.assertEqual([s["unit"] for s in archive(rows, given(adopted_by="b"))["m"]["suggested_to"]], ["c", "d"])
        self.assertEqual(archive(rows, given(stage="đã dừng"))["m"]["suggested_to"], [])
        self.assertEqual(archive(rows, given(indicators=""))["m"]["suggested_to"], [])

    def test_equals_by_name_with_numbers_in_numeric_order(self):
        rows = [f"r,{u},2019-01,,1,2,," for u in "bc"]
        self.assertEqual([s["unit"] for s in archive(rows, given())["m"]["suggested_to"]], ["c", "b"])

    def test_a_failing_field_wants_a_practice_of_that_field(self):
        fields = RATIO + 'scope = "every-field"\n'
        rows = ["r,b,2019-01,thue,1,2,,", "r,b,2019-01,dat-dai,99,100,,", "r,c,2019-01,,1,200,,"]
        found = archive(rows, given(field="thue"), given(id="n", field="dat-dai"), indicators=fields)
        self.assertEqual(
            found["m"]["suggested_to"],
            [{"unit": "b", "indicator": "r", "field": "thue"}, {"unit": "c", "indicator": "r", "field": None}],
        )
        self.assertEqual([s["unit"] for s in found["n"]["suggested_to"]], ["c"])

    def test_what_did_no_better_than_its_block_or_another_kind_of_unit_did_helps_nobody(self):
        def suggested(rows, **keys):
            units = "code,name,kind,parent,group\na,A,u,,\nb,B,u,,\nc,C,v,,\n"
            return [s["unit"] for s in archive(rows, given(**keys), units=units)["m"]["suggested_to"]]

        risen = run("a", "1/10 1/10 1/10 1/10 . 2/10 2/10 2/10 2/10")
        for block, found in (("2/20 2/20 2/20 2/20 . 3/20 3/20 3/20 3/20", ["b"]), ("1/10 1/10 1/10 1/10 . 2/10 2/10 2/10 2/10", [])):
            self.assertEqual(suggested(risen + run("b", block) + run("c", STILL)), found)
        fallen = run("a", "2/10 2/10 2/10 2/10 . 1/10 1/10 1/10 1/10")
        self.assertEqual(suggested(fallen + ["r,b,2019-01,,1,2,,"]), [])
        self.assertEqual(suggested(run("c", STILL) + run("b", STILL), adopted_by="c"), ["b"])
        self.assertEqual(suggested(run("c", STILL) + run("b", STILL), adopted_by="b"), [])

    def test_nothing_is_said_of_a_practice_with_sources_by_illustrative_figures(self):
        found = archive(
            ["r,b,2019-01,,10,100,,"], given(sources="S"), given(id="n"), illustrative=["r,c,2019-01,,20,100,,"]
        )
        self.assertEqual([s["unit"] for s in found["m"]["suggested_to"]], ["b"])
        self.assertEqual([s["unit"] for s in found["n"]["suggested_to"]], ["b", "c"])

    def test_the_first_twelve_are_named(self):
        units = UNITS + "".join(f"u{n},U {n},u,,\n" for n in range(15))
        rows = [f"r,u{n},2019-01,,{n},100,," for n in range(15)]
        found = archive(rows, given(), units=units)["m"]
        self.assertEqual([s["unit"] for s in found["suggested_to"]], [f"u{n}" for n in range(12)])
        self.assertEqual(found["suggested_further"], 3)


class Comparison(unittest.TestCase):
    """What is written compares without a difference; what is then falsified is found."""

    def test_falsified_archives_are_found(self):
        with tempfile.TemporaryDirectory() as work:
            out, whole = next(filter(None, (self.written(work, seed) for seed in range(12, 60))))
            self.assertEqual(self.differences(out), 0)
            path = os.path.join(out, "du-lieu", "sang-kien.json")
            for change in (self.no_impact, self.other_change, self.no_block, self.other_k, self.extra_key, self.other_order):
                document = json.loads(whole)
                change(document["initiatives"])
                with open(path, "w", encoding="utf-8") as file:
                    json.dump(document, file)
                self.assertGreater(self.differences(out), 0, change.__name__)

    def written(self, work, seed):
        """Where a campaign is written and its archive, if that has an impact with that of its block."""
        root, out = (os.path.join(work, f"{name}-{seed}") for name in "so")
        campaign = generate_campaign.random_campaign(seed)
        generate_tables.write_site(campaign, root, seed)
        self.figures = oracle.Figures(reading.Site(root), oracle.clock(f"{campaign.now}T08:00:00+07:00"))
        writing.write(self.figures, out)
        path = os.path.join(out, "du-lieu", "sang-kien.json")
        if not os.path.exists(path):
            return None
        with open(path, encoding="utf-8") as file:
            whole = file.read()
        impacts = [i for e in json.loads(whole)["initiatives"] for i in e["impact"]]
        return (out, whole) if any(i["block_change"] is not None for i in impacts) else None

    def differences(self, out):
        diffs = compare.Differences()
        with contextlib.redirect_stdout(io.StringIO()):
            compare.compare_archive(diffs, self.figures, out, compare.archive_of(self.figures))
        return diffs.found

    @staticmethod
    def first(entries):
        return next(i for e in entries for i in e["impact"] if i["block_change"] is not None)

    def no_impact(self, entries):
        next(e for e in entries if e["impact"])["impact"].pop()

    def other_change(self, entries):
        impact = self.first(entries)
        impact["change"] += 1e-9

    def no_block(self, entries):
        self.first(entries)["block_change"] = None

    def other_k(self, entries):
        self.first(entries)["k"] -= 1

    def extra_key(self, entries):
        self.first(entries)["before"]["own"] = {}

    @staticmethod
    def other_order(entries):
        entries.reverse()


if __name__ == "__main__":
    unittest.main()
