"""Where somebody is in their tour. The session keeps it, so that a page asks the database for nothing."""

from dataclasses import dataclass

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from kenbaar.desk.tour.steps import Step, told

_KEPT = "tour"


@dataclass(frozen=True, slots=True)
class Tour:
    """The step where somebody is; the first is number 1. `is_here` says that its page is the one that is shown."""

    step: Step
    number: int
    count: int
    address: str
    is_here: bool

    @property
    def is_last(self) -> bool:
        """Say whether no step comes after this one."""
        return self.number == self.count


def tour_of(request: HttpRequest) -> Tour | None:
    """Return where who asks for this page is in their tour, if they take one."""
    kept = request.session.get(_KEPT)
    if not kept:
        return None
    page, address = kept["steps"][kept["at"]]
    step = told().get(page)
    # Between two visits a release can have taken a step away; then the tour is over.
    if step is None:
        return None
    # Filling in leads on to one of its sections.
    is_here = request.path == address or (page == "fill" and request.path.startswith(address))
    return Tour(step, kept["at"] + 1, len(kept["steps"]), address, is_here)


def begin(session: SessionBase, steps: list[tuple[str, str]]) -> None:
    """Begin the tour at its first step."""
    session[_KEPT] = {"at": 0, "steps": steps}


def move(session: SessionBase, by: int) -> str:
    """Go on or back, never past the first or last step; return the address of the page, empty without a tour."""
    kept = session.get(_KEPT)
    if not kept:
        return ""
    at = min(max(0, kept["at"] + by), len(kept["steps"]) - 1)
    session[_KEPT] = {**kept, "at": at}
    return str(kept["steps"][at][1])


def end(session: SessionBase) -> None:
    """End the tour, if there is one."""
    session.pop(_KEPT, None)
