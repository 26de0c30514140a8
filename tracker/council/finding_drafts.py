"""A finding that a council writes: from nothing, a flag, reports of people, a sample or a visit."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from core import clock
from core.access import Role
from core.fiscal import is_year
from core.words import folded
from oversight.findings import acts, rules
from oversight.findings.reports.desk import DraftCard
from oversight.findings.values import FindingValues
from oversight.voices.reports import deliveries
from register import profile
from register import reports as register
from register.profile_findings import FindingLists
from tracker import finding_pages, finding_words, formats
from tracker.council import council
from tracker.council.findings import around, draft_of
from tracker.edge import actor, perform
from tracker.extensions import db
from tracker.finding_pages import NUMBER
from tracker.forms.findings import EvidenceForm, FindingForm, PressForm
from tracker.office.names import Names
from tracker.phrases.flags import FLAGS

ASKED = ("purchase", "school", "requirement", "place", "year", "flag", "voices", "sample", "visit")


def _asked() -> dict[str, str]:
    """What the address says a finding is about and opened from."""
    return {name: request.args[name][: rules.MOST_KEY] for name in ASKED if request.args.get(name)}


def _start(asked: dict[str, str]) -> dict[str, Any]:
    """The same as values: the purchase, why the council looked, with its facts."""
    number = asked.get("purchase", "")
    purchase = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else None
    start: dict[str, Any] = {"purchase": purchase} if purchase is not None else {}
    for origin in ("flag", "voices", "sample", "visit"):
        if origin in asked:
            start |= {"origin": origin, "origin_key": asked[origin]}
    if start.get("origin") == "voices" and purchase is not None:
        heard = deliveries.heard(db.session(), purchase)
        told = next((one for one in heard if one.school == asked["voices"]), None)
        if told is not None:
            start["facts"] = {what: str(count) for what, count in told.counts.items()}
    return start


@council.route("/findings/new", methods=["GET", "POST"])
def findings_new() -> Any:
    """Write a finding down; nobody but the council sees it yet."""
    asked = _asked()
    start = _start(asked)
    form = _form(start, {**_typed(asked), "language": formats.language()})
    if form.validate_on_submit():
        draft = perform(form, acts.draft, form.values(start))
        if draft:
            flash(_("It is written down. Add what shows it, then open it."))
            return redirect(url_for(".findings_draft", number=draft.id), 303)
    return _page(form, start, url_for(".findings_list"), _("Write a finding"))


def _typed(asked: dict[str, str]) -> dict[str, Any]:
    """What a new form begins with."""
    year = asked.get("year", "")
    known = year.isascii() and year.isdigit() and is_year(int(year))
    typed: dict[str, Any] = {"year": int(year) if known else clock.today().year}
    if asked.get("flag") in FLAGS:
        typed |= {"title": str(FLAGS[asked["flag"]].title)[:160]}
    if "school" in asked:
        typed |= {"about": f"s:{asked['school']}", "requirement": asked.get("requirement", "")}
    elif "place" in asked:
        typed |= {"about": f"p:{asked['place']}"}
    return typed


@council.route(f"/findings/drafts/{NUMBER}/edit", methods=["GET", "POST"])
def findings_edit(number: int) -> Any:
    """Write a draft anew."""
    draft = draft_of(number)
    kept = draft.values
    start = {
        name: getattr(kept, name)
        for name in ("purchase", "origin", "origin_key", "facts")
        if getattr(kept, name) is not None
    }
    form = _form(start, {**_as_typed(kept), "seen": draft.version})
    back = url_for(".findings_draft", number=number)
    if form.validate_on_submit() and perform(
        form, acts.draft, form.values(start), number, seen=form.seen_version()
    ):
        flash(_("It is written down. Add what shows it, then open it."))
        return redirect(back, 303)
    return _page(form, start, back, _("Write a finding"))


def _as_typed(kept: FindingValues) -> dict[str, Any]:
    about = f"s:{kept.school}" if kept.school else f"p:{kept.place}" if kept.place else ""
    return {**kept.kept(), "about": about}


def _form(start: dict[str, Any], typed: dict[str, Any]) -> FindingForm:
    """The form with its lists; what it is about is not asked where the address says it."""
    form = FindingForm(data=typed)
    lists, lang = profile.load().findings, formats.language()
    form.violations.choices = [
        (one.code, finding_words.violation(one.code).told(lang)[0]) for one in lists.violations
    ]
    form.bases.choices = _bases(lists, lang)
    form.body.choices = [
        (code, finding_words.body(code).told(lang)[0])
        for code in ("office", *(one.code for one in lists.bodies))
    ]
    if "purchase" in start:
        del form.about, form.requirement, form.year
        return form
    names = Names()
    form.about.choices = {None: [("", _("Choose"))], **_spots(names)}
    form.requirement.choices = {None: [("", _("Choose"))], **names.requirement_choices()}
    return form


def _bases(lists: FindingLists, lang: str) -> list[tuple[str, str]]:
    """The legal bases that were or are in force, each with how far it may be trusted."""
    today = clock.today()
    return [
        (one.code, one.names.told(lang)[0])
        for one in lists.bases
        if lists.basis(one.code, today) is not None
    ]


def _spots(names: Names) -> dict[str, list[tuple[str, str]]]:
    """The council's places and their schools, place by place."""
    grouped: dict[str, list[tuple[str, str]]] = {}
    for held in actor().holds(Role.COUNCIL):
        for spot in register.places_within(db.session, held):
            if spot.successor is None:
                name = names.told(spot.name, spot.code)
                grouped[name] = [(f"p:{spot.code}", name)]
        for place, schools in names.schools(held).items():
            listed = [(f"s:{code}", name) for code, name in schools]
            grouped.setdefault(place, []).extend(listed)
    return dict(sorted(grouped.items(), key=lambda item: folded(item[0])))


