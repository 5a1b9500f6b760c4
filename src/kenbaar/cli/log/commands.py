"""`kenbaar log`: how the public logs stand, sealing and checking them, copies, witnesses, keys and following others."""

from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from rich.table import Table
from rich.text import Text

from kenbaar.cli.log import auditing, history, monitoring, witness, wording
from kenbaar.cli.log.options import OneLog, Speak, WhichLog, chosen
from kenbaar.cli.log.sealing import seal_with_bar
from kenbaar.cli.screen import complain, console, one_sentence, progress
from kenbaar.journal.errors import LogError
from kenbaar.journal.log.copying import CopyRefused, copy_log
from kenbaar.journal.log.keys import add_key
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.standing import Standing, public_keys, standing_of
from kenbaar.ledger.leaves import moment
from kenbaar.values import Language


def add_to(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = monitoring.group()
    group.command("status")(status)
    group.command("seal")(seal)
    group.command("audit")(auditing.audit)
    group.command("history")(history.history)
    group.command("export")(export)
    group.command("witness")(witness.witness)
    group.command("keys")(keys)
    app.add_typer(group, name="log")


def status(*, speak: Speak = Language.NL) -> None:
    """Show how each log stands: leaves, keys, witnesses, place, and whether the latest checkpoint is published."""
    with one_sentence(LogError, speak=speak):
        for log in Log:
            _show(standing_of(log), speak)


def seal(
    *,
    log: WhichLog = None,
    anew: Annotated[bool, typer.Option("--anew", help="Write every file of the log again, from the leaves.")] = False,
    speak: Speak = Language.NL,
) -> None:
    """Seal now what waits, and publish it. A site that runs does so by itself."""
    for one in chosen(log):
        sealed = seal_with_bar(one, speak, anew=anew)
        _say(wording.SEALED.to(speak).format(log=one, size=sealed.size, added=sealed.added))


def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder.")],
    *,
    log: OneLog = Log.REGISTER,
    speak: Speak = Language.NL,
) -> None:
    """Copy a whole log, with its records and public keys, to a folder that any web server can serve."""
    with one_sentence(LogError, CopyRefused, speak=speak), progress() as bar:
        total = standing_of(log).sealed
        task = bar.add_task(wording.COPYING.to(speak), total=total)
        size = copy_log(log, folder, count=lambda done: bar.update(task, completed=done))
    _say(wording.COPIED.to(speak).format(log=log, size=size, folder=folder))


def keys(
    *,
    log: WhichLog = None,
    new: Annotated[bool, typer.Option("--new", help="Make one more key for this log; both sign from now on.")] = False,
    speak: Speak = Language.NL,
) -> None:
    """Show the public keys of the logs, as others need them to check; or make one more."""
    if new and log is None:
        complain(wording.WHICH_LOG.to(speak))
        raise typer.Exit(1)
    with one_sentence(LogError, speak=speak):
        made = add_key(log) if new and log else None
        for one in chosen(log):
            for key in public_keys(one):
                typer.echo(key)
    if made:
        _say(wording.KEY_ADDED.to(speak).format(key=made.verifier.to_text(), file=settings.LOG_KEY_FILE, log=log))


def _show(standing: Standing, speak: Language) -> None:
    rows = {
        "leaves": str(standing.leaves),
        "sealed": str(standing.sealed),
        "waiting": str(max(0, standing.leaves - standing.sealed)),
        "sealed_at": moment(standing.sealed_at) if standing.sealed_at else "-",
        "published": wording.PUBLISHED[standing.published].to(speak),
        "place": standing.place,
        "keys": "\n".join(standing.keys) or wording.NO_KEY.to(speak),
        "witnesses": "\n".join(one.name for one in standing.cosigned) or "-",
    }
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    table.add_column()
    table.add_column(overflow="fold")
    for name, value in rows.items():
        table.add_row(wording.STATUS[name].to(speak), Text(value))
    console.print(Text(wording.LOG.to(speak).format(log=standing.log), style="bold"))
    console.print(table)


def _say(sentence: str) -> None:
    console.print(sentence, markup=False, highlight=False, soft_wrap=True)
