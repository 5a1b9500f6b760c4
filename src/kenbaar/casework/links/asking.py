"""Asking an address whether it is there: politely, one host at a time, without reading the page."""

from collections.abc import Callable
from time import monotonic, sleep
from urllib.parse import urldefrag, urljoin, urlsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri

from kenbaar.casework.links.lifecycle import Heard
from kenbaar.casework.models import LinkState
from kenbaar.outbox.calling import Answer, Call, Limits, call
from kenbaar.outbox.errors import AddressRefused, CallFailed

_LIMITS = Limits(seconds=8.0, answer_bytes=0)
_MOST_REDIRECTS = 3
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_SECONDS_BETWEEN = 1.0
_TOO_MANY_REQUESTS = 429


class Asker:
    """Asks addresses, and leaves each host a second between two calls. `private` lets tests ask their own machine."""

    def __init__(
        self,
        *,
        private: bool = False,
        limits: Limits = _LIMITS,
        clock: Callable[[], float] = monotonic,
        pause: Callable[[float], object] = sleep,
    ) -> None:
        self._private, self._limits, self._clock, self._pause = private, limits, clock, pause
        self._called_at: dict[str, float] = {}
        self._headers = {"User-Agent": f"Kenbaar (+{settings.PUBLIC_URL})", "Accept": "*/*"}

    def ask(self, address: str) -> Heard:
        """Return what came of it. A few redirects are followed, and each place is looked at as the first one is."""
        place = iri_to_uri(address)
        status: int | None = None
        for _redirects in range(_MOST_REDIRECTS + 1):
            try:
                answer = self._answer(place)
            except AddressRefused as refused:
                # Somebody sent us to a place where we do not go: whoever did is there.
                return Heard(status) if status and refused.why != "unknown" else Heard(why=refused.why)
            except CallFailed as failed:
                return Heard(why=failed.why)
            status, target = answer.status, answer.headers.get("location", "")
            if status not in _REDIRECTS or not target:
                return Heard(status)
            try:
                place = iri_to_uri(urldefrag(urljoin(place, target)).url)
            except ValueError:
                return Heard(status)
        return Heard(status)

    def _answer(self, place: str) -> Answer:
        """Ask for the head, and for the page itself where a server does not like that."""
        try:
            answer = self._called("HEAD", place)
        except CallFailed as failed:
            if failed.why != "broken":
                raise
        else:
            if answer.status < 400 or answer.status == _TOO_MANY_REQUESTS:
                return answer
        return self._called("GET", place)

    def _called(self, method: str, place: str) -> Answer:
        host = _host(place)
        if host in self._called_at:
            self._pause(max(self._called_at[host] + _SECONDS_BETWEEN - self._clock(), 0))
        self._called_at[host] = self._clock()
        what = Call(method, place, headers=self._headers)
        return call(what, private=self._private, plain=True, limits=self._limits)


def by_turns(items: list[LinkState]) -> list[LinkState]:
    """Return addresses so that hosts take turns: while one has its second of rest, the others are asked."""
    turns: dict[str, int] = {}
    placed = []
    for item in items:
        host = _host(item.address)
        turns[host] = turns.get(host, 0) + 1
        placed.append((turns[host], item))
    return [item for _turn, item in sorted(placed, key=lambda each: each[0])]


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return ""
