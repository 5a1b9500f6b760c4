"""How far the list of changes has been told, and what came after: also by runs that were stopped."""

from collections.abc import Iterator

from django.db.models import F, Max

from kenbaar.assessments.changes import Change, Why
from kenbaar.assessments.conclusions import Conclusion
from kenbaar.assessments.events import REGISTER_CLASSIFIED
from kenbaar.assessments.models import Classification
from kenbaar.journal.queries import last_details

# The scope of a run over all bodies; a run over one body has its slug.
EVERYTHING = "register"


def last_of_finished_run(scope: str) -> int:
    """Return the last classification that was there when a run over this scope last came to its end; 0 for none."""
    return int(last_details(REGISTER_CLASSIFIED, subject=scope).get("last", 0))


def last_classification() -> int:
    """Return the id of the last classification; 0 when there is none."""
    return Classification.objects.aggregate(last=Max("id"))["last"] or 0


def changes_since_finished_run(*, body: str = "") -> Iterator[Change]:
    """Stream what changed since the last run over everything, or over this body, that came to its end."""
    told = max(last_of_finished_run(scope) for scope in {EVERYTHING, body or EVERYTHING})
    rows = Classification.objects.filter(id__gt=told, previous__isnull=False)
    if body:
        rows = rows.filter(version__entry__body__slug=body)
    columns = ("version__entry__reference", "version__entry__body__slug", "version__number")
    sides = [f"{side}conclusion__{name}" for side in ("previous__", "") for name in ("class_id", "settled", "summary")]
    changed = rows.exclude(conclusion=F("previous__conclusion")).order_by("id")
    for reference, slug, number, version, before, *said in changed.values_list(
        *columns, "version_id", "previous__version_id", *sides
    ).iterator(chunk_size=500):
        why = Why.LAW if version == before else Why.FACTS
        yield Change(reference, slug, number, why, Conclusion(*said[:3]), Conclusion(*said[3:]))
