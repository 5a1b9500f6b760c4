"""What the law says about a system, frozen: outcomes with reasons, days, duties, and what is needed to be sure."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from kenbaar.law import notice_shapes, shapes
from kenbaar.law.knowing import Certainty, Grounds
from kenbaar.rules.conditions import Reason
from kenbaar.values import LocalText

CLASS, ROLE, DATABASE, NATIONAL, FRIA, TRANSPARENCY, CATEGORY = (
    "class",
    "role",
    "database",
    "national_registration",
    "fria",
    "transparency",
    "nl_category",
)


@dataclass(frozen=True, slots=True)
class Day:
    """When something binds this organisation for this system.

    `date` is None when it never binds, or when that is not settled yet (`certainty` tells which: `open`). `at_earliest`
    says that the day of own first use is not known and may come later, so that the day is assumed. `candidates` are the
    days that are still possible, None among them meaning never. `text` is the one that brought the day, when an
    amendment did.
    """

    date: dt.date | None
    certainty: Certainty
    at_earliest: bool = False
    article: str = ""
    why: LocalText | None = None
    missing: tuple[str, ...] = ()
    candidates: tuple[dt.date | None, ...] = ()
    text: shapes.Text | None = None

    @property
    def never(self) -> bool:
        """Say whether it is settled that it does not bind."""
        return self.date is None and self.certainty.holds

    def lies_after(self, day: dt.date) -> bool:
        """Say whether it surely does not bind yet on a day: each day that is still possible comes later, or never."""
        if self.date is not None:
            return day < self.date
        return self.never or (bool(self.candidates) and all(each is None or day < each for each in self.candidates))


@dataclass(frozen=True, slots=True)
class DayInReading:
    """The day in one reading of the law, where lawyers read it in several ways."""

    reading: str
    preferred: bool
    text: LocalText | None
    starts: dt.date
    day: Day


@dataclass(frozen=True, slots=True)
class Days:
    """From when something applies by the letter and in effect, and from when it binds this organisation."""

    formal_from: dt.date
    effective_from: dt.date
    binds: Day
    readings: tuple[DayInReading, ...]

    @property
    def contested(self) -> bool:
        """Say whether the readings come to different days."""
        return len({(reading.starts, reading.day.date) for reading in self.readings}) > 1

    def in_force_on(self, day: dt.date) -> bool | None:
        """Say whether it binds on a day; None when that is not settled."""
        if self.binds.date is not None:
            return self.binds.date <= day
        return False if self.binds.never else None


class _Found:
    """What everything that was found has: how sure it is, why, and what is missing to be sure."""

    __slots__ = ()
    grounds: Grounds

    @property
    def certainty(self) -> Certainty:
        """How sure it is."""
        return self.grounds.certainty

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that can still change it."""
        return self.grounds.missing


