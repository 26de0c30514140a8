"""Offers by themselves: the time to make them, how many came, who won, who was rejected."""

from dataclasses import replace
from datetime import timedelta

from oversight import bidding as facts
from oversight.cardinal.process import DISQUALIFIED as OUT
from tests.flag_tables import Cases, head
from tests.flag_tables.offers import (
    ALONE,
    EARLY,
    LATER,
    NOBODY,
    OPENED,
    THREE,
    contest,
    opened,
    without,
)

ON_TIME = contest([100, 120], chosen=2).process
LATE = replace(ON_TIME.bids[0], on=OPENED + timedelta(1), status=OUT)
ONE_LATE = facts.contest(None, replace(ON_TIME, bids=(LATE, ON_TIME.bids[1])))

CASES = {
    "R003": Cases(
        raised={
            "opened on the day it was announced": opened(THREE, days=0),
            "two days where three are usual": opened(THREE, days=2),
            "a day, and nobody offered": NOBODY,
        },
        innocent={
            "just the usual three days": opened(THREE, days=3),
            "three weeks": opened(THREE),
        },
        unsaid={
            **EARLY,
            "no days are known for its method": (
                without(opened(THREE), least_days=None),
                "no_days",
            ),
            "it was cancelled": (opened(THREE, head=head(status="cancelled")), "cancelled"),
        },
    ),
    "R018": Cases(
        raised={
            "one supplier offered": opened(contest([100])),
            "one supplier offered for both lots": opened(
                contest([100], lot=1), contest([50], lot=2)
            ),
            "the one offer was rejected": opened(contest([100], chosen=None, out=[1])),
        },
        innocent={
            "three offered": opened(THREE),
            "two offered, one was rejected": opened(contest([100, 90], out=[2])),
            "nobody offered": NOBODY,
        },
        unsaid=EARLY,
    ),
    "R022": Cases(
        raised={
            "70 and 100": opened(contest([70, 100])),
            "of two lots, in the second": opened(
                contest([99, 100], lot=1), contest([40, 100], lot=2)
            ),
        },
        innocent={
            "71 and 100": opened(contest([71, 100])),
            "the far one was rejected": opened(contest([90, 100, 20], out=[3])),
        },
        unsaid={**EARLY, "one offer": ALONE, "nobody offered": (NOBODY, "few_offers")},
    ),
    "R028": Cases(
        raised={
            "two of three": opened(contest([100, 120, 120])),
            "one of them rejected": opened(contest([100, 100], out=[2])),
        },
        innocent={
            "a tyiyn apart": opened(contest(["100", "100.01"])),
            "the same in two lots": opened(contest([100, 110], lot=1), contest([110, 100], lot=2)),
        },
        unsaid={**EARLY, "one offer": ALONE},
    ),
    "R030": Cases(
        raised={
            "received the day after": opened(
                contest([100, 120], received_on=OPENED + timedelta(1))
            ),
            "late for the second lot": opened(
                contest([100], lot=1), contest([100], lot=2, received_on=OPENED + timedelta(3))
            ),
        },
        innocent={
            "received on the day": opened(THREE),
            "the late one was rejected": opened(ONE_LATE),
        },
        unsaid=LATER,
    ),
    "R035": Cases(
        raised={
            "the other one": opened(contest([100, 120], out=[2])),
            "three others": opened(contest([100, 120, 130, 140], out=[2, 3, 4])),
        },
        innocent={
            "one other was left": opened(contest([100, 120, 130], out=[2])),
            "nobody was rejected": opened(THREE),
        },
        unsaid={**LATER, "one offer": ALONE},
    ),
    "R036": Cases(
        raised={
            "90 rejected, 100 taken": opened(contest([100, 90], out=[2])),
            "90 rejected, 120 taken of two left": opened(
                contest([100, 120, 90], out=[3], chosen=2)
            ),
        },
        innocent={
            "110 rejected, 100 taken": opened(contest([100, 110], out=[2])),
            "100 rejected, another 100 taken": opened(contest([100, 100], out=[2])),
        },
        unsaid={**LATER, "one offer": ALONE},
    ),
}
