"""The public page of an entry as it would be now, made of the same parts as the page itself."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kenbaar.desk.entrance import staff
from kenbaar.desk.entry.rendering import entry_page
from kenbaar.desk.rendering import page
from kenbaar.people.actors import Actor
from kenbaar.register.public import naming_its_body, public_sheet
from kenbaar.register.quality import measuring_standard
from kenbaar.register.queries.working import WorkingCopy, working_copy
from kenbaar.register.sheets import read_sheet
from kenbaar.standards.completeness import completeness
from kenbaar.values import Language


@staff
@require_safe
def preview(request: HttpRequest, *, by: Actor, reference: str) -> HttpResponse:
    """Show what the public would see; `?taal=` chooses the language of the page. Beside the form, its heart alone."""
    copy = working_copy(by, reference)
    asked = request.GET.get("taal", "")
    language = asked if asked in set(Language) else get_language() or Language.NL.value
    shown = _parts(copy, language)
    if "HX-Request" in request.headers:
        return page(request, "sheet/preview_part", by=by, entry=copy.entry, shown=shown)
    return entry_page(request, "sheet/preview", copy.entry, by=by, tab="desk:preview", shown=shown, shown_in=language)


def _parts(copy: WorkingCopy, language: str) -> dict[str, Any]:
    sheet, entry = public_sheet(copy.sheet), copy.entry
    name, summary = sheet.texts("name"), sheet.texts("summary")
    named = naming_its_body(sheet, entry.body.name)
    read = read_sheet(named, language)
    template: Any = engines[language].get_template("portal/entry_body.html")
    make = template.template.module
    return {
        "name": name,
        "summary": summary,
        "header": make.header(entry.reference, entry.body, name, summary, read.facts),
        "in_short": make.in_short(read.facts),
        "for_you": make.for_you(read.facts),
        "for_experts": make.for_experts(read.sections),
        "how_complete": make.how_complete(completeness(named, measuring_standard()), read.missing),
    }
