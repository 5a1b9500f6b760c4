"""The sample register: invented bodies and entries, written by the same deeds that people do.

The content is in `content/sample/`, with its days. Nothing here reads a clock, so the sample is the same everywhere.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from operator import itemgetter
from typing import Any, TypeVar

from django.db import transaction
from pydantic import Field, ValidationError, model_validator

from kenbaar.people.actions.bodies import BodyFacts, record_bodies
from kenbaar.people.actions.persons import add_person, give_role
from kenbaar.people.actors import Actor, actor_of
from kenbaar.people.models import Body, Person, Role
from kenbaar.register.actions.steps import archive, publish, submit_for_review, withdraw
from kenbaar.register.actions.writing import add_version, create_entry
from kenbaar.register.lifecycle import State
from kenbaar.register.models import Entry
from kenbaar.register.references import reference_from
from kenbaar.rules.answers import Answer, Sheet, known
from kenbaar.rules.content_files import ContentError, explained, load_yaml
from kenbaar.values import Frozen, LocalText

# The hours of a sample day, so that its deeds come in a believable order.
_FIRST_DAY = dt.date(2023, 1, 2)
_WRITTEN, _ENDED, _SUBMITTED, _PUBLISHED = 9, 10, 11, 14


class SampleBody(Frozen):
    """An invented body. `domain` is where its people get mail."""

    slug: str
    type: str
    name: LocalText
    domain: str
    abbreviation: str = ""
    parent: str = ""


class SampleVersion(Frozen):
    """What an entry said from a day on: all facts in the first version, what changed in a later one."""

    day: dt.date
    facts: dict[str, Any]
    shown: bool = True


class SampleEnd(Frozen):
    """The day on which an entry left the register, with the reason if it was withdrawn."""

    day: dt.date
    reason: dict[str, str] = Field(default_factory=dict)


class SampleEntry(Frozen):
    """An invented entry and where it stands now."""

    key: str
    state: State
    versions: tuple[SampleVersion, ...] = Field(min_length=1)
    ended: SampleEnd | None = None

    @model_validator(mode="after")
    def _consistent(self) -> "SampleEntry":
        days = [version.day for version in self.versions] + ([self.ended.day] if self.ended else [])
        if days != sorted(set(days)):
            raise ValueError("each day comes after the one before it")
        if (self.ended is not None) != (self.state in {State.WITHDRAWN, State.ARCHIVED}):
            raise ValueError("an entry that was withdrawn or archived has an end, and no other has")
        if self.ended and bool(self.ended.reason) != (self.state is State.WITHDRAWN):
            raise ValueError("a withdrawal has a reason, and the archive has none")
        return self

    def sheets(self, body: SampleBody) -> Iterator[Sheet]:
        """Give the whole sheet of each version, with the name of the body in the languages of the entry."""
        names = {language: body.name.to(language) for language in self.versions[0].facts["name"]}
        sheet = Sheet({"organisation_name": known(names)})
        for version in self.versions:
            sheet = sheet.with_answers({fact_id: _answer(value) for fact_id, value in version.facts.items()})
            yield sheet


class SampleError(Exception):
    """A sample file is broken; the message names the file and the place."""


@dataclass(frozen=True, slots=True)
class _Team:
    """A body and the two people who work for it: one writes, the other publishes."""

    body: Body
    editor: Actor
    approver: Actor


Shape = TypeVar("Shape", SampleBody, SampleEntry)

# A deed waits for its moment; called with `now`, it does its work.
_Deed = tuple[dt.datetime, Callable[..., object]]


@cache
def read_sample() -> Mapping[SampleBody, tuple[SampleEntry, ...]]:
    """Return every body of the sample with its entries. Raises SampleError."""
    return {body: _read(f"entries/{body.slug}.yaml", SampleEntry) for body in _read("bodies.yaml", SampleBody)}


def sample_key(body: SampleBody, entry: SampleEntry) -> str:
    """Return the key from which the reference of a sample entry is made."""
    return f"sample:{body.slug}/{entry.key}"


@transaction.atomic
def load_sample(*, by: Actor) -> int:
    """Load what is not there yet of the sample, all of it or nothing; return how many entries were made.

    The deeds of all entries are done in the order of their days, so that the journal reads as if it had grown.
    Raises SampleError.
    """
    sample = read_sample()
    teams = _teams(sample, by=by)
    missing = _missing(sample)
    deeds = [deed for body, entry in missing for deed in _deeds(body, entry, teams[body.slug])]
    for moment, deed in sorted(deeds, key=itemgetter(0)):
        deed(now=moment)
    return len(missing)


def _missing(sample: Mapping[SampleBody, tuple[SampleEntry, ...]]) -> list[tuple[SampleBody, SampleEntry]]:
    wanted = {
        reference_from(sample_key(body, entry)): (body, entry) for body, entries in sample.items() for entry in entries
    }
    there = set(Entry.objects.filter(reference__in=wanted).values_list("reference", flat=True))
    return [pair for reference, pair in wanted.items() if reference not in there]


def _deeds(body: SampleBody, entry: SampleEntry, team: _Team) -> Iterator[_Deed]:
    """Give every deed in the life of an entry, from the first word to where it stands now."""
    key = sample_key(body, entry)
    reference = reference_from(key)
    first, *later = zip(entry.versions, entry.sheets(body), strict=True)
    begun, sheet = first
    yield _at(begun.day, _WRITTEN), partial(create_entry, key, body=team.body, sheet=sheet, by=team.editor)
    if entry.state is State.DRAFT:
        return
    yield _at(begun.day, _SUBMITTED), partial(submit_for_review, reference, by=team.editor)
    if entry.state is State.REVIEW:
        return
    yield _at(begun.day, _PUBLISHED), partial(publish, reference, by=team.approver)
    for version, sheet in later:
        yield _at(version.day, _WRITTEN), partial(add_version, reference, sheet=sheet, by=team.editor)
        if version.shown:
            yield _at(version.day, _SUBMITTED), partial(submit_for_review, reference, by=team.editor)
            yield _at(version.day, _PUBLISHED), partial(publish, reference, by=team.approver)
    if entry.ended:
        leave = partial(withdraw, reason=entry.ended.reason) if entry.state is State.WITHDRAWN else archive
        yield _at(entry.ended.day, _ENDED), partial(leave, reference, by=team.approver)


def _teams(bodies: Collection[SampleBody], *, by: Actor) -> dict[str, _Team]:
    """Record the bodies and their people; what is there already stays."""
    now = _at(_FIRST_DAY, _WRITTEN)
    facts = [
        BodyFacts(
            slug=body.slug,
            type=body.type,
            name_nl=body.name.nl,
            name_en=body.name.en,
            abbreviation=body.abbreviation,
            parent=body.parent,
        )
        for body in bodies
    ]
    record_bodies(facts, by=by, now=now)
    recorded = Body.objects.in_bulk([body.slug for body in bodies], field_name="slug")

    def worker(body: SampleBody, title: str, role: Role) -> Actor:
        email = f"{title}@{body.domain}"
        person = Person.objects.with_address(email) or add_person(
            email, f"{title.capitalize()} ({body.name.nl})", by=by, now=now
        )
        give_role(person, role, recorded[body.slug], by=by, now=now)
        return actor_of(person)

    return {
        body.slug: _Team(
            body=recorded[body.slug],
            editor=worker(body, "redacteur", Role.EDITOR),
            approver=worker(body, "beoordelaar", Role.APPROVER),
        )
        for body in bodies
    }


def _at(day: dt.date, hour: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), tzinfo=dt.UTC)


def _answer(value: Any) -> Answer:
    return value if isinstance(value, dict) and "blank" in value else known(value)


def _read(name: str, shape: type[Shape]) -> tuple[Shape, ...]:
    """Read the list in a file of the sample; a body without a file has no entries. Raises SampleError."""
    file = files("kenbaar.content").joinpath("sample", name)
    item: Any = None
    try:
        found = []
        for item in load_yaml(file.read_bytes()) if file.is_file() else ():
            found.append(shape.model_validate(item))
    except ContentError as error:
        raise SampleError(f"{name} cannot be read: {error}") from error
    except ValidationError as error:
        raise SampleError(f"{name}, number {len(found) + 1} does not fit: {explained(error, item)}") from error
    return tuple(found)
