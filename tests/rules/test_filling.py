"""Every fact has its place on the sheet, and the file that says so is refused when it does not fit."""

from importlib.resources import files
from pathlib import Path

import pytest

from kenbaar.rules.answers import Sheet, known
from kenbaar.rules.content_files import ContentError
from kenbaar.rules.facts import Visibility, vocabulary
from kenbaar.rules.filling import filling, read_filling
from kenbaar.rules.questionnaire_files import questionnaires
from kenbaar.standards.fields import load_standard

FOLDER = files("kenbaar.content").joinpath("filling")


def _changed(folder: Path, before: str, after: str) -> Path:
    for name in ("sections.yaml", "examples.yaml"):
        text = FOLDER.joinpath(name).read_text()
        folder.joinpath(name).write_text(text.replace(before, after, 1))
    return folder


def test_every_fact_is_asked_in_exactly_one_section() -> None:
    asked = [fact for section in filling().sections for fact in section.all_facts]
    assert sorted(asked) == sorted(fact.id for fact in vocabulary())
    assert {fact.id for fact in vocabulary() if fact.visibility is not Visibility.PUBLIC} == {
        fact for section in filling().sections if section.law for fact in section.all_facts
    }


def test_whatever_the_dutch_register_and_the_public_page_show_has_an_example() -> None:
    in_register = {field.fact for field in load_standard("publicatiestandaard", "1.0").fields if field.fact}
    public = {fact.id for fact in vocabulary() if fact.visibility is Visibility.PUBLIC}
    assert len(filling().examples) > 60
    assert (in_register | public) - filling().examples.keys() == set()


def test_the_law_asks_by_a_questionnaire_that_is_there_and_registers_have_their_standard() -> None:
    assert filling().questionnaire in questionnaires()
    for register in filling().registers:
        name, _slash, version = register.standard.rpartition("/")
        assert load_standard(name, version)


def test_a_question_waits_for_its_condition_but_an_answer_is_always_shown() -> None:
    stopped, using = Sheet({"status": known("out_of_use")}), Sheet({"status": known("in_use")})
    assert "stop_reason" in filling().shown(stopped)
    assert "stop_reason" not in filling().shown(using)
    assert "stop_reason" in filling().shown(using.with_answers({"stop_reason": known({"nl": "Te duur."})}))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("facts: [name, summary,", "facts: [name, name, summary,", "'name' stands in two places"),
        ("facts: [name, summary,", "facts: [summary,", "nobody is asked for name"),
        ("facts: [name, summary,", "facts: [nome, name, summary,", "there is no fact 'nome'"),
        ("stop_reason: {status: out_of_use}", "stop_reason: {status: gone}", "sections.yaml"),
        ("name:\n  nl: Sorteerhulp", "nome:\n  nl: Sorteerhulp", "there is no fact 'nome'"),
        ("  en: Sorting aid for parking permits\n", "", "an example is missing in Dutch or English"),
    ],
)
def test_a_broken_file_is_refused_with_the_place(tmp_path: Path, before: str, after: str, said: str) -> None:
    with pytest.raises(ContentError, match=said):
        read_filling(_changed(tmp_path, before, after), vocabulary())


def test_a_section_is_found_by_its_name_and_one_that_is_not_there_is_none() -> None:
    first = filling().sections[0]
    assert filling().section(first.id) is first
    assert filling().section("elders") is None


def test_a_register_asks_for_a_sheet_when_the_law_says_that_it_belongs_there() -> None:
    waiting = [each for each in filling().registers if each.outcome]
    assert waiting
    always = filling().registers_for(())
    assert set(always) == set(filling().registers) - set(waiting)
    assert waiting[0] in filling().registers_for({waiting[0].outcome})


def test_a_file_without_sections_and_a_condition_for_a_fact_without_a_section_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"sections\.yaml"):
        read_filling(_changed(tmp_path, "sections:", "parts:"), vocabulary())
    with pytest.raises(ContentError, match="'gone' is in no section"):
        read_filling(_changed(tmp_path, "show:\n", "show:\n  gone: {status: out_of_use}\n"), vocabulary())
