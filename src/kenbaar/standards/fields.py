"""What a register standard is, and the standards that ship with Kenbaar.

The standards themselves are data in `content/standards/`; this module gives them a shape and refuses a broken file.
"""

from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

import pydantic
from pydantic import ValidationError, model_validator

from kenbaar.rules.content_files import ContentError, explained, load_yaml
from kenbaar.rules.facts import FactType
from kenbaar.standards.own import OWN, WORKING, own_standard
from kenbaar.standards.shapes import LISTS, Authority, Field, FieldPart, Match, Shape, Spelling, folded
from kenbaar.values import Frozen, Language, LocalText

# What a standard is made of can be imported from here too.
__all__ = [
    "LISTS",
    "Authority",
    "Field",
    "FieldPart",
    "Group",
    "Match",
    "Shape",
    "Spelling",
    "Standard",
    "StandardError",
    "folded",
    "load_standard",
    "read_standard",
    "standards",
]


class Group(Frozen):
    """A heading under which a standard places fields."""

    id: str
    label: LocalText


class Standard(Frozen):
    """A version of a register standard. `system` are fields in which a source keeps its own books.

    `named` are the names by which records say that they follow it. `layouts` are orders of columns in real files.
    `month_first` says that it writes days as Americans do; `language` is set when it exists in one language only.
    `words_for_blanks` says that every field may hold "not applicable" in words, not texts only.
    """

    id: str
    version: str
    title: LocalText
    source: str
    foreign: bool = False
    month_first: bool = False
    words_for_blanks: bool = False
    language: Language | None = None
    named: tuple[str, ...] = ()
    system: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    layouts: dict[str, tuple[str, ...]] = pydantic.Field(default_factory=dict)
    fields: tuple[Field, ...]

    def __hash__(self) -> int:
        return hash((self.id, self.version))

    @cached_property
    def key(self) -> str:
        """Its id and version in one."""
        return f"{self.id}/{self.version}"

    @cached_property
    def by_id(self) -> Mapping[str, Field]:
        """The fields by their id."""
        return MappingProxyType({field.id: field for field in self.fields})

    @cached_property
    def by_key(self) -> Mapping[str, Field]:
        """The fields by their id, and each column of a list as a field of its own, `list.column`.

        A flat file can give every column of a list a column of its own, as the JSON schema of 1.0 does.
        """
        columns = {column.id: column for field in self.fields for column in _columns_of(field)}
        return MappingProxyType({**columns, **self.by_id})

    @cached_property
    def by_header(self) -> Mapping[str, str]:
        """Every folded header under which a field occurs in files, to the key of the field in a record."""
        return MappingProxyType({**self.aliases, **{folded(name): name for name in self.system}})

    @cached_property
    def aliases(self) -> Mapping[str, str]:
        """Every folded name of a field, to its key. Ids come before labels, and labels before other fields' headers."""
        names = {folded(key): key for key in self.by_key}
        for field in self.fields:
            for header in (field.label.nl, field.label.en):
                names.setdefault(folded(header), field.id)
        for key, field in self.by_key.items():
            for header in field.headers:
                names.setdefault(folded(header), key)
        return MappingProxyType(names)

    @cached_property
    def layout_names(self) -> Mapping[tuple[str, ...], str]:
        """The known orders of columns, to their names."""
        return {keys: name for name, keys in self.layouts.items()}

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of a record in the standard's own order."""
        return tuple(self.by_id)

    @cached_property
    def measured_facts(self) -> frozenset[str]:
        """The facts of the fields that the standard requires or always shows."""
        shown = (field for field in self.fields if field.required or field.always_shown)
        return frozenset(field.fact for field in shown if field.fact)

    def facts_in(self, record: Iterable[str]) -> frozenset[str]:
        """Return the facts that a record with these keys speaks for."""
        keys = set(record)
        fields = (self.by_key.get(key) or self.by_key.get(self.aliases.get(folded(key), "")) for key in keys)
        return frozenset(field.fact for field in fields if field is not None and field.fact)

    @model_validator(mode="after")
    def _consistent(self) -> "Standard":
        ids = [field.id for field in self.fields]
        if twice := sorted({name for name in ids if ids.count(name) > 1}):
            raise ValueError(f"defined twice: {', '.join(twice)}")
        if unknown := {field.group for field in self.fields} - {group.id for group in self.groups}:
            raise ValueError(f"fields are in groups that the standard does not name: {', '.join(sorted(unknown))}")
        claims: dict[str, str] = {}
        facts: dict[str, str] = {}
        for field in self.fields:
            for header in field.headers:
                if claims.setdefault(folded(header), field.id) != field.id:
                    raise ValueError(f"{field.id}: the header {header!r} already belongs to {claims[folded(header)]}")
            # Two whole fields in one fact: the second would be lost when it is written back after an edit.
            if field.fact and not field.part and facts.setdefault(field.fact, field.id) != field.id:
                raise ValueError(f"{field.id}: the fact {field.fact!r} is already held by {facts[field.fact]}")
        return self


def _columns_of(field: Field) -> Iterable[Field]:
    if field.shape is not Shape.RECORDS:
        return
    for part, kind in field.part_types.items():
        about = next(each for each in field.parts if each.id == part)
        yield Field(
            id=f"{field.id}.{part}",
            group=field.group,
            shape=Shape.URL if kind is FactType.URL else Shape.TEXT,
            label=field.label,
            max_length=about.max_length,
            headers=about.headers,
            fact=field.fact,
            part=part,
        )


class StandardError(Exception):
    """A standard's file is broken, or there is no such standard; the message names the file and the place."""


@cache
def load_standard(standard_id: str, version: str) -> Standard:
    """Return a standard that ships with Kenbaar. Raises StandardError."""
    if (standard_id, version) in {OWN, WORKING}:
        return Standard.model_validate(own_standard(everything=(standard_id, version) == WORKING))
    return read_standard(_ROOT.joinpath(standard_id), version)


def read_standard(folder: Traversable, version: str) -> Standard:
    """Read `<version>/standard.yaml` in the folder of a standard, and its `layouts.yaml`. Raises StandardError."""
    name = f"{folder.name}/{version}/standard.yaml"
    file, layouts = folder.joinpath(version, "standard.yaml"), folder.joinpath("layouts.yaml")
    if not file.is_file():
        raise StandardError(f"There is no standard {folder.name}/{version}.")
    data: Any = None
    try:
        data = load_yaml(file.read_bytes())
        if layouts.is_file() and isinstance(data, dict):
            data["layouts"] = load_yaml(layouts.read_bytes())
        return Standard.model_validate(data)
    except ContentError as error:
        raise StandardError(f"{name} cannot be read: {error}") from error
    except ValidationError as error:
        raise StandardError(f"{name} is no standard: {explained(error, data)}") from error


@cache
def standards() -> tuple[Standard, ...]:
    """Return every standard that ships with Kenbaar."""
    found = [
        load_standard(folder.name, version.name)
        for folder in _ROOT.iterdir()
        if folder.is_dir()
        for version in folder.iterdir()
        if version.is_dir()
    ]
    return tuple(sorted((*found, load_standard(*OWN)), key=lambda standard: standard.key))


_ROOT = files("kenbaar.content").joinpath("standards")
