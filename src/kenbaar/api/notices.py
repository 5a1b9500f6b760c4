"""Notices with decisions, one at a time: a system that writes letters issues them, with a token made for that."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Status

from kenbaar.api.law import PROBLEMS
from kenbaar.api.notice_schemas import (
    CorrectionIn,
    LetterIn,
    NoticeIn,
    NoticeOut,
    NoticeStateOut,
    notice_out,
    state_out,
)
from kenbaar.api.problems import problem_response
from kenbaar.api.services import Needs, PerServiceHere, actor_of, body_of
from kenbaar.decisions.decision import Decision
from kenbaar.decisions.reading import row_of
from kenbaar.decisions.refusing import Refused
from kenbaar.envelopes.codes import CodeNotGood, grouped
from kenbaar.journal.errors import LogError, NotSealedYet
from kenbaar.journal.log.sealing_soon import seal_in_a_moment
from kenbaar.notices.actions import ending
from kenbaar.notices.errors import CodeNotKnown
from kenbaar.notices.gathering import issue_one
from kenbaar.notices.models import ProfileVersion
from kenbaar.notices.queries.explaining import letter_of
from kenbaar.notices.queries.in_use import version_in_use
from kenbaar.notices.queries.opening import open_with_code, state_of
from kenbaar.notices.queries.receipts import receipt_of
from kenbaar.notices.ready import ReadyProfile, ready_profile
from kenbaar.people.access import Callers, open_to
from kenbaar.people.models import Scope

# Two hundred a second over a minute: the letters of a large body as they are written.
router = Router(tags=["notices"], auth=Needs(Scope.ISSUE_NOTICES), throttle=PerServiceHere(12_000, seconds=60))
_RETRY_SECONDS = "10"
_OF_A_CODE: dict[int, Any] = {
    404: {"description": "No notice of your body has this code", **PROBLEMS},
    409: {"description": "The notice holds no longer, or was erased", **PROBLEMS},
    422: {"description": "This is no code", **PROBLEMS},
}
_REFUSALS: dict[str, Any] = {
    "responses": {
        409: {"description": "The decision has another notice, or stands where this is not possible", **PROBLEMS},
        422: {"description": "The decision does not fit its profile; `errors` names each field", **PROBLEMS},
    }
}


@router.post(
    "/notices",
    response={201: NoticeOut, 200: NoticeOut},
    summary="Issue the notice of a decision",
    openapi_extra=_REFUSALS,
)
@open_to(Callers.SERVICE)
def issue_notice(request: HttpRequest, what: NoticeIn) -> Status[NoticeOut] | HttpResponse:
    """Issue a notice and give its code and words: 201. The same decision again gives the same notice: 200."""
    actor = actor_of(request)
    version = version_in_use(body_of(actor), what.profile, seen_by=actor)
    profile, decision = _read(version, what.decision)
    if isinstance(decision, Refused):
        return _refused(decision)
    issued = issue_one(version, decision, by=actor, now=timezone.now())
    mention = profile.mention_of(decision, code=grouped(issued.code))
    return Status(201 if issued.new else 200, notice_out(issued, mention))


@router.post(
    "/notices/letter",
    summary="The page for in the envelope",
    openapi_extra={
        "responses": {200: {"description": "The page, as PDF", "content": {"application/pdf": {}}}, **_OF_A_CODE}
    },
)
@open_to(Callers.SERVICE)
def letter(request: HttpRequest, what: LetterIn) -> HttpResponse:
    """Return the page that goes along with a decision on paper: the mention, the code and its QR code."""
    try:
        opened = open_with_code(what.code)
    except CodeNotGood as wrong:
        return problem_response(422, "Not a code", f"{wrong} Send the code as the issue of the notice gave it.")
    if opened.state.body.slug != body_of(actor_of(request)):
        raise CodeNotKnown
    return HttpResponse(letter_of(opened, what.code), content_type="application/pdf")


@router.get("/notices/{number}", response=NoticeStateOut, summary="How a notice stands")
@open_to(Callers.SERVICE)
def notice_state(request: HttpRequest, number: int) -> NoticeStateOut:
    """Return how a notice of your body stands, and what happened to it; not what it says."""
    return state_out(state_of(number, seen_by=actor_of(request)))


@router.get(
    "/notices/{number}/receipt",
    summary="The receipt of a notice",
    openapi_extra={
        "responses": {
            200: {"description": "The receipt, to the byte", "content": {"application/json": {"schema": {}}}},
            503: {"description": "The log is being sealed; ask again after `Retry-After`", **PROBLEMS},
        }
    },
)
@open_to(Callers.SERVICE)
def notice_receipt(request: HttpRequest, number: int) -> HttpResponse:
    """Return what proves, with what the notice says, that it was issued; see the format of the log."""
    state = state_of(number, seen_by=actor_of(request))
    try:
        return HttpResponse(receipt_of(state), content_type="application/json")
    except NotSealedYet as waiting:
        seal_in_a_moment()
        return _later(str(waiting))
    except LogError:
        return _later("The log cannot be read now. Nothing is lost. Ask again later.")


@router.post("/notices/{number}/withdrawal", response={204: None}, summary="Withdraw a notice", openapi_extra=_REFUSALS)
@open_to(Callers.SERVICE)
def withdraw_notice(request: HttpRequest, number: int) -> Status[None]:
    """Say that a notice holds no longer. Who has its code sees that. Done already, it changes nothing."""
    ending.withdraw_notice(number, by=actor_of(request), now=timezone.now())
    return Status(204, None)


@router.post(
    "/notices/{number}/correction",
    response={201: NoticeOut, 200: NoticeOut},
    summary="Correct a notice",
    openapi_extra=_REFUSALS,
)
@open_to(Callers.SERVICE)
def correct_notice(request: HttpRequest, number: int, what: CorrectionIn) -> Status[NoticeOut] | HttpResponse:
    """Issue a notice that says the same decision right, with a code of its own: 201. The same again: 200."""
    actor = actor_of(request)
    slug = state_of(number, seen_by=actor).version.profile.slug
    version = version_in_use(body_of(actor), slug, seen_by=actor)
    profile, decision = _read(version, what.decision)
    if isinstance(decision, Refused):
        return _refused(decision)
    issued = ending.correct_notice(number, decision, by=actor, now=timezone.now())
    mention = profile.mention_of(decision, code=grouped(issued.code))
    return Status(201 if issued.new else 200, notice_out(issued, mention))


@router.delete("/notices/{number}/content", response={204: None}, summary="Erase what a notice says")
@open_to(Callers.SERVICE)
def erase_notice(request: HttpRequest, number: int) -> Status[None]:
    """Throw away what a notice says, for good. The proof that it was there stays. Done already, it changes nothing."""
    ending.erase_notice(number, by=actor_of(request), now=timezone.now())
    return Status(204, None)


def _read(version: ProfileVersion, decision: dict[str, Any]) -> tuple[ReadyProfile, Decision | Refused]:
    profile = ready_profile(version, timezone.localdate())
    return profile, profile.reader.read(row_of(decision))


def _refused(refused: Refused) -> HttpResponse:
    wrong = [{"in": fault.field, "reason": fault.message.en, "remedy": fault.remedy.en} for fault in refused.faults]
    detail = "No notice was issued. Mend what `errors` names and send the decision again."
    return problem_response(422, "Decision does not fit its profile", detail, errors=wrong)


def _later(sentence: str) -> HttpResponse:
    answer = problem_response(503, "Not possible now", sentence)
    answer["Retry-After"] = _RETRY_SECONDS
    return answer
