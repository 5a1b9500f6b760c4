"""Single notices that are asked for at the same moment, issued together.

Each transaction waits for the disk, and writers of SQLite wait for each other by looking again after a while. So who
comes while another is writing waits in a row of threads, and the next of them issues for all who wait by then. Who
comes alone waits for nobody. Each process has a row of its own.
"""

import datetime as dt
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kenbaar.decisions.decision import Decision
from kenbaar.notices.actions.issuing import Issued, IssuedNotice, issue_batch
from kenbaar.notices.errors import NotIssued, Refusal
from kenbaar.notices.models import ProfileVersion
from kenbaar.people.actors import Actor


@dataclass(slots=True, eq=False)
class _Asked:
    """A decision that waits, and what came of it."""

    version: ProfileVersion
    decision: Decision
    by: Actor
    now: dt.datetime
    outcome: IssuedNotice | Refusal | Exception | None = None


class Gathering:
    """Issues what is asked for at the same moment in one transaction for each version and actor."""

    def __init__(self, issue: Callable[..., Issued] = issue_batch) -> None:
        self._issue = issue
        self._turn, self._lock = threading.Lock(), threading.Lock()
        self._waiting: list[_Asked] = []

    def issue_one(self, version: ProfileVersion, decision: Decision, *, by: Actor, now: dt.datetime) -> IssuedNotice:
        """Issue the notice of one decision, or return the one that it has.

        It is committed then, whoever did it. Raises NotIssued, and as `issue_batch` does.
        """
        asked = _Asked(version, decision, by, now)
        with self._lock:
            self._waiting.append(asked)
        with self._turn:
            try:
                # Whoever had the turn before may have done it for us.
                if asked.outcome is None:
                    for together in _groups(self._unanswered()):
                        self._answer(together)
            finally:
                # Stopped in the middle as well: the others wait on, and the next of them does it.
                with self._lock:
                    self._waiting.remove(asked)
        match asked.outcome:
            case IssuedNotice() as notice:
                return notice
            case Refusal() as refusal:
                raise NotIssued(refusal)
            case error:
                assert error is not None
                raise error

    def _unanswered(self) -> Sequence[_Asked]:
        with self._lock:
            return [each for each in self._waiting if each.outcome is None]

    def _answer(self, together: Sequence[_Asked]) -> None:
        first = together[0]
        try:
            found = self._issue(first.version, [each.decision for each in together], by=first.by, now=first.now)
        except Exception as error:
            if len(together) == 1:
                first.outcome = error
            else:
                # Nobody hears what is wrong with another.
                for each in together:
                    self._answer([each])
            return
        told = set[int]()
        for each, outcome in zip(together, found.outcomes, strict=True):
            if isinstance(outcome, IssuedNotice):
                # The same decision twice at one moment: the second is a repetition, as it would be a moment later.
                each.outcome = outcome._replace(new=outcome.new and outcome.number not in told)
                told.add(outcome.number)
            else:
                each.outcome = outcome


def _groups(waiting: Sequence[_Asked]) -> Iterator[Sequence[_Asked]]:
    """Give those that one transaction may issue: what one actor asks for, with one version of a profile."""

    def whose(asked: _Asked) -> tuple[str, str]:
        return asked.by.name, str(asked.version.pk)

    for _whose, together in groupby(sorted(waiting, key=whose), whose):
        yield list(together)


_GATHERING = Gathering()


def issue_one(version: ProfileVersion, decision: Decision, *, by: Actor, now: dt.datetime) -> IssuedNotice:
    """Issue the notice of one decision with all that are asked for now. Raises NotIssued, and as `issue_batch` does."""
    return _GATHERING.issue_one(version, decision, by=by, now=now)
