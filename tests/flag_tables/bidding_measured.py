"""Offers beside all others: fences, medians and counts of the last night."""

from core.money import som
from oversight.bidding import Bidding
from oversight.matter import Line
from oversight.measures import Measures
from tests.flag_tables import CODE, Cases, head, matter
from tests.flag_tables.offers import (
    ALONE,
    EARLY,
    LATER,
    REGION,
    THREE,
    contest,
    opened,
    taken,
)

RIVALS = [taken("R019", "median", "3", 8, f"{REGION} {CODE[:4]}")]
LOSERS = [taken("R025", "often", "12"), taken("R025", "fence", "0.10")]
REJECTED = [taken("R038", "taken", "0"), taken("R038", "fence_buyer", "0.40")]
KINDS = [taken("R048", "fence", "5")]
SINGLE = [taken("K08", "taken", "0")]
AGAIN = [taken("R023", "taken", "0")]
PLACE = matter().place

CASES = {
    "K08": Cases(
        raised={
            "the twentieth lot with one offer": opened(
                contest([100]), measures=[*SINGLE, taken("K08", "single", "20", 20, PLACE)]
            ),
            "one of its two lots, the thirtieth": opened(
                contest([100], lot=1),
                contest([100, 120], lot=2),
                measures=[*SINGLE, taken("K08", "single", "30", 30, PLACE)],
            ),
        },
        innocent={
            "one offer, for the first time": opened(contest([100]), measures=SINGLE),
            "three offers, though often there was one": opened(
                THREE, measures=[*SINGLE, taken("K08", "single", "30", 30, PLACE)]
            ),
        },
        unsaid={**EARLY, "nothing was counted yet": (opened(contest([100])), "not_compared")},
    ),
    "R019": Cases(
        raised={
            "one, where three are usual": opened(contest([100]), measures=RIVALS),
            "none, where three are usual": opened(measures=RIVALS),
            "two, where three are usual": opened(contest([100, 120]), measures=RIVALS),
        },
        innocent={
            "three, as usual": opened(THREE, measures=RIVALS),
            "two, where two and a half are usual": opened(
                contest([100, 120]),
                measures=[taken("R019", "median", "2.5", 8, f"{REGION} {CODE[:4]}")],
            ),
        },
        unsaid={
            **EARLY,
            "its class was bought nowhere else": (opened(THREE), "too_few"),
            "its lines have no item code": (
                opened(THREE, lines=(Line(1, None, som(1), True),), measures=RIVALS),
                "no_item_code",
            ),
        },
    ),
    "R023": Cases(
        raised={
            "1.25 for the third time": opened(
                contest([100, 125]), measures=[*AGAIN, taken("R023", "ratio", "1.25", 3, "1 2")]
            ),
            "the first and the third of three": opened(
                contest([100, 117, 110]),
                measures=[*AGAIN, taken("R023", "ratio", "1.1", 9, "1 3")],
            ),
        },
        innocent={
            "the pair kept another ratio": opened(
                contest([100, 126]), measures=[*AGAIN, taken("R023", "ratio", "1.25", 3, "1 2")]
            ),
            "equal prices are another flag's": opened(contest([100, 100, 101]), measures=AGAIN),
        },
        unsaid={
            **EARLY,
            "one offer": ALONE,
            "nothing was counted yet": (opened(THREE), "not_compared"),
        },
    ),
    "R024": Cases(
        raised={
            "1 above 100, with no fence": opened(contest([100, 101])),
            "4 above 100, where 5 is the fence": opened(
                contest([100, 104]), measures=[taken("R024", "fence", "0.05")]
            ),
        },
        innocent={
            "2 above 100, with no fence": opened(contest([100, 102])),
            "6 above 100, where 5 is the fence": opened(
                contest([100, 106]), measures=[taken("R024", "fence", "0.05")]
            ),
        },
        unsaid={
            **LATER,
            "the second was rejected": (opened(contest([100, 101], out=[2])), "few_offers"),
            "the winner was not the lowest": (opened(contest([101, 100])), "few_offers"),
        },
    ),
    "R058": Cases(
        raised={
            "150 after 100, with no fence": opened(contest([100, 150])),
            "130 after 100, where 25% is the fence": opened(
                contest([100, 130]), measures=[taken("R058", "fence", "0.25")]
            ),
        },
        innocent={
            "149 after 100": opened(contest([100, 149])),
            "190 after 100, where 95% is the fence": opened(
                contest([100, 190]), measures=[taken("R058", "fence", "0.95")]
            ),
        },
        unsaid={**LATER, "one offer": ALONE},
    ),
    "R025": Cases(
        raised={
            "the second won 1 of 20": opened(
                THREE, measures=[*LOSERS, taken("R025", "won", "0.05", 20, 2)]
            ),
            "the second won none of 12, with no fence": opened(
                THREE, measures=[LOSERS[0], taken("R025", "won", "0", 12, 2)]
            ),
        },
        innocent={
            "it won 3 of 20": opened(
                THREE, measures=[*LOSERS, taken("R025", "won", "0.15", 20, 2)]
            ),
            "it offered 6 times, as most do": opened(
                THREE, measures=[*LOSERS, taken("R025", "won", "0", 6, 2)]
            ),
        },
        unsaid={
            **EARLY,
            "nobody offered five times": (opened(THREE, measures=LOSERS), "seldom_offers"),
            "nothing was counted yet": (opened(THREE), "not_compared"),
        },
    ),
    "R038": Cases(
        raised={
            "the buyer rejects half": opened(
                contest([100, 90], out=[2]),
                measures=[*REJECTED, taken("R038", "buyer", "0.5", 9, PLACE)],
            ),
            "the supplier is rejected in 6 of 10, with no fence": opened(
                contest([100, 90], out=[2]),
                measures=[*REJECTED, taken("R038", "supplier", "0.6", 10, 2)],
            ),
        },
        innocent={
            "nobody was rejected": opened(THREE),
            "the buyer rejects a tenth": opened(
                contest([100, 90], out=[2]),
                measures=[*REJECTED, taken("R038", "buyer", "0.1", 9, PLACE)],
            ),
        },
        unsaid={
            **EARLY,
            "both are new": (
                opened(contest([100, 90], out=[2]), measures=REJECTED),
                "seldom_offers",
            ),
            "nothing was counted yet": (opened(contest([100, 90], out=[2])), "not_compared"),
        },
    ),
    "R048": Cases(
        raised={
            "six divisions where five are many": opened(
                THREE, measures=[*KINDS, taken("R048", "divisions", "6", 9, 1)]
            ),
            "five, bought directly": matter(
                bidding=Bidding(suppliers=(7,)),
                measures=Measures([*KINDS, taken("R048", "divisions", "5", 30, 7)]),
            ),
        },
        innocent={
            "two divisions": opened(
                THREE, measures=[*KINDS, taken("R048", "divisions", "2", 9, 1)]
            ),
            "three, where the fence is two": opened(
                THREE,
                measures=[taken("R048", "fence", "2"), taken("R048", "divisions", "3", 9, 1)],
            ),
        },
        unsaid={
            "nobody is chosen yet": (matter(), "not_awarded"),
            "nothing was counted yet": (opened(THREE), "not_compared"),
            "it was chosen four times": (opened(THREE, measures=KINDS), "seldom_chosen"),
            "it was cancelled": (opened(THREE, head=head(status="cancelled")), "cancelled"),
        },
    ),
}
