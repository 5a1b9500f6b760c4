"""Test vectors of `docs/log-format.md`: `python -m tests.support.golden_ledger` writes them to `tests/golden/ledger`.

They change only when the format does, and then the format gets another number. A test compares them.
"""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson

from kenbaar.ledger.canonical import canonical_bytes
from kenbaar.ledger.cosigning import read_key, with_cosignatures
from kenbaar.ledger.proofs import TileHashes, consistency_proof, inclusion_proof
from kenbaar.ledger.receipts import make_receipt
from kenbaar.ledger.verifying import verify
from tests.ledger import small_logs as logs

FOLDER = Path(__file__).parents[1] / "golden/ledger"
SIZES = (1, 255, 256, 257, 65_537)


def vectors() -> dict[str, bytes]:
    """Return all files by their path in the folder."""
    log = logs.register_log()
    notices = logs.notice_log()
    receipts, records = _receipts(log) | _notice_receipts(notices), _records(log) | _contents(notices)
    return {
        **{f"log/{path}": data for path, data in log.files.items()},
        **{f"receipts/{name}.json": data for name, data in receipts.items()},
        **{f"records/{name}.json": data for name, data in records.items()},
        "keys.json": _pretty(_keys()),
        "cases.json": _pretty(list(_cases(receipts, records))),
        "trees.json": _pretty([_tree(size) for size in SIZES]),
    }


def main() -> None:
    """Write them."""
    for path, data in vectors().items():
        place = FOLDER / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)


def _keys() -> dict[str, str]:
    return {
        "log": logs.LOG_KEY.verifier.to_text(),
        "log_private": logs.LOG_KEY.to_text(),
        "other_log": logs.OTHER_LOG_KEY.verifier.to_text(),
        "notice_log": logs.NOTICE_KEY.verifier.to_text(),
        "witness": logs.WITNESS_KEY.verifier.to_text(),
        "witness_private": logs.WITNESS_KEY.to_text(),
    }


def _receipts(log: logs.SmallLog) -> dict[str, bytes]:
    text = log.checkpoint().decode().partition("\n\n")[0] + "\n"
    line = logs.WITNESS_KEY.cosigned(text, now_unix=logs.NOON_UNIX).line().encode()
    cosigned = with_cosignatures(log.checkpoint(), line, [logs.WITNESS_KEY.verifier])
    version, history = log.receipt(2), log.receipt(0, 2, 4)
    return {
        "version": version,
        "history": history,
        "cosigned": log.receipt(0, 2, 4, checkpoint=cosigned),
        "history-with-a-gap": log.receipt(0, 4),
        "history-of-two-entries": log.receipt(0, 3),
        "history-without-its-beginning": log.receipt(2, 4),
        "leaf-changed": version.replace(b'"step":"publish"', b'"step":"archive"'),
        "size-changed": version.replace(b"register\\n5\\n", b"register\\n6\\n"),
        "saved-with-spaces": orjson.dumps(orjson.loads(version), option=orjson.OPT_INDENT_2),
        "signed-by-another": make_receipt(
            log.checkpoint(logs.OTHER_LOG_KEY), [logs.OTHER_LOG_KEY.verifier], log.proven([2])
        ),
    }


def _notice_receipts(log: logs.SmallNoticeLog) -> dict[str, bytes]:
    plain, whole = log.receipt(0), log.receipt(0, 2, 4, 6)
    return {
        "notice": plain,
        "notice-with-steps": whole,
        "notice-with-steps-swapped": log.receipt(0, 4, 2),
        "notice-with-a-step-of-another": log.receipt(0, 2, 5),
        "notice-step-changed": whole.replace(b'"step":"withdrawn"', b'"step":"erased"'),
        "notice-leaf-changed": plain.replace(log.leaves[0].commitment.encode(), log.leaves[1].commitment.encode()),
    }


def _contents(log: logs.SmallNoticeLog) -> dict[str, bytes]:
    first = log.content(0)
    return {
        "notice-first": first,
        "notice-first-saved-with-spaces": orjson.dumps(log.committed[0], option=orjson.OPT_INDENT_2),
        "notice-first-changed": first.replace(b"refused", b"granted"),
        "notice-third": log.content(3),
    }


