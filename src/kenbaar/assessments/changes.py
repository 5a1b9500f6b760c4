"""What became different in what the law says about an entry. Pure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from kenbaar.assessments.conclusions import Conclusion


class Why(StrEnum):
    """Why it is different: the law changed, or the facts did (and then perhaps the law as well)."""

    LAW = "law"
    FACTS = "facts"


# What a list of changes shows, in this order.
_SAID = ("class", "settled", "from", "binds", "roles", "transparency", "fria", "eu_database", "dutch_category")
PARTS = (*_SAID, "duties")


@dataclass(frozen=True, slots=True)
class Change:
    """Another conclusion about an entry than the one that counted before."""

    reference: str
    body: str
    version: int
    why: Why
    before: Conclusion
    now: Conclusion

    @property
    def different(self) -> dict[str, tuple[str, str]]:
        """What was said before and what is said now, for each of `PARTS` that differs; never empty for long.

        Of duties only those that went and those that came are named. A conclusion can also differ in a detail that is
        none of `PARTS`, such as how sure something is.
        """
        before, now = dict(_said(self.before)), dict(_said(self.now))
        found = {part: (before[part], now[part]) for part in _SAID if before[part] != now[part]}
        old, new = _duties(self.before), _duties(self.now)
        if old != new:
            found["duties"] = _listed(old - new), _listed(new - old)
        return found

    @property
    def has_other_class(self) -> bool:
        """Say whether the class is another."""
        return self.before.class_id != self.now.class_id


Note = Callable[[Change], object]


def _said(conclusion: Conclusion) -> Iterator[tuple[str, str]]:
    summary = conclusion.summary
    yield "class", conclusion.class_id
    yield "settled", "yes" if conclusion.settled else "no"
    for day in ("from", "binds"):
        yield day, " ".join(f"{each['id']}:{each[day]}" for each in summary["classes"] if day in each)
    yield "roles", " ".join(summary["roles"])
    yield "transparency", " ".join(summary["transparency"])
    yield "fria", summary["fria"]
    yield "eu_database", summary["eu_database"]
    yield "dutch_category", summary["dutch_category"]["category"]


def _duties(conclusion: Conclusion) -> set[tuple[str, str]]:
    return {(duty, day) for day, duties in conclusion.summary["duties"].items() for duty in duties}


def _listed(duties: set[tuple[str, str]]) -> str:
    return " ".join(f"{duty}:{day}" for duty, day in sorted(duties))
