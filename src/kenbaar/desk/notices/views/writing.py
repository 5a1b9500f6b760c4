"""Writing a profile: begin one, fill in its sections, follow the entry, begin a new version."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kenbaar.decisions.profile_files import ProfileRefused, profile_of
from kenbaar.desk.entrance import staff
from kenbaar.desk.entry.rendering import entry_page
from kenbaar.desk.notices.form import SectionForm
from kenbaar.desk.notices.names import tongue_names
from kenbaar.desk.notices.questions import Section
from kenbaar.desk.notices.sections import sections_of
from kenbaar.desk.notices.showing import language_of_page, named, steps_of
from kenbaar.desk.notices.wording import said
from kenbaar.desk.rendering import page
from kenbaar.notices.actions import profiles as deeds
from kenbaar.notices.models import ProfileVersion
from kenbaar.notices.profile_errors import AutomationNotSaid, NameNeeded, NameTaken
from kenbaar.notices.profile_policies import may_write
from kenbaar.notices.queries.profiles import draft_of, lacking, profile_named
from kenbaar.people.actors import Actor
from kenbaar.register.errors import NotAllowed
from kenbaar.register.queries.working import entry_at_work


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, *, by: Actor, reference: str) -> HttpResponse:
    """Ask what kind of decision it is, and begin a profile with what the algorithm's facts say."""
    entry = entry_at_work(by, reference)
    if not may_write(by, entry.body.slug):
        raise NotAllowed(reference, "write a notice profile of")
    name, wrong = request.POST.get("name", "").strip(), ""
    if request.method == "POST":
        try:
            made = deeds.begin_profile(reference, {"nl": name}, by=by, now=timezone.now())
            return redirect("desk:profile_section", slug=entry.body.slug, profile=made.profile.slug, section="wat")
        except (AutomationNotSaid, NameNeeded, NameTaken) as refused:
            wrong = said(refused)
    status = 400 if wrong else 200
    return entry_page(
        request, "notices/begin", entry, by=by, tab="desk:entry_notices", status=status, name=name, wrong=wrong
    )


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, *, by: Actor, slug: str, profile: str, section: str) -> HttpResponse:
    """Show a section as a form; with POST, save what was changed in it."""
    draft = draft_to_write(by, slug, profile)
    shown = section_named(draft, section)
    form = SectionForm(shown, draft.content)
    if request.method != "POST":
        return _page(request, draft, form, by=by)
    verb, _colon, what = request.POST.get("go", "stay").partition(":")
    form.take(request.POST, drop=what if verb == "drop" else "")
    if verb == "add":
        form.grow(what)
    try:
        saved = deeds.save_parts(slug, profile, form.changes(), by=by, now=timezone.now())
    except ProfileRefused as refused:
        form.misfits = refused.misfits
        wrong = _("Er is nog niets bewaard. Kijk naar de velden die zijn aangewezen.")
        return _page(request, draft, form, by=by, status=400, wrong=wrong)
    if saved.late:
        form.put_beside(saved.late, saved.version.content)
        wrong = _(
            "Een collega heeft dit net gewijzigd. Uw tekst staat hieronder nog, met die van uw collega erboven. Maak "
            "er één van en bewaar nog eens."
        )
        return _page(request, saved.version, form, by=by, status=409, wrong=wrong)
    if verb in {"add", "drop"}:
        grown = form.grows
        form = SectionForm(section_named(saved.version, section), saved.version.content)
        form.grow(grown)
        return _page(request, saved.version, form, by=by, saved=True)
    if verb == "preview":
        return redirect("desk:profile_preview", slug=slug, profile=profile)
    if verb == "done":
        return redirect("desk:notice_profile", slug=slug, profile=profile)
    following = section_named(draft, what).id if verb == "to" else section
    address = reverse("desk:profile_section", kwargs={"slug": slug, "profile": profile, "section": following})
    return HttpResponseRedirect(f"{address}?bewaard={section}")


def section_named(draft: ProfileVersion, name: str) -> Section:
    """Return a section of the form of a draft. Raises Http404."""
    sections = sections_of(profile_of(draft.content), language_of_page())
    found = next((each for each in sections if each.id == name), None)
    if found is None:
        raise Http404(f"a profile has no section {name}")
    return found


def draft_to_write(by: Actor, slug: str, profile: str) -> ProfileVersion:
    """Return the draft of a profile, for who writes it. Raises Http404 when there is none."""
    found = profile_named(by, slug, profile)
    if not may_write(by, slug):
        raise NotAllowed(found.entry.reference, "write a notice profile of")
    draft = draft_of(found)
    if draft is None:
        raise Http404("this profile has no draft")
    return draft


def _page(
    request: HttpRequest,
    draft: ProfileVersion,
    form: SectionForm,
    *,
    by: Actor,
    status: int = 200,
    wrong: str = "",
    saved: bool = False,
) -> HttpResponse:
    content = profile_of(draft.content)
    sections = sections_of(content, language_of_page())
    lacks = lacking(content)
    lacks_here = [each for each in lacks if each.place.split(".")[0] in form.section.parts]
    number = [each.id for each in sections].index(form.section.id)
    return page(
        request,
        "notices/section",
        by=by,
        status=status,
        draft=draft,
        profile=draft.profile,
        form=form,
        steps=steps_of(sections, lacks),
        previous=sections[number - 1] if number else None,
        following=sections[number + 1] if number + 1 < len(sections) else None,
        lacks=named([form.section], lacks_here, form.tongues[0]),
        misfits=named(sections, form.misfits, form.tongues[0]),
        tongues=tongue_names(),
        spoken=form.tongues,
        wrong=wrong,
        saved=saved or request.GET.get("bewaard", "") in {each.id for each in sections},
    )
