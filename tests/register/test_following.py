"""The search index follows the journal: what is public is found, what is not is gone, and nothing ever waits for it."""

import fcntl
import threading
from collections.abc import Callable
from pathlib import Path

import orjson
import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from kenbaar.journal import queries as journal
from kenbaar.register import following
from kenbaar.register.actions import steps, writing
from kenbaar.register.following import follow, indexed_head, rebuild
from kenbaar.register.lifecycle import State
from kenbaar.register.models import Entry
from kenbaar.register.search.index import IndexBusy
from kenbaar.register.search.reading import snapshot
from kenbaar.register.search.searching import SearchRequest, search
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def index(tmp_path: Path, settings: Settings) -> Path:
    settings.SEARCH_INDEX_DIR = tmp_path
    return tmp_path


def _found(text: str = "") -> list[str]:
    return [hit.reference for hit in search(SearchRequest(text)).hits]


def _state(index: Path) -> dict[str, object]:
    return orjson.loads((index / "current.json").read_bytes())


def test_before_anything_is_indexed_nothing_is_found_and_nothing_breaks() -> None:
    make.entry(State.PUBLISHED)
    result = search(SearchRequest("parkeren"))
    assert (result.total, result.hits, indexed_head()) == (0, (), 0)


def test_what_is_published_is_found_and_what_is_not_is_not() -> None:
    public = make.entry(State.PUBLISHED)
    for state in (State.DRAFT, State.REVIEW, State.WITHDRAWN, State.ARCHIVED):
        make.entry(state)
    follow()
    assert _found("parkeren") == [public.reference]
    assert indexed_head() == journal.head()


@pytest.mark.parametrize("leave", [steps.archive, lambda *args, **more: steps.withdraw(*args, reason={}, **more)])
def test_what_leaves_the_register_leaves_the_index(leave: Callable[..., Entry]) -> None:
    entry = make.entry(State.PUBLISHED)
    follow()
    assert _found() == [entry.reference]
    leave(entry.reference, by=make.OPERATOR, now=make.NOON)
    follow()
    assert _found() == []


def test_a_new_version_is_found_by_its_new_words_only_once_it_is_public() -> None:
    entry = make.entry(State.PUBLISHED, says=make.sheet("Snoeien van heggen"))
    follow()
    writing.add_version(entry.reference, sheet=make.sheet("Tellen van vogels"), by=make.OPERATOR, now=make.NOON)
    follow()
    assert (_found("heggen"), _found("vogels")) == ([entry.reference], [])
    steps.publish(entry.reference, by=make.OPERATOR, now=make.NOON)
    follow()
    assert (_found('"heggen"'), _found("vogels")) == ([], [entry.reference])


def test_a_body_with_a_new_name_is_found_by_that_name() -> None:
    entry = make.entry(State.PUBLISHED, at=make.body("gemeente-lindewaarde"))
    follow()
    make.body("gemeente-lindewaarde", name_nl="Gemeente Berkenoord")
    follow()
    assert _found("berkenoord") == [entry.reference]


def test_following_again_without_news_does_nothing() -> None:
    make.entry(State.PUBLISHED)
    assert (follow(), follow()) == (1, 0)


def test_only_what_changed_is_looked_at() -> None:
    for _ in range(3):
        make.entry(State.PUBLISHED)
    follow()
    make.entry(State.PUBLISHED)
    assert follow() == 1
    assert len(_found()) == 4


