"""Mail tells people once of what waits for them besides tasks: a review, their own that came back, a comment."""

import datetime as dt

import pytest

from kenbaar.casework.actions.comments import add_comment
from kenbaar.casework.actions.review import ask_review, request_changes
from kenbaar.casework.actions.wishes import choose_reminders
from kenbaar.casework.matters import people_with_matters
from kenbaar.casework.models import MatterTold
from kenbaar.casework.models.reminders import How
from kenbaar.casework.reminding import remind
from kenbaar.law.term_shapes import Requested
from kenbaar.notices.actions.requests import Asked, answer_request, receive
from kenbaar.outbox.models import Mail
from kenbaar.people.actors import Actor
from kenbaar.people.models import Person, Role
from kenbaar.register.actions.arranging import set_access
from kenbaar.register.lifecycle import Access
from tests import make
from tests.casework.review_world import World
from tests.make import NOON

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def _person(actor: Actor) -> Person:
    return Person.objects.get(pk=actor.person)


def _mails() -> list[tuple[str, str]]:
    waiting = Mail.objects.filter(reason="reminder").order_by("pk")
    return [(mail.address, mail.text) for mail in waiting]


def test_an_approver_is_told_once_that_a_review_waits_and_the_asker_is_not(world: World) -> None:
    for day in range(3):
        remind(NOON + day * DAY)
    ((address, text),) = _mails()
    assert address == _person(world.approver).email
    assert "Ter controle bij u" in text
    assert f"/desk/algoritme/{world.reference}/controle/" in text


def test_an_approver_who_wrote_in_it_is_not_asked_to_approve_it(world: World) -> None:
    both = make.person(Role.EDITOR, Role.APPROVER, at=world.body)
    entry = make.under_review(both, at=world.body)
    remind(NOON)
    told = dict(_mails())
    assert entry.reference in told[_person(world.approver).email]
    assert entry.reference not in told.get(_person(both).email, "")


def test_who_asked_hears_that_it_came_back(world: World) -> None:
    remind(NOON)
    request_changes(world.reference, answer="Zeg wie er belt.", by=world.approver, now=NOON)
    remind(NOON + DAY)
    address, text = _mails()[-1]
    assert address == _person(world.editor).email
    assert "Terug bij u" in text
    assert "Zeg wie er belt" not in text, "a mail never holds words that people wrote"


def test_a_comment_for_somebody_reaches_them_and_a_new_review_tells_anew(world: World) -> None:
    reader = make.somebody(Role.READER, at=world.body)
    add_comment(world.reference, text="Kijk jij?", mentions=[reader.pk], by=world.editor, now=NOON)
    remind(NOON)
    assert "Een opmerking voor u" in dict(_mails())[reader.email]

    request_changes(world.reference, answer="Anders.", by=world.approver, now=NOON)
    world.mend()
    ask_review(world.reference, by=world.editor, now=NOON + DAY)
    before = len(_mails())
    remind(NOON + DAY)
    assert [address for address, _text in _mails()[before:]] == [_person(world.approver).email]


def test_who_wants_no_mail_gets_none_and_nothing_is_noted_as_told(world: World) -> None:
    person = _person(world.approver)
    choose_reminders(person, how=How.NEVER, days_before=7, by=world.approver, now=NOON)
    remind(NOON)
    assert (_mails(), MatterTold.objects.count()) == ([], 0)


def test_a_restricted_entry_is_told_to_those_who_are_named_only(world: World) -> None:
    set_access(world.reference, Access.RESTRICTED, by=world.administrator, now=NOON)
    remind(NOON)
    assert _mails() == []


def test_who_has_something_waiting_is_found_in_as_many_queries_for_many(
    world: World, django_assert_num_queries: object
) -> None:
    for _ in range(5):
        make.under_review(world.editor, at=world.body)
    with django_assert_num_queries(5):  # type: ignore[operator]
        assert people_with_matters() == {world.approver.person}


def test_who_answers_hears_of_a_question_when_it_comes_near_its_day_and_after_it(world: World) -> None:
    asked = receive(world.body, Asked(Requested.NO_NOTICE, "Ik heet Zonneveld.", contact="z@post.example"), now=NOON)
    editor = _person(world.editor).email
    texts = []
    for day in (0, 1, 25, 26, 40, 41):
        before = len(_mails())
        remind(NOON + day * DAY)
        texts.append(dict(_mails()[before:]).get(editor, ""))
    came, again, near, again_near, late, again_late = texts
    assert "Iemand vraagt iets over een besluit" in came and f"/desk/vragen/{asked.number}/" in came
    assert "De laatste dag om te antwoorden komt dichtbij" in near
    assert "de laatste dag is voorbij" in late
    assert not any(f"/vragen/{asked.number}/" in text for text in (again, again_near, again_late))
    assert not any("Zonneveld" in text or "z@post" in text or asked.receipt in text for _to, text in _mails())


def test_once_answered_nobody_is_reminded(world: World) -> None:
    asked = receive(world.body, Asked(Requested.NO_NOTICE, "Waarom?"), now=NOON)
    answer_request(asked.number, "Daarom.", by=world.editor, now=NOON)
    remind(NOON + 40 * DAY)
    assert not any("/vragen/" in text for _to, text in _mails())
