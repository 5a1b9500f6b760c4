"""A run: the decisions of a file, a part at a time, with memory that does not grow with the file.

Of each part the notices are committed first; then its files come into the folder; then the folder says that it is done.
Killed anywhere, the part is done again: its decisions have their notices by then, with the same codes.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from kenbaar.decisions.decision import Decision
from kenbaar.decisions.files.opening import open_decisions
from kenbaar.decisions.files.rows import FileRow
from kenbaar.decisions.files.tables import Form
from kenbaar.decisions.profile_files import profile_of
from kenbaar.decisions.reading import Reader
from kenbaar.decisions.refusing import Fault, Reason, Refused, Wrong
from kenbaar.envelopes.codes import grouped
from kenbaar.journal.many_rows import many_commits
from kenbaar.letters.mention import Mentions
from kenbaar.letters.mention_texts import MentionTexts
from kenbaar.notices.actions.issuing import IssuedNotice, issue_batch
from kenbaar.notices.errors import Refusal
from kenbaar.notices.models import Batch, ProfileVersion
from kenbaar.notices.streaming.errors import FileChanged
from kenbaar.notices.streaming.folder import ISSUED_COLUMNS, Counts, Run, RunFolder
from kenbaar.people.actors import Actor
from kenbaar.register.many import no_collecting
from kenbaar.values import Language

# Part of what a run is: with another size, parts of a run that goes on would be other parts. Each commit changes most
# pages of an index once, so that large parts save half of what is written; so many take 100 MB.
ROWS_IN_PART = 10_000
_NEW = ISSUED_COLUMNS.index("new")


@dataclass(frozen=True, slots=True)
class RunOrder:
    """What is asked for. `version` is the approved one, `address` where people type their code.

    `speak` is the language of the list of refusals; `clock` tells the time at each part.
    """

    file: Path
    version: ProfileVersion
    folder: Path
    by: Actor
    clock: Callable[[], dt.datetime]
    address: str
    form: Form = Form.PARQUET
    speak: Language = Language.NL


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a run: all counts, those of parts that an earlier start had done, and the list of refusals."""

    counts: Counts
    earlier: Counts
    refusals: Path | None


@dataclass(frozen=True, slots=True)
class _Line:
    """A row with the decision that it is, or what is wrong with it."""

    number: int
    reference: str
    found: Decision | tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a file: the digest of the file, which part from 0, and what was read."""

    source: str
    number: int
    lines: list[_Line]


def run(order: RunOrder, *, after_part: Callable[[int, Counts], object] = lambda _bytes, _counts: None) -> Outcome:
    """Issue the notices of a file; `after_part` hears how many bytes were read, and the counts so far.

    Raises FileRefused, RunRefused and what `issue_batch` raises; parts that were done stay done.
    """
    profile = order.version.profile
    about = Run(
        order.file.name, digest_of(order.file), f"{profile.body.slug}/{profile.slug}", order.version.number, order.form
    )
    said = profile_of(order.version.content)
    words = {each: MentionTexts(Mentions(said, each, address=order.address)) for each in map(str, said.languages)}
    state = order.file.stat()
    with (
        RunFolder.opened(order.folder, about, today=order.clock().date()) as folder,
        no_collecting(),
        many_commits(),
    ):
        reader = Reader(said, today=folder.day)
        earlier = counts = sum(folder.done.values(), Counts())
        with open_decisions(order.file, reader) as file:
            source = file.rows()
            for part, rows in enumerate(iter(lambda: next_rows(source), [])):
                if part in folder.done:
                    continue
                if _changed(order.file, state):
                    raise FileChanged(order.file)
                counts += _issue(order, folder, words, _Part(about.source, part, read_rows(reader, rows)))
                after_part(file.position(), counts)
        return Outcome(counts, earlier, folder.refusals())


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def next_rows(source: Iterator[FileRow]) -> list[FileRow]:
    """Return the rows of the next part; none at the end of the file."""
    return list(islice(source, ROWS_IN_PART))


def _changed(path: Path, before: Any) -> bool:
    now = path.stat()
    return (now.st_size, now.st_mtime_ns) != (before.st_size, before.st_mtime_ns)


def read_rows(reader: Reader, rows: Iterable[FileRow]) -> list[_Line]:
    """Read the rows of a part."""
    return [_read(reader, row) for row in rows]


def _read(reader: Reader, row: FileRow) -> _Line:
    if isinstance(row.found, Fault):
        return _Line(row.number, "", (row.found,))
    found = reader.read(row.found)
    if isinstance(found, Refused):
        return _Line(row.number, found.reference, found.faults)
    return _Line(row.number, found.reference, found)


def _issue(order: RunOrder, folder: RunFolder, words: Mapping[str, MentionTexts], part: _Part) -> Counts:
    """Issue a part and keep what came of it."""
    good = [(line, line.found) for line in part.lines if isinstance(line.found, Decision)]
    refused = [(line, line.found) for line in part.lines if not isinstance(line.found, Decision)]
    outcomes = issue_batch(
        order.version,
        [decision for _line, decision in good],
        by=order.by,
        now=order.clock(),
        source=part.source,
        part=part.number,
        refused=len(refused),
    ).outcomes
    issued = issued_rows(good, outcomes, words, new=_numbers_of(order.version, part))
    refused += [
        (line, (Wrong(Reason(outcome.value)).in_field("reference", line.reference),))
        for (line, _decision), outcome in zip(good, outcomes, strict=True)
        if isinstance(outcome, Refusal)
    ]
    refused.sort(key=lambda each: each[0].number)
    new = sum(row[_NEW] for row in issued)
    counts = Counts(len(part.lines), new, len(issued) - new, len(refused))
    folder.keep(part.number, issued, list(_refused_rows(refused, order.speak)), counts)
    return counts


def issued_rows(
    good: Iterable[tuple[_Line, Decision]],
    outcomes: Iterable[IssuedNotice | Refusal],
    words: Mapping[str, MentionTexts],
    *,
    new: set[int],
) -> list[tuple[Any, ...]]:
    """Return the rows for whoever prints letters, of what was issued; `new` are the numbers that were for this part."""
    rows: list[tuple[Any, ...]] = []
    for (line, decision), issued in zip(good, outcomes, strict=True):
        if isinstance(issued, Refusal):
            continue
        code, number = grouped(issued.code), issued.number
        said = words[decision.language].of(decision, code=code)
        rows.append(
            (line.number, decision.reference, decision.language, code, number, issued.commitment, number in new, said)
        )
        # The same decision once more in this part is a repetition.
        new.discard(number)
    return rows


def _numbers_of(version: ProfileVersion, part: _Part) -> set[int]:
    """Return the numbers of the notices that were issued for this part, now or before the run was killed."""
    batch = Batch.objects.filter(version=version, source=part.source, part=part.number).first()
    return set(range(batch.first, batch.first + batch.issued)) if batch else set()


def _refused_rows(refused: Iterable[tuple[_Line, tuple[Fault, ...]]], speak: Language) -> Iterator[tuple[Any, ...]]:
    for line, faults in refused:
        for each in faults:
            yield line.number, line.reference, each.field, each.value, each.message.to(speak), each.remedy.to(speak)
