"""`kenbaar language`: whether a citizen can read a text, and what makes it hard. It needs no database."""

import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.table import Table
from rich.text import Text

from kenbaar.cli.days import WRONG
from kenbaar.cli.screen import complain, console
from kenbaar.language.errors import MOST_CHARACTERS, TextTooLong
from kenbaar.language.helping import Help, help_with
from kenbaar.language.marking import Mark
from kenbaar.language.telling import ADVICE, WHYS, WORTH, source_told, verdict_told
from kenbaar.values import Language, both

_STANDARD_INPUT = "-"
_MOST_BYTES = 4 * MOST_CHARACTERS
_COUNTS = both(
    "{words} woorden in {sentences} zinnen: {length:.1f} woorden per zin, {syllables:.1f} lettergrepen per woord.",
    "{words} words in {sentences} sentences: {length:.1f} words a sentence, {syllables:.1f} syllables a word.",
)
_SOURCE = both("Bron van de formule: {source}.", "Source of the formula: {source}.")
_WORDS = both("Moeilijke woorden", "Hard words")
_SENTENCES = both("Zware zinnen", "Heavy sentences")
_NONE = both("Er viel geen woord of zin op.", "No word or sentence stood out.")
_COLUMNS = (both("regel", "line"), both("tekst", "text"), both("waarom", "why"), both("liever", "rather"))
_MOST_SHOWN = 60


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("language")(read_text)


def read_text(
    file: Annotated[Path, typer.Argument(help="File with one text in UTF-8; `-` reads standard input.")],
    *,
    language: Annotated[Language, typer.Option(help="Language of the text.")] = Language.NL,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
    speak: Annotated[Language, typer.Option(help="Language of the report.")] = Language.NL,
) -> None:
    """Say whether a citizen can read a text, and which words and sentences make it hard."""
    text = _text(file)
    try:
        found = help_with(text, language)
    except TextTooLong as error:
        complain(error.message.to(speak))
        raise typer.Exit(WRONG) from error
    if as_json:
        # Dataclasses and enumerations are known to it; so are places in the text, counted in characters.
        sys.stdout.buffer.write(orjson.dumps(found, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
        sys.stdout.flush()
        return
    _show(found, text, speak)


def _text(file: Path) -> str:
    try:
        if str(file) == _STANDARD_INPUT:
            content = sys.stdin.buffer.read(_MOST_BYTES + 1)
        else:
            with file.open("rb") as handle:
                content = handle.read(_MOST_BYTES + 1)
    except OSError as error:
        complain(f"The file {file} cannot be read ({error.strerror}). Mind its name; `-` reads standard input.")
        raise typer.Exit(WRONG) from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if len(content) > _MOST_BYTES:
            # Cut in the middle of a character: too long it is anyhow.
            return content.decode("utf-8-sig", errors="replace")
        complain(f"The file {file} is no text in UTF-8. Save it anew with that encoding.")
        raise typer.Exit(WRONG) from error


def _show(found: Help, text: str, speak: Language) -> None:
    reading = found.reading
    verdict = verdict_told(reading).to(speak)
    counts = {"length": reading.words_per_sentence, "syllables": reading.syllables_per_word}
    console.print(Text(verdict[:1].upper() + verdict[1:], style="bold"), soft_wrap=True)
    _line(_COUNTS.to(speak).format(words=reading.words, sentences=reading.sentences, **counts))
    _line(WORTH.to(speak))
    _line(_SOURCE.to(speak).format(source=source_told(reading).to(speak)))
    lines = [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]
    for title, marks in ((_WORDS, found.words), (_SENTENCES, found.sentences)):
        if marks:
            console.print(Text(f"\n{title.to(speak)} ({len(marks)})", style="bold"))
            console.print(_table(marks, lines, speak))
    if not found.words and not found.sentences:
        _line(_NONE.to(speak))


def _line(text: str) -> None:
    console.print(text, markup=False, highlight=False, soft_wrap=True)


def _table(marks: Sequence[Mark], lines: Sequence[int], speak: Language) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for column in _COLUMNS:
        table.add_column(column.to(speak), overflow="fold")
    for cells in _rows(marks, lines, speak):
        table.add_row(*(Text(str(cell)) for cell in cells))
    return table


def _rows(marks: Sequence[Mark], lines: Sequence[int], speak: Language) -> Iterator[tuple[Any, ...]]:
    """Give a row for each mark; what is marked again only the first time."""
    seen = set()
    for mark in marks:
        words = " ".join(mark.word.split())
        if words.lower() in seen:
            continue
        seen.add(words.lower())
        shown = words if len(words) <= _MOST_SHOWN else f"{words[:_MOST_SHOWN]}…"
        yield bisect_right(lines, mark.start), shown, WHYS[mark.why].to(speak), _help(mark, speak)


def _help(mark: Mark, speak: Language) -> str:
    """Return what helps: of a form or a compound, the word of the list goes before."""
    offered = "; ".join(part for part in (", ".join(mark.instead), mark.means) if part)
    if not offered:
        return ADVICE[mark.why].to(speak)
    return offered if mark.entry.lower() == mark.word.lower() else f"{mark.entry}: {offered}"
