"""The first flags: requirements, payments, split purchases, prices."""

from datetime import timedelta

from core.money import som
from oversight.matter import Direct, Line
from tests.flag_tables import CODE, DAY, Cases, contract, matter
from tests.test_oversight_flags import measured


def beside(days: int, amount: int, year: int = DAY.year) -> Direct:
    """A direct purchase of the same class so many days earlier, by money of that year."""
    sum_ = som(amount)
    return Direct(1, DAY - timedelta(days=days), sum_, {CODE[:4]: sum_}, year)


CASES = {
    "S01": Cases(
        raised={
            "one of two lines closes nothing": matter(
                lines=(Line(1, CODE, som(1), True), Line(2, CODE, som(1), False))
            )
        },
        innocent={"every line closes a requirement": matter()},
        unsaid={"no line yet": (matter(lines=()), "no_lines")},
    ),
    "S03": Cases(
        raised={
            "paid on the 5th, accepted on the 6th": matter(
                contracts=(contract([(5, 300)], [(6, 300)]),)
            )
        },
        innocent={
            "paid on the day of the act": matter(contracts=(contract([(5, 300)], [(5, 300)]),)),
            "paid twice by mistake, and given back on the same day": matter(
                contracts=(contract([(5, 300), (5, 300), (5, -300)], [(5, 300)]),)
            ),
        },
        unsaid={"nothing paid yet": (matter(), "nothing_paid")},
    ),
    "R011": Cases(
        raised={
            "the second purchase of a class goes over the limit": matter(
                earlier=(beside(1, 900_000),)
            ),
            "the other was put into the plan of the year in the December before": matter(
                earlier=(beside(170, 900_000),)
            ),
        },
        innocent={
            "both together stay within it": matter(earlier=(beside(1, 600_000),)),
            "the other was 100 days ago, by money of the year before": matter(
                earlier=(beside(100, 900_000, DAY.year - 1),)
            ),
        },
        unsaid={
            "a line has no item code": (
                matter(lines=(Line(1, None, som(1), True),)),
                "no_item_code",
            )
        },
    ),
    "R017": Cases(
        raised={
            "three times what five others paid": matter(
                lines=(measured("300", ["98", "99", "100", "101", "102"]),)
            )
        },
        innocent={
            "within the fences of five others": matter(
                lines=(measured("101", ["98", "99", "100", "101", "102"]),)
            )
        },
        unsaid={
            "only four others": (
                matter(lines=(measured("300", ["98", "99", "100", "101"]),)),
                "too_few",
            )
        },
    ),
    "R068": Cases(
        raised={"1 200 paid on a contract of 1 000": matter(contracts=(contract([(5, 1200)]),))},
        innocent={"all of the contract paid": matter(contracts=(contract([(5, 1000)]),))},
        unsaid={"nothing paid yet": (matter(), "nothing_paid")},
    ),
}
