"""README.txt: what each file is, in three languages, and how far it may be trusted. Pure."""

from collections.abc import Iterator
from typing import NamedTuple

from core.words import LANGUAGES, Words
from opendata.ocds.publishing import TITLE

RULE = "-" * 72


class Told(NamedTuple):
    """What README.txt names: the place, the year or none, the journal, and what to beware of."""

    place: Words
    code: str
    year: int | None
    journal_size: int
    journal_root: str
    site: str
    example: bool
    registered: bool
    workbook: bool
    report: bool
    parquet: bool


OPEN_DATA = Words("ачык маалымат", "открытые данные", "open data")
EXAMPLE = Words(
    "МИСАЛ: бул жердеги баары ойдон чыгарылган.",
    "ПРИМЕР: всё здесь придумано.",
    "EXAMPLE: everything here is invented.",
)
PLACE = Words("Аймак", "Территория", "Place")
YEAR = Words("Жыл", "Год", "Year")
EVERY_YEAR = Words("бардык жылдар", "все годы", "every year")
JOURNAL = Words(
    "Журналдагы жазуулардын саны жана тамыры",
    "Записей в журнале и его корень",
    "Entries in the journal, and its root",
)
FILES: tuple[tuple[str, Words], ...] = (
    (
        "csv/",
        Words(
            "Таблицалар: бюджет саптары, сатып алуулар, нерселер, мектептердин үлүшү, келишимдер, "
            "төлөмдөр, жыйынтык, коддор.",
            "Таблицы: строки бюджета, закупки, предметы, доли школ, договоры, платежи, итоги, "
            "коды.",
            "Tables: budget lines, purchases, items, shares of schools, contracts, payments, "
            "totals, codes.",
        ),
    ),
    (
        "fdp/",
        Words(
            "Ошол эле бюджет Fiscal Data Package түрүндө: ар бир сап жана ар бир баскыч.",
            "Тот же бюджет в виде Fiscal Data Package: каждая строка и каждая стадия.",
            "The same budget as a Fiscal Data Package: each line and each phase.",
        ),
    ),
    (
        "ocds/",
        Words(
            "Сатып алуулар Open Contracting Data Standard 1.1 түрүндө: releases, records жана "
            "compiled.jsonl. Мектептердин үлүшү — өзүбүздүн кеңейтүүбүз (extension).",
            "Закупки по Open Contracting Data Standard 1.1: releases, records и compiled.jsonl. "
            "Доли школ — наше собственное расширение (extension).",
            "Purchases by the Open Contracting Data Standard 1.1: releases, records and "
            "compiled.jsonl. Shares of schools are an extension of our own (extension).",
        ),
    ),
    (
        "report.json",
        Words(
            "Категория жана булак боюнча жыйынтык: ачык беттегидей эле суммалар. Айырма болсо, "
            "differences тизмесинде турат.",
            "Итоги по категориям и источникам: те же суммы, что на открытой странице. Если есть "
            "расхождения, они в списке differences.",
            "Totals by category and source: the same sums as on the public page. Any difference "
            "stands in the list differences.",
        ),
    ),
    (
        "manifest.json",
        Words(
            "Ар бир файлдын саптары, байттары жана SHA-256 суммасы.",
            "Строки, байты и SHA-256 каждого файла.",
            "Rows, bytes and SHA-256 of every file.",
        ),
    ),
)
WORKBOOK = Words(
    "Ошол эле таблицалар Excel үчүн.", "Те же таблицы для Excel.", "The same tables for Excel."
)
REPORT = Words(
    "Жылдык отчет: PDF жана Excel. Өзүнүн бюджетинин аткарылышы.",
    "Годовой отчёт: PDF и Excel. Исполнение собственного бюджета.",
    "The year-end report, PDF and Excel: how the place's own budget was carried out.",
)
PARQUET = Words(
    "Ошол эле таблицалар Parquet түрүндө, так сандар менен.",
    "Те же таблицы в виде Parquet, с точными числами.",
    "The same tables as Parquet, with exact numbers.",
)
MONEY = Words(
    "Суммалар сом менен, тыйынга чейин так. Буюм түрүндөгү жардам өзүнчө эсептелет.",
    "Суммы в сомах, точно до тыйына. Помощь вещами считается отдельно.",
    "Sums are in som, exact to the tyiyn. Help in kind is counted apart.",
)
WHOLE = Words(
    "Сатып алуу, келишим жана төлөм бүтүн бойдон турат, башка мектептердин үлүшү менен. Бул "
    "аймактын өз үлүшү lines.csv файлында.",
    "Закупки, договоры и платежи даны целиком, с долями других школ. Доля самой территории — в "
    "файле lines.csv.",
    "Purchases, contracts and payments are whole, with the shares of other schools. What is this "
    "place's own stands in lines.csv.",
)
CODES = Words(
    "Коддордун такталганы codes.csv файлында: sourced — булагы бар, default — шарттуу маани, "
    "мыйзам эмес.",
    "Подтверждение кодов — в файле codes.csv: sourced — есть источник, default — условное "
    "значение, не закон.",
    "The standing of codes is in codes.csv: sourced has a source, default is a working value, not "
    "law.",
)
PERSONS = Words(
    "Адамдардын аты жана номери жок: жеке ишкер номер менен гана аталат.",
    "Имён и номеров людей нет: индивидуальный предприниматель назван только номером.",
    "There are no names or numbers of persons: a sole trader is named by a number only.",
)
PREFIX = Words(
    "OCID префикси каттала элек: ал документация үчүн берилген (ocds-213czf).",
    "Префикс OCID ещё не зарегистрирован: это префикс для документации (ocds-213czf).",
    "The OCID prefix is not registered yet: it is the one for documentation (ocds-213czf).",
)
LICENCE = Words(
    "Лицензия: сайт маалыматтын лицензиясын азырынча атаган жок.",
    "Лицензия: сайт пока не назвал лицензию данных.",
    "Licence: the site has not named a licence of its data yet.",
)


def text(told: Told) -> str:
    """The whole README, Kyrgyz first."""
    return f"\n{RULE}\n\n".join("\n".join(_lines(told, lang)) + "\n" for lang in LANGUAGES)


def _lines(told: Told, language: str) -> Iterator[str]:
    def say(words: Words) -> str:
        return words.told(language)[0]

    yield f"{say(TITLE)}: {say(OPEN_DATA)}"
    yield ""
    if told.example:
        yield say(EXAMPLE)
    yield f"{say(PLACE)}: {say(told.place)} ({told.code})"
    yield f"{say(YEAR)}: {told.year if told.year is not None else say(EVERY_YEAR)}"
    yield f"{say(JOURNAL)}: {told.journal_size}, {told.journal_root}"
    yield told.site
    yield ""
    for path, words in FILES:
        yield f"{path}: {say(words)}"
    if told.workbook:
        yield f"xlsx/year.xlsx: {say(WORKBOOK)}"
    if told.parquet:
        yield f"parquet/: {say(PARQUET)}"
    if told.report:
        yield f"report/: {say(REPORT)}"
    yield ""
    notes = [MONEY, WHOLE, CODES, PERSONS, LICENCE]
    for words in notes if told.registered else [*notes, PREFIX]:
        yield say(words)
