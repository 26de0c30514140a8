"""All purchases as OCDS, one a line, and all budgets as a Fiscal Data Package."""

from sqlalchemy.orm import Session

from opendata import scope as scopes
from opendata.as_of import AsOf
from opendata.bulk.writing import pack
from opendata.fiscal.cells import cells
from opendata.literals import json_text
from opendata.ocds import publishing
from opendata.ocds.cases import cases
from opendata.ocds.publishing import Publisher
from opendata.ocds.releases import release
from opendata.package import fiscal_files
from opendata.package.stage import Stage
from opendata.scope import Scope

COMPILED = "ocds/compiled.jsonl"


def ocds(session: Session, scope: Scope, by: Publisher, stage: Stage) -> None:
    """The compiled release of every public purchase, and the same packed."""
    with stage.member(COMPILED) as member:
        for case in cases(session, scopes.purchases(session, scope)):
            told = publishing.written(release(case, by))
            member.write((json_text(publishing.compiled(told)) + "\n").encode())
            member.rows += 1
    pack(stage, COMPILED)


def fiscal(session: Session, scope: Scope, by: Publisher, stage: Stage, told: AsOf) -> None:
    """The Fiscal Data Package of every budget and year."""
    years, units = set(), scopes.inside(session, scope)
    with fiscal_files.table(stage, by) as budget:
        for cell in cells(session, scopes.lines(session, scope), units):
            years.add(cell.year)
            budget.add(cell)
    fiscal_files.describe(stage, by, scope, told.at, sorted(years))
