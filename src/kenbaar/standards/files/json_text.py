"""JsonText reads JSON value by value from a stream, and never holds more of the text than one value.

It knows the grammar of lists and objects; what a value means is up to `json_reading`.
"""

import codecs
import json
import math
import re
from typing import Any, BinaryIO, NoReturn

from kenbaar.standards.files.refusals import FileRefused, Reason
from kenbaar.standards.files.rows import MEGABYTE, Limits, Place, Unit

_CHUNK = MEGABYTE
_SPACE = re.compile(r"[ \t\n\r]*")
# An error this near to the end of the text means that the text stopped, not that it is wrong.
_NEAR_END = 12


class JsonText:
    """A window on a JSON text, with a position in it."""

    def __init__(self, handle: BinaryIO, encoding: str, limits: Limits) -> None:
        handle.seek(0)
        self._handle = handle
        self._limits = limits
        self._bytes_to_text = codecs.getincrementaldecoder(encoding)()
        self._text = ""
        self._at = 0
        self._ended = False
        self._lines = 1
        self._counted = 0
        self._column_before = 0
        self.repeated: list[str] = []
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._object, parse_constant=self._constant, parse_float=self._number
        )

    def peek(self) -> str:
        """Return the next character that is no white space; "" at the end of the text."""
        while True:
            found = _SPACE.match(self._text, self._at)
            assert found is not None
            self._at = found.end()
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def take(self, *wanted: str) -> str:
        """Return the next character, which must be one of `wanted`, and go past it."""
        found = self.peek()
        if not found:
            self._refuse_cut()
        if found not in wanted:
            self._refuse_broken()
        self._at += 1
        return found

    def value(self) -> tuple[Any, bool]:
        """Return the value that starts here, and whether its text has an escaped character."""
        if not self.peek():
            self._refuse_cut()
        while True:
            value, end = self._decoded()
            length = (len(self._text) if end is None else end) - self._at
            if length > self._limits.row_chars:
                place = Place(Unit.LINE, self.line).text
                raise FileRefused(Reason.ROW_TOO_LARGE, place=place, limit=self._limits.row_chars)
            # A number at the very end of what was read may go on in what was not.
            if end is not None and (end < len(self._text) or self._ended):
                escaped = self._text.find("\\u", self._at, end) >= 0
                self._at = end
                return value, escaped
            self._more()

    @property
    def line(self) -> int:
        """The line of the position, from 1."""
        self._lines += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._lines

    def _decoded(self) -> tuple[Any, int | None]:
        del self.repeated[:]
        try:
            return self._decoder.raw_decode(self._text, self._at)
        except json.JSONDecodeError as error:
            if not self._ended:
                return None, None
            end = len(self._text.rstrip())
            if error.msg.startswith("Unterminated string") or error.pos >= end - _NEAR_END:
                self._refuse_cut()
            self._at = error.pos
            self._refuse_broken()
        except RecursionError:
            raise FileRefused(Reason.JSON_TOO_DEEP, line=self.line, limit=self._limits.json_depth) from None
        except ValueError as error:
            # Python reads no whole number of more than some 4,300 digits.
            raise FileRefused(Reason.JSON_NOT_A_NUMBER, line=self.line, value="…") from error

    def _more(self) -> bool:
        """Read on; forget what lies before the position. Reads more at once when a value turns out to be long."""
        if self._ended:
            return False
        self._lines = self.line
        self._column_before = self._column() - 1
        self._text, self._at, self._counted = self._text[self._at :], 0, 0
        chunk = self._handle.read(max(_CHUNK, len(self._text)))
        self._ended = not chunk
        try:
            self._text += self._bytes_to_text.decode(chunk, final=self._ended)
        except UnicodeDecodeError as error:
            raise FileRefused(Reason.NOT_UTF_8, line=self.line, byte=self._handle.tell()) from error
        return not self._ended

    def _refuse_cut(self) -> NoReturn:
        self._at = len(self._text)
        raise FileRefused(Reason.JSON_CUT_OFF, line=self.line, column=self._column())

    def _refuse_broken(self) -> NoReturn:
        raise FileRefused(Reason.JSON_BROKEN, line=self.line, column=self._column())

    def _column(self) -> int:
        newline = self._text.rfind("\n", 0, self._at)
        return self._at - newline if newline >= 0 else self._column_before + self._at + 1

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) != len(pairs):
            names = [name for name, _ in pairs]
            self.repeated.append(next(name for name in names if names.count(name) > 1))
        return made

    def _constant(self, name: str) -> NoReturn:
        raise FileRefused(Reason.JSON_NOT_A_NUMBER, line=self.line, value=name)

    def _number(self, digits: str) -> float:
        number = float(digits)
        if not math.isfinite(number):
            raise FileRefused(Reason.JSON_NOT_A_NUMBER, line=self.line, value=digits[:20])
        return number
