"""What the processes of the kill test do, each on a site of its own (`tests/support/processes.py`)."""

# ruff: noqa: I001  # Django is set up before its models are imported: children begin here
from tests.support import processes  # noqa: F401

from kenbaar.casework.actions.review import approve
from kenbaar.casework.models import Review
from kenbaar.journal.models import JournalLine, LogLeaf
from kenbaar.people.actors import actor_of
from kenbaar.people.models import Person, Role
from kenbaar.register.models import Entry, PublicStep
from tests import make
from tests.journal.endings import Ending


def hand_in() -> tuple[str, int]:
    """Have an editor hand an entry in; return its reference and the number of an approver."""
    body = make.body()
    entry = make.under_review(make.person(Role.EDITOR, at=body), at=body)
    return entry.reference, make.somebody(Role.APPROVER, at=body).pk


def approve_until(reference: str, approver: int, ending: Ending) -> None:
    """Approve and be killed on the way."""
    with ending.deadly():
        publish(reference, approver)


def publish(reference: str, approver: int) -> None:
    """Approve, as that approver."""
    approve(reference, by=actor_of(Person.objects.get(pk=approver)), now=make.NOON)


def look_around(reference: str) -> tuple[object, ...]:
    """Return everything that a publication writes."""
    entry, review = Entry.objects.get(reference=reference), Review.objects.get(entry__reference=reference)
    events = list(JournalLine.objects.filter(subject=reference).order_by("sequence").values_list("event", flat=True))
    steps, leaves = PublicStep.objects.count(), LogLeaf.objects.count()
    return entry.state, entry.published_id, review.stage, review.approved_by, events, steps, leaves
