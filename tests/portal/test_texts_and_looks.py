"""The interface is complete in both languages, and its look is complete, small and its own."""

import gzip
import io
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings

from kenbaar.site.prose import prose, safe_link
from tools.look import classes_in_use

SITE = Path(settings.LOCALE_PATHS[0]).parent
ENGLISH = SITE / "locale" / "en" / "LC_MESSAGES"
STATIC = SITE / "static" / "kenbaar"
LARGEST_STYLE_BYTES = 40_000


def _texts_in_use() -> set[str]:
    methods, options = parse_mapping_cfg(io.StringIO((SITE / "locale" / "babel.cfg").read_text()))
    found = extract_from_dir(SITE.parent, methods, options)
    return {text[0] if isinstance(text, tuple) else text for _file, _line, text, _comments, _context in found}


def test_every_text_of_the_interface_exists_in_english() -> None:
    catalog = read_po(io.BytesIO((ENGLISH / "django.po").read_bytes()), locale="en")
    english = {message.id[0] if message.pluralizable else message.id: message for message in catalog if message.id}
    assert sorted(_texts_in_use() - english.keys()) == []
    assert sorted(english.keys() - _texts_in_use()) == []
    empty = [
        name
        for name, said in english.items()
        if not all([said.string] if isinstance(said.string, str) else said.string)
    ]
    assert empty == []


def test_the_compiled_texts_are_those_of_the_source() -> None:
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO((ENGLISH / "django.po").read_bytes()), locale="en"))
    assert compiled.getvalue() == (ENGLISH / "django.mo").read_bytes(), "run `make fix`"


def test_a_translation_has_the_same_places_for_values() -> None:
    places = re.compile(r"%\((\w+)\)s")
    for message in read_po(io.BytesIO((ENGLISH / "django.po").read_bytes()), locale="en"):
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        dutch = message.id if isinstance(message.id, tuple) else (message.id,)
        for text in texts:
            assert set(places.findall(text)) == set(places.findall(dutch[-1])), message.id


def test_every_component_that_a_page_uses_has_its_style() -> None:
    components = (STATIC / "components.css").read_text()
    unstyled = {name for name in classes_in_use() if f".{name}" not in components}
    assert unstyled <= {"utrecht-heading-group"}, "run `python -m tools.look`, or take the class away"


def test_no_rule_of_a_style_lies_inside_another() -> None:
    # A brace that a merge lost hides every rule after it; only media queries and the like hold rules.
    for file in STATIC.glob("*.css"):
        inside: list[str] = []
        for part in re.findall(r"[^{};]*[{};]", re.sub(r"/\*.*?\*/", "", file.read_text(), flags=re.DOTALL)):
            if part.endswith("{"):
                assert not inside or inside[-1].startswith("@"), f"{file.name}: {part.strip()}"
                inside.append(part.strip())
            elif part.endswith("}"):
                inside.pop()
        assert not inside, f"{file.name}: {inside}"


def test_all_styles_together_are_small() -> None:
    styles = b"".join(gzip.compress(file.read_bytes()) for file in STATIC.glob("*.css"))
    assert len(styles) < LARGEST_STYLE_BYTES


def test_pages_bring_no_styles_or_scripts_of_their_own() -> None:
    for file in (SITE / "templates").rglob("*.html"):
        text = file.read_text()
        assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?! src=|[^>]*type=\"application/json\")", text), (
            file.name
        )


def test_the_look_is_nobody_elses() -> None:
    for file in (*STATIC.rglob("*.css"), *STATIC.rglob("*.svg")):
        assert not re.search(r"rijksoverheid|rijkshuisstijl|RO ?Sans", file.read_text(), re.IGNORECASE), file.name


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Een zin.", "<p>Een zin.</p>"),
        ("Eerst.\nDan.\n\nLater.", "<p>Eerst.<br>Dan.</p><p>Later.</p>"),
        (
            "Wij kijken naar:\n- kenteken\n- tijd\nen meer.",
            "<p>Wij kijken naar:</p><ul><li>kenteken</li><li>tijd</li></ul><p>en meer.</p>",
        ),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        (
            "Zie https://a.example/x?y=1&z=2.",
            '<p>Zie <a rel="external nofollow noopener" href="https://a.example/x?y=1&amp;z=2">'
            "https://a.example/x?y=1&amp;z=2</a>.</p>",
        ),
        ("", "<p></p>"),
    ],
)
def test_plain_text_becomes_paragraphs_lists_and_links(text: str, html: str) -> None:
    assert prose(text) == html


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://a.example/x", "https://a.example/x"),
        (" http://a.example ", "http://a.example"),
        ("vragen@a.example", "mailto:vragen@a.example"),
        ("mailto:vragen@a.example", "mailto:vragen@a.example"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//a.example", ""),
        ("https://", ""),
        ("https://[x", ""),
        ("www.a.example", ""),
        ("JaVaScRiPt://a.example/%0aalert(1)", ""),
    ],
)
def test_only_web_and_mail_addresses_can_be_followed(address: str, link: str) -> None:
    assert safe_link(address) == link
