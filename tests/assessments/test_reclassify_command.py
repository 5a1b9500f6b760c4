"""`kenbaar reclassify` as an operator sees it: counts, what changed, the list for a spreadsheet, and a clear status."""

import csv
from pathlib import Path

import pytest
import typer
from click.testing import Result
from typer.testing import CliRunner

from kenbaar.assessments.actions import reclassifying
from kenbaar.assessments.computing import LawMoved
from kenbaar.assessments.models import Classification
from kenbaar.cli import reclassifying_wording as wording
from kenbaar.cli.main import with_commands
from kenbaar.register.actions.writing import add_version
from kenbaar.register.models import Entry, EntryVersion
from tests import make
from tests.assessments.world import benefits, later, other_law, rows, run, simple

pytestmark = pytest.mark.django_db


def kenbaar(*words: object) -> Result:
    return CliRunner().invoke(with_commands(typer.Typer()), ["reclassify", *(str(word) for word in words)])


def _say_something_else(entry: Entry) -> None:
    add_version(entry.reference, sheet=simple(), by=make.OPERATOR, now=make.NOON)


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_first_time_everything_is_classified_and_nothing_changed() -> None:
    make.entry(says=benefits())
    done = kenbaar("--speak", "en")
    assert done.exit_code == 0, done.output
    assert "1 for the first time" in " ".join(done.output.split())
    assert "What is different" not in done.output
    assert "Everything was classified" in kenbaar("--speak", "en").output
    assert "Alles is al ingedeeld" in kenbaar().output


def test_what_changed_is_told_with_both_classes(tmp_path: Path) -> None:
    entry = make.entry(says=benefits())
    kenbaar()
    _say_something_else(entry)
    done = kenbaar("--speak", "en", "--changes", tmp_path / "changes.csv")
    assert done.exit_code == 0, done.output
    words = " ".join(done.output.split())
    for expected in ("Other class", "High risk", "→", "the facts", entry.reference, "The whole list is in"):
        assert expected in words, expected


def test_the_list_of_changes_has_every_part_as_it_was_and_as_it_is(tmp_path: Path) -> None:
    entry = make.entry(says=benefits())
    kenbaar()
    _say_something_else(entry)
    kenbaar("--speak", "en", "--changes", tmp_path / "changes.csv")
    [row] = _read(tmp_path / "changes.csv")
    assert (row["reference"], row["body"], row["version"]) == (entry.reference, "gemeente-lindewaarde", "2")
    assert (row["class: before"], row["class: now"]) == ("high_risk_annex_iii", "not_ai")
    assert row["because of"] == "the facts"
    assert "high_risk_annex_iii:2030-08-02" in row["binds this body from: before"]
    assert "ai_act_" in row["duties: before"]


def test_a_cell_cannot_become_a_formula(tmp_path: Path) -> None:
    entry = make.entry(says=benefits())
    Entry.objects.filter(pk=entry.pk).update(reference="=cmd|' /C calc'!A0")
    kenbaar()
    _say_something_else(Entry.objects.get(pk=entry.pk))
    kenbaar("--changes", tmp_path / "changes.csv")
    [row] = _read(tmp_path / "changes.csv")
    assert row["verwijzing"].startswith("'=")


def test_a_dry_run_tells_and_writes_the_list_and_keeps_nothing(tmp_path: Path) -> None:
    entry = make.entry(says=benefits())
    kenbaar()
    _say_something_else(entry)
    before = rows()
    done = kenbaar("--dry-run", "--changes", tmp_path / "changes.csv")
    assert (done.exit_code, rows()) == (0, before)
    assert wording.DRY_RUN.nl in done.output
    assert len(_read(tmp_path / "changes.csv")) == 1


def test_the_list_holds_what_a_stopped_run_changed_as_well(tmp_path: Path) -> None:
    for number in range(3):
        make.entry(says=later(2028, f"Uitkering {number}"))
    run(book=other_law())

    def stop(report: reclassifying.Report) -> None:
        if report.done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(batch=2, after_batch=stop)
    done = kenbaar("--speak", "en", "--changes", tmp_path / "changes.csv")
    assert done.exit_code == 0, done.output
    assert "That includes 2 changes of an earlier time" in " ".join(done.output.split())
    assert len(_read(tmp_path / "changes.csv")) == 3


def test_an_interrupted_run_says_how_far_it_was_and_leaves_no_half_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(order: object, *, note: object, after_batch: object) -> None:
        after_batch(reclassifying.Report(waiting=10, first=4))  # type: ignore[operator]
        raise KeyboardInterrupt

    monkeypatch.setattr("kenbaar.cli.reclassifying.reclassify_all", interrupted)
    done = kenbaar("--speak", "en", "--changes", tmp_path / "changes.csv")
    assert done.exit_code == 130
    assert "4 of 10 are done and stay done. Give the same command again" in " ".join(done.output.split())
    assert list(tmp_path.iterdir()) == []


def test_a_law_that_is_replaced_meanwhile_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def moved(*_args: object, **_more: object) -> None:
        raise LawMoved

    monkeypatch.setattr("kenbaar.cli.reclassifying.reclassify_all", moved)
    done = kenbaar("--speak", "en")
    assert (done.exit_code, "the new one counts then" in " ".join(done.output.split())) == (1, True)


def test_entries_whose_facts_cannot_be_read_are_named_with_a_status_of_their_own() -> None:
    entry = make.entry()
    version = EntryVersion.objects.create(
        entry=entry,
        number=2,
        sheet={"ai_system": {"value": "perhaps"}},
        digest="0" * 64,
        written_by="operator",
        written_at=make.NOON,
    )
    Entry.objects.filter(pk=entry.pk).update(latest=version)
    done = kenbaar("--speak", "en")
    assert done.exit_code == 3
    assert f"{entry.reference}: ai_system: 'perhaps' is not one of" in " ".join(done.output.split())


def test_one_body_only() -> None:
    make.entry(says=benefits())
    make.entry(says=benefits(), at=make.body("gemeente-elders"))
    assert kenbaar("--body", "gemeente-elders").exit_code == 0
    assert Classification.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--body", "gemeente-nergens"), "There is no body gemeente-nergens"),
        (("--on", "tomorrow"), "tomorrow is not a day. Write it like 2027-12-02"),
        (("--changes", "/nowhere/changes.csv"), "/nowhere/changes.csv.part cannot be written"),
    ],
)
def test_what_is_wrong_is_said_before_anything_is_done(words: tuple[str, ...], sentence: str) -> None:
    make.entry(says=benefits())
    done = kenbaar("--speak", "en", *words)
    assert (done.exit_code, Classification.objects.count()) == (1, 0)
    assert sentence in " ".join(done.output.split())


def test_the_day_that_is_asked_about_is_kept_with_it() -> None:
    make.entry(says=benefits())
    kenbaar("--on", "2027-12-02")
    assert str(Classification.objects.get().on) == "2027-12-02"
