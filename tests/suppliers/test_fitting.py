"""A text with something to fill in is no answer; a text that only looks like one is."""

import pytest

from kenbaar.rules.answers import Sheet, known, unknown
from kenbaar.rules.facts import vocabulary
from kenbaar.suppliers.fitting import OF_THE_BODY, facts_of_templates, fitted, has_gap


@pytest.mark.parametrize(
    "text",
    [
        "[naam gemeente] gebruikt dit.",
        "Bel de afdeling op [telefoonnummer].",
        "<vul hier de datum in>",
        "De drempel is XXX punten.",
        "Wij doen dit sinds ____.",
        "...",
        " … ",
        "The [name of municipality] decides.",
    ],
)
def test_a_text_that_leaves_something_open_has_a_gap(text: str) -> None:
    assert has_gap("methods", known({"nl": "Een gewone zin.", "en": text}))


@pytest.mark.parametrize(
    "text",
    [
        "Een gewone zin.",
        "Zij schreven: “dat [sic] klopt”.",
        "Zie noot [12] en [zie bijlage 3].",
        "De kop <h1> en de waarde x < 3 en y > 4.",
        "Lees [de naam van de wet](https://wetten.example/).",
        "En zo verder...",
        "rij[index]",
    ],
)
def test_a_text_with_brackets_in_it_is_an_answer(text: str) -> None:
    assert not has_gap("methods", known({"nl": text}))


def test_every_fact_is_of_the_product_or_of_the_body() -> None:
    ids = {fact.id for fact in vocabulary()}
    assert ids >= OF_THE_BODY
    assert facts_of_templates() | OF_THE_BODY == ids
    assert {"name", "methods", "supplier", "risk_class", "annex_iii"} <= facts_of_templates()


def test_nothing_of_a_sheet_is_lost_when_it_is_parted() -> None:
    sheet = Sheet(
        {
            "name": known({"nl": "Chat"}),
            "status": known("in_use"),
            "methods": known({"nl": "[naam gemeente] kiest."}),
            "data": unknown(),
        }
    )
    parts = fitted(sheet)
    assert (set(parts.sheet), set(parts.own), set(parts.gaps)) == ({"name", "data"}, {"status"}, {"methods"})
    assert {**parts.sheet, **parts.own, **parts.gaps} == dict(sheet)