def test_a_second_writer_leaves_the_work_to_the_first(index: Path) -> None:
    make.entry(State.PUBLISHED)
    with (index / "writing.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(IndexBusy, match="Another process"):
            follow()
        with pytest.raises(IndexBusy):
            rebuild()
    assert follow() == 1


@pytest.mark.parametrize("broken", ["state", "files", "folder", "other code", "another database", "ahead"])
def test_an_index_that_cannot_be_used_is_built_anew(broken: str, index: Path) -> None:
    entry = make.entry(State.PUBLISHED)
    follow()
    state = _state(index)
    match broken:
        case "state":
            (index / "current.json").write_text("{")
        case "files":
            (index / str(state["name"]) / "meta.json").write_text("nothing")
        case "folder":
            (index / str(state["name"])).rename(index / "elsewhere")
        case "other code":
            (index / "current.json").write_bytes(orjson.dumps({**state, "made_by": "older code"}))
        case "another database":
            (index / "current.json").write_bytes(orjson.dumps({**state, "mark": "the same number, another deed"}))
        case _:
            (index / "current.json").write_bytes(orjson.dumps({**state, "head": journal.head() + 10_000}))
    assert follow() == 1
    assert _found("parkeren") == [entry.reference]
    assert indexed_head() == journal.head()


def test_a_rebuild_takes_the_place_of_the_old_index_while_readers_finish_with_theirs(index: Path) -> None:
    make.entry(State.PUBLISHED)
    follow()
    before, old = snapshot(), _state(index)["name"]
    counted: list[None] = []
    assert rebuild(after=lambda: counted.append(None)) == len(counted) == 1
    assert before is not None and before.searcher.num_docs == 1
    assert _state(index)["name"] != old
    assert [folder.name for folder in index.glob("index-*")] == [_state(index)["name"]]


def test_a_broken_rebuild_leaves_the_index_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = make.entry(State.PUBLISHED)
    follow()

    def broken() -> None:
        raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError):
        rebuild(after=broken)
    assert _found() == [entry.reference]
    assert rebuild() == 1


class Doing:
    """Stands in for `follow`: remembers that it was asked, and fails if so told."""

    def __init__(self, error: Exception | None = None) -> None:
        self.times = 0
        self._error = error

    def __call__(self) -> int:
        self.times += 1
        if self._error:
            raise self._error
        return 0


def _wait_for_followers() -> None:
    for thread in threading.enumerate():
        if thread.name == "search-index":
            thread.join()


@pytest.fixture
def by_itself(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Callable[[Doing], Doing]:
    settings.SEARCH_FOLLOWS_JOURNAL = True

    def install(doing: Doing) -> Doing:
        head = journal.head()
        monkeypatch.setattr(following, "follow", doing)
        monkeypatch.setattr(following, "_follower", following._Follower())
        # The background thread has its own connection, which sees nothing of the test's transaction.
        monkeypatch.setattr(following.journal, "head", lambda: head)
        return doing

    return install


@pytest.mark.parametrize("error", [None, IndexBusy(), OSError("the disk is full")])
def test_a_publication_asks_for_a_follow_after_the_commit_and_never_fails_by_it(
    error: Exception | None,
    by_itself: Callable[[Doing], Doing],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    doing = by_itself(Doing(error))
    with django_capture_on_commit_callbacks() as callbacks:
        make.entry(State.PUBLISHED)
    assert doing.times == 0
    for callback in callbacks:
        callback()
    _wait_for_followers()
    assert doing.times >= 1


def test_who_searches_in_an_index_that_lags_behind_asks_to_catch_up(by_itself: Callable[[Doing], Doing]) -> None:
    make.entry(State.PUBLISHED)
    doing = by_itself(Doing())
    search(SearchRequest("parkeren"))
    _wait_for_followers()
    assert doing.times == 1


def test_who_searches_in_an_index_that_is_true_asks_for_nothing(by_itself: Callable[[Doing], Doing]) -> None:
    make.entry(State.PUBLISHED)
    follow()
    doing = by_itself(Doing())
    search(SearchRequest("parkeren"))
    _wait_for_followers()
    assert doing.times == 0


def test_a_follow_that_failed_is_not_tried_again_by_every_search(by_itself: Callable[[Doing], Doing]) -> None:
    make.entry(State.PUBLISHED)
    doing = by_itself(Doing(OSError("the disk is full")))
    for _ in range(3):
        search(SearchRequest("parkeren"))
        _wait_for_followers()
    assert doing.times == 1
