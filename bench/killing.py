"""A run of notices that is killed again and again, at moments that nobody chose: what came of it in the end."""

import os
import signal
import subprocess
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq

from bench.figures import KENBAAR, Figure, run_measured, show
from bench.notices import approved_version
from kenbaar.envelopes.codes import grouped
from kenbaar.notices.keys import namings_of
from kenbaar.notices.models import Batch, Notice, ProfileVersion
from kenbaar.notices.queries.opening import open_with_code
from kenbaar.notices.streaming.running import ROWS_IN_PART

_KILLS = 10
_OPENED = 200


def measure(count: int) -> None:
    """Issue so many decisions in a run that is killed ten times; check that nothing is lost, double or other."""
    version = approved_version()
    before = Notice.objects.count()
    chance = Random(1)
    with TemporaryDirectory(prefix="kenbaar-bench-killing-") as place:
        file, folder = Path(place) / "decisions.parquet", Path(place) / "out"
        making = ["sample", "--count", str(count), "--seed", "2", "--out", str(file)]
        run_measured([str(KENBAAR), "notices", *making], dict(os.environ))
        named = f"{version.profile.body.slug}/{version.profile.slug}"
        command = [str(KENBAAR), "notices", "issue", str(file), "--profile", named, "--out", str(folder)]
        parts = -(-count // ROWS_IN_PART)
        moments = sorted(chance.randrange(parts) for _ in range(_KILLS))
        killed = [_kill(command, folder, parts_done=moment, after=chance.random()) for moment in moments]
        ended = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode
        assert ended in {0, 2}, f"the last start ended with {ended}"
        issued = _check(version, folder, before)
    show(
        f"A run of {count:,} decisions that was killed",
        [
            Figure("killed while it ran", sum(killed), "times"),
            Figure("issued once, with the code that belongs to the decision", issued, "notices"),
            Figure("lost, double or with another code", 0, "notices"),
        ],
    )


def _kill(command: list[str], folder: Path, *, parts_done: int, after: float) -> bool:
    """Start a run, and kill it some time after so many parts are done; say whether it still ran."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    log = folder / "run.jsonl"
    while process.poll() is None and (not log.exists() or log.read_bytes().count(b"\n") <= parts_done):
        time.sleep(0.02)
    time.sleep(after)
    if process.poll() is not None:
        return False
    process.send_signal(signal.SIGKILL)
    process.wait()
    return True


def _check(version: ProfileVersion, folder: Path, before: int) -> int:
    """Compare what is in the folder with what is in the database; return how many notices are new."""
    naming, slug = namings_of(version.profile.body.slug)[0], version.profile.slug
    new, numbers, references, opened = 0, set(), set(), 0
    for part in sorted(folder.glob("notices-*.parquet")):
        table = pq.read_table(part, columns=["reference", "code", "number", "new"])
        for reference, code, number, is_new in zip(*(column.to_pylist() for column in table.columns), strict=True):
            assert code == grouped(naming.draw(slug, [reference], 1).codes[0]), f"{reference}: another code"
            assert reference not in references, f"{reference} is there twice"
            references.add(reference)
            numbers.add(number)
            new += is_new
        if opened < _OPENED:
            opened += 1
            assert open_with_code(code).decision.reference == reference
    assert len(numbers) == len(references), "two decisions share a notice"
    assert Notice.objects.count() - before == new, "there are other notices than the folder has"
    assert sum(Batch.objects.exclude(source="").values_list("issued", flat=True)) == new
    return new
