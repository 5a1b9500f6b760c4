"""One example of each deed about notices, for the tests that look at all deeds of the site."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kenbaar.notices.actions import ending, issuing, keys, opening
from kenbaar.people.actors import OPERATOR
from tests import make
from tests.notices import world

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


DEEDS: dict[Callable[..., Any], Callable[[], Ready]] = {
    issuing.issue_batch: lambda: _with_profile(issuing.issue_batch, [world.DECISION]),
    issuing.issue_one: lambda: _with_profile(issuing.issue_one, world.DECISION),
    ending.withdraw_notice: lambda: _with_notice(ending.withdraw_notice),
    ending.correct_notice: lambda: _with_notice(ending.correct_notice, replace(world.DECISION, outcome="granted")),
    ending.erase_notice: lambda: _with_notice(ending.erase_notice),
    opening.read_notice: _read,
    keys.add_reading_key: _add_key,
}
