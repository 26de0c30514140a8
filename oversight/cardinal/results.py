"""All indicators over many processes, in the shape in which Cardinal tells its results. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from oversight.cardinal import many, one
from oversight.cardinal.many import Share, Variety
from oversight.cardinal.process import Party, Process

YES, NONE = Decimal(1), Decimal(0)
Results = dict[str, dict[str, dict[str, Decimal]]]
"""By group (OCID, Buyer, ProcuringEntity, Tenderer; Meta by flag), by key, by flag (Meta: name)."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What may be set; each default is Cardinal's. `methods` are empty where all are judged."""

    short: int = one.SHORT
    short_by_details: Mapping[str, int] = field(default_factory=dict)
    short_methods: tuple[str, ...] = ()
    least_bids: int = many.LEAST_BIDS
    least_processes: int = many.LEAST_PROCESSES


@dataclass(frozen=True, slots=True)
class Told:
    """A process with what its heading tells: the time to offer, the method, who bought."""

    ocid: str
    process: Process
    starts: date | None = None
    method: str | None = None
    details: str | None = None
    tenderers: int | None = None
    buyer: str | None = None
    entity: str | None = None


@dataclass(slots=True)
class _Counted:
    """What is counted over all processes before a fence can be drawn."""

    closeness: dict[str, one.Closeness] = field(default_factory=dict)
    wins: dict[Party, Share] = field(default_factory=dict)
    out: dict[Party, Share] = field(default_factory=dict)
    buyers: dict[Party, Share] = field(default_factory=dict)
    entities: dict[Party, Share] = field(default_factory=dict)
    varieties: dict[Party, Variety] = field(default_factory=dict)


def indicators(told: Iterable[Told], settings: Settings | None = None) -> Results:
    """What every flag raises. A flag that is not raised of something does not stand there."""
    settings = settings or Settings()
    results: Results = {}
    counted = _Counted()
    for case in told:
        _alone(results, case, settings)
        _count(counted, case)
    _differences(results, counted)
    _parties(results, counted, settings)
    return results


def _set(results: Results, group: str, key: Party, flag: str, value: Decimal) -> None:
    results.setdefault(group, {}).setdefault(str(key), {})[flag] = value


def _meta(results: Results, flag: str, **values: Decimal | None) -> None:
    for name, value in values.items():
        if value is not None:
            rounded = value.quantize(Decimal("0.0001"), ROUND_HALF_UP)
            _set(results, "Meta", flag, name, rounded)


def _alone(results: Results, case: Told, settings: Settings) -> None:
    process = case.process
    if case.starts and process.ends:
        wanted = not settings.short_methods or case.method in settings.short_methods
        days = settings.short_by_details.get(case.details or "", settings.short)
        if wanted and one.short(case.starts, process.ends, days):
            _set(results, "OCID", case.ocid, "R003", YES)
    if case.tenderers is not None and one.single(case.tenderers, case.method):
        _set(results, "OCID", case.ocid, "R018", YES)
    same = one.identical(process)
    for tenderer in same:
        _set(results, "Tenderer", tenderer, "R028", YES)
    others = one.others_disqualified(process)
    for supplier in process.active[0].suppliers if others else ():
        _set(results, "Tenderer", supplier, "R035", Decimal(others))
    for flag, value in (
        ("R028", bool(same)),
        ("R030", bool(one.late_winners(process))),
        ("R035", others),
        ("R036", one.lowest_disqualified(process)),
    ):
        if value:
            _set(results, "OCID", case.ocid, flag, Decimal(value))


def _count(counted: _Counted, case: Told) -> None:
    process = case.process
    closeness = one.closeness(process)
    if closeness:
        counted.closeness[case.ocid] = closeness
    many.count_wins(process, counted.wins)
    receivers = [
        shares.setdefault(party, Share())
        for shares, party in ((counted.buyers, case.buyer), (counted.entities, case.entity))
        if party is not None
    ]
    many.count_disqualified(process, counted.out, receivers)
    many.count_divisions(process.awards, counted.varieties)


def _differences(results: Results, counted: _Counted) -> None:
    """R024 and R058: the second lowest offer beside the winning one."""
    ratios = [found.ratio for found in counted.closeness.values()]
    low, high = many.close(ratios), many.wide(ratios)
    spread = many.spread(ratios)
    if spread:
        _meta(results, "R024", q1=spread.first, q3=spread.third, lower_fence=spread.low)
        _meta(results, "R058", q1=spread.first, q3=spread.third, upper_fence=spread.high)
    for ocid, found in counted.closeness.items():
        if low is not None and found.ratio <= low:
            _set(results, "OCID", ocid, "R024", found.ratio)
            for tenderer in (found.winner, found.second):
                _set(results, "Tenderer", tenderer, "R024", NONE)
        if high is not None and found.ratio >= high:
            _set(results, "OCID", ocid, "R058", found.ratio)
            _set(results, "Tenderer", found.winner, "R058", NONE)


def _parties(results: Results, counted: _Counted, settings: Settings) -> None:
    """R025, R038 and R048: those whose counts are far from the others'."""
    losing = many.losing(counted.wins)
    if losing:
        _meta(results, "R025", upper_fence=losing.bids, lower_fence=losing.ratio)
    for party, share in counted.wins.items():
        if losing and losing.holds(share):
            _set(results, "Tenderer", party, "R025", share.ratio)
    for group, shares in (
        ("Buyer", counted.buyers),
        ("ProcuringEntity", counted.entities),
        ("Tenderer", counted.out),
    ):
        ratios = many.enough(shares, settings.least_bids)
        fence = many.wide(ratios.values())
        for party, ratio in ratios.items():
            if fence is not None and ratio >= fence:
                _set(results, group, party, "R038", ratio)
    counts = many.varied(counted.varieties, settings.least_processes)
    fence = many.various(counts.values())
    for party, count in counts.items():
        if fence is not None and count >= fence:
            _set(results, "Tenderer", party, "R048", count)
