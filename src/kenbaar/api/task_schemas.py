"""The shapes of tasks in the API."""

import datetime as dt
from typing import Literal

from ninja import Schema
from pydantic import Field


class EvidenceOut(Schema):
    """A file or a link that shows that a task was done. A file has a hash and no address."""

    number: int
    kind: Literal["file", "link"]
    title: str
    address: str = Field(description="The link, or the name of the file")
    media_type: str
    size: int
    sha256: str
    added_at: dt.datetime


class TaskOut(Schema):
    """A task. A duty has its id, law and article; `day` is the one after which the task is late."""

    number: int
    entry: str = Field(description="Reference of the entry")
    kind: str = Field(description="duty, recheck, request or own")
    state: str = Field(description="open, doing, done or not_needed")
    duty: str
    law: str
    article: str
    label: dict[str, str] = Field(description="What the duty is, per language")
    title: str = Field(description="What somebody wrote, of a task that is no duty")
    due: dt.date | None = Field(description="Day from which the law binds the body")
    due_certainty: str = Field(description="certain, assumed, open or empty")
    due_in_other_reading: dt.date | None = Field(description="The day in another reading, where lawyers disagree")
    target: dt.date | None
    day: dt.date | None
    responsible: int | None = Field(description="Number of the person")
    needs: str = Field(description="What it takes to be done: evidence, explanation or word")
    closed_at: dt.datetime | None


class TaskWithEvidenceOut(TaskOut):
    """A task with what proves it."""

    evidence: list[EvidenceOut]


class TaskPageOut(Schema):
    """A page of tasks; `next` is the cursor of the page after it, or null."""

    items: list[TaskOut]
    next: str | None


class TaskChange(Schema, extra="forbid"):
    """What to change of a task; what is left out stays. All of it happens, or nothing."""

    target: dt.date | None = None
    responsible: int | None = Field(None, ge=0, lt=2**63, description="Number of a person of the body; 0 is nobody")
    state: Literal["open", "doing", "done", "not_needed"] | None = None
    words: str = Field("", max_length=4000, description="What was done, or why it is not needed")


class LinkIn(Schema, extra="forbid"):
    """A link as evidence."""

    address: str = Field(min_length=1, max_length=2000)
    title: str = Field("", max_length=200)
