"""What was prepared: looked over, done, or thrown away."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from kenbaar.casework.actions.review import ask_review
from kenbaar.desk.entrance import staff
from kenbaar.desk.inventory.looking import change_looked_over, file_looked_over, planned_anew
from kenbaar.desk.rendering import page
from kenbaar.people.actors import Actor
from kenbaar.people.models import Body
from kenbaar.register.actions.bulk import change_many
from kenbaar.register.actions.preparing import drop_change, prepare_change
from kenbaar.register.errors import ChangedMeanwhile
from kenbaar.register.importing.into_drafts import look_at_prepared, take_in_prepared
from kenbaar.register.importing.repair_list import COLUMNS, as_records
from kenbaar.register.importing.report import Repair
from kenbaar.register.models import PreparedChange
from kenbaar.register.preparing import Kind
from kenbaar.register.queries.inventory import inventory_body, prepared_change
from kenbaar.standards.files.refusals import FileRefused
from kenbaar.standards.files.writing import write_csv
from kenbaar.values import Language


@staff
@require_safe
def look(request: HttpRequest, *, by: Actor, slug: str, number: int) -> HttpResponse:
    """Show what will change, or what came of it."""
    body = inventory_body(by, slug)
    prepared = prepared_change(by, body, number, now=timezone.now())
    if prepared.outcome is not None:
        return page(request, "inventory/done", by=by, body=body, prepared=prepared)
    if prepared.kind == Kind.CHANGE:
        told = {**change_looked_over(prepared, by), "again": "again" in request.GET}
        return page(request, "inventory/look_change", by=by, body=body, prepared=prepared, **told)
    return _look_at_file(request, prepared, by, body)


@staff
@require_safe
def repair_list(_request: HttpRequest, *, by: Actor, slug: str, number: int) -> HttpResponseBase:
    """Give the whole repair list of a file that was prepared."""
    now, language = timezone.now(), get_language() or Language.NL
    prepared = prepared_change(by, inventory_body(by, slug), number, now=now)
    repairs: list[Repair] = []
    if prepared.kind == Kind.FILE and prepared.outcome is None:
        look_at_prepared(prepared, by=by, now=now, repairs=repairs.append)
    titles = [title.to(language) for title in COLUMNS.values()]
    answer = StreamingHttpResponse(write_csv(as_records(repairs, language), titles), content_type="text/csv")
    answer["Content-Disposition"] = 'attachment; filename="herstellijst.csv"'
    return answer


@staff
@require_POST
def do(request: HttpRequest, *, by: Actor, slug: str, number: int) -> HttpResponse:
    """Do what was looked over; where something changed in the meantime, show it anew."""
    body, now = inventory_body(by, slug), timezone.now()
    prepared = prepared_change(by, body, number, now=now)
    if prepared.outcome is not None:
        return redirect("desk:prepared_change", slug=slug, number=number)
    try:
        if prepared.kind == Kind.CHANGE:
            change_many(body, number, by=by, now=now, hand_in=ask_review)
        else:
            take_in_prepared(body, number, by=by, now=now)
    except ChangedMeanwhile:
        anew = prepare_change(body, Kind.CHANGE, planned_anew(prepared, by), by=by, now=now)
        drop_change(body, number, by=by, now=now)
        return redirect(reverse("desk:prepared_change", kwargs={"slug": slug, "number": anew.pk}) + "?again=1")
    except FileRefused:
        return _look_at_file(request, prepared, by, body)
    return redirect("desk:prepared_change", slug=slug, number=number)


@staff
@require_POST
def drop(_request: HttpRequest, *, by: Actor, slug: str, number: int) -> HttpResponse:
    """Throw away what was prepared."""
    drop_change(inventory_body(by, slug), number, by=by, now=timezone.now())
    return redirect("desk:body_inventory", slug=slug)


def _look_at_file(request: HttpRequest, prepared: PreparedChange, by: Actor, body: Body) -> HttpResponse:
    try:
        told = file_looked_over(prepared, by)
    except FileRefused as refused:
        wrong = refused.message.to(get_language() or Language.NL)
        return page(request, "inventory/bring", by=by, status=400, body=body, wrong=wrong)
    return page(request, "inventory/look_file", by=by, body=body, prepared=prepared, **told)
