"""`kenbaar classify`: which law applies to a system, why, and from when, by a file of facts. It needs no database."""

import datetime as dt
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import orjson
import typer

from kenbaar.cli.blocks import show, to_markdown
from kenbaar.cli.classification_report import ClassificationReport
from kenbaar.cli.days import WRONG, day_given, today
from kenbaar.cli.fact_sheets import asked_in
from kenbaar.cli.screen import complain, console, progress
from kenbaar.law.answering import told_of
from kenbaar.law.reading import law_book
from kenbaar.law.requesting import LONGEST_ID, Asked
from kenbaar.rules.content_files import ContentError
from kenbaar.rules.fact_files import MOST_BYTES, read_facts
from kenbaar.rules.facts import vocabulary
from kenbaar.rules.loose import FactsRefused
from kenbaar.values import Language, LocalText

_STANDARD_INPUT = "-"


class Form(StrEnum):
    """How a result is written."""

    TABLE = "table"
    JSON = "json"
    MARKDOWN = "markdown"


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("classify")(classify_file)


def classify_file(
    facts: Annotated[Path, typer.Argument(help="File of facts (YAML or JSON); `-` reads standard input.")],
    *,
    on: Annotated[str, typer.Option(help="Day for which to say what applies; today unless said.")] = "",
    known: Annotated[str, typer.Option(help="Go by the law as it was known on this day; today unless said.")] = "",
    form: Annotated[Form | None, typer.Option("--format", help="Else a table on a screen and JSON elsewhere.")] = None,
    language: Annotated[Language, typer.Option(help="Language of the report.")] = Language.NL,
    lines: Annotated[
        bool, typer.Option("--lines", help="The file has one sheet of facts a line (JSON Lines).")
    ] = False,
    compare_texts: Annotated[
        bool, typer.Option("--compare-texts", help="Say what the text before the last amendment came to.")
    ] = False,
) -> None:
    """Say which law applies to a system, in which role, why and from when."""
    days = _Days(day_given(on, "--on"), day_given(known, "--known"))
    with _content_in_one_sentence(), _opened(facts) as handle:
        if lines:
            _refuse_other_form(form)
            raise typer.Exit(_classify_lines(handle, days, compare_texts, language))
        told = _told(_asked(handle, facts.name, language), days, compare_texts)
        _write(told, form or (Form.TABLE if sys.stdout.isatty() else Form.JSON), language)


class _Days:
    """The days that were asked for on the command line. Those of a file count where none was."""

    def __init__(self, on: dt.date | None, known: dt.date | None) -> None:
        self._on, self._known = on, known
        self._today = today()

    def of(self, asked: Asked) -> dict[str, dt.date]:
        """Return the days that count for a sheet."""
        return {
            "on": self._on or asked.on or self._today,
            "known": self._known or asked.known or self._today,
        }


def _told(asked: Asked, days: _Days, compare_texts: bool) -> dict[str, Any]:
    named = {} if asked.id is None else {"id": asked.id}
    return {**named, **told_of(asked.facts, **days.of(asked), compare_texts=compare_texts)}


def _asked(handle: BinaryIO, name: str, language: Language) -> Asked:
    try:
        return asked_in(handle.read(MOST_BYTES + 1), name=name, language=language)
    except FactsRefused as error:
        for problem in error.problems:
            complain(str(problem))
        complain("Nothing was classified. docs/reference/facts.md says what each fact can be.")
        raise typer.Exit(WRONG) from error


def _classify_lines(handle: BinaryIO, days: _Days, compare_texts: bool, language: Language) -> int:
    """Write a result for each line as soon as it is there. A line that is wrong says so, and the rest goes on."""
    status = 0
    with ExitStack() as stack:
        size = _size(handle)
        bar = stack.enter_context(progress(in_bytes=True)) if size and not sys.stdout.isatty() else None
        task = bar.add_task("facts", total=size) if bar else None
        for number, line in enumerate(_lines(handle), start=1):
            if bar is not None and task is not None:
                bar.advance(task, len(line) + 1)
            if not line.strip():
                continue
            try:
                told = {"line": number, **_told(asked_in(line, name=".jsonl", language=language), days, compare_texts)}
            except FactsRefused as error:
                told = {**_told_apart(line), "line": number, "problems": [each._asdict() for each in error.problems]}
                status = WRONG
            sys.stdout.buffer.write(orjson.dumps(told, option=orjson.OPT_APPEND_NEWLINE))
    sys.stdout.flush()
    return status


def _told_apart(line: bytes) -> dict[str, Any]:
    """Return the id of a line that is wrong, for as far as it can be read."""
    try:
        raw = read_facts(line, name=".jsonl")
    except FactsRefused:
        return {}
    found = raw.get("id") if isinstance(raw, dict) and "facts" in raw else None
    return {"id": found} if isinstance(found, (str, int)) and len(str(found)) <= LONGEST_ID else {}


def _lines(handle: BinaryIO) -> Iterator[bytes]:
    """Give each line; of one that is too long, only so much that it is refused."""
    while line := handle.readline(MOST_BYTES + 2):
        yield line.rstrip(b"\r\n")
        rest = line
        while not rest.endswith(b"\n") and rest:
            rest = handle.readline(MOST_BYTES)


def _write(told: dict[str, Any], form: Form, language: Language) -> None:
    if form is Form.JSON:
        sys.stdout.buffer.write(orjson.dumps(told, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
        sys.stdout.flush()
        return
    blocks = ClassificationReport(told, facts=vocabulary(), names=_names(), language=language).blocks()
    if form is Form.TABLE:
        show(blocks, console)
    else:
        sys.stdout.write(to_markdown(blocks))


def _names() -> dict[str, LocalText]:
    """Return the names of the laws and of the regimes of notices, by id."""
    items = law_book().items
    laws = {item.shape.id: item.shape.title for item in items["laws"]}
    return laws | {item.shape.id: item.shape.label for item in items["regimes"]}


def _refuse_other_form(form: Form | None) -> None:
    if form not in {None, Form.JSON}:
        complain(f"--lines writes one JSON result a line and has no form '{form}'. Leave --format out.")
        raise typer.Exit(WRONG)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    if str(path) == _STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    try:
        handle = path.open("rb")
    except OSError as error:
        complain(f"The file {path} cannot be read ({error.strerror}). Mind its name; `-` reads standard input.")
        raise typer.Exit(WRONG) from error
    with handle:
        yield handle


@contextmanager
def _content_in_one_sentence() -> Iterator[None]:
    try:
        yield
    except ContentError as error:
        for sentence in str(error).splitlines():
            complain(sentence)
        raise typer.Exit(1) from error


def _size(handle: BinaryIO) -> int:
    """Return the size of a file; nothing for a stream."""
    if not handle.seekable():
        return 0
    size = handle.seek(0, 2)
    handle.seek(0)
    return size
