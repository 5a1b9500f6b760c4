"""Files as they come in, made by hand: good ones, and those that pretend."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

_TYPES = '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.{main}+xml"/></Types>'
DOCX_MAIN, XLSX_MAIN = "wordprocessingml.document.main", "spreadsheetml.sheet.main"


def zipped(parts: Mapping[str, bytes | str], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Make a ZIP with these parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return packed.getvalue()


def docx(**more: bytes) -> bytes:
    """Make what a text of Word looks like from outside."""
    return zipped({"[Content_Types].xml": _TYPES.format(main=DOCX_MAIN), "word/document.xml": "<w/>", **more})


def xlsx(**more: bytes) -> bytes:
    """Make what a workbook of Excel looks like from outside."""
    return zipped({"[Content_Types].xml": _TYPES.format(main=XLSX_MAIN), "xl/workbook.xml": "<w/>", **more})


def odt(mimetype: str = "application/vnd.oasis.opendocument.text", **more: bytes) -> bytes:
    """Make what a text of LibreOffice looks like from outside."""
    return zipped({"mimetype": mimetype, "content.xml": "<c/>", "META-INF/manifest.xml": "<m/>", **more})


def png(*, after: bytes = b"") -> bytes:
    """Make a picture of one dot."""
    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b""))
    walked = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + walked + after


def jpeg(*, after: bytes = b"") -> bytes:
    """Make what a photo looks like from outside."""
    return b"\xff\xd8\xff\xe0\x00\x04ab\xff\xda\x00\x02photo\xff\xd9" + after
