"""My work: what waits for whoever signed in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kenbaar.casework.queries.queue import waiting_for
from kenbaar.casework.queries.tasks import my_work
from kenbaar.desk.entrance import staff
from kenbaar.desk.rendering import page
from kenbaar.desk.review.wording import held_names
from kenbaar.desk.tasks.wording import kind_names, task_states
from kenbaar.people.actors import Actor
from kenbaar.register.queries.inventory import bodies_to_write_for


@staff
@require_safe
def start(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """Show what waits for who is signed in."""
    today = timezone.localdate()
    counts, tasks = my_work(by, today=today)
    waiting: dict[str, Any] = {
        "my_counts": counts,
        "my_tasks": tasks,
        "kinds": kind_names(),
        "task_states": task_states(),
        "waiting": waiting_for(by),
        "held_names": held_names(),
        "writes_for": bodies_to_write_for(by),
    }
    return page(request, "start/start", by=by, today=today, **waiting)
