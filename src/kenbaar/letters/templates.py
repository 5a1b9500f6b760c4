"""Templates of notices: the words that Kenbaar brings, a folder a version in `content/letters/<name>/<version>/`.

A slot is a sentence or a few, in every language. What stands between braces is a placeholder. A template that was
released never changes (`content/released.lock`): a notice that was issued with it must read the same for ever.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from pydantic import Field, ValidationError, model_validator

from kenbaar.decisions.profile import Tongue
from kenbaar.letters.errors import TemplateNotKnown
from kenbaar.letters.prose import Hole, Run, Sentence
from kenbaar.rules.content_files import ContentError, explained, load_yaml
from kenbaar.values import Frozen

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
# What a body's own words may hold in every slot, with what it stands for.
PLACEHOLDERS: Mapping[str, str] = MappingProxyType(
    {
        "body": "the name of the body",
        "algorithm": "the name of the algorithm",
        "entry": "the reference of the entry in the register",
        "reference": "the reference of the decision",
        "decided_on": "the date of the decision, written out",
        "outcome": "the outcome of the decision",
        "addressee": "whom the decision is for; where it names nobody, words with this placeholder are left out",
    }
)


class Own(Frozen):
    """A slot that a body may fill with its own words: at most so many characters, with these placeholders in them."""

    most: int = Field(ge=1)
    needs: tuple[str, ...] = ()


class Slot(Frozen):
    """A sentence or a few. Without texts it is empty until a body fills it."""

    nl: str = ""
    en: str = ""
    fr: str = ""
    own: Own | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> "Slot":
        texts = [self.nl, self.en, self.fr]
        if any(texts) != all(texts):
            raise ValueError("give a text in nl, en and fr, or in none")
        if not any(texts) and not self.own:
            raise ValueError("give it a text, or let a body give it one with `own`")
        if len({frozenset(placeholders(text)) for text in texts}) > 1:
            raise ValueError("the placeholders must be the same in every language")
        return self

    def in_tongue(self, tongue: Tongue) -> str:
        """Return the text in a language; empty where it has none."""
        return {Tongue.NL: self.nl, Tongue.EN: self.en, Tongue.FR: self.fr}[tongue]


@dataclass(frozen=True, slots=True)
class Template:
    """The words of one version of a template: `slots` by id, and the text of each cut into pieces."""

    name: str
    slots: Mapping[str, Slot]
    sentences: Mapping[tuple[str, Tongue], Sentence]

    def allowed(self, slot: str) -> frozenset[str]:
        """Return the placeholders that may stand in a slot: those that it has itself, and what may stand anywhere."""
        return frozenset((*PLACEHOLDERS, *placeholders(self.slots[slot].nl)))


def placeholders(text: str) -> list[str]:
    """Return the names of the placeholders in a text, in order. Raises ValueError for a brace that is not of one."""
    rest = _PLACEHOLDER.sub("", text)
    if "{" in rest or "}" in rest:
        raise ValueError("a brace stands here that is not of a placeholder such as {body}")
    return _PLACEHOLDER.findall(text)


def cut(text: str) -> Sentence:
    """Return a text in pieces, with a hole for each placeholder."""
    return tuple(_pieces(text))


def _pieces(text: str) -> Iterator[Run | Hole]:
    # A pattern with one group splits into text, name, text, name, text.
    for number, piece in enumerate(_PLACEHOLDER.split(text)):
        if number % 2:
            yield Hole(piece)
        elif piece:
            yield Run(piece)


def template(name: str) -> Template:
    """Return a template by name and version (`decision/1`). Raises TemplateNotKnown."""
    known = templates()
    if name not in known:
        raise TemplateNotKnown(name, tuple(known))
    return known[name]


@cache
def templates() -> Mapping[str, Template]:
    """Return every template that ships with Kenbaar, by name and version."""
    return read_templates(files("kenbaar.content").joinpath("letters"))


def read_templates(folder: Traversable) -> dict[str, Template]:
    """Read `<name>/<version>/*.yaml` below a folder. Raises ContentError with the place of what is wrong."""
    found = {}
    for each in _folders(folder):
        for version in _folders(each):
            name = f"{each.name}/{version.name}"
            found[name] = _read(version, name)
    return found


def _folders(folder: Traversable) -> list[Traversable]:
    return sorted((part for part in folder.iterdir() if part.is_dir()), key=lambda part: part.name)


def _read(folder: Traversable, name: str) -> Template:
    slots: dict[str, Slot] = {}
    for file in sorted((part for part in folder.iterdir() if part.name.endswith(".yaml")), key=lambda part: part.name):
        for slot, shape in _slots_in(file, f"letters/{name}/{file.name}"):
            if slot in slots:
                raise ContentError(f"letters/{name}/{file.name}: {slot} stands in another file as well; keep one")
            slots[slot] = shape
    sentences = {(slot, tongue): cut(shape.in_tongue(tongue)) for slot, shape in slots.items() for tongue in Tongue}
    return Template(name, MappingProxyType(slots), MappingProxyType(sentences))


def _slots_in(file: Traversable, place: str) -> Iterator[tuple[str, Slot]]:
    try:
        content = load_yaml(file.read_bytes())
    except ContentError as error:
        raise ContentError(f"{place}: {error}") from error
    if not isinstance(content, dict):
        raise ContentError(f"{place}: the file does not name slots")
    for slot, shape in content.items():
        try:
            yield slot, Slot.model_validate(shape)
        except ValidationError as error:
            raise ContentError(f"{place}: {slot}: {explained(error, shape)}") from error
