"""A finding at a desk: the page everybody sees, what can be done with it, and the step to do it.

The same to the council, to the office and to other bodies; whose page it is, the view around it has
judged.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from core.access import Act
from core.errors import Refusal
from core.files import LARGEST, Paper
from oversight.findings import acts, moves, reports
from oversight.findings.reports.cards import FindingCard
from oversight.findings.reports.whole import FindingPage
from oversight.findings.values import EvidenceValues
from procurement.reports import documents
from tracker import edge, evidence, finding_words, formats, paper_words
from tracker.edge import perform
from tracker.extensions import db
from tracker.forms.act import ActForm
from tracker.forms.findings import EvidenceForm, HideForm, TextForm, remedy_form
from tracker.public.findings import describe
from tracker.public.offers import file_of

NUMBER = "<int(max=2147483647):number>"
HIDE = f"/findings/{NUMBER}/evidence/<int(max=2147483647):piece>/hide"
Does = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Around:
    """Whose page it is: the template around it, the way back, and who is signed in."""

    layout: str
    crumbs: Sequence[dict[str, str]]
    who: str = "council/who.html"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do with a finding: its heading, a sentence, the button, what is said after."""

    heading: str
    hint: str
    button: str
    said: str


def whole_of(number: int, may_see: Callable[[FindingCard], bool]) -> FindingPage:
    """The finding, if it is this person's business; else there is no such page."""
    found = reports.one(db.session(), number)
    if found is None or not may_see(found.card):
        abort(404)
    return found


def show(
    whole: FindingPage,
    around: Around,
    doable: Mapping[Act, tuple[str, str]],
    sides: Collection[str] = (),
) -> str:
    """The page of a finding in a desk's frame, with links to what can be done in its state.

    `doable` are the acts of this desk: their words and addresses. `sides` are those whose public
    evidence this desk may take from public view.
    """
    steps = [told for act, told in doable.items() if moves.may(whole.card.state, act)]
    shown = describe(whole, "findings/show.html")
    return render_template(
        shown.template,
        tables={table.name: table for table in shown.tables},
        file_of=file_of,
        steps=steps,
        attached=_files(whole),
        hideable=[one for one in whole.evidence if one.is_public and one.side in sides],
        who=around.who,
        crumb_items=[*around.crumbs, {"text": _("Finding: %(number)s", number=whole.card.id)}],
        **{**shown.head, **shown.facts},
    )


def _files(whole: FindingPage) -> list[tuple[str, str]]:
    """The files of a finding that this desk may open, the public ones too."""
    return [
        (
            one.note or one.sha256[:12],
            url_for(".findings_file", sha256=one.sha256, kind=one.file_kind),
        )
        for one in whole.evidence
        if one.document_id is None
    ]


def step(whole: FindingPage, around: Around, form: ActForm, told: Step, do: Does) -> Any:
    """A page with one form; done, it leads back to the finding."""
    back = url_for(".findings_show", number=whole.card.id)
    if form.validate_on_submit() and do(form):
        flash(told.said)
        return redirect(back, 303)
    here = {"text": _("Finding: %(number)s", number=whole.card.id), "href": back}
    page = render_template(
        "findings/step.html",
        form=form,
        told=told,
        card=whole.card,
        back=back,
        layout=around.layout,
        crumb_items=[*around.crumbs, here, {"text": told.heading}],
    )
    return page, 422 if form.errors else 200


def written(form: TextForm) -> dict[str, str]:
    """The text of a form and its language, as acts take them."""
    return {"text": form.text.data or "", "language": form.language.data}


def evidence_form(purchase: int | None) -> EvidenceForm:
    """The form of one piece of evidence; documents are asked where there is a purchase."""
    form = EvidenceForm()
    listed = documents.of_purchase(db.session(), purchase) if purchase is not None else ()
    known = [one for one in listed if one.withdrawn_on is None]
    if known:
        named = [(str(one.id), _document(one)) for one in known]
        form.document.choices = [("", _("Choose")), *named]
    else:
        del form.document
    return form


def _document(one: documents.DocumentPart) -> str:
    kind = str(paper_words.KINDS.get(one.kind, one.kind))
    return " · ".join(part for part in (kind, one.title, one.number) if part)


