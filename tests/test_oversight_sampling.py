"""Drawing by money units, and what the sample says: rules by property, published examples exactly.

Sources of the examples. The guidance: European Commission, Guidance on sampling methods for audit
authorities, EGESIF_16-0014-01 of 20.01.2017. The lecture: University of Florida, ACG 5637, notes of
lecture 12, parts 5, 6 and 13 (after Messier, Auditing and Assurance Services).
"""

import csv
import subprocess
import sys
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import gammaincinv

from oversight.samples import projection, redraw
from oversight.samples.projection import Looked, factor, project, verdict
from oversight.samples.sampling import STRATA, Draw, Unit, draw, hits, promise_of, seed_of

SEED = sha256(b"a seed").digest()
amounts = st.integers(1, 10**12) | st.integers(1, 300)
seeds = st.binary(min_size=32, max_size=32)


@st.composite
def populations(draw_: st.DrawFn) -> tuple[list[Unit], int, str]:
    """Purchases, a size that they can give, and a way to tell flags apart."""
    told = draw_(st.lists(st.tuples(amounts, st.booleans()), min_size=2, max_size=60))
    units = [Unit(number, amount, raised) for number, (amount, raised) in enumerate(told, 1)]
    return units, draw_(st.integers(2, len(units))), draw_(st.sampled_from(sorted(STRATA)))


@settings(max_examples=150, deadline=None)
@given(populations(), seeds)
def test_every_sample_has_its_size_and_everything_not_smaller_than_the_interval(
    asked: tuple[list[Unit], int, str], seed: bytes
) -> None:
    units, size, strata = asked
    found = draw(units, size, strata, seed)
    assert len({one.purchase for one in found.chosen}) == len(found.chosen) == size
    assert sum(one.size for one in found.strata) == size
    amount = {unit.purchase: unit.amount for unit in units}
    assert all(one.amount == amount[one.purchase] and one.hits >= 1 for one in found.chosen)
    for stratum in found.strata:
        assert stratum.size >= 1
        if stratum.interval is None:
            assert stratum.size == stratum.units
            continue
        assert stratum.interval * stratum.draws == stratum.rest  # the intervals are all the money
        assert 0 <= stratum.start < stratum.rest
        mine = [one for one in found.chosen if one.stratum == stratum.name]
        assert all(one.certain == (one.amount >= stratum.interval) for one in mine)
        assert all(one.hits == 1 for one in mine if not one.certain)
        chosen = {one.purchase for one in mine}
        part = [u for u in units if stratum.name == "all" or u.raised == (stratum.name == "raised")]
        assert all(u.purchase in chosen for u in part if u.amount >= stratum.interval)
        assert sum(u.amount for u in part) == stratum.amount


@settings(max_examples=40, deadline=None)
@given(populations(), seeds, st.randoms())
def test_the_order_of_the_rows_does_not_matter_and_the_seed_is_all_there_is(
    asked: tuple[list[Unit], int, str], seed: bytes, chance: object
) -> None:
    units, size, strata = asked
    found = draw(units, size, strata, seed)
    mixed = list(units)
    chance.shuffle(mixed)
    assert draw(mixed, size, strata, seed) == found
    assert draw(units, len(units), strata, seed).interval is None  # everything is looked at


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=40), st.data())
def test_points_are_never_lost(amounts: list[int], data: st.DataObject) -> None:
    whole = sum(amounts)
    interval = data.draw(st.integers(1, whole))
    start = data.draw(st.integers(0, interval - 1))
    found = hits(amounts, interval, start)
    assert sum(found) == len(range(start, whole, interval))
    assert all(
        abs(count - Fraction(one, interval)) < 1 for count, one in zip(found, amounts, strict=True)
    )


