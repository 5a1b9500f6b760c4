"""`kenbaar notices issue` and `sample` as an operator sees them."""

import stat
from pathlib import Path

import pytest
import typer
from click.testing import Result
from typer.testing import CliRunner

from kenbaar.cli.main import with_commands
from kenbaar.decisions.profile_files import read_profile
from kenbaar.notices.models import Notice
from tests import make
from tests.notices import world
from tests.notices.run_world import Place, row, written

pytestmark = pytest.mark.django_db


def kenbaar(*words: object) -> Result:
    return CliRunner().invoke(with_commands(typer.Typer()), [str(word) for word in words])


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def issue(place: Place, file: Path, *more: object) -> Result:
    named = f"{place.version.profile.body.slug}/{place.version.profile.slug}"
    return kenbaar("notices", "issue", file, "--profile", named, "--out", place.out, *more)


def test_the_screen_says_what_came_of_the_file_and_where_the_letters_find_their_words(place: Place) -> None:
    done = issue(place, written(place.folder / "decisions.csv", map(row, range(3))), "--speak", "en")
    assert done.exit_code == 0, done.output
    for words in ("Run finished", "3 decisions in the file", "3 got a notice", "0 refused", f"are in {place.out}"):
        assert words in done.output, words
    assert [each["reference"] for each in place.issued()] == ["W-0000", "W-0001", "W-0002"]


def test_refusals_have_a_status_and_a_list_of_their_own(place: Place) -> None:
    done = issue(place, written(place.folder / "decisions.csv", [row(0), row(1, outcome="misschien")]))
    assert done.exit_code == 2
    assert "1 geweigerd" in done.output and str(place.out / "refused.csv") in done.output
    assert "Kies uit: refused, granted." in (place.out / "refused.csv").read_text(encoding="utf-8-sig")


def test_a_run_that_goes_on_says_how_much_had_been_done(place: Place) -> None:
    file = written(place.folder / "decisions.csv", map(row, range(3)))
    issue(place, file)
    assert "De eerste 3 waren al gedaan" in issue(place, file).output


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "Het bestand is leeg"),
        ("reference,outcome\nA,granted\n", "Het bestand heeft deze kolommen niet: decided_on, data.income"),
        ("%PDF-1.7", "Dit is een PDF; besluiten komen als Parquet, CSV of JSON Lines"),
    ],
)
def test_a_file_that_cannot_be_issued_gets_one_sentence(place: Place, content: str, sentence: str) -> None:
    file = place.folder / "decisions.csv"
    file.write_text(content)
    done = issue(place, file)
    assert done.exit_code == 1 and sentence in done.output
    assert Notice.objects.count() == 0


def test_a_file_that_is_not_there_gets_one_sentence(place: Place) -> None:
    done = issue(place, place.folder / "none.csv")
    assert done.exit_code == 1 and "Er is geen bestand" in done.output and "none.csv" in done.output


def test_a_file_where_the_folder_of_a_run_must_come_is_left_alone(place: Place) -> None:
    place.out.write_text("mine")
    done = issue(place, written(place.folder / "decisions.csv", [row(0)]), "--speak", "en")
    assert done.exit_code == 1 and "Choose another name at --out" in done.output
    assert place.out.read_text() == "mine" and Notice.objects.count() == 0


def test_codes_are_for_who_ran_it_also_in_a_folder_that_others_may_read(place: Place) -> None:
    place.out.mkdir(mode=0o755)
    issue(place, written(place.folder / "decisions.csv", [row(0), row(1, outcome="misschien")]))
    secret = list(place.out.iterdir())
    assert {stat.S_IMODE(path.stat().st_mode) for path in secret} == {0o600}


def test_nothing_is_issued_with_a_profile_that_is_not_there_or_not_approved(place: Place) -> None:
    file = written(place.folder / "decisions.csv", [row(0)])
    for named, sentence in (
        ("nergens/niets", "has no notice profile"),
        (f"{place.version.profile.body.slug}/anders", "has no notice profile"),
        ("zonder-streep", "Schrijf die als organisatie/naam"),
        ("/", "Schrijf die als organisatie/naam"),
    ):
        done = kenbaar("notices", "issue", file, "--profile", named, "--out", place.out)
        assert done.exit_code == 1 and sentence in done.output
    place.version.profile.current = None
    place.version.profile.save()
    done = issue(place, file)
    assert done.exit_code == 1 and "not the approved one" in done.output


