"""What a notice says, as the bytes that the log commits to (`kenbaar-notice/1`, see `docs/log-format.md`)."""

import datetime as dt
from base64 import b64decode
from binascii import b2a_base64
from collections.abc import Iterable
from typing import Any, NamedTuple

import orjson

from kenbaar.decisions.decision import Decision

KIND = "kenbaar-notice/1"


class DocumentError(ValueError):
    """Bytes that are not what a notice says."""


class Document(NamedTuple):
    """A decision, the hex digest of the profile version with which it is told, when it was issued, and its salt."""

    profile: str
    decision: Decision
    issued: str
    salt: bytes


def write_documents(profile: str, issued: str, decisions: Iterable[Decision], salts: Iterable[bytes]) -> list[bytes]:
    """Return the canonical bytes of notices that are told with one version of a profile, as issued at one moment.

    The decisions were read against that version, so that their ids are ASCII.
    """
    # Texts under ASCII keys only: sorted keys make that canonical (RFC 8785), and those of the whole are sorted here.
    before, after = b'{"decision":', b'"}'
    between = b"," + orjson.dumps({"issued": issued, "kind": KIND, "profile": profile, "salt": ""})[1:-2]
    members = [_members(decision) for decision in decisions]
    return [
        b"".join(
            (before, orjson.dumps(each, None, orjson.OPT_SORT_KEYS), between, b2a_base64(salt, newline=False), after)
        )
        for each, salt in zip(members, salts, strict=True)
    ]


def read_document(data: bytes) -> Document:
    """Return what canonical bytes say. Raises DocumentError."""
    try:
        said = orjson.loads(data)
        if said.pop("kind") != KIND:
            raise ValueError(f"its kind is not {KIND}")
        return Document(said["profile"], _decision(said["decision"]), said["issued"], b64decode(said["salt"]))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise DocumentError(f"This is not what a notice says: {error}") from error


def _members(decision: Decision) -> dict[str, Any]:
    """Return what a decision has: nothing is said of what is empty."""
    return {name: value for name, value in zip(Decision._fields, decision, strict=True) if value}


def _decision(members: dict[str, Any]) -> Decision:
    return Decision(**{**members, "decided_on": dt.date.fromisoformat(members["decided_on"])})
