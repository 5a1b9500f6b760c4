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
# What people type for what they see, and what stands between the groups.
_TYPED = str.maketrans("OIL", "011", " \t\r\n\u00a0-\u2010\u2011\u2012\u2013\u2014\u2212._#")
_LONGEST_TYPED = 200


class CodeNotGood(ValueError):
    """A text that is no code. `why` is one of `length`, `character` and `check`; the text itself is not in it."""

    def __init__(self, why: str) -> None:
        """Say what is wrong."""
        super().__init__(f"This is not a code: its {why} is wrong.")
        self.why = why


def code_of(seed: bytes) -> str:
    """Return the code of 15 bytes, without dashes; the last five of their 120 bits do not count."""
    number, total, pairs = int.from_bytes(seed), 0, []
    for shift, sums in _SHIFTS:
        pair = number >> shift & _PAIR
        pairs.append(_PAIRS[pair])
        total ^= sums[pair]
    return "".join(pairs)[: LENGTH - 1] + _CHECKS[total]


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
    return "-".join([code[group] for group in _GROUPS])


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
    """Return the weighted sum of a code."""
    total = 0
    for products, character in zip(_PRODUCTS, code, strict=True):
        total ^= products[character]
    return total


_KNOWN = frozenset(ALPHABET)
_GROUPS = [slice(start, start + GROUP) for start in range(0, LENGTH, GROUP)]
# 2 is a primitive element, so its first 24 powers differ.
_WEIGHTS = tuple(accumulate(repeat(2, LENGTH - 1), _times, initial=1))
# For each place what a character adds, by the number of the character.
_PRODUCTS = tuple(bytes(_times(weight, max(ALPHABET.find(chr(sign)), 0)) for sign in range(128)) for weight in _WEIGHTS)
# For each pair of characters of the data where its ten bits stand, and what each can add; the last has one character.
_SHIFTS = tuple(
    (
        8 * SEED_BYTES - 10 * (number + 1),
        bytes(first[ord(pair[0])] ^ (second[ord(pair[1])] if number < LENGTH // 2 - 1 else 0) for pair in _PAIRS),
    )
    for number, (first, second) in enumerate(zip(_PRODUCTS[::2], _PRODUCTS[1::2], strict=True))
)
# For each sum of the data the character that makes the whole nought.
_CHECKS = {_PRODUCTS[-1][ord(sign)]: sign for sign in ALPHABET}
