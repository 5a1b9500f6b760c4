"""Bodies, persons and roles: one deed, one line in the journal, and nothing when it fails."""

import pytest
from django.db import IntegrityError, transaction

from kenbaar.journal.models import JournalLine
from kenbaar.people.actions.bodies import BodyFacts, record_bodies
from kenbaar.people.actions.persons import add_person, give_role
from kenbaar.people.actors import ANYONE, OPERATOR, actor_of
from kenbaar.people.errors import AddressTaken, ParentUnknown, RoleOutOfPlace
from kenbaar.people.models import Body, Membership, Person, Role
from tests import make

pytestmark = pytest.mark.django_db

TOWN = BodyFacts(
    "gemeente-lindewaarde", "gemeente", "Gemeente Lindewaarde", "Municipality of Lindewaarde", code="gm9999"
)
MINISTRY = BodyFacts("ministerie-van-iets", "ministerie", "Ministerie van Iets", "Ministry of Something")
AGENCY = BodyFacts("dienst-iets", "uitvoering", "Dienst Iets", "Something Agency", parent="ministerie-van-iets")


def _journal() -> list[tuple[str, str, str]]:
    return list(JournalLine.objects.values_list("event", "subject", "actor"))


def test_a_new_body_is_recorded_and_written_down() -> None:
    assert record_bodies([TOWN], by=OPERATOR, now=make.NOON) == 1
    body = Body.objects.get()
    assert (body.slug, body.code, body.name) == (TOWN.slug, "gm9999", {"nl": TOWN.name_nl, "en": TOWN.name_en})
    assert _journal() == [("people.body.added", TOWN.slug, "operator")]
    assert JournalLine.objects.get().at == make.NOON


def test_recording_the_same_bodies_again_changes_nothing() -> None:
    facts = [AGENCY, MINISTRY, TOWN]
    assert record_bodies(facts, by=OPERATOR, now=make.NOON) == 3
    before = _journal()
    assert record_bodies(reversed(facts), by=OPERATOR, now=make.NOON) == 0
    assert _journal() == before


def test_a_body_that_changed_its_name_is_brought_up_to_date() -> None:
    record_bodies([TOWN, MINISTRY], by=OPERATOR, now=make.NOON)
    renamed = BodyFacts(TOWN.slug, "gemeente", "Gemeente Lindewaarde aan Zee", TOWN.name_en, code="gm9999")
    assert record_bodies([renamed, MINISTRY], by=OPERATOR, now=make.NOON) == 1
    assert Body.objects.get(slug=TOWN.slug).name_nl == "Gemeente Lindewaarde aan Zee"
    assert _journal()[-1] == ("people.body.changed", TOWN.slug, "operator")


def test_a_parent_may_come_after_its_child_in_the_list_or_be_there_already() -> None:
    record_bodies([AGENCY, MINISTRY], by=OPERATOR, now=make.NOON)
    second = BodyFacts("dienst-anders", "uitvoering", "Dienst Anders", "Other Agency", parent=MINISTRY.slug)
    record_bodies([second], by=OPERATOR, now=make.NOON)
    children = Body.objects.get(slug=MINISTRY.slug).children.values_list("slug", flat=True)
    assert set(children) == {"dienst-iets", "dienst-anders"}


def test_when_one_body_cannot_be_recorded_none_is() -> None:
    same_code = BodyFacts("gemeente-anders", "gemeente", "Gemeente Anders", "Municipality of Anders", code="gm9999")
    for faulty, error in (([TOWN, same_code], IntegrityError), ([TOWN, AGENCY], ParentUnknown)):
        with pytest.raises(error):
            record_bodies(faulty, by=OPERATOR, now=make.NOON)
        assert not Body.objects.exists()
        assert _journal() == []


def test_a_new_person_cannot_sign_in_with_a_password_and_the_journal_keeps_their_name_out() -> None:
    person = add_person("redactie@lindewaarde.example", "Redactie", by=OPERATOR, now=make.NOON)
    assert not person.has_usable_password()
    assert _journal() == [("people.person.added", f"person {person.pk}", "operator")]
    line = JournalLine.objects.get()
    assert "redactie" not in f"{line.subject} {line.actor} {line.details}".lower()


def test_an_address_belongs_to_one_person() -> None:
    add_person("redactie@lindewaarde.example", "Redactie", by=OPERATOR, now=make.NOON)
    before = _journal()
    with pytest.raises(AddressTaken):
        add_person(" Redactie@lindewaarde.example", "Iemand anders", by=OPERATOR, now=make.NOON)
    assert Person.objects.count() == 1
    assert _journal() == before


def test_a_role_counts_at_its_own_body_only_and_is_given_once() -> None:
    here, elsewhere = make.body(), make.body("gemeente-elders")
    person = add_person("redactie@lindewaarde.example", "Redactie", by=OPERATOR, now=make.NOON)
    give_role(person, Role.EDITOR, here, by=OPERATOR, now=make.NOON)
    before = _journal()
    give_role(person, Role.EDITOR, here, by=OPERATOR, now=make.NOON)
    assert _journal() == before
    assert before[-1] == ("people.role.given", f"person {person.pk}", "operator")
    assert JournalLine.objects.last().details == {"role": "editor", "body": here.slug}

    actor = actor_of(person)
    assert actor.has(Role.EDITOR, here.slug)
    assert not actor.has(Role.APPROVER, here.slug)
    assert not actor.has(Role.EDITOR, elsewhere.slug)


def test_a_role_out_of_its_place_is_refused_and_so_it_is_by_the_database() -> None:
    person, body = make.somebody(), make.body()
    for role, where in ((Role.SUPERVISOR, body), (Role.EDITOR, None)):
        before = _journal()
        with pytest.raises(RoleOutOfPlace):
            give_role(person, role, where, by=OPERATOR, now=make.NOON)
        assert _journal() == before
        with pytest.raises(IntegrityError), transaction.atomic():
            Membership.objects.create(person=person, role=role, body=where)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(person=person, role="king", body=body)


def test_anyone_has_no_role_anywhere() -> None:
    assert not any(ANYONE.has(role, make.body().slug) for role in Role)
    assert not ANYONE.operator
