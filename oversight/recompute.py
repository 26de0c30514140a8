"""Look again at what was published: python -m oversight.recompute flag-facts.csv

To be run in the root of the repository, in the version the file is of. Each result that comes out
otherwise is printed; none does. The file: /<lang>/places/<code>/<year>/flag-facts.csv.
"""

import csv
import json
import sys

from oversight import flags
from oversight.matter import Matter
from oversight.written import read
from oversight.year_matter import YearMatter


def main(path: str) -> int:
    """How many results differ from those in the file."""
    differ = 0
    csv.field_size_limit(2**31 - 1)
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["catalogue"] != flags.catalogue():
                sys.exit(f"The rules of {path} are {row['catalogue']}, here {flags.catalogue()}.")
            said, facts = json.loads(row["states"]), json.loads(row["matter"])
            purchase = row["number"] != "0"  # 0: the holder's whole year
            again = (
                flags.look(read(Matter, facts))
                if purchase
                else flags.look_at_year(read(YearMatter, facts))
            )
            for one in again:
                if one.public and said.get(one.flag) != one.look.state:
                    differ += 1
                    print(row["number"], one.flag, said.get(one.flag), one.look.state)
    return differ


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1]) else 0)
