"""What a leaf of each log says, as canonical bytes: a line about a step in the register, or a commitment to a notice.

A leaf holds digests and no text, so that content can be long, and can be erased while the proof stays.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Self

from kenbaar.ledger.canonical import NotCanonical, canonical_bytes, read_canonical
from kenbaar.ledger.hashing import leaf_hash

STEPS = ("publish", "withdraw", "archive")

_DIGEST = re.compile(r"[0-9a-f]{64}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT([01]\d|2[0-3]):\d\d:\d\dZ", re.ASCII)


class LeafError(ValueError):
    """Something that is not a leaf. `member` is the name of what is wrong in it; empty means the whole."""

    def __init__(self, member: str, why: str) -> None:
        """Say what is wrong."""
        super().__init__(f"The leaf has no good {member}: {why}" if member else why)
        self.member = member


@dataclass(frozen=True, slots=True)
class RegisterLeaf:
    """One step of one entry of the register, as everybody may see it.

    `number` counts the leaves of this entry from 1; `previous` is the hex leaf hash of the one before, empty for the
    first; `on` is the moment that counts for the public and `recorded` that of writing, both UTC in whole seconds;
    `content` is the hex SHA-256 of the canonical bytes of the record.
    """

    KIND: ClassVar[str] = "register/1"

    entry: str
    number: int
    previous: str
    step: str
    on: str
    recorded: str
    body: str
    content: str

    def __post_init__(self) -> None:
        for member in ("entry", "previous", "step", "on", "recorded", "body", "content"):
            if type(getattr(self, member)) is not str:
                raise LeafError(member, "it is not a text.")
        if not self.entry or not self.body:
            raise LeafError("body" if self.entry else "entry", "it is empty.")
        if type(self.number) is not int or self.number < 1:
            raise LeafError("number", "it is a whole number from 1.")
        if (self.previous != "") != (self.number > 1):
            raise LeafError("previous", "every leaf of an entry but the first names the one before.")
        if self.step not in STEPS:
            raise LeafError("step", f"it is one of {', '.join(STEPS)}.")
        _check_digest("previous", self.previous or self.content)
        _check_digest("content", self.content)
        check_moment("on", self.on)
        check_moment("recorded", self.recorded)

    def members(self) -> dict[str, Any]:
        """Return the JSON object that it is."""
        return {"kind": self.KIND, **{name: getattr(self, name) for name in self.__slots__}}

    def to_bytes(self) -> bytes:
        """Return the entry of the log."""
        return canonical_bytes(self.members())

    @classmethod
    def from_members(cls, members: object) -> Self:
        """Read the JSON object, strictly; raises LeafError."""
        return cls(**_taken(members, cls.KIND, tuple(one.name for one in fields(cls))))

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read the entry of the log, strictly; raises LeafError."""
        return cls.from_members(_read(data))

    @property
    def hash(self) -> bytes:
        """Its hash in the tree, 32 bytes."""
        return leaf_hash(self.to_bytes())


@dataclass(frozen=True, slots=True)
class NoticeLeaf:
    """A salted commitment to a notice, 32 bytes as hex; it says nothing to who does not have the notice."""

    KIND: ClassVar[str] = "notice/1"

    commitment: str

    def __post_init__(self) -> None:
        if type(self.commitment) is not str:
            raise LeafError("commitment", "it is not a text.")
        _check_digest("commitment", self.commitment)

    def to_bytes(self) -> bytes:
        """Return the entry of the log."""
        return commitment_leaf(self.commitment)

    def members(self) -> dict[str, Any]:
        """Return the JSON object that it is."""
        return {"kind": self.KIND, "commitment": self.commitment}

    @classmethod
    def from_members(cls, members: object) -> Self:
        """Read the JSON object, strictly; raises LeafError."""
        return cls(**_taken(members, cls.KIND, ("commitment",)))

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read the entry of the log, strictly; raises LeafError."""
        return cls.from_members(_read(data))

    @property
    def hash(self) -> bytes:
        """Its hash in the tree, 32 bytes."""
        return leaf_hash(self.to_bytes())


def commitment_leaf(commitment: str) -> bytes:
    """Return the entry of the log for a commitment that was made here: a leaf is written for each of millions."""
    # Canonical as it stands, as the commitment is hexadecimal.
    return f'{{"commitment":"{commitment}","kind":"{NoticeLeaf.KIND}"}}'.encode()


def moment(at: dt.datetime) -> str:
    """Return a moment with a time zone as a leaf writes it: UTC in whole seconds, what is left is cut off."""
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def content_path(digest: str) -> str:
    """Return where the record of a leaf is served, below the address of the log: `content/ab/abcd...`."""
    _check_digest("content", digest)
    return f"content/{digest[:2]}/{digest}"


def check_moment(member: str, text: str) -> None:
    """Raise LeafError for a text that is not a moment in UTC and whole seconds."""
    try:
        if not _MOMENT.fullmatch(text):
            raise ValueError(text)
        dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise LeafError(member, "it is a moment such as 2026-11-28T12:00:00Z.") from error


def _read(data: bytes) -> object:
    try:
        value: object = read_canonical(data)
    except NotCanonical as error:
        raise LeafError("", f"The leaf cannot be read. {error}") from error
    return value


def _taken(members: object, kind: str, names: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(members, Mapping) or members.get("kind") != kind:
        raise LeafError("kind", f"it is an object of kind {kind}.")
    if set(members) != {"kind", *names}:
        raise LeafError("", f"A leaf of kind {kind} has exactly the members kind, {', '.join(names)}.")
    return {name: members[name] for name in names}


def _check_digest(member: str, text: str) -> None:
    if not _DIGEST.fullmatch(text):
        raise LeafError(member, "it is 64 hexadecimal characters in lower case.")
