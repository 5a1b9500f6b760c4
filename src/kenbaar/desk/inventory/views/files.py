"""Files out and in: the inventory as a workbook, and any file of a register into drafts."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from kenbaar.desk.entrance import staff
from kenbaar.desk.rendering import page
from kenbaar.desk.uploads import file_in, takes_file
from kenbaar.people.actors import Actor
from kenbaar.register.actions.preparing import prepare_change
from kenbaar.register.errors import NotAllowed
from kenbaar.register.filtering import filter_of
from kenbaar.register.importing.uploads import LARGEST, uploaded
from kenbaar.register.inventory_workbook import inventory_workbook
from kenbaar.register.policies import may_write
from kenbaar.register.preparing import Kind
from kenbaar.register.queries.inventory import inventory_body
from kenbaar.standards.files.refusals import FileRefused, shown
from kenbaar.standards.files.rows import MEGABYTE
from kenbaar.values import Language

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@staff
@require_safe
def workbook(request: HttpRequest, *, by: Actor, slug: str) -> HttpResponseBase:
    """Give what the filter finds as a workbook."""
    body, now = inventory_body(by, slug), timezone.now()
    asked = request.GET.get("language", "")
    language = Language(asked) if asked in set(Language) else Language(get_language() or Language.NL)
    book = inventory_workbook(by, body, filter_of(request.GET.dict()), language=language, now=now)
    name = f"{slug}-{timezone.localdate():%Y-%m-%d}-{language}.xlsx"
    answer = StreamingHttpResponse(book, content_type=_XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@staff
@require_http_methods(["GET", "HEAD", "POST"])
@takes_file(lambda: LARGEST)
def bring(request: HttpRequest, *, by: Actor, slug: str) -> HttpResponse:
    """Ask for a file, and put it ready to be looked over."""
    body = inventory_body(by, slug)
    if not may_write(by, slug):
        raise NotAllowed(slug, "take a file into")
    wrong = ""
    if request.method == "POST":
        brought = file_in(request, most_bytes=LARGEST)
        if not isinstance(brought, str):
            content = brought.read()
            asked = request.POST.get("language", "")
            said = {"name": shown(brought.name or "", most=100), "language": asked if asked in set(Language) else ""}
            try:
                with uploaded(content):
                    prepared = prepare_change(body, Kind.FILE, content, by=by, now=timezone.now(), **said)
                return redirect("desk:prepared_change", slug=slug, number=prepared.pk)
            except FileRefused as refused:
                brought = refused.message.to(get_language() or Language.NL)
        wrong = brought
    status = 400 if wrong else 200
    return page(request, "inventory/bring", by=by, status=status, body=body, wrong=wrong, most=LARGEST // MEGABYTE)
