"""Verifiers that this project did not write agree: Go's sumdb for checkpoints and proofs, aics-tlog for every tile.

Debian's Go module is 0.7.0, which misses a tampered tile (CVE-2026-56865); the audit of tiles is aics-tlog's.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kenbaar.ledger.canonical import read_canonical
from kenbaar.ledger.checkpoints import Checkpoint, signed_checkpoint
from kenbaar.ledger.cosigning import with_cosignatures
from kenbaar.ledger.hashing import leaf_hash
from kenbaar.ledger.notice_receipts import read_notice_receipt
from kenbaar.ledger.proofs import TileHashes, consistency_proof, inclusion_proof, verify_inclusion
from kenbaar.ledger.tree import root_of
from tests.ledger.small_logs import (
    LOG_KEY,
    NOON_UNIX,
    NOTICE_KEY,
    ORIGIN,
    WITNESS_KEY,
    notice_log,
    plain_entries,
    written,
)

SIZES = (1, 255, 256, 257, 65_537)
GO_LIBRARIES = Path("/usr/share/gocode")

with_go = pytest.mark.skipif(
    not shutil.which("go") or not (GO_LIBRARIES / "src/golang.org/x/mod/sumdb/tlog").exists(),
    reason="Go or its module mod is not installed (Debian: golang-go golang-golang-x-mod-dev)",
)


@pytest.fixture(scope="module")
def go_verifier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build our Go program with the libraries of Debian, without network."""
    folder = tmp_path_factory.mktemp("go")
    environment = {
        **os.environ,
        "GO111MODULE": "off",
        "GOPATH": str(GO_LIBRARIES),
        "GOFLAGS": "",
        "GOCACHE": str(folder / "cache"),
    }
    source = Path(__file__).parent / "foreign/verify.go"
    subprocess.run(["go", "build", "-o", folder / "verify", source], env=environment, check=True)
    return folder / "verify"


@pytest.fixture
def log_of(tmp_path: Path) -> Callable[[int], dict[str, bytes]]:
    """Write a signed log of so many leaves into a folder, and give its files."""

    def write(size: int) -> dict[str, bytes]:
        files, growing = written(plain_entries(size))
        plain = signed_checkpoint(Checkpoint(ORIGIN, size, growing.root()), [LOG_KEY])
        text = plain.decode().partition("\n\n")[0] + "\n"
        line = WITNESS_KEY.cosigned(text, now_unix=NOON_UNIX).line().encode()
        files["checkpoint"] = with_cosignatures(plain, line, [WITNESS_KEY.verifier])
        for path, data in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(data)
        return files

    return write


