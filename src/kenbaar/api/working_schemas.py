"""The shapes of the working copy of an entry, of what is sent to change it, and of what is arranged about it."""

import datetime as dt
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

from kenbaar.api.reading_bodies import Sent
from kenbaar.api.schemas import BodyRef
from kenbaar.register.lifecycle import Access

FactId = Annotated[str, Field(min_length=1, max_length=80)]
Answer = dict[str, Any]
_ANSWER = 'a value or an honest blank, such as `{"value": true}` or `{"blank": "unknown"}`'
# SQLite and PostgreSQL refuse larger ones.
Number = Annotated[int, Field(ge=0, le=2**31 - 1)]


class EntryIn(Sent):
    """A new entry. With a `key` of your own system, sending it again gives the entry that is there."""

    facts: dict[FactId, Answer] = Field(max_length=500, description=f"per fact {_ANSWER}")
    key: str | None = Field(None, min_length=1, max_length=120, description="what your system knows it by")


class EntryThereOut(Schema):
    """The entry that is there already under a key."""

    reference: str


class ChangeIn(Sent):
    """A change of one fact."""

    fact: FactId
    answer: Answer | None = Field(description=f"{_ANSWER}; null takes the answer away")
    seen: str = Field(
        max_length=64, description="`seen` of the working copy that you changed; empty for a fact without an answer"
    )
    source: str = Field("", max_length=120, description="where the answer comes from, when nobody typed it")


class ChangesIn(Sent):
    """Changes that are saved together: all of them or, where one does not fit, none."""

    changes: list[ChangeIn] = Field(min_length=1, max_length=500)


class ConflictOut(Schema):
    """Words that came too late: somebody else had changed the same fact. They are kept until somebody chooses."""

    number: int
    fact: str
    late: Answer | None = Field(description="the answer that came too late, or null for taking the answer away")
    there: Answer | None = Field(description="the answer that is there; only for a token with `entries:read`")
    seen: str = Field(description="of these two answers, what to send back when you choose; as `there`")
    by: str
    at: dt.datetime


class WorkingCopyOut(Schema):
    """What an entry says in the making: the draft or, without one, the latest version."""

    reference: str
    state: str
    access: str
    body: BodyRef
    is_draft: bool
    revision: int = Field(description="how often somebody wrote in the draft; 0 without a draft")
    base_version: int | None = Field(description="the version from which the draft began")
    facts: dict[str, Answer]
    seen: dict[str, str] = Field(description="per fact what to send back as `seen` with a change")
    origins: dict[str, dict[str, str]] = Field(description="per fact who gave the answer (by), when (at), and from")
    conflicts: list[ConflictOut]


class SavedOut(Schema):
    """What came of changes."""

    reference: str
    revision: int
    saved: list[str] = Field(description="facts that were saved; one that said the same already is not among them")
    seen: dict[str, str] = Field(description="per fact that was sent its `seen` from now on; in a conflict, yours")
    conflicts: list[ConflictOut] = Field(description="changes that came too late; choose at `/conflicts/{number}`")


class ChoiceIn(Sent):
    """Which of two answers stays."""

    keep: Literal["late", "there"]
    seen: str = Field(max_length=64, description="`seen` of the conflict that you looked at")


class ColleagueIn(Sent):
    """Somebody with a role at your body, by e-mail address."""

    email: str = Field(min_length=3, max_length=254)


class OwnerIn(Sent):
    """Who looks after an entry, by e-mail address; null for nobody."""

    email: str | None = Field(min_length=3, max_length=254)


class AccessIn(Sent):
    """Who may see an entry."""

    access: Access


class ArrangementOut(Schema):
    """Who looks after an entry and who may see it. People have numbers here, and no names."""

    reference: str
    access: str = Field(description="public, internal or restricted")
    owner: int | None = Field(description="number of the person who looks after it")
    readers: list[int] = Field(description="numbers of the people who see it while it is restricted")


class OwnVersionLine(Schema):
    """A version of an entry of your body."""

    version: int
    digest: str
    written_by: str
    written_at: dt.datetime
    authors: list[str] = Field(description="all who wrote in it since the public version before it")
    was_public: bool


class OwnVersionOut(OwnVersionLine):
    """What a version of an entry of your body says, also what is not public."""

    reference: str
    facts: dict[str, Answer]
    origins: dict[str, dict[str, str]]


class SegmentOut(Schema):
    """A run of words with one fate."""

    kind: str = Field(description="same, added or removed")
    text: str


class DifferenceOut(Schema):
    """A fact whose answer differs; `language` is empty for a fact without language."""

    fact: str
    kind: str = Field(description="added, removed, or same where both sides have words")
    language: str
    segments: list[SegmentOut]


class DifferencesOut(Schema):
    """What differs between two versions; `new` is null for the working copy."""

    reference: str
    old: int
    new: int | None
    differences: list[DifferenceOut]


class FindingOut(Schema):
    """A field that a standard misses or refuses."""

    kind: str
    field: str
    fact: str
    message: dict[str, str]
    remedy: dict[str, str]


class CompletenessOut(Schema):
    """How far the working copy fills a standard. `share` is a percentage of the fields that are asked for."""

    standard: str
    share: int
    fields: int
    lacking: int = Field(description="required fields that are still empty")
    findings: list[FindingOut]


class ClassificationKept(Schema):
    """What is kept about a version; `summary` is described in `docs/reference/stored-classifications.md`."""

    reference: str
    version: int
    number: int
    class_: str | None = Field(alias="class")
    settled: bool
    summary: dict[str, Any]
    law: str = Field(description="digest of the law that was asked")
    on: dt.date
    at: dt.datetime
    by: str


class AcceptIn(Sent):
    """A proposal that is accepted. `seen` comes from the list of proposals."""

    fact: FactId
    seen: str = Field(max_length=64)


class AnswersIn(Sent):
    """Answers to what a version of a template proposes."""

    version: Number
    accept: list[AcceptIn] = Field([], max_length=500)
    decline: list[FactId] = Field([], max_length=500)


class AnswersOut(Schema):
    """Facts that were accepted and declined, and those that somebody else changed first."""

    accepted: list[str]
    declined: list[str]
    changed: list[str]


class TemplateIn(Sent):
    """A template to follow."""

    keeper: str = Field(min_length=1, max_length=120)
    template: str = Field(min_length=1, max_length=80)
