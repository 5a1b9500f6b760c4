"""Holding the register against its log: what an entry shows is what its leaves vouch for, and nothing is left out."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Exists, OuterRef

from kenbaar.journal.log.auditing import NOTHING
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.queries import contents_of
from kenbaar.journal.models import LogLeaf
from kenbaar.ledger.auditing import Difference
from kenbaar.ledger.canonical import NotCanonical, canonical_bytes, read_canonical
from kenbaar.ledger.leaves import LeafError, RegisterLeaf, moment
from kenbaar.register.lifecycle import State, Step
from kenbaar.register.models import Entry, PublicStep
from kenbaar.register.quality import completeness_share
from kenbaar.register.recording import digest_of_kept, facts_of

_BATCH = 100
_STATES = {Step.PUBLISH: State.PUBLISHED, Step.WITHDRAW: State.WITHDRAWN, Step.ARCHIVE: State.ARCHIVED}


class What(StrEnum):
    """What differs between the register and its log."""

    LEAF_WITHOUT_STEP = "leaf_without_step"
    STEP_WITHOUT_LEAF = "step_without_leaf"
    STEP = "step"
    FACT = "fact"
    KEPT = "kept"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class _Told:
    """A leaf in the database with its record; empty where that cannot be read, which is named elsewhere."""

    number: int
    leaf: RegisterLeaf
    record: Mapping[str, Any]


def audit_register(*, count: Callable[[int], object] = lambda _entries: None) -> Iterator[Difference]:
    """Give every difference between entries and leaves, as a stream; `count` hears of the entries that were read."""
    yield from _leaves_of_nobody()
    done = last = 0
    entries = Entry.objects.select_related("published", "body").order_by("pk")
    while rows := list(entries.filter(pk__gt=last)[:_BATCH]):
        # Somebody may publish while we read: what differs is looked at a second time before it is told.
        yield from list(_of_batch(rows)) and _of_batch(entries.filter(pk__in=[row.pk for row in rows]))
        done, last = done + len(rows), rows[-1].pk
        count(done)


def _leaves_of_nobody() -> Iterator[Difference]:
    entries = Entry.objects.filter(reference=OuterRef("subject"))
    strange = LogLeaf.objects.filter(~Exists(entries), log=Log.REGISTER).order_by("number")
    for number, subject in strange.values_list("number", "subject").iterator(chunk_size=_BATCH):
        yield Difference(What.LEAF_WITHOUT_STEP, f"{subject} (LogLeaf {number})", NOTHING, subject)


def _of_batch(entries: Iterable[Entry]) -> Iterator[Difference]:
    steps: dict[int, list[PublicStep]] = defaultdict(list)
    by_reference = {entry.reference: entry for entry in entries}
    for step in PublicStep.objects.filter(entry__in=by_reference.values()).select_related("version").order_by("id"):
        steps[step.entry_id].append(step)
    leaves: dict[str, list[_Told]] = defaultdict(list)
    rows = LogLeaf.objects.filter(log=Log.REGISTER, subject__in=by_reference).order_by("number")
    found = list(rows.values_list("number", "subject", "data", "content"))
    contents = contents_of({digest for *_, digest in found})
    for number, subject, data, digest in found:
        leaves[subject].extend(_told(number, data, contents.get(digest, b"")))
    for reference, entry in by_reference.items():
        yield from _of_entry(entry, steps[entry.pk], leaves[reference])


def _told(number: int, data: bytes | memoryview, content: bytes) -> Iterator[_Told]:
    try:
        leaf = RegisterLeaf.from_bytes(bytes(data))
    except (LeafError, TypeError):
        return
    try:
        record = read_canonical(content)
    except NotCanonical:
        record = {}
    yield _Told(number, leaf, record if isinstance(record, dict) else {})


def _of_entry(entry: Entry, steps: Sequence[PublicStep], leaves: Sequence[_Told]) -> Iterator[Difference]:
    for step, told in zip(steps, leaves, strict=False):
        yield from _of_step(entry.reference, step, told)
    for step in steps[len(leaves) :]:
        where = f"{entry.reference} (PublicStep {step.pk})"
        yield Difference(What.STEP_WITHOUT_LEAF, where, NOTHING, f"{step.step} {moment(step.on)}")
    for told in leaves[len(steps) :]:
        where = f"{entry.reference} (LogLeaf {told.number})"
        yield Difference(What.LEAF_WITHOUT_STEP, where, f"{told.leaf.step} {told.leaf.on}", NOTHING)
    yield from _as_shown(entry, steps, leaves)


def _of_step(reference: str, step: PublicStep, told: _Told) -> Iterator[Difference]:
    where = f"{reference} (PublicStep {step.pk}, LogLeaf {told.number})"
    expected, found = f"{told.leaf.step} {told.leaf.on}", f"{step.step} {moment(step.on)}"
    if expected != found:
        yield Difference(What.STEP, where, expected, found)
    if not told.record:
        return
    yield from _parts(What.STEP, f"{where} reason", told.record.get("reason", {}), step.reason)
    # A version is compared by the step that showed it; the others have an empty record of facts.
    shows = told.leaf.step == Step.PUBLISH
    facts = facts_of(step.version.answers()) if shows else {}
    version = f"{where} EntryVersion {step.version.number}"
    yield from _parts(What.FACT, version, told.record.get("facts", {}), facts)
    recorded, kept = told.record.get("kept"), digest_of_kept(step.version.kept) if shows else ""
    if recorded != kept:
        yield Difference(What.KEPT, f"{version} kept", _text(recorded), _text(kept))


def _parts(what: What, where: str, recorded: Any, shown: Mapping[str, Any]) -> Iterator[Difference]:
    """Give each part that the record and the register do not say in the same way."""
    recorded = recorded if isinstance(recorded, dict) else {"": recorded}
    for name in sorted({*recorded, *shown}):
        if recorded.get(name) != shown.get(name):
            yield Difference(what, f"{where} {name}", _text(recorded.get(name)), _text(shown.get(name)))


def _as_shown(entry: Entry, steps: Sequence[PublicStep], leaves: Sequence[_Told]) -> Iterator[Difference]:
    """Hold what the pages show of an entry against its last steps."""
    if leaves and leaves[-1].leaf.body != entry.body.slug:
        yield Difference(What.PUBLISHED, f"{entry.reference} body", leaves[-1].leaf.body, entry.body.slug)
    published = [step for step in steps if step.step == Step.PUBLISH]
    shows = published[-1].version.number if published else None
    found = entry.published.number if entry.published else None
    if (published[-1].version_id if published else None) != entry.published_id:
        yield Difference(What.PUBLISHED, f"{entry.reference} published", _text(shows), _text(found))
    if steps and entry.public_state is not _STATES[Step(steps[-1].step)]:
        yield Difference(What.PUBLISHED, f"{entry.reference} state", _STATES[Step(steps[-1].step)], entry.state)
    share = completeness_share(published[-1].version.answers()) if published else None
    if entry.completeness != share:
        yield Difference(What.PUBLISHED, f"{entry.reference} completeness", _text(share), _text(entry.completeness))
    days = {
        "first_published_at": published[0].on if published else None,
        "changed_at": steps[-1].on if steps else None,
    }
    for name, expected in days.items():
        if getattr(entry, name) != expected:
            yield Difference(What.PUBLISHED, f"{entry.reference} {name}", str(expected), str(getattr(entry, name)))


def _text(value: Any) -> str:
    if value is None:
        return NOTHING
    try:
        return canonical_bytes(value).decode()
    except NotCanonical:
        return str(value)
