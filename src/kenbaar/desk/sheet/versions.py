"""The versions of an entry, and two of them side by side; the draft can be one of the two."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kenbaar.desk.entrance import staff
from kenbaar.desk.entry.rendering import entry_page
from kenbaar.desk.numbers import whole_number
from kenbaar.people.actors import Actor
from kenbaar.people.queries import names_of
from kenbaar.register.differences import Kind, Segment, differences
from kenbaar.register.queries.versions import version_lines, versions_of
from kenbaar.register.queries.working import WorkingCopy, working_copy
from kenbaar.rules.answers import Sheet
from kenbaar.rules.facts import Fact, vocabulary

DRAFT = "concept"


@dataclass(frozen=True, slots=True)
class Row:
    """A fact that differs: what was there and what is there, in words with what changed marked."""

    fact: Fact
    tongue: str
    before: tuple[Segment, ...]
    after: tuple[Segment, ...]


@staff
@require_safe
def versions(request: HttpRequest, *, by: Actor, reference: str) -> HttpResponse:
    """List the versions; with `van` and `naar` lead to what differs between two."""
    copy = working_copy(by, reference)
    lines = version_lines(copy.entry)
    known = {*(str(line.number) for line in lines), *([DRAFT] if copy.is_draft else [])}
    old, new = request.GET.get("van", ""), request.GET.get("naar", "")
    if {old, new} <= known:
        return redirect("desk:comparison", reference=reference, old=old, new=new)
    names = names_of({actor for line in lines for actor in (line.written_by, *line.authors)})
    context: dict[str, Any] = {"lines": lines, "names": names, "copy": copy, "draft": DRAFT}
    return entry_page(request, "sheet/versions", copy.entry, by=by, tab="desk:versions", **context)


@staff
@require_safe
def comparison(request: HttpRequest, *, by: Actor, reference: str, old: str, new: str) -> HttpResponse:
    """Show two versions side by side, each fact that differs."""
    copy = working_copy(by, reference)
    numbers = {number for each in (old, new) if (number := whole_number(each)) is not None}
    there = {str(number): version.answers() for number, version in versions_of(copy.entry, numbers).items()}
    before, after = (_sheet(copy, there, each) for each in (old, new))
    rows = [
        Row(
            each.fact,
            each.language,
            tuple(part for part in each.segments if part.kind is not Kind.ADDED),
            tuple(part for part in each.segments if part.kind is not Kind.REMOVED),
        )
        for each in differences(before, after, vocabulary(), language=get_language() or "nl")
    ]
    context: dict[str, Any] = {"rows": rows, "old": _named(old), "new": _named(new)}
    return entry_page(request, "sheet/comparison", copy.entry, by=by, tab="desk:versions", **context)


def _sheet(copy: WorkingCopy, there: dict[str, Sheet], asked: str) -> Sheet:
    if asked == DRAFT and copy.is_draft:
        return copy.sheet
    if asked not in there:
        raise Http404(f"entry {copy.entry.reference} has no version {asked}")
    return there[asked]


def _named(asked: str) -> str:
    return _("het concept") if asked == DRAFT else _("versie %(number)s") % {"number": asked}
