"""What an opened file gives: its rows, where each stands, and what is the matter with a row that is no record.

It holds the shapes only; the readers of CSV, JSON and XLSX fill them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from kenbaar.standards.fields import Standard
from kenbaar.standards.files.refusals import shown
from kenbaar.values import LocalText, both

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may ask of the machine. The defaults leave room for a register ten times the real one."""

    file_bytes: int = 512 * MEGABYTE
    cell_chars: int = MEGABYTE
    row_chars: int = 16 * MEGABYTE
    columns: int = 500
    json_depth: int = 50
    blank_rows: int = 10_000
    unpacked_bytes: int = 2048 * MEGABYTE
    # Deflate packs a thousand to one at most; real sheets stay far below a hundred to one.
    unpacked_ratio: int = 400
    string_table_bytes: int = 256 * MEGABYTE


class FileFormat(StrEnum):
    """How a file holds its records."""

    CSV = "csv"
    XLSX_ROWS = "xlsx_rows"
    XLSX_COLUMNS = "xlsx_columns"
    JSON_RESULTS = "json_results"
    JSON_VERSIONS = "json_versions"
    JSON_SUMMARY = "json_summary"
    JSON_ENTRIES = "json_entries"
    JSON_LIST = "json_list"
    JSON_RECORD = "json_record"
    JSON_LINES = "json_lines"

    @property
    def label(self) -> LocalText:
        """What people call it."""
        return _LABELS[self]


_LABELS = {
    FileFormat.CSV: LocalText(nl="CSV-bestand", en="CSV file"),
    FileFormat.XLSX_ROWS: LocalText(nl="Excel-werkmap, een record per rij", en="Excel workbook, one record per row"),
    FileFormat.XLSX_COLUMNS: LocalText(
        nl="Excel-werkmap, een record per kolom", en="Excel workbook, one record per column"
    ),
    FileFormat.JSON_RESULTS: LocalText(nl="JSON met zoekresultaten", en="JSON with search results"),
    FileFormat.JSON_VERSIONS: LocalText(nl="JSON met versies van algoritmes", en="JSON with versions of algorithms"),
    FileFormat.JSON_SUMMARY: LocalText(nl="JSON-samenvatting van het register", en="JSON summary of the register"),
    FileFormat.JSON_ENTRIES: LocalText(nl="JSON van Kenbaar zelf", en="JSON of Kenbaar itself"),
    FileFormat.JSON_LIST: LocalText(nl="JSON-lijst van records", en="JSON list of records"),
    FileFormat.JSON_RECORD: LocalText(nl="JSON met één record", en="JSON with one record"),
    FileFormat.JSON_LINES: LocalText(nl="JSON Lines, een record per regel", en="JSON Lines, one record per line"),
}


class ProblemKind(StrEnum):
    """Why a row is no record."""

    BLANK = "blank"
    DESCRIPTION = "description"
    CELL_COUNT = "cell_count"
    SHEET_SKIPPED = "sheet_skipped"
    SHEET_NOT_PUBLIC = "sheet_not_public"
    NOT_AN_OBJECT = "not_an_object"
    NO_KNOWN_FIELD = "no_known_field"
    DUPLICATE_KEY = "duplicate_key"
    IMPOSSIBLE_CHARACTER = "impossible_character"


_NOTHING_TO_DO = both("U hoeft niets te doen.", "You do not have to do anything.")

