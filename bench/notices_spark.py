"""Notices by two processes and by a cluster of two executors, beside one process: the same folder, on the clock."""

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq

from bench.figures import KENBAAR, Figure, run_measured, show

_PROFILE = "rijksdienst-bijdragen/gezinsbijdrage"

_FILES = 8
_ENGINES = {
    "one process": [],
    "one process and one that seals": ["--workers", "1"],
    "Spark, two executors": ["--engine", "spark", "--master", "local-cluster[2,1,1024]"],
}


def measure(count: int) -> None:
    """Issue a folder of so many decisions with each engine, each with a database of its own."""
    figures = []
    with TemporaryDirectory(prefix="kenbaar-bench-spark-") as place:
        folder, site = _dataset(Path(place), count), Path(place) / "site"
        run_measured([str(KENBAAR), "setup", "--sample"], {**os.environ, "KENBAAR_DATA_DIR": str(site)})
        alone = 0.0
        for engine, words in _ENGINES.items():
            own = shutil.copytree(site, Path(place) / engine)
            environment = {**os.environ, "KENBAAR_DATA_DIR": str(own), "SPARK_LOCAL_IP": "127.0.0.1"}
            out = str(Path(place) / f"{engine} out")
            issue = [str(KENBAAR), "notices", "issue", str(folder), "--profile", _PROFILE, "--out", out, *words]
            # Some decisions are in the sample already, so that the command ends with 2.
            took, _memory = run_measured(["sh", "-c", '"$@" || test $? -eq 2', "issue", *issue], environment)
            alone = alone or count / took
            figures.append(Figure(engine, count / took, "notices/s", "", alone, "one process"))
    show(f"Notices by several ({count:,} decisions in {_FILES} files, starting and sealing the log included)", figures)


def _dataset(place: Path, count: int) -> Path:
    """Write so many invented decisions in files of a folder."""
    file, folder = place / "decisions.parquet", place / "decisions"
    run_measured(
        [str(KENBAAR), "notices", "sample", "--count", str(count), "--seed", "2", "--out", str(file)], dict(os.environ)
    )
    table = pq.read_table(file)
    folder.mkdir()
    size = -(-count // _FILES)
    for number in range(_FILES):
        pq.write_table(table.slice(number * size, size), folder / f"part-{number}.parquet")
    return folder
