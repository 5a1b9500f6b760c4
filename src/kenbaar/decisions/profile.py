"""A notice profile: what holds for every decision of one kind in which an algorithm took part.

The fields follow `facts/law.md` section 5 (N01 to N37); each shape says which of them it fills. A profile is content of
a body: it comes from people or files and is hostile until it was read here. It is approved like an entry, then frozen.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from kenbaar.law.term_shapes import TermUnit
from kenbaar.ledger.canonical import canonical_bytes
from kenbaar.values import Frozen

# Long enough for an explanation of a page, short enough that nobody stores a book in a profile.
MOST_CHARACTERS = 4000
MOST_OF_A_KIND = 60


class Tongue(StrEnum):
    """A language in which people get a notice, as its ISO 639-1 code."""

    NL = "nl"
    EN = "en"
    FR = "fr"


class Automation(StrEnum):
    """How much of the decision the algorithm takes (N08); the values are those of the fact `automation`."""

    NONE = "none"
    SUPPORT = "support"
    SOLE = "sole"


def _in_known_tongues(texts: Mapping[str, str]) -> Mapping[str, str]:
    unknown = sorted(set(texts) - set(Tongue))
    if unknown:
        raise PydanticCustomError("unknown_tongue", "{named}: a notice is written in nl, en and fr", _named(unknown))
    return texts


def _named(ids: Iterable[str]) -> dict[str, Any]:
    return {"named": ", ".join(each[:40] for each in ids)}


_Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=MOST_CHARACTERS)]
# A text per language; a language without a text is left out.
Texts = Annotated[Mapping[str, _Text], AfterValidator(_in_known_tongues)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
FieldId = Annotated[str, StringConstraints(pattern=r"^N(0[1-9]|[12]\d|3[0-7])$")]
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=250)]
# What becomes a link leads to the web, and nowhere else.
Link = Annotated[str, StringConstraints(strip_whitespace=True, max_length=250, pattern=r"^(https?://[^\s<>\"]+)?$")]
DECIMAL = r"^(-?\d{1,9}(\.\d{1,6})?)?$"
Figure = Annotated[str, StringConstraints(strip_whitespace=True, pattern=DECIMAL)]


class ValueKind(StrEnum):
    """What a value of a decision is. Amounts, numbers and dates are written as text, so that all agree on the bytes."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    YES_NO = "yes_no"
    CHOICE = "choice"


class Option(Frozen):
    """One of the values of a choice."""

    id: Id
    label: Texts


class DataUsed(Frozen):
    """Something that the algorithm knows of the person (N10): what it is, where it comes from, and how its values look.

    `unit` stands behind a number ("years"). `least` and `most` bound a number or an amount, as text. A value that is
    `required` is in every decision.
    """

    id: Id
    label: Texts
    meaning: Texts = Field(default_factory=dict)
    source: Texts
    kind: ValueKind = ValueKind.TEXT
    unit: Texts = Field(default_factory=dict)
    options: tuple[Option, ...] = Field((), max_length=MOST_OF_A_KIND)
    least: Figure = ""
    most: Figure = ""
    required: bool = True

    @model_validator(mode="after")
    def _fits_its_kind(self) -> "DataUsed":
        if (self.kind is ValueKind.CHOICE) != bool(self.options):
            raise PydanticCustomError("options_of_choice", "a choice, and nothing else, has options")
        if (self.least or self.most) and self.kind not in {ValueKind.NUMBER, ValueKind.MONEY}:
            raise PydanticCustomError("bounds_of_figure", "a number or an amount, and nothing else, has bounds")
        if self.least and self.most and Decimal(self.least) > Decimal(self.most):
            raise PydanticCustomError("bounds_crossed", "the least is more than the most")
        _need_once(each.id for each in self.options)
        return self


