"""On PostgreSQL notices of a month stand together, and everything finds them as it did before."""

import datetime as dt
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from kenbaar.notices.models import Notice
from kenbaar.notices.queries.opening import open_with_code
from tests.notices import world

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one table for all months"),
]


def parts() -> dict[str, int]:
    """Return how many notices stand in each part."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'notices_notice'::regclass")
        names = [name for (name,) in cursor.fetchall()]
        counts = {}
        for name in names:
            cursor.execute(f"SELECT count(*) FROM {name}")
            counts[name] = cursor.fetchone()[0]
    return counts


def issue(*days: str) -> list[str]:
    version = world.approved()
    world.key_of(version.profile.body)
    return [
        world.issue_one(
            version, world.DECISION._replace(reference=f"M-{number}", decided_on=dt.date.fromisoformat(day))
        ).code
        for number, day in enumerate(days)
    ]


def test_a_notice_stands_in_the_part_of_the_month_of_its_decision_and_its_code_finds_it() -> None:
    codes = issue("2026-10-31", "2026-11-01", "2026-11-30", "2025-12-31")
    assert parts() == {"notices_notice_2026_10": 1, "notices_notice_2026_11": 2, "notices_notice_2025_12": 1}
    for number, code in enumerate(codes):
        assert open_with_code(code).decision.reference == f"M-{number}"


def test_the_way_to_parts_and_back_keeps_every_notice() -> None:
    codes = issue("2026-10-31", "2026-11-01")
    before = list(Notice.objects.order_by("id").values())
    # What the tests' own transaction still has to look at stands in the way of both.
    connection.check_constraints()
    step = import_module("kenbaar.notices.migrations.0050_by_month").Migration.operations[0]
    with connection.schema_editor(atomic=False) as editor:
        step.reverse_code(apps, editor)
        assert not parts() and list(Notice.objects.order_by("id").values()) == before
        step.code(apps, editor)
    assert list(Notice.objects.order_by("id").values()) == before and len(parts()) == 2
    assert open_with_code(codes[1]).decision.reference == "M-1"


def test_a_decision_has_one_notice_of_an_edition_in_its_month() -> None:
    issue("2026-11-01")
    with connection.cursor() as cursor:
        cursor.execute("SELECT conname FROM pg_constraint WHERE conrelid = 'notices_notice'::regclass")
        names = {name for (name,) in cursor.fetchall()}
    assert {"notice_lookup_once", "notice_known_standing", "notices_notice_pkey"} <= names
