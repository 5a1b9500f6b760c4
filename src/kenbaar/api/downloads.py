"""Downloads: everything that is published, as one stream."""

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from ninja import Router
from ninja.params.functions import Query

from kenbaar.api.problems import Problem
from kenbaar.journal import queries as journal
from kenbaar.people.access import Callers, open_to
from kenbaar.register.exporting import export
from kenbaar.register.queries.bodies import body_line
from kenbaar.standards.fields import load_standard, standards
from kenbaar.standards.files.writing import WRITERS
from kenbaar.values import Language

router = Router(tags=["downloads"])

_CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "jsonl": "application/jsonl",
}


@router.get(
    "/downloads/{file_format}",
    summary="Everything that is published, as a file",
    openapi_extra={
        "responses": {
            200: {
                "description": "The file, as a stream",
                "content": {kind: {"schema": {}} for kind in _CONTENT_TYPES.values()},
            }
        }
    },
)
@open_to(Callers.EVERYONE)
def download(
    request: HttpRequest,
    file_format: str,
    standard: str = Query("publicatiestandaard/1.0", max_length=60, description="standard and version"),
    language: Language = Query(Language.NL, description="language of the texts"),
    body: str | None = Query(None, max_length=120, description="slug of a body"),
) -> HttpResponseBase:
    """Stream CSV, XLSX, JSON or JSON Lines in a standard and language of choice. An unchanged register gives 304."""
    if file_format not in WRITERS:
        raise Problem(404, "Unknown format", f"Choose one of: {', '.join(WRITERS)}.")
    known = {each.key for each in standards()}
    if standard not in known:
        raise Problem(400, "Unknown standard", f"Choose one of: {', '.join(sorted(known))}.")
    if body is not None and body_line(body) is None:
        raise Problem(400, "Unknown body", f"There is no body {body}. See the list of bodies.")
    # Weak: the same records, though a workbook holds the moment at which it was made. The address holds the choices.
    etag = f'W/"{journal.head()}"'
    if unchanged := get_conditional_response(request, etag=etag):
        return unchanged
    chosen = export(load_standard(*standard.split("/", 1)), language, body=body)
    stream = WRITERS[file_format](chosen.records, chosen.columns)
    response = StreamingHttpResponse(stream, content_type=_CONTENT_TYPES[file_format])
    name = "-".join(filter(None, ("register", body, language.value)))
    response["Content-Disposition"] = f'attachment; filename="{name}.{file_format}"'
    response["Cache-Control"] = "no-cache"
    response["ETag"] = etag
    return response
