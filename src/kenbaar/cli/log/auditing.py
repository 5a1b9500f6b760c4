"""`kenbaar log audit`: a whole log is read again and held against the database and the register."""

from collections.abc import Iterator
from typing import Annotated

import orjson
import typer
from django.db import DatabaseError

from kenbaar.cli.log import wording
from kenbaar.cli.log.options import LONG, Speak, WhichLog, chosen
from kenbaar.cli.screen import complain, console, one_sentence, progress
from kenbaar.journal.errors import LogError
from kenbaar.journal.log.auditing import audit_log
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.queries import count_of
from kenbaar.ledger.auditing import Difference
from kenbaar.register.auditing import audit_register
from kenbaar.register.models import Entry
from kenbaar.standards.files.refusals import shown
from kenbaar.values import Language

DIFFERENT, NOT_LOOKED_AT = 1, 2


def audit(
    *,
    log: WhichLog = None,
    every: Annotated[bool, typer.Option("--all", help="Go on after the first difference.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write a JSON object a line.")] = False,
    speak: Speak = Language.NL,
) -> None:
    """Read whole logs again, and name the first difference with what is published, the database or the register."""
    sound = True
    for one in chosen(log):
        found = 0
        with one_sentence(LogError, DatabaseError, speak=speak, status=NOT_LOOKED_AT):
            for difference in _differences(one, speak):
                found += 1
                _tell(one, difference, as_json=as_json, speak=speak)
                if not every:
                    break
            _conclude(one, found, as_json=as_json, speak=speak)
        sound = sound and not found
    if not sound:
        raise typer.Exit(DIFFERENT)


def _differences(log: Log, speak: Language) -> Iterator[Difference]:
    with progress() as bar:
        leaves = bar.add_task(wording.AUDITING.to(speak).format(log=log), total=count_of(log))
        yield from audit_log(log, count=lambda done: bar.update(leaves, completed=done))
        if log is Log.REGISTER:
            entries = bar.add_task(wording.AUDITING_ENTRIES.to(speak), total=Entry.objects.count())
            yield from audit_register(count=lambda done: bar.update(entries, completed=done))


def _tell(log: Log, found: Difference, *, as_json: bool, speak: Language) -> None:
    if as_json:
        told = {"what": found.what, "where": found.where, "expected": found.expected, "found": found.found}
        typer.echo(orjson.dumps({"log": log, **told}).decode())
        return
    sentence = wording.DIFFERENCES[found.what].to(speak)
    complain(f"{log}: {shown(found.where, most=LONG)}: {sentence}")
    for label, value in ((wording.EXPECTED, found.expected), (wording.FOUND, found.found)):
        complain(f"  {label.to(speak)}: {shown(value, most=LONG)}")


def _conclude(log: Log, found: int, *, as_json: bool, speak: Language) -> None:
    if as_json:
        typer.echo(orjson.dumps({"log": log, "leaves": count_of(log), "sound": not found}).decode())
        return
    if not found:
        sentence = wording.SOUND.to(speak).format(log=log, size=count_of(log))
        console.print(sentence, markup=False, highlight=False, soft_wrap=True)
