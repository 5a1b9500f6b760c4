"""Keeping the search index true to the journal: every publication, withdrawal and change of a body's name.

The deed itself never waits for the index and never fails by it. Whoever searches notices a lag and asks to catch up.
"""

import logging
from collections.abc import Callable, Iterable, Iterator

from django.conf import settings

from kenbaar.journal import queries as journal
from kenbaar.journal.background import Background
from kenbaar.journal.events import Event
from kenbaar.people.events import BODY_CHANGED
from kenbaar.register.events import PUBLIC_STEPS
from kenbaar.register.queries.entries import entries_named, every_published_entry
from kenbaar.register.search.index import IndexBusy, State, Writer, current_state, is_readable, new_name, writing_alone
from kenbaar.register.search.reading import snapshot

_log = logging.getLogger(__name__)
_BATCH = 500


def follow(after: Callable[[], object] = lambda: None) -> int:
    """Bring the index up to the journal; return how many entries were looked at. `after` is called for each of them.

    Builds it anew where it is missing, broken, made by other code, or of a database that was put back since.
    Raises IndexBusy when another process writes.
    """
    with writing_alone():
        done = 0
        while True:
            head, state = journal.head(), current_state()
            if state is None or not is_readable(state) or journal.mark_of(state.head) != state.mark:
                done += _build(after)
            elif state.head != head:
                done += _catch_up(state, head, after)
            else:
                return done


def rebuild(after: Callable[[], object] = lambda: None) -> int:
    """Build a new index beside the old one and put it in its place; return the number of entries.

    `after` is called for each of them. Raises IndexBusy when another process writes.
    """
    with writing_alone():
        return _build(after)


def indexed_head() -> int:
    """Return the journal line up to which the index that is read now is true; 0 when there is no index."""
    now = snapshot()
    return now.state.head if now else 0


def _build(after: Callable[[], object]) -> int:
    # What changes while the index is built comes after this line, and is followed later.
    head = journal.head()
    writer = Writer(new_name(), building=True)
    count = 0
    for entry in every_published_entry():
        writer.put(entry)
        count += 1
        after()
    writer.finish(head)
    return count


def _catch_up(state: State, head: int, after: Callable[[], object]) -> int:
    writer = Writer(state.name, building=False)
    done = 0
    for references in _batches(state.head, PUBLIC_STEPS):
        published = entries_named(references)
        for reference in references:
            writer.take_out(reference)
            if reference in published:
                writer.put(published[reference])
            after()
        done += len(references)
    for slugs in _batches(state.head, (BODY_CHANGED,)):
        for entry in (entry for slug in slugs for entry in every_published_entry(body=slug)):
            writer.take_out(entry.reference)
            writer.put(entry)
            after()
            done += 1
    writer.finish(head)
    return done


def _batches(sequence: int, events: Iterable[Event]) -> Iterator[list[str]]:
    """Give the subjects of these events after a journal line, each once a batch."""
    while lines := journal.subjects_after(sequence, events=events, limit=_BATCH):
        yield list(dict.fromkeys(subject for _sequence, subject in lines))
        sequence = lines[-1][0]


class _Follower:
    """Follows when asked. After a failure, trying again would fail again until the journal moves on."""

    def __init__(self) -> None:
        self._failed_at: int | None = None
        self._background = Background("search-index", self._follow)
        self.ask = self._background.ask

    def ask_when_behind(self, indexed: int) -> None:
        head = journal.head()
        if head not in (indexed, self._failed_at):
            self.ask()

    def _follow(self) -> None:
        head = None
        try:
            head = journal.head()
            follow()
        except IndexBusy:
            _log.debug("Another process brings the search index up to date.")
        except Exception:
            self._failed_at = head
            _log.exception("The search index is not up to date; searching goes on with what it has.")


_follower = _Follower()


def follow_soon() -> None:
    """Bring the index up to the journal in the background. Never raises and never waits."""
    if settings.SEARCH_FOLLOWS_JOURNAL:
        _follower.ask()


def catch_up_soon(indexed: int) -> None:
    """Follow in the background if the journal is past the line up to which the reader's index is true."""
    if settings.SEARCH_FOLLOWS_JOURNAL:
        _follower.ask_when_behind(indexed)
