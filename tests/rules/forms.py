"""Small forms in JSON Schema, made for the tests, and short ways to fill them in."""

import json
from typing import Any

from kenbaar.rules.foreign.guarding import Read
from kenbaar.rules.foreign.json_forms import read_json_form
from kenbaar.rules.questionnaires import Question, Run, run

Data = dict[str, Any]

YES_OR_NO: Data = {"type": "string", "enum": ["Yes", "No"]}
TEXT: Data = {"type": "string", "title": "Tell us more"}


def several(*options: str) -> Data:
    return {"type": "array", "uniqueItems": True, "items": {"type": "string", "enum": list(options)}}


def when(name: str, *branches: tuple[Any, Data]) -> Data:
    """A dependency in which each answer, or each schema that an answer must fit, adds properties."""
    return {
        name: {
            "oneOf": [
                {"properties": {name: said if isinstance(said, dict) else {"enum": [said]}, **more}}
                for said, more in branches
            ]
        }
    }


def written(schema: Data, shown: Data | None = None) -> bytes:
    return json.dumps({"JSONSchema": {"type": "object", **schema}, "uiSchema": shown or {}}).encode()


def reading(schema: Data, shown: Data | None = None) -> Read:
    return read_json_form(written(schema, shown), id="form")


def findings(read: Read) -> list[str]:
    return [str(finding) for finding in read.findings]


def question(read: Read, id: str) -> Question:
    return read.questionnaire.questions[id]


def filled(read: Read, **answers: Any) -> Run:
    return run(read.questionnaire, answers)
