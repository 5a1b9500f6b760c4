"""From facts to what is told about them, in one step, for whoever asks: by the law that ships with Kenbaar."""

import datetime as dt
from typing import Any

from kenbaar.law.classifying import classify
from kenbaar.law.comparing import Change, Comparison, Found, compared, day_before_text
from kenbaar.law.reading import law_book
from kenbaar.law.results import Classification
from kenbaar.law.telling import duty_told, outcome_told, told
from kenbaar.rules.answers import Sheet

Json = dict[str, Any]
AI_ACT = "ai_act"


def classified(facts: Sheet, *, on: dt.date, known: dt.date) -> Classification:
    """Return what the law, as known on a day, says about a system on a day."""
    return classify(law_book().at(known), facts, on=on, known=known)


def told_of(facts: Sheet, *, on: dt.date, known: dt.date, compare_texts: bool = False) -> Json:
    """Return a classification as data; `compare_texts` adds what an earlier text of the AI Act would have said."""
    found = classified(facts, on=on, known=known)
    if not compare_texts:
        return told(found)
    return {**told(found), "compared": text_comparison(facts, found)}


def compared_with_text_before(facts: Sheet, now: Classification) -> Comparison | None:
    """Return what differs from the text of the AI Act before the one of `now`; None when that is the first."""
    day = day_before_text(law_book(), law=AI_ACT, known=now.known)
    return None if day is None else compared(classified(facts, on=now.on, known=day), now, law=AI_ACT)


def text_comparison(facts: Sheet, now: Classification) -> Json | None:
    """Return the same as data."""
    difference = compared_with_text_before(facts, now)
    return None if difference is None else comparison_told(difference, law=AI_ACT)


def comparison_told(difference: Comparison, *, law: str) -> Json:
    """Return a comparison as data: an outcome or duty that does not hold under a text is null there."""
    return {
        "law": law,
        "then": _side(difference.then),
        "now": _side(difference.now),
        "same_class": difference.same_class,
        "outcomes": [_change(each, ("certainty", "applies")) for each in difference.outcomes],
        "duties": [
            _change(each, ("certainty", "effective_from", "binds_this_organisation_from", "applies"))
            for each in difference.duties
        ],
    }


def _side(found: Classification) -> Json:
    whole = told(found)
    return {key: whole[key] for key in ("known", "text", "class", "classes", "settled", "roles", "fria", "eu_database")}


def _change(change: Change[Found], fields: tuple[str, ...]) -> Json:
    then, now = _found_told(change.then), _found_told(change.now)
    present = now or then or {}
    return {
        "id": present["id"],
        "label": present["label"],
        "then": {key: then[key] for key in fields} if then else None,
        "now": {key: now[key] for key in fields} if now else None,
    }


def _found_told(found: Any) -> Json | None:
    if found is None:
        return None
    return duty_told(found) if hasattr(found, "starts") else outcome_told(found)
