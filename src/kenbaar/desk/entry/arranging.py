"""Whose an entry is, who may see it, and the end of its use or of a draft."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kenbaar.desk.entrance import staff
from kenbaar.desk.entry.rendering import entry_page
from kenbaar.desk.entry.views import overview_page
from kenbaar.desk.numbers import whole_number
from kenbaar.people.actors import Actor
from kenbaar.people.models import Person
from kenbaar.people.queries import colleague
from kenbaar.register.actions.arranging import name_reader, set_access, set_owner, unname_reader
from kenbaar.register.actions.drafting import answer_digest, discard_draft
from kenbaar.register.actions.stopping import stop_use
from kenbaar.register.errors import NotAllowed, NotOfTheBody, RegisterError, SheetRefused, StillPublic
from kenbaar.register.lifecycle import Access
from kenbaar.register.models import Entry
from kenbaar.register.policies import may_arrange, may_write
from kenbaar.register.queries.working import entry_at_work, readers_of, working_copy

_STOPPING = ("status", "end_date", "stop_reason")
_LONGEST_REASON = 2000


@staff
@require_POST
def give_owner(request: HttpRequest, *, by: Actor, reference: str) -> HttpResponse:
    """Say who looks after the entry; nobody when that is chosen."""
    entry = _entry_to_arrange(by, reference)
    number = request.POST.get("person", "")
    owner = _colleague(entry, by, number)
    if number and owner is None:
        return overview_page(request, by, reference, wrong=_nobody())
    return _done(request, by, reference, lambda: set_owner(reference, owner, by=by, now=timezone.now()))


@staff
@require_POST
def give_access(request: HttpRequest, *, by: Actor, reference: str) -> HttpResponse:
    """Say for whom the entry is."""
    asked = request.POST.get("access", "")
    _entry_to_arrange(by, reference)
    if asked not in set(Access):
        return overview_page(request, by, reference, wrong=_("Kies eerst wie het mag zien."))
    return _done(request, by, reference, lambda: set_access(reference, Access(asked), by=by, now=timezone.now()))


@staff
@require_POST
def add_reader(request: HttpRequest, *, by: Actor, reference: str) -> HttpResponse:
    """Let a colleague see a restricted entry."""
    entry = _entry_to_arrange(by, reference)
    person = _colleague(entry, by, request.POST.get("person", ""))
    if person is None:
        return overview_page(request, by, reference, wrong=_nobody())
    return _done(request, by, reference, lambda: name_reader(reference, person, by=by, now=timezone.now()))


@staff
@require_POST
def remove_reader(_request: HttpRequest, *, by: Actor, reference: str, number: int) -> HttpResponse:
    """Let somebody no longer see a restricted entry."""
    entry = _entry_to_arrange(by, reference)
    for reader in readers_of(entry):
        if reader.person_id == number:
            unname_reader(reference, reader.person, by=by, now=timezone.now())
    # Whoever took themselves off the list cannot look at it any more.
    return redirect("desk:inventory") if number == by.person else redirect("desk:entry", reference=reference)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, *, by: Actor, reference: str) -> HttpResponse:
    """Ask since when and why the algorithm is used no longer, and write that in the draft."""
    copy = working_copy(by, reference)
    if not may_write(by, copy.entry.body.slug):
        raise NotAllowed(reference, "write")
    given = request.POST
    end, reason = given.get("end", "").strip(), given.get("reason", "").replace("\r\n", "\n").strip()
    wrong: dict[str, str] = {}
    if request.method == "POST":
        if not reason or len(reason) > _LONGEST_REASON:
            wrong["reason"] = _("Schrijf in een paar zinnen waarom u ermee stopt.")
        seen = {fact: given.get(f"seen_{fact}", "") for fact in _STOPPING}
        try:
            if not wrong:
                saved = stop_use(reference, end=end, reason={"nl": reason}, seen=seen, by=by, now=timezone.now())
                address = reverse("desk:entry", kwargs={"reference": reference})
                return redirect(f"{address}invullen/" if saved.conflicts else address)
        except SheetRefused:
            wrong["end"] = _("Schrijf de datum als 2026-11-24, of alleen 2026-11 of 2026.")
    return entry_page(
        request,
        "entry/stop",
        copy.entry,
        by=by,
        tab="desk:entry",
        status=400 if wrong else 200,
        seen={fact: given.get(f"seen_{fact}") or answer_digest(copy.sheet.get(fact)) for fact in _STOPPING},
        end=end or copy.sheet.value("end_date") or timezone.localdate().isoformat(),
        reason=reason or copy.sheet.texts("stop_reason").get("nl", ""),
        wrong=wrong,
    )


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, *, by: Actor, reference: str) -> HttpResponse:
    """Ask whether the draft may go, and let it go."""
    copy = working_copy(by, reference)
    if not may_write(by, copy.entry.body.slug):
        raise NotAllowed(reference, "write")
    if request.method == "POST":
        discard_draft(reference, by=by, now=timezone.now())
        return redirect("desk:entry", reference=reference)
    return entry_page(request, "entry/discard", copy.entry, by=by, tab="desk:entry", copy=copy)


def _entry_to_arrange(by: Actor, reference: str) -> Entry:
    entry = entry_at_work(by, reference)
    if not may_arrange(by, entry.body.slug):
        raise NotAllowed(reference, "arrange")
    return entry


def _colleague(entry: Entry, by: Actor, number: str) -> Person | None:
    return colleague(entry.body, whole_number(number) or 0, seen_by=by)


def _done(request: HttpRequest, by: Actor, reference: str, deed: Callable[[], None]) -> HttpResponse:
    try:
        deed()
    except (StillPublic, NotOfTheBody) as refused:
        return overview_page(request, by, reference, wrong=_refusal(refused))
    return redirect("desk:entry", reference=reference)


def _refusal(refused: RegisterError) -> str:
    if isinstance(refused, StillPublic):
        return _("Dit algoritme staat in het register. Trek het eerst in, met een reden.")
    return _nobody()


def _nobody() -> str:
    return _("Deze persoon werkt niet meer voor uw organisatie. Kies iemand anders.")
