"""What every test may count on."""

from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from kenbaar.journal.log.keys import make_missing_keys


@pytest.fixture(scope="session", autouse=True)
def _static_files() -> None:
    """Collect the static files as a real site does: a page that names one that is not there must fail."""
    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture(scope="session", autouse=True)
def _keys_of_the_logs() -> None:
    make_missing_keys("register.example")


@pytest.fixture(autouse=True)
def _a_log_of_its_own(settings: Settings, tmp_path: Path) -> None:
    """Each test begins with an empty database, so its log begins empty as well."""
    settings.LOG_STORE = str(tmp_path / "log")
