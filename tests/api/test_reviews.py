"""A system hands in, comments, approves and withdraws by the same rules as people; nobody approves their own work."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.utils import timezone

from kenbaar.casework.actions.publication import publish_planned
from kenbaar.casework.actions.review import approve, ask_review
from kenbaar.casework.models import Mention, Review
from kenbaar.people.actions.tokens import revoke_token
from kenbaar.people.actors import OPERATOR
from kenbaar.people.models import Role, Scope
from kenbaar.register.actions.arranging import set_access
from kenbaar.register.actions.drafting import save_answers
from kenbaar.register.errors import SecondPersonNeeded
from kenbaar.register.lifecycle import Access, State
from kenbaar.register.models import Entry
from tests import make
from tests.api.tokens import Service

pytestmark = pytest.mark.django_db
READ, APPROVE = Scope.READ_ENTRIES, Scope.APPROVE_ENTRIES


@pytest.fixture(autouse=True)
def _nobody_asked_yet(db: None) -> Iterator[None]:
    cache.clear()
    yield


@pytest.fixture
def entry() -> Entry:
    """An entry that can be published as it is."""
    return make.entry(says=make.whole_sheet())


def _state(entry: Entry) -> str:
    return Entry.objects.get(pk=entry.pk).state


def test_one_system_hands_in_another_approves_and_the_public_sees_it(entry: Entry) -> None:
    writer = Service(entry.body, Scope.READ_ENTRIES, Scope.WRITE_ENTRIES)
    approver = Service(entry.body, Scope.READ_ENTRIES, APPROVE, by=make.person(Role.ADMINISTRATOR, at=entry.body))
    at = f"/{entry.reference}"
    asked = writer.send("post", f"{at}/review", {"note": "Klaar."})
    assert (asked.status_code, asked.json()["stage"]) == (201, "asked")
    (line,) = approver.get("/api/v1/reviews").json()["items"]
    assert (line["reference"], line["own"]) == (entry.reference, False)
    comment = approver.send("post", f"{at}/comments", {"text": "Voor wie?", "fact": "purpose", "blocking": True})
    assert comment.status_code == 201
    seen = approver.send("get", f"{at}/review").json()
    assert [each["id"] for each in seen["blocks"]] == ["comments"] and not seen["can"]["approve"]
    refused = approver.send("post", f"{at}/review/approval", {"version": 1})
    assert (refused.status_code, _state(entry)) == (409, State.REVIEW)
    assert refused.json()["blocks"] == seen["blocks"] and refused.json()["blocks"][0]["remedy"]["en"]
    resolved = approver.send("post", f"{at}/comments/{comment.json()['number']}/resolution")
    assert resolved.status_code == 204
    assert approver.send("post", f"{at}/review/approval", {"version": 1}).json()["stage"] == "published"
    assert _state(entry) == State.PUBLISHED
    assert approver.send("post", f"{at}/withdrawal", {"reason": {"en": "Stopped."}}).status_code == 422
    assert approver.send("post", f"{at}/withdrawal", {"reason": {"nl": "Gestopt."}}).status_code == 204
    assert _state(entry) == State.WITHDRAWN


def test_nobody_approves_what_they_handed_in_with_a_token_either(entry: Entry) -> None:
    administrator = make.person(Role.ADMINISTRATOR, Role.EDITOR, at=entry.body)
    both = Service(entry.body, Scope.WRITE_ENTRIES, APPROVE)
    own = Service(entry.body, APPROVE, by=administrator)
    both.send("post", f"/{entry.reference}/review", {})
    assert both.send("post", f"/{entry.reference}/review/approval", {"version": 1}).status_code == 403
    ask_review(entry.reference, by=administrator, now=timezone.now())
    assert own.send("post", f"/{entry.reference}/review/approval", {"version": 1}).status_code == 403
    assert _state(entry) == State.REVIEW


def test_nobody_gets_around_the_second_person_with_a_second_token(entry: Entry) -> None:
    maker = make.person(Role.ADMINISTRATOR, Role.APPROVER, at=entry.body)
    writer, approver = Service(entry.body, Scope.WRITE_ENTRIES, by=maker), Service(entry.body, READ, APPROVE, by=maker)
    at = f"/{entry.reference}/review"
    writer.send("post", at, {})
    refused = approver.send("post", f"{at}/approval", {"version": 1})
    assert (refused.status_code, refused.json()["title"]) == (403, "Second person needed")
    assert "another approver" in refused.json()["detail"]
    assert approver.send("get", at).json()["can"]["why_not"] == "involved"
    (line,) = approver.get("/api/v1/reviews").json()["items"]
    assert line["own"]
    # Nor at the desk, in person.
    with pytest.raises(SecondPersonNeeded):
        approve(entry.reference, by=maker, now=timezone.now())
    assert _state(entry) == State.REVIEW
    colleague = Service(entry.body, APPROVE, by=make.person(Role.ADMINISTRATOR, at=entry.body))
    assert colleague.send("post", f"{at}/approval", {"version": 1}).json()["stage"] == "published"


def test_a_system_approves_the_version_that_it_looked_at_and_no_other(entry: Entry) -> None:
    editor = make.person(Role.EDITOR, at=entry.body)
    approver = Service(entry.body, READ, APPROVE, by=make.person(Role.ADMINISTRATOR, at=entry.body))
    at = f"/{entry.reference}/review"
    ask_review(entry.reference, by=editor, now=timezone.now())
    looked_at = approver.send("get", at).json()["review"]["version"]
    save_answers(entry.reference, [make.change()], by=editor, now=timezone.now())
    ask_review(entry.reference, by=editor, now=timezone.now())
    refused = approver.send("post", f"{at}/approval", {"version": looked_at})
    assert (refused.status_code, _state(entry)) == (409, State.REVIEW)
    assert "Version 2" in refused.json()["detail"] and "blocks" not in refused.json()
    assert approver.send("post", f"{at}/approval", {"version": 2}).json()["stage"] == "published"


def test_a_comment_names_colleagues_by_address_and_nobody_elsewhere(entry: Entry) -> None:
    colleague = make.somebody(Role.READER, at=entry.body)
    stranger = make.somebody(Role.READER, at=make.body("gemeente-elders"))
    writer = Service(entry.body, READ, Scope.WRITE_ENTRIES)
    at = f"/{entry.reference}/comments"
    first = writer.send("post", at, {"text": "Kijk eens.", "fact": "name", "mentions": [colleague.email]}).json()
    assert Mention.objects.get().person == colleague
    refused = [
        writer.send("post", at, {"text": "Kijk eens.", **more})
        for more in (
            {"mentions": [stranger.email]},
            {"mentions": ["nobody@b.example"]},
            {"fact": "no_such_fact"},
            {"blocking": True},
            {"parent": first["number"] + 1},
        )
    ]
    assert [each.status_code for each in refused] == [422, 422, 422, 403, 404]
    assert refused[0].content == refused[1].content
    writer.send("post", at, {"text": "Gezien.", "parent": first["number"]})
    said = [(each["text"], each["fact"], each["parent"]) for each in writer.send("get", at).json()]
    assert said == [("Kijk eens.", "name", None), ("Gezien.", "name", first["number"])]
    assert Mention.objects.count() == 1


def test_the_reviews_of_a_body_go_page_by_page_and_show_no_other(entry: Entry) -> None:
    editor = make.person(Role.EDITOR, at=entry.body)
    mine = [make.under_review(editor, at=entry.body).reference for _each in range(3)]
    elsewhere = make.body("gemeente-elders")
    make.under_review(make.person(Role.EDITOR, at=elsewhere), at=elsewhere)
    closed = make.under_review(editor, at=entry.body)
    set_access(closed.reference, Access.RESTRICTED, by=OPERATOR, now=timezone.now())
    service, met, cursor = Service(entry.body, READ), [], ""
    while cursor is not None:
        page = service.get(f"/api/v1/reviews?limit=2&cursor={cursor}").json()
        met += [each["reference"] for each in page["items"]]
        cursor = page["next"]
    assert met == mine
    Review.objects.filter(entry__reference=mine[1]).update(target_on=timezone.localdate() - dt.timedelta(days=1))
    (late,) = service.get("/api/v1/reviews?late=true&stage=asked").json()["items"]
    assert (late["reference"], late["late"]) == (mine[1], True)
    assert service.get("/api/v1/reviews?stage=approved").json() == {"items": [], "next": None}


def test_what_is_no_longer_used_goes_to_the_archive_by_an_approver_only() -> None:
    entry = make.entry(State.PUBLISHED)
    at = f"/{entry.reference}/archive"
    assert Service(entry.body, READ, Scope.WRITE_ENTRIES).send("post", at).status_code == 403
    approver = Service(entry.body, APPROVE)
    assert approver.send("post", at).status_code == 204
    assert (_state(entry), approver.send("post", at).status_code) == (State.ARCHIVED, 409)


def test_what_a_revoked_token_planned_is_decided_anew(entry: Entry) -> None:
    ask_review(entry.reference, by=make.person(Role.EDITOR, at=entry.body), now=timezone.now())
    administrator = make.person(Role.ADMINISTRATOR, at=entry.body)
    approver = Service(entry.body, APPROVE, by=administrator)
    day = timezone.localdate() + dt.timedelta(days=3)
    planned = approver.send(
        "post", f"/{entry.reference}/review/approval", {"version": 1, "planned_on": day.isoformat()}
    )
    assert (planned.json()["stage"], planned.json()["planned_on"]) == ("approved", day.isoformat())
    revoke_token(approver.token, by=OPERATOR, now=timezone.now())
    publish_planned(timezone.now() + dt.timedelta(days=4))
    assert (_state(entry), Review.objects.get().held) == (State.REVIEW, "role")


def test_changes_are_asked_with_a_reason_and_what_was_handed_in_is_taken_back(entry: Entry) -> None:
    writer, approver = Service(entry.body, Scope.WRITE_ENTRIES), Service(entry.body, APPROVE)
    at = f"/{entry.reference}/review"
    writer.send("post", at, {})
    assert approver.send("post", f"{at}/changes", {"version": 1}).status_code == 422
    assert approver.send("post", f"{at}/changes", {"answer": "Schrijf korter.", "version": 1}).status_code == 204
    writer.send("post", at, {})
    assert writer.send("delete", at).status_code == 204
    assert writer.send("delete", at).status_code == 409
    assert _state(entry) == State.DRAFT
