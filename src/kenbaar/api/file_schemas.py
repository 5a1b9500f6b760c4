"""The shapes of files that become drafts: what they would do, what is to be mended, and what came of them."""

import datetime as dt

from ninja import Schema
from pydantic import Field

from kenbaar.api.working_schemas import Answer


class CountsOut(Schema):
    """Every row of a file is in one of these, from `created` to `skipped`."""

    rows: int
    created: int = Field(description="new drafts")
    changed: int
    unchanged: int
    repeated: int = Field(description="rows about an entry that stood in the file before")
    refused: int = Field(description="rows that are not taken in; the repair list says why")
    skipped: int = Field(description="empty rows, and those that explain the columns")
    conflicts: int = Field(description="answers that came too late: kept beside the draft until somebody chooses")


class FileOut(Schema):
    """A file that was prepared. It waits for a day, for the token that brought it."""

    number: int
    name: str
    kind: str = Field(description="what kind of file it is, in English; empty once it is done")
    expires_at: dt.datetime
    counts: CountsOut = Field(description="what it would do or, once it is done, what it did")
    repairs: dict[str, int] = Field(description="how many lines the repair list has, by kind; none once it is done")
    done: bool


class FactChangeOut(Schema):
    """What a file says of a fact, beside what stands there."""

    fact: str
    old: Answer | None
    new: Answer | None


class FileLineOut(Schema):
    """What a file does to one entry."""

    reference: str | None = Field(description="null for an entry that is yet to be made")
    name: dict[str, str]
    changes: list[FactChangeOut]
    late: list[str] = Field(description="facts of which the answer comes too late")


class FileLinesOut(Schema):
    """A page of entries; `next` is the cursor of the page after it, or null."""

    items: list[FileLineOut]
    next: str | None


class RepairOut(Schema):
    """A line of the repair list: where, what is wrong and how to mend it."""

    place: dict[str, str]
    kind: str
    reference: str
    name: str
    field: str
    what: dict[str, str]
    remedy: dict[str, str]
    value: str
    left_out: bool = Field(description="the row is not taken in")


class RepairsOut(Schema):
    """A page of the repair list; `next` is the cursor of the page after it, or null."""

    items: list[RepairOut]
    next: str | None


class FileDoneOut(FileOut):
    """A file that was taken in, with each row that was not."""

    left_out: list[RepairOut]
