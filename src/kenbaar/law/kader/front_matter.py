"""The block between two lines `---` that a page begins with: its fields as texts, each with its line.

Values stay as they are written: "1.10" is a name of a question there, not the number 1.1, and "no" is a word.
"""

from typing import NamedTuple

import yaml

from kenbaar.rules.foreign.guarding import QuestionnaireRefused, check_yaml

MOST_FIELDS = 100

_MARK = "---"
_NULL = "tag:yaml.org,2002:null"


class NoFrontMatter(ValueError):
    """A page has no such block."""


class FrontMatterBroken(ValueError):
    """The block cannot be read; the message says why."""


class Text(NamedTuple):
    """A value as it is written, empty for none, and its line."""

    text: str
    line: int


class Field(NamedTuple):
    """A field with its line."""

    line: int
    node: yaml.Node

    def values(self) -> list[Text] | None:
        """Return its values, one or a list of them; none for a field without any, None when it has another shape."""
        if isinstance(self.node, yaml.ScalarNode):
            only = _text(self.node)
            return [only] if only.text else []
        if isinstance(self.node, yaml.SequenceNode) and all(isinstance(n, yaml.ScalarNode) for n in self.node.value):
            return [_text(node) for node in self.node.value]
        return None

    def parts(self) -> dict[str, "Field"] | None:
        """Return the fields inside it by name, the first of equal ones; None when it has another shape.

        Raises FrontMatterBroken when there are more than anybody writes.
        """
        if not isinstance(self.node, yaml.MappingNode):
            return None
        if len(self.node.value) > MOST_FIELDS:
            raise FrontMatterBroken(f"there are more than {MOST_FIELDS} fields in one place")
        parts: dict[str, Field] = {}
        for key, value in self.node.value:
            parts.setdefault(_name(key), Field(key.start_mark.line + 1, value))
        return parts


class FrontMatter(NamedTuple):
    """The fields of a page by name, the names that stand there again with their lines, and what follows the block."""

    fields: dict[str, Field]
    repeated: tuple[Text, ...]
    body: list[str]
    first_line: int


def front_matter(text: str) -> FrontMatter:
    """Take a page apart. Raises NoFrontMatter and FrontMatterBroken."""
    lines = text.split("\n")
    if lines[0].rstrip() != _MARK:
        raise NoFrontMatter
    end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() == _MARK), None)
    if end is None:
        raise FrontMatterBroken("there is no second line ---")
    # With an empty line in the place of the mark, the lines of the block are those of the page.
    node = _composed("\n".join(["", *lines[1:end]]).encode())
    fields = Field(1, node).parts()
    if fields is None:
        raise FrontMatterBroken("it is no list of fields")
    keys = [Text(_name(key), key.start_mark.line + 1) for key, _value in node.value]
    repeated = tuple(key for key in keys if fields[key.text].line != key.line)
    return FrontMatter(fields, repeated, lines[end + 1 :], end + 2)


def _composed(block: bytes) -> yaml.Node:
    try:
        check_yaml(block)
        node = yaml.compose(block, Loader=yaml.CSafeLoader)
    except (QuestionnaireRefused, yaml.YAMLError) as error:
        raise FrontMatterBroken(" ".join(str(error).split())) from error
    if node is None:
        raise FrontMatterBroken("it is empty")
    return node


def _name(key: yaml.Node) -> str:
    """Return the name of a field; YAML allows a list as a name too, and no field is called like that."""
    return str(key.value) if isinstance(key, yaml.ScalarNode) else "?"


def _text(node: yaml.Node) -> Text:
    return Text("" if node.tag == _NULL else str(node.value).strip(), node.start_mark.line + 1)
