"""Whatever kills a process in the middle of a change of many entries: nothing of it stands, and it is done later."""

from pathlib import Path

import pytest

from kenbaar.register.preparing import Kind
from tests.register import children
from tests.support.own_database import own_database
from tests.support.processes import Site, killed


@pytest.mark.parametrize("kind", Kind)
def test_a_change_of_many_that_is_killed_leaves_nothing_and_is_done_by_the_next(kind: Kind, tmp_path: Path) -> None:
    with own_database(tmp_path) as database:
        site = Site(database, tmp_path)
        number = site.ask(children.prepare, kind.value)
        before = site.ask(children.counts)
        for killed_at in (1, 3):
            assert killed(site.start(children.killed_while_doing, number, killed_at))
            assert site.ask(children.counts) == before
        site.ask(children.do, number)
        drafts = children.ENTRIES if kind is Kind.CHANGE else 0
        assert site.ask(children.counts) == (children.ENTRIES, drafts, True)
