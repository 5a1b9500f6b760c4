"""A row of a file or a request becomes a Decision of its profile, or is refused with all that is wrong in it.

A row has the columns `reference`, `decided_on`, `language`, `outcome`, `addressee`, `human`, `reasons`, `settings` and
`person_class`, with data used as `data.<id>` and the contribution of a parameter as `weighs.<id>`.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

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
from kenbaar.standards.files.refusals import shown

DATA, WEIGHS = "data", "weighs"
_MOST_IN_LINE = 250
_MOST_IN_DATA = 1000
_MOST_IN_REFERENCE = 120
# A decision is sent within a quarter after it was dated ahead, and is not twenty years late.
_DAYS_AHEAD = 92
_YEARS_BACK = 20
# What a column remembers: so many texts shorter than this.
_MOST_KNOWN, _SHORT = 1024, 64


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
        lacking: list[Fault] = []
        for part in (self._own, self._data):
            _texts(part, {}, lacking)
        return [fault.field for fault in lacking if fault.field not in given]

    def read(self, row: Mapping[str, object]) -> Decision | Refused:
        """Return the decision that a row is, or all that is wrong with it."""
        faults: list[Fault] = []
        own = _texts(self._own, row, faults)
        data = _texts(self._data, row, faults)
        weighs = _texts(self._weighs, row, faults)
        if not self._known.issuperset(row):
            faults.extend(Wrong(Reason.UNKNOWN_COLUMN).in_field(shown(each)) for each in self.unknown(row))
        if faults:
            return Refused(shown(row.get("reference") or ""), tuple(faults))
        own["decided_on"] = dt.date.fromisoformat(own["decided_on"])
        own.setdefault("language", self._only_language)
        return Decision(**own, values=data, contributions=weighs)


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

    def read(self, row: Mapping[str, object]) -> Taken | Refused:
        """Return which decision a row is, or all that is wrong with it."""
        faults: list[Fault] = []
        own = _texts(self._own, row, faults)
        if faults:
            return Refused(shown(row.get("reference") or ""), tuple(faults))
        return Taken(own["reference"], dt.date.fromisoformat(own["decided_on"]))


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

    __slots__ = ("known", "member", "name", "read")

    def __init__(self, name: str, member: str, read: Cell) -> None:
        self.name, self.member, self.read = name, member, read
        self.known: dict[str, str] = {}


def _texts(columns: Iterable[_Column], row: Mapping[str, object], faults: list[Fault]) -> dict[str, Any]:
    texts: dict[str, Any] = {}
    for column in columns:
        raw = row.get(column.name)
        text = column.known.get(raw) if isinstance(raw, str) else None
        if text is None:
            try:
                text = column.read(raw)
            except Wrong as wrong:
                faults.append(wrong.in_field(column.name, raw))
                continue
            if isinstance(raw, str) and len(raw) < _SHORT and len(column.known) < _MOST_KNOWN:
                column.known[raw] = text
        if text:
            texts[column.member] = text
    return texts
