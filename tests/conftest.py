"""What every test may count on."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from hypothesis import settings as of_hypothesis
from pytest_django import Settings

from kenbaar.journal.log.keys import make_missing_keys
from kenbaar.notices.keys import make_missing_secret
from tests.support.served import CHROMIUM, CHROMIUM_FLAGS

if TYPE_CHECKING:
    from playwright.sync_api import Browser


# A test never fails for slowness: other work may go on beside it.
of_hypothesis.register_profile("kenbaar", deadline=None)
of_hypothesis.load_profile("kenbaar")


@pytest.fixture(scope="session", autouse=True)
def _static_files() -> None:
    """Collect the static files as a real site does: a page that names one that is not there must fail."""
    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture(scope="session", autouse=True)
def _keys_of_the_site() -> None:
    make_missing_keys("register.example")
    make_missing_secret()


@pytest.fixture(autouse=True)
def _a_log_of_its_own(settings: Settings, tmp_path: Path) -> None:
    """Each test begins with an empty database, so its log begins empty as well."""
    settings.LOG_STORE = str(tmp_path / "log")


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """A browser without a window, one for all tests: two of them in one process do not go together."""
    from playwright.sync_api import sync_playwright

    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine; install it to run the tests in a browser")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield started
        started.close()
