"""The vocabulary: every fact that an entry can hold, with its type, labels, help and who may see it.

The facts themselves are data in `content/vocabulary/`; this module gives them a shape and refuses a broken file.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from pydantic import ValidationError, model_validator

from kenbaar.rules.content_files import ContentError, explained, load_yaml
from kenbaar.values import Frozen, LocalText


class FactType(StrEnum):
    """What kind of value a fact has; `answers.py` says how each kind is written down."""

    TEXT = "text"
    LINE = "line"
    URL = "url"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    DATE = "date"
    NUMBER = "number"
    MONEY = "money"
    RECORDS = "records"


class Visibility(StrEnum):
    """Who may see an answer: everyone, the body and its supervisors, or named persons only."""

    PUBLIC = "public"
    INTERNAL = "internal"
    RESTRICTED = "restricted"


class Option(Frozen):
    """One of the values that a choice allows.

    `provision` is the place in the law that it stands for. An option that stands `alone` ("none of these") cannot be
    chosen together with another.
    """

    id: str
    label: LocalText
    help: LocalText | None = None
    provision: str = ""
    alone: bool = False


class Part(Frozen):
    """A column of a fact that is a list of records. Only flat types: records do not nest."""

    id: str
    type: FactType
    label: LocalText

    @model_validator(mode="after")
    def _flat(self) -> "Part":
        if self.type not in {FactType.TEXT, FactType.LINE, FactType.URL, FactType.DATE, FactType.NUMBER}:
            raise ValueError(f"part {self.id!r} has type {self.type}: a record holds flat values only")
        return self


class Fact(Frozen):
    """Something that can be known about an algorithm and its use. `unit` names what a number counts."""

    id: str
    type: FactType
    label: LocalText
    help: LocalText
    visibility: Visibility = Visibility.PUBLIC
    options: tuple[Option, ...] = ()
    parts: tuple[Part, ...] = ()
    unit: LocalText | None = None
    source: str = ""

    @model_validator(mode="after")
    def _consistent(self) -> "Fact":
        if (self.type in {FactType.CHOICE, FactType.CHOICES}) != bool(self.options):
            raise ValueError(f"fact {self.id!r}: options belong to a choice, and a choice has options")
        if (self.type is FactType.RECORDS) != bool(self.parts):
            raise ValueError(f"fact {self.id!r}: parts belong to a list of records, and such a list has parts")
        for ids in ([option.id for option in self.options], [part.id for part in self.parts]):
            if len(ids) != len(set(ids)):
                raise ValueError(f"fact {self.id!r}: an option or part is named twice")
        if self.type is FactType.CHOICE and any(option.alone for option in self.options):
            raise ValueError(f"fact {self.id!r}: of a single choice every option stands alone; leave that out")
        if self.unit is not None and self.type is not FactType.NUMBER:
            raise ValueError(f"fact {self.id!r}: a unit belongs to a number")
        return self

    def option(self, option_id: str) -> Option | None:
        """Return the option with this id, or None."""
        return next((option for option in self.options if option.id == option_id), None)

    def part(self, part_id: str) -> Part | None:
        """Return the part with this id, or None."""
        return next((part for part in self.parts if part.id == part_id), None)


class Section(Frozen):
    """A group of facts as a person fills them in or reads them."""

    id: str
    label: LocalText
    facts: tuple[Fact, ...]


class VocabularyError(Exception):
    """A vocabulary file is broken; the message names the file, the place and the remedy."""


class Vocabulary:
    """All facts by id, in reading order."""

    def __init__(self, sections: tuple[Section, ...]) -> None:
        self.sections = sections
        facts: dict[str, Fact] = {}
        for section in sections:
            for fact in section.facts:
                if fact.id in facts:
                    raise VocabularyError(f"Fact {fact.id!r} is defined twice; keep one of the two.")
                facts[fact.id] = fact
        self._facts: Mapping[str, Fact] = MappingProxyType(facts)

    def __getitem__(self, fact_id: str) -> Fact:
        return self._facts[fact_id]

    def __contains__(self, fact_id: object) -> bool:
        return fact_id in self._facts

    def __iter__(self) -> Iterator[Fact]:
        return iter(self._facts.values())

    def __len__(self) -> int:
        return len(self._facts)


def read_vocabulary(folder: Traversable) -> Vocabulary:
    """Read every `*.yaml` in `folder`, one section a file, in the order of the file names.

    Raises VocabularyError when a file does not fit the shape above.
    """
    sections = []
    for file in sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name):
        data = None
        try:
            data = load_yaml(file.read_bytes())
            sections.append(Section.model_validate(data))
        except ContentError as error:
            raise VocabularyError(f"{file.name} cannot be read as a section of facts: {error}") from error
        except ValidationError as error:
            raise VocabularyError(f"{file.name} is no section of facts: {explained(error, data)}") from error
    return Vocabulary(tuple(sections))


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary that ships with Kenbaar."""
    return read_vocabulary(files("kenbaar.content").joinpath("vocabulary"))
