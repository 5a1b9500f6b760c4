"""Asking a body something about a decision, with the code of the notice or because there is none."""

import datetime as dt

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kenbaar.decisions.profile import Tongue
from kenbaar.decisions.terms import first_due
from kenbaar.envelopes.codes import grouped
from kenbaar.law.term_shapes import Requested
from kenbaar.notices.actions.requests import MOST_CONTACT, MOST_WORDS, Asked, receive
from kenbaar.notices.queries.opening import OpenedNotice, open_with_code
from kenbaar.notices.queries.requests import bodies_that_answer
from kenbaar.people.models import Body
from kenbaar.people.slowing import may_send_message
from kenbaar.portal.notice.entrance import asking, by_code
from kenbaar.portal.rendering import page

# What can be asked with a code: who has one has a notice.
_KINDS = frozenset(Requested) - {Requested.NO_NOTICE}
# The day of a decision is written behind the words.
_MOST_TYPED = MOST_WORDS - 100


@by_code
def ask(request: HttpRequest, language: str, code: str) -> HttpResponse:
    """Show the form for a question of the kind that was chosen; with `send`, send it to the body."""
    opened, kind = open_with_code(code), request.POST.get("kind", "")
    if kind not in _KINDS:
        return HttpResponseRedirect(reverse("portal:notice", kwargs={"language": language}))
    sent = bool(request.POST.get("send"))
    mistakes = _mistakes(request, words_needed=kind != Requested.EXPLANATION) if sent else {}
    if sent and not mistakes:
        if may_send_message(request):
            return _received(request, language, opened.state.body, Requested(kind), opened=opened, code=code)
        mistakes = {"all": _too_many()}
    return page(
        request,
        "notice/ask",
        status=400 if mistakes else 200,
        code=code,
        kind=kind,
        body=opened.state.body,
        mistakes=mistakes,
        words=_typed(request, "words"),
        contact=_typed(request, "contact"),
    )


@asking
def no_notice(request: HttpRequest, language: str) -> HttpResponse:
    """Take in that somebody got a decision without a notice, for the body that took it."""
    bodies = bodies_that_answer()
    mistakes: dict[str, str] = {}
    if request.method == "POST":
        body = next((each for each in bodies if each.slug == request.POST.get("body")), None)
        mistakes = {} if body else {"body": _("Kies de organisatie die het besluit nam.")}
        mistakes |= _mistakes(request, words_needed=True) | _mistaken_day(request)
        if body and not mistakes:
            if may_send_message(request):
                return _received(request, language, body, Requested.NO_NOTICE)
            mistakes = {"all": _too_many()}
    shown = page(
        request,
        "notice/no_notice",
        status=400 if mistakes else 200,
        bodies=bodies,
        chosen=request.POST.get("body", ""),
        mistakes=mistakes,
        words=_typed(request, "words"),
        contact=_typed(request, "contact"),
        decided=_typed(request, "decided"),
    )
    # Who works where is no public news, so no public line says when this page is no longer true.
    shown.headers["Cache-Control"] = "no-cache"
    return shown


def _received(
    request: HttpRequest,
    language: str,
    body: Body,
    kind: Requested,
    *,
    opened: OpenedNotice | None = None,
    code: str = "",
) -> HttpResponse:
    words, decided = _typed(request, "words"), _typed(request, "decided")
    if decided:
        words += "\n\n" + _("Datum van het besluit: %(day)s") % {"day": decided}
    asked = Asked(kind, words, _typed(request, "contact"), Tongue(language))
    received = receive(body, asked, about=opened, now=timezone.now())
    first = first_due(received.terms)
    return page(
        request,
        "notice/received",
        body=body,
        receipt=grouped(received.receipt),
        due_on=first.last_day if first else None,
        code=code,
    )


def _mistakes(request: HttpRequest, *, words_needed: bool) -> dict[str, str]:
    words, contact = _typed(request, "words"), _typed(request, "contact")
    mistakes = {}
    if words_needed and not words:
        mistakes["words"] = _("Schrijf op waar het over gaat. Eén zin is genoeg.")
    if len(words) > _MOST_TYPED:
        mistakes["words"] = _("Uw tekst is te lang. Schrijf hooguit %(most)s tekens.") % {"most": _MOST_TYPED}
    if len(contact) > MOST_CONTACT:
        mistakes["contact"] = _("Dit is te lang. Schrijf hooguit %(most)s tekens.") % {"most": MOST_CONTACT}
    return mistakes


def _mistaken_day(request: HttpRequest) -> dict[str, str]:
    typed = _typed(request, "decided")
    try:
        right = not typed or dt.date.fromisoformat(typed) <= timezone.localdate()
    except ValueError:
        right = False
    return {} if right else {"decided": _("Kies de dag die op de brief staat, of laat dit leeg.")}


def _too_many() -> str:
    return _("Vanaf uw netwerk is dit uur al veel verstuurd. Probeer het over een uur opnieuw, of bel de organisatie.")


def _typed(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").strip().replace("\r\n", "\n")
