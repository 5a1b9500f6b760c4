"""Notices by the million: a file of invented decisions, issued with storage by one process on this machine.

Beside it stands the bare loop: for each notice the bytes, hashes, keys and ciphers that nobody can do without.
"""

import hashlib
import os
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.core.management import call_command
from django.utils import timezone

from bench.figures import KENBAAR, Figure, run_measured, show
from kenbaar.decisions.profile_files import profile_of
from kenbaar.decisions.reading import Reader
from kenbaar.decisions.sample_run import SAMPLE_DAY, sample_rows
from kenbaar.journal.log.keys import make_missing_keys
from kenbaar.ledger.canonical import canonical_bytes
from kenbaar.notices import writing
from kenbaar.notices.actions import issuing
from kenbaar.notices.keys import make_missing_secret
from kenbaar.notices.models import Notice, NoticeProfile, ProfileVersion
from kenbaar.notices.sample import load_sample_notices
from kenbaar.notices.streaming import preparing, running
from kenbaar.notices.streaming.folder import Counts, RunFolder
from kenbaar.notices.streaming.preparing import Stage
from kenbaar.notices.telling import Teller
from kenbaar.people.actors import OPERATOR
from kenbaar.register.sample import load_sample

_BARE = 20_000
_EARLY = 100_000
# Which part of the work each function is; a function within another counts for its own part only.
_PARTS: tuple[tuple[object, str, str], ...] = (
    (preparing, "read_part", "read and check"),
    (Stage, "_mentions", "words"),
    (preparing, "seal", "seal"),
    (Teller, "tell", "seal"),
    (running, "issue_batch", "commit, and the rest of issuing"),
    (RunFolder, "keep", "files for letters"),
    (Teller, "draw", "seal"),
    (issuing, "known_notices", "storage"),
    (writing, "append_commitments", "log"),
    (issuing, "write_notices", "storage"),
)


def measure(count: int) -> None:
    """Issue so many decisions from Parquet; print notices a second, the share of each part, and the most memory."""
    version = approved_version()
    with TemporaryDirectory(prefix="kenbaar-bench-notices-") as place:
        file, folder = Path(place) / "decisions.parquet", Path(place) / "out"
        making, _memory = run_measured(
            [str(KENBAAR), "notices", "sample", "--count", str(count), "--seed", "2", "--out", str(file)],
            dict(os.environ),
        )
        bare = _bare(version)
        print(f"{count:,} invented decisions of {file.stat().st_size / count:.0f} bytes each, made in {making:.0f} s")
        _issue(version, file, folder, count, bare)


def approved_version() -> ProfileVersion:
    """Set up the sample and return the approved version of its profile."""
    call_command("migrate", verbosity=0)
    make_missing_keys("bench.example")
    make_missing_secret()
    load_sample(by=OPERATOR)
    load_sample_notices(by=OPERATOR)
    version = NoticeProfile.objects.select_related("current__profile__body").get().current
    assert version is not None
    return version


def _issue(version: ProfileVersion, file: Path, folder: Path, count: int, bare: float) -> None:
    before = Notice.objects.count()
    memory: dict[str, float] = {}

    def look(_read: int, counts: Counts) -> None:
        if counts.rows >= _EARLY:
            memory.setdefault("early", _peak())

    # Starting Arrow takes as long as some thousand notices.
    import pyarrow.parquet

    assert pyarrow.parquet
    order = running.RunOrder(file, version, folder, OPERATOR, timezone.now, "https://register.example/besluit")
    with _timed() as spent:
        started, clock = time.process_time(), time.perf_counter()
        counts = running.run(order, after_part=look).counts
        cpu, wall = time.process_time() - started, time.perf_counter() - clock
    # The sample has the first of them already, with other values.
    assert counts.rows == count == counts.new + counts.repeated + counts.refused, counts
    assert Notice.objects.count() - before == counts.new, "what was counted is not what is there"
    spent["the rest"] = cpu - sum(spent.values())
    show(
        f"Notices ({count:,} decisions from Parquet, one process, with storage)",
        [
            Figure("issued", counts.new, "notices"),
            Figure("refused", counts.refused, "decisions"),
            Figure("per second of one core", count / cpu, "notices/s", "20,000", bare, "bare loop"),
            Figure("per second on the clock", count / wall, "notices/s"),
            *(Figure(f"time: {part}", 100 * each / cpu, "%") for part, each in spent.most_common()),
            Figure(f"most memory after {_EARLY:,}", memory.get("early", 0), "MB"),
            Figure("most memory at the end", _peak(), "MB"),
        ],
    )


def _bare(version: ProfileVersion) -> float:
    """Return how many notices a second the bare loop does on one core: the same decisions, nothing kept."""
    reader = Reader(profile_of(version.content), today=SAMPLE_DAY)
    rows: list[Any] = [reader.read(row) for row in sample_rows(_BARE, seed=3)]
    members = [each._asdict() for each in rows]
    for each in members:
        each["decided_on"] = each["decided_on"].isoformat()
    started = time.process_time()
    for decision in members:
        content = canonical_bytes({"kind": "kenbaar-notice/1", "decision": decision, "salt": "0" * 24})
        code = hashlib.sha256(content).digest()
        key, wrap = os.urandom(32), HKDF(SHA256(), 48, None, b"bench").derive(code)
        AESGCM(key).encrypt(bytes(12), content, None)
        AESGCM(wrap[16:]).encrypt(bytes(12), key, None)
    return _BARE / (time.process_time() - started)


@contextmanager
def _timed() -> Iterator[Counter[str]]:
    """Have every part of the work add up its own time of the processor."""
    spent: Counter[str] = Counter()
    inner = [0.0]
    real = [(where, name, getattr(where, name)) for where, name, _part in _PARTS]
    for (where, name, work), (_where, _name, part) in zip(real, _PARTS, strict=True):
        setattr(where, name, _counting(work, part, spent, inner))
    try:
        yield spent
    finally:
        for where, name, work in real:
            setattr(where, name, work)


def _counting(work: Callable[..., Any], part: str, spent: Counter[str], inner: list[float]) -> Callable[..., Any]:
    def counted(*args: Any, **named: Any) -> Any:
        outer, inner[0] = inner[0], 0.0
        started = time.process_time()
        try:
            return work(*args, **named)
        finally:
            took = time.process_time() - started
            spent[part] += took - inner[0]
            inner[0] = outer + took

    return counted


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
