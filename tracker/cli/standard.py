"""The safety Standard from a terminal: adopt an edition, read the catalogue."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from flask import current_app

from core import clock
from core.errors import Refusal
from core.words import Words
from procurement import acts as procurement
from standard import catalogue_file, reports
from standard.catalogue_file import Problem
from standard.reports import RequirementCard
from tracker import edge
from tracker.cli.answers import Answer, answered
from tracker.extensions import db
from tracker.phrases import phrase

LARGEST = 4 * 1024 * 1024  # bytes; the reader's own limit is half of it and has its own words
standard = click.Group("standard", help="The safety Standard.")


@standard.command("load")
@click.argument("file", type=click.Path(path_type=Path))
@answered(acts="operator")
def load(file: Path) -> Answer:
    """Adopt the catalogue in FILE (YAML) as the edition in force. A second time changes nothing."""
    text = _text(file)
    problems = catalogue_file.problems(text)
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


def _text(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            return stream.read(LARGEST).decode("utf-8-sig")
    except OSError as error:
        raise Refusal("file.not_found", "file", name=file.name) from error
    except UnicodeDecodeError as error:
        raise Refusal("file.encoding", "file") from error


def _faulty(problems: list[Problem]) -> Answer:
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
    return Answer(document, [*lines, f"errors {len(errors)}; nothing was adopted"], ok=False)


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
