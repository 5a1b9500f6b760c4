"""The inventory as a workbook, and files that become drafts: looked over first, taken in whole or not at all."""

from typing import Any, Generic, TypeVar

from django.db import transaction
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from ninja import Router, Status
from ninja.params.functions import Query

from kenbaar.api.cursors import after_cursor, cursor_of
from kenbaar.api.file_schemas import (
    CountsOut,
    FactChangeOut,
    FileDoneOut,
    FileLineOut,
    FileLinesOut,
    FileOut,
    RepairOut,
    RepairsOut,
)
from kenbaar.api.filters import Where, wanted_of
from kenbaar.api.services import READING, THROTTLE, WRITING, actor_of, body_of
from kenbaar.api.working_schemas import Number
from kenbaar.people.access import Callers, open_to
from kenbaar.people.actors import Actor
from kenbaar.register.actions.preparing import drop_change, prepare_change
from kenbaar.register.errors import PreparedChangeNotFound
from kenbaar.register.importing.into_drafts import Touched, look_at_prepared, take_in_prepared
from kenbaar.register.importing.refused_here import LEFT_OUT
from kenbaar.register.importing.report import Repair
from kenbaar.register.importing.uploads import LARGEST, uploaded
from kenbaar.register.inventory_workbook import inventory_workbook
from kenbaar.register.models import PreparedChange
from kenbaar.register.preparing import Kind
from kenbaar.register.queries.inventory import inventory_body, prepared_change
from kenbaar.standards.files.refusals import shown
from kenbaar.values import Language

Item = TypeVar("Item")
router = Router(tags=["files"], auth=WRITING, throttle=THROTTLE)

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WORKBOOK: dict[str, Any] = {
    "responses": {200: {"description": "The workbook, as a stream", "content": {_XLSX: {"schema": {}}}}}
}
_FILE: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


class Window(Generic[Item]):
    """The part of a stream that a page shows: `limit` items after so many."""

    def __init__(self, after: int, limit: int) -> None:
        self.items: list[Item] = []
        self._after, self._end, self._met = after, after + limit, 0

    def take(self, item: Item) -> None:
        """Keep an item that belongs to the page."""
        if self._after <= self._met < self._end:
            self.items.append(item)
        self._met += 1

    @property
    def next(self) -> str | None:
        """The cursor of the page after it, or None."""
        return cursor_of(self._end) if self._met > self._end else None


