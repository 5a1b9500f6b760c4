"""Wording fills the slots of a template for one profile in one language, with the body's own words where it has them.

Own words hold placeholders and nothing else that does something; what is wrong with them is said with its place.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kenbaar.decisions.decision import Decision
from kenbaar.decisions.profile import DataUsed, Profile, Term, Tongue, ValueKind, Wording
from kenbaar.letters.errors import LanguageNotOffered, Mistake, WordingNotRight
from kenbaar.letters.prose import NOTHING, Runs, Sentence, bound, paragraph_of, said
from kenbaar.letters.templates import Own, Template, cut, placeholders, template
from kenbaar.values import LocalText, both, text_in

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)


def mistakes_in(wording: Wording) -> tuple[Mistake, ...]:
    """Return what is wrong with the own words of a body; nothing when they can be used. Raises TemplateNotKnown."""
    return tuple(_mistakes(wording, template(wording.template)))


def _mistakes(wording: Wording, words: Template) -> Iterator[Mistake]:
    free = ", ".join(slot for slot, shape in words.slots.items() if shape.own)
    for slot, texts in wording.own.items():
        shape = words.slots.get(slot)
        if not shape or not shape.own:
            yield Mistake(
                slot,
                both(
                    f"Hier kunnen geen eigen woorden. Kies uit: {free}.",
                    f"No own words can stand here. Choose from: {free}.",
                ),
            )
            continue
        for language, text in texts.items():
            for sentence in _mistakes_in_text(text, shape.own, words.allowed(slot)):
                yield Mistake(f"{slot}.{language}", sentence)


def _mistakes_in_text(text: str, own: Own, allowed: frozenset[str]) -> Iterator[LocalText]:
    if len(text) > own.most:
        yield both(
            f"De tekst heeft {len(text)} tekens. Maak er hoogstens {own.most} van.",
            f"The text has {len(text)} characters. Make it {own.most} at most.",
        )
    try:
        used = placeholders(text)
    except ValueError:
        yield both(
            "Er staat een accolade die niet van een invulplek is. Haal haar weg, of schrijf de invulplek voluit.",
            "A brace stands here that is not of a placeholder. Remove it, or write the placeholder in full.",
        )
        return
    for name in sorted(set(used) - allowed):
        known = ", ".join(sorted(allowed))
        yield both(
            f"De invulplek {{{name}}} kan hier niet. Kies uit: {known}.",
            f"The placeholder {{{name}}} cannot stand here. Choose from: {known}.",
        )
    for name in own.needs:
        if text and name not in used:
            yield both(
                f"De invulplek {{{name}}} ontbreekt. Zet haar waar haar waarde moet staan.",
                f"The placeholder {{{name}}} lacks. Put it where its value has to stand.",
            )


class Words:
    """The words of one profile in one language. Raises what is wrong with the profile's wording; see `errors`.

    `say` gives a slot as a sentence, with its holes filled; None when something that it needs is empty.
    """

    def __init__(self, profile: Profile, language: str) -> None:
        if language not in profile.languages:
            raise LanguageNotOffered(language, tuple(profile.languages))
        if mistakes := mistakes_in(profile.wording):
            raise WordingNotRight(mistakes)
        self.tongue = Tongue(language)
        self._template = template(profile.wording.template)
        self._days: dict[dt.date, str] = {}  # many decisions share few days
        self._own = profile.wording.own
        self._outcomes = {each.id: each.label for each in profile.outcomes}
        self._classes = {each.id: each.label for each in profile.selection.classes} if profile.selection else {}
        self._general: Mapping[str, Sentence] = {
            "body": self.text(profile.responsible.name),
            "algorithm": self.text(profile.algorithm),
            "entry": said(profile.entry),
        }

    def say(self, slot: str, **values: Sentence) -> Sentence | None:
        """Return a slot with these values in it. A slot that only a body can fill, and did not, gives None."""
        own = self._own.get(slot, {}).get(self.tongue, "")
        sentence = cut(own) if own else self._template.sentences[slot, self.tongue]
        return bound(sentence, {**self._general, **values}) if sentence else None

    def word(self, slot: str, **values: str) -> str:
        """Return a short slot as text."""
        return paragraph_of([self.say(slot, **{name: said(value) for name, value in values.items()})]).text

    def text(self, texts: Mapping[str, str], *, strong: bool = False) -> Runs:
        """Return a text of the profile; one in another language, and marked so, where it lacks in this one."""
        text, language = text_in(texts, self.tongue)
        return said(text, strong=strong, language="" if language == self.tongue else language)

    def of_decision(self, decision: Decision) -> dict[str, Sentence]:
        """Return the values that a decision brings to every slot, by placeholder."""
        return {
            "reference": said(decision.reference),
            "decided_on": said(self.day(decision.decided_on)),
            "outcome": self._outcome(decision),
            "addressee": said(decision.addressee),
            "class": self.text(self._classes.get(decision.person_class, {}), strong=True),
        }

    def _outcome(self, decision: Decision) -> Runs:
        if decision.outcome in self._outcomes:
            return self.text(self._outcomes[decision.outcome])
        return self.written(decision.outcome, decision)

    def written(self, text: str, decision: Decision) -> Runs:
        """Return a text that a decision brought, in the language of that decision."""
        return said(text, language="" if decision.language == self.tongue else decision.language)

    def day(self, day: dt.date) -> str:
        """Return a date, written out."""
        if day not in self._days:
            self._days[day] = self._written_out(day)
        return self._days[day]

    def _written_out(self, day: dt.date) -> str:
        slot = "first_of_month" if day.day == 1 else "day_of_month"
        month = self.word(_MONTHS[day.month - 1])
        return self.word(slot, day=str(day.day), month=month, year=str(day.year))

    def term(self, term: Term) -> str:
        """Return how long a term is: `6 weeks`."""
        return self.word(f"{term.unit}_{'one' if term.count == 1 else 'many'}", count=str(term.count))

    def number(self, text: str) -> str:
        """Return a decimal text as it is written in this language: 12345.50 becomes 12.345,50."""
        whole, point, fraction = text.lstrip("-").partition(".")
        # Four digits stay together: 2026 may be a year.
        grouped = f"{int(whole):,}".replace(",", self.word("thousands")) if len(whole) > 4 else whole
        sign = "\u2212" if text.startswith("-") else ""
        return f"{sign}{grouped}{self.word('decimal') if point else ''}{fraction}"

    def value(self, data: DataUsed, decision: Decision) -> Runs:
        """Return a value of a decision as people read it; nothing where the decision has none."""
        text = decision.values.get(data.id, "")
        if not text:
            return NOTHING
        unit = self.text(data.unit)
        match data.kind:
            case ValueKind.MONEY:
                return self._amount(text, unit)
            case ValueKind.NUMBER:
                return self.with_unit(text, unit)
            case ValueKind.DATE:
                return said(self.day(dt.date.fromisoformat(text)))
            case ValueKind.YES_NO:
                return said(self.word(text))
            case ValueKind.CHOICE:
                return self.text(next(option.label for option in data.options if option.id == text))
            case _:
                return self.written(text, decision)

    def with_unit(self, text: str, unit: Runs) -> Runs:
        """Return a number with its unit behind it."""
        return (*said(self.number(text)), *said_after(unit))

    def _amount(self, text: str, unit: Runs) -> Runs:
        if unit:  # a currency of its own
            return self.with_unit(text, unit)
        return said(self.word("money", amount=self.number(text)))


def said_after(unit: Runs) -> Runs:
    """Return a unit as it stands behind a number: after a space at which no line ends."""
    return tuple(replace(run, text=f"\u00a0{run.text}") for run in unit)
