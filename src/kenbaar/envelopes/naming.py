"""What is derived and never kept: the code of a decision, the salt of its notice, and the name by which it is known.

Derived, so that an issue that was killed and one that is repeated give the same code, and nothing has to be kept to
print a code again. All follow from the notice secret of the site; without it none of them can be told from chance.
Functions take many at once: notices are issued by the million.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha512
from typing import NamedTuple, Self

from cryptography.hazmat.primitives.hashes import SHA256, SHA512
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kenbaar.envelopes.codes import SEED_BYTES, code_of

LOOKUP_BYTES = 16
SALT_BYTES = 16
KEY_BYTES = 32
MARK_BYTES = 8

_OF_BODY = b"kenbaar notices of a body/3 "
_OF_CODE = b"kenbaar code/2"
_OF_MARK = b"kenbaar mark of a key/1 "
_ROUND = b"\0\0\0\1"
_LOOKUP, _WRAP = slice(LOOKUP_BYTES), slice(LOOKUP_BYTES, LOOKUP_BYTES + KEY_BYTES)


class CodeKeys(NamedTuple):
    """What a code leads to: the name by which the notice is looked up (16 bytes), and the key that opens it (32)."""

    lookup: bytes
    wrap: bytes


class Drawn(NamedTuple):
    """What belongs to notices: codes for citizens (24 characters), salts (16 bytes), and what the codes lead to."""

    codes: list[str]
    salts: list[bytes]
    lookups: list[bytes]
    wraps: list[bytes]

    def at(self, places: Sequence[int]) -> "Drawn":
        """Return what belongs to some of them."""
        return Drawn(
            [self.codes[place] for place in places],
            [self.salts[place] for place in places],
            [self.lookups[place] for place in places],
            [self.wraps[place] for place in places],
        )


@dataclass(frozen=True, slots=True)
class Naming:
    """The key of a body (32 bytes), from which codes and salts follow."""

    key: bytes

    @property
    def mark(self) -> bytes:
        """What tells this key from others, and says nothing of it (8 bytes)."""
        return sha512(_OF_MARK + self.key).digest()[:MARK_BYTES]

    @classmethod
    def of(cls, secret: str, body: str) -> Self:
        """Return the key of a body, by its slug, that follows from the notice secret of the site."""
        return cls(HKDF(SHA256(), KEY_BYTES, None, _OF_BODY + body.encode()).derive(secret.encode()))

    def draw(self, kind: str, references: Iterable[str], edition: int) -> Drawn:
        """Return what belongs to decisions, by the slug of their profile and the references that the body gave them.

        `edition` counts the notices of a decision from 1.
        """
        # The reference comes last: nothing before it has a bar in it, so no two calls hash the same text.
        before = f"{kind}|{edition}|"
        base = HMAC(self.key, SHA512())
        seeds = [_digest(base, f"{before}{reference}".encode()) for reference in references]
        codes = [code_of(seed[:SEED_BYTES]) for seed in seeds]
        derived = [_derived(code) for code in codes]
        return Drawn(
            codes,
            [seed[-SALT_BYTES:] for seed in seeds],
            [each[_LOOKUP] for each in derived],
            [each[_WRAP] for each in derived],
        )


def keys_of_code(code: str) -> CodeKeys:
    """Return what a code, in capitals and without dashes, leads to."""
    derived = _derived(code)
    return CodeKeys(derived[_LOOKUP], derived[_WRAP])


def _derived(code: str) -> bytes:
    # One step of NIST SP 800-56C with SHA-512: 115 bits are too many to try, so that no slow hash is needed.
    return sha512(_ROUND + code.encode() + _OF_CODE).digest()


def _digest(base: HMAC, text: bytes) -> bytes:
    one = base.copy()
    one.update(text)
    return one.finalize()
