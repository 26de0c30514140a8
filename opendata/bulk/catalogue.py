"""The bulk files as catalogues list them: DCAT for portals of data, schema.org for searchers. Pure.

No licence is named in either, because none has been decided; a catalogue must not invent one.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from core.words import LANGUAGES, Words
from opendata.bulk.table import Table
from opendata.ocds.publishing import EXAMPLE, TITLE, Publisher
from opendata.package.stage import File

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
MEDIA = {
    "csv": "text/csv",
    "jsonl": "application/x-ndjson",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
GZIP = "application/gzip"
IANA = "https://www.iana.org/assignments/media-types"
ABOUT = Words(
    "Мектептердин коопсуздугуна бөлүнгөн акча жана сатып алуулар: бюджеттер, келишимдер, "
    "жеткирүүлөр, төлөмдөр, Стандарттын талаптары.",
    "Деньги на безопасность школ и закупки: бюджеты, договоры, поставки, платежи, требования "
    "Стандарта.",
    "Money for the safety of schools and what it bought: budgets, contracts, deliveries, payments, "
    "requirements of the Standard.",
)
OCDS = (
    Words("Сатып алуулар, OCDS 1.1", "Закупки, OCDS 1.1", "Purchases as OCDS 1.1"),
    Words(
        "Ар бир сатып алуу бир сапта, эл аралык стандарт боюнча.",
        "Каждая закупка одной строкой, по международному стандарту.",
        "Each purchase on one line, by the Open Contracting Data Standard.",
    ),
)
FISCAL = (
    Words("Бюджет, Fiscal Data Package", "Бюджет, Fiscal Data Package", "Fiscal Data Package"),
    Words(
        "Бюджеттин ар бир сабы жана ар бир баскычы, эл аралык стандарт боюнча.",
        "Каждая строка бюджета и каждая стадия, по международному стандарту.",
        "Each budget line and each phase of it as a Fiscal Data Package.",
    ),
)


STANDARDS = {"ocds": OCDS, "fdp": FISCAL}
"""Sets in the form of a standard, which stand beside the tables."""


class Listed(NamedTuple):
    """One set of data: its name, its words, and its files."""

    name: str
    title: Words
    about: Words
    files: tuple[File, ...]


def listed(tables: Sequence[Table], files: Mapping[str, File]) -> Iterator[Listed]:
    """The sets of data: each table with its forms, then OCDS and the Fiscal Data Package."""
    for table in tables:
        own = (path for path in files if path.split(".")[0] == table.name)
        yield Listed(table.name, table.title, table.about, tuple(files[path] for path in own))
    for name, words in STANDARDS.items():
        own = (path for path in files if path.startswith(f"{name}/"))
        yield Listed(name, *words, tuple(files[path] for path in own))


def media(path: str) -> str:
    """What kind of file a path is, packed or not."""
    return MEDIA[path.removesuffix(".gz").rpartition(".")[2]]


def title(by: Publisher) -> Words:
    """What the site is called; of an example it says so."""
    each = (
        f"{TITLE.told(lang)[0]} ({EXAMPLE.told(lang)[0]})" if by.example else TITLE.told(lang)[0]
        for lang in LANGUAGES
    )
    return Words(*each)


def dcat(sets: Sequence[Listed], by: Publisher, on: str | None) -> dict[str, Any]:
    """The catalogue by DCAT 3, its context inside it. `on`: the ISO day of the files, if any."""
    publisher = {"@type": "foaf:Agent", "@id": by.page(""), "foaf:name": _each(title(by))}
    modified = {"dct:modified": {"@type": "xsd:date", "@value": on}} if on else {}
    around = {"dct:publisher": {"@id": by.page("")}, **modified}
    return {
        "@context": CONTEXT,
        "@type": "dcat:Catalog",
        "@id": f"{by.base}/catalog.jsonld",
        "dct:title": _each(title(by)),
        "dct:description": _each(ABOUT),
        **modified,
        "dct:publisher": publisher,
        "foaf:homepage": {"@id": by.page("data")},
        "dcat:dataset": [
            {
                "@type": "dcat:Dataset",
                "@id": f"{by.base}/catalog.jsonld#{one.name}",
                "dct:identifier": one.name,
                "dct:title": _each(one.title),
                "dct:description": _each(one.about),
                **around,
                "dcat:landingPage": {"@id": by.page("data")},
                "dcat:distribution": [_distribution(file, by) for file in one.files],
            }
            for one in sets
        ],
    }


def address(path: str, by: Publisher) -> str:
    """Where a bulk file stands."""
    return f"{by.base}/data/{path}"


def _distribution(file: File, by: Publisher) -> dict[str, Any]:
    where = {"@id": address(file.path, by)}
    packed = {"dcat:compressFormat": {"@id": f"{IANA}/{GZIP}"}}
    return {
        "@type": "dcat:Distribution",
        "dct:title": file.path,
        "dcat:accessURL": where,
        "dcat:downloadURL": where,
        "dcat:mediaType": {"@id": f"{IANA}/{media(file.path)}"},
        **(packed if file.path.endswith(".gz") else {}),
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(file.bytes)},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": file.sha256},
        },
    }


def _each(words: Words) -> list[dict[str, str]]:
    return [{"@language": lang, "@value": words.told(lang)[0]} for lang in LANGUAGES]


def schema_org(sets: Sequence[Listed], by: Publisher, on: str, language: str) -> dict[str, Any]:
    """The whole as a schema.org Dataset, for the head of the page about it."""
    name = title(by).told(language)[0]
    files = (file for one in sets for file in one.files if not file.path.endswith(".gz"))
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": f"{by.base}/catalog.jsonld",
        "name": name,
        "description": ABOUT.told(language)[0],
        "url": f"{by.base}/{language}/data",
        "inLanguage": list(LANGUAGES),
        "isAccessibleForFree": True,
        "dateModified": on,
        "creator": {"@type": "Organization", "name": name, "url": f"{by.base}/{language}/"},
        "spatialCoverage": by.names.spot(by.country).told(language)[0],
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": media(file.path),
                "contentUrl": address(file.path, by),
            }
            for file in files
        ],
    }
