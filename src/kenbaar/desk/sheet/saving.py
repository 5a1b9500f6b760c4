"""From a form that came back to what is saved: only what its writer changed, and what must be mended first."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import QueryDict

from kenbaar.desk.sheet.reading import Mistake, read
from kenbaar.desk.sheet.typed import Typed, field_of, is_sent, typed_in, typed_of
from kenbaar.people.actors import Actor
from kenbaar.register.actions.drafting import Change, Saved, answer_digest, save_answers
from kenbaar.register.queries.working import WorkingCopy
from kenbaar.rules.answers import Sheet
from kenbaar.rules.facts import vocabulary


@dataclass(frozen=True, slots=True)
class Wrong:
    """A question that could not be saved: what was typed, the answer that the page had shown, and what to mend."""

    typed: Typed
    seen: str
    mistake: Mistake


@dataclass(slots=True)
class Reading:
    """What a form says: changes that can be saved, and by fact what cannot."""

    changes: list[Change] = field(default_factory=list)
    wrong: dict[str, Wrong] = field(default_factory=dict)


def reading_of(sheet: Sheet, facts: Iterable[str], form: QueryDict) -> Reading:
    """Read the questions that a form shows, of those that it may change. `sheet` is what is there now."""
    found = Reading()
    for fact_id in facts:
        fact, current = vocabulary()[fact_id], sheet.get(fact_id)
        if not is_sent(fact, form):
            continue
        seen = form.get(field_of(fact_id, "seen"), "")
        typed = typed_in(fact, form)
        # What nobody touched is left alone, also where an import filled it with what a form would refuse.
        if answer_digest(current) == seen and typed == typed_of(fact, current):
            continue
        try:
            answer = read(fact, typed)
        except Mistake as mistake:
            found.wrong[fact_id] = Wrong(typed, seen, mistake)
            continue
        if answer_digest(answer) != seen:
            found.changes.append(Change(fact_id, answer, seen))
    return found


def save(copy: WorkingCopy, reading: Reading, *, by: Actor, now: dt.datetime) -> Saved | None:
    """Save what can be saved; None when nothing was changed. Raises what `save_answers` raises."""
    if not reading.changes:
        return None
    return save_answers(copy.entry.reference, reading.changes, by=by, now=now)
