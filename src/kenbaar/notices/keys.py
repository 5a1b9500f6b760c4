"""The keys of notices, which are never in the database: the notice secret of the site, and reading keys of bodies.

From the secret follow codes and salts (`envelopes/naming.py`). When it was replaced, the old
one follows the new one: codes are drawn with the first, and decisions are recognised by all.
"""

import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from kenbaar.envelopes.naming import Naming
from kenbaar.envelopes.sealing import ReadingKey
from kenbaar.notices.errors import ReadingKeyMissing, SecretMissing, SecretNotUsable

SHORTEST_SECRET = 32
_ENVIRONMENT = "KENBAAR_NOTICE_SECRET"


def namings_of(body: str) -> tuple[Naming, ...]:
    """Return what names the decisions of a body, by its slug; the first draws codes.

    Raises SecretMissing or SecretNotUsable.
    """
    found = _every_secret()
    if not found:
        raise SecretMissing(_where())
    return tuple(Naming.of(secret, body) for secret in found)


def make_missing_secret() -> bool:
    """Make the notice secret in its file, and say whether there was none. Raises SecretNotUsable."""
    if _every_secret():
        return False
    file = Path(settings.NOTICE_SECRET_FILE)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as opened:
            opened.write(f"{secrets.token_urlsafe(32)}\n")
            opened.flush()
            os.fsync(opened.fileno())
    except OSError as error:
        raise SecretNotUsable(_where(), error.strerror or str(error)) from error
    return True


def reading_keys_here() -> list[ReadingKey]:
    """Return the reading keys in the folder of the settings; what is no key there is passed over."""
    folder = settings.NOTICE_READING_KEYS
    files = sorted(Path(folder).iterdir()) if folder and Path(folder).is_dir() else []
    found = []
    for file in files:
        try:
            found.append(ReadingKey.from_text(file.read_text(encoding="utf-8")))
        except (OSError, ValueError):
            continue
    return found


def key_for(public: bytes, body: str, keys: Iterable[ReadingKey]) -> ReadingKey:
    """Return the key whose public half this is. Raises ReadingKeyMissing."""
    for key in keys:
        if key.public == public:
            return key
    raise ReadingKeyMissing(body)


def _every_secret() -> list[str]:
    try:
        text = settings.NOTICE_SECRET or Path(settings.NOTICE_SECRET_FILE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise SecretNotUsable(_where(), "the file cannot be read") from error
    found: list[str] = text.split()
    if any(len(secret) < SHORTEST_SECRET for secret in found):
        raise SecretNotUsable(_where(), f"a secret has at least {SHORTEST_SECRET} characters, and this has fewer")
    return found


def _where() -> str:
    return _ENVIRONMENT if settings.NOTICE_SECRET else str(settings.NOTICE_SECRET_FILE)
