"""`kenbaar outbox`: what waits to leave the site, and sending it now."""

import datetime as dt
from collections.abc import Iterable
from typing import Annotated

import typer
from django.utils import timezone
from rich.table import Table
from rich.text import Text

from kenbaar.cli.screen import console, one_sentence, progress, show_counts
from kenbaar.outbox.delivering import deliver_waiting
from kenbaar.outbox.following import follow_journal
from kenbaar.outbox.queries import Waiting, mail_given_up, systems_that_fail, waiting_mail, waiting_messages
from kenbaar.outbox.sending import send_waiting_mail
from kenbaar.values import Language, LocalText, both

_MAIL, _MESSAGES = both("Mail", "Mail"), both("Berichten aan systemen", "Messages to systems")
_WAITING = both("wachten", "waiting")
_SINCE = both("de oudste sinds {moment}", "the oldest since {moment}")
_FAILED = both("opgegeven in de laatste 30 dagen", "given up in the last 30 days")
_GIVEN_UP = both("Opgegeven mail", "Mail that was given up")
_SYSTEMS = both("Systemen die niets aannemen of uit staan", "Systems that take nothing or are turned off")
_NUMBER, _ABOUT, _WHY = both("Nummer", "Number"), both("Waarover", "About"), both("Waarom", "Why")
_BODY, _NAME, _STANDS = both("Organisatie", "Body"), both("Systeem", "System"), both("Stand", "State")
_OFF, _FAILING = both("uit", "off"), both("faalt sinds {moment}", "failing since {moment}")
_SENT, _LATER = both("weg", "left"), both("later opnieuw", "to be tried again")
_LOST = both("opgegeven", "given up")
_SENDING = both("Versturen", "Sending")
_MOST_SHOWN = 20


def add_to(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(help="See what waits to leave the site, and send it.", no_args_is_help=True)
    group.command("status")(status)
    group.command("send")(send)
    app.add_typer(group, name="outbox")


def status(
    speak: Annotated[Language, typer.Option(help="Language of the report.")] = Language.NL,
) -> None:
    """Show what waits, what was given up, and which systems take nothing. Addresses of people are never shown."""
    with one_sentence(speak=speak):
        for title, waiting in ((_MAIL, waiting_mail()), (_MESSAGES, waiting_messages())):
            _show_waiting(title, waiting, speak)
        given_up = [
            (str(mail.pk), mail.about or mail.reason, mail.trouble) for mail in mail_given_up(limit=_MOST_SHOWN)
        ]
        _show_table(_GIVEN_UP, (_NUMBER, _ABOUT, _WHY), given_up, speak)
        systems = [
            (each.body.slug, each.name, _failing(each.failing_since, speak) if each.active else _OFF.to(speak))
            for each in systems_that_fail()
        ]
        _show_table(_SYSTEMS, (_BODY, _NAME, _STANDS), systems, speak)


def send(
    speak: Annotated[Language, typer.Option(help="Language of the report.")] = Language.NL,
) -> None:
    """Send what is due now. A site that runs does so by itself."""
    with one_sentence(speak=speak):
        follow_journal(now=timezone.now())
        with progress() as bar:
            total = waiting_mail().waiting + waiting_messages().waiting
            task = bar.add_task(_SENDING.to(speak), total=total)
            mail = send_waiting_mail(clock=timezone.now, after=lambda: bar.advance(task))
            told = deliver_waiting(clock=timezone.now, after=lambda: bar.advance(task))
    for title, gone, later, lost in (
        (_MAIL, mail.sent, mail.later, mail.failed),
        (_MESSAGES, told.arrived, told.later, told.failed),
    ):
        show_counts(title.to(speak), {_SENT.to(speak): gone, _LATER.to(speak): later, _LOST.to(speak): lost})


def _show_waiting(title: LocalText, waiting: Waiting, speak: Language) -> None:
    label = _WAITING.to(speak)
    if waiting.since is not None:
        label += ", " + _SINCE.to(speak).format(moment=_moment(waiting.since))
    show_counts(title.to(speak), {label: waiting.waiting, _FAILED.to(speak): waiting.failed})


def _show_table(
    title: LocalText, headings: tuple[LocalText, ...], rows: Iterable[tuple[str, ...]], speak: Language
) -> None:
    found = list(rows)
    if not found:
        return
    console.print(Text(title.to(speak), style="bold"))
    table = Table(*(heading.to(speak) for heading in headings), box=None, padding=(0, 2, 0, 0))
    for row in found:
        table.add_row(*map(Text, row))
    console.print(table)


def _failing(since: dt.datetime | None, speak: Language) -> str:
    return _FAILING.to(speak).format(moment=_moment(since) if since else "")


def _moment(when: dt.datetime) -> str:
    return f"{timezone.localtime(when):%Y-%m-%d %H:%M}"
