"""What is derived and never kept: the code of a decision, the salt of its notice, and the name by which it is known.

Derived, so that an issue that was killed and one that is repeated give the same code, and nothing has to be kept to
print a code again. All follow from the notice secret of the site; without it none of them can be told from chance.
"""

import hmac
from dataclasses import dataclass
from typing import NamedTuple, Self

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kenbaar.envelopes.codes import SEED_BYTES, code_of

NAME_BYTES = 16
SALT_BYTES = 16
KEY_BYTES = 32

_OF_BODY = b"kenbaar notices of a body/1 "
_OF_CODE = b"kenbaar code/1"


class Drawn(NamedTuple):
    """What belongs to one notice: the code for the citizen (24 characters) and the salt of its content (16 bytes)."""

    code: str
    salt: bytes


class CodeKeys(NamedTuple):
    """What a code leads to: the name by which the notice is looked up (16 bytes), and the key that opens it (32)."""

    lookup: bytes
    wrap: bytes


@dataclass(frozen=True, slots=True)
class Naming:
    """The two keys of a body: one for codes and salts, one for the names of decisions. Both have 32 bytes."""

    drawing: bytes
    decisions: bytes

    @classmethod
    def of(cls, secret: str, body: str) -> Self:
        """Return the keys of a body, by its slug, that follow from the notice secret of the site."""
        both = HKDF(SHA256(), 2 * KEY_BYTES, None, _OF_BODY + body.encode()).derive(secret.encode())
        return cls(both[:KEY_BYTES], both[KEY_BYTES:])

    def decision(self, kind: str, reference: str) -> bytes:
        """Return the name of a decision, by the slug of its profile and the reference that the body gave it."""
        return hmac.digest(self.decisions, f"{kind}|{reference}".encode(), "sha256")[:NAME_BYTES]

    def draw(self, kind: str, profile: str, reference: str, edition: int) -> Drawn:
        """Return code and salt; `profile` is the hex digest of its version, `edition` counts corrections from 1."""
        # The reference comes last: nothing before it has a bar in it, so no two calls hash the same text.
        seed = hmac.digest(self.drawing, f"{kind}|{profile}|{edition}|{reference}".encode(), "sha256")
        return Drawn(code_of(seed[:SEED_BYTES]), seed[-SALT_BYTES:])


def keys_of_code(code: str) -> CodeKeys:
    """Return what a code, in capitals and without dashes, leads to.

    115 bits are too many to try, so no slow hash is needed: see `docs/threat-model.md`.
    """
    both = HKDF(SHA256(), NAME_BYTES + KEY_BYTES, None, _OF_CODE).derive(code.encode())
    return CodeKeys(both[:NAME_BYTES], both[NAME_BYTES:])
