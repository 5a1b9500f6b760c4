"""Why a file is refused: one sentence that says what is wrong, where, and what to do.

A refusal is about the whole file; what is wrong with one row only is a problem of that row, see `rows`.
"""

from enum import StrEnum
from typing import Self

from kenbaar.values import LocalText

_SHOWN = 60


class Reason(StrEnum):
    """What made a file unreadable."""

    MISSING = "missing"
    FOLDER = "folder"
    NOT_A_FILE = "not_a_file"
    NO_PERMISSION = "no_permission"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    OTHER_KIND = "other_kind"
    BINARY = "binary"
    NULL_BYTES = "null_bytes"
    UTF_16 = "utf_16"
    NOT_UTF_8 = "not_utf_8"
    MIXED_ENCODING = "mixed_encoding"
    CUT_CHARACTER = "cut_character"
    UNKNOWN_COLUMNS = "unknown_columns"
    TOO_MANY_COLUMNS = "too_many_columns"
    TOO_MANY_ROWS = "too_many_rows"
    CELL_TOO_LARGE = "cell_too_large"
    ROW_TOO_LARGE = "row_too_large"
    TOO_MANY_BLANK_ROWS = "too_many_blank_rows"
    OPEN_QUOTE = "open_quote"
    ENDS_IN_ROW = "ends_in_row"
    STRAY_QUOTE = "stray_quote"
    JSON_CUT_OFF = "json_cut_off"
    JSON_BROKEN = "json_broken"
    JSON_TOO_DEEP = "json_too_deep"
    JSON_NOT_A_NUMBER = "json_not_a_number"
    JSON_MORE_TEXT = "json_more_text"
    ZIP_BROKEN = "zip_broken"
    ZIP_NOT_A_WORKBOOK = "zip_not_a_workbook"
    ZIP_BOMB = "zip_bomb"
    WORKBOOK_BROKEN = "workbook_broken"
    WORKBOOK_ENTITIES = "workbook_entities"
    WORKBOOK_PASSWORD = "workbook_password"  # noqa: S105  # a reason, no secret
    OLD_EXCEL = "old_excel"
    NO_DECISIONS = "no_decisions"
    COLUMNS_MISSING = "columns_missing"
    COLUMNS_TOO_MANY = "columns_too_many"
    COLUMN_TWICE = "column_twice"
    PARQUET_BROKEN = "parquet_broken"


