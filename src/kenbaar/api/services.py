"""The entrance for services: who shows a token, what it was made for, and how often they may ask."""

import threading
from time import monotonic

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer
from ninja.throttling import AuthRateThrottle, BaseThrottle

from kenbaar.api.problems import Problem
from kenbaar.people.actors import Actor, actor_of_token
from kenbaar.people.errors import TokenNotValid
from kenbaar.people.models import Scope
from kenbaar.people.queries import token_of

# Ten a second over a minute: enough to read an inventory, too little to wear the site out.
RATE = "600/m"


class Needs(HttpBearer):
    """`Authorization: Bearer` with a token that has one of the scopes, and all of `beside`.

    `request.auth` becomes the actor.
    """

    def __init__(self, *scopes: Scope, beside: tuple[Scope, ...] = ()) -> None:
        super().__init__()
        self.scopes, self.beside = scopes, beside

    def authenticate(self, request: HttpRequest, token: str) -> Actor:  # noqa: ARG002  # ninja names it
        """Return the actor of a token. Raises Problem for one that is not valid, or valid for something else."""
        try:
            found = token_of(token, now=timezone.now())
        except TokenNotValid as refused:
            raise Problem(401, "Token not valid", str(refused)) from refused
        actor = actor_of_token(found)
        if not any(actor.may_use(scope, found.body.slug) for scope in self.scopes):
            detail = f"This token does not have the scope {' or '.join(self.scopes)}. Ask for one that has."
            if set(self.scopes) & set(found.scopes):
                detail = "Who made this token is no administrator of your body any more. Ask one who is for a new one."
            raise Problem(403, "Not allowed", detail)
        if lacking := [scope for scope in self.beside if not actor.may_use(scope, found.body.slug)]:
            detail = f"This token does not have the scope {' and '.join(lacking)} as well. Ask for one that has."
            raise Problem(403, "Not allowed", detail)
        return actor


# A throttle keeps what it counts in itself: threads that shared one would count each other's requests.
class PerService(threading.local, AuthRateThrottle):
    """Counts the requests of each token, over all operations together."""

    def get_cache_key(self, request: HttpRequest) -> str:
        """Return the name under which the requests of a token are counted."""
        return f"api-{actor_of(request).name}".replace(" ", "-")


class PerServiceHere(BaseThrottle):
    """Counts the requests of each token in this process: for operations too frequent to count in the database."""

    def __init__(self, requests: int, *, seconds: float) -> None:
        self._most, self._seconds = requests, seconds
        self._lock = threading.Lock()
        self._counts: dict[str, int] = {}
        self._until = 0.0

    def allow_request(self, request: HttpRequest) -> bool:
        """Count a request, and say whether it is one of those that are allowed in this stretch of time."""
        with self._lock:
            if monotonic() >= self._until:
                self._counts.clear()
                self._until = monotonic() + self._seconds
            name = actor_of(request).name
            self._counts[name] = self._counts.get(name, 0) + 1
            return self._counts[name] <= self._most

    def wait(self) -> float:
        """Return the seconds until counting begins anew."""
        return max(1.0, self._until - monotonic())


THROTTLE = PerService(RATE)
READING, WRITING = Needs(Scope.READ_ENTRIES), Needs(Scope.WRITE_ENTRIES)
# Who chooses between two answers reads both.
CHOOSING = Needs(Scope.WRITE_ENTRIES, beside=(Scope.READ_ENTRIES,))
ARRANGING, APPROVING = Needs(Scope.ARRANGE_ENTRIES), Needs(Scope.APPROVE_ENTRIES)


def actor_of(request: HttpRequest) -> Actor:
    """Return on whose behalf an operation with a token is done."""
    actor: Actor = request.auth  # type: ignore[attr-defined]  # ninja puts it there
    return actor


def body_of(actor: Actor) -> str:
    """Return the slug of the body of a token: it has exactly one."""
    (slug,) = actor.scopes
    return slug
