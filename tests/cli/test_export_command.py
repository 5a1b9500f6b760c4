"""`kenbaar export` as an operator uses it."""

import json
from pathlib import Path

import pytest
import typer
from click.testing import Result
from typer.testing import CliRunner

from kenbaar.cli.main import with_commands
from kenbaar.register.lifecycle import State
from kenbaar.standards.files.writing import WRITERS
from tests import make
from tests.standards.files import records_of

pytestmark = pytest.mark.django_db


def kenbaar(*words: object) -> Result:
    return CliRunner().invoke(with_commands(typer.Typer()), [str(word) for word in words])


@pytest.mark.parametrize("form", WRITERS)
def test_the_name_of_the_file_says_in_which_form_it_is_written(tmp_path: Path, form: str) -> None:
    entry = make.entry(State.PUBLISHED)
    path = tmp_path / f"register.{form}"
    done = kenbaar("export", path, "--standard", "publicatiestandaard/0.4")
    assert done.exit_code == 0, done.output
    assert [record["algorithm_id"] for record in records_of(path)] == [entry.reference]
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


def test_an_export_can_go_to_standard_output(tmp_path: Path) -> None:
    entry = make.entry(State.PUBLISHED)
    done = kenbaar("export", "-", "--format", "jsonl")
    assert json.loads(done.stdout.splitlines()[0])["algorithm_id"] == entry.reference


def test_what_cannot_be_written_is_said_in_one_sentence_and_nothing_is_left(tmp_path: Path) -> None:
    make.entry(State.PUBLISHED)
    for words, told in (
        (("register.docx",), "csv, xlsx, json, jsonl"),
        (("register.csv", "--standard", "x/1"), "publicatiestandaard/1.0"),
        (("no/folder/register.csv",), "choose a folder that exists"),
    ):
        done = kenbaar("export", tmp_path / words[0], *words[1:])
        assert done.exit_code == 1
        assert told in done.output
        assert "Traceback" not in done.output
    assert list(tmp_path.iterdir()) == []
