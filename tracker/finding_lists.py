"""The list of findings on a desk: what waits longest comes first."""

from collections.abc import Iterable
from typing import Any

from flask import render_template

from core import clock
from oversight.findings.reports.cards import FindingCard
from tracker import finding_words


def list_page(
    cards: Iterable[FindingCard],
    *,
    layout: str,
    heading: str,
    empty: str,
    template: str = "findings/list.html",
    **more: Any,
) -> str:
    """The findings of a desk, those that wait for an answer by days left, then the newest."""
    today = clock.today()

    def order(one: FindingCard) -> tuple[bool, int, int]:
        left = one.left(today)
        return (left is None, left or 0, -one.id)

    rows = sorted(cards, key=order)
    return render_template(
        template,
        rows=rows,
        layout=layout,
        heading=heading,
        empty=empty,
        today=today,
        called=finding_words.places({one.scope for one in rows}),
        standing=finding_words.standing,
        body=finding_words.body,
        **more,
    )
