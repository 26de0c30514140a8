"""The next edition of the Standard in the hands of an editor: what is in force, what is in work."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core import clock
from core.words import LANGUAGES, Words
from procurement.acts.editions import used
from standard import reports as standard
from standard.acts import edition_drafts as acts
from standard.catalogue_file import Catalogue, RequirementEntry
from standard.edition_diff import EditionDiff
from standard.reports import editions
from standard.sentences import criterion_sentence
from tracker import formats
from tracker.edge import perform
from tracker.extensions import db
from tracker.forms.editions import (
    BeginEditionForm,
    DiscardEditionForm,
    NameEditionForm,
    NewRequirementForm,
    RemoveRequirementForm,
    RequirementForm,
)
from tracker.office import edition_words as words
from tracker.office import office
from tracker.office.doorstep import answer, nothing_here
from tracker.office.edition_entry import entry_of, typed_of
from tracker.office.edition_work import (
    InWork,
    draft_in_work,
    editor,
    entry_in,
    filled,
    gone,
    in_work,
    matches,
    told,
)


def _saved(sentence: str, endpoint: str = ".standard_show", **values: str) -> ResponseReturnValue:
    flash(sentence)
    return redirect(url_for(endpoint, **values), 303)


@office.get("/standard")
def standard_show() -> str:
    """The edition in force, the draft in work, and the requirements, by a word."""
    editor()
    work = in_work()
    in_force = standard.edition(db.session)
    shown = work.catalogue if work else editions.catalogue_of(db.session)
    changes = work.changes if work else None
    asked = request.args.get("q", "")
    return render_template(
        "office/editions/show.html",
        form=BeginEditionForm(),
        in_force=in_force,
        work=work,
        changes=changes,
        counts=words.counts(changes) if changes else "",
        asked=asked,
        rows=_found(shown, changes, asked),
        whole=len(shown.requirements) if shown else 0,
        lists=shown.lists if shown else None,
        told=told,
        states={code: words.change(code) for code in ("added", "changed", "removed")},
    )


def _found(
    shown: Catalogue | None, changes: EditionDiff | None, asked: str
) -> list[tuple[RequirementEntry, str]]:
    """Requirements that hold every word asked for, each with what the draft does to it."""
    states = dict.fromkeys((entry.code for entry in changes.added), "added") if changes else {}
    if changes:
        states |= dict.fromkeys((one.code for one in changes.changed), "changed")
        states |= dict.fromkeys((entry.code for entry in changes.removed), "removed")
    entries = [*(shown.requirements if shown else ()), *(changes.removed if changes else ())]
    return [
        (entry, states.get(entry.code, ""))
        for entry in entries
        if matches(asked, entry.code, entry.title)
    ]


@office.post("/standard/begin")
def standard_begin() -> ResponseReturnValue:
    """Begin a draft with the edition in force."""
    country = editor()
    form = BeginEditionForm()
    if form.validate_on_submit() and perform(form, acts.open_draft, country, at=clock.now()):
        return _saved(_("The draft is begun. Nobody else sees it until it is adopted."))
    return _saved(" ".join(sentence for _target, sentence in form.problems()))


@office.route("/standard/name", methods=["GET", "POST"])
def standard_name() -> ResponseReturnValue:
    """Give the draft another code and title."""
    country, work = editor(), draft_in_work()
    title = work.catalogue.title
    names = {f"title_{language}": getattr(title, language) for language in LANGUAGES}
    form = NameEditionForm(data={"edition": work.catalogue.edition, **names})
    filled(form, work)
    if form.validate_on_submit() and perform(
        form,
        acts.rename,
        country,
        form.draft_id(),
        edition=(form.edition.data or "").strip(),
        title=Words(*(form[f"title_{language}"].data.strip() for language in LANGUAGES)),
        seen=form.seen_version(),
    ):
        return _saved(_("The name is saved."))
    return answer("office/editions/name.html", form)


@office.route("/standard/new", methods=["GET", "POST"])
def standard_new() -> ResponseReturnValue:
    """Add a requirement to the draft."""
    country, work = editor(), draft_in_work()
    form = NewRequirementForm(data={"value_status": "default", "lasts_value_status": "default"})
    form.offer(work.catalogue, told)
    filled(form, work)
    if form.validate_on_submit():
        entry = entry_of(form, (form.code.data or "").strip(), work.catalogue)
        if perform(
            form,
            acts.add_requirement,
            country,
            form.draft_id(),
            entry,
            seen=form.seen_version(),
        ):
            return _saved(_("The requirement is in the draft: %(code)s", code=entry.code))
    return answer("office/editions/new.html", form, field_names=words.FIELDS)


@office.route("/standard/<code>", methods=["GET", "POST"])
def standard_requirement(code: str) -> ResponseReturnValue:
    """One requirement: changed in the draft, or shown as it is in force; and its history."""
    country, work = editor(), in_work()
    entry = work.entry(code) if work else None
    if work is None or entry is None:
        gone()
        return _as_in_force(code, work)
    form = RequirementForm(data=typed_of(entry))
    form.offer(work.catalogue, told)
    filled(form, work)
    if form.validate_on_submit():
        changed = entry_of(form, code, work.catalogue, entry)
        if perform(
            form,
            acts.change_requirement,
            country,
            form.draft_id(),
            changed,
            seen=form.seen_version(),
        ):
            return _saved(_("The requirement is saved in the draft: %(code)s", code=code))
    return answer(
        "office/editions/requirement.html",
        form,
        field_names=words.FIELDS,
        **_facts(entry, work.catalogue),
    )


def _as_in_force(code: str, work: InWork | None) -> str:
    catalogue = work.before if work else editions.catalogue_of(db.session)
    entry = entry_in(catalogue, code)
    if entry is None or catalogue is None:
        nothing_here()
    return render_template(
        "office/editions/in_force.html",
        form=BeginEditionForm(),
        left_out=work is not None,
        source_kind=told(catalogue.lists.source_kinds[entry.source.kind]),
        unit=told(catalogue.lists.units[entry.unit].name),
        **_facts(entry, catalogue),
    )


def _facts(entry: RequirementEntry, catalogue: Catalogue) -> dict[str, Any]:
    """What both pages of a requirement show."""
    lang = formats.language()
    lists = standard.lists(db.session)
    return {
        "entry": entry,
        "title": told(entry.title),
        "sentence": criterion_sentence(entry.criterion, catalogue.lists, lang),
        "told": told,
        "history": [
            (one, words.change(one.change), words.told(one.fields, lists, lists, lang))
            for one in reversed(editions.history(db.session, entry.code))
        ],
    }


@office.route("/standard/<code>/remove", methods=["GET", "POST"])
def standard_remove(code: str) -> ResponseReturnValue:
    """Leave a requirement out of the draft; not one that purchases or budget lines name."""
    country, work = editor(), draft_in_work()
    entry = work.entry(code)
    if entry is None:
        gone()
        nothing_here()
    uses = used(db.session)
    form = RemoveRequirementForm()
    filled(form, work)
    if form.validate_on_submit() and perform(
        form,
        acts.remove_requirement,
        country,
        form.draft_id(),
        code,
        seen=form.seen_version(),
        used=uses,
    ):
        return _saved(_("The requirement is left out of the draft: %(code)s", code=code))
    return answer(
        "office/editions/remove.html",
        form,
        code=code,
        title=told(entry.title),
        uses=uses.get(code, 0),
    )


@office.route("/standard/discard", methods=["GET", "POST"])
def standard_discard() -> ResponseReturnValue:
    """Throw the draft away."""
    country, work = editor(), draft_in_work()
    form = DiscardEditionForm()
    filled(form, work)
    if form.validate_on_submit() and perform(
        form, acts.discard, country, form.draft_id(), seen=form.seen_version()
    ):
        return _saved(_("The draft is thrown away. The edition in force stays."))
    changes = work.changes
    return answer(
        "office/editions/discard.html", form, edition=changes.after, counts=words.counts(changes)
    )
