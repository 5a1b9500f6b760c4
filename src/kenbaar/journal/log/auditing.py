"""Reading a whole log again: what is published, every file of it, and what the database has of it.

It believes nothing but the keys, changes nothing, and keeps one bundle of leaves in memory at a time.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from enum import StrEnum
from hashlib import sha256

from kenbaar.journal.log.keys import signers_of
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.queries import Leaf, contents_of, every_leaf, head_of
from kenbaar.journal.log.storage import Storage
from kenbaar.journal.log.storage.opening import storage_of
from kenbaar.journal.models import LogLeaf
from kenbaar.ledger.auditing import Bundle, Difference, audited
from kenbaar.ledger.checkpoints import Checkpoint, open_checkpoint
from kenbaar.ledger.hashing import EMPTY_ROOT, leaf_hash
from kenbaar.ledger.leaves import LeafError, NoticeLeaf, RegisterLeaf
from kenbaar.ledger.notes import NoteError, Verifier
from kenbaar.ledger.tiles import CHECKPOINT_PATH, TILE_WIDTH

_ROWS = 2_000
_TRIES = 3
HEAD = "LogHead"
NOTHING = "-"


class What(StrEnum):
    """What differs between a log and the database."""

    CHECKPOINT = "checkpoint"
    HEAD = "head"
    ROW = "row"
    LEAF = "leaf"
    SUBJECT = "subject"
    DIGEST = "digest"
    CONTENT = "content"
    CHAIN = "chain"


def audit_log(log: Log, *, count: Callable[[int], object] = lambda _leaves: None) -> Iterator[Difference]:
    """Give every difference in a log, as a stream; `count` hears of the leaves that were read.

    Raises StorageUnreachable, NoKey or KeyNotUsable when it cannot be looked at.
    """
    where = storage_of(log)
    verifiers = [signer.verifier for signer in signers_of(log)]
    checkpoint = yield from _checkpoint(log, where, verifiers)
    yield from _leaves(log, where, checkpoint, count)
    if log is Log.REGISTER:
        yield from _chains(log)


def _checkpoint(log: Log, where: Storage, verifiers: Sequence[Verifier]) -> Generator[Difference, None, Checkpoint]:
    """Give what is wrong with the checkpoints; return the one to read the log by."""
    # A sealer may come in between: it writes the head first and publishes right after.
    for _try in range(_TRIES):
        head, published = head_of(log), where.read(CHECKPOINT_PATH)
        if (head.checkpoint if head else None) == published:
            break
    kept = yield from _opened(HEAD, head.checkpoint if head else None, verifiers)
    shown = yield from _opened(CHECKPOINT_PATH, published, verifiers)
    if head and kept and head.size != kept.size:
        yield Difference(What.HEAD, f"{HEAD}.size", str(kept.size), str(head.size))
    if (head.checkpoint if head else None) != published:
        yield Difference(What.CHECKPOINT, CHECKPOINT_PATH, _said(kept), _said(shown))
    known = [one for one in (kept, shown) if one]
    return max(known, key=lambda one: one.size, default=Checkpoint("empty", 0, EMPTY_ROOT))


def _opened(
    name: str, data: bytes | None, verifiers: Sequence[Verifier]
) -> Generator[Difference, None, Checkpoint | None]:
    if data is None:
        return None
    try:
        checkpoint = open_checkpoint(data, verifiers)[0]
    except NoteError as error:
        yield Difference(What.HEAD if name == HEAD else What.CHECKPOINT, name, verifiers[0].to_text(), str(error))
        return None
    if checkpoint.origin != verifiers[0].name:
        yield Difference(What.HEAD, f"{name}.origin", verifiers[0].name, checkpoint.origin)
        return None
    return checkpoint


def _said(checkpoint: Checkpoint | None) -> str:
    return f"{checkpoint.size} {checkpoint.root.hex()}" if checkpoint else NOTHING


def _leaves(log: Log, where: Storage, checkpoint: Checkpoint, count: Callable[[int], object]) -> Iterator[Difference]:
    """Hold the rows against the files, and behind those the rows that wait."""
    rows = _Rows(log)
    for one in audited(checkpoint, where.read):
        if isinstance(one, Difference):
            yield one
            continue
        found = yield from rows.of(one)
        yield from _contents(log, found)
        count(one.first + one.width)
    done = checkpoint.size
    while waiting := (yield from rows.waiting(done)):
        yield from _contents(log, waiting)
        done = waiting[-1].number + 1
        count(done)


class _Rows:
    """The leaves of the database, taken up in step with the bundles of the log."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._leaves = every_leaf(log)
        self._next = next(self._leaves, None)

    def of(self, bundle: Bundle) -> Generator[Difference, None, list[Leaf]]:
        """Give how the rows of a bundle differ from it; return the rows."""
        rows = []
        for number in range(bundle.first, bundle.first + bundle.width):
            while self._next and self._next.number < number:
                # Twice the same number: no constraint of the database holds somebody who may do everything.
                yield Difference(What.ROW, _row(self._log, self._next.number), NOTHING, self._next.subject)
                self._next = next(self._leaves, None)
            if self._next is None or self._next.number > number:
                yield Difference(What.ROW, _row(self._log, number), str(number), NOTHING)
                continue
            rows.append(self._taken(self._next))
            expected, found = _hash_in(bundle, number), leaf_hash(rows[-1].data)
            if expected and found != expected:
                yield Difference(What.LEAF, _row(self._log, number), expected.hex(), found.hex())
        return rows

    def waiting(self, number: int) -> Generator[Difference, None, list[Leaf]]:
        """Give where rows that wait are no longer in a row; return the next ones, none at the end."""
        rows: list[Leaf] = []
        while self._next and len(rows) < TILE_WIDTH:
            if self._next.number != number:
                yield Difference(What.ROW, _row(self._log, number), str(number), str(self._next.number))
            rows.append(self._taken(self._next))
            number = rows[-1].number + 1
        return rows

    def _taken(self, leaf: Leaf) -> Leaf:
        self._next = next(self._leaves, None)
        return leaf


