"""Lists of profiles: of a body, and of one algorithm."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from kenbaar.desk.entrance import staff
from kenbaar.desk.entry.rendering import entry_page
from kenbaar.desk.notices.wording import stage_names
from kenbaar.desk.paging import last_page, page_asked
from kenbaar.desk.rendering import page
from kenbaar.notices.profile_policies import may_write
from kenbaar.notices.queries.profiles import entries_without_profile, profiles_of_body, profiles_of_entry
from kenbaar.notices.taking_over import says_its_part
from kenbaar.people.actors import Actor
from kenbaar.register.queries.inventory import bodies_to_see, inventory_body
from kenbaar.register.queries.working import entry_at_work

_SHOWN = 100
_PAGE = 50


@staff
@require_safe
def choose_body(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """Lead to the profiles of who works for one body, or let them choose."""
    words = request.GET.get("q", "")[:100]
    bodies = list(bodies_to_see(by, words)[: _SHOWN + 1])
    if len(bodies) == 1 and not words:
        return redirect("desk:body_notices", slug=bodies[0].slug)
    more = len(bodies) > _SHOWN
    return page(request, "notices/choose", by=by, bodies=bodies[:_SHOWN], words=words, more=more)


@staff
@require_safe
def of_body(request: HttpRequest, *, by: Actor, slug: str) -> HttpResponse:
    """List the profiles of a body, and the algorithms that help decide about people and have none."""
    number = page_asked(request.GET.get("pagina", ""))
    body = inventory_body(by, slug)
    without = entries_without_profile(by, slug)
    return page(
        request,
        "notices/list",
        by=by,
        body=body,
        lines=profiles_of_body(by, slug),
        without=list(without[(number - 1) * _PAGE : number * _PAGE]),
        number=number,
        last=last_page(without.count(), _PAGE),
        writes=may_write(by, slug),
        stages=stage_names(),
    )


@staff
@require_safe
def of_entry(request: HttpRequest, *, by: Actor, reference: str) -> HttpResponse:
    """List the profiles of an algorithm."""
    entry = entry_at_work(by, reference)
    return entry_page(
        request,
        "notices/entry",
        entry,
        by=by,
        tab="desk:entry_notices",
        lines=profiles_of_entry(by, reference),
        ready=entry.latest is not None and says_its_part(entry.latest.answers()),
        writes=may_write(by, entry.body.slug),
        stages=stage_names(),
    )
