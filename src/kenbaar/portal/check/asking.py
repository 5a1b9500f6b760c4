"""A question as a page shows it: its field, what stands in it, what is wrong with that, and the law beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kenbaar.assessments.words.places import Place, PlaceTold, places_in
from kenbaar.law.asking import PageToAsk
from kenbaar.law.shapes import Act
from kenbaar.portal.check.carried import Carried
from kenbaar.portal.check.fields import DONT_KNOW, Mistake, field_of, shown_in
from kenbaar.rules.facts import Fact, FactType, vocabulary
from kenbaar.values import LocalText, both

_YES_NO = (("yes", both("Ja", "Yes")), ("no", both("Nee", "No")))


@dataclass(frozen=True, slots=True)
class Way:
    """One of the answers that can be chosen."""

    value: str
    label: LocalText
    help: LocalText | None = None
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A question on a page. `texts` are what stands in its fields; `wrong_at` the id of the field to mend."""

    fact: Fact
    field: str
    ways: tuple[Way, ...]
    texts: tuple[str, ...]
    places: tuple[Place, ...]
    mistake: Mistake | None

    @property
    def several(self) -> bool:
        """Say whether more than one answer can be chosen."""
        return self.fact.type is FactType.CHOICES

    @property
    def kind(self) -> str:
        """The kind of field: `choose`, `date` or `number`."""
        return {FactType.DATE: "date", FactType.NUMBER: "number"}.get(self.fact.type, "choose")

    def say_places(self, language: str) -> tuple[PlaceTold, ...]:
        """Return the places in the law, in a language."""
        return tuple(PlaceTold(place.text.to(language), place.url) for place in self.places)

    @property
    def dont_know(self) -> bool:
        """Say whether they said that they do not know."""
        return DONT_KNOW in self.texts

    @property
    def number(self) -> str:
        """What stands in the field of a number."""
        return next((text for text in self.texts if text != DONT_KNOW), "")

    @property
    def wrong_at(self) -> str:
        """The id of the field where the mistake can be mended."""
        if self.kind == "choose":
            return f"{self.field}.1"
        return f"{self.field}.{(self.mistake.part if self.mistake else '') or 'number'}"


def shown_questions(
    asked: PageToAsk, carried: Carried, mistakes: Mapping[str, Mistake], acts: Mapping[str, Act]
) -> tuple[Shown, ...]:
    """Return the questions of a page as they are shown."""
    return tuple(_shown(asked, carried, mistakes, acts))


def _shown(
    asked: PageToAsk, carried: Carried, mistakes: Mapping[str, Mistake], acts: Mapping[str, Act]
) -> Iterator[Shown]:
    for question in asked.questions:
        fact = vocabulary()[question.fact]
        yield Shown(
            fact=fact,
            field=field_of(fact.id),
            ways=tuple(_ways(fact, acts)),
            texts=shown_in(fact, carried),
            places=places_in(fact.source, acts),
            mistake=mistakes.get(fact.id),
        )


def _ways(fact: Fact, acts: Mapping[str, Act]) -> Iterator[Way]:
    if fact.type is FactType.YES_NO:
        yield from (Way(value, label) for value, label in _YES_NO)
    for option in fact.options:
        yield Way(option.id, option.label, option.help, places_in(option.provision, acts))
