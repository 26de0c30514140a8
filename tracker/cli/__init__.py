"""The commands: `flask --app app …`. The same acts and reports, from a terminal."""

from flask import Flask

from tracker.cli.accounts import accounts
from tracker.cli.budgets import budgets
from tracker.cli.case_tables import template  # noqa: F401  (hangs itself on `procurement`)
from tracker.cli.example import example
from tracker.cli.guidance import guidance  # noqa: F401  (hangs itself on `standard`)
from tracker.cli.journal import journal
from tracker.cli.nightly import nightly
from tracker.cli.opendata import opendata
from tracker.cli.oversight import oversight
from tracker.cli.passports import passports  # noqa: F401  (hangs itself on `standard`)
from tracker.cli.plan_tables import plan_import  # noqa: F401  (hangs itself on `procurement`)
from tracker.cli.posters import posters_  # noqa: F401  (hangs itself on `site`)
from tracker.cli.procurement import procurement
from tracker.cli.register import register
from tracker.cli.samples import sample  # noqa: F401  (hangs itself on `oversight`)
from tracker.cli.search import index  # noqa: F401  (hangs itself on `site`)
from tracker.cli.site import site
from tracker.cli.standard import standard
from tracker.cli.suppliers import list_unreliable  # noqa: F401  (hangs itself on `procurement`)

GROUPS = (
    accounts,
    budgets,
    example,
    journal,
    nightly,
    opendata,
    oversight,
    procurement,
    register,
    site,
    standard,
)


def init_app(app: Flask) -> None:
    """Give the application its commands."""
    for group in GROUPS:
        app.cli.add_command(group)