@router.get("/workbook", auth=READING, response=None, summary="The inventory as a workbook", openapi_extra=_WORKBOOK)
@open_to(Callers.SERVICE)
def download_workbook(
    request: HttpRequest,
    where: Where = Query(...),
    language: Language = Query(Language.NL, description="language of the texts"),
) -> HttpResponseBase:
    """Stream what is asked as XLSX, a row for each entry, to work in and bring back at `/files`."""
    by = actor_of(request)
    body = inventory_body(by, body_of(by))
    book = inventory_workbook(by, body, wanted_of(where), language=language, now=timezone.now())
    answer = StreamingHttpResponse(book, content_type=_XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{body.slug}-{timezone.localdate():%Y-%m-%d}.xlsx"'
    return answer


@router.post("/files", response={201: FileOut}, openapi_extra=_FILE, summary="Bring a file with entries")
@open_to(Callers.SERVICE)
def bring_file(
    request: HttpRequest,
    name: str = Query("", max_length=100, description="name of the file, kept as the source of its answers"),
    language: Language | None = Query(None, description="language of the texts, where the file does not say it"),
) -> Status[FileOut]:
    """Put a file ready: CSV, XLSX or JSON in any known standard, or a workbook of `/workbook`, of 16 MB at most.

    It is read whole. A file that cannot be read is refused and not kept; what is wrong in a row is on the repair list.
    """
    by, now = actor_of(request), timezone.now()
    body = inventory_body(by, body_of(by))
    # One byte more than is possible says that there is more; no more than that is ever read.
    content = request.read(LARGEST + 1)
    with transaction.atomic(), uploaded(content):
        said = {"name": shown(name, most=100), "language": language or ""}
        prepared = prepare_change(body, Kind.FILE, content, by=by, now=now, **said)
        return Status(201, _looked_over(prepared, by))


@router.get("/files/{number}", response=FileOut, summary="A file that you brought")
@open_to(Callers.SERVICE)
def read_file(request: HttpRequest, number: Number) -> FileOut:
    """Return what the file would do as things stand now, or what it did; only for the token that brought it."""
    by = actor_of(request)
    return _looked_over(_one(by, number), by)


@router.get("/files/{number}/lines", response=FileLinesOut, summary="What a file does to each entry")
@open_to(Callers.SERVICE)
def list_file_lines(
    request: HttpRequest,
    number: Number,
    cursor: str | None = Query(None, max_length=40, description="`next` of the page before"),
    limit: int = Query(50, ge=1, le=1000, description="most that a page holds"),
) -> FileLinesOut:
    """Return a page of the entries that the file makes or changes, in its order; none once it is done."""
    by, window = actor_of(request), Window[Touched](after_cursor(cursor), limit)
    prepared = _one(by, number)
    if prepared.outcome is None:
        look_at_prepared(prepared, by=by, now=timezone.now(), changes=window.take)
    return FileLinesOut(items=[_line(each) for each in window.items], next=window.next)


@router.get("/files/{number}/repairs", response=RepairsOut, summary="What is to be mended in a file")
@open_to(Callers.SERVICE)
def list_repairs(
    request: HttpRequest,
    number: Number,
    cursor: str | None = Query(None, max_length=40, description="`next` of the page before"),
    limit: int = Query(200, ge=1, le=1000, description="most that a page holds"),
) -> RepairsOut:
    """Return a page of the repair list, in the order of the file; none once it is done."""
    by, window = actor_of(request), Window[Repair](after_cursor(cursor), limit)
    prepared = _one(by, number)
    if prepared.outcome is None:
        look_at_prepared(prepared, by=by, now=timezone.now(), repairs=window.take)
    return RepairsOut(items=[_repair(each) for each in window.items], next=window.next)


@router.post("/files/{number}/confirmation", response=FileDoneOut, summary="Take in a file that you brought")
@open_to(Callers.SERVICE)
def confirm_file(request: HttpRequest, number: Number) -> FileDoneOut:
    """Take the file in as drafts, once: every row that can be, or nothing when something breaks.

    What somebody changed here meanwhile stays; the answer of the file is kept beside it. `left_out` lists each row that
    was not taken in.
    """
    by, left_out = actor_of(request), []

    def note(repair: Repair) -> None:
        if _is_left_out(repair):
            left_out.append(_repair(repair))

    take_in_prepared(_one(by, number).body, number, by=by, now=timezone.now(), repairs=note)
    return FileDoneOut(**_looked_over(_one(by, number), by).model_dump(), left_out=left_out)


@router.delete("/files/{number}", response={204: None}, summary="Throw away a file that you brought")
@open_to(Callers.SERVICE)
def drop_file(request: HttpRequest, number: Number) -> Status[None]:
    """Throw it away; what was taken in stays."""
    by = actor_of(request)
    drop_change(_one(by, number).body, number, by=by, now=timezone.now())
    return Status(204, None)


def _one(by: Actor, number: int) -> PreparedChange:
    found = prepared_change(by, inventory_body(by, body_of(by)), number, now=timezone.now())
    if found.kind != Kind.FILE:
        raise PreparedChangeNotFound(number)
    return found


def _looked_over(prepared: PreparedChange, by: Actor) -> FileOut:
    if prepared.outcome is None:
        report, kind = look_at_prepared(prepared, by=by, now=timezone.now())
        said: dict[str, Any] = {
            "kind": kind.en,
            "counts": CountsOut.model_validate(report),
            "repairs": dict(report.repairs),
            "done": False,
        }
    else:
        said = {"kind": "", "counts": CountsOut.model_validate(prepared.outcome), "repairs": {}, "done": True}
    return FileOut(number=prepared.pk, name=prepared.name, expires_at=prepared.expires_at, **said)


def _line(touched: Touched) -> FileLineOut:
    return FileLineOut(
        reference=None if touched.is_new else touched.reference,
        name=touched.name,
        changes=[FactChangeOut(fact=fact, old=old, new=new) for fact, old, new in touched.changes],
        late=list(touched.late),
    )


def _repair(repair: Repair) -> RepairOut:
    return RepairOut(
        place=repair.place.model_dump(),
        kind=repair.kind,
        reference=repair.reference,
        name=shown(repair.name),
        field=shown(repair.field),
        what=repair.what.model_dump(),
        remedy=repair.remedy.model_dump(),
        value=repair.value,
        left_out=_is_left_out(repair),
    )


def _is_left_out(repair: Repair) -> bool:
    return repair.refused or repair.kind in LEFT_OUT
