"""What the register log tells of a public step: a record of what everybody could see, and the leaf that vouches for it.

A record holds public facts only (`public.py`) and is kept beside the log; the leaf has its digest. Shapes of both:
`docs/log-format.md`.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from django.db import transaction
from django.db.models import Exists, OuterRef

from kenbaar.journal.actions import Deed, write_line
from kenbaar.journal.log.leaves import Draft, Place, append_leaves
from kenbaar.journal.log.logs import Log
from kenbaar.journal.models import LogLeaf
from kenbaar.ledger.canonical import LARGEST_NUMBER, canonical_bytes
from kenbaar.ledger.leaves import RegisterLeaf, moment
from kenbaar.people.actors import Actor
from kenbaar.register.errors import NotAllowed
from kenbaar.register.events import STEPS_RECORDED
from kenbaar.register.lifecycle import Step
from kenbaar.register.models import PublicStep
from kenbaar.register.public import public_sheet
from kenbaar.rules.answers import Sheet

RECORD_FORMAT = "kenbaar-record/1"
_BATCH = 500


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A public step as it is recorded: of which entry and body, when it counts from, why, and what it showed."""

    entry: str
    body: str
    body_name: Mapping[str, str]
    step: Step
    on: dt.datetime
    sheet: Sheet
    kept: Mapping[str, Any]
    reason: Mapping[str, str]


def shown_step(step: PublicStep) -> ShownStep:
    """Return a step that is in the database, with its entry, body and version at hand, as it is recorded."""
    entry = step.entry
    return ShownStep(
        entry=entry.reference,
        body=entry.body.slug,
        body_name=entry.body.name,
        step=Step(step.step),
        on=step.on,
        sheet=step.version.answers(),
        kept=step.version.kept,
        reason=step.reason,
    )


def record_steps(steps: Iterable[ShownStep], *, now: dt.datetime) -> None:
    """Add a leaf for each step, in order, inside the transaction of the steps themselves."""
    append_leaves(_draft(step, now) for step in steps)


@transaction.atomic
def record_missing(*, by: Actor, now: dt.datetime) -> int:
    """Record the steps of entries that no leaf tells of, because they are older than the log; return how many.

    Raises NotAllowed for anybody but an operator.
    """
    if not by.operator:
        raise NotAllowed("register", "record the past of")
    known = LogLeaf.objects.filter(log=Log.REGISTER, subject=OuterRef("entry__reference"))
    steps = PublicStep.objects.filter(~Exists(known)).select_related("entry__body", "version").order_by("id")
    count = 0

    def shown() -> Iterator[ShownStep]:
        nonlocal count
        for step in steps.iterator(chunk_size=_BATCH):
            count += 1
            yield shown_step(step)

    record_steps(shown(), now=now)
    if count:
        write_line(Deed(STEPS_RECORDED, Log.REGISTER.value, {"steps": count}), by=by.name, now=now)
    return count


def facts_of(sheet: Sheet) -> dict[str, Any]:
    """Return the public answers in the form in which a record holds them."""
    facts = dict(public_sheet(sheet).items())
    try:
        orjson.dumps(facts, option=orjson.OPT_STRICT_INTEGER)
    except orjson.JSONEncodeError:
        return {fact_id: _plain(answer) for fact_id, answer in facts.items()}
    return facts


def digest_of_kept(kept: Mapping[str, Any]) -> str:
    """Return the SHA-256 (hex) of what sources said beside the facts, which exports give back; empty when nothing.

    It is not canonical JSON: sources have numbers with a fraction. Whoever holds the register can check it.
    """
    if not kept:
        return ""
    try:
        data = orjson.dumps(kept, option=orjson.OPT_SORT_KEYS)
    except orjson.JSONEncodeError:
        # A whole number of more than 64 bits, which orjson does not write.
        data = json.dumps(kept, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    return hashlib.sha256(data).hexdigest()


def _draft(step: ShownStep, now: dt.datetime) -> Draft:
    on, recorded = moment(step.on), moment(now)

    def written(place: Place, digest: str) -> bytes:
        return RegisterLeaf(
            entry=step.entry,
            number=place.number,
            previous=place.previous,
            step=step.step.value,
            on=on,
            recorded=recorded,
            body=step.body,
            content=digest,
        ).to_bytes()

    return Draft(step.entry, canonical_bytes(_record(step, on)), written)


def _record(step: ShownStep, on: str) -> dict[str, Any]:
    return {
        "format": RECORD_FORMAT,
        "entry": step.entry,
        "body": {"slug": step.body, "name": dict(step.body_name)},
        "step": step.step.value,
        "on": on,
        "reason": dict(step.reason),
        # A page that says why an entry was withdrawn shows what its last publication showed, which has its own record.
        "facts": facts_of(step.sheet) if step.step is Step.PUBLISH else {},
        "kept": digest_of_kept(step.kept) if step.step is Step.PUBLISH else "",
    }


def _plain(value: Any) -> Any:
    """Return a value without numbers that JSON readers round: those become texts of digits."""
    match value:
        case dict():
            return {key: _plain(part) for key, part in value.items()}
        case list():
            return [_plain(part) for part in value]
        case int() if abs(value) > LARGEST_NUMBER:
            return str(value)
        case _:
            return value
