"""How somebody is reminded, and their calendar: at the desk, or by the link in a mail."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kenbaar.casework.actions.wishes import choose_reminders, end_calendar, make_calendar
from kenbaar.casework.addresses import calendar_address
from kenbaar.casework.errors import CalendarNotFound, CaseworkError
from kenbaar.casework.mailing import person_of_wish
from kenbaar.casework.models.reminders import How
from kenbaar.casework.queries.calendars import calendar_made_at, calendar_of
from kenbaar.casework.reminding import MOST_DAYS_BEFORE, wish_of
from kenbaar.desk.entrance import signing_in, staff
from kenbaar.desk.numbers import whole_number
from kenbaar.desk.rendering import page
from kenbaar.desk.tasks.forms import back_to
from kenbaar.desk.tasks.wording import deeds_done, said, ways_to_remind
from kenbaar.people.actors import Actor
from kenbaar.people.codes import new_code
from kenbaar.people.models import Person


@staff
@require_safe
def show(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """Show what somebody chose."""
    return _page(request, by)


@staff
@require_POST
def choose(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """Choose how to be reminded."""
    days = whole_number(request.POST.get("days", ""))
    before = -1 if days is None else days
    try:
        choose_reminders(_me(request), _how(request), days_before=before, by=by, now=timezone.now())
    except CaseworkError as refused:
        return _page(request, by, wrong=said(refused), status=400)
    return back_to("desk:task_settings", "changed")


@staff
@require_POST
def renew_calendar(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """Make an address for the calendar, and show it, this once."""
    code = new_code()
    make_calendar(_me(request), code=code, by=by, now=timezone.now())
    return _page(request, by, address=calendar_address(code))


@staff
@require_POST
def stop_calendar(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """End the address of the calendar."""
    end_calendar(_me(request), by=by, now=timezone.now())
    return redirect("desk:task_settings")


@signing_in
@require_safe
def calendar(_request: HttpRequest, *, code: str) -> HttpResponse:
    """Give a calendar to whoever has its secret address: a program that cannot sign in."""
    try:
        text = calendar_of(code, now=timezone.now())
    except CalendarNotFound as nowhere:
        raise Http404(str(nowhere)) from nowhere
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="kenbaar.ics"'
    return answer


@signing_in
@require_http_methods(["GET", "HEAD", "POST"])
def choose_by_link(request: HttpRequest, *, code: str) -> HttpResponse:
    """Choose how to be reminded by the link in a mail, without signing in. Opening it changes nothing."""
    person = person_of_wish(code)
    if person is None:
        return page(request, "tasks/by_link", status=410, over=True)
    chosen = request.method == "POST"
    if chosen:
        choose_reminders(person, _how(request), by=Actor(str(person)), now=timezone.now())
    return page(
        request, "tasks/by_link", over=False, chosen=chosen, how=wish_of(person).how, ways=ways_to_remind(), code=code
    )


def _page(request: HttpRequest, by: Actor, *, wrong: str = "", address: str = "", status: int = 200) -> HttpResponse:
    person = _me(request)
    return page(
        request,
        "tasks/settings",
        by=by,
        status=status,
        wish=wish_of(person),
        ways=ways_to_remind(),
        most_days=MOST_DAYS_BEFORE,
        calendar_since=calendar_made_at(person),
        address=address,
        wrong=wrong,
        done=deeds_done().get(request.GET.get("gedaan", ""), ""),
    )


def _how(request: HttpRequest) -> How:
    asked = request.POST.get("how", "")
    if asked not in set(How):
        raise Http404("there is no such way to be reminded")
    return How(asked)


def _me(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person), "the entrance let in who signed in"
    return request.user
