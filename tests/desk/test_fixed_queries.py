"""Every page of the desk takes as many queries for fifty entries as for five: none slows down over the years."""

from collections.abc import Iterator, Mapping

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kenbaar.casework.actions.wishes import make_calendar
from kenbaar.casework.mailing import wish_token
from kenbaar.desk.urls import own_addresses
from kenbaar.people.actors import actor_of
from kenbaar.people.codes import new_code
from kenbaar.people.models import Role
from tests import make
from tests.desk.signing_in import let_in
from tests.site.permissions_walk import address_of, desk_doors
from tests.site.permissions_world import fillings_of
from tests.support.busy_body import TEMPLATE, Busy

pytestmark = pytest.mark.django_db
FEW, MANY = 5, 50
ROLES = (Role.READER, Role.EDITOR, Role.APPROVER, Role.ADMINISTRATOR, Role.SUPPLIER)
# The lists as people ask for them by a filter.
_MORE = (
    "/desk/organisatie/{slug}/inventaris/?state=published",
    "/desk/taken/?organisatie={slug}",
    "/desk/controle/?stand=alles",
    "/desk/sjablonen/?q=rekenhulp",
)


def test_a_page_takes_as_many_queries_for_many_entries_as_for_few() -> None:
    body = make.body()
    person, colleague = make.somebody(*ROLES, at=body), make.somebody(Role.EDITOR, at=body)
    busy = Busy(body, person, colleague, timezone.now())
    shown, *_others = [busy.entry(number) for number in range(FEW)]
    code = new_code()
    make_calendar(person, code=code, by=actor_of(person), now=busy.now)
    fillings = {
        **fillings_of(shown),
        "keeper": body.slug,
        "profile": "melding-0",
        "template": f"{TEMPLATE}-0",
        "agenda/code": code,
        "herinneringen/code": wish_token(person),
        "klaar/number": str(busy.prepared_change()),
    }
    client = let_in(person)
    few = _counted(client, fillings)
    for number in range(FEW, MANY):
        busy.entry(number)
    many = _counted(client, {**fillings, "klaar/number": str(busy.prepared_change())})
    # What is prepared is another change each time, so its address is another one as well.
    assert [pair for pair in zip(few, many, strict=True) if pair[0][1] != pair[1][1]] == []


def _counted(client: Client, fillings: Mapping[str, str]) -> list[tuple[str, int]]:
    """Return how many queries each page takes; each is asked twice, so that all are warm."""
    counted = []
    for address in _addresses(fillings):
        with transaction.atomic():
            first = client.get(address)
            with CaptureQueriesContext(connection) as asked:
                answer = client.get(address)
                if answer.streaming:
                    answer.getvalue()
            transaction.set_rollback(True)
        if first.status_code == 405:
            continue
        assert answer.status_code in {200, 302}, f"{address} gives {answer.status_code}: this person should get it"
        counted.append((address, len(asked)))
    return counted


def _addresses(fillings: Mapping[str, str]) -> Iterator[str]:
    # What allauth leads to is about signing in, and knows no entries.
    own = {str(pattern.pattern) for pattern in own_addresses}
    yield from (address_of(door, fillings) for door in desk_doors() if door.method == "GET" and door.address in own)
    yield from (each.format(**fillings) for each in _MORE)
