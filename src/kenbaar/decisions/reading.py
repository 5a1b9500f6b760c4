"""A row of a file or a request becomes a Decision of its profile, or is refused with all that is wrong in it.

A row has the columns `reference`, `decided_on`, `language`, `outcome`, `addressee`, `human`, `reasons`, `settings` and
`person_class`, with data used as `data.<id>` and the contribution of a parameter as `weighs.<id>`.
"""

import datetime as dt
from collections.abc import Iterable, Mapping

from kenbaar.decisions.cells import Cell, data_cell, date_cell, number_cell, option_cell, required, text_cell
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


class Reader:
    """Reads rows of one profile, on a day. Made once per profile: it is compiled, a row then takes microseconds."""

    def __init__(self, profile: Profile, *, today: dt.date) -> None:
        first = dt.date(today.year - _YEARS_BACK, 1, 1)
        languages = option_cell(list(profile.languages), Reason.NO_SUCH_LANGUAGE)
        outcomes = [each.id for each in profile.outcomes]
        classes = [each.id for each in profile.selection.classes] if profile.selection else []
        # A profile in one language need not be told which.
        self._only_language = str(profile.languages[0]) if len(profile.languages) == 1 else ""
        self._own: dict[str, Cell] = {
            "reference": required(text_cell(_MOST_IN_REFERENCE)),
            "decided_on": required(date_cell(earliest=first, latest=today + dt.timedelta(days=_DAYS_AHEAD))),
            "language": languages if self._only_language else required(languages),
            "outcome": required(option_cell(outcomes) if outcomes else text_cell(_MOST_IN_LINE)),
            "addressee": text_cell(_MOST_IN_LINE),
            "human": text_cell(MOST_CHARACTERS, lines=True),
            "reasons": text_cell(MOST_CHARACTERS, lines=True),
            "settings": text_cell(_MOST_IN_DATA, lines=True),
            "person_class": option_cell(classes, Reason.NO_SUCH_OPTION if classes else Reason.NO_CLASSES),
        }
        cells = {each.id: data_cell(each, most=_MOST_IN_DATA, today=today) for each in profile.data}
        self._data = {
            f"{DATA}.{each.id}": required(cells[each.id]) if each.required else cells[each.id] for each in profile.data
        }
        self._weighs = {f"{WEIGHS}.{each.id}": number_cell() for each in profile.parameters}
        self._ids = {column: column.partition(".")[2] for column in (*self._data, *self._weighs)}
        self.columns = (*self._own, *self._data, *self._weighs)
        self._known = frozenset(self.columns)

    def unknown(self, columns: Iterable[str]) -> list[str]:
        """Return which of some columns the profile does not have."""
        return [column for column in columns if column not in self._known]

    def missing(self, columns: Iterable[str]) -> list[str]:
        """Return which columns no row can do without, and are not among these."""
        given = set(columns)
        cells = {**self._own, **self._data}
        return [column for column, cell in cells.items() if column not in given and _refuses_nothing(cell)]

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
        ids = self._ids
        return Decision(
            own["reference"],
            dt.date.fromisoformat(own["decided_on"]),
            own.get("language") or self._only_language,
            own["outcome"],
            own.get("addressee", ""),
            {ids[column]: text for column, text in data.items()},
            {ids[column]: text for column, text in weighs.items()},
            own.get("person_class", ""),
            own.get("human", ""),
            own.get("reasons", ""),
            own.get("settings", ""),
        )


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


def _texts(cells: Mapping[str, Cell], row: Mapping[str, object], faults: list[Fault]) -> dict[str, str]:
    texts = {}
    for column, read in cells.items():
        raw = row.get(column)
        try:
            if text := read(raw):
                texts[column] = text
        except Wrong as wrong:
            faults.append(wrong.in_field(column, raw))
    return texts


def _refuses_nothing(cell: Cell) -> bool:
    try:
        cell(None)
    except Wrong:
        return True
    return False
