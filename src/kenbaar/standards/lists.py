"""Lists in one cell: the register's own `1: title, link. 2: title, link`, and the braces of its older exports.

Titles and links may hold commas, full stops and figures themselves; what cannot be told apart stays whole.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

_BEFORE_LINK = re.compile(r",\s++(?=https?://|www\.)", re.IGNORECASE)
_IS_LINK = re.compile(r"(?:https?://|www\.)\S++", re.IGNORECASE)
_BRACED = re.compile(r'"((?:[^"\\]|\\.)*)"|([^,"{}]+)')
_CLOSERS = " \t\n"


def numbered_items(text: str) -> list[str] | None:
    """Split `1: ... . 2: ...` into its items; None when the text is no such list.

    Only the next number begins an item: the "2: " in "Bijlage 2: normen" stays where it is.
    """
    if not text.startswith("1: "):
        return None
    items, start, number = [], 3, 2
    while True:
        mark = f". {number}: "
        end = text.find(mark, start)
        if end < 0:
            items.append(text[start:])
            return [item.strip(_CLOSERS) for item in items]
        items.append(text[start:end])
        start, number = end + len(mark), number + 1


def braced_items(text: str) -> list[str] | None:
    """Split `{one,"two, and"}`, the way PostgreSQL writes a list as text; None when the text is no such list."""
    if not (text.startswith("{") and text.endswith("}")):
        return None
    found = _BRACED.findall(text[1:-1])
    items = (re.sub(r"\\(.)", r"\1", quoted) if quoted else bare for quoted, bare in found)
    return [stripped for item in items if (stripped := item.strip())]


def title_and_link(item: str, titles: Sequence[str] = ()) -> dict[str, str]:
    """Tell the title and the link of an item apart. `titles` are those that the standard recommends."""
    if _IS_LINK.match(item):
        link, _space, title = item.partition(" ")
        return {"title": title.strip(), "link": link.rstrip(",")} if title.strip() else {"link": item}
    if mark := _BEFORE_LINK.search(item):
        return {"title": item[: mark.start()].strip(), "link": item[mark.end() :].strip()}
    for title in titles:
        if item.startswith(title + ", "):
            rest = item[len(title) + 2 :].strip()
            return {"title": title, "link": rest} if rest else {"title": title}
    return {"title": item} if item else {}


def flat(value: Any) -> str:
    """Return a value as one cell of a flat file, in the register's own form."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        if any(isinstance(item, Mapping) for item in value):
            return ". ".join(f"{number}: {_flat_item(item)}" for number, item in enumerate(value, start=1))
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _flat_item(item: Any) -> str:
    return ", ".join(str(cell) for cell in item.values() if cell) if isinstance(item, Mapping) else str(item)
