"""Lists and prepared changes from before stay whose they were, on the way to names of actors and back."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from kenbaar.register.models import PreparedChange, SavedList

_PEOPLE = ("people", "0004_suppliers")
_BEFORE, _AFTER = [_PEOPLE, ("register", "0007_one_row_an_address")], [_PEOPLE, ("register", "0008_owned_by_actors")]


def _migrate(to: list[tuple[str, str]]) -> Any:
    executor = MigrationExecutor(connection)
    executor.migrate(to)
    return executor.loader.project_state(to).apps


@pytest.mark.django_db(transaction=True)
def test_a_list_and_a_change_from_before_stay_whose_they_were() -> None:
    newest = list(MigrationExecutor(connection).loader.graph.leaf_nodes())
    try:
        old = _migrate(_BEFORE)
        body = old.get_model("people", "Body").objects.create(slug="a", type="gemeente", name_nl="A", name_en="A")
        person = old.get_model("people", "Person").objects.create(email="ann@a.example", email_key="ann", name="Ann")
        expires = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
        old.get_model("register", "SavedList").objects.create(body=body, person=person, name="Lijst", query="")
        prepared = {"kind": "file", "content": b"x", "expires_at": expires}
        old.get_model("register", "PreparedChange").objects.create(body=body, person=person, **prepared)
        new = _migrate(_AFTER)
        new.get_model("register", "SavedList").objects.create(body_id=body.pk, by="token 1", name="Lijst", query="")
        old = _migrate(_BEFORE)
        assert list(old.get_model("register", "SavedList").objects.values_list("person", flat=True)) == [person.pk]
    finally:
        _migrate(newest)
    assert SavedList.objects.get().by == PreparedChange.objects.get().by == f"person {person.pk}"
