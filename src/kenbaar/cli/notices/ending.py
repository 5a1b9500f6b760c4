"""`kenbaar notices withdraw` and `erase`: what an operator does to a notice after it was issued."""

from typing import Annotated

import typer
from django.utils import timezone

from kenbaar.cli.notices import wording
from kenbaar.cli.notices.options import Number, Speak
from kenbaar.cli.screen import console, one_sentence
from kenbaar.notices.actions.ending import erase_notice, withdraw_notice
from kenbaar.notices.errors import NoticeError
from kenbaar.people.actors import OPERATOR
from kenbaar.values import Language


def add_to(group: typer.Typer) -> None:
    """Add the commands."""
    group.command("withdraw")(withdraw)
    group.command("erase")(erase)


def withdraw(number: Number, *, speak: Speak = Language.NL) -> None:
    """Say of a notice that it holds no longer. Who has its code sees that."""
    with one_sentence(NoticeError, speak=speak):
        withdraw_notice(number, by=OPERATOR, now=timezone.now())
    console.print(wording.WITHDRAWN.to(speak).format(number=number))


def erase(
    number: Number,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask again.")] = False,
    speak: Speak = Language.NL,
) -> None:
    """Throw away what a notice says, for good. The proof that it was there stays."""
    if not yes:
        typer.confirm(wording.SURE.to(speak).format(number=number), abort=True)
    with one_sentence(NoticeError, speak=speak):
        erase_notice(number, by=OPERATOR, now=timezone.now())
    console.print(wording.ERASED.to(speak).format(number=number))
