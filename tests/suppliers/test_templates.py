"""Who keeps a template changes it, version by version; nobody else does, and no words of a colleague are lost."""

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from kenbaar.journal.models import JournalLine
from kenbaar.people.actors import ANYONE, OPERATOR
from kenbaar.people.models import Role
from kenbaar.register.actions.drafting import changes_of
from kenbaar.rules.answers import Answer, known
from kenbaar.suppliers.actions.templates import Outcome, add_template, change_template, put_template, retire_template
from kenbaar.suppliers.errors import ChangedMeanwhile, NameTaken, NotAllowed, TemplateNotFound, TemplateRefused
from kenbaar.suppliers.models import Template, TemplateVersion
from kenbaar.suppliers.queries import templates as reading
from tests import make
from tests.suppliers import world

pytestmark = pytest.mark.django_db
NOW = make.NOON


def _counts() -> tuple[int, int, int]:
    return Template.objects.count(), TemplateVersion.objects.count(), JournalLine.objects.count()


def test_a_supplier_makes_a_template_and_each_change_is_a_version() -> None:
    by = world.supplier()
    add_template(world.company(), "chatbot", world.says(), by=by, now=NOW)
    changes = changes_of(world.says().sheet, {"name": known({"nl": "Chatbot 2"})})
    change_template("babbelbrug", "chatbot", changes, by=by, now=NOW)
    made = reading.template_for(by, "babbelbrug", "chatbot")
    assert (made.name, made.latest and made.latest.number) == ({"nl": "Chatbot 2"}, 2)
    assert TemplateVersion.objects.get(number=1).answers().texts("name") == {"nl": "Chatbot"}


def test_saying_the_same_again_makes_no_version() -> None:
    world.template()
    before = _counts()
    assert world.changed(methods=world.METHODS) == 1
    assert put_template(world.company(), world.SLUG, world.says(), by=OPERATOR, now=NOW)[1] is Outcome.UNCHANGED
    assert _counts() == before


@pytest.mark.parametrize("role", [Role.READER, Role.EDITOR, Role.APPROVER, Role.ADMINISTRATOR])
def test_nobody_but_a_supplier_of_the_organisation_writes_its_templates(role: Role) -> None:
    town = make.body()
    add_template(town, "gem", world.says(), by=OPERATOR, now=NOW)
    before = _counts()
    for by in (make.person(role, at=town), world.supplier(), ANYONE):
        with pytest.raises(NotAllowed):
            add_template(town, "anders", world.says(), by=by, now=NOW)
        with pytest.raises(NotAllowed):
            change_template(town.slug, "gem", changes_of(world.says().sheet, {"methods": None}), by=by, now=NOW)
        with pytest.raises(NotAllowed):
            put_template(town, "gem", world.says(), by=by, now=NOW)
        with pytest.raises(NotAllowed):
            retire_template(town.slug, "gem", by=by, now=NOW)
    # Making people and companies is written down as well.
    assert _counts()[:2] == before[:2]
    assert not JournalLine.objects.filter(event__startswith="suppliers.")[2:].exists()


def test_a_supplier_sees_the_own_templates_and_no_entry_and_not_those_of_another_company() -> None:
    own, other = world.template(), world.template(keeper="kijkrond")
    by = world.supplier()
    assert list(reading.templates_seen_by(by)) == [own]
    with pytest.raises(TemplateNotFound):
        reading.template_for(by, "kijkrond", other.slug)
    with pytest.raises(NotAllowed):
        reading.templates_kept(by, "kijkrond")
    assert list(reading.templates_seen_by(make.person(Role.ADMINISTRATOR, at=world.company()))) == []
    assert set(reading.templates_seen_by(world.editor())) == {own, other}


def test_two_suppliers_at_once_lose_no_words() -> None:
    world.template()
    by = world.supplier()

    def say(**answers: Answer) -> None:
        # Whoever says it has the first version before them.
        change_template(world.KEEPER, world.SLUG, changes_of(world.says().sheet, answers), by=by, now=NOW)

    say(methods=known({"nl": "Eerst."}))
    before = _counts()
    with pytest.raises(ChangedMeanwhile):
        say(methods=known({"nl": "Te laat."}))
    assert _counts() == before
    # Another fact of the same version is nobody's words.
    say(purpose=known({"nl": "Beter."}))
    latest = reading.template_for(by, world.KEEPER, world.SLUG).latest
    assert latest is not None and latest.answers().texts("methods") == {"nl": "Eerst."}


@pytest.mark.parametrize(
    ("fact", "answer"),
    [
        ("contact", known("privacy@leverancier.example")),
        ("methods", known({"nl": "De [naam gemeente] zoekt woorden op."})),
        ("methods", known("geen taal")),
        ("name", None),
        ("no_such_fact", known("x")),
        ("summary", known({"nl": "x" * 250_000})),
    ],
)
def test_what_is_no_answer_for_every_customer_is_refused_and_nothing_is_saved(fact: str, answer: object) -> None:
    world.template()
    before = _counts()
    with pytest.raises(TemplateRefused):
        world.changed(**{fact: answer})
    assert _counts() == before


def test_a_name_in_an_address_is_given_once() -> None:
    made = world.template()
    before = _counts()
    with pytest.raises(NameTaken):
        add_template(world.company(), made.slug, world.says(), by=OPERATOR, now=NOW)
    assert _counts() == before


def test_a_retired_template_is_offered_to_nobody_and_still_there_for_who_keeps_it() -> None:
    world.template()
    by = world.supplier()
    retire_template(world.KEEPER, world.SLUG, by=by, now=NOW)
    lines = JournalLine.objects.count()
    retire_template(world.KEEPER, world.SLUG, by=by, now=NOW)
    assert JournalLine.objects.count() == lines
    assert reading.find_templates(world.editor(), "", page=1, size=20) == ([], 0)
    assert [line.retired for line in reading.templates_kept(by, world.KEEPER)] == [True]


def test_a_list_is_searched_by_product_and_keeper_without_reading_sheets() -> None:
    for number in range(3):
        world.template(f"chatbot-{number}", name=known({"nl": f"Chatbot {number}"}))
    world.template("lakken", keeper="zwartlak", name=known({"nl": "Teksten lakken"}))
    by = world.editor()
    found, total = reading.find_templates(by, "babbel chatbot", page=1, size=2)
    assert ([line.slug for line in found], total) == (["chatbot-0", "chatbot-1"], 3)
    assert [line.slug for line in reading.find_templates(by, "ZWART", page=1, size=9)[0]] == ["lakken"]


def test_the_history_says_what_each_version_changed() -> None:
    world.template()
    world.changed(methods=known({"nl": "Het vergelijkt zinnen."}))
    lines = reading.history_of(world.editor(), world.KEEPER, world.SLUG, language="nl")
    assert [(line.number, [each.fact.id for each in line.changed]) for line in lines] == [(2, ["methods"]), (1, [])]


def test_the_database_refuses_to_change_what_a_template_said() -> None:
    world.template()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE suppliers_templateversion SET number = 9")
