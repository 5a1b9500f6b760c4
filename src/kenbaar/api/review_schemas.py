"""The shapes of reviews: what lies there, what stands in the way, what was said of it, and what is sent."""

import datetime as dt

from ninja import Schema
from pydantic import Field

from kenbaar.api.reading_bodies import Sent
from kenbaar.api.working_schemas import FactId, Number


class ReviewOut(Schema):
    """A version that was handed in, and what became of it."""

    reference: str
    version: int
    stage: str = Field(description="asked, changes_asked, approved, published, superseded or taken_back")
    class_: str = Field(alias="class", description="what the law said when it was handed in; empty while that is open")
    asked_by: str
    asked_at: dt.datetime
    note: str
    target_on: dt.date
    planned_on: dt.date | None
    approved_by: str
    waits_for_central_check: bool
    answer: str = Field(description="what who wants changes wrote back")
    held: str = Field(description="why a publication that was decided on did not go through: role or gate")


class PointOut(Schema):
    """One thing that stands in the way, or that who approves should know."""

    id: str
    message: dict[str, str]
    remedy: dict[str, str]
    facts: list[str]


class CommentOut(Schema):
    """Something that somebody says of an entry, or of one fact of it."""

    number: int
    fact: str
    text: str
    by: str
    at: dt.datetime
    parent: int | None
    blocking: bool
    with_central: bool = Field(description="it is between the body and the central reviewer")
    resolved_by: str
    resolved_at: dt.datetime | None


class DossierOut(Schema):
    """The review of an entry; `review` is the one in hand, else the last one, or null."""

    reference: str
    state: str
    review: ReviewOut | None
    blocks: list[PointOut]
    warnings: list[PointOut]
    comments: list[CommentOut]
    can: dict[str, bool] = Field(description="what this token may do now")


class QueueLineOut(Schema):
    """An entry that waits for a decision."""

    reference: str
    name: dict[str, str]
    stage: str
    class_: str = Field(alias="class")
    asked_by: str
    asked_at: dt.datetime
    target_on: dt.date
    late: bool
    own: bool = Field(description="this token wrote in it or handed it in")


class QueueOut(Schema):
    """A page of what waits, the nearest target day first."""

    total: int
    page: int
    items: list[QueueLineOut]


class AskIn(Sent):
    """What who reviews should know, and the day by which one hopes to hear."""

    note: str = Field("", max_length=4000)
    target_on: dt.date | None = None


class ChangesAskedIn(Sent):
    """What should change; may be empty when an open comment says so."""

    answer: str = Field("", max_length=4000)


class ApprovalIn(Sent):
    """The day of publication; at once unless said."""

    planned_on: dt.date | None = None


class WithdrawalIn(Sent):
    """The reason that the page of the entry will show, per language; Dutch is needed."""

    reason: dict[str, str] = Field(max_length=2)


class CommentIn(Sent):
    """A comment on the entry, on one `fact` of it, or in answer to `parent`."""

    text: str = Field(min_length=1, max_length=4000)
    fact: FactId | None = None
    parent: Number | None = None
    blocking: bool = Field(False, description="publication waits for it; for a token with `entries:approve`")
