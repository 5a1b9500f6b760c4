"""Which decisions have a notice already: a decision has one, whatever file or system brings it, and however often.

The name under which a decision is known is that by which the code of its first notice is looked up: it follows from
the reference, and says nothing to who does not have the notice secret.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import islice

from django.db import connection

from kenbaar.decisions.decision import Decision
from kenbaar.envelopes.naming import Naming
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.queries import leaves_at
from kenbaar.journal.names import table_of
from kenbaar.ledger.leaves import commitment_leaf
from kenbaar.notices.errors import Refusal
from kenbaar.notices.lifecycle import Standing
from kenbaar.notices.models import Notice, NoticeProfile, NoticeStep
from kenbaar.notices.telling import Teller

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Same:
    """A notice that was told again: its code and commitment (hex)."""

    code: str
    commitment: str


@dataclass(frozen=True, slots=True)
class Known:
    """The newest notice of a decision: its number, leaf and standing, with what told it at the time."""

    number: int
    leaf: bytes
    standing: Standing
    edition: int
    issued_at: dt.datetime
    teller: Teller

    def compared(self, decision: Decision) -> Same | Refusal:
        """Return the notice as it was told, when it stands and says this decision; otherwise why there is no other."""
        if self.standing is Standing.WITHDRAWN:
            return Refusal.WITHDRAWN
        if self.standing is Standing.ERASED:
            return Refusal.ERASED
        told = self.teller.tell([decision], self.teller.draw([decision.reference], self.edition))
        [code], [commitment] = told.drawn.codes, told.commitments
        return Same(code, commitment) if commitment_leaf(commitment) == self.leaf else Refusal.OTHER_CONTENT


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest notice of a decision, as its row is; `profile` is the digest of the version that it was told with."""

    number: int
    lookup: bytes
    standing: Standing
    edition: int
    issued_at: dt.datetime
    profile: str


def known_notices(
    profile: NoticeProfile, namings: Sequence[Naming], decisions: Sequence[Decision], lookups: Sequence[bytes]
) -> Mapping[bytes, Known]:
    """Return the newest notice of those decisions that have one.

    A decision is known under any secret that the site has or had. `lookups` are those of first notices under the newest
    one, in the order of the decisions; what is found is by these.
    """
    found: dict[bytes, Known] = {}
    for naming in reversed(namings):
        drawn = lookups
        if naming is not namings[0]:
            drawn = naming.draw(profile.slug, [each.reference for each in decisions], 1).lookups
        places = dict(zip(drawn, range(len(drawn)), strict=True))
        among = _among(profile, naming, namings, decisions, places)
        found |= {lookups[place]: known for place, known in among}
    return found


def lookups_since(number: int) -> Set[bytes]:
    """Return by what the notices with this number or a later one are looked up."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT lookup FROM {table_of(Notice)} WHERE id >= %s", [number])  # noqa: S608  # its own name
        return {bytes(lookup) for (lookup,) in cursor.fetchall()}


def newest_notices(lookups: Iterable[bytes]) -> Iterator[tuple[bytes, Newest]]:
    """Give for first notices, by what they are looked up, those that stand in their place now."""
    rest = iter(lookups)
    while some := list(islice(rest, _AT_ONCE)):
        # Of millions nearly none has a notice, so that no model is asked.
        if numbers := _first_numbers(some):
            found = _rows_of(numbers)
            # One that was corrected may have been erased since; a valid one has nothing in its place.
            if any(each.standing is not Standing.VALID for each in found.values()):
                found = _rows_of(_followed(numbers))
            yield from found.items()


def _first_numbers(lookups: Sequence[bytes]) -> dict[bytes, int]:
    marks = ", ".join(["%s"] * len(lookups))
    query = f"SELECT lookup, id FROM {table_of(Notice)} WHERE lookup IN ({marks})"  # noqa: S608  # marks
    with connection.cursor() as cursor:
        cursor.execute(query, lookups)
        return {bytes(lookup): number for lookup, number in cursor.fetchall()}


def _rows_of(numbers: Mapping[bytes, int]) -> dict[bytes, Newest]:
    columns = ("id", "lookup", "standing", "edition", "batch__issued_at", "batch__version__digest")
    rows = Notice.objects.filter(pk__in=numbers.values()).values_list(*columns)
    found = {row[0]: Newest(row[0], bytes(row[1]), Standing(row[2]), *row[3:]) for row in rows}
    return {lookup: found[number] for lookup, number in numbers.items()}


def _followed(numbers: Mapping[bytes, int]) -> Mapping[bytes, int]:
    """Put in the place of notices that were corrected those that followed; they can be corrected in turn."""
    steps = NoticeStep.objects.filter(follower__isnull=False)
    while followers := dict(steps.filter(notice__in=numbers.values()).values_list("notice_id", "follower_id")):
        numbers = {lookup: followers.get(number, number) for lookup, number in numbers.items()}
    return numbers


def _among(
    profile: NoticeProfile,
    naming: Naming,
    namings: Sequence[Naming],
    decisions: Sequence[Decision],
    places: Mapping[bytes, int],
) -> Iterator[tuple[int, Known]]:
    """Give the newest notices of decisions by their places; a naming drew what the first ones are looked up by."""
    found = list(newest_notices(places))
    leaves = leaves_at(Log.NOTICES, [each.number for _lookup, each in found]) if found else {}
    for lookup, each in found:
        place = places[lookup]
        reference = decisions[place].reference
        drew = naming if each.lookup == lookup else _who_drew(each, profile, namings, reference)
        teller = Teller(drew, profile.slug, each.profile, each.issued_at)
        yield place, Known(each.number, leaves[each.number], each.standing, each.edition, each.issued_at, teller)


def _who_drew(notice: Newest, profile: NoticeProfile, namings: Sequence[Naming], reference: str) -> Naming:
    """Return what drew the code of a correction: the secret may be another one since the first notice."""
    drawn = ((naming, naming.draw(profile.slug, [reference], notice.edition)) for naming in namings)
    return next((naming for naming, each in drawn if each.lookups == [notice.lookup]), namings[0])
