"""Blanks in words, both ways."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kenbaar.rules.answers import not_applicable, not_yet, unknown
from kenbaar.standards.blanks import SAID_SO, read_blank, written_blank


@pytest.mark.parametrize(
    "text", ["nvt", "n.v.t.", "N.v.t.", "Nvt", "n.v.t", "Niet van toepassing.", "N/A", "NA", "NVT"]
)
def test_a_body_that_writes_that_something_does_not_apply_is_taken_at_its_word(text: str) -> None:
    assert read_blank(text, "nl") == not_applicable(SAID_SO)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("nvt, we verwerken geen persoonsgegevens", "we verwerken geen persoonsgegevens"),
        ("NVT: geen verwerking van persoonsgegevens", "geen verwerking van persoonsgegevens"),
        ("nvt (alleen intern)", "alleen intern"),
        ("N/A - no demographic information used", "no demographic information used"),
        ("n.v.t. - alleen intern", "alleen intern"),
    ],
)
def test_the_reason_behind_it_is_kept(text: str, reason: str) -> None:
    assert read_blank(text, "nl") == not_applicable({"nl": reason})


@pytest.mark.parametrize(
    "text", ["volgt", "Volgt binnenkort", "volgt nog.", "Nog niet beschikbaar", "TBD", "nog niet bekend"]
)
def test_what_follows_later_is_not_yet(text: str) -> None:
    assert read_blank(text, "nl") == not_yet()


@pytest.mark.parametrize("text", ["onbekend", "Onbekend.", "Niet bekend.", "Nb.", "Nb", "unknown", "?"])
def test_what_nobody_knows_is_unknown(text: str) -> None:
    assert read_blank(text, "nl") == unknown()


@pytest.mark.parametrize(
    "text",
    [
        "Niet van toepassing. De gemeente gebruikt geen persoonsgegevens en daarom is er geen toets gedaan.",
        "N/A\nDe tweede regel zegt meer.",
        "Het is onbekend hoe vaak dit gebeurt.",
        "Volgt de regels van de Awb.",
        "nvtplus.nl",
        "Nee",
        "Geen",
        "niet openbaar",
    ],
)
def test_a_sentence_that_only_mentions_it_is_an_answer(text: str) -> None:
    assert read_blank(text, "nl") is None


REASONS = st.text(st.characters(categories=["L", "N", "Zs", "Po"]), min_size=1, max_size=80).map(
    lambda text: " ".join(text.split())
)


@settings(deadline=None)
@given(REASONS.filter(lambda text: bool(text) and not text.startswith(("(", "."))), st.sampled_from(["nl", "en"]))
def test_a_reason_is_read_back_from_how_we_write_it(reason: str, language: str) -> None:
    answer = not_applicable({language: reason})
    assert read_blank(written_blank(answer, language), language) == answer


@pytest.mark.parametrize("answer", [unknown(), not_yet(), not_yet("2027-03"), not_applicable(SAID_SO)])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_blank_is_read_back_from_how_we_write_it(answer: dict[str, object], language: str) -> None:
    assert read_blank(written_blank(answer, language), language) == answer


@settings(deadline=None)
@given(st.text(min_size=1))
def test_no_text_breaks_the_reader(text: str) -> None:
    read_blank(text, "nl")
