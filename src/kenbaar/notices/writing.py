"""Writing notices that were sealed, and moving them on, inside the transaction of a deed."""

import datetime as dt
import os
from collections import Counter
from itertools import repeat

from kenbaar.journal.log.leaves import append_commitments
from kenbaar.journal.many_rows import insert_columns
from kenbaar.journal.often import add_where, insert
from kenbaar.ledger.leaves import moment
from kenbaar.ledger.notice_receipts import SALT_SIZE, StepRecord
from kenbaar.notices.lifecycle import Standing
from kenbaar.notices.models import Batch, Notice, NoticeStep, ProfileVersion, Tally
from kenbaar.notices.months import make_room
from kenbaar.notices.telling import Sealed


def write_notices(batch: Batch, sealed: Sealed) -> None:
    """Write the leaves, a batch that is new and its notices, in their order."""
    # What a commitment vouches for is in the envelope, and it is about nothing that the log may name.
    batch.first = append_commitments(sealed.commitments)
    batch.issued = len(sealed.codes)
    insert(batch)
    months = Counter(sealed.months)
    make_room(months)
    columns = {
        "id": range(batch.first, batch.first + batch.issued),
        "batch_id": repeat(batch.pk, batch.issued),
        "month": sealed.months,
        "lookup": sealed.lookups,
        "edition": repeat(sealed.edition, batch.issued),
        "envelope": sealed.envelopes,
    }
    insert_columns(Notice, columns)
    for month, count in months.items():
        _count(batch.version, month, Standing.VALID, count)


def move(notice: Notice, to: Standing, *, follower: int | None, by: str, now: dt.datetime) -> NoticeStep:
    """Write that a notice stands elsewhere from now on, and the leaf that tells it. The caller holds its row."""
    record = StepRecord(notice.pk, to.value, moment(now), os.urandom(SALT_SIZE), follower)
    leaf = append_commitments([record.leaf.commitment])
    _count(notice.batch.version, notice.month, Standing(notice.standing), -1)
    _count(notice.batch.version, notice.month, to, 1)
    notice.standing = to.value
    if to is Standing.ERASED:
        notice.envelope = b""
    notice.save(update_fields=["standing", "envelope"])
    return NoticeStep.objects.create(
        notice=notice, step=to.value, leaf=leaf, record=record.to_bytes(), follower_id=follower, at=now, by=by
    )


def _count(version: ProfileVersion, month: dt.date, standing: Standing, change: int) -> None:
    of = {"version_id": version.pk, "month": month, "standing": standing.value}
    if not add_where(Tally, "count", change, **of):
        Tally.objects.create(**of, count=change)
