"""Systems of bodies, as tests let them ask."""

import datetime as dt
from typing import Any

from django.test import Client
from django.utils import timezone

from kenbaar.people.actions.tokens import make_token
from kenbaar.people.actors import OPERATOR, Actor
from kenbaar.people.codes import new_token
from kenbaar.people.models import Body, Scope, Token


def token_for(body: Body, *scopes: Scope, days: float = 1, by: Actor = OPERATOR) -> tuple[str, Token]:
    """Return the code of a new token of a body, and the token."""
    code, now = new_token(), timezone.now()
    until = now + dt.timedelta(days=days)
    return code, make_token("zaak", body, scopes, code=code, until=until, by=by, now=now)


class Service(Client):
    """A client that shows a token and speaks JSON."""

    def __init__(self, body: Body, *scopes: Scope, by: Actor = OPERATOR) -> None:
        code, self.token = token_for(body, *scopes, by=by)
        super().__init__(headers={"Authorization": f"Bearer {code}"})

    def send(self, method: str, path: str, body: Any = None) -> Any:
        """Return the answer to a message to the inventory."""
        return self.ask(method, f"/inventory{path}", body)

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """Return the answer to a message to the API."""
        content = {} if body is None else {"data": body, "content_type": "application/json"}
        return getattr(self, method)(f"/api/v1{path}", **content)

    def bring(self, data: bytes, name: str = "bestand.csv") -> Any:
        """Return the answer to a file with entries."""
        return self.post(f"/api/v1/files?name={name}", data, content_type="application/octet-stream")
