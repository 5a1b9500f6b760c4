"""What of a version the public may see: answers to public facts. Pure."""

from kenbaar.rules.answers import Sheet
from kenbaar.rules.facts import Visibility, vocabulary


def public_sheet(sheet: Sheet) -> Sheet:
    """Return the answers whose fact is public. What the vocabulary does not know stays inside."""
    facts = vocabulary()
    return Sheet(
        {
            fact_id: answer
            for fact_id, answer in sheet.items()
            if fact_id in facts and facts[fact_id].visibility is Visibility.PUBLIC
        }
    )
