"""Whatever somebody with every right changes in the register, its log or its files: an audit names it."""

import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from pytest_django import Settings

from kenbaar.envelopes.sealing import commitment_of
from kenbaar.journal.errors import StorageUnreachable
from kenbaar.journal.log.auditing import audit_log
from kenbaar.journal.log.leaves import append_commitments
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.sealing import seal
from kenbaar.journal.models import LogCommitments, LogContent, LogHead, LogLeaf
from kenbaar.ledger.auditing import Difference
from kenbaar.people.actors import OPERATOR
from kenbaar.register.actions import steps, writing
from kenbaar.register.auditing import audit_register
from kenbaar.register.lifecycle import State
from kenbaar.register.models import Entry, EntryVersion, PublicStep
from kenbaar.register.sample import load_sample
from kenbaar.rules.answers import known
from tests import make
from tests.support.tampering import lift_guard

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(settings: Settings) -> Path:
    """Where the register log is kept."""
    return Path(settings.LOG_STORE) / "register"


@pytest.fixture
def entry() -> Entry:
    """An entry that was published twice, beside one that was withdrawn and a draft; all sealed."""
    changed = make.entry(State.PUBLISHED)
    make.entry(State.WITHDRAWN)
    make.entry(State.DRAFT)
    writing.add_version(changed.reference, sheet=make.sheet("Anders"), by=OPERATOR, now=make.NOON)
    steps.publish(changed.reference, by=OPERATOR, now=make.NOON)
    seal(Log.REGISTER, now=make.NOON)
    if connection.vendor == "postgresql":
        # A table with foreign keys that are still to be checked cannot be altered.
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    for model in (LogLeaf, LogContent, PublicStep, EntryVersion):
        lift_guard(model)
    return Entry.objects.get(pk=changed.pk)


def audit() -> list[Difference]:
    return [*audit_log(Log.REGISTER), *audit_register()]


def _first(entry: Entry) -> Any:
    return LogLeaf.objects.filter(subject=entry.reference).order_by("number")


def _set_content(entry: Entry, data: bytes) -> None:
    LogContent.objects.filter(digest=_first(entry)[0].content).update(data=data)


def _resay(entry: Entry, **answers: Any) -> None:
    version = EntryVersion.objects.get(entry=entry, number=2)
    EntryVersion.objects.filter(pk=version.pk).update(sheet={**version.sheet, **answers})


def _swap(entry: Entry) -> None:
    one, other = _first(entry)[:2]
    LogLeaf.objects.filter(pk=one.pk).update(number=999)
    LogLeaf.objects.filter(pk=other.pk).update(number=one.number)
    LogLeaf.objects.filter(pk=one.pk).update(number=other.number)


def _other_published(entry: Entry) -> None:
    Entry.objects.filter(pk=entry.pk).update(published=EntryVersion.objects.get(entry=entry, number=1))


def _new_step(entry: Entry) -> None:
    PublicStep.objects.create(entry=entry, version=entry.published, step="publish", on=make.NOON)


def _new_leaf(entry: Entry) -> None:
    last = LogLeaf.objects.order_by("number").last()
    assert last is not None
    LogLeaf.objects.create(
        log=last.log, number=last.number + 1, subject=last.subject, data=last.data, content=last.content
    )