# Per kind what is the matter and the way out. Words in braces are filled in by `FileProblem`.
_PROBLEMS: dict[ProblemKind, tuple[LocalText, LocalText]] = {
    ProblemKind.BLANK: (
        both("Hier is niets ingevuld ({count} keer achter elkaar).", "Nothing is filled in here ({count} in a row)."),
        _NOTHING_TO_DO,
    ),
    ProblemKind.DESCRIPTION: (
        both("Dit is uitleg bij de velden en geen record.", "This explains the fields and is no record."),
        _NOTHING_TO_DO,
    ),
    ProblemKind.CELL_COUNT: (
        both(
            "Deze rij heeft {found} cellen en de kop heeft er {expected}.",
            "This row has {found} cells and the header has {expected}.",
        ),
        both("Kijk of er een scheidingsteken te veel of te weinig staat.", "Look for a delimiter too many or too few."),
    ),
    ProblemKind.SHEET_SKIPPED: (
        both(
            "Op dit blad staan geen kolommen van een standaard of geen records; het is overgeslagen.",
            "This sheet has no columns of a standard or no records; it was skipped.",
        ),
        both(
            "Staan er toch records op? Gebruik dan de veldnamen van een standaard.",
            "Does it have records after all? Then use the field names of a standard.",
        ),
    ),
    ProblemKind.SHEET_NOT_PUBLIC: (
        both(
            "Dit blad is verborgen, of de naam zegt dat het niet openbaar is; het is overgeslagen.",
            "This sheet is hidden, or its name says that it is not public; it was skipped.",
        ),
        both(
            "Mag het openbaar worden? Maak het blad dan zichtbaar en geef het een andere naam.",
            "May it become public? Then show the sheet and give it another name.",
        ),
    ),
    ProblemKind.NOT_AN_OBJECT: (
        both("Hier staat {found} in plaats van een record.", "Here stands {found} instead of a record."),
        both("Schrijf een record tussen accolades.", "Write a record between braces."),
    ),
    ProblemKind.NO_KNOWN_FIELD: (
        both(
            "Dit record heeft geen velden die Kenbaar kent ({found}).",
            "This record has no fields that Kenbaar knows ({found}).",
        ),
        both(
            "Gebruik de veldnamen van een standaard, met in elk geval die voor de naam.",
            "Use the field names of a standard, with at least the one for the name.",
        ),
    ),
    ProblemKind.DUPLICATE_KEY: (
        both(
            "Het veld {found} staat er twee keer, dus het is niet duidelijk welke inhoud geldt.",
            "The field {found} is there twice, so it is not clear which content counts.",
        ),
        both("Verwijder er een.", "Remove one."),
    ),
    ProblemKind.IMPOSSIBLE_CHARACTER: (
        both(
            "Het veld {found} bevat een teken dat in geen tekst kan staan.",
            "The field {found} holds a character that cannot be in any text.",
        ),
        both("Verwijder dat teken.", "Remove that character."),
    ),
}
_HARMLESS = frozenset(
    {ProblemKind.BLANK, ProblemKind.DESCRIPTION, ProblemKind.SHEET_SKIPPED, ProblemKind.SHEET_NOT_PUBLIC}
)


@dataclass(frozen=True, slots=True)
class FileProblem:
    """Why a row is no record, and what to do about it. `found` is what was seen, if that helps."""

    kind: ProblemKind
    found: str = ""
    expected: int = 0
    count: int = 1

    @property
    def is_harmless(self) -> bool:
        """Say whether the row was never meant to be a record, so that nothing was refused."""
        return self.kind in _HARMLESS

    @property
    def message(self) -> LocalText:
        """What is the matter, for people."""
        return self._filled(_PROBLEMS[self.kind][0])

    @property
    def remedy(self) -> LocalText:
        """The way out, for people."""
        return self._filled(_PROBLEMS[self.kind][1])

    def _filled(self, text: LocalText) -> LocalText:
        details = {"found": shown(self.found), "expected": self.expected, "count": self.count}
        return LocalText(nl=text.nl.format(**details), en=text.en.format(**details))


class Unit(StrEnum):
    """What places are counted in."""

    ROW = "row"
    COLUMN = "column"
    LINE = "line"
    RECORD = "record"


_UNITS = {
    Unit.ROW: LocalText(nl="rij", en="row"),
    Unit.COLUMN: LocalText(nl="kolom", en="column"),
    Unit.LINE: LocalText(nl="regel", en="line"),
    Unit.RECORD: LocalText(nl="record", en="record"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file: `at` counts from 1, as a spreadsheet does. `at` 0 is the whole sheet."""

    unit: Unit
    at: int
    sheet: str = ""

    @property
    def text(self) -> LocalText:
        """The place for people: "row 12", "sheet X, column D"."""
        return LocalText(nl=self._in("nl", "blad"), en=self._in("en", "sheet"))

    def _in(self, language: str, sheet: str) -> str:
        counted = column_letters(self.at) if self.unit is Unit.COLUMN else str(self.at)
        parts = [f"{sheet} {shown(self.sheet)}"] if self.sheet else []
        if self.at:
            parts.append(f"{_UNITS[self.unit].to(language)} {counted}")
        return ", ".join(parts)


def column_letters(number: int) -> str:
    """Return the name of a column in a spreadsheet: 1 is A, 27 is AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column in a spreadsheet: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row as it stands in the file: a record, or the problem that keeps it from being one.

    `number` counts what the file gave, from 1. A record's keys are the field ids of its standard; what the standard
    does not know keeps the name that it has in the file. Values are what the file says: strings in CSV and in sheets
    ("" for an empty cell), any JSON value in JSON.
    """

    number: int
    where: Place
    record: dict[str, Any] | None = None
    problem: FileProblem | None = None

    @property
    def place(self) -> LocalText:
        """Where the row stands, for people."""
        return self.where.text


class SourceFile(Protocol):
    """An opened file. `rows` may be asked more than once and starts again each time.

    `standard` is the one whose columns the file was recognised by; each record may still say another. No file says
    cheaply how many rows it has: `size` and `position()` are bytes, for progress.
    """

    format: FileFormat
    encoding: str
    standard: Standard | None
    unknown_columns: tuple[str, ...]
    size: int

    def position(self) -> int:
        """Return how many bytes of the file were read so far."""
        ...

    def rows(self) -> Iterator[SourceRow]:
        """Give the rows one by one. Raises FileRefused where the file turns out to be broken."""
        ...
