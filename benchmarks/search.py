"""The search over what a country of a million purchase lines has, beside an empty statement.

Lines are not indexed: 1 000 000 of them are 200 000 purchases of 2 304 schools. Names are made of
syllables and titles of everyday words, few and frequent, which is the hard case. A hundred queries
are asked as people type them: numbers, other forms, Latin letters, mistyped, too short, of a place.

SQLite by default; `--postgresql URL` names an empty base of a server to be filled as well.
"""

import argparse
import time
from collections.abc import Iterator
from itertools import islice
from random import Random
from statistics import median, quantiles

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from benchmarks.grounds import folder, told
from core.engines import open_reader, open_writer
from core.models import Base, table_of
from core.words import Words
from opendata import search
from opendata.search.index import Writer
from opendata.search.models import INDEX, MADE
from opendata.search.sources import places, schools
from opendata.search.things import Thing
from register.models import Place, School

OBLASTS, DISTRICTS, AIMAKS, SCHOOLS, SUPPLIERS = 9, 45, 470, 2_304, 20_000
SYLLABLES = (
    *("ак", "көк", "сары", "таш", "суу", "бел", "тал", "кара", "жаңы", "булак", "төр", "кум"),
    *("арча", "өзөн", "үч", "беш", "чоң", "ой"),
)
THINGS = (
    *("парта", "огнетушитель", "камера", "тосмо", "эшик", "терезе", "аптечка", "кан", "сүт"),
    *("жумуртка", "шкаф", "доска", "компьютер", "принтер", "кагаз", "кабель", "лампа"),
    *("сигнализация", "датчик", "шланг", "тепкич", "пандус", "даараткана", "чатыр", "казан"),
    *("насос", "фильтр", "турник", "топ", "китеп", "стол", "орундук", "килем", "перде"),
    *("жуугуч", "самын", "кол", "кап"),
)
DEEDS = (
    *("сатып алуу", "оңдоо", "орнотуу", "текшерүү", "поставка", "ремонт", "монтаж"),
    *("обслуживание",),
)
FOR = ["№ {} мектеп үчүн", "для школы № {}", "мектептердин муктаждыгына", "для школ района"]
ENDINGS = ("", "лар", "дын", "ды", "ы", "ов", "ы", "ей", "у", "")


def named(chance: Random) -> str:
    """A place's name, as villages have them."""
    return "-".join(chance.choice(SYLLABLES).capitalize() for _ in range(chance.choice((1, 2, 2))))


def country(session: Session, chance: Random) -> list[tuple[str, str]]:
    """The places and schools of the registers; the codes and names of places that buy."""
    rows = [("KG", "country", None, "Өлкө")]
    held: list[tuple[str, str]] = []
    for number in range(1, OBLASTS + 1):
        rows.append((f"417{number:02}", "oblast", "KG", f"{named(chance)} облусу"))
    for number in range(DISTRICTS):
        above = f"417{number % OBLASTS + 1:02}"
        held.append((f"{above}{number:03}", f"{named(chance)} району"))
        rows.append((held[-1][0], "district", above, held[-1][1]))
    for number in range(AIMAKS):
        above = held[number % DISTRICTS][0]
        held.append((f"{above}{number:06}", f"{named(chance)} айыл аймагы"))
        rows.append((held[-1][0], "aimak", above, held[-1][1]))
    names = ("code", "kind", "parent", "name_ky")
    fixed = {"example": True, "sort_key": "", "search_key": "", "rev": 1}
    values = [dict(zip(names, row, strict=True)) | fixed for row in rows]
    session.execute(insert(table_of(Place)), values)
    values = [
        {
            "code": f"S-{number:05}",
            "place": held[number % len(held)][0],
            "name_ky": f"№ {number % 120 + 1} {chance.choice(('', named(chance)))} мектеп",
        }
        | fixed
        for number in range(SCHOOLS)
    ]
    session.execute(insert(table_of(School)), values)
    return held


def bought(count: int, held: list[tuple[str, str]], chance: Random) -> Iterator[Thing]:
    """Purchases, with titles of everyday words and now and then a rare one."""
    for number in range(1, count + 1):
        place, name = chance.choice(held)
        words = [chance.choice(THINGS) + chance.choice(ENDINGS), chance.choice(DEEDS)]
        words.append(chance.choice(FOR).format(chance.randrange(1, 121)))
        if number % 20 == 0:
            words.append(named(chance) + str(number))
        title = " ".join(words).capitalize()
        code = f"1{chance.randrange(1500):07}-0"
        around, codes = (name,), (code, f"FIR-{chance.randrange(1, 13):02}")
        yield Thing("purchase", str(number), Words(title), (title,), place, codes, around)


