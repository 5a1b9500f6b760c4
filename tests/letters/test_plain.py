"""Who asks for an explanation gets it as text: what is owed on request, row by row, and nothing that is not."""

from kenbaar.letters.plain import ON_REQUEST, text_of
from tests.letters.test_explaining import explained


def test_an_answer_has_each_section_with_its_words_its_rows_and_its_ways() -> None:
    made = explained()
    told = text_of(made)
    for section in made.sections:
        assert (section.heading in told.split("\n")) is (section.id in ON_REQUEST)
    table = next(each.table for each in made.sections if each.id == "weights" and each.table)
    assert all(f"- {row[0].text}. " in told for row in table.rows)
    routes = next(each.routes for each in made.sections if each.id == "routes")
    assert all(f"- {each.paragraph.text}" in told for each in routes)


def test_an_answer_may_have_one_section_only() -> None:
    told = text_of(explained(), ["human"])
    assert told.startswith(explained().about) and "- " not in told
