"""The code in a letter: 24 characters in six groups of four, 115 bits and a check, to be typed by people.

Crockford's base32: no I, L, O or U. The check character makes the sum of all characters nought, each times a weight of
its own, in the field of 32 elements (x^5 + x^2 + 1). As weights are different and not nought, it sees every single
wrong character and every swap of two, wherever they stand.
"""

from itertools import accumulate, repeat

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 24
GROUP = 4
SEED_BYTES = 15

_FIELD = 0b100101
# Ten bits at once, from the left: codes are written by the million.
_PAIRS = tuple(first + second for first in ALPHABET for second in ALPHABET)
_PAIR = len(_PAIRS) - 1
_SHIFTS = tuple(range(8 * SEED_BYTES - 10, -1, -10))
# What people type for what they see, and what stands between the groups.
_TYPED = str.maketrans("OIL", "011", " \t\r\n\u00a0-\u2010\u2011\u2012\u2013\u2014\u2212._")
_LONGEST_TYPED = 200


class CodeNotGood(ValueError):
    """A text that is no code. `why` is one of `length`, `character` and `check`; the text itself is not in it."""

    def __init__(self, why: str) -> None:
        """Say what is wrong."""
        super().__init__(f"This is not a code: its {why} is wrong.")
        self.why = why


def code_of(seed: bytes) -> str:
    """Return the code of 15 bytes, without dashes; the last five of their 120 bits do not count."""
    number = int.from_bytes(seed)
    data = "".join([_PAIRS[number >> shift & _PAIR] for shift in _SHIFTS])[: LENGTH - 1]
    return data + _CHECKS[_sum(data.encode())]


def read_code(typed: str) -> str:
    """Return the code that somebody typed, in capitals and without dashes. Raises CodeNotGood."""
    if len(typed) > _LONGEST_TYPED:
        raise CodeNotGood("length")
    code = typed.upper().translate(_TYPED)
    if not set(code) <= _KNOWN:
        raise CodeNotGood("character")
    if len(code) != LENGTH:
        raise CodeNotGood("length")
    if _sum(code.encode()):
        raise CodeNotGood("check")
    return code


def grouped(code: str) -> str:
    """Return a code as a letter shows it: `0123-4567-...`."""
    return "-".join([code[start : start + GROUP] for start in range(0, LENGTH, GROUP)])


def _times(a: int, b: int) -> int:
    """Multiply in the field."""
    product = 0
    while b:
        product ^= a * (b & 1)
        a <<= 1
        a ^= _FIELD * (a >> 5)
        b >>= 1
    return product


def _sum(code: bytes) -> int:
    """Return the weighted sum of a code, or of its beginning."""
    total = 0
    for products, character in zip(_PRODUCTS, code, strict=False):
        total ^= products[character]
    return total


_KNOWN = frozenset(ALPHABET)
# 2 is a primitive element, so its first 24 powers differ.
_WEIGHTS = tuple(accumulate(repeat(2, LENGTH - 1), _times, initial=1))
# For each place what a character adds, by the number of the character.
_PRODUCTS = tuple(bytes(_times(weight, max(ALPHABET.find(chr(sign)), 0)) for sign in range(128)) for weight in _WEIGHTS)
# For each sum of the data the character that makes the whole nought.
_CHECKS = {_PRODUCTS[-1][ord(sign)]: sign for sign in ALPHABET}
