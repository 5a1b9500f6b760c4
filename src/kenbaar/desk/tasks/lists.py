"""My tasks, and those of a body: what comes first, first."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kenbaar.casework.lifecycle import Kind
from kenbaar.casework.policies import bodies_seen, may_handle
from kenbaar.casework.queries.tasks import Wanted, counts_of_tasks, evidence_counts, page_of_tasks
from kenbaar.desk.entrance import staff
from kenbaar.desk.numbers import whole_number
from kenbaar.desk.paging import page_asked
from kenbaar.desk.rendering import page
from kenbaar.desk.tasks.telling import when
from kenbaar.desk.tasks.wording import deeds_done, kind_names, task_states
from kenbaar.people.actors import Actor
from kenbaar.people.models import Body
from kenbaar.people.queries import colleagues

_LAST_PAGE = 1000


@staff
@require_safe
def tasks(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """List the tasks of who is signed in, or all of a body where they work."""
    return task_list(request, by)


def task_list(request: HttpRequest, by: Actor, *, wrong: str = "", status: int = 200) -> HttpResponse:
    """Return the page with the list that the address asks for."""
    bodies = list(Body.objects.filter(slug__in=bodies_seen(by)))
    wanted = _wanted(request, {body.slug for body in bodies})
    body = next((each for each in bodies if each.slug == wanted.body), None)
    today = timezone.localdate()
    found = page_of_tasks(by, wanted)
    parts = groupby(found.tasks, key=lambda task: "" if wanted.closed else when(task, today))
    handles = body is not None and may_handle(by, body.slug)
    return page(
        request,
        "tasks/list",
        by=by,
        status=status,
        wanted=wanted,
        body=body,
        bodies=bodies,
        found=found,
        parts=[(name, list(part)) for name, part in parts],
        counts=counts_of_tasks(by, wanted, today=today),
        evidence=evidence_counts(found.tasks),
        colleagues=colleagues(body, seen_by=by) if body is not None and handles else [],
        handles=handles,
        kinds=kind_names(),
        task_states=task_states(),
        today=today,
        wrong=wrong,
        done=deeds_done().get(request.GET.get("gedaan", ""), ""),
        here=request.get_full_path() if request.method == "GET" else "",
        english=get_language() == "en",
    )


def _wanted(request: HttpRequest, bodies: set[str]) -> Wanted:
    asked = request.GET
    body, kind, of = asked.get("organisatie", ""), asked.get("soort", ""), asked.get("van", "")
    return Wanted(
        body=body if body in bodies else "",
        mine=body not in bodies,
        kind=kind if kind in set(Kind) else "",
        responsible=of if of == "none" or whole_number(of) is not None else "",
        closed=asked.get("stand") == "klaar",
        page=min(page_asked(asked.get("bladzijde", "")), _LAST_PAGE),
    )
