"""What an administrator looks after: counts, the first of each list, and the terms of the body."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kenbaar.casework.actions.wishes import choose_terms
from kenbaar.casework.errors import CaseworkError
from kenbaar.casework.queries.overview import FIRST, OF_TASKS, Listed, is_kept, overview_of, page_of_list
from kenbaar.casework.queries.terms import terms_for
from kenbaar.casework.terms import Terms
from kenbaar.desk.entrance import administrator
from kenbaar.desk.numbers import whole_number
from kenbaar.desk.paging import page_asked
from kenbaar.desk.rendering import page
from kenbaar.desk.tasks.forms import back_to
from kenbaar.desk.tasks.wording import deeds_done, kind_names, list_names, said, task_states
from kenbaar.desk.wording import state_names
from kenbaar.people.actors import Actor
from kenbaar.people.models import Body


@administrator
@require_safe
def show(request: HttpRequest, *, by: Actor, slug: str) -> HttpResponse:
    """Show what there is to look after."""
    return _page(request, by, slug)


@administrator
@require_POST
def change_terms(request: HttpRequest, *, by: Actor, slug: str) -> HttpResponse:
    """Choose the terms of the body."""
    body = get_object_or_404(Body, slug=slug)
    terms = Terms(*(whole_number(request.POST.get(name, "")) or 0 for name in Terms.__slots__))
    try:
        choose_terms(body, terms, by=by, now=timezone.now())
    except CaseworkError as refused:
        return _page(request, by, slug, wrong=said(refused), status=400)
    return back_to("desk:overview", "changed", slug=slug)


@administrator
@require_safe
def show_list(request: HttpRequest, *, by: Actor, slug: str, listed: str) -> HttpResponse:
    """Show one list as a whole, a page at a time."""
    if listed not in set(Listed) or not is_kept(Listed(listed)):
        raise Http404("there is no such list")
    body, number = get_object_or_404(Body, slug=slug), page_asked(request.GET.get("bladzijde", ""))
    found, more = page_of_list(by, body, Listed(listed), page=number, today=timezone.localdate())
    return page(
        request,
        "tasks/overview_list",
        by=by,
        body=body,
        listed=listed,
        rows=found,
        number=number,
        more=more,
        **_words(),
    )


def _page(request: HttpRequest, by: Actor, slug: str, *, wrong: str = "", status: int = 200) -> HttpResponse:
    body = get_object_or_404(Body, slug=slug)
    return page(
        request,
        "tasks/overview",
        by=by,
        status=status,
        body=body,
        overview=overview_of(by, body, today=timezone.localdate()),
        first=FIRST,
        terms=terms_for(by, body),
        wrong=wrong,
        done=deeds_done().get(request.GET.get("gedaan", ""), ""),
        **_words(),
    )


def _words() -> dict[str, Any]:
    return {
        "lists": {listed: name for listed, name in list_names().items() if is_kept(listed)},
        "of_tasks": OF_TASKS,
        "kinds": kind_names(),
        "task_states": task_states(),
        "states": state_names(),
        "today": timezone.localdate(),
    }
