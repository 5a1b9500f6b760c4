"""`kenbaar notice check` as people use it: a file in, what the law makes of it out, and an exit code for a pipeline."""

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from click.testing import Result
from typer.testing import CliRunner

from kenbaar.cli.main import with_pure_commands
from kenbaar.decisions.describing import MOST_BYTES
from kenbaar.rules.content_files import load_yaml

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples" / "notices"


def kenbaar(*words: object, typed: str | bytes | None = None) -> Result:
    return CliRunner().invoke(
        with_pure_commands(typer.Typer()), ["notice", "check", *map(str, words)], input=typed, env={"COLUMNS": "500"}
    )


def _example(name: str) -> dict[str, Any]:
    # YAML makes a truth value of the key `on`.
    raw = load_yaml((EXAMPLES / f"{name}.yaml").read_bytes(), loose_days=True)
    return {"on" if key is True else key: value for key, value in raw.items()}


def _french(**changes: Any) -> str:
    raw = _example("fr-automated")
    del raw["told"]["mention"]["N01"]
    return json.dumps(raw | changes, default=str)


def test_a_notice_that_is_complete_ends_well() -> None:
    done = kenbaar(EXAMPLES / "nl-benefit.yaml")
    assert done.exit_code == 0
    assert "Alles wat een wet vraagt, staat erin." in done.stdout
    assert "Beleid, geen wet" in done.stdout
    assert "In orde: N02, N06" in done.stdout


def test_what_lacks_is_named_with_its_article_and_what_it_means() -> None:
    done = kenbaar("-", "--language", "en", typed=_french())
    assert done.exit_code == 1
    line = next(line for line in done.stdout.splitlines() if line.startswith("N01"))
    assert "Loi 78-17 art. 47" in line
    assert "lacks; the decision may be void" in line


def test_where_facts_lack_it_says_which_and_has_an_exit_code_of_its_own() -> None:
    facts = {"ai_system": "no", "countries": "fr", "personal_data": "no", "automation": "sole"}
    done = kenbaar("-", "--language", "en", typed=json.dumps({"facts": facts, "told": {}}))
    assert done.exit_code == 3
    assert "depends on: organisation_kind" in done.stdout


def test_the_reader_hears_what_was_assumed_and_what_does_not_fit() -> None:
    facts = {"ai_system": "no", "countries": "fr", "organisation_kind": "public_body", "automation": "sole"}
    hidden = [{"fields": ["N01"]}]
    done = kenbaar("-", "--language", "en", typed=json.dumps({"facts": facts, "told": {}, "withheld": hidden}))
    assert "Not said, and taken for granted: withheld" in done.stdout
    assert "withheld without a ground that counts" in done.stdout
    assert "names no law and article" in done.stdout


def test_what_stands_in_another_place_or_language_is_not_called_gone() -> None:
    raw = _example("kenbaar-profile")
    raw["profile"] |= {"languages": ["nl", "en"], "in_letter": ["N21"]}
    del raw["decision"]
    done = kenbaar("-", "--language", "en", typed=json.dumps(raw, default=str))
    assert done.exit_code == 1
    assert "not in en" in next(line for line in done.stdout.splitlines() if line.startswith("N02"))
    assert "stands on a page to which the decision leads, belongs in the decision" in done.stdout
    assert "Comes with each decision" in done.stdout


def test_the_day_on_the_command_line_goes_before_that_of_the_file() -> None:
    done = kenbaar(EXAMPLES / "eu-high-risk.yaml", "--on", "2026-11-29", "--known", "2026-11-29", "--language", "en")
    line = next(line for line in done.stdout.splitlines() if line.startswith("N19"))
    assert "early, voluntary; from 2028-01-01" in line


def test_json_has_everything_and_the_same_exit_code() -> None:
    done = kenbaar("-", "--json", typed=_french(id="letter 7"))
    found = json.loads(done.stdout)
    assert (done.exit_code, found["verdict"], found["id"]) == (1, "lacks", "letter 7")
    assert [each["field"] for each in found["findings"] if each["means"] == "null_risk"] == ["N01"]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("told: {mention: {N99: x}}\nfacts: {}", "told.mention.N99"),
        ("[", "the file: "),
        (b" " * (MOST_BYTES + 1), "the file: it has"),
    ],
)
def test_what_cannot_be_read_is_named_and_nothing_is_checked(typed: Any, says: str) -> None:
    done = kenbaar("-", typed=typed)
    assert done.exit_code == 2
    assert says in done.stderr
    assert "Nothing was checked." in done.stderr
    assert done.stdout == ""


def test_a_file_that_is_not_there_and_a_day_that_is_none_end_with_a_sentence(tmp_path: Path) -> None:
    gone = kenbaar(tmp_path / "gone.yaml")
    assert (gone.exit_code, "cannot be read" in gone.stderr) == (2, True)
    assert kenbaar(EXAMPLES / "nl-benefit.yaml", "--on", "tomorrow").exit_code == 2
