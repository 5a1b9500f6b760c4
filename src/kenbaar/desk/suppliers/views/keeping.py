"""Keeping one's own templates: the list, a new one, its sections, and its end."""

from collections.abc import Collection, Mapping

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kenbaar.desk.entrance import staff
from kenbaar.desk.rendering import page
from kenbaar.desk.sheet.saving import Wrong
from kenbaar.desk.suppliers.filling import questions_of, section_read
from kenbaar.desk.suppliers.showing import fillable, section_named, sections_of
from kenbaar.desk.suppliers.wording import said
from kenbaar.people.actors import Actor
from kenbaar.people.models import Body
from kenbaar.rules.answers import Sheet, known
from kenbaar.rules.facts import Section
from kenbaar.suppliers.actions.templates import add_template, change_template, retire_template
from kenbaar.suppliers.content import Content
from kenbaar.suppliers.errors import ChangedMeanwhile, NameTaken, NotAllowed, TemplateRefused
from kenbaar.suppliers.models import Template
from kenbaar.suppliers.policies import may_keep
from kenbaar.suppliers.queries import templates as reading
from kenbaar.suppliers.reading import address_of


@staff
@require_safe
def kept(request: HttpRequest, *, by: Actor, slug: str) -> HttpResponse:
    """List the templates of an organisation, with how many entries follow each."""
    return page(request, "suppliers/kept", by=by, keeper=_body(slug), lines=reading.templates_kept(by, slug))


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, *, by: Actor, slug: str) -> HttpResponse:
    """Ask for the name of a new template, and make it."""
    keeper = _kept_body(by, slug)
    name, product = request.POST.get("name", "").strip()[:200], request.POST.get("product", "").strip()[:200]
    wrong = ""
    if request.method == "POST":
        address = address_of(name)
        content = Content(Sheet({"name": known({"nl": name})}) if name else Sheet(), product=product)
        try:
            if not address:
                raise TemplateRefused(["name"])
            add_template(keeper, address, content, by=by, now=timezone.now())
            return redirect("desk:template_section", slug=slug, template=address, section="general")
        except TemplateRefused:
            wrong = _("Geef het sjabloon een naam met letters, zonder iets dat de klant nog moet invullen.")
        except NameTaken as refused:
            wrong = said(refused)
    status = 400 if wrong else 200
    return page(request, "suppliers/add", by=by, status=status, keeper=keeper, name=name, product=product, wrong=wrong)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, *, by: Actor, slug: str, template: str, section: str) -> HttpResponse:
    """Show a section of a template as a form, and save it as the next version."""
    _kept_body(by, slug)
    part = section_named(section)
    if part is None:
        raise Http404("a template has no such section")
    found = reading.template_for(by, slug, template)
    if request.method != "POST":
        return _section_page(request, by, found, part)
    read = section_read(fillable(part), reading.latest_of(found).answers(), request.POST)
    if read.wrong:
        wrong = _("Er is nog niets opgeslagen. Kijk naar de velden die zijn aangewezen.")
        return _section_page(request, by, found, part, form=request.POST, wrong=wrong, mistakes=read.wrong)
    try:
        change_template(slug, template, read.changes, by=by, now=timezone.now())
    except ChangedMeanwhile as late:
        wrong = _(
            "Een collega heeft dit net gewijzigd. Uw tekst staat hieronder nog, met die van uw collega erboven. Maak "
            "er één tekst van en sla nog eens op."
        )
        found = reading.template_for(by, slug, template)
        return _section_page(request, by, found, part, form=request.POST, wrong=wrong, late=late.facts)
    except TemplateRefused:
        wrong = _("Dit is te veel voor een sjabloon. Maak de teksten korter.")
        return _section_page(request, by, found, part, form=request.POST, wrong=wrong)
    verb, _colon, fact = request.POST.get("go", "").partition(":")
    if verb == "row":
        return _section_page(request, by, reading.template_for(by, slug, template), part, more_rows=fact)
    return redirect("desk:template", keeper=slug, template=template)


@staff
@require_POST
def retire(request: HttpRequest, *, by: Actor, slug: str, template: str) -> HttpResponse:  # noqa: ARG001  # as all
    """Offer a template to nobody else."""
    retire_template(slug, template, by=by, now=timezone.now())
    return redirect("desk:kept_templates", slug=slug)


def _section_page(
    request: HttpRequest,
    by: Actor,
    found: Template,
    part: Section,
    *,
    form: QueryDict | None = None,
    wrong: str = "",
    mistakes: Mapping[str, Wrong] | None = None,
    late: Collection[str] = (),
    more_rows: str = "",
) -> HttpResponse:
    language, sheet = get_language() or "nl", reading.latest_of(found).answers()
    questions = questions_of(
        fillable(part), sheet, language=language, form=form, wrong=mistakes, late=late, more_rows=more_rows
    )
    return page(
        request,
        "suppliers/section",
        by=by,
        status=409 if late else 400 if wrong else 200,
        found=found,
        part=part,
        questions=questions,
        late=late,
        sections=sections_of(sheet, language),
        wrong=wrong,
    )


def _kept_body(by: Actor, slug: str) -> Body:
    """Return the organisation, for who keeps its templates. Raises NotAllowed."""
    if not may_keep(by, slug):
        raise NotAllowed(slug)
    return _body(slug)


def _body(slug: str) -> Body:
    return get_object_or_404(Body, slug=slug)
