"""The desk with five thousand entries in one body: milliseconds, queries and kilobytes of every address.

Beside them stand the figures of AMT, the Algorithm Management Toolkit of the ministry, with one system in it, measured
on a comparable machine: nobody runs it with thousands.
"""

import datetime as dt
import io
import logging
import os
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module

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
from kenbaar.casework.actions.wishes import make_calendar
from kenbaar.casework.mailing import wish_token
from kenbaar.casework.models import Task
from kenbaar.desk.urls import own_addresses
from kenbaar.journal.log.keys import make_missing_keys
from kenbaar.people.actions.bodies import BodyFacts, record_bodies
from kenbaar.people.actions.persons import add_person, give_role
from kenbaar.people.actors import OPERATOR, actor_of
from kenbaar.people.codes import new_code
from kenbaar.people.models import Body, Person, Role
from kenbaar.register.models import Entry
from tests.site.permissions_walk import address_of, desk_doors
from tests.site.permissions_world import fillings_of
from tests.support.busy_body import HIGH_RISK, TEMPLATE, Busy

_ENTRIES, _BUSY = 5000, 500
_SLUG = "gemeente-bench"
_ROUNDS, _GOAL_MS = 9, 60
# The least that a page of the desk does: it finds out who asks, and shows the frame with one form in it.
_BASELINE = "/desk/wachtwoord/"
# What AMT takes for the nearest page with one system in it, by the name of ours.
_AMT = {
    "body_inventory": "38, 9, ",
    "entry": "45, 9, ",
    "fill": "71, 9, ",
    "section": "71, 9, ",
    "people": "49, 18, ",
    "entry_tasks": "199, 13, 813",
    "tasks": "220, 17, 224",
    "inventory_workbook": "115 for one in YAML",
}


@dataclass(frozen=True, slots=True)
class PageOf:
    """A page of the desk, with what AMT shows for the same: milliseconds of the processor, queries and kilobytes."""

    address: str
    amt: str = ""
    shown: str = ""

    @property
    def name(self) -> str:
        """What the table calls it: the address without what it is filled with."""
        return self.shown or self.address.removeprefix("/desk/")


