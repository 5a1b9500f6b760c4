"""One task: what it is, what proves it, and the deeds that it takes."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from kenbaar.casework.actions import tasks as deeds
from kenbaar.casework.errors import TaskNotFound
from kenbaar.casework.models import Task
from kenbaar.casework.policies import may_handle, may_work_on
from kenbaar.casework.queries.evidence import evidence_of
from kenbaar.casework.queries.laws import duty_in_law
from kenbaar.casework.queries.tasks import task_of
from kenbaar.desk.entrance import staff
from kenbaar.desk.entry.rendering import entry_page
from kenbaar.desk.tasks.forms import back_to, day_in, person_in
from kenbaar.desk.tasks.telling import because
from kenbaar.desk.tasks.wording import Refusals, deeds_done, kind_names, said, task_states
from kenbaar.people.actors import Actor
from kenbaar.people.queries import colleagues
from kenbaar.values import Language


@staff
@require_safe
def show(request: HttpRequest, *, by: Actor, number: int) -> HttpResponse:
    """Show a task."""
    return task_page(request, by, task_or_404(by, number))


@staff
@require_POST
def give(request: HttpRequest, *, by: Actor, number: int) -> HttpResponse:
    """Say who does it."""
    body = task_or_404(by, number).entry.body
    return done(request, by, number, lambda: _give(request, by, number, body))


@staff
@require_POST
def plan(request: HttpRequest, *, by: Actor, number: int) -> HttpResponse:
    """Say when it is to be ready."""

    def deed() -> str:
        return "late" if deeds.set_target([number], day_in(request), by=by, now=timezone.now()) else "planned"

    return done(request, by, number, deed)


@staff
@require_POST
def begin(request: HttpRequest, *, by: Actor, number: int) -> HttpResponse:
    """Say that somebody is at it."""
    return done(request, by, number, lambda: _told("changed", deeds.start([number], by=by, now=timezone.now())))


@staff
@require_POST
def end(request: HttpRequest, *, by: Actor, number: int) -> HttpResponse:
    """Call it done."""
    words = request.POST.get("words", "")
    deed = deeds.finish
    return done(
        request, by, number, lambda: _told("done", deed([number], explanation=words, by=by, now=timezone.now()))
    )


@staff
@require_POST
def not_needed(request: HttpRequest, *, by: Actor, number: int) -> HttpResponse:
    """Say that it is not needed, and why."""
    words = request.POST.get("reason", "")
    deed = deeds.set_aside
    return done(request, by, number, lambda: _told("aside", deed([number], reason=words, by=by, now=timezone.now())))


@staff
@require_POST
def again(request: HttpRequest, *, by: Actor, number: int) -> HttpResponse:
    """Open it again."""
    return done(request, by, number, lambda: _told("changed", deeds.reopen([number], by=by, now=timezone.now())))


def done(request: HttpRequest, by: Actor, number: int, deed: Callable[[], str]) -> HttpResponse:
    """Do a deed and lead back to the task; where it is refused, say why and keep what was written."""
    try:
        word = deed()
    except TaskNotFound as nowhere:
        raise Http404(str(nowhere)) from nowhere
    except Refusals as refused:
        return task_page(request, by, task_or_404(by, number), wrong=said(refused), status=400)
    return back_to("desk:task", word, number=number)


def task_or_404(by: Actor, number: int) -> Task:
    """Return a task that the actor may see. Raises Http404."""
    try:
        return task_of(by, number)
    except (TaskNotFound, OverflowError) as nowhere:
        raise Http404(str(nowhere)) from nowhere


def task_page(request: HttpRequest, by: Actor, task: Task, *, wrong: str = "", status: int = 200) -> HttpResponse:
    """Return the page of a task."""
    language, body = Language(get_language() or Language.NL), task.entry.body
    handles = may_handle(by, body.slug)
    return entry_page(
        request,
        "tasks/task",
        task.entry,
        by=by,
        tab="desk:entry_tasks",
        status=status,
        task=task,
        because=because(task.because, language),
        duty=duty_in_law(task, on=timezone.localdate()),
        evidence=evidence_of(task),
        handles=handles,
        works=may_work_on(by, body.slug, responsible=task.responsible_id),
        colleagues=colleagues(body, seen_by=by) if handles else [],
        kinds=kind_names(),
        task_states=task_states(),
        today=timezone.localdate(),
        most_mb=settings.EVIDENCE_LIMIT_BYTES // 1024**2,
        wrong=wrong,
        written=request.POST,
        done=deeds_done().get(request.GET.get("gedaan", ""), ""),
    )


def _give(request: HttpRequest, by: Actor, number: int, body: object) -> str:
    deeds.assign([number], person_in(request, by, body), by=by, now=timezone.now())  # type: ignore[arg-type]
    return "given"


def _told(word: str, _done: object) -> str:
    return word
