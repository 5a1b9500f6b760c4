"""Plain text out of what files hold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kenbaar.rules.plain import plain_text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("<p>Doel: parkeren</p><p>Impact: klein</p>", "Doel: parkeren\n\nImpact: klein"),
        ("<ul><li>een</li><li>twee</li></ul>", "- een\n- twee"),
        ("<div>een<br>twee<br/>drie</div>", "een\ntwee\ndrie"),
        ("<p>a</p>\n\n\n<p><br></p>\n<p>b</p>", "a\n\nb"),
        ("Search &amp; Find", "Search & Find"),
        ("caf&eacute; &#8364; &#x20AC;", "café € €"),
        ("a&nbsp;b", "a b"),
        ('<a href="https://a.example/?x>y" target="_blank">hier</a>', "hier"),
        ("<style>p {color: red}</style><script>alert('x')</script>zichtbaar", "zichtbaar"),
        ("voor<!-- opmerking -->na", "voorna"),
        ("<table><tr><td>een</td><td>twee</td></tr></table>", "een twee"),
        ("<p>a<script>b<b>c</b></script>d</p>", "ad"),
        ("typed <b>text</b>\nwith  spaces", "typed text\nwith  spaces"),
    ],
)
def test_markup_becomes_the_lines_that_a_person_would_see(raw: str, text: str) -> None:
    assert plain_text(raw) == (text, True)


@pytest.mark.parametrize(
    "raw",
    [
        "a < b en b > c",
        "<4 jaar en >2 jaar",
        "vul <naam organisatie> in",
        "R&D en AT&T",
        "https://a.example/?a=1&copy=2",
        "&onzin; x",
    ],
)
def test_what_only_looks_like_markup_stays(raw: str) -> None:
    assert plain_text(raw) == (raw, False)


def test_stray_characters_go_and_white_space_at_the_edges_too() -> None:
    assert plain_text("\ufeff\x00Na\u200bam\x07\r\nregel\xa0\t") == ("Naam\nregel", False)
    assert plain_text("half \ud800 teken") == ("half  teken", False)


@settings(deadline=None)
@given(st.text(st.sampled_from("<>/&;!-apbliscrt#x12 \n\"'="), max_size=300))
def test_any_text_gives_a_text_without_control_characters(raw: str) -> None:
    text, _had_html = plain_text(raw)
    assert text == text.strip()
    assert plain_text(raw) == plain_text(raw)


@pytest.mark.parametrize(
    "piece", ["<a ", "<!-- ", '<a x="', "</a", "&", "<script>", " ", "<p>", "\n \n", "<" + " " * 40]
)
def test_a_hostile_text_takes_no_more_time_than_its_length(piece: str) -> None:
    # A reader that is quadratic needs hours for this; there is nothing to measure, it has to come to an end.
    plain_text(piece * (1_000_000 // len(piece)))