def _hash_in(bundle: Bundle, number: int) -> bytes | None:
    at = number - bundle.first
    if bundle.hashes:
        return bundle.hashes[at]
    return leaf_hash(bundle.entries[at]) if bundle.entries else None


def _contents(log: Log, rows: Sequence[Leaf]) -> Iterator[Difference]:
    """Hold what the leaves say against the columns beside them, and against the contents that they vouch for."""
    yield from (one for row in rows for one in _columns(log, row))
    digests: dict[str, Leaf] = {}
    for row in rows:
        if row.content:
            digests.setdefault(row.content, row)
    kept = {digest: sha256(data).hexdigest() for digest, data in contents_of(digests).items()}
    for digest, row in digests.items():
        found = kept.get(digest, NOTHING)
        if found != digest:
            yield Difference(What.CONTENT, f"LogContent {digest} ({_row(log, row.number)})", digest, found)


def _columns(log: Log, row: Leaf) -> Iterator[Difference]:
    kind = NoticeLeaf if log is Log.NOTICES else RegisterLeaf
    try:
        leaf = kind.from_bytes(row.data)
    except LeafError as error:
        yield Difference(What.LEAF, _row(log, row.number), kind.KIND, str(error))
        return
    if isinstance(leaf, NoticeLeaf):
        return
    if row.subject != leaf.entry:
        yield Difference(What.SUBJECT, _row(log, row.number), leaf.entry, row.subject)
    if row.content != leaf.content:
        yield Difference(What.DIGEST, _row(log, row.number), leaf.content, row.content or NOTHING)


def _chains(log: Log) -> Iterator[Difference]:
    """Follow the leaves of each entry, as the leaves themselves name it: numbers from 1, each naming the one before."""
    rows = LogLeaf.objects.filter(log=log).order_by("subject", "number").values_list("subject", "number", "data")
    entry, number, previous = "", 0, ""
    for subject, place, data in rows.iterator(chunk_size=_ROWS):
        if subject != entry:
            entry, number, previous = subject, 0, ""
        try:
            leaf = RegisterLeaf.from_bytes(bytes(data))
        except (LeafError, TypeError):
            # Named already, when the leaves were read.
            continue
        if (leaf.number, leaf.previous) != (number + 1, previous):
            told = (f"{number + 1} {previous}".strip(), f"{leaf.number} {leaf.previous}".strip())
            yield Difference(What.CHAIN, f"{entry} ({_row(log, place)})", *told)
        number, previous = leaf.number, leaf.hash.hex()


def _row(log: Log, number: int) -> str:
    return f"{'LogCommitments' if log is Log.NOTICES else 'LogLeaf'} {number}"
