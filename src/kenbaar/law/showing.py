"""The content of the law, item by item, for whoever wants to see what stands in it and where it comes from."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from kenbaar.law.changing import LISTS, items_on, key_of, label_of, plain
from kenbaar.law.compiled import Law
from kenbaar.law.reading import LawBook
from kenbaar.law.treaties import entry_into_force
from kenbaar.rules.telling import operand_told, text_told

Json = dict[str, Any]


def listed(book: LawBook, known: dt.date) -> Iterator[Json]:
    """Give every item as one line: its list, id, label, and its article or the value that was known last."""
    law = book.at(known)
    for name in LISTS:
        for item_id, shape in items_on(book, name, known).items():
            yield {
                "list": name,
                "id": item_id,
                "law": shape.law,
                "label": text_told(label_of(shape)),
                "says": _says(shape, law),
            }


def shown(book: LawBook, item_id: str, *, known: dt.date, on: dt.date) -> Json | None:
    """Return everything about an item: what stands in its file, and the values that it refers to. None for no item."""
    for name in LISTS:
        shape = items_on(book, name, known).get(item_id)
        if shape is not None:
            return _shown(book, name, shape, known=known, on=on)
    return None


def near(book: LawBook, known: dt.date) -> list[str]:
    """Return all ids, to find out which one somebody meant."""
    return [item_id for name in LISTS for item_id in items_on(book, name, known)]


def _shown(book: LawBook, name: str, shape: Any, *, known: dt.date, on: dt.date) -> Json:
    law = book.at(known)
    item = plain(shape, known)
    found: Json = {
        "list": name,
        "id": key_of(shape),
        "known": known.isoformat(),
        "on": on.isoformat(),
        "item": item,
    }
    if name == "parameters":
        now = law.parameters[shape.id]
        reached = now.value <= on if isinstance(now.value, dt.date) else None
        found["value"] = operand_told(now.value)
        found["reached"] = reached
    found["refers_to"] = {key: operand_told(law.value(key)) for key in _parameters_in(item, law)}
    if clock := getattr(shape, "clock", ""):
        found["clock"] = plain(law.clocks[clock].shape, known)
        found["refers_to"] |= {key: operand_told(law.value(key)) for key in _parameters_in(found["clock"], law)}
    if any(each.law == shape.law for each in law.ratifications) and name == "laws":
        found["treaty"] = treaty_told(law, shape.id, on)
    return found


def treaty_told(law: Law, treaty: str, on: dt.date) -> Json:
    """Return when a treaty enters into force, by the consents that are known."""
    found = entry_into_force(law, treaty)
    return {
        "in_force": found.on is not None and found.on <= on,
        "in_force_from": operand_told(found.on),
        "consents": found.consents,
        "consents_needed": found.needed,
        "member_states": found.member_states,
        "member_states_needed": found.member_states_needed,
        "deposited": [
            {"party": each.party, "kind": each.kind, "on": each.deposited.isoformat()}
            for each in law.ratifications
            if each.law == treaty
        ],
    }


def _says(shape: Any, law: Law) -> str:
    if getattr(shape, "id", "") in law.parameters and hasattr(shape, "values"):
        return str(operand_told(law.parameters[shape.id].value))
    articles = getattr(shape, "articles", ()) or (getattr(shape, "article", ""),)
    return ", ".join(articles) or getattr(shape, "citation", "")


def _parameters_in(data: Any, law: Law) -> list[str]:
    """Return the parameters that a piece of content names, in the order of their appearance."""
    found: dict[str, None] = {}
    waiting = [data]
    while waiting:
        part = waiting.pop(0)
        if isinstance(part, dict):
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)
        elif isinstance(part, str) and part in law.parameters:
            found[part] = None
    return list(found)
