"""People say something of a fact, answer each other, and tick it off; each side sees what is for it."""

from typing import Any

import pytest

from kenbaar.casework.actions.comments import add_comment, resolve_comment, see_mention
from kenbaar.casework.actions.review import approve, ask_review, request_changes
from kenbaar.casework.models import Mention
from kenbaar.casework.queries.queue import Wanted, queue, waiting_for
from kenbaar.casework.queries.review import dossier
from kenbaar.casework.review_errors import CommentNotFound, GateClosed, NotAColleague, WordsTooLong
from kenbaar.people.actors import Actor
from kenbaar.people.models import Role
from kenbaar.register.actions.arranging import name_reader, set_access
from kenbaar.register.errors import EntryNotFound, NotAllowed
from kenbaar.register.lifecycle import Access
from kenbaar.rules.answers import known
from tests import make
from tests.casework.review_world import World, unchanged
from tests.make import NOON

pytestmark = pytest.mark.django_db


def _say(world: World, text: str = "Waarom?", *, by: Actor, **more: Any) -> int:
    return add_comment(world.reference, text, by=by, now=NOON, **more).pk


def _texts(world: World, actor: Actor) -> list[str]:
    return [thread.comment.text for thread in dossier(actor, world.reference, now=NOON).threads]


def _handed_to_central(world: World) -> None:
    world.central_check()
    approve(world.reference, by=world.approver, now=NOON)


def test_a_comment_stands_at_its_fact_with_its_answers(world: World) -> None:
    first = _say(world, "Welke auto?", fact="summary", by=world.approver)
    _say(world, "De scanauto.", parent=first, by=world.editor)
    (thread,) = dossier(world.editor, world.reference, now=NOON).threads
    assert (thread.comment.fact, [answer.text for answer in thread.answers]) == ("summary", ["De scanauto."])
    assert [answer.fact for answer in thread.answers] == ["summary"]


def test_a_comment_that_blocks_keeps_the_gate_closed_until_who_reviews_lifts_it(world: World) -> None:
    number = _say(world, blocking=True, by=world.approver)
    unchanged(lambda: approve(world.reference, by=world.approver, now=NOON), GateClosed)
    unchanged(lambda: resolve_comment(world.reference, number, by=world.editor, now=NOON), NotAllowed)
    resolve_comment(world.reference, number, by=make.person(Role.APPROVER, at=world.body), now=NOON)
    approve(world.reference, by=world.approver, now=NOON)


def test_an_editor_ticks_off_what_does_not_block_and_cannot_block(world: World) -> None:
    unchanged(lambda: _say(world, blocking=True, by=world.editor), NotAllowed)
    number = _say(world, by=world.approver)
    resolve_comment(world.reference, number, by=world.editor, now=NOON)
    (thread,) = dossier(world.editor, world.reference, now=NOON).threads
    assert thread.comment.resolved_by == world.editor.name and not thread.may_resolve


def test_an_answer_never_blocks(world: World) -> None:
    first = _say(world, by=world.approver)
    answer = add_comment(world.reference, "Nee.", parent=first, blocking=True, by=world.approver, now=NOON)
    assert not answer.blocking


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 4001, "een\0nul"])
def test_an_empty_or_endless_comment_is_refused(world: World, text: str) -> None:
    unchanged(lambda: _say(world, text, by=world.editor), WordsTooLong)


def test_comments_of_another_body_are_out_of_reach(world: World) -> None:
    elsewhere = make.body("gemeente-elders")
    stranger = make.person(Role.APPROVER, at=elsewhere)
    theirs = make.under_review(make.person(Role.EDITOR, at=elsewhere), at=elsewhere)
    number = _say(world, by=world.approver)
    unchanged(lambda: _say(world, by=stranger), EntryNotFound)
    # Under the reference of an entry that they do see, the number is still nobody's.
    unchanged(lambda: resolve_comment(theirs.reference, number, by=stranger, now=NOON), CommentNotFound)
    unchanged(lambda: add_comment(theirs.reference, "Ha.", parent=number, by=stranger, now=NOON), CommentNotFound)
    supervisor = make.person(Role.SUPERVISOR)
    assert _texts(world, supervisor) == ["Waarom?"]
    unchanged(lambda: _say(world, by=supervisor), NotAllowed)


