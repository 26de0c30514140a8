"""The facts of oversight.fulfilment, gathered: one set of queries for one purchase or for many."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from oversight.fulfilment import Fulfilment
from oversight.reports import beside, handovers, spoiling, told


def gather(
    session: Session, wanted: Select[Any], purchases: Sequence[Any], today: date
) -> dict[int, Fulfilment]:
    """By the number of the purchase; one that is left out has the facts of `Fulfilment()`.

    Fifteen statements or fewer. Only contracts are told of with which something is open, so that
    of a purchase where all came in time nothing is built.
    """
    open_ones = handovers.of(session, wanted)
    wanting = handovers.wanting(session, wanted)
    heard = told.reports(session, wanted)
    asked = told.questions(session, wanted, purchases)
    gifts = beside.gifts(session, wanted, purchases)
    spoilt = spoiling.days(session, wanted)
    visits = beside.visits(session, wanted, purchases)
    found = set().union(open_ones, wanting, heard, asked, gifts, spoilt, visits)
    return {
        number: Fulfilment(
            handovers=open_ones.get(number, ()),
            wanting=wanting.get(number),
            told=heard.get(number, ()),
            questions=asked.get(number, ()),
            gifts=gifts.get(number),
            spoiling=spoilt.get(number),
            visited=number in visits,
            not_seen=visits.get(number, ()),
        )
        for number in found
    }
