"""The shape of terms: within how long a body answers what somebody asks, how days are counted, and which are free."""

from enum import StrEnum
from typing import Any, Self

from pydantic import Field, model_validator

from kenbaar.law.shapes import Article, Contested, Sourced
from kenbaar.values import Frozen, LocalText


class Requested(StrEnum):
    """What somebody asks about a decision."""

    EXPLANATION = "explanation"
    HUMAN_REVIEW = "human_review"
    CORRECTION = "correction"
    NO_NOTICE = "no_notice"


class TermUnit(StrEnum):
    """What a term is counted in."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


class Span(Frozen):
    """So many days, weeks or months."""

    count: int = Field(ge=1, le=120)
    unit: TermUnit


class FreeDay(Frozen):
    """A day that is no working day, each year: by month and day, or so many days after Easter Sunday.

    It counts from the year `from_year` on. `if_sunday` is by how many days it moves when it falls on a Sunday.
    """

    id: str
    label: LocalText
    month: int | None = Field(None, ge=1, le=12)
    day: int | None = Field(None, ge=1, le=31)
    easter: int | None = Field(None, ge=-60, le=60)
    from_year: int = 1
    if_sunday: int = 0

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.easter is None) == (self.month is None or self.day is None):
            raise ValueError("a free day has a month and a day, or a distance to Easter")
        return self


class Holidays(Sourced):
    """The days that are no working days in a country, beside Saturdays and Sundays."""

    id: str
    label: LocalText
    article: Article
    days: tuple[FreeDay, ...] = Field(min_length=1)
    note: LocalText | None = None


class Counting(Sourced):
    """How the last day of a term is found. The day of the event itself is never counted.

    `rolls` moves a last day that is no working day to the next one; not for terms longer than one of `rolls_up_to`.
    `clear` leaves the last day uncounted as well (délai franc). A term of at least `working_days_from` days has at
    least `working_days` working days.
    """

    id: str
    label: LocalText
    article: Article
    rolls: bool = True
    rolls_up_to: tuple[Span, ...] = ()
    clear: bool = False
    working_days: int = Field(0, ge=0, le=5)
    working_days_from: int = Field(1, ge=1)
    note: LocalText | None = None


class After(Frozen):
    """What somebody can do when no answer comes, or a refusal: where, within how long, and by which article."""

    label: LocalText
    within: Span
    article: Article
    counting: str


class RequestTerm(Sourced):
    """Within how long a body answers a request, by one law. Without `within`, the law sets no term and that is told.

    `extension` comes on top where the law allows to postpone. `silence_refuses` says that no answer counts as a
    refusal. `conditional` says that the law has a condition that no fact asks about; the note names it. Of a contested
    term, `counts_in` is the reading in which it holds.
    """

    id: str
    regime: str
    requests: tuple[Requested, ...] = Field(min_length=1)
    when: Any = None
    label: LocalText
    article: Article
    within: Span | None = None
    extension: Span | None = None
    extension_article: Article = ""
    counting: str = ""
    silence_refuses: bool = False
    after: After | None = None
    conditional: bool = False
    contested: Contested | None = None
    counts_in: str = ""
    note: LocalText | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if (self.within is None) == bool(self.counting):
            raise ValueError("a term says how it is counted, and nothing else does")
        if self.extension and (self.within is None or self.within.unit is not self.extension.unit):
            raise ValueError("an extension is of a term, and counted in the same unit")
        readings = {each.id for each in self.contested.readings} if self.contested else {""}
        if self.counts_in not in readings:
            raise ValueError("a contested term, and nothing else, names the reading in which it holds")
        return self

    @property
    def settled(self) -> bool:
        """Say whether it holds in the preferred reading, or nobody disputes it."""
        readings = self.contested.readings if self.contested else ()
        return all(each.preferred == (each.id == self.counts_in) for each in readings)
