"""The public past of an entry: its steps, an old version, and what changed between two."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from kenbaar.people.actors import ANYONE
from kenbaar.portal.entrance import public
from kenbaar.portal.paging import number_asked
from kenbaar.portal.rendering import page
from kenbaar.portal.versions import version_shown
from kenbaar.register.differences import differences
from kenbaar.register.public import public_sheet
from kenbaar.register.queries.entries import entry_for, public_versions
from kenbaar.register.queries.reading import BodyName, VersionReading, entry_to_read, history_to_read, shows
from kenbaar.register.queries.recorded import recorded_steps
from kenbaar.rules.facts import vocabulary


@public
def history_page(request: HttpRequest, language: str, reference: str) -> HttpResponse:
    """Show every public step of an entry; with `from` and `to` lead to what changed between those versions."""
    entry = entry_to_read(reference)
    steps = history_to_read(reference)
    numbers = sorted({step.version for step in steps if step.step == "publish"})
    old, new = (number_asked(request.GET.get(name, "")) for name in ("from", "to"))
    if {old, new} <= set(numbers):
        where = {"language": language, "reference": reference, "old": old, "new": new}
        return HttpResponseRedirect(reverse("portal:difference", kwargs=where))
    return page(
        request,
        "history",
        reference=reference,
        name=entry.version.sheet.texts("name"),
        steps=steps[::-1],
        recorded=recorded_steps(reference),
        numbers=numbers,
        before=dict(zip(numbers[1:], numbers, strict=False)),
    )


@public
def version_page(request: HttpRequest, language: str, reference: str, number: int) -> HttpResponse:
    """Show what an entry said in one version, clearly marked as such."""
    entry = entry_for(ANYONE, reference)
    version = public_versions(entry, [number]).get(number)
    if version is None:
        raise Http404(f"entry {reference} has no public version {number}")
    # A version that was withdrawn and came back has more than one step; the first tells since when it was public.
    steps = history_to_read(reference)
    first, shown = next((place, step) for place, step in enumerate(steps, 1) if shows(step, number))
    body = BodyName(entry.body.slug, entry.body.name)
    return page(
        request,
        "version",
        read=version_shown(
            VersionReading(version.pk, reference, body, number, public_sheet(version.answers())), language
        ),
        is_current=version.pk == entry.published_id,
        shown_on=shown.on,
        recorded=recorded_steps(reference).get(first),
    )


@public
def difference_page(request: HttpRequest, language: str, reference: str, old: int, new: int) -> HttpResponse:
    """Show what changed between two versions."""
    versions = public_versions(entry_for(ANYONE, reference), [old, new])
    if not {old, new} <= versions.keys():
        raise Http404(f"entry {reference} has no public versions {old} and {new}")
    before, after = (public_sheet(versions[number].answers()) for number in (old, new))
    return page(
        request,
        "difference",
        reference=reference,
        name=after.texts("name"),
        old=old,
        new=new,
        changes=differences(before, after, vocabulary(), language=language),
    )
