"""Which impact assessments were done for an entry? Pure; their names are data in `content/search/assessments.yaml`."""

from functools import cache

from kenbaar.register.search.mentions import Mentions
from kenbaar.rules.answers import Sheet
from kenbaar.values import LocalText

# What is mentioned under a title that the data does not know.
OTHER = "other"


@cache
def _assessments() -> Mentions:
    return Mentions("assessments.yaml")


def assessments_of(sheet: Sheet) -> frozenset[str]:
    """Return the ids of the assessments that a sheet says were done: by their titles, or by a plain yes."""
    done = {fact_id for fact_id in ("dpia", "iama") if sheet.value(fact_id) is True}
    for row in sheet.value("impact_assessments") or ():
        titles = row.get("title", {}).values()
        done |= _assessments().found_in(titles) or ({OTHER} if any(titles) else set())
    return frozenset(done)


def assessment_label(assessment_id: str) -> LocalText:
    """Return the label of an assessment; the id itself for one that is no longer in the data."""
    assessment = _assessments().things.get(assessment_id)
    return assessment.label if assessment else LocalText(nl=assessment_id, en=assessment_id)
