"""Notice profiles, for a system of a body: read, write a draft, hand it in, and approve as its second person."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status
from ninja.params.functions import Query

from kenbaar.api import services
from kenbaar.api.cursors import after_cursor, cursor_of
from kenbaar.api.profile_schemas import (
    ProfileAnswerIn,
    ProfileApprovalIn,
    ProfileCanOut,
    ProfileIn,
    ProfileOut,
    ProfilePage,
    SubmissionIn,
)
from kenbaar.api.services import APPROVING, READING, WRITING, actor_of, body_of
from kenbaar.api.working_schemas import Number
from kenbaar.notices.actions import deciding
from kenbaar.notices.actions.profiles import put_profile
from kenbaar.notices.queries.profiles import ProfileLine, profile_seen, profiles_after
from kenbaar.people.access import Callers, open_to
from kenbaar.people.actors import Actor

router = Router(tags=["notice profiles"], throttle=services.THROTTLE)
_ONE = "/notice-profiles/{profile}"


@router.get("/notice-profiles", auth=READING, response=ProfilePage, summary="List the notice profiles of your body")
@open_to(Callers.SERVICE)
def list_profiles(
    request: HttpRequest,
    cursor: str | None = Query(None, max_length=40, description="`next` of the page before"),
    limit: int = Query(50, ge=1, le=200, description="most that a page holds"),
) -> ProfilePage:
    """Return a page of the profiles that the token may see."""
    by = actor_of(request)
    found = profiles_after(by, body_of(by), after_cursor(cursor), limit=limit + 1)
    following = cursor_of(found[limit - 1].profile.pk) if len(found) > limit else None
    return ProfilePage.model_validate({"items": [_line(each) for each in found[:limit]], "next": following})


@router.get(_ONE, auth=READING, response=ProfileOut, summary="One notice profile")
@open_to(Callers.SERVICE)
def one_profile(request: HttpRequest, profile: str) -> ProfileOut:
    """Return what the newest version says, what lacks in it, and what this token may do now."""
    return _out(actor_of(request), profile)


@router.put(_ONE, auth=WRITING, response=ProfileOut, summary="Write a notice profile")
@open_to(Callers.SERVICE)
def write_profile(request: HttpRequest, profile: str, sent: ProfileIn) -> ProfileOut:
    """Have the draft say exactly this: of a new profile, of the draft that is there, or of the next version.

    What is the entry's own to say comes from its newest version. With `revision` nothing is saved when somebody
    changed the draft since you looked (409); what does not fit is named by place (422).
    """
    by = actor_of(request)
    more: dict[str, Any] = {"reference": sent.entry, "revision": sent.revision, "by": by, "now": timezone.now()}
    put_profile(body_of(by), profile, sent.content, **more)
    return _out(by, profile)


@router.delete(f"{_ONE}/draft", auth=WRITING, response={204: None}, summary="Discard the draft of a notice profile")
@open_to(Callers.SERVICE)
def discard_profile(
    request: HttpRequest, profile: str, revision: Number = Query(..., description="`revision` that you looked at")
) -> Status[None]:
    """Throw the draft away; a profile that was never approved goes with it."""
    by = actor_of(request)
    deciding.discard_profile_draft(body_of(by), profile, revision=revision, by=by, now=timezone.now())
    return Status(204, None)


@router.post(f"{_ONE}/submission", auth=WRITING, response=ProfileOut, summary="Hand in a notice profile")
@open_to(Callers.SERVICE)
def submit_profile(request: HttpRequest, profile: str, sent: SubmissionIn) -> ProfileOut:
    """Hand the draft in for a second person; it is frozen from then on. What lacks is named by place (422)."""
    by = actor_of(request)
    deciding.submit_profile(body_of(by), profile, revision=sent.revision, by=by, now=timezone.now())
    return _out(by, profile)


@router.delete(f"{_ONE}/submission", auth=WRITING, response=ProfileOut, summary="Take back a notice profile")
@open_to(Callers.SERVICE)
def take_profile_back(request: HttpRequest, profile: str) -> ProfileOut:
    """Take back what was handed in, to go on writing."""
    by = actor_of(request)
    deciding.take_back_profile(body_of(by), profile, by=by, now=timezone.now())
    return _out(by, profile)


@router.post(f"{_ONE}/changes", auth=APPROVING, response=ProfileOut, summary="Ask for changes of a notice profile")
@open_to(Callers.SERVICE)
def ask_for_profile_changes(request: HttpRequest, profile: str, sent: ProfileAnswerIn) -> ProfileOut:
    """Give the version back to who works on it, with what should change."""
    by = actor_of(request)
    deciding.ask_changes(body_of(by), profile, sent.answer, by=by, now=timezone.now())
    return _out(by, profile)


@router.post(f"{_ONE}/approval", auth=APPROVING, response=ProfileOut, summary="Approve a notice profile")
@open_to(Callers.SERVICE)
def approve_profile(request: HttpRequest, profile: str, sent: ProfileApprovalIn) -> ProfileOut:
    """Approve as the second person: notices are issued with this version from now on.

    Nobody approves their own work: not a version that this token, the person who made it or another token of theirs
    wrote in or handed in (403). Nothing happens when another version lies there than the one that you looked at (409).
    """
    by = actor_of(request)
    deciding.approve_profile(body_of(by), profile, seen=sent.digest, by=by, now=timezone.now())
    return _out(by, profile)


def _line(line: ProfileLine) -> dict[str, Any]:
    newest = line.open or line.approved
    assert newest is not None, "a profile without a version is not kept"
    return {
        "profile": line.profile.slug,
        "name": line.name,
        "entry": line.profile.entry.reference,
        "approved": line.approved.number if line.approved else None,
        "open": line.open.number if line.open else None,
        "stage": newest.stage,
        "behind": line.is_behind,
    }


def _out(by: Actor, profile: str) -> ProfileOut:
    seen = profile_seen(by, body_of(by), profile)
    version, approved = seen.version, seen.profile.current
    return ProfileOut.model_validate(
        {
            "profile": profile,
            "entry": seen.profile.entry.reference,
            "version": version.number,
            "entry_version": version.entry_version.number,
            "stage": version.stage,
            "revision": version.revision,
            "digest": version.digest,
            "content": version.content,
            "answer": version.answer,
            "approved": approved.number if approved else None,
            "approved_at": approved.approved_at if approved else None,
            "lacks": [{"place": each.place, "what": each.what.model_dump()} for each in seen.lacks],
            "can": ProfileCanOut.model_validate(seen.can),
        }
    )