def test_a_fact_that_is_not_there_has_no_comments(world: World) -> None:
    unchanged(lambda: _say(world, fact="nonsense", by=world.approver), NotAllowed)


def test_a_mention_waits_for_a_colleague_until_they_saw_it(world: World) -> None:
    colleague = make.person(Role.READER, at=world.body)
    assert colleague.person is not None
    _say(world, mentions=[colleague.person], by=world.approver)
    (mention,) = waiting_for(colleague).mentions
    unchanged(lambda: see_mention(mention.pk, by=world.approver, now=NOON), CommentNotFound)
    see_mention(mention.pk, by=colleague, now=NOON)
    assert waiting_for(colleague).is_empty


def test_whoever_asked_and_whoever_is_answered_gets_to_see_it_anyway(world: World) -> None:
    first = _say(world, by=world.approver)
    assert [each.comment_id for each in waiting_for(world.editor).mentions] == [first]
    answer = _say(world, parent=first, by=world.editor)
    assert [each.comment_id for each in waiting_for(world.approver).mentions] == [answer]


def test_only_colleagues_who_see_the_entry_are_mentioned(world: World) -> None:
    stranger = make.person(Role.EDITOR, at=make.body("gemeente-elders"))
    unchanged(lambda: _say(world, mentions=[stranger.person], by=world.approver), NotAColleague)
    named, unnamed = make.somebody(Role.READER, at=world.body), make.somebody(Role.READER, at=world.body)
    set_access(world.reference, Access.RESTRICTED, by=world.administrator, now=NOON)
    name_reader(world.reference, named, by=world.administrator, now=NOON)
    unchanged(lambda: _say(world, mentions=[unnamed.pk], by=world.administrator), NotAColleague)
    _say(world, mentions=[named.pk], by=world.administrator)
    # What is restricted afterwards is not shown to who was mentioned before.
    assert Mention.objects.filter(person=named).exists() and waiting_for(world.approver).is_empty


def test_a_central_reviewer_sees_public_facts_of_what_waits_and_nothing_that_is_said_inside(world: World) -> None:
    secret = {"ai_system": known("yes"), "notice_text": known({"nl": "Openbaar."})}
    world.mend(**secret)
    ask_review(world.reference, by=world.editor, now=NOON)
    _say(world, "Onder ons.", by=world.approver)
    unchanged(lambda: dossier(world.central, world.reference, now=NOON), EntryNotFound)
    _handed_to_central(world)
    world.mend("Nog geheim")
    seen = dossier(world.central, world.reference, now=NOON)
    assert "notice_text" in seen.sheet and "ai_system" not in seen.sheet
    assert seen.sheet.texts("name") == {"nl": "Beter"}
    assert [line.name for line in queue(world.central, Wanted(stage=""), now=NOON).lines] == [{"nl": "Beter"}]
    assert (seen.threads, seen.colleagues, seen.approvers) == ((), (), ())
    unchanged(lambda: _say(world, fact="ai_system", by=world.central), NotAllowed)
    unchanged(lambda: _say(world, mentions=[world.editor.person], by=world.central), NotAColleague)


def test_the_body_answers_a_central_reviewer_and_cannot_wave_away_what_blocks(world: World) -> None:
    _handed_to_central(world)
    number = _say(world, "Welke wet?", fact="legal_basis", blocking=True, by=world.central)
    request_changes(world.reference, by=world.central, now=NOON)
    unchanged(lambda: dossier(world.central, world.reference, now=NOON), EntryNotFound)
    unchanged(lambda: resolve_comment(world.reference, number, by=world.approver, now=NOON), NotAllowed)
    _say(world, "De Gemeentewet.", parent=number, by=world.editor)
    ask_review(world.reference, by=world.editor, now=NOON)
    # It is the central reviewer's to lift, so it does not keep the approver from passing it on.
    approve(world.reference, by=world.approver, now=NOON)
    (thread,) = dossier(world.central, world.reference, now=NOON).threads
    assert [answer.text for answer in thread.answers] == ["De Gemeentewet."]
    other_central = make.person(Role.CENTRAL_REVIEWER)
    resolve_comment(world.reference, number, by=other_central, now=NOON)
    assert dossier(world.central, world.reference, now=NOON).can.check_off
