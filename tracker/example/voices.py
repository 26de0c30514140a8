"""What people without an account ask and tell in the example, and what the office answers."""

from collections.abc import Callable
from hashlib import sha256

import journal
from core import clock
from core.access import visitor
from oversight.voices import acts
from oversight.voices.models import Asked, Question
from tracker.example.book import Book, Entry


def _asked(book: Book, entry: Entry) -> None:
    """A question, sent to the moderator."""
    asked = acts.ask(
        book.session,
        visitor(book.country),
        entry["scope"],
        text=entry["text"],
        language="ky",
        code_sha256=_code(entry["asked"]),
        purchase_id=book.purchase(entry["purchase"]).id if "purchase" in entry else None,
    )
    book.numbers[entry["asked"]] = asked.id


def _published(book: Book, entry: Entry) -> None:
    asked = book.session.get_one(Asked, book.numbers[entry["published"]])
    acts.publish(book.session, book.editor, asked.id)


def _replied(book: Book, entry: Entry) -> None:
    asked = book.session.get_one(Asked, book.numbers[entry["replied"]])
    question = book.session.get_one(Question, asked.question_id)
    officer = book.cast.officer(question.place)
    acts.answer(book.session, officer, question.id, text=entry["text"], language="ky")


def _told(book: Book, entry: Entry) -> None:
    """Reports on one delivery, each over a connection of its own."""
    purchase = book.purchase(entry["purchase"])
    for position, what in enumerate(entry["what"]):
        acts.report(
            book.session,
            visitor(book.country),
            purchase.id,
            entry["told_of"],
            what=what,
            on=clock.today(),
            network=_code(f"{entry['told_of']} {position}")[:32],
            code_sha256=_code(f"{purchase.id} {position}"),
        )
        journal.next_act(book.session)


def _code(text: str) -> str:
    """What stands for somebody's code of follow-up; the code itself nobody has."""
    return sha256(f"example {text}".encode()).hexdigest()


STEPS: dict[str, Callable[[Book, Entry], None]] = {
    "asked": _asked,
    "published": _published,
    "replied": _replied,
    "told_of": _told,
}
