"""The shape of the law as data: what a file in `content/law/` can hold.

Conditions are left as they stand in the file; `reading.py` makes them into conditions, with the line of each mistake.
"""

import datetime as dt
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from kenbaar.values import Frozen, LocalText


def _in_quotes(value: object) -> object:
    # YAML reads 3:46 as the number 226 (minutes and seconds), so that a number here is perhaps another article.
    if not isinstance(value, str):
        raise ValueError(f"put the article in quotes; YAML read it as {value!r}")
    return value


Article = Annotated[str, BeforeValidator(_in_quotes)]


class Confidence(StrEnum):
    """How sure we are of a piece of law: read in the text itself, in a secondary source, or not verified."""

    VERIFIED = "verified"
    SECONDARY = "secondary"
    UNVERIFIED = "unverified"


class Role(StrEnum):
    """What an organisation is to a system (AI Act art. 3(3)-(8))."""

    PROVIDER = "provider"
    DEPLOYER = "deployer"
    IMPORTER = "importer"
    DISTRIBUTOR = "distributor"
    AUTHORISED_REPRESENTATIVE = "authorised_representative"
    PRODUCT_MANUFACTURER = "product_manufacturer"


class Item(Frozen):
    """Something that the content holds since a day, and perhaps until another: the clock of what was known.

    `law` is the id of the law that it belongs to; `known_until` is the first day on which it no longer counts.
    """

    law: str
    known_from: dt.date
    known_until: dt.date | None = None

    def known_on(self, day: dt.date) -> bool:
        """Say whether it counts for somebody who knows the law of `day`."""
        return self.known_from <= day and (self.known_until is None or day < self.known_until)


class Sourced(Item):
    """An item with where it was read and how sure that is."""

    source: str
    confidence: Confidence


class Act(Item):
    """A law, regulation, treaty or policy."""

    id: str
    title: LocalText
    citation: str
    jurisdiction: str
    url: str = ""
    celex: str = ""


class Text(Item):
    """A text of a law as it stood from a day on; the words for it are shown where two texts are compared.

    `act` is the act that amended the law and so made this text, and `url` where that stands.
    """

    id: str
    known: dt.date
    title: LocalText
    celex: str = ""
    act: LocalText | None = None
    url: str = ""
    source: str
    confidence: Confidence

    def known_on(self, day: dt.date) -> bool:
        """See `Item`. A text counts from its own day."""
        return self.known <= day


class ParameterValue(Frozen):
    """A value of the law: since when it was known, since when it counts, and where it stands."""

    known: dt.date
    value: dt.date | int
    from_: dt.date | None = Field(None, alias="from")
    article: Article = ""
    source: str
    confidence: Confidence
    note: LocalText | None = None


class Parameter(Item):
    """A day, a term, a threshold or an amount of the law, with every value that it had."""

    id: str
    label: LocalText
    unit: LocalText | None = None
    values: tuple[ParameterValue, ...] = Field(min_length=1)


class Reading(Frozen):
    """One way to read the law where lawyers disagree. Kenbaar goes by the preferred one, and shows both."""

    id: str
    text: LocalText
    preferred: bool = False