# What somebody does, and what is named first: its kind and a part of where.
TAMPERED: dict[str, tuple[Callable[[Entry], object], str, str]] = {
    "a leaf is deleted": (lambda e: LogLeaf.objects.filter(pk=_first(e)[0].pk).delete(), "row", "LogLeaf 0"),
    "the last leaf is deleted": (lambda e: _first(e).filter(number=3).delete(), "row", "LogLeaf 3"),
    "a leaf says something else": (lambda e: _first(e).filter(number=3).update(data=b"x"), "leaf", "LogLeaf 3"),
    "a leaf gets another subject": (
        lambda e: _first(e).filter(number=3).update(subject="kb-x"),
        "subject",
        "LogLeaf 3",
    ),
    "a leaf gets another digest": (
        lambda e: _first(e).filter(number=3).update(content="0" * 64),
        "digest",
        "LogLeaf 3",
    ),
    "a leaf goes to the other log": (lambda e: _first(e).filter(number=3).update(log="notices"), "row", "LogLeaf 3"),
    "two leaves change places": (_swap, "leaf", "LogLeaf 0"),
    "a leaf is added": (_new_leaf, "chain", "LogLeaf 4"),
    "a record is deleted": (lambda _: LogContent.objects.all().delete(), "content", "LogLeaf 0"),
    "a record is damaged": (lambda e: _set_content(e, b"damaged"), "content", "LogContent"),
    "a record says something else": (lambda e: _set_content(e, zlib.compress(b"{}")), "content", "LogContent"),
    "the head is damaged": (lambda _: LogHead.objects.update(checkpoint=b"damaged"), "head", "LogHead"),
    "the head is deleted": (lambda _: LogHead.objects.all().delete(), "checkpoint", "checkpoint"),
    "the size of the head is changed": (lambda _: LogHead.objects.update(size=3), "head", "LogHead.size"),
    "a step is deleted": (
        lambda e: PublicStep.objects.filter(entry=e).order_by("id").last().delete(),  # type: ignore[union-attr]
        "leaf_without_step",
        "LogLeaf 3",
    ),
    "a step is added": (_new_step, "step_without_leaf", "PublicStep"),
    "a step gets another day": (lambda _: PublicStep.objects.update(on="2020-01-01T00:00Z"), "step", "LogLeaf 0"),
    "a step becomes another": (lambda _: PublicStep.objects.update(step="archive"), "step", "LogLeaf 0"),
    "a reason is changed": (lambda _: PublicStep.objects.update(reason={"nl": "Anders."}), "step", "reason nl"),
    "a fact is changed": (lambda e: _resay(e, name=known({"nl": "Nooit"})), "fact", "LogLeaf 3) EntryVersion 2 name"),
    "a fact is added": (lambda e: _resay(e, automation=known("full")), "fact", "EntryVersion 2 automation"),
    "what the source said beside the facts is changed": (
        lambda e: EntryVersion.objects.filter(entry=e).update(
            kept={"publicatiestandaard/0.1/nl": {"said": {"a": 1.5}}}
        ),
        "kept",
        "LogLeaf 0) EntryVersion 1 kept",
    ),
    "an entry is moved to another body": (
        lambda e: Entry.objects.filter(pk=e.pk).update(body=make.body("gemeente-anders")),
        "published",
        "body",
    ),
    "the completeness is changed": (
        lambda e: Entry.objects.filter(pk=e.pk).update(completeness=100),
        "published",
        "completeness",
    ),
    "another version is shown": (_other_published, "published", "published"),
    "the state is changed": (lambda e: Entry.objects.filter(pk=e.pk).update(state="archived"), "published", "state"),
    "the first day is changed": (
        lambda e: Entry.objects.filter(pk=e.pk).update(first_published_at="2020-01-01T00:00Z"),
        "published",
        "first_published_at",
    ),
}


@pytest.mark.parametrize("tampering", TAMPERED)
def test_whatever_is_changed_in_the_database_is_named_first(tampering: str, entry: Entry) -> None:
    assert audit() == []
    tamper, what, where = TAMPERED[tampering]
    tamper(entry)
    found = audit()
    assert found, tampering
    assert (found[0].what, where in found[0].where) == (what, True), found


