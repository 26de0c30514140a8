"""The files of a Fiscal Data Package, in any folder that is being filled."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from opendata.fiscal import descriptor
from opendata.fiscal.cells import Cell
from opendata.ocds.publishing import Publisher
from opendata.package.stage import Stage
from opendata.package.tables import Writer
from opendata.scope import Scope

TABLE = "fdp/budget.csv"


class Budget:
    """The table of the package while it is written: a row for each phase of each cell."""

    def __init__(self, writer: Writer, by: Publisher) -> None:
        self._writer, self._names = writer, by.names

    def add(self, cell: Cell) -> None:
        """One more cell of a budget line."""
        for row in descriptor.rows(cell, self._names):
            self._writer.row(*row)


@contextmanager
def table(stage: Stage, by: Publisher) -> Iterator[Budget]:
    """fdp/budget.csv, to be filled."""
    with stage.member(TABLE) as member:
        yield Budget(Writer(member, descriptor.FIELDS, ["exact"] * len(descriptor.FIELDS)), by)


def describe(
    stage: Stage, by: Publisher, scope: Scope, at: datetime | None, years: list[int]
) -> None:
    """fdp/datapackage.json of a table that is written; `years` in order, `at` the last entry."""
    written = stage.files[TABLE]
    place = by.names.spot(scope.place).told(descriptor.LANGUAGE)[0]
    package = descriptor.package(
        name=f"safe-schools-{scope.stem.lower()}",
        title=f"{by.title}: {place}",
        homepage=by.page(f"places/{scope.place}"),
        country=by.country,
        created=f"{at:%Y-%m-%dT%H:%M:%SZ}" if at else None,
        years=years,
    )
    resources = [descriptor.resource(written.bytes, written.sha256)]
    stage.put_json("fdp/datapackage.json", {**package, "resources": resources})
