"""What is known of a system, and how sure a condition is: by the answers, and by what the law takes for granted."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from kenbaar.law.compiled import DAY_ASKED
from kenbaar.rules.conditions import Condition, Given, Reason, distinct


class Certainty(StrEnum):
    """How sure an outcome is.

    `certain` and `ruled_out` follow from the answers alone, and no further answer changes them. `assumed` and
    `assumed_not` hold as long as the assumptions do that the law makes (see `Classification.assumed`). `open` hangs on
    facts that are missing.
    """

    CERTAIN = "certain"
    ASSUMED = "assumed"
    OPEN = "open"
    ASSUMED_NOT = "assumed_not"
    RULED_OUT = "ruled_out"

    @property
    def holds(self) -> bool:
        """Say whether to go by it for now."""
        return self in {Certainty.CERTAIN, Certainty.ASSUMED}


class Known(NamedTuple):
    """What is known: the answers alone, and the answers with what the law takes for granted."""

    strict: Given
    assumed: Given

    def certainty(self, condition: Condition) -> Certainty:
        """Say how sure it is that a condition holds."""
        truth = condition.truth(self.strict)
        if truth is not None:
            return Certainty.CERTAIN if truth else Certainty.RULED_OUT
        assumed = condition.truth(self.assumed)
        if assumed is None:
            return Certainty.OPEN
        return Certainty.ASSUMED if assumed else Certainty.ASSUMED_NOT


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why something holds or not. The facts and reasons are looked up when somebody asks, and most are never asked."""

    when: Condition
    known: Known
    certainty: Certainty

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that can still change it; empty when it is certain or ruled out."""
        return distinct(self.when.missing(self.known.strict))

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The comparisons that decided, each once; empty as long as it is open."""
        decided = self.certainty in {Certainty.CERTAIN, Certainty.RULED_OUT}
        given = self.known.strict if decided else self.known.assumed
        # Of the day that was asked about everybody knows why it is so.
        return tuple(dict.fromkeys(each for each in self.when.reasons(given) if each.fact != DAY_ASKED))
