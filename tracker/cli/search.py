"""The index of the search from a terminal: made anew, or looked at."""

import click

from opendata import search
from tracker import edge
from tracker.cli.answers import Answer, answered, progress
from tracker.cli.site import site
from tracker.extensions import db


@site.command("index")
@click.option("--check", is_flag=True, help="Change nothing; say whether the index is right.")
@answered()
def index(check: bool) -> Answer:
    """Make the index of the search anew. Acts keep it current: this is for after a repair."""
    if check:
        wrong = list(search.recount(db.session()))
        late = search.behind(db.session())
        told = [f"{problem.key}: {problem.code}" for problem in wrong]
        told.append("behind the journal" if late else f"wrong: {len(wrong)}")
        document = {"ok": not wrong and not late, "behind": late, "wrong": len(wrong)}
        return Answer(document, told, ok=not wrong and not late)
    progress("indexing what can be found …")
    with edge.writing() as session:
        entries = search.rebuild(session)
    return Answer({"entries": entries}, [f"entries: {entries}"])