_SENTENCES: dict[Reason, tuple[str, str]] = {
    Reason.MISSING: (
        "Er is geen bestand {path}; kijk of de naam en de map kloppen.",
        "There is no file {path}; check the name and the folder.",
    ),
    Reason.FOLDER: (
        "{path} is een map; geef het bestand op dat erin staat.",
        "{path} is a folder; name the file that is in it.",
    ),
    Reason.NOT_A_FILE: (
        "{path} is geen gewoon bestand; sla de inhoud eerst op als bestand.",
        "{path} is not a regular file; save its content as a file first.",
    ),
    Reason.NO_PERMISSION: (
        "Kenbaar mag {path} niet lezen; geef leesrechten op het bestand en probeer het opnieuw.",
        "Kenbaar may not read {path}; give permission to read the file and try again.",
    ),
    Reason.UNREADABLE: (
        "Het lezen van {path} is mislukt ({why}); kijk of het bestand op een bereikbare schijf staat.",
        "Reading {path} failed ({why}); check that the file is on a disk that can be reached.",
    ),
    Reason.EMPTY: (
        "Het bestand is leeg; download het of sla het opnieuw op.",
        "The file is empty; download it or save it again.",
    ),
    Reason.TOO_LARGE: (
        "Het bestand is {size} MB en er past hoogstens {limit} MB; verdeel het over meer bestanden.",
        "The file is {size} MB and at most {limit} MB fits; divide it over more files.",
    ),
    Reason.OTHER_KIND: (
        "Dit is {kind_nl}, geen CSV, XLSX of JSON; kies het bestand met de records zelf.",
        "This is {kind_en}, not CSV, XLSX or JSON; choose the file that holds the records.",
    ),
    Reason.BINARY: (
        "Dit bestand bevat geen tekst die mensen kunnen lezen; kies een CSV-, XLSX- of JSON-bestand.",
        "This file holds no text that people can read; choose a CSV, XLSX or JSON file.",
    ),
    Reason.NULL_BYTES: (
        "Op regel {line} (byte {byte}) staat een nulbyte, dus het bestand is beschadigd of geen platte tekst; "
        "sla het opnieuw op als CSV UTF-8 of JSON.",
        "Line {line} (byte {byte}) holds a null byte, so the file is damaged or no plain text; "
        "save it again as CSV UTF-8 or JSON.",
    ),
    Reason.UTF_16: (
        "Het bestand is opgeslagen als UTF-16 (in Excel: Unicode-tekst); sla het op als CSV UTF-8.",
        "The file was saved as UTF-16 (in Excel: Unicode text); save it as CSV UTF-8.",
    ),
    Reason.NOT_UTF_8: (
        "Regel {line} (byte {byte}) is geen geldige UTF-8; sla het bestand opnieuw op als UTF-8.",
        "Line {line} (byte {byte}) is not valid UTF-8; save the file again as UTF-8.",
    ),
    Reason.MIXED_ENCODING: (
        "Het bestand is grotendeels UTF-8, maar regel {line} (byte {byte}) niet; "
        "herstel die regel of sla het bestand opnieuw op als UTF-8.",
        "The file is mostly UTF-8, but line {line} (byte {byte}) is not; "
        "mend that line or save the file again as UTF-8.",
    ),
    Reason.CUT_CHARACTER: (
        "Het bestand stopt op regel {line} midden in een letterteken en is dus afgebroken; download het opnieuw.",
        "The file ends on line {line} in the middle of a character, so it was cut off; download it again.",
    ),
    Reason.UNKNOWN_COLUMNS: (
        "Kenbaar herkent deze kolommen niet: {columns}; gebruik de kolomnamen van een standaard, "
        "met in elk geval die voor de naam.",
        "Kenbaar does not know these columns: {columns}; use the column names of a standard, "
        "with at least the one for the name.",
    ),
    Reason.TOO_MANY_COLUMNS: (
        "{place} heeft meer dan {limit} kolommen of velden; verwijder wat niet bij een standaard hoort.",
        "{place} has more than {limit} columns or fields; remove what belongs to no standard.",
    ),
    Reason.TOO_MANY_ROWS: (
        "Het bestand heeft meer dan {limit} rijen; verdeel het over meer bestanden.",
        "The file has more than {limit} rows; divide it over more files.",
    ),
    Reason.CELL_TOO_LARGE: (
        "In {place} staat een cel van meer dan {limit} tekens; kort de tekst in of sluit het aanhalingsteken "
        "dat daar openstaat.",
        "In {place} is a cell of more than {limit} characters; shorten the text or close the quotation mark "
        "that is open there.",
    ),
    Reason.ROW_TOO_LARGE: (
        "Vanaf {place} staat een record van meer dan {limit} tekens; kijk of daar een regeleinde of aanhalingsteken "
        "ontbreekt.",
        "From {place} on there is a record of more than {limit} characters; check for a missing line break or "
        "quotation mark there.",
    ),
    Reason.TOO_MANY_BLANK_ROWS: (
        "Vanaf {place} staan meer dan {limit} lege regels achter elkaar; verwijder de lege regels.",
        "From {place} on there are more than {limit} empty rows in a row; remove the empty rows.",
    ),
    Reason.OPEN_QUOTE: (
        "Het bestand houdt op binnen aanhalingstekens, in het record dat begint op {place}, en is dus afgebroken; "
        "download het opnieuw.",
        "The file ends inside quotation marks, in the record that starts at {place}, so it was cut off; "
        "download it again.",
    ),
    Reason.ENDS_IN_ROW: (
        "Het bestand houdt op midden in {place}: daar staan {cells} van de {expected} cellen en er is geen einde van "
        "de regel. Het is dus afgebroken; download het opnieuw.",
        "The file ends in the middle of {place}: it has {cells} of the {expected} cells and the line has no end. So it "
        "was cut off; download it again.",
    ),
    Reason.STRAY_QUOTE: (
        "In {place} staat tekst achter een sluitend aanhalingsteken; schrijf een aanhalingsteken in een cel "
        'als twee: "".',
        'In {place} there is text behind a closing quotation mark; write a quotation mark inside a cell as two: "".',
    ),
    Reason.JSON_CUT_OFF: (
        "De JSON houdt op bij regel {line}, teken {column}, voordat alles is gesloten; download het bestand opnieuw.",
        "The JSON ends at line {line}, character {column}, before everything is closed; download the file again.",
    ),
    Reason.JSON_BROKEN: (
        "De JSON klopt niet bij regel {line}, teken {column}; herstel het bestand of download het opnieuw.",
        "The JSON is not right at line {line}, character {column}; mend the file or download it again.",
    ),
    Reason.JSON_TOO_DEEP: (
        "De JSON heeft bij regel {line} meer dan {limit} lagen binnen elkaar; lever records zonder zulke lagen.",
        "The JSON has more than {limit} layers inside each other at line {line}; deliver records without such layers.",
    ),
    Reason.JSON_NOT_A_NUMBER: (
        "Bij regel {line} staat {value}, en dat kent JSON niet als getal; laat het veld leeg of schrijf null.",
        "At line {line} stands {value}, which JSON does not know as a number; leave the field empty or write null.",
    ),
    Reason.JSON_MORE_TEXT: (
        "Na het einde van de JSON staat op regel {line} nog meer tekst; verwijder wat daar te veel staat.",
        "After the end of the JSON there is more text on line {line}; remove what is too much there.",
    ),
    Reason.ZIP_BROKEN: (
        "Het XLSX-bestand is beschadigd of afgebroken; download het of sla het opnieuw op.",
        "The XLSX file is damaged or cut off; download it or save it again.",
    ),
    Reason.ZIP_NOT_A_WORKBOOK: (
        "Dit is een ZIP-bestand zonder Excel-werkmap; pak het uit en kies het bestand met de records, "
        "of sla het op als XLSX.",
        "This is a ZIP file without an Excel workbook; unpack it and choose the file with the records, "
        "or save it as XLSX.",
    ),
    Reason.ZIP_BOMB: (
        "Het bestand wordt na uitpakken te groot om veilig te lezen ({part}); "
        "sla het opnieuw op zonder lege rijen en opmaak, of als CSV.",
        "Unpacked, the file is too large to read safely ({part}); "
        "save it again without empty rows and formatting, or as CSV.",
    ),
    Reason.WORKBOOK_BROKEN: (
        "De inhoud van het XLSX-bestand klopt niet ({place}); open het in een rekenprogramma en sla het opnieuw op.",
        "The content of the XLSX file is not right ({place}); open it in a spreadsheet program and save it again.",
    ),
    Reason.WORKBOOK_ENTITIES: (
        "Het XLSX-bestand bevat XML-entiteiten en die leest Kenbaar niet, omdat ze schade kunnen doen; "
        "sla het opnieuw op in een rekenprogramma.",
        "The XLSX file holds XML entities, which Kenbaar does not read because they can do harm; "
        "save it again in a spreadsheet program.",
    ),
    Reason.WORKBOOK_PASSWORD: (
        "Het bestand is beveiligd met een wachtwoord; haal het wachtwoord eraf en sla het opnieuw op als XLSX.",
        "The file is protected with a password; take the password off and save it again as XLSX.",
    ),
    Reason.OLD_EXCEL: (
        "Dit is een bestand van een oud Office-programma (zoals .xls); open het en sla het op als XLSX of CSV.",
        "This is a file of an old Office program (such as .xls); open it and save it as XLSX or CSV.",
    ),
    Reason.NO_DECISIONS: (
        "Dit is {kind_nl}; besluiten komen als Parquet, CSV of JSON Lines, dus sla ze zo op.",
        "This is {kind_en}; decisions come as Parquet, CSV or JSON Lines, so save them like that.",
    ),
    Reason.COLUMNS_MISSING: (
        "Het bestand heeft deze kolommen niet: {columns}; elk besluit van dit profiel heeft ze nodig, dus voeg ze toe.",
        "The file does not have these columns: {columns}; every decision of this profile needs them, so add them.",
    ),
    Reason.COLUMNS_TOO_MANY: (
        "Het profiel kent deze kolommen niet: {columns}; haal ze weg, of zet ze eerst in het profiel.",
        "The profile does not know these columns: {columns}; take them out, or put them into the profile first.",
    ),
    Reason.COLUMN_TWICE: (
        "De kolom {column} staat er twee keer; houd de kolom die geldt.",
        "The column {column} is there twice; keep the one that counts.",
    ),
    Reason.PARQUET_BROKEN: (
        "Het Parquet-bestand is niet te lezen ({why}); schrijf het opnieuw weg en probeer het nog eens.",
        "The Parquet file cannot be read ({why}); write it again and retry.",
    ),
}


class FileRefused(Exception):
    """The file cannot be read. `message` is one sentence: what is wrong, where, and what to do."""

    def __init__(self, reason: Reason, **details: object) -> None:
        nl, en = _SENTENCES[reason]
        self.reason = reason
        self.message = LocalText(nl=nl.format(**_in(details, "nl")), en=en.format(**_in(details, "en")))
        super().__init__(self.message.en)

    def of(self, name: str) -> Self:
        """Name the file, for who brought several; return the same refusal."""
        self.message = LocalText(nl=f"{shown(name)}: {self.message.nl}", en=f"{shown(name)}: {self.message.en}")
        self.args = (self.message.en,)
        return self


def shown(text: object, *, most: int = _SHOWN) -> str:
    """Return a text from a file such that it is safe and, at `most` characters, short enough to stand in a sentence."""
    clean = "".join(character if character.isprintable() else " " for character in str(text)[: 2 * most])
    clean = " ".join(clean.split())
    return clean if len(clean) <= most else clean[: most - 1] + "…"


def _in(details: dict[str, object], language: str) -> dict[str, object]:
    return {name: value.to(language) if isinstance(value, LocalText) else value for name, value in details.items()}
