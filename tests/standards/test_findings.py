"""Findings say what is the matter and what to do, in both languages."""

import pytest

from kenbaar.standards.findings import FindingKind, excerpt, finding
from kenbaar.values import LocalText

DETAILS = {
    FindingKind.TOO_LONG: {"count": 401, "limit": 400},
    FindingKind.WRONG_OPTION: {"options": "Ja, Nee"},
    FindingKind.OWN_WORDS: {"options": "Ja, Nee"},
    FindingKind.DEAD_URL_SHAPE: {"wanted_nl": "het is geen link", "wanted_en": "it is no link"},
    FindingKind.DEAD_DATE_SHAPE: {"shape_nl": "jjjj-mm", "shape_en": "yyyy-mm", "example": "2026-11"},
}
LABEL = LocalText(nl="Doel", en="Purpose")


@pytest.mark.parametrize("kind", FindingKind)
def test_every_kind_has_a_message_and_a_way_out(kind: FindingKind) -> None:
    made = finding(kind, "goal", LABEL, "x", **DETAILS.get(kind, {}))
    for text in (made.message, made.remedy):
        for words in (text.nl, text.en):
            assert "{" not in words
            assert words.endswith((".", "?"))
            assert words[0].isupper()


def test_a_long_value_is_shown_by_its_beginning_on_one_line() -> None:
    assert excerpt("een\n  twee\tdrie") == "een twee drie"
    assert excerpt("a" * 100) == "a" * 79 + "…"
    assert len(excerpt([["x" * 1000] * 50] * 50)) <= 80
    assert [excerpt(value) for value in (None, 10**5000)] == ["", ""]