def test_a_drawing_of_the_lecture_to_the_item() -> None:
    """Parts 5 and 6: five invoices, start 200: 200 | 700, 1200 | none | 1700, 2200 | 2700."""
    assert hits([357, 1281, 60, 573, 729], 3000 // 6, 200 - 1) == [1, 2, 0, 2, 1]


def test_a_drawing_of_the_lecture_with_a_long_list() -> None:
    """Part 6: 2 500 000 in 93 intervals of 26 882, start 3 977; accounts 1001 to 1008, 1214, 1215
    are printed, those between in one sum. Chosen: 1002, 1004, 1006, 1008, …, 1214 as the 93rd."""
    printed = [2350, 15495, 945, 21893, 3968, 32549, 2246, 11860]
    between = 2_472_032 - sum(printed)
    found = hits([*printed, between, 26945, 1023], 26_882, 3_977 - 1)
    assert found == [0, 1, 0, 1, 0, 1, 0, 1, 88, 1, 0]
    assert sum(found) == 93


def test_the_interval_is_counted_anew_as_the_guidance_does() -> None:
    """6.3.1.7: 8 of 77 high-value units, 786 837 081 of 4 199 882 024; the rest in 69 intervals."""
    big, rest = [100_000_000] * 7 + [86_837_081], 4_199_882_024 - 786_837_081
    small = [rest // 3844] * 3843
    small.append(rest - sum(small))
    units = [Unit(number, amount, False) for number, amount in enumerate([*big, *small], 1)]
    [stratum] = draw(units, 77, "none", SEED).strata
    assert (stratum.units, stratum.certain, stratum.draws) == (3852, 8, 69)
    assert round(stratum.interval) == 49_464_419


@pytest.mark.parametrize("confidence", [60, 70, 80, 90, 95, 99])
def test_reliability_factors_are_the_quantiles(confidence: int) -> None:
    for errors in (*range(12), 40, 120):
        exact = gammaincinv(errors + 1, confidence / 100)
        assert 0 <= float(factor(errors, confidence)) - exact < 2e-6


def test_reliability_factors_are_those_printed_in_the_guidance() -> None:
    """Appendix 3 at 90 %: 2.30, 3.89, 5.32, 6.68, and rows 12, 13, 16."""
    printed = {0: 2.30, 1: 3.89, 2: 5.32, 3: 6.68, 12: 17.78, 13: 18.96, 16: 22.45}
    assert {n: round(float(factor(n, 90)), 2) for n in printed} == printed


def rounded(errors: int, confidence: int) -> Fraction:
    """As tables print them."""
    return Fraction(f"{float(factor(errors, confidence)):.2f}")


def test_an_evaluation_of_the_lecture_to_the_item() -> None:
    """Part 13: 2 500 000 in 59 intervals of 42 373, 90 %: an error of 10 699 in what was always in,
    taintings of 60, 30 and 10 %, steps of 1.6, 1.4 and 1.4 between the factors:
    97 882 + 40 678 + 17 797 + 5 932 + 10 699 = 172 988."""
    table = [Fraction(n) for n in ("2.31", "3.91", "5.31", "6.71")]
    interval = Fraction(42_373)
    looked = [
        Looked(1, 71_330, 60_631, None),
        *(Looked(n, 100, 100 - tainting, interval) for n, tainting in ((2, 10), (3, 30), (4, 60))),
        Looked(5, 5_000, 5_000, interval),
    ]
    found = project(looked, interval, 90, lambda errors, _: table[errors])
    assert [step.purchase for step in found.steps] == [4, 3, 2]
    assert [round(one.projected + one.allowance) for one in found.steps] == [40_678, 17_797, 5_932]
    assert (round(found.basic), found.certain) == (97_882, 10_699)
    assert round(found.upper) == 172_988


def test_an_evaluation_of_the_guidance() -> None:
    """6.3.5.7: 4 199 882 024 in 136 intervals of 30 881 485, 90 %: errors of 7 843 574 in what was
    always in, taintings of 1.077 in all: most likely 41 102 934, basic precision 71 336 231. The
    table of allowances is printed in part only; 6.3.5.5 prints a whole one: a tainting of 25 % at
    an interval of 200 000 adds 0.58 × 0.25 × 200 000 = 29 000."""
    interval = Fraction(4_199_882_024, 136)
    assert round(interval) == 30_881_485
    high = Looked(1, 10_000_000, 10_000_000 - 7_843_574, None)
    low = [Looked(2, 1000, 0, interval), Looked(3, 1000, 923, interval)]
    table = {0: Fraction("2.31"), 1: Fraction("3.89"), 2: Fraction("5.32")}
    found = project([high, *low], interval, 90, lambda errors, _: table[errors])
    assert round(found.likely) == 41_102_934
    assert round(found.basic) == 71_336_231
    one = project([Looked(1, 40_000, 30_000, Fraction(200_000))], Fraction(200_000), 90,
                  lambda errors, _: table[errors])  # fmt: skip
    assert one.allowance == 29_000


def test_nothing_found_still_has_a_limit_and_a_whole_count_has_none() -> None:
    clean = [Looked(1, 500, 500, Fraction(1000))]
    found = project(clean, Fraction(1000), 95)
    assert (found.likely, found.upper) == (0, factor(0, 95) * 1000)
    assert verdict(found, Fraction(3000)) == projection.WITHIN
    assert verdict(found, Fraction(2000)) == projection.BETWEEN
    whole = project([Looked(1, 500, 200, None)], None, 95)
    assert (whole.likely, whole.upper) == (300, 300)
    assert verdict(whole, Fraction(299)) == projection.ABOVE


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 10**6), st.integers(0, 10**6), st.sampled_from([7, 10, 13])),
        max_size=12,
    )
)
def test_a_worse_finding_never_lowers_the_limit(told: list[tuple[int, int, int]]) -> None:
    looked = [
        Looked(number, book, book - min(book, error), Fraction(own * 10**6))
        for number, (book, error, own) in enumerate(told)
    ]
    found = project(looked, Fraction(13 * 10**6), 95)
    assert found.upper >= found.basic + found.likely
    for one in looked:
        worse = [Looked(x.purchase, x.book, 0, x.interval) if x is one else x for x in looked]
        assert project(worse, Fraction(13 * 10**6), 95).upper >= found.upper


