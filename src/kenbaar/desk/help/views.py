"""The pages of help: which guide is for whom, and the guides themselves."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kenbaar.desk.entrance import staff
from kenbaar.desk.help.manual import FOR_ROLES, GUIDES, guide_in
from kenbaar.desk.rendering import page
from kenbaar.people.actors import Actor
from kenbaar.values import Language


@staff
@require_safe
def overview(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """List the guides, and say which of them are for the roles of who asks."""
    mine = {guide for guide, roles in FOR_ROLES.items() if any(by.holds(role) for role in roles)}
    return page(request, "help/overview", by=by, guides=_titles(), mine=mine)


@staff
@require_safe
def show_guide(request: HttpRequest, *, by: Actor, guide: str) -> HttpResponse:
    """Show a guide in the language of the reader."""
    if guide not in GUIDES:
        raise Http404(f"there is no guide {guide!r}")
    text = guide_in(guide, Language(get_language() or Language.NL))
    return page(request, "help/guide", by=by, guide=guide, guides=_titles(), text=text)


def _titles() -> dict[str, tuple[str, str]]:
    """Return the title of each guide and what it helps with."""
    return {
        "redacteur": (_("Voor redacteuren"), _("Een algoritme opschrijven, volledig maken en laten controleren.")),
        "goedkeurder": (_("Voor goedkeurders"), _("Bekijken wat er anders is, reageren en openbaar maken.")),
        "beheerder": (_("Voor beheerders"), _("Mensen uitnodigen, zien wat blijft liggen en regels kiezen.")),
    }
