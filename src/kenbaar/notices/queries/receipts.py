"""The receipt of a notice: what its holder needs to prove later that it was issued, and how it stood."""

from kenbaar.journal.log.receipts import notice_receipt
from kenbaar.notices.models import NoticeStep
from kenbaar.notices.queries.opening import NoticeState


def receipt_of(state: NoticeState) -> bytes:
    """Return the receipt of a notice that somebody may see, with the steps that happened to it; not what it says.

    Raises NotSealedYet, LogDamaged, StorageUnreachable, NoKey or KeyNotUsable.
    """
    steps = NoticeStep.objects.filter(notice=state.number).order_by("id").values_list("leaf", "record")
    return notice_receipt(state.number, [(leaf, bytes(record)) for leaf, record in steps])