class Parameter(Frozen):
    """Something that weighs in the outcome (N11): what it is, how it weighs, and from which data it comes.

    `weight` is the weight in general, as a decimal text ("0.25"), empty where there is none; `unit` the unit of the
    contribution that a decision brings ("points").
    """

    id: Id
    label: Texts
    meaning: Texts
    weight: Figure = ""
    unit: Texts = Field(default_factory=dict)
    data: tuple[Id, ...] = ()


class Basis(StrEnum):
    """Why a body tells something: because the law asks it, or because it chose to."""

    LAW = "law"
    POLICY = "policy"


class PersonClass(Frozen):
    """A class into which the algorithm puts persons ("selected for a check")."""

    id: Id
    label: Texts
    meaning: Texts


class Selection(Frozen):
    """Telling a person in which class they were put, and why (N27, N35): as law or as policy, whichever it is."""

    classes: tuple[PersonClass, ...] = Field(min_length=1, max_length=MOST_OF_A_KIND)
    basis: Basis
    article: Line = ""

    @model_validator(mode="after")
    def _names_the_law(self) -> "Selection":
        if (self.basis is Basis.LAW) != bool(self.article):
            raise PydanticCustomError("article_of_law", "law, and nothing else, names its article")
        _need_once(each.id for each in self.classes)
        return self


class RouteKind(StrEnum):
    """What somebody can do: N03/N04 explanation, N17 review, N25 objection and court, N05 and N28 complaint, N30."""

    EXPLANATION = "explanation"
    CORRECTION = "correction"
    HUMAN_REVIEW = "human_review"
    OBJECTION = "objection"
    COURT = "court"
    ACCESS_COMMISSION = "access_commission"
    COMPLAINT = "complaint"
    DATA_PROTECTION_AUTHORITY = "data_protection_authority"
    MARKET_SURVEILLANCE = "market_surveillance"
    OMBUDSMAN = "ombudsman"


class TermStart(StrEnum):
    """After what a term starts: the decision, or the answer to what one asked the body first (or its silence)."""

    DECISION = "decision"
    ANSWER = "answer"


class Term(Frozen):
    """Within how long; it starts on the day after that of the decision or of the answer."""

    count: int = Field(ge=1, le=120)
    unit: TermUnit
    after: TermStart = TermStart.DECISION


class Channel(StrEnum):
    """How one reaches a body."""

    POST = "post"
    WEB = "web"
    EMAIL = "email"
    PHONE = "phone"
    DESK = "desk"


class Reach(Frozen):
    """One channel with its address, number or https link."""

    channel: Channel
    address: Annotated[Line, Field(min_length=1)]

    @model_validator(mode="after")
    def _leads_to_the_web(self) -> "Reach":
        if self.channel is Channel.WEB and not re.fullmatch(r"https://[^\s<>\"]+", self.address):
            raise PydanticCustomError("web_address", "a web address begins with https:// and has no spaces")
        return self


class Route(Frozen):
    """Something that a person can do: at which body, within which term, how, and what it costs (empty: nothing)."""

    kind: RouteKind
    body: Texts
    term: Term | None = None
    ways: tuple[Reach, ...] = Field((), max_length=6)
    note: Texts = Field(default_factory=dict)
    cost: Texts = Field(default_factory=dict)


class LetterField(StrEnum):
    """What the letter with the decision can tell by itself: main elements, reasons, remedies, what a human did."""

    MAIN_ELEMENTS = "N21"
    REASONS = "N24"
    REMEDY = "N25"
    HUMAN_USE = "N29"
    RECOURSE = "N30"


class Withheld(Frozen):
    """A part that is not told (N33), and the article that allows it. `fields` are those that it takes away from."""

    what: Texts
    law: Line
    article: Line
    fields: tuple[FieldId, ...] = ()


class Responsible(Frozen):
    """Who is responsible (N06): the body and how to reach it, and the data protection officer."""

    name: Texts
    contact: tuple[Reach, ...] = Field((), max_length=6)
    officer: tuple[Reach, ...] = Field((), max_length=6)


