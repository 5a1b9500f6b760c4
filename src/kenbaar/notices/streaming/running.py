"""A run: the decisions of a file, a part at a time, with memory that does not grow with the file.

Of each part the notices are committed first; then its files come into the folder; then the folder says that it is done.
Killed anywhere, the part is done again: its decisions have their notices by then, with the same codes.
"""

import datetime as dt
import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from itertools import compress, count
from pathlib import Path
from typing import Any, TypeAlias

from kenbaar.decisions.files.opening import open_decisions
from kenbaar.decisions.files.rows import LIMITS
from kenbaar.decisions.files.tables import Form
from kenbaar.decisions.profile_files import profile_of
from kenbaar.decisions.reading import Reader
from kenbaar.decisions.refusing import Reason, Refused, Wrong
from kenbaar.decisions.rows import InParts
from kenbaar.envelopes.codes import grouped
from kenbaar.journal.many_rows import many_commits
from kenbaar.notices.actions.issuing import IssuedNotice, issue_batch
from kenbaar.notices.errors import Refusal
from kenbaar.notices.keys import namings_of
from kenbaar.notices.models import Batch, ProfileVersion
from kenbaar.notices.queries.keys import newest_key
from kenbaar.notices.streaming.errors import FileChanged, NoFiles
from kenbaar.notices.streaming.folder import Counts, Run, RunFolder
from kenbaar.notices.streaming.preparing import Prepared, RefusedRow, Stage, refused_rows, texts_of
from kenbaar.people.actors import Actor
from kenbaar.register.many import no_collecting
from kenbaar.standards.files.opening import opened
from kenbaar.standards.files.refusals import FileRefused
from kenbaar.values import Language

# Part of what a run is: with another size, parts of a run that goes on would be other parts. Each commit changes most
# pages of an index once, so that large parts save half of what is written; so many take 100 MB.
ROWS_IN_PART = 10_000


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
class Part:
    """A part of a file: its number from 0, what was made of it, and how many bytes of the file that takes one to."""

    number: int
    made: Prepared
    position: int