def measure() -> None:
    """Fill a body, and ask every page."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0, stdout=io.StringIO())
    call_command("collectstatic", interactive=False, verbosity=0)
    make_missing_keys("bench.example")
    # Addresses that only take deeds are asked as well, and refuse that.
    logging.getLogger("django.request").setLevel(logging.ERROR)
    busy = _people()
    shown = _fill(busy)
    most = _most_duties(busy)
    _one_deed(busy)
    _pages(signed_in(busy.person), _pages_to_ask(busy, shown, most))


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


def _pages_to_ask(busy: Busy, shown: Entry, most: Entry) -> Iterator[PageOf]:
    """Give the baseline, every address of the desk from the code, and what people ask of the long lists."""
    code, now = new_code(), timezone.now()
    make_calendar(busy.person, code=code, by=actor_of(busy.person), now=now)
    fillings = {
        **fillings_of(shown),
        "keeper": _SLUG,
        "template": f"{TEMPLATE}-0",
        "agenda/code": code,
        "herinneringen/code": wish_token(busy.person),
        "klaar/number": str(busy.prepared_change()),
    }
    own = {str(pattern.pattern) for pattern in own_addresses}
    yield PageOf(_BASELINE)
    for door in desk_doors():
        if door.method == "GET" and door.address in own:
            yield PageOf(address_of(door, fillings), _AMT.get(door.name, ""), door.shown)
    tasks = Task.objects.count()
    yield PageOf(f"/desk/taken/?organisatie={_SLUG}", "220, 17, 224")
    yield PageOf(f"/desk/taken/?organisatie={_SLUG}&bladzijde={tasks // 50}")
    yield PageOf(f"/desk/algoritme/{most.reference}/taken/", "199, 13, 813")
    yield PageOf(f"/desk/organisatie/{_SLUG}/overzicht/unclassified/?bladzijde=40")
    yield PageOf(f"/desk/organisatie/{_SLUG}/inventaris/?words=uitkering&sort=name&page=100", "38, 9, ")
    yield PageOf("/desk/controle/?stand=alles")


def _pages(client: Client, pages: Iterator[PageOf]) -> None:
    load = os.getloadavg()[0]
    table = Table(title=f"The desk, {_ENTRIES:,} entries in one body; load {load:.1f}", title_justify="left")
    for column in ("page", "median", "95 % under", "x baseline", "queries", "size", "AMT: ms, queries, kB"):
        table.add_column(column, overflow="fold")
    baseline = 0.0
    # The first requests of a process pay for what the later ones find ready.
    for _ in range(_ROUNDS):
        _asked(client, _BASELINE)
    for page in pages:
        if not _asked(client, page.address):
            continue
        with CaptureQueriesContext(connection) as queries:
            size = _asked(client, page.address)
        # Counted now: the next request forgets them.
        count = len(queries)
        times = [_processor_ms(lambda: _asked(client, page.address)) for _ in range(_ROUNDS)]  # noqa: B023
        median, slow = p50_p95(times)
        baseline = baseline or median
        name = page.address.removeprefix("/desk/") + (" (over the goal of 60 ms)" if median > _GOAL_MS else "")
        figures = (
            f"{median:.0f} ms",
            f"{slow:.0f} ms",
            f"{median / baseline:.1f}",
            str(count),
            f"{size / 1024:.0f} kB",
        )
        table.add_row(name or "my work", *figures, page.amt)
    console.print(table)


def _processor_ms(deed: Callable[[], object]) -> float:
    """Return the milliseconds that a deed takes of the processor, as the figures of AMT were measured."""
    start = time.process_time()
    deed()
    return (time.process_time() - start) * 1000


def _asked(client: Client, address: str) -> int:
    """Return the size of a page; 0 for an address that only takes deeds, or only leads elsewhere."""
    answer = client.get(address, headers={"host": "localhost"})
    if answer.status_code in {302, 405}:
        return 0
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    return len(answer.getvalue())


def _one_deed(busy: Busy) -> None:
    """Make high-risk entries with their duties; AMT takes 7.9 s for the first, and 0.12 s once all is cached."""
    times = [_processor_ms(lambda: _with_duties(busy, number)) for number in range(100)]  # noqa: B023
    median, slow = p50_p95(times)
    figures = [
        Figure("a high-risk entry with its duties, median of 100", median, "ms", "50 ms", 120, "AMT, cached"),
        Figure("a high-risk entry with its duties, 95 % under", slow, "ms", "50 ms", 7900, "AMT, first"),
    ]
    show("Making an entry", figures)


def _with_duties(busy: Busy, number: int) -> None:
    with transaction.atomic():
        busy.with_duties(busy.high_risk(f"bench:one-{number}"))


def _people() -> Busy:
    now = timezone.now()
    facts = BodyFacts(slug=_SLUG, type="gemeente", name_nl="Gemeente Bench", name_en="Bench")
    record_bodies([facts], by=OPERATOR, now=now)
    body = Body.objects.get(slug=_SLUG)
    people = [add_person(f"p{number}@bench.example", f"Persoon {number}", by=OPERATOR, now=now) for number in range(40)]
    for person in people:
        give_role(person, Role.EDITOR, body, by=OPERATOR, now=now)
    for role in (Role.ADMINISTRATOR, Role.APPROVER, Role.SUPPLIER):
        give_role(people[0], role, body, by=OPERATOR, now=now)
    return Busy(body, people[0], people[1], now)


def _fill(busy: Busy) -> Entry:
    """Make the entries; some have everything, a few of their tasks are late. Return the first of those."""
    chance = random.Random(5)
    with transaction.atomic():
        first = busy.entry(0)
        for number in track(range(1, _ENTRIES), description="entries", transient=True):
            if number < _BUSY:
                busy.entry(number)
            else:
                busy.high_risk(f"bench:{number}")
        today = timezone.localdate(busy.now)
        for task in Task.objects.filter(pk__in=chance.sample(list(Task.objects.values_list("pk", flat=True)), 2000)):
            day = today + dt.timedelta(days=chance.randint(-60, 400))
            Task.objects.filter(pk=task.pk).update(responsible=busy.person, target=day, day=day)
    return first


def _most_duties(busy: Busy) -> Entry:
    """Make an entry of whoever makes a system itself as well: more duties than a page is likely to have to show."""
    facts = {**HIGH_RISK, "roles": ["provider", "deployer"], "personal_data": True, "decides_about_people": True}
    made = busy.high_risk("bench:most", facts)
    busy.with_duties(made)
    return made
