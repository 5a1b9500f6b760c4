"""What every test may count on."""

import pytest
from django.core.management import call_command


@pytest.fixture(scope="session", autouse=True)
def _static_files() -> None:
    """Collect the static files as a real site does: a page that names one that is not there must fail."""
    call_command("collectstatic", interactive=False, verbosity=0)
