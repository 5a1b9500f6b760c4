"""How much of one decision the algorithm did, which is not always what its profile says of most."""

from enum import StrEnum

from kenbaar.decisions.decision import Decision
from kenbaar.decisions.profile import Automation, Profile


class Taken(StrEnum):
    """How a decision was taken, as far as that is known.

    `reviewed` is one that a computer takes alone as a rule, and of which the body says what a human did this time: it
    is not solely automated (GDPR art. 22(1)), and who took it in the end is not for us to say.
    """

    SOLE = "sole"
    REVIEWED = "reviewed"
    SUPPORT = "support"
    NONE = "none"


def how_taken(profile: Profile, decision: Decision | None) -> Taken:
    """Return how a decision was taken; without one, how decisions of the profile are."""
    if decision is not None and decision.human and profile.automation is Automation.SOLE:
        return Taken.REVIEWED
    return Taken(profile.automation.value)
