"""Tasks at the desk: what is shown, what a form does, and what it never reaches."""

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from kenbaar.casework import addresses
from kenbaar.casework.actions.evidence import add_file
from kenbaar.casework.actions.tasks import assign, set_target
from kenbaar.casework.mailing import wish_token
from kenbaar.casework.models import CalendarKey, Evidence, ReminderWish, Task
from kenbaar.people.actors import OPERATOR
from kenbaar.people.codes import new_code
from kenbaar.register.actions.arranging import set_access
from kenbaar.register.actions.writing import create_entry
from kenbaar.register.lifecycle import Access
from tests import make
from tests.assessments.world import benefits
from tests.casework import world
from tests.casework.world import PDF, by
from tests.desk.tasks_world import Desk, desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_tries_yet")]


@pytest.fixture
def here() -> Desk:
    return desk()


@pytest.fixture
def editor(here: Desk) -> Client:
    return here.client(here.place.editor)


def _text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()
    return str(answer.content.decode())


def test_an_entry_shows_its_duties_with_place_day_and_reason(here: Desk, editor: Client) -> None:
    page = _text(editor.get(f"/desk/algoritme/{here.reference}/taken/"))
    assert "Laat bekwame mensen toezicht houden" in page and "AI-verordening, artikel 26(2)" in page
    assert "wet: 2 augustus 2030 (aangenomen), of 2 augustus 2026: juristen verschillen" in page
    assert "Omdat is ingevuld: " in page and "gebruiksverantwoordelijke" in page.lower()
    english = _text(editor.get(f"/desk/algoritme/{here.reference}/taken/", headers={"accept-language": "en"}))
    assert "Let competent people oversee it" in english and "lawyers differ" in english


def test_duties_are_found_by_one_button_and_facts_that_say_nothing_do_no_harm(here: Desk, editor: Client) -> None:
    entry = create_entry("test:new", body=here.place.body, sheet=benefits("Nieuw"), by=OPERATOR, now=make.NOON)
    page = f"/desk/algoritme/{entry.reference}/taken/"
    assert "Plichten bepalen" in _text(editor.get(page))
    answer = editor.post(f"{page}plichten/")
    assert answer.headers["Location"] == f"{page}?gedaan=duties"
    assert "bijgewerkt" in _text(editor.get(answer.headers["Location"]))
    assert Task.objects.filter(entry=entry).count() > 20


def test_ticked_tasks_go_to_a_colleague_and_get_a_target(here: Desk, editor: Client) -> None:
    numbers = [task.pk for task in here.tasks[:3]]
    form = {"t": numbers, "person": here.place.reader.pk, "deed": "give", "reference": here.reference}
    answer = editor.post("/desk/taken/verdelen/", form)
    assert answer.headers["Location"].endswith(f"/{here.reference}/taken/?gedaan=given")
    assert Task.objects.filter(responsible=here.place.reader).count() == 3
    target = timezone.localdate() + dt.timedelta(days=9)
    slug = here.place.body.slug
    form = {"t": numbers, "target": target.isoformat(), "deed": "plan", "organisatie": slug}
    assert editor.post("/desk/taken/verdelen/", form).headers["Location"].endswith(f"organisatie={slug}")
    assert Task.objects.filter(target=target).count() == 3
    rest = {"rest": "1", "person": here.place.approver.pk, "deed": "give", "reference": here.reference}
    editor.post("/desk/taken/verdelen/", rest)
    assert Task.objects.filter(responsible=here.place.approver).count() == len(here.tasks) - 3
    for wrong in ({"t": [], "deed": "give", "person": "none"}, {"t": numbers, "deed": "plan", "target": "morgen"}):
        assert "Dit is niet gedaan" in _text(editor.post("/desk/taken/verdelen/", wrong), 400)


