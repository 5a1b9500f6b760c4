"""Hostile words stay words: in text, in HTML and in a PDF."""

import io
from html.parser import HTMLParser
from typing import Any

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kenbaar.letters.explaining import explain
from kenbaar.letters.mention import mention
from kenbaar.letters.pdf import explanation_pdf, letter_page
from kenbaar.letters.prose import Run, paragraph_of, said
from tests.letters.world import ADDRESS, CODE, decision, profile

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "&lt;b&gt; & &amp;",
    '#panic("stop") #eval("1") #read("/etc/passwd") $x^2$ *sterk* _schuin_ `code`',
    '\\u{1F4A3} #include "letter.typ" @label <label> // weg /* weg */',
    "{body} {{code}} {% raw %}",
    "= Kop\n- punt\n+ punt",
    "javascript:alert(1)",
]


class Reader(HTMLParser):
    """Collects what a browser would make of HTML: tags with their attributes, and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "br":
            self.text += "\n"

    def handle_data(self, data: str) -> None:
        self.text += data


def text_of(pdf: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def hostile_profile(words: str) -> Any:
    every = {"nl": words}
    return profile(
        purpose=every,
        algorithm=every,
        logic=every,
        wording={"template": "decision/1", "own": {"mention_opening": {"nl": "Let op: {algorithm}"}}},
    )


@given(st.text(min_size=1, max_size=200))
def test_html_says_what_the_text_says_with_no_tag_but_our_own(words: str) -> None:
    made = mention(hostile_profile(words), decision(reference=words), "nl", code=CODE, address=ADDRESS)
    read = Reader(made.html)

    assert read.text == "".join(each.text for each in made.paragraphs)
    assert {tag for tag, _attributes in read.tags} <= {"div", "p", "a", "strong", "br", "span"}
    assert {name for _tag, attributes in read.tags for name in attributes} <= {"lang", "href"}
    assert all((attributes["href"] or "").startswith("https://") for tag, attributes in read.tags if tag == "a")


@pytest.mark.parametrize("words", HOSTILE)
def test_a_pdf_shows_hostile_words_as_they_are(words: str) -> None:
    own, of_them = hostile_profile(words), decision(addressee=words, reasons=words)

    wanted = "".join(words.split())
    assert wanted in text_of(letter_page(own, of_them, "nl", code=CODE, address=ADDRESS))
    assert wanted in text_of(explanation_pdf(explain(own, of_them, "nl")))


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=120))
def test_any_words_at_all_come_out_as_a_letter(words: str) -> None:
    made = letter_page(hostile_profile(words), decision(addressee=words), "nl", code=CODE, address=ADDRESS)

    assert made.startswith(b"%PDF-")


def test_signs_that_nobody_sees_or_that_turn_words_around_are_left_out() -> None:
    [run] = said(" a\x00b\u202ec\u2066d\ud800e\tf\r\ng ")

    assert run.text == "abcde f\ng"
    assert said("\u202e \x07") == ()


def test_only_web_addresses_become_links() -> None:
    assert said("x", link="javascript:alert(1)") == (Run("x"),)
    assert said("x", link="https://a.example b") == (Run("x"),)
    assert said("x", link="https://a.example") == (Run("x", link="https://a.example"),)


def test_line_ends_of_a_writer_stay() -> None:
    assert paragraph_of([said("een\ntwee")]).html == "<p>een<br>twee</p>"
