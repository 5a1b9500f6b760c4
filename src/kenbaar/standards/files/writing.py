"""Writes records to files as streams of bytes: CSV and XLSX for people, JSON and JSON Lines for machines.

Nothing of the size of the file is kept in memory; what a record holds is up to whoever makes it.
"""

import csv
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import orjson
import xlsxwriter

from kenbaar.standards.files.cells import cell_text, neutralised, sheet_pieces

Record = Mapping[str, Any]
Writer = Callable[[Iterable[Record], Sequence[str]], Iterator[bytes]]

_BATCH = 200
_BLOCK = 1 << 16
# Every cell is text: nothing is a formula, a number or a link unless a person makes it one.
_AS_TEXT = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def write_csv(records: Iterable[Record], columns: Sequence[str]) -> Iterator[bytes]:
    """Write CSV (RFC 4180) with the UTF-8 mark that Excel needs; cells that start a formula are neutralised."""
    buffer = io.StringIO(newline="")
    table = csv.writer(buffer, quoting=csv.QUOTE_ALL)
    table.writerow(columns)
    yield b"\xef\xbb\xbf" + _taken(buffer)
    for batch in _batches(records):
        table.writerows([[neutralised(cell_text(record.get(column))) for column in columns] for record in batch])
        yield _taken(buffer)


def write_json(records: Iterable[Record], _columns: Sequence[str]) -> Iterator[bytes]:
    """Write one JSON list."""
    yield b"["
    separator = b"\n"
    for batch in _batches(records):
        yield separator + b",\n".join(orjson.dumps(record) for record in batch)
        separator = b",\n"
    yield b"\n]\n"


def write_jsonl(records: Iterable[Record], _columns: Sequence[str]) -> Iterator[bytes]:
    """Write a record a line."""
    for batch in _batches(records):
        yield b"".join(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE) for record in batch)


def write_xlsx(records: Iterable[Record], columns: Sequence[str]) -> Iterator[bytes]:
    """Write a workbook with one sheet. Rows go to disk as they come; the file is streamed when it is whole."""
    with tempfile.TemporaryFile() as file:
        book = xlsxwriter.Workbook(file, _AS_TEXT)
        sheet = book.add_worksheet("register")
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(columns):
            sheet.write_string(0, column, name)
        for row, record in enumerate(records, start=1):
            rest: list[str] = []
            for column, name in enumerate(columns):
                if text := neutralised(cell_text(record.get(name))):
                    first, *more = sheet_pieces(text, column + 1)
                    rest += more
                    sheet.write_string(row, column, first)
            for spare, text in enumerate(rest, start=len(columns)):
                sheet.write_string(row, spare, text)
        book.close()
        file.seek(0)
        yield from iter(lambda: file.read(_BLOCK), b"")


WRITERS: Mapping[str, Writer] = {"csv": write_csv, "xlsx": write_xlsx, "json": write_json, "jsonl": write_jsonl}


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    stream = iter(records)
    while batch := list(islice(stream, _BATCH)):
        yield batch


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()
