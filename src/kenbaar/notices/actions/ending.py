"""What happens to a notice after it was issued: withdrawn, corrected by another one, or erased. Nothing is undone.

Each step is told by a leaf of its own, so that who has a receipt learns of it. Doing a step again changes nothing.
"""

import datetime as dt
from itertools import count

from django.db import transaction

from kenbaar.decisions.decision import Decision
from kenbaar.envelopes.naming import Drawn
from kenbaar.journal.actions import Deed, wait_for_other_writers, write_line
from kenbaar.journal.events import Event
from kenbaar.journal.log.sealing_soon import seal_in_a_moment
from kenbaar.notices.actions.issuing import IssuedNotice
from kenbaar.notices.errors import (
    AnotherDecision,
    NotAllowed,
    NotInThisStanding,
    NotIssued,
    Refusal,
)
from kenbaar.notices.events import NOTICE_CORRECTED, NOTICE_ERASED, NOTICE_WITHDRAWN
from kenbaar.notices.keys import namings_of
from kenbaar.notices.known import Known, Same, known_notices
from kenbaar.notices.lifecycle import Standing, may_become
from kenbaar.notices.models import Batch, Notice
from kenbaar.notices.policies import may_end
from kenbaar.notices.queries.keys import newest_key
from kenbaar.notices.queries.opening import notice_for
from kenbaar.notices.telling import Teller, seal
from kenbaar.notices.writing import move, write_notices
from kenbaar.people.actors import Actor


@transaction.atomic
def withdraw_notice(number: int, *, by: Actor, now: dt.datetime) -> None:
    """Say of a notice that it holds no longer. Raises NoticeNotFound, NotAllowed or NotInThisStanding."""
    _end(number, Standing.WITHDRAWN, NOTICE_WITHDRAWN, by=by, now=now)


@transaction.atomic
def erase_notice(number: int, *, by: Actor, now: dt.datetime) -> None:
    """Throw away what a notice says, with the keys to it; only the proof is left, and nobody can read it again.

    Raises NoticeNotFound or NotAllowed.
    """
    _end(number, Standing.ERASED, NOTICE_ERASED, by=by, now=now)


@transaction.atomic
def correct_notice(number: int, decision: Decision, *, by: Actor, now: dt.datetime) -> IssuedNotice:
    """Issue a notice that says the same decision right, and say of this one that it was corrected.

    The new one has a code of its own, and is told with the approved version of the profile. A correction that says what
    the notice says already changes nothing and gives that notice. Raises NoticeNotFound, NotAllowed, AnotherDecision,
    NotInThisStanding, NotIssued, and what `issue_batch` raises.
    """
    notice = _held(number, by)
    profile, body = notice.batch.version.profile, notice.batch.version.profile.body
    namings, version = namings_of(body.slug), profile.current
    # A profile that has notices has an approved version: they were issued with one, and it is only ever replaced.
    assert version is not None
    drawn = [naming.draw(profile.slug, [decision.reference], notice.edition) for naming in namings]
    if bytes(notice.lookup) not in {lookup for each in drawn for lookup in each.lookups}:
        raise AnotherDecision(number)
    teller = Teller(namings[0], profile.slug, version.digest, now)
    first = teller.draw([decision.reference], 1)
    newest = known_notices(profile, namings, [decision], first.lookups)[first.lookups[0]]
    if newest.number != number:
        # It was corrected before: the same correction again gives the same notice.
        return _issued(newest, decision)
    if notice.batch.version == version and isinstance(said := newest.compared(decision), Same):
        return _as_it_was(newest, said)
    if not may_become(Standing.CORRECTED, newest.standing):
        raise NotInThisStanding(Standing.CORRECTED, newest.standing)
    key = newest_key(body)
    edition, new = _not_drawn_yet(teller, decision.reference)
    sealed = seal(teller.tell([decision], new), edition, bytes(key.public), now)
    batch = Batch(version=version, reading_key=key, ephemeral=sealed.ephemeral, issued_at=now, by=by.name)
    write_notices(batch, sealed)
    _move(notice, Standing.CORRECTED, NOTICE_CORRECTED, follower=batch.first, by=by, now=now)
    [code], [commitment] = sealed.codes, sealed.commitments
    return IssuedNotice(code, batch.first, commitment, now, new=True)


def _not_drawn_yet(teller: Teller, reference: str) -> tuple[int, Drawn]:
    """Return the first edition of a decision whose code leads nowhere yet, and what belongs to it.

    After a new secret that is 1 again: so the decision stays known when the old secret is taken away.
    """
    for edition in count(1):
        drawn = teller.draw([reference], edition)
        if not Notice.objects.filter(lookup=drawn.lookups[0]).exists():
            return edition, drawn
    raise AssertionError("editions have no end")


def _issued(known: Known, decision: Decision) -> IssuedNotice:
    told = known.compared(decision)
    if isinstance(told, Refusal):
        raise NotIssued(told)
    return _as_it_was(known, told)


def _as_it_was(known: Known, told: Same) -> IssuedNotice:
    return IssuedNotice(told.code, known.number, told.commitment, known.issued_at, new=False)


def _end(number: int, to: Standing, event: Event, *, by: Actor, now: dt.datetime) -> None:
    notice = _held(number, by)
    standing = Standing(notice.standing)
    if standing is to:
        return
    if not may_become(to, standing):
        raise NotInThisStanding(to, standing)
    _move(notice, to, event, follower=None, by=by, now=now)


def _held(number: int, by: Actor) -> Notice:
    """Return a notice that nobody else moves meanwhile. Raises NoticeNotFound or NotAllowed."""
    wait_for_other_writers()
    notice = notice_for(number, seen_by=by)
    body = notice.batch.version.profile.body.slug
    if not may_end(by, body):
        raise NotAllowed("withdraw, correct or erase notices", body)
    return notice


def _move(notice: Notice, to: Standing, event: Event, *, follower: int | None, by: Actor, now: dt.datetime) -> None:
    move(notice, to, follower=follower, by=by.name, now=now)
    said = {"body": notice.batch.version.profile.body.slug, **({} if follower is None else {"follower": follower})}
    write_line(Deed(event, str(notice), said), by=by.name, now=now)
    transaction.on_commit(seal_in_a_moment)
