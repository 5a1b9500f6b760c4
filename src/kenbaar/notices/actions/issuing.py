"""Issuing notices: every notice comes from here, a part of a file or what was asked for at one moment (`gathering`).

(1) look which decisions have a notice, by the code of each: told again they are the same bytes, or they are refused;
(2) seal what the others say, before anybody waits for us, unless another machine did;
(3) wait for other writers, and begin again if one of them brought a notice of ours meanwhile;
(4) write leaves, batch and notices, count them, and write one line in the journal.

Killed anywhere, nothing was issued; done again, the codes are the same.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import NamedTuple, TypeAlias

from django.db import transaction

from kenbaar.decisions.decision import Decision
from kenbaar.envelopes.naming import Drawn
from kenbaar.journal.actions import Deed, wait_for_other_writers, write_line
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.queries import count_of
from kenbaar.journal.log.sealing_soon import seal_in_a_moment
from kenbaar.notices.errors import NotAllowed, ProfileNotApproved, Refusal
from kenbaar.notices.events import NOTICES_ISSUED
from kenbaar.notices.keys import namings_of
from kenbaar.notices.known import Known, known_notices, lookups_since
from kenbaar.notices.lifecycle import Stage
from kenbaar.notices.models import Batch, ProfileVersion
from kenbaar.notices.policies import may_issue
from kenbaar.notices.queries.keys import newest_key
from kenbaar.notices.telling import Sealed, Teller, Told, seal
from kenbaar.notices.writing import write_notices
from kenbaar.people.actors import Actor


class IssuedNotice(NamedTuple):
    """The notice of a decision: its code (without dashes), number and commitment (hex); `new` when it is of now."""

    code: str
    number: int
    commitment: str
    issued_at: dt.datetime
    new: bool


# An outcome, or the place among the new notices of one that comes now.
_Outcome: TypeAlias = IssuedNotice | Refusal | int


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
    sealed: Sealed | None = None,
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
    teller = Teller(namings[0], version.profile.slug, version.digest, now)
    if sealed and sealed.mark != namings[0].mark:
        # The secret is another one since: those codes would not be known again.
        sealed = None
    made = sealed or teller.draw([each.reference for each in decisions], 1)
    while True:
        seen = count_of(Log.NOTICES)
        # (1) which have a notice
        known = known_notices(version.profile, namings, decisions, made.lookups)
        # (2) seal
        outcomes: list[_Outcome]
        if sealed and not known and sealed.serves(bytes(key.public)):
            outcomes, fresh = list(range(len(decisions))), sealed
        else:
            drawn = made if isinstance(made, Drawn) else teller.draw([each.reference for each in decisions], 1)
            outcomes, told = _sort(decisions, drawn, known, teller)
            fresh = seal(told, 1, bytes(key.public), now)
        with transaction.atomic():
            # (3) wait, and look who came before us
            wait_for_other_writers()
            if not lookups_since(seen).isdisjoint(fresh.lookups):
                continue
            # (4) write
            batch = Batch(version=version, reading_key=key, ephemeral=fresh.ephemeral, issued_at=now, by=by.name)
            batch.source, batch.part, batch.refused = source, part, refused
            return _written(batch, outcomes, fresh)


def _sort(
    decisions: Sequence[Decision], drawn: Drawn, known: Mapping[bytes, Known], teller: Teller
) -> tuple[list[_Outcome], Told]:
    """Return what comes of each decision, with its place in the batch where it gets a notice now; and those notices."""
    first: dict[bytes, int] = {}
    for number, lookup in enumerate(drawn.lookups):
        first.setdefault(lookup, number)
    new = [number for lookup, number in first.items() if lookup not in known]
    if len(new) == len(decisions):
        return list(new), teller.tell(decisions, drawn)
    places = {number: place for place, number in enumerate(new)}
    outcomes: list[_Outcome] = []
    for lookup, decision in zip(drawn.lookups, decisions, strict=True):
        if there := known.get(lookup):
            outcomes.append(_outcome_of(there, decision))
        else:
            # The same decision twice in one part has one notice.
            same = decisions[first[lookup]] == decision
            outcomes.append(places[first[lookup]] if same else Refusal.OTHER_CONTENT)
    return outcomes, teller.tell([decisions[number] for number in new], drawn.at(new))


def _outcome_of(known: Known, decision: Decision) -> IssuedNotice | Refusal:
    """Return what comes of a decision that has a notice."""
    told = known.compared(decision)
    if isinstance(told, Refusal):
        return told
    return IssuedNotice(told.code, known.number, told.commitment, known.issued_at, new=False)


def _written(batch: Batch, outcomes: Sequence[_Outcome], fresh: Sealed) -> Issued:
    """Write what is new, and return what came of each decision."""
    new = len(fresh.codes)
    refused = sum(isinstance(each, Refusal) for each in outcomes)
    counts = {"new": new, "repeated": len(outcomes) - new - refused, "refused": refused}
    made: list[IssuedNotice] = []
    if new:
        batch.repeated = counts["repeated"]
        batch.refused += refused
        write_notices(batch, fresh)
        profile = batch.version.profile
        said = {"version": batch.version.number, "first": batch.first, **counts}
        write_line(Deed(NOTICES_ISSUED, f"{profile.body.slug}/{profile.slug}", said), by=batch.by, now=batch.issued_at)
        if not batch.source:
            # Whoever issues a file seals at its end: a thousand sealings in between would cost as much as the run.
            transaction.on_commit(seal_in_a_moment)
        numbers = range(batch.first, batch.first + new)
        columns = zip(fresh.codes, numbers, fresh.commitments, repeat(batch.issued_at), repeat(True))
        made = list(map(IssuedNotice._make, columns))
    told = tuple(made[each] if isinstance(each, int) else each for each in outcomes)
    return Issued(told, batch.pk, counts["new"], counts["repeated"], refused)
