"""Working on an entry: answers are saved as people type, in a draft that becomes a version when it is handed in.

Two people at once lose nothing. Each change says which answer its writer had before them; where somebody else has
changed that answer in the meantime, the late words are kept as a conflict until somebody chooses. Who chooses says
which two answers they chose between, so that what was written since is not thrown away unread.
"""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from django.db import transaction

from kenbaar.journal.actions import Deed, write_line
from kenbaar.people.actors import Actor
from kenbaar.register import events
from kenbaar.register.actions.writing import append_version, locked_entry, put_plate
from kenbaar.register.errors import ConflictNotFound, DraftMovedOn, NotAllowed, OpenConflicts, SheetRefused
from kenbaar.register.models import Draft, DraftConflict, Entry, EntryVersion
from kenbaar.register.policies import may_write
from kenbaar.register.queries.working import need_sight
from kenbaar.rules.answers import Answer, Sheet, check_sheet
from kenbaar.rules.facts import vocabulary


@dataclass(frozen=True, slots=True)
class Change:
    """An answer to a fact, or None to take it away.

    `seen` is the digest of the answer that its writer had before them (see `answer_digest`). `source` names where the
    answer comes from, when nobody typed it: `template centric/burgerzaken 3`, `entry kb-1`.
    """

    fact: str
    answer: Answer | None
    seen: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of changes: the draft after them, the facts that were saved, and the words that came too late."""

    revision: int
    saved: tuple[str, ...]
    conflicts: tuple[DraftConflict, ...]


def answer_digest(answer: Answer | None) -> str:
    """Return what tells two answers to one fact apart, short enough for a form; empty for no answer."""
    if answer is None:
        return ""
    return hashlib.sha256(orjson.dumps(answer, option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]


def choice_digest(there: Answer | None, late: Answer | None) -> str:
    """Return what tells a choice between two answers apart: of who chooses, what they had before them."""
    return f"{answer_digest(there)}-{answer_digest(late)}"


def changes_of(sheet: Sheet, answers: Mapping[str, Answer | None], *, source: str = "") -> list[Change]:
    """Return the changes that give these answers, of somebody who has this sheet before them."""
    return [Change(fact, answer, answer_digest(sheet.get(fact)), source) for fact, answer in answers.items()]


@transaction.atomic
def save_answers(reference: str, changes: Sequence[Change], *, by: Actor, now: dt.datetime) -> Saved:
    """Save answers in the draft, all of them or, where one does not fit the vocabulary, none.

    Raises EntryNotFound, NotAllowed or SheetRefused.
    """
    entry = _entry_to_write(reference, by)
    _refuse_twice([change.fact for change in changes])
    _refuse_unfit({change.fact: change.answer for change in changes})
    draft = _draft_of(entry)
    sheet = Sheet(draft.sheet)
    taken, late = sorted_changes(sheet, changes)
    if taken:
        draft.sheet = dict(sheet.with_answers({fact: change.answer for fact, change in taken.items()}))
        _note_origins(draft, taken.values(), by, now)
    if taken or late:
        _save(draft, entry, now)
    conflicts = tuple(_kept(draft, change, by, now) for change in late)
    if taken or late:
        details = {"facts": sorted(taken), "conflicts": sorted(change.fact for change in late)}
        write_line(Deed(events.DRAFT_SAVED, reference, details), by=by.name, now=now)
    return Saved(draft.revision, tuple(taken), conflicts)


def sorted_changes(sheet: Sheet, changes: Iterable[Change]) -> tuple[dict[str, Change], list[Change]]:
    """Return the changes that a sheet takes, by fact, and those that came too late; the rest is not new."""
    taken: dict[str, Change] = {}
    late: list[Change] = []
    for change in changes:
        there, new = answer_digest(sheet.get(change.fact)), answer_digest(change.answer)
        if new == there:
            continue
        if change.seen == there:
            taken[change.fact] = change
        else:
            late.append(change)
    return taken, late


def origin(source: str, by: str, at: dt.datetime) -> dict[str, str]:
    """Return who gave an answer, when, and from where when nobody typed it."""
    return {"by": by, "at": at.isoformat(), **({"from": source} if source else {})}


@transaction.atomic
def settle_conflict(reference: str, number: int, *, mine: bool, seen: str, by: Actor, now: dt.datetime) -> None:
    """Choose between two answers to a fact: `mine` are the words that came too late, else what is there stays.

    `seen` is the `choice_digest` of the two that the chooser had before them.

    Raises EntryNotFound, NotAllowed, ConflictNotFound, or DraftMovedOn when somebody wrote on in one of the two.
    """
    entry = _entry_to_write(reference, by)
    conflict = DraftConflict.objects.filter(draft__entry=entry, pk=number).first()
    if conflict is None:
        raise ConflictNotFound(reference)
    draft = _draft_of(entry)
    if seen != choice_digest(Sheet(draft.sheet).get(conflict.fact), conflict.answer):
        raise DraftMovedOn(reference)
    if mine:
        draft.sheet = dict(Sheet(draft.sheet).with_answers({conflict.fact: conflict.answer}))
        draft.origins = {**draft.origins, conflict.fact: origin(conflict.source, conflict.by, conflict.at)}
        draft.authors = sorted({*draft.authors, conflict.by, by.name})
        _save(draft, entry, now)
    conflict.delete()
    details = {"facts": [conflict.fact], "late": mine}
    write_line(Deed(events.CONFLICT_SETTLED, reference, details), by=by.name, now=now)


@transaction.atomic
def discard_draft(reference: str, *, by: Actor, now: dt.datetime, revision: int | None = None) -> None:
    """Go back to the latest version; with `revision`, only from the draft that was looked at.

    Raises EntryNotFound, NotAllowed or DraftMovedOn.
    """
    entry = _entry_to_write(reference, by)
    draft = Draft.objects.filter(entry=entry).first()
    if draft is None:
        return
    if revision is not None and revision != draft.revision:
        raise DraftMovedOn(reference)
    draft.delete()
    put_plate(entry, entry.latest.answers() if entry.latest else Sheet(), now=now)
    write_line(Deed(events.DRAFT_DISCARDED, reference), by=by.name, now=now)


def version_of_draft(entry: Entry, *, by: Actor, now: dt.datetime) -> EntryVersion | None:
    """Make a version of the draft of a locked entry, inside the deed that asks for it; return the latest version.

    Raises OpenConflicts as long as somebody must still choose.
    """
    draft = Draft.objects.filter(entry=entry).first()
    if draft is None:
        return entry.latest
    if draft.conflicts.exists():
        raise OpenConflicts(entry.reference)
    written = {"origins": draft.origins, "authors": [*draft.authors, by.name], "kept": draft.kept}
    version = append_version(entry, Sheet(draft.sheet), by=by, now=now, **written)
    draft.delete()
    return version


def _entry_to_write(reference: str, by: Actor) -> Entry:
    entry = locked_entry(reference)
    need_sight(by, entry)
    if not may_write(by, entry.body.slug):
        raise NotAllowed(reference, "write")
    return entry


def _refuse_twice(facts: Sequence[str]) -> None:
    if twice := [fact for fact, count in Counter(facts).items() if count > 1]:
        raise SheetRefused([f"{fact}: two answers were given; keep one of them" for fact in twice])


def _refuse_unfit(answers: Mapping[str, Answer | None]) -> None:
    unknown = [f"{fact}: this fact is not in the vocabulary" for fact in answers if fact not in vocabulary()]
    given = {fact: answer for fact, answer in answers.items() if answer is not None and fact in vocabulary()}
    if problems := unknown + check_sheet(given, vocabulary()):
        raise SheetRefused(problems)


def _draft_of(entry: Entry) -> Draft:
    """Return the draft of an entry, or a new one that is not in the database yet."""
    draft = Draft.objects.filter(entry=entry).first()
    if draft is not None:
        return draft
    latest = entry.latest
    return Draft(
        entry=entry,
        base=latest,
        sheet=dict(latest.answers()) if latest else {},
        origins=latest.origins if latest else {},
        authors=[],
    )


def _kept(draft: Draft, change: Change, by: Actor, now: dt.datetime) -> DraftConflict:
    words = {"answer": change.answer, "source": change.source, "at": now}
    kept, _made = DraftConflict.objects.update_or_create(
        draft=draft, fact=change.fact, by=by.name, seen=change.seen, defaults=words
    )
    return kept


def _note_origins(draft: Draft, changes: Any, by: Actor, now: dt.datetime) -> None:
    told = {change.fact: origin(change.source, by.name, now) for change in changes}
    draft.origins = {**draft.origins, **told}
    draft.authors = sorted({*draft.authors, by.name})


def _save(draft: Draft, entry: Entry, now: dt.datetime) -> None:
    draft.revision += 1
    draft.save()
    put_plate(entry, Sheet(draft.sheet), now=now)
