"""The shapes of reviews: what lies there, what stands in the way, what was said of it, and what is sent."""

import datetime as dt
from typing import Annotated

from ninja import Schema
from pydantic import Field

from kenbaar.api.gate import PointOut
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


class CommentOut(Schema):
    """Something that somebody says of an entry, or of one fact of it."""

    number: int
    fact: str = Field(description="empty for what is about the entry as a whole")
    text: str
    by: str
    at: dt.datetime
    parent: int | None
    blocking: bool
    with_central: bool = Field(description="it is between the body and the central reviewer")
    resolved_by: str
    resolved_at: dt.datetime | None


class CanOut(Schema):
    """What a token may do now, by its roles and by where the entry stands; its scopes say where it is let in."""

    ask: bool
    take_back: bool
    review: bool = Field(description="ask for changes")
    approve: bool
    comment: bool
    block: bool
    withdraw: bool
    archive: bool
    why_not: str = Field(
        description="why this token, made to approve, may not: involved (nobody approves their own work) or gate"
    )


class DossierOut(Schema):
    """The review of an entry; `review` is the one in hand, else the last one, or null.

    `blocks` and `warnings` are about what was handed in and, while nothing is, about the working copy.
    """

    reference: str
    state: str
    review: ReviewOut | None
    blocks: list[PointOut]
    warnings: list[PointOut]
    can: CanOut


class QueueLineOut(Schema):
    """An entry that waits for a decision."""

    reference: str
    name: dict[str, str]
    stage: str
    class_: str = Field(alias="class", description="what the law said when it was handed in; empty while that is open")
    asked_by: str
    asked_at: dt.datetime
    target_on: dt.date
    late: bool = Field(description="its target day has passed")
    planned_on: dt.date | None
    waits_for_central_check: bool
    held: str = Field(description="why a publication that was decided on did not go through: role or gate")
    own: bool = Field(description="this token or who made it worked on it, so that another approves it")


class QueueOut(Schema):
    """A page of the reviews that are not over; `next` is the cursor of the page after it, or null."""

    items: list[QueueLineOut]
    next: str | None


class AskIn(Sent):
    """What who reviews should know, and the day by which one hopes to hear."""

    note: str = Field("", max_length=4000)
    target_on: dt.date | None = None


class ChangesAskedIn(Sent):
    """What should change in the version that you looked at; may be empty when an open comment says so."""

    version: Number = Field(description="`version` of the review that you looked at")
    answer: str = Field("", max_length=4000)


class ApprovalIn(Sent):
    """An approval of the version that you looked at."""

    version: Number = Field(description="`version` of the review that you looked at")
    planned_on: dt.date | None = Field(None, description="day of publication; at once unless said")


class ReasonIn(Sent):
    """A reason for everybody to read. Dutch is needed."""

    nl: str = Field("", max_length=2000)
    en: str = Field("", max_length=2000)


class WithdrawalIn(Sent):
    """The reason that the page of the entry will show."""

    reason: ReasonIn


class CommentIn(Sent):
    """A comment on the entry, on one `fact` of it, or in answer to `parent`."""

    text: str = Field(min_length=1, max_length=4000)
    fact: FactId | None = None
    parent: Number | None = None
    blocking: bool = Field(False, description="publication waits for it; for a token with `entries:approve`")
    mentions: list[Annotated[str, Field(min_length=3, max_length=254)]] = Field(
        [], max_length=20, description="e-mail addresses of colleagues who should see it"
    )
