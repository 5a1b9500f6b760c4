"""A running site with the sample register, and a browser to visit it with."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.conf import LazySettings
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_COMMAND = [sys.executable, "-c", "from kenbaar.cli.main import main; main()"]
_LONGEST_START_SECONDS = 60


@pytest.fixture(autouse=True)
def _own_index(settings: LazySettings, tmp_path: Path) -> None:
    """An index of its own for each test: after a test the database goes back, which an index does not know of."""
    settings.SEARCH_INDEX_DIR = tmp_path / "search"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site as the commands set it up and serve it, with the sample register."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine; install it to run the tests in a browser")
    port = _free_port()
    address = f"http://localhost:{port}"
    own = {"KENBAAR_DATA_DIR": str(tmp_path_factory.mktemp("site")), "KENBAAR_PUBLIC_URL": address}
    # It has a database of its own, whichever one the other tests use.
    settings = {name: value for name, value in os.environ.items() if name != "KENBAAR_DATABASE_URL"}
    environment = {**settings, **own, "DJANGO_SETTINGS_MODULE": "kenbaar.site.settings"}
    subprocess.run([*_COMMAND, "setup", "--sample"], env=environment, check=True, capture_output=True)
    log = Path(own["KENBAAR_DATA_DIR"]) / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [*_COMMAND, "serve", "--port", str(port)], env=environment, stdout=output, stderr=output
        )
        try:
            _wait_for(f"{address}/nl/", server, log)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=30)


@pytest.fixture(scope="session")
def browser(site: str) -> Iterator[Browser]:
    """A browser without a window. It starts after the site and stops before it."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        yield started
        started.close()


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("localhost", 0))
        return int(door.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = monotonic() + _LONGEST_START_SECONDS
    while monotonic() < deadline and server.poll() is None:
        try:
            with urlopen(address, timeout=_LONGEST_START_SECONDS):
                return
        except (URLError, ConnectionError):
            continue
    pytest.fail(f"the site did not start: {log.read_text()[-2000:]}")
