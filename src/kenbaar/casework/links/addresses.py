"""The web addresses in a sheet: fields for a link, lines that hold one, columns of lists, and within texts. Pure."""

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from kenbaar.rules.answers import Sheet

# Far more than an entry of the Dutch register ever had; it bounds what one entry can have others called for.
MOST_ADDRESSES = 200
_LONGEST = 2000
_ADDRESS = re.compile(r"https?://[^\s<>\"“”„`|\\^{}]+", re.IGNORECASE)
_CLOSERS = {")": "(", "]": "["}


def addresses_in(sheet: Sheet) -> dict[str, tuple[str, ...]]:
    """Return the addresses of each fact that has any, each once, up to MOST_ADDRESSES in all."""
    found: dict[str, tuple[str, ...]] = {}
    left = MOST_ADDRESSES
    for fact, answer in sheet.items():
        there = tuple(dict.fromkeys(_within(answer)))[:left]
        if there:
            found[fact] = there
            left -= len(there)
    return found


def digest_of(address: str) -> str:
    """Return what an address is found by."""
    return hashlib.sha256(address.encode()).hexdigest()


def _within(value: Any) -> Iterator[str]:
    match value:
        case str():
            for match in _ADDRESS.finditer(value):
                address = _without_ending(match.group().partition("#")[0])
                if len(address) <= _LONGEST:
                    yield address
        case dict():
            for each in value.values():
                yield from _within(each)
        case list():
            for each in value:
                yield from _within(each)


def _without_ending(address: str) -> str:
    """Return an address without what closes the sentence or the brackets around it."""
    while True:
        address = address.rstrip(".,;:!?'’*…")
        opener = _CLOSERS.get(address[-1:])
        if opener is None or address.count(opener) >= address.count(address[-1]):
            return address
        address = address[:-1]
