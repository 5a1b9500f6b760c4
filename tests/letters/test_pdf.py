"""The letter page and the explanation as PDF: for a screen reader, for the archive, and the same every time."""

import io

import pypdf
import pytest

from kenbaar.letters.explaining import explain
from kenbaar.letters.pdf import explanation_pdf, letter_page
from kenbaar.letters.qr import qr_svg
from tests.letters.world import ADDRESS, CODE, decision, profile


def letter(language: str = "nl", **changes: object) -> bytes:
    return letter_page(profile(), decision(**changes), language, code=CODE, address=ADDRESS)


def documents() -> list[tuple[str, bytes]]:
    return [("nl", letter("nl")), ("fr", explanation_pdf(explain(profile(), decision(), "fr")))]


@pytest.mark.parametrize(("language", "made"), documents(), ids=["letter", "explanation"])
def test_it_calls_itself_pdf_ua_and_pdf_a_and_is_tagged_and_titled(language: str, made: bytes) -> None:
    file = pypdf.PdfReader(io.BytesIO(made))
    root = file.trailer["/Root"]

    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert b"<pdfaid:part>2</pdfaid:part>" in made
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in made
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712  # pypdf has its own
    assert root["/Lang"] == language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712  # as above
    assert "HH-2026-0001" in file.metadata.title
    assert root["/StructTreeRoot"]["/K"]
    assert all("/FontFile" in str(font["/FontDescriptor"].keys()) for font in fonts_of(file)), "every typeface is in it"


def fonts_of(file: pypdf.PdfReader) -> list[pypdf.generic.DictionaryObject]:
    return [
        inner.get_object()
        for page in file.pages
        for font in page["/Resources"]["/Font"].values()
        for inner in font.get_object()["/DescendantFonts"]
    ]


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_a_letter_is_one_page_with_the_code_and_who_it_is_for(language: str) -> None:
    [page] = pypdf.PdfReader(io.BytesIO(letter(language))).pages

    assert CODE in page.extract_text()
    assert "Zoë de Wit" in page.extract_text()


def test_the_square_says_to_a_screen_reader_what_it_is() -> None:
    assert "QR-code met het adres van uw uitleg en uw code".encode("utf-16-be").hex() in _spoken(letter())


def _spoken(made: bytes) -> str:
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(made)))
    found = []
    for each in writer._objects:
        if isinstance(each, pypdf.generic.DictionaryObject) and "/Alt" in each:
            found.append(str(each["/Alt"]).encode("utf-16-be").hex())
    return " ".join(found)


def test_the_same_letter_is_the_same_file() -> None:
    assert letter() == letter()
    assert letter() != letter(reference="HH-2")


@pytest.mark.parametrize("name", ["王小明", "Zoë 😀", "Łukasz Çelik", "Ιωάννης", "محمد"])
def test_a_name_in_any_script_gets_a_letter(name: str) -> None:
    made = pypdf.PdfReader(io.BytesIO(letter(addressee=name)))

    assert CODE in made.pages[0].extract_text()


def test_the_qr_code_is_plain_drawing_with_a_title() -> None:
    drawn = qr_svg(ADDRESS, CODE, title="Uw uitleg <1>")

    assert drawn.startswith("<svg ")
    assert "<title>Uw uitleg &lt;1&gt;</title>" in drawn
    assert "style" not in drawn
    assert "<title>" not in qr_svg(ADDRESS, CODE)
    assert qr_svg(ADDRESS, CODE) != qr_svg(ADDRESS, "ANDERE")
