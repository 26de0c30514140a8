"""Flags of one purchase by what came, what was seen, and what people say of it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from core.money import som
from oversight.fulfilment import Fulfilment, GiftBeside, Handover, NotSeen, Question, Told, Wanting
from oversight.matter import Matter
from tests.flag_tables import DAY, Cases, contract, head, matter

SIGNED = (contract([], [(1, 400)]),)
PAID = (contract([(1, 1000)], [(1, 400)]),)
PAST, AHEAD = DAY - timedelta(days=10), DAY + timedelta(days=10)
HALF = Handover(PAST, paid=som(1000), came=som(400), missing=som(600))


def handed(*handovers: Handover, signed=SIGNED, status: str = "contracted", **facts) -> Matter:
    """A purchase with these open contracts, and with these other facts of what came."""
    known = Fulfilment(handovers=handovers, **facts)
    return matter(contracts=signed, fulfilment=known, head=head(status=status))


def told(*reports: Told) -> Matter:
    """A purchase of which these reports tell."""
    return handed(told=reports)


def given(days: int) -> Matter:
    """A purchase beside a gift so many days before it."""
    gift = GiftBeside("S-1", "FIR-01", DAY - timedelta(days=days), som(9000))
    return handed(gifts=(gift,))


def asked(*answered: bool, status: str = "closed") -> Matter:
    """A purchase with questions, each answered or not."""
    questions = tuple(Question(PAST, PAST, one) for one in answered)
    return handed(questions=questions, status=status)


FRAME = replace(handed(), head=head(kind="framework"))
SEEN = NotSeen("S-1", "FIR-01", Decimal(7), Decimal(4), DAY)

CASES = {
    "R067": Cases(
        raised={
            "the day passed, and the half has not come": handed(HALF),
            "all came, nine days after its day": handed(
                Handover(PAST, last_on=PAST + timedelta(days=9))
            ),
            "closed, and a part of it never came": handed(
                Handover(PAST, missing=som(600), released=som(600)), status="closed"
            ),
        },
        innocent={
            "all came in time": handed(),
            "what a commission refused came, and never again": handed(
                Handover(PAST, released=som(600)), status="closed"
            ),
            "all came in time and is not accepted yet": handed(Handover(PAST, came=som(1000))),
            "the contract was ended before its day": handed(
                Handover(PAST, missing=som(600), ended_on=PAST - timedelta(days=1))
            ),
        },
        unsaid={
            "a part is to come until tomorrow week": (
                handed(replace(HALF, due_on=AHEAD)),
                "not_due",
            ),
            "it is due today": (handed(replace(HALF, due_on=DAY)), "not_due"),
            "nothing is signed": (matter(), "no_contract"),
            "a framework agreement": (FRAME, "only_call_offs_deliver"),
        },
    ),
    "S04": Cases(
        raised={
            "1 000 paid, goods for 400 came": handed(HALF, signed=PAID),
            "all came, a part went back, and no money did": handed(
                Handover(PAST, paid=som(1000), came=som(1000), back=som(300)), signed=PAID
            ),
        },
        innocent={
            "all that was paid came": handed(signed=PAID),
            "a unit price of thirds leaves two som over": handed(
                Handover(PAST, paid=som(1000), came=som(998), missing=som(1)), signed=PAID
            ),
        },
        unsaid={
            "an advance before the day of delivery": (
                handed(replace(HALF, due_on=AHEAD), signed=PAID),
                "not_due",
            ),
            "nothing is paid": (handed(HALF), "nothing_paid"),
        },
    ),
    "R073": Cases(
        raised={
            "a commission refused a part": handed(wanting=Wanting(refused=som(50))),
            "goods went back later": handed(wanting=Wanting(given_back=som(50))),
            "three say the goods are bad, one that all came": told(Told("S-1", 1, 1, 0, 2)),
        },
        innocent={
            "all was accepted": handed(),
            "three say a part came, and three that all did": told(Told("S-1", 3, 3)),
        },
        unsaid={"nothing was accepted": (handed(signed=(contract([]),)), "nothing_checked")},
    ),
    "S09": Cases(
        raised={
            "seven were brought, the council counted four": handed(visited=True, not_seen=(SEEN,)),
            "at two schools": handed(visited=True, not_seen=(SEEN, replace(SEEN, school="S-2"))),
        },
        innocent={
            "the council counted them all": handed(visited=True),
            "it counted before anything was signed": matter(fulfilment=Fulfilment(visited=True)),
        },
        unsaid={"no council was there": (handed(), "no_visit")},
    ),
    "S08": Cases(
        raised={
            "milk in the summer": handed(spoiling=(date(2026, 7, 1),)),
            "meat twice in the winter holidays": handed(
                spoiling=(date(2026, 1, 2), date(2026, 1, 5))
            ),
        },
        innocent={
            "all of it came while lessons were held": handed(spoiling=()),
            "the same of a purchase that is closed": handed(spoiling=(), status="closed"),
        },
        unsaid={"rice keeps": (handed(), "nothing_spoils")},
    ),
    "S06": Cases(
        raised={
            "given a month before": given(30),
            "given half a year later": given(-180),
        },
        innocent={
            "given a year before": given(365),
            "other things were given": handed(gifts=()),
            "the purchase was cancelled": replace(given(30), head=head(status="cancelled")),
        },
        unsaid={"nobody wrote a gift down": (handed(), "no_gifts")},
    ),
    "R020": Cases(
        raised={
            "three of four say nothing came": told(Told("S-1", 1, 0, 3)),
            "two schools together": told(Told("S-1", 1, 0, 2), Told("S-2", 2, 0, 0, 1)),
        },
        innocent={
            "all say it came": told(Told("S-1", 5)),
            "two of five say the goods are bad": told(Told("S-1", 3, 0, 0, 2)),
        },
        unsaid={"nobody told": (handed(), "few_reports")},
    ),
    "R039": Cases(
        raised={
            "closed with a question open": asked(False),
            "closed, one of two answered": asked(True, False),
        },
        innocent={
            "closed, and all answered": asked(True, True),
            "answered before it is closed": asked(True, status="contracted"),
        },
        unsaid={
            "it is not closed yet": (asked(False, status="contracted"), "not_closed"),
            "nobody asked": (handed(status="closed"), "no_questions"),
        },
    ),
}