def _page(form: FindingForm, start: dict[str, Any], back: str, heading: str) -> Any:
    hint = _hint(start)
    told = finding_pages.Step(heading, hint, _("Save, nobody else sees it yet"), "")
    return _step(form, told, back)


def _step(form: Any, told: finding_pages.Step, back: str, *way: dict[str, str]) -> Any:
    """One step of a draft on its page; 422 where the form has faults."""
    page = render_template(
        "findings/step.html",
        form=form,
        told=told,
        card=None,
        back=back,
        layout=around().layout,
        crumb_items=[*around().crumbs, *way, {"text": told.heading}],
    )
    return page, 422 if form.errors else 200


def _hint(start: dict[str, Any]) -> str:
    told = []
    if "purchase" in start:
        told.append(_("About the purchase: %(number)s.", number=start["purchase"]))
    if "origin" in start:
        origin = finding_words.ORIGINS[start["origin"]]
        told.append(_("Opened from: %(origin)s %(key)s.", origin=origin, key=start["origin_key"]))
    if start.get("origin") == "flag":
        told.append(_("A flag is a reason to look, not a verdict."))
    return " ".join(told)


@council.get(f"/findings/drafts/{NUMBER}")
def findings_draft(number: int) -> str:
    """A draft with its evidence: what everybody will read, and the button that opens it."""
    draft = draft_of(number)
    return _draft_page(draft, PressForm(data={"seen": draft.version}))


def _draft_page(draft: DraftCard, form: PressForm) -> str:
    lang, values = formats.language(), draft.values
    called = finding_words.places(code for code in (values.school, values.place) if code)
    return render_template(
        "council/finding_draft.html",
        form=form,
        draft=draft,
        values=values,
        called=called,
        words=finding_words,
        violations=[finding_words.violation(one).told(lang)[0] for one in values.violations],
        term=finding_words.term(clock.today()),
        layout=around().layout,
        crumb_items=[*around().crumbs, {"text": _("Draft of a finding")}],
    )


@council.route(f"/findings/drafts/{NUMBER}/evidence", methods=["GET", "POST"])
def findings_draft_evidence(number: int) -> Any:
    """Add a piece of evidence to a draft."""
    draft = draft_of(number)
    form: EvidenceForm = finding_pages.evidence_form(draft.values.purchase)
    back = url_for(".findings_draft", number=number)
    if form.validate_on_submit():
        values = finding_pages.taken(form)
        if values is not None and perform(form, acts.add_to_draft, number, values):
            flash(_("The evidence is added."))
            return redirect(back, 303)
    told = finding_pages.Step(
        _("Add evidence"),
        _("A file or a document, with the page where to look."),
        _("Add"),
        "",
    )
    return _step(form, told, back, {"text": _("Draft of a finding"), "href": back})


@council.post(f"/findings/drafts/{NUMBER}/evidence/<int(max=99):position>/remove")
def findings_draft_remove(number: int, position: int) -> Any:
    """Take a piece of evidence out of a draft."""
    form = PressForm()
    if form.validate_on_submit():
        perform(form, acts.take_from_draft, number, position, seen=form.seen_version())
    return redirect(url_for(".findings_draft", number=number), 303)


@council.post(f"/findings/drafts/{NUMBER}/open")
def findings_open(number: int) -> Any:
    """Open it: everybody reads it at once, and the clock of the answer starts."""
    form = PressForm()
    if form.validate_on_submit():
        finding = perform(form, acts.open_finding, number, seen=form.seen_version())
        if finding:
            flash(_("The finding is open. Everybody reads it, and the clock has started."))
            return redirect(url_for(".findings_show", number=finding.id), 303)
    return _draft_page(draft_of(number), form), 422


@council.post(f"/findings/drafts/{NUMBER}/discard")
def findings_discard(number: int) -> Any:
    """Throw a draft away."""
    form = PressForm()
    if form.validate_on_submit() and perform(form, acts.discard, number):
        flash(_("The draft is thrown away."))
        return redirect(url_for(".findings_list"), 303)
    return _draft_page(draft_of(number), form), 422
