"""The tables of a finding: shortcomings, evidence, what was said, put right, decided, entered."""

from collections.abc import Mapping

from flask import url_for
from flask_babel import gettext

from oversight.findings.reports.whole import EvidenceCard, FindingPage
from tracker import finding_words as words
from tracker import formats
from tracker.act_words import act_words
from tracker.tables import Cell, Column, Table

NAMES = ("violations", "evidence", "posts", "remedies", "decisions", "entries")


def tables(whole: FindingPage) -> tuple[Table, ...]:
    """In the order of NAMES."""
    return (
        _violations(whole),
        _evidence(whole),
        _posts(whole),
        _remedies(whole),
        _decisions(whole),
        _entries(whole),
    )


def _violations(whole: FindingPage) -> Table:
    lang = formats.language()
    return Table(
        "violations",
        gettext("What is not as it should be"),
        (
            Column("name", gettext("Shortcoming")),
            Column("code", gettext("Code"), hidden=True),
            Column("outcome", gettext("What the council voted")),
        ),
        tuple(
            (
                words.violation(one.code).told(lang)[0],
                one.code,
                Cell(one.outcome, text=str(words.OUTCOMES[one.outcome][0]))
                if one.outcome
                else Cell(None, text=gettext("not voted yet")),
            )
            for one in whole.card.violations
        ),
    )


def _evidence(whole: FindingPage) -> Table:
    return Table(
        "evidence",
        gettext("What shows it"),
        (
            Column("what", gettext("Evidence")),
            Column("side", gettext("Brought by")),
            Column("round", gettext("Report No."), "count", hidden=True),
            Column("page", gettext("Page"), "count"),
            Column("pages", gettext("Pages"), "count", hidden=True),
            Column("on", gettext("Day"), "day"),
            Column("size", gettext("Bytes"), "count", hidden=True),
            Column("sha256", gettext("SHA-256"), hidden=True),
            Column("hidden_on", gettext("Taken from public view on"), "day", hidden=True),
            Column("hidden_why", gettext("Why"), hidden=True),
        ),
        tuple(
            (
                _piece(one, whole.card.purchase),
                Cell(one.side, text=str(words.SIDES[one.side])),
                one.round,
                one.page,
                one.pages,
                one.on,
                one.size,
                one.sha256,
                one.hidden_on,
                one.hidden_why,
            )
            for one in whole.evidence
        ),
    )


def _piece(one: EvidenceCard, purchase: int | None) -> Cell:
    """A file everybody may open, a document of the purchase, or what is listed only."""
    if one.document_id is not None:
        href = url_for("public.purchase", number=purchase) + "#documents"
        told = one.note or gettext("Document of the purchase: %(number)s", number=one.document_id)
        return Cell(told, href=href)
    kind = gettext("Photograph") if one.file_kind == "jpg" else gettext("Paper")
    told = f"{kind}: {one.note}" if one.note else kind
    if one.is_public:
        return Cell(told, href=url_for("public.file", sha256=one.sha256, kind=one.file_kind))
    if one.hidden_on:
        told_on = {"day": formats.day(one.hidden_on), "reason": one.hidden_why}
        return Cell(told, note=gettext("taken from public view on %(day)s: %(reason)s", **told_on))
    return Cell(told, note=gettext("the council and the addressee open it"))


def _posts(whole: FindingPage) -> Table:
    return Table(
        "posts",
        gettext("What was said"),
        (
            Column("kind", gettext("What")),
            Column("text", gettext("Text")),
            Column("language", gettext("Language"), hidden=True),
            Column("on", gettext("Day"), "day"),
        ),
        tuple(
            (
                Cell(one.kind, text=str(words.POSTS[one.kind])),
                Cell(one.text, lang=one.language),
                one.language,
                one.on,
            )
            for one in whole.posts
        ),
    )


def _remedies(whole: FindingPage) -> Table:
    lang = formats.language()
    codes = {one.id: one.code for one in whole.card.violations}
    return Table(
        "remedies",
        gettext("What was put right"),
        (
            Column("name", gettext("Shortcoming")),
            Column("violation", gettext("Code"), hidden=True),
            Column("round", gettext("Report No."), "count"),
            Column("text", gettext("What was done")),
            Column("language", gettext("Language"), hidden=True),
            Column("done_on", gettext("Done on"), "day"),
            Column("on", gettext("Reported on"), "day"),
        ),
        tuple(
            (
                words.violation(codes[one.violation_id]).told(lang)[0],
                codes[one.violation_id],
                one.round,
                Cell(one.text, lang=one.language),
                one.language,
                one.done_on or Cell(None, text=gettext("not done yet")),
                one.on,
            )
            for one in whole.remedies
        ),
    )


def _decisions(whole: FindingPage) -> Table:
    """What was decided, with how many members there were and how many had to vote."""
    return Table(
        "decisions",
        gettext("What the council decided"),
        (
            Column("kind", gettext("What")),
            Column("result", gettext("Result")),
            Column("votes", gettext("Votes")),
            Column("members", gettext("Members of the council"), "count"),
            Column("needed", gettext("Votes needed"), "count", hidden=True),
            Column("text", gettext("Why")),
            Column("on", gettext("Day"), "day"),
        ),
        tuple(
            (
                Cell(one.kind, text=str(words.DECISIONS[one.kind])),
                Cell(one.result, text=str(words.CHOICES[one.result]))
                if one.result
                else Cell(None, text="–"),
                _tally(whole, one.tally),
                Cell(None, text="–") if one.members is None else one.members,
                one.needed,
                Cell(one.text, lang=one.language) if one.text else Cell(None, text="–"),
                one.on,
            )
            for one in whole.decisions
        ),
    )


def _tally(whole: FindingPage, tally: Mapping[str, Mapping[str, str]] | None) -> Cell:
    """Votes by question in words, and as a program reads them: "quantity: complete 2, none 1"."""
    if not tally:
        return Cell(None, text="–")
    lang = formats.language()
    codes = {str(one.id): one.code for one in whole.card.violations}
    said, kept = [], []
    for question, counts in tally.items():
        code = codes.get(question, question)
        name = words.violation(code).told(lang)[0] if question in codes else ""
        cast = {choice: count for choice, count in counts.items() if count != "0"}
        told = ", ".join(f"{words.CHOICES[choice]}: {count}" for choice, count in cast.items())
        said.append(f"{name}: {told}" if name else told)
        kept.append(f"{code}: " + ", ".join(f"{choice} {count}" for choice, count in cast.items()))
    return Cell("; ".join(kept), text="; ".join(said))


def _entries(whole: FindingPage) -> Table:
    return Table(
        "entries",
        gettext("Entries of the journal"),
        (
            Column("act", gettext("What was done")),
            Column("act_code", gettext("Code"), hidden=True),
            Column("number", gettext("Entry"), "count"),
            Column("table", gettext("Table"), hidden=True),
            Column("key", gettext("Key"), hidden=True),
            Column("on", gettext("Day"), "day"),
            Column("hash", gettext("Hash of the entry"), hidden=True),
        ),
        tuple(
            (
                act_words(one.act),
                one.act,
                one.number,
                one.table,
                one.key,
                one.on,
                one.hash,
            )
            for one in whole.leaves
        ),
    )
