"""Texts finds out in which encoding a text file is, in one pass that keeps nothing, before anything is read.

It decides between UTF-8 and cp1252 and refuses what is neither; it does not look at what the text says.
"""

import codecs
from pathlib import Path
from typing import BinaryIO

from kenbaar.standards.files.refusals import FileRefused, Reason
from kenbaar.standards.files.rows import MEGABYTE

_CHUNK = MEGABYTE
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Positions that have no character in cp1252 (Microsoft's table "best fit 1252").
_NOT_IN_CP1252 = bytes((0x81, 0x8D, 0x8F, 0x90, 0x9D))
# Control characters that no text editor writes; tab, line breaks, form feed and the old end-of-file mark do occur.
_CONTROLS = bytes(set(range(0x20)) - {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A}) + b"\x7f"


def encoding_of(handle: BinaryIO, *, by_row: bool = False) -> str:
    """Return `utf-8-sig`, `utf-8` or `cp1252`. Raises FileRefused when the file is none of them, or no text.

    With `by_row`, whoever reads refuses single rows, and so may meet null bytes behind the first line, and in a file
    that is mostly UTF-8 bytes that are not. Nobody looks at what comes of it: so nothing that reads as UTF-8 may be in
    a file of cp1252.
    """
    handle.seek(0)
    head = handle.read(4096)
    if head.startswith(_UTF_16):
        raise FileRefused(Reason.UTF_16)
    signed = head.startswith(codecs.BOM_UTF8)
    _refuse_nulls(handle, in_first_line=by_row)
    wrong = _first_wrong_byte(handle)
    if wrong is None or by_row:
        if _is_binary(head):
            raise FileRefused(Reason.BINARY)
        if wrong is None or signed:
            return "utf-8-sig" if signed else "utf-8"
    if signed:
        raise FileRefused(Reason.NOT_UTF_8, line=_line_of(handle, wrong), byte=wrong + 1)
    return _other_than_utf_8(handle, wrong, by_row=by_row)


def _refuse_nulls(handle: BinaryIO, *, in_first_line: bool) -> None:
    handle.seek(0)
    before = 0
    while chunk := handle.readline(_CHUNK) if in_first_line else handle.read(_CHUNK):
        if null := chunk.find(0) + 1:
            raise FileRefused(Reason.NULL_BYTES, line=_line_of(handle, before + null - 1), byte=before + null)
        if in_first_line:
            return
        before += len(chunk)


def _first_wrong_byte(handle: BinaryIO) -> int | None:
    """Return where the file stops being UTF-8; None when it is UTF-8 throughout."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    handle.seek(0)
    before, blank = 0, True
    while True:
        chunk = handle.read(_CHUNK)
        blank = blank and not chunk.removeprefix(codecs.BOM_UTF8).strip()
        held = len(decoder.getstate()[0])
        try:
            decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            wrong = before - held + error.start
            _refuse_if_cut(handle, wrong, error)
            return wrong
        if not chunk:
            break
        before += len(chunk)
    if blank:
        raise FileRefused(Reason.EMPTY)
    return None


def _refuse_if_cut(handle: BinaryIO, wrong: int, error: UnicodeDecodeError) -> None:
    """Refuse a file that ends in half a character: the download stopped, the encoding is no other."""
    if error.reason != "unexpected end of data":
        return
    valid, _ = _characters_beyond_ascii(handle)
    if valid:
        raise FileRefused(Reason.CUT_CHARACTER, line=_line_of(handle, wrong))


def _other_than_utf_8(handle: BinaryIO, wrong: int, *, by_row: bool) -> str:
    valid, invalid = _characters_beyond_ascii(handle)
    if by_row and valid > invalid:
        return "utf-8"
    handle.seek(0)
    controls = 0
    while chunk := handle.read(_CHUNK):
        controls += 0 if by_row else len(chunk) - len(chunk.translate(None, _CONTROLS))
        if controls or len(chunk) != len(chunk.translate(None, _NOT_IN_CP1252)):
            break
    if controls:
        raise FileRefused(Reason.BINARY)
    # Read as cp1252, a file that is mostly UTF-8 would turn every é into Ã© without a word.
    if valid > (0 if by_row else invalid):
        raise FileRefused(Reason.MIXED_ENCODING, line=_line_of(handle, wrong), byte=wrong + 1)
    if chunk:
        raise FileRefused(Reason.NOT_UTF_8, line=_line_of(handle, wrong), byte=wrong + 1)
    return "cp1252"


def _characters_beyond_ascii(handle: BinaryIO) -> tuple[int, int]:
    """Count what UTF-8 reads beyond ASCII, and what it cannot read."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    handle.seek(0)
    valid = invalid = 0
    while True:
        chunk = handle.read(_CHUNK)
        text = decoder.decode(chunk, final=not chunk)
        replaced = text.count("\ufffd")
        invalid += replaced
        valid += len(text) - len(text.encode("ascii", "ignore")) - replaced
        if not chunk:
            return valid, invalid


def _is_binary(head: bytes) -> bool:
    return len(head) - len(head.translate(None, _CONTROLS)) > len(head) // 50


def _line_of(handle: BinaryIO, byte: int) -> int:
    handle.seek(0)
    lines, left = 1, byte
    while left > 0 and (chunk := handle.read(min(_CHUNK, left))):
        lines += chunk.count(b"\n")
        left -= len(chunk)
    return lines


# What other kinds of files start with, and what people call them.
_KINDS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "een PDF", "a PDF"),
    (b"\x89PNG", "een afbeelding", "an image"),
    (b"\xff\xd8\xff", "een afbeelding", "an image"),
    (b"GIF8", "een afbeelding", "an image"),
    (b"BM", "een afbeelding", "an image"),
    (b"II*\x00", "een afbeelding", "an image"),
    (b"MM\x00*", "een afbeelding", "an image"),
    (b"RIFF", "een afbeelding, geluid of video", "an image, sound or video"),
    (b"ID3", "een geluidsbestand", "a sound file"),
    (b"OggS", "een geluidsbestand", "a sound file"),
    (b"MZ", "een programma", "a program"),
    (b"\x7fELF", "een programma", "a program"),
    (b"#!", "een programma", "a program"),
    (b"\x1f\x8b", "een ingepakt bestand (gzip)", "a packed file (gzip)"),
    (b"BZh", "een ingepakt bestand (bzip2)", "a packed file (bzip2)"),
    (b"7z\xbc\xaf", "een ingepakt bestand (7z)", "a packed file (7z)"),
    (b"Rar!", "een ingepakt bestand (rar)", "a packed file (rar)"),
    (b"\xfd7zXZ", "een ingepakt bestand (xz)", "a packed file (xz)"),
    (b"\x28\xb5\x2f\xfd", "een ingepakt bestand (zstd)", "a packed file (zstd)"),
    (b"SQLite format 3", "een database", "a database"),
    (b"PAR1", "een Parquet-bestand", "a Parquet file"),
    (b"{\\rtf", "een tekstdocument (RTF)", "a text document (RTF)"),
    (b"<", "een webpagina of XML-bestand", "a web page or XML file"),
)
# Two letters are too little to tell a picture or a program from a column name; these need a byte that no text has.
_NEEDS_CONTROL = frozenset({b"BM", b"MZ", b"ID3", b"RIFF"})


def refuse_other_kinds(head: bytes, reason: Reason = Reason.OTHER_KIND) -> None:
    """Raise FileRefused when the first bytes are those of a well-known kind of file that holds no records."""
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()
    is_text = len(head) == len(head.translate(None, _CONTROLS))
    for magic, nl, en in _KINDS:
        if not start.startswith(magic) or (is_text and magic in _NEEDS_CONTROL):
            continue
        raise FileRefused(reason, kind_nl=nl, kind_en=en)


def path_shown(path: Path) -> str:
    """Return a path as it may stand in a sentence."""
    return ascii(str(path))[1:-1] if not str(path).isprintable() else str(path)
