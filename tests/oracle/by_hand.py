"""Small site folders for tests, made of a few lines, and their figures."""

import os
import tempfile

import generate_tables
import oracle
import reading

UNITS = """code,name,kind,parent,group,valid_from,valid_to
tp,Thanh pho,city,,,,
q1,Quan 1,district,tp,Khoi A,,
q2,Quan 2,district,tp,Khoi A,,
p1,Phuong 1,ward,q1,,,
p2,Phuong 2,ward,q1,,,
"""
RATIO = 'code = "r"\nname = "R"\nkind = "ratio"\ntarget = "> 90"\n'


def build(
    rows, indicators=RATIO, units=UNITS, starts="2019-03-01", ends="2019-12-01", now="2019-10-05", header=None, fields=None, settings="", more=None
):
    """The figures of a site folder made of these texts; `more` are further files below data/."""
    with tempfile.TemporaryDirectory() as root:
        header = header or "indicator,unit,period,field,numerator,denominator,value,sample"
        tables = indicators if "[[" in indicators else "[[indicator]]\n" + indicators
        files = {
            "campaign.toml": f'title = "T"\nstarts = "{starts}"\nends = "{ends}"\n{settings}',
            "units.csv": units,
            "indicators.toml": tables,
            "observations/a.csv": header + "\n" + "\n".join(rows) + "\n",
        }
        if fields:
            files["fields.csv"] = fields
        files.update(more or {})
        for name, text in files.items():
            generate_tables.write_text(os.path.join(root, "data", name), text)
        return oracle.Figures(reading.Site(root), oracle.clock(now + "T08:00:00+07:00"))


def entry(figures, unit, nth=0):
    """One indicator of a unit's document."""
    return figures.unit_json(unit)["indicators"][nth]


def ratios(unit, *cells, field="", code="r"):
    """Rows of a ratio: ("03", 9, 10) is nine of ten in March 2019; "Q1" and "" (the year) likewise."""
    return [f"{code},{unit},2019{'-' if p else ''}{p},{field},{n},{d},," for p, n, d in cells]


def series(document):
    """The periods of a series."""
    return [p["period"] for p in document["series"]]
