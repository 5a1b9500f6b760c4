"""What a form shows by its own schema, worked out the plain way: all of it anew for every set of answers.

Slow and short, and made apart from the reader, so that the two can be compared.
"""

from typing import Any

from tests.rules.forms import Data

Answers = dict[str, Any]


class FormByItself:
    """`asked` and `told` for the answers of a form, by the names of properties, with their group where two have one."""

    def __init__(self, schema: Data, answers: Answers, ids: set[str]) -> None:
        self.root, self.answers, self.ids = schema, answers, ids
        self.asked: set[str] = set()
        self.told: set[str] = set()
        self._object(schema, "")

    def _id(self, group: str, name: str) -> str:
        return name if name in self.ids else f"{group}.{name}"

    def _followed(self, schema: Data) -> Data:
        while "$ref" in schema:
            schema = self.root["definitions"][schema["$ref"].rpartition("/")[2]]
        return schema

    def _object(self, schema: Data, group: str, decided: str = "") -> None:
        for name, part in schema.get("properties", {}).items():
            if name != decided:
                self._property(name, self._followed(part), group)
        for part in schema.get("allOf", []):
            self._object(part, group)
        if "if" in schema and (holds := self._holds(schema["if"], group)) is not None:
            self._object(schema.get("then" if holds else "else", {}), group)
        for name, dependency in schema.get("dependencies", {}).items():
            if (answer := self.answers.get(self._id(group, name))) is not None:
                fitting = [branch for branch in dependency["oneOf"] if fits(answer, branch["properties"][name])]
                if len(fitting) == 1:
                    self._object(fitting[0], group, name)

    def _property(self, name: str, part: Data, group: str) -> None:
        if part.get("type") == "object":
            self._object(part, name)
        elif "riskOutcome" in part:
            self.told.add("-".join(part[mark] for mark in ("riskOutcome", "annexIArt6Branch") if mark in part))
        elif part["title"]:
            self.asked.add(self._id(group, name))

    def _holds(self, test: Data, group: str) -> bool | None:
        """Say whether the answers fit; None while one is not given, which the reader waits for."""
        ((name, schema),) = test["properties"].items()
        answer = self.answers.get(self._id(group, name))
        return None if answer is None else fits(answer, schema)


def fits(answer: Any, schema: Data) -> bool:
    """Say whether an answer fits a schema with enum, const, contains and allOf."""
    return (
        answer in schema.get("enum", [answer])
        and answer == schema.get("const", answer)
        and ("contains" not in schema or any(fits(one, schema["contains"]) for one in answer))
        and all(fits(answer, part) for part in schema.get("allOf", []))
    )
