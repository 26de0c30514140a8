"""The public site as files, from a terminal."""

from dataclasses import asdict
from pathlib import Path

import click

from tracker.cli.answers import Answer, answered, progress
from tracker.freeze.extent import Wish
from tracker.freeze.site import freeze

site = click.Group("site", help="The public site.")


@site.command("freeze")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--place", help="Code of a place: it and all within it; else the whole country.")
@click.option("--purchases", is_flag=True, help="Every purchase on a page of its own.")
@click.option(
    "--details",
    is_flag=True,
    help="Also the pages below a school and a place (plan, execution, passport …), all with CSV"
    " and JSON.",
)
@answered()
def freeze_(folder: Path, place: str | None, purchases: bool, details: bool) -> Answer:
    """Write the public site into DIR as files: for a static host, or a stick without the net.

    DIR is new or empty, or holds an older copy: then only what changed is made and written.
    """
    done = freeze(folder.resolve(), Wish(place, purchases, details), progress=progress)
    lines = [
        f"pages {done.pages}, {done.bytes} bytes",
        f"files written {done.written}, unchanged {done.unchanged}, removed {done.removed}",
        f"journal: {done.size} entries, root {done.root}; day {done.day}",
        f"SHA-256 of SHA256SUMS: {done.checksum}",
    ]
    return Answer(asdict(done), lines)
