"""One example of each deed about notices, for the tests that look at all deeds of the site."""

from collections.abc import Callable
from typing import Any

from kenbaar.law.term_shapes import Requested
from kenbaar.notices.actions import ending, issuing, keys, opening, reconciling, requests
from kenbaar.people.actors import OPERATOR
from tests import make
from tests.notices import world
from tests.notices.requests_world import AskedWorld

_WHO: dict[str, Any] = {"by": OPERATOR, "now": make.NOON}
Ready = Callable[[], Any]


def _with_profile(deed: Callable[..., Any], *more: object) -> Ready:
    version = world.approved()
    world.key_of(version.profile.body)
    return lambda: deed(version, *more, **_WHO)


def _with_notice(deed: Callable[..., Any], *more: object) -> Ready:
    version = world.approved()
    world.key_of(version.profile.body)
    number = world.issue_one(version).number
    return lambda: deed(number, *more, **_WHO)


def _read() -> Ready:
    version = world.approved()
    key = world.key_of(version.profile.body)
    number = world.issue_one(version).number
    return lambda: opening.read_notice(number, [key], **_WHO)


def _add_key() -> Ready:
    body = make.body()
    return lambda: keys.add_reading_key(body, bytes(32), **_WHO)


def _asked(deed: Callable[..., Any], kind: Requested, *more: object) -> Ready:
    there = AskedWorld()
    number = there.ask(kind).number
    words = more or (there.code,)
    return lambda: deed(number, *words, **_WHO)


def _receive() -> Ready:
    body = make.body()
    return lambda: requests.receive(body, requests.Asked(Requested.NO_NOTICE, "Er stond niets bij."), now=make.NOON)


def _keep_reconciliation() -> Ready:
    profile = world.approved().profile
    months = {make.NOON.date().replace(day=1): reconciling.MonthFigures(decisions=3, noticed=2, loose=1)}
    return lambda: reconciling.keep_reconciliation(profile, months, **_WHO)


DEEDS: dict[Callable[..., Any], Callable[[], Ready]] = {
    issuing.issue_batch: lambda: _with_profile(issuing.issue_batch, [world.DECISION]),
    ending.withdraw_notice: lambda: _with_notice(ending.withdraw_notice),
    ending.correct_notice: lambda: _with_notice(ending.correct_notice, world.DECISION._replace(outcome="granted")),
    ending.erase_notice: lambda: _with_notice(ending.erase_notice),
    opening.read_notice: _read,
    opening.read_notice_asked_about: lambda: _asked(opening.read_notice_asked_about, Requested.EXPLANATION),
    requests.receive: _receive,
    requests.answer_request: lambda: _asked(requests.answer_request, Requested.NO_NOTICE, "Dat klopt."),
    keys.add_reading_key: _add_key,
    reconciling.keep_reconciliation: _keep_reconciliation,
}
