"""An item of the law as lines, and a change of the law as rows, for people."""

from collections.abc import Iterator, Mapping
from typing import Any

from rich.text import Text

from kenbaar.law.changing import ItemChange

Json = dict[str, Any]
_LONGEST = 160


def item_lines(found: Json, language: str) -> Iterator[Text]:
    """Give an item as indented lines. Texts are shown in one language."""
    yield Text(f"{found['list']}: {found['id']}", style="bold")
    for name, value in found.items():
        if name == "item":
            yield from _lines(value, language, 0)
        elif name not in {"list", "id"} and value not in (None, {}, []):
            yield from _lines({name: value}, language, 0)


def change_rows(change: ItemChange, language: str) -> Iterator[tuple[str, ...]]:
    """Give a row for an item, and for a changed one a row for each part of it: what stood there, and what does now."""
    label = change.label.to(language) if change.label else ""
    yield change.list, change.id, label, ""
    for name, (old, new) in change.fields.items():
        if name == "values":
            yield "", name, *(_values(each) for each in (old, new))
        else:
            yield "", name, _short(old, language), f"-> {_short(new, language)}"


def _values(values: Any) -> str:
    return "; ".join(str(each["value"]) for each in values or [])


def _short(value: Any, language: str) -> str:
    text = _flat(value, language)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} ..."


def _flat(value: Any, language: str) -> str:
    if _is_text(value):
        return str(value[language])
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_flat(inside, language)}" for key, inside in value.items())
    if isinstance(value, list):
        return "; ".join(_flat(inside, language) for inside in value)
    return "-" if value is None else str(value)


def _lines(data: Any, language: str, depth: int) -> Iterator[Text]:
    pad = "  " * depth
    if isinstance(data, Mapping):
        for key, value in data.items():
            if _is_long(value):
                yield Text(f"{pad}{key}:")
                yield from _lines(value, language, depth + 1)
            else:
                yield Text(f"{pad}{key}: {_flat(value, language)}")
    elif isinstance(data, list):
        for value in data:
            yield from _item(value, language, depth)
    else:
        yield Text(f"{pad}{_flat(data, language)}")


def _item(value: Any, language: str, depth: int) -> Iterator[Text]:
    """Give an item of a list, with a dash before its first line."""
    for number, line in enumerate(_lines(value, language, depth + 1)):
        at = 2 * depth
        yield Text(f"{line.plain[:at]}- {line.plain[at + 2 :]}") if number == 0 else line


def _is_long(value: Any) -> bool:
    if _is_text(value):
        return False
    if isinstance(value, Mapping):
        return len(str(value)) > _LONGEST // 2
    return isinstance(value, list) and any(isinstance(each, (Mapping, list)) for each in value)


def _is_text(value: Any) -> bool:
    return isinstance(value, Mapping) and set(value) == {"nl", "en"}
