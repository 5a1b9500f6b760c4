"""What of a version the public may see: answers to public facts, and whose it is. Pure."""

from collections.abc import Mapping
from functools import cache

from kenbaar.rules.answers import Sheet, known
from kenbaar.rules.facts import Visibility, vocabulary


@cache
def public_facts() -> frozenset[str]:
    """Return the ids of the facts that the public may see."""
    return frozenset(fact.id for fact in vocabulary() if fact.visibility is Visibility.PUBLIC)


def public_sheet(sheet: Sheet) -> Sheet:
    """Return the answers whose fact is public. What the vocabulary does not know stays inside."""
    public = public_facts()
    return Sheet({fact_id: answer for fact_id, answer in sheet.items() if fact_id in public})


def naming_its_body(sheet: Sheet, body: Mapping[str, str]) -> Sheet:
    """Return a sheet that says who is responsible: the body of the entry, unless the sheet itself says who."""
    return sheet if "organisation_name" in sheet else sheet.with_answers({"organisation_name": known(dict(body))})
