"""Is the journal whole, and do the tables say what it says?"""

from collections.abc import Sequence
from dataclasses import asdict

import click

from journal import audit as tables
from journal import verify as tree
from journal.problems import Problem
from tracker.cli.answers import Answer, answered, progress
from tracker.extensions import db
from tracker.recounts import RECOUNTS

journal = click.Group("journal", help="The journal of all acts.")


@journal.command("verify")
@answered()
def verify() -> Answer:
    """Check the journal itself: every leaf, hash, number and the root."""
    progress("reading every leaf …")
    return _found(tree.problems(db.session()))


@journal.command("audit")
@answered()
def audit() -> Answer:
    """Rebuild every journaled column from its leaf and compare; recount every kept sum."""
    progress("checking the journal itself …")
    wrong = tree.problems(db.session())
    progress("comparing the tables with it …")
    wrong += tables.problems(db.session(), tables.journaled(), RECOUNTS)
    return _found(wrong)


def _found(problems: Sequence[Problem]) -> Answer:
    size, root = tree.root(db.session())
    lines = [_line(problem) for problem in problems]
    lines.append(f"{'whole' if not problems else 'NOT whole'}: {size} leaves, root {root.hex()}")
    return Answer(
        {
            "ok": not problems,
            "size": size,
            "root": root.hex(),
            "problems": [asdict(problem) for problem in problems],
        },
        lines,
        ok=not problems,
    )


def _line(problem: Problem) -> str:
    where = " ".join(part for part in (problem.table, problem.key, problem.column) if part)
    said = f": {problem.in_table!r}, in the leaf {problem.in_leaf!r}" if problem.column else ""
    leaf = f" (leaf {problem.leaf})" if problem.leaf is not None else ""
    return f"{problem.code}: {where}{said}{leaf}"
