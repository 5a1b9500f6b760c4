"""A part of a file, made ready to be issued: its decisions read, told, sealed and worded, and the others refused.

Nothing here needs a database: it runs on any machine.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from cachetools import LRUCache, cached

from kenbaar.decisions.decision import Decision
from kenbaar.decisions.profile import Profile
from kenbaar.decisions.reading import Reader
from kenbaar.decisions.refusing import Refused
from kenbaar.decisions.rows import Rows
from kenbaar.envelopes.codes import grouped
from kenbaar.envelopes.naming import Naming
from kenbaar.letters.mention_texts import MentionTexts
from kenbaar.notices.mentioning import mentions_of
from kenbaar.notices.telling import Sealed, Teller, seal
from kenbaar.values import Language

# As the list of refusals has it: row, reference, field, value, what, remedy.
RefusedRow: TypeAlias = tuple[int, str, str, str, str, str]


class Letters(NamedTuple):
    """What whoever prints letters gets of each decision, beside its notice: reference, language and mention."""

    references: list[str]
    languages: list[str]
    mentions: list[str]


@dataclass(frozen=True, slots=True)
class Prepared:
    """How many rows a part has, the list of what is refused of it, and of its decisions the places in the file.

    `contents` are the documents that were sealed: what somebody else prepared comes without its decisions.
    """

    rows: int
    refused: list[RefusedRow]
    places: list[int]
    decisions: Sequence[Decision]
    contents: list[bytes]
    letters: Letters
    sealed: Sealed


@dataclass(frozen=True, slots=True)
class Stage:
    """Prepares parts for one version of a profile; `issued_at` is the moment that the notices tell.

    `address` is where people type their code, `speak` the language of the list of refusals.
    """

    profile: Profile
    kind: str
    digest: str
    naming: Naming
    reading_key: bytes
    issued_at: dt.datetime
    address: str
    speak: Language

    def prepare(self, reader: Reader, rows: Iterable[Rows]) -> Prepared:
        """Prepare a part."""
        count, refused, places, decisions = _read(reader, rows, self.speak)
        references = [each.reference for each in decisions]
        teller = Teller(self.naming, self.kind, self.digest, self.issued_at)
        told = teller.tell(decisions, teller.draw(references, 1))
        letters = Letters(
            references, [each.language for each in decisions], self._mentions(decisions, told.drawn.codes)
        )
        sealed = seal(told, 1, self.reading_key, self.issued_at)
        return Prepared(count, refused, places, decisions, told.contents, letters, sealed)

    def _mentions(self, decisions: Iterable[Decision], codes: Iterable[str]) -> list[str]:
        texts = texts_of(self.profile, self.digest, self.address)
        return [texts[each.language].of(each, code=grouped(code)) for each, code in zip(decisions, codes, strict=True)]


@cached(LRUCache(8), key=lambda _profile, digest, address: (digest, address))
def texts_of(profile: Profile, digest: str, address: str) -> Mapping[str, MentionTexts]:  # noqa: ARG001  # the key
    """Return what words the mentions of a version of a profile, by language; `digest` is that of the version."""
    return {language: MentionTexts(each) for language, each in mentions_of(profile, address=address).items()}


def refused_rows(row: int, refused: Refused, speak: Language) -> Iterator[RefusedRow]:
    """Give the lines of the list for a row."""
    for each in refused.faults:
        yield row, refused.reference, each.field, each.value, each.message.to(speak), each.remedy.to(speak)


def _read(
    reader: Reader, rows: Iterable[Rows], speak: Language
) -> tuple[int, list[RefusedRow], list[int], list[Decision]]:
    count = 0
    refused: list[RefusedRow] = []
    places: list[int] = []
    decisions: list[Decision] = []
    for some in rows:
        count += len(some.numbers)
        for number, read in zip(some.numbers, reader.read_all(some), strict=True):
            if isinstance(read, Decision):
                places.append(number)
                decisions.append(read)
            else:
                refused.extend(refused_rows(number, read, speak))
    return count, refused, places, decisions
