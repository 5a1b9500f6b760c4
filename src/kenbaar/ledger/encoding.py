"""Base64 as C2SP uses it (RFC 4648 section 4), read strictly: one text for each sequence of bytes."""

import binascii
from base64 import b64decode, b64encode


def to_base64(data: bytes) -> str:
    """Return bytes as base64 with padding."""
    return b64encode(data).decode()


def from_base64(text: str) -> bytes:
    """Return the bytes of a base64 text; raises ValueError for any text that `to_base64` does not write."""
    try:
        data = b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError(f"{text!r} is not base64") from error
    if to_base64(data) != text:
        raise ValueError(f"{text!r} is not base64 in its one form")
    return data
