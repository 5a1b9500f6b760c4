"""What people choose for themselves: how they are reminded, and a calendar; and what a body chooses: its terms."""

import datetime as dt

from django.db import transaction

from kenbaar.casework import events
from kenbaar.casework.errors import CaseworkError, TaskNotAllowed, TermsNotPossible
from kenbaar.casework.models import BodyTerms, CalendarKey, ReminderWish
from kenbaar.casework.models.reminders import How
from kenbaar.casework.policies import may_set_terms
from kenbaar.casework.reminding import MOST_DAYS_BEFORE
from kenbaar.casework.terms import Terms
from kenbaar.journal.actions import Deed, write_line
from kenbaar.people.actors import Actor
from kenbaar.people.codes import digest_of
from kenbaar.people.models import Body, Person


class WishNotPossible(CaseworkError):
    """A number of days that no reminder goes by."""

    def __init__(self) -> None:
        super().__init__(f"Choose 0 to {MOST_DAYS_BEFORE} days.")


@transaction.atomic
def choose_reminders(
    person: Person, how: How, *, days_before: int | None = None, by: Actor, now: dt.datetime
) -> ReminderWish:
    """Say how somebody wants to be reminded; only they do. Raises TaskNotAllowed or WishNotPossible."""
    _need_self(person, by)
    wish = ReminderWish.objects.select_for_update().filter(person=person).first() or ReminderWish(person=person)
    wish.how = how
    wish.days_before = wish.days_before if days_before is None else days_before
    if not 0 <= wish.days_before <= MOST_DAYS_BEFORE:
        raise WishNotPossible
    wish.save()
    details = {"how": how, "days_before": wish.days_before}
    write_line(Deed(events.REMINDERS_CHOSEN, str(person), details), by=by.name, now=now)
    return wish


@transaction.atomic
def make_calendar(person: Person, *, code: str, by: Actor, now: dt.datetime) -> None:
    """Give somebody a secret address for their calendar; the one before ends. Whoever calls this shows `code`, once.

    Raises TaskNotAllowed.
    """
    _need_self(person, by)
    CalendarKey.objects.update_or_create(person=person, defaults={"code_digest": digest_of(code), "made_at": now})
    write_line(Deed(events.CALENDAR_MADE, str(person)), by=by.name, now=now)


@transaction.atomic
def end_calendar(person: Person, *, by: Actor, now: dt.datetime) -> None:
    """End the address of somebody's calendar; without one, this changes nothing. Raises TaskNotAllowed."""
    _need_self(person, by)
    if CalendarKey.objects.filter(person=person).delete()[0]:
        write_line(Deed(events.CALENDAR_ENDED, str(person)), by=by.name, now=now)


@transaction.atomic
def choose_terms(body: Body, terms: Terms, *, by: Actor, now: dt.datetime) -> None:
    """Choose the terms of a body; tasks keep their targets. Raises TaskNotAllowed or TermsNotPossible."""
    if not may_set_terms(by, body.slug):
        raise TaskNotAllowed("choose the terms", body.slug)
    possible = 1 <= terms.target_weeks <= 104 and 0 <= terms.spare_weeks <= 52
    if not (possible and 1 <= terms.recheck_months <= 60 and 1 <= terms.recheck_weeks <= 52):
        raise TermsNotPossible
    columns = {name: getattr(terms, name) for name in Terms.__slots__}
    BodyTerms.objects.update_or_create(body=body, defaults=columns)
    write_line(Deed(events.TERMS_CHOSEN, body.slug, columns), by=by.name, now=now)


def _need_self(person: Person, by: Actor) -> None:
    if by.name != str(person):
        raise TaskNotAllowed("choose the reminders", str(person))
