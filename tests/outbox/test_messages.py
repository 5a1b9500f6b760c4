"""A system of a body hears what happens to the entries of that body: all of it, in order, signed, and nothing else."""

import datetime as dt
import hashlib
import hmac
from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from django.conf import LazySettings
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kenbaar.journal.models import JournalLine
from kenbaar.law.term_shapes import Requested
from kenbaar.notices.actions.requests import Asked, answer_request, receive
from kenbaar.outbox.actions.subscriptions import MOST, remove, renew_secret, send_test, start, stop, subscribe
from kenbaar.outbox.delivering import Counts, deliver_waiting
from kenbaar.outbox.errors import AddressRefused, EventUnknown, NotActive, TooManySubscriptions
from kenbaar.outbox.following import follow_journal
from kenbaar.outbox.lifecycle import DELIVERY_DELAYS, KEPT_FOR, PAUSED_AFTER, TAKEN_FOR
from kenbaar.outbox.models import Delivery, Subscription
from kenbaar.outbox.queries import last_told, subscriptions_of, told_events
from kenbaar.outbox.sending import send_waiting_mail
from kenbaar.people.actors import OPERATOR, Actor
from kenbaar.people.errors import NotAllowed
from kenbaar.people.models import Body, Role
from kenbaar.register.actions.steps import publish, submit_for_review
from kenbaar.register.lifecycle import State
from tests import make
from tests.outbox.listening import System, answer, listening

pytestmark = pytest.mark.django_db
NOON = make.NOON
CREATED, VERSION = "register.entry.created", "register.version.added"
SUBMITTED, PUBLISHED = "register.entry.submitted", "register.entry.published"
SECRET = "kbw_een geheim"


@pytest.fixture
def system(settings: LazySettings) -> Iterator[System]:
    settings.WEBHOOK_PRIVATE = True
    with listening() as listens:
        yield listens


@pytest.fixture
def body() -> Body:
    return make.body()


@pytest.fixture
def administrator(body: Body) -> Actor:
    return make.person(Role.ADMINISTRATOR, at=body)


def _subscribe(system: System, body: Body, by: Actor, *events: str) -> Subscription:
    return subscribe("Zaaksysteem", body, system.address, events, secret=SECRET, by=by, now=NOON)


def _go(at: dt.datetime = NOON) -> Counts:
    follow_journal(now=at)
    return deliver_waiting(clock=lambda: at)


def _types(system: System) -> list[str]:
    return [orjson.loads(message)["type"].removeprefix("nl.kenbaar.") for _headers, message in system.got]


def test_a_system_hears_in_order_what_happens_to_the_entries_of_its_body(
    system: System, body: Body, administrator: Actor
) -> None:
    make.entry(State.PUBLISHED, at=body)
    _subscribe(system, body, administrator)
    entry = make.entry(State.PUBLISHED, at=body)
    make.entry(State.PUBLISHED, at=make.body("gemeente-elders"))
    assert _go() == Counts(arrived=4)
    assert _go() == Counts(), "and hears it once"
    assert _types(system) == [CREATED, VERSION, SUBMITTED, PUBLISHED]
    ids = [int(orjson.loads(message)["id"]) for _headers, message in system.got]
    assert ids == sorted(ids)
    told = orjson.loads(system.got[-1][1])
    line = JournalLine.objects.get(pk=told["id"])
    assert {key: told[key] for key in ("specversion", "source", "subject", "time", "datacontenttype")} == {
        "specversion": "1.0",
        "source": "http://localhost:8000",
        "subject": entry.reference,
        "time": "2026-11-24T12:00:00Z",
        "datacontenttype": "application/json",
    }
    assert told["data"]["details"] == line.details
    assert told["data"]["links"]["entry"] == f"http://localhost:8000/api/v1/entries/{entry.reference}"


def test_a_system_hears_that_somebody_asks_its_body_something_and_not_what(
    system: System, body: Body, administrator: Actor
) -> None:
    _subscribe(system, body, administrator)
    words = Asked(Requested.NO_NOTICE, "Mijn naam is Zonneveld.", contact="z@post.example")
    receive(make.body("gemeente-elders"), words, now=NOON)
    received = receive(body, words, now=NOON)
    answer_request(received.number, "Dag mevrouw Zonneveld.", by=OPERATOR, now=NOON)
    assert _go() == Counts(arrived=2)
    assert _types(system) == ["notices.request.received", "notices.request.answered"]
    first, second = (orjson.loads(message) for _headers, message in system.got)
    assert first["data"]["details"] == {"body": body.slug, "kind": "no_notice"}
    assert first["data"]["links"]["request"].endswith(f"/api/v1/requests/{received.number}")
    for private in ("Zonneveld", "z@post", received.receipt):
        assert private not in str((first, second))