def test_a_number_of_another_body_is_nobody_and_nothing(here: Desk, editor: Client) -> None:
    elsewhere = world.place("gemeente-elders")
    theirs = world.opened(elsewhere.entry())[0]
    evidence = add_file(theirs.pk, title="", name="a.pdf", data=PDF, by=by(elsewhere.editor), now=make.NOON)
    before = world.rows()
    mine = here.tasks[0].pk
    for address, form in (
        ("/desk/taken/verdelen/", {"t": [mine, theirs.pk], "person": here.place.reader.pk, "deed": "give"}),
        ("/desk/taken/verdelen/", {"t": [mine], "person": elsewhere.editor.pk, "deed": "give"}),
        (f"/desk/taken/{mine}/geven/", {"person": elsewhere.editor.pk}),
        *((f"/desk/taken/{theirs.pk}/{deed}/", {"words": "a", "reason": "a", "address": "https://a"}) for deed in
          ("geven", "plannen", "beginnen", "klaar", "niet-nodig", "heropenen", "link", "bestand")),
        (f"/desk/taken/bewijs/{evidence.pk}/weghalen/", {"reason": "a"}),
        (f"/desk/algoritme/{theirs.entry.reference}/taken/plichten/", {}),
        (f"/desk/algoritme/{theirs.entry.reference}/taken/toevoegen/", {"title": "a", "person": "none"}),
    ):  # fmt: skip
        assert editor.post(address, form).status_code == 404, address
    for address in (
        f"/desk/taken/{theirs.pk}/",
        f"/desk/taken/bewijs/{evidence.pk}/",
        f"/desk/algoritme/{theirs.entry.reference}/taken/",
        "/desk/taken/999999999999999999999/",
    ):
        assert editor.get(address).status_code == 404, address
    assert f"/desk/taken/{theirs.pk}/" not in _text(editor.get("/desk/taken/?organisatie=gemeente-elders"))
    assert world.rows() == before


def test_a_restricted_entry_leaves_no_trace_for_who_is_not_named(here: Desk, editor: Client) -> None:
    task = here.tasks[0]
    evidence = add_file(task.pk, title="", name="a.pdf", data=PDF, by=by(here.place.editor), now=make.NOON)
    assign([task.pk], here.place.editor, by=by(here.place.approver), now=make.NOON)
    set_access(here.reference, Access.RESTRICTED, by=by(here.place.approver), now=make.NOON)
    for address in (
        f"/desk/taken/{task.pk}/",
        f"/desk/taken/bewijs/{evidence.pk}/",
        f"/desk/algoritme/{here.reference}/taken/",
    ):
        assert editor.get(address).status_code == 404, address
    for address in ("/desk/", "/desk/taken/", f"/desk/taken/?organisatie={here.place.body.slug}"):
        assert here.reference not in _text(editor.get(address))
        assert f"/desk/taken/{task.pk}/" not in _text(editor.get(address))


def _upload(client: Client, number: int, name: str, data: bytes) -> Any:
    return client.post(f"/desk/taken/{number}/bestand/", {"file": SimpleUploadedFile(name, data), "title": ""})


def test_a_file_is_handed_out_to_be_saved_and_never_as_a_page(here: Desk, editor: Client) -> None:
    number = here.tasks[0].pk
    assert _upload(editor, number, 'x"; filename=evil.html', PDF).status_code == 302
    evidence = Evidence.objects.get()
    page = _text(editor.get(f"/desk/taken/{number}/"))
    assert f"/desk/taken/bewijs/{evidence.pk}/" in page and evidence.sha256 in page
    answer = editor.get(f"/desk/taken/bewijs/{evidence.pk}/")
    assert answer.content == PDF
    headers = answer.headers
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
    assert headers["Content-Disposition"].endswith(".pdf")
    assert headers["X-Content-Type-Options"] == "nosniff" and "no-store" in headers["Cache-Control"]
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.pdf", b"<html ><script>alert(1)</script>", "opmaak van een webpagina"),
        ("a.pdf", b"MZ\x90\0", "Dit soort bestand kan hier niet"),
        ("a.pdf", b"%PDF-" + b"0" * 3000, "te groot"),
    ],
)
def test_a_file_that_cannot_be_kept_is_refused_with_a_way_out(
    here: Desk, editor: Client, settings: Settings, *, name: str, data: bytes, said: str
) -> None:
    settings.EVIDENCE_LIMIT_BYTES = 2000
    assert said in _text(_upload(editor, here.tasks[0].pk, name, data), 400)
    assert not Evidence.objects.exists()


