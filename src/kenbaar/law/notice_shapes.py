"""The shape of what the law says about notices: regimes, fields, and what each regime asks of each field."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from pydantic import Field

from kenbaar.law.shapes import Article, Confidence, Item
from kenbaar.values import Frozen, LocalText


class Place(StrEnum):
    """Where something is told.

    `mention` is the decision itself, `linked` a page to which it leads, `on_request` for whoever asks, `public` in a
    register or publication, `beforehand` before the decision, `records` only in what the body keeps.
    """

    MENTION = "mention"
    LINKED = "linked"
    ON_REQUEST = "on_request"
    PUBLIC = "public"
    BEFOREHAND = "beforehand"
    RECORDS = "records"


class Asked(StrEnum):
    """How a regime asks for a field: of the body's own accord, on request, in public, or not by law at all."""

    MANDATORY = "mandatory"
    ON_REQUEST = "on_request"
    PUBLIC = "public"
    POLICY = "policy"


class IfMissing(StrEnum):
    """What it means that a field lacks. Nullity is for French decisions without a human only (law.md 0, 7)."""

    NULL_RISK = "null_risk"
    BREACH = "breach"
    BREACH_NO_AUTOMATIC_NULLITY = "breach_no_automatic_nullity"
    INCOMPLETE = "incomplete"
    POLICY = "policy"


# Where a field is to be told, unless the status says otherwise.
_USUALLY_IN: Mapping[Asked, tuple[Place, ...]] = {
    Asked.MANDATORY: (Place.MENTION,),
    Asked.ON_REQUEST: (Place.MENTION, Place.LINKED, Place.ON_REQUEST),
    Asked.PUBLIC: (Place.PUBLIC,),
    Asked.POLICY: tuple(Place),
}


class Regime(Item):
    """A set of rules about notices: France, the AI Act, the GDPR and so on.

    `from` is the day from which its law applies at all, for the fields that have no day of their own.
    """

    id: str
    label: LocalText
    when: Any = None
    from_: dt.date | None = Field(None, alias="from")


class FieldStatus(Frozen):
    """What one regime says about a field of a notice. `missing` is what it means when the field lacks.

    `where` lists the places where it may be told, if not the usual ones. `withheld_by` is the law that can allow to
    withhold it; empty where none is known. `conditional` says that the law has a condition that no fact asks about; the
    note names it.
    """

    regime: str
    status: Asked
    when: Any = None
    article: Article
    clock: str = ""
    from_: dt.date | str | None = Field(None, alias="from")
    missing: IfMissing
    where: tuple[Place, ...] = ()
    withheld_by: Article = ""
    conditional: bool = False
    source: str
    confidence: Confidence
    note: LocalText | None = None

    @property
    def told_in(self) -> tuple[Place, ...]:
        """The places where it may be told."""
        return self.where or _USUALLY_IN[self.status]


class NoticeFieldShape(Item):
    """Something that a notice or an explanation can say. `level` is the algorithm, the decision, or both."""

    id: str
    level: str
    label: LocalText
    text: LocalText | None = None
    statuses: tuple[FieldStatus, ...] = Field(min_length=1)
