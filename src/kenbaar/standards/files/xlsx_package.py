"""Opens the package that an XLSX file is: refuses what is dangerous or broken, and finds its sheets.

What stands in the cells, `xlsx_cells` reads.
"""

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from kenbaar.standards.files.refusals import FileRefused, Reason, shown
from kenbaar.standards.files.rows import MEGABYTE, Limits
from kenbaar.standards.files.xlsx_cells import Styles, shared_strings, sheet_cells

_WORKBOOK, _STYLES, _STRINGS = "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
# The parts that describe a workbook are a few kilobytes; the styles of an old one can be a few megabytes.
_LARGEST_DESCRIPTION = 32 * MEGABYTE
# A small file may unpack to this much, whatever the ratio.
_ALWAYS_FITS = 16 * MEGABYTE
_ENCRYPTED = 0x1
_NOT_PUBLIC = re.compile(
    r"\bniet[ _-](?:publiek|openbaar)|\bnot[ _-](?:yet[ _-])?public\b|vertrouwelijk|confidential", re.I
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet by its name and the part that holds it. `is_public` is false for a hidden sheet and one named so."""

    name: str
    part: str
    is_public: bool


class Workbook:
    """An opened workbook. Every way in which a package can be broken comes out as FileRefused."""

    def __init__(self, handle: BinaryIO, limits: Limits) -> None:
        self._limits = limits
        with _refusing():
            self._zip = zipfile.ZipFile(handle)
            self._refuse_danger()
            self.sheets = tuple(self._find_sheets())
            self._styles = self._read_styles()
            self._strings = self._read_strings()

    def rows(self, sheet: Sheet) -> Iterator[tuple[int, dict[int, str]]]:
        """Give the number and the cells of every row of a sheet."""
        with _refusing(), self._zip.open(sheet.part) as part:
            yield from sheet_cells(
                part, sheet=sheet.name, strings=self._strings, styles=self._styles, limits=self._limits
            )

    def _refuse_danger(self) -> None:
        parts = self._zip.infolist()
        if _WORKBOOK not in self._zip.namelist():
            raise FileRefused(Reason.ZIP_NOT_A_WORKBOOK)
        if any(part.flag_bits & _ENCRYPTED for part in parts):
            raise FileRefused(Reason.WORKBOOK_PASSWORD)
        # Python reads no more of a part than the package says that it holds, so what it says is enough to go by.
        if sum(part.file_size for part in parts) > self._limits.unpacked_bytes:
            raise FileRefused(Reason.ZIP_BOMB, part=shown(max(parts, key=lambda part: part.file_size).filename))
        for part in parts:
            most = {_STRINGS: self._limits.string_table_bytes}.get(part.filename, self._limits.unpacked_bytes)
            ratio = part.file_size / max(1, part.compress_size)
            packed_too_well = part.file_size > _ALWAYS_FITS and ratio > self._limits.unpacked_ratio
            if part.file_size > most or packed_too_well:
                raise FileRefused(Reason.ZIP_BOMB, part=shown(part.filename))

    def _find_sheets(self) -> Iterator[Sheet]:
        targets = {
            relation.get("Id"): relation.get("Target", "")
            for relation in self._described(_RELATIONS).iter()
            if relation.get("Type", "").endswith("/worksheet")
        }
        for element in self._described(_WORKBOOK).iter():
            # The name of this attribute has a namespace, and there are two for it.
            relation = next((value for name, value in element.attrib.items() if name.endswith("}id")), None)
            if _local(element) != "sheet" or relation not in targets:
                continue
            name = element.get("name", "")
            is_public = element.get("state", "visible") == "visible" and not _NOT_PUBLIC.search(name)
            yield Sheet(name, posixpath.normpath(posixpath.join("/xl", targets[relation])).lstrip("/"), is_public)

    def _read_styles(self) -> Styles:
        from_1904 = any(
            _local(element) == "workbookPr" and element.get("date1904") in {"1", "true"}
            for element in self._described(_WORKBOOK).iter()
        )
        if _STYLES not in self._zip.namelist():
            return Styles(from_1904=from_1904)
        formats = {str(number): code for number, code in BUILTIN_FORMATS.items()}
        dates: set[str] = set()
        for element in self._described(_STYLES).iter():
            if _local(element) == "numFmt":
                formats[element.get("numFmtId", "")] = element.get("formatCode", "")
            elif _local(element) == "cellXfs":
                codes = [formats.get(style.get("numFmtId", ""), "") for style in element]
                dates = {str(number) for number, code in enumerate(codes) if is_date_format(code)}
        return Styles(frozenset(dates), from_1904)

    def _read_strings(self) -> list[str]:
        if _STRINGS not in self._zip.namelist():
            return []
        with self._zip.open(_STRINGS) as part:
            return shared_strings(part, name=_STRINGS, limits=self._limits)

    def _described(self, part: str) -> Element:
        if self._zip.getinfo(part).file_size > _LARGEST_DESCRIPTION:
            raise FileRefused(Reason.ZIP_BOMB, part=part)
        try:
            root: Element = fromstring(self._zip.read(part), forbid_dtd=True)
        except ParseError as error:
            raise FileRefused(Reason.WORKBOOK_BROKEN, place=part) from error
        return root


@contextmanager
def _refusing() -> Iterator[None]:
    """Turn whatever the package machinery raises into a refusal."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise FileRefused(Reason.ZIP_BROKEN) from error
    except DefusedXmlException as error:
        raise FileRefused(Reason.WORKBOOK_ENTITIES) from error
    except (NotImplementedError, RuntimeError) as error:
        # A way of packing that no spreadsheet program uses.
        raise FileRefused(Reason.ZIP_BROKEN) from error
    except KeyError as error:
        raise FileRefused(Reason.WORKBOOK_BROKEN, place=shown(error.args[0])) from error


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]
