"""Reminding people of their tasks and of what else waits for them: each occasion counts once, in one mail."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from kenbaar.casework.events import REMINDERS_SENT
from kenbaar.casework.lifecycle import WAITING
from kenbaar.casework.mailing import send_reminders
from kenbaar.casework.matters import people_with_matters, take_new_matters
from kenbaar.casework.models import Reminder, ReminderWish, Task
from kenbaar.casework.models.reminders import About, How
from kenbaar.casework.queries.sight import tasks_seen_by
from kenbaar.journal.actions import Deed, write_line
from kenbaar.people.actors import Actor, actor_of
from kenbaar.people.models import Person

MOST_DAYS_BEFORE = 60
# A digest goes out in the first rounds of the working day, not in the middle of the night.
_DIGEST_HOUR = 6


def remind_of_new(tasks: Collection[Task], *, by: Actor, now: dt.datetime) -> None:
    """Note that these tasks are new for who does them, inside the deed that gave them, unless that was their own.

    Who wants to hear at once gets a mail with all of them now.
    """
    told = [(task, task.responsible_id) for task in tasks if task.responsible_id not in (None, by.person)]
    made = [
        Reminder(task=task, person_id=person, about=About.ASSIGNED, mark="", made_at=now)
        for task, person in told
        if person is not None
    ]
    # Somebody who had this task before, and gets it again, is told again by its day.
    Reminder.objects.bulk_create(made, ignore_conflicts=True)
    people = {each.person_id for each in made}
    at_once = Person.objects.filter(pk__in=people, reminder_wish__how=How.AT_ONCE, is_active=True)
    for person in at_once.order_by("pk"):
        _send_what_waits(person, now)


def remind(now: dt.datetime) -> int:
    """Find what people are to be told today and put it in mails; return how many reminders went out.

    Each person is a transaction of their own: what goes wrong for one does not stop the others.
    """
    today = timezone.localdate(now)
    _note_occasions(today, now)
    sent = people = 0
    waiting = Reminder.objects.filter(sent_at=None, person__is_active=True).values_list("person", flat=True)
    for number in sorted({*waiting.distinct(), *people_with_matters()}):
        count = _told(number, today, now)
        sent, people = sent + count, people + (count > 0)
    if sent:
        with transaction.atomic():
            details = {"reminders": sent, "people": people}
            write_line(Deed(REMINDERS_SENT, "reminders", details), by="rounds", now=now)
    return sent


@transaction.atomic
def _told(number: int, today: dt.date, now: dt.datetime) -> int:
    """Tell one person what waits for them, if they want to hear it now."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=number)
    wish = wish_of(person)
    if wish.how == How.NEVER:
        # What they did not want to hear is not saved up for them either.
        Reminder.objects.filter(person=person, sent_at=None).update(sent_at=now)
        return 0
    is_digest = wish.how == How.DIGEST
    if is_digest and (wish.digest_on == today or timezone.localtime(now).hour < _DIGEST_HOUR):
        return 0
    sent = _send_what_waits(person, now)
    if sent and is_digest:
        wish.digest_on = today
        wish.save()
    return sent


def _send_what_waits(person: Person, now: dt.datetime) -> int:
    """Send one mail with every reminder and matter that waits and still makes sense; return how many."""
    waiting = list(
        Reminder.objects.filter(person=person, sent_at=None).select_related("task__entry__body").order_by("id")
    )
    seen = set(tasks_seen_by(actor_of(person)).filter(reminders__in=waiting).values_list("pk", flat=True))
    due = [
        each for each in waiting if each.task.waits and each.task.responsible_id == person.pk and each.task_id in seen
    ]
    Reminder.objects.filter(pk__in=[each.pk for each in waiting]).update(sent_at=now)
    once = list({each.task_id: each for each in sorted(due, key=_weight)}.values())
    matters = take_new_matters(person, now=now)
    if once or matters:
        in_order = sorted(once, key=lambda each: (each.task.day or dt.date.max, each.pk))
        send_reminders(person, in_order, matters, now=now)
    return len(once) + len(matters)


def wish_of(person: Person) -> ReminderWish:
    """Return what somebody chose, or the usual."""
    return ReminderWish.objects.filter(person=person).first() or ReminderWish(person=person)


def _weight(reminder: Reminder) -> int:
    """Order reminders so that of one task the most pressing comes last, and counts."""
    return [About.ASSIGNED, About.TARGET, About.DUE, About.LATE].index(About(reminder.about))


def _note_occasions(today: dt.date, now: dt.datetime) -> None:
    """Write a row for each occasion that there is now; those that were noted before are left as they are."""
    wishes = {wish.person_id: wish for wish in ReminderWish.objects.all()}
    horizon = today + dt.timedelta(days=MOST_DAYS_BEFORE)
    rows = Task.objects.filter(state__in=WAITING, responsible__is_active=True, day__lte=horizon)
    rows = rows.exclude(responsible__reminder_wish__how=How.NEVER)
    columns = rows.annotate(person=F("responsible")).values_list("pk", "person", "day", "target", "due")
    batch: list[Reminder] = []
    for task, person, day, target, due in columns.iterator(chunk_size=2000):
        assert day is not None, "it was asked for by its day"
        wish = wishes.get(person) or ReminderWish()
        for about, mark in _occasions(day, target, due, today, wish.days_before):
            batch.append(Reminder(task_id=task, person_id=person, about=about, mark=mark, made_at=now))
        if len(batch) >= 1000:
            _write(batch)
            batch = []
    _write(batch)


def _occasions(
    day: dt.date, target: dt.date | None, due: dt.date | None, today: dt.date, days_before: int
) -> Iterator[tuple[About, str]]:
    if day < today:
        year, week, _day = today.isocalendar()
        yield About.LATE, f"{year}-{week:02}"
        return
    for about, which in ((About.TARGET, target), (About.DUE, due)):
        if which is not None and today <= which <= today + dt.timedelta(days=days_before):
            yield about, which.isoformat()


def _write(batch: Iterable[Reminder]) -> None:
    with transaction.atomic():
        Reminder.objects.bulk_create(batch, ignore_conflicts=True)
