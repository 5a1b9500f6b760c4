"""What to ask next: only what can still change something, with the way back open."""

from pathlib import Path

import pytest

from kenbaar.law.asking import Walk, walk
from kenbaar.law.classifying import classify
from kenbaar.rules.loose import sheet_of
from kenbaar.rules.questionnaire_files import read_questionnaire
from tests.law.small_laws import FACTS, TODAY, WORDS, checked

LAW = f"""
outcomes:
  - {{id: taxed, kind: class, {WORDS}, articles: ['1'], when: {{all: [{{dog: yes}}, {{weight: {{more_than: 5}}}}]}}}}
  - id: banned
    kind: class
    {WORDS}
    articles: ['2']
    when: {{all: [{{dog: yes}}, {{bites: yes}}, {{breed: shepherd}}]}}
"""
QUESTIONS = b"""
id: dogs
version: '1'
title: {nl: Honden, en: Dogs}
pages:
  - id: first
    title: {nl: Eerst, en: First}
    questions: [{fact: dog}]
  - id: teeth
    title: {nl: Tanden, en: Teeth}
    questions:
      - {fact: bites}
      - fact: breed
        show: {bites: yes}
  - id: rest
    title: {nl: De rest, en: The rest}
    questions: [{fact: weight}, {fact: born}]
"""


def here(folder: Path, **facts: object) -> Walk:
    sheet = sheet_of(facts, FACTS)
    questions = read_questionnaire(QUESTIONS, "dogs.yaml", FACTS)
    return walk(questions, sheet, classify(checked(folder, LAW).at(TODAY), sheet, on=TODAY))


def asked(step: Walk) -> list[list[str]]:
    return [[question.fact for question in page.questions] for page in step.pages]


def test_only_what_matters_is_asked_and_a_fact_that_changes_nothing_never_is(tmp_path: Path) -> None:
    start = here(tmp_path)
    assert asked(start) == [["dog"], ["bites"], ["weight"]]
    assert start.next is start.pages[0]
    assert start.progress == (0, 3)


def test_an_answer_that_settles_everything_ends_the_walk(tmp_path: Path) -> None:
    end = here(tmp_path, dog=False)
    assert asked(end) == [["dog"]]
    assert end.next is None
    assert end.progress == (1, 1)


def test_i_do_not_know_is_an_answer_and_is_not_asked_again(tmp_path: Path) -> None:
    step = here(tmp_path, dog="unknown")
    assert step.progress == (1, 3)
    assert step.next is not None
    assert step.next.page.id == "teeth"


def test_a_question_shows_when_an_answer_before_it_asks_for_it(tmp_path: Path) -> None:
    step = here(tmp_path, dog=True, bites=True)
    assert asked(step) == [["dog"], ["bites", "breed"], ["weight"]]
    assert step.next is not None
    assert not step.next.done


@pytest.mark.parametrize("bites", [False, "unknown"])
def test_who_goes_back_and_changes_an_answer_is_told_what_counts_no_more(tmp_path: Path, bites: object) -> None:
    step = here(tmp_path, dog=True, bites=bites, breed="poodle", weight=3)
    assert step.cleared == ("breed",)
    assert asked(step) == [["dog"], ["bites"], ["weight"]]


def test_an_answered_question_keeps_its_place_so_that_people_can_go_back(tmp_path: Path) -> None:
    step = here(tmp_path, dog=False, weight=3)
    assert asked(step) == [["dog"], ["weight"]]
    page = step.page("rest")
    assert page is not None
    assert page.done
    assert step.page("teeth") is None
