"""The ledger: how fast a log of millions grows, and how long a proof and its verification take."""

import random
import resource
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.figures import Figure, p50_p95, seconds, show
from kenbaar.ledger.growing import Growing
from kenbaar.ledger.hashing import leaf_hash
from kenbaar.ledger.leaves import RegisterLeaf
from kenbaar.ledger.proofs import TileHashes, consistency_proof, inclusion_proof, verify_consistency, verify_inclusion
from kenbaar.ledger.tiles import File, Read

_PROOFS = 300
_BARE = 1_000_000
_GOALS = {"prove a leaf": "2 ms", "prove growth": "", "verify a leaf": "0.2 ms", "verify growth": "0.2 ms"}
_MOMENT = "2026-11-28T12:00:00Z"
_LEAF = RegisterLeaf("kb-00000000", 1, "", "publish", _MOMENT, _MOMENT, "gemeente-voorbeeldstad", "0" * 64)
_BEGIN, _END = _LEAF.to_bytes().split(b"00000000", 1)


def measure(leaves: int) -> None:
    """Write a log of so many leaves, each of some 300 bytes, to disk; then prove and verify some of them."""
    bare = _BARE / seconds(lambda: _bare_hashing(_BARE))
    with TemporaryDirectory(prefix="kenbaar-bench-log-") as folder:
        place = Path(folder)
        growing = Growing.empty()
        memory = _memory_mb()
        took = seconds(lambda: _write(growing, leaves, place))
        figures = [
            Figure("add leaves, write all files", leaves / took, "leaves/s", "150,000", bare, "bare hashlib, per leaf"),
            Figure("memory that it took more", _memory_mb() - memory, "MB", "flat"),
            *_proofs(growing, place),
        ]
    show(f"Ledger ({leaves:,} leaves of {len(_entry(0))} bytes)", figures)


def _proofs(growing: Growing, place: Path) -> list[Figure]:
    """Prove and verify leaves and growth at random places; each proof reads its tiles from the disk anew."""

    def read(path: str) -> bytes | None:
        file = place / path
        return file.read_bytes() if file.exists() else None

    measured: dict[str, list[float]] = {what: [] for what in _GOALS}
    rng, size, root = random.Random(4), growing.size, growing.root()
    for _ in range(_PROOFS):
        index = rng.randrange(1, size)
        for what, deed in _deeds(index, size, root, read).items():
            # The best of three: what else the machine does is no matter of ours.
            measured[what].append(min(seconds(deed) for _ in range(3)) * 1000)
    bare = min(seconds(lambda: _bare_hashing(12)) for _ in range(20)) * 1000
    return [
        Figure(f"{what}, {which}", value, "ms", goal, bare, "24 hashes, bare")
        for what, goal in _GOALS.items()
        for which, value in zip(("median", "95 % under"), p50_p95(measured[what]), strict=True)
    ]


def _deeds(index: int, size: int, root: bytes, read: Read) -> dict[str, Callable[[], object]]:
    """Return what is measured about one leaf, by its name; what is verified was proven before and is true."""
    proof = inclusion_proof(index, size, TileHashes(size, read))
    step = consistency_proof(index, size, TileHashes(size, read))
    leaf, old = leaf_hash(_entry(index)), TileHashes(size, read).over(0, index)
    assert verify_inclusion(leaf, index, size, proof, root)
    assert verify_consistency(index, old, size, root, step)
    return {
        "prove a leaf": lambda: inclusion_proof(index, size, TileHashes(size, read)),
        "prove growth": lambda: consistency_proof(index, size, TileHashes(size, read)),
        "verify a leaf": lambda: verify_inclusion(leaf, index, size, proof, root),
        "verify growth": lambda: verify_consistency(index, old, size, root, step),
    }


def _write(growing: Growing, leaves: int, place: Path) -> None:
    for file in growing.add(_entries(leaves)):
        _store(file, place)
    for file in growing.close():
        _store(file, place)


def _store(file: File, place: Path) -> None:
    path = place / file.path
    try:
        path.write_bytes(file.data)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)


def _bare_hashing(leaves: int) -> None:
    """Hash each leaf and one node for it, and keep nothing: the limit of hashlib in one process."""
    leaf, node = b"\x00" + _entry(0), b"\x01" + bytes(64)
    for _ in range(leaves):
        sha256(leaf).digest()
        sha256(node).digest()


def _entries(leaves: int) -> Iterator[bytes]:
    return map(_entry, range(leaves))


def _entry(number: int) -> bytes:
    return b"%s%08d%s" % (_BEGIN, number, _END)


def _memory_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
