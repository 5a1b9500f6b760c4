"""A system that writes letters issues notices over the API, and whoever gets the letter can open them."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from kenbaar.envelopes.codes import code_of, read_code
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.sealing import seal
from kenbaar.journal.models import JournalLine
from kenbaar.ledger.verifying import verify
from kenbaar.notices.models import Notice
from kenbaar.notices.queries.opening import open_with_code
from kenbaar.people.models import Scope
from tests import make
from tests.api.tokens import Service
from tests.notices import world

pytestmark = pytest.mark.django_db
DECISION = {
    "reference": "2026-000123",
    "decided_on": "2026-11-20",
    "outcome": "refused",
    "addressee": "Mevrouw Z. Zonneveld-Kwispel",
    "data": {"income": "31234.56", "household": "3"},
    "weighs": {"income_weight": "-12.5"},
}


@pytest.fixture
def service() -> Service:
    cache.clear()
    version = world.approved()
    world.key_of(version.profile.body)
    return Service(version.profile.body, Scope.ISSUE_NOTICES)


def issue(service: Service, **changes: Any) -> Any:
    return service.ask("post", "/notices", {"profile": "woonbijdrage", "decision": {**DECISION, **changes}})


def test_a_letter_gets_its_code_and_words_and_the_same_decision_the_same_once_more(service: Service) -> None:
    first, again = issue(service), issue(service)
    assert (first.status_code, again.status_code) == (201, 200)
    assert {**first.json(), "new": False} == again.json()
    said = first.json()
    assert said["code"] in said["text"] and said["link"].endswith(f"/besluit#{said['code']}")
    opened = open_with_code(said["code"])
    assert opened.decision.addressee == DECISION["addressee"] and opened.decision.values == DECISION["data"]
    assert first.headers["Cache-Control"] == "no-store"
    assert Notice.objects.count() == 1


def test_a_decision_that_does_not_fit_is_refused_with_each_field_and_its_remedy(service: Service) -> None:
    answer = issue(service, outcome="perhaps", decided_on="soon", more="x")
    assert answer.status_code == 422
    assert {each["in"] for each in answer.json()["errors"]} == {"outcome", "decided_on", "more"}
    assert all(each["reason"] and each["remedy"] for each in answer.json()["errors"])
    assert not Notice.objects.exists()


def test_what_cannot_be_read_is_named_as_its_sender_knows_it(service: Service) -> None:
    answer = service.ask("post", "/notices", {"profile": "x" * 61, "decision": {}})
    assert [each["in"] for each in answer.json()["errors"]] == ["profile"]


def test_a_body_whose_length_is_not_said_is_asked_for_in_one_piece(client: Client) -> None:
    answer = client.post("/api/v1/notices", b"{}", "application/json", headers={"Transfer-Encoding": "chunked"})
    assert answer.status_code == 411 and "Content-Length" in answer.json()["detail"]
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_another_decision_under_the_same_reference_is_a_correction(service: Service) -> None:
    number = issue(service).json()["number"]
    refused = issue(service, outcome="granted")
    assert refused.status_code == 409 and "Correct that notice" in refused.json()["detail"]
    right = {"decision": {**DECISION, "outcome": "granted"}}
    first = service.ask("post", f"/notices/{number}/correction", right)
    again = service.ask("post", f"/notices/{number}/correction", right)
    assert (first.status_code, again.status_code, again.json()["code"]) == (201, 200, first.json()["code"])
    assert open_with_code(first.json()["code"]).decision.outcome == "granted"
    state = service.ask("get", f"/notices/{number}").json()
    assert state["standing"] == "corrected" and state["steps"][0]["follower"] == first.json()["number"]
    wrong = {"decision": {**DECISION, "reference": "another"}}
    assert service.ask("post", f"/notices/{number}/correction", wrong).status_code == 422
    unfit = {"decision": {**DECISION, "outcome": "perhaps"}}
    assert service.ask("post", f"/notices/{number}/correction", unfit).json()["errors"][0]["in"] == "outcome"


def test_a_notice_is_withdrawn_and_erased_and_its_receipt_says_so(service: Service) -> None:
    said = issue(service).json()
    content = open_with_code(said["code"]).content
    waiting = service.ask("get", f"/notices/{said['number']}/receipt")
    assert (waiting.status_code, waiting.headers["Retry-After"]) == (503, "10")
    for method, path in (("post", "withdrawal"), ("post", "withdrawal"), ("delete", "content"), ("delete", "content")):
        assert service.ask(method, f"/notices/{said['number']}/{path}").status_code == 204
    seal(Log.NOTICES, now=make.NOON)
    receipt = service.get(said["receipt"]).content
    assert [each.step for each in verify(receipt, content).steps] == ["withdrawn", "erased"]
    assert service.ask("post", f"/notices/{said['number']}/withdrawal").status_code == 409
    assert service.ask("get", f"/notices/{said['number']}").json()["standing"] == "erased"


def test_the_page_for_in_the_envelope_comes_as_pdf_for_who_has_the_code_and_the_token(service: Service) -> None:
    said = issue(service).json()
    page = service.ask("post", "/notices/letter", {"code": said["code"]})
    assert (page.status_code, page.headers["Content-Type"]) == (200, "application/pdf")
    assert page.content.startswith(b"%PDF-") and page.headers["Cache-Control"] == "no-store"
    stranger = Service(make.body("gemeente-elders"), Scope.ISSUE_NOTICES)
    assert stranger.ask("post", "/notices/letter", {"code": said["code"]}).status_code == 404
    assert service.ask("post", "/notices/letter", {"code": code_of(b"no notice has this code")}).status_code == 404
    assert service.ask("post", "/notices/letter", {"code": "ABC"}).status_code == 422
    service.ask("post", f"/notices/{said['number']}/withdrawal")
    assert service.ask("post", "/notices/letter", {"code": said["code"]}).status_code == 409


def test_a_system_reaches_the_notices_of_its_own_body_only(service: Service) -> None:
    number = issue(service).json()["number"]
    stranger = Service(make.body("gemeente-elders"), Scope.ISSUE_NOTICES)
    for method, path in (
        ("get", ""),
        ("get", "/receipt"),
        ("post", "/withdrawal"),
        ("delete", "/content"),
    ):
        assert stranger.ask(method, f"/notices/{number}{path}").status_code == 404
    assert issue(stranger).status_code == 404
    assert service.ask("get", "/notices/99999999999999999999").status_code == 404
    assert Service(make.body(), Scope.WRITE_ENTRIES).ask("get", f"/notices/{number}").status_code == 403


def test_without_a_secret_nothing_is_issued_and_no_place_on_the_server_is_told(
    service: Service, settings: Any, tmp_path: Any
) -> None:
    settings.NOTICE_SECRET_FILE = tmp_path / "none"
    answer = issue(service)
    assert answer.status_code == 503 and str(tmp_path) not in answer.content.decode()


def test_a_system_that_asks_too_much_is_asked_to_wait(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    from kenbaar.api.notices import router

    monkeypatch.setattr(router.throttle, "_most", 0)
    answer = issue(service)
    assert answer.status_code == 429 and int(float(answer.headers["Retry-After"])) >= 1


def test_the_journal_says_that_a_notice_was_issued_and_nothing_of_what_it_says(service: Service) -> None:
    code = issue(service).json()["code"]
    (line,) = JournalLine.objects.filter(event="notices.batch.issued")
    assert line.subject == "gemeente-lindewaarde/woonbijdrage"
    told = f"{line.subject} {line.actor} {line.details}"
    assert all(text not in told for text in ("2026-000123", "Zonneveld", "31234", code, read_code(code)))
