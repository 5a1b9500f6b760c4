"""Decisions from JSON Lines: an object on each line. A line that is none is refused, and the next one is read."""

import json
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from typing import Any, BinaryIO, NoReturn

from kenbaar.decisions.files.rows import AT_ONCE, LIMITS, MOST_AT_ONCE
from kenbaar.decisions.reading import row_of
from kenbaar.decisions.refusing import Fault, Reason, Wrong
from kenbaar.decisions.rows import Rows, rows_of
from kenbaar.standards.files.rows import MEGABYTE

_MOST_DIGITS = 100
_MOST_BYTES = 4 * LIMITS.row_chars
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class JsonLines:
    """An opened file of JSON Lines in UTF-8."""

    columns: tuple[str, ...] | None = None

    def __init__(self, handle: BinaryIO, taken: Collection[str]) -> None:
        self._handle = handle
        self._taken = frozenset(taken)

    def position(self) -> int:
        """Return how many bytes of the file were read so far."""
        return self._handle.tell()

    def rows(self) -> Iterator[Rows]:
        """Give the lines; empty ones are passed by."""
        found: list[tuple[int, Mapping[str, object] | Fault]] = []
        before = 0
        for each in self._lines():
            found.append(each)
            if len(found) == AT_ONCE or self._handle.tell() - before > MOST_AT_ONCE:
                yield rows_of(found, self._taken)
                found, before = [], self._handle.tell()
        if found:
            yield rows_of(found, self._taken)

    def _lines(self) -> Iterator[tuple[int, Mapping[str, object] | Fault]]:
        self._handle.seek(0)
        number = 0
        while line := self._handle.readline(_MOST_BYTES):
            number += 1
            if number == 1:
                line = line.removeprefix(_BYTE_ORDER_MARK)
            if len(line) == _MOST_BYTES and not line.endswith(b"\n"):
                self._pass_the_rest()
                yield number, _not_a_row("te lang", "too long")
            elif not line.isspace():
                yield number, _row(line)

    def _pass_the_rest(self) -> None:
        while (piece := self._handle.readline(MEGABYTE)) and not piece.endswith(b"\n"):
            pass


def _row(line: bytes) -> Mapping[str, object] | Fault:
    try:
        value = _DECODER.decode(line.decode())
    except _Twice as twice:
        return _not_a_row(f"{twice} staat er twee keer", f"{twice} is there twice")
    except UnicodeDecodeError:
        return _not_a_row("geen UTF-8", "not UTF-8")
    except RecursionError:
        return _not_a_row("te veel lagen", "too many levels")
    except ValueError:
        return _not_a_row("geen JSON", "not JSON")
    if not isinstance(value, dict):
        return _not_a_row("iets anders", "something else")
    return row_of(value)


class _Twice(ValueError):
    """A key that an object has twice: nobody can say which one counts."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        raise _Twice(next(key for key in keys if keys.count(key) > 1)[:40])
    return found


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


def _whole_number(text: str) -> int | Decimal:
    # Python refuses to read a whole number of more than 4,300 digits, as that takes long; a Decimal does not.
    return int(text) if len(text) <= _MOST_DIGITS else Decimal(text)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_whole_number, parse_float=Decimal, parse_constant=_no_number
)


def _not_a_row(nl: str, en: str) -> Fault:
    return Wrong(Reason.NOT_A_ROW, why_nl=nl, why_en=en).in_field("")
