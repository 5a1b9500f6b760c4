"""What people ask about a decision comes in sealed, gets the first last day of a law, and is answered once."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client

from kenbaar.envelopes.codes import grouped
from kenbaar.journal.models import JournalLine
from kenbaar.law.term_shapes import Requested
from kenbaar.letters.plain import text_of
from kenbaar.notices.actions.opening import read_notice_asked_about
from kenbaar.notices.actions.requests import MOST_ANSWER, MOST_WORDS, answer_request
from kenbaar.notices.errors import (
    AlreadyAnswered,
    CodeOfAnother,
    NothingSaid,
    ReceiptNotKnown,
    RequestNotFound,
    TooLong,
)
from kenbaar.notices.lifecycle import RequestState
from kenbaar.notices.models import Reconciliation, Request
from kenbaar.notices.queries.explaining import explanation_of
from kenbaar.notices.queries.opening import open_with_code
from kenbaar.notices.queries.request_figures import Share, figures_of
from kenbaar.notices.queries.requests import by_receipt, of_notice, request_row, requests_for, terms_of
from kenbaar.people.actors import OPERATOR
from kenbaar.people.models import WIDE, Role, Scope
from tests import make
from tests.api.tokens import Service
from tests.make import NOON
from tests.notices import world
from tests.notices.requests_world import SURE, WORDS, AskedWorld

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
TODAY = NOON.date()


@pytest.fixture
def asked() -> AskedWorld:
    return AskedWorld()


@pytest.fixture
def sure() -> AskedWorld:
    """A body whose profile says which laws apply."""
    return AskedWorld(facts=SURE)


def test_whoever_asks_gets_a_receipt_to_come_back_with(asked: AskedWorld) -> None:
    received = asked.ask()
    told = by_receipt(grouped(received.receipt))
    assert (told.words, told.answer) == (WORDS, "")
    assert [each.words for each in of_notice(open_with_code(asked.code).state.number)] == [WORDS]


def test_the_first_last_day_of_the_laws_that_surely_apply_is_kept_with_its_law(sure: AskedWorld) -> None:
    received = sure.ask()
    assert [each.term.id for each in received.terms if each.counts] == ["gdpr_rectification_term"]
    row = sure.row(received)
    assert (row.term, row.due_on) == ("gdpr_rectification_term", dt.date(2026, 12, 24))
    assert row.answer_by == row.due_on


def test_where_a_law_only_may_apply_the_body_is_told_to_reckon_with_it(asked: AskedWorld) -> None:
    received = asked.ask()
    assert not any(each.counts for each in received.terms)
    row = asked.row(received)
    assert (row.due_on, row.term) == (None, "")
    assert row.answer_by == min(each.last_day for each in received.terms if each.last_day)


def test_who_answers_sees_the_same_terms_as_who_asked(asked: AskedWorld) -> None:
    received = asked.ask(Requested.EXPLANATION)
    assert terms_of(request_row(received.number, seen_by=asked.editor)) == received.terms


def test_what_people_write_is_nowhere_to_be_read(asked: AskedWorld) -> None:
    received = asked.ask()
    answer_request(received.number, "U hebt gelijk, mevrouw Zonneveld.", by=asked.editor, now=NOON)
    with connection.cursor() as cursor:
        cursor.execute("SELECT words, contact, answer FROM notices_request")
        kept = str(cursor.fetchall())
    said = str(list(JournalLine.objects.values_list("event", "subject", "details")))
    for secret in (WORDS, "zonneveld@", "Zonneveld", received.receipt):
        assert secret not in kept and secret not in said
    assert "notices.request.received" in said and "notices.request.answered" in said


def test_a_question_needs_words_and_not_too_many_unless_it_is_for_the_explanation(asked: AskedWorld) -> None:
    asked.ask(Requested.EXPLANATION, words="")
    with pytest.raises(NothingSaid):
        asked.ask(words="  ")
    with pytest.raises(TooLong):
        asked.ask(words="a" * (MOST_WORDS + 1))
    assert Request.objects.count() == 1


def test_of_two_who_answer_at_once_the_second_is_told(asked: AskedWorld) -> None:
    received = asked.ask()
    answer_request(received.number, "Het is verbeterd.", by=asked.editor, now=NOON)
    with pytest.raises(AlreadyAnswered):
        answer_request(received.number, "Het klopt wel.", by=make.person(Role.APPROVER, at=asked.body), now=NOON)
    assert by_receipt(received.receipt).answer == "Het is verbeterd."
    assert JournalLine.objects.filter(event="notices.request.answered").count() == 1


def test_an_answer_has_words_and_has_room_for_the_whole_explanation(asked: AskedWorld) -> None:
    received = asked.ask(Requested.EXPLANATION)
    for words, refused in (("  ", NothingSaid), ("a" * (MOST_ANSWER + 1), TooLong)):
        with pytest.raises(refused):
            answer_request(received.number, words, by=asked.editor, now=NOON)
    words = text_of(explanation_of(open_with_code(asked.code), "nl"))
    for told in ("31.234,56", "Belastingdienst", "Een medewerker keek", "Uw inkomen is hoger"):
        assert told in words
    assert "Commitment" not in words and len(words) < MOST_ANSWER
    answer_request(received.number, words, by=asked.editor, now=NOON)
    assert by_receipt(received.receipt).answer == words


@pytest.mark.parametrize("role", [Role.READER, Role.ADMINISTRATOR, Role.SUPERVISOR, Role.CENTRAL_REVIEWER])
def test_only_who_may_read_notices_of_the_body_sees_what_it_is_asked(asked: AskedWorld, role: Role) -> None:
    received = asked.ask()
    elsewhere = make.person(Role.EDITOR, at=make.body("gemeente-elders"))
    for stranger in (make.person(role, at=None if role in WIDE else asked.body), elsewhere):
        assert not requests_for(stranger).exists()
        with pytest.raises(RequestNotFound):
            answer_request(received.number, "Nee.", by=stranger, now=NOON)
    assert asked.row(received).state == RequestState.OPEN


def test_the_queue_begins_with_what_is_late(asked: AskedWorld) -> None:
    fresh, old = asked.ask(now=NOON), asked.ask(now=NOON - 60 * DAY)
    without = asked.ask(Requested.NO_NOTICE)
    answered = asked.ask()
    answer_request(answered.number, "Goed.", by=asked.editor, now=NOON)
    expected = [old.number, fresh.number, without.number]
    assert [row.pk for row in requests_for(asked.editor)] == expected
    assert [row.pk for row in requests_for(asked.editor, kind=Requested.NO_NOTICE)] == [without.number]
    assert [row.pk for row in requests_for(asked.editor, state=RequestState.ANSWERED)] == [answered.number]


def test_an_official_opens_the_notice_with_the_code_that_belongs_to_the_question(asked: AskedWorld) -> None:
    received = asked.ask()
    opened = read_notice_asked_about(received.number, asked.code, by=asked.editor, now=NOON)
    assert opened.decision.reference == world.DECISION.reference
    assert JournalLine.objects.filter(event="notices.notice.opened", actor=asked.editor.name).count() == 1
    without = asked.ask(Requested.NO_NOTICE)
    with pytest.raises(CodeOfAnother):
        read_notice_asked_about(without.number, asked.code, by=asked.editor, now=NOON)


def test_an_unknown_receipt_leads_nowhere(asked: AskedWorld) -> None:
    with pytest.raises(ReceiptNotKnown):
        by_receipt(asked.code)


@pytest.mark.parametrize(
    ("count", "whole", "told"),
    [(0, 0, 0), (0, 20, 0), (20, 20, 20), (4, 20, None), (5, 20, 5), (17, 20, None), (15, 20, 15), (0, 3, None)],
)
def test_a_figure_that_tells_of_a_few_people_is_not_told(count: int, whole: int, told: int | None) -> None:
    assert Share(count, whole).told == told


def test_anybody_sees_how_a_body_answers_in_figures(sure: AskedWorld, client: Client) -> None:
    asked = sure
    for number in range(12):
        received = asked.ask(now=NOON - 60 * DAY)
        if number < 6:
            answer_request(received.number, "Goed.", by=asked.editor, now=NOON - 59 * DAY)
    for _ in range(2):
        asked.ask(Requested.NO_NOTICE)
    profile = asked.body.notice_profiles.get()
    for noticed in (900, 990):
        month = dt.date(2026, 10, 1)
        Reconciliation.objects.create(
            profile=profile, month=month, decisions=1000, noticed=noticed, loose=0, at=NOON, by=OPERATOR.name
        )
    figures = figures_of(asked.body, today=TODAY)
    by_kind = {each.kind: each for each in figures.kinds}
    correction, none = by_kind[Requested.CORRECTION], by_kind[Requested.NO_NOTICE]
    assert (correction.received.told, correction.answered.told, correction.late.told) == (12, 6, 6)
    assert (none.received.told, none.received.few) == (None, True)
    assert figures.issued.told is None and figures.noticed is not None
    assert (figures.noticed.decisions.told, figures.noticed.noticed.told) == (1000, 990), "the newest of a month counts"
    told = client.get(f"/api/v1/bodies/{asked.body.slug}/requests").json()
    assert told["noticed"]["noticed"] == 990
    assert {each["kind"]: each["received"] for each in told["requests"]}["no_notice"] is None


def test_a_system_of_the_body_answers_with_a_token_that_was_made_for_it(sure: AskedWorld) -> None:
    asked = sure
    received, other = asked.ask(), asked.ask(Requested.EXPLANATION)
    system = Service(asked.body, Scope.ANSWER_REQUESTS)
    page = system.ask("get", "/requests?limit=1").json()
    assert WORDS not in str(page) and [each["number"] for each in page["items"]] == [received.number]
    further = system.ask("get", f"/requests?cursor={page['next']}").json()
    assert ([each["number"] for each in further["items"]], further["next"]) == ([other.number], None)
    one = system.ask("get", f"/requests/{received.number}")
    assert one.json()["words"] == WORDS and one.headers["Cache-Control"] == "no-store"
    assert {each["id"] for each in one.json()["terms"]} == {"gdpr_rectification_term", "nl_application_term"}
    answer = f"/requests/{received.number}/answer"
    assert system.ask("post", answer, {"words": " "}).status_code == 422
    assert system.ask("post", answer, {"words": "Verbeterd."}).status_code == 204
    assert system.ask("post", answer, {"words": "Nog eens."}).status_code == 409
    assert system.ask("get", "/requests?state=answered").json()["items"][0]["answered_at"]
    stranger = Service(make.body("gemeente-elders"), Scope.ANSWER_REQUESTS)
    assert stranger.ask("get", f"/requests/{received.number}").status_code == 404
    assert stranger.ask("get", "/requests").json()["items"] == []
    assert system.ask("get", "/requests/99999999999999999999").status_code == 404
    assert Service(asked.body, Scope.WRITE_ENTRIES).ask("get", "/requests").status_code == 403
