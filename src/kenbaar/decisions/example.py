"""A decision that is made up, so that people see what a letter looks like while they write its profile. Pure."""

import datetime as dt

from kenbaar.decisions.decision import Decision
from kenbaar.decisions.profile import DataUsed, Profile, Tongue, ValueKind

REFERENCE = "VB-2026-0001"
_OUTCOMES = {Tongue.NL: "Toegekend", Tongue.EN: "Granted", Tongue.FR: "Accordé"}
_TEXTS = {Tongue.NL: "een waarde", Tongue.EN: "a value", Tongue.FR: "une valeur"}
_FIGURES = {ValueKind.NUMBER: "3", ValueKind.MONEY: "1250.00", ValueKind.YES_NO: "yes"}


def example_decision(profile: Profile, language: str, *, on: dt.date) -> Decision:
    """Return a decision of this day with a value of each kind that the profile asks for."""
    return Decision(
        reference=REFERENCE,
        decided_on=on,
        language=language,
        outcome=profile.outcomes[0].id if profile.outcomes else _OUTCOMES[Tongue(language)],
        values={each.id: _value(each, language, on) for each in profile.data},
        contributions={each.id: each.weight or "1" for each in profile.parameters},
        person_class=profile.selection.classes[0].id if profile.selection else "",
    )


def _value(data: DataUsed, language: str, on: dt.date) -> str:
    match data.kind:
        case ValueKind.DATE:
            return on.isoformat()
        case ValueKind.CHOICE:
            return data.options[0].id
        case ValueKind.TEXT:
            return _TEXTS[Tongue(language)]
        case _:
            return data.least or data.most or _FIGURES[data.kind]
