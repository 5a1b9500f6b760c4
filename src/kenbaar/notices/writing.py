"""Writing notices that were sealed, and moving them on, inside the transaction of a deed."""

import datetime as dt
import os
from collections import Counter
from collections.abc import Sequence

from django.db.models import F

from kenbaar.journal.log.leaves import append_commitments
from kenbaar.journal.many_rows import insert_rows
from kenbaar.ledger.leaves import moment
from kenbaar.ledger.notice_receipts import SALT_SIZE, StepRecord
from kenbaar.notices.lifecycle import Standing
from kenbaar.notices.models import Batch, Notice, NoticeStep, ProfileVersion, Tally
from kenbaar.notices.months import make_room
from kenbaar.notices.telling import Ready

_COLUMNS = (
    "id", "body_id", "batch_id", "month", "standing", "lookup", "decision", "edition", "sealed", "for_code", "for_body",
)  # fmt: skip


def write_notices(batch: Batch, ready: Sequence[Ready]) -> None:
    """Write the leaves, a batch that is new and its notices, in their order."""
    # What a commitment vouches for is in the envelope, and it is about nothing that the log may name.
    batch.first = append_commitments([each.told.leaf for each in ready])
    batch.issued = len(ready)
    batch.save()
    version = batch.version
    body = version.profile.body_id
    valid = Standing.VALID.value
    months = Counter(each.told.month for each in ready)
    make_room(months)
    insert_rows(
        Notice,
        _COLUMNS,
        (
            (
                number,
                body,
                batch.pk,
                each.told.month,
                valid,
                each.lookup,
                each.name,
                each.told.edition,
                each.envelope.sealed,
                each.envelope.for_code,
                each.envelope.for_body,
            )
            for number, each in enumerate(ready, batch.first)
        ),
    )
    for month, count in months.items():
        _count(version, month, Standing.VALID, count)


def move(notice: Notice, to: Standing, *, follower: int | None, by: str, now: dt.datetime) -> NoticeStep:
    """Write that a notice stands elsewhere from now on, and the leaf that tells it. The caller holds its row."""
    record = StepRecord(notice.pk, to.value, moment(now), os.urandom(SALT_SIZE), follower)
    leaf = append_commitments([record.leaf.to_bytes()])
    _count(notice.batch.version, notice.month, Standing(notice.standing), -1)
    _count(notice.batch.version, notice.month, to, 1)
    notice.standing = to.value
    if to is Standing.ERASED:
        notice.sealed = notice.for_code = notice.for_body = b""
    notice.save(update_fields=["standing", "sealed", "for_code", "for_body"])
    return NoticeStep.objects.create(
        notice=notice, step=to.value, leaf=leaf, record=record.to_bytes(), follower_id=follower, at=now, by=by
    )


def _count(version: ProfileVersion, month: dt.date, standing: Standing, change: int) -> None:
    of = {"version": version, "month": month, "standing": standing.value}
    if not Tally.objects.filter(**of).update(count=F("count") + change):
        Tally.objects.create(**of, count=change)
