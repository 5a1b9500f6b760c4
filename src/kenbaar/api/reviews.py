"""Reviews, for a system of a body: hand in, comment, approve as its second person, withdraw.

The central check is for people: a token is of one body.
"""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status
from ninja.params.functions import Query

from kenbaar.api import services
from kenbaar.api.arranging import colleague_of
from kenbaar.api.cursors import after_cursor, cursor_of
from kenbaar.api.gate import points_out
from kenbaar.api.problems import Problem
from kenbaar.api.review_schemas import (
    ApprovalIn,
    AskIn,
    CanOut,
    ChangesAskedIn,
    CommentIn,
    CommentOut,
    DossierOut,
    QueueOut,
    ReviewOut,
    WithdrawalIn,
)
from kenbaar.api.services import APPROVING, READING, WRITING, Needs, actor_of
from kenbaar.api.working_schemas import Number
from kenbaar.casework.actions import publication
from kenbaar.casework.actions import review as reviewing
from kenbaar.casework.actions.comments import add_comment, resolve_comment
from kenbaar.casework.models import Comment, Review
from kenbaar.casework.queries.queue import reviews_after
from kenbaar.casework.queries.review import dossier, threads_on
from kenbaar.casework.review_sight import waits_centrally
from kenbaar.casework.stages import Stage
from kenbaar.people.access import Callers, open_to
from kenbaar.people.models import Scope
from kenbaar.rules.facts import vocabulary

_COMMENTING = Needs(Scope.WRITE_ENTRIES, Scope.APPROVE_ENTRIES)
router = Router(tags=["reviews"], throttle=services.THROTTLE)


@router.get("/reviews", auth=READING, response=QueueOut, by_alias=True, summary="List the reviews of your body")
@open_to(Callers.SERVICE)
def list_reviews(
    request: HttpRequest,
    cursor: str | None = Query(None, max_length=40, description="`next` of the page before"),
    limit: int = Query(50, ge=1, le=200, description="most that a page holds"),
    stage: Stage | None = Query(None, description="only those in this stage: asked, changes_asked or approved"),
    late: bool = Query(False, description="only those that passed their target day"),
) -> QueueOut:
    """Return a page of the reviews that are not over, in the order in which they were asked for."""
    today = timezone.localdate()
    overdue = today if late else None
    found = reviews_after(actor_of(request), after_cursor(cursor), stage=stage, overdue=overdue, limit=limit + 1)
    following = cursor_of(found[limit - 1].number) if len(found) > limit else None
    lines = [
        {
            "reference": line.reference,
            "name": line.name,
            "stage": line.stage,
            "class": line.class_id,
            "asked_by": line.asked_by,
            "asked_at": line.asked_at,
            "target_on": line.target_on,
            "late": line.is_late(today),
            "planned_on": line.planned_on,
            "waits_for_central_check": line.waits_centrally,
            "held": line.held,
            "own": line.own,
        }
        for line in found[:limit]
    ]
    return QueueOut.model_validate({"items": lines, "next": following})


@router.get(
    "/inventory/{reference}/review",
    auth=READING,
    response=DossierOut,
    by_alias=True,
    summary="The review of an entry",
)
@open_to(Callers.SERVICE)
def read_review(request: HttpRequest, reference: str) -> DossierOut:
    """Return where the review stands, what stands in the way of publication, and what this token may do now."""
    found = dossier(actor_of(request), reference, now=timezone.now())
    said = {
        "reference": reference,
        "state": found.entry.state,
        "review": _said(reference, found.review) if found.review else None,
        "blocks": points_out(found.gate.blocks),
        "warnings": points_out(found.gate.warnings),
        "can": CanOut.model_validate(found.can),
    }
    return DossierOut.model_validate(said)


@router.post(
    "/inventory/{reference}/review",
    auth=WRITING,
    response={201: ReviewOut},
    by_alias=True,
    summary="Hand in the working copy for a second person",
)
@open_to(Callers.SERVICE)
def ask_for_review(request: HttpRequest, reference: str, sent: AskIn) -> Status[ReviewOut]:
    """Make the working copy a version, classify it and hand it in; what was handed in before makes way for it."""
    made = reviewing.ask_review(
        reference, by=actor_of(request), now=timezone.now(), note=sent.note, target=sent.target_on
    )
    return Status(201, _review(reference, made))


@router.delete(
    "/inventory/{reference}/review", auth=WRITING, response={204: None}, summary="Take back what was handed in"
)
@open_to(Callers.SERVICE)
def take_review_back(request: HttpRequest, reference: str) -> Status[None]:
    """Take the version back; nothing of it is lost."""
    reviewing.take_back(reference, by=actor_of(request), now=timezone.now())
    return Status(204, None)


