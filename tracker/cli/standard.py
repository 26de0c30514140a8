"""The safety Standard from a terminal: adopt an edition, read the catalogue."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from flask import current_app

from core import clock
from core.errors import Refusal
from core.words import Words
from procurement import acts as procurement
from procurement.acts.editions import used
from standard import catalogue_file, edition_diff, reports
from standard.catalogue_file import Problem
from standard.catalogue_use import left_out
from standard.edition_diff import EditionDiff, FieldChange
from standard.reports import RequirementCard, editions
from tracker import edge
from tracker.cli.answers import Answer, answered
from tracker.cli.files import text_of
from tracker.extensions import db
from tracker.phrases import phrase

standard = click.Group("standard", help="The safety Standard.")


@standard.command("load")
@click.argument("file", type=click.Path(path_type=Path))
@answered(acts="operator")
def load(file: Path) -> Answer:
    """Adopt the catalogue in FILE (YAML) as the edition in force. A second time changes nothing."""
    text = text_of(file)
    problems = _problems(text)
    if problems:
        return _faulty(problems)
    country = current_app.config["TRACKER"].country
    done = edge.do(procurement.adopt_edition, country, text, on=clock.today())
    document = {
        "edition": done.edition,
        "added": done.added,
        "changed": done.changed,
        "removed": done.removed,
        "errors": [],
    }
    counts = f"added {len(done.added)}, changed {len(done.changed)}, removed {len(done.removed)}"
    return Answer(document, [f"edition {done.edition}: {counts}"])


@standard.command("diff")
@click.argument("file", type=click.Path(path_type=Path))
@answered()
def diff(file: Path) -> Answer:
    """Say what the catalogue in FILE would change, field by field. Adopts nothing."""
    text = text_of(file)
    problems = _problems(text)
    if problems:
        return _faulty(problems, "nothing was compared")
    in_force = editions.catalogue_of(db.session())
    found = edition_diff.diff(in_force, catalogue_file.read(text))
    document = {
        "before": found.before,
        "edition": found.after,
        "added": [entry.code for entry in found.added],
        "changed": [
            {"code": one.code, "fields": [asdict(field) for field in one.fields]}
            for one in found.changed
        ],
        "removed": [entry.code for entry in found.removed],
        "title": [asdict(field) for field in found.title],
        "lists": [asdict(one) for one in found.lists],
        "reordered": found.reordered,
        "errors": [],
    }
    return Answer(document, list(_changes(found)))


def _problems(text: str) -> list[Problem]:
    """Every fault of a file; of one without fault, what it leaves out though it is in use."""
    found = catalogue_file.problems(text)
    return found or left_out(text, catalogue_file.read(text), used(db.session()))


def _changes(found: EditionDiff) -> Iterator[str]:
    yield f"edition {found.before or '–'} → {found.after}"
    yield from (_change("title", field) for field in found.title)
    yield from (f"added {entry.code}\t{_said(entry.title)}" for entry in found.added)
    yield from (f"removed {entry.code}\t{_said(entry.title)}" for entry in found.removed)
    for one in found.changed:
        yield from (_change(one.code, field) for field in one.fields)
    for entry in found.lists:
        yield from (_change(f"{entry.kind}/{entry.code}", field) for field in entry.fields)
    yield from (f"reordered {name}" for name in found.reordered)
    counts = (len(found.added), len(found.changed), len(found.removed))
    yield "added {}, changed {}, removed {}".format(*counts)


def _change(of: str, field: FieldChange) -> str:
    return f"{of}\t{field.field}\t{_short(field.old)} → {_short(field.new)}"


def _short(text: str | None) -> str:
    return "–" if text is None else " / ".join(text.splitlines())


def _faulty(problems: list[Problem], nothing: str = "nothing was adopted") -> Answer:
    errors = [
        {
            "line": problem.line,
            "requirement": problem.requirement,
            "code": problem.code,
            "message": _message(problem),
        }
        for problem in problems
    ]
    document: dict[str, Any] = {"edition": None, "added": [], "changed": [], "removed": []}
    document["errors"] = errors
    lines = [f"line {error['line']}: {error['message']}" for error in errors]
    return Answer(document, [*lines, f"errors {len(errors)}; {nothing}"], ok=False)


def _message(problem: Problem) -> str:
    facts = {**problem.facts, "line": problem.line, "requirement": problem.requirement}
    return phrase(Refusal(problem.code, **facts))


@standard.command("show")
@click.argument("code", required=False)
@answered()
def show(code: str | None) -> Answer:
    """Print the catalogue in force, or the one requirement CODE with its source."""
    edition = reports.edition(db.session())
    if code is not None:
        page = reports.requirement(db.session(), code)
        if page is None:
            raise Refusal("requirement.unknown", "requirement", code=code)
        whole = asdict(page.card) | {
            "why": asdict(page.why),
            "source": {"kind": page.source_kind, "ref": page.source_ref, "note": page.source_note},
        }
        document = {"edition": page.edition.code, "requirements": [whole]}
        return Answer(document, [_line(page.card), _said(page.why), page.source_note])
    cards = reports.requirements(db.session())
    document = {
        "edition": edition.code if edition else None,
        "requirements": [asdict(card) for card in cards],
    }
    return Answer(document, [_line(card) for card in cards] or ["no edition is in force"])


def _line(card: RequirementCard) -> str:
    return f"{card.code}\t{card.category}\t{_said(card.title)}"


def _said(words: Words) -> str:
    return words.told("en")[0]
