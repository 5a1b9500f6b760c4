"""A review: somebody hands a version in, a second person looks at it, and what they decide happens."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from kenbaar.assessments.actions.classifying import classify_entry
from kenbaar.casework import events
from kenbaar.casework.actions.duties import bring_duties_up_to
from kenbaar.casework.deciding import (
    entry_with_review,
    involved,
    involved_before_check,
    need_seen,
    possible_day,
    publish_when_ready,
    turned,
    words,
)
from kenbaar.casework.gathering import final_gate, gate_of, needs_central_check, rules_of
from kenbaar.casework.models import Review
from kenbaar.casework.models.review import MOST_WORDS
from kenbaar.casework.review_errors import GateClosed, ReasonNeeded, ReviewNotOpen
from kenbaar.casework.review_policies import is_central, may_approve, may_ask, may_check_off, may_review
from kenbaar.casework.review_sight import Eyes, comments_seen, eyes_on, is_under_review, waits_centrally
from kenbaar.casework.stages import NOT_OVER, Stage, Turn
from kenbaar.journal.actions import Deed, write_line
from kenbaar.people.actors import Actor
from kenbaar.register.actions import steps
from kenbaar.register.errors import NotAllowed, SecondPersonNeeded


@transaction.atomic
def ask_review(reference: str, *, by: Actor, now: dt.datetime, note: str = "", target: dt.date | None = None) -> Review:
    """Hand in the working copy for a second person, classified, and have what the law asks of it become tasks.

    What was handed in before makes way for it.

    Raises EntryNotFound, NotAllowed, OpenConflicts, NothingNew, StepNotPossible, WordsTooLong, DayNotPossible or
    FactsNotReadable.
    """
    entry, before = entry_with_review(reference)
    eyes_on(by, entry, None)
    if not may_ask(by, entry.body.slug):
        raise NotAllowed(reference, "submit")
    written, day = words(note, most=MOST_WORDS), possible_day(target, now=now)
    # Also where the register went on without this review: an entry has one that is not over.
    for old in Review.objects.filter(entry=entry, stage__in=NOT_OVER):
        turned(old, reference, Turn.SUPERSEDE, by=by, now=now).save()
    if is_under_review(before):
        steps.return_to_editor(reference, by=by, now=now)
    entry = steps.submit_for_review(reference, by=by, now=now)
    assert entry.submitted is not None, "it was just handed in"
    today = timezone.localdate(now)
    classified = classify_entry(reference, by=by, now=now, on=today)
    bring_duties_up_to(entry, by=by, now=now, on=today)
    review = Review.objects.create(
        entry=entry,
        version=entry.submitted,
        stage=Stage.ASKED,
        asked_by=by.name,
        asked_at=now,
        note=written,
        target_on=day or today + dt.timedelta(days=rules_of(entry.body).target_days),
        class_id=classified.conclusion.class_id,
    )
    details = {"version": entry.submitted.number, "again": before is not None}
    write_line(Deed(events.REVIEW_ASKED, reference, details), by=by.name, now=now)
    return review


@transaction.atomic
def take_back(reference: str, *, by: Actor, now: dt.datetime) -> None:
    """Take back what was handed in. Raises EntryNotFound, NotAllowed or ReviewNotOpen."""
    entry, review = entry_with_review(reference)
    eyes_on(by, entry, None)
    if not may_ask(by, entry.body.slug):
        raise NotAllowed(reference, "take back")
    turned(review, reference, Turn.TAKE_BACK, by=by, now=now).save()
    steps.return_to_editor(reference, by=by, now=now)
    write_line(Deed(events.REVIEW_TAKEN_BACK, reference), by=by.name, now=now)


@transaction.atomic
def request_changes(reference: str, *, by: Actor, now: dt.datetime, answer: str = "", seen: int | None = None) -> None:
    """Give a version back, with at least one open comment or an answer that says what should change.

    `seen` is the number of the version that they looked at. Raises EntryNotFound, NotAllowed, ReviewNotOpen,
    HandedInAnew, ReasonNeeded or WordsTooLong.
    """
    entry, review = entry_with_review(reference)
    eyes = eyes_on(by, entry, review)
    if eyes is Eyes.BODY and not may_review(by, entry.body.slug):
        raise NotAllowed(reference, "return")
    review = turned(review, reference, Turn.REQUEST_CHANGES, by=by, now=now)
    need_seen(review, reference, seen)
    review.answer = words(answer, most=MOST_WORDS)
    if not review.answer and not comments_seen(entry, eyes).filter(resolved_at=None, parent=None).exists():
        raise ReasonNeeded(reference, "give back")
    review.held = ""
    review.save()
    steps.return_to_editor(reference, by=by, now=now)
    details = {"version": review.version.number, "central": eyes is Eyes.CENTRAL}
    write_line(Deed(events.CHANGES_ASKED, reference, details), by=by.name, now=now)


@transaction.atomic
def approve(
    reference: str, *, by: Actor, now: dt.datetime, planned_on: dt.date | None = None, seen: int | None = None
) -> Review:
    """Approve a version as its second person, and publish it: at once, on a day, or after the central check.

    `seen` is the number of the version that they looked at. Raises EntryNotFound, NotAllowed, SecondPersonNeeded,
    ReviewNotOpen, HandedInAnew, GateClosed or DayNotPossible.
    """
    entry, review = entry_with_review(reference)
    eyes_on(by, entry, None)
    if not may_review(by, entry.body.slug):
        raise NotAllowed(reference, "approve")
    review = turned(review, reference, Turn.APPROVE, by=by, now=now)
    if not may_approve(by, entry.body.slug, involved=involved(review)):
        raise SecondPersonNeeded(reference)
    need_seen(review, reference, seen)
    day = possible_day(planned_on, now=now)
    found = gate_of(entry, review.version.answers(), now=now)
    if not found.is_open:
        raise GateClosed(reference, found.blocks)
    review.approved_by, review.approved_at, review.planned_on, review.held = by.name, now, day, ""
    review.needs_central = needs_central_check(entry.body)
    details = {"version": review.version.number, **({"planned": day.isoformat()} if day else {})}
    write_line(Deed(events.REVIEW_APPROVED, reference, details), by=by.name, now=now)
    publish_when_ready(review, by=by, now=now)
    return review


@transaction.atomic
def check_off(reference: str, *, by: Actor, now: dt.datetime, seen: int | None = None) -> Review:
    """Let an approved version through as central reviewer; `seen` is the number of the version that they looked at.

    Raises EntryNotFound, NotAllowed, SecondPersonNeeded, ReviewNotOpen, HandedInAnew or GateClosed.
    """
    entry, review = entry_with_review(reference)
    eyes_on(by, entry, review)
    if not is_central(by):
        raise NotAllowed(reference, "check")
    if review is None or not waits_centrally(review):
        raise ReviewNotOpen(reference, "check_off")
    if not may_check_off(by, involved=involved_before_check(review)):
        raise SecondPersonNeeded(reference)
    need_seen(review, reference, seen)
    found = final_gate(review, now=now)
    if not found.is_open:
        raise GateClosed(reference, found.blocks)
    review.checked_by, review.checked_at = by.name, now
    write_line(Deed(events.REVIEW_CHECKED, reference, {"version": review.version.number}), by=by.name, now=now)
    publish_when_ready(review, by=by, now=now)
    return review
