"""Walks every address of the desk and every operation of the API, as everybody, and notes what they get.

Each call is taken back, so that all of them meet the same world.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

from django.db import connection, transaction
from django.http.response import HttpResponseBase
from django.test import Client

from kenbaar.api.main import operations
from kenbaar.desk.urls import addresses_of_allauth, own_addresses
from kenbaar.people.models import Role
from tests.site.permissions_world import CONTENTS, HALF_IN, QUERIES, VISITOR, Place, World, filled, filled_content

_PARAMETER = re.compile(r"(?:([\w-]+)/)?(?:<(?:\w+:)?(\w+)>|\{(\w+)\})")
_DOOR = re.compile(r"/desk/(aanmelden/(\?next|$)|beveiligen/)")
_WRITE = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)"?', re.IGNORECASE)
# No deeds: sessions, counted tries, that a token was used, and who has an entry open. They fade by themselves.
_FADES = ("django_session", "usersessions_usersession", "site_cache", "people_token", "register_editing")
# Who is likely to be let in comes first: a method that an address does not know is then found out by one call.
_FIRST = (Role.ADMINISTRATOR, Role.EDITOR, Role.APPROVER, Role.SUPPLIER)
_SIGNS = {
    **dict.fromkeys((200, 201, 204), "+"),
    **dict.fromkeys((400, 409, 413, 422), "~"),
    401: ">",
    403: "-",
    404: ".",
    405: "",
    410: "x",
}
_LET_IN = frozenset("+~")


@dataclass(frozen=True)
class Door:
    """An address with a method. `name` is what CONTENTS and QUERIES know it by."""

    area: str
    method: str
    address: str
    name: str
    prefix: str

    @property
    def shown(self) -> str:
        """The address as the table shows it."""
        return _short(self.address) or "(the desk itself)"

    def parameters(self) -> list[tuple[str, str]]:
        """Return each parameter with the word before it."""
        return [(found[1] or "", found[2] or found[3]) for found in _PARAMETER.finditer(self.address)]


@dataclass
class Walked:
    """What everybody got: per door and caller a sign per place; and what should not have happened."""

    cells: dict[Door, dict[str, str]] = field(default_factory=dict)
    changed_by_reading: list[str] = field(default_factory=list)
    changed_when_refused: list[str] = field(default_factory=list)
    reached_elsewhere: list[str] = field(default_factory=list)
    without_csrf: list[str] = field(default_factory=list)


def desk_doors() -> Iterator[Door]:
    """Give every address of the desk with both methods that a browser has."""
    met: set[str] = set()
    for pattern in (*own_addresses, *addresses_of_allauth):
        # An address that has two names is met once.
        if str(pattern.pattern) in met:
            continue
        met.add(str(pattern.pattern))
        area = _area(pattern.callback.__module__)
        for method in ("GET", "POST"):
            yield Door(area, method, str(pattern.pattern), str(pattern.name), "/desk/")


def api_doors() -> Iterator[Door]:
    """Give every operation of the API."""
    for method, path, function in operations():
        area = function.__module__.rpartition(".")[2]
        yield Door(area, method, path, f"{method} {path}", "/api/v1")


def walk(world: World) -> Walked:
    """Call everything as everybody."""
    walker = _Walker(world, _digests())
    for doors, callers in ((desk_doors(), world.desk), (api_doors(), world.api)):
        for door in doors:
            walker.come_to(door, callers)
    return walker.walked


class _Walker:
    def __init__(self, world: World, before: Mapping[str, str]) -> None:
        self._world, self._before = world, before
        self.walked = Walked()

    def come_to(self, door: Door, callers: Mapping[str, Client]) -> None:
        """Note what everybody gets at a door; nothing where it does not know the method."""
        cells: dict[str, str] = {}
        for name in sorted(callers, key=lambda each: each not in _FIRST):
            signs = ""
            for place in self._places(door):
                sign, changed = self._call(door, callers[name], place)
                if sign == "":
                    return
                signs += sign
                if changed and (door.method == "GET" or sign not in _LET_IN):
                    said = self.walked.changed_by_reading if door.method == "GET" else self.walked.changed_when_refused
                    said.append(f"{door.method} {door.shown} as {name}, {place}: {', '.join(changed)}")
            cells[name] = signs
        self.walked.cells[door] = {name: cells[name] for name in callers}
        if door.method != "GET":
            self._try_to_reach_elsewhere(door, callers, cells)
            if door.prefix == "/desk/":
                self._try_without_csrf(door, callers, cells)

    def _try_to_reach_elsewhere(self, door: Door, callers: Mapping[str, Client], cells: Mapping[str, str]) -> None:
        """Send what names something of another body to an address about the own one: it must change nothing."""
        content = CONTENTS.get(door.name, {})
        if filled_content(content, self._world.fillings[Place.OWN]) == content:
            return
        for name in (name for name, signs in cells.items() if signs[0] in _LET_IN):
            _sign, changed = self._call(door, callers[name], Place.OWN, sent_about=Place.OTHER)
            if changed:
                self.walked.reached_elsewhere.append(f"{door.method} {door.shown} as {name}: {', '.join(changed)}")

    def _try_without_csrf(self, door: Door, callers: Mapping[str, Client], cells: Mapping[str, str]) -> None:
        """Send a form without its token, as somebody who may send it."""
        allowed = [name for name, signs in cells.items() if signs[0] in _LET_IN and name not in {VISITOR, HALF_IN}]
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = SimpleCookie(callers[(allowed or [Role.ADMINISTRATOR])[0]].cookies.output(header=""))
        with transaction.atomic():
            answer = strict.post(self._address(door, Place.OWN), CONTENTS.get(door.name, {}))
            transaction.set_rollback(True)
        if answer.status_code != 403:
            self.walked.without_csrf.append(f"{door.shown}: {answer.status_code}")

    def _places(self, door: Door) -> list[Place]:
        """Return what an address can be about: restricted entries only where it names an entry."""
        values = {place: filled(door.parameters(), self._world.fillings[place], door.address) for place in Place}
        about_entry = "reference" in values[Place.OWN]
        possible = [*Place] if about_entry else [Place.OWN, Place.OTHER]
        # The fourth place is for people: no entry names a token.
        possible = possible[:3] if door.prefix != "/desk/" else possible
        return [place for place in possible if place is Place.OWN or values[place] != values[Place.OWN]]

    def _address(self, door: Door, place: Place) -> str:
        values = filled(door.parameters(), self._world.fillings[place], door.address)

        def fill(found: re.Match[str]) -> str:
            return (found[1] + "/" if found[1] else "") + values[found[2] or found[3]]

        return door.prefix + _PARAMETER.sub(fill, door.address) + QUERIES.get(door.name, "")

    def _call(
        self, door: Door, client: Client, place: Place, *, sent_about: Place | None = None
    ) -> tuple[str, list[str]]:
        """Return the sign for what a caller gets, "" for a method that is not known; and the tables that changed."""
        address, cookies = self._address(door, place), client.cookies.output(header="")
        content = filled_content(CONTENTS.get(door.name, {}), self._world.fillings[sent_about or place])
        as_json = {} if door.prefix == "/desk/" else {"content_type": "application/json"}
        more = {} if door.method in {"GET", "DELETE"} else {"data": content, **as_json}
        written: set[str] = set()

        def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # Django's
            if (found := _WRITE.match(sql)) and found[1] not in _FADES:
                written.add(found[1])
            return execute(sql, params, many, context)

        with transaction.atomic():
            with connection.execute_wrapper(listen):
                answer = getattr(client, door.method.lower())(address, **more)
                if answer.streaming:
                    answer.getvalue()
            # What a deed wrote before it was refused, it took back by itself.
            now = _digests(written)
            transaction.set_rollback(True)
        client.cookies = SimpleCookie(cookies)
        return _sign(answer, address), sorted(name for name in now if now[name] != self._before[name])


def _sign(answer: HttpResponseBase, address: str) -> str:
    status = answer.status_code
    if status == 302:
        location = answer.headers["Location"]
        # Signing out and taking up an invitation lead to the door as well: it was done.
        done = "next=" not in location and ("afmelden" in address or "/desk/uitnodiging/" in address)
        at_door = _DOOR.match(location) and not done
        return ">" if at_door else "+"
    signs = {
        200: "+",
        201: "+",
        204: "+",
        304: "+",
        400: "~",
        409: "~",
        422: "~",
        401: ">",
        403: "-",
        404: ".",
        410: "x",
    }
    if status == 405:
        return ""
    if status not in signs:
        raise AssertionError(f"{address}: {status}")
    return signs[status]


def _digests(tables: Iterable[str] | None = None) -> dict[str, str]:
    """Return what tells the contents of each table apart."""
    names = tables if tables is not None else set(connection.introspection.table_names()) - set(_FADES)
    found = {}
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f'SELECT * FROM "{name}"')
            rows = sorted(map(repr, cursor.fetchall()))
            found[name] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


def _area(module: str) -> str:
    """Return the part of the desk that a view belongs to; what allauth answers itself is about signing in."""
    parts = [part for part in module.removeprefix("kenbaar.desk.").split(".") if part != "views"]
    return parts[0] if module.startswith("kenbaar.desk.") else "signing_in"


def _short(address: str) -> str:
    """Return an address without the types of its parameters."""
    return re.sub(r"<\w+:(\w+)>", r"<\1>", address)
