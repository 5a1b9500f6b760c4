"""Who gives, takes and loses roles, and what closing an account does to other bodies."""

import pytest

from kenbaar.journal.models import JournalLine
from kenbaar.people import queries
from kenbaar.people.actions.persons import (
    add_person,
    deactivate,
    follow_claims,
    give_role,
    sign_out_everywhere,
    take_role,
)
from kenbaar.people.actors import ANYONE, OPERATOR, actor_of
from kenbaar.people.errors import LastAdministrator, NotAllowed
from kenbaar.people.models import Membership, Role
from kenbaar.register.errors import EntryNotFound
from kenbaar.register.lifecycle import State
from kenbaar.register.queries.entries import entry_for
from tests import make

pytestmark = pytest.mark.django_db
NOW = make.NOON


def _events() -> list[str]:
    return list(JournalLine.objects.order_by("sequence").values_list("event", flat=True))


def test_an_administrator_gives_and_takes_roles_at_their_own_body_and_nowhere_else() -> None:
    here, elsewhere = make.body(), make.body("gemeente-elders")
    administrator, person = make.person(Role.ADMINISTRATOR, at=here), make.somebody()
    give_role(person, Role.EDITOR, here, by=administrator, now=NOW)
    take_role(person, Role.EDITOR, here, by=administrator, now=NOW)
    assert not Membership.objects.filter(person=person).exists()
    for role, body in ((Role.EDITOR, elsewhere), (Role.SUPERVISOR, None)):
        for deed in (give_role, take_role):
            with pytest.raises(NotAllowed):
                deed(person, role, body, by=administrator, now=NOW)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_but_an_administrator_manages_people(role: Role) -> None:
    body = make.body()
    wide = role in {Role.SUPERVISOR, Role.CENTRAL_REVIEWER}
    actor, person = make.person(role, at=None if wide else body), make.somebody(Role.READER, at=body)
    before = _events()
    with pytest.raises(NotAllowed):
        give_role(person, Role.EDITOR, body, by=actor, now=NOW)
    with pytest.raises(NotAllowed):
        take_role(person, Role.READER, body, by=actor, now=NOW)
    with pytest.raises(NotAllowed):
        deactivate(person, by=actor, now=NOW)
    with pytest.raises(NotAllowed):
        sign_out_everywhere(person, by=actor, now=NOW)
    with pytest.raises(NotAllowed):
        add_person("x@y.example", "X", by=actor, now=NOW)
    with pytest.raises(NotAllowed):
        queries.people_of(body, seen_by=actor)
    assert _events() == before


def test_a_body_keeps_an_administrator_who_can_give_roles() -> None:
    body = make.body()
    first = make.somebody(Role.ADMINISTRATOR, at=body)
    for deed in (
        lambda: take_role(first, Role.ADMINISTRATOR, body, by=actor_of(first), now=NOW),
        lambda: deactivate(first, by=actor_of(first), now=NOW),
    ):
        with pytest.raises(LastAdministrator):
            deed()
    second = make.somebody(Role.ADMINISTRATOR, at=body)
    take_role(first, Role.ADMINISTRATOR, body, by=actor_of(second), now=NOW)
    assert not actor_of(first).has(Role.ADMINISTRATOR, body.slug)


def test_somebody_who_also_works_elsewhere_keeps_the_account_that_the_other_body_counts_on() -> None:
    here, elsewhere = make.body(), make.body("gemeente-elders")
    administrator, person = make.person(Role.ADMINISTRATOR, at=here), make.somebody(Role.EDITOR, at=here)
    give_role(person, Role.EDITOR, elsewhere, by=OPERATOR, now=NOW)
    with pytest.raises(NotAllowed):
        deactivate(person, by=administrator, now=NOW)
    take_role(person, Role.EDITOR, elsewhere, by=OPERATOR, now=NOW)
    deactivate(person, by=administrator, now=NOW)
    assert actor_of(person).roles == {}
    assert _events()[-2:] == ["people.role.taken", "people.person.deactivated"]
    person.refresh_from_db()
    assert not person.is_active


def test_the_next_round_of_sessions_makes_all_earlier_ones_useless() -> None:
    person = make.somebody()
    before = person.get_session_auth_hash()
    sign_out_everywhere(person, by=actor_of(person), now=NOW)
    person.refresh_from_db()
    assert person.get_session_auth_hash() != before
    with pytest.raises(NotAllowed):
        sign_out_everywhere(person, by=ANYONE, now=NOW)


def test_claims_give_and_take_their_own_roles_and_leave_those_of_the_administrator() -> None:
    here, elsewhere = make.body(), make.body("gemeente-elders")
    person = make.somebody(Role.READER, at=here)
    follow_claims(person, [(Role.EDITOR, here), (Role.SUPERVISOR, None)], now=NOW)
    follow_claims(person, [(Role.EDITOR, here), (Role.SUPERVISOR, None)], now=NOW)
    assert _events().count("people.role.given") == 3
    follow_claims(person, [(Role.APPROVER, elsewhere)], now=NOW)
    actor = actor_of(person)
    assert actor.roles == {here.slug: {Role.READER}, elsewhere.slug: {Role.APPROVER}}
    assert actor.wide == frozenset()
    assert JournalLine.objects.order_by("sequence").last().actor == "identity provider"


def test_a_supervisor_sees_everything_and_a_central_reviewer_what_was_submitted() -> None:
    draft, submitted = make.entry(State.DRAFT), make.entry(State.REVIEW)
    supervisor, reviewer = make.person(Role.SUPERVISOR), make.person(Role.CENTRAL_REVIEWER)
    supplier = make.person(Role.SUPPLIER, at=submitted.body)
    assert entry_for(supervisor, draft.reference) == draft
    assert entry_for(reviewer, submitted.reference) == submitted
    for actor, entry in ((reviewer, draft), (supplier, submitted), (ANYONE, submitted)):
        with pytest.raises(EntryNotFound):
            entry_for(actor, entry.reference)
    assert supervisor.holds(Role.SUPERVISOR) and not supplier.holds(Role.SUPERVISOR)


def test_the_people_of_a_body_are_listed_with_their_roles_there_and_not_elsewhere() -> None:
    here, elsewhere = make.body(), make.body("gemeente-elders")
    administrator, person = make.person(Role.ADMINISTRATOR, at=here), make.somebody(Role.EDITOR, at=here)
    give_role(person, Role.APPROVER, elsewhere, by=OPERATOR, now=NOW)
    stranger = make.somebody(Role.EDITOR, at=elsewhere)
    found = {
        each.pk: [held.role for held in each.roles_here] for each in queries.people_of(here, seen_by=administrator)
    }
    assert found[person.pk] == ["editor"] and len(found) == 2
    assert queries.person_of(here, stranger.pk, seen_by=administrator) is None
    assert [body.slug for body in queries.bodies_managed_by(administrator)] == [here.slug]
