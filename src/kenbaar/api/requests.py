"""What people ask about decisions, and the answers: for systems of the body, with a token made for that."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status
from ninja.params.functions import Query

from kenbaar.api.cursors import after_cursor, cursor_of
from kenbaar.api.law import PROBLEMS
from kenbaar.api.request_schemas import (
    AnswerIn,
    RequestOut,
    RequestPageOut,
    line_out,
    request_out,
)
from kenbaar.api.services import THROTTLE, Needs, actor_of
from kenbaar.law.term_shapes import Requested
from kenbaar.notices.actions.requests import answer_request
from kenbaar.notices.lifecycle import RequestState
from kenbaar.notices.queries.requests import request_row, requests_for, terms_of
from kenbaar.people.access import Callers, open_to
from kenbaar.people.models import Scope

router = Router(tags=["requests"], auth=Needs(Scope.ANSWER_REQUESTS), throttle=THROTTLE)
_REFUSALS: dict[str, Any] = {
    "responses": {
        409: {"description": "Somebody answered it before", **PROBLEMS},
        422: {"description": "There are no words in it, or too many", **PROBLEMS},
    }
}


@router.get("/requests", response=RequestPageOut, summary="What people ask your body")
@open_to(Callers.SERVICE)
def list_requests(
    request: HttpRequest,
    cursor: str | None = Query(None, max_length=40, description="`next` of the page before"),
    limit: int = Query(50, ge=1, le=200, description="most that a page holds"),
    kind: Requested | None = Query(None, description="only those of this kind"),
    state: RequestState | None = Query(None, description="only those in this state"),
) -> RequestPageOut:
    """Return a page of what people asked, in the order in which it came in, without what they wrote."""
    rows = requests_for(actor_of(request), state=state, kind=kind).filter(pk__gt=after_cursor(cursor)).order_by("pk")
    found = list(rows[: limit + 1])
    following = cursor_of(found[limit - 1].pk) if len(found) > limit else None
    return RequestPageOut(items=[line_out(row) for row in found[:limit]], next=following)


@router.get("/requests/{number}", response=RequestOut, summary="One request")
@open_to(Callers.SERVICE)
def one_request(request: HttpRequest, number: int) -> RequestOut:
    """Return what somebody asked, in their words, with until when each law wants an answer."""
    row = request_row(number, seen_by=actor_of(request))
    return request_out(row, terms_of(row))


@router.post("/requests/{number}/answer", response={204: None}, summary="Answer a request", openapi_extra=_REFUSALS)
@open_to(Callers.SERVICE)
def answer(request: HttpRequest, number: int, what: AnswerIn) -> Status[None]:
    """Answer what somebody asked, once: who has its receipt, or the code of the notice, reads it."""
    answer_request(number, what.words, by=actor_of(request), now=timezone.now())
    return Status(204, None)