def test_no_more_of_a_file_comes_in_than_its_entrance_takes(here: Desk, editor: Client) -> None:
    large = SimpleUploadedFile("a.pdf", b"0" * (2 * 1024 * 1024))
    answer = editor.post(f"/desk/taken/{here.tasks[0].pk}/link/", {"file": large, "address": "https://a.example"})
    assert answer.status_code == 302 and "file" not in answer.wsgi_request.FILES


def test_from_to_do_to_done_and_back(here: Desk, editor: Client) -> None:
    task = here.tasks[0]
    at = f"/desk/taken/{task.pk}/"
    assert "Deze plicht vraagt om bewijs" in _text(editor.post(f"{at}klaar/", {"words": "Zie <b>hier</b>"}), 400)
    assert "&lt;b&gt;hier&lt;/b&gt;" in _text(editor.post(f"{at}klaar/", {"words": "Zie <b>hier</b>"}), 400)
    assert editor.post(f"{at}beginnen/").status_code == 302
    assert editor.post(f"{at}link/", {"address": "https://intranet.example/a", "title": "Werkwijze"}).status_code == 302
    assert "Dit is geen webadres" in _text(editor.post(f"{at}link/", {"address": "javascript:alert(1)"}), 400)
    answer = editor.post(f"{at}klaar/", {"words": "Zie de werkwijze."})
    assert "De taak is klaar" in _text(editor.get(answer.headers["Location"]))
    assert "Deze taak is intussen veranderd" in _text(editor.post(f"{at}klaar/"), 400)
    assert editor.post(f"{at}heropenen/").status_code == 302
    assert editor.post(f"{at}niet-nodig/", {"reason": "Doet de leverancier."}).status_code == 302
    assert "Doet de leverancier." in _text(editor.get(at))


def test_a_reader_finds_their_tasks_and_no_forms_for_those_of_others(here: Desk) -> None:
    assign([here.tasks[0].pk], here.place.reader, by=by(here.place.editor), now=make.NOON)
    reader = here.client(here.place.reader)
    assert here.tasks[0].label["nl"] in _text(reader.get("/desk/")) and "1 taak" in _text(reader.get("/desk/"))
    assert "/klaar/" in _text(reader.get(f"/desk/taken/{here.tasks[0].pk}/"))
    other = _text(reader.get(f"/desk/taken/{here.tasks[1].pk}/"))
    assert "/klaar/" not in other and "/geven/" not in other
    everything = _text(reader.get(f"/desk/taken/?organisatie={here.place.body.slug}"))
    assert "verdelen" in everything and 'type="checkbox"' not in everything


def test_a_target_after_the_day_of_the_law_is_said_to_be_late(here: Desk, editor: Client) -> None:
    task = next(task for task in here.tasks if task.due and task.due > timezone.localdate())
    assert task.due is not None
    form = {"target": (task.due + dt.timedelta(days=1)).isoformat()}
    answer = editor.post(f"/desk/taken/{task.pk}/plannen/", form)
    assert "na de dag van de wet" in _text(editor.get(answer.headers["Location"]))


def test_reminders_are_chosen_at_the_desk_or_by_the_link_and_never_by_opening_it(here: Desk, editor: Client) -> None:
    settings_page = "/desk/taken/instellingen/"
    assert "Hooguit één mail per dag" in _text(editor.get(settings_page))
    editor.post(f"{settings_page}herinneringen/", {"how": "at_once", "days": "3"})
    assert ReminderWish.objects.values_list("how", "days_before").get() == ("at_once", 3)
    assert "Kies 0 tot 60 dagen" in _text(
        editor.post(f"{settings_page}herinneringen/", {"how": "digest", "days": "veel"}), 400
    )
    link, visitor = f"/desk/taken/herinneringen/{wish_token(here.place.editor)}/", Client(enforce_csrf_checks=True)
    _text(visitor.get(link))
    assert ReminderWish.objects.get().how == "at_once"
    assert visitor.post(link, {"how": "never"}).status_code == 403
    _text(Client().post(link, {"how": "never"}))
    assert ReminderWish.objects.get().how == "never"
    assert Client().post(f"{link[:-3]}/", {"how": "digest"}).status_code == 410
    assert Client().post(link, {"how": "daily"}).status_code == 404


