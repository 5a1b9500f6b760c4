"""Office files, which are ZIP packages: looked at by their list of parts, and unpacked no further than that needs."""

import io
import re
import zipfile
import zlib

from kenbaar.casework.evidence.kinds import DOCX, ODT, XLSX, FileKind, NotPossible, Refused

_MOST_PARTS = 5000
_MOST_UNPACKED = 300 * 1024 * 1024
_MOST_RATIO = 200
# A small part of zeros packs that well by itself; only a large one is a trap.
_SMALL = 1024 * 1024
_MOST_OF_A_PART = 256 * 1024
_ENCRYPTED_FLAG = 0x1
_MACROS = re.compile(
    r"vbaproject|vbadata|macrosheets/|activex/|^basic/|^scripts/|\.(?:bin|exe|dll|js|vbs|jar)$", re.IGNORECASE
)
# Printer settings of Excel are harmless, and nearly every workbook has them.
_HARMLESS = re.compile(r"^xl/printersettings/printersettings\d+\.bin$", re.IGNORECASE)
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.text"


def package_kind(data: bytes) -> FileKind:
    """Return which office file this is. Raises NotPossible."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            _refuse_traps(parts)
            names = {part.filename for part in parts}
            if len(names) != len(parts):
                raise NotPossible(Refused.BROKEN)
            if any(_MACROS.search(name) and not _HARMLESS.match(name) for name in names):
                raise NotPossible(Refused.MACROS)
            return _kind(package, names)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError, ValueError) as error:
        raise NotPossible(Refused.BROKEN) from error


def _refuse_traps(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise NotPossible(Refused.BOMB)
    for part in parts:
        if part.flag_bits & _ENCRYPTED_FLAG:
            raise NotPossible(Refused.ENCRYPTED)
        if part.file_size > _SMALL and part.file_size > _MOST_RATIO * max(part.compress_size, 1):
            raise NotPossible(Refused.BOMB)
        if part.filename.startswith(("/", "\\")) or ".." in part.filename.split("/"):
            raise NotPossible(Refused.BROKEN)


def _kind(package: zipfile.ZipFile, names: set[str]) -> FileKind:
    if {"mimetype", "content.xml", "META-INF/manifest.xml"} <= names:
        if _start(package, "mimetype").strip() != _OPEN_DOCUMENT:
            raise NotPossible(Refused.UNKNOWN)
        if b"encryption-data" in _start(package, "META-INF/manifest.xml"):
            raise NotPossible(Refused.ENCRYPTED)
        return ODT
    if "[Content_Types].xml" not in names:
        raise NotPossible(Refused.UNKNOWN)
    types = _start(package, "[Content_Types].xml")
    if b"macroEnabled" in types or b"vbaProject" in types:
        raise NotPossible(Refused.MACROS)
    for part, main, kind in (
        ("word/document.xml", b"wordprocessingml.document.main", DOCX),
        ("xl/workbook.xml", b"spreadsheetml.sheet.main", XLSX),
    ):
        if part in names and main in types:
            return kind
    raise NotPossible(Refused.UNKNOWN)


def _start(package: zipfile.ZipFile, name: str) -> bytes:
    """Return the beginning of a part, whatever size it says it has."""
    with package.open(name) as part:
        return part.read(_MOST_OF_A_PART)
