"""Is the journal whole, and do the tables say what it says?"""

from collections.abc import Sequence
from dataclasses import asdict

import click

from core.errors import Refusal
from journal import audit as tables
from journal import past
from journal import verify as tree
from journal.leaf import written
from journal.problems import Problem
from tracker.cli.answers import Answer, answered, progress
from tracker.extensions import db
from tracker.past import asking
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


@journal.command("as-of")
@click.argument("size", type=click.IntRange(min=1))
@answered()
def as_of(size: int) -> Answer:
    """Put together the base of the first SIZE entries, however many, for `?as_of=SIZE`.

    It is kept until the program changes; take its file away to be rid of it. A SIZE within an act
    means the end of the act before.
    """
    progress("reading every leaf, counting every sum …")
    entries, _ = tree.root(db.session())
    end = past.end(db.session(), size) if size <= entries else None
    if end is None:
        raise Refusal("journal.no_such_size", asked=size, size=entries)
    path = asking.prepared(db.session(), end, pin=True)
    told = {"size": end.size, "at": written(end.moment), "file": str(path)}
    return Answer(told, [f"{end.size} entries, until {told['at']}: {path}"])


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
