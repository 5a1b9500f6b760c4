"""`kenbaar log witness`: ask witnesses to cosign our logs, or be a witness of the logs of others."""

import os
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone

from kenbaar.cli.log import wording
from kenbaar.cli.log.options import Speak, WhichLog, chosen
from kenbaar.cli.log.safe_file import put_safely
from kenbaar.cli.log.web import NotReached, post
from kenbaar.cli.log.witness_server import StateNotGood, WitnessServer
from kenbaar.cli.screen import complain, console, one_sentence, progress
from kenbaar.journal.errors import LogError
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.witnessing import Asked, Outcome, Witness, ask, witnesses
from kenbaar.ledger.cosigning import WitnessSigner
from kenbaar.ledger.notes import KEY_SIZE, NoteError, Verifier
from kenbaar.ledger.tiles import FileDamaged
from kenbaar.standards.files.refusals import shown
from kenbaar.values import Language

_GOOD = {Outcome.COSIGNED, Outcome.ALREADY, Outcome.NOTHING_SEALED}
INTERRUPTED = 130


def witness(
    *,
    log: WhichLog = None,
    serve: Annotated[int | None, typer.Option(min=0, max=65535, help="Be a witness: answer on this port.")] = None,
    host: Annotated[str, typer.Option(help="Address to answer on.")] = "127.0.0.1",
    key: Annotated[Path | None, typer.Option(help="File with the private key of this witness.")] = None,
    name: Annotated[str, typer.Option(help="Make a new key of this name where the file is not there yet.")] = "",
    state: Annotated[Path | None, typer.Option(help="File that keeps what this witness signed.")] = None,
    follow: Annotated[list[str] | None, typer.Option(help="Public key of a log to witness; may be repeated.")] = None,
    speak: Speak = Language.NL,
) -> None:
    """Ask the witnesses of the settings to cosign the latest checkpoints. With --serve: be a witness yourself."""
    if serve is None:
        _ask_all(chosen(log), speak)
        return
    if key is None or state is None or not follow:
        complain(wording.SERVE_NEEDS.to(speak))
        raise typer.Exit(1)
    with one_sentence(NoteError, StateNotGood, speak=speak):
        signer = _signer(key, name, speak)
        server = WitnessServer((host, serve), signer, [Verifier.from_text(text) for text in follow], state)
    told = wording.SERVING.to(speak).format(
        key=signer.verifier.to_text(), address=f"http://{host}:{server.server_port}"
    )
    console.print(told, markup=False, highlight=False, soft_wrap=True)
    try:
        with server:
            server.serve_forever()
    except KeyboardInterrupt as error:
        raise typer.Exit(INTERRUPTED) from error


def _ask_all(logs: Sequence[Log], speak: Language) -> None:
    sound = True
    with one_sentence(LogError, FileDamaged, speak=speak):
        known = witnesses()
        if not known:
            complain(wording.NO_WITNESSES.to(speak))
            raise typer.Exit(1)
        with progress() as bar:
            task = bar.add_task(wording.ASKING.to(speak), total=len(logs) * len(known))
            for log, one in product(logs, known):
                sound = _ask(log, one, speak) and sound
                bar.advance(task)
    if not sound:
        raise typer.Exit(1)


def _ask(log: Log, one: Witness, speak: Language) -> bool:
    """Ask one witness and tell what came of it; say whether that is good."""
    name = one.verifier.name
    try:
        asked = ask(log, one, post, now=timezone.now())
    except NotReached as error:
        complain(f"{log}, {shown(name)}: {error.message.to(speak)}")
        return False
    sentence = f"{log}, {shown(name)}: {_told(asked, speak)}"
    if asked.outcome not in _GOOD:
        complain(sentence)
        return False
    console.print(sentence, markup=False, highlight=False, soft_wrap=True)
    return True


def _told(asked: Asked, speak: Language) -> str:
    return wording.ASKED[asked.outcome].to(speak).format(why=shown(asked.why))


def _signer(file: Path, name: str, speak: Language) -> WitnessSigner:
    if file.exists():
        return WitnessSigner.from_text(file.read_text(encoding="utf-8").strip())
    if not name:
        complain(wording.NO_WITNESS_KEY.to(speak).format(file=file))
        raise typer.Exit(1)
    made = WitnessSigner.made(name, os.urandom(KEY_SIZE))
    put_safely(file, f"{made.to_text()}\n".encode(), mode=0o600)
    return made
