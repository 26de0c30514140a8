"""Guidance from a terminal: publish what there is to read about the requirements."""

from pathlib import Path

import click
from flask import current_app

from core import clock
from core.errors import Refusal
from standard import guidance_file
from standard.acts import guidance as acts
from standard.catalogue_walk import Problem
from standard.norms import norms
from tracker import edge
from tracker.cli.answers import Answer, answered
from tracker.cli.standard import standard
from tracker.extensions import db
from tracker.phrases import phrase

LARGEST = 4 * 1024 * 1024  # bytes; the reader's own limit is half of it and has its own words
TOLD = ("new", "changed", "unchanged", "withdrawn")


@standard.command("guidance")
@click.argument("file", type=click.Path(path_type=Path))
@answered(acts="operator")
def guidance(file: Path) -> Answer:
    """Publish the guidance in FILE (YAML). What FILE no longer has is withdrawn."""
    text = _text(file)
    known = norms(db.session())
    problems = guidance_file.problems(text, known) if known else []
    if problems:
        return _faulty(problems)
    country = current_app.config["TRACKER"].country
    done = edge.do(acts.publish, country, text, on=clock.today())
    counts = ", ".join(f"{name} {len(done[name])}" for name in TOLD)
    return Answer({**done, "errors": []}, [f"publications: {counts}"])


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
            "code": problem.code,
            "message": phrase(Refusal(problem.code, **{**problem.facts, "line": problem.line})),
        }
        for problem in problems
    ]
    lines = [f"line {error['line']}: {error['message']}" for error in errors]
    document = {**{name: [] for name in TOLD}, "errors": errors}
    return Answer(document, [*lines, f"errors {len(errors)}; nothing was published"], ok=False)
