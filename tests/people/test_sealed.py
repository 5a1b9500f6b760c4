"""Who copies the database without the secret of the site reads no name and no address; everybody else works on."""

import datetime as dt
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from kenbaar.people.actions.invitations import invite
from kenbaar.people.actors import OPERATOR
from kenbaar.people.errors import AddressTaken, SealBroken
from kenbaar.people.models import Person, Role
from kenbaar.people.recording import added_person
from kenbaar.people.sealed import key_of, seal, unseal
from tests import make

_BEFORE, _AFTER = [("people", "0002_sign_in")], [("people", "0003_sealed")]


def _everything_kept() -> str:
    """Return every text of every table of people and of signing in, as somebody reads it who stole the database."""
    kept = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {table}")
            kept += [str(bytes(cell) if isinstance(cell, memoryview) else cell) for row in cursor for cell in row]
    return "\n".join(kept)


@pytest.mark.django_db
def test_a_stolen_database_names_nobody(client: Client) -> None:
    body = make.body()
    added_person("anna@lindewaarde.example", "Anna Achternaam", by=OPERATOR, now=make.NOON)
    invite("bram@lindewaarde.example", Role.EDITOR, body, code="abc", by=OPERATOR, now=make.NOON)
    client.post("/desk/aanmelden/", {"login": "anna@lindewaarde.example", "password": "een wachtwoord"})
    kept = _everything_kept().lower()
    assert "gemeente-lindewaarde" in kept
    assert "anna" not in kept and "achternaam" not in kept and "bram@" not in kept


@pytest.mark.django_db
def test_somebody_is_found_by_their_address_however_it_is_written() -> None:
    person = make.somebody()
    found = Person.objects.with_address(f" {person.email.upper()} ")
    assert found == person and found.email == person.email and found.name == "Iemand"
    assert Person.objects.get_by_natural_key(person.email) == person
    with pytest.raises(AddressTaken):
        added_person(person.email.title(), "Een ander", by=OPERATOR, now=make.NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(email="x@y.example", email_key=key_of(person.email), name="Een ander")


@pytest.mark.django_db
def test_a_query_that_compares_what_is_sealed_is_refused_and_does_not_find_nothing() -> None:
    with pytest.raises(TypeError, match="sealed"):
        Person.objects.filter(email="a@b.example")


def test_a_seal_opens_for_its_own_purpose_and_secret_only(settings: LazySettings) -> None:
    kept = seal("geheim", "a purpose")
    assert unseal(kept, "a purpose") == "geheim" and seal("geheim", "a purpose") != kept
    assert (seal("", "a purpose"), unseal("", "a purpose")) == ("", "")
    for wrong, purpose in ((kept, "another"), (kept[:-2] + "AA", "a purpose"), ("plain", "a purpose")):
        with pytest.raises(SealBroken) as refused:
            unseal(wrong, purpose)
        assert "geheim" not in str(refused.value)
    settings.SECRET_KEY = "another secret"
    with pytest.raises(SealBroken, match="KENBAAR_SECRET_KEY"):
        unseal(kept, "a purpose")


@pytest.mark.django_db(transaction=True)
def test_persons_from_before_are_sealed_and_go_on_signing_in() -> None:
    def migrate(to: list[tuple[str, str]]) -> Any:
        executor = MigrationExecutor(connection)
        executor.migrate(to)
        return executor.loader.project_state(to).apps

    newest = list(MigrationExecutor(connection).loader.graph.leaf_nodes())
    now = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
    try:
        old = migrate(_BEFORE)
        old.get_model("people", "Person").objects.create(email="anna@lindewaarde.example", name="Anna")
        kept = {"role": "editor", "invited_at": now, "expires_at": now, "body": _old_body(old)}
        invitations = old.get_model("people", "Invitation").objects
        invitations.create(email="", code_digest="1", ended_at=now, **kept)
        invitations.create(email="bram@lindewaarde.example", code_digest="2", **kept)
        migrate(_AFTER)
        assert "anna" not in _everything_kept().lower()
    finally:
        migrate(newest)
    person = Person.objects.with_address("anna@lindewaarde.example")
    assert person is not None and (person.name, person.language) == ("Anna", "")
    from kenbaar.people.models import Invitation

    keys = {each.email: each.email_key for each in Invitation.objects.all()}
    assert keys == {"": "", "bram@lindewaarde.example": key_of("bram@lindewaarde.example")}


def _old_body(apps: Any) -> Any:
    return apps.get_model("people", "Body").objects.create(slug="a", type="gemeente", name_nl="A", name_en="A")
