"""Every act is permitted by the one table, asks it, and is written in the journal."""

import ast
from pathlib import Path

import pytest

from core.access import PERMITS, Act
from tests.test_house_floors import MODULES, ROOT

# Acts on a draft: a workspace outside the journal (decisions on transactions, 0001).
DRAFTS = {
    "add_plan_line",
    "add_to_draft",
    "add_requirement",
    "allocate",
    "ask",
    "allocate_many",
    "begin_as_last",
    "carry_over",
    "change_line",
    "choose_columns",
    "choose_extract_columns",
    "change_requirement",
    "discard",
    "draft",
    "explain_prices",
    "import_budget",
    "call_off",
    "make_framework",
    "import_purchases",
    "keep_part",
    "lay_aside",
    "open_draft",
    "propose_plan",
    "redraft",
    "release",
    "remove_line",
    "remove_requirement",
    "rename",
    "replace_lines",
    "replace_text",
    "set_ceilings",
    "take_from_draft",
    "take",
    "undo_import",
    "undo_purchases",
}
MANY = {"fill_many", "look_at_many"}  # by these another act is done
# Steps an act hands on, named in its docstring: the act itself permits and writes.
PARTS = {
    "budgets/acts/drafts.py": {
        "as_it_stands",
        "columns_of",
        "empty_version",
        "insert_lines",
        "locked_draft",
        "new_draft_line",
        "put_ceilings",
    },
    "budgets/acts/handed_in.py": {"fixed", "new_line"},
    "budgets/acts/in_force.py": {"bring_in_force", "planned_move", "supersede"},
    "budgets/acts/last_year.py": {"that_come_again"},
    "budgets/acts/lines.py": {
        "check_values",
        "identity",
        "keep_ceilings",
        "keep_committed",
        "known_source",
        "not_below_committed",
        "spread",
        "values_in_force",
        "values_of",
    },
    "budgets/acts/standing.py": {
        "hearing_over",
        "keep_remainders",
        "nobody_waits",
        "not_ended",
    },
    "budgets/acts/spending.py": {
        "closed_year",
        "locked_lines",
        "may_serve",
        "post",
        "post_beside",
    },
    "oversight/findings/acts/evidence.py": {"judged", "piece"},
    "oversight/findings/acts/matter.py": {"council_of", "matter_of", "not_open_already"},
    "oversight/findings/acts/standing.py": {
        "addressed",
        "answering",
        "of_this_council",
        "scopes",
        "standing",
        "member_of",
    },
    "opendata/acts.py": {"import_passports", "import_plans"},
    "opendata/plan_acts.py": {"import_plan_table"},
    "procurement/acts/acceptances.py": {"accepted_before", "gains_of"},
    "procurement/acts/call_offs.py": {
        "amended",
        "claim",
        "framework_of",
        "may_be_called",
        "same_supplier",
    },
    "procurement/acts/acceptance_papers.py": {"joined_roles", "judge"},
    "procurement/acts/certificates.py": {"answered", "asked", "kept"},
    "opendata/case_rows/acts.py": {"import_deliveries", "import_payments"},
    "oversight/reviews/acts.py": {"became", "clear"},
    "oversight/visits/acts/corrections.py": {"correct"},
    "procurement/acts/amendments.py": {"change_allowed"},
    "procurement/acts/bids.py": {"current"},
    "procurement/acts/contracts.py": {"open_contract", "running_contract", "unseen"},
    "procurement/acts/draft_lots.py": {"part"},
    "procurement/acts/lots.py": {"awarded", "lots_of", "open_lots", "waiting_awards"},
    "procurement/acts/versions.py": {"stored", "typed"},
    "procurement/acts/editions.py": {"adopt_draft", "adopt_edition", "used"},
    "procurement/acts/deliveries.py": {"outstanding"},
    "procurement/acts/lawful.py": {"check_named", "check_planned", "kept"},
    "procurement/acts/penalties.py": {"days_late"},
    "procurement/acts/plan_entry.py": {"checked", "clear", "fill", "ground_of"},
    "procurement/acts/reach.py": {"reach"},
    "procurement/acts/returns.py": {"gone_since", "losses", "still_accepted", "taken_off"},
    "procurement/acts/shares.py": {"share_out"},
    "procurement/acts/standing.py": {
        "account",
        "advances",
        "claim_paid",
        "commitments",
        "corrected",
        "post",
        "reopen",
        "say_why",
    },
    "procurement/acts/steps.py": {"step_to"},
    "procurement/acts/supplier_facts.py": {"not_barred"},
    "procurement/acts/suppliers.py": {"supplied"},
    "procurement/acts/terms.py": {"agreed_sums", "terms"},
    "standard/acts/edition_drafts.py": {"as_seen", "next_code"},
    "standard/acts/holdings.py": {"counted_on", "ends"},
    "standard/acts/registers.py": {"load_register"},
}
# An account is a key to the doors and no matter of the public's: only its roles are journaled.
KEYS = {"create", "disable"}
ACTS = [path for path in MODULES if path.name == "acts.py" or path.parent.name == "acts"]


def _calls(function: ast.FunctionDef, functions: dict[str, ast.FunctionDef]) -> set[str]:
    """The names a function calls, its own module's private functions looked into."""
    found: set[str] = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", None) or getattr(node.func, "id", "")
            if name in functions and name.startswith("_") and name != function.name:
                found |= _calls(functions[name], functions)
            found.add(name)
    return found


def test_every_act_is_in_the_table() -> None:
    assert set(PERMITS) == set(Act)
    assert all(PERMITS.values())


@pytest.mark.parametrize("path", ACTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_public_function_of_acts_asks_and_writes(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    parts = PARTS.get(str(path.relative_to(ROOT)), set())
    for name, function in functions.items():
        if name.startswith("_") or name in parts:
            continue
        calls = _calls(function, functions)
        acts = ({"commit", "recommit", "replace_lines", "import_plan"} | MANY) - {name}
        assert calls & ({"require", "locked_draft", "_open", "_draft", "step_to"} | acts), (
            f"{name} asks nobody"
        )
        if name not in DRAFTS | KEYS and not calls & MANY - {name}:
            assert calls & {"enter", "enter_rows"}, f"{name} leaves nothing in the journal"
