"""Sealing what a notice says in an envelope: encrypted once, its key wrapped for the citizen's code and for the body.

AES-256-GCM throughout. The content key is random, so that of two sealings of the same content neither tells anything of
the other. The body's half is X25519: all notices of a batch share one key, each with its place in the batch as nonce.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kenbaar.envelopes.naming import KEY_BYTES

NONCE_BYTES, TAG_BYTES = 12, 16
# What a notice says is filled up to a multiple of this, so that its length does not tell one outcome from another.
PADDED_TO = 256

_FILLING = [bytes(size) for size in range(PADDED_TO)]
_CONTENT, _FOR_CODE, _FOR_BODY = b"kenbaar content/1", b"kenbaar for code/1", b"kenbaar for body/1"
# An envelope holds, one after the other: a nonce and the content key for the code, that key for the body, the content.
_CODE_END = NONCE_BYTES + KEY_BYTES + TAG_BYTES
_BODY_END = _CODE_END + KEY_BYTES + TAG_BYTES
_DRAWN_BYTES = KEY_BYTES + NONCE_BYTES
# The content key is used once, so that no nonce can come twice.
_ONLY_NONCE = bytes(NONCE_BYTES)


class EnvelopeBroken(Exception):
    """An envelope that this key does not open: it is of another notice, or somebody changed it."""


class SealedBatch(NamedTuple):
    """The envelopes of a batch, and the public half (32 bytes) of its own key, by which the body finds the shared."""

    ephemeral: bytes
    envelopes: list[bytes]


def seal_batch(
    reading_key: bytes,
    wraps: Sequence[bytes],
    contents: Sequence[bytes],
    *,
    randomness: Callable[[int], bytes] = os.urandom,
) -> SealedBatch:
    """Seal the notices of a batch, each for the key of its code and all for the reading key of a body (32 bytes)."""
    own = X25519PrivateKey.from_private_bytes(randomness(KEY_BYTES))
    ephemeral = own.public_key().public_bytes_raw()
    shared = own.exchange(X25519PublicKey.from_public_bytes(reading_key))
    for_body = _body_cipher(shared, ephemeral, reading_key).encrypt
    drawn = randomness(_DRAWN_BYTES * len(contents))
    keys = [drawn[start : start + KEY_BYTES] for start in range(0, len(drawn), _DRAWN_BYTES)]
    nonces = [drawn[start : start + NONCE_BYTES] for start in range(KEY_BYTES, len(drawn), _DRAWN_BYTES)]
    # One kind of work after the other: what the processor needs for it is at hand then.
    sealed = [
        AESGCM(key).encrypt(_ONLY_NONCE, content + _FILLING[-len(content) % PADDED_TO], _CONTENT)
        for key, content in zip(keys, contents, strict=True)
    ]
    for_codes = [
        AESGCM(wrap).encrypt(nonce, key, _FOR_CODE) for wrap, nonce, key in zip(wraps, nonces, keys, strict=True)
    ]
    for_bodies = [for_body(_nonce_of(place), key, _FOR_BODY) for place, key in enumerate(keys)]
    return SealedBatch(ephemeral, list(map(b"".join, zip(nonces, for_codes, for_bodies, sealed, strict=True))))


class Reader:
    """Opens the notices of one batch with the private half of the body's reading key."""

    def __init__(self, private: X25519PrivateKey, ephemeral: bytes) -> None:
        shared = private.exchange(X25519PublicKey.from_public_bytes(ephemeral))
        self._cipher = _body_cipher(shared, ephemeral, private.public_key().public_bytes_raw())

    def open(self, place: int, envelope: bytes) -> bytes:
        """Return the content of the notice at a place in the batch, from 0. Raises EnvelopeBroken."""
        wrapped = envelope[_CODE_END:_BODY_END]
        return _opened(envelope, _decrypted(self._cipher, _nonce_of(place), wrapped, _FOR_BODY))


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


def open_by_code(wrap: bytes, envelope: bytes) -> bytes:
    """Return the content of a notice by the key that its code leads to. Raises EnvelopeBroken."""
    nonce, wrapped = envelope[:NONCE_BYTES], envelope[NONCE_BYTES:_CODE_END]
    return _opened(envelope, _decrypted(AESGCM(wrap), nonce, wrapped, _FOR_CODE))


def commitment_of(content: bytes) -> str:
    """Return the commitment to a notice, or to a step of one, in hexadecimal: it has a salt of 128 bits in it."""
    return sha256(content).hexdigest()


def _opened(envelope: bytes, key: bytes) -> bytes:
    # JSON does not end in a nought, so what was filled up comes off without a length.
    return _decrypted(AESGCM(key), _ONLY_NONCE, envelope[_BODY_END:], _CONTENT).rstrip(b"\0")


def _decrypted(cipher: AESGCM, nonce: bytes, sealed: bytes, purpose: bytes) -> bytes:
    try:
        return cipher.decrypt(nonce, sealed, purpose)
    except (InvalidTag, ValueError) as error:
        raise EnvelopeBroken from error


def _body_cipher(shared: bytes, ephemeral: bytes, reading_key: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), KEY_BYTES, ephemeral + reading_key, _FOR_BODY).derive(shared))


def _nonce_of(place: int) -> bytes:
    return place.to_bytes(NONCE_BYTES, "big")
