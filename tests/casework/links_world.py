"""A website of another, that answers by path, and entries that name its pages."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from urllib.parse import urlsplit

from kenbaar.casework.links.addresses import digest_of
from kenbaar.casework.links.asking import Asker
from kenbaar.casework.links.lifecycle import LinkStatus
from kenbaar.casework.models import LinkState, LinkUse
from kenbaar.outbox.calling import Limits
from kenbaar.register.lifecycle import State
from kenbaar.register.models import Entry
from kenbaar.rules.answers import known
from tests import make
from tests.outbox.listening import answer, listening


@dataclass
class Website:
    """Where it is, what each path answers (status, and where to), and what it was asked: method, path and agent."""

    root: str
    pages: dict[str, int | tuple[int, str]] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    waits: list[float] = field(default_factory=list)

    def asker(self, *, private: bool = True, seconds: float = 5.0) -> Asker:
        """Return what asks it, in a world where waiting takes no time; each wait is kept."""
        limits = Limits(seconds=seconds, answer_bytes=0)
        return Asker(private=private, limits=limits, clock=lambda: 0.0, pause=self.waits.append)

    def answers(self, handler: BaseHTTPRequestHandler) -> None:
        self.asked.append((handler.command, handler.path))
        self.agents.add(handler.headers["User-Agent"])
        said = self.pages.get(f"{handler.command} {handler.path}", self.pages.get(handler.path, 200))
        status, place = said if isinstance(said, tuple) else (said, "")
        answer(handler, status, **({"Location": place} if place else {}))


@contextmanager
def website(**pages: int | tuple[int, str]) -> Iterator[Website]:
    """Give a website until the end; its pages are named without their slash."""
    with listening() as system:
        site = Website(f"http://{urlsplit(system.address).netloc}", {f"/{name}": said for name, said in pages.items()})
        system.answers = site.answers
        yield site


def naming(*addresses: str, state: State = State.DRAFT, entry: Entry | None = None) -> Entry:
    """Make an entry whose data sources have these addresses."""
    rows = [{"title": {"nl": f"Bron {place}"}, "link": address} for place, address in enumerate(addresses)]
    at = entry.body if entry else None
    return make.entry(state, at=at, says=make.whole_sheet(data_links=known(rows)))


def link(
    address: str, *entries: Entry, status: LinkStatus = LinkStatus.DEAD, since: dt.datetime | None = None
) -> LinkState:
    """Keep an address as one that was called before."""
    made = LinkState.objects.create(
        digest=digest_of(address),
        address=address,
        status=status,
        http_status=404 if status is LinkStatus.DEAD else 503,
        failures=2,
        failing_since=since or make.NOON,
        checked_at=make.NOON,
        next_check_at=make.NOON + dt.timedelta(days=7),
    )
    LinkUse.objects.bulk_create(LinkUse(entry=entry, link=made) for entry in entries)
    return made
