"""Whatever kills a process, wherever it is: no leaf is lost, none is there twice, and the log never goes back."""

from collections import Counter
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.journal import children
from tests.journal.endings import ENDINGS, Ending
from tests.journal.watching import Watcher, assert_chained, unfinished_files
from tests.support.processes import Site, context, killed

KILLS = 200
# Far more than anything takes here: a process that says nothing for so long never will.
SILENCE_SECONDS = 120


@pytest.mark.parametrize("sealed_before", [0, 100])
@pytest.mark.parametrize("ending", ENDINGS.values(), ids=ENDINGS)
def test_a_sealing_that_is_killed_is_ended_by_the_next(
    ending: Ending, sealed_before: int, site: Site, watcher: Watcher, tmp_path: Path
) -> None:
    site.ask(children.prepare, sealed_before, 300 - sealed_before)
    watcher.look()
    assert killed(site.start(children.seal_until, ending))
    watcher.look()
    found = site.ask(children.recover)
    watcher.assert_whole(found.leaves)
    assert len(found.leaves) == found.size == sum(added for _size, added in found.sealings) == 300
    assert not unfinished_files(tmp_path / "log" / "register")


def test_a_deed_that_is_killed_before_its_commit_has_no_leaf(site: Site, watcher: Watcher) -> None:
    site.ask(children.add_leaves, "kept", 3)
    assert killed(site.start(children.kill_deed, "lost", 5))
    site.ask(children.add_leaves, "kept", 1)
    leaves = site.ask(children.recover).leaves
    watcher.assert_whole(leaves)
    assert [leaf.subject for leaf in leaves] == ["kept"] * 4


@dataclass
class Crowd:
    """Two who write and two who seal, all at once; and what those who write said that is committed."""

    site: Site
    chance: Random
    committed: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._heard, self._said = context.Pipe(duplex=False)
        works = (children.write_for_ever, children.write_for_ever, children.seal_for_ever, children.seal_for_ever)
        self._processes = [(work, self._started(work)) for work in works]

    def listen(self) -> None:
        """Wait until somebody says that something was committed or sealed."""
        assert self._heard.poll(SILENCE_SECONDS), "nobody does anything any more"
        self._take(self._heard.recv())

    def kill_one(self) -> None:
        """Kill somebody, whatever they are at, and have another take their place."""
        place = self.chance.randrange(len(self._processes))
        work, process = self._processes[place]
        self._kill(process)
        self._processes[place] = (work, self._started(work))

    def end(self) -> None:
        """Kill all, and take down what they had said."""
        for _work, process in self._processes:
            self._kill(process)
        while self._heard.poll():
            self._take(self._heard.recv())

    def _started(self, work: Any) -> BaseProcess:
        return self.site.start(work, self._said, self.chance.getrandbits(64))

    def _kill(self, process: BaseProcess) -> None:
        process.kill()
        assert killed(process), "somebody ended before being killed; the error is above"

    def _take(self, said: tuple[str, int] | None) -> None:
        if said:
            subject, leaves = said
            self.committed[subject] += leaves


# The seed says who does what and who is killed; where they are just then differs from run to run.
@pytest.mark.parametrize("seed", [20261128])
def test_killed_at_200_random_moments_under_load_no_deed_loses_its_leaf(
    seed: int, site: Site, watcher: Watcher
) -> None:
    chance = Random(seed)
    crowd = Crowd(site, chance)
    try:
        for _ in range(KILLS):
            for _ in range(chance.randint(1, 4)):
                crowd.listen()
                watcher.look()
            crowd.kill_one()
            watcher.look()
    finally:
        crowd.end()
    found = site.ask(children.recover)
    watcher.assert_whole(found.leaves)
    assert_chained(found.leaves)
    there = Counter(leaf.subject for leaf in found.leaves)
    assert crowd.committed <= there
    # A step that nobody lived to tell of has its leaf all the same, and the other way round.
    assert found.steps == Counter({subject: there[subject] for subject in found.steps})
    assert 0 < found.steps.total() < len(found.leaves)
    assert sum(added for _size, added in found.sealings) == len(found.leaves)


@pytest.mark.parametrize("sealed_before", [0, 300])
def test_of_two_who_seal_at_once_one_wins_and_both_end_at_the_same_tree(
    sealed_before: int, site: Site, watcher: Watcher
) -> None:
    site.ask(children.prepare, sealed_before, 10)
    watcher.look()
    heard, said = context.Pipe(duplex=False)
    start = context.Barrier(2)
    both = [site.start(children.seal_together, start, said) for _ in range(2)]
    answers = [heard.recv() for _ in both]
    for one in both:
        one.join()
    assert [one.exitcode for one in both] == [0, 0]
    size = sealed_before + 10
    assert sorted(answers) == [(size, 0), (size, 10)]
    found = site.ask(children.look_around)
    watcher.assert_whole(found.leaves)
    assert found.sealings[-1] == (size, 10) and sum(added for _size, added in found.sealings) == size
