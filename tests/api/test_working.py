"""A system of a body works in the same drafts as its people, as far as its token goes, and nobody's words are lost."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from kenbaar.journal.models import JournalLine
from kenbaar.people.actors import OPERATOR, actor_of_token
from kenbaar.people.models import Role, Scope
from kenbaar.register.actions import steps
from kenbaar.register.actions.arranging import set_access
from kenbaar.register.actions.drafting import Change, save_answers
from kenbaar.register.errors import SecondPersonNeeded
from kenbaar.register.lifecycle import Access, State
from kenbaar.register.models import Draft, Entry, EntryVersion
from kenbaar.rules.answers import known
from tests import make
from tests.api.tokens import Service

pytestmark = pytest.mark.django_db
SUMMARY = {"value": {"nl": "Camera's controleren het parkeren."}}
READ, WRITE, ARRANGE = Scope.READ_ENTRIES, Scope.WRITE_ENTRIES, Scope.ARRANGE_ENTRIES


@pytest.fixture(autouse=True)
def _nobody_asked_yet(db: None) -> Iterator[None]:
    cache.clear()
    yield


def _change(fact: str, answer: object, seen: str = "", **more: object) -> dict[str, object]:
    return {"changes": [{"fact": fact, "answer": answer, "seen": seen, **more}]}


def test_a_system_makes_an_entry_once_however_often_it_sends_it() -> None:
    service = Service(make.body(), WRITE)
    sent = {"key": "case-system 7", "facts": dict(make.sheet())}
    first, again = service.send("post", "", sent), service.send("post", "", sent)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["reference"] == again.json()["reference"]
    assert EntryVersion.objects.get().authors == [str(service.token)]


def test_two_bodies_may_use_the_same_key() -> None:
    sent = {"key": "7", "facts": dict(make.sheet())}
    one, other = Service(make.body(), WRITE), Service(make.body("gemeente-elders"), WRITE)
    assert one.send("post", "", sent).json()["reference"] != other.send("post", "", sent).json()["reference"]


def test_a_key_of_an_entry_that_the_token_may_not_see_is_taken() -> None:
    service = Service(make.body(), WRITE)
    sent = {"key": "7", "facts": dict(make.sheet())}
    reference = service.send("post", "", sent).json()["reference"]
    set_access(reference, Access.RESTRICTED, by=OPERATOR, now=make.NOON)
    answer = service.send("post", "", sent)
    assert answer.status_code == 409 and reference not in answer.content.decode()
    assert Entry.objects.count() == 1


def test_a_system_changes_what_it_saw_and_its_words_are_marked_as_its_own() -> None:
    entry = make.entry()
    service = Service(entry.body, READ, WRITE)
    path = f"/{entry.reference}/working-copy"
    seen = service.send("get", path).json()["seen"]["summary"]
    saved = service.send("patch", path, _change("summary", SUMMARY, seen, source="template x 1")).json()
    copy = service.send("get", path).json()
    assert (saved["saved"], saved["conflicts"], copy["facts"]["summary"]) == (["summary"], [], SUMMARY)
    assert copy["is_draft"] and copy["seen"]["summary"] == saved["seen"]["summary"]
    assert copy["origins"]["summary"]["by"] == str(service.token)
    # A system cannot say that a supplier did it.
    assert copy["origins"]["summary"]["from"] == "system template x 1"


def test_a_system_that_comes_too_late_hears_of_it_and_its_words_are_kept() -> None:
    entry = make.drafted()
    service = Service(entry.body, READ, WRITE)
    path = f"/{entry.reference}/working-copy"
    answer = service.send("patch", path, _change("purpose", {"value": {"nl": "Later."}}))
    (conflict,) = answer.json()["conflicts"]
    assert (answer.status_code, answer.json()["saved"]) == (200, [])
    assert conflict["late"] == {"value": {"nl": "Later."}} and conflict["there"] == dict(make.change().answer or {})
    there = f"/{entry.reference}/conflicts/{conflict['number']}"
    choice = {"keep": "late", "seen": conflict["seen"]}
    settled = service.send("post", there, choice).json()
    assert (settled["facts"]["purpose"], settled["conflicts"]) == ({"value": {"nl": "Later."}}, [])
    assert service.send("post", there, choice).status_code == 404


def test_a_system_that_came_too_late_does_not_overwrite_with_its_next_change() -> None:
    entry = make.drafted()
    service = Service(entry.body, READ, WRITE)
    path = f"/{entry.reference}/working-copy"
    first = service.send("patch", path, _change("purpose", {"value": {"nl": "Later."}})).json()
    second = service.send("patch", path, _change("purpose", {"value": {"nl": "Nog later."}}, first["seen"]["purpose"]))
    assert second.json()["saved"] == [] and len(second.json()["conflicts"]) == 1
    copy = service.send("get", path).json()
    assert copy["facts"]["purpose"] == dict(make.change().answer or {})
    assert [each["late"] for each in copy["conflicts"]] == [{"value": {"nl": "Nog later."}}]


def test_a_choice_between_answers_that_changed_meanwhile_is_refused() -> None:
    entry = make.drafted()
    service = Service(entry.body, READ, WRITE)
    path = f"/{entry.reference}/working-copy"
    (conflict,) = service.send("patch", path, _change("purpose", {"value": {"nl": "Later."}})).json()["conflicts"]
    seen = service.send("get", path).json()["seen"]["purpose"]
    service.send("patch", path, _change("purpose", {"value": {"nl": "Doorgeschreven."}}, seen))
    there = f"/{entry.reference}/conflicts/{conflict['number']}"
    assert service.send("post", there, {"keep": "late", "seen": conflict["seen"]}).status_code == 409
    assert service.send("get", path).json()["facts"]["purpose"] == {"value": {"nl": "Doorgeschreven."}}


def test_a_system_that_only_writes_reads_nothing_of_what_is_there() -> None:
    entry = make.drafted()
    reader, writer = Service(entry.body, READ, WRITE), Service(entry.body, WRITE)
    sent = {"key": "case-system 7", "facts": dict(make.sheet())}
    made = reader.send("post", "", sent).json()["reference"]
    assert writer.send("post", "", {"key": "case-system 7", "facts": {}}).json() == {"reference": made}
    path = f"/{entry.reference}/working-copy"
    (conflict,) = writer.send("patch", path, _change("purpose", {"value": {"nl": "Later."}})).json()["conflicts"]
    assert conflict["there"] is None and conflict["late"] == {"value": {"nl": "Later."}}
    choice = {"keep": "late", "seen": conflict["seen"]}
    assert writer.send("post", f"/{entry.reference}/conflicts/{conflict['number']}", choice).status_code == 403


def test_a_list_that_does_not_fit_says_in_which_record_and_part() -> None:
    entry = make.entry()
    rows = [{"legal_basis": "wet"}, {"per_year": 12}]
    sent = _change("used_in", {"value": rows})
    answer = Service(entry.body, WRITE).send("patch", f"/{entry.reference}/working-copy", sent)
    assert answer.json()["errors"] == [{"in": "used_in", "reason": "record 2, per_year: expected a line of text"}]


def test_each_fact_that_does_not_fit_is_named_and_nothing_is_saved() -> None:
    entry = make.entry()
    changes = [
        {"fact": "summary", "answer": SUMMARY, "seen": ""},
        {"fact": "status", "answer": {"value": "x" * 5000}, "seen": ""},
        {"fact": "no_such_fact", "answer": {"value": True}, "seen": ""},
    ]
    answer = Service(entry.body, WRITE).send("patch", f"/{entry.reference}/working-copy", {"changes": changes})
    assert answer.status_code == 422 and len(answer.content) < 3000
    assert {each["in"] for each in answer.json()["errors"]} == {"status", "no_such_fact"}
    twice = Service(entry.body, WRITE).send(
        "patch", f"/{entry.reference}/working-copy", {"changes": [changes[0], changes[0]]}
    )
    assert twice.status_code == 422
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"no json", 400),
        (b'{"changes": []}', 400),
        (b'{"changes": [{"fact": "purpose", "answer": null}]}', 400),
        (b'{"changes": [{"fact": "purpose", "answer": null, "seen": "", "sean": 1}]}', 400),
        (b'{"changes": [], "changes": []}', 400),
        (b'{"changes": [{"fact": "name", "answer": {"value": {"nl": "\\u0000"}}, "seen": ""}]}', 400),
        (b'{"changes": [{"fact": "name", "answer": {"value": {"nl": "\\ud800"}}, "seen": ""}]}', 400),
        (b'{"changes": ' + b"[" * 50_000, 400),
        (b'{"changes": [{"fact": "cost", "answer": {"value": NaN}, "seen": ""}]}', 400),
        (b" " * (1024 * 1024 + 1), 413),
    ],
    ids=lambda each: repr(each)[:30],
)
def test_whatever_is_sent_the_answer_is_a_problem_with_a_sentence(body: bytes, status: int) -> None:
    entry = make.entry()
    answer = Service(entry.body, WRITE).send("patch", f"/{entry.reference}/working-copy", body)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert answer.json()["detail"] and len(answer.content) < 3000
    assert not Draft.objects.exists()


def test_a_draft_that_somebody_wrote_in_meanwhile_is_not_discarded() -> None:
    entry = make.drafted()
    service = Service(entry.body, READ, WRITE)
    path = f"/{entry.reference}/working-copy"
    revision = service.send("get", path).json()["revision"]
    save_answers(entry.reference, [Change("impact", known({"nl": "Groot."}), "")], by=OPERATOR, now=make.NOON)
    refused = service.send("delete", f"{path}?revision={revision}")
    assert refused.status_code == 409 and Draft.objects.exists()
    assert service.send("delete", f"{path}?revision={revision + 1}").status_code == 204
    assert not Draft.objects.exists()


def test_a_token_does_what_it_was_made_for_and_nothing_else() -> None:
    entry = make.entry()
    asked = {
        READ: ("get", f"/{entry.reference}/working-copy", None),
        WRITE: ("patch", f"/{entry.reference}/working-copy", _change("summary", SUMMARY)),
        ARRANGE: ("put", f"/{entry.reference}/owner", {"email": None}),
    }
    for scope in Scope:
        service = Service(entry.body, scope)
        for needed, (method, path, body) in asked.items():
            answer = service.send(method, path, body)
            assert (answer.status_code == 200) == (scope is needed), (scope, needed)
            assert answer["Cache-Control"] == "no-store"
            if scope is not needed:
                assert answer.status_code == 403 and f"scope {needed}" in answer.json()["detail"]


def test_no_token_sees_or_changes_a_restricted_entry() -> None:
    entry = make.entry(State.WITHDRAWN)
    set_access(entry.reference, Access.RESTRICTED, by=OPERATOR, now=make.NOON)
    service = Service(entry.body, *Scope)
    lines = JournalLine.objects.count()
    for method, path, body in (
        ("get", "/working-copy", None),
        ("patch", "/working-copy", _change("summary", SUMMARY)),
        ("delete", "/working-copy?revision=0", None),
        ("post", "/conflicts/1", {"keep": "late", "seen": ""}),
        ("get", "/arrangement", None),
        ("put", "/owner", {"email": None}),
        ("put", "/access", {"access": "public"}),
        ("post", "/readers", {"email": "a@b.example"}),
        ("get", "/versions", None),
        ("get", "/versions/1", None),
        ("get", "/differences?old=1", None),
        ("get", "/completeness", None),
        ("get", "/classification", None),
        ("post", "/classification", None),
        ("get", "/duties", None),
        ("get", "/review", None),
        ("post", "/review", {}),
        ("delete", "/review", None),
        ("post", "/review/changes", {"answer": "Korter.", "version": 1}),
        ("post", "/review/approval", {"version": 1}),
        ("post", "/withdrawal", {"reason": {"nl": "Gestopt."}}),
        ("post", "/archive", None),
        ("get", "/comments", None),
        ("post", "/comments", {"text": "Waarom?", "mentions": ["a@b.example"]}),
        ("post", "/comments/1/resolution", None),
    ):
        assert service.send(method, f"/{entry.reference}{path}", body).status_code == 404, path
    assert JournalLine.objects.count() == lines


def test_a_system_arranges_who_looks_after_an_entry_and_hears_of_nobody_elsewhere() -> None:
    entry = make.entry()
    colleague = make.somebody(Role.READER, at=entry.body)
    stranger = make.somebody(Role.READER, at=make.body("gemeente-elders"))
    service = Service(entry.body, READ, ARRANGE)
    at = f"/{entry.reference}"
    assert service.send("put", f"{at}/owner", {"email": colleague.email.upper()}).json()["owner"] == colleague.pk
    assert service.send("post", f"{at}/readers", {"email": colleague.email}).json()["readers"] == [colleague.pk]
    unknown, elsewhere = (
        service.send("post", f"{at}/readers", {"email": email}) for email in ("nobody@b.example", stranger.email)
    )
    assert unknown.status_code == 422 and unknown.content == elsewhere.content
    assert service.send("delete", f"{at}/readers/{colleague.pk}").json()["readers"] == []
    assert service.send("put", f"{at}/access", {"access": "restricted"}).status_code == 204
    assert service.send("get", f"{at}/arrangement").status_code == 404


def test_a_system_compares_versions_and_the_working_copy() -> None:
    entry = make.drafted()
    service = Service(entry.body, READ)
    (line,) = service.send("get", f"/{entry.reference}/versions").json()
    assert (line["version"], line["was_public"]) == (1, False)
    assert service.send("get", f"/{entry.reference}/versions/1").json()["facts"] == entry.latest.sheet  # type: ignore[union-attr]
    (difference,) = service.send("get", f"/{entry.reference}/differences?old=1").json()["differences"]
    assert (difference["fact"], difference["kind"]) == ("purpose", "added")
    assert service.send("get", f"/{entry.reference}/differences?old=1&new=9").status_code == 404


def test_a_system_hears_what_standards_and_the_law_say_of_an_entry() -> None:
    entry = make.entry()
    service = Service(entry.body, READ, WRITE)
    at = f"/{entry.reference}"
    whole = {each["standard"]: each for each in service.send("get", f"{at}/completeness").json()}
    dutch = whole["publicatiestandaard/1.0"]
    assert dutch["lacking"] == sum(each["kind"] == "missing" for each in dutch["findings"]) > 0
    assert all(each["fact"] and each["remedy"]["en"] for each in dutch["findings"])
    assert service.send("get", f"{at}/completeness?standard=none").status_code == 400
    assert service.send("get", f"{at}/classification").status_code == 404
    made = service.send("post", f"{at}/classification").json()
    assert made == service.send("get", f"{at}/classification").json()
    assert "ask_next" in service.send("get", f"{at}/duties").json()


def test_nobody_approves_their_own_work_with_a_token() -> None:
    entry = make.entry()
    administrator = make.person(Role.ADMINISTRATOR, Role.EDITOR, at=entry.body)
    service = Service(entry.body, WRITE, Scope.APPROVE_ENTRIES)
    service.send("patch", f"/{entry.reference}/working-copy", _change("purpose", SUMMARY))
    steps.submit_for_review(entry.reference, by=OPERATOR, now=make.NOON)
    with pytest.raises(SecondPersonNeeded):
        steps.publish(entry.reference, by=actor_of_token(service.token), now=make.NOON)

    theirs = make.entry(at=entry.body)
    save_answers(theirs.reference, [make.change()], by=administrator, now=make.NOON)
    steps.submit_for_review(theirs.reference, by=administrator, now=make.NOON)
    own_token = Service(entry.body, Scope.APPROVE_ENTRIES, by=administrator).token
    with pytest.raises(SecondPersonNeeded):
        steps.publish(theirs.reference, by=actor_of_token(own_token), now=make.NOON)
    colleague = make.person(Role.ADMINISTRATOR, at=entry.body)
    anothers = Service(entry.body, Scope.APPROVE_ENTRIES, by=colleague).token
    assert steps.publish(theirs.reference, by=actor_of_token(anothers), now=make.NOON).state == State.PUBLISHED


def test_without_a_token_nothing_is_written(client: Client) -> None:
    entry = make.entry()
    answer = client.patch(f"/api/v1/inventory/{entry.reference}/working-copy", b"{", content_type="application/json")
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
