"""The API answers by the Dutch API Design Rules, and every error says the way out."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kenbaar.api.version import API_VERSION
from kenbaar.register.actions import steps, writing
from kenbaar.register.lifecycle import State
from kenbaar.rules.answers import known, not_applicable
from tests import make

pytestmark = pytest.mark.django_db
PROBLEM = "application/problem+json"


def _get(client: Client, path: str, **headers: Any) -> Any:
    return client.get(f"/api/v1/{path}", headers=headers)


def test_every_answer_says_its_version_and_may_be_read_from_anywhere(client: Client) -> None:
    for path in ("entries", "bodies", "figures", "openapi.json", "no-such-thing"):
        answer = _get(client, path)
        assert answer["API-Version"] == API_VERSION, path
        assert answer["Access-Control-Allow-Origin"] == "*"


def test_an_entry_is_its_facts_with_honest_blanks_and_links(client: Client) -> None:
    says = make.sheet(legal_basis=not_applicable({"nl": "Alleen intern."}))
    entry = make.entry(State.PUBLISHED, says=says)
    answer = _get(client, f"entries/{entry.reference}").json()
    assert answer["facts"]["status"] == {"value": "in_use"}
    assert answer["facts"]["legal_basis"] == {"blank": "not_applicable", "reason": {"nl": "Alleen intern."}}
    assert answer["links"]["self"].endswith(f"/api/v1/entries/{entry.reference}")
    assert answer["state"] == "published"


def test_what_only_the_body_may_see_is_in_no_answer(client: Client) -> None:
    drafts = [make.entry(State.DRAFT), make.entry(State.REVIEW)]
    for draft in drafts:
        answer = _get(client, f"entries/{draft.reference}")
        assert (answer.status_code, answer["Content-Type"]) == (404, PROBLEM)
        assert draft.reference not in _get(client, "entries").content.decode()


def test_a_newer_draft_of_a_published_entry_stays_inside(client: Client) -> None:
    entry = make.entry(State.PUBLISHED)
    writing.add_version(entry.reference, sheet=make.sheet("Nog geheim"), by=make.OPERATOR, now=make.NOON)
    assert "Nog geheim" not in _get(client, f"entries/{entry.reference}").content.decode()
    assert _get(client, f"entries/{entry.reference}/versions/2").status_code == 404


def test_the_history_of_a_withdrawn_entry_gives_the_reason(client: Client) -> None:
    entry = make.entry(State.WITHDRAWN)
    history = _get(client, f"entries/{entry.reference}/versions").json()
    assert [line["step"] for line in history] == ["publish", "withdraw"]
    assert history[-1]["reason"]["nl"] == "Gestopt na klachten."
    assert _get(client, f"entries/{entry.reference}").json()["state"] == "withdrawn"


def test_pages_go_by_cursor_and_a_new_entry_shifts_nothing(client: Client) -> None:
    made = [make.entry(State.PUBLISHED).reference for _ in range(5)]
    first = _get(client, "entries?limit=2").json()
    made.append(make.entry(State.PUBLISHED).reference)
    seen = [item["reference"] for item in first["items"]]
    while first["next"]:
        first = _get(client, f"entries?limit=2&cursor={first['next']}").json()
        seen += [item["reference"] for item in first["items"]]
    assert seen == made


@pytest.mark.parametrize(
    "path",
    [
        "entries?limit=0",
        "entries?limit=1000",
        "entries?cursor=nonsense",
        "entries?cursor=%00",
        "search?page=0",
        "downloads/csv?standard=none/1",
        "downloads/csv?language=xx",
        "downloads/csv?body=no-such-body",
        "bodies?published=perhaps",
    ],
)
def test_a_parameter_that_cannot_be_read_is_named(client: Client, path: str) -> None:
    answer = _get(client, path)
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)
    assert answer.json()["detail"]


@pytest.mark.parametrize(
    "path", ["entries/nothing", "bodies/nothing", "downloads/exe", "nothing", "entries/x/versions/9"]
)
def test_what_is_not_there_is_a_problem_with_a_way_out(client: Client, path: str) -> None:
    answer = _get(client, path)
    assert (answer.status_code, answer["Content-Type"]) == (404, PROBLEM)
    assert answer.json()["status"] == 404


def test_an_unchanged_answer_costs_nothing_until_something_is_published(client: Client) -> None:
    entry = make.entry(State.PUBLISHED)
    for path in (f"entries/{entry.reference}", "entries?limit=5", "figures", "downloads/jsonl"):
        answer = _get(client, path)
        assert _get(client, path, if_none_match=answer["ETag"]).status_code == 304, path
    before = _get(client, f"entries/{entry.reference}")["ETag"]
    writing.add_version(entry.reference, sheet=make.sheet("Anders"), by=make.OPERATOR, now=make.NOON)
    steps.publish(entry.reference, by=make.OPERATOR, now=make.NOON)
    assert _get(client, f"entries/{entry.reference}", if_none_match=before).status_code == 200


def test_a_download_neutralises_what_a_spreadsheet_would_run(client: Client) -> None:
    make.entry(State.PUBLISHED, says=make.sheet(supplier=known({"nl": "=HYPERLINK(1)"})))
    table = b"".join(_get(client, "downloads/csv").streaming_content).decode("utf-8-sig")
    assert '"\'=HYPERLINK(1)"' in table
    lines = b"".join(_get(client, "downloads/jsonl").streaming_content).splitlines()
    assert json.loads(lines[0])["provider"] == "=HYPERLINK(1)"


@pytest.mark.parametrize("path", ["entries?limit=50", "bodies?published=true", "figures?", "search?q=parkeercontrole"])
def test_a_list_asks_the_database_as_often_however_long_it_is(client: Client, path: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert _get(client, path).status_code == 200
        return len(captured)

    make.entry(State.PUBLISHED)
    one = queries()
    for number in range(5):
        make.entry(State.PUBLISHED, at=make.body(f"gemeente-{number}"))
    assert queries() == one


def test_bodies_can_be_narrowed_to_those_that_published_nothing(client: Client) -> None:
    make.entry(State.PUBLISHED)
    make.body("gemeente-stil")
    silent = _get(client, "bodies?published=false").json()
    assert [body["slug"] for body in silent] == ["gemeente-stil"]


def test_who_only_asks_for_the_head_gets_that_of_the_whole_answer(client: Client) -> None:
    make.entry(State.PUBLISHED)
    for path in ("entries", "downloads/csv", "no-such-thing"):
        head, whole = client.head(f"/api/v1/{path}"), _get(client, path)
        assert head.status_code == whole.status_code
        assert {**head.headers} == {**whole.headers}
        assert not head.getvalue()


def test_a_page_of_another_site_may_ask_whether_something_changed(client: Client) -> None:
    asks = {"Origin": "https://a.example", "Access-Control-Request-Method": "GET"}
    answer = client.options("/api/v1/entries", headers={**asks, "Access-Control-Request-Headers": "if-none-match"})
    assert (answer.status_code, answer["Access-Control-Allow-Headers"]) == (204, "If-None-Match")
    assert "ETag" in _get(client, "entries")["Access-Control-Expose-Headers"]
