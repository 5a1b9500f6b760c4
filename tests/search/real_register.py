"""A register filled from the real files, with its search index, made once for all tests that search in it."""

import datetime as dt
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from kenbaar.people.actors import OPERATOR
from kenbaar.register.following import rebuild
from kenbaar.register.importing.running import ImportOrder, import_rows
from kenbaar.standards.files.opening import open_source
from tests.standards import real

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
FILES = (
    "nl-algoritmeregister-2022-2023/pub_2023-06.json",
    "nl-algoritmeregister-2025-06-full-en/algoritmeregister_ENG_full.csv",
    "nl-algoritmeregister-2026/algoritmes_2026-08-08.json",
)


@pytest.fixture(scope="session")
def real_register(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Give the folder of an index of the real records; the database itself is left as it was."""
    folder = tmp_path_factory.mktemp("real-index")
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.SEARCH_INDEX_DIR", folder)
        with transaction.atomic():
            for name in FILES:
                with open_source(real.DATA / name) as source:
                    import_rows(source.rows(), ImportOrder(name, OPERATOR, NOW), repairs=lambda _repair: None)
            rebuild()
            transaction.set_rollback(True)
    return folder
