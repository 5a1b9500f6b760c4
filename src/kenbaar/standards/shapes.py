"""What a field of a register standard is: its limits, options and the fact that holds its content.

It refuses a field that does not fit its fact; which fields a standard has is up to `fields`.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property

import pydantic

from kenbaar.rules.facts import Fact, FactType, vocabulary
from kenbaar.values import Frozen, Language, LocalText


class Match(StrEnum):
    """How a field relates to the fact that holds its content (the words of SKOS). NONE has no fact."""

    EXACT = "exact"
    CLOSE = "close"
    BROADER = "broader"
    NARROWER = "narrower"
    NONE = "none"


class Shape(StrEnum):
    """What a field looks like in a record."""

    TEXT = "text"
    URL = "url"
    CONTACT = "contact"
    MONTH = "month"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    RECORDS = "records"
    NUMBER = "number"


LISTS = frozenset({Shape.CHOICES, Shape.RECORDS})

# A text-like shape can fill any text-like fact; the rest goes to its own kind.
_TEXTS = {FactType.TEXT, FactType.LINE, FactType.URL}
_FITS: Mapping[Shape, set[FactType]] = {
    Shape.TEXT: _TEXTS,
    Shape.URL: _TEXTS,
    Shape.CONTACT: _TEXTS,
    Shape.MONTH: {FactType.DATE},
    Shape.DATE: {FactType.DATE},
    Shape.CHOICE: {FactType.CHOICE},
    Shape.CHOICES: {FactType.CHOICES},
    Shape.YES_NO: {FactType.YES_NO},
    Shape.RECORDS: {FactType.RECORDS},
    Shape.NUMBER: {FactType.NUMBER},
}


class Authority(StrEnum):
    """Which of a standard's own sources rules, where they disagree (Publicatiestandaard 1.0 has three)."""

    API = "api"
    SCHEMA = "schema"
    MANUAL = "manual"


class Spelling(Frozen):
    """How a standard spells an option of a fact: first per language, then what else occurs in real files.

    `option` is empty for an option of the standard that no option of the fact stands for.
    """

    option: str
    nl: str
    en: str
    also: tuple[str, ...] = ()


class FieldPart(Frozen):
    """A column of a field that is a list. `known` are titles that the standard recommends, in any language."""

    id: str
    max_length: int | None = None
    limits: dict[Authority, int] = pydantic.Field(default_factory=dict)
    required: bool = False
    headers: tuple[str, ...] = ()
    known: tuple[str, ...] = ()


