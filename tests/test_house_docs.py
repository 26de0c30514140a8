"""What is written about the program is true: commands, settings, acts, decisions."""

import re
from collections.abc import Iterator

import click
import pytest
from flask import Flask

from core.access import PERMITS, Role
from tests.test_house_floors import FLOORS, ROOT
from tracker import config, create_app

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application with its commands."""
    folder = tmp_path_factory.mktemp("docs")
    return create_app(TRACKER_MODE="example", TRACKER_INSTANCE=str(folder))


def commands(group: click.Group, path: str = "") -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{path}{name} ")
        else:
            yield f"{path}{name}", command


def test_every_command_has_its_help(app: Flask) -> None:
    found = dict(commands(app.cli))
    for name, command in found.items():
        assert command.help or command.short_help, name
    contract = "accounts create, standard load, standard show, register load, budgets template, "
    contract += "budgets import, budgets approve, opendata import, opendata export, "
    contract += "journal verify, journal audit, example load, example generate, oversight flags, "
    contract += "oversight sample"
    assert set(contract.split(", ")) <= set(found)


def test_every_setting_says_what_it_is_for() -> None:
    for setting in config.SETTINGS:
        assert setting.name.startswith("TRACKER_")
        assert len(setting.purpose) > 10, setting.name


def test_the_map_of_the_house_shows_every_floor() -> None:
    for floor in FLOORS:
        assert f"`{floor}/`" in README, floor


def test_every_file_the_documents_name_is_there() -> None:
    for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/**/*.md")):
        text = path.read_text(encoding="utf-8")
        for name in re.findall(r"`((?:[a-z_]+/)+[\w.-]+\.(?:py|md|yaml|csv|txt))[:`]", text):
            assert (ROOT / name).exists(), f"{path.name} names {name}"


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs/decisions").glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_no_role_is_idle_without_being_said() -> None:
    used = {role for roles in PERMITS.values() for role in roles}
    reading = {Role.PARTNER}  # it reads; its own acts come with oversight
    assert set(Role) - used == reading
