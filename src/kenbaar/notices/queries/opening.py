"""Opening a notice: with the citizen's code, or with the key of the body.

What comes out is what the log committed to, or nothing: a notice that was changed in the database does not open.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from kenbaar.decisions.decision import Decision
from kenbaar.decisions.document import DocumentError, read_document
from kenbaar.decisions.profile import Profile
from kenbaar.envelopes.codes import read_code
from kenbaar.envelopes.naming import CodeKeys, keys_of_code
from kenbaar.envelopes.sealing import EnvelopeBroken, Reader, ReadingKey, commitment_of, open_by_code
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.queries import leaves_at
from kenbaar.ledger.leaves import commitment_leaf
from kenbaar.notices.errors import CodeNotKnown, NotAllowed, NoticeDamaged, NoticeErased, NoticeNotFound
from kenbaar.notices.keys import key_for
from kenbaar.notices.lifecycle import Standing
from kenbaar.notices.models import Notice, NoticeStep, ProfileVersion
from kenbaar.notices.policies import may_open, may_see
from kenbaar.people.actors import Actor
from kenbaar.people.models import Body

_WITH = ("batch__reading_key", "batch__version__profile__body", "batch__version__entry_version__entry")
_LARGEST_NUMBER = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Happened:
    """A step of a notice after it was issued; `follower` is the number of the notice that came in its place."""

    step: Standing
    at: dt.datetime
    follower: int | None


@dataclass(frozen=True, slots=True)
class NoticeState:
    """How a notice stands, without what it says."""

    number: int
    standing: Standing
    issued_at: dt.datetime
    body: Body
    version: ProfileVersion
    steps: tuple[Happened, ...]


@dataclass(frozen=True, slots=True)
class OpenedNotice:
    """A notice that was opened: how it stands, its profile as it was, the decision, and the bytes that were issued.

    `entry` is the reference of the entry in the register, `entry_version` the number of the version it was issued for.
    """

    state: NoticeState
    profile: Profile
    decision: Decision
    entry: str
    entry_version: int
    content: bytes


def open_with_code(typed: str) -> OpenedNotice:
    """Return the notice that a code leads to, as somebody typed it.

    Raises CodeNotGood for what is no code, CodeNotKnown, NoticeErased or NoticeDamaged.
    """
    keys = keys_of_code(read_code(typed))
    notice = _found(keys)
    if notice.standing == Standing.ERASED:
        raise NoticeErased(notice.pk)
    try:
        content = open_by_code(keys.wrap, bytes(notice.envelope))
    except EnvelopeBroken as error:
        raise NoticeDamaged(notice.pk) from error
    return _opened(notice, content)


def state_with_code(typed: str) -> NoticeState:
    """Return how the notice of a code stands, also when it was erased. Raises CodeNotGood or CodeNotKnown."""
    return _state(_found(keys_of_code(read_code(typed))))


def open_with_key(number: int, keys: Iterable[ReadingKey], *, seen_by: Actor) -> OpenedNotice:
    """Return the notice with a number, by the reading keys of its body.

    Raises NoticeNotFound, NotAllowed, ReadingKeyMissing, NoticeErased or NoticeDamaged.
    """
    notice = notice_for(number, seen_by=seen_by)
    batch, body = notice.batch, notice.batch.version.profile.body
    if not may_open(seen_by, body.slug):
        raise NotAllowed("read what a notice says", body.slug)
    if notice.standing == Standing.ERASED:
        raise NoticeErased(number)
    key = key_for(bytes(batch.reading_key.public), body.slug, keys)
    try:
        content = Reader(key.private, bytes(batch.ephemeral)).open(number - batch.first, bytes(notice.envelope))
    except EnvelopeBroken as error:
        raise NoticeDamaged(number) from error
    return _opened(notice, content)


def notice_for(number: int, *, seen_by: Actor) -> Notice:
    """Return the row of a notice. Raises NoticeNotFound when it is not there or not for this actor."""
    rows = Notice.objects.select_related(*_WITH)
    notice = rows.filter(pk=number).first() if 0 <= number <= _LARGEST_NUMBER else None
    if notice is None or not may_see(seen_by, notice.batch.version.profile.body.slug):
        raise NoticeNotFound(number)
    return notice


def state_of(number: int, *, seen_by: Actor) -> NoticeState:
    """Return how a notice stands. Raises NoticeNotFound."""
    return _state(notice_for(number, seen_by=seen_by))


def _found(keys: CodeKeys) -> Notice:
    notice = Notice.objects.select_related(*_WITH).filter(lookup=keys.lookup).first()
    if notice is None:
        raise CodeNotKnown
    return notice


def _state(notice: Notice) -> NoticeState:
    version = notice.batch.version
    steps = NoticeStep.objects.filter(notice=notice.pk).order_by("id")
    return NoticeState(
        notice.pk,
        Standing(notice.standing),
        notice.batch.issued_at,
        version.profile.body,
        version,
        tuple(Happened(Standing(each.step), each.at, each.follower_id) for each in steps),
    )


def _opened(notice: Notice, content: bytes) -> OpenedNotice:
    version = notice.batch.version
    leaf = leaves_at(Log.NOTICES, [notice.pk]).get(notice.pk)
    try:
        document = read_document(content)
    except DocumentError as error:
        raise NoticeDamaged(notice.pk) from error
    if commitment_leaf(commitment_of(content)) != leaf or document.profile != version.digest:
        raise NoticeDamaged(notice.pk)
    return OpenedNotice(
        _state(notice),
        Profile.model_validate(version.content),
        document.decision,
        version.entry_version.entry.reference,
        version.entry_version.number,
        content,
    )
