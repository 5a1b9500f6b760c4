"""The page of an entry, and its forms for machines."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from orjson import OPT_INDENT_2, dumps

from kenbaar.people.actors import ANYONE
from kenbaar.portal.entrance import public
from kenbaar.portal.linked_data import linked_data
from kenbaar.portal.rendering import index_is_true, kept_if, page
from kenbaar.portal.versions import version_shown
from kenbaar.register.exporting import record_of
from kenbaar.register.quality import measuring_standard
from kenbaar.register.queries.entries import entry_for
from kenbaar.register.queries.reading import entry_to_read, history_to_read, shows
from kenbaar.register.queries.recorded import recorded_steps
from kenbaar.register.search.similar import similar
from kenbaar.standards.files.writing import write_csv
from kenbaar.values import Language


@public
def entry_page(request: HttpRequest, language: str, reference: str) -> HttpResponse:
    """Show an entry: what it means for the reader first, everything after that."""
    true = index_is_true(request)
    entry = entry_to_read(reference)
    history, recorded = history_to_read(reference), recorded_steps(reference)
    since = [place for place, step in enumerate(history, 1) if shows(step, entry.version.number)]
    shown = page(
        request,
        "entry",
        read=version_shown(entry.version, language),
        state=entry.state,
        changed_at=entry.changed_at,
        history=history,
        reason=history[-1].reason if history else {},
        recorded=recorded,
        recorded_now=recorded.get(since[-1]) if since else None,
        similar=similar(reference),
    )
    return kept_if(true, shown)


@public
def entry_as_linked_data(_request: HttpRequest, language: str, reference: str) -> HttpResponse:
    """Give an entry as JSON-LD, in the words of DCAT and schema.org."""
    body = dumps(linked_data(entry_for(ANYONE, reference), language), option=OPT_INDENT_2)
    return HttpResponse(body, content_type="application/ld+json; charset=utf-8")


@public
def entry_as_csv(_request: HttpRequest, language: str, reference: str) -> StreamingHttpResponse:
    """Give an entry as a file with one line, in the columns of the Dutch standard."""
    entry = entry_for(ANYONE, reference)
    record = record_of(entry, measuring_standard(), Language(language))
    response = StreamingHttpResponse(write_csv([record], tuple(record)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{reference}-{language}.csv"'
    return response
