"""The explanation: everything that is told about one decision, in the order in which people ask.

What was decided, what the algorithm did, with which data, what weighed how much, in which group somebody was put, what
a human did, what one can do and until when, what is kept back, why it is told, and how to check it.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from kenbaar.decisions.decision import Decision
from kenbaar.decisions.profile import Basis, Parameter, Profile
from kenbaar.decisions.telling import told
from kenbaar.law.notice_shapes import Place
from kenbaar.letters.automation import Taken, how_taken
from kenbaar.letters.bases import Because
from kenbaar.letters.explanation import Bar, Explanation, RouteTold, Section, Table
from kenbaar.letters.prose import Paragraph, Run, Runs, Sentence, paragraph_of, said
from kenbaar.letters.routes import route_ends, route_sentences, ways_of
from kenbaar.letters.terms import Postponed, as_it_falls
from kenbaar.letters.wording import Words

# Laws that are called otherwise in other languages, as the files of law call them, with their slot.
_LAWS = {"GDPR": "law_gdpr", "AI Act": "law_ai_act"}

_SHOWN_IN = frozenset((Place.MENTION, Place.LINKED))


@dataclass(frozen=True, slots=True)
class Proof:
    """Where a notice stands in the log: the number of its leaf, its commitment (hex), and the day it was issued (UTC).

    `check` is the https address of the page where anybody can check it.
    """

    number: int
    commitment: str
    issued_on: dt.date
    check: str = ""


class Happening(NamedTuple):
    """What happened to a notice: `withdrawn`, or `corrected` by the notice with another number (`follower`)."""

    step: str
    on: dt.date
    follower: int | None


def explain(
    profile: Profile,
    decision: Decision,
    language: str,
    *,
    bases: Mapping[str, Because] | None = None,
    proof: Proof | None = None,
    postponed: Postponed = as_it_falls,
    happened: Sequence[Happening] = (),
) -> Explanation:
    """Return the explanation of a decision, and before it what happened to its notice since.

    `bases` says for each field that is told why (see `bases`); without it, nothing is said about that. `postponed`
    moves a last day that is no working day. Raises what is wrong with the wording of the profile (see `errors`).
    """
    made = _Explaining(profile, decision, language, bases=bases or {}, proof=proof, postponed=postponed)
    return made.whole(happened)


class _Explaining:
    def __init__(
        self,
        profile: Profile,
        decision: Decision,
        language: str,
        *,
        bases: Mapping[str, Because],
        proof: Proof | None,
        postponed: Postponed,
    ) -> None:
        self.profile, self.decision, self.bases = profile, decision, bases
        self.taken = how_taken(profile, decision)
        self.proof, self.postponed = proof, postponed
        self.words = Words(profile, language)
        self.of_decision = self.words.of_decision(decision)

    def whole(self, happened: Sequence[Happening]) -> Explanation:
        return Explanation(
            language=self.words.tongue,
            title=self.words.word("title"),
            about=paragraph_of(self._say("about")).text,
            body=Paragraph(self.words.text(self.profile.responsible.name)).text,
            decided_on=self.decision.decided_on,
            opening=paragraph_of(self._say("explanation_opening")),
            sections=tuple(each for each in self._sections() if not each.empty),
            closing=paragraph_of(self._say("explanation_closing")),
            happened=tuple(map(self._happened, happened)),
        )

    def _happened(self, happening: Happening) -> Paragraph:
        day, number = said(self.words.day(happening.on)), said(str(happening.follower or ""))
        return paragraph_of(self._say(f"happened_{happening.step}", day=day, number=number))

    def _sections(self) -> Iterator[Section]:
        yield self._decided()
        yield self._algorithm()
        yield self._data()
        yield self._weights()
        yield self._class()
        yield self._human()
        yield self._routes()
        yield self._withheld()
        yield self._why()
        yield self._more()
        yield self._proven()

    def _decided(self) -> Section:
        decision, say = self.decision, self._say
        return self._section(
            "decided",
            [*say("taken"), *say("addressed")],
            say("outcome"),
            say("reasons", reasons=self._written(decision.reasons)),
            say("consequences", consequences=self.words.text(self.profile.consequences)),
        )

    def _algorithm(self) -> Section:
        profile, say, text = self.profile, self._say, self.words.text
        return self._section(
            "algorithm",
            [*say(f"decided_{self.taken}"), *(say("high_risk") if profile.high_risk else ())],
            [text(profile.ai_statement)],
            say("purpose", purpose=text(profile.purpose)),
            say("contribution", contribution=text(profile.contribution)),
            say("logic", logic=text(profile.logic)),
            say("operations", operations=text(profile.operations)),
            say("choices", choices=text(profile.choices)),
            say("sole_ground", sole_ground=text(profile.sole_ground)) if self.taken is Taken.SOLE else [],
            say("settings", settings=self._written(self.decision.settings)),
            [text(profile.beforehand)],
            [text(profile.workers)],
        )

    def _data(self) -> Section:
        words = self.words
        rows = tuple(
            (
                self._named(data.label, data.meaning),
                Paragraph(words.value(data, self.decision) or said(words.word("not_used"))),
                Paragraph(words.text(data.source)),
            )
            for data in self.profile.data
        )
        columns = ("data_what", "data_value", "data_source")
        return self._section("data", self._say("data_used") if rows else [], table=self._table(columns, rows))

    def _weights(self) -> Section:
        parameters, brought = self.profile.parameters, self.decision.contributions
        if not parameters:
            return self._section("weights")
        columns = {"weight_what": [Paragraph(self.words.text(each.label)) for each in parameters]}
        columns["weight_how"] = [Paragraph(self.words.text(each.meaning)) for each in parameters]
        if any(each.weight for each in parameters):
            columns["weight_general"] = [Paragraph(self._figure(each.weight)) for each in parameters]
        if brought:
            columns["weight_here"] = [Paragraph(self._contribution(each)) for each in parameters]
        bars = tuple(self._bars())
        return self._section(
            "weights",
            self._say("weights_told" if brought else "weights_general"),
            table=self._table(columns, tuple(zip(*columns.values(), strict=True))),
            bars_told=paragraph_of(self._say("bars_told")) if bars else None,
            bars=bars,
        )

    def _bars(self) -> Iterator[Bar]:
        brought = [each for each in self.profile.parameters if self.decision.contributions.get(each.id)]
        if len({self.words.text(each.unit) for each in brought}) > 1:
            # Euros and points have no length in common: the table says what each is.
            return
        shares = {each.id: Fraction(self.decision.contributions[each.id]) for each in brought}
        longest = max(map(abs, shares.values()), default=Fraction(0))
        for each in brought if longest else ():
            share = round(1000 * shares[each.id] / longest)
            yield Bar(Paragraph(self.words.text(each.label)), Paragraph(self._contribution(each)), share)

    def _contribution(self, parameter: Parameter) -> Runs:
        return self._figure(self.decision.contributions.get(parameter.id, ""), parameter.unit)

    def _figure(self, text: str, unit: Mapping[str, str] | None = None) -> Runs:
        return self.words.with_unit(text, self.words.text(unit or {})) if text else ()

    def _class(self) -> Section:
        selection, words = self.profile.selection, self.words
        classes = {each.id: each for each in selection.classes} if selection else {}
        chosen = classes.get(self.decision.person_class)
        if not selection or not chosen:
            return self._section("class")
        because = "class_by_law" if selection.basis is Basis.LAW else "class_by_policy"
        return self._section(
            "class",
            self._say("in_class"),
            self._say("class_meaning", meaning=words.text(chosen.meaning)),
            self._say(because, article=said(selection.article)),
        )

    def _human(self) -> Section:
        alone = self._say("no_human") if self.taken is Taken.SOLE else []
        here = self._say("human_here", human=self._written(self.decision.human))
        return self._section("human", alone, [self.words.text(self.profile.human_part)], here)

    def _routes(self) -> Section:
        routes = tuple(self._routes_told())
        counted = any(each.last_day for each in routes)
        return self._section("routes", self._say("days_counted") if counted else [], routes=routes)

    def _routes_told(self) -> Iterator[RouteTold]:
        for route in self.profile.routes:
            ends = route_ends(route, self.decision.decided_on, self.postponed)
            until = said(self.words.day(ends)) if ends else ()
            yield RouteTold(route.kind, paragraph_of(route_sentences(self.words, route, until)), ends)

    def _withheld(self) -> Section:
        return self._section(
            "withheld",
            *(
                self._say("withheld", what=self.words.text(each.what), law=said(each.law), article=said(each.article))
                for each in self.profile.withheld
            ),
        )

    def _why(self) -> Section:
        fields = told(self.profile, self.decision)
        shown = {name for name, each in fields.items() if each.words and not _SHOWN_IN.isdisjoint(each.places)}
        rows = tuple(
            (Paragraph(said(self.words.word(f"field_{field.lower()}"))), paragraph_of([self._because(why)]))
            for field, why in self.bases.items()
            if field in shown
        )
        table = self._table(("why_what", "why_because"), rows)
        return self._section("why", self._say("why_told") if rows else [], table=table)

    def _because(self, why: Because) -> Sentence | None:
        articles = said("; ".join(map(self._article, why.articles)))
        if why.basis is Basis.LAW:
            return self.words.say("asked_on_request" if why.on_request else "asked_by_law", articles=articles)
        if not why.articles:
            return self.words.say("asked_by_policy")
        if why.since:
            return self.words.say("asked_later", day=said(self.words.day(why.since)), articles=articles)
        return self.words.say("asked_some_day", articles=articles)

    def _article(self, article: str) -> str:
        for name, slot in _LAWS.items():
            article = article.replace(name, self.words.word(slot))
        return article

    def _more(self) -> Section:
        profile, say = self.profile, self._say
        link = profile.public_page
        return self._section(
            "more",
            [
                *say("registered", register=said(link, link=link)),
                *say("registered_version", version=said(str(profile.version))),
            ],
            [
                *say("responsible"),
                *say("reach_us", ways=ways_of(self.words, profile.responsible.contact)),
                *say("officer", officer=ways_of(self.words, profile.responsible.officer)),
            ],
            say("fria", summary=said(profile.fria_summary, link=profile.fria_summary)),
            say("dpia", summary=said(profile.dpia_summary, link=profile.dpia_summary)),
            [self.words.text(profile.accessibility)],
        )

    def _proven(self) -> Section:
        proof, say = self.proof, self._say
        if not proof:
            return self._section("proof")
        return self._section(
            "proof",
            say("proof", issued_at=said(self.words.day(proof.issued_on)), number=said(str(proof.number))),
            say("commitment", commitment=said(proof.commitment)),
            say("check_it", check=said(proof.check, link=proof.check)),
        )

    def _written(self, text: str) -> Runs:
        return self.words.written(text, self.decision)

    def _named(self, label: Mapping[str, str], meaning: Mapping[str, str]) -> Paragraph:
        """Return what something is called, and what it is."""
        name, told = self.words.text(label, strong=True), self.words.text(meaning)
        return Paragraph((*name, Run("\n"), *told) if told else name)

    def _say(self, slot: str, **values: Sentence) -> list[Sentence]:
        sentence = self.words.say(slot, **self.of_decision, **values)
        return [sentence] if sentence else []

    def _section(
        self,
        name: str,
        *paragraphs: list[Sentence],
        table: Table | None = None,
        bars_told: Paragraph | None = None,
        bars: tuple[Bar, ...] = (),
        routes: tuple[RouteTold, ...] = (),
    ) -> Section:
        made = tuple(each for each in map(paragraph_of, paragraphs) if each.runs)
        return Section(name, self.words.word(f"heading_{name}"), made, table, bars_told, bars, routes)

    def _table(self, columns: Iterable[str], rows: tuple[tuple[Paragraph, ...], ...]) -> Table | None:
        return Table(tuple(map(self.words.word, columns)), rows) if rows else None
