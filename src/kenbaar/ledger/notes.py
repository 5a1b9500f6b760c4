"""A text signed by one or more keys (C2SP signed-note, Ed25519), and the keys in the form that Go tools write them."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from kenbaar.ledger.encoding import from_base64, to_base64

# Limits against files that were made to keep a reader busy; the specification asks for at least 16 signatures.
LARGEST_NOTE = 2**18
MOST_SIGNATURES = 100
KEY_SIZE = 32
SIGNATURE_SIZE = 64

_NAME = re.compile(r"[^\s+\x00-\x1f]+")
_KEY = re.compile(r"(?P<name>[^+]+)\+(?P<id>[0-9a-f]{8})\+(?P<key>[A-Za-z0-9+/]+=*)")
_PRIVATE = "PRIVATE+KEY+"
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


class NoteError(ValueError):
    """A note, a key or a signature that is not what it should be."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature line: the name of the key, its id (4 bytes) and what the key signed with."""

    name: str
    key_id: bytes
    signature: bytes

    def line(self) -> str:
        """Return the line as it stands below a note, with its newline."""
        return f"— {self.name} {to_base64(self.key_id + self.signature)}\n"


@dataclass(frozen=True, slots=True)
class SignedNote:
    """A text that ends in a newline, and the signatures below it. Nothing of it is checked yet."""

    text: str
    signatures: tuple[Signature, ...]

    def to_bytes(self) -> bytes:
        """Return the note as a file."""
        return f"{self.text}\n{''.join(signature.line() for signature in self.signatures)}".encode()


@dataclass(frozen=True, slots=True)
class Opened:
    """A note of which a signature was checked: `by` are the names of the keys, `unknown` what nobody here can check."""

    text: str
    by: tuple[str, ...]
    unknown: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Verifier:
    """A public key of Ed25519 (32 bytes) and its name."""

    # The signature type of C2SP signed-note.
    KIND: ClassVar[int] = 0x01

    name: str
    public_key: bytes

    def __post_init__(self) -> None:
        _checked_name(self.name)
        if len(self.public_key) != KEY_SIZE:
            raise NoteError(f"A public key of Ed25519 has {KEY_SIZE} bytes, not {len(self.public_key)}.")

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read `name+id+base64`, as Go and C2SP write it; raises NoteError."""
        name, public_key = _read_key(text, cls.KIND)
        verifier = cls(name, public_key)
        if verifier.to_text() != text:
            raise NoteError(f"The key {text} does not fit its own id. Copy it again.")
        return verifier

    @property
    def key_id(self) -> bytes:
        """The first four bytes of SHA-256(name, newline, kind, public key)."""
        return hashlib.sha256(f"{self.name}\n".encode() + bytes([self.KIND]) + self.public_key).digest()[:4]

    def to_text(self) -> str:
        """Return the key as `name+id+base64`."""
        return f"{self.name}+{self.key_id.hex()}+{to_base64(bytes([self.KIND]) + self.public_key)}"

    def verifies(self, text: str, signature: bytes) -> bool:
        """Say whether this key made the signature (64 bytes) over the text."""
        return verifies_bytes(self.public_key, text.encode(), signature)


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """A private key of Ed25519, as its seed of 32 bytes, and its name. The seed comes from a source of randomness."""

    KIND: ClassVar[int] = Verifier.KIND

    name: str
    seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        _checked_name(self.name)
        if len(self.seed) != KEY_SIZE:
            raise NoteError(f"A private key of Ed25519 is made from {KEY_SIZE} bytes, not {len(self.seed)}.")

    @classmethod
    def made(cls, name: str, seed: bytes) -> Self:
        """Make a key from 32 random bytes."""
        return cls(name, seed)

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read `PRIVATE+KEY+name+id+base64`, as Go writes it; raises NoteError, which never repeats the key."""
        if not text.startswith(_PRIVATE):
            raise NoteError(f"This is not a private key; that begins with {_PRIVATE}.")
        try:
            name, seed = _read_key(text.removeprefix(_PRIVATE), cls.KIND)
        except NoteError:
            raise NoteError("This private key cannot be read. Copy it again, as one line without spaces.") from None
        signer = cls(name, seed)
        if signer.to_text() != text:
            raise NoteError(f"The private key of {name} does not fit its own id. Copy it again.")
        return signer

    @property
    def verifier(self) -> Verifier:
        """The public key."""
        return Verifier(self.name, self.public_key)

    @property
    def public_key(self) -> bytes:
        """The public key, 32 bytes."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw()

    def to_text(self) -> str:
        """Return the private key as `PRIVATE+KEY+name+id+base64`. Whoever has this text can sign."""
        return f"{_PRIVATE}{self.name}+{self.verifier.key_id.hex()}+{to_base64(bytes([self.KIND]) + self.seed)}"


@dataclass(frozen=True, slots=True)
class Signer(PrivateKey):
    """A private key that signs notes."""

    def signed(self, text: str) -> Signature:
        """Return the signature over a text."""
        return Signature(self.name, self.verifier.key_id, sign_bytes(self.seed, text.encode()))


def sign(text: str, signers: Iterable[Signer]) -> bytes:
    """Return a note over a text, signed by each signer in order; raises NoteError for a text that cannot be signed."""
    if not text.endswith("\n") or _CONTROL.search(text):
        raise NoteError("A text that is signed ends in a newline and has no other control characters.")
    signatures = tuple(signer.signed(text) for signer in signers)
    if not signatures:
        raise NoteError("A note has at least one signature. Give a key to sign with.")
    return SignedNote(text, signatures).to_bytes()


def read_note(data: bytes) -> SignedNote:
    """Take a note apart, strictly; raises NoteError. Nothing in it is to be trusted before `open_note`."""
    if len(data) > LARGEST_NOTE:
        raise NoteError(f"A signed note has at most {LARGEST_NOTE:,} bytes; this one has {len(data):,}.")
    try:
        whole = data.decode()
    except UnicodeDecodeError as error:
        raise NoteError("The signed note is not UTF-8.") from error
    if _CONTROL.search(whole):
        raise NoteError("The signed note has control characters.")
    text, blank, below = whole.rpartition("\n\n")
    if not blank or not below.endswith("\n"):
        raise NoteError("The signed note has no empty line with signatures below it.")
    return SignedNote(f"{text}\n", read_signatures(below))


def read_signatures(lines: str) -> tuple[Signature, ...]:
    """Read one or more signature lines, each with its newline; raises NoteError."""
    parts = lines.removesuffix("\n").split("\n")
    if len(parts) > MOST_SIGNATURES:
        raise NoteError(f"There are more than {MOST_SIGNATURES} signatures.")
    return tuple(_read_line(part) for part in parts)


def open_note(data: bytes, verifiers: Sequence[Verifier]) -> Opened:
    """Return a note after checking every signature that one of these keys should have made.

    Raises NoteError when none of them signed, and when one of their signatures is false (C2SP signed-note).
    """
    note = read_note(data)
    known = _by_id(verifiers)
    by: dict[tuple[str, bytes], None] = {}
    unknown = []
    for signature in note.signatures:
        key = (signature.name, signature.key_id)
        if key not in known:
            unknown.append(signature)
        elif not known[key].verifies(note.text, signature.signature):
            raise NoteError(
                f"The signature of {signature.name} is false: the text was changed, or somebody else signed."
            )
        else:
            by[key] = None
    if not by:
        raise NoteError("None of the known keys signed this note. Check whether you have the right key.")
    return Opened(note.text, tuple(name for name, _ in by), tuple(unknown))


def sign_bytes(seed: bytes, message: bytes) -> bytes:
    """Return the Ed25519 signature (64 bytes) over a message (RFC 8032)."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(message)


