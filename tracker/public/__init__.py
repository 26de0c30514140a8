"""For parents and everybody: no sign-in, and only reading.

A page and its files (.json, .csv, .xlsx) are told from one description, so their numbers cannot
differ; tracker.public.offers turns it into each of them.
"""

from flask import Blueprint
from flask.blueprints import BlueprintSetupState
from werkzeug.routing import BaseConverter

from tracker.edge import only_reading
from tracker.languages import PREFIX
from tracker.past import asking


class CodeConverter(BaseConverter):
    """The `<code:…>` of addresses: a place's, a school's or a requirement's; never a dot."""

    regex = "[0-9A-Za-z-]{1,32}"


def _converters(state: BlueprintSetupState) -> None:
    state.app.url_map.converters["code"] = CodeConverter


public = Blueprint("public", __name__, url_prefix=PREFIX)
public.record(_converters)
public.before_request(only_reading)
public.before_request(asking.enter)
public.after_request(asking.unlisted)
public.teardown_request(asking.leave)
public.context_processor(asking.around)

# The pages hang themselves on the blueprint; they come last because they need it.
from tracker.public import (  # noqa: E402
    accreditation,
    budget,
    budget_versions,
    cards,
    charts,
    council_report,
    downloads,
    execution,
    files,
    finding_paper,
    findings,
    flag,
    flag_facts,
    flags,
    food,
    gifts,
    glossary,
    guidance,
    hearing_pack,
    home,
    how_it_works,
    journal,
    matrix,
    packages,
    passports,
    pilots,
    place_accreditation,
    place_flags,
    place_food,
    place_gaps,
    places,
    plan,
    posters,
    practices,
    principles,
    purchases,
    requirement,
    requirements,
    rounds,
    samples,
    school_gaps,
    schools,
    search,
    similar,
    suppliers,
    unmet,
    visits,
    voices,
    year_report,
)

__all__ = [
    "accreditation",
    "budget",
    "budget_versions",
    "cards",
    "charts",
    "council_report",
    "downloads",
    "execution",
    "files",
    "finding_paper",
    "findings",
    "flag",
    "flag_facts",
    "flags",
    "food",
    "gifts",
    "glossary",
    "guidance",
    "hearing_pack",
    "home",
    "how_it_works",
    "journal",
    "matrix",
    "packages",
    "passports",
    "pilots",
    "place_accreditation",
    "place_flags",
    "place_food",
    "place_gaps",
    "places",
    "plan",
    "posters",
    "practices",
    "principles",
    "public",
    "purchases",
    "requirement",
    "requirements",
    "rounds",
    "samples",
    "school_gaps",
    "schools",
    "search",
    "similar",
    "suppliers",
    "unmet",
    "visits",
    "voices",
    "year_report",
]
