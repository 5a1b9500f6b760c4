"""The pages of a review: what each sees, what a form does, and what no number or name in it reaches."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kenbaar.casework.actions.comments import add_comment
from kenbaar.casework.actions.review import approve, ask_review
from kenbaar.casework.actions.rules import set_rules
from kenbaar.casework.models import Comment, Mention, Review, ReviewRules
from kenbaar.casework.stages import Stage
from kenbaar.people.actions.persons import give_role
from kenbaar.people.actors import actor_of
from kenbaar.people.models import Body, Person, Role
from kenbaar.register.actions.drafting import save_answers
from kenbaar.register.models import Entry
from kenbaar.rules.answers import known
from tests import make
from tests.desk.signing_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_tries_yet")]


class Desk:
    """A body with people who are signed in when somebody asks for them, and an entry under review."""

    def __init__(self) -> None:
        self.body: Body = make.body()
        self.people = {role: make.somebody(role, at=self.body) for role in (Role.EDITOR, Role.APPROVER)}
        self.entry: Entry = make.under_review(actor_of(self.people[Role.EDITOR]), at=self.body)
        self.page = f"/desk/algoritme/{self.entry.reference}/controle/"

    def client(self, role: Role) -> Client:
        return signed_in(self.people[role])

    def stage(self) -> str:
        return Review.objects.latest("pk").stage


@pytest.fixture
def desk() -> Desk:
    return Desk()


def _text(client: Client, address: str, *, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def test_an_approver_comments_and_sends_back_and_the_editor_finds_it_on_the_first_page(desk: Desk) -> None:
    approver = desk.client(Role.APPROVER)
    form = {"bij": "summary", "text": "Welke <b>auto</b>?", "mention": "", "blocking": "1"}
    answer = approver.post(desk.page + "opmerking/", form)
    assert answer.headers["Location"] == desk.page + "#summary"
    assert "Welke &lt;b&gt;auto" in _text(approver, desk.page)
    assert "eerst oplossen" in _text(approver, desk.page)
    approver.post(desk.page + "wijzigen/", {"answer": "", "version": 1})
    assert desk.stage() == Stage.CHANGES_ASKED
    editor = desk.client(Role.EDITOR)
    first = _text(editor, "/desk/")
    assert "Terug bij u" in first and "Welke &lt;b&gt;auto" in first
    number = Mention.objects.get().pk
    editor.post(f"/desk/controle/gezien/{number}/")
    assert "Welke" not in _text(editor, "/desk/")


def test_an_approval_is_public_at_once_and_the_page_says_so(desk: Desk) -> None:
    approver = desk.client(Role.APPROVER)
    assert "Goedkeuren" in _text(approver, desk.page)
    assert approver.post(desk.page + "goedkeuren/", {"planned": "", "version": 1}).status_code == 302
    page = _text(approver, desk.page)
    assert "Versie 1 is openbaar." in page and "Kan dit openbaar worden" not in page
    assert f'href="/nl/algoritme/{desk.entry.reference}/"' in page
    assert "Er is niets veranderd om te controleren." in _text(desk.client(Role.EDITOR), desk.page)
    assert Client().get(f"/nl/algoritme/{desk.entry.reference}/").status_code == 200


@pytest.mark.parametrize(
    ("deed", "form", "said"),
    [
        ("goedkeuren/", {"planned": "morgen"}, "Dit is geen dag"),
        ("goedkeuren/", {"planned": "2020-01-01", "version": "1"}, "Kies vandaag of een latere dag"),
        ("goedkeuren/", {"version": "2"}, "Er is intussen een nieuwe versie ingediend"),
        ("wijzigen/", {"answer": " ", "version": "1"}, "Schrijf erbij waarom"),
        ("wijzigen/", {"answer": "Te kort.", "version": "2"}, "Er is intussen een nieuwe versie ingediend"),
        ("opmerking/", {"bij": "algemeen", "text": ""}, "Schrijf iets op"),
        ("vrijgeven/", {}, None),
        ("archiveren/", {}, "Dit kan nu niet"),
    ],
)
def test_a_refusal_says_what_to_do_and_changes_nothing(
    desk: Desk, deed: str, form: dict[str, str], said: str | None
) -> None:
    approver = desk.client(Role.APPROVER)
    answer = approver.post(desk.page + deed, form)
    assert answer.status_code == (400 if said else 403)
    assert said is None or said in answer.content.decode()
    assert desk.stage() == Stage.ASKED and not Comment.objects.exists()


def test_what_somebody_typed_is_still_there_after_a_refusal(desk: Desk) -> None:
    answer = desk.client(Role.APPROVER).post(desk.page + "opmerking/", {"bij": "name", "text": "x" * 4001})
    assert answer.status_code == 400 and "x" * 4001 in answer.content.decode()


def test_an_answer_is_given_back_when_the_review_moved_on(desk: Desk) -> None:
    approver, editor = desk.client(Role.APPROVER), desk.client(Role.EDITOR)
    editor.post(desk.page + "terugnemen/")
    answer = approver.post(desk.page + "wijzigen/", {"answer": "Mijn lange antwoord.", "version": "1"})
    assert answer.status_code == 400 and "Mijn lange antwoord." in answer.content.decode()


def test_a_central_reviewer_keeps_their_words_when_the_body_hands_in_anew(desk: Desk) -> None:
    central = signed_in(make.somebody(Role.CENTRAL_REVIEWER))
    set_rules(desk.body, target_days=5, required_facts=[], central_check=True, by=make.OPERATOR, now=make.NOON)
    approve(desk.entry.reference, by=actor_of(desk.people[Role.APPROVER]), now=make.NOON)
    desk.client(Role.EDITOR).post(desk.page + "vragen/", {})
    answer = central.post(desk.page + "wijzigen/", {"answer": "Mijn lange antwoord.", "version": "1"})
    page = answer.content.decode()
    assert answer.status_code == 404 and "Dit ligt niet meer bij u" in page and "Mijn lange antwoord." in page
    # The same page for what never lay there: it says nothing of what a body works on.
    nowhere = central.post("/desk/algoritme/kb-0000000000/controle/wijzigen/", {"answer": "Mijn lange antwoord."})
    assert nowhere.status_code == 404 and "Dit ligt niet meer bij u" in nowhere.content.decode()


def test_whoever_wrote_in_it_is_told_whom_to_ask(desk: Desk) -> None:
    both = make.somebody(Role.EDITOR, at=desk.body)
    Person.objects.filter(pk=desk.people[Role.APPROVER].pk).update(name="Noor")
    give_role(both, Role.APPROVER, desk.body, by=make.OPERATOR, now=make.NOON)
    entry = make.under_review(actor_of(both), at=desk.body)
    page = _text(signed_in(both), f"/desk/algoritme/{entry.reference}/controle/")
    assert "Vraag: Noor." in page and "goedkeuren/" not in page


def test_whoever_asks_finds_the_form_before_the_facts_and_then_reads_who_can_approve(desk: Desk) -> None:
    editor = desk.client(Role.EDITOR)
    waiting = _text(editor, desk.page)
    assert "Wie kan goedkeuren" in waiting and desk.people[Role.APPROVER].name in waiting
    editor.post(desk.page + "terugnemen/")
    page = _text(editor, desk.page)
    assert page.index('id="beslissen"') < page.index('id="facts"')
    assert "invullen/wet/" in page
    reading = _text(desk.client(Role.APPROVER), desk.page)
    assert reading.index('id="facts"') < reading.index('id="beslissen"')


def test_the_gate_names_each_missing_fact_with_a_way_to_it(desk: Desk) -> None:
    editor = desk.people[Role.EDITOR]
    entry = make.entry(at=desk.body)
    page = _text(signed_in(editor), f"/desk/algoritme/{entry.reference}/controle/")
    assert f'href="/desk/algoritme/{entry.reference}/invullen/?veld=contact"' in page
    assert "Nog niet: 1 punt staat in de weg." in page


def test_only_what_changed_is_shown_of_what_is_public_already(desk: Desk) -> None:
    approve(desk.entry.reference, by=actor_of(desk.people[Role.APPROVER]), now=make.NOON)
    editor = actor_of(desk.people[Role.EDITOR])
    save_answers(desk.entry.reference, [make.change("Nieuw doel.")], by=editor, now=make.NOON)
    ask_review(desk.entry.reference, by=editor, now=make.NOON)
    client = desk.client(Role.APPROVER)
    short, whole = _text(client, desk.page), _text(client, desk.page + "?alles=1")
    assert "1 gegeven is anders" in short and "Nieuw doel." in short
    assert "Een auto met camera" not in short and "Een auto met camera" in whole


def test_a_central_reviewer_reads_what_waits_and_no_other_page_of_the_entry(desk: Desk) -> None:
    central = signed_in(make.somebody(Role.CENTRAL_REVIEWER))
    for address in (desk.page, f"/desk/algoritme/{desk.entry.reference}/"):
        _text(central, address, status=404)
    set_rules(desk.body, target_days=5, required_facts=[], central_check=True, by=make.OPERATOR, now=make.NOON)
    approve(desk.entry.reference, by=actor_of(desk.people[Role.APPROVER]), now=make.NOON)
    assert desk.entry.reference in _text(central, "/desk/controle/") and desk.entry.reference in _text(
        central, "/desk/"
    )
    page = _text(central, desk.page)
    assert "Vrijgeven" in page and "tabs__link" not in page
    _text(central, f"/desk/algoritme/{desk.entry.reference}/", status=404)
    assert 'name="version" value="1"' in page
    assert central.post(desk.page + "vrijgeven/", {"version": 1}).headers["Location"] == "/desk/controle/"
    assert desk.stage() == Stage.PUBLISHED


def test_the_queue_puts_the_nearest_target_day_first_and_marks_what_is_late(desk: Desk) -> None:
    today = timezone.localdate()
    Review.objects.update(target_on=today - dt.timedelta(days=1))
    editor = actor_of(desk.people[Role.EDITOR])
    later = make.under_review(editor, at=desk.body, says=make.whole_sheet("Later"))
    Review.objects.filter(entry=later).update(target_on=today + dt.timedelta(days=1))
    elsewhere = make.body("gemeente-elders")
    make.under_review(make.person(Role.EDITOR, at=elsewhere), at=elsewhere, says=make.whole_sheet("Elders"))
    client = desk.client(Role.APPROVER)
    page = _text(client, "/desk/controle/")
    assert re.findall(r"controle/\">([^<]+)</a></h2>", page) == ["Parkeercontrole", "Later"]
    assert page.count("te laat</strong>") == 1
    assert "Later" not in _text(client, "/desk/controle/?laat=1")
    for nonsense in ("?pagina=x", "?pagina=99999999", "?stand=%00", "?organisatie=gemeente-elders", "?klasse=x"):
        assert "Elders" not in _text(client, "/desk/controle/" + nonsense)


def test_the_number_of_queries_does_not_grow_with_the_queue_or_the_comments(desk: Desk) -> None:
    client, editor = desk.client(Role.APPROVER), actor_of(desk.people[Role.EDITOR])

    def counted(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    addresses = ("/desk/", "/desk/controle/", desk.page)
    add_comment(desk.entry.reference, "Eerst.", by=editor, now=make.NOON)
    before = [counted(address) for address in addresses]
    for number in range(5):
        make.under_review(make.person(Role.EDITOR, at=desk.body), at=desk.body)
        add_comment(desk.entry.reference, f"Opmerking {number}.", fact="name", by=editor, now=make.NOON)
    assert [counted(address) for address in addresses] == before
    assert max(before) <= 15


def test_an_administrator_chooses_what_the_body_asks_for(desk: Desk) -> None:
    administrator = signed_in(make.somebody(Role.ADMINISTRATOR, at=desk.body))
    address = f"/desk/organisatie/{desk.body.slug}/regels/"
    form = {"target_days": "7", "central_check": "1", "fact": ["purpose", "theme"]}
    assert administrator.post(address, form).status_code == 302
    rules = ReviewRules.objects.get()
    assert (rules.target_days, rules.central_check, sorted(rules.required_facts)) == (7, True, ["purpose", "theme"])
    for wrong in ({**form, "target_days": "0"}, {**form, "target_days": "x"}, {**form, "fact": "nonsense"}):
        answer = administrator.post(address, wrong)
        assert answer.status_code == 400 and "Kies 1 tot en met 365" in answer.content.decode()
    assert "checked" in _text(administrator, address)


def test_nothing_changes_on_a_get_and_a_form_needs_its_token(desk: Desk) -> None:
    approver = desk.client(Role.APPROVER)
    for deed in ("goedkeuren/", "wijzigen/", "vragen/", "terugnemen/", "intrekken/", "opmerking/", "vrijgeven/"):
        assert approver.get(desk.page + deed).status_code == 405
    guarded = Client(enforce_csrf_checks=True)
    guarded.cookies = approver.cookies
    assert guarded.post(desk.page + "goedkeuren/").status_code == 403
    assert desk.stage() == Stage.ASKED


def test_texts_of_an_entry_are_shown_as_text(desk: Desk) -> None:
    bad = make.whole_sheet("<script>alert(1)</script>", purpose=known({"nl": '"><img src=x onerror=alert(1)>'}))
    entry = make.under_review(actor_of(desk.people[Role.EDITOR]), at=desk.body, says=bad)
    client = desk.client(Role.APPROVER)
    for address in ("/desk/", "/desk/controle/", f"/desk/algoritme/{entry.reference}/controle/?bij=name"):
        page = _text(client, address)
        assert "<script>alert" not in page and "<img" not in page
