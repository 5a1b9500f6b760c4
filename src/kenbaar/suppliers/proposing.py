"""What a template proposes to an entry that follows it. Pure: sheets and answers in, open facts out.

Each fact counts from the version at which it was last answered. What was declined stays so until the template says
something else about that fact.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kenbaar.rules.answers import Answer, Sheet
from kenbaar.rules.facts import FactType, vocabulary


@dataclass(frozen=True, slots=True)
class Answered:
    """How far an adoption is: the number of the version up to which all was answered (0: none), and facts beyond it."""

    seen: int = 0
    beyond: Mapping[str, int] = field(default_factory=dict)

    def at(self, fact: str) -> int:
        """Return the number of the version at which a fact was last answered; 0 for never."""
        return max(self.seen, self.beyond.get(fact, 0))


def answered(seen: int, answers: Iterable[tuple[str, int]]) -> Answered:
    """Return how far an adoption is, from its answers as (fact, number of the version)."""
    beyond: dict[str, int] = {}
    for fact, number in answers:
        if number > seen:
            beyond[fact] = max(number, beyond.get(fact, 0))
    return Answered(seen, beyond)


class Versions:
    """The sheets of the versions of one template, by number. Number 0 says nothing."""

    def __init__(self, sheets: Mapping[int, Sheet]) -> None:
        self._sheets = {0: Sheet(), **sheets}
        self._changed: dict[tuple[int, int], frozenset[str]] = {}

    def sheet(self, number: int) -> Sheet:
        """Return what a version says."""
        return self._sheets[number]

    def changed(self, old: int, new: int) -> frozenset[str]:
        """Return the facts that two versions answer differently. Thousands of adoptions ask the same."""
        if (old, new) not in self._changed:
            before, after = self._sheets[old], self._sheets[new]
            facts = {*before, *after}
            self._changed[old, new] = frozenset(fact for fact in facts if before.get(fact) != after.get(fact))
        return self._changed[old, new]

    def open_facts(self, done: Answered, new: int) -> frozenset[str]:
        """Return the facts about which version `new` proposes something that nobody answered."""
        return frozenset(
            fact
            for fact in self.changed(done.seen, new) | done.beyond.keys()
            if done.at(fact) < new and self.sheet(done.at(fact)).get(fact) != self.sheet(new).get(fact)
        )


def taken_over(fact: str, ours: Answer | None, proposed: Answer | None) -> Answer | None:
    """Return our answer once a proposal is accepted: a text keeps the languages of which the template says nothing."""
    if ours is None or proposed is None or vocabulary()[fact].type is not FactType.TEXT:
        return proposed
    if "blank" in ours or "blank" in proposed:
        return proposed
    return {"value": {**ours["value"], **proposed["value"]}}
