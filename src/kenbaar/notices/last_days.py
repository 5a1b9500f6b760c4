"""Which days are free where a profile is used, so that a last day has one date in the letter and in the explanation."""

import datetime as dt
from functools import lru_cache

from kenbaar.decisions.describing import NoticeRefused, facts_of
from kenbaar.decisions.profile import Profile
from kenbaar.decisions.terms import postponed_by
from kenbaar.law.reading import law_book
from kenbaar.letters.terms import Postponed, Postponing
from kenbaar.rules.answers import Sheet

_MOST_DAYS = 1024


def facts_behind(profile: Profile) -> Sheet:
    """Return the facts that the law looks at; none where they fit the vocabulary no longer, years after the notice."""
    try:
        return facts_of(profile)
    except NoticeRefused:
        return Sheet({})


def postponing_of(profile: Profile) -> Postponing:
    """Return what gives, for the day of a decision, what moves a last day that is free by the law of that day."""
    facts = facts_behind(profile)

    @lru_cache(_MOST_DAYS)
    def postponed(decided_on: dt.date) -> Postponed:
        return postponed_by(law_book().at(decided_on), facts, on=decided_on)

    return postponed
