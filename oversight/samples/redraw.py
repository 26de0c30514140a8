#!/usr/bin/env python3
"""Draw an audit sample again. Python 3.9 or later, nothing else to install.

    python3 redraw.py population.csv --size 20 --strata flags --seed HEX
    python3 redraw.py population.csv --size 20 --strata flags \\
        --checkpoint 4711 --root HEX --secret HEX [--promise HEX]

population.csv is the table of that name on the page of the sample: a column `purchase`, the amount
in som in `amount`, and 1 in `raised` where a flag is raised. The page gives the whole command.

How it is drawn:
1. The seed is SHA-256 of the lines "audit sample", checkpoint, root, secret, each ended by \\n.
   The promise, published before the checkpoint was there, is SHA-256 of the secret.
2. Amounts are whole tyiyn. Purchases go by their numbers, those with a raised flag first where
   `--strata` is not `none`; `flags_twice` counts their money twice when the size is shared out.
3. The interval is the money divided by the number still to be drawn. A purchase that is not
   smaller is always in; without it the interval is counted anew, until there is none.
4. The start is HMAC-SHA-256 of the stratum's name under the seed, as a number, modulo the money.
   It is in parts of a tyiyn: all amounts are multiplied by the number to be drawn, so that the
   interval is the money itself. A point is set at the start and at each interval after it.
"""

import argparse
import csv
import hashlib
import hmac
import sys

WEIGHTS = {"none": 0, "flags": 1, "flags_twice": 2}


def tyiyn(som):
    """Whole tyiyn of som as "1250.50"."""
    whole, _, part = som.partition(".")
    return int(whole) * 100 + int(part.ljust(2, "0"))


def read(path):
    """The purchases as (number, tyiyn, raised), by number."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = [
            (int(row["purchase"]), tyiyn(row["amount"]), row["raised"] == "1")
            for row in csv.DictReader(file)
        ]
    return sorted(rows)


def strata_of(rows, weight):
    """Names of the strata and their purchases."""
    if not weight:
        return [("all", rows)]
    raised, others = [row for row in rows if row[2]], [row for row in rows if not row[2]]
    return [(name, part) for name, part in (("raised", raised), ("not_raised", others)) if part]


def sizes_of(strata, size, weight):
    """How many purchases are looked at in each stratum."""
    if len(strata) == 1:
        return [size]
    (_, raised), (_, others) = strata
    heavy = weight * sum(row[1] for row in raised)
    whole = heavy + sum(row[1] for row in others)
    share = (2 * size * heavy + whole) // (2 * whole)  # rounded half up
    share = max(share, 1, size - len(others))
    share = min(share, len(raised), size - 1)
    return [share, size - share]


def draw(name, rows, size, seed):
    """The purchases of one stratum that are looked at: (number, tyiyn, is it always in)."""
    left, taken = list(rows), []
    while True:
        money, draws = sum(row[1] for row in left), size - len(taken)
        big = [row for row in left if row[1] * draws >= money]
        if not big:
            break
        taken += big
        left = [row for row in left if row not in big]
    found = [(row[0], row[1], True) for row in taken]
    if draws:
        start = int.from_bytes(hmac.new(seed, name.encode(), hashlib.sha256).digest(), "big")
        point, end = start % money, 0
        for number, amount, _ in left:
            end += amount * draws
            if point < end:  # never two in one: the purchase is smaller than the interval
                found.append((number, amount, False))
                point += money
    return found


def main():
    """Print the sample as CSV: purchase, amount, stratum, 1 where it is always in."""
    asked = argparse.ArgumentParser(description="Draw an audit sample again.")
    asked.add_argument("population")
    asked.add_argument("--size", type=int, required=True)
    asked.add_argument("--strata", choices=sorted(WEIGHTS), default="none")
    for name in ("--seed", "--checkpoint", "--root", "--secret", "--promise"):
        asked.add_argument(name)
    told = asked.parse_args()
    if told.promise and hashlib.sha256(told.secret.encode()).hexdigest() != told.promise:
        sys.exit("The secret is not what was promised.")
    if told.seed:
        seed = bytes.fromhex(told.seed)
    else:
        lines = f"audit sample\n{told.checkpoint}\n{told.root}\n{told.secret}\n"
        seed = hashlib.sha256(lines.encode()).digest()
    strata = strata_of(read(told.population), WEIGHTS[told.strata])
    sizes = sizes_of(strata, told.size, WEIGHTS[told.strata])
    found = [
        (number, amount, name, certain)
        for (name, rows), size in zip(strata, sizes)  # noqa: B905  as in Python 3.9
        for number, amount, certain in draw(name, rows, size, seed)
    ]
    print("purchase,amount,stratum,certain")
    for number, amount, name, certain in sorted(found):
        print(f"{number},{amount // 100}.{amount % 100:02},{name},{int(certain)}")


if __name__ == "__main__":
    main()
