"""How much of one decision the algorithm did, which is not always what its profile says of most."""

from kenbaar.decisions.decision import Decision
from kenbaar.decisions.profile import Automation, Profile


def automation_of(profile: Profile, decision: Decision | None) -> Automation:
    """Return how a decision was taken; without one, how decisions of the profile are.

    Where a human took part, it was not taken by a computer alone (GDPR art. 22(1): "solely").
    """
    if decision is not None and decision.human and profile.automation is Automation.SOLE:
        return Automation.SUPPORT
    return profile.automation
