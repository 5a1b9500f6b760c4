"""References: the permanent public names of entries. Pure."""

import hashlib
import re

# Crockford's alphabet: no I, L, O or U, so that a reference survives being read aloud and typed over.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_LARS = re.compile(r"[1-9]{7}[0-9]")
_OWN = re.compile(rf"kb-[{_ALPHABET}]{{10}}")


def is_lars(text: str) -> bool:
    """Say whether `text` is a code of the Dutch register: seven digits 1 to 9 and a check digit.

    The check digit is ((d1+d3+d5+d7)*3 + (d2+d4+d6)) mod 10, as the register's own codes have it. A code of eight
    digits that fails the check is not treated as one.
    """
    if not _LARS.fullmatch(text):
        return False
    digits = [int(digit) for digit in text]
    return (sum(digits[0:7:2]) * 3 + sum(digits[1:6:2])) % 10 == digits[7]


def is_own_reference(text: str) -> bool:
    """Say whether `text` is a reference as `reference_from` makes them."""
    return _OWN.fullmatch(text) is not None


def reference_from(key: str) -> str:
    """Return the reference of an entry that has no LARS code, from something that identifies it for good.

    The same key gives the same reference on every installation: `kb-` and ten characters (50 bits).
    """
    number = int.from_bytes(hashlib.sha256(key.encode()).digest()[:7], "big")
    return "kb-" + "".join(_ALPHABET[(number >> shift) & 31] for shift in range(0, 50, 5))
