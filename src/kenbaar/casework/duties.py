"""From what the law says about an entry to the tasks that it asks for. Pure."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kenbaar.law.knowing import Certainty
from kenbaar.law.results import Classification, Day, DutyFound
from kenbaar.law.shapes import Act

# Nearly every duty looks at these; of what led to one duty rather than another they say nothing.
_SCOPE = frozenset({"ai_system", "in_union", "exclusions", "other_use", "real_world_test", "countries"})
_MOST_REASONS = 6


@dataclass(frozen=True, slots=True)
class Asked:
    """A duty that the law asks of a body, as a task holds it: the names are those of the columns of `Task`."""

    duty: str
    law: str
    article: str
    topic: str
    label: Mapping[str, str]
    place: Mapping[str, str]
    because: tuple[Mapping[str, Any], ...]
    names_evidence: bool
    due: dt.date | None
    due_sure: str
    due_other: dt.date | None

    def as_columns(self) -> dict[str, Any]:
        """Return the columns."""
        columns = {name: getattr(self, name) for name in self.__slots__}
        return {**columns, "label": dict(self.label), "place": dict(self.place), "because": list(self.because)}


def duties_asked(found: Classification, answers: Mapping[str, Any]) -> Iterator[Asked]:
    """Give the duties that hold and that bind, now or later; `answers` are the values of the facts."""
    for duty in found.duties:
        if duty.certainty.holds and not _never(duty):
            yield _asked(duty, found.acts.get(duty.shape.law), {**found.assumed, **answers}, frozenset(answers))


def _never(duty: DutyFound) -> bool:
    return duty.days is not None and duty.days.binds.never and all(each.day.never for each in duty.days.readings)


def _asked(duty: DutyFound, act: Act | None, values: Mapping[str, Any], answered: frozenset[str]) -> Asked:
    shape = duty.shape
    return Asked(
        duty=shape.id,
        law=shape.law,
        article=shape.article,
        topic=shape.topic,
        label={"nl": shape.label.nl, "en": shape.label.en},
        place=_place(shape.article, act),
        because=tuple(_because(duty, values, answered)),
        names_evidence=bool(shape.evidence),
        due=duty.binds_from,
        due_sure=_sure(duty),
        due_other=_other(duty),
    )


def _place(article: str, act: Act | None) -> dict[str, str]:
    if act is None:
        return {"nl": article, "en": article}
    # An article that names itself (Annex III, recital 12) is not called one again.
    dutch, english = ("artikel ", "article ") if article[:1].isdigit() else ("", "")
    return {"nl": f"{act.title.nl}, {dutch}{article}", "en": f"{act.title.en}, {english}{article}"}


def _because(duty: DutyFound, values: Mapping[str, Any], answered: frozenset[str]) -> Iterator[dict[str, Any]]:
    """Give the answers that led to the duty, those that tell most first; `assumed` where nobody gave one."""
    facts = dict.fromkeys(reason.fact for reason in duty.grounds.reasons if reason.held and reason.fact in values)
    telling = [fact for fact in facts if fact not in _SCOPE] or list(facts)
    # In one order: tasks with the same reasons are then shown together.
    for fact in sorted(telling[:_MOST_REASONS]):
        yield {"fact": fact, "value": values[fact], **({} if fact in answered else {"assumed": True})}


def _sure(duty: DutyFound) -> str:
    if duty.days is not None:
        return duty.days.binds.certainty.value
    return Certainty.CERTAIN.value if duty.starts else ""


def _other(duty: DutyFound) -> dt.date | None:
    """Return the first day in another reading of the law, where it is another one."""
    if duty.days is None or not duty.days.contested:
        return None
    days: Iterator[Day] = (reading.day for reading in duty.days.readings if not reading.preferred)
    return min((day.date for day in days if day.date is not None and day.date != duty.binds_from), default=None)
