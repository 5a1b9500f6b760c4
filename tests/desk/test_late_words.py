"""Filling in beside a colleague: who comes too late overwrites nothing, and chooses between what they saw."""

from typing import Any

import pytest
from django.test import Client

from kenbaar.people.models import Person, Role
from kenbaar.register.actions.drafting import Change, answer_digest, save_answers
from kenbaar.register.models import DraftConflict, Entry
from kenbaar.register.queries.working import working_copy
from kenbaar.rules.answers import known
from tests import make
from tests.desk.filling import address, fields_of, fill_in, words_on
from tests.desk.signing_in import let_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_tries_yet")]
ANN = known({"nl": "Woorden van Ann."})


@pytest.fixture
def entry() -> Entry:
    return make.entry(at=make.body())


@pytest.fixture
def bert(entry: Entry) -> Client:
    person = make.somebody(Role.EDITOR, at=entry.body)
    return let_in(Person.objects.get(pk=person.pk))


def _purpose(entry: Entry) -> Any:
    return working_copy(make.OPERATOR, entry.reference).sheet.value("purpose")


def _ann_writes(entry: Entry, words: str = "Woorden van Ann.", seen: str = "") -> None:
    change = Change("purpose", known({"nl": words}), seen)
    save_answers(entry.reference, [change], by=make.OPERATOR, now=make.NOON)


class _Typing:
    """A page that somebody opened and types on in, as its script does: one question at a time."""

    def __init__(self, client: Client, entry: Entry, section: str) -> None:
        self.client, self.place = client, address(entry.reference, section)
        self.form = fields_of(client.get(self.place).content.decode())

    def type(self, fact: str, **fields: str) -> Any:
        for name, value in fields.items():
            self.form[name.replace("__", ".")] = value
        self.form["only"] = fact
        answer = self.client.post(
            self.place,
            self.form.urlencode(),
            content_type="application/x-www-form-urlencoded",
            headers={"HX-Request": "true"},
        )
        back = fields_of(f'<form class="sheet__form">{answer.content.decode()}</form>')
        self.form[f"f.{fact}.seen"] = back[f"f.{fact}.seen"]
        return answer


def test_who_came_too_late_and_types_on_overwrites_nothing(entry: Entry, bert: Client) -> None:
    page = _Typing(bert, entry, "waarvoor")
    _ann_writes(entry)
    assert "terwijl u schreef" in words_on(page.type("purpose", f__purpose__nl="Bert"))
    page.type("purpose", f__purpose__nl="Bert, en verder")
    page.type("purpose", f__purpose__nl="Bert, en nog verder")
    assert _purpose(entry) == {"nl": "Woorden van Ann."}
    # Nor with the button, which sends the whole page.
    page.form["go"] = "stay"
    bert.post(page.place, page.form.urlencode(), content_type="application/x-www-form-urlencoded")
    assert _purpose(entry) == {"nl": "Woorden van Ann."}
    assert DraftConflict.objects.get().answer == known({"nl": "Bert, en nog verder"})


def test_who_takes_their_late_words_back_has_still_not_seen_what_is_there(entry: Entry, bert: Client) -> None:
    page = _Typing(bert, entry, "waarvoor")
    _ann_writes(entry)
    page.type("purpose", f__purpose__nl="Bert")
    page.type("purpose", f__purpose__nl="")
    page.type("purpose", f__purpose__nl="Toch Bert")
    assert _purpose(entry) == {"nl": "Woorden van Ann."}


def test_a_page_that_shows_what_is_there_may_change_it(entry: Entry, bert: Client) -> None:
    page = _Typing(bert, entry, "waarvoor")
    _ann_writes(entry)
    page.type("purpose", f__purpose__nl="Bert")
    _Typing(bert, entry, "waarvoor").type("purpose", f__purpose__nl="Samen geschreven.")
    assert _purpose(entry) == {"nl": "Samen geschreven."}


def test_who_chooses_on_a_page_of_a_while_ago_is_shown_what_was_written_since(entry: Entry, bert: Client) -> None:
    page = _Typing(bert, entry, "waarvoor")
    _ann_writes(entry)
    page.type("purpose", f__purpose__nl="Bert")
    number, chosen = DraftConflict.objects.get().pk, make.choice(entry)
    _ann_writes(entry, "Woorden van Ann, en drie zinnen verder.", answer_digest(ANN))
    answer = fill_in(bert, entry.reference, "waarvoor", go=f"settle:{number}:late:{chosen}")
    assert answer.status_code == 409
    assert "Er is nog niet gekozen" in words_on(answer) and "drie zinnen verder" in words_on(answer)
    assert _purpose(entry) == {"nl": "Woorden van Ann, en drie zinnen verder."}
    fill_in(bert, entry.reference, "waarvoor", go=f"settle:{number}:late:{make.choice(entry)}")
    assert _purpose(entry) == {"nl": "Bert"}


def _rows(count: int) -> list[dict[str, Any]]:
    return [{"service": {"nl": "dienst"}, "legal_basis": "wet", "per_year": str(each)} for each in range(count)]


def _with_rows(entry: Entry, count: int) -> None:
    change = Change("used_in", known(_rows(count)), "")
    save_answers(entry.reference, [change], by=make.OPERATOR, now=make.NOON)


def _used_in(entry: Entry) -> list[dict[str, Any]]:
    said: list[dict[str, Any]] = working_copy(make.OPERATOR, entry.reference).sheet.value("used_in")
    return said


def test_a_list_of_five_hundred_rows_is_changed_at_the_desk(entry: Entry, bert: Client) -> None:
    _with_rows(entry, 500)
    answer = fill_in(bert, entry.reference, "besluiten", f__used_in__499__service__nl="andere dienst")
    assert answer.status_code == 302
    expected = _rows(500)
    expected[499] |= {"service": {"nl": "andere dienst"}}
    assert _used_in(entry) == expected


def test_a_longer_list_is_refused_with_a_sentence_and_one_that_is_there_is_read_and_left_alone(
    entry: Entry, bert: Client
) -> None:
    _with_rows(entry, 500)
    answer = fill_in(bert, entry.reference, "besluiten", f__used_in__500__service__nl="een te veel")
    assert answer.status_code == 400 and "ten hoogste 500 regels" in words_on(answer)
    assert "een te veel" in answer.content.decode()
    assert _used_in(entry) == _rows(500)

    other = make.entry(at=entry.body)
    _with_rows(other, 501)
    page = bert.get(address(other.reference, "besluiten"))
    assert "meer dan 500 regels" in words_on(page)
    assert fill_in(bert, other.reference, "besluiten", f__automation="sole").status_code == 302
    assert _used_in(other) == _rows(501)


def test_a_form_that_is_too_large_is_told_to_be_too_large(entry: Entry, bert: Client) -> None:
    many = "&".join(f"f.x.{each}=1" for each in range(11_000))
    answer = bert.post(address(entry.reference, "besluiten"), many, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413 and "te veel om in één keer te bewaren" in words_on(answer)


def test_signing_out_leaves_nothing_of_somebody_in_the_browser(bert: Client) -> None:
    assert bert.post("/desk/afmelden/").headers["Clear-Site-Data"] == '"storage"'