def others(chance: Random) -> Iterator[Thing]:
    """Suppliers, item codes and requirements."""
    for number in range(1, SUPPLIERS + 1):
        name = f"«{named(chance)} {chance.choice(THINGS).capitalize()}» ЖЧК"
        inn = f"{10**13 + number}"
        yield Thing("supplier", str(number), Words(name, name, name), (name,), None, (inn,))
    for number in range(1500):
        name = f"{chance.choice(THINGS)} {chance.choice(THINGS)}"
        code = f"1{number:07}-0"
        yield Thing("item", code, Words(None, name), (name,), None, (code,))
    for number in range(1, 141):
        name = f"{chance.choice(THINGS)} {chance.choice(THINGS)}"
        code = f"FIR-{number:02}"
        yield Thing("requirement", code, Words(name), (name,), None, (code,))


def fill(url: str, purchases: int) -> list[tuple[str, str]]:
    """All of it in a base, its index written as the program writes it."""
    writer, chance = open_writer(url), Random(1)
    Base.metadata.create_all(writer)
    late = MADE["postgresql"][1:] if "postgres" in url else ()  # its index is quicker at the end
    with Session(writer) as session, session.begin():
        if late:
            session.execute(text(f"DROP INDEX ix_{INDEX}_words"))
        held = country(session, chance)
        began, into = time.monotonic(), Writer(session)
        into.empty()  # as when it is made anew
        into.put(places(session, None))
        into.put(schools(session, None))
        into.put(others(chance))
        into.put(bought(purchases, held, chance))
        into.close()
        for statement in late:
            session.execute(text(statement))
    spent = time.monotonic() - began
    with writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE" if "postgres" in url else "ANALYZE"))
    told(f"{writer.dialect.name}: {purchases} purchases indexed in {spent:.0f} s")
    writer.dispose()
    return held


def queries(held: list[tuple[str, str]]) -> Iterator[tuple[str, str, str | None]]:
    """What is asked: (kind of query, the words, the place it is narrowed to)."""
    chance = Random(2)
    latin = str.maketrans(
        dict(zip("абгдеижзклмнопрстуфыөүң", "abgdeijzklmnoprstufyoun", strict=True))
    )
    while True:
        thing, place = chance.choice(THINGS), chance.choice(held)[1].split()[0]
        number = chance.randrange(1, 121)
        yield "number", f"№ {number}", None
        yield "number and word", f"{number} мектеп", None
        yield "school and place", f"мектеп {number} {place}", None
        yield "thing", thing, None
        yield "form", thing + "лардын", None
        yield "form", thing + "ов", None
        yield "Latin", thing.translate(latin), None
        yield "mistyped", thing[:2] + thing[3:] + "х", None
        yield "mistyped", place[1] + place[0] + place[2:] + "ш", None
        yield "place", place, None
        yield "beginning", thing[:2], None
        yield "code", f"1{number:07}-0", None
        yield "most common", "мектептер үчүн сатып алуу", None
        yield "most common", "школа", None
        yield "within a place", thing, held[number % DISTRICTS][0]
        yield "within an oblast", f"{thing} сатып", held[number % DISTRICTS][0][:5]
        yield "two things", f"{thing} {chance.choice(DEEDS)} {number}", None
        yield "nothing", "ъщщхъ 77777", None


def measured(url: str, held: list[tuple[str, str]], rounds: int) -> None:
    """What a hundred queries take; by what they are like.

    Of each the least by the clock, for other work may run beside it, and the median of this
    process's CPU (all of it on SQLite, little of it on PostgreSQL).
    """
    reader = open_reader(url)
    asked = list(islice(queries(held), 100))
    spent: list[tuple[float, float, str, str]] = []
    with Session(reader) as session:
        empty = min(_taken(session)[0] for _ in range(200))
        for kind, words, place in asked:
            search.find(session, words, place=place)
            took = [_taken(session, words, place) for _ in range(rounds)]
            clock, work = min(one[0] for one in took), median(one[1] for one in took)
            spent.append((clock, work, kind, words))
    print(f"{reader.dialect.name}: an empty statement {empty:.2f} ms; {len(spent)} queries")
    for name, by in (("by the clock", 0), ("CPU", 1)):
        times = sorted(one[by] for one in spent)
        for what, took in (("p50", median(times)), ("p95", quantiles(times, n=20)[-1])):
            print(f"  {name:14}{what}{took:8.1f} ms {took / empty:7.0f} x an empty statement")
    for kind in dict.fromkeys(one[2] for one in spent):
        clock, work, _kind, words = max(one for one in spent if one[2] == kind)
        print(f"  {kind:18}{clock:8.1f} ms at most, CPU {work:6.1f} ms: {words}")
    reader.dispose()


def _taken(
    session: Session, words: str | None = None, place: str | None = None
) -> tuple[float, float]:
    began, busy = time.perf_counter(), time.process_time()
    if words is None:
        session.execute(text("SELECT 1")).all()
    else:
        search.find(session, words, place=place)
    return (time.perf_counter() - began) * 1000, (time.process_time() - busy) * 1000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--purchases", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--postgresql", metavar="URL", help="an empty base to fill as well")
    options = parser.parse_args()
    with folder() as here:
        bases = [f"sqlite:///{here / 'search.db'}"]
        bases += [options.postgresql] if options.postgresql else []
        for url in bases:
            measured(url, fill(url, options.purchases), options.rounds)
    print("goal: p95 under 50 ms")


if __name__ == "__main__":
    main()