def _records(log: logs.SmallLog) -> dict[str, bytes]:
    third = canonical_bytes(log.records[2])
    return {
        "third": third,
        "fourth": canonical_bytes(log.records[3]),
        "third-saved-with-spaces": orjson.dumps(log.records[2], option=orjson.OPT_INDENT_2),
        "third-changed": third.replace(b"Glimlachmeter 2", b"Glimlachmeter 3"),
        "key-twice": third.replace(b'"step":"publish"', b'"step":"publish","step":"publish"'),
    }


def _cases(receipts: dict[str, bytes], records: dict[str, bytes]) -> Iterable[dict[str, Any]]:
    keys = _keys()
    for receipt, record, given in (
        ("version", "third", ["log"]),
        ("version", "third-saved-with-spaces", ["log"]),
        ("version", "third", []),
        ("version", None, ["log"]),
        ("version", "third", ["other_log", "log"]),
        ("history", "third", ["log"]),
        ("history", None, []),
        ("cosigned", "third", ["log", "witness"]),
        ("cosigned", "third", ["log"]),
        ("cosigned", "third", ["witness"]),
        ("version", "third-changed", ["log"]),
        ("version", "fourth", ["log"]),
        ("version", "key-twice", ["log"]),
        ("version", "third", ["other_log"]),
        ("history-with-a-gap", "third", ["log"]),
        ("history-with-a-gap", None, ["log"]),
        ("history-of-two-entries", None, ["log"]),
        ("history-without-its-beginning", "third", ["log"]),
        ("leaf-changed", "third", ["log"]),
        ("size-changed", "third", ["log"]),
        ("saved-with-spaces", "third", ["log"]),
        ("signed-by-another", "third", []),
        ("signed-by-another", "third", ["log"]),
        ("notice", "notice-first", ["notice_log"]),
        ("notice", "notice-first-saved-with-spaces", []),
        ("notice", None, ["notice_log"]),
        ("notice-with-steps", "notice-first", ["notice_log"]),
        ("notice-with-steps", "notice-first-changed", ["notice_log"]),
        ("notice-with-steps", "notice-third", ["notice_log"]),
        ("notice", "notice-first", ["log"]),
        ("notice-with-steps-swapped", "notice-first", ["notice_log"]),
        ("notice-with-a-step-of-another", "notice-first", ["notice_log"]),
        ("notice-step-changed", "notice-first", ["notice_log"]),
        ("notice-leaf-changed", "notice-first", ["notice_log"]),
    ):
        verdict = verify(receipts[receipt], record and records[record], [read_key(keys[key]) for key in given])
        yield {
            "receipt": receipt,
            "record": record,
            "keys": given,
            "true": verdict.true,
            "checks": [
                {"number": one.number, "passed": one.passed, "why": one.why, "where": one.where}
                for one in verdict.checks
            ],
            "proven": verdict.proven,
            "not_proven": verdict.not_proven,
        }


def _tree(size: int) -> dict[str, Any]:
    """Return the digests of the files of a log of plain entries, its root and some proofs."""
    files, growing = logs.written(logs.plain_entries(size))
    hashes = TileHashes(size, files.get)
    tiles = sorted(files)
    return {
        "size": size,
        "root": growing.root().hex(),
        "files": len(files),
        "edge": {path: sha256(files[path]).hexdigest() for path in tiles if ".p/" in path},
        "first_full": {path: sha256(files[path]).hexdigest() for path in tiles if path.endswith("/000")},
        # SHA-256 over a line `<path> <hex SHA-256 of the file>` for each file, in order of the paths.
        "all_files": sha256(
            "".join(f"{path} {sha256(files[path]).hexdigest()}\n" for path in tiles).encode()
        ).hexdigest(),
        "inclusion": {
            str(index): [one.hex() for one in inclusion_proof(index, size, hashes)]
            for index in sorted({0, size // 2, size - 1})
        },
        "consistency": {
            str(old): [one.hex() for one in consistency_proof(old, size, hashes)]
            for old in sorted({0, 1, size // 3, size})
        },
    }


def _pretty(value: object) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


if __name__ == "__main__":
    main()
