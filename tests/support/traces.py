"""Looking for what must not be there: texts in bytes, as they are and in each form in which a program may keep them."""

from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterable, Iterator
from urllib.parse import quote


def traces(data: bytes, texts: Iterable[str]) -> list[tuple[str, str]]:
    """Return which of some texts are in data, with the form in which they are."""
    small = data.lower()
    return [
        (text, form) for text in texts for form, sought, anyhow in forms(text) if sought in (small if anyhow else data)
    ]


def forms(text: str) -> Iterator[tuple[str, bytes, bool]]:
    """Give each form of a text: its name, its bytes, and whether capitals do not count (then the bytes have none)."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        raw = text.encode(encoding)
        yield encoding, text.lower().encode(encoding), True
        yield f"hex of {encoding}", raw.hex().encode(), True
        for shift in range(3):
            for name, encode in (("base64", b64encode), ("base64 for addresses", urlsafe_b64encode)):
                yield f"{name} of {encoding}", _within(encode(bytes(shift) + raw + bytes(2)), shift, len(raw)), False
    if (quoted := quote(text)) != text:
        yield "as in an address", quoted.lower().encode(), True


def _within(encoded: bytes, shift: int, length: int) -> bytes:
    """Return the characters that only a text decides, of base64 in which it begins after some bytes."""
    return encoded[-(-shift * 8 // 6) : (shift + length) * 8 // 6]
