"""Issuing notices: every notice comes from here, a part of a file or what was asked for at one moment (`gathering`).

(1) look which decisions have a notice: told again they are the same bytes, or they are refused;
(2) draw the code of each other decision and seal what it says, before anybody waits for us, unless another machine did;
(3) wait for other writers, and begin again if one of them brought a notice of ours meanwhile;
(4) write leaves, batch and notices, count them, and write one line in the journal.

Killed anywhere, nothing was issued; done again, the codes are the same.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import transaction

from kenbaar.decisions.decision import Decision
from kenbaar.envelopes.sealing import Sealer
from kenbaar.journal.actions import Deed, wait_for_other_writers, write_line
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.queries import count_of
from kenbaar.journal.log.sealing_soon import seal_in_a_moment
from kenbaar.notices.errors import NotAllowed, ProfileNotApproved, Refusal
from kenbaar.notices.events import NOTICES_ISSUED
from kenbaar.notices.keys import namings_of
from kenbaar.notices.known import Known, known_notices, names_of, names_since
from kenbaar.notices.lifecycle import Stage
from kenbaar.notices.models import Batch, ProfileVersion
from kenbaar.notices.policies import may_issue
from kenbaar.notices.queries.keys import newest_key
from kenbaar.notices.telling import Ready, SealedBefore, Teller, make_ready
from kenbaar.notices.writing import write_notices
from kenbaar.people.actors import Actor


class IssuedNotice(NamedTuple):
    """The notice of a decision: its code (without dashes), number and commitment (hex); `new` when it is of now."""

    code: str
    number: int
    commitment: str
    issued_at: dt.datetime
    new: bool


@dataclass(frozen=True, slots=True)
class Issued:
    """What came of each decision, in their order. `batch` is None when none of them is new."""

    outcomes: tuple[IssuedNotice | Refusal, ...]
    batch: int | None
    new: int
    repeated: int
    refused: int


def issue_batch(
    version: ProfileVersion,
    decisions: Sequence[Decision],
    *,
    by: Actor,
    now: dt.datetime,
    source: str = "",
    part: int = 0,
    refused: int = 0,
    sealed: SealedBefore | None = None,
) -> Issued:
    """Issue the notices of decisions that were read against this version of a profile, all of them or none.

    `source` and `part` say from which part of which run they come, and `refused` how many others of it could not be
    read. `sealed` is what was made of these decisions, in their order, to be issued at the moment `now`.

    Raises NotAllowed, ProfileNotApproved, NoReadingKey, SecretMissing or SecretNotUsable.
    """
    body = version.profile.body
    if not may_issue(by, body.slug):
        raise NotAllowed("issue notices", body.slug)
    if version.stage != Stage.APPROVED:
        raise ProfileNotApproved(version.profile.slug)
    namings, key = namings_of(body.slug), newest_key(body)
    references = [each.reference for each in decisions]
    names = sealed.names(references) if sealed else names_of(version.profile, namings[0], references)
    while True:
        seen = count_of(Log.NOTICES)
        # (1) which have a notice
        known = known_notices(version.profile, namings, names)
        # (2) draw codes and seal
        outcomes: list[IssuedNotice | Refusal | int]
        if sealed and not known and sealed.serves(bytes(key.public)):
            outcomes, ready, ephemeral = list(range(len(decisions))), sealed.ready, sealed.ephemeral
        else:
            sealer, teller = Sealer(bytes(key.public)), Teller(namings[0], version.profile.slug, version.digest, now)
            ephemeral = sealer.ephemeral
            outcomes, ready = _sort(decisions, names, known, teller, sealer)
        with transaction.atomic():
            # (3) wait, and look who came before us
            wait_for_other_writers()
            if not names_since(seen).isdisjoint(each.name for each in ready):
                continue
            # (4) write
            batch = Batch(version=version, reading_key=key, ephemeral=ephemeral, issued_at=now, by=by.name)
            batch.source, batch.part, batch.refused = source, part, refused
            return _written(batch, outcomes, ready)


def _outcome_of(known: Known, decision: Decision) -> IssuedNotice | Refusal:
    """Return what comes of a decision that has a notice."""
    told = known.compared(decision)
    if isinstance(told, Refusal):
        return told
    return IssuedNotice(told.code, known.number, told.commitment, known.issued_at, new=False)


def _sort(
    decisions: Sequence[Decision],
    names: Mapping[str, bytes],
    known: Mapping[str, Known],
    teller: Teller,
    sealer: Sealer,
) -> tuple[list[IssuedNotice | Refusal | int], list[Ready]]:
    """Return what comes of each decision, with its place in the batch where it gets a notice now; and those notices."""
    outcomes: list[IssuedNotice | Refusal | int] = []
    places: dict[str, int] = {}
    ready: list[Ready] = []
    for decision in decisions:
        reference = decision.reference
        if there := known.get(reference):
            outcomes.append(_outcome_of(there, decision))
            continue
        told = teller.tell(decision, 1)
        place = places.setdefault(reference, len(ready))
        if place == len(ready):
            ready.append(make_ready(sealer, place, names[reference], told))
        # The same decision twice in one part.
        same = ready[place].told.commitment == told.commitment
        outcomes.append(place if same else Refusal.OTHER_CONTENT)
    return outcomes, ready


def _written(batch: Batch, outcomes: Sequence[IssuedNotice | Refusal | int], ready: Sequence[Ready]) -> Issued:
    """Write what is new, and return what came of each decision."""
    fresh: list[IssuedNotice] = []
    refused = sum(isinstance(each, Refusal) for each in outcomes)
    counts = {"new": len(ready), "repeated": len(outcomes) - len(ready) - refused, "refused": refused}
    if ready:
        batch.repeated = counts["repeated"]
        batch.refused += refused
        write_notices(batch, ready)
        profile = batch.version.profile
        said = {"version": batch.version.number, "first": batch.first, **counts}
        write_line(Deed(NOTICES_ISSUED, f"{profile.body.slug}/{profile.slug}", said), by=batch.by, now=batch.issued_at)
        if not batch.source:
            # Whoever issues a file seals at its end: a thousand sealings in between would cost as much as the run.
            transaction.on_commit(seal_in_a_moment)
        fresh = [
            IssuedNotice(each.told.code, number, each.told.commitment, batch.issued_at, new=True)
            for number, each in enumerate(ready, batch.first)
        ]
    told = tuple(fresh[each] if isinstance(each, int) else each for each in outcomes)
    return Issued(told, batch.pk, counts["new"], counts["repeated"], refused)
