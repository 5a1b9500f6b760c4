"""The kinds of file that can be evidence, and why others are not."""

from dataclasses import dataclass
from enum import StrEnum


class Refused(StrEnum):
    """Why a file cannot be evidence."""

    EMPTY = "empty"
    TOO_LARGE = "too large"
    UNKNOWN = "of another kind"
    BROKEN = "broken"
    MACROS = "has macros"
    ENCRYPTED = "encrypted"
    BOMB = "unpacks to far too much"
    MARKUP = "text with markup"
    SCANNER = "refused by the scanner"
    NO_SCANNER = "the scanner does not answer"


class NotPossible(Exception):
    """A file cannot be evidence."""

    def __init__(self, why: Refused) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: its media type, and how its names end, the usual ending first."""

    media_type: str
    endings: tuple[str, ...]


PDF = FileKind("application/pdf", (".pdf",))
DOCX = FileKind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx",))
XLSX = FileKind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (".xlsx",))
ODT = FileKind("application/vnd.oasis.opendocument.text", (".odt",))
PNG = FileKind("image/png", (".png",))
JPEG = FileKind("image/jpeg", (".jpg", ".jpeg"))
TXT = FileKind("text/plain", (".txt", ".text", ".log"))
CSV = FileKind("text/csv", (".csv",))
MD = FileKind("text/markdown", (".md", ".markdown"))

KINDS = (PDF, DOCX, XLSX, ODT, PNG, JPEG, TXT, CSV, MD)
