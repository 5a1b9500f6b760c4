"""Sessions in the database, sealed: while somebody signs in, allauth keeps their e-mail address in them."""

import json
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions

from kenbaar.people.errors import SealBroken
from kenbaar.people.sealed import seal, unseal

_PURPOSE = "sessions"


class SessionStore(DatabaseSessions):
    """Keeps a session as Django does, under a seal."""

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Return what the database keeps."""
        return seal(json.dumps(session_dict), _PURPOSE)

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """Return the session; an empty one where it was sealed under another secret, so that it has ended."""
        try:
            found: dict[str, Any] = json.loads(unseal(str(session_data), _PURPOSE) or "{}")
        except SealBroken:
            return {}
        return found
