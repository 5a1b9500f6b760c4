"""What a notice says, as bytes with the code that opens them: both follow from the decision and when it was issued."""

import datetime as dt
from typing import NamedTuple

from kenbaar.decisions.decision import Decision
from kenbaar.decisions.document import Document, write_document
from kenbaar.envelopes.naming import Naming
from kenbaar.envelopes.sealing import commitment_of
from kenbaar.ledger.leaves import NoticeLeaf, moment


class Told(NamedTuple):
    """A notice before it is sealed: the code for the citizen, what it says, and the commitment to that (hex).

    `name` is that of its decision in the database, `month` the first day of the month in which that was taken.
    """

    name: bytes
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
        name = self._naming.decision(self._kind, decision.reference)
        return Told(name, decision.decided_on.replace(day=1), edition, code, content, commitment_of(content))
