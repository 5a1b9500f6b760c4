"""What the commands share: progress, counts, files that are whole or not there, and one clear sentence on failure."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import typer
from django.db import DatabaseError
from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Column, Table
from rich.text import Text

from kenbaar.notices.streaming.errors import RunRefused
from kenbaar.standards.files.cells import neutralised
from kenbaar.standards.files.refusals import FileRefused
from kenbaar.values import Language, LocalText

console = Console()
errors = Console(stderr=True)

_NO_DATABASE = LocalText(
    nl="De database werkt niet mee ({error}). Hebt u `kenbaar setup` al gedaan?",
    en="The database does not cooperate ({error}). Did you run `kenbaar setup` yet?",
)
_NO_FILE = LocalText(
    nl="Het bestand {name} is niet te schrijven ({why}); kies een map die bestaat en waar u mag schrijven.",
    en="The file {name} cannot be written ({why}); choose a folder that exists and that you may write to.",
)


def progress(*, in_bytes: bool = False) -> Progress:
    """Return a progress bar: a bar where the total is known, a count where it is not."""
    count: ProgressColumn = DownloadColumn() if in_bytes else MofNCompleteColumn()
    return Progress(
        SpinnerColumn(finished_text="✓"),
        # Names of files are shown as they are, also those with square brackets.
        TextColumn("{task.description}", markup=False, table_column=Column(no_wrap=True, overflow="ellipsis")),
        BarColumn(bar_width=20),
        count,
        TimeElapsedColumn(),
        console=errors,
        # What goes to a file or another program goes there, not above the bar.
        redirect_stdout=console.is_terminal,
    )


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a path beside the target to write to, and put it in its place at the end: nobody ever sees half a file."""
    unfinished = path.with_name(path.name + ".part")
    try:
        yield unfinished
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def csv_file(path: Path, headings: Iterable[str]) -> Iterator[Callable[[Iterable[str]], object]]:
    """Give what writes a row of a CSV file. Cells that start a formula are neutralised."""
    with (
        whole_file(path) as unfinished,
        unfinished.open("w", encoding="utf-8-sig", newline="", errors="replace") as file,
    ):
        table = csv.writer(file, quoting=csv.QUOTE_ALL)
        table.writerow(headings)
        yield lambda cells: table.writerow(map(neutralised, cells))


def show_counts(title: str, counts: Mapping[str, int]) -> None:
    """Show counts by their labels, under a title."""
    table = Table(show_header=False, box=None, padding=(0, 1, 0, 0))
    table.add_column(justify="right")
    for label, count in counts.items():
        table.add_row(str(count), label)
    console.print(Text(title, style="bold"))
    console.print(table)


def complain(sentence: str) -> None:
    """Show a sentence that says what is wrong, as it is and on one line."""
    errors.print(sentence, style="red", markup=False, highlight=False, soft_wrap=True)


@contextmanager
def one_sentence(*expected: type[Exception], speak: Language = Language.NL, status: int = 1) -> Iterator[None]:
    """Show an expected error as its sentence and leave with a status, 1 unless said."""
    caught: tuple[type[Exception], ...] = (FileRefused, DatabaseError, OSError, *expected)
    try:
        yield
    except BrokenPipeError:
        # Whoever reads our output had enough of it.
        raise
    except caught as error:
        complain(_sentence(error, speak))
        raise typer.Exit(status) from error


def _sentence(error: Exception, speak: Language) -> str:
    match error:
        case FileRefused() | RunRefused():
            return error.message.to(speak)
        case DatabaseError():
            return _NO_DATABASE.to(speak).format(error=" ".join(str(error).split()))
        case OSError():
            return _NO_FILE.to(speak).format(name=error.filename, why=error.strerror)
        case _:
            return str(error)
