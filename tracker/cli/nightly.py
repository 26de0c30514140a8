"""The nightly work from a terminal: for the timer of the machine."""

from dataclasses import asdict

import click
from flask import current_app

from tracker import edge
from tracker import nightly as work
from tracker.cli.answers import Answer, answered, progress


@click.command("nightly")
@answered()
def nightly() -> Answer:
    """Compare prices anew and count every school by today's date. Run it once a night."""
    progress("comparing prices and counting every school …")
    with edge.writing() as session:
        done = work.renew(session, current_app.config["TRACKER"].country)
    told = f"{done.on.isoformat()}: comparison {done.comparison}, answers {done.answers}"
    return Answer(asdict(done), [told])
