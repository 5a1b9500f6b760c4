"""Questionnaires: what is hidden does not count, what is released does not change, and mistakes have a line."""

from pathlib import Path
from typing import Any

import pytest

from kenbaar.rules.content_files import ContentError
from kenbaar.rules.facts import FactType, vocabulary
from kenbaar.rules.foreign.guarding import texts_of
from kenbaar.rules.questionnaire_files import questionnaires, read_questionnaire, read_questionnaires
from kenbaar.rules.questionnaires import AnswersRefused, Question, chosen, most_points, run

WORDS = "label: {nl: Vraag, en: Question}, help: {nl: Hulp., en: Help.}"
HEAD = "id: tea\nversion: '1'\ntitle: {nl: Thee, en: Tea}\n"
PAGES = f"""pages:
  - id: first
    title: {{nl: Eerst, en: First}}
    questions:
      - {{fact: profiling}}
      - fact: annex_iii
        show: {{profiling: yes}}
      - {{id: sugar, type: choice, {WORDS}, options: [{{id: none, label: {{nl: Geen, en: None}}}},
        {{id: one, label: {{nl: Een, en: One}}}}], points: {{one: 3}}, scale: sweet}}
"""
ENDINGS = """endings:
  - {id: sweet, title: {nl: Zoet, en: Sweet}, when: {sugar: one}}
  - {id: plain, title: {nl: Gewoon, en: Plain}, when: {not: {sugar: one}}}
"""


def tea(text: str = HEAD + PAGES + ENDINGS) -> Any:
    return read_questionnaire(text.encode(), "tea.yaml", vocabulary())


def test_a_question_takes_its_words_and_options_from_its_fact() -> None:
    question = tea().questions["annex_iii"]
    assert question.type is FactType.CHOICES
    assert question.choice("5a") is not None
    assert question.choice("9z") is None
    assert question.texts["en"] == vocabulary()["annex_iii"].label.en


def test_an_answer_to_a_question_that_is_not_shown_is_cleared_and_told() -> None:
    found = run(tea(), {"profiling": False, "annex_iii": ["5a"], "sugar": "one"})
    assert found.cleared == {"annex_iii": ["5a"]}
    assert found.shown == ("profiling", "sugar")
    assert found.endings == ("sweet",)
    assert found.next is None


def test_a_run_says_what_comes_next() -> None:
    assert run(tea(), {}).next == "profiling"
    found = run(tea(), {"profiling": True, "annex_iii": None})
    assert found.open == ("annex_iii", "sugar")


def test_points_count_the_best_option_of_one_and_the_good_ones_of_several() -> None:
    sugar = tea().questions["sugar"]
    assert most_points(sugar) == 3
    assert most_points(Question("name", FactType.LINE, {})) == 0
    several = Question("all", FactType.CHOICES, {}, choices=sugar.choices)
    assert most_points(several) == 3
    assert [choice.id for choice in chosen(sugar, "one")] == ["one"]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"milk": True}, "there is no question 'milk' in tea 1"),
        ({"annex_iii": "5a"}, "give a list of options"),
        ({"sugar": ["one"]}, "give one option"),
        ({"sugar": "three"}, "is not one of: none, one"),
        ({"annex_iii": ["5a", "5a"]}, "give each option once"),
    ],
)
def test_answers_that_do_not_fit_are_refused(answers: dict[str, Any], said: str) -> None:
    with pytest.raises(AnswersRefused, match=said):
        run(tea(), answers)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD, "line 1: it asks nothing"),
        (HEAD + PAGES.replace("profiling}", "profilng}"), "line 8: there is no fact 'profilng'"),
        (HEAD + PAGES + "      - {fact: profiling}\n", "profiling is asked a second time"),
        (HEAD + PAGES.replace("profiling: yes", "sugar: one"), "line 10: there is no fact 'sugar'"),
        (HEAD + PAGES.replace("{profiling: yes}", "{all: [{profiling: yes}, {profiling: no}]}"), "never both be true"),
        (
            HEAD + PAGES.replace("{profiling: yes}", "{all: [{profiling: yes}, {not: {profiling: yes}}]}"),
            "nobody can reach annex_iii",
        ),
        (HEAD + PAGES + ENDINGS.rsplit("  -", 1)[0], "some answers lead to no ending"),
        (HEAD + PAGES.replace("one: 3", "two: 3"), "sugar has no option 'two'"),
        (HEAD + PAGES.replace("id: sugar", "id: any"), "'any' means something else already"),
        (HEAD + PAGES.replace("id: sugar", "id: data"), "'data' means something else already"),
        (HEAD + PAGES.replace("type: choice", "type: essay"), "type: Input should be"),
        (HEAD + PAGES + "      - 3\n", "expected keys with values"),
        (HEAD + PAGES.replace("show:", "shown:"), "line 10: there is no key 'shown' here"),
        (HEAD.replace(", en: Tea", "") + PAGES, "a title is missing in Dutch or English"),
        (HEAD + PAGES + "id: coffee\n", "tea.yaml: line 13: 'id' stands here a second time"),
        ("[", "tea.yaml"),
    ],
)
def test_a_mistake_is_told_with_its_file_line_and_remedy(text: str, said: str) -> None:
    with pytest.raises(ContentError) as refused:
        tea(text)
    assert said in str(refused.value)
    assert "tea.yaml" in str(refused.value)


def test_every_mistake_is_told_in_one_go() -> None:
    broken = (HEAD + PAGES).replace("profiling}", "profilng}").replace("one: 3", "two: 3")
    with pytest.raises(ContentError) as refused:
        tea(broken)
    assert len(str(refused.value).splitlines()) >= 2


def test_the_questionnaires_that_ship_are_whole() -> None:
    assert ("ai-act-check", "1") in questionnaires()


def test_only_folders_with_a_questionnaire_are_read(tmp_path: Path) -> None:
    (tmp_path / "tea" / "1").mkdir(parents=True)
    (tmp_path / "tea" / "2").mkdir()
    (tmp_path / "README.md").write_text("Not a questionnaire.")
    (tmp_path / "tea" / "1" / "questionnaire.yaml").write_text(HEAD + PAGES)
    assert list(read_questionnaires(tmp_path, vocabulary())) == [("tea", "1")]


def test_texts_that_are_no_texts_are_left_out() -> None:
    assert texts_of("Tea", {"default": "en", "fr": "fr"}) == {"en": "Tea"}
    assert texts_of(3, {"default": "en"}) == {}
    assert texts_of({"default": "<b>Tea</b>", "fr": ""}, {"default": "en", "fr": "fr"}) == {"en": "Tea"}
