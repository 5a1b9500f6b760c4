"""The log of a site: leaves as rows in the database, sealed into a folder with every file forced to the disk."""

from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from bench.figures import Figure, seconds, show
from kenbaar.journal.log.keys import make_missing_keys
from kenbaar.journal.log.leaves import append_commitments
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.sealing import seal
from kenbaar.ledger.leaves import NoticeLeaf

_BARE = 300_000


def measure(leaves: int) -> None:
    """Add so many commitments to the notice log in one deed, seal them, then seal one more."""
    call_command("migrate", verbosity=0)
    bare = _BARE / seconds(lambda: _bare_hashing(_BARE))
    with TemporaryDirectory(prefix="kenbaar-bench-sealing-") as folder:
        settings.LOG_STORE, settings.LOG_KEY_FILE = folder, Path(folder) / "keys.txt"
        make_missing_keys("bench.example")
        adding = seconds(lambda: _add(leaves))
        sealing = seconds(_seal)
        _add(1)
        one_more = min(seconds(_seal) for _ in range(5)) * 1000
    show(
        f"Sealing (the database of this process, {leaves:,} commitments)",
        [
            Figure("write leaves as rows", leaves / adding, "leaves/s", "", bare, "bare hashlib, per leaf"),
            Figure("seal them into files", leaves / sealing, "leaves/s", "150,000", bare, "bare hashlib, per leaf"),
            Figure("seal one more", one_more, "ms"),
        ],
    )


def _add(leaves: int) -> None:
    with transaction.atomic():
        append_commitments([sha256(b"%d" % number).hexdigest() for number in range(leaves)])


def _seal() -> None:
    seal(Log.NOTICES, now=timezone.now())


def _bare_hashing(leaves: int) -> None:
    leaf, node = b"\x00" + NoticeLeaf("0" * 64).to_bytes(), b"\x01" + bytes(64)
    for _ in range(leaves):
        sha256(leaf).digest()
        sha256(node).digest()
