"""The mention: the short text that stands in the decision itself.

It says that an algorithm took part, what for, how to get the explanation, and what one can do. In France these are the
five elements of article R311-3-1-1 of the code of relations between the public and the administration; the degree, the
data and the weights are owed on request, and stand in the explanation (see `explaining`).
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from kenbaar.decisions.decision import Decision
from kenbaar.decisions.profile import Profile, RouteKind
from kenbaar.letters.automation import Taken, how_taken
from kenbaar.letters.prose import NOTHING, Hole, Paragraph, Run, Runs, Sentence, paragraph_of, said, smoothed
from kenbaar.letters.qr import link_of
from kenbaar.letters.routes import route_ends, route_sentences, ways_of
from kenbaar.letters.terms import Postponing, never_postponed
from kenbaar.letters.wording import Words

# What a person needs at once; where to complain is told in one sentence, and in full in the explanation.
_IN_FULL = (RouteKind.ACCESS_COMMISSION, RouteKind.HUMAN_REVIEW, RouteKind.OBJECTION, RouteKind.COURT)
_COMPLAINTS = (
    RouteKind.COMPLAINT,
    RouteKind.DATA_PROTECTION_AUTHORITY,
    RouteKind.MARKET_SURVEILLANCE,
    RouteKind.OMBUDSMAN,
)
_OF_A_DECISION = ("reference", "decided_on", "outcome", "addressee", "class", "last_day")


@dataclass(frozen=True, slots=True)
class Mention:
    """The mention of one decision. `language` is that of its words.

    For a word processor or a letter system there are plain paragraphs (`paragraphs`, each with a `text`): one paragraph
    of theirs for each.
    """

    language: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        """The mention as text, with an empty line between paragraphs."""
        return "\n\n".join(each.text for each in self.paragraphs)

    @property
    def html(self) -> str:
        """The mention as HTML: one `div` with paragraphs, links and emphasis; no script and no style."""
        return f'<div lang="{self.language}">{"".join(each.html for each in self.paragraphs)}</div>'


def mention(
    profile: Profile,
    decision: Decision | None,
    language: str,
    *,
    code: str,
    address: str,
    postponing: Postponing = never_postponed,
) -> Mention:
    """Return the mention of a decision; without one, a preview that shows where its own values come.

    `code` is the code of the notice as people type it, `address` the https address where they do. `postponing` moves a
    last day that is no working day, by the day of the decision. Raises what is wrong with the wording of the profile
    (see `errors`).
    """
    return Mentions(profile, language, address=address, postponing=postponing).of(decision, code=code)


class Mentions:
    """The mention of a profile in a language, made ready once for many decisions; what it asks is as `mention`."""

    def __init__(
        self, profile: Profile, language: str, *, address: str, postponing: Postponing = never_postponed
    ) -> None:
        self._profile, self._address, self._postponing = profile, address, postponing
        self._words = Words(profile, language)
        self._paragraphs: dict[Taken, list[list[Sentence]]] = {}
        # At once: what is wrong with the words must be heard before there is a decision.
        self._planned(how_taken(profile, None))

    def of(self, decision: Decision | None, *, code: str) -> Mention:
        """Return the mention of a decision, or a preview."""
        values = self._values(decision) if decision else self._preview()
        values["code"] = said(code, strong=True)
        values["address"] = address_said(self._address, code)
        made = (paragraph_of(sentences, values) for sentences in self._planned(how_taken(self._profile, decision)))
        return Mention(self._words.tongue, tuple(each for each in made if each.runs))

    def _planned(self, taken: Taken) -> list[list[Sentence]]:
        if taken not in self._paragraphs:
            plan = self._plan(taken)
            self._paragraphs[taken] = [[smoothed(each) for each in paragraph if each] for paragraph in plan]
        return self._paragraphs[taken]

    def _plan(self, taken: Taken) -> Iterator[list[Sentence | None]]:
        profile, words = self._profile, self._words
        yield [words.say("mention_opening")]
        yield [
            words.say("this_decision"),
            words.say(f"decided_{taken}"),
            words.say("high_risk") if profile.high_risk else None,
            words.say("purpose", purpose=words.text(profile.purpose)),
            words.say("in_class") if profile.selection else None,
        ]
        kinds = {route.kind for route in profile.routes}
        yield [
            words.say("right_to_rules" if RouteKind.ACCESS_COMMISSION in kinds else "may_ask"),
            words.say("read_it"),
            *self._routes(RouteKind.EXPLANATION, "ask_it"),
        ]
        for kind in _IN_FULL:
            yield self._routes(kind)
        if any(route.kind in _IN_FULL and route.term for route in profile.routes):
            yield [words.say("days_counted")]
        yield [
            words.say("responsible"),
            words.say("reach_us", ways=ways_of(words, profile.responsible.contact)),
            words.say("officer", officer=ways_of(words, profile.responsible.officer)),
            words.say("complaints", bodies=self._bodies()),
        ]
        yield [words.say("mention_closing")]

    def _routes(self, kind: RouteKind, first: str = "") -> list[Sentence | None]:
        found = ((number, route) for number, route in enumerate(self._profile.routes) if route.kind is kind)
        return [
            sentence
            for number, route in found
            for sentence in route_sentences(self._words, route, (Hole(f"last_day_{number}"),), first=first)
        ]

    def _bodies(self) -> Sentence:
        names = [self._words.text(route.body) for route in self._profile.routes if route.kind in _COMPLAINTS]
        runs: list[Run] = []
        for name in filter(None, names):
            runs += [Run(self._words.word("or")), *name] if runs else name
        return tuple(runs)

    def _values(self, decision: Decision) -> dict[str, Sentence]:
        return self._words.of_decision(decision) | self._last_days(decision.decided_on)

    def _last_days(self, decided_on: dt.date) -> dict[str, Sentence]:
        postponed = self._postponing(decided_on)
        ends = {number: route_ends(route, decided_on, postponed) for number, route in enumerate(self._profile.routes)}
        return {f"last_day_{number}": said(self._words.day(day)) for number, day in ends.items() if day}

    def _preview(self) -> dict[str, Sentence]:
        held = {name: self._words.say(f"preview_{name}") or NOTHING for name in _OF_A_DECISION}
        return held | {f"last_day_{number}": held["last_day"] for number in range(len(self._profile.routes))}


def address_said(address: str, code: str) -> Runs:
    """Return where the code is typed; as a link it brings the code along."""
    return said(address.removeprefix("https://"), link=link_of(address, code))
