"""Laws and impact assessments in the words of real records."""

import pytest

from kenbaar.register.search.assessments import assessment_label, assessments_of
from kenbaar.register.search.laws import law_label, laws_in
from kenbaar.rules.answers import Sheet, known


@pytest.mark.parametrize(
    ("text", "laws"),
    [
        ("Artikel 6 AVG en de Participatiewet", {"avg", "participatiewet"}),
        ("Uitvoeringswet Algemene verordening gegevensbescherming", {"uavg"}),
        ("de Uitvoeringswet AVG en de AVG zelf", {"uavg", "avg"}),
        ("Road Traffic Act 1994; General Administrative Law Act", {"wegenverkeerswet", "awb"}),
        ("Participation ActArchives Act 1995", {"participatiewet", "archiefwet"}),
        ("Wet op de omzetbelasting 1968 en Wet IB 2001", {"wet-ob", "wet-ib"}),
        ("Wet  Woz, art. 17", {"woz"}),
        ("het algemeen belang", set()),
        ("De woonwet bestaat niet", set()),
        ("", set()),
    ],
)
def test_a_legal_basis_names_its_laws(text: str, laws: set[str]) -> None:
    assert laws_in([text]) == laws


def test_every_law_has_a_label_in_both_languages_and_an_unknown_one_its_id() -> None:
    assert law_label("avg").nl.startswith("Algemene verordening")
    assert law_label("avg").en.startswith("General Data Protection")
    assert law_label("wet-van-morgen").nl == "wet-van-morgen"


def _titles(*titles: str) -> Sheet:
    return Sheet({"impact_assessments": known([{"title": {"nl": title}} for title in titles])})


@pytest.mark.parametrize(
    ("sheet", "done"),
    [
        (_titles("Data Protection Impact Assessment (DPIA)"), {"dpia"}),
        (_titles("DPIA anonimiseringssoftware", "DEDA anonimiseringssoftware"), {"dpia", "deda"}),
        (_titles("Pre-DPIA"), {"prescan"}),
        (_titles("Toetsingskader van de Rekenkamer"), {"other"}),
        (Sheet({"dpia": known(True), "iama": known(False)}), {"dpia"}),
        (Sheet(), set()),
    ],
)
def test_assessments_are_known_by_their_titles_or_a_plain_yes(sheet: Sheet, done: set[str]) -> None:
    assert assessments_of(sheet) == done


def test_an_assessment_has_a_label() -> None:
    assert "DPIA" in assessment_label("dpia").nl
    assert assessment_label("x").en == "x"
