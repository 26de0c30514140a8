"""Cases of the flags of methods, limits, the plan, papers and units."""

from dataclasses import replace
from datetime import date, timedelta

from core.money import som
from core.words import Words
from oversight.dealing import Awarded, Dealing, Ended, Planned
from oversight.matter import Line, Matter
from register.limits import LimitCard
from tests.flag_tables import CODE, DAY, Cases, contract, head, matter
from tests.test_oversight_flags import OTHERS, measured

WORDS = Words("чек", "предел", "limit")
LIMIT = LimitCard("direct_purchase_year", WORDS, som(1_000_000), None, None, "default", "a law")


def direct(known: Dealing | None = None, **changes: object) -> Matter:
    """A direct purchase, planned, of which this is known; `changes` are of its head."""
    return matter(head=head(**changes), dealing=known or Dealing())


def competed(known: Dealing | None = None, **changes: object) -> Matter:
    """The same by a competition, asked for by quotations."""
    told = {"method": "quotations", **changes}
    return matter(head=head(**told), dealing=known or Dealing(), competitive=True, limit=None)


def chosen(amount: int, estimate: int = 400_000, **changes: object) -> Awarded:
    """An award to supplier 7 on DAY."""
    return Awarded(7, DAY, som(amount), som(estimate), **changes)


def level(*prices: str) -> Matter:
    """Lines that cost as much as their price, beside others of a median of 110."""
    lines = tuple(measured(price, OTHERS) for price in prices)
    return matter(lines=lines, amount=sum((line.amount for line in lines), som(0)))


def vague(known: Dealing) -> Matter:
    """A simplified competition for a conditional unit."""
    told = competed(known)
    return matter(
        head=told.head,
        dealing=known,
        competitive=True,
        lines=(Line(1, CODE, som(1), True, None, True),),
    )


def ended(days: int, name: str = CODE[:4], number: int = 3) -> Ended:
    """A competition of a class that came to nothing so many days before."""
    return Ended(number, DAY - timedelta(days=days), frozenset({name}))


def bound(most: int) -> Dealing:
    """A simplified method that may be used up to this sum."""
    return Dealing(simplified=True, ceiling=replace(LIMIT, amount=som(most)))


PLAN = Dealing(plan_since=date(2026, 2, 1))
NO_METHOD = matter()
QUOTES = Dealing(simplified=True, keeps_papers=True)
KEPT = Dealing(keeps_papers=True, papers=frozenset({"specification", "protocol", "contract"}))
LAWFUL = {"ground": "annual_procurement"}

