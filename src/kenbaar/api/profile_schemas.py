"""The shapes of notice profiles: what one says, where it stands, and what is sent."""

import datetime as dt
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from kenbaar.api.reading_bodies import Sent
from kenbaar.api.working_schemas import Number


class ProfileLineOut(Schema):
    """A profile in a list."""

    profile: str = Field(description="its name in addresses")
    name: dict[str, str]
    entry: str
    approved: int | None = Field(description="the version with which notices are issued")
    open: int | None = Field(description="the version that people work on or look at")
    stage: str = Field(description="where the newest version stands: draft, submitted or approved")
    behind: bool = Field(description="the entry has a newer version than the profile follows")


class ProfilePage(Schema):
    """A page of profiles."""

    items: list[ProfileLineOut]
    next: str | None


class LackOut(Schema):
    """Something that lacks before the profile can be handed in."""

    place: str
    what: dict[str, str]


class ProfileCanOut(Schema):
    """What a token may do now, by its roles and by where the profile stands."""

    write: bool
    take_back: bool
    review: bool = Field(description="ask for changes")
    approve: bool
    involved: bool = Field(description="it may approve, but took part in this version: nobody approves their own work")


class ProfileOut(Schema):
    """The newest version of a profile, and what may be done with it."""

    profile: str
    entry: str
    version: int
    entry_version: int
    stage: str
    revision: int = Field(description="send it back when you change the draft")
    digest: str = Field(description="send it back when you approve; empty while it is a draft")
    content: dict[str, Any]
    answer: str = Field(description="what who wants changes wrote")
    approved: int | None
    approved_at: dt.datetime | None
    lacks: list[LackOut]
    can: ProfileCanOut


class ProfileIn(Sent):
    """What a profile has to say, whole; what is the entry's to say may be left out."""

    content: dict[str, Any] = Field(description="a profile, as docs/reference/notice-format.md describes it")
    entry: str = Field("", max_length=40, description="the entry of a profile that is not there yet")
    revision: Number | None = Field(None, description="`revision` that you looked at")


class SubmissionIn(Sent):
    """Which draft is handed in."""

    revision: Number


class ProfileAnswerIn(Sent):
    """What should change."""

    answer: str


class ProfileApprovalIn(Sent):
    """Which version is approved."""

    digest: Annotated[str, Field(max_length=64)]
