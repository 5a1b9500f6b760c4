"""Pictures, walked from end to end: nothing is decoded, and nothing may follow the picture."""

import struct
import zlib

from kenbaar.casework.evidence.kinds import NotPossible, Refused

PNG_START, JPEG_START = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_JPEG_END = b"\xff\xd9"
_START_OF_SCAN = 0xDA
_STANDS_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})


def check_png(data: bytes) -> None:
    """Walk the chunks of a PNG. Raises NotPossible."""
    place, first = len(PNG_START), True
    while place + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, place)
        name, end = data[place + 4 : place + 8], place + 12 + length
        if end > len(data) or first != (name == b"IHDR"):
            break
        if zlib.crc32(data[place + 4 : end - 4]) != struct.unpack_from(">I", data, end - 4)[0]:
            break
        if name == b"IEND" and end == len(data):
            return
        place, first = end, False
    raise NotPossible(Refused.BROKEN)


def check_jpeg(data: bytes) -> None:
    """Walk the segments of a JPEG up to the picture itself, and see that it ends there. Raises NotPossible."""
    place = 2
    while place + 4 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        if marker in _STANDS_ALONE:
            place += 2
            continue
        if marker == _START_OF_SCAN:
            if data.rstrip(b"\0").endswith(_JPEG_END):
                return
            break
        (length,) = struct.unpack_from(">H", data, place + 2)
        place += 2 + max(length, 2)
    raise NotPossible(Refused.BROKEN)
