"""Whatever kills a process in the middle of a change of one entry or many: none of it stands, and it is done later."""

from pathlib import Path

import pytest

from kenbaar.register.preparing import Kind
from tests.journal.endings import Call
from tests.register import children
from tests.support.own_database import own_database
from tests.support.processes import Site, killed

_SAVING = "kenbaar.register.actions.drafting"
SAVES = {
    "what came too late is kept and nothing else": Call(f"{_SAVING}._kept", after=True),
    "the answers are in the draft without their origins": Call(f"{_SAVING}._note_origins"),
    "the draft is not saved": Call(f"{_SAVING}._save"),
    "the draft is saved without its line": Call(f"{_SAVING}._save", after=True),
    "all is written and nothing committed": Call(f"{_SAVING}.write_line", after=True),
}


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


def test_words_that_are_being_saved_are_all_kept_or_none_and_the_next_save_keeps_them(tmp_path: Path) -> None:
    with own_database(tmp_path) as database:
        site = Site(database, tmp_path)
        reference = site.ask(children.begin_to_write)
        facts, late, revision, origins, lines = before = site.ask(children.draft_of, reference)
        for name, ending in SAVES.items():
            assert killed(site.start(children.save_until, reference, ending)), name
            assert site.ask(children.draft_of, reference) == before, name
        site.ask(children.save, reference)
        after = sorted([*facts, "impact"]), ["purpose"], revision + 1, sorted([*origins, "impact"]), lines + 1
        assert (late, site.ask(children.draft_of, reference)) == ([], after)