def test_a_body_without_a_key_hears_how_to_make_one(tmp_path: Path) -> None:
    version = world.approved(make.body("gemeente-zonder"), wording={"template": "decision/1"})
    file = written(tmp_path / "decisions.csv", [row(0)])
    named = f"gemeente-zonder/{version.profile.slug}"
    done = kenbaar("notices", "issue", file, "--profile", named, "--out", tmp_path / "out")
    assert done.exit_code == 1 and "kenbaar notices keys new gemeente-zonder" in done.output


def test_a_form_that_letters_do_not_have_is_refused(place: Place) -> None:
    done = issue(place, written(place.folder / "decisions.csv", [row(0)]), "--format", "jsonl")
    assert done.exit_code == 2 and "parquet, csv" in done.output


def test_the_sample_is_the_same_for_the_same_seed_in_every_form(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv", "c.jsonl", "d.parquet"):
        done = kenbaar("notices", "sample", "--count", 20, "--seed", 4, "--out", tmp_path / name)
        assert done.exit_code == 0 and "20 verzonnen besluiten" in done.output
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert len((tmp_path / "c.jsonl").read_text().splitlines()) == 20
    other = kenbaar("notices", "sample", "--count", 20, "--seed", 5, "--out", tmp_path / "e.csv")
    assert other.exit_code == 0 and (tmp_path / "e.csv").read_bytes() != (tmp_path / "a.csv").read_bytes()


def test_the_profile_of_the_sample_comes_with_it(tmp_path: Path) -> None:
    profile = tmp_path / "profile.json"
    done = kenbaar("notices", "sample", "--count", 1, "--out", tmp_path / "a.csv", "--profile-out", profile)
    assert done.exit_code == 0
    assert read_profile(profile.read_bytes()).name["nl"] == "Besluit over de gezinsbijdrage"


def test_a_sample_is_written_in_a_form_that_can_be_issued(tmp_path: Path) -> None:
    done = kenbaar("notices", "sample", "--out", tmp_path / "a.xlsx")
    assert done.exit_code == 1 and ".parquet" in done.output


def test_a_folder_of_parquet_files_is_issued_file_by_file(place: Place) -> None:
    decisions = place.folder / "decisions"
    decisions.mkdir()
    written(decisions / "a.parquet", map(row, range(3)))
    written(decisions / "b.parquet", [row(3), row(4, outcome="misschien")])
    done = issue(place, decisions, "--speak", "en")
    assert done.exit_code == 2
    for words in ("5 decisions in the file", "4 got a notice", "1 refused"):
        assert words in done.output, words
    assert str(place.out / "b.parquet" / "refused.csv") in done.output
    assert [each["reference"] for each in place.issued(place.out / "a.parquet")] == ["W-0000", "W-0001", "W-0002"]


@pytest.mark.parametrize("more", [(), ("--workers", "1")])
def test_a_broken_file_in_a_folder_is_named_and_what_was_done_before_it_is_told(
    place: Place, more: tuple[str, ...]
) -> None:
    decisions = place.folder / "decisions"
    decisions.mkdir()
    written(decisions / "a.parquet", map(row, range(3)))
    written(decisions / "b.parquet", map(row, range(3)))
    (decisions / "b.parquet").write_bytes((decisions / "b.parquet").read_bytes()[:-9])
    done = issue(place, decisions, "--speak", "en", *more)
    assert done.exit_code == 1 and "b.parquet: The Parquet file cannot be read" in done.output
    # With a crew, all files are looked at before the first decision.
    assert ("3 got a notice" in done.output) is (Notice.objects.count() == 3) is (not more)


def test_a_single_file_is_not_for_a_cluster(place: Place) -> None:
    file = written(place.folder / "decisions.parquet", map(row, range(3)))
    done = issue(place, file, "--engine", "spark", "--speak", "en")
    assert done.exit_code == 1 and "is no folder" in done.output
    assert Notice.objects.count() == 0


def test_an_engine_that_is_not_there_is_named(place: Place) -> None:
    done = issue(place, written(place.folder / "decisions.csv", [row(0)]), "--engine", "turbo")
    assert done.exit_code == 2 and "here, spark" in done.output


def test_a_cluster_and_processes_of_this_machine_are_not_asked_for_together(place: Place) -> None:
    done = issue(place, place.folder, "--engine", "spark", "--workers", 2)
    assert done.exit_code == 2 and "--workers" in done.output
