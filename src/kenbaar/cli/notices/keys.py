"""`kenbaar notices keys`: the keys with which a body reads its notices, without a citizen's code."""

import os
from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone

from kenbaar.cli.notices import wording
from kenbaar.cli.notices.options import Speak, body_called
from kenbaar.cli.screen import complain, console, one_sentence
from kenbaar.envelopes.sealing import ReadingKey
from kenbaar.notices.actions.keys import add_reading_key
from kenbaar.notices.errors import NoticeError
from kenbaar.notices.queries.keys import reading_keys_of
from kenbaar.people.actors import OPERATOR
from kenbaar.values import Language


def add_to(group: typer.Typer) -> None:
    """Add the commands."""
    keys = typer.Typer(no_args_is_help=True, help="The keys with which a body reads its notices.")
    keys.command("new")(new)
    keys.command("list")(show)
    group.add_typer(keys, name="keys")


def new(
    body: Annotated[str, typer.Argument(metavar="BODY", help="Short name of the body, as in its address.")],
    *,
    out: Annotated[Path, typer.Option("--out", help="File for the private half; it must not be there yet.")],
    speak: Speak = Language.NL,
) -> None:
    """Make a key for a body: notices are sealed for it from now on. The private half is in the file only."""
    owner = body_called(body, speak)
    key = ReadingKey.made(owner.slug)
    try:
        # The file comes first: a key whose private half nobody has would seal notices that nobody can open.
        with os.fdopen(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(f"{key.to_text()}\n")
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError as error:
        complain(wording.FILE_THERE.to(speak).format(file=out))
        raise typer.Exit(1) from error
    except OSError as error:
        complain(wording.NO_FILE.to(speak).format(file=out, why=error.strerror))
        raise typer.Exit(1) from error
    with one_sentence(NoticeError, speak=speak):
        made = add_reading_key(owner, key.public, by=OPERATOR, now=timezone.now())
    said = wording.KEY_MADE.to(speak).format(number=made.pk, body=owner.slug, file=out)
    console.print(said, markup=False, highlight=False, soft_wrap=True)


def show(
    body: Annotated[str, typer.Argument(metavar="BODY", help="Short name of the body, as in its address.")],
    *,
    speak: Speak = Language.NL,
) -> None:
    """Show the keys of a body, the newest first: number, day, and the public half."""
    for key in reading_keys_of(body_called(body, speak)):
        typer.echo(f"{key.pk}  {key.made_at:%Y-%m-%d}  {bytes(key.public).hex()}")