def test_a_message_is_signed_over_its_moment_and_every_byte(system: System, body: Body, administrator: Actor) -> None:
    _subscribe(system, body, administrator)
    make.entry(at=body)
    _go()
    headers, message = system.got[0]
    assert headers["content-type"] == "application/cloudevents+json"
    moment = str(int(NOON.timestamp()))
    proof = hmac.new(SECRET.encode(), moment.encode() + b"." + message, hashlib.sha256).hexdigest()
    assert headers["kenbaar-signature"] == f"t={moment},v1={proof}"


def test_a_system_hears_only_what_it_asked_for(system: System, body: Body, administrator: Actor) -> None:
    _subscribe(system, body, administrator, PUBLISHED)
    make.entry(State.PUBLISHED, at=body)
    _go()
    assert _types(system) == [PUBLISHED]


def test_no_message_names_anybody(system: System, body: Body, administrator: Actor) -> None:
    _subscribe(system, body, administrator)
    make.entry(State.PUBLISHED, at=body)
    make.somebody(Role.EDITOR, at=body)
    _go()
    assert "person" not in str(system.got) and "operator" not in str(system.got)


def test_a_system_that_fails_gets_it_again_later_and_in_order(system: System, body: Body, administrator: Actor) -> None:
    _subscribe(system, body, administrator)
    make.entry(State.REVIEW, at=body)
    system.answers = lambda handler: answer(handler, 500, b"x" * 100_000)
    assert _go() == Counts(later=1)
    assert _go() == Counts(), "and is left alone until then"
    system.answers = lambda handler: answer(handler, 200)
    assert _go(NOON + DELIVERY_DELAYS[0]) == Counts(arrived=3)
    assert _types(system) == [CREATED, CREATED, VERSION, SUBMITTED]
    assert Subscription.objects.get().failing_since is None


@pytest.mark.parametrize(("status", "arrives"), [(200, 1), (204, 1), (299, 1), (301, 0), (400, 0), (410, 0), (503, 0)])
def test_only_a_status_of_success_counts(
    system: System, body: Body, administrator: Actor, status: int, arrives: int
) -> None:
    _subscribe(system, body, administrator, CREATED)
    make.entry(at=body)
    system.answers = lambda handler: answer(handler, status, Location=system.address)
    assert _go().arrived == arrives and len(system.got) == 1
    assert Delivery.objects.get().status == status


def test_a_message_that_is_never_taken_is_given_up_and_after_three_days_the_system_is_left_alone(
    system: System, body: Body, administrator: Actor
) -> None:
    made = _subscribe(system, body, administrator)
    entry = make.entry(at=body)
    system.answers = lambda handler: answer(handler, 500)
    now = NOON
    while Subscription.objects.get().active:
        _go(now)
        submit = now >= NOON + dt.timedelta(hours=1) and not JournalLine.objects.filter(
            event="register.entry.submitted"
        )
        if submit:
            submit_for_review(entry.reference, by=make.OPERATOR, now=now)
            publish(entry.reference, by=make.OPERATOR, now=now)
        assert now - NOON < dt.timedelta(days=10)
        now = max(Subscription.objects.get().next_try_at, now + dt.timedelta(minutes=5))
    assert now - NOON >= PAUSED_AFTER
    assert Delivery.objects.filter(arrived=False, ended_at__isnull=False).exists()
    line = JournalLine.objects.get(event="outbox.subscription.stopped")
    assert (line.actor, line.details) == ("outbox", {"body": body.slug, "why": "failing"})
    send_waiting_mail(clock=lambda: now)
    (told,) = mail.outbox
    assert "Zaaksysteem" in told.body and system.address not in told.body

    system.answers, system.got = (lambda handler: answer(handler, 204)), []
    assert _go(now) == Counts()
    start(made, by=administrator, now=now)
    assert _go(now).arrived >= 1, "what waited goes on where it was"


def test_a_system_that_was_off_hears_afterwards_what_it_missed(
    system: System, body: Body, administrator: Actor
) -> None:
    made = _subscribe(system, body, administrator, CREATED)
    stop(made, by=administrator, now=NOON)
    make.entry(at=body)
    assert _go() == Counts() and system.got == []
    start(made, by=administrator, now=NOON)
    assert _go() == Counts(arrived=1)


def test_a_test_message_goes_before_what_waits_and_is_tried_once(
    system: System, body: Body, administrator: Actor
) -> None:
    made = _subscribe(system, body, administrator)
    make.entry(at=body)
    follow_journal(now=NOON)
    system.answers = lambda handler: answer(handler, 500)
    send_test(made, by=administrator, now=NOON)
    assert deliver_waiting(clock=lambda: NOON) == Counts(failed=1)
    assert _types(system) == ["outbox.subscription.tested"]
    assert Subscription.objects.get().failing_since is None
    stop(made, by=administrator, now=NOON)
    with pytest.raises(NotActive):
        send_test(made, by=administrator, now=NOON)


