"""Around what is published: who publishes, under which prefix, by which names and addresses."""

from dataclasses import dataclass
from typing import Any

from core.words import Words
from opendata.literals import Written, json_text
from opendata.names import Names

VERSION = "1.1"
STANDARD = "https://raw.githubusercontent.com/open-contracting-extensions"
BORROWED = (
    "ocds_budget_breakdown_extension",
    "ocds_budget_and_spend_extension",
    "ocds_bid_extension",
    "ocds_lots_extension",
)
"""Extensions of the Open Contracting Partnership that our releases use, as they stand today."""

LANGUAGE = "ky"
TITLE = Words("Коопсуз мектептин акчасы", "Деньги на безопасную школу", "Money for safe schools")
"""What the site is called."""
EXAMPLE = Words("мисал", "пример", "example")


@dataclass(frozen=True, slots=True)
class Publisher:
    """The site as a publisher: `base` is its address without a slash.

    `example`: all of it is invented, and the publisher's name says so.
    """

    base: str
    names: Names
    example: bool = False

    @property
    def title(self) -> str:
        """What the publisher is called."""
        name = TITLE.told(LANGUAGE)[0]
        return f"{name} ({EXAMPLE.told(LANGUAGE)[0]})" if self.example else name

    @property
    def country(self) -> str:
        """The code of the country, which our own schemes begin with."""
        return self.names.profile.code

    @property
    def currency(self) -> str:
        """What every amount is counted in."""
        return self.names.profile.currency.code

    def ocid(self, purchase: int) -> str:
        """The number of a contracting process: never reused, never made of words that change."""
        return f"{self.names.profile.ocid_prefix}-{purchase}"

    def page(self, path: str) -> str:
        """The address of a page for people, in Kyrgyz."""
        return f"{self.base}/{LANGUAGE}/{path}"

    def data(self, path: str) -> str:
        """The address of a file for programs."""
        return f"{self.base}/data/ocds/{path}"

    def scheme(self, of: str) -> str:
        """A scheme of ours, which no list of the standard knows: x_KG-SES."""
        return f"x_{self.country}-{of}"

    def extensions(self) -> list[str]:
        """The addresses of all extensions a package declares, our own last."""
        borrowed = [f"{STANDARD}/{name}/master/extension.json" for name in BORROWED]
        return [*borrowed, self.data("extension/extension.json")]

    def value(self, amount: Any) -> dict[str, Any]:
        """A sum of money."""
        return {"amount": amount, "currency": self.currency}


def written(release: dict[str, Any]) -> dict[str, Any]:
    """A release whose sections are JSON already: each is written once for all documents of it."""
    return {
        name: Written(json_text(part)) if isinstance(part, dict | list) else part
        for name, part in release.items()
    }


def release_package(release: dict[str, Any], by: Publisher) -> dict[str, Any]:
    """A release in the package it is published in."""
    return {**_package(release, by, "releases"), "releases": [release]}


def record_package(release: dict[str, Any], by: Publisher) -> dict[str, Any]:
    """The record of a process: its release, and the same compiled."""
    record = {"ocid": release["ocid"], "releases": [release], "compiledRelease": compiled(release)}
    return {**_package(release, by, "records"), "records": [record]}


def compiled(release: dict[str, Any]) -> dict[str, Any]:
    """What the process is now: with one release, the release itself."""
    mark = {"id": f"{release['ocid']}-{release['date']}", "tag": ["compiled"]}
    return {**release, **mark}


def _package(release: dict[str, Any], by: Publisher, form: str) -> dict[str, Any]:
    """Published when the release was written: a file made twice is the same file."""
    return {
        "uri": by.data(f"{form}/{release['ocid']}.json"),
        "version": VERSION,
        "extensions": by.extensions(),
        "publishedDate": release["date"],
        "publisher": {"name": by.title, "uri": by.page("")},
        "publicationPolicy": by.page("data"),
    }
