"""Facts about a system, for whoever asks about one decision of it."""

from kenbaar.rules.answers import Sheet, known

_DECIDES = "decides_about_people"


def of_a_decision(facts: Sheet) -> Sheet:
    """Return facts for which a decision is there: unless they say themselves that there is none."""
    return facts if _DECIDES in facts else facts.with_answers({_DECIDES: known(True)})