def test_a_calendar_has_a_secret_address_that_is_shown_once_and_ends(here: Desk, editor: Client) -> None:
    import icalendar

    assign([here.tasks[0].pk], here.place.editor, by=by(here.place.approver), now=make.NOON)
    made = _text(editor.post("/desk/taken/instellingen/agenda/"))
    address = made.split('id="calendar-address">')[1].split("<")[0]
    assert address not in _text(editor.get("/desk/taken/instellingen/"))
    path = address.removeprefix("http://localhost:8000")
    answer = Client().get(path)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8" and "no-store" in answer["Cache-Control"]
    (event,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert event.decoded("dtstart") == here.tasks[0].day
    assert str(event["summary"]).startswith(here.tasks[0].label["nl"])
    editor.post("/desk/taken/instellingen/agenda/")
    assert Client().get(path).status_code == 404, "the new address ended the old one"
    editor.post("/desk/taken/instellingen/agenda/beeindigen/")
    assert not CalendarKey.objects.exists()


def test_an_administrator_sees_what_to_look_after(here: Desk) -> None:
    administrator = here.client(here.place.administrator)
    set_target([here.tasks[0].pk], make.NOON.date(), by=by(here.place.editor), now=make.NOON)
    Task.objects.filter(pk=here.tasks[0].pk).update(day=timezone.localdate() - dt.timedelta(days=1))
    at = f"/desk/organisatie/{here.place.body.slug}/overzicht/"
    page = _text(administrator.get(at))
    assert "1 algoritme in de inventaris" in page and here.tasks[0].label["nl"] in page
    assert f"Alle {len(here.tasks)}" in page
    assert here.tasks[-1].label["nl"] in _text(administrator.get(f"{at}nobody/"))
    assert administrator.get(f"{at}anything/").status_code == 404
    terms = {"target_weeks": "8", "spare_weeks": "2", "recheck_months": "6", "recheck_weeks": "3"}
    assert administrator.post(f"{at}termijnen/", terms).status_code == 302
    assert 'value="8"' in _text(administrator.get(at))
    assert "Kies 1 tot 104 weken" in _text(administrator.post(f"{at}termijnen/", {**terms, "target_weeks": "-1"}), 400)


@pytest.mark.parametrize("page", ["/desk/", "/desk/taken/", "/desk/taken/?organisatie={body}", "{entry}", "{overview}"])
def test_more_tasks_do_not_take_more_queries(here: Desk, page: str) -> None:
    body = here.place.body.slug
    places = {"body": body, "entry": f"/desk/algoritme/{here.reference}/taken/"}
    address = page.format(**places, overview=f"/desk/organisatie/{body}/overzicht/")
    person = here.place.administrator
    client = here.client(person)
    Task.objects.exclude(pk=here.tasks[0].pk).update(state="done", closed_at=make.NOON)
    assign([here.tasks[0].pk], person, by=by(here.place.editor), now=make.NOON)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    Task.objects.update(state="open", closed_at=None, responsible=person)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few) > 3


def test_mails_and_calendars_lead_to_the_addresses_of_the_desk(settings: Settings) -> None:
    code = new_code()
    for made, name, values in (
        (addresses.task_address(7), "task", {"number": 7}),
        (addresses.request_address(7), "request", {"number": 7}),
        (addresses.tasks_address(), "tasks", {}),
        (addresses.wish_address(code), "choose_by_link", {"code": code}),
        (addresses.calendar_address(code), "calendar", {"code": code}),
    ):
        assert made == settings.PUBLIC_URL + reverse(f"desk:{name}", kwargs=values)
