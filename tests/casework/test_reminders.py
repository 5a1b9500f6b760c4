"""People are told of their tasks: once for each occasion, as they chose, and never of what is none of theirs."""

import datetime as dt
from collections.abc import Callable

import pytest

from kenbaar.casework import errors
from kenbaar.casework.actions import tasks as deeds
from kenbaar.casework.actions.wishes import WishNotPossible, choose_reminders
from kenbaar.casework.mailing import person_of_wish, wish_token
from kenbaar.casework.models import Reminder, ReminderWish, Task
from kenbaar.casework.models.reminders import How
from kenbaar.casework.reminding import remind
from kenbaar.journal.models import JournalLine
from kenbaar.people.actions.persons import take_role
from kenbaar.people.actors import OPERATOR
from kenbaar.people.models import Role
from kenbaar.register.actions.arranging import set_access
from kenbaar.register.lifecycle import Access
from tests import make
from tests.casework import world
from tests.casework.world import Place, by, mails, opened

pytestmark = pytest.mark.django_db
NOON = make.NOON
DAY, WEEK = dt.timedelta(days=1), dt.timedelta(days=7)


@pytest.fixture
def place() -> Place:
    return world.place()


@pytest.fixture
def task(place: Place) -> Task:
    """A request to the reader, for a day three weeks from now."""
    target = NOON.date() + 3 * WEEK
    entry = place.entry()
    return deeds.add_task(
        entry.reference,
        title="Bel Jan de Vries",
        responsible=place.reader,
        target=target,
        by=by(place.editor),
        now=NOON,
    )


def test_a_digest_tells_of_each_occasion_once(task: Task) -> None:
    told = []
    for day in range(40):
        before = len(mails())
        remind(NOON + day * DAY)
        told += [day] * (len(mails()) - before)
    # Given on day 0; the target comes near on day 14; late in the week of day 22, and each week after that.
    assert told == [0, 14, 22, 27, 34]


def test_a_second_time_on_the_same_day_nothing_happens(task: Task) -> None:
    assert remind(NOON) == 1
    before = world.rows()
    assert remind(NOON) == 0 and world.rows() == before and len(mails()) == 1


def test_one_mail_a_day_with_all_that_there_is(place: Place) -> None:
    numbers = [task.pk for task in opened(place.entry())]
    deeds.assign(numbers, place.reader, by=by(place.editor), now=NOON)
    assert remind(NOON) == len(numbers) and len(mails()) == 1
    line = JournalLine.objects.get(event="casework.reminders.sent")
    assert line.details == {"reminders": len(numbers), "people": 1}
    extra = opened(place.entry())[0]
    deeds.assign([extra.pk], place.reader, by=by(place.editor), now=NOON + dt.timedelta(hours=1))
    remind(NOON + dt.timedelta(hours=2))
    assert len(mails()) == 1
    remind(NOON + DAY)
    assert len(mails()) == 2


def test_a_mail_names_entry_and_duty_and_nothing_that_people_wrote(task: Task, place: Place) -> None:
    duty = opened(task.entry)[-1]
    deeds.assign([duty.pk], place.reader, by=by(place.editor), now=NOON)
    remind(NOON)
    (mail,) = mails()
    assert mail.to == place.reader.email
    assert duty.label["nl"] in mail.text and duty.label["en"] in mail.text
    assert task.entry.name_nl in mail.text and "verzoek van een collega" in mail.text
    assert f"/desk/taken/{task.pk}/" in mail.text
    assert "Jan de Vries" not in mail.text + mail.subject
    assert place.editor.email not in mail.text


def test_who_wants_it_at_once_gets_one_mail_for_many(place: Place) -> None:
    choose_reminders(place.reader, How.AT_ONCE, by=by(place.reader), now=NOON)
    numbers = [task.pk for task in opened(place.entry())]
    deeds.assign(numbers, place.reader, by=by(place.editor), now=NOON)
    assert len(mails()) == 1
    remind(NOON)
    assert len(mails()) == 1


def test_who_wants_none_gets_none_and_no_heap_when_they_change_their_mind(task: Task, place: Place) -> None:
    choose_reminders(place.reader, How.NEVER, by=by(place.reader), now=NOON)
    remind(NOON)
    choose_reminders(place.reader, How.DIGEST, by=by(place.reader), now=NOON)
    remind(NOON + DAY)
    assert not mails()


@pytest.mark.parametrize(
    "gone",
    [
        lambda task, place: deeds.finish([task.pk], by=by(place.editor), now=NOON),
        lambda task, place: deeds.assign([task.pk], None, by=by(place.editor), now=NOON),
        lambda task, place: set_access(task.entry.reference, Access.RESTRICTED, by=by(place.approver), now=NOON),
        lambda _task, place: take_role(place.reader, Role.READER, place.body, by=OPERATOR, now=NOON),
    ],
)
def test_what_is_no_longer_theirs_is_not_told(task: Task, place: Place, gone: Callable[[Task, Place], object]) -> None:
    gone(task, place)
    remind(NOON)
    assert not mails()


def test_nobody_is_told_of_what_they_gave_themselves(place: Place) -> None:
    deeds.add_task(place.entry().reference, title="Zelf", by=by(place.editor), now=NOON)
    assert not Reminder.objects.exists()


def test_no_digest_goes_out_in_the_night(task: Task) -> None:
    remind(NOON.replace(hour=2))
    assert not mails()


def test_the_link_in_the_mail_is_theirs_alone_and_ends(place: Place) -> None:
    token = wish_token(place.reader)
    assert person_of_wish(token) == place.reader
    assert person_of_wish(token[:-2]) is None and person_of_wish("") is None


def test_only_they_choose_and_only_what_is_possible(place: Place) -> None:
    before = world.rows()
    with pytest.raises(errors.TaskNotAllowed):
        choose_reminders(place.reader, How.NEVER, by=by(place.administrator), now=NOON)
    for days in (-1, 61):
        with pytest.raises(WishNotPossible):
            choose_reminders(place.reader, How.DIGEST, days_before=days, by=by(place.reader), now=NOON)
    assert world.rows() == before
    choose_reminders(place.reader, How.DIGEST, days_before=14, by=by(place.reader), now=NOON)
    assert ReminderWish.objects.get().days_before == 14
