"""Audit samples of the example: one drawn and looked at, one announced."""

from collections.abc import Callable
from decimal import Decimal

from sqlalchemy import select

import journal
from oversight.samples import acts
from oversight.samples.models import AuditItem
from oversight.samples.reports import samples
from tracker.example.book import Book, Entry
from tracker.example.told import holder


def _announced(book: Book, entry: Entry) -> None:
    sample = acts.announce(
        book.session,
        book.council,
        holder(entry["place"]),
        int(entry["year"]),
        size=int(entry["size"]),
        strata=entry["strata"],
        confidence=int(entry["confidence"]),
        tolerable=int(entry["tolerable"]),
    )
    book.numbers[entry["sample_of"]] = sample.id


def _drawn(book: Book, entry: Entry) -> None:
    """Drawn by the end of the act that happened to follow the announcement."""
    number = book.numbers[entry["drawn"]]
    card = samples.sample(book.session, number)
    assert card is not None
    first = samples.checkpoint(book.session, card)
    assert first is not None
    acts.draw(book.session, book.council, number, checkpoint=first)


def _looked(book: Book, entry: Entry) -> None:
    """Every purchase drawn is due by its papers; the first one but for a few percent."""
    number = book.numbers[entry["looked_at"]]
    chosen = book.session.execute(
        select(AuditItem.purchase_id, AuditItem.amount)
        .where(AuditItem.sample_id == number, AuditItem.hits.is_not(None))
        .order_by(AuditItem.certain, AuditItem.purchase_id)
    ).all()
    for position, (purchase, amount) in enumerate(chosen):
        wrong = entry["wrong"] if position == 0 else None
        share = Decimal(wrong["due"]) / 100 if wrong else Decimal(1)
        acts.look(
            book.session,
            book.council,
            number,
            purchase,
            audited=(amount * share).quantize(Decimal(1)) if wrong else amount,
            error=wrong["error"] if wrong else None,
            note=wrong["note"] if wrong else "",
            evidence=entry["evidence"],
            language="ky",
        )
        journal.next_act(book.session)


STEPS: dict[str, Callable[[Book, Entry], None]] = {
    "sample_of": _announced,
    "drawn": _drawn,
    "looked_at": _looked,
}
