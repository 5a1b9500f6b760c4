"""Sealing what a notice says: encrypted once, its key wrapped for the citizen's code and for the body.

AES-256-GCM throughout. The content key is random, so that of two sealings of the same content neither tells anything of
the other. The body's half is X25519: all notices of a batch share one key, each with its place in the batch as nonce.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kenbaar.envelopes.naming import KEY_BYTES, CodeKeys

NONCE_BYTES = 12
# What a notice says is filled up to a multiple of this, so that its length does not tell one outcome from another.
PADDED_TO = 256

_CONTENT, _FOR_CODE, _FOR_BODY = b"kenbaar content/1", b"kenbaar for code/1", b"kenbaar for body/1"
# The content key is used once, so that no nonce can come twice.
_ONLY_NONCE = bytes(NONCE_BYTES)


class EnvelopeBroken(Exception):
    """An envelope that this key does not open: it is of another notice, or somebody changed it."""


class Envelope(NamedTuple):
    """What is kept of a notice: its content, sealed, and its key wrapped for the code and for the body."""

    sealed: bytes
    for_code: bytes
    for_body: bytes


class Sealer:
    """Seals the notices of one batch for the reading key of a body (X25519, 32 bytes).

    `ephemeral` is the public half (32 bytes) of the batch's own key, by which the body finds the shared one.
    """

    def __init__(self, reading_key: bytes, *, randomness: Callable[[int], bytes] = os.urandom) -> None:
        own = X25519PrivateKey.from_private_bytes(randomness(KEY_BYTES))
        self.ephemeral = own.public_key().public_bytes_raw()
        shared = own.exchange(X25519PublicKey.from_public_bytes(reading_key))
        self._for_body = _body_cipher(shared, self.ephemeral, reading_key)
        self._randomness = randomness

    def seal(self, place: int, keys: CodeKeys, content: bytes) -> Envelope:
        """Seal content at a place in the batch, from 0; each place is used once."""
        drawn = self._randomness(KEY_BYTES + NONCE_BYTES)
        key, nonce = drawn[:KEY_BYTES], drawn[KEY_BYTES:]
        return Envelope(
            AESGCM(key).encrypt(_ONLY_NONCE, _padded(content), _CONTENT),
            nonce + AESGCM(keys.wrap).encrypt(nonce, key, _FOR_CODE),
            self._for_body.encrypt(_nonce_of(place), key, _FOR_BODY),
        )


class Reader:
    """Opens the notices of one batch with the private half of the body's reading key."""

    def __init__(self, private: X25519PrivateKey, ephemeral: bytes) -> None:
        shared = private.exchange(X25519PublicKey.from_public_bytes(ephemeral))
        self._cipher = _body_cipher(shared, ephemeral, private.public_key().public_bytes_raw())

    def open(self, place: int, envelope: Envelope) -> bytes:
        """Return the content of the notice at a place in the batch. Raises EnvelopeBroken."""
        return _opened(envelope, _decrypted(self._cipher, _nonce_of(place), envelope.for_body, _FOR_BODY))


@dataclass(frozen=True, slots=True)
class ReadingKey:
    """The private half of the key with which a body reads its notices, as a file holds it in one line."""

    body: str
    private: X25519PrivateKey

    @classmethod
    def made(cls, body: str, *, randomness: Callable[[int], bytes] = os.urandom) -> Self:
        """Make a key for a body, by its slug."""
        return cls(body, X25519PrivateKey.from_private_bytes(randomness(KEY_BYTES)))

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read the line. Raises ValueError, which never holds the key."""
        mark, _space, rest = text.strip().partition(" ")
        body, _space, key = rest.partition(" ")
        try:
            private = X25519PrivateKey.from_private_bytes(bytes.fromhex(key))
        except ValueError:
            private = None
        if mark != _MARK or not body or private is None:
            raise ValueError(f"a reading key is one line: {_MARK}, the body and 64 hexadecimal characters") from None
        return cls(body, private)

    def to_text(self) -> str:
        """Return the line."""
        return f"{_MARK} {self.body} {self.private.private_bytes_raw().hex()}"

    @property
    def public(self) -> bytes:
        """The public half, 32 bytes."""
        return self.private.public_key().public_bytes_raw()


_MARK = "kenbaar-reading-key/1"


def open_by_code(keys: CodeKeys, envelope: Envelope) -> bytes:
    """Return the content of a notice that a code leads to. Raises EnvelopeBroken."""
    nonce, wrapped = envelope.for_code[:NONCE_BYTES], envelope.for_code[NONCE_BYTES:]
    return _opened(envelope, _decrypted(AESGCM(keys.wrap), nonce, wrapped, _FOR_CODE))


def commitment_of(content: bytes) -> str:
    """Return the commitment to a notice, or to a step of one, in hexadecimal: it has a salt of 128 bits in it."""
    return sha256(content).hexdigest()


def _padded(content: bytes) -> bytes:
    return content + bytes(-len(content) % PADDED_TO)


def _opened(envelope: Envelope, key: bytes) -> bytes:
    # JSON does not end in a nought, so what was filled up comes off without a length.
    return _decrypted(AESGCM(key), _ONLY_NONCE, envelope.sealed, _CONTENT).rstrip(b"\0")


def _decrypted(cipher: AESGCM, nonce: bytes, sealed: bytes, purpose: bytes) -> bytes:
    try:
        return cipher.decrypt(nonce, sealed, purpose)
    except (InvalidTag, ValueError) as error:
        raise EnvelopeBroken from error


def _body_cipher(shared: bytes, ephemeral: bytes, reading_key: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), KEY_BYTES, ephemeral + reading_key, _FOR_BODY).derive(shared))


def _nonce_of(place: int) -> bytes:
    return place.to_bytes(NONCE_BYTES, "big")
