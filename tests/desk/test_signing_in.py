"""Nobody comes in with a password alone, nobody tries for long, and a session ends when it must."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import LazySettings
from django.core import mail
from django.test import Client
from django.utils import timezone

from kenbaar.journal.models import JournalLine
from kenbaar.outbox.sending import send_waiting_mail
from kenbaar.people.actions.invitations import accept_invitation, invite
from kenbaar.people.actions.persons import deactivate, give_role, sign_out_everywhere
from kenbaar.people.actions.sign_in import set_password
from kenbaar.people.actors import OPERATOR, actor_of
from kenbaar.people.models import Person, Role
from tests import make
from tests.desk.signing_in import PASSWORD, code_of_app, secret_on, signed_in, with_app

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_tries_yet")]

DOOR, CODE, DESK = "/desk/aanmelden/", "/desk/aanmelden/code/", "/desk/"


def _try(client: Client, person: Person, password: str = PASSWORD) -> int:
    return client.post(DOOR, {"login": person.email, "password": password}).status_code


def test_somebody_signs_in_with_a_password_and_a_code_and_out_again() -> None:
    person = make.somebody(Role.EDITOR, at=make.body())
    client = signed_in(person)
    assert "redacteur" in client.get("/desk/account/", headers={"Accept-Language": "nl"}).content.decode().lower()
    assert "editor" in client.get("/desk/account/", headers={"Accept-Language": "en"}).content.decode().lower()
    assert client.get("/desk/afmelden/").status_code == 405
    client.post("/desk/afmelden/")
    assert client.get(DESK).status_code == 302


def test_a_password_without_a_second_factor_is_a_wrong_password(client: Client) -> None:
    person = make.somebody()
    set_password(person, PASSWORD, by=actor_of(person), now=make.NOON)
    right, wrong = (
        client.post(DOOR, {"login": person.email, "password": PASSWORD}),
        client.post(DOOR, {"login": person.email, "password": "iets anders dan dat"}),
    )
    assert right.status_code == wrong.status_code == 400
    assert right.context is None and "Location" not in right.headers
    assert client.get(DESK).status_code == 302


def test_after_the_password_only_the_code_leads_in(client: Client) -> None:
    person = with_app(make.somebody())
    assert client.post(DOOR, {"login": person.email, "password": PASSWORD}).headers["Location"] == CODE
    assert client.get(DESK).status_code == 302
    assert client.post(CODE, {"code": "000000"}).status_code == 400
    assert client.get("/desk/beveiligen/").status_code == 302
    assert client.post(CODE, {"code": code_of_app()}).headers["Location"] == DESK


def test_a_code_works_once(client: Client) -> None:
    person = with_app(make.somebody())
    signed_in(person)
    _try(client, person)
    assert client.post(CODE, {"code": code_of_app()}).status_code == 400


def test_whoever_fails_five_times_waits_and_somebody_else_does_not() -> None:
    person, other = with_app(make.somebody()), with_app(make.somebody())
    stranger = Client(REMOTE_ADDR="192.0.2.1")
    assert [_try(stranger, person, "een verkeerd wachtwoord") for _ in range(5)] == [400] * 5
    assert _try(Client(REMOTE_ADDR="192.0.2.2"), person) in {400, 429}
    assert _try(Client(REMOTE_ADDR="192.0.2.2"), other) == 302


def test_one_address_does_not_try_account_after_account() -> None:
    stranger = Client(REMOTE_ADDR="192.0.2.3")
    person = with_app(make.somebody())
    for number in range(10):
        stranger.post(DOOR, {"login": f"nobody{number}@lindewaarde.example", "password": "een verkeerd wachtwoord"})
    assert _try(stranger, person) in {400, 429}


@pytest.mark.parametrize("deed", [sign_out_everywhere, deactivate])
def test_signing_out_everywhere_ends_all_sessions_at_the_next_request(deed: object) -> None:
    person = make.somebody(Role.EDITOR, at=make.body())
    here = signed_in(person)
    assert here.get(DESK).status_code == 200
    deed(person, by=OPERATOR, now=make.NOON)  # type: ignore[operator]  # either is called alike
    assert here.get(DESK).status_code == 302


def test_a_reader_ends_one_session_or_all_of_them_by_themselves() -> None:
    person = make.somebody()
    client = signed_in(person)
    assert client.post("/desk/afmelden/1000000/").status_code == 302
    assert client.get(DESK).status_code == 200
    assert client.post("/desk/afmelden/overal/").headers["Location"] == DOOR
    assert client.get(DESK).status_code == 302


def test_an_invitation_leads_to_a_first_second_factor_and_to_nothing_else_before(client: Client) -> None:
    body = make.body()
    invite("nieuw@lindewaarde.example", Role.EDITOR, body, code="abc", by=OPERATOR, now=timezone.now())
    assert "Vul uw naam in." in client.post("/desk/uitnodiging/abc/", {"name": " "}).content.decode()
    assert client.post("/desk/uitnodiging/abc/", {"name": "Nieuw"}).headers["Location"] == "/desk/beveiligen/"
    assert client.get(DESK).headers["Location"] == "/desk/beveiligen/"
    assert client.get("/desk/app/").headers["Location"] == "/desk/wachtwoord/"
    assert client.post("/desk/wachtwoord/", {"password": "kort"}).status_code == 400
    assert client.post("/desk/wachtwoord/", {"password": PASSWORD}).headers["Location"] == "/desk/app/"
    secret = secret_on(client.get("/desk/app/").content.decode())
    assert client.post("/desk/app/", {"code": code_of_app(secret)}).headers["Location"] == "/desk/herstelcodes/"
    assert client.get("/desk/herstelcodes/").content.decode().count("<code>") == 10
    assert client.get("/desk/herstelcodes/").content.decode().count("<code>") == 0
    assert (
        client.get(f"{DESK}account/", headers={"Accept-Language": "nl"})
        .content.decode()
        .count("Dit is waar u nu bent.")
        == 1
    )
    assert Client().get("/desk/uitnodiging/abc/").status_code == 410
    kept = Authenticator.objects.get(type=Authenticator.Type.TOTP).data
    assert secret not in str(kept)


def test_an_invitation_does_not_open_the_account_of_somebody_who_is_here(client: Client) -> None:
    body, person = make.body(), with_app(make.somebody())
    invite(person.email, Role.EDITOR, body, code="abc", by=OPERATOR, now=timezone.now())
    assert client.post("/desk/uitnodiging/abc/", {"name": "X"}).headers["Location"] == f"{DOOR}?accepted"
    assert client.get(DESK).status_code == 302
    assert actor_of(person).has(Role.EDITOR, body.slug)


def test_an_unfinished_account_is_invited_again(client: Client) -> None:
    body = make.body()
    for code in ("abc", "def"):
        invite("nieuw@lindewaarde.example", Role.EDITOR, body, code=code, by=OPERATOR, now=timezone.now())
        accept_invitation(code, name="Nieuw", now=timezone.now()) if code == "abc" else None
    assert client.post("/desk/uitnodiging/def/", {"name": "Nieuw"}).headers["Location"] == "/desk/beveiligen/"


def test_the_last_second_factor_stays() -> None:
    person = make.somebody()
    client = signed_in(person)
    answer = client.post("/desk/app/weghalen/", follow=True)
    assert answer.status_code in {200, 400}
    assert Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists()


def test_changing_second_factors_asks_for_one_that_is_there() -> None:
    client = signed_in(make.somebody())
    for address in ("/desk/passkeys/nieuw/", "/desk/herstelcodes/nieuw/", "/desk/wachtwoord/"):
        assert client.get(address).headers["Location"].startswith("/desk/bevestigen/code/"), address


def test_who_comes_from_the_provider_sets_up_no_way_around_it() -> None:
    person = make.somebody()
    client = signed_in(person)
    person.socialaccount_set.create(provider="oidc", uid="1")
    assert client.get("/desk/passkeys/nieuw/").status_code == 403
    assert client.get("/desk/beveiligen/").status_code == 403


def test_public_pages_never_see_a_cookie_and_the_desk_is_never_kept() -> None:
    client = signed_in(make.somebody())
    assert {cookie["path"] for cookie in client.cookies.values()} == {"/desk/"}
    assert client.cookies["kenbaar-session"]["httponly"] and client.cookies["kenbaar-session"]["samesite"] == "Lax"
    desk = client.get(DESK)
    assert "no-store" in desk.headers["Cache-Control"] and "ETag" not in desk.headers
    public = client.get("/nl/over/")
    assert "Cookie" not in public.headers["Vary"] and public.headers["Cache-Control"].startswith("public")
    assert "Set-Cookie" not in public.headers


def test_a_form_of_another_site_is_refused_in_words() -> None:
    answer = Client(enforce_csrf_checks=True).post(DOOR, {"login": "a@b.example", "password": PASSWORD})
    assert answer.status_code == 403 and "formulier" in answer.content.decode()


def test_an_invitation_that_cannot_be_delivered_is_said_so_where_it_was_made(settings: LazySettings) -> None:
    settings.EMAIL_BACKEND = "tests.outbox.mail_servers.Fussy"
    body = make.body()
    client = signed_in(make.somebody(Role.ADMINISTRATOR, at=body))
    address = f"/desk/organisatie/{body.slug}/mensen/"
    for name in ("xavier", "anna"):
        form = {"email": f"{name}@lindewaarde.example", "role": "editor"}
        assert client.post(f"{address}uitnodigen/", form).status_code == 302
    assert "niet aangekomen" not in client.get(address).content.decode()
    send_waiting_mail(clock=timezone.now)
    assert client.get(address).content.decode().count("De mail is niet aangekomen") == 1


def test_the_code_of_an_invitation_is_not_in_the_log(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    invite("nieuw@lindewaarde.example", Role.EDITOR, make.body(), code="geheim", by=OPERATOR, now=timezone.now())
    client.get("/desk/uitnodiging/geheim/")
    client.post("/desk/uitnodiging/geheim/", {"name": " "})
    client.post("/desk/uitnodiging/geheim/", {"name": "Nieuw"})
    assert "geheim" not in caplog.text and "lindewaarde.example" not in caplog.text


def test_an_invitation_goes_by_mail_with_its_link(settings: LazySettings) -> None:
    body = make.body()
    client = signed_in(make.somebody(Role.ADMINISTRATOR, at=body))
    address = f"/desk/organisatie/{body.slug}/mensen/"
    assert client.post(f"{address}uitnodigen/", {"email": "geen adres", "role": "editor"}).status_code == 400
    client.post(f"{address}uitnodigen/", {"email": "nieuw@lindewaarde.example", "role": "editor"})
    assert mail.outbox == [], "nobody at the desk waits for a mail server"
    send_waiting_mail(clock=timezone.now)
    assert mail.outbox[0].to == ["nieuw@lindewaarde.example"]
    link = next(line for line in mail.outbox[0].body.splitlines() if line.startswith("http"))
    assert Client().get(link.removeprefix(settings.PUBLIC_URL)).status_code == 200
    assert "nieuw@lindewaarde.example" in client.get(address).content.decode()


def _lines(person: Person) -> list[tuple[str, dict[str, str]]]:
    events = ("people.person.signedin", "people.session.ended", "people.factor.", "people.recoverycodes.")
    lines = JournalLine.objects.filter(subject=str(person)).order_by("sequence")
    return [(line.event, line.details) for line in lines if line.event.startswith(events)]


def test_signing_in_and_out_and_each_change_of_factors_is_written_down_and_no_try_that_failed(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    invite("nieuw@lindewaarde.example", Role.EDITOR, make.body(), code="abc", by=OPERATOR, now=timezone.now())
    client.post("/desk/uitnodiging/abc/", {"name": "Nieuw"})
    person = Person.objects.get()
    client.post("/desk/wachtwoord/", {"password": PASSWORD})
    secret = secret_on(client.get("/desk/app/").content.decode())
    # allauth says so after the commit.
    for address, form in (("app/", {"code": code_of_app(secret)}), ("herstelcodes/nieuw/", {}), ("afmelden/", {})):
        with django_capture_on_commit_callbacks(execute=True):
            client.post(f"/desk/{address}", form)
    written = _lines(person)
    _try(client, person, "een verkeerd wachtwoord")
    client.post(DOOR, {"login": "niemand@lindewaarde.example", "password": "een verkeerd wachtwoord"})
    assert (
        _lines(person)
        == written
        == [
            ("people.person.signedin", {"how": "invitation"}),
            ("people.factor.added", {"kind": "totp"}),
            ("people.factor.added", {"kind": "recovery_codes"}),
            ("people.recoverycodes.made", {}),
            ("people.session.ended", {}),
        ]
    )
    assert not JournalLine.objects.filter(details__icontains="lindewaarde.example").exists()


def test_signing_in_with_a_code_says_so_and_ending_another_session_as_well() -> None:
    person = make.somebody()
    here = signed_in(person)
    assert _lines(person) == [("people.person.signedin", {"how": "mfa"})]
    other = UserSession.objects.create(user=person, ip="192.0.2.1", session_key="elsewhere", user_agent="Anders")
    assert here.post(f"/desk/afmelden/{other.pk}/").status_code == 302
    assert _lines(person)[-1] == ("people.session.ended", {})
    assert not UserSession.objects.filter(pk=other.pk).exists() and here.get(DESK).status_code == 200


def test_a_person_chooses_the_language_of_the_desk_whatever_the_browser_wishes() -> None:
    person = make.somebody()
    client = signed_in(person)
    dutch = {"Accept-Language": "nl"}
    assert client.post("/desk/taal/", {"language": "en"}).status_code == 302
    page = client.get(DESK, headers=dutch)
    assert page.headers["Content-Language"] == "en" and "My account" in page.content.decode()
    assert client.post("/desk/taal/", {"language": "fr"}).status_code == 404
    client.post("/desk/taal/", {"language": ""})
    assert "Mijn account" in client.get(DESK, headers=dutch).content.decode()
    assert client.get("/desk/taal/").status_code == 405


def test_who_lost_their_phone_is_invited_again_and_comes_in_with_the_same_roles() -> None:
    body = make.body()
    administrator = signed_in(make.somebody(Role.ADMINISTRATOR, at=body))
    person = make.somebody(Role.APPROVER, at=body)
    old = signed_in(person)
    people = f"/desk/organisatie/{body.slug}/mensen/"
    assert administrator.post(f"{people}{person.pk}/aanmelden/opnieuw/").status_code == 302
    assert old.get(DESK).status_code == 302 and _try(Client(), person) == 400
    administrator.post(f"{people}uitnodigen/", {"email": person.email, "role": "approver"})
    send_waiting_mail(clock=timezone.now)
    link = next(line for line in mail.outbox[0].body.splitlines() if line.startswith("http"))
    new = Client()
    assert new.post(link[link.index("/desk/") :], {"name": "Iemand"}).headers["Location"] == "/desk/beveiligen/"
    assert actor_of(person).roles == {body.slug: {Role.APPROVER}}
    elsewhere = make.somebody(Role.READER, at=body)
    give_role(elsewhere, Role.READER, make.body("gemeente-elders"), by=OPERATOR, now=make.NOON)
    refused = administrator.post(f"{people}{elsewhere.pk}/aanmelden/opnieuw/")
    assert refused.status_code == 400 and "beheerder van Kenbaar" in refused.content.decode()
