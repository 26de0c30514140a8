"""For tables of flags of offers: contests, and purchases whose offers were opened."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from core.money import som
from oversight import bidding as facts
from oversight.bidding import Bidding, Contest
from oversight.cardinal.process import Award, Bid, Process
from oversight.matter import Matter
from oversight.measures import COUNTRY, Measure, Measures
from register.submission import SubmissionDays
from tests.flag_tables import DAY, head, matter

OPENED = DAY - timedelta(10)
USUAL = SubmissionDays("quotations", 3, None, None, "default", "our own")
REGION = "41704000000000"


def contest(
    offers: Iterable[str | int],
    *,
    chosen: int | None = 1,
    out: Iterable[int] = (),
    lot: int | None = None,
    received_on: date = OPENED,
) -> Contest:
    """Offers of suppliers 1, 2, …, som; those in `out` rejected, and one chosen, if any."""
    bids = tuple(
        Bid("disqualified" if number in out else "valid", (number,), som(amount), received_on)
        for number, amount in enumerate(offers, start=1)
    )
    awards = (Award("active", (chosen,)),) if chosen else ()
    return facts.contest(lot, Process(bids, awards, OPENED))


def opened(
    *contests: Contest, days: int = 20, measures: Iterable[Measure] = (), **more: object
) -> Matter:
    """A purchase by an open method whose offers were opened so many days after it was announced."""
    bidding = Bidding(
        announced_on=OPENED - timedelta(days),
        opened_on=OPENED,
        openness="open",
        least_days=USUAL,
        region=REGION,
        contests=contests,
        suppliers=tuple(award.suppliers[0] for one in contests for award in one.process.awards),
    )
    told = {"head": head(method="quotations"), "measures": Measures(measures), **more}
    return matter(competitive=True, bidding=bidding, **told)


def taken(flag: str, name: str, value: str, count: int = 30, scope: object = COUNTRY) -> Measure:
    """What was measured last night."""
    return Measure(flag, name, str(scope), Decimal(value), count, DAY)


def without(one: Matter, **changes: object) -> Matter:
    """The same with other facts of its offers."""
    return replace(one, bidding=replace(one.bidding, **changes))


THREE = contest([100, 120, 125])
DIRECT = (matter(), "no_competition")
ANNOUNCED = (without(opened(), opened_on=None), "not_opened")
NOBODY = opened(days=1)
UNCHOSEN = (opened(contest([100, 120], chosen=None)), "not_awarded")
ALONE = (opened(contest([100])), "few_offers")
EARLY = {"it was bought directly": DIRECT, "it is only announced": ANNOUNCED}
LATER = {**EARLY, "nobody is chosen yet": UNCHOSEN}
