"""What happens to what is public after somebody decided: a planned publication, a withdrawal, the archive."""

import datetime as dt
import logging
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kenbaar.casework.deciding import entry_with_review, publish_when_ready, turned, words
from kenbaar.casework.models import Review
from kenbaar.casework.review_errors import ReasonNeeded
from kenbaar.casework.review_sight import STILL_HANDED_IN, is_under_review
from kenbaar.casework.stages import Stage, Turn
from kenbaar.people.actors import Actor
from kenbaar.register.actions import steps
from kenbaar.register.errors import NotAllowed
from kenbaar.register.models import Entry
from kenbaar.register.policies import may_withdraw
from kenbaar.register.queries.working import need_sight
from kenbaar.values import Language

MOST_REASON = 2000
# It carries out what an approver decided; on its own it may nothing.
CALENDAR = Actor("calendar")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Planned:
    """What came of planned publications: how many went through, and how many were given back to be decided anew."""

    published: int
    held: int


def publish_planned(now: dt.datetime) -> Planned:
    """Publish what was planned for today or before, each in a transaction of its own; a second run does nothing.

    Whether the approver still may approve, and whether the gate is still open, is asked again. Where not, the review
    goes back to the approvers with the reason.
    """
    due = Review.objects.filter(STILL_HANDED_IN, stage=Stage.APPROVED, planned_on__lte=timezone.localdate(now))
    ready = due.filter(Q(needs_central=False) | Q(checked_at__isnull=False))
    outcomes = []
    for reference in list(ready.order_by("planned_on", "id").values_list("entry__reference", flat=True)):
        try:
            outcomes.append(_publish_one(reference, now=now))
        except Exception:  # one that goes wrong must not keep the others waiting
            _log.exception("The planned publication of %s went wrong; it stays planned.", reference)
    return Planned(outcomes.count(Stage.PUBLISHED), outcomes.count(Stage.ASKED))


@transaction.atomic
def _publish_one(reference: str, *, now: dt.datetime) -> str:
    _entry, review = entry_with_review(reference)
    # Somebody may have decided otherwise since the list was made.
    if review is None or review.stage != Stage.APPROVED:
        return ""
    publish_when_ready(review, by=CALENDAR, now=now)
    return review.stage


@transaction.atomic
def withdraw_entry(reference: str, *, reason: Mapping[str, str], by: Actor, now: dt.datetime) -> Entry:
    """Take an entry out of the register, with a reason in Dutch (and other languages) that its page will show.

    What was handed in of it goes back to who works on it. Raises EntryNotFound, NotAllowed, StepNotPossible,
    ReasonNeeded or WordsTooLong.
    """
    _end_review(reference, "withdraw", by=by, now=now)
    said = {str(language): words(reason.get(language, ""), most=MOST_REASON) for language in Language}
    if not said["nl"]:
        raise ReasonNeeded(reference, "withdraw")
    return steps.withdraw(reference, reason={each: text for each, text in said.items() if text}, by=by, now=now)


@transaction.atomic
def archive_entry(reference: str, *, by: Actor, now: dt.datetime) -> Entry:
    """Move an entry to the archive; what was handed in goes back. Raises EntryNotFound, NotAllowed, StepNotPossible."""
    _end_review(reference, "archive", by=by, now=now)
    return steps.archive(reference, by=by, now=now)


def _end_review(reference: str, deed: str, *, by: Actor, now: dt.datetime) -> None:
    entry, review = entry_with_review(reference)
    need_sight(by, entry)
    if not may_withdraw(by, entry.body.slug):
        raise NotAllowed(reference, deed)
    if is_under_review(review):
        turned(review, reference, Turn.TAKE_BACK, by=by, now=now).save()
        steps.return_to_editor(reference, by=by, now=now)
