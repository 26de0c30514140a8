"""The edition in work as a file, and what it changes: taken out, sent in, compared, adopted."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from core import clock
from core.errors import Refusal
from procurement import acts as procurement
from procurement.acts.editions import used
from standard import catalogue_file
from standard import reports as standard
from standard.acts import edition_drafts as acts
from standard.catalogue_use import left_out
from standard.catalogue_walk import Problem
from standard.catalogue_writer import write
from standard.edition_diff import EditionDiff
from standard.reports import editions
from tracker import edge, formats
from tracker.extensions import db
from tracker.forms.editions import AdoptForm, BeginEditionForm, EditionFileForm
from tracker.office import edition_words as words
from tracker.office import office
from tracker.office.doorstep import answer, nothing_here, unless_done
from tracker.office.edition_work import InWork, draft_in_work, editor, filled, in_work, told
from tracker.phrases import phrase

LARGEST = 4 * 1024 * 1024  # bytes; the reader's own limit is half of it and has its own words
SHOWN = 100  # problems of a file that are listed; all are counted


@office.get("/standard/draft.yaml")
def standard_draft_file() -> Response:
    """The draft as it is kept."""
    editor()
    card = editions.draft(db.session)
    if card is None:
        nothing_here()
    return _yaml(card.text, catalogue_file.read(card.text).edition)


@office.get("/standard/edition.yaml")
def standard_edition_file() -> Response:
    """The edition in force, written from the tables."""
    editor()
    catalogue = editions.catalogue_of(db.session)
    if catalogue is None:
        nothing_here()
    return _yaml(write(catalogue), catalogue.edition)


def _yaml(text: str, edition: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="standard-{edition}.yaml"'}
    return Response(text, content_type="application/yaml; charset=utf-8", headers=headers)


@office.route("/standard/file", methods=["GET", "POST"])
def standard_file() -> ResponseReturnValue:
    """Take the file, or put one's own in the place of the draft; all its problems are named."""
    country, work = editor(), in_work()
    if work is None and request.method == "POST":
        unless_done(url_for(".standard_diff"))
        raise Refusal("record.changed_meanwhile")
    form = EditionFileForm()
    if work is not None:
        filled(form, work)
    problems: list[Problem] = []
    if form.validate_on_submit():
        uses = used(db.session)
        text = _sent(form)
        problems = _problems(text, uses) if text is not None else []
        if problems:
            form.file.errors = [
                _("The file has errors: %(count)s. The draft is as it was.", count=len(problems))
            ]
        elif text is not None and edge.perform(
            form,
            acts.replace_text,
            country,
            form.draft_id(),
            text,
            seen=form.seen_version(),
            used=uses,
        ):
            flash(_("The file is the draft now. Look at what it changes."))
            return redirect(url_for(".standard_diff"), 303)
    return answer(
        "office/editions/file.html",
        form,
        work=work,
        begin=BeginEditionForm(),
        in_force=standard.edition(db.session),
        problems=[(one.line, one.requirement, _sentence(one)) for one in problems[:SHOWN]],
        found=len(problems),
    )


def _sent(form: EditionFileForm) -> str | None:
    """The text of the file; None, and the error at the field, when it is no text."""
    stream = form.file.data.stream
    stream.seek(0)
    try:
        return str(stream.read(LARGEST).decode("utf-8-sig"))
    except UnicodeDecodeError:
        edge.refuse(form, Refusal("file.encoding", "file"))
        return None


def _problems(text: str, uses: dict[str, int]) -> list[Problem]:
    found = catalogue_file.problems(text)
    return found or left_out(text, catalogue_file.read(text), uses)


def _sentence(problem: Problem) -> str:
    facts = {**problem.facts, "line": problem.line, "requirement": problem.requirement}
    return phrase(Refusal(problem.code, **facts))


@office.route("/standard/diff", methods=["GET", "POST"])
def standard_diff() -> ResponseReturnValue:
    """What changes from what to what; and the yes that puts it in force."""
    country, work = editor(), draft_in_work()
    in_force = standard.edition(db.session)
    codes = {card.code for card in editions.editions(db.session)}
    code = work.catalogue.edition
    form = AdoptForm(data={"edition": acts.next_code(code, codes) if code in codes else code})
    filled(form, work)
    if request.method == "GET" and not form.is_back:
        form.against.data = str(in_force.id if in_force else -1)
    if form.validate_on_submit():
        done = edge.perform(
            form,
            procurement.adopt_draft,
            country,
            form.draft_id(),
            on=clock.today(),
            seen=form.seen_version(),
            edition=(form.edition.data or "").strip(),
            against=form.compared_with(),
        )
        if done:
            flash(_("The edition is in force: %(edition)s", edition=done.edition))
            return redirect(url_for(".standard_show"), 303)
    return _compared(form, work)


def _compared(form: AdoptForm, work: InWork) -> tuple[str, int]:
    changes = work.changes
    uses = used(db.session)
    removed = [(entry, uses.get(entry.code, 0)) for entry in changes.removed]
    return answer(
        "office/editions/diff.html",
        form,
        changes=changes,
        counts=words.counts(changes),
        removed=removed,
        held_up=any(count for _entry, count in removed),
        told=told,
        kind=words.kind,
        change=words.change,
        **_rows(changes, work),
    )


def _rows(changes: EditionDiff, work: InWork) -> dict[str, object]:
    """The rows of the page's tables."""
    lang = formats.language()
    before = work.before.lists if work.before else None
    after = work.catalogue.lists
    return {
        "titles": words.told(changes.title, before, after, lang),
        "changed": [(one, words.told(one.fields, before, after, lang)) for one in changes.changed],
        "lists": [(one, words.told(one.fields, before, after, lang)) for one in changes.lists],
    }
