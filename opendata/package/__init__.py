"""The open data of a place and year: OCDS, Fiscal Data Package, tables, a workbook, a manifest."""

from opendata.package.building import Built, build
from opendata.package.delivering import PARTIAL, archive, may_receive, put_into
from opendata.package.stage import File

__all__ = ["PARTIAL", "Built", "File", "archive", "build", "may_receive", "put_into"]
