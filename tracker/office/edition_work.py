"""The draft of the next edition as an editor's pages have it: whose it is, what it changes."""

from functools import cached_property

from flask import abort, current_app, flash, redirect, request, url_for
from flask_babel import gettext as _

from core.access import Act, may
from core.errors import Refusal
from core.words import LANGUAGES, Words, folded
from standard.catalogue_file import Catalogue, RequirementEntry, read
from standard.edition_diff import EditionDiff, diff
from standard.reports import editions
from tracker import formats
from tracker.edge import actor
from tracker.extensions import db
from tracker.forms.editions import DraftForm
from tracker.office.doorstep import doer, unless_done


class InWork:
    """The draft with its catalogue, the edition in force, and what is otherwise."""

    def __init__(self, card: editions.DraftCard) -> None:
        self.card = card
        self.catalogue = read(card.text)

    @cached_property
    def before(self) -> Catalogue | None:
        """The edition in force."""
        return editions.catalogue_of(db.session)

    @cached_property
    def changes(self) -> EditionDiff:
        """What the draft says otherwise than the edition in force."""
        return diff(self.before, self.catalogue)

    def entry(self, code: str) -> RequirementEntry | None:
        """A requirement of the draft."""
        return entry_in(self.catalogue, code)


def entry_in(catalogue: Catalogue | None, code: str) -> RequirementEntry | None:
    """A requirement of an edition by its code."""
    entries = catalogue.requirements if catalogue else ()
    return next((entry for entry in entries if entry.code == code), None)


def editor() -> str:
    """The country whose Standard whoever asks may edit; else 403."""
    country: str = current_app.config["TRACKER"].country
    doer(Act.DRAFT_EDITION, country)
    return country


def is_editor() -> bool:
    """Whether whoever asks edits the Standard of the country."""
    return may(actor(), Act.DRAFT_EDITION, current_app.config["TRACKER"].country)


def in_work() -> InWork | None:
    """The draft, or None."""
    card = editions.draft(db.session)
    return InWork(card) if card else None


def draft_in_work() -> InWork:
    """The draft; where there is none, a page leads back to the Standard.

    Raises:
        Refusal: `record.changed_meanwhile` for a form that was to change a draft that is gone.
    """
    found = in_work()
    if found is not None:
        return found
    gone()
    flash(_("No draft is in work. Begin one first."))
    return abort(redirect(url_for(".standard_show"), 303))


def gone() -> None:
    """What a form was about is no more: it was done already, or somebody else was quicker.

    Raises:
        Refusal: `record.changed_meanwhile` for a form whose act was not done.
    """
    unless_done(url_for(".standard_show"))
    if request.method == "POST":
        raise Refusal("record.changed_meanwhile")


def told(text: Words) -> str:
    """A text in the page's language."""
    return text.told(formats.language())[0]


def filled(form: DraftForm, work: InWork) -> None:
    """Say in a form just opened which draft it is about, and which state of it."""
    if request.method != "GET":
        return
    if not form.is_back:
        form.draft.data = str(work.card.id)
    form.made_of(work.card.seen)


def matches(asked: str, code: str, title: Words) -> bool:
    """Does a requirement hold every word asked for, in its code or its title in any language?"""
    names = [getattr(title, language) or "" for language in LANGUAGES]
    text = folded(" ".join([code, *names]))
    return all(word in text for word in folded(asked).split()[:6])
