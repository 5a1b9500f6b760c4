"""What a reminder says. It names entries, duties, requests and days: no words that people wrote, no other person."""

import datetime as dt
from collections.abc import Sequence

from django.core import signing
from django.utils.formats import date_format
from django.utils.translation import override

from kenbaar.casework.addresses import task_address, tasks_address, wish_address
from kenbaar.casework.lifecycle import Kind
from kenbaar.casework.matters import MatterFound
from kenbaar.casework.models import Reminder, Task
from kenbaar.casework.models.reminders import About, Matter
from kenbaar.outbox.queueing import queue_mail
from kenbaar.people.models import Person
from kenbaar.values import Language, LocalText, both

_SALT = "kenbaar.casework.reminders"
_LINK_DAYS = 90
_MOST_LINES = 40

_SUBJECT_ONE, _SUBJECT_MORE = (
    both("Kenbaar: een taak", "Kenbaar: a task"),
    both("Kenbaar: {n} taken", "Kenbaar: {n} tasks"),
)
_SUBJECT_WAITING = both("Kenbaar: er wacht iets op u", "Kenbaar: something waits for you")
_GREETING = both("Goedendag,", "Hello,")
_HEADINGS = {
    About.LATE: both("Over tijd:", "Past their day:"),
    About.DUE: both("De dag van de wet komt dichtbij:", "The day of the law comes near:"),
    About.TARGET: both("Uw streefdag komt dichtbij:", "Your target comes near:"),
    About.ASSIGNED: both("Nieuw voor u:", "New for you:"),
}
_MATTERS = {
    Matter.REVIEW: both("Ter controle bij u:", "For you to review:"),
    Matter.RETURNED: both("Terug bij u, met een vraag om wijzigingen:", "Back with you, with a request for changes:"),
    Matter.MENTION: both("Een opmerking voor u bij:", "A comment for you on:"),
    Matter.ASKED_LATE: both("Iemand wacht op antwoord, en de laatste dag is voorbij:", "Past its last day to answer:"),
    Matter.ASKED_NEAR: both("De laatste dag om te antwoorden komt dichtbij:", "The last day to answer comes near:"),
    Matter.ASKED: both("Iemand vraagt iets over een besluit:", "Somebody asks about a decision:"),
}
_KINDS = {
    Kind.RECHECK: both("opnieuw controleren", "check again"),
    Kind.REQUEST: both("verzoek van een collega", "request of a colleague"),
    Kind.OWN: both("eigen taak", "own task"),
}
_BY = both(", vóór {day}", ", before {day}")
_MORE = both("En nog {n} andere.", "And {n} more.")
_ALL = both("Al uw taken: {address}", "All your tasks: {address}")
_WISH = both(
    "Liever minder mail, of juist meteen? Kies het hier, zonder aanmelden: {address}",
    "Less mail, or rather at once? Choose it here, without signing in: {address}",
)


def send_reminders(
    person: Person, reminders: Sequence[Reminder], matters: Sequence[MatterFound] = (), *, now: dt.datetime
) -> None:
    """Put one mail in the outbox with all of these, inside the transaction that marks them as sent."""
    count = len(reminders)
    subject = _SUBJECT_ONE if count == 1 else _filled(_SUBJECT_MORE, n=count)
    if matters:
        subject = _SUBJECT_WAITING
    said = {language: _text(person, reminders, matters, language) for language in Language}
    text = LocalText(nl=said[Language.NL], en=said[Language.EN])
    queue_mail(person, subject, text, reason="reminder", now=now, about=str(person))


def wish_token(person: Person) -> str:
    """Return what lets somebody choose how they are reminded, and nothing else."""
    return signing.dumps(person.pk, salt=_SALT)


def person_of_wish(token: str) -> Person | None:
    """Return whose token this is, or None when it is not one or too old."""
    try:
        number = signing.loads(token, salt=_SALT, max_age=dt.timedelta(days=_LINK_DAYS))
    except signing.BadSignature:
        return None
    return Person.objects.filter(pk=number, is_active=True).first()


def _text(person: Person, reminders: Sequence[Reminder], matters: Sequence[MatterFound], language: Language) -> str:
    parts = [_GREETING.to(language)]
    for matter, heading in _MATTERS.items():
        lines = [_matter_line(each, language) for each in matters if each.matter == matter]
        if lines:
            parts.append("\n".join([heading.to(language), *lines]))
    shown = reminders[:_MOST_LINES]
    for about, heading in _HEADINGS.items():
        lines = [_line(each.task, language) for each in shown if each.about == about]
        if lines:
            parts.append("\n".join([heading.to(language), *lines]))
    if len(reminders) > len(shown):
        parts.append(_MORE.to(language).format(n=len(reminders) - len(shown)))
    parts.append(_ALL.to(language).format(address=tasks_address()))
    parts.append(_WISH.to(language).format(address=wish_address(wish_token(person))))
    return "\n\n".join(parts) + "\n"


def _matter_line(found: MatterFound, language: Language) -> str:
    name = found.name.get(language) or found.name.get("nl", "")
    by = _BY.to(language).format(day=_day(found.day, language)) if found.day else ""
    return f"- {name}{by}\n  {found.address}"


def _line(task: Task, language: Language) -> str:
    what = task.label.get(language) or task.label.get("nl", "") or _KINDS[Kind(task.kind)].to(language)
    entry = task.entry.name_nl if language == Language.NL or not task.entry.name_en else task.entry.name_en
    by = _BY.to(language).format(day=_day(task.day, language)) if task.day else ""
    return f"- {entry or task.entry.reference}: {what}{by}\n  {task_address(task.pk)}"


def _day(day: dt.date, language: Language) -> str:
    with override(language):
        return date_format(day, "j F Y")


def _filled(text: LocalText, **values: object) -> LocalText:
    return LocalText(nl=text.nl.format(**values), en=text.en.format(**values))
