"""The code in a letter: 24 characters in six groups of four, 115 bits and a check, to be typed by people.

Crockford's base32: no I, L, O or U. The check character makes the sum of all characters nought, each times a weight of
its own, in the field of 32 elements (x^5 + x^2 + 1). As weights are different and not nought, it sees every single
wrong character and every swap of two, wherever they stand.
"""

from itertools import accumulate, repeat

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 24
SEED_BYTES = LENGTH - 1

_FIELD, _BITS = 0b100101, 5
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
    """Return the code of 23 bytes, without dashes; the last five bits of each count."""
    number = int.from_bytes(seed)
    # A bit of the sum is whether an odd number of certain bits are set. Written out: codes are made by the million.
    total = (
        (number & _SUMMED[0]).bit_count() & 1
        | ((number & _SUMMED[1]).bit_count() & 1) << 1
        | ((number & _SUMMED[2]).bit_count() & 1) << 2
        | ((number & _SUMMED[3]).bit_count() & 1) << 3
        | ((number & _SUMMED[4]).bit_count() & 1) << 4
    )
    return seed.translate(_SIGNS).decode() + _CHECKS[total]


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
    return f"{code[:4]}-{code[4:8]}-{code[8:12]}-{code[12:16]}-{code[16:20]}-{code[20:]}"


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
# What a byte of a seed is in the code.
_SIGNS = bytes(ord(ALPHABET[byte % len(ALPHABET)]) for byte in range(256))
# 2 is a primitive element, so its first 24 powers differ.
_WEIGHTS = tuple(accumulate(repeat(2, LENGTH - 1), _times, initial=1))
# For each place what a character adds, by the number of the character.
_PRODUCTS = tuple(bytes(_times(weight, max(ALPHABET.find(chr(sign)), 0)) for sign in range(128)) for weight in _WEIGHTS)
# For each bit of the sum the bits of a seed, as a number, that it depends on.
_SUMMED = tuple(
    sum(
        (_times(weight, 1 << bit) >> of_sum & 1) << (8 * place + bit)
        for place, weight in enumerate(reversed(_WEIGHTS[:SEED_BYTES]))
        for bit in range(_BITS)
    )
    for of_sum in range(_BITS)
)
# For each sum of the data the character that makes the whole nought.
_CHECKS = {_PRODUCTS[-1][ord(sign)]: sign for sign in ALPHABET}
