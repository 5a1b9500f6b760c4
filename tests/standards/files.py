"""Small files of every kind, written by hand for the tests about files."""

import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kenbaar.standards.files.opening import open_source
from kenbaar.standards.files.refusals import FileRefused, Reason
from kenbaar.standards.files.rows import SourceRow

HEADER = ("name", "organization", "goal", "status")
PARKING = ("Parkeercontrole", "Gemeente Lindewaarde", "Controleren of er betaald is", "In gebruik")
RECORD = dict(zip(HEADER, PARKING, strict=True))

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def file_of(folder: Path, content: bytes | str, name: str = "file") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def csv_of(*rows: Sequence[str], header: Sequence[str] = HEADER, delimiter: str = ",") -> str:
    quoted = (['"' + cell.replace('"', '""') + '"' for cell in row] for row in (header, *rows))
    return "".join(delimiter.join(cells) + "\r\n" for cells in quoted)


def rows_of(path: Path, **options: Any) -> list[SourceRow]:
    with open_source(path, **options) as source:
        return list(source.rows())


def records_of(path: Path) -> list[dict[str, Any]]:
    return [row.record for row in rows_of(path) if row.record is not None]


def refusal_of(path: Path, **options: Any) -> FileRefused | None:
    """Return why a file is refused, and see to it that the sentence is one and complete in both languages."""
    try:
        rows_of(path, **options)
    except FileRefused as refusal:
        for sentence in (refusal.message.nl, refusal.message.en):
            assert sentence.endswith(".") and "\n" not in sentence and "{" not in sentence and "None" not in sentence
            assert len(sentence) < 300
        return refusal
    return None


def reason_of(path: Path, **options: Any) -> Reason | None:
    refusal = refusal_of(path, **options)
    return refusal.reason if refusal else None


def json_of(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def workbook_of(
    path: Path,
    sheets: Mapping[str, str],
    *,
    strings: str = "",
    styles: str = "",
    hidden: Iterable[str] = (),
    extra: Mapping[str, bytes] | None = None,
) -> Path:
    """Write a workbook from the XML of its rows, as some program could have written it."""
    states = dict.fromkeys(hidden, 'state="hidden"')
    listed = "".join(
        f'<sheet name="{name}" sheetId="{at}" r:id="r{at}" {states.get(name, "")}/>'
        for at, name in enumerate(sheets, start=1)
    )
    relations = "".join(
        f'<Relationship Id="r{at}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{relations}</Relationships>',
        **{
            f"xl/worksheets/sheet{at}.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
            for at, rows in enumerate(sheets.values(), start=1)
        },
    }
    if strings:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{_MAIN}">{strings}</sst>'
    if styles:
        parts["xl/styles.xml"] = f'<styleSheet xmlns="{_MAIN}">{styles}</styleSheet>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
        for name, content in (extra or {}).items():
            package.writestr(name, content)
    return path


def sheet_of(*rows: Sequence[str]) -> str:
    """Return rows of texts as the XML of a sheet; an empty text is no cell."""
    return "".join(
        f'<row r="{at}">'
        + "".join(
            f'<c t="inlineStr" r="{chr(65 + column)}{at}"><is><t>{text}</t></is></c>'
            for column, text in enumerate(row)
            if text
        )
        + "</row>"
        for at, row in enumerate(rows, start=1)
    )
