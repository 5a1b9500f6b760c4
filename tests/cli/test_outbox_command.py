"""An operator sees what waits to leave the site, without seeing to whom, sends it, and helps people in again."""

import datetime as dt

import pytest
from django.conf import LazySettings
from django.core import mail
from django.utils import timezone
from typer.testing import CliRunner

from kenbaar.cli.main import app, with_commands
from kenbaar.outbox.models import Mail
from kenbaar.outbox.sending import send_waiting_mail
from kenbaar.people.models import Body, Role
from kenbaar.people.signing_in import has_second_factor
from tests import make
from tests.desk.signing_in import with_app

pytestmark = pytest.mark.django_db


def _run(*words: str) -> str:
    ran = CliRunner().invoke(with_commands(app), list(words))
    assert ran.exit_code == 0, ran.output
    return ran.output


def _invite() -> None:
    body = make.body()
    said = _run("person", "invite", "anna@lindewaarde.example", "--body", body.slug, "--mail", "--speak", "en")
    assert "ready" in said and "http" not in said


def test_people_of_a_body_that_is_on_the_list_are_invited_before_its_first_entry() -> None:
    link = _run("person", "invite", "anna@velsen.example", "--body", "gemeente-velsen").split()[-1]
    assert "/desk/uitnodiging/" in link
    assert Body.objects.get().name_nl == "Gemeente Velsen"
    nowhere = CliRunner().invoke(with_commands(app), ["person", "invite", "a@b.example", "--body", "gemeente-nergens"])
    assert nowhere.exit_code == 1
    assert Body.objects.count() == 1


def test_an_invitation_by_mail_waits_and_is_sent() -> None:
    _invite()
    assert "1 waiting, the oldest since" in _run("outbox", "status", "--speak", "en")
    assert "1 left" in _run("outbox", "send", "--speak", "en")
    (sent,) = mail.outbox
    assert sent.to == ["anna@lindewaarde.example"] and "/desk/uitnodiging/" in sent.body
    assert "0 wachten" in _run("outbox", "status")


def test_mail_that_was_given_up_is_named_by_what_it_was_about(settings: LazySettings) -> None:
    _invite()
    settings.EMAIL_BACKEND = "tests.outbox.mail_servers.Dead"
    assert "1 to be tried again" in _run("outbox", "send", "--speak", "en")
    assert "0 to be tried again" in _run("outbox", "send", "--speak", "en"), "it waits for its time"
    now = timezone.now()
    while Mail.objects.get().next_try_at is not None:
        now += dt.timedelta(days=1)
        at = now
        send_waiting_mail(clock=lambda at=at: at)
    said = _run("outbox", "status", "--speak", "en")
    assert "invitation " in said and "ConnectionRefusedError" in said and "anna" not in said


def test_an_operator_helps_who_lost_their_phone() -> None:
    person = with_app(make.somebody(Role.ADMINISTRATOR, at=make.body()))
    assert "The roles stay" in _run("person", "reset-factors", person.email.upper(), "--speak", "en")
    assert not has_second_factor(person)
    unknown = CliRunner().invoke(with_commands(app), ["person", "reset-factors", "niemand@lindewaarde.example"])
    assert unknown.exit_code == 1 and "niemand@" not in unknown.output
