"""Choosing a template: the list, one template, and using it for an entry."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kenbaar.desk.entrance import staff
from kenbaar.desk.paging import last_page, page_asked
from kenbaar.desk.rendering import page
from kenbaar.desk.suppliers.showing import answers_shown, sections_of
from kenbaar.desk.suppliers.wording import said
from kenbaar.people.actors import Actor
from kenbaar.suppliers.actions.following import adopt, adopt_as_new
from kenbaar.suppliers.errors import FollowsAlready, TemplateRetired
from kenbaar.suppliers.policies import may_keep, may_use
from kenbaar.suppliers.queries import templates as reading
from kenbaar.suppliers.queries.proposals import bodies_to_write_for, count_waiting, entries_to_fill

_PAGE_SIZE = 25
_MOST_WORDS = 100


@staff
@require_safe
def templates(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """List the templates that the actor may use, by words of the product or the supplier; and the own organisations."""
    words, number = request.GET.get("q", "").strip()[:_MOST_WORDS], page_asked(request.GET.get("page", ""))
    lines, total = reading.find_templates(by, words, page=number, size=_PAGE_SIZE) if may_use(by) else ([], 0)
    return page(
        request,
        "suppliers/templates",
        by=by,
        lines=lines,
        total=total,
        words=words,
        number=number,
        last=last_page(total, _PAGE_SIZE),
        keepers=reading.keepers(by),
        uses=may_use(by),
        waiting=count_waiting(by) if may_use(by) else 0,
    )


@staff
@require_safe
def template(request: HttpRequest, *, by: Actor, keeper: str, template: str) -> HttpResponse:
    """Show what a template says, and what its versions changed."""
    found = reading.template_for(by, keeper, template)
    version, language = reading.latest_of(found), get_language() or "nl"
    return page(
        request,
        "suppliers/template",
        by=by,
        found=found,
        version=version,
        sections=sections_of(version.sheet, language),
        gaps=answers_shown(version.kept.get("gaps", {}), language),
        history=reading.history_of(by, keeper, template, language=language),
        followers=reading.followers_of(by, found),
        keeps=may_keep(by, keeper),
        writes=bool(bodies_to_write_for(by)),
    )


@staff
@require_safe
def use(request: HttpRequest, *, by: Actor, keeper: str, template: str) -> HttpResponse:
    """Offer to use a template for a new entry, or for one that is there."""
    return _use_page(request, by, keeper, template)


@staff
@require_POST
def use_as_new(request: HttpRequest, *, by: Actor, keeper: str, template: str) -> HttpResponse:
    """Make a new entry from a template."""
    name = request.POST.get("name", "").strip()[:200]
    body = next((each for each in bodies_to_write_for(by) if each.slug == request.POST.get("body", "")), None)
    if body is None or not name:
        wrong = _("Geef het algoritme een naam, en kies een organisatie waarvoor u schrijft.")
        return _use_page(request, by, keeper, template, wrong=wrong)
    key = f"template:{keeper}/{template}:{uuid.uuid4()}"
    try:
        entry = adopt_as_new(keeper, template, body=body, name=name, key=key, by=by, now=timezone.now())
    except TemplateRetired as refused:
        return _use_page(request, by, keeper, template, wrong=said(refused))
    return redirect("desk:entry_template", reference=entry.reference)


@staff
@require_POST
def use_for_entry(request: HttpRequest, *, by: Actor, keeper: str, template: str, reference: str) -> HttpResponse:
    """Have an entry that is there follow a template."""
    try:
        adopt(reference, keeper, template, by=by, now=timezone.now())
    except (TemplateRetired, FollowsAlready) as refused:
        return _use_page(request, by, keeper, template, wrong=said(refused))
    return redirect("desk:entry_template", reference=reference)


def _use_page(request: HttpRequest, by: Actor, keeper: str, template: str, *, wrong: str = "") -> HttpResponse:
    found = reading.template_for(by, keeper, template)
    words = request.GET.get("q", "").strip()[:_MOST_WORDS]
    return page(
        request,
        "suppliers/use",
        by=by,
        status=400 if wrong else 200,
        found=found,
        bodies=bodies_to_write_for(by),
        name=request.POST.get("name", found.name_nl or found.name_en),
        chosen=request.POST.get("body", ""),
        words=words,
        entries=entries_to_fill(by, words),
        wrong=wrong,
    )