class Contested(Frozen):
    """That lawyers disagree, and when; without a condition, always."""

    when: Any = None
    readings: tuple[Reading, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _one_preferred(self) -> Self:
        if sum(reading.preferred for reading in self.readings) != 1:
            raise ValueError("one of the readings is the preferred one")
        return self


class Rule(Item):
    """A condition with a name, for others to refer to."""

    id: str
    when: Any


class OutcomeShape(Sourced):
    """Something that the law says about a system when its condition holds. A lower `rank` is shown first."""

    id: str
    kind: str
    rank: int = 100
    label: LocalText
    text: LocalText | None = None
    articles: tuple[Article, ...] = Field(min_length=1)
    when: Any
    clock: str = ""
    says: dict[str, str] = Field(default_factory=dict)
    contested: Contested | None = None
    note: LocalText | None = None


class DutyShape(Sourced):
    """Something that somebody must do. Without roles it is everyone's; without a clock it is simply in force.

    `from` is a day, or the id of a parameter that is one. `fine` names the fine that a breach can cost, if any.
    """

    id: str
    article: Article
    roles: tuple[Role, ...] = ()
    when: Any = None
    clock: str = ""
    from_: dt.date | str | None = Field(None, alias="from")
    label: LocalText
    text: LocalText | None = None
    evidence: tuple[LocalText, ...] = ()
    fine: str = ""
    topic: str
    contested: Contested | None = None
    note: LocalText | None = None

    @model_validator(mode="after")
    def _one_clock(self) -> Self:
        if self.clock and self.from_:
            raise ValueError(f"duty {self.id!r} has a clock and a day; leave one out")
        return self


class DateReading(Reading):
    """The day in one way to read a case about which lawyers disagree."""

    date: Any


class DateCase(Frozen):
    """When something binds in one case: a parameter, a fact that is a day, the later of both, or `never`.

    Where lawyers disagree about the case it has `readings` instead, each with its own day.
    """

    when: Any
    date: Any = None
    article: Article = ""
    why: LocalText | None = None
    readings: tuple[DateReading, ...] = ()

    @model_validator(mode="after")
    def _one_day(self) -> Self:
        if (self.date is None) == (not self.readings):
            raise ValueError("a case has a date, or readings that each have one")
        if self.readings and sum(reading.preferred for reading in self.readings) != 1:
            raise ValueError("one of the readings is the preferred one")
        return self


class ClockReading(Frozen):
    """From when something applies (`from`, a parameter) and binds, in one reading, or `like` another clock."""

    id: str = "only"
    from_: str = Field("", alias="from")
    like: str = ""
    binds: tuple[DateCase, ...] = ()
    text: LocalText | None = None
    preferred: bool = False
    known_from: dt.date | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if bool(self.like) == bool(self.binds) or bool(self.like) == bool(self.from_):
            raise ValueError("a reading is like another clock, or has a day and cases of its own")
        return self


class ClockCase(Frozen):
    """Which clock counts in a case."""

    when: Any
    clock: str
    known_from: dt.date | None = None


class ClockShape(Item):
    """When things begin: by its own readings, or by the clock of the first case that holds."""

    id: str
    label: LocalText
    readings: tuple[ClockReading, ...] = ()
    cases: tuple[ClockCase, ...] = ()

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if bool(self.readings) == bool(self.cases):
            raise ValueError(f"clock {self.id!r} has readings or cases, and not both")
        return self


class FineShape(Sourced):
    """A fine that a breach can cost. `amount` and `percent` are parameters; `for_` the articles that it is for."""

    id: str
    article: Article
    label: LocalText
    amount: str = ""
    percent: str = ""
    for_: tuple[Article, ...] = Field((), alias="for")
    when: Any = None
    note: LocalText | None = None


class CatalogueEntry(Item):
    """A point of a list of the law: of a treaty, of a register, of a method."""

    id: str
    section: str = ""
    point: Article = ""
    label: LocalText
    text: LocalText | None = None
    article: Article = ""
    optional: bool = False
    non_public: bool = False
    maps_to: tuple[str, ...] = ()
    note: LocalText | None = None
    source: str = ""
    confidence: Confidence = Confidence.UNVERIFIED


class Ratification(Item):
    """A consent to be bound by a treaty: by whom, as what, and on which day it was deposited."""

    party: str
    kind: str
    known: dt.date
    deposited: dt.date
    source: str
    confidence: Confidence


class Contradiction(Frozen):
    """Answers that cannot all be right. `facts` are those to look at again, and `text` tells so.

    It is there when its condition holds; `in_order` says that the facts are days that follow each other, instead.
    """

    id: str
    facts: tuple[str, ...] = Field(min_length=1)
    text: LocalText
    when: Any = None
    in_order: bool = False

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.when is None) != self.in_order:
            raise ValueError("a contradiction has a condition, or days in order")
        return self


class Assumption(Frozen):
    """A value that is taken for granted of a fact that nobody answered; `like` another fact, the answer to that one.

    It counts if the fact `given` was answered, with `given_value` if that is said. A later assumption about the same
    fact goes before an earlier one.
    """

    fact: str
    value: Any = None
    like: str = ""
    given: str = ""
    given_value: Any = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.value is None) == (not self.like):
            raise ValueError("an assumption has a value, or is like another fact")
        return self
