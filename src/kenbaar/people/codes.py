"""Secret codes that a person or a service shows once or often: how they look, and what is kept of them. Pure."""

import hashlib
import secrets

# Tools that look for leaked secrets know a token by its beginning.
TOKEN_BEGINNING = "kbt_"  # noqa: S105  # no secret: what every token begins with


def new_code() -> str:
    """Return a code of 256 bits that fits in an address."""
    return secrets.token_urlsafe(32)


def new_token() -> str:
    """Return a code for a service account."""
    return TOKEN_BEGINNING + new_code()


def digest_of(code: str) -> str:
    """Return what is kept of a code, in hexadecimal. It has too many bits for anybody to guess it back."""
    return hashlib.sha256(code.encode()).hexdigest()
