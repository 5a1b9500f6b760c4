"""Every address of the desk, for every role, at the own body and at another one, against one table: permissions.txt."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from kenbaar.casework.actions.evidence import add_file
from kenbaar.casework.actions.tasks import add_task
from kenbaar.casework.models import Evidence, Task
from kenbaar.desk.urls import addresses_of_allauth, own_addresses
from kenbaar.people.actions.invitations import invite
from kenbaar.people.actions.persons import give_role
from kenbaar.people.actions.tokens import make_token
from kenbaar.people.actors import OPERATOR
from kenbaar.people.codes import new_code
from kenbaar.people.models import Body, Person, Role, Token
from kenbaar.suppliers.actions.templates import add_template
from kenbaar.suppliers.content import Content
from tests import make
from tests.casework.world import PDF
from tests.desk.signing_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_tries_yet")]
TABLE = Path(__file__).with_name("permissions.txt")
CALLERS = [
    "visitor",
    "invited",
    "reader",
    "editor",
    "approver",
    "administrator",
    "administrator-elsewhere",
    "central_reviewer",
    "supervisor",
    "supplier",
]
_OPEN = re.compile(r"<\w+:(\w+)>")


def _world() -> tuple[Body, Body, Person, Token]:
    """Make a body with somebody in it, a token and a second administrator, and another body."""
    here, elsewhere = make.body(), make.body("gemeente-elders")
    make.somebody(Role.ADMINISTRATOR, at=here)
    person = make.somebody(Role.READER, at=here)
    until = timezone.now() + dt.timedelta(days=1)
    token = make_token("zaak", here, [], code="token", until=until, by=OPERATOR, now=timezone.now())
    return here, elsewhere, person, token


def _caller(name: str, here: Body, elsewhere: Body) -> Client:
    # So many sign in here that they would have to wait.
    cache.clear()
    if name == "visitor":
        return Client()
    if name == "invited":
        client, code = Client(), new_code()
        invite(f"{code[:9]}@lindewaarde.example", Role.ADMINISTRATOR, here, code=code, by=OPERATOR, now=timezone.now())
        client.post(f"/desk/uitnodiging/{code}/", {"name": "Nieuw"})
        return client
    if name == "administrator-elsewhere":
        return signed_in(make.somebody(Role.ADMINISTRATOR, at=elsewhere))
    role = Role(name)
    wide = role in {Role.CENTRAL_REVIEWER, Role.SUPERVISOR}
    person = make.somebody()
    give_role(person, role, None if wide else here, by=OPERATOR, now=timezone.now())
    return signed_in(person)


def _addresses() -> Iterator[str]:
    for pattern in (*own_addresses, *addresses_of_allauth):
        yield str(pattern.pattern)


def _outcome(client: Client, address: str, values: dict[str, str]) -> str:
    asked = "/desk/" + _OPEN.sub(lambda found: values[found[1]], address)
    answer = client.get(asked)
    by_post = answer.status_code == 405
    if by_post:
        answer = client.post(
            asked,
            {
                "role": Role.EDITOR,
                "email": "a@b.example",
                "name": "A",
                "days": "1",
                "person": "none",
                "how": "digest",
                "target": "2030-01-01",
            },
        )
    match answer.status_code:
        case 403 | 404 | 410:
            return {403: "no", 404: "absent", 410: "gone"}[answer.status_code]
        case 302 if re.match(r"/desk/(aanmelden/(\?next|$)|beveiligen/)", answer.headers["Location"]):
            # Signing out leads to the door as well: it was done.
            return "post" if by_post and "next=" not in answer.headers["Location"] and "afmelden" in asked else "door"
        case 200 | 302 | 400:
            return "post" if by_post else "in"
    raise AssertionError(f"{asked}: {answer.status_code}")


def outcomes() -> dict[str, dict[str, str]]:
    """Return what each caller gets at each address; what an address undid is done again first."""
    here, elsewhere, person, token = _world()
    entry = make.entry(at=here)
    add_template(here, "chatbot", Content(make.sheet().with_answers({"status": None})), by=OPERATOR, now=timezone.now())
    task = add_task(entry.reference, title="Bel", by=OPERATOR, now=timezone.now())
    found: dict[str, dict[str, str]] = {}
    for name in CALLERS:
        come_in: Callable[[], Client] = partial(_caller, name, here, elsewhere)
        client = come_in()
        for address in _addresses():
            invitation = invite("x@y.example", Role.READER, here, code=new_code(), by=OPERATOR, now=timezone.now())
            number = {"koppelingen": token.pk, "uitnodiging/": invitation.pk}
            number = {"taken/bewijs": _evidence(task).pk, "taken/": task.pk, **number}
            at = next((pk for word, pk in number.items() if word in address), person.pk)
            values = {"slug": here.slug, "number": str(at), "code": "none", "pk": "1", "provider_id": "oidc"}
            values |= {"reference": entry.reference, "keeper": here.slug, "template": "chatbot", "section": "general"}
            values |= {"listed": "late"}
            give_role(person, Role.READER, here, by=OPERATOR, now=timezone.now())
            Person.objects.filter(pk=person.pk).update(is_active=True)
            found.setdefault(address, {})[name] = _outcome(client, address, values)
            if "afmelden" in address and name != "visitor":
                client = come_in()
    return found


def _evidence(task: Task) -> Evidence:
    return add_file(task.pk, title="", name="a.pdf", data=PDF, by=OPERATOR, now=timezone.now())


def as_table(found: dict[str, dict[str, str]]) -> str:
    """Return the table as text."""
    width = max(map(len, found)) + 2
    lines = [" " * width + "  ".join(CALLERS)]
    for address, by_caller in found.items():
        cells = "  ".join(by_caller[name].ljust(len(name)) for name in CALLERS)
        lines.append(f"{address or '(the desk itself)':<{width}}{cells}".rstrip())
    return "\n".join(lines) + "\n"


def test_every_address_gives_every_role_what_the_table_says() -> None:
    said = [line for line in TABLE.read_text().splitlines() if not line.startswith("#")]
    assert as_table(outcomes()).splitlines() == said
