"""What an edition may not do to requirements that records rest on. Pure."""

from collections.abc import Mapping

from standard.catalogue_file import Catalogue, Criterion
from standard.catalogue_walk import Problem
from standard.rules import JUDGED
from standard.yaml_tree import parse


def left_out(text: str, catalogue: Catalogue, used: Mapping[str, int]) -> list[Problem]:
    """Name each used requirement that the catalogue, which `text` holds, leaves out.

    `used` counts the purchases and budget lines that name a requirement. The line is that of the
    file's list of requirements.
    """
    there = {entry.code for entry in catalogue.requirements}
    missing = sorted(set(used) - there)
    node = parse(text).get("requirements") if missing else None
    return [
        Problem(
            "catalogue.requirement_in_use", node.line if node else 1, code, {"count": used[code]}
        )
        for code in missing
    ]


def counted_otherwise(
    text: str, catalogue: Catalogue, before: Mapping[str, Criterion], numbered: Mapping[str, int]
) -> list[Problem]:
    """Name each requirement that the catalogue counts in something else than records have it in.

    Five metres of fence are not five gates. `before` are the criteria each requirement had last,
    `numbered` counts the records that hold a quantity of it. The line is the requirement's own.
    """
    changed = {
        entry.code: place
        for place, entry in enumerate(catalogue.requirements)
        if entry.code in before
        and numbered.get(entry.code)
        and counted_in(before[entry.code]) != counted_in(entry.criterion)
    }
    node = parse(text).get("requirements") if changed else None
    return [
        Problem(
            "catalogue.counted_otherwise",
            node.items[place].line if node else 1,
            code,
            {"count": numbered[code]},
        )
        for code, place in changed.items()
    ]


def counted_in(criterion: Criterion) -> tuple[str, str]:
    """What quantities of a requirement are numbers of; of a share, what it is part of
    (docs/decisions/0009). A yes is no measurement, and neither is a count.
    """
    kind = criterion.type if criterion.type in JUDGED else "count"
    return kind, criterion.basis if criterion.type == "percentage" else criterion.unit
