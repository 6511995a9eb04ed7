"""Makes a site folder of random figures that exercises the arithmetic; the same seed makes the same folder.

    python3 generate.py DIR --seed 7              a small campaign with everything; prints the clock to build it with
    python3 generate.py DIR --preset blocks518    518 units in 8 blocks, yearly figures
    python3 generate.py DIR --preset months276    276 units, 36 months, three fields
    python3 generate.py DIR --preset large5000    about 5,000 units, a year of months
    python3 generate.py DIR --preset initiatives  40 units, 30 months, a register of 80 initiatives
"""

import argparse

from generate_campaign import random_campaign
from generate_presets import PRESETS
from generate_releases import write_releases
from generate_tables import DRESSES, write_site

PECULIARITIES = ("excluded", "releases", "sparse_fields", "whole", *DRESSES)


def leave_out(campaign, names):
    """Leaves peculiarities out, to find the one that a difference comes from."""
    unknown = names - set(PECULIARITIES)
    if unknown:
        raise SystemExit(f"no such peculiarity: {', '.join(sorted(unknown))}")
    campaign.plain = names
    if "excluded" in names:
        campaign.long = [row for row in campaign.long if "reason" not in row]
        campaign.wide = [row for row in campaign.wide if "reason" not in row]
    kinds = {table["code"]: table["kind"] for table in campaign.indicators}
    for row in campaign.long if "whole" in names else ():
        for key in ("numerator", "denominator", *(["value"] if kinds[row["indicator"]] == "count" else [])):
            if isinstance(row.get(key), float):
                row[key] = int(row[key])
    for table in campaign.indicators:
        for key in names & {"sparse_fields", "whole"}:
            table.pop(key, None)


def main():
    """Writes a site folder and prints its clock."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dir")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--preset", choices=sorted(PRESETS))
    parser.add_argument("--without", default="", help="peculiarities to leave out, by commas: " + ", ".join(PECULIARITIES))
    args = parser.parse_args()
    campaign = PRESETS[args.preset](args.seed) if args.preset else random_campaign(args.seed)
    leave_out(campaign, set(filter(None, args.without.split(","))))
    write_site(campaign, args.dir, args.seed)
    if not args.preset and "releases" not in campaign.plain:
        write_releases(args.dir, campaign.now, args.seed)
    print(f"{campaign.now}T08:00:00+07:00")


if __name__ == "__main__":
    main()
