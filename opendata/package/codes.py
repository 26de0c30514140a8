"""The coded lists a package uses, each code with its standing: sourced, or a default."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.words import Words
from opendata.names import Names
from opendata.package.stage import Stage
from opendata.package.tables import tables
from register.models import Classification
from standard import reports as standard


def write(session: Session, names: Names, language: str, stage: Stage) -> None:
    """csv/codes.csv: budget classification, methods, sources of funds, requirements."""
    with tables(stage, "codes") as into:
        for of, code, words, standing, source in codes(session, names):
            into["codes"].row(of, code, words.told(language)[0], standing, source)


def codes(session: Session, names: Names) -> Iterator[tuple[str, str, Words, Any, Any]]:
    """Each code: list, code, names, standing, source; one that was changed comes more than once."""
    rows = session.execute(
        select(Classification.kind, Classification.code, Classification.standing)
        .add_columns(Classification.source, Classification.name_ky)
        .add_columns(Classification.name_ru, Classification.name_en)
        .order_by(Classification.kind, Classification.code, Classification.id)
    )
    for row in rows:
        words = Words(row.name_ky, row.name_ru, row.name_en)
        yield row.kind, row.code, words, row.standing, row.source
    for method in names.profile.methods:
        yield "method", method.code, method.names, method.standing, method.source
    for source in names.profile.sources:
        yield "source_of_funds", source.code, source.names, None, None
    for card in standard.requirements(session):
        yield "requirement", card.code, card.title, card.value_status, None
