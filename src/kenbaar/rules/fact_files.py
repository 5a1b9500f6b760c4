"""Files of facts, in JSON or YAML: read strictly, refused when too big, too deep or not what they say they are.

What the facts mean, `loose.sheet_of` finds out. Whatever is wrong with a file is a problem with a way out.
"""

import json
from collections.abc import Iterator
from typing import Any

from kenbaar.rules.content_files import ContentError, load_yaml
from kenbaar.rules.foreign.guarding import QuestionnaireRefused, check_yaml
from kenbaar.rules.loose import FactProblem, FactsRefused

MOST_BYTES = 256 * 1024
MOST_DEEP = 20
_LARGEST = 2**63
_FILE = "the file"


def read_facts(content: bytes, *, name: str = "", most: int = MOST_BYTES) -> Any:
    """Return what a file of facts says: JSON or YAML by the name, else by its first character. Raises FactsRefused."""
    if len(content) > most:
        raise refused(f"it has {len(content):,} bytes and may have {most:,}; leave out what does not belong in it")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refused("it is no text in UTF-8; save it anew with that encoding") from error
    is_yaml = name.lower().endswith((".yaml", ".yml"))
    is_json = name.lower().endswith((".json", ".jsonl")) or text.lstrip()[:1] in {"{", "["}
    data = _json(text) if is_json and not is_yaml else _yaml(text.encode())
    _check(data)
    return data


def refused(what: str) -> FactsRefused:
    """Return the refusal of a whole file."""
    return FactsRefused([FactProblem(_FILE, what)])


def _json(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise refused(f"line {error.lineno} is no JSON: {error.msg}; mend it there") from error
    except RecursionError as error:
        raise refused(f"it is nested more than {MOST_DEEP} deep; make it flatter") from error
    except FactsRefused:
        raise
    except ValueError as error:
        raise refused(f"it holds a number that cannot be read ({error}); write a whole number") from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise FactsRefused([FactProblem(key[:80], "stands in the file twice; keep one of the two")])
        found[key] = value
    return found


def _no_number(constant: str) -> Any:
    raise refused(f"{constant} is no number; write a whole number")


def _yaml(content: bytes) -> Any:
    try:
        check_yaml(content)
        return load_yaml(content, loose_days=True)
    except QuestionnaireRefused as error:
        raise refused(str(error)) from error
    except ContentError as error:
        raise refused(f"it is no YAML: {error}") from error


def _check(data: Any) -> None:
    """Refuse what no sheet of facts can hold, wherever it stands. Nothing here recurses: the file may be hostile."""
    level: list[Any] = [data]
    depth = 0
    while level:
        if depth > MOST_DEEP:
            raise refused(f"it is nested more than {MOST_DEEP} deep; make it flatter")
        for part in level:
            if isinstance(part, int) and abs(part) > _LARGEST:
                raise refused("it holds a number that is too large; write a smaller one")
            if isinstance(part, str) and "\x00" in part:
                raise refused("it holds a null character, which no text has; write the text anew without it")
            if isinstance(part, str) and not _is_whole(part):
                raise refused("it holds half a character; write the text anew")
        level = [inside for part in level for inside in _inside(part)]
        depth += 1


def _inside(part: Any) -> Iterator[Any]:
    if isinstance(part, dict):
        yield from part.keys()
        yield from part.values()
    elif isinstance(part, (list, tuple, set)):
        yield from part


def _is_whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
