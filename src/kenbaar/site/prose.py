"""Plain text as safe HTML: paragraphs, lists and links. The text itself never brings markup of its own. Pure."""

import re
from html import escape
from urllib.parse import urlsplit

_BLOCKS = re.compile(r"\n{2,}")
_ITEM = re.compile(r"[-•*]\s+")
_ADDRESS = re.compile(r"https?://[^\s<>\"'()\[\]{}]+[^\s<>\"'()\[\]{}.,;:!?]")
_MAIL = re.compile(r"[^\s@/:?&]+@[^\s@/:?&]+\.[^\s@/:?&]+")


def prose(text: str) -> str:
    """Return a text with its paragraphs, lines, lists of dashes and addresses as HTML."""
    if "\n" not in text:
        return f"<p>{_line(text)}</p>"
    return "".join(_block(block) for block in _BLOCKS.split(text) if block.strip())


def safe_link(address: str) -> str:
    """Return an address that may be followed from a page: a web or e-mail address; empty for anything else."""
    address = address.strip()
    if address.startswith(("https://", "http://")):
        return address if _has_host(address) else ""
    if address.startswith("mailto:"):
        return address
    return f"mailto:{address}" if _MAIL.fullmatch(address) else ""


def _has_host(address: str) -> bool:
    try:
        return bool(urlsplit(address).hostname)
    except ValueError:
        return False


def _block(block: str) -> str:
    parts: list[str] = []
    lines: list[str] = []
    items: list[str] = []
    for line in (*filter(str.strip, block.split("\n")), None):
        found = _ITEM.match(line) if line is not None else None
        if lines and (found or line is None):
            parts.append(f"<p>{'<br>'.join(lines)}</p>")
            lines = []
        if items and not found:
            parts.append(f"<ul>{''.join(items)}</ul>")
            items = []
        if found and line is not None:
            items.append(f"<li>{_line(line[found.end() :])}</li>")
        elif line is not None:
            lines.append(_line(line))
    return "".join(parts)


def _line(line: str) -> str:
    if "://" not in line:
        return escape(line)
    pieces: list[str] = []
    start = 0
    for found in _ADDRESS.finditer(line):
        address = escape(found[0])
        pieces.append(escape(line[start : found.start()]))
        pieces.append(f'<a rel="external nofollow noopener" href="{address}">{address}</a>')
        start = found.end()
    return "".join((*pieces, escape(line[start:])))
