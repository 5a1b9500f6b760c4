"""The law of one day, ready to be asked: conditions are compiled, references are resolved, nothing changes any more."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kenbaar.law import notice_shapes, shapes, term_shapes
from kenbaar.rules.conditions import Condition, Named

NEVER_BINDS = "never"
# What the conditions of the law can say of the day that somebody asks about, as if it were a fact.
DAY_ASKED = "day_asked"


@dataclass(frozen=True, slots=True)
class ParameterNow:
    """A parameter with the value that was known last, and all that were known."""

    shape: shapes.Parameter
    known: tuple[shapes.ParameterValue, ...]

    @property
    def value(self) -> dt.date | int:
        """The value that was known last; of values that follow each other in time, the latest."""
        return self.last.value

    @property
    def last(self) -> shapes.ParameterValue:
        """The value that was known last, with its source."""
        return max(self.known, key=lambda value: (value.known, value.from_ or dt.date.min))


@dataclass(frozen=True, slots=True)
class Outcome:
    """An outcome with its condition; `disputed` holds when lawyers disagree about it, None when they never do."""

    shape: shapes.OutcomeShape
    when: Named
    disputed: Condition | None


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty with its condition (roles included); `starts` is its day when it has no clock and yet a day."""

    shape: shapes.DutyShape
    when: Condition
    disputed: Condition | None
    starts: dt.date | None


@dataclass(frozen=True, slots=True)
class DayOf:
    """The latest of some days of the law and of some facts that are days."""

    days: tuple[dt.date, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Binding:
    """When something binds in one case: a day, or never (None). Where that is disputed, each reading has its own.

    `text` is the one that brought the day, when an amendment did.
    """

    when: Condition
    day: DayOf | None
    shape: shapes.DateCase
    readings: tuple[tuple[shapes.DateReading, DayOf | None], ...] = ()
    text: shapes.Text | None = None


@dataclass(frozen=True, slots=True)
class ReadingOfClock:
    """From when something applies, and when it binds whom, in one reading."""

    shape: shapes.ClockReading
    starts: dt.date
    bindings: tuple[Binding, ...]
    text: shapes.Text | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """Readings of its own, or other clocks by case."""

    shape: shapes.ClockShape
    readings: tuple[ReadingOfClock, ...] = ()
    cases: tuple[tuple[Condition, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Fine:
    """A fine with its condition."""

    shape: shapes.FineShape
    when: Condition


@dataclass(frozen=True, slots=True)
class Status:
    """What a regime says about a field, with the condition (the regime's own included)."""

    field: notice_shapes.NoticeFieldShape
    shape: notice_shapes.FieldStatus
    when: Condition
    starts: dt.date | None


@dataclass(frozen=True, slots=True)
class TermOfRequest:
    """A term of requests, with the condition (the regime's own included)."""

    shape: term_shapes.RequestTerm
    when: Condition


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A contradiction with its condition; None for one of days that are not in order."""

    shape: shapes.Contradiction
    when: Condition | None


@dataclass(frozen=True)
class Law:
    """The law as it was known from `known` on.

    `digest` is that of all content of law together. `amendments` are the texts that an act of their own made, by the
    day since which they were known. `facts` are those that it looks at; `provisions` the places in the law for which
    options stand, by fact and option.
    """

    known: dt.date
    digest: str
    acts: Mapping[str, shapes.Act]
    text: shapes.Text | None
    amendments: Mapping[dt.date, shapes.Text]
    parameters: Mapping[str, ParameterNow]
    rules: Mapping[str, Named]
    outcomes: tuple[Outcome, ...]
    clocks: Mapping[str, Clock]
    duties: tuple[Duty, ...]
    fines: Mapping[str, Fine]
    statuses: tuple[Status, ...]
    regimes: Mapping[str, notice_shapes.Regime]
    request_terms: tuple[TermOfRequest, ...]
    countings: Mapping[str, term_shapes.Counting]
    holidays: Mapping[str, term_shapes.Holidays]
    catalogue: tuple[shapes.CatalogueEntry, ...]
    ratifications: tuple[shapes.Ratification, ...]
    assumptions: tuple[shapes.Assumption, ...]
    contradictions: tuple[Contradiction, ...]
    facts: frozenset[str]
    provisions: Mapping[tuple[str, str], str]

    def value(self, parameter: str) -> Any:
        """Return the value of a parameter. Raises KeyError when it was not known yet."""
        return self.parameters[parameter].value
