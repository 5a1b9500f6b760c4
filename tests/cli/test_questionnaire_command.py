"""`kenbaar questionnaire`: what is in somebody else's questionnaire, what is wrong with it, what answers come to."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kenbaar.cli.main import app, with_commands
from tests.rules.test_opening import SURVEY, TREE

runner = CliRunner(env={"COLUMNS": "200"})


def said(*words: object, status: int = 0) -> str:
    ran = runner.invoke(with_commands(app), ["questionnaire", *map(str, words), "--speak", "en"])
    assert ran.exit_code == status, ran.output
    return ran.output


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    file = tmp_path / "tree.yaml"
    file.write_bytes(TREE)
    return file


def test_a_tree_is_counted_and_followed(tree: Path) -> None:
    output = said(tree)
    assert "complete paths" in output
    assert "Nothing was noticed." in output
    told = json.loads(said(tree, "--json"))
    assert (told["questions"], told["ways"], told["ways_per_ending"]) == (1, 2, {"2": 1, "3": 1})


def test_answers_are_filled_in_and_their_score_told(tmp_path: Path) -> None:
    survey, answers = tmp_path / "survey.json", tmp_path / "answers.yaml"
    survey.write_bytes(SURVEY)
    answers.write_text("q: item1-3\n")
    output = said(survey, "--answers", answers, "--scoring", "canada-aia/1.0.1")
    assert "questions shown" in output
    assert "points count" in output
    assert "Check which version this is." in output


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"{}", "no questionnaire that Kenbaar can read"), (b"\x00\x01", "no YAML"), (b"[" * 5_000, "no JSON")],
)
def test_a_file_that_is_none_gets_one_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    file = tmp_path / "x.json"
    file.write_bytes(content)
    assert sentence in said(file, status=1)


def test_answers_and_scorings_that_do_not_exist_are_refused(tree: Path, tmp_path: Path) -> None:
    answers = tmp_path / "answers.yaml"
    answers.write_text("milk: 1\n")
    assert "there is no question 'milk'" in said(tree, "--answers", answers, status=1)
    answers.write_text("- 1\n")
    assert "Answers are questions with values." in said(tree, "--answers", answers, status=1)
    assert "There is no scoring nobody/1." in said(tree, "--scoring", "nobody/1", status=1)
    assert "does not exist" in said(tmp_path / "nowhere.json", status=2)
