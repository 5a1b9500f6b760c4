"""Every address of the desk and every operation of the API, as everybody: against one table, `permissions.txt`.

After a change that was meant, write the table anew and look at what is different:
`KENBAAR_WRITE_PERMISSIONS=1 python -m pytest tests/site/test_permissions.py`
"""

import os
from itertools import groupby
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings

from kenbaar.api.main import operations
from kenbaar.desk.urls import addresses_of_allauth, own_addresses
from kenbaar.people.access import Callers, callers_of
from kenbaar.register.following import follow
from tests.site.permissions_walk import Door, Walked, walk
from tests.site.permissions_world import VISITOR, build

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).with_name("permissions.txt")
# A template is offered to every body, and who shows the code of an invitation is who was meant.
_FOR_ALL = ("sjablonen/<keeper>/", "uitnodiging/<code>/")
_LEGEND = """\
# Who gets what: every address of the desk and every operation of the API (both from the code), as everybody.
#
#   +  let in, or done     ~  let in, and told what is wrong with what was sent, or that it cannot be done now
#   -  refused (403)       .  not there for them (404)       >  sent to sign in or to show a token       x  gone (410)
#
# A cell has a sign for each thing that an address can be about: something of the own body, something of another
# body, a restricted entry of the own body, and a restricted entry with which the caller is named (a token never is).
# An address that names no entry has two of them, one that names nothing of a body has one. `half in` came by
# invitation and has no second factor yet; `nobody` has no role. The entry of the own body is public, and has a version
# under review, a draft and a conflict; no other one was ever public.
#
# Made from the code. After a change that was meant, write it anew and look at what is different:
# KENBAAR_WRITE_PERMISSIONS=1 python -m pytest tests/site/test_permissions.py
# What addresses are filled with, and what is sent to them, stands in permissions_world.py.
"""


@pytest.fixture(scope="module")
def walked(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Walked:
    """Walk once, for all tests of this file, in a world that is taken back."""
    folder = tmp_path_factory.mktemp("search")
    with django_db_blocker.unblock(), override_settings(SEARCH_INDEX_DIR=folder), transaction.atomic():  # type: ignore[attr-defined]  # pytest-django does not say so
        world = build()
        follow()
        found = walk(world)
        transaction.set_rollback(True)
    return found


def as_table(walked: Walked) -> str:
    """Return what everybody got, as text."""
    lines = [_LEGEND]
    for title, prefix in (("THE DESK, below /desk/", "/desk/"), ("THE API, below /api/v1", "/api/v1")):
        rows = {door: cells for door, cells in walked.cells.items() if door.prefix == prefix}
        width = max(len(_named(door)) for door in rows) + 2
        callers = list(next(iter(rows.values())))
        wide = [max(len(name), 4) for name in callers]
        heads = "  ".join(name.ljust(size) for name, size in zip(callers, wide, strict=True))
        lines.append(f"{title:<{width}}{heads}".rstrip())
        for area, doors in groupby(sorted(rows, key=lambda door: door.area), key=lambda door: door.area):
            lines.append(f"\n[{area}]")
            for door in doors:
                signs = "  ".join(rows[door][name].ljust(size) for name, size in zip(callers, wide, strict=True))
                lines.append(f"{_named(door):<{width}}{signs}".rstrip())
        lines.append("")
    return "\n".join(lines)


def test_everybody_gets_what_the_table_says(walked: Walked) -> None:
    if os.environ.get("KENBAAR_WRITE_PERMISSIONS"):
        TABLE.write_text(as_table(walked))
    assert as_table(walked).splitlines() == TABLE.read_text().splitlines()


def test_reading_changes_nothing(walked: Walked) -> None:
    assert not walked.changed_by_reading


def test_who_is_refused_changed_nothing(walked: Walked) -> None:
    assert not walked.changed_when_refused


def test_what_is_sent_reaches_nothing_of_another_body(walked: Walked) -> None:
    assert not walked.reached_elsewhere


def test_no_form_of_the_desk_counts_without_its_token(walked: Walked) -> None:
    assert not walked.without_csrf
    assert not [each.name for each in (*own_addresses, *addresses_of_allauth) if hasattr(each.callback, "csrf_exempt")]


def test_nothing_is_written_over_the_api_without_a_token(walked: Walked) -> None:
    closed = {f"{method} {path}" for method, path, function in operations() if callers_of(function) is Callers.SERVICE}
    assert closed
    for door, cells in walked.cells.items():
        if door.prefix == "/api/v1":
            assert (set(cells[VISITOR]) == {">"}) == (door.name in closed), door.name


def test_nobody_reaches_anything_of_another_body_at_the_desk(walked: Walked) -> None:
    wide = {"central_reviewer", "supervisor"}
    for door, cells in walked.cells.items():
        for name, signs in cells.items():
            if door.prefix == "/desk/" and len(signs) > 1 and name not in wide and not door.shown.startswith(_FOR_ALL):
                assert signs[1] not in "+~", f"{door.method} {door.shown} as {name}"


def _named(door: Door) -> str:
    return f"{door.method:<6} {door.shown}"