def test_a_slow_or_missing_system_does_not_hold_up_the_others(system: System, body: Body, administrator: Actor) -> None:
    gone = subscribe("Weg", body, "http://localhost:1/", [CREATED], secret=SECRET, by=administrator, now=NOON)
    _subscribe(system, body, administrator, CREATED)
    make.entry(at=body)
    assert _go() == Counts(arrived=1, later=1)
    assert Delivery.objects.get(subscription=gone).trouble == "unreachable"


def test_two_senders_do_not_send_the_same_and_one_that_was_killed_is_taken_over(
    system: System, body: Body, administrator: Actor
) -> None:
    _subscribe(system, body, administrator, CREATED)
    make.entry(at=body)
    follow_journal(now=NOON)
    Subscription.objects.update(taken_until=NOON + TAKEN_FOR)
    assert deliver_waiting(clock=lambda: NOON) == Counts()
    assert deliver_waiting(clock=lambda: NOON + TAKEN_FOR) == Counts(arrived=1)


@pytest.mark.parametrize("deed", [stop, remove])
def test_a_system_that_is_stopped_or_removed_while_it_answers_hears_nothing_more(
    system: System, body: Body, administrator: Actor, deed: Any
) -> None:
    made = _subscribe(system, body, administrator)
    other = _subscribe(system, body, administrator, PUBLISHED)
    make.entry(State.PUBLISHED, at=body)
    follow_journal(now=NOON)
    counts = deliver_waiting(clock=lambda: NOON, after=lambda: deed(made, by=administrator, now=NOON))
    assert _types(system) == [CREATED, PUBLISHED] and counts.later == counts.failed == 0
    assert Delivery.objects.filter(subscription=other, arrived=True).count() == 1
    assert Subscription.objects.filter(taken_until__isnull=False).count() == 0


def test_another_secret_signs_from_then_on(system: System, body: Body, administrator: Actor) -> None:
    made = _subscribe(system, body, administrator)
    renew_secret(made, secret="kbw_een ander", by=administrator, now=NOON)
    make.entry(at=body)
    _go()
    headers, message = system.got[0]
    moment = str(int(NOON.timestamp()))
    proof = hmac.new(b"kbw_een ander", moment.encode() + b"." + message, hashlib.sha256).hexdigest()
    assert headers["kenbaar-signature"] == f"t={moment},v1={proof}"


def test_only_an_administrator_of_the_body_decides_what_it_tells(
    system: System, body: Body, administrator: Actor
) -> None:
    made = _subscribe(system, body, administrator)
    others = (make.person(Role.EDITOR, at=body), make.person(Role.ADMINISTRATOR, at=make.body("gemeente-elders")))
    before = list(Subscription.objects.values()), JournalLine.objects.count()
    for other in others:
        for deed in (send_test, stop, start, remove):
            with pytest.raises(NotAllowed):
                deed(made, by=other, now=NOON)
        with pytest.raises(NotAllowed):
            _subscribe(system, body, other)
        with pytest.raises(NotAllowed):
            subscriptions_of(body, seen_by=other)
        with pytest.raises(NotAllowed):
            last_told(body, seen_by=other)
    assert (list(Subscription.objects.values()), JournalLine.objects.count()) == before


def test_an_address_inside_an_unknown_event_and_one_too_many_are_refused(
    system: System, body: Body, administrator: Actor, settings: LazySettings
) -> None:
    with pytest.raises(EventUnknown):
        _subscribe(system, body, administrator, "people.password.set")
    for _ in range(MOST):
        _subscribe(system, body, administrator)
    with pytest.raises(TooManySubscriptions):
        _subscribe(system, body, administrator)
    settings.WEBHOOK_PRIVATE = False
    with pytest.raises(AddressRefused):
        _subscribe(system, body, administrator)
    make.entry(at=body)
    assert _go() == Counts(later=MOST) and system.got == [], "what was allowed before is not called any more"


def test_what_arrived_is_forgotten_after_a_month(system: System, body: Body, administrator: Actor) -> None:
    _subscribe(system, body, administrator, CREATED)
    make.entry(at=body)
    _go()
    make.entry(at=body)
    _go(NOON + KEPT_FOR + dt.timedelta(minutes=1))
    assert Delivery.objects.count() == 1


def test_many_systems_and_messages_take_no_more_questions(system: System, body: Body, administrator: Actor) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            subscriptions_of(body, seen_by=administrator)
            last_told(body, seen_by=administrator)
        return len(asked)

    _subscribe(system, body, administrator)
    make.entry(at=body)
    _go()
    before = questions()
    for _ in range(3):
        _subscribe(system, body, administrator)
    make.entry(State.PUBLISHED, at=body)
    _go()
    assert questions() == before == 4
    assert all(len(told) <= 5 for told in last_told(body, seen_by=administrator).values())


def test_the_events_to_choose_from_are_about_entries_and_requests() -> None:
    assert {"register.entry.published", "register.version.added"} <= set(told_events())
    assert not any(name.startswith(("people.", "journal.", "outbox.")) for name in told_events())
