"""The list of unreliable suppliers from a terminal."""

from datetime import datetime
from pathlib import Path

import click
from flask import current_app

from opendata import unreliable
from opendata.sheets import reading
from procurement import acts
from tracker import edge, faults
from tracker.cli.answers import Answer, answered
from tracker.cli.files import content_of
from tracker.cli.procurement import procurement

TOLD = ("new", "changed", "unchanged", "ended")


@procurement.command("list-unreliable")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--source", required=True, help="Where the list comes from, and its number.")
@click.option(
    "--on", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The day the list stood so."
)
@answered(acts="operator")
def list_unreliable(file: Path, source: str, on: datetime) -> Answer:
    """Bring in the official list of unreliable suppliers: a whole table, all of it or nothing."""
    found = unreliable.read(reading.read(content_of(file), file.name))
    document = dict.fromkeys(TOLD, 0) | {"errors": faults.documents(found.errors)}
    if found.errors:
        lines = faults.lines(document | {"warnings": []})
        return Answer(document, [*lines, "nothing was kept"], ok=False)
    country = current_app.config["TRACKER"].country
    done = edge.do(acts.list_unreliable, country, found.entries, source=source, on=on.date())
    counts = ", ".join(f"{name} {done[name]}" for name in TOLD)
    return Answer(document | done, [f"unreliable suppliers: {counts}"])
