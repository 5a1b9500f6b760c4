"""Routes in words: what somebody can do, until when, how, and at what cost."""

import datetime as dt
from collections.abc import Sequence

from kenbaar.decisions.profile import Reach, Route, TermStart
from kenbaar.letters.prose import Hole, Run, Sentence, said
from kenbaar.letters.terms import Postponed, last_day
from kenbaar.letters.wording import Words


def route_sentences(words: Words, route: Route, until: Sentence, *, first: str = "") -> list[Sentence | None]:
    """Return the sentences about a route. `until` is its last day, or a hole for it; `first` another first slot."""
    return [
        words.say(first or f"route_{route.kind}", route_body=words.text(route.body)),
        when(words, route, until),
        words.say("ways", ways=ways_of(words, route.ways)),
        words.say("cost", cost=words.text(route.cost)),
        words.text(route.note),
    ]


def when(words: Words, route: Route, until: Sentence) -> Sentence | None:
    """Return until when a route is open; None when it has no term."""
    if not route.term:
        return None
    if route.term.after is TermStart.ANSWER:
        return words.say("within_answer", term=said(words.term(route.term)))
    return words.say("until_day", last_day=until)


def route_ends(route: Route, decided_on: dt.date, postponed: Postponed) -> dt.date | None:
    """Return the last day of a route; None when it has no term, or one that starts later."""
    if not route.term or route.term.after is TermStart.ANSWER:
        return None
    return last_day(route.term, decided_on, postponed=postponed)


def ways_of(words: Words, ways: Sequence[Reach]) -> Sentence:
    """Return how one reaches somebody, one way behind the other; a web address is a link."""
    told: list[Run | Hole] = []
    for way in ways:
        if sentence := words.say(f"by_{way.channel}", at=said(way.address, link=way.address)):
            told += [Run(words.word("or")), *sentence] if told else sentence
    return tuple(told)
