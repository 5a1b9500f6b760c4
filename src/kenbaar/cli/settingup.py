"""`kenbaar setup`: database, bodies, first entries, static files and search index, as often as you like."""

import io
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from kenbaar.cli.importing import run_import, show_report
from kenbaar.cli.indexing import follow_with_bar
from kenbaar.cli.screen import console, one_sentence
from kenbaar.people.actions import record_bodies
from kenbaar.people.actors import OPERATOR
from kenbaar.register.importing.bodies import every_known_body
from kenbaar.register.sample import load_sample
from kenbaar.values import Language


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("setup")(setup)


def setup(
    sample: Annotated[bool, typer.Option("--sample", help="Load the sample register of invented bodies.")] = False,
    data: Annotated[Path | None, typer.Option(help="Load a real export and the real list of bodies.")] = None,
    speak: Annotated[Language, typer.Option(help="Language of the report of what was loaded.")] = Language.NL,
) -> None:
    """Set everything up. Doing it again repairs what is missing and changes nothing else."""
    Path(settings.DATABASES["default"].get("NAME") or ".").parent.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, stdout=io.StringIO())
    call_command("collectstatic", interactive=False, verbosity=0, stdout=io.StringIO())
    if sample:
        made = load_sample(by=OPERATOR)
        console.print(f"Sample register: {made} entries made.")
    else:
        changed = record_bodies(every_known_body(), by=OPERATOR, now=timezone.now())
        console.print(f"Bodies: {changed} added or brought up to date.")
    if data is not None:
        with one_sentence(speak=speak):
            report, first = run_import(data, dry_run=False, repairs=None, language=None, speak=speak)
        show_report(report, first, dry_run=False, repairs=None, speak=speak)
    follow_with_bar(speak)
