"""A body follows a template: what is empty is filled, what differs is proposed, and the body decides."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kenbaar.journal.models import JournalLine
from kenbaar.people.actors import ANYONE, OPERATOR
from kenbaar.people.models import Role
from kenbaar.register.actions.arranging import set_access
from kenbaar.register.actions.drafting import Change, answer_digest, save_answers
from kenbaar.register.errors import EntryNotFound
from kenbaar.register.errors import NotAllowed as MayNotWrite
from kenbaar.register.lifecycle import Access
from kenbaar.register.models import Entry
from kenbaar.register.queries.working import working_copy
from kenbaar.rules.answers import known, unknown
from kenbaar.suppliers.actions.following import adopt, adopt_as_new, answer_proposals, leave_template
from kenbaar.suppliers.actions.templates import retire_template
from kenbaar.suppliers.errors import FollowsAlready, FollowsNothing, NothingProposed, TemplateNotFound, TemplateRetired
from kenbaar.suppliers.models import Adoption, ProposalAnswer
from kenbaar.suppliers.queries import proposals as waiting
from tests import make
from tests.suppliers import world
from tests.suppliers.world import KEEPER, METHODS, PURPOSE, SLUG

pytestmark = pytest.mark.django_db
NOW = make.NOON


def _following(**says: object) -> Entry:
    """Make an entry of its own words that follows the template."""
    made = make.entry(says=make.sheet(**says))
    adopt(made.reference, KEEPER, SLUG, by=OPERATOR, now=NOW)
    return made


def _open(entry: Entry) -> list[str]:
    found = waiting.proposals_of(OPERATOR, entry.reference)
    assert found is not None
    return [each.fact.id for each in found.proposals]


def _answer(entry: Entry, number: int, *accept: str, decline: tuple[str, ...] = (), by: object = OPERATOR) -> object:
    sheet = working_copy(OPERATOR, entry.reference).sheet
    seen = {fact: answer_digest(sheet.get(fact)) for fact in accept}
    return answer_proposals(entry.reference, number, accept=seen, decline=decline, by=by, now=NOW)


def test_a_new_entry_takes_the_whole_template_over_under_a_name_of_its_own() -> None:
    world.template()
    by = world.editor()
    made = adopt_as_new(KEEPER, SLUG, body=make.body(), name="Onze chatbot", key="k", by=by, now=NOW)
    copy = working_copy(by, made.reference)
    assert copy.sheet.texts("name") == {"nl": "Onze chatbot"}
    assert copy.sheet["methods"] == METHODS
    assert copy.origins["methods"]["from"] == f"template {KEEPER}/{SLUG} 1"
    assert _open(made) == []


def test_an_entry_of_its_own_words_keeps_them_and_gets_the_rest_as_proposals() -> None:
    world.template()
    ours = known({"nl": "Onze eigen uitleg."})
    made = _following(methods=ours)
    copy = working_copy(OPERATOR, made.reference)
    assert (copy.sheet["methods"], copy.sheet["purpose"]) == (ours, PURPOSE)
    assert _open(made) == ["name", "methods"]


def test_a_blank_is_an_answer_that_no_template_fills() -> None:
    world.template()
    made = _following(methods=unknown())
    assert working_copy(OPERATOR, made.reference).sheet["methods"] == unknown()
    assert "methods" in _open(made)


def test_what_a_template_says_anew_is_accepted_per_fact() -> None:
    world.template()
    made = adopt_as_new(KEEPER, SLUG, body=make.body(), name="N", key="k", by=OPERATOR, now=NOW)
    number = world.changed(methods=known({"nl": "Nieuw."}), purpose=known({"nl": "Anders."}))
    assert set(_open(made)) == {"methods", "purpose"}
    _answer(made, number, "methods", decline=("purpose",))
    copy = working_copy(OPERATOR, made.reference)
    assert (copy.sheet.texts("methods"), copy.sheet["purpose"]) == ({"nl": "Nieuw."}, PURPOSE)
    assert copy.origins["methods"]["from"].endswith(" 2")
    assert _open(made) == []


def test_what_was_declined_stays_so_until_the_template_says_something_else_about_it() -> None:
    world.template()
    made = _following(methods=known({"nl": "Van ons."}))
    _answer(made, 1, "name", decline=("methods",))
    second = world.changed(purpose=known({"nl": "Anders."}))
    assert _open(made) == ["purpose"]
    _answer(made, second, "purpose")
    world.changed(methods=known({"nl": "Opnieuw."}))
    assert _open(made) == ["methods"]
    world.changed(methods=METHODS)
    assert _open(made) == [], "the template says again what was declined"


def test_whoever_changed_a_fact_meanwhile_loses_nothing_and_the_proposal_waits() -> None:
    world.template()
    made = adopt_as_new(KEEPER, SLUG, body=make.body(), name="N", key="k", by=OPERATOR, now=NOW)
    number = world.changed(methods=known({"nl": "Nieuw."}))
    seen = answer_digest(METHODS)
    ours = known({"nl": "Net getypt."})
    save_answers(made.reference, [Change("methods", ours, seen)], by=world.editor(), now=NOW)
    given = answer_proposals(made.reference, number, accept={"methods": seen}, by=OPERATOR, now=NOW)
    assert (given.accepted, given.changed) == ((), ("methods",))
    copy = working_copy(OPERATOR, made.reference)
    assert (copy.sheet["methods"], copy.conflicts) == (ours, ())
    assert _open(made) == ["methods"]


def test_the_translation_that_a_body_made_stays_when_the_dutch_text_is_taken_over() -> None:
    world.template()
    made = _following(methods=known({"nl": "Van ons.", "en": "Ours."}))
    _answer(made, 1, "methods")
    assert working_copy(OPERATOR, made.reference).sheet.texts("methods") == {**METHODS["value"], "en": "Ours."}


def test_a_template_that_takes_an_answer_back_proposes_that_too() -> None:
    world.template()
    made = adopt_as_new(KEEPER, SLUG, body=make.body(), name="N", key="k", by=OPERATOR, now=NOW)
    number = world.changed(methods=None)
    assert working_copy(OPERATOR, made.reference).sheet["methods"] == METHODS
    _answer(made, number, "methods")
    assert "methods" not in working_copy(OPERATOR, made.reference).sheet


def test_an_answer_counts_for_the_version_that_was_on_the_screen() -> None:
    world.template()
    made = adopt_as_new(KEEPER, SLUG, body=make.body(), name="N", key="k", by=OPERATOR, now=NOW)
    second = world.changed(methods=known({"nl": "Twee."}))
    third = world.changed(methods=known({"nl": "Drie."}))
    _answer(made, second, "methods")
    assert working_copy(OPERATOR, made.reference).sheet.texts("methods") == {"nl": "Twee."}
    assert _open(made) == ["methods"]
    _answer(made, third, "methods")
    with pytest.raises(NothingProposed):
        _answer(made, second, "methods")


@pytest.mark.parametrize("fact", ["contact", "purpose", "no_such_fact"])
def test_what_was_not_proposed_cannot_be_accepted_and_nothing_is_written(fact: str) -> None:
    world.template()
    made = adopt_as_new(KEEPER, SLUG, body=make.body(), name="N", key="k", by=OPERATOR, now=NOW)
    number = world.changed(methods=known({"nl": "Nieuw."}))
    before = JournalLine.objects.count()
    with pytest.raises(NothingProposed):
        _answer(made, number, "methods", fact)
    with pytest.raises(NothingProposed):
        _answer(made, number, "methods", decline=("methods",))
    with pytest.raises(FollowsNothing):
        _answer(made, number + 1, "methods")
    assert JournalLine.objects.count() == before
    assert working_copy(OPERATOR, made.reference).sheet["methods"] == METHODS


@pytest.mark.parametrize("role", [Role.READER, Role.APPROVER, Role.ADMINISTRATOR, Role.SUPPLIER])
def test_nobody_but_an_editor_of_the_body_follows_answers_or_leaves(role: Role) -> None:
    world.template()
    made, other = _following(), make.entry()
    before = JournalLine.objects.filter(event__startswith="suppliers.").count()
    for by in (make.person(role, at=make.body()), world.editor(make.body("gemeente-elders")), ANYONE):
        for deed in (
            lambda by=by: adopt(other.reference, KEEPER, SLUG, by=by, now=NOW),
            lambda by=by: _answer(made, 1, "name", by=by),
            lambda by=by: leave_template(made.reference, by=by, now=NOW),
            lambda by=by: adopt_as_new(KEEPER, SLUG, body=made.body, name="N", key="n", by=by, now=NOW),
        ):
            with pytest.raises((EntryNotFound, MayNotWrite, TemplateNotFound)):
                deed()
    assert JournalLine.objects.filter(event__startswith="suppliers.").count() == before
    assert Adoption.objects.filter(ended_at=None).count() == 1


def test_an_entry_follows_one_template_and_can_leave_it_with_what_it_took_over() -> None:
    world.template()
    world.template("ander")
    made = _following()
    with pytest.raises(FollowsAlready):
        adopt(made.reference, KEEPER, "ander", by=OPERATOR, now=NOW)
    leave_template(made.reference, by=OPERATOR, now=NOW)
    leave_template(made.reference, by=OPERATOR, now=NOW)
    assert JournalLine.objects.filter(event="suppliers.adoption.ended").count() == 1
    assert waiting.proposals_of(OPERATOR, made.reference) is None
    assert working_copy(OPERATOR, made.reference).sheet["methods"] == METHODS
    with pytest.raises(FollowsNothing):
        _answer(made, 1, "name")
    adopt(made.reference, KEEPER, "ander", by=OPERATOR, now=NOW)


def test_nobody_begins_with_a_template_that_was_ended_and_followers_keep_it() -> None:
    world.template()
    made = _following()
    retire_template(KEEPER, SLUG, by=OPERATOR, now=NOW)
    with pytest.raises(TemplateRetired):
        adopt(make.entry().reference, KEEPER, SLUG, by=OPERATOR, now=NOW)
    assert waiting.proposals_of(OPERATOR, made.reference) is not None


def test_what_waits_is_listed_for_the_people_of_the_body_and_nobody_else() -> None:
    world.template()
    made = _following()
    by = world.editor()
    assert [(line.reference, line.count) for line in waiting.entries_with_proposals(by)] == [(made.reference, 1)]
    assert waiting.entries_with_proposals(world.editor(make.body("gemeente-elders"))) == []
    assert waiting.entries_with_proposals(world.supplier()) == []
    set_access(made.reference, Access.RESTRICTED, by=OPERATOR, now=NOW)
    assert waiting.entries_with_proposals(by) == []
    with pytest.raises(EntryNotFound):
        waiting.proposals_of(by, made.reference)


def test_what_waits_takes_as_many_queries_for_many_entries_as_for_one() -> None:
    world.template()
    world.template("ander")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            waiting.entries_with_proposals(OPERATOR)
        return len(queries)

    first = _following()
    few = asked()
    for _ in range(4):
        adopt(make.entry().reference, KEEPER, "ander", by=OPERATOR, now=NOW)
        _following()
    number = world.changed(methods=known({"nl": "Nieuw."}), purpose=known({"nl": "Anders."}))
    _answer(first, number, "methods")
    assert asked() == few
    counts = {line.reference: line.count for line in waiting.entries_with_proposals(OPERATOR)}
    assert (counts[first.reference], max(counts.values())) == (2, 3)


def test_what_is_answered_is_kept_with_who_answered() -> None:
    world.template()
    made, by = _following(), world.editor()
    _answer(made, 1, decline=("name",), by=by)
    kept = ProposalAnswer.objects.get(fact="name")
    assert (kept.accepted, kept.by) == (False, by.name)
    line = JournalLine.objects.get(event="suppliers.proposals.answered")
    assert line.details == {"keeper": KEEPER, "template": SLUG, "version": 1, "accepted": [], "declined": ["name"]}
