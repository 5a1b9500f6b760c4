"""An entry at a glance, and its history."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kenbaar.assessments.queries.classifications import risk_classes_of
from kenbaar.casework.queries.tasks import doers_who_do_not_see
from kenbaar.desk.entrance import staff
from kenbaar.desk.entry.history import history_of
from kenbaar.desk.entry.rendering import entry_page
from kenbaar.desk.entry.wording import next_words
from kenbaar.desk.paging import page_asked
from kenbaar.people.actors import Actor
from kenbaar.people.queries import colleagues, names_of
from kenbaar.register.policies import OF_THE_BODY, may_arrange, may_write
from kenbaar.register.quality import measuring_standard
from kenbaar.register.queries.overview import Overview, overview_of
from kenbaar.standards.completeness import completeness


@staff
@require_safe
def overview(request: HttpRequest, *, by: Actor, reference: str) -> HttpResponse:
    """Show where an entry stands and what comes next."""
    return overview_page(request, by, reference)


def overview_page(request: HttpRequest, by: Actor, reference: str, *, wrong: str = "") -> HttpResponse:
    """Return the page, with what was refused if anything was."""
    seen = overview_of(by, reference)
    entry, sheet = seen.copy.entry, seen.copy.sheet
    arranges = may_arrange(by, entry.body.slug)
    works_here = any(by.has(role, entry.body.slug) for role in OF_THE_BODY)
    return entry_page(
        request,
        "entry/overview",
        entry,
        by=by,
        tab="desk:entry",
        status=400 if wrong else 200,
        seen=seen,
        copy=seen.copy,
        next=next_words(seen.next, entry.lacking),
        authors=_authors(seen),
        measured=completeness(sheet, measuring_standard()),
        by_law=risk_classes_of([entry.latest_id]).get(entry.latest_id) if entry.latest_id else None,
        people=colleagues(entry.body, seen_by=by) if arranges and works_here else [],
        arranges=arranges and works_here,
        unseen=doers_who_do_not_see(by, entry) if arranges else [],
        named={reader.person_id for reader in seen.readers},
        writes=may_write(by, entry.body.slug),
        history=history_of(entry, page=page_asked(request.GET.get("page", ""))),
        wrong=wrong,
        language=get_language() or "nl",
    )


def _authors(seen: Overview) -> list[str]:
    """Return who wrote in the working copy since the version that the public sees."""
    latest = seen.copy.entry.latest
    handed_over = latest.authors if latest is not None and latest.pk != seen.copy.entry.published_id else ()
    return sorted(names_of({*seen.copy.authors, *handed_over}).values())