def taken(form: EvidenceForm) -> EvidenceValues | None:
    """The piece of evidence a form holds, its file kept; None where it is refused, in words there.

    A hash that was written down before is compared with what was sent: a photograph is drawn anew
    when it is kept, so afterwards it has another.
    """
    if not _is_the_one(form):
        return None
    kept: list[Paper] | None = evidence.paper(form.file)
    if kept is None:
        return None
    document = form.document.data if "document" in form else None
    return EvidenceValues(
        file=kept[0] if kept else None,
        document=int(document) if document else None,
        page=form.page.data,
        note=form.note.data or None,
        is_public=bool(form.is_public.data),
    )


def _is_the_one(form: EvidenceForm) -> bool:
    upload, named = form.file.data, (form.sha256.data or "").strip().lower()
    if not named or not upload or not getattr(upload, "filename", None):
        return True
    upload.stream.seek(0)
    found = sha256(upload.stream.read(LARGEST + 1)).hexdigest()
    if found != named:
        edge.refuse(form, Refusal("finding.other_hash", "sha256", found=found))
    return found == named


def prove_page(whole: FindingPage, around: Around) -> Any:
    """Add a piece of evidence."""
    number = whole.card.id

    def do(form: EvidenceForm) -> Any:
        values = taken(form)
        return values is not None and perform(form, acts.prove, number, values)

    told = Step(
        _("Add evidence"),
        _("A file or a document, with the page where to look."),
        _("Add"),
        _("The evidence is added."),
    )
    return step(whole, around, evidence_form(whole.card.purchase), told, do)


def hide_page(whole: FindingPage, around: Around, piece: int, sides: Collection[str]) -> Any:
    """Take a file from public view; of what is not this desk's to take there is no page."""
    if not any(one.id == piece and one.side in sides for one in whole.evidence):
        abort(404)
    told = Step(
        _("Take a file from public view"),
        _("Nobody else can open it any more. Its SHA-256 stays listed, with the reason."),
        _("Take it from public view"),
        _("The file is taken from public view."),
    )

    def do(form: HideForm) -> Any:
        return perform(form, acts.hide, piece, reason=form.reason.data or "")

    return step(whole, around, HideForm(), told, do)


def answer_page(whole: FindingPage, around: Around) -> Any:
    """Answer a finding."""
    told = Step(
        _("Answer the finding"),
        _("The first answer stops the clock."),
        _("Publish the answer"),
        _("The answer is published."),
    )
    return _text_page(whole, around, told, acts.answer)


def object_page(whole: FindingPage, around: Around) -> Any:
    """Object to a finding."""
    until = whole.card.objection_until
    told = Step(
        _("Object to the finding"),
        _("The council votes on it. Last day: %(day)s.", day=formats.day(until) if until else "–"),
        _("Send the objection"),
        _("The objection is published. The council votes on it."),
    )
    return _text_page(whole, around, told, acts.object_to)


def _text_page(whole: FindingPage, around: Around, told: Step, act: Any) -> Any:
    form = TextForm(data={"language": whole.card.language})
    return step(
        whole, around, form, told, lambda sent: perform(sent, act, whole.card.id, **written(sent))
    )


def report_page(whole: FindingPage, around: Around) -> Any:
    """Report what was put right."""
    card = whole.card
    form = remedy_form(card, violations(card), card.language)
    told = Step(
        _("Report what was put right"),
        _("Add the evidence first: without it the council cannot vote that it is put right."),
        _("Send to the council"),
        _("The report is published. The council votes on it."),
    )

    def do(sent: Any) -> Any:
        said = {"language": sent.language.data}
        return perform(sent, acts.report_remedy, card.id, sent.done(card), **said)

    return step(whole, around, form, told, do)


def violations(card: FindingCard) -> dict[str, str]:
    """The violations of a finding by name."""
    lang = formats.language()
    return {one.code: finding_words.violation(one.code).told(lang)[0] for one in card.violations}


def of_addressee() -> dict[Act, tuple[str, str]]:
    """What an addressee can do, in words, and the page of each, without the number."""
    return {
        Act.ANSWER_FINDING: (_("Answer"), ".findings_answer"),
        Act.PROVE_FINDING: (_("Add evidence"), ".findings_prove"),
        Act.REPORT_REMEDY: (_("Report what was put right"), ".findings_report"),
        Act.OBJECT_TO_FINDING: (_("Object"), ".findings_object"),
    }


def addressed(number: int, doable: Mapping[Act, tuple[str, str]]) -> dict[Act, tuple[str, str]]:
    """The same with addresses."""
    return {act: (words, url_for(end, number=number)) for act, (words, end) in doable.items()}
