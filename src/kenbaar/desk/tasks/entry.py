"""The tasks of one entry: its duties, with why, when, by whom and what proves it."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from kenbaar.casework.actions.duties import open_duties
from kenbaar.casework.actions.tasks import add_task
from kenbaar.casework.lifecycle import Kind
from kenbaar.casework.policies import may_handle
from kenbaar.casework.queries.sight import entry_with_tasks
from kenbaar.casework.queries.tasks import tasks_of_entry
from kenbaar.desk.entrance import staff
from kenbaar.desk.entry.rendering import entry_page
from kenbaar.desk.tasks.forms import back_to, day_in, person_in
from kenbaar.desk.tasks.telling import grouped
from kenbaar.desk.tasks.wording import Refusals, deeds_done, kind_names, said, task_states
from kenbaar.people.actors import Actor
from kenbaar.people.queries import colleagues
from kenbaar.values import Language


@staff
@require_safe
def show(request: HttpRequest, *, by: Actor, reference: str) -> HttpResponse:
    """List the tasks of an entry."""
    return entry_tasks(request, by, reference=reference)


@staff
@require_POST
def find_duties(request: HttpRequest, *, by: Actor, reference: str) -> HttpResponse:
    """Classify the entry and bring its duties up to what the law asks."""
    now = timezone.now()
    try:
        open_duties(reference, by=by, now=now, on=timezone.localdate(now))
    except Refusals as refused:
        return entry_tasks(request, by, reference=reference, wrong=said(refused), status=400)
    return back_to("desk:entry_tasks", "duties", reference=reference)


@staff
@require_POST
def add(request: HttpRequest, *, by: Actor, reference: str) -> HttpResponse:
    """Add a task of one's own, or a request to a colleague."""
    body = entry_with_tasks(by, reference).body
    title, detail = request.POST.get("title", ""), request.POST.get("detail", "")
    try:
        person = person_in(request, by, body)
        target = day_in(request) if request.POST.get("target") else None
        now = timezone.now()
        add_task(reference, title=title, detail=detail, responsible=person, target=target, by=by, now=now)
    except Refusals as refused:
        written = {"title": title, "detail": detail}
        return entry_tasks(request, by, reference=reference, wrong=said(refused), status=400, written=written)
    return back_to("desk:entry_tasks", "added", reference=reference)


def entry_tasks(
    request: HttpRequest,
    by: Actor,
    *,
    reference: str,
    wrong: str = "",
    status: int = 200,
    written: dict[str, str] | None = None,
) -> HttpResponse:
    """Return the page with the tasks of an entry; `written` is what somebody wrote and must not write again."""
    entry = entry_with_tasks(by, reference)
    tasks = tasks_of_entry(by, entry)
    duties = [task for task in tasks if task.kind == Kind.DUTY]
    language = Language(get_language() or Language.NL)
    return entry_page(
        request,
        "tasks/entry",
        entry,
        by=by,
        tab="desk:entry_tasks",
        status=status,
        groups=grouped((task for task in duties if task.waits), language),
        others=[task for task in tasks if task.kind != Kind.DUTY and task.waits],
        closed=[task for task in tasks if not task.waits],
        duties=len(duties),
        waiting=sum(task.waits for task in tasks),
        colleagues=colleagues(entry.body, seen_by=by) if may_handle(by, entry.body.slug) else [],
        handles=may_handle(by, entry.body.slug),
        kinds=kind_names(),
        task_states=task_states(),
        today=timezone.localdate(),
        wrong=wrong,
        written=written or {},
        done=deeds_done().get(request.GET.get("gedaan", ""), ""),
        me=by.person,
    )
