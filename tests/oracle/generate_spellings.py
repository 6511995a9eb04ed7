"""Writes periods as people do; one table has one spelling of each length, or columns for the parts."""

ROMAN = ("I", "II", "III", "IV")
SPELLINGS = {
    "month": ("0{n}/{year}", "{n}/{year}", "T{n}/{year}", "tháng {n}/{year}", "Tháng {n} năm {year}"),
    "Q": ("quý {n}/{year}", "Quý {roman}/{year}", "quý {roman} năm {year}", "Q{n}/{year}"),
    "H1": ("6 tháng đầu năm {year}",),
    "H2": ("6 tháng cuối năm {year}",),
    "9": ("9 tháng {year}", "9 tháng đầu năm {year}"),
    "": ("năm {year}", "Năm {year}"),
    "of two": ("{year}-{after}", "năm học {year}-{after}", "FY{year}/{short}"),
}


def spelled(rng, code):
    """One of the ways in which a period is written; quarters and halves of a year of two keep their code."""
    named, _, part = code.partition("-")
    length = "month" if part.isdigit() else part[:1] if part[:1] in ("Q", "9") else part
    if "/" in named:
        if part:
            return code
        length = "of two"
    year, number = int(named[:4]), int("".join(filter(str.isdigit, part)) or 1)
    form = rng.choice(SPELLINGS[length]).removeprefix("0" if number > 9 else "")
    return form.format(n=number, roman=ROMAN[(number - 1) % 4], year=year, after=year + 1, short=f"{(year + 1) % 100:02}")


def in_parts(rng, code):
    """The cells of columns for the year and the month or quarter, of one that is of a single year."""
    year, _, part = code.partition("-")
    number = int(part.removeprefix("Q"))
    quarter = part[0] == "Q"
    forms = ("{n}", "{roman}", "Quý {roman}") if quarter else ("{n}", "{n:02}", "T{n}", "tháng {n}")
    form = rng.choice(forms).format(n=number, roman=ROMAN[(number - 1) % 4])
    return {"Năm": rng.choice([year, year, f"năm {year}"]), "Quý" if quarter else "Tháng": form}


def part_of(code):
    """The column for the part of a period beside its year, if it has one: the months and quarters of a single year."""
    year, _, part = code.partition("-")
    return None if "/" in year else "Tháng" if part.isdigit() else "Quý" if part[:1] == "Q" else None
