"""Reads the records of a JSON file as a stream: a list, a list in an object, a record a line, or one record.

`json_text` reads the values; what their fields are called in a standard, `columns` knows.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, BinaryIO

from kenbaar.standards.fields import Standard, load_standard
from kenbaar.standards.files.columns import Columns, match_columns
from kenbaar.standards.files.json_text import JsonText
from kenbaar.standards.files.refusals import FileRefused, Reason, shown
from kenbaar.standards.files.rows import FileFormat, FileProblem, Limits, Place, ProblemKind, SourceRow, Unit
from kenbaar.standards.own import OWN

# Where registers put their list of records inside an object.
_LISTS: Mapping[str, FileFormat] = {
    "results": FileFormat.JSON_RESULTS,
    "algoritme_versions": FileFormat.JSON_VERSIONS,
    "algoritmes": FileFormat.JSON_SUMMARY,
    "items": FileFormat.JSON_ENTRIES,
    "entries": FileFormat.JSON_ENTRIES,
}
_LOOKED_AT = 20
_MOST_LAYOUTS = 1000
# Half characters and the null character: JSON can say them, but no text file and no database can hold them.
_IMPOSSIBLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class _Item:
    """A value that should be a record: whether it has escaped characters, and which key comes twice."""

    place: Place
    value: Any
    escaped: bool
    repeated: str


class JsonFile:
    """An opened JSON file."""

    def __init__(
        self, handle: BinaryIO, size: int, encoding: str, standards: Sequence[Standard], limits: Limits
    ) -> None:
        self.size = size
        self.encoding = encoding
        self._handle = handle
        self._limits = limits
        self._standards = standards
        self._by_keys: dict[tuple[str, ...], Columns | None] = {}
        self.format, _first = self._start(JsonText(handle, encoding, limits))
        self.standard: Standard | None = None
        self.unknown_columns: tuple[str, ...] = ()
        self._recognise()

    def position(self) -> int:
        """Return how many bytes of the file were read so far."""
        return self._handle.tell()

    def rows(self) -> Iterator[SourceRow]:
        """Give every record, and what stands where a record should be."""
        for number, item in enumerate(self._items(), start=1):
            yield self._row(number, item)

    def _recognise(self) -> None:
        """Name the standard of the first record. An empty list is a register without entries."""
        seen: list[Any] = []
        for item in islice(self._items(), _LOOKED_AT):
            if is_entry(item.value):
                self.format, self.standard = FileFormat.JSON_ENTRIES, load_standard(*OWN)
                return
            columns = self._columns_of(item.value) if isinstance(item.value, dict) else None
            if columns is not None:
                self.standard, self.unknown_columns = columns.standard, columns.unknown
                return
            seen.append(item.value)
        if seen:
            names = next((list(value) for value in seen if isinstance(value, dict)), [])
            raise FileRefused(Reason.UNKNOWN_COLUMNS, columns=shown(", ".join(names[:8])) or "–")

    def _row(self, number: int, item: _Item) -> SourceRow:
        def refused(kind: ProblemKind, found: str) -> SourceRow:
            return SourceRow(number, item.place, problem=FileProblem(kind, found=found))

        value = item.value
        if not isinstance(value, dict):
            return refused(ProblemKind.NOT_AN_OBJECT, json.dumps(value, ensure_ascii=False))
        if item.repeated:
            return refused(ProblemKind.DUPLICATE_KEY, item.repeated)
        if item.escaped and (field := _impossible_field(value)):
            return refused(ProblemKind.IMPOSSIBLE_CHARACTER, field)
        if is_entry(value):
            return SourceRow(number, item.place, value)
        columns = self._columns_of(value)
        if columns is None:
            return refused(ProblemKind.NO_KNOWN_FIELD, ", ".join(list(value)[:8]) or "–")
        record = columns.record_of(list(value.values()))
        problem = columns.problem_of(record)
        return SourceRow(number, item.place, None if problem else record, problem)

    def _columns_of(self, value: dict[str, Any]) -> Columns | None:
        """Return the columns of a record. A file has few different sets of keys, so they are remembered."""
        keys = tuple(value)
        if keys not in self._by_keys:
            if len(self._by_keys) >= _MOST_LAYOUTS:
                self._by_keys.clear()
            self._by_keys[keys] = match_columns(keys, self._standards)
        return self._by_keys[keys]

    def _items(self) -> Iterator[_Item]:
        text = JsonText(self._handle, self.encoding, self._limits)
        form, first = self._start(text)
        if first is not None:
            yield first
            while text.peek() == "{":
                yield self._item(text, Place(Unit.LINE, text.line))
        else:
            yield from self._list(text)
            if form is not FileFormat.JSON_LIST:
                self._pass_the_rest(text)
        if text.peek():
            raise FileRefused(Reason.JSON_MORE_TEXT, line=text.line)

    def _start(self, text: JsonText) -> tuple[FileFormat, _Item | None]:
        """Go to the list of records. An object without such a list is a record itself, and is returned."""
        if text.peek() == "[":
            return FileFormat.JSON_LIST, None
        line = text.line
        pairs: dict[str, Any] = {}
        escaped, repeated = False, ""
        for key in self._keys(text):
            if key in _LISTS and text.peek() == "[":
                return _LISTS[key], None
            item = self._item(text, Place(Unit.LINE, line))
            repeated = repeated or item.repeated or (key if key in pairs else "")
            escaped = escaped or item.escaped
            pairs[key] = item.value
        alone = not text.peek()
        place = Place(Unit.RECORD, 1) if alone else Place(Unit.LINE, line)
        return FileFormat.JSON_RECORD if alone else FileFormat.JSON_LINES, _Item(place, pairs, escaped, repeated)

    def _keys(self, text: JsonText) -> Iterator[str]:
        """Give the keys of an object; whoever asks takes the value before asking for the next."""
        text.take("{")
        ending = text.take("}") if text.peek() == "}" else ""
        count = 0
        while ending != "}":
            count += 1
            if count > self._limits.columns:
                place = Place(Unit.LINE, text.line).text
                raise FileRefused(Reason.TOO_MANY_COLUMNS, place=place, limit=self._limits.columns)
            yield _key(text)
            ending = text.take(",", "}")

    def _list(self, text: JsonText) -> Iterator[_Item]:
        text.take("[")
        if text.peek() == "]":
            text.take("]")
            return
        number, ending = 0, ","
        while ending == ",":
            number += 1
            yield self._item(text, Place(Unit.RECORD, number))
            ending = text.take(",", "]")

    def _pass_the_rest(self, text: JsonText) -> None:
        """Read what comes after the list, so that a file that was cut off there is refused too."""
        while text.take(",", "}") == ",":
            _key(text)
            text.value()

    def _item(self, text: JsonText, place: Place) -> _Item:
        value, escaped = text.value()
        repeated = text.repeated[0] if text.repeated else ""
        if isinstance(value, dict) and len(value) > self._limits.columns:
            raise FileRefused(Reason.TOO_MANY_COLUMNS, place=place.text, limit=self._limits.columns)
        if _is_deeper(value, self._limits.json_depth):
            raise FileRefused(Reason.JSON_TOO_DEEP, line=text.line, limit=self._limits.json_depth)
        return _Item(place, value, escaped, repeated)


def _key(text: JsonText) -> str:
    if text.peek() != '"':
        text.take('"')
    key, _escaped = text.value()
    text.take(":")
    return str(key)


def is_entry(value: object) -> bool:
    """Say whether this is an entry as Kenbaar's own API gives it, with its facts in every language."""
    return isinstance(value, dict) and isinstance(value.get("facts"), dict) and isinstance(value.get("reference"), str)


def _impossible_field(record: Mapping[str, Any]) -> str:
    return next((key for key, value in record.items() if _is_impossible(key) or _is_impossible(value)), "")


def _is_impossible(value: object) -> bool:
    if isinstance(value, str):
        return _IMPOSSIBLE.search(value) is not None
    inner = (*value, *value.values()) if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(map(_is_impossible, inner))


def _is_deeper(value: object, depth: int) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    if inner is None:
        return False
    return depth == 0 or any(_is_deeper(item, depth - 1) for item in inner if isinstance(item, dict | list))
