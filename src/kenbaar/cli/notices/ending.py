"""`kenbaar notices withdraw`, `correct`, `erase`, `receipt`, `letter`: what an operator does after the issue."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated

import orjson
import typer
from django.utils import timezone

from kenbaar.cli.log.sealing import seal_with_bar
from kenbaar.cli.notices import wording
from kenbaar.cli.notices.options import Number, Speak
from kenbaar.cli.screen import complain, console, one_sentence, whole_file
from kenbaar.decisions.decision import Decision
from kenbaar.decisions.reading import row_of
from kenbaar.decisions.refusing import Refused
from kenbaar.envelopes.codes import CodeNotGood, grouped
from kenbaar.journal.errors import LogError
from kenbaar.journal.log.logs import Log
from kenbaar.notices.actions.ending import correct_notice, erase_notice, withdraw_notice
from kenbaar.notices.errors import NoticeError
from kenbaar.notices.queries.explaining import letter_of
from kenbaar.notices.queries.opening import open_with_code, state_of
from kenbaar.notices.queries.receipts import receipt_of
from kenbaar.notices.ready import ready_profile
from kenbaar.people.actors import OPERATOR
from kenbaar.values import Language

_MOST_BYTES = 1024 * 1024


def add_to(group: typer.Typer) -> None:
    """Add the commands."""
    group.command("withdraw")(withdraw)
    group.command("correct")(correct)
    group.command("erase")(erase)
    group.command("receipt")(receipt)
    group.command("letter")(letter)


def withdraw(number: Number, *, speak: Speak = Language.NL) -> None:
    """Say of a notice that it holds no longer. Who has its code sees that."""
    with one_sentence(NoticeError, speak=speak):
        withdraw_notice(number, by=OPERATOR, now=timezone.now())
    _say(wording.WITHDRAWN.to(speak).format(number=number))
    seal_with_bar(Log.NOTICES, speak)


def correct(
    number: Number,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The decision, said right, as one JSON object.")],
    *,
    speak: Speak = Language.NL,
) -> None:
    """Issue a notice that says the same decision right, and show its code, which is a new one."""
    with one_sentence(NoticeError, speak=speak):
        version = state_of(number, seen_by=OPERATOR).version.profile.current
        # A profile that has notices has an approved version.
        assert version is not None
        decision = _decision(file, ready_profile(version, timezone.localdate()).reader.read, speak)
        issued = correct_notice(number, decision, by=OPERATOR, now=timezone.now())
    said = wording.SAID_ALREADY if issued.number == number else wording.CORRECTED
    _say(said.to(speak).format(number=number, follower=issued.number, code=grouped(issued.code)))
    seal_with_bar(Log.NOTICES, speak)


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
    _say(wording.ERASED.to(speak).format(number=number))
    seal_with_bar(Log.NOTICES, speak)


def receipt(
    number: Number,
    *,
    out: Annotated[Path, typer.Option("--out", help="File for the receipt.")],
    speak: Speak = Language.NL,
) -> None:
    """Write the receipt of a notice, with what happened to it. What the notice says is not in it."""
    with one_sentence(NoticeError, LogError, speak=speak), whole_file(out) as unfinished:
        unfinished.write_bytes(receipt_of(state_of(number, seen_by=OPERATOR)))
    _say(wording.RECEIPT.to(speak).format(number=number, file=out))


def letter(
    *, out: Annotated[Path, typer.Option("--out", help="File for the page, as PDF.")], speak: Speak = Language.NL
) -> None:
    """Ask for the code of a notice, and write the page that goes along with its decision on paper."""
    # Never an argument: other users of a machine see these, and shells keep them.
    code = typer.prompt(wording.WHICH_CODE.to(speak), hide_input=True)
    with one_sentence(NoticeError, CodeNotGood, speak=speak), whole_file(out) as unfinished:
        unfinished.touch(mode=0o600)
        unfinished.write_bytes(letter_of(open_with_code(code), code))
    _say(wording.LETTER.to(speak).format(file=out))


def _decision(file: Path, read: Callable[[Mapping[str, object]], Decision | Refused], speak: Language) -> Decision:
    """Return the decision in a file, or leave with what is wrong with it."""
    try:
        with file.open("rb") as opened:
            said = orjson.loads(opened.read(_MOST_BYTES))
    except (OSError, orjson.JSONDecodeError):
        said = None
    if not isinstance(said, dict):
        complain(wording.NO_DECISION.to(speak).format(file=file))
        raise typer.Exit(1)
    found = read(row_of(said))
    if isinstance(found, Refused):
        for fault in found.faults:
            complain(f"{fault.field}: {fault.message.to(speak)} {fault.remedy.to(speak)}")
        raise typer.Exit(1)
    return found


def _say(sentence: str) -> None:
    console.print(sentence, markup=False, highlight=False, soft_wrap=True)