class Wording(Frozen):
    """With which words of `letters` it is written; `own` has own paragraphs of the body, by slot and language.

    Own words may hold placeholders of `letters` and no code.
    """

    template: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}/\d{1,4}$")]
    own: Mapping[Id, Texts] = Field(default_factory=dict)


class Profile(Frozen):
    """What holds for every decision of one kind. Texts that a law asks for and that lack are for the checker to find.

    `high_risk` says that it is a high-risk AI system, and that people are told so (N19).
    `entry` is the reference of the entry in the register, `version` the number of its version, `public_page` its
    address there (N14). `facts` are the answers of that version that the law looks at: values by fact.
    `ai_statement` is what people hear who deal with AI (N23). `in_letter` are the fields that the body writes in its
    own letter, which Kenbaar does not see.
    """

    format: Literal["kenbaar-profile/1"] = "kenbaar-profile/1"
    name: Texts
    languages: tuple[Tongue, ...] = Field(min_length=1, max_length=3)
    entry: Line
    version: int = Field(ge=1)
    public_page: Link = ""
    facts: Mapping[str, object] = Field(default_factory=dict)
    responsible: Responsible
    algorithm: Texts
    purpose: Texts = Field(default_factory=dict)
    automation: Automation
    high_risk: bool = False
    contribution: Texts = Field(default_factory=dict)
    data: tuple[DataUsed, ...] = Field((), max_length=MOST_OF_A_KIND)
    parameters: tuple[Parameter, ...] = Field((), max_length=MOST_OF_A_KIND)
    operations: Texts = Field(default_factory=dict)
    logic: Texts = Field(default_factory=dict)
    consequences: Texts = Field(default_factory=dict)
    human_part: Texts = Field(default_factory=dict)
    sole_ground: Texts = Field(default_factory=dict)
    choices: Texts = Field(default_factory=dict)
    ai_statement: Texts = Field(default_factory=dict)
    beforehand: Texts = Field(default_factory=dict)
    workers: Texts = Field(default_factory=dict)
    accessibility: Texts = Field(default_factory=dict)
    fria_summary: Link = ""
    dpia_summary: Link = ""
    selection: Selection | None = None
    routes: tuple[Route, ...] = Field((), max_length=20)
    withheld: tuple[Withheld, ...] = Field((), max_length=20)
    in_letter: tuple[LetterField, ...] = ()
    outcomes: tuple[Option, ...] = Field((), max_length=MOST_OF_A_KIND)
    wording: Wording

    @model_validator(mode="after")
    def _is_whole(self) -> "Profile":
        for ids in (self.data, self.parameters, self.outcomes):
            _need_once(each.id for each in ids)
        known = {each.id for each in self.data}
        if unknown := {name for parameter in self.parameters for name in parameter.data} - known:
            raise PydanticCustomError(
                "unknown_data", "a parameter names data that are not there: {named}", _named(sorted(unknown))
            )
        return self

    @cached_property
    def data_by_id(self) -> Mapping[str, DataUsed]:
        """The data by their id."""
        return {each.id: each for each in self.data}

    @cached_property
    def parameters_by_id(self) -> Mapping[str, Parameter]:
        """The parameters by their id."""
        return {each.id: each for each in self.parameters}

    def content(self) -> dict[str, Any]:
        """Return the profile as JSON: what lacks is left out."""
        return self.model_dump(mode="json", exclude_none=True)

    def digest(self) -> str:
        """Return the SHA-256 of the canonical bytes of the content, in hexadecimal."""
        return hashlib.sha256(canonical_bytes(self.content())).hexdigest()


def _need_once(ids: Iterable[str]) -> None:
    """Refuse an id that stands there twice."""
    if twice := [each for each, count in Counter(ids).items() if count > 1]:
        raise PydanticCustomError("id_twice", "{named}: this id stands there twice", _named(twice))
