"""What notices say, as bytes with the codes that open them, and those sealed; columns, as they come by the million.

Code and bytes follow from the decision and when it was issued. Nothing here needs a database: it runs on any machine.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kenbaar.decisions.decision import Decision
from kenbaar.decisions.document import write_documents
from kenbaar.envelopes.naming import Drawn, Naming
from kenbaar.envelopes.sealing import commitment_of, seal_batch
from kenbaar.ledger.leaves import moment


class Told(NamedTuple):
    """Notices before they are sealed: of each what was drawn, what it says, and the commitment to that (hex).

    `mark` is that of the naming which drew them; `months` are the first days of the months of the decisions.
    """

    mark: bytes
    drawn: Drawn
    months: list[dt.date]
    contents: list[bytes]
    commitments: list[str]


class Teller:
    """Tells decisions with one version of a profile, as they are issued at one moment."""

    def __init__(self, naming: Naming, kind: str, profile: str, issued_at: dt.datetime) -> None:
        self._naming, self._kind, self._profile = naming, kind, profile
        self._issued = moment(issued_at)

    def draw(self, references: Sequence[str], edition: int) -> Drawn:
        """Return what belongs to the notices of decisions, by their references."""
        return self._naming.draw(self._kind, references, edition)

    def tell(self, decisions: Sequence[Decision], drawn: Drawn) -> Told:
        """Return the notices of decisions: the same for the same decision, edition and moment."""
        contents = write_documents(self._profile, self._issued, decisions, drawn.salts)
        firsts = {day: day.replace(day=1) for day in {each.decided_on for each in decisions}}
        months = [firsts[each.decided_on] for each in decisions]
        return Told(self._naming.mark, drawn, months, contents, [commitment_of(content) for content in contents])


@dataclass(frozen=True, slots=True)
class Sealed:
    """A batch of notices as they will be kept, a column of each, sealed for a reading key (public half).

    `mark` is that of the naming which drew them, `issued_at` the moment that they tell; `edition` that of all of them.
    """

    mark: bytes
    reading_key: bytes
    ephemeral: bytes
    issued_at: dt.datetime
    edition: int
    months: list[dt.date]
    codes: list[str]
    commitments: list[str]
    lookups: list[bytes]
    envelopes: list[bytes]

    def serves(self, reading_key: bytes) -> bool:
        """Say whether it can be written as it is: each notice is bound to its place, and a decision has one."""
        return self.reading_key == reading_key and len(set(self.lookups)) == len(self.lookups)


def seal(told: Told, edition: int, reading_key: bytes, issued_at: dt.datetime) -> Sealed:
    """Seal a batch of notices."""
    drawn = told.drawn
    ephemeral, envelopes = seal_batch(reading_key, drawn.wraps, told.contents)
    return Sealed(
        told.mark,
        reading_key,
        ephemeral,
        issued_at,
        edition,
        told.months,
        drawn.codes,
        told.commitments,
        drawn.lookups,
        envelopes,
    )
