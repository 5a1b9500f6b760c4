"""What a version says after a record came in: the record speaks for its own standard and language, no more.

Pure: two sheets in, one out.
"""

from collections.abc import Collection, Mapping
from typing import Any

from kenbaar.rules.answers import Answer, Sheet
from kenbaar.rules.facts import FactType, Vocabulary
from kenbaar.values import Language


def merged(
    old: Sheet, incoming: Sheet, *, spoken_for: Collection[str], language: Language | None, vocabulary: Vocabulary
) -> Sheet:
    """Return `old` as a record changes it.

    `spoken_for` are the facts that the record has a field for. Those take the record's answer, or lose theirs when
    the record left them open. A text changes in the record's language only: the English export of an entry does not
    touch its Dutch text. Without a language the record speaks for all of them. Every other fact stays: a shorter
    standard does not make an entry forget.
    """
    changes: dict[str, Answer | None] = {}
    for fact_id in spoken_for:
        before, after = old.get(fact_id), incoming.get(fact_id)
        match vocabulary[fact_id].type:
            case FactType.TEXT if language is not None:
                changes[fact_id] = _merged_text(before, after, language)
            case FactType.RECORDS if language is not None:
                changes[fact_id] = _merged_records(before, after)
            case _:
                changes[fact_id] = after
    return old.with_answers(changes)


def _merged_text(old: Answer | None, incoming: Answer | None, language: Language) -> Answer | None:
    if incoming is not None and "blank" in incoming:
        # Its reason for having no answer counts once no other language has one.
        others_only = None if old is None or "blank" in old else _merged_text(old, None, language)
        return others_only or incoming
    texts: Mapping[str, str] = (old or {}).get("value") or {}
    others = {tongue: text for tongue, text in texts.items() if tongue != language}
    value = {**others, **((incoming or {}).get("value") or {})}
    return {"value": value} if value else None


def _merged_records(old: Answer | None, incoming: Answer | None) -> Answer | None:
    """Keep the other languages of a list that has as many rows as before; a list of another length is a new list."""
    if old is None or incoming is None or "blank" in old or "blank" in incoming:
        return incoming
    before, after = old["value"], incoming["value"]
    if len(before) != len(after):
        return incoming
    return {"value": [_merged_row(was, now) for was, now in zip(before, after, strict=True)]}


def _merged_row(was: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: {**was[key], **cell} if isinstance(cell, dict) and isinstance(was.get(key), dict) else cell
        for key, cell in now.items()
    }
