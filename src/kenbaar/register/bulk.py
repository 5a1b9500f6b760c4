"""Changing many entries in one go: what is asked, and what it will do to each of them. Pure.

`queries/bulk.py` looks it over, `actions/bulk.py` does it.
"""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

import orjson

from kenbaar.rules.answers import Answer

# Handing in checks each entry by itself; the other changes take as many as an inventory has.
MOST_HANDED_IN = 200

# Facts of which one answer makes sense for many entries at once.
FACTS = (
    *("status", "experiment", "publication_category", "risk_class", "theme", "department", "contact", "public_page"),
    *("supplier", "responsible_role", "competent_authority", "processing_register", "decides_about_people"),
    *("personal_data", "special_category_data", "notice_given", "algorithm_type", "area", "objection_procedure"),
    *("start_date", "end_date", "stop_reason", "next_review_date", "revision_date"),
)


class What(StrEnum):
    """What can be changed of many entries at once."""

    FACT = "fact"
    OWNER = "owner"
    ACCESS = "access"
    HAND_IN = "hand_in"


class Left(StrEnum):
    """Why an entry is left as it is."""

    SAME = "same"
    ARCHIVED = "archived"
    STILL_PUBLIC = "still_public"
    NOT_NOW = "not_now"
    CONFLICTS = "conflicts"
    NOTHING_NEW = "nothing_new"


@dataclass(frozen=True, slots=True)
class BulkOrder:
    """What is asked: an answer to a fact (None takes it away), an owner by number (None: nobody), or an access."""

    what: What
    fact: str = ""
    answer: Answer | None = None
    owner: int | None = None
    access: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """What will happen to one entry: `old` is what stands there now, `seen` tells whether it still does later on.

    `left` says why nothing will happen, or is empty.
    """

    id: int
    reference: str
    name: dict[str, str]
    old: Any
    seen: str
    left: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an order will do, entry by entry."""

    order: BulkOrder
    lines: tuple[Planned, ...]

    @property
    def changing(self) -> tuple[Planned, ...]:
        """The entries that will change."""
        return tuple(line for line in self.lines if not line.left)

    def to_json(self) -> bytes:
        """Return the order with what was seen of each entry, to be kept until somebody says yes."""
        rows = [(line.id, line.seen) for line in self.changing]
        left = [(line.id, line.left) for line in self.lines if line.left]
        return orjson.dumps({"order": asdict(self.order), "rows": rows, "left": left})


def order_and_rows(content: bytes) -> tuple[BulkOrder, dict[int, str], dict[int, str]]:
    """Read what `to_json` wrote: the order, what was seen of each entry, and why others are left as they are."""
    kept = orjson.loads(content)
    order = BulkOrder(**{**kept["order"], "what": What(kept["order"]["what"])})
    return order, dict(kept["rows"]), dict(kept["left"])