CASES = {
    "R001": Cases(
        raised={
            "the plan was public and no line is named": direct(PLAN),
            "a sentence says that it is outside": direct(outside_plan="Чатыр учту."),
            "its line was published afterwards": direct(
                Dealing(planned=Planned(None, DAY + timedelta(days=1))), plan_line=4
            ),
        },
        innocent={
            "it follows a line of the plan": direct(
                Dealing(planned=Planned(True, date(2026, 2, 1))), plan_line=4
            ),
            "the day of its line is not known": direct(plan_line=4),
        },
        unsaid={
            "no plan is known": (direct(), "no_plan_known"),
            "the plan came out later": (
                direct(Dealing(plan_since=DAY + timedelta(days=1))),
                "no_plan_known",
            ),
            "a draft where nothing is told yet": (direct(PLAN, status="draft"), "not_told_yet"),
            "a call-off": (direct(PLAN, kind="call_off"), "by_framework"),
        },
    ),
    "R005": Cases(
        raised={
            "a contract without its paper": direct(
                Dealing(keeps_papers=True, papers=frozenset({"photograph"})), status="contracted"
            ),
            "accepted, and the act is lacking": matter(
                head=head(status="closed"), dealing=KEPT, contracts=(contract([], [(5, 300)]),)
            ),
        },
        innocent={
            "all papers of its stage": competed(KEPT, status="closed"),
            "the paper is there, and no holder's habit asked": direct(
                Dealing(papers=frozenset({"contract"})), status="contracted"
            ),
        },
        unsaid={
            "nothing is due while it is planned": (direct(KEPT), "no_paper_due"),
            "a draft": (direct(KEPT, status="draft"), "no_paper_due"),
            "a holder that attaches none": (direct(status="contracted"), "keeps_no_papers"),
        },
    ),
    "R010": Cases(
        raised={
            "public, and none is named": direct(),
            "“other” without words": direct(ground="other"),
            "of the law before": direct(ground="additional_15"),
        },
        innocent={
            "a ground in force": direct(**LAWFUL),
            "another ground, in words": direct(ground="other", method_reason="Суу каптады."),
        },
        unsaid={
            "a draft where none is chosen yet": (direct(status="draft"), "not_told_yet"),
            "a competition": (competed(), "other_method"),
            "no method yet": (NO_METHOD, "no_method"),
            "a call-off": (direct(kind="call_off"), "by_framework"),
        },
    ),
    "R012": Cases(
        raised={
            "the plan said a competition": direct(Dealing(planned=Planned(True, None))),
            "likewise of a draft": direct(Dealing(planned=Planned(True, None)), status="draft"),
        },
        innocent={
            "the plan said direct": direct(Dealing(planned=Planned(False, None))),
            "the plan said direct, years ago": direct(
                Dealing(planned=Planned(False, date(2020, 1, 1)))
            ),
        },
        unsaid={
            "no line of the plan": (direct(), "no_plan_line"),
            "a line without a method": (
                direct(Dealing(planned=Planned(None, None))),
                "plan_names_no_method",
            ),
            "a competition": (competed(), "other_method"),
            "help in kind": (matter(head=head(), by_money=False), "in_kind"),
        },
    ),
    "R016": Cases(
        raised={
            "two lines a third dearer": level("146", "146"),
            "two lines a quarter cheaper": level("80", "85"),
        },
        innocent={
            "one dearer, one cheaper": level("130", "90"),
            "at exactly 20 per cent": level("132", "132"),
        },
        unsaid={
            "a single line": (level("900"), "few_lines"),
            "no line compared": (matter(lines=(matter().lines[0],) * 2), "few_lines"),
        },
    ),
    "R031": Cases(
        raised={
            "at the estimate": competed(Dealing(awards=(chosen(400_000),))),
            "above it, of one of two lots": competed(
                Dealing(awards=(chosen(100_000, 200_000), chosen(201_000, 200_000)))
            ),
        },
        innocent={
            "two per cent below": competed(Dealing(awards=(chosen(392_000),))),
            "just under 99 per cent": competed(Dealing(awards=(chosen(395_999),))),
        },
        unsaid={
            "nobody is chosen": (competed(), "no_award"),
            "a small estimate": (
                competed(Dealing(awards=(chosen(90_000, 90_000),))),
                "small_purchase",
            ),
            "a direct purchase": (direct(Dealing(awards=(chosen(400_000),))), "other_method"),
        },
    ),
    "K04": Cases(
        raised={
            "given up five days before": direct(Dealing(ended=(ended(5),))),
            "given up on the same day": direct(Dealing(ended=(ended(40), ended(0)))),
        },
        innocent={
            "six days before": direct(Dealing(ended=(ended(6),))),
            "of another class": direct(Dealing(ended=(ended(2, "1581"),))),
            "afterwards": direct(Dealing(ended=(ended(-1),))),
        },
        unsaid={
            "a competition": (competed(), "other_method"),
            "no item code": (
                matter(
                    head=head(),
                    dealing=Dealing(ended=(ended(1),)),
                    lines=(Line(1, None, som(1), True),),
                ),
                "no_item_code",
            ),
        },
    ),
    "K09": Cases(
        raised={
            "one service, no specification": vague(QUOTES),
            "other papers, no specification": vague(
                Dealing(simplified=True, keeps_papers=True, papers=frozenset({"protocol"}))
            ),
        },
        innocent={
            "the specification is there": vague(
                Dealing(simplified=True, papers=frozenset({"specification"}))
            ),
            "pieces": competed(QUOTES),
        },
        unsaid={
            "a holder that attaches none": (vague(Dealing(simplified=True)), "keeps_no_papers"),
            "an open method": (competed(method="unlimited"), "other_method"),
            "direct": (direct(QUOTES), "other_method"),
        },
    ),
    "K10": Cases(
        raised={
            "one of two lines": matter(
                lines=(Line(1, CODE, som(1), True), Line(2, CODE, som(1), True, None, True))
            ),
            "in a competition too": vague(Dealing()),
        },
        innocent={"pieces": matter(), "pieces in a competition": competed()},
        unsaid={"no line yet": (matter(lines=()), "no_lines")},
    ),
    "K16": Cases(
        raised={
            "above the limit of its day": competed(bound(399_999)),
            "likewise of a draft": competed(bound(1), status="draft"),
        },
        innocent={
            "at the limit": competed(bound(400_000)),
            "far below": competed(bound(1_000_000)),
        },
        unsaid={
            "no limit of that day is known": (competed(QUOTES), "no_threshold"),
            "an open method": (competed(method="unlimited"), "other_method"),
            "direct": (direct(bound(1)), "other_method"),
        },
    ),
    "K18": Cases(
        raised={
            "one failure on record": direct(
                Dealing(competes=True, failed=(ended(20),)), ground="twice_unsuccessful"
            ),
            "two of another class": direct(
                Dealing(competes=True, failed=(ended(20, "1581"), ended(9, "1581"))),
                ground="twice_unsuccessful",
            ),
        },
        innocent={
            "two failures": direct(
                Dealing(competes=True, failed=(ended(40), ended(20))), ground="twice_unsuccessful"
            ),
            "the same purchase announced twice": direct(
                Dealing(competes=True, failed=(ended(40), ended(20), ended(9))),
                ground="twice_unsuccessful",
            ),
        },
        unsaid={
            "another ground": (direct(**LAWFUL), "other_ground"),
            "a holder without any competition": (
                direct(ground="twice_unsuccessful"),
                "no_competition_known",
            ),
        },
    ),
}
