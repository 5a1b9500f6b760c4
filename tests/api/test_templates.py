"""Systems read templates and proposals with a token, and write those of their own organisation; nothing of another."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from kenbaar.people.actions.tokens import make_token
from kenbaar.people.actors import OPERATOR
from kenbaar.people.codes import new_token
from kenbaar.people.errors import ScopeOutOfPlace
from kenbaar.people.models import Body, Scope
from kenbaar.register.actions.drafting import answer_digest
from kenbaar.rules.answers import known
from kenbaar.suppliers.actions.following import adopt
from kenbaar.suppliers.models import Template, TemplateVersion
from tests import make
from tests.api.tokens import Service
from tests.suppliers import world
from tests.suppliers.world import KEEPER, SLUG

pytestmark = pytest.mark.django_db
ADDRESS = f"/api/v1/templates/{KEEPER}/{SLUG}"


@pytest.fixture(autouse=True)
def _nobody_asked_yet(db: None) -> Iterator[None]:
    cache.clear()
    yield


def _service(body: Body, *scopes: Scope) -> Client:
    code, now = new_token(), timezone.now()
    make_token("zaak", body, scopes, code=code, until=now + dt.timedelta(days=1), by=OPERATOR, now=now)
    return Client(headers={"Authorization": f"Bearer {code}"})


def _body_service() -> Client:
    return _service(make.body(), Scope.READ_ENTRIES)


def _company_service() -> Client:
    return _service(world.company(), Scope.WRITE_TEMPLATES)


def test_a_system_of_a_company_writes_its_template_and_the_same_again_is_no_version() -> None:
    service = _company_service()
    sent = {"facts": {"name": {"nl": "Chatbot"}, "personal_data": "yes"}, "product": "Babbel 3"}
    for _ in range(2):
        answer = service.put(ADDRESS, sent, content_type="application/json")
        assert (answer.status_code, answer.json()["version"]) == (200, 1)
    assert answer.json()["facts"]["personal_data"] == {"value": True}
    changed = {"facts": {**answer.json()["facts"], "methods": {"nl": "Regels."}}}
    assert service.put(ADDRESS, changed, content_type="application/json").json()["version"] == 2
    assert service.get(ADDRESS).json()["product"] == ""


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"facts": {"name": {"nl": "Chatbot"}, "contact": "a@b.example"}}, 422),
        ({"facts": {"name": {"nl": "Chatbot"}, "no_such_fact": 1}}, 422),
        ({"facts": {"methods": {"nl": "x"}}}, 422),
        ({"facts": {"name": {"nl": "De [naam gemeente]"}}}, 422),
        ({"facts": {"name": {"nl": "x\x00"}}}, 422),
        ({"facts": []}, 422),
        ({"facts": {}, "slug": "x"}, 422),
        ({"facts": {"name": {"nl": "x"}}, "product": 3}, 422),
        ({"facts": {"name": {"nl": "x" * 300_000}}}, 413),
    ],
)
def test_what_cannot_be_used_is_named_and_nothing_is_saved(sent: object, status: int) -> None:
    answer = _company_service().put(ADDRESS, sent, content_type="application/json")
    assert answer.status_code == status and answer.headers["Content-Type"] == "application/problem+json"
    assert not Template.objects.exists()


def test_a_token_writes_for_no_other_organisation_and_reads_none_of_another_company() -> None:
    world.template(keeper="kijkrond")
    service = _company_service()
    sent = {"facts": {"name": {"nl": "Van mij"}}}
    other = f"/api/v1/templates/kijkrond/{SLUG}"
    assert service.put(other, sent, content_type="application/json").status_code == 403
    assert service.put("/api/v1/templates/nobody/x", sent, content_type="application/json").status_code == 403
    assert [service.get(other).status_code, service.get("/api/v1/templates").json()["items"]] == [404, []]
    assert service.get("/api/v1/inventory").status_code == 403
    assert _body_service().put(other, sent, content_type="application/json").status_code == 403
    assert Client().get(other).status_code == 401
    assert TemplateVersion.objects.count() == 1


def test_a_token_of_a_company_cannot_be_made_to_read_entries() -> None:
    with pytest.raises(ScopeOutOfPlace):
        _service(world.company(), Scope.READ_ENTRIES)


def test_a_system_of_a_body_reads_all_templates_and_what_they_propose_to_its_own_entries() -> None:
    world.template()
    mine, theirs = make.entry(), make.entry(at=make.body("gemeente-elders"))
    for entry in (mine, theirs):
        adopt(entry.reference, KEEPER, SLUG, by=OPERATOR, now=make.NOON)
    world.changed(methods=known({"nl": "Nieuw."}))
    service = _body_service()
    assert [each["template"] for each in service.get("/api/v1/templates").json()["items"]] == [SLUG]
    waiting = service.get("/api/v1/proposals").json()
    assert waiting["items"] == [{"reference": mine.reference, "keeper": KEEPER, "template": SLUG, "facts": 2}]
    found = {each["fact"]: each for each in service.get(f"/api/v1/inventory/{mine.reference}/proposals").json()}
    assert found["methods"] == {
        "fact": "methods",
        "version": 2,
        "proposed": {"value": {"nl": "Nieuw."}},
        "before": world.METHODS,
        "ours": world.METHODS,
        "seen": answer_digest(world.METHODS),
    }
    assert service.get(f"/api/v1/inventory/{theirs.reference}/proposals").status_code == 404


def test_pages_of_templates_go_by_cursor() -> None:
    for number in range(3):
        world.template(f"t{number}")
    service = _body_service()
    first = service.get("/api/v1/templates?limit=2").json()
    second = service.get(f"/api/v1/templates?limit=2&cursor={first['next']}").json()
    assert [each["template"] for each in first["items"] + second["items"]] == ["t0", "t1", "t2"]


def test_a_system_answers_proposals_to_its_own_entries_and_those_of_nobody_else() -> None:
    world.template()
    mine, theirs = make.entry(), make.entry(at=make.body("gemeente-elders"))
    service = Service(mine.body, Scope.READ_ENTRIES, Scope.WRITE_ENTRIES)
    followed = service.send("put", f"/{mine.reference}/template", {"keeper": KEEPER, "template": SLUG}).json()
    assert "methods" in followed["accepted"]
    adopt(theirs.reference, KEEPER, SLUG, by=OPERATOR, now=make.NOON)
    world.changed(methods=known({"nl": "Nieuw."}))
    answer = {"version": 2, "accept": [{"fact": "methods", "seen": answer_digest(world.METHODS)}]}
    late = {"version": 2, "accept": [{"fact": "methods", "seen": "other"}]}
    assert service.send("post", f"/{mine.reference}/proposals", late).json()["changed"] == ["methods"]
    assert service.send("post", f"/{mine.reference}/proposals", answer).json()["accepted"] == ["methods"]
    copy = service.send("get", f"/{mine.reference}/working-copy").json()
    assert copy["facts"]["methods"] == {"value": {"nl": "Nieuw."}}
    assert copy["origins"]["methods"]["from"] == f"template {KEEPER}/{SLUG} 2"
    assert service.send("post", f"/{theirs.reference}/proposals", answer).status_code == 404
    assert service.send("post", f"/{mine.reference}/proposals", answer).status_code == 409
    assert service.send("delete", f"/{mine.reference}/template").status_code == 204
    assert service.send("get", f"/{mine.reference}/proposals").json() == []
