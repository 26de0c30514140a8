"""Cases of the flags of suppliers: who is chosen, how often, and what becomes of the contract."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from core.money import som
from oversight.dealing import Additional, Before, Bought, Dealing, SameSupplier, SharedContact
from oversight.matter import Line, Matter
from tests.flag_tables import CODE, DAY, Cases, head, matter
from tests.flag_tables.dealing import chosen, competed, direct

SIX = frozenset({CODE[:6]})
NO_CODE = (Line(1, None, som(1), True),)


def same(*sums: int) -> Dealing:
    """Direct awards to supplier 7, the last of them of this purchase."""
    bought = tuple(Bought(n, DAY, som(one), SIX) for n, one in enumerate(sums, start=1))
    return Dealing(same=SameSupplier(7, som(sum(sums)), bought))


def signed(amount: int, agreed: int, amendments: int = 1, days: int = 200) -> Dealing:
    """An award with its contract, last amended so many days after signing."""
    one = chosen(
        amount,
        agreed=som(agreed),
        signed_on=DAY,
        amendments=amendments,
        amended_on=DAY + timedelta(days=days) if amendments else None,
    )
    return Dealing(awards=(one,))


def signed_after(days: int) -> Dealing:
    """A contract signed so many days after the choice."""
    one = chosen(100, agreed=som(100), signed_on=DAY + timedelta(days=days))
    return Dealing(awards=(one,))


def won(here: int, *, elsewhere: bool = False) -> Dealing:
    """An award to a supplier with so many here."""
    return Dealing(awards=(chosen(1, here=here, elsewhere=elsewhere),))


def before(
    amount: int, *, competitive: bool = True, additional: bool = False, name: str = CODE[:6]
) -> Before:
    """An earlier award to the same supplier."""
    return Before(3, som(amount), competitive, additional, frozenset({name}))


def more(*earlier: Before, amount: int = 5_000, percent: int | None = 5) -> Matter:
    """A direct purchase on the ground of buying more."""
    share = None if percent is None else Decimal(percent)
    known = Dealing(additional=Additional(7, som(amount), share, earlier))
    return direct(known, ground="additional_5")


BARE = matter(
    head=head(),
    dealing=more(before(100_000)).dealing,
    lines=NO_CODE,
)
NO_LIMIT = matter(head=head(), limit=None)

CASES = {
    "R042": Cases(
        raised={
            "two of three share a telephone": competed(
                Dealing(bidders=3, shared=(SharedContact("phone", 4, 9),))
            ),
            "all share an address": competed(
                Dealing(
                    bidders=3,
                    shared=tuple(
                        SharedContact("address", *pair) for pair in ((1, 2), (1, 3), (2, 3))
                    ),
                )
            ),
        },
        innocent={
            "each has its own": competed(Dealing(bidders=2)),
            "many, each with its own": competed(Dealing(bidders=9)),
        },
        unsaid={
            "of one bidder a contact is known": (competed(Dealing(bidders=1)), "few_contacts"),
            "direct": (direct(), "other_method"),
            "no method yet": (matter(), "no_method"),
        },
    ),
    "R046": Cases(
        raised={
            "on the list on the day": direct(
                Dealing(listing=True, awards=(chosen(1, listed_since=DAY),))
            ),
            "the second of two suppliers": competed(
                Dealing(
                    listing=True,
                    awards=(chosen(1), chosen(1, listed_since=DAY - timedelta(days=900))),
                )
            ),
        },
        innocent={
            "not on the list": direct(Dealing(listing=True, awards=(chosen(1),))),
            "neither of two": direct(Dealing(listing=True, awards=(chosen(1), chosen(2)))),
        },
        unsaid={
            "nobody is chosen": (direct(Dealing(listing=True)), "no_award"),
            "no list was brought in": (direct(Dealing(awards=(chosen(1),))), "no_list"),
        },
    ),
    "R049": Cases(
        raised={
            "two at 95 per cent": direct(same(950_000, 950_000)),
            "at 90 per cent and at the limit": direct(same(900_000, 5_000, 1_000_000)),
        },
        innocent={
            "one alone": direct(same(950_000)),
            "the other is at 89 per cent": direct(same(890_000, 950_000)),
            "this one is small": direct(same(950_000, 950_000, 10_000)),
        },
        unsaid={
            "nobody is chosen": (direct(), "no_award"),
            "no limit": (NO_LIMIT, "no_threshold"),
            "a competition": (competed(), "other_method"),
        },
    ),
    "R054": Cases(
        raised={
            "900 000 became 1 200 000": direct(signed(900_000, 1_200_000)),
            "from the limit to just above it": direct(signed(1_000_000, 1_000_001)),
        },
        innocent={
            "raised up to the limit": direct(signed(900_000, 1_000_000)),
            "above it from the start": direct(signed(1_100_000, 1_200_000)),
        },
        unsaid={
            "not signed": (direct(Dealing(awards=(chosen(900_000),))), "not_signed"),
            "no limit": (NO_LIMIT, "no_threshold"),
            "a competition": (competed(signed(900_000, 1_200_000)), "other_method"),
        },
    ),
    "R055": Cases(
        raised={
            "three within the limit, together above": direct(same(400_000, 400_000, 400_000)),
            "just above": direct(same(500_000, 500_001)),
        },
        innocent={
            "together at the limit": direct(same(500_000, 500_000)),
            "one by itself above it": direct(same(1_500_000)),
        },
        unsaid={
            "nobody is chosen": (direct(), "no_award"),
            "no limit": (NO_LIMIT, "no_threshold"),
            "a competition": (competed(), "other_method"),
            "help in kind": (matter(head=head(), by_money=False), "in_kind"),
            "a draft without a method": (matter(), "no_method"),
        },
    ),
    "R059": Cases(
        raised={
            "a tenth above": direct(signed(100, 110)),
            "a tenth below, in a competition": competed(signed(100, 90)),
        },
        innocent={
            "nine per cent above": direct(signed(100, 109)),
            "as awarded": direct(signed(100, 100)),
        },
        unsaid={"not signed": (direct(), "not_signed")},
    ),
    "R060": Cases(
        raised={"on day 9": competed(signed_after(9)), "on day 31": competed(signed_after(31))},
        innocent={"on day 10": competed(signed_after(10)), "on day 30": competed(signed_after(30))},
        unsaid={
            "not signed": (competed(), "not_signed"),
            "direct": (direct(signed_after(1)), "other_method"),
            "other days were the law's": (
                replace(competed(signed_after(1)), on=date(2019, 6, 28)),
                "not_in_force",
            ),
        },
    ),
    "R064": Cases(
        raised={
            "three times": direct(signed(1, 1, 3, 900)),
            "twice within 179 days": direct(signed(1, 1, 2, 179)),
        },
        innocent={
            "twice in 180 days": direct(signed(1, 1, 2, 180)),
            "once, the next day": direct(signed(1, 1, 1, 1)),
            "never": direct(signed(1, 1, 0)),
        },
        unsaid={"not signed": (direct(), "not_signed")},
    ),
    "R069": Cases(
        raised={
            "by a tenth": direct(signed(100, 110)),
            "in a competition too": competed(signed(100, 101)),
        },
        innocent={
            "as awarded": direct(signed(100, 100)),
            "lowered": direct(signed(100, 90)),
        },
        unsaid={
            "not signed": (direct(), "not_signed"),
            "a framework agreement": (
                direct(Dealing(awards=(chosen(1, signed_on=DAY),))),
                "not_signed",
            ),
        },
    ),
    "K02": Cases(
        raised={
            "all before was bought directly": more(before(9, competitive=False)),
            "twice directly": more(before(9, competitive=False), before(5, competitive=False)),
        },
        innocent={
            "it once won a competition": more(before(9, competitive=False), before(9)),
            "it won for other things": more(before(9, name="158111")),
        },
        unsaid={
            "nothing before is on record": (more(), "nothing_before"),
            "another ground": (direct(ground="annual_procurement"), "not_additional"),
        },
    ),
    "K03": Cases(
        raised={
            "the second of the same thing": more(before(9), before(1, additional=True)),
            "the third": more(before(1, additional=True), before(1, additional=True)),
        },
        innocent={
            "the first": more(before(9)),
            "more of another thing before": more(before(1, additional=True, name="158111")),
        },
        unsaid={
            "another ground": (direct(), "not_additional"),
            "no item code": (BARE, "no_item_code"),
        },
    ),
    "K14": Cases(
        raised={
            "five here, none elsewhere": competed(won(5)),
            "one of two suppliers": competed(
                Dealing(awards=(*won(1, elsewhere=True).awards, *won(6).awards))
            ),
        },
        innocent={
            "it won elsewhere": competed(won(5, elsewhere=True)),
            "its first here, many elsewhere": competed(won(1, elsewhere=True)),
        },
        unsaid={
            "four are too few": (competed(won(4)), "too_few"),
            "nobody is chosen": (competed(), "no_award"),
            "direct": (direct(won(9)), "other_method"),
        },
    ),
    "K15": Cases(
        raised={
            "six per cent where five are allowed": more(before(100_000), amount=6_000),
            "three and three": more(
                before(100_000),
                before(3_000, competitive=False, additional=True),
                amount=3_000,
            ),
            "of another thing": more(before(100_000, name="158111")),
        },
        innocent={
            "five per cent": more(before(100_000)),
            "three and two": more(
                before(100_000),
                before(3_000, competitive=False, additional=True),
                amount=2_000,
            ),
        },
        unsaid={
            "no competition before": (more(before(9, competitive=False)), "no_competition_before"),
            "a ground without a share": (more(before(9), percent=None), "not_additional"),
            "no item code": (BARE, "no_item_code"),
        },
    ),
}
