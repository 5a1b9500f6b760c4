"""`kenbaar notices profile`: a profile comes from a file as a draft, and goes back into one that says the same."""

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from click.testing import Result
from typer.testing import CliRunner

from kenbaar.cli.main import with_commands
from kenbaar.notices.models import NoticeProfile, ProfileVersion
from kenbaar.rules.fact_files import MOST_BYTES
from tests import make
from tests.decisions.profiles import content
from tests.notices.profile_world import ProfileWorld

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> ProfileWorld:
    return ProfileWorld()


def kenbaar(*words: object) -> Result:
    return CliRunner().invoke(with_commands(typer.Typer()), ["notices", "profile", *map(str, words)])


def _written(folder: Path, said: Any, name: str = "bijdrage.json") -> Path:
    file = folder / name
    file.write_bytes(said if isinstance(said, bytes) else json.dumps(said).encode())
    return file


def test_a_profile_goes_in_and_comes_out_as_it_was(world: ProfileWorld, tmp_path: Path) -> None:
    # What is the entry's to say need not stand in the file.
    said = {name: part for name, part in content().items() if name not in ("entry", "version", "automation")}
    file = _written(tmp_path, said)
    done = kenbaar("import", file, "--body", world.slug, "--entry", world.reference)
    assert done.exit_code == 0, done.output
    assert "concept" in done.output
    out = tmp_path / "uit.json"
    assert kenbaar("export", f"{world.slug}/bijdrage", "--out", out).exit_code == 0
    written = json.loads(out.read_text())
    assert written == ProfileVersion.objects.get().content
    assert json.loads(kenbaar("export", f"{world.slug}/bijdrage").stdout) == written
    again = kenbaar("import", out, "--body", world.slug, "--name", "bijdrage", "--speak", "en")
    assert again.exit_code == 0 and "draft" in again.output
    assert ProfileVersion.objects.get().revision == 0


def test_what_lacks_before_it_is_handed_in_is_named_by_place(world: ProfileWorld, tmp_path: Path) -> None:
    file = _written(tmp_path, content(name={}))
    done = kenbaar("import", file, "--body", world.slug, "--entry", world.reference)
    assert done.exit_code == 0
    assert "name: Deze tekst ontbreekt in het Nederlands." in done.output


@pytest.mark.parametrize(
    ("said", "place"),
    [
        (content(extra=1), "extra: "),
        (b"{", "Dit is niet te lezen"),
        (b"[]", "Dit is geen profiel"),
        (b"x" * (MOST_BYTES + 5), "Dit is niet te lezen"),
    ],
)
def test_a_file_that_is_no_profile_changes_nothing(world: ProfileWorld, tmp_path: Path, said: Any, place: str) -> None:
    done = kenbaar("import", _written(tmp_path, said), "--body", world.slug, "--entry", world.reference)
    assert (done.exit_code, NoticeProfile.objects.count()) == (2, 0)
    assert place in done.output


def test_every_mistake_of_an_operator_gets_its_sentence(world: ProfileWorld, tmp_path: Path) -> None:
    file, other = _written(tmp_path, content()), make.entry(at=world.body)
    here = ("--body", world.slug)
    for words, sentence in (
        ((tmp_path / "weg.json", *here), "Er is geen bestand"),
        ((file, "--body", "nergens"), "nergens"),
        ((file, *here), "Zeg met --entry"),
        ((file, *here, "--entry", "kb-weg"), "There is no entry"),
        ((file, *here, "--entry", other.reference), "what part the algorithm plays"),
        ((file, *here, "--entry", world.reference, "--name", "Met Spatie"), "lower case letters"),
    ):
        done = kenbaar("import", *words)
        assert done.exit_code == 1 and sentence in done.output, done.output
    assert kenbaar("import", file, *here, "--entry", world.reference).exit_code == 0
    assert "already" in kenbaar("import", file, *here, "--entry", other.reference).output
    assert kenbaar("export", f"{world.slug}/nergens").exit_code == 1
