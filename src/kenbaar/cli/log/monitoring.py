"""`kenbaar log monitor`: follow any log of C2SP tlog-tiles over time. It needs neither Django nor a database."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, nullcontext, suppress
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from kenbaar.cli.log import monitor_wording as wording
from kenbaar.cli.log.changes import lines_between
from kenbaar.cli.log.options import LONG, Speak
from kenbaar.cli.log.records import ChainBroken, Records
from kenbaar.cli.log.safe_file import put_safely
from kenbaar.cli.log.web import NotReached, fetch
from kenbaar.cli.screen import complain, progress
from kenbaar.ledger.auditing import Bundle, Difference, audited
from kenbaar.ledger.checkpoints import Checkpoint
from kenbaar.ledger.cosigning import cosignatures
from kenbaar.ledger.following import Followed, Growth, NotFollowed, growth, read_followed, read_keys
from kenbaar.ledger.hashing import EMPTY_ROOT, HASH_SIZE
from kenbaar.ledger.leaves import LeafError, RegisterLeaf
from kenbaar.ledger.notes import LARGEST_NOTE, NoteError
from kenbaar.ledger.tiles import CHECKPOINT_PATH, KEYS_PATH, LARGEST_ENTRY, TILE_WIDTH, FileDamaged, Read
from kenbaar.ledger.verifying import LARGEST_RECORD
from kenbaar.standards.files.refusals import shown
from kenbaar.values import Language, LocalText, both

SPLIT, BAD = 1, 2
_LIMITS = {
    "tile/entries": TILE_WIDTH * (LARGEST_ENTRY + 2),
    "tile": TILE_WIDTH * HASH_SIZE,
    "content": LARGEST_RECORD,
}


class _Unproven(Exception):
    """A log of which cannot be seen whether it only grew: what would show it is not served, or is false."""


class _Split(Exception):
    """A log that shows two histories; `message` says how it shows."""

    def __init__(self, message: LocalText, where: str = "") -> None:
        super().__init__(where)
        self.message, self.where = message, where


def group() -> typer.Typer:
    """Return the group of commands of the log, with only this one in it."""
    made = typer.Typer(help="Seal, check, copy and follow the public logs.", no_args_is_help=True)
    made.command("monitor")(monitor)
    return made


def monitor(
    address: Annotated[str, typer.Argument(metavar="URL", help="Address of a log, or a folder with a copy.")],
    *,
    state: Annotated[Path, typer.Option(help="File that keeps how far the log was followed.")],
    key: Annotated[
        list[str] | None, typer.Option(help="Public key of the log or of a witness; may be repeated.")
    ] = None,
    records: Annotated[Path | None, typer.Option(help="Folder for the records: shows which facts changed.")] = None,
    speak: Speak = Language.NL,
) -> None:
    """Check that a log only grew since the last time, and list what is new in it."""
    read = _reader(address)
    with _endings(address, speak):
        kept = read_followed(state.read_bytes()) if state.exists() else Followed(address, (), keys_given=False)
        # The last checkpoint is the follower's own: the keys that it was checked by may have been replaced since.
        before = kept.opened(kept.checkpoint) if kept.checkpoint else Checkpoint("empty", 0, EMPTY_ROOT)
        followed = _keyed(kept.with_keys(key or []), read, speak)
        data = _needed(CHECKPOINT_PATH, read)
        now = followed.opened(data)
        signed = {before: followed.checkpoint, now: data}
        try:
            _compare(before, now, read)
            with closing(Records(records, now.origin)) if records else nullcontext() as taken:
                _list_new(before, now, read, taken, speak)
        except _Split as split:
            _keep_proof(state, signed)
            complain(split.message.to(speak).format(where=shown(split.where), before=before.size, now=now.size))
            complain(wording.PROOF_KEPT.to(speak).format(file=state))
            raise typer.Exit(SPLIT) from split
        except _Unproven as unproven:
            # Whoever rewrote a log can hide what would show it, but not take back what was signed.
            _keep_proof(state, signed)
            complain(wording.UNPROVEN.to(speak).format(before=before.size, now=now.size, why=unproven, file=state))
            raise typer.Exit(BAD) from unproven
        put_safely(state, replace(followed, checkpoint=data).to_bytes())
    _conclude(followed, data, before, now, speak)


def _reader(address: str) -> Read:
    """Return what reads a file of the log by its path; never more of it than such a file can have."""
    if "://" not in address:
        return lambda path: _from_folder(Path(address), path)
    return lambda path: fetch(f"{address.rstrip('/')}/{path}", most=_most(path))


def _most(path: str) -> int:
    return next((most for start, most in _LIMITS.items() if path.startswith(start)), LARGEST_NOTE)


def _from_folder(folder: Path, path: str) -> bytes | None:
    if not folder.is_dir():
        raise NotReached(str(folder), both("deze map is er niet", "there is no such folder"))
    try:
        with (folder / path).open("rb") as file:
            return file.read(_most(path) + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None


@contextmanager
def _endings(address: str, speak: Language) -> Iterator[None]:
    """End with one sentence where the log cannot be followed now."""
    try:
        yield
    except NotReached as error:
        complain(error.message.to(speak))
        raise typer.Exit(BAD) from error
    except (NoteError, NotFollowed, FileDamaged) as error:
        complain(wording.NOT_FOLLOWED.to(speak).format(log=shown(address), why=_why(error)))
        raise typer.Exit(BAD) from error
    except sqlite3.Error as error:
        complain(wording.RECORDS_DAMAGED.to(speak).format(why=error))
        raise typer.Exit(BAD) from error
    except OSError as error:
        complain(wording.NOT_KEPT.to(speak).format(file=error.filename, why=error.strerror))
        raise typer.Exit(BAD) from error


def _why(error: Exception) -> str:
    return shown(f"{error.path}: {error.why}" if isinstance(error, FileDamaged) else error, most=LONG)


def _keyed(followed: Followed, read: Read, speak: Language) -> Followed:
    """Return it with a key of the log: at first use, when none was given, the one that the log itself shows."""
    if followed.keys_of_log:
        return followed
    try:
        found = read_keys(_needed(KEYS_PATH, read).decode().split())
    except (FileDamaged, UnicodeDecodeError) as error:
        raise NoteError(wording.NO_KEY_GIVEN.to(speak)) from error
    complain(wording.FIRST_USE.to(speak).format(keys=", ".join(shown(key.to_text(), most=LONG) for key in found)))
    return replace(followed, keys=(*found, *followed.keys_of_witnesses))


def _needed(path: str, read: Read) -> bytes:
    data = read(path)
    if data is None:
        raise FileDamaged(path, "The file is missing.")
    return data


def _compare(before: Checkpoint, now: Checkpoint, read: Read) -> None:
    """Raise _Split where the log did not only grow, _Unproven where that cannot be seen.

    Raises FileDamaged for a copy that lags behind.
    """
    if now.size >= before.size:
        try:
            found = growth(before, now, read)
        except (FileDamaged, NotReached) as error:
            raise _Unproven(_why(error)) from error
        if found is Growth.REWRITTEN:
            raise _Split(wording.REWRITTEN)
        if found is Growth.UNPROVEN:
            raise _Unproven("The tiles do not lead to the root that was signed.")
        return
    # A copy that lags behind still has a beginning of what we saw; then nothing is proven against the log.
    try:
        still_there = bool(now.size) and growth(now, before, read) is Growth.GREW
    except FileDamaged as error:
        raise _Split(wording.WENT_BACK) from error
    except NotReached as error:
        raise _Unproven(_why(error)) from error
    if not still_there:
        raise _Split(wording.WENT_BACK)
    raise FileDamaged(CHECKPOINT_PATH, f"It is older than the one of last time ({now.size} < {before.size}).")


def _list_new(before: Checkpoint, now: Checkpoint, read: Read, kept: Records | None, speak: Language) -> None:
    """List what is new; leaves from before that the folder of records has not seen yet are read for it first."""
    first = min(before.size, kept.size) if kept else before.size
    if first < before.size:
        complain(wording.CATCHING_UP.to(speak).format(first=first, last=before.size - 1))
    with progress() as bar:
        task = bar.add_task(wording.FOLLOWING.to(speak), total=now.size - first)
        for one in audited(now, read, first=first):
            if isinstance(one, Difference):
                raise FileDamaged(one.where, wording.FILES[one.what].to(speak))
            if kept:
                _take_older(one, range(first, before.size), read, kept, speak)
            _list_bundle(one, before.size, read, kept, speak)
            bar.update(task, completed=one.first + one.width - first)
    if kept:
        kept.complete_to(max(now.size, kept.size))


def _take_older(bundle: Bundle, older: range, read: Read, kept: Records, speak: Language) -> None:
    for number, entry in enumerate(bundle.entries or (), bundle.first):
        if number in older:
            with suppress(LeafError):
                _take(RegisterLeaf.from_bytes(entry), read, kept, speak)


def _list_bundle(bundle: Bundle, first: int, read: Read, kept: Records | None, speak: Language) -> None:
    others: list[tuple[int, int]] = []
    for number, entry in enumerate(bundle.entries or (), bundle.first):
        if number < first:
            continue
        try:
            leaf = RegisterLeaf.from_bytes(entry)
        except LeafError:
            others.append((number, len(entry)))
            continue
        told = f"{leaf.on[:10]} {wording.STEPS[leaf.step].to(speak)} {leaf.entry} ({leaf.number}) {leaf.body}"
        typer.echo(f"{number}: {shown(told, most=LONG)}")
        facts = _take(leaf, read, kept, speak) if kept else None
        if facts and all(facts):
            for line in [*lines_between(*facts, speak)] or [f"    {wording.NO_FACT.to(speak)}"]:
                typer.echo(line)
    if others:
        size = sum(length for _number, length in others)
        told = wording.OTHER_LEAVES.to(speak)
        typer.echo(told.format(first=others[0][0], last=others[-1][0], count=len(others), size=size))


def _take(
    leaf: RegisterLeaf, read: Read, kept: Records, speak: Language
) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """Keep the record of a leaf; return the facts shown before and now, None where it is not served."""
    try:
        facts = kept.take(leaf, read)
    except ChainBroken as error:
        raise _Split(wording.CHAIN_BROKEN, str(error)) from error
    if facts is None:
        complain(wording.NO_RECORD.to(speak).format(entry=shown(leaf.entry), content=leaf.content))
    return facts


def _keep_proof(state: Path, signed: Mapping[Checkpoint, bytes]) -> None:
    """Keep both checkpoints beside the state: signatures that cannot both be honest."""
    for checkpoint, data in signed.items():
        name = f"{state.name}.{checkpoint.size}-{checkpoint.root.hex()[:8]}.checkpoint"
        put_safely(state.with_name(name), data)


def _conclude(followed: Followed, data: bytes, before: Checkpoint, now: Checkpoint, speak: Language) -> None:
    witnesses = cosignatures(data, list(followed.keys_of_witnesses))
    typer.echo(wording.FOLLOWED.to(speak).format(log=shown(now.origin), size=now.size, new=now.size - before.size))
    if witnesses:
        names = ", ".join(dict.fromkeys(shown(one.name) for one in witnesses))
        typer.echo(wording.SEEN_BY.to(speak).format(witnesses=names))
    if not followed.keys_given:
        complain(wording.KEY_FROM_LOG.to(speak))
