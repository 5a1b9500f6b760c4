"""What is kept of a classification: everything that does not change from day to day, in less than 2 kB.

Pure, and without Django, as is `computing.py`: worker processes read these two and start in a second.
"""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import orjson

from kenbaar.law import results
from kenbaar.law.compiled import Law
from kenbaar.law.results import Classification, Days, DutyFound, OutcomeFound

# Raise it when this code, or that of `law/`, comes to another conclusion from the same content and the same facts.
ENGINE = 2

NEVER, OPEN, NO_DAY = "never", "open", "none"


class LawKey(NamedTuple):
    """Which law was asked: the digest of its content, the day from which it was known so, and the code that asked."""

    digest: str
    known: dt.date
    engine: int = ENGINE


def key_of(law: Law) -> LawKey:
    """Return what tells this law from another. The same content says something else to who knows less of it."""
    return LawKey(law.digest, law.known)


@dataclass(frozen=True)
class Conclusion:
    """What the law says about a set of facts; `summary` is described in `docs/reference/stored-classifications.md`.

    Many entries share one: they differ in what the law does not look at.
    """

    class_id: str
    settled: bool
    summary: Mapping[str, Any]

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the canonical bytes: two conclusions with the same one say the same."""
        said = {"class": self.class_id, "settled": self.settled, **self.summary}
        return hashlib.sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).hexdigest()


def conclusion_of(found: Classification) -> Conclusion:
    """Return what is kept of a classification. None of it depends on the day that was asked about."""
    headline, openness = found.headline, found.holding(results.TRANSPARENCY)
    return Conclusion(
        class_id=headline.shape.id if headline else "",
        settled=found.settled,
        summary={
            "classes": [_class(each) for each in found.holding(results.CLASS)],
            "could_still_be": [each.shape.id for each in found.could_still_be],
            "roles": list(found.role_names),
            "transparency": [each.shape.id.removeprefix("transparency_") for each in openness],
            "fria": found.needed(results.FRIA).verdict,
            "eu_database": found.needed(results.DATABASE).verdict,
            "database_sections": [
                each.shape.id for kind in (results.DATABASE, results.NATIONAL) for each in found.holding(kind)
            ],
            "dutch_category": _category(found),
            "duties": _duties(found.duties),
        },
    )


def _class(found: OutcomeFound) -> dict[str, Any]:
    said: dict[str, Any] = {"id": found.shape.id, "certainty": found.certainty.value}
    if found.days is not None:
        said |= {"from": found.days.effective_from.isoformat(), "binds": _bound(found.days)}
        if found.days.contested:
            said["contested"] = True
    return said


def _bound(days: Days) -> str:
    if days.binds.date is not None:
        return days.binds.date.isoformat()
    return NEVER if days.binds.never else OPEN


def _category(found: Classification) -> dict[str, Any]:
    chosen = found.category
    if chosen is None:
        return {"category": "", "certainty": OPEN}
    return {"category": chosen.shape.says.get("category", ""), "certainty": chosen.certainty.value}


def _duties(duties: Iterable[DutyFound]) -> dict[str, list[str]]:
    """Return the duties that hold, by the day from which they bind: there are many duties, and few days."""
    by_day: dict[str, list[str]] = defaultdict(list)
    for duty in duties:
        if duty.certainty.holds:
            by_day[_day_of(duty)].append(duty.shape.id)
    return dict(by_day)


def _day_of(duty: DutyFound) -> str:
    if duty.days is not None:
        return _bound(duty.days)
    return duty.starts.isoformat() if duty.starts else NO_DAY
