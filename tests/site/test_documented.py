"""Whole-site tests: every event, setting, command, operation and room has its place in the documentation."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main
from django.core.management import call_command

from kenbaar.api.main import operations
from kenbaar.cli.main import app, with_commands
from kenbaar.site.environment import Environment
from tests.site.test_every_deed import every_event

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"


def _first_column(page: str, pattern: str) -> list[str]:
    """Return what stands in code in the first column of the tables of a page."""
    return re.findall(rf"^\| `({pattern})` \|", (REFERENCE / page).read_text(), re.MULTILINE)


def test_every_event_is_documented() -> None:
    assert sorted(_first_column("events.md", r"[a-z]+\.[a-z]+\.[a-z]+")) == sorted(
        event.name for event in every_event()
    )


def test_every_setting_is_documented() -> None:
    settings = [f"KENBAAR_{name.upper()}" for name in Environment.model_fields]
    assert sorted(_first_column("settings.md", "KENBAAR_[A-Z_]+")) == sorted(settings)


def _commands(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Give every command by its name, those of a group by both names."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{before}{name} ")
        else:
            yield before + name, command


def test_every_command_and_option_is_documented() -> None:
    page = (REFERENCE / "commands.md").read_text()
    commands = dict(_commands(typer.main.get_command(with_commands(app))))
    assert sorted(re.findall(r"^## `kenbaar ([\w -]+)`", page, re.MULTILINE)) == sorted(commands)
    for name, command in commands.items():
        section = page.split(f"## `kenbaar {name}`")[1].split("\n## ")[0]
        for parameter in command.params:
            is_option = parameter.param_type_name == "option"
            for word in parameter.opts if is_option else [parameter.metavar or parameter.name.upper()]:
                assert f"`{word}" in section or f" {word}`" in section, f"{name}: {word} is not documented"


def test_every_operation_of_the_api_is_documented() -> None:
    page = (REFERENCE / "api.md").read_text()
    documented = re.findall(r"^\| `(GET|POST|PUT|PATCH|DELETE) (/[^`]*)` \|", page, re.MULTILINE)
    assert sorted(documented) == sorted((method, path) for method, path, _function in operations())


def test_every_room_is_on_the_map() -> None:
    page = (ROOT / "docs" / "explanation" / "map.md").read_text()
    rooms = [path.name for path in (ROOT / "src" / "kenbaar").iterdir() if path.is_dir() and path.name != "__pycache__"]
    assert sorted(re.findall(r"^\| `(\w+)/` \|", page, re.MULTILINE)) == sorted(rooms)


def test_every_link_between_pages_leads_somewhere() -> None:
    dead = []
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text()):
            if not target.startswith(("http://", "https://", "mailto:")) and not (page.parent / target).exists():
                dead.append(f"{page.relative_to(ROOT)} -> {target}")
    assert not dead


@pytest.mark.django_db
def test_the_migrations_say_what_the_models_say() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
