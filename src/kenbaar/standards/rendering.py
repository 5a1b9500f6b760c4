"""How a standard writes an answer, and which key of a record is which field.

It knows one field and one answer at a time; a whole record is made by `writing`.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kenbaar.rules.answers import Answer
from kenbaar.standards.blanks import written_blank
from kenbaar.standards.dates import written_date
from kenbaar.standards.fields import LISTS, Field, Shape, Standard, folded
from kenbaar.standards.lists import flat
from kenbaar.values import text_in


@dataclass(frozen=True, slots=True)
class Plan:
    """Which key of a record is which field: the same for every record with the same keys, so it is made once.

    `loose` are keys of fields without a fact and unknown keys; `own` those in which the source keeps its books.
    `defaults` is what a record says of fields that nobody answered.
    """

    keys: tuple[str, ...]
    fields: tuple[tuple[str, Field], ...]
    loose: tuple[tuple[str, Field | None], ...]
    own: tuple[str, ...]
    defaults: Mapping[str, str]
    form: Mapping[str, Any]


@lru_cache(maxsize=256)
def plan_of(standard: Standard, keys: tuple[str, ...]) -> Plan:
    """Return the plan for records of a standard with these keys."""
    found: dict[str, str] = {key: key for key in keys if key in standard.by_key}
    system = frozenset(standard.system)
    for key in keys:
        alias = standard.aliases.get(folded(key), "")
        if key not in found and alias and alias not in found.values():
            found[key] = alias
    by_field = {field: key for key, field in found.items()}
    fields = [(by_field[name], field) for name, field in standard.by_key.items() if name in by_field]
    return Plan(
        keys=keys,
        fields=tuple((key, field) for key, field in fields if field.fact),
        loose=(
            *((key, field) for key, field in fields if not field.fact),
            *((key, None) for key in keys if key not in found and key not in system),
        ),
        own=tuple(key for key in keys if key in system and key not in found),
        defaults={key: field.default for key, field in fields if field.default},
        form=_form_of(standard, keys),
    )


def _form_of(standard: Standard, keys: tuple[str, ...]) -> Mapping[str, Any]:
    if keys == standard.keys:
        return {}
    layout = standard.layout_names.get(keys)
    return {"layout": layout} if layout else {"keys": list(keys)}


def shown(field: Field, answer: Answer | None, language: str, standard: Standard, *, is_flat: bool) -> Any:
    """Return how the standard writes an answer; in a flat record a list is text too."""
    value = rendered(field, answer, language, standard)
    return flat(value) if is_flat and isinstance(value, list) else value


def rendered(field: Field, answer: Answer | None, language: str, standard: Standard) -> Any:
    """Return how the standard writes an answer: a string, or a list for a field that is one; "" for no answer."""
    if answer is None:
        return ""
    if "blank" in answer:
        in_words = standard.words_for_blanks or (field.shape is Shape.TEXT and not field.part)
        return written_blank(answer, language) if in_words else ""
    value = answer["value"]
    if isinstance(value, dict):
        return value.get(language, "")
    if field.part:
        return "\n".join(_cell(row[field.part], language) for row in value if row.get(field.part))
    match field.shape:
        case Shape.CHOICE:
            return field.spelled(value, language) or ""
        case Shape.YES_NO:
            return field.spelled("yes" if value else "no", language) or ""
        case Shape.CHOICES:
            return [spelling for option in value if (spelling := field.spelled(option, language))]
        case Shape.RECORDS:
            return _rows(field, value, language)
        case Shape.MONTH | Shape.DATE:
            # A month is asked: the day is left out, which is less precise and not wrong.
            date = value[:7] if field.shape is Shape.MONTH else value
            return written_date(date, month_first=standard.month_first)
        case _:
            return value if isinstance(value, str) else str(value)


def mark(answer: Answer | None, value: Any) -> str:
    """Return a short mark of an answer as it is written, to see later whether it still is the same.

    The mark is of one language: a translation that is added later does not change what the source wrote.
    """
    kind = "" if answer is None else answer.get("blank", "=")
    text = f"{kind}\x00{value!r}".encode("utf-8", "backslashreplace")
    return hashlib.blake2b(text, digest_size=6).hexdigest()


def _rows(field: Field, rows: list[dict[str, Any]], language: str) -> list[Any]:
    if len(field.parts) == 1:
        part = field.parts[0].id
        return [_cell(row[part], language) for row in rows if row.get(part)]
    order = field.part_types
    return [{part: _cell(row[part], language) for part in order if row.get(part)} for row in rows]


def _cell(cell: Any, language: str) -> str:
    return text_in(cell, language)[0] if isinstance(cell, dict) else str(cell)


def is_list(field: Field) -> bool:
    """Say whether a field is a list, which a flat file writes as text."""
    return field.shape in LISTS and not field.part
