"""The shapes of one change of many entries."""

import datetime as dt
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

from kenbaar.api.filters import Where
from kenbaar.api.reading_bodies import Sent
from kenbaar.api.working_schemas import Answer, FactId
from kenbaar.register.lifecycle import Access


class FactOrder(Sent):
    """Give one fact this answer; null takes the answer away."""

    what: Literal["fact"]
    fact: FactId
    answer: Answer | None = Field(description="a value or an honest blank, or null")


class OwnerOrder(Sent):
    """Have somebody of your body look after them, by e-mail address; null for nobody."""

    what: Literal["owner"]
    email: str | None = Field(min_length=3, max_length=254)


class AccessOrder(Sent):
    """Say who may see them."""

    what: Literal["access"]
    access: Access


class HandInOrder(Sent):
    """Hand them in for a second person, 200 at most."""

    what: Literal["hand_in"]


class ChangeOfManyIn(Sent):
    """What to change, of the entries that are named or of all that `where` finds: one of the two."""

    order: Annotated[FactOrder | OwnerOrder | AccessOrder | HandInOrder, Field(discriminator="what")]
    references: list[Annotated[str, Field(max_length=40)]] | None = Field(None, min_length=1, max_length=1000)
    where: Where | None = Field(None, description="`{}` is every entry that the token sees")


class OrderOut(Schema):
    """What is to change. Only what belongs to `what` is filled in."""

    what: str = Field(description="fact, owner, access or hand_in")
    fact: str
    answer: Answer | None
    owner: int | None = Field(description="number of the person")
    access: str


class ChangeOfManyOut(Schema):
    """A change that was prepared. It waits for a day, for the token that prepared it."""

    number: int
    expires_at: dt.datetime
    order: OrderOut | None = Field(description="null once it is done")
    changing: int = Field(description="entries that will change")
    left: dict[str, int] = Field(
        description="entries that stay as they are, by reason: same, archived, still_public, not_now, conflicts or "
        "nothing_new"
    )
    changed: int | None = Field(description="entries that changed, once it is done")


class ChangeLineOut(Schema):
    """What happens to one entry."""

    reference: str
    name: dict[str, str]
    old: Any = Field(description="what stands there now: an answer, the number of the owner, or an access; or null")
    left: str = Field(description="why it stays as it is; empty when it changes")


class ChangeLinesOut(Schema):
    """A page of entries; `next` is the cursor of the page after it, or null."""

    items: list[ChangeLineOut]
    next: str | None
