"""Tasks as pages show them: what they are called, why they are there, and their days."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kenbaar.casework.models import Task
from kenbaar.rules.facts import FactType, vocabulary
from kenbaar.values import Language


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks with the same reason."""

    because: str
    tasks: Sequence[Task]


def grouped(tasks: Iterable[Task], language: Language) -> list[Group]:
    """Return tasks by their reason, in the order in which the reasons appear: it is then said once."""
    groups: dict[str, list[Task]] = {}
    for task in tasks:
        groups.setdefault(because(task.because, language), []).append(task)
    return [Group(reason, found) for reason, found in groups.items()]


def because(answers: Sequence[Mapping[str, Any]], language: Language) -> str:
    """Return the answers for which the law asks a duty, in words; empty when none tells anything."""
    return "; ".join(_answer(each, language) for each in answers if each["fact"] in vocabulary())


def _answer(answer: Mapping[str, Any], language: Language) -> str:
    fact, value = vocabulary()[answer["fact"]], answer["value"]
    if fact.type is FactType.YES_NO:
        words = _("ja") if value else _("nee")
    elif fact.type in {FactType.CHOICE, FactType.CHOICES}:
        options = [fact.option(each) for each in (value if isinstance(value, list) else [value])]
        words = ", ".join(option.label.to(language) for option in options if option is not None)
    else:
        words = str(value)
    label = fact.label.to(language).rstrip("?:")
    return f"{label}: {words}" + (f" ({_('aangenomen')})" if answer.get("assumed") else "")


def when(task: Task, today: dt.date) -> str:
    """Return which part of a list a task belongs to: late, week, later or never."""
    if task.day is None:
        return "never"
    if task.day < today:
        return "late"
    return "week" if task.day < today + dt.timedelta(days=7) else "later"
