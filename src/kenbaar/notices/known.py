"""Which decisions have a notice already: a decision has one, whatever file or system brings it, and however often."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import islice

from django.db import connection

from kenbaar.decisions.decision import Decision
from kenbaar.envelopes.naming import Naming
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.queries import leaves_at
from kenbaar.notices.errors import Refusal
from kenbaar.notices.lifecycle import Standing
from kenbaar.notices.models import Notice, NoticeProfile
from kenbaar.notices.telling import Teller, Told

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Known:
    """The newest notice of a decision: its number, leaf and standing, with what told it at the time."""

    number: int
    leaf: bytes
    standing: Standing
    edition: int
    issued_at: dt.datetime
    teller: Teller

    def compared(self, decision: Decision) -> Told | Refusal:
        """Return the notice as it was told, when it stands and says this decision; otherwise why there is no other."""
        if self.standing is Standing.WITHDRAWN:
            return Refusal.WITHDRAWN
        if self.standing is Standing.ERASED:
            return Refusal.ERASED
        told = self.teller.tell(decision, self.edition)
        return told if told.leaf == self.leaf else Refusal.OTHER_CONTENT


def names_of(profile: NoticeProfile, naming: Naming, references: Iterable[str]) -> dict[str, bytes]:
    """Return the names that decisions have in the database, by their references."""
    kind, name = profile.slug, naming.decision
    return {reference: name(kind, reference) for reference in references}


def known_notices(profile: NoticeProfile, namings: Sequence[Naming], names: Mapping[str, bytes]) -> Mapping[str, Known]:
    """Return the newest notice of the decisions with these references, for those that have one.

    A decision is known by its name under any secret that the site has or had; `names` are those under the newest.
    """
    newest, *older = namings
    found = dict(_among(profile, newest, names))
    for naming in older:
        found = {**dict(_among(profile, naming, names_of(profile, naming, names))), **found}
    return found


def names_since(number: int) -> Set[bytes]:
    """Return the names of the decisions that got a notice with this number or a later one."""
    # Names of different bodies differ. Asked by body as well, a database looks through all its notices for the few.
    return {bytes(name) for name in Notice.objects.filter(id__gte=number).values_list("decision", flat=True)}


def _among(profile: NoticeProfile, naming: Naming, names: Mapping[str, bytes]) -> Iterator[tuple[str, Known]]:
    references = {name: reference for reference, name in names.items()}
    rest = iter(references)
    while some := list(islice(rest, _AT_ONCE)):
        if there := _with_notice(profile, some):
            for name, known in _newest(profile, naming, there):
                yield references[name], known


def _with_notice(profile: NoticeProfile, names: list[bytes]) -> list[bytes]:
    """Return those among some names that have a notice. Of millions nearly none has, so that no model is asked."""
    table, marks = connection.ops.quote_name(Notice._meta.db_table), ", ".join(["%s"] * len(names))
    query = f"SELECT DISTINCT decision FROM {table} WHERE body_id = %s AND decision IN ({marks})"  # noqa: S608  # marks
    with connection.cursor() as cursor:
        cursor.execute(query, [profile.body_id, *names])
        return [bytes(name) for (name,) in cursor.fetchall()]


def _newest(profile: NoticeProfile, naming: Naming, names: list[bytes]) -> Iterator[tuple[bytes, Known]]:
    rows = Notice.objects.filter(body=profile.body_id, decision__in=names).order_by("edition")
    columns = ("decision", "id", "standing", "edition", "batch__issued_at", "batch__version__digest")
    newest = {bytes(name): row for name, *row in rows.values_list(*columns)}
    leaves = leaves_at(Log.NOTICES, [number for number, *_more in newest.values()]) if newest else {}
    for name, (number, standing, edition, issued_at, digest) in newest.items():
        teller = Teller(naming, profile.slug, digest, issued_at)
        yield name, Known(number, leaves[number], Standing(standing), edition, issued_at, teller)
