"""What somebody does on the page of a review: forms become deeds, and a refusal becomes a sentence."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kenbaar.assessments.errors import AssessmentError
from kenbaar.casework.actions import comments, publication
from kenbaar.casework.actions import review as reviewing
from kenbaar.casework.review_errors import CommentNotFound, ReviewError
from kenbaar.casework.review_policies import is_central
from kenbaar.desk.entrance import staff
from kenbaar.desk.numbers import whole_number
from kenbaar.desk.rendering import page
from kenbaar.desk.review.views import review_page
from kenbaar.desk.review.wording import said
from kenbaar.people.actors import Actor
from kenbaar.register.errors import EntryNotFound, NotAllowed, RegisterError, SecondPersonNeeded
from kenbaar.values import Language

Deed = Callable[[], object]


class _NoDay(ValueError):
    """What was typed is no day."""


@staff
@require_POST
def ask(request: HttpRequest, *, by: Actor, reference: str) -> HttpResponse:
    """Hand the entry in for a second person."""

    def deed() -> None:
        reviewing.ask_review(reference, note=_text(request, "note"), target=_day(request, "target"), **_now(by))

    return _done(request, deed, by=by, reference=reference)


@staff
@require_POST
def take_back(request: HttpRequest, *, by: Actor, reference: str) -> HttpResponse:
    """Take back what was handed in."""
    return _done(request, lambda: reviewing.take_back(reference, **_now(by)), by=by, reference=reference)


@staff
@require_POST
def request_changes(request: HttpRequest, *, by: Actor, reference: str) -> HttpResponse:
    """Give the version back to its editors."""
    answer = _text(request, "answer")
    return _done(
        request,
        lambda: reviewing.request_changes(reference, answer=answer, seen=_version(request), **_now(by)),
        by=by,
        reference=reference,
        # A central reviewer sees no more of it once it was given back.
        then="desk:review_queue",
    )


@staff
@require_POST
def approve(request: HttpRequest, *, by: Actor, reference: str) -> HttpResponse:
    """Approve as second person, for now or for a day."""

    def deed() -> None:
        reviewing.approve(reference, planned_on=_day(request, "planned"), seen=_version(request), **_now(by))

    return _done(request, deed, by=by, reference=reference)


@staff
@require_POST
def check_off(request: HttpRequest, *, by: Actor, reference: str) -> HttpResponse:
    """Let it through as central reviewer."""
    deed = lambda: reviewing.check_off(reference, seen=_version(request), **_now(by))  # noqa: E731  # one line says it
    return _done(request, deed, by=by, reference=reference, then="desk:review_queue")


@staff
@require_POST
def withdraw(request: HttpRequest, *, by: Actor, reference: str) -> HttpResponse:
    """Take the entry out of the register, with a reason."""
    reason = {str(language): _text(request, f"reason_{language}") for language in Language}
    deed = lambda: publication.withdraw_entry(reference, reason=reason, **_now(by))  # noqa: E731  # as above
    return _done(request, deed, by=by, reference=reference)


@staff
@require_POST
def archive(request: HttpRequest, *, by: Actor, reference: str) -> HttpResponse:
    """Move the entry to the archive."""
    return _done(request, lambda: publication.archive_entry(reference, **_now(by)), by=by, reference=reference)


@staff
@require_POST
def comment(request: HttpRequest, *, by: Actor, reference: str) -> HttpResponse:
    """Comment on a fact or on the whole, or answer."""
    fact, parent = _text(request, "bij"), _text(request, "antwoord")
    chosen = request.POST.getlist("mention")

    def deed() -> None:
        comments.add_comment(
            reference,
            _text(request, "text"),
            fact="" if fact == GENERAL else fact,
            parent=_number(parent) if parent else None,
            blocking=request.POST.get("blocking") == "1",
            mentions=[_number(each) for each in chosen if each],
            **_now(by),
        )

    return _done(request, deed, by=by, reference=reference, at=fact)


@staff
@require_POST
def resolve(request: HttpRequest, *, by: Actor, reference: str, number: int) -> HttpResponse:
    """Tick a comment off."""
    deed = lambda: comments.resolve_comment(reference, number, **_now(by))  # noqa: E731  # as above
    return _done(request, deed, by=by, reference=reference, at=_text(request, "bij"))


@staff
@require_POST
def see(_request: HttpRequest, *, by: Actor, number: int) -> HttpResponse:
    """Take a mention off the list of what waits."""
    try:
        comments.see_mention(number, **_now(by))
    except CommentNotFound as nowhere:
        raise EntryNotFound(str(number)) from nowhere
    return redirect("desk:start")


GENERAL = "algemeen"


def _done(request: HttpRequest, deed: Deed, *, by: Actor, reference: str, at: str = "", then: str = "") -> HttpResponse:
    """Do a deed and go on; where it is refused, show the page again with the reason and with what was typed."""
    try:
        deed()
    except CommentNotFound as nowhere:
        raise EntryNotFound(reference) from nowhere
    except _NoDay:
        return _again(request, by, reference, _("Dit is geen dag. Schrijf hem als jjjj-mm-dd, of kies hem."))
    except SecondPersonNeeded as refused:
        return _again(request, by, reference, said(refused))
    except NotAllowed:
        raise
    except EntryNotFound:
        if not is_central(by):
            raise
        # What lay with a central reviewer goes out of their sight when the body hands in anew; their words do not.
        return page(request, "review/gone", by=by, status=404, answer=_text(request, "answer"))
    except (ReviewError, RegisterError, AssessmentError) as refused:
        return _again(request, by, reference, said(refused))
    if then:
        return redirect(then)
    where = reverse("desk:review", kwargs={"reference": reference})
    return redirect(f"{where}#{at}" if at.replace("_", "").isalnum() else where)


def _again(request: HttpRequest, by: Actor, reference: str, wrong: str) -> HttpResponse:
    typed = {name: str(value) for name, value in request.POST.items() if name != "csrfmiddlewaretoken"}
    return review_page(request, by=by, reference=reference, wrong=wrong, typed=typed)


def _text(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "")


def _day(request: HttpRequest, name: str) -> dt.date | None:
    written = _text(request, name).strip()
    if not written:
        return None
    try:
        return dt.date.fromisoformat(written)
    except ValueError as error:
        raise _NoDay from error


def _version(request: HttpRequest) -> int:
    """Return the version that the page showed; what names none is not the one that lies there."""
    return whole_number(_text(request, "version")) or 0


def _number(text: str) -> int:
    number = whole_number(text)
    if number is None:
        raise CommentNotFound(0)
    return number


def _now(by: Actor) -> dict[str, Any]:
    return {"by": by, "now": timezone.now()}
