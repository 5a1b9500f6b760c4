"""What a notice says, as bytes with the code that opens them, and those sealed.

Code and bytes follow from the decision and when it was issued. Nothing here needs a database: it runs on any machine.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kenbaar.decisions.decision import Decision
from kenbaar.decisions.document import Document, write_document
from kenbaar.envelopes.naming import Naming, keys_of_code
from kenbaar.envelopes.sealing import Envelope, Sealer, commitment_of
from kenbaar.ledger.leaves import NoticeLeaf, moment


class Told(NamedTuple):
    """A notice before it is sealed: the code for the citizen, what it says, and the commitment to that (hex).

    `month` is the first day of the month in which its decision was taken.
    """

    month: dt.date
    edition: int
    code: str
    content: bytes
    commitment: str

    @property
    def leaf(self) -> bytes:
        """The leaf in the notice log."""
        return NoticeLeaf(self.commitment).to_bytes()


class Teller:
    """Tells decisions with one version of a profile, as they are issued at one moment."""

    def __init__(self, naming: Naming, kind: str, profile: str, issued_at: dt.datetime) -> None:
        self._naming, self._kind, self._profile = naming, kind, profile
        self._issued = moment(issued_at)

    def tell(self, decision: Decision, edition: int) -> Told:
        """Return the notice of a decision: the same for the same decision, edition and moment."""
        code, salt = self._naming.draw(self._kind, self._profile, decision.reference, edition)
        content = write_document(Document(self._profile, decision, self._issued, salt))
        return Told(decision.decided_on.replace(day=1), edition, code, content, commitment_of(content))


class Ready(NamedTuple):
    """A notice as it will be kept: the name of its decision in the database, what was told of it, and that sealed."""

    name: bytes
    told: Told
    lookup: bytes
    envelope: Envelope


def make_ready(sealer: Sealer, place: int, name: bytes, told: Told) -> Ready:
    """Seal a notice at its place in the batch; `name` is that of its decision."""
    keys = keys_of_code(told.code)
    return Ready(name, told, keys.lookup, sealer.seal(place, keys, told.content))


@dataclass(frozen=True, slots=True)
class SealedBefore:
    """A batch as another machine sealed it for a reading key (public half): the first notice of each decision.

    `issued_at` is the moment that they tell.
    """

    reading_key: bytes
    ephemeral: bytes
    issued_at: dt.datetime
    ready: Sequence[Ready]

    def names(self, references: Sequence[str]) -> dict[str, bytes]:
        """Return the names of the decisions in the database, by their references."""
        return dict(zip(references, (each.name for each in self.ready), strict=True))

    def serves(self, reading_key: bytes) -> bool:
        """Say whether it can be written as it is: each notice is bound to its place, and a decision has one."""
        names = {each.name for each in self.ready}
        return self.reading_key == reading_key and len(names) == len(self.ready)
