"""Systems keep lists, and choose the rules and terms of their body as far as their token goes."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from kenbaar.casework.models import BodyTerms, ReviewRules
from kenbaar.journal.models import JournalLine
from kenbaar.people.actions.persons import take_role
from kenbaar.people.actors import OPERATOR, actor_of
from kenbaar.people.models import Role, Scope
from kenbaar.register.actions.listing import save_list
from kenbaar.register.filtering import Filter
from kenbaar.register.models import SavedList
from tests import make
from tests.api.tokens import Service

pytestmark = pytest.mark.django_db
READ, WRITE, RULES = Scope.READ_ENTRIES, Scope.WRITE_ENTRIES, Scope.MANAGE_RULES
CHOSEN = {"target_days": 5, "required_facts": ["contact", "purpose"], "central_check": True}
TERMS = {"target_weeks": 8, "spare_weeks": 2, "recheck_months": 6, "recheck_weeks": 3}


@pytest.fixture(autouse=True)
def _nobody_asked_yet(db: None) -> Iterator[None]:
    cache.clear()
    yield


def _world() -> list[Any]:
    rows = [list(table.objects.values()) for table in (SavedList, ReviewRules, BodyTerms)]
    return [*rows, JournalLine.objects.exclude(event__startswith="people.token").count()]


def test_a_system_keeps_renames_and_takes_away_lists_of_its_own() -> None:
    service = Service(make.body(), READ, WRITE)
    sent = {"name": " Nog  doen ", "where": {"state": "draft", "lacking": "yes"}, "shared": True}
    kept = service.ask("post", "/lists", sent)
    assert kept.status_code == 201, kept.content
    kept = kept.json()
    assert (kept["name"], kept["where"], kept["own"]) == ("Nog doen", {"state": "draft", "lacking": "yes"}, True)
    assert service.ask("post", "/lists", sent).status_code == 422
    renamed = service.ask("patch", f"/lists/{kept['number']}", {"name": "Straks"}).json()
    assert service.ask("get", "/lists").json() == [renamed]
    assert renamed["name"] == "Straks"
    assert service.ask("delete", f"/lists/{kept['number']}").status_code == 204
    assert not SavedList.objects.exists()


def test_what_is_shared_is_for_everybody_at_the_body_and_changed_by_who_saved_it() -> None:
    body, other = make.body(), make.body("gemeente-elders")
    ann = make.person(Role.EDITOR, at=body)
    shared = save_list(body, "Van Ann", Filter(owner="me"), shared=True, by=ann, now=make.NOON)
    own = save_list(body, "Alleen van Ann", Filter(), shared=False, by=ann, now=make.NOON)
    service, elsewhere = Service(body, READ, WRITE), Service(other, READ, WRITE)
    assert [(each["name"], each["own"]) for each in service.ask("get", "/lists").json()] == [("Van Ann", False)]
    assert elsewhere.ask("get", "/lists").json() == []
    before = _world()
    for stranger in (service, elsewhere):
        for saved in (shared, own):
            assert stranger.ask("delete", f"/lists/{saved.pk}").status_code == 404
            assert stranger.ask("patch", f"/lists/{saved.pk}", {"name": "Anders"}).status_code == 404
    assert service.ask("post", "/lists", {"name": "x", "where": {"state": "gone"}}).status_code == 400
    assert Service(body, READ).ask("post", "/lists", {"name": "x", "where": {}}).status_code == 403
    assert _world() == before


def test_a_system_chooses_what_its_body_asks_for_and_its_terms() -> None:
    service = Service(make.body(), RULES)
    other = make.body("gemeente-elders")
    assert service.ask("get", "/rules").json() == {"target_days": 10, "required_facts": [], "central_check": False}
    assert set(service.ask("put", "/rules", CHOSEN).json()["required_facts"]) == {"contact", "purpose"}
    assert service.ask("put", "/terms", TERMS).json() == service.ask("get", "/terms").json() == TERMS
    assert service.ask("get", "/rules").json()["central_check"] is True
    assert ReviewRules.objects.get().body == BodyTerms.objects.get().body == make.body()
    assert Service(other, RULES).ask("get", "/rules").json()["target_days"] == 10


@pytest.mark.parametrize(
    ("path", "sent", "status"),
    [
        ("/rules", {**CHOSEN, "target_days": 0}, 422),
        ("/rules", {**CHOSEN, "target_days": 2**40}, 422),
        ("/rules", {**CHOSEN, "required_facts": ["nothing"]}, 422),
        ("/rules", {"target_days": 5}, 400),
        ("/terms", {**TERMS, "target_weeks": 0}, 422),
        ("/terms", {**TERMS, "anything": 1}, 400),
    ],
)
def test_rules_and_terms_that_make_no_sense_are_refused(path: str, sent: dict[str, Any], status: int) -> None:
    service = Service(make.body(), RULES)
    before = _world()
    answer = service.ask("put", path, sent)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
    assert _world() == before


def test_no_other_token_sees_or_sets_the_rules() -> None:
    service = Service(make.body(), *(scope for scope in Scope if scope is not RULES))
    before = _world()
    for path, sent in (("/rules", CHOSEN), ("/terms", TERMS)):
        assert service.ask("get", path).status_code == service.ask("put", path, sent).status_code == 403
    assert _world() == before


def test_the_power_of_an_administrator_in_a_token_ends_with_theirs() -> None:
    body = make.body()
    ann = make.somebody(Role.ADMINISTRATOR, at=body)
    service = Service(body, READ, RULES, Scope.MANAGE_PEOPLE, by=actor_of(ann))
    assert service.ask("get", "/rules").status_code == service.ask("get", "/people").status_code == 200
    take_role(ann, Role.ADMINISTRATOR, body, by=OPERATOR, now=make.NOON)
    before = _world()
    for path in ("/rules", "/terms", "/people", "/invitations"):
        refused = service.ask("get", path)
        assert refused.status_code == 403 and "no administrator" in refused.json()["detail"]
    assert service.ask("put", "/rules", CHOSEN).status_code == 403
    assert service.ask("get", "/inventory").status_code == 200, "what the body made it for otherwise stays"
    assert _world() == before
