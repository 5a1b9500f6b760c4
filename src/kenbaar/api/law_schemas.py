"""The shapes of what the law says. `docs/reference/classification.md` explains each field and lists the ids."""

from typing import Any

from ninja import Schema
from pydantic import Field

Text = dict[str, str]
_DAY = "YYYY-MM-DD"


class Bound(Schema):
    """From when something binds this organisation for this system."""

    binds_this_organisation_from: str | None = Field(description=_DAY + ", or null: see `never` and `candidates`")
    never: bool = Field(description="it is settled that it does not bind")
    at_earliest: bool = Field(description="the own first day of use is not known and may come later")
    certainty: str = Field(description="how sure the day is; that of an outcome or duty says whether it is there")
    article: str
    amended_by: str | None = Field(description="id of the text of the law that brought the day, when an amendment did")
    why: Text | None
    missing: list[str] = Field(description="facts that can still change the day")
    candidates: list[str] = Field(description="days that are still possible, or `never`")


class ReadingOut(Bound):
    """The days in one reading of a law that lawyers read in several ways."""

    id: str
    preferred: bool
    text: Text | None
    from_: str = Field(alias="from")


class Applies(Bound):
    """From when something applies: by the letter, in effect, and for this organisation."""

    formal_from: str
    effective_from: str
    contested: bool
    readings: list[ReadingOut]


class Contested(Schema):
    """One of the readings of a rule about which lawyers disagree."""

    id: str
    preferred: bool
    text: Text


class Sourced(Schema):
    """Where something was read, and how sure that is: verified, secondary, unverified."""

    source: str
    confidence: str


class OutcomeOut(Sourced):
    """An outcome: a class, role, or something that is needed."""

    id: str
    kind: str
    certainty: str = Field(description="certain, assumed, open, assumed_not or ruled_out")
    label: Text
    text: Text | None
    articles: list[str]
    reasons: list[dict[str, Any]]
    missing: list[str]
    applies: Applies | None
    contested: list[Contested] | None
    says: dict[str, str] = {}


class DutyOut(Sourced):
    """A duty."""

    id: str
    law: str
    article: str
    topic: str
    roles: list[str]
    certainty: str
    label: Text
    text: Text | None
    evidence: list[Text]
    formal_from: str | None
    effective_from: str | None
    binds_this_organisation_from: str | None
    applies: Applies | None
    missing: list[str]
    fine: str | None
    contested: list[Contested] | None
    note: Text | None


class FineOut(Sourced):
    """A fine that a breach can cost."""

    id: str
    law: str
    article: str
    label: Text
    certainty: str
    amount_eur: int | None
    percent_of_turnover: int | None
    for_articles: list[str]
    missing: list[str]
    note: Text | None


class NoticeFieldOut(Sourced):
    """What one regime says about one field of a notice."""

    field: str
    label: Text
    level: str
    regime: str
    status: str = Field(description="mandatory, on_request, public or policy")
    article: str
    where: list[str] = Field(description="places of which one is enough: see docs/reference/notice-format.md")
    certainty: str
    binds_from: str | None
    early: bool
    if_missing: str
    missing: list[str]
    note: Text | None


class Needed(Schema):
    """Whether something is needed."""

    required: str = Field(description="yes, no or open")
    certain: bool
    sections: list[str]
    articles: list[str]
    applies: Applies | None
    missing: list[str]


class Category(Schema):
    """The category in the Dutch register."""

    category: str | None = Field(description="null for who has none, such as a private body")
    certainty: str
    could_still_be: list[str]
    why: Text | None = Field(description="what the category stands for, or why there is none")


class ContradictionOut(Schema):
    """Answers that cannot all be right; they change nothing in the outcome."""

    id: str
    facts: list[str] = Field(description="the facts to look at again")
    text: Text


class TextOut(Schema):
    """The text of the AI Act that was gone by."""

    id: str
    title: Text


class Asking(Schema):
    """What was asked: the days, the text of the AI Act, and digests of the law and the facts."""

    id: str | int | None = None
    on: str
    known: str
    text: TextOut | None
    law: dict[str, str]
    facts: dict[str, str]


class DutiesOut(Asking):
    """The duties, and the facts that can still change something."""

    duties: list[DutyOut]
    ask_next: list[str]


class ClassificationOut(Asking):
    """Everything that the law says about a system."""

    class_: str | None = Field(alias="class", description="the weightiest class that holds")
    classes: list[str]
    settled: bool = Field(description="no further answer can change the class")
    contested: list[str] = Field(description="outcomes about which, or about the day of which, lawyers disagree here")
    could_still_be: list[str]
    roles: list[str]
    transparency: list[str] = Field(description="paragraphs of article 50 that apply")
    fria: Needed
    eu_database: Needed
    dutch_category: Category
    outcomes: list[OutcomeOut]
    duties: list[DutyOut]
    fines: list[FineOut]
    notices: list[NoticeFieldOut]
    assumed: dict[str, Any]
    contradictions: list[ContradictionOut]
    ask_next: list[str]
    compared: dict[str, Any] | None = None


class NoticeFindingOut(Sourced):
    """What one regime asks of one field of a notice, and what it means that it is told or lacks."""

    field: str
    label: Text
    level: str
    regime: str
    status: str = Field(description="mandatory, on_request, public or policy")
    article: str
    means: str = Field(
        description="null_risk, breach, breach_no_automatic_nullity, incomplete, unsure, withheld, awaits_decision, "
        "fulfilled, early_voluntary, not_yet or policy"
    )
    told: bool
    where: list[str] = Field(description="places of which one is enough")
    elsewhere: list[str] = Field(description="places where it is told, when the law asks for others")
    lacks_in: list[str] = Field(description="languages in which it is not told where it should be")
    in_own_letter: bool = Field(description="the body says that its own letter tells it; nobody looked")
    withheld: bool
    certainty: str
    depends_on: list[str] = Field(description="facts that can still change whether it is owed")
    binds_from: str | None
    note: Text | None


class RegimeCheckOut(Schema):
    """What a notice comes to for one set of rules."""

    regime: str
    label: Text
    verdict: str = Field(description="lacks, unsure, complete or nothing_owed")


class NoticeCheckOut(Schema):
    """What the law asks of a notice on a day, and what lacks."""

    id: str | int | None = None
    on: str
    known: str
    law: dict[str, str]
    facts: dict[str, str]
    verdict: str = Field(description="lacks, unsure, complete or nothing_owed")
    means: Text
    regimes: list[RegimeCheckOut]
    findings: list[NoticeFindingOut]
    ask_next: list[str] = Field(description="facts that decide what is unsure")
    assumed: list[str] = Field(description="facts that nobody answered and that count in what lacks")
    remarks: list[dict[str, Any]]


class VocabularyOut(Schema):
    """All facts, by section."""

    law: dict[str, str]
    sections: list[dict[str, Any]]


class QuestionnaireLine(Schema):
    """Which questionnaire it is. `digest` is the SHA-256 of its file: what was filled in can be proved by it."""

    id: str
    version: str
    title: Text
    digest: str
    questions: int
    links: dict[str, str]


class QuestionnaireOut(QuestionnaireLine):
    """A whole questionnaire, with conditions as in `docs/reference/questionnaires.md`."""

    pages: list[dict[str, Any]]
    endings: list[dict[str, Any]]
