"""What an edition leaves out though purchases or budget lines rest on it. Pure."""

from collections.abc import Mapping

from standard.catalogue_file import Catalogue
from standard.catalogue_walk import Problem
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
