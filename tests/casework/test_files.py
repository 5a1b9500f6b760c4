"""What a file is, is told by its bytes; whatever could run, or unpacks to far too much, is refused."""

import hashlib
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from kenbaar.casework.evidence.checking import checked_file
from kenbaar.casework.evidence.kinds import KINDS, NotPossible, Refused
from kenbaar.casework.evidence.scanning import scan
from tests.casework import files
from tests.casework.world import PDF

MOST = 1024 * 1024


@pytest.mark.parametrize(
    ("name", "data", "kept", "kind"),
    [
        ("besluit.pdf", PDF, "besluit.pdf", "application/pdf"),
        ("Werkwijze (2).DOCX", files.docx(), "Werkwijze (2).docx", "wordprocessingml.document"),
        ("lijst.xlsx", files.xlsx(), "lijst.xlsx", "spreadsheetml.sheet"),
        (
            "lijst.xlsx",
            files.xlsx(**{"xl/printerSettings/printerSettings1.bin": b"x"}),
            "lijst.xlsx",
            "spreadsheetml.sheet",
        ),
        ("verslag.odt", files.odt(), "verslag.odt", "opendocument.text"),
        ("scherm.png", files.png(), "scherm.png", "image/png"),
        ("foto.JPEG", files.jpeg(), "foto.jpeg", "image/jpeg"),
        ("notitie", "Eén zin, a < b, <https://a.example>.".encode(), "notitie.txt", "text/plain"),
        ("lijst.csv", b"a;b\n1;2\n", "lijst.csv", "text/csv"),
        ("lees.md", b"# Kop\n", "lees.md", "text/markdown"),
        # The name lies: what it is counts.
        ("aanval.html", PDF, "aanval.html.pdf", "application/pdf"),
        ("../../etc/passwd", b"tekst", "passwd.txt", "text/plain"),
        ("C:\\map\\a\r\nb\0.txt", b"tekst", "a_b_.txt", "text/plain"),
        ("", b"tekst", "bestand.txt", "text/plain"),
    ],
)
def test_what_can_be_evidence_is_kept_under_a_name_that_is_true(name: str, data: bytes, kept: str, kind: str) -> None:
    file = checked_file(name, data, most_bytes=MOST)
    assert file.name == kept and file.kind.media_type.endswith(kind)
    assert file.sha256 == hashlib.sha256(data).hexdigest()


def _bomb() -> bytes:
    return files.docx(**{"word/media/image1.xml": b"\0" * (20 * 1024 * 1024)})


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", Refused.EMPTY),
        (b"a" * (MOST + 1), Refused.TOO_LARGE),
        (b"MZ\x90\0\x03", Refused.UNKNOWN),
        (b"\x7fELF\x02\x01", Refused.UNKNOWN),
        ("é".encode("latin-1"), Refused.UNKNOWN),
        (b"\x1b[31mred", Refused.UNKNOWN),
        (b"<!DOCTYPE html><p>", Refused.MARKUP),
        (b"Hallo <script>alert(1)</script>", Refused.MARKUP),
        (b"<?xml version='1.0'?><svg onload='x'/>", Refused.MARKUP),
        (b"\xef\xbb\xbf<html >", Refused.MARKUP),
        (b"a <img src=x onerror=y>", Refused.MARKUP),
        (b"%PDF-1.7 and no end", Refused.BROKEN),
        (files.png(after=b"<script>"), Refused.BROKEN),
        (files.png()[:-5], Refused.BROKEN),
        (files.jpeg(after=b"PK\x03\x04"), Refused.BROKEN),
        (b"PK\x03\x04 and nothing", Refused.BROKEN),
        (files.zipped({"a.txt": b"a"}), Refused.UNKNOWN),
        (files.zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b""}), Refused.UNKNOWN),
        (files.docx(**{"word/vbaProject.bin": b"x"}), Refused.MACROS),
        (files.xlsx(**{"xl/macrosheets/sheet1.xml": b"x"}), Refused.MACROS),
        (files.xlsx(**{"xl/embeddings/oleObject1.bin": b"x"}), Refused.MACROS),
        (files.odt(**{"Basic/Standard/Module1.xml": b"x"}), Refused.MACROS),
        (files.odt(mimetype="application/vnd.oasis.opendocument.text-master"), Refused.UNKNOWN),
        (files.odt(**{"META-INF/manifest.xml": b"<manifest:encryption-data/>"}), Refused.ENCRYPTED),
        (files.docx(**{"../outside.xml": b"x"}), Refused.BROKEN),
        (_bomb(), Refused.BOMB),
        (files.zipped({str(number): b"" for number in range(5001)}), Refused.BOMB),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), Refused.ENCRYPTED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Word 97", Refused.UNKNOWN),
    ],
)
def test_what_cannot_be_evidence_is_refused_with_the_reason(data: bytes, why: Refused) -> None:
    with pytest.raises(NotPossible) as refused:
        checked_file("naam.docx", data, most_bytes=MOST)
    assert refused.value.why is why


def test_a_package_that_lies_about_its_size_is_not_unpacked() -> None:
    honest = files.zipped({"[Content_Types].xml": b" " * 5_000_000, "word/document.xml": b""})
    with pytest.raises(NotPossible) as refused:
        checked_file("a.docx", honest, most_bytes=MOST)
    assert refused.value.why is Refused.BOMB
    # Both the list of parts and the part itself say 100 bytes, and it unpacks to five million.
    lying = honest.replace((5_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert lying != honest
    with pytest.raises(NotPossible):
        checked_file("a.docx", lying, most_bytes=MOST)


def test_an_encrypted_part_is_refused() -> None:
    marked = bytearray(files.docx())
    place = marked.index(b"PK\x01\x02")
    marked[place + 8] |= 0x1
    with pytest.raises(NotPossible) as refused:
        checked_file("a.docx", bytes(marked), most_bytes=MOST)
    assert refused.value.why is Refused.ENCRYPTED


@given(
    st.one_of(
        st.binary(max_size=300),
        st.sampled_from([PDF, files.docx(), files.xlsx(), files.odt(), files.png(), files.jpeg()]).flatmap(
            lambda good: st.tuples(st.integers(0, len(good)), st.binary(max_size=20)).map(
                lambda cut: good[: cut[0]] + cut[1] + good[cut[0] :]
            )
        ),
    ),
    st.text(max_size=40),
)
def test_whatever_comes_in_is_one_of_the_kinds_or_refused(data: bytes, name: str) -> None:
    try:
        file = checked_file(name, data, most_bytes=MOST)
    except NotPossible:
        return
    assert file.kind in KINDS and file.name.endswith(file.kind.endings)
    assert not set(file.name) & set("/\\\r\n\"';<>\0")


@pytest.mark.parametrize(
    ("program", "why"),
    [
        ("import sys; assert sys.stdin.buffer.read() == b'clean'", None),
        ("import sys; sys.exit(1)", Refused.SCANNER),
    ],
)
def test_a_scanner_of_the_organisation_decides(settings: Settings, program: str, why: Refused | None) -> None:
    settings.SCAN_COMMAND = f'{sys.executable} -c "{program}"'
    if why is None:
        scan(b"clean")
        return
    with pytest.raises(NotPossible) as refused:
        scan(b"clean")
    assert refused.value.why is why


def test_a_scanner_that_is_not_there_lets_nothing_through(settings: Settings) -> None:
    settings.SCAN_COMMAND = "/no/such/scanner -"
    with pytest.raises(NotPossible) as refused:
        scan(b"clean")
    assert refused.value.why is Refused.NO_SCANNER