def printed(found: Draw) -> list[str]:
    """A sample as the script prints it."""
    return [
        f"{one.purchase},{one.amount // 100}.{one.amount % 100:02},{one.stratum},{int(one.certain)}"
        for one in found.chosen
    ]


@settings(max_examples=60, deadline=None)
@given(populations(), seeds)
def test_the_script_in_its_own_words_draws_the_same(
    asked: tuple[list[Unit], int, str], seed: bytes
) -> None:
    units, size, strata = asked
    rows = sorted((unit.purchase, unit.amount, unit.raised) for unit in units)
    parts = redraw.strata_of(rows, redraw.WEIGHTS[strata])
    sizes = redraw.sizes_of(parts, size, redraw.WEIGHTS[strata])
    told = [
        (number, amount, name, certain)
        for (name, part), count in zip(parts, sizes, strict=True)
        for number, amount, certain in redraw.draw(name, part, count, seed)
    ]
    found = draw(units, size, strata, seed).chosen
    assert sorted(told) == [(o.purchase, o.amount, o.stratum, o.certain) for o in found]


def test_the_script_draws_from_a_file_and_keeps_to_the_promise(tmp_path: Path) -> None:
    units = [Unit(number, 10_000 + number * 977, number % 3 == 0) for number in range(1, 41)]
    file = tmp_path / "population.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["purchase", "amount", "raised"])
        for unit in reversed(units):
            som = f"{unit.amount // 100}.{unit.amount % 100:02}"
            writer.writerow([unit.purchase, som, int(unit.raised)])
    root, secret = "ab" * 32, "cd" * 32
    command = [sys.executable, redraw.__file__, str(file), "--size", "9", "--strata", "flags_twice"]
    command += ["--checkpoint", "77", "--root", root, "--secret", secret, "--promise"]
    ran = subprocess.run([*command, promise_of(secret)], capture_output=True, text=True, check=True)
    found = draw(units, 9, "flags_twice", seed_of(77, root, secret))
    assert ran.stdout.splitlines()[1:] == printed(found)
    lied = subprocess.run([*command, promise_of(root)], capture_output=True, text=True)
    assert (lied.returncode, lied.stderr) == (1, "The secret is not what was promised.\n")
