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


class Read(NamedTuple):
    """How many rows a part has, the list of what is refused of it, and its decisions with their places in the file."""

    rows: int
    refused: list[RefusedRow]
    places: list[int]
    decisions: Sequence[Decision]


class Letters(NamedTuple):
    """What whoever prints letters gets of each decision: reference, language, code as people type it, and mention."""

    references: list[str]
    languages: list[str]
    codes: list[str]
    mentions: list[str]


class Prepared(NamedTuple):
    """A part as it was read, with what is to be issued of it."""

    read: Read
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
        read = read_part(reader, rows, self.speak)
        references = [each.reference for each in read.decisions]
        languages = [each.language for each in read.decisions]
        teller = Teller(self.naming, self.kind, self.digest, self.issued_at)
        told = teller.tell(read.decisions, teller.draw(references, 1))
        codes = [grouped(code) for code in told.drawn.codes]
        letters = Letters(references, languages, codes, self._mentions(read.decisions, codes))
        return Prepared(read, letters, seal(told, 1, self.reading_key, self.issued_at))

    def _mentions(self, decisions: Iterable[Decision], codes: Iterable[str]) -> list[str]:
        texts = texts_of(self.profile, self.digest, self.address)
        return [texts[each.language].of(each, code=code) for each, code in zip(decisions, codes, strict=True)]


@cached(LRUCache(8), key=lambda _profile, digest, address: (digest, address))
def texts_of(profile: Profile, digest: str, address: str) -> Mapping[str, MentionTexts]:  # noqa: ARG001  # the key
    """Return what words the mentions of a version of a profile, by language; `digest` is that of the version."""
    return {language: MentionTexts(each) for language, each in mentions_of(profile, address=address).items()}


def refused_rows(row: int, refused: Refused, speak: Language) -> Iterator[RefusedRow]:
    """Give the lines of the list for a row."""
    for each in refused.faults:
        yield row, refused.reference, each.field, each.value, each.message.to(speak), each.remedy.to(speak)


def read_part(reader: Reader, rows: Iterable[Rows], speak: Language) -> Read:
    """Read the rows of a part; the list of refusals speaks a language."""
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
    return Read(count, refused, places, decisions)
