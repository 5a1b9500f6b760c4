"""`kenbaar language` as people use it: a text in, what makes it hard out; no database, no page."""

import json
from pathlib import Path

import pytest
import typer
from click.testing import Result
from typer.testing import CliRunner

from kenbaar.cli.main import with_pure_commands
from kenbaar.language.errors import MOST_CHARACTERS

TEXT = "Wij doen dit ten behoeve van u.\nHet algoritme is geïmplementeerd in 2024. Het [bold]wordt gebruikt[/bold]. "


def kenbaar(*words: object, typed: str | bytes | None = None) -> Result:
    return CliRunner().invoke(with_pure_commands(typer.Typer()), [str(word) for word in words], input=typed)


def test_a_file_gives_its_measure_and_the_hard_words_with_what_to_write_instead(tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text("\ufeff" + TEXT, encoding="utf-8")
    done = kenbaar("language", file)
    assert done.exit_code == 0, done.output
    for told in ("Te weinig tekst", "weet zij niet", "Douma", "ten behoeve van", "implementeren:", "misschien"):
        assert told in done.stdout
    row = next(line for line in done.stdout.splitlines() if "geïmplementeerd" in line)
    assert row.startswith("2 "), "the line of the file is named"


def test_a_text_of_many_words_is_measured_and_repeated_words_are_shown_once() -> None:
    done = kenbaar("language", "-", "--speak", "en", typed=TEXT * 5)
    assert done.exit_code == 0
    assert "Flesch-Douma" in done.stdout
    assert done.stdout.count("ten behoeve van") == 1
    assert "Hard words (10)" in done.stdout


def test_english_is_measured_by_the_english_formula_and_json_has_everything() -> None:
    done = kenbaar("language", "-", "--language", "en", "--json", typed="We utilise data. " * 20)
    told = json.loads(done.stdout)
    assert told["reading"]["formula"] == "Flesch Reading Ease"
    assert told["reading"]["score"]["verdict"] in {"easy", "fair", "hard"}
    first = told["words"][0]
    assert (first["start"], first["end"], first["word"], first["instead"]) == (3, 10, "utilise", ["use"])
    assert first["why"] == "officialese"


def test_a_text_in_which_nothing_is_hard_says_so() -> None:
    assert "Er viel geen woord of zin op." in kenbaar("language", "-", typed="Wij helpen u.").stdout


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (b"\xff\xfe\x00", "is no text in UTF-8"),
        (b"a" * (MOST_CHARACTERS + 1), "Meet een deel ervan."),
        ("é".encode() * (3 * MOST_CHARACTERS), "Meet een deel ervan."),
        (b"a" + "é".encode() * (3 * MOST_CHARACTERS), "Meet een deel ervan."),
    ],
)
def test_what_cannot_be_measured_is_told_in_one_sentence(typed: bytes, told: str) -> None:
    done = kenbaar("language", "-", typed=typed)
    assert (done.exit_code, done.stdout) == (2, "")
    assert told in done.stderr


def test_a_file_that_is_not_there_is_told_in_one_sentence(tmp_path: Path) -> None:
    done = kenbaar("language", tmp_path / "none.txt")
    assert done.exit_code == 2
    assert "cannot be read" in done.stderr
