"""What people ask about decisions: the queue of who answers, one request, and its answer."""

import datetime as dt
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kenbaar.desk.entrance import staff
from kenbaar.desk.paging import last_page, page_asked
from kenbaar.desk.rendering import page
from kenbaar.desk.requests.wording import MENDABLE, days_left, how_sure, said
from kenbaar.law.term_shapes import Requested
from kenbaar.letters.explanation import Explanation
from kenbaar.letters.plain import text_of
from kenbaar.notices.actions.opening import read_notice, read_notice_asked_about
from kenbaar.notices.actions.requests import MOST_ANSWER, answer_request
from kenbaar.notices.keys import reading_keys_here
from kenbaar.notices.lifecycle import RequestState
from kenbaar.notices.models import Request
from kenbaar.notices.naming import REQUEST_NAMES
from kenbaar.notices.queries.explaining import explanation_of
from kenbaar.notices.queries.opening import OpenedNotice
from kenbaar.notices.queries.requests import answered_by, request_row, requests_for, terms_of
from kenbaar.people.actors import Actor
from kenbaar.people.models import Body
from kenbaar.people.queries import names_of

_PAGE = 50


@staff
@require_safe
def queue(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """List what people asked: what is late first, then by the day to answer by."""
    asked, today = request.GET, timezone.localdate()
    bodies = list(Body.objects.filter(slug__in=answered_by(by)))
    body = next((each.slug for each in bodies if each.slug == asked.get("organisatie", "")), "")
    kind = Requested(asked["soort"]) if asked.get("soort", "") in set(Requested) else None
    state = RequestState.ANSWERED if asked.get("stand", "") == "beantwoord" else RequestState.OPEN
    rows = requests_for(by, state=state, body=body, kind=kind)
    number = page_asked(asked.get("pagina", ""))
    shown = rows[(number - 1) * _PAGE : number * _PAGE]
    return page(
        request,
        "requests/list",
        by=by,
        bodies=bodies,
        body=body,
        kind=kind or "",
        closed=state is RequestState.ANSWERED,
        parts=[(name, list(part)) for name, part in groupby(shown, key=lambda row: _when(row, today))],
        kinds=REQUEST_NAMES,
        today=today,
        days_left=days_left,
        number=number,
        last=last_page(rows.count(), _PAGE),
    )


@staff
@require_safe
def one(request: HttpRequest, *, by: Actor, number: int) -> HttpResponse:
    """Show what somebody asks, until when the law wants an answer, and the answer or where to write it."""
    return _page(request, request_row(number, seen_by=by), by=by)


@staff
@require_POST
def open_notice(request: HttpRequest, *, by: Actor, number: int) -> HttpResponse:
    """Show what the notice says, with the code that the person gave or else with the key of the body.

    Nothing of it is kept. What was typed of an answer stays; where nothing was, the explanation is put there.
    """
    row = request_row(number, seen_by=by)
    code, words = request.POST.get("code", "").strip(), request.POST.get("words", "")
    try:
        opened = _opened(row, code, by)
    except MENDABLE as refused:
        return _page(request, row, by=by, words=words, wrong=said(refused))
    made = explanation_of(opened, row.language)
    return _page(request, row, by=by, words=words if words.strip() else text_of(made), made=made)


@staff
@require_POST
def answer(request: HttpRequest, *, by: Actor, number: int) -> HttpResponse:
    """Answer it, once."""
    words = request.POST.get("words", "").replace("\r\n", "\n")
    try:
        answer_request(number, words, by=by, now=timezone.now())
    except MENDABLE as refused:
        return _page(request, request_row(number, seen_by=by), by=by, words=words, wrong=said(refused))
    return redirect("desk:request", number=number)


def _opened(row: Request, code: str, by: Actor) -> OpenedNotice:
    if code or row.notice_id is None:
        return read_notice_asked_about(row.pk, code, by=by, now=timezone.now())
    return read_notice(row.notice_id, reading_keys_here(), by=by, now=timezone.now())


def _page(
    request: HttpRequest,
    row: Request,
    *,
    by: Actor,
    words: str = "",
    wrong: str = "",
    made: Explanation | None = None,
) -> HttpResponse:
    today = timezone.localdate()
    return page(
        request,
        "requests/request",
        by=by,
        status=400 if wrong else 200,
        asked=row,
        is_open=row.state == RequestState.OPEN,
        kinds=REQUEST_NAMES,
        left=days_left(row.answer_by, today),
        late=row.answer_by is not None and row.answer_by < today,
        terms=[(each, how_sure(each)) for each in terms_of(row)],
        by_name=names_of([row.answered_by]).get(row.answered_by, row.answered_by),
        words=words,
        wrong=wrong,
        explanation_made=made,
        most=MOST_ANSWER,
    )


def _when(row: Request, today: dt.date) -> str:
    if row.state == RequestState.ANSWERED:
        return ""
    if row.answer_by is None:
        return "never"
    if row.answer_by < today:
        return "late"
    return "week" if row.answer_by < today + dt.timedelta(days=7) else "later"
