"""Tasks of a body and their evidence: for its own systems, which show a token."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Status
from ninja.params.functions import Query

from kenbaar.api.cursors import after_cursor, cursor_of
from kenbaar.api.law import PROBLEMS
from kenbaar.api.problems import Problem
from kenbaar.api.services import THROTTLE, Needs, actor_of
from kenbaar.api.task_schemas import (
    EvidenceOut,
    LinkIn,
    TaskChange,
    TaskOut,
    TaskPageOut,
    TaskWithEvidenceOut,
)
from kenbaar.casework import errors
from kenbaar.casework.actions import tasks as deeds
from kenbaar.casework.actions.evidence import add_file, add_link
from kenbaar.casework.evidence.kinds import Refused
from kenbaar.casework.lifecycle import Kind, TaskState
from kenbaar.casework.models import Evidence, Task
from kenbaar.casework.queries.evidence import evidence_of
from kenbaar.casework.queries.tasks import task_of, tasks_after
from kenbaar.people.access import Callers, open_to
from kenbaar.people.actors import Actor
from kenbaar.people.models import Scope
from kenbaar.people.named import name_of_person
from kenbaar.people.queries import colleague
from kenbaar.register.errors import NotAllowed

_WRITING = Needs(Scope.WRITE_TASKS)
router = Router(tags=["tasks"], auth=Needs(Scope.READ_TASKS, Scope.WRITE_TASKS), throttle=THROTTLE)
_LARGEST_NUMBER = 2**63 - 1
_REFUSALS: dict[str, Any] = {
    "responses": {
        409: {"description": "The task is in a state from which this is not possible", **PROBLEMS},
        422: {"description": "The change, link or file is not possible; `detail` says why", **PROBLEMS},
    }
}
_FILE: dict[str, Any] = {
    "responses": {**_REFUSALS["responses"], 413: {"description": "The file is too large", **PROBLEMS}},
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    },
}


@router.get("/tasks", response=TaskPageOut, summary="List the tasks of your body")
@open_to(Callers.SERVICE)
def list_tasks(  # noqa: PLR0917  # every filter is a parameter of the query
    request: HttpRequest,
    response: HttpResponse,
    cursor: str | None = Query(None, max_length=40, description="`next` of the page before"),
    limit: int = Query(50, ge=1, le=200, description="most that a page holds"),
    entry: str = Query("", max_length=40, description="only those of this entry"),
    kind: Kind | None = Query(None, description="only those of this kind"),
    state: TaskState | None = Query(None, description="only those in this state"),
) -> TaskPageOut:
    """Return a page of the tasks of the body of the token, in the order in which they were opened."""
    response["Cache-Control"] = "no-store"
    after = after_cursor(cursor)
    found = tasks_after(actor_of(request), after, entry=entry, kind=kind, state=state, limit=limit + 1)
    following = cursor_of(found[limit - 1].pk) if len(found) > limit else None
    return TaskPageOut(items=[TaskOut(**_task(task)) for task in found[:limit]], next=following)


@router.get("/tasks/{number}", response=TaskWithEvidenceOut, summary="One task, with its evidence")
@open_to(Callers.SERVICE)
def one_task(request: HttpRequest, response: HttpResponse, number: int) -> TaskWithEvidenceOut:
    """Return a task of the body of the token."""
    response["Cache-Control"] = "no-store"
    with _problems():
        return _out(task_of(actor_of(request), _possible(number)))


@router.patch(
    "/tasks/{number}",
    response=TaskWithEvidenceOut,
    auth=_WRITING,
    openapi_extra=_REFUSALS,
    summary="Change a task",
)
@open_to(Callers.SERVICE)
def change_task(request: HttpRequest, response: HttpResponse, number: int, change: TaskChange) -> TaskWithEvidenceOut:
    """Give, plan, start, end, set aside or reopen a task: all of it, or nothing."""
    response["Cache-Control"] = "no-store"
    by = actor_of(request)
    with _problems(), transaction.atomic():
        _change(task_of(by, _possible(number)), change, by)
        return _out(task_of(by, number))


@router.post(
    "/tasks/{number}/links",
    response={201: EvidenceOut},
    auth=_WRITING,
    openapi_extra=_REFUSALS,
    summary="Add a link as evidence",
)
@open_to(Callers.SERVICE)
def add_a_link(request: HttpRequest, response: HttpResponse, number: int, link: LinkIn) -> Status[EvidenceOut]:
    """Add a link to a task."""
    response["Cache-Control"] = "no-store"
    with _problems():
        by = actor_of(request)
        made = add_link(_possible(number), title=link.title, address=link.address, by=by, now=timezone.now())
        return Status(201, EvidenceOut(**_evidence(made)))


@router.post(
    "/tasks/{number}/files",
    response={201: EvidenceOut},
    auth=_WRITING,
    openapi_extra=_FILE,
    summary="Add a file as evidence",
)
@open_to(Callers.SERVICE)
def add_a_file(
    request: HttpRequest,
    response: HttpResponse,
    number: int,
    name: str = Query(..., min_length=1, max_length=200, description="name of the file"),
    title: str = Query("", max_length=200, description="what it is called; its name unless said"),
) -> Status[EvidenceOut]:
    """Add a file to a task: its bytes are the content of the request."""
    response["Cache-Control"] = "no-store"
    most = settings.EVIDENCE_LIMIT_BYTES
    with _problems():
        # One byte more than is possible says that there is more; no more than that is ever read.
        data = request.read(most + 1)
        by, now = actor_of(request), timezone.now()
        made = add_file(_possible(number), title=title, name=name, data=data, by=by, now=now)
        return Status(201, EvidenceOut(**_evidence(made)))


def _change(task: Task, change: TaskChange, by: Actor) -> None:
    numbers, now = [task.pk], timezone.now()
    if change.responsible is not None:
        person = colleague(task.entry.body, change.responsible, seen_by=by) if change.responsible else None
        if change.responsible and person is None:
            raise errors.NotAColleague(name_of_person(change.responsible), task.entry.reference)
        deeds.assign(numbers, person, by=by, now=now)
    if change.target is not None:
        deeds.set_target(numbers, change.target, by=by, now=now)
    match change.state:
        case "open":
            deeds.reopen(numbers, by=by, now=now)
        case "doing":
            deeds.start(numbers, by=by, now=now)
        case "done":
            deeds.finish(numbers, explanation=change.words, by=by, now=now)
        case "not_needed":
            deeds.set_aside(numbers, reason=change.words, by=by, now=now)


@contextmanager
def _problems() -> Iterator[None]:
    try:
        yield
    except (errors.TaskNotFound, errors.EvidenceNotFound) as nowhere:
        raise Problem(404, "Not found", str(nowhere)) from nowhere
    except NotAllowed as refused:
        raise Problem(403, "Not allowed", str(refused)) from refused
    except errors.FileNotAccepted as refused:
        status = 413 if refused.why == Refused.TOO_LARGE else 422
        raise Problem(status, "File not accepted", str(refused)) from refused
    except errors.StepNotPossible as refused:
        raise Problem(409, "Not possible now", str(refused)) from refused
    except errors.CaseworkError as refused:
        raise Problem(422, "Not possible", str(refused)) from refused


def _possible(number: int) -> int:
    """Return a number that a row can have. Raises TaskNotFound: SQLite refuses others with an error of its own."""
    if not 0 < number <= _LARGEST_NUMBER:
        raise errors.TaskNotFound(number)
    return number


def _out(task: Task) -> TaskWithEvidenceOut:
    shown = [EvidenceOut(**_evidence(each)) for each in evidence_of(task) if each.removed_at is None]
    return TaskWithEvidenceOut(**_task(task), evidence=shown)


def _task(task: Task) -> dict[str, Any]:
    return {
        "number": task.pk,
        "entry": task.entry.reference,
        "due_certainty": task.due_sure,
        "due_in_other_reading": task.due_other,
        "responsible": task.responsible_id,
        "needs": task.proof,
        **{
            name: getattr(task, name)
            for name in (
                "kind",
                "state",
                "duty",
                "law",
                "article",
                "label",
                "title",
                "due",
                "target",
                "day",
                "closed_at",
            )
        },
    }


def _evidence(made: Evidence) -> dict[str, Any]:
    kind = "file" if made.is_file else "link"
    columns = ("title", "address", "media_type", "size", "sha256", "added_at")
    return {"number": made.pk, "kind": kind, **{name: getattr(made, name) for name in columns}}
