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
from tracker.cli.files import text_of
from tracker.cli.standard import standard
from tracker.extensions import db
from tracker.phrases import phrase

TOLD = ("new", "changed", "unchanged", "withdrawn")


@standard.command("guidance")
@click.argument("file", type=click.Path(path_type=Path))
@answered(acts="operator")
def guidance(file: Path) -> Answer:
    """Publish the guidance in FILE (YAML). What FILE no longer has is withdrawn."""
    text = text_of(file)
    known = norms(db.session())
    problems = guidance_file.problems(text, known) if known else []
    if problems:
        return _faulty(problems)
    country = current_app.config["TRACKER"].country
    done = edge.do(acts.publish, country, text, on=clock.today())
    counts = ", ".join(f"{name} {len(done[name])}" for name in TOLD)
    return Answer({**done, "errors": []}, [f"publications: {counts}"])


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