@dataclass(frozen=True, slots=True)
class OutcomeFound(_Found):
    """An outcome of the law for these facts. `provisions` are its articles, and those of the options that led to it."""

    shape: shapes.OutcomeShape
    grounds: Grounds
    provisions: tuple[str, ...]
    days: Days | None
    disputed: bool

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The comparisons that decided."""
        return self.grounds.reasons

    @property
    def contested(self) -> bool:
        """Say whether lawyers disagree about it, or about its day."""
        return self.disputed or (self.days is not None and self.days.contested)


@dataclass(frozen=True, slots=True)
class Needed:
    """Whether something is needed: by the outcomes that say so (`holding`), and those that may still do (`undecided`).

    `sure` says that no further answer changes the verdict.
    """

    holding: tuple[OutcomeFound, ...]
    undecided: tuple[OutcomeFound, ...]
    sure: bool

    @property
    def verdict(self) -> str:
        """`yes`, `no`, or `open` as long as that hangs on facts that are missing."""
        return "yes" if self.holding else "open" if self.undecided else "no"


@dataclass(frozen=True, slots=True)
class DutyFound(_Found):
    """A duty that is there, or that may be there as long as facts are missing."""

    shape: shapes.DutyShape
    grounds: Grounds
    days: Days | None
    starts: dt.date | None
    disputed: bool

    @property
    def binds_from(self) -> dt.date | None:
        """The day from which it binds; None when there is no day, or none that is settled."""
        return self.days.binds.date if self.days else self.starts


@dataclass(frozen=True, slots=True)
class FineFound(_Found):
    """A fine that a breach can cost: an amount in euros, and a share of the turnover in per cent."""

    shape: shapes.FineShape
    grounds: Grounds
    amount: int | None
    percent: int | None


@dataclass(frozen=True, slots=True)
class NoticeDutyFound(_Found):
    """What one regime says about one field of the notice, for this system on this day.

    `early` says that the field is asked from a later day on, so that to give it now is voluntary.
    """

    field: notice_shapes.NoticeFieldShape
    status: notice_shapes.FieldStatus
    grounds: Grounds
    binds_from: dt.date | None
    early: bool


@dataclass(frozen=True, slots=True)
class Classification:
    """Everything that the law says about a system, on a day, for somebody who knows the law of a day."""

    on: dt.date
    known: dt.date
    text: shapes.Text | None
    law_digest: str
    facts_digest: str
    outcomes: tuple[OutcomeFound, ...]
    duties: tuple[DutyFound, ...]
    fines: tuple[FineFound, ...]
    notices: tuple[NoticeDutyFound, ...]
    assumed: Mapping[str, Any]
    contradictions: tuple[shapes.Contradiction, ...]
    acts: Mapping[str, shapes.Act]

    def of_kind(self, kind: str) -> Iterator[OutcomeFound]:
        """Give the outcomes of a kind that are not ruled out, in order of their rank."""
        possible = (found for found in self.outcomes if found.certainty is not Certainty.RULED_OUT)
        return (found for found in possible if found.shape.kind == kind)

    def holding(self, kind: str) -> Iterator[OutcomeFound]:
        """Give the outcomes of a kind that hold."""
        return (found for found in self.outcomes if found.shape.kind == kind and found.certainty.holds)

    def undecided(self, kind: str) -> Iterator[OutcomeFound]:
        """Give the outcomes of a kind that hang on missing answers."""
        return (found for found in self.outcomes if found.shape.kind == kind and found.certainty is Certainty.OPEN)

    def needed(self, kind: str) -> Needed:
        """Return whether one of the outcomes of a kind says that something is needed."""
        holding = tuple(self.holding(kind))
        deciding = holding or (found for found in self.outcomes if found.shape.kind == kind)
        sure = {found.certainty for found in deciding} <= {Certainty.CERTAIN, Certainty.RULED_OUT}
        return Needed(holding, tuple(self.undecided(kind)), sure)

    @property
    def category(self) -> OutcomeFound | None:
        """The category of the Dutch register. In doubt the law names one, and of one that is left over that is it."""
        holding = next(self.holding(CATEGORY), None)
        if holding is not None:
            return holding
        possible = tuple(self.undecided(CATEGORY))
        return next((found for found in possible if "in_doubt" in found.shape.says), next(iter(possible), None))

    def outcome(self, outcome_id: str) -> OutcomeFound | None:
        """Return an outcome by its id, or None when this law does not know it."""
        return next((found for found in self.outcomes if found.shape.id == outcome_id), None)

    @property
    def headline(self) -> OutcomeFound | None:
        """The weightiest class that holds: prohibited wins over high-risk, and so on. None when none does yet."""
        return next(self.holding(CLASS), None)

    @property
    def could_still_be(self) -> tuple[OutcomeFound, ...]:
        """The classes that hang on missing answers, from heavy to light."""
        return tuple(self.undecided(CLASS))

    @property
    def settled(self) -> bool:
        """Say whether no further answer can change the headline."""
        headline = self.headline
        if headline is None or headline.certainty is not Certainty.CERTAIN:
            return False
        return all(found is headline or found.shape.rank > headline.shape.rank for found in self.of_kind(CLASS))

    @property
    def roles(self) -> tuple[OutcomeFound, ...]:
        """The roles that the organisation has, for as far as is known."""
        return tuple(self.holding(ROLE))

    @property
    def role_names(self) -> tuple[str, ...]:
        """The names of these roles, each once: the provider of a model is a provider too."""
        return tuple(
            dict.fromkeys(found.shape.says.get("role", found.shape.id.removeprefix("role_")) for found in self.roles)
        )

    @property
    def ask_next(self) -> tuple[str, ...]:
        """The facts that can still change something: an outcome, the heaviest first; then a duty, a day, a notice."""
        outcomes = sorted(self.outcomes, key=lambda found: found.certainty is not Certainty.OPEN)
        return tuple(dict.fromkeys(chain(*(found.missing for found in outcomes), self._of_the_rest())))

    @property
    def matters(self) -> frozenset[str]:
        """The same facts, without an order."""
        return frozenset(chain(*(found.missing for found in self.outcomes), self._of_the_rest()))

    def _of_the_rest(self) -> Iterator[str]:
        for missing in chain(
            (duty.missing for duty in self.duties),
            (fine.missing for fine in self.fines),
            (notice.missing for notice in self.notices),
        ):
            yield from missing
        for days in chain((found.days for found in self.outcomes), (duty.days for duty in self.duties)):
            for reading in days.readings if days else ():
                yield from reading.day.missing
