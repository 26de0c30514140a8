"""The nightly work from a terminal: for the timer of the machine."""

from dataclasses import asdict, replace

import click
from flask import current_app

from oversight.kept import following, together
from tracker import bulk, edge
from tracker import nightly as work
from tracker.cli.answers import Answer, answered, progress


@click.command("nightly")
@answered()
def nightly() -> Answer:
    """Compare prices anew, count every school, let the flags look, and make the bulk files.

    Run it once a night. Files are made anew only when something has changed since.
    """
    progress("comparing prices and counting every school …")
    with edge.writing() as session:
        counted = work.count(session, current_app.config["TRACKER"].country)
    progress("letting the flags look at everything …")
    with edge.writing() as session:  # when all else is kept: other processes read it
        looked = following.renew(session, counted.on, together.in_processes)
    done = replace(counted, looked_at=looked)
    told = (
        f"{done.on.isoformat()}: comparison {done.comparison}, answers {done.answers},"
        f" looks of flags {done.looked_at}"
    )
    files = bulk.renew(progress=lambda part: progress(f"bulk files: {part} …"))
    size = files.kept.mark.journal_size
    made = "made" if files.made else "unchanged"
    return Answer(
        {**asdict(done), "files": {"journal_size": size, "made": files.made}},
        [told, f"bulk files {made}: journal {size}"],
    )
