"""Logs to test with, small and built by hand: the keys, the leaves and the files are always the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from kenbaar.ledger.canonical import canonical_bytes
from kenbaar.ledger.checkpoints import Checkpoint, signed_checkpoint
from kenbaar.ledger.cosigning import WitnessSigner
from kenbaar.ledger.encoding import to_base64
from kenbaar.ledger.growing import Growing
from kenbaar.ledger.leaves import NoticeLeaf, RegisterLeaf, content_path
from kenbaar.ledger.notes import Signer
from kenbaar.ledger.notice_receipts import ProvenNotice, ProvenStep, StepRecord, make_notice_receipt
from kenbaar.ledger.proofs import TileHashes, inclusion_proof
from kenbaar.ledger.receipts import ProvenLeaf, make_receipt

ORIGIN = "kenbaar.example/log/register"
# Keys that everybody knows: good for tests only.
LOG_KEY = Signer.made(ORIGIN, bytes(range(32)))
NEW_LOG_KEY = Signer.made(ORIGIN, bytes(range(32, 64)))
OTHER_LOG_KEY = Signer.made("elders.example/log/register", bytes(range(64, 96)))
WITNESS_KEY = WitnessSigner.made("getuige.example/w1", bytes(range(96, 128)))
NOON_UNIX = 1795867200  # 2026-11-28T12:00:00Z
BODY = "gemeente-voorbeeldstad"
SMILE = "kb-smile00000"
ROUTE = "kb-route00000"


def plain_entries(count: int) -> Iterable[bytes]:
    """The entries `leaf 0`, `leaf 1` and so on."""
    return (b"leaf %d" % number for number in range(count))


def written(entries: Iterable[bytes]) -> tuple[dict[str, bytes], Growing]:
    """Write a log at once: its files, and the log to go on with."""
    growing = Growing.empty()
    files = {file.path: file.data for file in growing.add(entries)}
    files.update({file.path: file.data for file in growing.close()})
    return files, growing


def record(entry: str, says: str, step: str, on: str) -> dict[str, Any]:
    """What everybody could see of a step, in the form in which the register records it."""
    return {
        "format": "kenbaar-record/1",
        "entry": entry,
        "body": {"slug": BODY, "name": {"nl": "Gemeente Voorbeeldstad", "en": "Municipality of Voorbeeldstad"}},
        "step": step,
        "on": on,
        "reason": {} if step == "publish" else {"nl": "Het wordt niet meer gebruikt."},
        "kept": "",
        "facts": {"name": {"value": {"nl": says}}} if step == "publish" else {},
    }


@dataclass
class SmallLog:
    """A register log that grows step by step."""

    leaves: list[RegisterLeaf] = field(default_factory=list)
    records: list[dict[str, Any]] = field(default_factory=list)

    def step(self, entry: str, says: str, step: str = "publish", day: int = 1) -> None:
        """Add a leaf about an entry."""
        before = [leaf for leaf in self.leaves if leaf.entry == entry]
        on = f"2026-11-{day:02}T08:00:00Z"
        content = record(entry, says, step, on)
        self.records.append(content)
        self.leaves.append(
            RegisterLeaf(
                entry=entry,
                number=len(before) + 1,
                previous=before[-1].hash.hex() if before else "",
                step=step,
                on=on,
                recorded=f"2026-11-{day:02}T08:00:07Z",
                body=BODY,
                content=sha256(canonical_bytes(content)).hexdigest(),
            )
        )

    @property
    def files(self) -> dict[str, bytes]:
        """All files of the log, with the checkpoint and the content of its leaves."""
        files, _ = written(leaf.to_bytes() for leaf in self.leaves)
        content = {
            content_path(leaf.content): canonical_bytes(record)
            for leaf, record in zip(self.leaves, self.records, strict=True)
        }
        return {"checkpoint": self.checkpoint(), **files, **content}

    def checkpoint(self, *signers: Signer) -> bytes:
        """The signed size and root."""
        _, growing = written(leaf.to_bytes() for leaf in self.leaves)
        return signed_checkpoint(Checkpoint(ORIGIN, growing.size, growing.root()), signers or (LOG_KEY,))

    def proven(self, indexes: Sequence[int]) -> list[ProvenLeaf]:
        """Leaves with their proofs."""
        hashes = TileHashes(len(self.leaves), self.files.get)
        size = len(self.leaves)
        return [ProvenLeaf(index, self.leaves[index], inclusion_proof(index, size, hashes)) for index in indexes]

    def receipt(self, *indexes: int, checkpoint: bytes | None = None) -> bytes:
        """A receipt for these leaves."""
        return make_receipt(checkpoint or self.checkpoint(), [LOG_KEY.verifier], self.proven(indexes))


def register_log() -> SmallLog:
    """Three leaves about an algorithm that was published, changed and withdrawn, between two about another."""
    log = SmallLog()
    log.step(SMILE, "Glimlachmeter", day=1)
    log.step(ROUTE, "Routeplanner voor strooiwagens", day=2)
    log.step(SMILE, "Glimlachmeter 2", day=3)
    log.step(ROUTE, "Routeplanner voor strooiwagens en veegwagens", day=4)
    log.step(SMILE, "Glimlachmeter 2", step="withdraw", day=5)
    return log


NOTICE_ORIGIN = "kenbaar.example/log/notices"
NOTICE_KEY = Signer.made(NOTICE_ORIGIN, bytes(range(128, 160)))


def salt(first: int) -> bytes:
    """A salt that everybody knows: good for tests only."""
    return bytes(range(first, first + 16))


@dataclass
class SmallNoticeLog:
    """A notice log: what each leaf commits to, the content of a notice or the record of a step."""

    committed: list[dict[str, Any] | StepRecord] = field(default_factory=list)

    def notice(self, reference: str, outcome: str) -> None:
        """Add a notice."""
        decision = {"reference": reference, "decided_on": "2026-11-27", "language": "nl", "outcome": outcome}
        said = {"kind": "kenbaar-notice/1", "profile": "ab" * 32, "decision": decision}
        more = {"issued": "2026-11-28T12:00:00Z", "salt": to_base64(salt(len(self.committed)))}
        self.committed.append({**said, **more})

    def step(self, notice: int, step: str, follower: int | None = None) -> None:
        """Add a step of a notice."""
        self.committed.append(StepRecord(notice, step, "2026-11-28T13:00:00Z", salt(len(self.committed)), follower))

    @property
    def leaves(self) -> list[NoticeLeaf]:
        """The leaves."""
        return [
            one.leaf if isinstance(one, StepRecord) else NoticeLeaf(sha256(canonical_bytes(one)).hexdigest())
            for one in self.committed
        ]

    def content(self, index: int) -> bytes:
        """What a notice says."""
        return canonical_bytes(self.committed[index])

    def checkpoint(self, signer: Signer = NOTICE_KEY) -> bytes:
        """The signed size and root."""
        _, growing = written(leaf.to_bytes() for leaf in self.leaves)
        return signed_checkpoint(Checkpoint(NOTICE_ORIGIN, growing.size, growing.root()), (signer,))

    def receipt(self, notice: int, *steps: int) -> bytes:
        """A receipt for a notice with these steps."""
        files, growing = written(leaf.to_bytes() for leaf in self.leaves)
        hashes = TileHashes(growing.size, files.get)

        def proof(index: int) -> tuple[bytes, ...]:
            return inclusion_proof(index, growing.size, hashes)

        proven = [ProvenStep(one, self._step(one), proof(one)) for one in steps]
        first = ProvenNotice(notice, self.leaves[notice], proof(notice))
        return make_notice_receipt(self.checkpoint(), [NOTICE_KEY.verifier], first, proven)

    def _step(self, index: int) -> StepRecord:
        one = self.committed[index]
        assert isinstance(one, StepRecord)
        return one


def notice_log() -> SmallNoticeLog:
    """Two notices; the first is withdrawn, then corrected by a third, and erased in the end."""
    log = SmallNoticeLog()
    log.notice("2026-1", "refused")
    log.notice("2026-2", "granted")
    log.step(0, "withdrawn")
    log.notice("2026-1", "granted")
    log.step(0, "corrected", follower=3)
    log.step(1, "withdrawn")
    log.step(0, "erased")
    return log