def test_every_byte_of_a_leaf_a_record_and_the_head_counts(entry: Entry) -> None:
    leaf = _first(entry)[0]
    for model, row, column, every in (
        (LogLeaf, {"pk": leaf.pk}, "data", 5),
        (LogContent, {"pk": leaf.content}, "data", 25),
        (LogHead, {"pk": "register"}, "checkpoint", 5),
    ):
        rows: Any = model.objects.filter(**row)
        kept = bytes(rows.values_list(column, flat=True)[0])
        for at in range(0, len(kept), every):
            changes = (
                kept[:at] + bytes([kept[at] ^ 1]) + kept[at + 1 :],
                kept[:at] + kept[at + 1 :],
                kept[:at] + b"x" + kept[at:],
            )
            for changed in changes:
                rows.update(**{column: changed})
                assert list(audit_log(Log.REGISTER)), (model, at)
        rows.update(**{column: kept})
    assert audit() == []


def test_an_entry_that_is_gone_leaves_its_leaves_behind(entry: Entry) -> None:
    PublicStep.objects.filter(entry=entry).delete()
    Entry.objects.filter(pk=entry.pk).update(reference="kb-other")
    assert {one.what for one in audit()} >= {"leaf_without_step", "published"}


def test_the_files_of_the_log_are_named_by_their_path(entry: Entry, place: Path) -> None:
    for path in ("tile/0/000.p/4", "tile/entries/000.p/4"):
        kept = (place / path).read_bytes()
        for damaged in (kept[:-1], kept + b"x", bytes([kept[0] ^ 1, *kept[1:]]), None):
            (place / path).write_bytes(damaged) if damaged else (place / path).unlink()
            assert any(path in one.where for one in audit()), (path, damaged)
        (place / path).write_bytes(kept)
    assert audit() == []


def test_every_byte_of_the_published_checkpoint_counts(entry: Entry, place: Path) -> None:
    kept = (place / "checkpoint").read_bytes()
    for at in range(len(kept)):
        (place / "checkpoint").write_bytes(kept[:at] + bytes([kept[at] ^ 1]) + kept[at + 1 :])
        assert next(audit_log(Log.REGISTER)).where.startswith("checkpoint"), at
    (place / "checkpoint").unlink()
    assert next(audit_log(Log.REGISTER)).where == "checkpoint"


def test_a_commitment_to_a_notice_that_was_changed_or_taken_away_is_found() -> None:
    with transaction.atomic():
        append_commitments([commitment_of(b"one"), commitment_of(b"two")])
        append_commitments([commitment_of(b"three")])
    seal(Log.NOTICES, now=make.NOON)
    assert list(audit_log(Log.NOTICES)) == []
    lift_guard(LogCommitments)
    rows = LogCommitments.objects.order_by("first")
    both = bytes(rows[0].digests)
    for digests, expected in (
        (both[32:] + both[:32], [("leaf", "LogCommitments 0"), ("leaf", "LogCommitments 1")]),
        (both[:32], [("row", "LogCommitments 1")]),
        (both[:40], [("leaf", "LogCommitments 1"), ("leaf", "LogCommitments 1")]),
        (both + both[:32], [("leaf", "LogCommitments 2"), ("row", "LogCommitments 3")]),
    ):
        rows.filter(first=0).update(digests=digests)
        assert [(one.what, one.where) for one in audit_log(Log.NOTICES)] == expected
    rows.filter(first=0).delete()
    assert [one.where for one in audit_log(Log.NOTICES)] == ["LogCommitments 0", "LogCommitments 1"]


def test_leaves_that_wait_are_no_difference(entry: Entry) -> None:
    steps.archive(entry.reference, by=OPERATOR, now=make.NOON)
    assert audit() == []
    _first(entry).filter(number=4).update(data=b"x")
    assert audit()[0].where == "LogLeaf 4"


def test_the_sample_register_is_sound() -> None:
    load_sample(by=OPERATOR)
    seal(Log.REGISTER, now=make.NOON)
    assert audit() == []
    assert list(audit_log(Log.NOTICES)) == []


def test_a_storage_that_cannot_be_read_is_said_and_is_no_difference(entry: Entry, place: Path) -> None:
    (place / "tile" / "0" / "000.p" / "4").unlink()
    (place / "tile" / "0" / "000.p" / "4").mkdir()
    with pytest.raises(StorageUnreachable):
        audit()
