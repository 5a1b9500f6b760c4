"""Parts that deeds on reviews share. They run inside the transaction of the deed."""

import datetime as dt

from django.utils import timezone

from kenbaar.casework.events import REVIEW_HELD
from kenbaar.casework.gathering import final_gate
from kenbaar.casework.models import Review
from kenbaar.casework.review_errors import DayNotPossible, HandedInAnew, ReviewNotOpen, WordsTooLong
from kenbaar.casework.review_policies import may_approve
from kenbaar.casework.review_sight import review_in_hand
from kenbaar.casework.stages import Held, Stage, Turn, after_turn
from kenbaar.journal.actions import Deed, write_line
from kenbaar.people.actors import Actor
from kenbaar.people.named import actor_named, with_makers
from kenbaar.register.actions import steps
from kenbaar.register.actions.writing import locked_entry
from kenbaar.register.errors import EntryNotFound
from kenbaar.register.models import Entry
from kenbaar.register.queries.working import need_sight

_FURTHEST = dt.timedelta(days=730)


def entry_with_review(reference: str) -> tuple[Entry, Review | None]:
    """Return an entry, locked, with the review that is not over. Raises EntryNotFound."""
    entry = locked_entry(reference)
    review = review_in_hand(entry)
    if review is not None:
        # One entry in memory, so that every part of a deed sees what the others changed.
        review.entry = entry
    return entry, review


def turned(review: Review | None, reference: str, turn: Turn, *, by: Actor, now: dt.datetime) -> Review:
    """Move a review on; the caller saves it. Raises ReviewNotOpen."""
    stage = after_turn(Stage(review.stage), turn) if review is not None else None
    if review is None or stage is None:
        raise ReviewNotOpen(reference, turn)
    review.stage = stage
    if turn not in {Turn.APPROVE, Turn.HOLD}:
        review.ended_by, review.ended_at = by.name, now
    return review


def involved(review: Review) -> set[str]:
    """Return who wrote in the version or handed it in, in person or by a token of theirs: none of them approves it."""
    return with_makers({review.asked_by, review.version.written_by, *review.version.authors})


def involved_before_check(review: Review) -> set[str]:
    """Return the same with who approved it: none of them checks it centrally."""
    return involved(review) | with_makers({review.approved_by})


def need_seen(review: Review, reference: str, seen: int | None) -> None:
    """Raise HandedInAnew unless the version that lies there is the one that was looked at; None does not say."""
    if seen is not None and seen != review.version.number:
        raise HandedInAnew(reference, review.version.number)


def publish_when_ready(review: Review, *, by: Actor, now: dt.datetime) -> None:
    """Publish an approved review unless it still waits; where it cannot go through any more, hold it."""
    waits_for_check = review.needs_central and review.checked_at is None
    waits_for_day = review.planned_on is not None and review.planned_on > timezone.localdate(now)
    if waits_for_check or waits_for_day:
        review.save()
        return
    decider = actor_named(review.approved_by)
    if why := _obstacle(review, decider, now):
        _hold(review, why, by=by, now=now)
        return
    turned(review, review.entry.reference, Turn.PUBLISH, by=by, now=now).save()
    steps.publish(review.entry.reference, by=by, now=now, decided_by=decider)


def _obstacle(review: Review, decider: Actor, now: dt.datetime) -> Held | None:
    """Return why a decision of earlier does not hold any more, or None."""
    try:
        need_sight(decider, review.entry)
    except EntryNotFound:
        return Held.ROLE
    if not may_approve(decider, review.entry.body.slug, involved=involved(review)):
        return Held.ROLE
    return None if final_gate(review, now=now).is_open else Held.GATE


def _hold(review: Review, why: Held, *, by: Actor, now: dt.datetime) -> None:
    """Give the review back to the approvers, with the reason where they see it."""
    turned(review, review.entry.reference, Turn.HOLD, by=by, now=now)
    review.held, review.approved_by, review.approved_at, review.planned_on = why, "", None, None
    review.save()
    write_line(Deed(REVIEW_HELD, review.entry.reference, {"why": why}), by=by.name, now=now)


def possible_day(day: dt.date | None, *, now: dt.datetime) -> dt.date | None:
    """Return a day from today on, or None for none. Raises DayNotPossible."""
    today = timezone.localdate(now)
    if day is not None and not today <= day <= today + _FURTHEST:
        raise DayNotPossible
    return day


def words(text: str, *, most: int, empty: bool = True) -> str:
    """Return what somebody wrote, without white space around it. Raises WordsTooLong."""
    written = text.replace("\r\n", "\n").strip()
    if len(written) > most or "\0" in written or not (written or empty):
        raise WordsTooLong(most)
    return written
