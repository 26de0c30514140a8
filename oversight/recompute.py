"""Look again at what was published: python -m oversight.recompute flag-facts.csv

To be run in the root of the repository, in the version the file is of. Each result that comes out
otherwise is printed; none does. The file: /<lang>/places/<code>/<year>/flag-facts.csv.
"""

import csv
import json
import sys
from collections.abc import Callable
from typing import Any

from oversight import flags
from oversight.matter import Matter
from oversight.written import read
from oversight.year_matter import YearMatter

SUBJECTS: dict[bool, tuple[type, Callable[[Any], Any]]] = {
    True: (YearMatter, flags.look_at_year),
    False: (Matter, flags.look),
}
"""What is looked at, and how: number 0 is a holder's whole year, any other a purchase."""


def main(path: str) -> int:
    """How many results differ from those in the file."""
    differ = 0
    csv.field_size_limit(2**31 - 1)
    for row in csv.DictReader(open(path, encoding="utf-8-sig", newline="")):  # noqa: SIM115  short
        if row["catalogue"] != flags.catalogue():
            sys.exit(f"The rules of {path} are {row['catalogue']}, here {flags.catalogue()}.")
        kind, look = SUBJECTS[row["number"] == "0"]
        said = json.loads(row["states"])
        for one in look(read(kind, json.loads(row["matter"]))):
            if one.public and said.get(one.flag) != one.look.state:
                differ += 1
                print(row["number"], one.flag, said.get(one.flag), one.look.state)
    return differ


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1]) else 0)