@router.post("/inventory/{reference}/review/changes", auth=APPROVING, response={204: None}, summary="Ask for changes")
@open_to(Callers.SERVICE)
def ask_for_changes(request: HttpRequest, reference: str, sent: ChangesAskedIn) -> Status[None]:
    """Give the version back to who works on it, with an answer or at least one open comment."""
    by, now = actor_of(request), timezone.now()
    reviewing.request_changes(reference, by=by, now=now, answer=sent.answer, seen=sent.version)
    return Status(204, None)


@router.post(
    "/inventory/{reference}/review/approval",
    auth=APPROVING,
    response=ReviewOut,
    by_alias=True,
    summary="Approve a version",
)
@open_to(Callers.SERVICE)
def approve_version(request: HttpRequest, reference: str, sent: ApprovalIn) -> ReviewOut:
    """Approve as the second person and publish: at once, on a day, or after the central check.

    Nobody approves their own work: not a version that this token, the person who made it or another token of theirs
    wrote in or handed in (403). While something stands in the way, or another version was handed in than the one that
    you looked at, nothing happens (409); `blocks` says what stands in the way.
    """
    now = timezone.now()
    made = reviewing.approve(reference, by=actor_of(request), now=now, planned_on=sent.planned_on, seen=sent.version)
    return _review(reference, made)


@router.post(
    "/inventory/{reference}/withdrawal",
    auth=APPROVING,
    response={204: None},
    summary="Take an entry out of the register",
)
@open_to(Callers.SERVICE)
def withdraw_entry(request: HttpRequest, reference: str, sent: WithdrawalIn) -> Status[None]:
    """Withdraw a public entry, with the reason that its page shows from then on."""
    publication.withdraw_entry(reference, reason=sent.reason.model_dump(), by=actor_of(request), now=timezone.now())
    return Status(204, None)


@router.post(
    "/inventory/{reference}/archive", auth=APPROVING, response={204: None}, summary="Move an entry to the archive"
)
@open_to(Callers.SERVICE)
def archive_entry(request: HttpRequest, reference: str) -> Status[None]:
    """Move what is no longer used to the archive, for good; what was handed in goes back to who works on it."""
    publication.archive_entry(reference, by=actor_of(request), now=timezone.now())
    return Status(204, None)


@router.get("/inventory/{reference}/comments", auth=READING, response=list[CommentOut], summary="Comments on an entry")
@open_to(Callers.SERVICE)
def list_comments(request: HttpRequest, reference: str) -> list[CommentOut]:
    """Return all comments, each followed by its answers, the oldest first; also those that are resolved."""
    threads = threads_on(actor_of(request), reference)
    return [_comment(each) for thread in threads for each in (thread.comment, *thread.answers)]


@router.post(
    "/inventory/{reference}/comments", auth=_COMMENTING, response={201: CommentOut}, summary="Comment on an entry"
)
@open_to(Callers.SERVICE)
def comment_on_entry(request: HttpRequest, reference: str, sent: CommentIn) -> Status[CommentOut]:
    """Say something of an entry or of one of its facts, or answer somebody. An answer never blocks.

    Whoever asked for the review, and whoever is answered, gets to see it anyway.
    """
    by = actor_of(request)
    if sent.fact is not None and sent.fact not in vocabulary():
        raise Problem(422, "Unknown fact", "There is no such fact. GET /api/v1/vocabulary says which there are.")
    made = add_comment(
        reference,
        sent.text,
        by=by,
        now=timezone.now(),
        fact=sent.fact or "",
        parent=sent.parent,
        blocking=sent.blocking,
        mentions=[colleague_of(by, reference, email).pk for email in sent.mentions],
    )
    return Status(201, _comment(made))


@router.post(
    "/inventory/{reference}/comments/{number}/resolution",
    auth=_COMMENTING,
    response={204: None},
    summary="Call a comment resolved",
)
@open_to(Callers.SERVICE)
def resolve_comment_on_entry(request: HttpRequest, reference: str, number: Number) -> Status[None]:
    """Say that a comment needs nothing more; done already, it changes nothing. Who approves lifts one that blocks."""
    resolve_comment(reference, number, by=actor_of(request), now=timezone.now())
    return Status(204, None)


def _review(reference: str, review: Review) -> ReviewOut:
    return ReviewOut.model_validate(_said(reference, review))


def _said(reference: str, review: Review) -> dict[str, Any]:
    return {
        "reference": reference,
        "version": review.version.number,
        "stage": review.stage,
        "class": review.class_id,
        "asked_by": review.asked_by,
        "asked_at": review.asked_at,
        "note": review.note,
        "target_on": review.target_on,
        "planned_on": review.planned_on,
        "approved_by": review.approved_by,
        "waits_for_central_check": waits_centrally(review),
        "answer": review.answer,
        "held": review.held,
    }


def _comment(comment: Comment) -> CommentOut:
    return CommentOut(
        number=comment.pk,
        fact=comment.fact,
        text=comment.text,
        by=comment.by,
        at=comment.at,
        parent=comment.parent_id,
        blocking=comment.blocking,
        with_central=comment.shared,
        resolved_by=comment.resolved_by,
        resolved_at=comment.resolved_at,
    )
