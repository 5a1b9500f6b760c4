"""One example of each deed of this room, for the tests that walk all deeds."""

from collections.abc import Callable, Collection
from typing import Any

from kenbaar.casework.actions import duties, evidence, tasks, wishes
from kenbaar.casework.models import Task
from kenbaar.casework.models.reminders import How
from kenbaar.casework.terms import usual_terms
from kenbaar.people.actors import actor_of
from tests import make
from tests.casework import world
from tests.casework.world import PDF

_BY: dict[str, Any] = {"by": make.OPERATOR, "now": make.NOON}
Example = Callable[[], Callable[[], Any]]


def _task() -> Task:
    return tasks.add_task(world.place().entry().reference, title="Bel", **_BY)


def _with_task(deed: Callable[..., Any], *after: Callable[[Collection[int]], Any], **more: Any) -> Example:
    def example() -> Callable[[], Any]:
        number = _task().pk
        for each in after:
            each([number])
        return lambda: deed([number], **more, **_BY)

    return example


def _assign() -> Callable[[], Any]:
    number, reader = _task().pk, world.place().reader
    return lambda: tasks.assign([number], reader, **_BY)


def _add_task() -> Callable[[], Any]:
    entry = world.place().entry()
    return lambda: tasks.add_task(entry.reference, title="Bel", **_BY)


def _open_duties() -> Callable[[], Any]:
    entry = world.place().entry()
    return lambda: duties.open_duties(entry.reference, on=world.TODAY, **_BY)


def _add_file() -> Callable[[], Any]:
    number = _task().pk
    return lambda: evidence.add_file(number, title="", name="a.pdf", data=PDF, **_BY)


def _add_link() -> Callable[[], Any]:
    number = _task().pk
    return lambda: evidence.add_link(number, title="", address="https://a.example", **_BY)


def _remove() -> Callable[[], Any]:
    made = evidence.add_link(_task().pk, title="", address="https://a.example", **_BY)
    return lambda: evidence.remove_evidence(made.pk, reason="Fout.", **_BY)


def _own(deed: Callable[..., Any], *more: Any, before: Callable[..., Any] | None = None, **named: Any) -> Example:
    def example() -> Callable[[], Any]:
        person = world.place().editor
        me = {"by": actor_of(person), "now": make.NOON}
        if before is not None:
            before(person, code="a code", **me)
        return lambda: deed(person, *more, **named, **me)

    return example


def _terms() -> Callable[[], Any]:
    body = make.body()
    return lambda: wishes.choose_terms(body, usual_terms(), **_BY)


EXAMPLES: dict[Callable[..., Any], Example] = {
    duties.open_duties: _open_duties,
    tasks.add_task: _add_task,
    tasks.assign: _assign,
    tasks.set_target: _with_task(tasks.set_target, target=world.TODAY),
    tasks.start: _with_task(tasks.start),
    tasks.finish: _with_task(tasks.finish),
    tasks.set_aside: _with_task(tasks.set_aside, reason="Nee."),
    tasks.reopen: _with_task(tasks.reopen, lambda numbers: tasks.finish(numbers, **_BY)),
    evidence.add_file: _add_file,
    evidence.add_link: _add_link,
    evidence.remove_evidence: _remove,
    wishes.choose_reminders: _own(wishes.choose_reminders, How.NEVER),
    wishes.make_calendar: _own(wishes.make_calendar, code="a code"),
    wishes.end_calendar: _own(wishes.end_calendar, before=wishes.make_calendar),
    wishes.choose_terms: _terms,
}
