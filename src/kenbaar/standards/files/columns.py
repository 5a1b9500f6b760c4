"""Columns: which standard a row of headers belongs to, and which rows only explain the columns.

It compares names; it reads no file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kenbaar.standards.fields import Standard, folded
from kenbaar.standards.files.rows import FileProblem, ProblemKind

# Of the columns with a name, at least this share must be known: a list of anything has a column "name" too.
_LEAST_SHARE = 0.25
# A name and something about it. The columns in which a source keeps its books say nothing about an algorithm.
_LEAST_TOLD = 2
# What old exports write under a column to say that it must be filled in.
_MARKS = frozenset({"required", "optional", "verplicht", "optioneel", "*"})


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a file: the key in a record for each, in the order of the file.

    `nameless` are the positions of columns without a name: they count only in rows that fill them.
    """

    standard: Standard
    keys: tuple[str, ...]
    known: int
    name_key: str
    body_key: str
    unknown: tuple[str, ...] = ()
    nameless: frozenset[int] = frozenset()

    def record_of(self, cells: Sequence[Any]) -> dict[str, Any]:
        """Return a row with a cell for each column as a record."""
        record = dict(zip(self.keys, cells, strict=True))
        for position in self.nameless:
            if not cells[position]:
                del record[self.keys[position]]
        return record

    def problem_of(self, record: Mapping[str, Any]) -> FileProblem | None:
        """Return why a row under these columns is no record: blank, or an explanation of the columns."""
        name = record.get(self.name_key)
        if name and isinstance(name, str) and not name.isspace():
            return FileProblem(ProblemKind.DESCRIPTION, found=name) if self._explains(record, name) else None
        if any(value not in (None, "") and not _is_space(value) for value in record.values()):
            return FileProblem(ProblemKind.DESCRIPTION) if self._only_marks(record) else None
        return FileProblem(ProblemKind.BLANK)

    def _explains(self, record: Mapping[str, Any], name: str) -> bool:
        """Say whether the name cell holds a mark, the column's own title, or a sentence beside another sentence."""
        word = folded(name)
        if word in _MARKS:
            return self._only_marks(record)
        if self.standard.by_header.get(word) == self.name_key:
            cells = {key: value for key, value in record.items() if isinstance(value, str) and value}
            titles = [key for key, value in cells.items() if self.standard.by_header.get(folded(value)) == key]
            return 2 * len(titles) >= len(cells)
        body = record.get(self.body_key)
        return _is_sentence(name) and isinstance(body, str) and _is_sentence(body)

    def _only_marks(self, record: Mapping[str, Any]) -> bool:
        words = {folded(value) for value in record.values() if isinstance(value, str) and not _is_space(value)}
        return bool(words) and words <= _MARKS


def match_columns(names: Sequence[str], standards: Sequence[Standard]) -> Columns | None:
    """Return the columns under the standard that knows most of them; None when no standard knows enough.

    A second column of the same name is called `name#2`, a third `name#3`. A column without a name is called after its
    position.
    """
    numbered = _numbered(names)
    found = [columns for standard in standards if (columns := _under(standard, numbered, names)) is not None]
    # Among equals the standard with the fewest fields left over, then the newest.
    return max(
        found,
        key=lambda columns: (columns.known, -len(columns.standard.fields), columns.standard.version),
        default=None,
    )


def _numbered(names: Sequence[str]) -> list[str]:
    seen: dict[str, int] = {}
    numbered = []
    for position, name in enumerate(names, start=1):
        clean = name.strip() or f"column {position}"
        count = seen[folded(clean)] = seen.get(folded(clean), 0) + 1
        numbered.append(clean if count == 1 else f"{clean}#{count}")
    return numbered


def _under(standard: Standard, numbered: Sequence[str], names: Sequence[str]) -> Columns | None:
    fields = [standard.by_header.get(folded(name)) for name in numbered]
    # A column that has the field's own id comes before one that has another name of the same field.
    exact = {field for field, name in zip(fields, numbered, strict=True) if field and folded(field) == folded(name)}
    keys: list[str] = []
    taken: set[str] = set()
    unknown: list[str] = []
    for field, name in zip(fields, numbered, strict=True):
        is_own = field is not None and field not in taken and (field not in exact or folded(field) == folded(name))
        key = field if field is not None and is_own else _free(name, taken | exact)
        taken.add(key)
        keys.append(key)
        if not is_own:
            unknown.append(name)
    known = len(keys) - len(unknown)
    named = sum(1 for name in names if name.strip())
    name_key = _key_of("name", standard)
    told = sum(key in standard.by_key for key in keys)
    if told < _LEAST_TOLD or known < _LEAST_SHARE * named or name_key not in taken:
        return None
    nameless = frozenset(position for position, name in enumerate(names) if not name.strip())
    body_key = _key_of("organisation_name", standard)
    return Columns(standard, tuple(keys), known, name_key, body_key, tuple(unknown), nameless)


def _free(name: str, taken: set[str]) -> str:
    free, count = name, 1
    while free in taken:
        count += 1
        free = f"{name}#{count}"
    return free


def _key_of(fact: str, standard: Standard) -> str:
    return next((field.id for field in standard.fields if field.fact == fact), "")


def _is_space(value: object) -> bool:
    return isinstance(value, str) and (not value or value.isspace())


def _is_sentence(text: str) -> bool:
    return text.rstrip().endswith(".") and len(text.split()) >= 5
