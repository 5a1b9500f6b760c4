"""A system hands in, comments, approves and withdraws by the same rules as people; nobody approves their own work."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.utils import timezone

from kenbaar.casework.actions.publication import publish_planned
from kenbaar.casework.actions.review import ask_review
from kenbaar.casework.models import Review
from kenbaar.people.actions.tokens import revoke_token
from kenbaar.people.actors import OPERATOR
from kenbaar.people.models import Role, Scope
from kenbaar.register.lifecycle import State
from kenbaar.register.models import Entry
from tests import make
from tests.api.tokens import Service

pytestmark = pytest.mark.django_db
APPROVE = Scope.APPROVE_ENTRIES


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
    refused = approver.send("post", f"{at}/review/approval", {})
    assert (refused.status_code, _state(entry)) == (409, State.REVIEW)
    resolved = approver.send("post", f"{at}/comments/{comment.json()['number']}/resolution")
    assert resolved.status_code == 204
    assert approver.send("post", f"{at}/review/approval", {}).json()["stage"] == "published"
    assert _state(entry) == State.PUBLISHED
    assert approver.send("post", f"{at}/withdrawal", {"reason": {"en": "Stopped."}}).status_code == 422
    assert approver.send("post", f"{at}/withdrawal", {"reason": {"nl": "Gestopt."}}).status_code == 204
    assert _state(entry) == State.WITHDRAWN


def test_nobody_approves_what_they_handed_in_with_a_token_either(entry: Entry) -> None:
    administrator = make.person(Role.ADMINISTRATOR, Role.EDITOR, at=entry.body)
    both = Service(entry.body, Scope.WRITE_ENTRIES, APPROVE)
    own = Service(entry.body, APPROVE, by=administrator)
    both.send("post", f"/{entry.reference}/review", {})
    assert both.send("post", f"/{entry.reference}/review/approval", {}).status_code == 403
    ask_review(entry.reference, by=administrator, now=timezone.now())
    assert own.send("post", f"/{entry.reference}/review/approval", {}).status_code == 403
    assert _state(entry) == State.REVIEW


def test_what_a_revoked_token_planned_is_decided_anew(entry: Entry) -> None:
    ask_review(entry.reference, by=make.person(Role.EDITOR, at=entry.body), now=timezone.now())
    administrator = make.person(Role.ADMINISTRATOR, at=entry.body)
    approver = Service(entry.body, APPROVE, by=administrator)
    day = timezone.localdate() + dt.timedelta(days=3)
    planned = approver.send("post", f"/{entry.reference}/review/approval", {"planned_on": day.isoformat()})
    assert (planned.json()["stage"], planned.json()["planned_on"]) == ("approved", day.isoformat())
    revoke_token(approver.token, by=OPERATOR, now=timezone.now())
    publish_planned(timezone.now() + dt.timedelta(days=4))
    assert (_state(entry), Review.objects.get().held) == (State.REVIEW, "role")


def test_changes_are_asked_with_a_reason_and_what_was_handed_in_is_taken_back(entry: Entry) -> None:
    writer, approver = Service(entry.body, Scope.WRITE_ENTRIES), Service(entry.body, APPROVE)
    at = f"/{entry.reference}/review"
    writer.send("post", at, {})
    assert approver.send("post", f"{at}/changes", {}).status_code == 422
    assert approver.send("post", f"{at}/changes", {"answer": "Schrijf korter."}).status_code == 204
    writer.send("post", at, {})
    assert writer.send("delete", at).status_code == 204
    assert writer.send("delete", at).status_code == 409
    assert _state(entry) == State.DRAFT
