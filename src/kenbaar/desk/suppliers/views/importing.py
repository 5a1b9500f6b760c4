"""Bringing in a file of templates: first see what would come of it, then have it done."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kenbaar.desk.entrance import staff
from kenbaar.desk.rendering import page
from kenbaar.desk.suppliers.uploads import MOST_BYTES, opened, packed, unpacked
from kenbaar.desk.uploads import file_in, takes_file
from kenbaar.people.actors import Actor
from kenbaar.people.models import Body
from kenbaar.standards.files.refusals import FileRefused
from kenbaar.standards.files.rows import MEGABYTE
from kenbaar.suppliers.actions.importing import TemplatesReport, import_templates
from kenbaar.suppliers.errors import NotAllowed
from kenbaar.suppliers.policies import may_keep


@staff
@require_http_methods(["GET", "HEAD", "POST"])
@takes_file(lambda: MOST_BYTES)
def upload(request: HttpRequest, *, by: Actor, slug: str) -> HttpResponse:
    """Ask for a file, and show what would come of it. Nothing is kept yet."""
    if not may_keep(by, slug):
        raise NotAllowed(slug)
    if request.method != "POST":
        return _page(request, by, slug)
    file = file_in(request, most_bytes=MOST_BYTES)
    if isinstance(file, str):
        return _page(request, by, slug, wrong=file)
    content = file.read()
    carried = packed(content)
    if not carried:
        return _page(request, by, slug, wrong=_("Dit bestand is te groot. Verdeel het over meer bestanden."))
    try:
        report = _imported(content, file.name or "", by, slug, dry_run=True)
    except FileRefused as refused:
        return _page(request, by, slug, wrong=refused.message.to(get_language() or "nl"))
    return _page(request, by, slug, report=report, carried=carried, name=file.name or "")


@staff
@require_POST
def take_in(request: HttpRequest, *, by: Actor, slug: str) -> HttpResponse:
    """Bring in the file that was shown."""
    if not may_keep(by, slug):
        raise NotAllowed(slug)
    content = unpacked(request.POST.get("content", ""))
    if not content:
        return _page(request, by, slug, wrong=_("Kies een bestand waar iets in staat."))
    try:
        report = _imported(content, request.POST.get("name", ""), by, slug, dry_run=False)
    except FileRefused as refused:
        return _page(request, by, slug, wrong=refused.message.to(get_language() or "nl"))
    return _page(request, by, slug, report=report, done=True)


def _imported(content: bytes, name: str, by: Actor, slug: str, *, dry_run: bool) -> TemplatesReport:
    keeper = get_object_or_404(Body, slug=slug)
    with opened(content) as source:
        return import_templates(
            source.rows(), keeper, source=name or "file", by=by, now=timezone.now(), dry_run=dry_run
        )


def _page(
    request: HttpRequest,
    by: Actor,
    slug: str,
    *,
    report: TemplatesReport | None = None,
    carried: str = "",
    name: str = "",
    done: bool = False,
    wrong: str = "",
) -> HttpResponse:
    return page(
        request,
        "suppliers/import",
        by=by,
        status=400 if wrong else 200,
        keeper=get_object_or_404(Body, slug=slug),
        report=report,
        usable=[each for each in report.templates if each.outcome] if report else [],
        carried=carried,
        name=name,
        done=done,
        wrong=wrong,
        most=MOST_BYTES // MEGABYTE,
    )
