"""A site as the commands set it up and serve it, in a process and with a database of its own."""

import atexit
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from time import monotonic
from urllib.error import URLError
from urllib.request import urlopen

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
COMMAND = [sys.executable, "-c", "from kenbaar.cli.main import main; main()"]
_LONGEST_START_SECONDS = 60


@contextmanager
def served(folder: Path, port: int, **settings: str) -> Iterator[str]:
    """Serve a site with the sample register; give its address. Skips where there is no browser to visit it with."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine; install it to run the tests in a browser")
    address = f"http://localhost:{port}"
    environment = environment_of(folder, address, **settings)
    shutil.copytree(_sample(), folder, dirs_exist_ok=True)
    log = folder / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [*COMMAND, "serve", "--port", str(port)], env=environment, stdout=output, stderr=output
        )
        try:
            wait_for(f"{address}/nl/", server, log)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=30)


@cache
def _sample() -> Path:
    """Return the folder of a site with the sample, set up once; every site begins with a copy of it."""
    folder = Path(tempfile.mkdtemp(prefix="kenbaar-sample-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    command("setup", "--sample", environment=environment_of(folder, "http://localhost"))
    return folder


def environment_of(folder: Path, address: str, **settings: str) -> dict[str, str]:
    """Return the environment of a site; it has a database of its own, whichever one the other tests use."""
    kept = {name: value for name, value in os.environ.items() if name != "KENBAAR_DATABASE_URL"}
    own = {"KENBAAR_DATA_DIR": str(folder), "KENBAAR_PUBLIC_URL": address, **settings}
    return {**kept, **own, "DJANGO_SETTINGS_MODULE": "kenbaar.site.settings", "PYTHONUNBUFFERED": "1"}


def command(*words: str, environment: dict[str, str]) -> str:
    """Run a command of Kenbaar beside the site; return what it printed."""
    ran = subprocess.run([*COMMAND, *words], env=environment, check=True, capture_output=True, text=True)
    return ran.stdout


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as door:
        door.bind(("localhost", 0))
        return int(door.getsockname()[1])


def wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until a server answers; fail with its log when it does not."""
    deadline = monotonic() + _LONGEST_START_SECONDS
    while monotonic() < deadline and server.poll() is None:
        try:
            with urlopen(address, timeout=_LONGEST_START_SECONDS):
                return
        except (URLError, ConnectionError):
            continue
    pytest.fail(f"{address} does not answer: {log.read_text()[-2000:]}")
