"""What a file is, by its bytes; its name only tells one kind of plain text from another."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

from kenbaar.casework.evidence.kinds import CSV, JPEG, MD, PDF, PNG, TXT, FileKind, NotPossible, Refused
from kenbaar.casework.evidence.packages import package_kind
from kenbaar.casework.evidence.pictures import JPEG_START, PNG_START, check_jpeg, check_png

_MOST_NAME = 150
_ZIP_START = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(r"<(?:[a-z][\w-]*[\s/>]|/[a-z]|!--|!doctype|!\[cdata|\?[a-z])", re.IGNORECASE)
_UNFIT = re.compile(r"[^\w .,()+-]+")


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that can be evidence, under a name that fits what it is."""

    name: str
    kind: FileKind
    data: bytes
    sha256: str


def checked_file(name: str, data: bytes, *, most_bytes: int) -> CheckedFile:
    """Return a file that can be evidence. Raises NotPossible."""
    if not data:
        raise NotPossible(Refused.EMPTY)
    if len(data) > most_bytes:
        raise NotPossible(Refused.TOO_LARGE)
    kind = _kind_of(data, name)
    return CheckedFile(_named(name, kind), kind, data, hashlib.sha256(data).hexdigest())


def _kind_of(data: bytes, name: str) -> FileKind:
    if data.startswith(b"%PDF-"):
        return _pdf(data)
    if data.startswith(_ZIP_START):
        return package_kind(data)
    if data.startswith(PNG_START):
        check_png(data)
        return PNG
    if data.startswith(JPEG_START):
        check_jpeg(data)
        return JPEG
    if data.startswith(_OLD_OFFICE):
        # Office files with a password look like this, and so do those from before 2007, which can hold macros.
        raise NotPossible(Refused.ENCRYPTED if "EncryptedPackage".encode("utf-16-le") in data else Refused.UNKNOWN)
    return _text(data, name)


def _pdf(data: bytes) -> FileKind:
    if b"%%EOF" not in data[-2048:]:
        raise NotPossible(Refused.BROKEN)
    return PDF


def _text(data: bytes, name: str) -> FileKind:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotPossible(Refused.UNKNOWN) from error
    if any(unicodedata.category(sign) == "Cc" and sign not in "\t\r\n\f" for sign in text):
        raise NotPossible(Refused.UNKNOWN)
    if _MARKUP.search(text):
        raise NotPossible(Refused.MARKUP)
    ending = PurePosixPath(name).suffix.lower()
    return next((kind for kind in (CSV, MD) if ending in kind.endings), TXT)


def _named(name: str, kind: FileKind) -> str:
    """Return a name without places and signs that mean something to a computer, and with an ending that is true."""
    last = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    plain = _UNFIT.sub("_", last).strip(" ._") or "bestand"
    stem, ending = PurePosixPath(plain).stem, PurePosixPath(plain).suffix.lower()
    if ending in kind.endings:
        return f"{stem[:_MOST_NAME]}{ending}"
    return f"{plain[:_MOST_NAME]}{kind.endings[0]}"
