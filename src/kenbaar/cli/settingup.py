"""`kenbaar setup`: database, bodies, first entries, logs, static files and search index, as often as you like."""

import io
import os
import secrets
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from kenbaar.cli.importing import run_import, show_report
from kenbaar.cli.indexing import follow_with_bar
from kenbaar.cli.log import wording as log_wording
from kenbaar.cli.log.sealing import seal_with_bar
from kenbaar.cli.notices import run_wording
from kenbaar.cli.notices import wording as notice_wording
from kenbaar.cli.screen import console, one_sentence
from kenbaar.cli.trying import show_ways_to_try
from kenbaar.envelopes.codes import grouped
from kenbaar.journal.errors import LogError
from kenbaar.journal.log.keys import make_missing_keys
from kenbaar.journal.log.logs import Log
from kenbaar.notices.addresses import code_address
from kenbaar.notices.errors import NoticeError
from kenbaar.notices.keys import make_missing_secret
from kenbaar.notices.sample import load_sample_notices
from kenbaar.people.actions.bodies import record_bodies
from kenbaar.people.actors import OPERATOR
from kenbaar.register.importing.bodies import every_known_body
from kenbaar.register.importing.running import ImportOrder
from kenbaar.register.recording import record_missing
from kenbaar.register.sample import load_sample
from kenbaar.suppliers.sample import load_sample_templates
from kenbaar.values import Language, both

_MADE = both("Voorbeeldregister: {count} algoritmes gemaakt.", "Sample register: {count} entries made.")
_BODIES = both("Organisaties: {count} toegevoegd of bijgewerkt.", "Bodies: {count} added or brought up to date.")


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("setup")(setup)


def setup(
    sample: Annotated[bool, typer.Option("--sample", help="Load the sample register of invented bodies.")] = False,
    data: Annotated[Path | None, typer.Option(help="Load a real export and the real list of bodies.")] = None,
    speak: Annotated[Language, typer.Option(help="Language of the report of what was loaded.")] = Language.NL,
) -> None:
    """Set everything up. Doing it again repairs what is missing and changes nothing else.

    The sample prints ways in to try the desk, until somebody is in.
    """
    Path(settings.DATABASES["default"].get("NAME") or ".").parent.mkdir(parents=True, exist_ok=True)
    _make_secret()
    call_command("migrate", verbosity=0, stdout=io.StringIO())
    call_command("createcachetable", verbosity=0, stdout=io.StringIO())
    call_command("collectstatic", interactive=False, verbosity=0, stdout=io.StringIO())
    _make_keys(speak)
    if sample:
        made = load_sample(by=OPERATOR)
        load_sample_templates(by=OPERATOR)
        code = load_sample_notices(by=OPERATOR)
        console.print(_MADE.to(speak).format(count=made))
    else:
        changed = record_bodies(every_known_body(), by=OPERATOR, now=timezone.now())
        console.print(_BODIES.to(speak).format(count=changed))
    if data is not None:
        with one_sentence(speak=speak):
            order = ImportOrder(source=data.name, by=OPERATOR, now=timezone.now())
            report, first = run_import(data, order, repairs=None, speak=speak)
        show_report(report, first, dry_run=False, repairs=None, speak=speak)
    _fill_the_logs(speak)
    follow_with_bar(speak)
    show_ways_to_try(speak)
    if sample and data is None:
        said = run_wording.CODE_TO_TRY.to(speak).format(address=code_address(), code=grouped(code))
        console.print(f"\n{said}", markup=False, highlight=False, soft_wrap=True)


def _make_secret() -> None:
    """Make the signing secret where none is given; whatever reads the settings next, such as the server, finds it."""
    file = settings.SECRET_FILE
    if file is None or file.exists():
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    made = secrets.token_urlsafe(48)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as opened:
        opened.write(made)
    # What this run seals must be readable under the secret that stays.
    settings.SECRET_KEY = made


def _make_keys(speak: Language) -> None:
    with one_sentence(LogError, speak=speak):
        made = make_missing_keys(urlsplit(settings.PUBLIC_URL).netloc)
    if made:
        console.print(log_wording.KEYS_MADE.to(speak).format(file=settings.LOG_KEY_FILE), markup=False, highlight=False)
    with one_sentence(NoticeError, speak=speak):
        made_secret = make_missing_secret()
    if made_secret:
        said = notice_wording.SECRET_MADE.to(speak).format(file=settings.NOTICE_SECRET_FILE)
        console.print(said, markup=False, highlight=False)


def _fill_the_logs(speak: Language) -> None:
    recorded = record_missing(by=OPERATOR, now=timezone.now())
    if recorded:
        console.print(log_wording.RECORDED.to(speak).format(count=recorded))
    for log in Log:
        seal_with_bar(log, speak)
