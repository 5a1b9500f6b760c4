"""The page on which an entry is reviewed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kenbaar.casework.models.review import MOST_WORDS
from kenbaar.casework.queries.review import dossier
from kenbaar.casework.review_sight import Eyes
from kenbaar.desk.entrance import staff
from kenbaar.desk.entry.rendering import entry_page
from kenbaar.desk.rendering import page
from kenbaar.desk.review.laying_out import laid_out
from kenbaar.desk.review.wording import class_names, held_names, notice_standings
from kenbaar.people.actors import Actor
from kenbaar.rules.facts import vocabulary
from kenbaar.rules.filling import filling
from kenbaar.values import Language


@staff
@require_safe
def review(request: HttpRequest, *, by: Actor, reference: str) -> HttpResponse:
    """Show what lies there, what stands in the way, and what one may do about it."""
    return review_page(request, by=by, reference=reference)


def review_page(
    request: HttpRequest, *, by: Actor, reference: str, wrong: str = "", typed: dict[str, str] | None = None
) -> HttpResponse:
    """Return the page; `wrong` says why a deed was not done, and `typed` keeps what somebody wrote."""
    now = timezone.now()
    seen = dossier(by, reference, now=now)
    at, everything = _open_form(request, typed), request.GET.get("alles") == "1"
    language = str(Language(get_language() or Language.NL))
    context: dict[str, Any] = {
        "seen": seen,
        "laid_out": laid_out(seen, language, everything=everything, at=at["fact"]),
        "everything": everything,
        "at": at,
        "wrong": wrong,
        "typed": typed or {},
        "today": timezone.localdate(now),
        "labels": {fact.id: fact.label.to(language) for fact in vocabulary()},
        "me": by.person,
        "law_section": next(each.id for each in filling().sections if each.law),
        "classes": class_names(),
        "held_names": held_names(),
        "notice_standings": notice_standings(),
        "most": MOST_WORDS,
    }
    status = 400 if wrong else 200
    if seen.eyes is Eyes.CENTRAL:
        # The other parts of the entry, and the name of its working copy, are for the body.
        called = seen.sheet.texts("name")
        return page(request, "review/central", by=by, status=status, entry=seen.entry, called=called, **context)
    return entry_page(request, "review/review", seen.entry, by=by, tab="desk:review", status=status, **context)


def _open_form(request: HttpRequest, typed: dict[str, str] | None) -> dict[str, str]:
    """Return at which fact or comment a form is open: as the link says, or where somebody just typed."""
    asked = typed if typed is not None else request.GET
    return {"fact": asked.get("bij", "")[:80], "parent": asked.get("antwoord", "")[:20]}
