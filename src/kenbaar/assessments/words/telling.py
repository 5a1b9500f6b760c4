"""How the result speaks, in one language: days, answers, places in the law, and how sure something is."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import override

from kenbaar.assessments.words.places import Place, PlaceTold, place_of, places_in
from kenbaar.law.knowing import Certainty
from kenbaar.law.reading import law_book
from kenbaar.law.results import Classification
from kenbaar.law.shapes import Act, Contested, Text
from kenbaar.rules.answers import Answer, Sheet
from kenbaar.rules.facts import Fact, FactType, vocabulary
from kenbaar.values import LocalText, both

CERTAINTY: Mapping[Certainty, LocalText] = {
    Certainty.CERTAIN: both("Zeker", "Certain"),
    Certainty.ASSUMED: both("Aangenomen", "Assumed"),
    Certainty.OPEN: both("Nog open", "Still open"),
    Certainty.ASSUMED_NOT: both("Aangenomen van niet", "Assumed not to be so"),
    Certainty.RULED_OUT: both("Nee", "No"),
}
DONT_KNOW = both("Weet ik niet", "I do not know")
_YES, _NO = both("Ja", "Yes"), both("Nee", "No")


@dataclass(frozen=True, slots=True)
class Ask:
    """A fact that is missing: its question, and the page where it is asked; empty where no page asks it."""

    fact: str
    question: str
    page: str
    settles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerTold:
    """A question with its answer. `assumed` says that nobody gave it and that the law takes it for granted."""

    question: str
    answer: str
    assumed: bool = False
    places: tuple[PlaceTold, ...] = ()
    page: str = ""


@dataclass(frozen=True, slots=True)
class ReadingTold:
    """One way in which lawyers read the law. Kenbaar goes by the preferred one."""

    text: str
    preferred: bool
    day: str = ""


class Teller:
    """Says things in one language, for one set of answers. `page_of` says where each fact is asked."""

    def __init__(
        self, found: Classification, sheet: Sheet, *, language: str, on: dt.date, page_of: Mapping[str, str]
    ) -> None:
        self.found, self.sheet, self.language, self.on = found, sheet, language, on
        self.acts: Mapping[str, Act] = found.acts
        self._amendments = law_book().at(found.known).amendments
        self._page_of = page_of

    def say(self, text: LocalText | None) -> str:
        """Return a text in the language."""
        return text.to(self.language) if text else ""

    def day(self, day: dt.date) -> str:
        """Write a day in words."""
        return _day(day, self.language)

    def amount(self, number: int) -> str:
        """Write a whole number with its thousands apart."""
        return f"{number:,}" if self.language == "en" else f"{number:,}".replace(",", ".")

    def certainty(self, certainty: Certainty) -> str:
        """Say how sure something is."""
        return self.say(CERTAINTY[certainty])

    def place(self, article: str, law: str, *, since: dt.date | None = None) -> PlaceTold:
        """Return the place of an article; of one that is known `since` an amendment, the place in the amending act."""
        text = self._amendments.get(since) if since else None
        return self.place_in(article, law, text if text and text.law == law else None)

    def place_in(self, article: str, law: str, text: Text | None) -> PlaceTold:
        """Return the place of an article, with the address of the act that amended it when there is one."""
        place = self._told(place_of(article, law, self.acts))
        if text is None or text.act is None:
            return place
        amended = both(f"gewijzigd door {text.act.nl}", f"amended by {text.act.en}")
        return PlaceTold(f"{place.text} ({self.say(amended)})", text.url)

    def places(self, source: str) -> tuple[PlaceTold, ...]:
        """Return the places in the source of a fact or an option."""
        return tuple(map(self._told, places_in(source, self.acts)))

    def _told(self, place: Place) -> PlaceTold:
        return PlaceTold(self.say(place.text), place.url)

    def asks(self, missing: Iterable[str]) -> tuple[Ask, ...]:
        """Return the questions behind facts that are missing."""
        return tuple(self.ask(fact) for fact in missing)

    def ask(self, fact_id: str, settles: tuple[str, ...] = ()) -> Ask:
        """Return the question behind a fact."""
        return Ask(fact_id, self.say(vocabulary()[fact_id].label), self._page_of.get(fact_id, ""), settles)

    def readings(self, contested: Contested | None) -> tuple[ReadingTold, ...]:
        """Return the readings of something that lawyers disagree about."""
        several = contested.readings if contested else ()
        return tuple(ReadingTold(self.say(each.text), each.preferred) for each in several)

    def answered(self, fact_id: str, *, provisions: Iterable[str] = ()) -> AnswerTold | None:
        """Return a question with the answer that was given or assumed; None where there is neither."""
        fact = vocabulary()[fact_id]
        answer = self.sheet.get(fact_id)
        page = self._page_of.get(fact_id, "")
        places = tuple(place for provision in provisions for place in self.places(provision))
        if answer is not None and "value" in answer:
            return AnswerTold(self.say(fact.label), self.answer(fact, answer), places=places, page=page)
        if fact_id in self.found.assumed:
            value = self.answer(fact, {"value": self.found.assumed[fact_id]})
            return AnswerTold(self.say(fact.label), value, assumed=True, places=places, page=page)
        return None

    def answer(self, fact: Fact, answer: Answer) -> str:
        """Write an answer in words."""
        if "value" not in answer:
            return self.say(DONT_KNOW)
        return "; ".join(self._parts(fact, answer["value"]))

    def _parts(self, fact: Fact, value: Any) -> Iterator[str]:
        match fact.type:
            case FactType.YES_NO:
                yield self.say(_YES if value else _NO)
            case FactType.CHOICE | FactType.CHOICES:
                for chosen in value if isinstance(value, list) else [value]:
                    option = fact.option(chosen)
                    yield self.say(option.label) if option else str(chosen)
            case FactType.DATE:
                yield self.partial_day(str(value))
            case FactType.NUMBER:
                unit = f" {self.say(fact.unit)}" if fact.unit else ""
                yield f"{self.amount(value)}{unit}"
            case _:
                yield str(value)

    def partial_day(self, text: str) -> str:
        """Write a day that may lack its day or month."""
        year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
        if not month:
            return str(year)
        return _day(dt.date(year, month, day or 1), self.language, "j F Y" if day else "F Y")


@lru_cache(maxsize=1024)
def _day(day: dt.date, language: str, form: str = "j F Y") -> str:
    with override(language):
        return date_format(day, form)
