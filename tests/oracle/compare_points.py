"""POINTs: their values, the keys that must be there, and those that must not."""

from differences import Number

KIND_KEYS = {
    "ratio": ("numerator", "denominator", "value"),
    "mean": ("value", "sample"),
    "count": ("value",),
    "score": ("value",),
}


def compare_point(diffs, where, ind, wanted, got):
    """One POINT: its values, the keys that must be there, and those that must not."""
    if wanted is None or not isinstance(got, dict):
        diffs.check(where, "point", wanted, got)
        return
    diffs.check(where, "period", wanted["period"], got.get("period", "absent"))
    compare_kind_keys(diffs, where, ind, wanted, got)
    diffs.check(where, "status", wanted["status"], got.get("status", "absent"))
    for key in ("coverage", "months", "missing_fields"):
        if key in wanted:
            diffs.check(where, key, wanted[key], got.get(key, "absent"))
        elif key in got:
            diffs.tell(where, key, "absent", got[key])
    compare_own(diffs, where, ind, wanted, got)
    compare_interval(diffs, where, wanted.get("interval"), got.get("interval"))
    diffs.check(where, "certain", wanted.get("certain"), got.get("certain"))
    compare_failing(diffs, where, wanted, got)
    diffs.check(where, "illustrative", wanted.get("illustrative", "absent"), got.get("illustrative", "absent"))
    known = {"period", "status", "coverage", "months", "own", "interval", "certain", "failing_fields", "missing_fields", "illustrative"}
    for key in got.keys() - known - set(KIND_KEYS[ind.kind]):
        diffs.tell(where, key, "absent", got[key])


def compare_kind_keys(diffs, where, ind, wanted, got):
    """The keys of the kind; what a bare value does not have may be null or absent."""
    bare = wanted["value"] is not None and any(wanted[k] is None for k in KIND_KEYS[ind.kind])
    for key in KIND_KEYS[ind.kind]:
        if bare and wanted[key] is None and key not in got:
            continue
        diffs.check(where, key, wanted[key], got.get(key, "absent"))


def compare_own(diffs, where, ind, wanted, got):
    """The own figure: none for the whole and for a unit without subordinates; of nulls for a superior that gave none."""
    own = got.get("own")
    if "own" not in wanted or not isinstance(own, dict):
        diffs.check(where, "own", wanted.get("own", "absent"), got.get("own", "absent"))
        return
    compare_kind_keys(diffs, f"{where} own", ind, wanted["own"], own)
    diffs.check(where, "own.missing_fields", wanted["own"].get("missing_fields", "absent"), own.get("missing_fields", "absent"))
    for key in own.keys() - set(KIND_KEYS[ind.kind]) - {"missing_fields"}:
        diffs.tell(where, f"own.{key}", "absent", own[key])


def compare_interval(diffs, where, wanted, got):
    """The interval, within 1e-9; absent or null where there is none."""
    if wanted is None or not isinstance(got, list) or len(got) != 2 or not all(isinstance(x, Number) for x in got):
        diffs.check(where, "interval", wanted, got)
    elif any(abs(w - g.value) > 1e-9 for w, g in zip(wanted, got)):
        diffs.tell(where, "interval", wanted, got)


def compare_failing(diffs, where, wanted, got):
    """failing_fields: [] when met; may be absent or null where no field was judged."""
    fields = wanted.get("failing_fields")
    if fields is None:
        if "failing_fields" in got:
            diffs.tell(where, "failing_fields", "absent", got["failing_fields"])
    elif fields or wanted["status"] == "met" or got.get("failing_fields") is not None:
        diffs.check(where, "failing_fields", fields, got.get("failing_fields", "absent"))


def compare_series(diffs, where, ind, wanted, got):
    """The same periods in the same order, each with the same figure."""
    if not isinstance(got, list) or [p["period"] for p in wanted] != [p.get("period") for p in got]:
        periods = [p.get("period") for p in got] if isinstance(got, list) else got
        diffs.tell(where, "series' periods", [p["period"] for p in wanted], periods)
        return
    for w, g in zip(wanted, got):
        compare_point(diffs, f"{where} {w['period']}", ind, w, g)


def compare_triple(diffs, where, ind, wanted, got):
    """cumulative, latest and series."""
    for key in ("cumulative", "latest"):
        compare_point(diffs, f"{where} {key}", ind, wanted[key], got.get(key, "absent"))
    if "series" in wanted:
        compare_series(diffs, f"{where} series", ind, wanted["series"], got.get("series"))
