"""Cases of the flags of a holder's whole year: how it buys."""

from core.money import som
from oversight.measures import Measure, Measures
from oversight.year_buying import Buying, FromSupplier
from tests.flag_tables import DAY, Cases, year_matter
from tests.flag_tables.dealing import LIMIT


def fence(value: str, holders: int = 9) -> Measures:
    """The fence of other holders in the year."""
    return Measures([Measure("R013", "high_fence", "2026", som(value), holders, DAY)])


def awarded(*sums: int) -> Buying:
    """A year in which each supplier was awarded one of these sums."""
    found = tuple(FromSupplier(number, som(one)) for number, one in enumerate(sums, start=1))
    return Buying(suppliers=found, awarded=som(sum(sums)))


CASES = {
    "R002": Cases(
        raised={
            "five below and one above": year_matter(buying=Buying(below=5, above=1, limit=LIMIT)),
            "five below and none above": year_matter(buying=Buying(below=5, limit=LIMIT)),
        },
        innocent={
            "as many above": year_matter(buying=Buying(below=5, above=5, limit=LIMIT)),
            "three times as many": year_matter(buying=Buying(below=6, above=2, limit=LIMIT)),
        },
        unsaid={
            "four near the limit": (
                year_matter(buying=Buying(below=4, limit=LIMIT)),
                "too_few",
            ),
            "no limit": (year_matter(buying=Buying(below=9)), "no_threshold"),
        },
    ),
    "R013": Cases(
        raised={
            "nine of ten, others up to 40 per cent": year_matter(
                buying=Buying(purchases=10, direct=9), measures=fence("40")
            ),
            "a little above the fence": year_matter(
                buying=Buying(purchases=40, direct=17), measures=fence("42")
            ),
        },
        innocent={
            "at the fence": year_matter(
                buying=Buying(purchases=10, direct=4), measures=fence("40")
            ),
            "all, where all do": year_matter(
                buying=Buying(purchases=10, direct=10), measures=fence("100")
            ),
        },
        unsaid={
            "nine purchases": (
                year_matter(buying=Buying(purchases=9, direct=9), measures=fence("40")),
                "too_few",
            ),
            "four other holders": (
                year_matter(buying=Buying(purchases=10, direct=9), measures=fence("40", 4)),
                "too_few",
            ),
            "before the first night": (
                year_matter(buying=Buying(purchases=10, direct=9)),
                "not_measured",
            ),
        },
    ),
    "R040": Cases(
        raised={
            "half of the year": year_matter(buying=awarded(900_000, *[225_000] * 4)),
            "exactly 30 per cent": year_matter(buying=awarded(600_000, *[350_000] * 4)),
        },
        innocent={
            "a fifth each": year_matter(buying=awarded(*[400_000] * 5)),
            "just under 30 per cent": year_matter(buying=awarded(599_999, *[350_001] * 4)),
        },
        unsaid={
            "nobody was chosen": (year_matter(), "no_award"),
            "four suppliers": (year_matter(buying=awarded(*[900_000] * 4)), "too_few"),
            "a small year": (year_matter(buying=awarded(500_000, *[10_000] * 4)), "small_year"),
        },
    ),
}