class Field(Frozen):
    """A field of a standard. `max_length` counts characters after HTML is taken out.

    `limits`, `required_by` and `shown_by` hold what the standard's other sources say, where they differ. `open` says
    that the standard allows own words where the fact has options. `fact` is empty for what no fact stands for; `part`
    names the column of a list that the field fills. `default` is what a record holds when nobody says anything else.
    """

    id: str
    group: str
    shape: Shape
    label: LocalText
    help: LocalText | None = None
    max_length: int | None = None
    limits: dict[Authority, int] = pydantic.Field(default_factory=dict)
    required: bool = False
    required_by: dict[Authority, bool] = pydantic.Field(default_factory=dict)
    always_shown: bool = False
    shown_by: dict[Authority, bool] = pydantic.Field(default_factory=dict)
    headers: tuple[str, ...] = ()
    open: bool = False
    default: str = ""
    fact: str = ""
    part: str = ""
    match: Match = Match.EXACT
    options: tuple[Spelling, ...] = ()
    parts: tuple[FieldPart, ...] = ()

    def limit(self, by: Authority = Authority.API) -> int | None:
        """Return how many characters fit, according to `by`; None when it sets no limit."""
        return self.limits.get(by, self.max_length)

    def is_required(self, by: Authority = Authority.API) -> bool:
        """Say whether `by` wants this field filled in."""
        return self.required_by.get(by, self.required)

    @cached_property
    def guidance(self) -> LocalText | None:
        """How to fill the field in: the standard's own help, else that of its fact."""
        return self.help or (vocabulary()[self.fact].help if self.fact else None)

    @cached_property
    def fact_type(self) -> FactType | None:
        """The type of the fact, or of the column of its list, that the field fills; None without a fact."""
        if not self.fact:
            return None
        part = vocabulary()[self.fact].part(self.part) if self.part else None
        return part.type if part else vocabulary()[self.fact].type

    @cached_property
    def spellings(self) -> Mapping[str, str]:
        """Every known spelling of an option, folded, to its id."""
        return {
            folded(text): spelling.option
            for spelling in self.options
            for text in (spelling.nl, spelling.en, *spelling.also)
        }

    @cached_property
    def commas(self) -> int:
        """The most commas in one option: a list that is split at commas has that many pieces to join again."""
        return max((spelling.count(",") for spelling in self.spellings), default=0)

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """The recommended titles of a list, longest first."""
        return tuple(sorted((title for part in self.parts for title in part.known), key=len, reverse=True))

    @cached_property
    def part_types(self) -> Mapping[str, FactType]:
        """The columns of a list with the type of each."""
        fact = vocabulary()[self.fact]
        return {part.id: kind.type for part in self.parts if (kind := fact.part(part.id)) is not None}

    def spelled(self, option: str, language: str) -> str | None:
        """Return how the standard spells an option, or None when it does not know it."""
        spelling = self._by_option.get(option)
        if spelling is None:
            return None
        return spelling.en if language == Language.EN else spelling.nl

    @cached_property
    def tells(self) -> Mapping[str, Language]:
        """The spellings of options, folded, that exist in one language only, to that language."""
        told: dict[str, Language] = {}
        for spelling in self.options:
            if folded(spelling.nl) != folded(spelling.en):
                told |= {folded(spelling.nl): Language.NL, folded(spelling.en): Language.EN}
        return told

    @cached_property
    def _by_option(self) -> Mapping[str, Spelling]:
        return {spelling.option: spelling for spelling in reversed(self.options) if spelling.option}

    @pydantic.model_validator(mode="after")
    def _fits_its_fact(self) -> "Field":
        if bool(self.fact) == (self.match is Match.NONE):
            raise ValueError("a field without a fact has match none, and only such a field")
        if not self.fact:
            if self.help is None:
                raise ValueError("a field without a fact needs help of its own")
            return self
        if self.fact not in vocabulary():
            raise ValueError(f"the fact {self.fact!r} is not in the vocabulary")
        fact = vocabulary()[self.fact]
        self._check_type(fact)
        if missing := {part.id for part in self.parts} - {part.id for part in fact.parts}:
            raise ValueError(f"{self.fact!r} has no parts {sorted(missing)}")
        options = {"yes", "no"} if fact.type is FactType.YES_NO else {option.id for option in fact.options}
        if unknown := {spelling.option for spelling in self.options} - options - {""}:
            raise ValueError(f"{self.fact!r} has no options {sorted(unknown)}")
        return self

    def _check_type(self, fact: Fact) -> None:
        if self.part and fact.part(self.part) is None:
            raise ValueError(f"{self.fact!r} has no part {self.part!r}")
        kinds = _FITS[self.shape]
        if self.fact_type not in kinds:
            raise ValueError(f"shape {self.shape} does not fit {self.fact!r}, which is {self.fact_type}")
        if bool(self.options) != (self.shape in {Shape.CHOICE, Shape.CHOICES, Shape.YES_NO}):
            raise ValueError("options belong to a choice or yes_no, and each of those has options")
        if bool(self.parts) != (self.shape is Shape.RECORDS):
            raise ValueError("parts belong to a list of records, and such a list has parts")


def folded(text: str) -> str:
    """Return a text as it is compared: without case and without surplus white space."""
    return " ".join(text.replace("_", " ").split()).casefold()
