"""`kenbaar import`: a file of any known form becomes entries, with a list of what to mend."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from textwrap import shorten
from typing import Annotated

import typer
from django.conf import settings
from django.utils import timezone
from rich.table import Table
from rich.text import Text

from kenbaar.cli import wording
from kenbaar.cli.indexing import follow_with_bar
from kenbaar.cli.log.sealing import seal_with_bar
from kenbaar.cli.screen import complain, console, csv_file, errors, one_sentence, progress, show_counts
from kenbaar.journal.log.logs import Log
from kenbaar.law.requesting import day_of
from kenbaar.people.actors import OPERATOR
from kenbaar.register.importing.identity import FIRST_YEAR
from kenbaar.register.importing.repair_list import COLUMNS, cells_of
from kenbaar.register.importing.report import ImportReport, Repair, RepairSink
from kenbaar.register.importing.running import ImportOrder, import_rows
from kenbaar.standards.files.opening import open_source
from kenbaar.standards.files.refusals import shown
from kenbaar.values import Language

_SHOWN = 15
# A way out that lists all options of a field would fill the screen; the list in the file has it whole.
_MOST_WORDS = 160


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("import")(import_file)


def import_file(
    file: Annotated[Path, typer.Argument(help="CSV, XLSX, JSON or JSON Lines of a known register.")],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Do everything, then let nothing stand.")] = False,
    repairs: Annotated[Path | None, typer.Option(help="Write the repair list to this CSV file.")] = None,
    language: Annotated[Language | None, typer.Option(help="Language of the texts, if it cannot be told.")] = None,
    day: Annotated[str, typer.Option(help="Day of this snapshot, for records without a date of their own.")] = "",
    whole: Annotated[
        bool, typer.Option("--whole", help="The file is the whole register: withdraw what is not in it.")
    ] = False,
    speak: Annotated[Language, typer.Option(help="Language of the report and the repair list.")] = Language.NL,
    index: Annotated[
        bool, typer.Option(help="Bring the search index up to date; a site that runs does so by itself.")
    ] = True,
) -> None:
    """Import a file: all of it, or nothing. Importing it again changes nothing."""
    if repairs is not None and repairs.absolute() == file.absolute():
        complain(wording.SAME_FILE.to(speak))
        raise typer.Exit(1)
    order = ImportOrder(
        source=file.name,
        by=OPERATOR,
        now=timezone.now(),
        dry_run=dry_run,
        language=language,
        day=_day(day, speak),
        whole=whole,
    )
    with one_sentence(speak=speak):
        report, first = run_import(file, order, repairs=repairs, speak=speak)
    show_report(report, first, dry_run=dry_run, repairs=repairs, speak=speak)
    if dry_run:
        return
    seal_with_bar(Log.REGISTER, speak)
    if index:
        follow_with_bar(speak)


def _day(text: str, speak: Language) -> dt.date | None:
    """Return the day of a snapshot; None when it was left out. What cannot be one ends the command."""
    if not text:
        return None
    with suppress(ValueError):
        day = day_of(text)
        if dt.date(FIRST_YEAR, 1, 1) <= day <= timezone.localdate():
            return day
    complain(wording.NO_DAY.to(speak).format(day=shown(text), year=FIRST_YEAR))
    raise typer.Exit(1)


def run_import(
    file: Path, order: ImportOrder, *, repairs: Path | None, speak: Language
) -> tuple[ImportReport, list[Repair]]:
    """Import with a progress bar; return the report and the first repair lines. Raises FileRefused."""
    first: list[Repair] = []
    with (
        open_source(file, limit=settings.IMPORT_LIMIT_BYTES) as source,
        _repair_list(repairs, speak) as write,
        progress(in_bytes=True) as bar,
    ):
        # On a line of its own: beside the bar there is no room for it.
        errors.print(f"{shown(file.name)}: {source.format.label.to(speak)}", markup=False, highlight=False)
        task = bar.add_task("", total=source.size)

        def note(repair: Repair) -> None:
            if len(first) < _SHOWN:
                first.append(repair)
            write(repair)

        def show() -> None:
            bar.update(task, completed=source.position())

        report = import_rows(source.rows(), order, repairs=note, after_batch=show)
        bar.update(task, completed=source.size)
    return report, first


def show_report(
    report: ImportReport, first: list[Repair], *, dry_run: bool, repairs: Path | None, speak: Language
) -> None:
    """Show what happened, and the beginning of the repair list."""
    title = wording.DRY_RUN if dry_run else wording.IMPORTED
    counts = report.as_details()
    show_counts(title.to(speak), {wording.COUNTS[name].to(speak): counts[name] for name in counts})
    if report.kept_all:
        why = wording.NOT_ALL_READ if report.unread else wording.NOTHING_IN_IT
        complain(why.to(speak).format(count=report.unread))
    if not report.repairs:
        return
    kinds = {wording.KINDS[kind].to(speak): count for kind, count in report.repairs.most_common()}
    show_counts(wording.REPAIR_KINDS.to(speak), kinds)
    console.print(Text(wording.FIRST_LINES.to(speak), style="bold"))
    console.print(_lines(first, speak))
    where = wording.WHOLE_LIST.to(speak).format(file=repairs) if repairs else wording.GET_LIST.to(speak)
    errors.print(where, markup=False, highlight=False, soft_wrap=True)


def _lines(repairs: list[Repair], speak: Language) -> Table:
    table = Table(show_lines=True)
    for name in ("row", "what", "remedy"):
        table.add_column(COLUMNS[name].to(speak), ratio=1)
    for repair in repairs:
        cells = cells_of(repair, speak)
        where = "\n".join(filter(None, (cells["row"], cells["name"], cells["field"])))
        # As text: a name in a file may look like the markup of the screen.
        table.add_row(Text(where), Text(cells["what"]), Text(shorten(cells["remedy"], _MOST_WORDS, placeholder=" …")))
    return table


@contextmanager
def _repair_list(path: Path | None, speak: Language) -> Iterator[RepairSink]:
    """Give what writes a line of the repair list; nothing is written without a path."""
    if path is None:
        yield lambda _repair: None
        return
    with csv_file(path, [label.to(speak) for label in COLUMNS.values()]) as write:

        def line(repair: Repair) -> None:
            cells = cells_of(repair, speak)
            write(cells[name] for name in COLUMNS)

        yield line
