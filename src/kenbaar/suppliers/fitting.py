"""What of a sheet fits in a template: what is true of the product wherever it is used. Pure.

What only a body can say (since when, with whose contact) is left to the body, and so is a text with a gap in it. None
of it is an answer, and none of it is lost: it is kept beside the sheet.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kenbaar.rules.answers import Answer, Sheet
from kenbaar.rules.facts import FactType, vocabulary

# Facts about the use by one body, or about one registration. A supplier cannot know them.
OF_THE_BODY = frozenset(
    {
        "organisation_name",
        "department",
        "status",
        "start_date",
        "end_date",
        "experiment",
        "stop_reason",
        "contact",
        "public_page",
        "project_page",
        "source_registration",
        "processing_register",
        "objection_procedure",
        "objection_route",
        "competent_authority",
        "notice_given",
        "notice_text",
        "used_in",
        "decisions_per_year",
        "people_affected",
        "responsible_role",
        "next_review_date",
        "in_union",
        "real_world_test",
        "supply",
        "roles",
        "role_shift",
        "organisation_kind",
        "organisation_size",
        "record_language",
        "record_uuid",
        "source_id",
        "revision_date",
    }
)
# "[naam gemeente]", "<vul de afdeling in>", "XXX", "___", or "..." alone: how people say that something must be filled
# in. Between brackets it takes a word that says so: people also write "[sic]", "[zie bijlage]" and "<h1>".
_SAYS_SO = (
    r"naam|vul|invullen|gemeente|organisatie|afdeling|datum|bedrag|aantal|contact\w*|e-?mail\w*|telefoon\w*|link|url|keuze"
    r"|name|fill|municipality|organi[sz]ation|department|date|amount|number|phone|choose"
)
_GAP = re.compile(
    rf"\[[^\[\]\n]{{0,60}}\b(?:{_SAYS_SO})\b[^\[\]\n]{{0,60}}\](?!\()"
    rf"|<[^<>\n/=]{{0,60}}\b(?:{_SAYS_SO})\b[^<>\n/=]{{0,60}}>"
    r"|\bX{3,}\b|_{3,}|^\s*(?:\.{2,}|…)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Fitted:
    """A sheet for a template: its answers, what is the body's own to say, and texts with a gap in them."""

    sheet: Sheet
    own: Mapping[str, Answer]
    gaps: Mapping[str, Answer]


@cache
def facts_of_templates() -> frozenset[str]:
    """Return the facts that a template can answer."""
    return frozenset(fact.id for fact in vocabulary()) - OF_THE_BODY


def fitted(sheet: Sheet) -> Fitted:
    """Part a sheet."""
    allowed = facts_of_templates()
    own = {fact: answer for fact, answer in sheet.items() if fact not in allowed}
    gaps = {fact: answer for fact, answer in sheet.items() if fact in allowed and has_gap(fact, answer)}
    rest = {fact: answer for fact, answer in sheet.items() if fact not in own and fact not in gaps}
    return Fitted(Sheet(rest), own, gaps)


def has_gap(fact: str, answer: Answer) -> bool:
    """Say whether an answer is a text that leaves something open for the body to fill in."""
    value = answer.get("value")
    match vocabulary()[fact].type:
        case FactType.TEXT if isinstance(value, dict):
            return any(_GAP.search(text) for text in value.values())
        case FactType.LINE if isinstance(value, str):
            return bool(_GAP.search(value))
        case _:
            return False
