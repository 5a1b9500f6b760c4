"""The entrance of the pages about a notice: open to everyone, with a code in the body of a form or without one.

A form needs no token against forgery (CSRF): there is no cookie and no session, so a form on another site can do no
more than who made it can do alone. What a browser says comes from another site is refused all the same.
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kenbaar.envelopes.codes import CodeNotGood, read_code
from kenbaar.notices.errors import CodeNotKnown, NoticeDamaged, NoticeErased
from kenbaar.notices.queries.opening import state_with_code
from kenbaar.people.access import Callers, open_to
from kenbaar.people.slowing import WAIT_SECONDS, count_wrong_code
from kenbaar.portal.rendering import page

View = Callable[..., HttpResponseBase]
ForCode = Callable[[HttpRequest, str, str], HttpResponse]

_log = logging.getLogger(__name__)
# What a browser says of a form that comes from another site than it is sent to.
_FROM_ELSEWHERE = frozenset({"cross-site", "same-site"})


def asking(view: View) -> View:
    """Open a view to everyone, to ask with GET or to send with POST. What is answered to a form is kept nowhere."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        sent = request.method == "POST"
        if sent and request.headers.get("Sec-Fetch-Site", "") in _FROM_ELSEWHERE:
            raise PermissionDenied("a form of another site")
        response = view(request, *args, **kwargs)
        response.headers["Referrer-Policy"] = "no-referrer"
        if sent:
            response.headers["Cache-Control"] = "no-store"
        return response

    return open_to(Callers.EVERYONE)(csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(answer)))


def by_code(view: ForCode) -> View:
    """Open a view (of a request, a language and a code) to who sends a code; to others show where one types it.

    The view gets the code in capitals, without dashes. It may raise what goes wrong with opening the notice.
    """

    @asking
    @wraps(view)
    def answer(request: HttpRequest, language: str) -> HttpResponse:
        if request.method != "POST":
            return page(request, "notice/code", mistake="")
        typed = request.POST.get("code", "")
        if not typed.strip():
            return page(request, "notice/code", status=400, mistake="empty")
        try:
            code = read_code(typed)
        except CodeNotGood as wrong:
            return page(request, "notice/code", status=400, mistake=wrong.why, typed=typed[:40])
        return _opened(request, language, code, view)

    return answer


def _opened(request: HttpRequest, language: str, code: str, view: ForCode) -> HttpResponse:
    try:
        return view(request, language, code)
    except CodeNotKnown:
        if count_wrong_code(request):
            return page(request, "notice/code", status=404, mistake="unknown")
        slowed = page(request, "notice/code", status=429, mistake="slow")
        slowed.headers["Retry-After"] = str(WAIT_SECONDS)
        return slowed
    except NoticeErased:
        return page(request, "notice/erased", state=state_with_code(code), code=code)
    except NoticeDamaged as damaged:
        # Its message has the number of the notice in it and nothing else.
        _log.error("%s", damaged)
        return page(request, "notice/damaged", status=500, code=code)
