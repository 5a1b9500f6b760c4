"""The law as a service: facts go in, what applies comes out, nothing is stored, and what is wrong is named."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kenbaar.rules.fact_files import MOST_BYTES
from kenbaar.rules.facts import vocabulary

BENEFITS = {
    "ai_system": "yes",
    "supply": "bought",
    "organisation_kind": "public_body",
    "annex_iii": ["5a"],
    "profiling": True,
    "first_placed": "2024",
}
PROBLEM = "application/problem+json"


def _post(client: Client, path: str, body: Any) -> Any:
    content = body if isinstance(body, (bytes, str)) else json.dumps(body)
    return client.post(f"/api/v1/{path}", content, content_type="application/json")


def test_facts_give_class_roles_days_and_what_is_needed(client: Client) -> None:
    answer = _post(client, "classify", {"id": 7, "facts": BENEFITS, "on": "2026-11-24", "known": "2026-11-24"})
    assert answer.status_code == 200
    found = answer.json()
    assert (found["id"], found["class"], found["roles"]) == (7, "high_risk_annex_iii", ["deployer"])
    assert found["fria"]["required"] == found["eu_database"]["required"] == "yes"
    assert found["fria"]["applies"]["binds_this_organisation_from"] == "2030-08-02"
    assert found["dutch_category"]["category"] == "A"
    assert "compared" not in found


def test_a_body_that_knows_the_law_of_an_earlier_day_hears_what_it_said_then(client: Client) -> None:
    found = _post(client, "classify", {"facts": BENEFITS, "on": "2026-11-24", "known": "2026-01-01"}).json()
    assert found["text"]["id"] == "2024"
    assert found["fria"]["applies"]["effective_from"] == "2026-08-02"


def test_the_effect_of_the_amendment_is_told_when_asked_for(client: Client) -> None:
    asked = {"facts": BENEFITS, "on": "2026-11-24", "known": "2026-11-24", "compare_texts": True}
    compared = _post(client, "classify", asked).json()["compared"]
    assert (compared["then"]["text"]["id"], compared["same_class"]) == ("2024", True)


def test_duties_alone_are_the_same_duties(client: Client) -> None:
    asked = {"facts": BENEFITS, "on": "2026-11-24", "known": "2026-11-24"}
    alone, whole = _post(client, "duties", asked).json(), _post(client, "classify", asked).json()
    assert alone["duties"] == whole["duties"]
    assert "outcomes" not in alone
    assert {"article", "evidence", "binds_this_organisation_from"} <= set(alone["duties"][0])


def test_without_any_fact_the_answer_says_what_to_find_out(client: Client) -> None:
    found = _post(client, "classify", {"facts": {}}).json()
    assert found["class"] is None
    assert "ai_system" in found["ask_next"]


def test_every_fact_that_is_wrong_is_named_with_what_it_can_be(client: Client) -> None:
    bad = {"ai_sistem": "yes", "profiling": "maybe", "annex_iii": ["5a", "none"], "ai_system": "yes"}
    answer = _post(client, "classify", {"facts": bad, "on": "tomorrow", "lang": "nl", "compare_texts": 1})
    assert (answer.status_code, answer["Content-Type"]) == (422, PROBLEM)
    wrong = {each["in"]: each["reason"] for each in answer.json()["errors"]}
    assert set(wrong) == {"ai_sistem", "profiling", "annex_iii", "on", "lang", "compare_texts"}
    assert "did you mean ai_system?" in wrong["ai_sistem"]
    assert "vocabulary" in answer.json()["detail"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b'{"facts": null}',
        b'{"facts": [1]}',
        b'{"facts": {"ai_system": "yes", "ai_system": "no"}}',
        b'{"facts": {"name": {"nl": "\\ud800"}}}',
        b'{"facts": {"training_compute": NaN}}',
        b'{"facts": {"training_compute": ' + b"9" * 5000 + b"}}",
        b'{"facts": {"ai_system": {"value": {"value": "yes"}}}}',
        b'{"facts": ' + b"[" * 100_000,
        b'{"facts": ' + b'{"a":' * 20_000,
        b"\xff\xfe",
        b"ai_system: yes",
        b'{"facts": {}, "id": "' + b"x" * 300 + b'"}',
    ],
    ids=lambda body: repr(body[:24]),
)
def test_whatever_is_sent_the_answer_is_a_sentence(client: Client, body: bytes) -> None:
    answer = _post(client, "classify", body)
    assert (answer.status_code, answer["Content-Type"]) == (422, PROBLEM)
    assert answer.json()["errors"]
    assert len(answer.content) < 3000


def test_more_than_facts_can_be_is_refused_at_the_door(client: Client) -> None:
    for size in (MOST_BYTES + 1, 3 * 1024 * 1024):
        answer = _post(client, "duties", b" " * size)
        assert (answer.status_code, answer["Content-Type"]) == (413, PROBLEM)


@pytest.mark.django_db
def test_asking_the_law_touches_no_database(client: Client) -> None:
    with CaptureQueriesContext(connection) as captured:
        assert _post(client, "classify", {"facts": BENEFITS}).status_code == 200
    assert len(captured) == 0


@pytest.mark.django_db
def test_only_a_message_can_ask(client: Client) -> None:
    assert client.get("/api/v1/classify").status_code == 405
    assert client.put("/api/v1/duties").status_code == 405


def test_a_page_of_another_site_may_send_facts(client: Client) -> None:
    asks = {"Origin": "https://a.example", "Access-Control-Request-Method": "POST"}
    answer = client.options("/api/v1/classify", headers={**asks, "Access-Control-Request-Headers": "content-type"})
    assert (answer.status_code, answer["Access-Control-Allow-Methods"]) == (204, "POST")
    assert answer["Access-Control-Allow-Headers"] == "Content-Type"


@pytest.mark.django_db
def test_the_vocabulary_has_every_fact_with_what_it_can_be(client: Client) -> None:
    answer = client.get("/api/v1/vocabulary")
    facts = {fact["id"]: fact for section in answer.json()["sections"] for fact in section["facts"]}
    assert set(facts) == {fact.id for fact in vocabulary()}
    assert facts["annex_iii"]["used_by_law"] and not facts["name"]["used_by_law"]
    assert facts["exclusions"]["assumed"] == [{"value": ["none"]}]
    point = next(option for option in facts["annex_iii"]["options"] if option["id"] == "5a")
    assert point["provision"] == "Annex III, 5(a)"
    assert client.get("/api/v1/vocabulary", headers={"If-None-Match": answer["ETag"]}).status_code == 304


@pytest.mark.django_db
def test_a_questionnaire_is_found_in_the_list_and_read_as_a_whole(client: Client) -> None:
    line = next(each for each in client.get("/api/v1/questionnaires").json() if each["id"] == "ai-act-check")
    whole = client.get(f"/api/v1/questionnaires/{line['id']}/{line['version']}").json()
    assert whole["digest"] == line["digest"]
    questions = [question for page in whole["pages"] for question in page["questions"]]
    assert len(questions) == line["questions"]
    shown = next(question for question in questions if question["id"] == "no_significant_risk")["show"]
    assert shown["all"][0] == {"profiling": {"is": False}}
    assert questions[0]["show"] == {"always": True}


@pytest.mark.django_db
def test_a_questionnaire_that_is_not_there_says_where_the_list_is(client: Client) -> None:
    answer = client.get("/api/v1/questionnaires/ai-act-check/0")
    assert (answer.status_code, answer["Content-Type"]) == (404, PROBLEM)
    assert "list of questionnaires" in answer.json()["detail"]