def some(size: int) -> list[int]:
    """Return the first and the last leaf and some at the borders of tiles."""
    return sorted({0, size // 3, size // 2, max(0, size - 257), size - 1})


def questions(folder: Path, files: dict[str, bytes], size: int) -> dict[str, Any]:
    """Return what is asked of Go: proofs of leaves, and growth from older sizes."""
    hashes = TileHashes(size, files.get)
    leaves = [leaf_hash(entry) for entry in plain_entries(size)]
    return {
        "Folder": str(folder),
        "Key": LOG_KEY.verifier.to_text(),
        "Inclusion": [
            {"Index": index, "Proof": [one.hex() for one in inclusion_proof(index, size, hashes)]}
            for index in some(size)
        ],
        "Consistency": [
            {
                "Old": old + 1,
                "Root": root_of(leaves[: old + 1]).hex(),
                "Proof": [one.hex() for one in consistency_proof(old + 1, size, hashes)],
            }
            for old in some(size)
        ],
    }


def asked(verifier: Path, question: dict[str, Any]) -> tuple[int, str]:
    done = subprocess.run([verifier], input=json.dumps(question), capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


@with_go
@pytest.mark.parametrize("size", SIZES)
def test_go_accepts_checkpoint_entries_proofs_and_growth(
    size: int, tmp_path: Path, go_verifier: Path, log_of: Callable[[int], dict[str, bytes]]
) -> None:
    question = questions(tmp_path, log_of(size), size)

    count = len(some(size))
    assert asked(go_verifier, question) == (0, f"accepted: {count} leaves, {count} older trees of {size}\n")


@with_go
def test_go_accepts_the_proofs_in_the_receipt_of_a_notice(tmp_path: Path, go_verifier: Path) -> None:
    log = notice_log()
    receipt = read_notice_receipt(read_canonical(log.receipt(0, 2, 4, 6)))
    files, _growing = written(leaf.to_bytes() for leaf in log.leaves)
    for path, data in {**files, "checkpoint": receipt.checkpoint}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    proofs = [{"Index": one.index, "Proof": [each.hex() for each in one.hashes]} for one in receipt.proofs]
    question = {"Folder": str(tmp_path), "Key": NOTICE_KEY.verifier.to_text(), "Inclusion": proofs, "Consistency": []}
    assert asked(go_verifier, question) == (0, "accepted: 4 leaves, 0 older trees of 7\n")
    proofs[1]["Index"] = 3
    assert asked(go_verifier, question)[0] != 0


@with_go
def test_go_refuses_what_was_changed(
    tmp_path: Path, go_verifier: Path, log_of: Callable[[int], dict[str, bytes]]
) -> None:
    files = log_of(257)
    question = questions(tmp_path, files, 257)

    def refused_with(path: str, before: bytes, after: bytes) -> bool:
        assert before in files[path]
        (tmp_path / path).write_bytes(files[path].replace(before, after))
        code, told = asked(go_verifier, question)
        (tmp_path / path).write_bytes(files[path])
        return code == 1 and told.startswith("refused: ")

    assert asked(go_verifier, question)[0] == 0
    assert refused_with("checkpoint", b"\n257\n", b"\n258\n")
    assert refused_with("tile/entries/000", b"leaf 128", b"leaf 999")
    question["Consistency"][0]["Root"] = "00" * 32
    assert asked(go_verifier, question)[0] == 1


@pytest.mark.parametrize("size", SIZES)
def test_aics_tlog_finds_every_tile_right(size: int, tmp_path: Path, log_of: Callable[[int], dict[str, bytes]]) -> None:
    aics = pytest.importorskip("aics_tlog", reason="aics-tlog is not installed; it needs Python 3.12 or newer")
    files = log_of(size)
    reader = aics.FileSystemTileReader(tmp_path)
    root = root_of([leaf_hash(entry) for entry in plain_entries(size)])

    aics.audit_tiles(reader, size, root)
    assert aics.tree_root_from_tiles(reader, size, size) == root
    for index in some(size):
        proof = aics.inclusion_proof_from_tiles(reader, index, size)
        assert tuple(proof) == inclusion_proof(index, size, TileHashes(size, files.get))
        assert verify_inclusion(leaf_hash(b"leaf %d" % index), index, size, proof, root)


def test_aics_tlog_finds_a_tile_of_which_a_byte_was_changed(
    tmp_path: Path, log_of: Callable[[int], dict[str, bytes]]
) -> None:
    aics = pytest.importorskip("aics_tlog", reason="aics-tlog is not installed; it needs Python 3.12 or newer")
    files = log_of(257)
    root = root_of([leaf_hash(entry) for entry in plain_entries(257)])
    for path in sorted(set(files) - {"checkpoint"}):
        data = bytearray(files[path])
        data[-1] ^= 1
        (tmp_path / path).write_bytes(data)
        with pytest.raises(aics.TileVerificationError):
            aics.audit_tiles(aics.FileSystemTileReader(tmp_path), 257, root)
        (tmp_path / path).write_bytes(files[path])


def test_aics_tlog_accepts_the_signatures_of_log_and_witness(log_of: Callable[[int], dict[str, bytes]]) -> None:
    aics = pytest.importorskip("aics_tlog", reason="aics-tlog is not installed; it needs Python 3.12 or newer")
    note = aics.parse_note(log_of(257)["checkpoint"])
    log, witness = (aics.parse_vkey(key.verifier.to_text()) for key in (LOG_KEY, WITNESS_KEY))

    assert aics.verify_checkpoint(note, log, [witness], quorum=1).ok
