"""Streams the cells of a sheet out of its XML, and the texts that sheets share.

It holds one row at a time, so that neither a large nor a hostile sheet fills the memory. A spreadsheet library does
that for neither: it keeps every element that it passed, and reads a cell of any length whole.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO, Any
from xml.parsers import expat

from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from kenbaar.standards.files.refusals import FileRefused, Reason
from kenbaar.standards.files.rows import MEGABYTE, Limits, Place, Unit, column_number
from kenbaar.values import LocalText

_CHUNK = MEGABYTE // 4
# The longest tag that can be meant well is a few hundred bytes; expat keeps a tag until it is whole.
_LONGEST_TAG = MEGABYTE
_LAST_COLUMN = 16_384
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LETTERS = re.compile(r"[A-Z]{1,3}")


@dataclass(frozen=True, slots=True)
class Styles:
    """What numbers mean in a workbook: which styles show a date, and from which day it counts."""

    date_styles: frozenset[str] = frozenset()
    from_1904: bool = False

    def text(self, number: str, style: str) -> str:
        """Return a number as people see it, a date in the order year, month, day."""
        try:
            value = float(number)
        except ValueError:
            return number
        if style in self.date_styles:
            return self._date(value)
        return str(int(value)) if value.is_integer() and abs(value) < 10**15 else f"{value:.15g}"

    def _date(self, value: float) -> str:
        try:
            moment = from_excel(value, MAC_EPOCH if self.from_1904 else WINDOWS_EPOCH)
        except (OverflowError, ValueError):
            return f"{value:.15g}"
        return str(moment).removesuffix(" 00:00:00")


@dataclass(slots=True)
class _Collector:
    """Takes the events of the XML parser. `done` holds the rows, or the shared texts, that are whole."""

    limits: Limits
    sheet: str
    styles: Styles = field(default_factory=Styles)
    strings: Sequence[str] = ()
    done: list[Any] = field(default_factory=list)
    row: int = 0
    column: int = 0
    kind: str = ""
    style: str = ""
    cells: dict[int, str] = field(default_factory=dict)
    pieces: list[str] = field(default_factory=list)
    chars: int = 0
    row_chars: int = 0
    listening: bool = False
    phonetic: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(" ")[2]:
            case "c":
                self._start_cell(attributes)
            case "row":
                self.row = int(attributes.get("r", self.row + 1))
                self.column, self.cells, self.row_chars = 0, {}, 0
            case "v" | "t":
                self.listening = not self.phonetic
            case "rPh":
                self.phonetic = True
            case "si":
                self.pieces, self.chars = [], 0

    def end(self, name: str) -> None:
        match name.rpartition(" ")[2]:
            case "v" | "t":
                self.listening = False
            case "c":
                if text := self._text():
                    self.cells[self.column] = text
            case "row":
                self.done.append((self.row, self.cells))
            case "rPh":
                self.phonetic = False
            case "si":
                self.done.append(unescaped("".join(self.pieces)))

    def characters(self, text: str) -> None:
        if not self.listening:
            return
        self.pieces.append(text)
        self.chars += len(text)
        self.row_chars += len(text)
        if self.chars > self.limits.cell_chars:
            raise FileRefused(Reason.CELL_TOO_LARGE, place=self.place, limit=self.limits.cell_chars)
        if self.row_chars > self.limits.row_chars and self.row:
            raise FileRefused(Reason.ROW_TOO_LARGE, place=self.place, limit=self.limits.row_chars)

    @property
    def place(self) -> LocalText:
        return Place(Unit.ROW, self.row, self.sheet).text

    def refuse_document_type(self, *_details: object) -> None:
        # No spreadsheet program writes one, and it is what every attack with entities begins with.
        raise FileRefused(Reason.WORKBOOK_ENTITIES)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        letters = _LETTERS.match(attributes.get("r", ""))
        self.column = column_number(letters[0]) if letters else self.column + 1
        if self.column > _LAST_COLUMN:
            raise ValueError("a sheet has no such column")
        self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "")
        self.pieces, self.chars = [], 0

    def _text(self) -> str:
        text = "".join(self.pieces)
        match self.kind:
            case "s" if text:
                return self.strings[int(text)]
            case "n" if text:
                return self.styles.text(text, self.style)
            case "b" if text:
                return "TRUE" if text == "1" else "FALSE"
            case _:
                return unescaped(text)


def sheet_cells(
    part: IO[bytes], *, sheet: str, strings: Sequence[str], styles: Styles, limits: Limits
) -> Iterator[tuple[int, dict[int, str]]]:
    """Give the number of each row and its cells by column, from 1; empty cells are left out. Raises FileRefused."""
    yield from _parsed(part, _Collector(limits, sheet, styles, strings))


def shared_strings(part: IO[bytes], *, name: str, limits: Limits) -> list[str]:
    """Return the texts that the sheets of a workbook share. Raises FileRefused."""
    return list(_parsed(part, _Collector(limits, name)))


def unescaped(text: str) -> str:
    """Return a text without `_x000D_`, the way in which sheets write characters that XML cannot hold."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _parsed(part: IO[bytes], collector: _Collector) -> Iterator[Any]:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = collector.start
    parser.EndElementHandler = collector.end
    parser.CharacterDataHandler = collector.characters
    parser.StartDoctypeDeclHandler = collector.refuse_document_type
    given = 0
    while chunk := part.read(_CHUNK):
        _feed(parser, chunk, collector, is_last=False)
        given += len(chunk)
        if given - parser.CurrentByteIndex > _LONGEST_TAG + _CHUNK:
            raise FileRefused(Reason.WORKBOOK_BROKEN, place=collector.place)
        yield from collector.done
        collector.done.clear()
    _feed(parser, b"", collector, is_last=True)
    yield from collector.done


def _feed(parser: expat.XMLParserType, chunk: bytes, collector: _Collector, *, is_last: bool) -> None:
    try:
        parser.Parse(chunk, is_last)
    except (expat.ExpatError, ValueError, IndexError) as error:
        raise FileRefused(Reason.WORKBOOK_BROKEN, place=collector.place) from error