class Plan:
    """What a run is about, as it was when the run began."""

    def __init__(self, order: RunOrder) -> None:
        profile = order.version.profile
        self.order = order
        self.said = profile_of(order.version.content)
        self._state = order.file.stat()
        self.about = Run(
            order.file.name,
            digest_of(order.file),
            f"{profile.body.slug}/{profile.slug}",
            order.version.number,
            order.form,
        )

    def folder(self) -> AbstractContextManager[RunFolder]:
        """Open the folder of the run. Raises RunRefused."""
        return RunFolder.opened(self.order.folder, self.about, today=self.order.clock().date())

    def stage(self) -> Stage:
        """Return what prepares parts, as of this moment. Raises NoReadingKey, SecretMissing or SecretNotUsable."""
        order, version = self.order, self.order.version
        profile = version.profile
        naming, key = namings_of(profile.body.slug)[0], bytes(newest_key(profile.body).public)
        now = order.clock()
        return Stage(self.said, profile.slug, version.digest, naming, key, now, order.address, order.speak)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Name the file of the run when it is refused."""
        try:
            yield
        except FileRefused as refused:
            raise refused.of(self.order.file.name) from refused

    def refuse_change(self) -> None:
        """Raise FileChanged when the file is not what it was."""
        now, before = self.order.file.stat(), self._state
        if (now.st_size, now.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
            raise FileChanged(self.order.file)


AfterPart: TypeAlias = Callable[[int, Counts], object]
# Gives the parts of a file that are not done yet.
Parts: TypeAlias = Callable[[Plan, RunFolder], Iterator[Part]]


def orders_of(order: RunOrder) -> list[RunOrder]:
    """Return the order for each Parquet file of a folder, which gets a folder of its own; a file is its own order.

    Names that begin with a dot or an underscore are of the program that wrote the folder. Raises NoFiles, or
    FileRefused for a file that cannot be opened.
    """
    if not order.file.is_dir():
        with opened(order.file, LIMITS):
            return [order]
    inside = (path.relative_to(order.file) for path in sorted(order.file.rglob("*.parquet")) if path.is_file())
    found = [path for path in inside if not any(part.startswith((".", "_")) for part in path.parts)]
    if not found:
        raise NoFiles(order.file)
    return [replace(order, file=order.file / path, folder=order.folder / path) for path in found]


def run(order: RunOrder, *, after_part: AfterPart = lambda _bytes, _counts: None) -> Outcome:
    """Issue the notices of a file; `after_part` hears how many bytes were read, and the counts so far.

    Raises FileRefused, RunRefused and what `issue_batch` raises; parts that were done stay done.
    """
    return carry_out(Plan(order), _made_here, after_part)


def carry_out(plan: Plan, parts: Parts, after_part: AfterPart) -> Outcome:
    """Issue the parts of a file, wherever they were read. What it raises and tells is as `run`."""
    # At once: what is wrong with the words must be heard before anything is issued.
    texts_of(plan.said, plan.order.version.digest, plan.order.address)
    with plan.reading(), plan.folder() as folder, no_collecting(), many_commits():
        earlier = counts = sum(folder.done.values(), Counts())
        for part in parts(plan, folder):
            plan.refuse_change()
            counts += _issue(plan, folder, part)
            after_part(part.position, counts)
            # Its memory is for the next one.
            del part
        return Outcome(counts, earlier, folder.refusals())


def _made_here(plan: Plan, folder: RunFolder) -> Iterator[Part]:
    reader = Reader(plan.said, today=folder.day)
    with open_decisions(plan.order.file, reader) as file:
        source = InParts(file.rows())
        for number in count():
            rows = source.take(ROWS_IN_PART)
            if number in folder.done:
                deque(rows, 0)
                continue
            made = plan.stage().prepare(reader, rows)
            if not made.read.rows:
                return
            yield Part(number, made, file.position())
            del made


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _issue(plan: Plan, folder: RunFolder, part: Part) -> Counts:
    """Issue a part and keep what came of it."""
    order, made, read, source = plan.order, part.made, part.made.read, folder.name
    outcomes = issue_batch(
        order.version,
        read.decisions,
        by=order.by,
        now=made.sealed.issued_at,
        source=source,
        part=part.number,
        refused=read.rows - len(read.decisions),
        sealed=made.sealed,
    ).outcomes
    batch = Batch.objects.filter(version=order.version, source=source, part=part.number).first()
    fresh = set(range(batch.first, batch.first + batch.issued) if batch else ())
    notices = [each for each in outcomes if isinstance(each, IssuedNotice)]
    refused = list(read.refused)
    if len(notices) < len(outcomes):
        refused.extend(_refused_rows(made, outcomes, order.speak))
        refused.sort(key=lambda each: each[0])
    new = []
    for each in notices:
        new.append(each.number in fresh)
        # The same decision once more in this part is a repetition.
        fresh.discard(each.number)
    counts = Counts(read.rows, sum(new), len(notices) - sum(new), read.rows - len(notices))
    rows, references, languages, codes, mentions = _letters(plan, made, outcomes)
    numbers, commitments = [each.number for each in notices], [each.commitment for each in notices]
    folder.keep(part.number, (rows, references, languages, codes, numbers, commitments, new, mentions), refused, counts)
    return counts


def _letters(plan: Plan, made: Prepared, outcomes: Sequence[IssuedNotice | Refusal]) -> Sequence[Sequence[Any]]:
    """Return for whoever prints letters the rows of those decisions that have a notice, and the columns of Letters."""
    columns: list[list[Any]] = [made.read.places, *made.letters]
    given = [None if isinstance(each, Refusal) else each.code for each in outcomes]
    if given == made.sealed.codes:
        return columns
    rows, references, languages, codes, mentions = map(list, columns)
    texts = texts_of(plan.said, plan.order.version.digest, plan.order.address)
    for place, (code, drawn) in enumerate(zip(given, made.sealed.codes, strict=True)):
        # A notice from before may have another code.
        if code is not None and code != drawn:
            codes[place] = grouped(code)
            mentions[place] = texts[languages[place]].of(made.read.decisions[place], code=codes[place])
    has = [code is not None for code in given]
    return [list(compress(each, has)) for each in (rows, references, languages, codes, mentions)]


def _refused_rows(made: Prepared, outcomes: Iterable[IssuedNotice | Refusal], speak: Language) -> Iterator[RefusedRow]:
    for row, reference, outcome in zip(made.read.places, made.letters.references, outcomes, strict=True):
        if isinstance(outcome, Refusal):
            fault = Wrong(Reason(outcome.value)).in_field("reference", reference)
            yield from refused_rows(row, Refused(reference, (fault,)), speak)
