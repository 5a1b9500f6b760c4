"""Cursors: where the next page of a list begins, in a form that promises nothing about what is inside."""

import base64
import binascii

from kenbaar.api.problems import Problem


def cursor_of(entry_id: int) -> str:
    """Return the cursor for the page after this entry."""
    return base64.urlsafe_b64encode(f"e{entry_id}".encode()).decode().rstrip("=")


def after_cursor(cursor: str | None) -> int:
    """Return the entry after which a page begins, 0 without a cursor. Raises Problem."""
    if not cursor:
        return 0
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        text = ""
    if not text.startswith("e") or not text[1:].isdecimal() or len(text) > 19:
        raise Problem(400, "Unknown cursor", "The cursor is not one that this API gave. Start again without cursor.")
    return int(text[1:])
