"""A row of a file or a request becomes a Decision of its profile, or is refused with all that is wrong in it.

A row has the columns `reference`, `decided_on`, `language`, `outcome`, `addressee`, `human`, `reasons`, `settings` and
`person_class`, with data used as `data.<id>` and the contribution of a parameter as `weighs.<id>`.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from kenbaar.decisions.cells import (
    Cell,
    data_cell,
    date_cell,
    human_cell,
    number_cell,
    option_cell,
    required,
    text_cell,
)
from kenbaar.decisions.decision import Decision
from kenbaar.decisions.profile import MOST_CHARACTERS, Profile
from kenbaar.decisions.refusing import Fault, Reason, Refused, Wrong
from kenbaar.decisions.rows import Rows, rows_of
from kenbaar.standards.files.refusals import shown

DATA, WEIGHS = "data", "weighs"
_MOST_IN_LINE = 250
_MOST_IN_DATA = 1000
_MOST_IN_REFERENCE = 120
# A decision is sent within a quarter after it was dated ahead, and is not twenty years late.
_DAYS_AHEAD = 92
_YEARS_BACK = 20
# What a column remembers: so many texts, of so many characters in all.
_MOST_KNOWN, _ROOM = 1024, 65_536

# All that is wrong with rows, by their place among those that are read together.
_Faults: TypeAlias = dict[int, list[Fault]]


class Reader:
    """Reads rows of one profile, on a day. Made once per profile: it is compiled, a row then takes microseconds."""

    def __init__(self, profile: Profile, *, today: dt.date) -> None:
        languages = option_cell(list(profile.languages), Reason.NO_SUCH_LANGUAGE)
        outcomes = [each.id for each in profile.outcomes]
        classes = [each.id for each in profile.selection.classes] if profile.selection else []
        # A profile in one language need not be told which.
        self._only_language = str(profile.languages[0]) if len(profile.languages) == 1 else ""
        own = {
            **_naming_cells(today),
            "language": languages if self._only_language else required(languages),
            "outcome": required(option_cell(outcomes) if outcomes else text_cell(_MOST_IN_LINE)),
            "addressee": text_cell(_MOST_IN_LINE),
            "human": human_cell(text_cell(MOST_CHARACTERS, lines=True)),
            "reasons": text_cell(MOST_CHARACTERS, lines=True),
            "settings": text_cell(_MOST_IN_DATA, lines=True),
            "person_class": option_cell(classes, Reason.NO_SUCH_OPTION if classes else Reason.NO_CLASSES),
        }
        self._own = [_Column(name, name, cell) for name, cell in own.items()]
        cells = ((each, data_cell(each, most=_MOST_IN_DATA, today=today)) for each in profile.data)
        self._data = [
            _Column(f"{DATA}.{each.id}", each.id, required(cell) if each.required else cell) for each, cell in cells
        ]
        self._weighs = [_Column(f"{WEIGHS}.{each.id}", each.id, number_cell()) for each in profile.parameters]
        self.columns = tuple(each.name for each in (*self._own, *self._data, *self._weighs))
        self._known = frozenset(self.columns)

    def unknown(self, columns: Iterable[str]) -> list[str]:
        """Return which of some columns the profile does not have."""
        return [column for column in columns if column not in self._known]

    def missing(self, columns: Iterable[str]) -> list[str]:
        """Return which columns no row can do without, and are not among these."""
        given = set(columns)
        lacking: _Faults = {}
        for column in (*self._own, *self._data):
            column.texts([None], lacking)
        return [fault.field for fault in lacking.get(0, ()) if fault.field not in given]

    def read(self, row: Mapping[str, object]) -> Decision | Refused:
        """Return the decision that a row is, or all that is wrong with it."""
        return self.read_all(rows_of([(1, row)], self._known))[0]

    def read_all(self, rows: Rows) -> list[Decision | Refused]:
        """Return the decision that each row is, in their order, or all that is wrong with it."""
        faults: _Faults = {}
        own: dict[str, list[Any]] = {each.member: each.texts(rows.cells(each.name), faults) for each in self._own}
        own["decided_on"] = _days(own["decided_on"])
        own["language"] = [text or self._only_language for text in own["language"]]
        own["values"] = _mappings(self._data, rows, faults)
        own["contributions"] = _mappings(self._weighs, rows, faults)
        for place, names in rows.beside.items():
            faults.setdefault(place, []).extend(Wrong(Reason.UNKNOWN_COLUMN).in_field(shown(each)) for each in names)
        members = zip(*(own[name] for name in Decision._fields), strict=True)
        return _with_refused(list(map(Decision._make, members)), rows, faults)


class Taken(NamedTuple):
    """That a decision was taken, and when: all that a comparison with the notices looks at."""

    reference: str
    decided_on: dt.date


class ReferenceReader:
    """Reads of each row which decision it is, on a day. Other columns are passed over: nothing of them is looked at."""

    def __init__(self, *, today: dt.date) -> None:
        self._own = [_Column(name, name, cell) for name, cell in _naming_cells(today).items()]
        self.columns = tuple(each.name for each in self._own)

    def unknown(self, _columns: Iterable[str]) -> list[str]:
        """Return no columns: it takes every file that names decisions."""
        return []

    def missing(self, columns: Iterable[str]) -> list[str]:
        """Return which columns no row can do without, and are not among these."""
        given = set(columns)
        return [column for column in self.columns if column not in given]

    def read_all(self, rows: Rows) -> list[Taken | Refused]:
        """Return which decision each row is, or all that is wrong with it."""
        faults: _Faults = {}
        references, days = (each.texts(rows.cells(each.name), faults) for each in self._own)
        return _with_refused(list(map(Taken, references, _days(days))), rows, faults)


def _naming_cells(today: dt.date) -> dict[str, Cell]:
    first, last = dt.date(today.year - _YEARS_BACK, 1, 1), today + dt.timedelta(days=_DAYS_AHEAD)
    return {
        "reference": required(text_cell(_MOST_IN_REFERENCE)),
        "decided_on": required(date_cell(earliest=first, latest=last)),
    }


def row_of(record: Mapping[str, object]) -> Mapping[str, object]:
    """Return a decision from JSON as a row: what stands in the objects `data` and `weighs` gets a column each.

    A column that is there in both ways stays in its object, which no profile has as a column.
    """
    row = dict(record)
    for part in (DATA, WEIGHS):
        inner = record.get(part)
        if not isinstance(inner, dict):
            continue
        columns = {f"{part}.{name}": value for name, value in inner.items()}
        if row.keys().isdisjoint(columns):
            del row[part]
            row.update(columns)
    return row


class _Column:
    """A column, the name under which its text is kept, and the texts that it read before: most values come again."""

    __slots__ = ("_cell", "_known", "_room", "member", "name")

    def __init__(self, name: str, member: str, cell: Cell) -> None:
        self.name, self.member, self._cell = name, member, cell
        self._known: dict[object, str] = {}
        self._room = _ROOM

    def texts(self, cells: Sequence[object], faults: _Faults) -> list[str]:
        """Return the text of each cell; it is empty where it has a fault, which joins the others of its place."""
        try:
            texts: list[Any] = list(map(self._known.get, cells))
        except TypeError:
            # Lists and objects of JSON cannot be looked up.
            texts = [None] * len(cells)
        if None not in texts:
            return texts
        new: list[Any] = [cell for cell, text in zip(cells, texts, strict=True) if text is None]
        if self._cell.all_kept(new):
            if len(self._known) < _MOST_KNOWN:
                for text in set(new):
                    self._remember(text, text)
            kept = iter(new)
            return new if len(new) == len(texts) else [next(kept) if text is None else text for text in texts]
        for place, text in enumerate(texts):
            if text is None:
                texts[place] = self._text(cells[place], place, faults)
        return texts

    def _text(self, raw: object, place: int, faults: _Faults) -> str:
        try:
            text = self._cell.read(raw)
        except Wrong as wrong:
            faults.setdefault(place, []).append(wrong.in_field(self.name, raw))
            return ""
        if raw is None or isinstance(raw, str):
            self._remember(raw, text)
        return text

    def _remember(self, raw: str | None, text: str) -> None:
        size = len(raw or "")
        if len(self._known) < _MOST_KNOWN and size <= self._room:
            self._known[raw] = text
            self._room -= size


def _mappings(columns: Sequence[_Column], rows: Rows, faults: _Faults) -> list[dict[str, str]]:
    """Return for each row the texts that it has, by the names under which they are kept."""
    members = [each.member for each in columns]
    texts = [each.texts(rows.cells(each.name), faults) for each in columns]
    if not texts:
        return [{} for _row in rows.numbers]
    return [
        # Nothing is kept of what is empty.
        {name: text for name, text in zip(members, cells, strict=True) if text}
        if "" in cells
        else dict(zip(members, cells, strict=True))
        for cells in zip(*texts, strict=True)
    ]


def _days(texts: Sequence[str]) -> list[dt.date]:
    """Return the days of texts that were read as such; any day where there was a fault."""
    days = {text: dt.date.fromisoformat(text) if text else dt.date.min for text in set(texts)}
    return [days[text] for text in texts]


def _with_refused(read: list[Any], rows: Rows, faults: _Faults) -> list[Any]:
    """Put in the place of each row with faults what is wrong with it."""
    references = rows.cells("reference")
    for place, wrong in faults.items():
        read[place] = Refused(shown(references[place] or ""), tuple(wrong))
    for place, fault in rows.faults.items():
        # Of what cannot be taken apart nothing else is said.
        read[place] = Refused("", (fault,))
    return read
