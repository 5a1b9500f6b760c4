"""The desk with five thousand entries in one body: milliseconds, queries and kilobytes a page; others add their pages.

Beside them stand the figures of AMT, the Algorithm Management Toolkit of the ministry, with one system in it, measured
on a comparable machine: nobody runs it with thousands.
"""

import datetime as dt
import io
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rich.progress import track
from rich.table import Table

from bench.figures import Figure, console, p50_p95, show
from kenbaar.casework.actions.duties import open_duties
from kenbaar.casework.models import Task
from kenbaar.people.actions.bodies import BodyFacts, record_bodies
from kenbaar.people.actions.persons import add_person, give_role
from kenbaar.people.actors import OPERATOR
from kenbaar.people.models import Body, Person, Role
from kenbaar.register.actions.writing import create_entry
from kenbaar.register.models import Entry
from kenbaar.rules.answers import Sheet, known

_ENTRIES, _WITH_DUTIES = 5000, 500
_SLUG = "gemeente-bench"
_ROUNDS = 15
_FACTS: dict[str, Any] = {
    "ai_system": "yes",
    "annex_iii": ["5a"],
    "profiling": True,
    "roles": ["deployer"],
    "organisation_kind": "public_body",
    "start_date": "2023-05",
}
# Facts of whoever makes a system itself as well: more duties than a page is likely to have to show.
_MOST_DUTIES = {**_FACTS, "roles": ["provider", "deployer"], "personal_data": True, "decides_about_people": True}


@dataclass(frozen=True, slots=True)
class PageOf:
    """A page of the desk, with what AMT shows for the same: milliseconds of the processor, queries and kilobytes."""

    what: str
    address: str
    amt: str = ""


def measure() -> None:
    """Fill a body, and ask every page."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0, stdout=io.StringIO())
    call_command("collectstatic", interactive=False, verbosity=0)
    body, person = _people()
    _fill(body, person)
    most = _entry(body, "bench:most", _MOST_DUTIES)
    open_duties(most.reference, by=OPERATOR, now=timezone.now(), on=timezone.localdate())
    _one_deed(body)
    _pages(signed_in(person), list(_task_pages(most)))


def signed_in(person: Person) -> Client:
    """Return a client of somebody who signed in with more than a password."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session["account_authentication_methods_user"] = str(person.pk)
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time(), "type": "webauthn"}]
    session.save()
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


def _task_pages(most: Entry) -> Iterator[PageOf]:
    duties = Task.objects.filter(entry=most).count()
    yield PageOf("my work", "/desk/")
    yield PageOf("my tasks", "/desk/taken/")
    yield PageOf(
        f"all tasks of the body ({Task.objects.count():,})", f"/desk/taken/?organisatie={_SLUG}", "220, 17, 224"
    )
    yield PageOf("the last page of 50", f"/desk/taken/?organisatie={_SLUG}&bladzijde={Task.objects.count() // 50}")
    yield PageOf(f"an entry with {duties} duties", f"/desk/algoritme/{most.reference}/taken/", "199, 13, 813")
    task = Task.objects.filter(entry=most).first()
    assert task is not None
    yield PageOf("a task", f"/desk/taken/{task.pk}/")
    yield PageOf("the administrator's overview", f"/desk/organisatie/{_SLUG}/overzicht/")
    yield PageOf("a list of it", f"/desk/organisatie/{_SLUG}/overzicht/unclassified/?bladzijde=40")


def _pages(client: Client, pages: list[PageOf]) -> None:
    table = Table(title=f"The desk, {_ENTRIES:,} entries in one body", title_justify="left")
    for column in ("page", "median", "95 % under", "goal", "queries", "size", "AMT: ms, queries, kB"):
        table.add_column(column)
    for page in pages:
        _asked(client, page.address)
        with CaptureQueriesContext(connection) as queries:
            size = _asked(client, page.address)
        # Counted now: the next request forgets them.
        count = len(queries)
        times = [_processor_ms(lambda: _asked(client, page.address)) for _ in range(_ROUNDS)]  # noqa: B023
        median, slow = p50_p95(times)
        table.add_row(
            page.what,
            f"{median:.0f} ms",
            f"{slow:.0f} ms",
            "60 ms",
            str(count),
            f"{size / 1024:.0f} kB",
            page.amt,
        )
    console.print(table)


def _processor_ms(deed: Callable[[], object]) -> float:
    """Return the milliseconds that a deed takes of the processor, as the figures of AMT were measured."""
    start = time.process_time()
    deed()
    return (time.process_time() - start) * 1000


def _asked(client: Client, address: str) -> int:
    answer = client.get(address, headers={"host": "localhost"})
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    return len(answer.content)


def _one_deed(body: Body) -> None:
    """Make high-risk entries with their duties; AMT takes 7.9 s for the first, and 0.12 s once all is cached."""
    times = [_processor_ms(lambda: _with_duties(body, number)) for number in range(100)]  # noqa: B023
    median, slow = p50_p95(times)
    figures = [
        Figure("a high-risk entry with its duties, median of 100", median, "ms", "50 ms", 120, "AMT, cached"),
        Figure("a high-risk entry with its duties, 95 % under", slow, "ms", "50 ms", 7900, "AMT, first"),
    ]
    show("Making an entry", figures)


def _with_duties(body: Body, number: int) -> None:
    with transaction.atomic():
        entry = _entry(body, f"bench:one-{number}", _FACTS)
        open_duties(entry.reference, by=OPERATOR, now=timezone.now(), on=timezone.localdate())


def _people() -> tuple[Body, Person]:
    now = timezone.now()
    facts = BodyFacts(slug=_SLUG, type="gemeente", name_nl="Gemeente Bench", name_en="Bench")
    record_bodies([facts], by=OPERATOR, now=now)
    body = Body.objects.get(slug=_SLUG)
    people = [add_person(f"p{number}@bench.example", f"Persoon {number}", by=OPERATOR, now=now) for number in range(40)]
    for person in people:
        give_role(person, Role.EDITOR, body, by=OPERATOR, now=now)
    give_role(people[0], Role.ADMINISTRATOR, body, by=OPERATOR, now=now)
    return body, people[0]


def _fill(body: Body, person: Person) -> None:
    """Make the entries; some have duties, a few of those are late and some are the person's own."""
    now, chance = timezone.now(), random.Random(5)
    with transaction.atomic():
        for number in track(range(_ENTRIES), description="entries", transient=True):
            entry = _entry(body, f"bench:{number}", _FACTS)
            if number < _WITH_DUTIES:
                open_duties(entry.reference, by=OPERATOR, now=now, on=timezone.localdate(now))
        today = timezone.localdate(now)
        for task in Task.objects.filter(pk__in=chance.sample(list(Task.objects.values_list("pk", flat=True)), 2000)):
            _move(task, person, today + dt.timedelta(days=chance.randint(-60, 400)))


def _move(task: Task, person: Person, day: dt.date) -> None:
    Task.objects.filter(pk=task.pk).update(responsible=person, target=day, day=day)


def _entry(body: Body, key: str, facts: dict[str, Any]) -> Entry:
    texts = {"name": known({"nl": f"Uitkering {key}"}), "summary": known({"nl": "Rekent een uitkering uit. " * 20})}
    sheet = Sheet({**texts, "status": known("in_use"), **{fact: known(value) for fact, value in facts.items()}})
    return create_entry(key, body=body, sheet=sheet, by=OPERATOR, now=timezone.now())
