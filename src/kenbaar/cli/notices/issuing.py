"""`kenbaar notices issue`: the decisions of a file get their notices, and the letters what to print."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from django.utils import timezone

from kenbaar.cli.log.sealing import seal_with_bar
from kenbaar.cli.notices import run_wording as wording
from kenbaar.cli.notices.options import ProfileName, Speak, profile_called
from kenbaar.cli.screen import complain, console, one_sentence, progress, show_counts
from kenbaar.decisions.files.tables import Form
from kenbaar.journal.log.logs import Log
from kenbaar.letters.errors import TemplateNotKnown, WordingNotRight
from kenbaar.notices.addresses import code_address
from kenbaar.notices.errors import NoticeError, ProfileNotApproved
from kenbaar.notices.models import NoticeProfile, ProfileVersion
from kenbaar.notices.profile_errors import ProfileError
from kenbaar.notices.streaming.errors import NotAFolder, RunRefused
from kenbaar.notices.streaming.folder import Counts
from kenbaar.notices.streaming.running import AfterPart, Outcome, RunOrder, orders_of, run
from kenbaar.people.actors import OPERATOR
from kenbaar.standards.files.refusals import shown
from kenbaar.values import Language, LocalText

if TYPE_CHECKING:
    from kenbaar.notices.streaming.staging import Crew

_HERE, _SPARK = "here", "spark"
_FORMS = {Form.PARQUET.value: Form.PARQUET, Form.CSV.value: Form.CSV}


def add_to(group: typer.Typer) -> None:
    """Add the command."""
    group.command("issue")(issue)


def issue(
    decisions: Annotated[Path, typer.Argument(help="Parquet, CSV or JSON Lines; or a folder of Parquet files.")],
    *,
    profile: ProfileName,
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="Where codes, words and refusals come.")],
    form: Annotated[str, typer.Option("--format", help="parquet or csv: how codes and words are written.")] = "parquet",
    engine: Annotated[str, typer.Option(help="here, or spark: a cluster reads and seals a folder.")] = _HERE,
    master: Annotated[str, typer.Option(help="Address of the cluster, as Spark names it.")] = "local[*]",
    workers: Annotated[
        int, typer.Option(min=0, max=64, help="How many processes read and seal Parquet beside the one that issues.")
    ] = 0,
    speak: Speak = Language.NL,
) -> None:
    """Issue the notices of a file of decisions. Run it again after a stop: it goes on where it was."""
    for given, known, option in ((form, list(_FORMS), "--format"), (engine, [_HERE, _SPARK], "--engine")):
        if given not in known:
            raise typer.BadParameter(f"choose from {', '.join(known)}", param_hint=option)
    if workers and engine == _SPARK:
        raise typer.BadParameter("a cluster has workers of its own; leave it out", param_hint="--workers")
    done = _Done()
    with (
        _told_when_stopped(done, speak),
        one_sentence(NoticeError, ProfileError, WordingNotRight, TemplateNotKnown, RunRefused, speak=speak),
    ):
        order = RunOrder(
            file=decisions,
            version=_approved(profile_called(profile, speak)),
            folder=out,
            by=OPERATOR,
            clock=timezone.now,
            address=code_address(),
            form=_FORMS[form],
            speak=speak,
        )
        _run(order, _crew(order, master if engine == _SPARK else "", workers), done)
    seal_with_bar(Log.NOTICES, speak)
    _show(wording.DONE, done.counts, speak)
    if done.earlier.rows:
        _say(wording.WENT_ON.to(speak).format(rows=done.earlier.rows))
    if done.counts.rows > done.counts.refused:
        _say(wording.IN_FOLDER.to(speak).format(folder=out))
    for file in done.refusals:
        complain(wording.LIST.to(speak).format(file=file))
    if done.counts.refused:
        raise typer.Exit(2)


@dataclass
class _Done:
    """What came of the files of a run so far; of one that is not done yet `part` counts what is."""

    whole: Counts = field(default_factory=Counts)
    part: Counts = field(default_factory=Counts)
    earlier: Counts = field(default_factory=Counts)
    refusals: list[Path] = field(default_factory=list)

    @property
    def counts(self) -> Counts:
        return self.whole + self.part

    def add(self, outcome: Outcome) -> None:
        """Add a file that is done."""
        self.whole, self.part, self.earlier = self.whole + outcome.counts, Counts(), self.earlier + outcome.earlier
        if outcome.refusals is not None:
            self.refusals.append(outcome.refusals)


@contextmanager
def _told_when_stopped(done: _Done, speak: Language) -> Iterator[None]:
    try:
        yield
    except typer.Exit:
        if done.counts.rows:
            _show(wording.STOPPED, done.counts, speak)
        raise


def _approved(profile: NoticeProfile) -> ProfileVersion:
    """Return the approved version of a profile. Raises ProfileNotApproved."""
    if profile.current is None:
        raise ProfileNotApproved(profile.slug)
    profile.current.profile = profile
    return profile.current


def _run(order: RunOrder, crew: "AbstractContextManager[Crew] | None", done: _Done) -> None:
    """Issue each file; a crew reads and seals its parts."""
    orders = orders_of(order)
    sizes = [each.file.stat().st_size for each in orders]
    with progress(in_bytes=True) as bar:
        task = bar.add_task(shown(order.file.name), total=sum(sizes))
        before = 0

        def show(read: int, counts: Counts) -> None:
            done.part = counts
            bar.update(task, completed=before + read)

        for size, outcome in zip(sizes, _runs(order, orders, crew, show), strict=True):
            done.add(outcome)
            before += size
            bar.update(task, completed=before)


def _runs(
    order: RunOrder, orders: Sequence[RunOrder], crew: "AbstractContextManager[Crew] | None", after_part: AfterPart
) -> Iterator[Outcome]:
    if crew is None:
        return (run(each, after_part=after_part) for each in orders)
    from kenbaar.notices.streaming.ahead import run_ahead  # noqa: PLC0415  # loads what writes Parquet

    return run_ahead(orders, crew=crew, staging=order.folder / ".staged", after_part=after_part)


def _crew(order: RunOrder, master: str, workers: int) -> "AbstractContextManager[Crew] | None":
    """Return who reads and seals: a cluster, processes, or nobody but us."""
    if master:
        if not order.file.is_dir():
            raise NotAFolder(order.file)
        from kenbaar.notices.streaming.spark import cluster  # noqa: PLC0415  # as above

        return cluster(master)
    if workers:
        from kenbaar.notices.streaming.workers import workers as processes  # noqa: PLC0415  # as above

        return processes(workers)
    return None


def _show(title: LocalText, counts: Counts, speak: Language) -> None:
    show_counts(
        title.to(speak),
        {
            wording.ROWS.to(speak): counts.rows,
            wording.NEW.to(speak): counts.new,
            wording.REPEATED.to(speak): counts.repeated,
            wording.REFUSED.to(speak): counts.refused,
        },
    )


def _say(sentence: str) -> None:
    console.print(sentence, markup=False, highlight=False, soft_wrap=True)
