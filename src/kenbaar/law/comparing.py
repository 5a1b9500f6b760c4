"""The difference between two texts of a law for one system: what changed in its outcomes, its duties and their days."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from kenbaar.law.reading import LawBook
from kenbaar.law.results import Classification, DutyFound, OutcomeFound

Found = TypeVar("Found", OutcomeFound, DutyFound)


@dataclass(frozen=True, slots=True)
class Change(Generic[Found]):
    """The same outcome or duty under both texts; None where it does not hold."""

    then: Found | None
    now: Found | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs for one law; `then` and `now` are the whole classifications."""

    then: Classification
    now: Classification
    outcomes: tuple[Change[OutcomeFound], ...]
    duties: tuple[Change[DutyFound], ...]

    @property
    def same_class(self) -> bool:
        """Say whether the weightiest class is the same."""
        return _name(self.then.headline) == _name(self.now.headline)

    @property
    def nothing(self) -> bool:
        """Say whether there is no difference at all."""
        return self.same_class and not self.outcomes and not self.duties


def compared(then: Classification, now: Classification, *, law: str) -> Comparison:
    """Return what differs between two classifications of the same facts, in what they say by one law."""
    return Comparison(
        then=then,
        now=now,
        outcomes=tuple(_changes(_of(then.outcomes, law), _of(now.outcomes, law))),
        duties=tuple(_changes(_of(then.duties, law), _of(now.duties, law))),
    )


def day_before_text(book: LawBook, *, law: str, known: dt.date) -> dt.date | None:
    """Return the day before the text of a law that counts on `known` became known; None for the first text."""
    texts = sorted(text.shape.known for text in book.items.get("texts", []) if text.shape.law == law)
    earlier = [day for day in texts if day <= known]
    return earlier[-1] - dt.timedelta(days=1) if len(earlier) > 1 else None


def _of(found: Iterable[Found], law: str) -> dict[str, Found]:
    return {each.shape.id: each for each in found if each.shape.law == law and each.certainty.holds}


def _changes(then: Mapping[str, Found], now: Mapping[str, Found]) -> Iterable[Change[Found]]:
    for name in dict.fromkeys((*now, *then)):
        before, after = then.get(name), now.get(name)
        if before is None or after is None or _days(before) != _days(after):
            yield Change(before, after)


def _days(found: OutcomeFound | DutyFound) -> tuple[object, ...]:
    if found.days is None:
        return (getattr(found, "starts", None),)
    binds = found.days.binds
    return found.days.effective_from, binds.date, binds.never, binds.candidates


def _name(found: OutcomeFound | None) -> str:
    return found.shape.id if found else ""
