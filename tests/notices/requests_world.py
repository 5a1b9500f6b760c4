"""A body that issued a notice, and people who ask about it."""

import datetime as dt
from typing import Any

from kenbaar.law.term_shapes import Requested
from kenbaar.notices.actions.requests import Asked, Received, receive
from kenbaar.notices.models import Request
from kenbaar.notices.queries.opening import open_with_code
from kenbaar.people.actors import Actor
from kenbaar.people.models import Body, Role
from tests import make
from tests.make import NOON
from tests.notices import world

# What the law looks at, all of it answered.
SURE = {
    "ai_system": "no",
    "organisation_kind": "public_body",
    "personal_data": True,
    "automation": "support",
    "countries": ["nl"],
    "persons_affected": ["natural"],
}
WORDS = "Mijn inkomen van 31.234 euro klopt niet."


class AskedWorld:
    """A body with an editor who answers, a reading key, and the code of a notice."""

    def __init__(self, **profile: Any) -> None:
        version = world.approved(**profile)
        self.body: Body = version.profile.body
        self.key = world.key_of(self.body)
        self.code = world.issue_one(version).code
        self.editor: Actor = make.person(Role.EDITOR, at=self.body)

    def ask(self, kind: Requested = Requested.CORRECTION, *, now: dt.datetime = NOON, **changes: Any) -> Received:
        """Ask about the notice, or about a decision that has none."""
        asked = Asked(kind, **{"words": WORDS, "contact": "z.zonneveld@post.example", **changes})
        about = None if kind is Requested.NO_NOTICE else open_with_code(self.code)
        return receive(self.body, asked, about=about, now=now)

    def row(self, received: Received) -> Request:
        """Return a request as it is kept."""
        return Request.objects.get(pk=received.number)
