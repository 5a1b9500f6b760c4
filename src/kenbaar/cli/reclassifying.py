"""`kenbaar reclassify`: everything is classified anew after a change of law or facts, with a list of what changed."""

import datetime as dt
import os
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone
from rich.table import Table
from rich.text import Text

from kenbaar.assessments.actions.reclassifying import Order, Report, reclassify_all
from kenbaar.assessments.changes import PARTS, Change, Note
from kenbaar.assessments.computing import LawMoved
from kenbaar.assessments.queries.runs import changes_since_finished_run
from kenbaar.cli import reclassifying_wording as wording
from kenbaar.cli.screen import complain, console, csv_file, errors, one_sentence, progress, show_counts
from kenbaar.law.reading import law_book
from kenbaar.people.actors import OPERATOR
from kenbaar.register.queries.bodies import body_names
from kenbaar.standards.files.refusals import shown
from kenbaar.values import Language, LocalText

REFUSED_FACTS, INTERRUPTED = 3, 130
_SHOWN = 15
_MOST_WORKERS = 64


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("reclassify")(reclassify)


def reclassify(
    *,
    on: Annotated[str, typer.Option(help="Day that the classification is about; today unless said.")] = "",
    changes: Annotated[Path | None, typer.Option(help="Write everything that changed to this CSV file.")] = None,
    workers: Annotated[
        int, typer.Option(min=0, max=_MOST_WORKERS, help="Processes that compute; 0 is one for each core.")
    ] = 0,
    body: Annotated[str, typer.Option(help="Only the entries of this body (its slug).")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Find out what would change, and keep nothing.")] = False,
    speak: Annotated[Language, typer.Option(help="Language of the report.")] = Language.NL,
) -> None:
    """Classify every entry by the law and the facts as they are now. What was done already is left alone.

    Stop it at any moment: the next time it goes on where it was.
    """
    with one_sentence(speak=speak):
        order = Order(
            by=OPERATOR,
            now=timezone.now(),
            on=_day(on, speak),
            body=_body(body, speak),
            dry_run=dry_run,
            workers=workers or len(os.sched_getaffinity(0)),
        )
        changed = Changed()
        with _list_of_changes(changes, speak) as write:
            report = _run(order, changed, write, speak)
    _show(report, changed, dry_run=dry_run, changes=changes, speak=speak)
    if report.refused:
        raise typer.Exit(REFUSED_FACTS)


class Changed:
    """Counts of what changed, and the first changes; a list of all would not fit in memory."""

    def __init__(self) -> None:
        self.count = self.left_over = 0
        self.classes: Counter[tuple[str, str]] = Counter()
        self.parts: Counter[str] = Counter()
        self.first: list[Change] = []

    def note(self, change: Change) -> None:
        """Take in one change."""
        self.count += 1
        self.parts.update(change.different)
        if change.has_other_class:
            self.classes[change.before.class_id, change.now.class_id] += 1
        if len(self.first) < _SHOWN:
            self.first.append(change)


def _run(order: Order, changed: Changed, write: Note, speak: Language) -> Report:
    """Classify with a bar, and take in every change: first those that a run which was stopped did not come to tell."""
    latest = [Report()]

    def note(change: Change) -> None:
        changed.note(change)
        write(change)

    with progress() as bar, _going_on_later(latest, speak):
        for change in changes_since_finished_run(body=order.body):
            note(change)
        changed.left_over = changed.count
        task = bar.add_task(wording.BAR.to(speak), total=None)

        def show(report: Report) -> None:
            latest[0] = report
            bar.update(task, total=report.waiting, completed=report.done)

        report = reclassify_all(order, note=note, after_batch=show)
        # What another run did meanwhile needs no doing.
        bar.update(task, total=report.waiting, completed=report.waiting)
    return report


@contextmanager
def _going_on_later(latest: list[Report], speak: Language) -> Iterator[None]:
    """Say what stays when something stops the run, and that the same command goes on."""
    try:
        yield
    except KeyboardInterrupt as error:
        complain(_how_far(wording.INTERRUPTED, latest[0], speak))
        raise typer.Exit(INTERRUPTED) from error
    except BrokenProcessPool as error:
        complain(_how_far(wording.WORKER_GONE, latest[0], speak))
        raise typer.Exit(1) from error
    except LawMoved as error:
        complain(wording.LAW_MOVED.to(speak))
        raise typer.Exit(1) from error


def _how_far(sentence: LocalText, report: Report, speak: Language) -> str:
    return sentence.to(speak).format(done=report.done, waiting=report.waiting)


def _day(text: str, speak: Language) -> dt.date:
    if not text:
        return timezone.localdate()
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        complain(wording.NO_DAY.to(speak).format(text=shown(text)))
        raise typer.Exit(1) from error


def _body(slug: str, speak: Language) -> str:
    if slug and slug not in body_names([slug]):
        complain(wording.NO_BODY.to(speak).format(slug=shown(slug)))
        raise typer.Exit(1)
    return slug


@contextmanager
def _list_of_changes(path: Path | None, speak: Language) -> Iterator[Note]:
    """Give what writes a line of the list; nothing is written without a path."""
    if path is None:
        yield lambda _change: None
        return
    names = [wording.PARTS[part].to(speak) for part in PARTS]
    sides = [side.to(speak).format(part=name) for name in names for side in (wording.BEFORE, wording.NOW)]
    with csv_file(path, [*(column.to(speak) for column in wording.COLUMNS.values()), *sides]) as write:
        yield lambda change: write(_cells(change, speak))


def _cells(change: Change, speak: Language) -> Iterator[str]:
    yield from (change.reference, change.body, str(change.version), wording.WHY[change.why].to(speak))
    different = {"class": (change.before.class_id, change.now.class_id), **change.different}
    for part in PARTS:
        yield from different.get(part, ("", ""))


def _show(report: Report, changed: Changed, *, dry_run: bool, changes: Path | None, speak: Language) -> None:
    if not report.done and not changed.count:
        console.print(wording.NOTHING.to(speak))
        return
    title = wording.DRY_RUN if dry_run else wording.DONE
    counts = report.as_details()
    show_counts(title.to(speak), {wording.COUNTS[name].to(speak): count for name, count in counts.items()})
    if changed.left_over:
        console.print(wording.LEFT_OVER.to(speak).format(count=changed.left_over))
    if changed.count:
        _show_changes(changed, speak)
        where = wording.WHOLE_LIST.to(speak).format(file=changes) if changes else wording.GET_LIST.to(speak)
        errors.print(where, markup=False, highlight=False, soft_wrap=True)
    if report.named:
        complain(wording.REFUSED.to(speak))
        for sentence in report.named:
            complain(shown(sentence))


def _show_changes(changed: Changed, speak: Language) -> None:
    labels = _class_labels(speak)
    if changed.classes:
        counts = {f"{labels(old)} → {labels(new)}": count for (old, new), count in changed.classes.most_common()}
        show_counts(wording.CLASSES.to(speak), counts)
    parts = {wording.PARTS[part].to(speak): changed.parts[part] for part in PARTS if changed.parts[part]}
    show_counts(wording.PARTS_TITLE.to(speak), parts)
    console.print(Text(wording.FIRST_LINES.to(speak), style="bold"))
    table = Table(box=None, padding=(0, 2, 0, 0))
    for name in ("reference", "why"):
        table.add_column(wording.COLUMNS[name].to(speak))
    table.add_column(wording.PARTS_TITLE.to(speak))
    for change in changed.first:
        table.add_row(Text(change.reference), wording.WHY[change.why].to(speak), Text(_in_short(change, labels, speak)))
    console.print(table)


def _in_short(change: Change, labels: Callable[[str], str], speak: Language) -> str:
    lines = []
    for part, (before, now) in change.different.items():
        name = wording.PARTS[part].to(speak)
        if part == "class":
            lines.append(f"{name}: {labels(before)} → {labels(now)}")
        elif part == "duties":
            lines.append(f"{name}: −{len(before.split())} +{len(now.split())}")
        else:
            lines.append(f"{name}: {before or '-'} → {now or '-'}")
    return "\n".join(lines)


def _class_labels(speak: Language) -> Callable[[str], str]:
    """Return what gives the name of a class; a class that the law does not know any more has its id."""
    outcomes = law_book().at(timezone.localdate()).outcomes
    names = {"": wording.NO_CLASS, **{outcome.shape.id: outcome.shape.label for outcome in outcomes}}
    return lambda class_id: names[class_id].to(speak) if class_id in names else class_id