def verifies_bytes(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Say whether a public key made an Ed25519 signature over a message (RFC 8032)."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def _by_id(verifiers: Sequence[Verifier]) -> dict[tuple[str, bytes], Verifier]:
    known: dict[tuple[str, bytes], Verifier] = {}
    for verifier in verifiers:
        if known.setdefault((verifier.name, verifier.key_id), verifier) != verifier:
            raise NoteError(f"Two different keys have the name {verifier.name} and the same id. Use one of them.")
    return known


def _read_line(line: str) -> Signature:
    parts = line.split(" ")
    if len(parts) != 3 or parts[0] != "—" or not _NAME.fullmatch(parts[1]):
        raise NoteError(f"{line!r} is not a signature line.")
    try:
        data = from_base64(parts[2])
    except ValueError as error:
        raise NoteError(f"{line!r} is not a signature line.") from error
    if len(data) < 5:
        raise NoteError(f"{line!r} has no signature.")
    return Signature(parts[1], data[:4], data[4:])


def _read_key(text: str, kind: int) -> tuple[str, bytes]:
    match = _KEY.fullmatch(text)
    if not match:
        raise NoteError(f"{text!r} is not a key; that looks like name+0123abcd+base64.")
    try:
        data = from_base64(match["key"])
    except ValueError as error:
        raise NoteError(f"{text!r} is not a key; the part after the last + is damaged.") from error
    if data[0] != kind:
        raise NoteError(f"{text!r} is a key of kind {data[0]}; kind {kind} is needed here.")
    return match["name"], data[1:]


def _checked_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise NoteError(f"{name!r} cannot be the name of a key: no spaces, no plus, at least one character.")
