"""One way to write a value as bytes, so that two parties who hold the same value hold the same digest.

JSON Canonicalization Scheme (RFC 8785), restricted to values for which no two libraries disagree: objects with ASCII
keys, lists, texts, whole numbers that every language can hold exactly, true, false and null.
"""

import json
from typing import Any, TypeAlias

import orjson

# RFC 8785 section 3.2.2.3 writes numbers as IEEE 754 doubles; these are the whole numbers that a double holds exactly.
LARGEST_NUMBER = 2**53 - 1
DEEPEST = 64
# Where a value stands: its key or number, in what stands there in turn. Most values are sound, and nobody asks.
_Path: TypeAlias = "tuple[_Path, str | int] | None"


class NotCanonical(ValueError):
    """A value or file that has no canonical form. `path` is a JSON pointer (RFC 6901); empty means the whole."""

    def __init__(self, path: str, why: str) -> None:
        """Say where and why."""
        super().__init__(f"At {path}: {why}" if path else why)
        self.path = path
        self.why = why


def canonical_bytes(value: Any) -> bytes:
    """Return the canonical form of a value, in UTF-8.

    Raises NotCanonical for a float, for any other type than dict, list, tuple, str, bool, int and None, for keys that
    are not ASCII, lone surrogates, numbers beyond +-(2**53 - 1) and more than 64 levels.
    """
    _check(value, None, 0)
    # Sorted as bytes is sorted as UTF-16 (RFC 8785 section 3.2.3) for ASCII keys, and orjson escapes what it asks for.
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def read_canonical(data: bytes) -> Any:
    """Return the value of bytes that are exactly a canonical form.

    Raises NotCanonical for everything else: not JSON, spaces, other order, duplicate keys, other escapes.
    """
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise NotCanonical("", f"This is not JSON ({error}). Fetch the file again.") from error
    if canonical_bytes(value) != data:
        raise NotCanonical("", "This is JSON, but not in its canonical form (RFC 8785). Fetch the file again.")
    return value


def read_json(data: bytes) -> Any:
    """Return the value of JSON that somebody may have saved with other spaces or another order of keys.

    Its canonical bytes are those of the value that was meant. Raises NotCanonical for what is not strict JSON in UTF-8,
    for duplicate keys and for a value without a canonical form.
    """
    try:
        value = json.loads(data.decode(), object_pairs_hook=_object)
    except NotCanonical:
        raise
    except (ValueError, RecursionError) as error:
        raise NotCanonical("", f"This is not JSON in UTF-8 ({error}). Fetch the file again.") from error
    _check(value, None, 0)
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members: dict[str, Any] = {}
    for key, value in pairs:
        if key in members:
            raise NotCanonical("", f"An object has the key {key!r} twice; nobody can say which one counts. Keep one.")
        members[key] = value
    return members


def _check(value: Any, path: _Path, depth: int) -> None:
    kind = type(value)
    if kind is str:
        _check_text(value, path)
    elif kind is int:
        if abs(value) > LARGEST_NUMBER:
            raise _refused(path, "A whole number goes up to 2**53 - 1. Write a larger one as text.")
    elif kind is bool or value is None:
        return
    elif depth == DEEPEST:
        raise _refused(path, f"There are more than {DEEPEST} levels. Make the value flatter.")
    elif kind is dict:
        for key, part in value.items():
            _check_key(key, path)
            _check(part, (path, key), depth + 1)
    elif kind is list or kind is tuple:
        for number, part in enumerate(value):
            _check(part, (path, number), depth + 1)
    else:
        raise _refused(path, f"A {kind.__name__} has no canonical form. Write it as text or as a whole number.")


def _check_key(key: Any, path: _Path) -> None:
    if type(key) is not str or not key.isascii():
        raise _refused(path, f"The key {key!r} is not a text of ASCII characters. Give it another name.")


def _check_text(text: str, path: _Path) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise _refused(path, "The text has half a character (a lone surrogate). Write the text again.") from error


def _refused(path: _Path, why: str) -> NotCanonical:
    parts: list[str] = []
    while path is not None:
        path, step = path
        parts.append("/" + str(step).replace("~", "~0").replace("/", "~1"))
    return NotCanonical("".join(reversed(parts)), why)
