"""What every reader of foreign questionnaires does first: refuse what is too big, too deep or not what it says it is.

A questionnaire comes from somebody else. It may be hostile: endless, nested a million deep, or full of markup.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson
import yaml

from kenbaar.rules.content_files import ContentError, Placed, load_placed, yaml_mistake
from kenbaar.rules.plain import plain_text
from kenbaar.rules.questionnaires import Questionnaire

MOST_BYTES = 5_000_000
MOST_DEEP = 60
MOST_PARTS = 200_000
MOST_CHARACTERS = 20_000


class QuestionnaireRefused(ValueError):
    """A file is no questionnaire that can be read; the message says what is wrong, where, and what helps."""


class Finding(NamedTuple):
    """Something that a reader noticed and went on from: where, and what."""

    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


@dataclass(frozen=True, slots=True)
class Read:
    """A questionnaire as it was read, with everything that was noticed on the way."""

    questionnaire: Questionnaire
    findings: tuple[Finding, ...]


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def untrusted_json(content: bytes) -> Any:
    """Return what a JSON file says. Raises QuestionnaireRefused."""
    _check_size(content)
    try:
        data = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise QuestionnaireRefused(f"The file is no JSON: {error}. Save it anew and try again.") from error
    _check_shape(data)
    return data


def untrusted_yaml(content: bytes, file: str) -> Placed:
    """Return what a YAML file says, with lines. Raises QuestionnaireRefused.

    Anchors are refused: a short file can name itself a billion times with them.
    """
    check_yaml(content)
    try:
        return load_placed(content, file)
    except (yaml.YAMLError, ContentError, UnicodeDecodeError) as error:
        raise QuestionnaireRefused(f"The file is no YAML: {' '.join(str(error).split())}.") from error


def check_yaml(content: bytes) -> None:
    """Raise QuestionnaireRefused for YAML that is too big, too deep, or names itself; nothing is made of it yet."""
    _check_size(content)
    depth = 0
    try:
        for parts, event in enumerate(yaml.parse(content, Loader=yaml.CSafeLoader)):
            if isinstance(event, yaml.AliasEvent):
                raise QuestionnaireRefused(
                    f"The file refers to another part of itself (*{event.anchor}). Write that part out in full."
                )
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            _check_bounds(depth, parts)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise QuestionnaireRefused(f"The file is no YAML: {yaml_mistake(error)}.") from error


def text_of(raw: Any) -> str:
    """Return a text without markup, cut off where nobody would read on; empty for what is no text."""
    return plain_text(raw)[0][:MOST_CHARACTERS] if isinstance(raw, str) else ""


def texts_of(raw: Any, languages: Mapping[str, str]) -> dict[str, str]:
    """Return texts per language. `languages` maps the key in the file to the language, a bare text is the first one."""
    if isinstance(raw, str):
        raw = {next(iter(languages)): raw}
    if not isinstance(raw, dict):
        return {}
    texts = {language: text_of(raw.get(key)) for key, language in languages.items()}
    return {language: text for language, text in texts.items() if text}


def _check_size(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise QuestionnaireRefused(
            f"The file has {len(content):,} bytes and a questionnaire may have {MOST_BYTES:,}. Divide it in parts."
        )


def _check_bounds(depth: int, parts: int) -> None:
    if depth > MOST_DEEP:
        raise QuestionnaireRefused(f"The file is nested more than {MOST_DEEP} deep. Make its structure flatter.")
    if parts > MOST_PARTS:
        raise QuestionnaireRefused(f"The file has more than {MOST_PARTS:,} parts. Divide it in several.")


def _check_shape(data: Any) -> None:
    parts = 0
    level: list[Any] = [data]
    depth = 0
    while level:
        parts += len(level)
        _check_bounds(depth, parts)
        level = [inside for part in level for inside in _inside(part)]
        depth += 1


def _inside(part: Any) -> Iterator[Any]:
    if isinstance(part, dict):
        yield from part.values()
    elif isinstance(part, list):
        yield from part
