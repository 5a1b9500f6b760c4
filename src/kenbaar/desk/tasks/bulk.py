"""Many tasks at once: giving them to somebody, or setting their target."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from kenbaar.casework.actions.tasks import assign, set_target
from kenbaar.casework.errors import TaskNotFound, TooMuchAtOnce
from kenbaar.casework.queries.sight import entry_with_tasks
from kenbaar.casework.queries.tasks import task_of, tasks_of_entry
from kenbaar.desk.entrance import staff
from kenbaar.desk.tasks.entry import entry_tasks
from kenbaar.desk.tasks.forms import back_to, day_in, numbers_in, person_in
from kenbaar.desk.tasks.lists import task_list
from kenbaar.desk.tasks.wording import Refusals, said
from kenbaar.people.actors import Actor


@staff
@require_POST
def divide(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """Give the ticked tasks to somebody, or set their target; then back to the entry or the list that they stood in."""
    reference, body = request.POST.get("reference", ""), request.POST.get("organisatie", "")
    numbers = _numbers(request, by, reference)
    try:
        done = _divided(request, by, numbers)
    except TaskNotFound as nowhere:
        raise Http404(str(nowhere)) from nowhere
    except Refusals as refused:
        again: Callable[..., HttpResponse] = entry_tasks if reference else task_list
        where = {"reference": reference} if reference else {}
        return again(request, by, wrong=said(refused), status=400, **where)
    if reference:
        return back_to("desk:entry_tasks", done, reference=task_of(by, numbers[0]).entry.reference)
    return back_to("desk:tasks", done, {"organisatie": task_of(by, numbers[0]).entry.body.slug if body else ""})


def _numbers(request: HttpRequest, by: Actor, reference: str) -> list[int]:
    """Return what was ticked, and on request the tasks of the entry that are nobody's."""
    ticked = numbers_in(request)
    if not (reference and request.POST.get("rest")):
        return ticked
    tasks = tasks_of_entry(by, entry_with_tasks(by, reference))
    return sorted({*ticked, *(task.pk for task in tasks if task.waits and task.responsible_id is None)})


def _divided(request: HttpRequest, by: Actor, numbers: list[int]) -> str:
    if not numbers:
        raise TooMuchAtOnce(500)
    now = timezone.now()
    if request.POST.get("deed") == "plan":
        return "late" if set_target(numbers, day_in(request), by=by, now=now) else "planned"
    # Whoever may see the first task sees its body; a task of another body makes the deed fail as a whole.
    assign(numbers, person_in(request, by, task_of(by, numbers[0]).entry.body), by=by, now=now)
    return "given"
