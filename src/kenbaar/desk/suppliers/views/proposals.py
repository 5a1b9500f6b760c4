"""What templates propose: the entries that something waits for, and answering it for one of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kenbaar.desk.entrance import staff
from kenbaar.desk.entry.rendering import entry_page
from kenbaar.desk.numbers import whole_number
from kenbaar.desk.paging import last_page, page_asked
from kenbaar.desk.rendering import page
from kenbaar.desk.suppliers.showing import proposals_shown
from kenbaar.desk.suppliers.wording import said
from kenbaar.people.actors import Actor
from kenbaar.register.policies import may_write
from kenbaar.register.queries.working import entry_at_work
from kenbaar.suppliers.actions.following import AnswersGiven, answer_proposals, leave_template
from kenbaar.suppliers.errors import FollowsNothing, NothingProposed
from kenbaar.suppliers.queries.proposals import count_waiting, entries_with_proposals, proposals_of

_PAGE_SIZE = 50


@staff
@require_safe
def waiting(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """List the entries to which their template proposes something."""
    number = page_asked(request.GET.get("page", ""))
    return page(
        request,
        "suppliers/waiting",
        by=by,
        lines=entries_with_proposals(by, page=number, size=_PAGE_SIZE),
        number=number,
        last=last_page(count_waiting(by), _PAGE_SIZE),
    )


@staff
@require_safe
def of_entry(request: HttpRequest, *, by: Actor, reference: str) -> HttpResponse:
    """Show the template that an entry follows, and what it proposes."""
    return _entry_page(request, by, reference)


@staff
@require_POST
def answer(request: HttpRequest, *, by: Actor, reference: str) -> HttpResponse:
    """Accept or decline one proposal, or accept all that were on the page."""
    number, seen = request.POST.get("version", ""), _seen(request)
    accept, decline = request.POST.get("accept", ""), request.POST.get("decline", "")
    facts = list(seen) if "all" in request.POST else [accept] if accept else []
    try:
        given = answer_proposals(
            reference,
            whole_number(number) or 0,
            accept={fact: seen.get(fact, "") for fact in facts},
            decline=[decline] if decline else [],
            by=by,
            now=timezone.now(),
        )
    except (FollowsNothing, NothingProposed) as refused:
        return _entry_page(request, by, reference, status=400, wrong=said(refused))
    status = 409 if given.changed else 200
    return _entry_page(request, by, reference, status=status, wrong=_changed(given), done=_done(given))


@staff
@require_POST
def leave(request: HttpRequest, *, by: Actor, reference: str) -> HttpResponse:  # noqa: ARG001  # every view gets it
    """Stop following a template."""
    leave_template(reference, by=by, now=timezone.now())
    return redirect("desk:entry_template", reference=reference)


def _seen(request: HttpRequest) -> dict[str, str]:
    """Return which answer the page had for each fact."""
    names = (name for name in request.POST if name.startswith("seen."))
    return {name.removeprefix("seen."): str(request.POST[name]) for name in names}


def _entry_page(
    request: HttpRequest, by: Actor, reference: str, *, status: int = 200, wrong: str = "", done: str = ""
) -> HttpResponse:
    entry = entry_at_work(by, reference)
    found = proposals_of(by, reference)
    return entry_page(
        request,
        "suppliers/entry",
        entry,
        by=by,
        tab="desk:entry_template",
        status=status,
        found=found,
        proposals=proposals_shown(found.open, get_language() or "nl") if found else [],
        same=[each for each in found.proposals if each.same] if found else [],
        writes=may_write(by, entry.body.slug),
        wrong=wrong,
        done=done,
    )


def _changed(given: AnswersGiven) -> str:
    if not given.changed:
        return ""
    return _(
        "Iemand anders heeft dit gegeven net gewijzigd. Er is niets overschreven. Kijk naar de nieuwe tekst en kies "
        "nog eens."
    )


def _done(given: AnswersGiven) -> str:
    said_yes, said_no = len(given.accepted), len(given.declined)
    if said_yes:
        return ngettext("%(num)s voorstel is overgenomen.", "%(num)s voorstellen zijn overgenomen.", said_yes) % {
            "num": said_yes
        }
    return _("Het voorstel is afgewezen. U hoort er weer van als de leverancier dit gegeven opnieuw wijzigt.") * bool(
        said_no
    )
