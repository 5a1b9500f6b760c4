"""Starting the site: how long until it answers, and what it holds in memory when nobody asks anything."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.figures import KENBAAR, Figure, show


@contextmanager
def running_site(data: Path) -> Iterator[tuple[str, subprocess.Popen[bytes], float]]:
    """Serve a data folder; give the address, the process and the seconds until the first answer."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    start = time.perf_counter()
    site = subprocess.Popen(
        [str(KENBAAR), "serve", "--port", str(port)],
        env={**os.environ, "KENBAAR_DATA_DIR": str(data)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while True:
            try:
                urllib.request.urlopen(f"{address}/nl/", timeout=10).read()
                break
            except OSError:
                if site.poll() is not None:
                    raise RuntimeError("the site did not start") from None
                time.sleep(0.02)
        yield address, site, time.perf_counter() - start
    finally:
        os.killpg(site.pid, signal.SIGTERM)
        site.wait(20)


def measure() -> None:
    """Start with the sample register. The baseline is a bare Python process."""
    with tempfile.TemporaryDirectory(prefix="kenbaar-bench-") as folder:
        environment = {**os.environ, "KENBAAR_DATA_DIR": folder}
        subprocess.run([str(KENBAAR), "setup", "--sample"], env=environment, check=True, stdout=subprocess.DEVNULL)
        with running_site(Path(folder)) as (address, site, took):
            idle = _memory_of_group(site.pid)
            urllib.request.urlopen(f"{address}/nl/cijfers/").read()
            urllib.request.urlopen(f"{address}/nl/algoritme/?q=parkeren").read()
            used = _memory_of_group(site.pid)
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", "import django.core.handlers.wsgi, pydantic, granian"], check=False, capture_output=True
    )
    bare = time.perf_counter() - start
    figures = [
        Figure("start until the first page", took, "s", "3 s", bare, "importing the frameworks"),
        Figure("memory, idle", idle, "MB", "200 MB"),
        Figure("memory after figures and search", used, "MB"),
    ]
    show("Starting (one worker, sample register)", figures)


def _memory_of_group(group: int) -> float:
    """Return the megabytes that the processes of a group do not share, plus what they share once (PSS)."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(folder.name)) == group:
                lines = (folder / "smaps_rollup").read_text().splitlines()
                total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        except (OSError, StopIteration):
            continue
    return total / 1024
