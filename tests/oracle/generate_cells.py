"""Random cells of every kind of indicator: nothing at times, small at times, on the target at times."""

NOTHING = "không phát sinh"


def takes_fractions(table):
    """Whether the counts of an indicator need not be whole."""
    if table["kind"] == "ratio":
        whole = table.get("unit", "%") == "%"
    else:
        whole = table["kind"] == "count" and table.get("decimals", 0) == 0
    return not table.get("whole", whole)


def ratio_cells(rng, percent, target, fractions):
    """A numerator and denominator: nothing at times, small at times, on the target at times."""
    if rng.random() < 0.08:
        return {"numerator": NOTHING} if rng.random() < 0.5 else rng.choice([{"numerator": 0, "denominator": 0}, {"numerator": NOTHING, "denominator": NOTHING}])
    den = rng.choice([10, 20, 40, 100, 8, rng.randint(1, 9), rng.randint(10, 2000)])
    if rng.random() < 0.3 and target:
        bound = float(target.split("..")[0].strip("<>= "))
        num = round(den * bound / (100 if percent else 1))
        return {"numerator": min(num, den) if percent else num, "denominator": den}
    if fractions and rng.random() < 0.3:
        half = rng.choice([0.5, 0.25])
        return {"numerator": rng.randint(0, den) + 0.0, "denominator": den + half}
    num = rng.randint(den * 3 // 4, den) if rng.random() < 0.7 else rng.randint(0, den)
    if not percent and rng.random() < 0.2:
        num = den + rng.randint(1, den)
    return {"numerator": num, "denominator": den}


def mean_cells(rng):
    """A mean with its sample: of nothing at times."""
    chance = rng.random()
    if chance < 0.05:
        return {"value": NOTHING}
    if chance < 0.08:
        return {"sample": 0}
    return {"value": rng.choice([80, 90, 50, rng.randint(300, 1000) / 10]), "sample": rng.choice([10, 20, 30, rng.randint(1, 400)])}


def cells(rng, table, bare):
    """The number cells of a long row."""
    kind = table["kind"]
    if rng.random() < 0.02:
        return {"value": rng.choice(["", "-", "…", "N/A"])}
    if kind == "ratio":
        percent = table.get("unit", "%") == "%"
        if bare:
            return {"value": rng.choice([90, 80, 100, rng.randint(500, 1000) / 10]) if percent else rng.choice([0.5, 1, 0.9, 2])}
        return ratio_cells(rng, percent, table.get("target"), takes_fractions(table))
    if kind == "mean":
        made = mean_cells(rng)
        if table["unit"] != "%" and rng.random() < 0.1:
            made["value"] = -rng.randint(1, 300) / 10
            made["sample"] = rng.randint(1, 40)
        return {"value": rng.choice([80, 90, rng.randint(300, 1000) / 10])} if bare else made
    if kind == "count":
        some = [NOTHING, 0, 10, 50, 100, rng.randint(1, 30), 10 * rng.randint(1, 900), rng.randint(1, 5000)]
        return {"value": rng.choice([*some, rng.randint(1, 99) + 0.5] if takes_fractions(table) else some)}
    negative = table["unit"] != "%" and rng.random() < 0.1
    return {"value": -rng.randint(1, 99) / 10 if negative else rng.choice([80, 90, 100, rng.randint(300, 1000) / 10])}


def wide_cells(rng):
    """The columns of a wide row; a group of columns is given whole or not at all."""
    early, on_time, late = (rng.choice([0, rng.randint(0, 20), rng.randint(0, 500)]) for _ in range(3))
    received = rng.choice([0, 10, 20, rng.randint(1, 800)])
    row = {"resolved_early": early, "resolved_on_time": on_time, "resolved_late": late}
    if rng.random() < 0.05:
        row = dict.fromkeys(row, NOTHING)
    if rng.random() < 0.05:
        row = dict.fromkeys(row, "-")
    row.update({"received": received, "by_post": rng.randint(0, received)})
    mean = mean_cells(rng)
    row.update({"rating": mean.get("value", ""), "raters": mean.get("sample", 0)})
    if rng.random() < 0.1:
        row.update({"received": "", "by_post": ""})
    return row
