"""Systems ask for notices at the same moment: each gets its own, and one transaction does it."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest

from kenbaar.decisions.decision import Decision
from kenbaar.notices.actions.issuing import Issued, IssuedNotice
from kenbaar.notices.errors import NotIssued, Refusal
from kenbaar.notices.gathering import Gathering
from tests.notices.world import DECISION, NOON

ANN, BERT = SimpleNamespace(name="token 1"), SimpleNamespace(name="token 2")
VERSION: Any = SimpleNamespace(pk="version")


class Desk:
    """Issues in the place of the database. While it does its first work, others come and wait."""

    def __init__(self, coming: Sequence[Callable[[], IssuedNotice]] = ()) -> None:
        self.gathering = Gathering(self.issue)
        self.calls: list[tuple[str, list[str]]] = []
        self.answers: list[Future[IssuedNotice]] = []
        self._coming = coming
        self.stopped = False
        self._pool = ThreadPoolExecutor(8)

    def ask(self, reference: str, by: Any = ANN) -> IssuedNotice:
        decision = DECISION._replace(reference=reference)
        return self.gathering.issue_one(VERSION, decision, by=by, now=NOON)

    def issue(self, _version: Any, decisions: Sequence[Decision], *, by: Any, **_more: Any) -> Issued:
        references = [each.reference for each in decisions]
        if not self.calls:
            self.answers = [self._pool.submit(each) for each in self._coming]
            waiting = self.gathering._waiting
            # Who asked first waits as well.
            while len(waiting) <= len(self._coming):
                threading.Event().wait(0.001)
        self.calls.append((by.name, references))
        if "stopped" in references and not self.stopped:
            self.stopped = True
            raise SystemExit
        if "broken" in references:
            raise ConnectionError("the database is away")
        numbers = {reference: number for number, reference in enumerate(dict.fromkeys(references))}
        outcomes = tuple(
            Refusal.WITHDRAWN if each == "withdrawn" else IssuedNotice(each, numbers[each], "", NOON, new=True)
            for each in references
        )
        return Issued(outcomes, 1, len(numbers), 0, 0)

    def with_others(self, *others: tuple[str, Any]) -> list[Future[IssuedNotice]]:
        """Ask for one notice, with others that come while it is being written; return what came of those."""
        self._coming = [lambda each=each: self.ask(*each) for each in others]
        assert self.ask("first").code == "first"
        for each in self.answers:
            each.exception(timeout=10)
        return self.answers


def test_who_comes_while_another_is_written_shares_one_transaction_and_gets_the_own_notice() -> None:
    desk = Desk()
    answers = desk.with_others(("a", ANN), ("b", ANN), ("c", ANN))
    assert [each.result().code for each in answers] == ["a", "b", "c"]
    (_first, alone), (_second, together) = desk.calls
    assert alone == ["first"] and sorted(together) == ["a", "b", "c"]


def test_what_is_wrong_with_one_does_not_reach_another() -> None:
    desk = Desk()
    broken, withdrawn, good = desk.with_others(("broken", BERT), ("withdrawn", ANN), ("good", ANN))
    assert isinstance(broken.exception(), ConnectionError)
    with pytest.raises(NotIssued):
        withdrawn.result()
    assert good.result().code == "good"
    assert sorted(name for name, _references in desk.calls) == ["token 1", "token 1", "token 2"]


def test_one_that_breaks_does_not_take_its_companions_along() -> None:
    broken, good = Desk().with_others(("broken", ANN), ("good", ANN))
    assert isinstance(broken.exception(), ConnectionError)
    assert good.result().code == "good"


def test_who_is_stopped_while_doing_it_for_others_leaves_them_with_an_answer() -> None:
    desk = Desk()
    answers = desk.with_others(("stopped", ANN), ("good", ANN), ("other", BERT))
    assert [type(each.exception()) for each in answers].count(SystemExit) == 1
    assert sum(each.exception() is None for each in answers) == 2


def test_the_same_decision_twice_at_one_moment_is_issued_once_and_repeated_once() -> None:
    answers = Desk().with_others(("same", ANN), ("same", ANN))
    assert sorted(each.result().new for each in answers) == [False, True]
