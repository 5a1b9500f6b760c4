"""The letter of a profile as people will get it: on a page of its own, and beside the form while somebody types."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kenbaar.decisions.checking import Check
from kenbaar.decisions.example import example_decision
from kenbaar.decisions.profile import Profile, Tongue
from kenbaar.decisions.profile_files import ProfileRefused, profile_of
from kenbaar.decisions.reporting import MEANS, VERDICTS
from kenbaar.desk.entrance import staff
from kenbaar.desk.notices import names
from kenbaar.desk.notices.form import SectionForm
from kenbaar.desk.notices.showing import named, regimes_shown
from kenbaar.desk.notices.views.writing import draft_to_write, section_named
from kenbaar.desk.rendering import page
from kenbaar.letters.bases import bases_of
from kenbaar.letters.errors import TemplateNotKnown, WordingNotRight
from kenbaar.letters.explaining import explain
from kenbaar.letters.mention import mention
from kenbaar.notices.addresses import code_address
from kenbaar.notices.last_days import postponing_of
from kenbaar.notices.queries.profiles import checked, profile_named, version_to_show
from kenbaar.people.actors import Actor

# No code of a notice is like this: a code has no U.
_CODE = "UUUU-UUUU-UUUU-UUUU-UUUU-UUUU"


@staff
@require_safe
def preview(request: HttpRequest, *, by: Actor, slug: str, profile: str) -> HttpResponse:
    """Show the letter and the explanation; `?taal=` chooses the language."""
    version = version_to_show(profile_named(by, slug, profile))
    said = profile_of(version.content)
    return page(
        request,
        "notices/preview",
        by=by,
        profile=version.profile,
        version=version,
        said=said,
        **_letter(said, checked(said, on=timezone.localdate()), request.GET.get("taal", "")),
    )


@staff
@require_POST
def while_writing(request: HttpRequest, *, by: Actor, slug: str, profile: str, section: str) -> HttpResponse:
    """Show the letter with what is typed now. Nothing is kept."""
    draft = draft_to_write(by, slug, profile)
    form = SectionForm(section_named(draft, section), draft.content)
    form.take(request.POST)
    context: dict[str, Any] = {"profile": draft.profile}
    try:
        said = profile_of({**draft.content, **form.values})
        found = checked(said, on=timezone.localdate())
        context |= {**_letter(said, found, ""), "regimes": regimes_shown(found)}
        context |= {"means": MEANS, "verdicts": VERDICTS}
    except ProfileRefused as refused:
        context["trouble"] = _("Wat u nu typt, past nog niet:")
        context["misfits"] = named([form.section], refused.misfits, form.tongues[0])
    return page(request, "notices/beside", by=by, **context)


def _letter(said: Profile, found: Check, asked: str) -> dict[str, Any]:
    tongue = Tongue(asked) if asked in set(said.languages) else said.languages[0]
    shared = {"tongue": tongue, "tongues": names.tongue_names(), "trouble": ""}
    decision, postponing = example_decision(said, tongue, on=timezone.localdate()), postponing_of(said)
    try:
        return {
            **shared,
            "mention": mention(said, decision, tongue, code=_CODE, address=code_address(), postponing=postponing),
            "explanation_made": explain(
                said,
                decision,
                tongue,
                bases=bases_of(found.classification.notices),
                postponed=postponing(decision.decided_on),
            ),
        }
    except (WordingNotRight, TemplateNotKnown):
        trouble = _("Er is nog geen voorbeeld: in de eigen woorden klopt iets niet. Kijk bij het onderdeel Woorden.")
        return {**shared, "trouble": trouble}
