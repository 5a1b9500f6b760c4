"""A system of a body reads and works on the body's tasks with a token for that, and on nothing of another body."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from kenbaar.casework.models import Evidence, Task
from kenbaar.people.actions.tokens import make_token
from kenbaar.people.actors import OPERATOR
from kenbaar.people.codes import new_token
from kenbaar.people.models import Body, Scope
from kenbaar.register.actions.arranging import set_access
from kenbaar.register.lifecycle import Access
from tests.casework import world
from tests.casework.world import PDF, Place, by

pytestmark = pytest.mark.django_db
TASKS = "/api/v1/tasks"


@pytest.fixture(autouse=True)
def _nobody_asked_yet(db: None) -> Iterator[None]:
    cache.clear()
    yield


@pytest.fixture
def place() -> Place:
    return world.place()


@pytest.fixture
def tasks(place: Place) -> list[Task]:
    return world.opened(place.entry())


def _service(body: Body, *scopes: Scope) -> Client:
    code, now = new_token(), timezone.now()
    make_token("zaak", body, scopes, code=code, until=now + dt.timedelta(days=1), by=OPERATOR, now=now)
    return Client(headers={"Authorization": f"Bearer {code}"})


def _change(service: Client, number: int, **change: Any) -> Any:
    return service.patch(f"{TASKS}/{number}", change, content_type="application/json")


def _file(service: Client, number: int, data: bytes) -> Any:
    address = f"{TASKS}/{number}/files?name=besluit.pdf"
    return service.post(address, data, content_type="application/octet-stream")


def test_a_system_reads_all_tasks_of_its_body_page_by_page(place: Place, tasks: list[Task]) -> None:
    world.opened(world.place("gemeente-elders").entry())
    service, read, cursor = _service(place.body, Scope.READ_TASKS), [], ""
    while cursor is not None:
        page = service.get(f"{TASKS}?limit=10&cursor={cursor}").json()
        read += page["items"]
        cursor = page["next"]
    assert [item["number"] for item in read] == [task.pk for task in tasks]
    oversight = next(item for item in read if item["duty"] == "ai_act_26_2")
    assert oversight["article"] == "26(2)" and oversight["due"] == "2030-08-02" and oversight["needs"] == "evidence"
    assert len(service.get(f"{TASKS}?limit=200&entry={tasks[0].entry.reference}&state=open").json()["items"]) == len(
        tasks
    )
    assert service.get(f"{TASKS}?kind=own").json()["items"] == []


def test_a_system_gives_plans_proves_and_finishes_a_task(place: Place, tasks: list[Task]) -> None:
    service, number = _service(place.body, Scope.WRITE_TASKS), tasks[0].pk
    target = (timezone.localdate() + dt.timedelta(days=9)).isoformat()
    given = _change(service, number, responsible=place.reader.pk, target=target, state="doing").json()
    assert (given["responsible"], given["target"], given["state"]) == (place.reader.pk, target, "doing")
    assert _change(service, number, state="done").status_code == 422
    link = service.post(f"{TASKS}/{number}/links", {"address": "https://a.example"}, content_type="application/json")
    assert link.status_code == 201 and link.json()["kind"] == "link"
    file = _file(service, number, PDF)
    assert file.status_code == 201 and file.json()["media_type"] == "application/pdf"
    done = _change(service, number, state="done", words="Zie het besluit.").json()
    assert done["state"] == "done" and [each["title"] for each in done["evidence"]] == [
        "https://a.example",
        "besluit.pdf",
    ]
    assert service.get(f"{TASKS}/{number}").json()["evidence"][1]["sha256"] == Evidence.objects.last().sha256  # type: ignore[union-attr]
    assert _change(service, number, state="doing").status_code == 409


def test_of_a_change_all_happens_or_nothing(place: Place, tasks: list[Task]) -> None:
    service = _service(place.body, Scope.WRITE_TASKS)
    before = world.rows()
    target = (timezone.localdate() + dt.timedelta(days=9)).isoformat()
    assert _change(service, tasks[0].pk, target=target, responsible=place.reader.pk, state="done").status_code == 422
    assert world.rows() == before


def test_what_is_not_possible_is_refused_as_a_problem(place: Place, tasks: list[Task], settings: Settings) -> None:
    settings.EVIDENCE_LIMIT_BYTES = 2000
    stranger = world.place("gemeente-elders").editor
    service, number = _service(place.body, Scope.WRITE_TASKS), tasks[0].pk
    before = world.rows()
    for answer, status in (
        (_change(service, number, responsible=stranger.pk), 422),
        (_change(service, number, target="2020-01-01"), 422),
        (_change(service, number, target="morgen"), 400),
        (_change(service, number, anything=1), 400),
        (_change(service, number, state="not_needed"), 422),
        (service.post(f"{TASKS}/{number}/links", {"address": "ftp://a"}, content_type="application/json"), 422),
        (_file(service, number, b"<html >"), 422),
        (_file(service, number, b"%PDF-" + b"0" * 5000), 413),
        (service.get(f"{TASKS}/0"), 404),
        (service.get(f"{TASKS}/{2**70}"), 404),
    ):
        assert answer.status_code == status, answer.content
        assert answer.headers["Content-Type"] == "application/problem+json"
    assert world.rows() == before


def test_a_token_does_what_it_was_made_for_and_no_more(place: Place, tasks: list[Task]) -> None:
    number = tasks[0].pk
    before = world.rows()
    for scope, reads in ((Scope.READ_ENTRIES, False), (Scope.READ_TASKS, True)):
        service = _service(place.body, scope)
        assert service.get(TASKS).status_code == (200 if reads else 403)
        assert _change(service, number, state="doing").status_code == 403
        assert _file(service, number, PDF).status_code == 403
    assert Client().get(TASKS).status_code == 401
    assert world.rows()[:-1] == before[:-1], "only tokens were made"
    assert _service(place.body, Scope.WRITE_TASKS).get("/api/v1/inventory").status_code == 403


def test_tasks_of_another_body_or_a_restricted_entry_are_not_there(place: Place, tasks: list[Task]) -> None:
    theirs = world.opened(world.place("gemeente-elders").entry())[0].pk
    service = _service(place.body, Scope.WRITE_TASKS)
    before = world.rows()
    for answer in (
        service.get(f"{TASKS}/{theirs}"),
        _change(service, theirs, state="doing"),
        _file(service, theirs, PDF),
    ):
        assert answer.status_code == 404
    assert world.rows() == before
    set_access(tasks[0].entry.reference, Access.RESTRICTED, by=by(place.approver), now=timezone.now())
    assert service.get(TASKS).json()["items"] == []
