"""The working copy of an entry, for a system of its body: what people type at the desk, the same draft."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status
from ninja.params.functions import Query

from kenbaar.api import services
from kenbaar.api.schemas import BodyRef
from kenbaar.api.services import CHOOSING, READING, WRITING, actor_of, body_of
from kenbaar.api.working_schemas import (
    ChangesIn,
    ChoiceIn,
    ConflictOut,
    Number,
    SavedOut,
    WorkingCopyOut,
)
from kenbaar.people.access import Callers, open_to
from kenbaar.people.models import Scope
from kenbaar.register.actions.drafting import (
    Change,
    answer_digest,
    choice_digest,
    discard_draft,
    save_answers,
    settle_conflict,
)
from kenbaar.register.models import DraftConflict
from kenbaar.register.queries.working import WorkingCopy, working_copy

router = Router(tags=["working copy"], throttle=services.THROTTLE)


@router.get(
    "/inventory/{reference}/working-copy",
    auth=READING,
    response=WorkingCopyOut,
    summary="What an entry says in the making",
)
@open_to(Callers.SERVICE)
def read_working_copy(request: HttpRequest, reference: str) -> WorkingCopyOut:
    """Return the draft or, without one, the latest version, with what to send back when you change it."""
    return working_copy_out(working_copy(actor_of(request), reference))


@router.patch("/inventory/{reference}/working-copy", auth=WRITING, response=SavedOut, summary="Change answers")
@open_to(Callers.SERVICE)
def change_answers(request: HttpRequest, reference: str, sent: ChangesIn) -> SavedOut:
    """Save answers in the draft: all of them or, where one does not fit the vocabulary, none (422).

    Where somebody else changed the fact since you looked, your words are kept as a conflict and named in the answer.
    """
    by = actor_of(request)
    changes = [Change(each.fact, each.answer, each.seen, _source(each.source)) for each in sent.changes]
    saved = save_answers(reference, changes, by=by, now=timezone.now())
    sheet = working_copy(by, reference).sheet
    late = {conflict.fact: conflict.seen for conflict in saved.conflicts}
    return SavedOut(
        reference=reference,
        revision=saved.revision,
        saved=list(saved.saved),
        # Whose words came too late did not see what is there; the next change of theirs is as late.
        seen={change.fact: answer_digest(sheet.get(change.fact)) for change in changes} | late,
        conflicts=_conflicts(saved.conflicts, sheet if by.may_use(Scope.READ_ENTRIES, body_of(by)) else None),
    )


@router.delete(
    "/inventory/{reference}/working-copy", auth=WRITING, response={204: None}, summary="Discard the draft of an entry"
)
@open_to(Callers.SERVICE)
def discard_working_copy(
    request: HttpRequest, reference: str, revision: Number = Query(..., description="`revision` that you looked at")
) -> Status[None]:
    """Go back to the latest version; not when somebody wrote in the draft since you looked (409)."""
    discard_draft(reference, by=actor_of(request), now=timezone.now(), revision=revision)
    return Status(204, None)


@router.post(
    "/inventory/{reference}/conflicts/{number}",
    auth=CHOOSING,
    response=WorkingCopyOut,
    summary="Choose between two answers to a fact",
)
@open_to(Callers.SERVICE)
def choose_answer(request: HttpRequest, reference: str, number: Number, sent: ChoiceIn) -> WorkingCopyOut:
    """Keep the words that came too late (`late`), or those that are there; not when one of them changed (409)."""
    by = actor_of(request)
    settle_conflict(reference, number, mine=sent.keep == "late", seen=sent.seen, by=by, now=timezone.now())
    return working_copy_out(working_copy(by, reference))


def _source(said: str) -> str:
    """Return where an answer comes from. A system names itself; only the desk says that a template or entry did."""
    return f"system {said.strip()}" if said.strip() else ""


def _conflicts(conflicts: Iterable[DraftConflict], sheet: Mapping[str, Any] | None) -> list[ConflictOut]:
    """Return conflicts; without a sheet, for a token that does not read, only what it sent itself."""
    told = sheet or {}
    return [
        ConflictOut(
            number=each.pk,
            fact=each.fact,
            late=each.answer,
            there=told.get(each.fact),
            seen=choice_digest(sheet.get(each.fact), each.answer) if sheet is not None else "",
            by=each.by,
            at=each.at,
        )
        for each in conflicts
    ]


def working_copy_out(copy: WorkingCopy) -> WorkingCopyOut:
    """Return a working copy in the shape of the API."""
    entry = copy.entry
    return WorkingCopyOut(
        reference=entry.reference,
        state=entry.state,
        access=entry.access,
        body=BodyRef(slug=entry.body.slug, name=entry.body.name),
        is_draft=copy.is_draft,
        revision=copy.revision,
        base_version=copy.base.number if copy.base else None,
        facts=dict(copy.sheet),
        seen={fact: answer_digest(answer) for fact, answer in copy.sheet.items()},
        origins={fact: dict(origin) for fact, origin in copy.origins.items()},
        conflicts=_conflicts(copy.conflicts, copy.sheet),
    )
