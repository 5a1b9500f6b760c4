"""`kenbaar import-kader` with the register behind it: snapshots are recorded, and linked to the duties of today."""

from collections.abc import Iterable
from typing import Any

import typer
from django.utils import timezone

from kenbaar.assessments.actions.kader import record_kader
from kenbaar.assessments.errors import OtherKader
from kenbaar.assessments.queries.kader import places_of_duties
from kenbaar.cli import kader
from kenbaar.cli.kader_wording import OTHER_CONTENT, filled
from kenbaar.law.kader.shape import KaderRefused
from kenbaar.law.kader.storing import from_json
from kenbaar.law.reading import law_book
from kenbaar.people.actors import OPERATOR


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    kader.add_to(app, keep=_keep, duties=_duties)


def _keep(document: dict[str, Any]) -> None:
    snapshot = from_json(document)
    try:
        record_kader(snapshot, by=OPERATOR, now=timezone.now())
    except OtherKader as error:
        raise KaderRefused(filled(OTHER_CONTENT, tag=snapshot.tag)) from error


def _duties() -> Iterable[tuple[str, str, str]]:
    return places_of_duties(law_book().at(timezone.localdate()))
