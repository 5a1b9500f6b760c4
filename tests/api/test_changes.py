"""A system changes many entries in one go: it sees first what will change, and then all of it happens or nothing."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from kenbaar.journal.models import JournalLine
from kenbaar.people.models import Role, Scope
from kenbaar.register.actions.arranging import set_access
from kenbaar.register.actions.drafting import Change, save_answers
from kenbaar.register.lifecycle import Access, State
from kenbaar.register.models import Draft, Entry, EntryVersion, PreparedChange
from kenbaar.register.preparing import MOST_KEPT
from kenbaar.rules.answers import known
from tests import make
from tests.api.tokens import Service

pytestmark = pytest.mark.django_db
WRITE, ARRANGE = Scope.WRITE_ENTRIES, Scope.ARRANGE_ENTRIES
CONTACT = {"what": "fact", "fact": "contact", "answer": {"value": "vragen@lindewaarde.example"}}


@pytest.fixture(autouse=True)
def _nobody_asked_yet(db: None) -> Iterator[None]:
    cache.clear()
    yield


def _prepared(service: Service, order: dict[str, Any], **which: Any) -> dict[str, Any]:
    answer = service.ask("post", "/changes", {"order": order, **(which or {"where": {}})})
    assert answer.status_code == 201, answer.content
    found: dict[str, Any] = answer.json()
    return found


def _world() -> list[Any]:
    counts = [table.objects.count() for table in (Draft, EntryVersion, JournalLine, PreparedChange)]
    return [*counts, list(Entry.objects.order_by("pk").values_list("access", "owner", "state"))]


def test_a_system_sees_what_will_change_and_then_changes_it_once() -> None:
    first, second = make.entry(says=make.sheet("Een")), make.entry(says=make.sheet("Twee"))
    make.entry(says=make.sheet("Al zo", contact=known("vragen@lindewaarde.example")))
    service = Service(first.body, WRITE)
    prepared = _prepared(service, CONTACT)
    assert (prepared["changing"], prepared["left"], prepared["changed"]) == (2, {"same": 1}, None)
    assert prepared["order"]["answer"] == CONTACT["answer"]
    assert not Draft.objects.exists(), "nothing happens before it is confirmed"
    address = f"/changes/{prepared['number']}"
    page = service.ask("get", f"{address}/lines?limit=2").json()
    rest = service.ask("get", f"{address}/lines?cursor={page['next']}").json()
    lines = [*page["items"], *rest["items"]]
    assert [(line["name"]["nl"], line["old"], line["left"]) for line in lines] == [
        ("Een", None, ""),
        ("Twee", None, ""),
        ("Al zo", CONTACT["answer"], "same"),
    ]
    assert rest["next"] is None
    done = service.ask("post", f"{address}/confirmation").json()
    assert (done["changed"], done["order"]) == (2, None)
    for entry in (first, second):
        draft = Draft.objects.get(entry=entry)
        assert draft.sheet["contact"] == CONTACT["answer"] and draft.origins["contact"]["by"] == str(service.token)
    before = _world()
    assert service.ask("post", f"{address}/confirmation").status_code == 404
    assert service.ask("get", address).json()["changed"] == 2
    assert service.ask("get", f"{address}/lines").json() == {"items": [], "next": None}
    assert _world() == before


def test_only_the_entries_that_are_named_or_found_change() -> None:
    named, other = make.entry(says=make.sheet("Een")), make.entry(says=make.sheet("Twee"))
    service = Service(named.body, WRITE)
    assert _prepared(service, CONTACT, references=[named.reference])["changing"] == 1
    found = _prepared(service, CONTACT, where={"words": "twee", "state": "draft"})
    lines = service.ask("get", f"/changes/{found['number']}/lines").json()["items"]
    assert [line["reference"] for line in lines] == [other.reference]


def test_a_token_that_arranges_gives_many_an_owner_and_fills_in_nothing() -> None:
    entry = make.entry()
    owner = make.somebody(Role.READER, at=entry.body)
    service = Service(entry.body, ARRANGE)
    before = _world()
    assert service.ask("post", "/changes", {"order": CONTACT, "where": {}}).status_code == 403
    assert _world() == before
    prepared = _prepared(service, {"what": "owner", "email": owner.email})
    lines = service.ask("get", f"/changes/{prepared['number']}/lines").json()["items"]
    assert (prepared["order"]["owner"], lines[0]["old"]) == (owner.pk, None)
    assert owner.email not in str(prepared) and owner.name not in str(lines), "people have numbers here"
    service.ask("post", f"/changes/{prepared['number']}/confirmation")
    entry.refresh_from_db()
    assert entry.owner == owner
    again = _prepared(service, {"what": "owner", "email": None})
    assert service.ask("get", f"/changes/{again['number']}/lines").json()["items"][0]["old"] == owner.pk


def test_a_token_that_writes_does_not_say_who_may_see_entries() -> None:
    entry = make.entry()
    before = _world()
    sent = {"order": {"what": "access", "access": "restricted"}, "where": {}}
    assert Service(entry.body, WRITE).ask("post", "/changes", sent).status_code == 403
    assert _world()[:2] == before[:2] and _world()[3:] == before[3:]


def test_many_are_handed_in_by_the_rules_of_a_review() -> None:
    entry = make.entry(says=make.whole_sheet())
    make.entry(State.PUBLISHED, says=make.sheet("Niets nieuws"))
    service = Service(entry.body, WRITE)
    prepared = _prepared(service, {"what": "hand_in"})
    assert (prepared["changing"], prepared["left"]) == (1, {"nothing_new": 1})
    assert service.ask("post", f"/changes/{prepared['number']}/confirmation").json()["changed"] == 1
    entry.refresh_from_db()
    assert entry.state == State.REVIEW and entry.reviews.get().asked_by == str(service.token)


def test_when_somebody_changed_an_entry_meanwhile_nothing_happens_and_it_is_named() -> None:
    entry, _other = make.entry(), make.entry()
    service = Service(entry.body, WRITE)
    prepared = _prepared(service, CONTACT)
    theirs = Change("contact", known("ann@lindewaarde.example"), "")
    save_answers(entry.reference, [theirs], by=make.person(Role.EDITOR, at=entry.body), now=make.NOON)
    before = _world()
    refused = service.ask("post", f"/changes/{prepared['number']}/confirmation")
    assert refused.status_code == 409
    assert [each["in"] for each in refused.json()["errors"]] == [entry.reference]
    assert _world() == before


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"order": CONTACT}, 422),
        ({"order": CONTACT, "references": ["kb-nope"], "where": {}}, 422),
        ({"order": CONTACT, "references": ["kb-nope"]}, 422),
        ({"order": CONTACT, "references": []}, 400),
        ({"order": CONTACT, "where": {"state": "gone"}}, 400),
        ({"order": CONTACT, "where": {"stat": "draft"}}, 400),
        ({"order": {**CONTACT, "fact": "name"}, "where": {}}, 422),
        ({"order": {**CONTACT, "fact": "status"}, "where": {}}, 422),
        ({"order": {"what": "fact", "fact": "contact"}, "where": {}}, 400),
        ({"order": {"what": "owner", "email": "stranger@elders.example"}, "where": {}}, 422),
        ({"order": {"what": "publish"}, "where": {}}, 400),
    ],
)
def test_what_cannot_be_asked_is_refused_and_nothing_is_prepared(sent: dict[str, Any], status: int) -> None:
    service = Service(make.entry().body, WRITE, ARRANGE)
    before = _world()
    answer = service.ask("post", "/changes", sent)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json"), answer.content
    assert _world() == before


def test_entries_that_are_not_there_for_a_token_are_named_alike() -> None:
    theirs, closed = make.entry(at=make.body("gemeente-elders")), make.entry()
    set_access(closed.reference, Access.RESTRICTED, by=make.OPERATOR, now=make.NOON)
    sent = {"order": CONTACT, "references": [theirs.reference, closed.reference, "kb-nope"]}
    errors = Service(closed.body, WRITE).ask("post", "/changes", sent).json()["errors"]
    assert {each["in"] for each in errors} == {theirs.reference, closed.reference, "kb-nope"}
    assert len({each["reason"] for each in errors}) == 1


def test_what_one_token_prepared_is_there_for_no_other() -> None:
    entry = make.entry()
    service, colleague = Service(entry.body, WRITE), Service(entry.body, WRITE)
    elsewhere = Service(make.body("gemeente-elders"), WRITE)
    address = f"/changes/{_prepared(service, CONTACT)['number']}"
    before = _world()
    for stranger in (colleague, elsewhere):
        assert stranger.ask("get", address).status_code == 404
        assert stranger.ask("get", f"{address}/lines").status_code == 404
        assert stranger.ask("post", f"{address}/confirmation").status_code == 404
        assert stranger.ask("delete", address).status_code == 404
    assert _world() == before
    assert service.ask("delete", address).status_code == 204
    assert service.ask("get", address).status_code == 404


def test_a_system_keeps_no_more_waiting_than_it_can_look_over() -> None:
    service = Service(make.entry().body, WRITE)
    numbers = [_prepared(service, CONTACT)["number"] for _ in range(MOST_KEPT + 2)]
    assert list(PreparedChange.objects.order_by("pk").values_list("pk", flat=True)) == numbers[2:]
