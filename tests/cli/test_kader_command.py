"""`kenbaar import-kader` as an operator sees it: the report, the list of findings, and a folder that is no checkout."""

import csv
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
from click.testing import Result
from typer.testing import CliRunner

from kenbaar.cli import kader as command
from kenbaar.law.kader.storing import from_json
from tests.law.kader_files import LOGGING, ROOT, Files, checkout, file, measure, page

COMMIT = "0123456789abcdef0123456789abcdef01234567"


class Cupboard:
    """Keeps snapshots in a list, for a moment."""

    def __init__(self) -> None:
        self.kept: list[dict[str, Any]] = []

    def kenbaar(self, *words: object) -> Result:
        app = typer.Typer()
        command.add_to(app, keep=self.kept.append, duties=lambda: [("logs", "ai-act", "19")])
        # A second command makes it a group, as it is in use.
        app.command("other")(lambda: None)
        return CliRunner().invoke(app, ["import-kader", *(str(word) for word in words)])


@pytest.fixture
def cupboard() -> Cupboard:
    return Cupboard()


def folder_of(files: Files, at: Path) -> Path:
    for path, content in files:
        (at / path).parent.mkdir(parents=True, exist_ok=True)
        (at / path).write_bytes(content)
    return at


def kept_findings(cupboard: Cupboard) -> list[tuple[str, str]]:
    [document] = cupboard.kept
    return [(found.kind.value, found.file) for found in from_json(document).findings]


def test_a_checkout_is_read_kept_and_told_about(tmp_path: Path, cupboard: Cupboard) -> None:
    folder = folder_of([*checkout(), measure("4-owk-05-a")], tmp_path)
    done = cupboard.kenbaar(folder, "--tag", "v2.5.1", "--speak", "en")
    assert done.exit_code == 0
    for words in ("Algoritmekader v2.5.1 imported", "requirements", "measure without requirement", "--findings"):
        assert words in done.output, words
    rows = {line.split()[0]: line.split()[1:] for line in done.output.splitlines() if line.split()}
    assert (rows["requirements"], rows["measures"]) == (["2", "1", "1"], ["2", "1", "1"])
    [document] = cupboard.kept
    assert from_json(document).tag == "v2.5.1"
    assert "vereisten" in cupboard.kenbaar(folder).output


def test_a_dry_run_says_so_and_keeps_nothing(tmp_path: Path, cupboard: Cupboard) -> None:
    done = cupboard.kenbaar(folder_of(checkout(), tmp_path), "--tag", "v1", "--dry-run")
    assert (done.exit_code, cupboard.kept) == (0, [])
    assert "Proef met Algoritmekader v1: er is niets bewaard" in done.output
    assert "--findings" not in done.output


def test_the_findings_go_to_a_file_that_a_spreadsheet_opens_safely(tmp_path: Path, cupboard: Cupboard) -> None:
    folder = folder_of([*checkout(), file("hulpmiddelen", "=X", page("title: x", "rollen: tovenaar"))], tmp_path / "ak")
    path = tmp_path / "findings.csv"
    done = cupboard.kenbaar(folder, "--tag", "v1", "--findings", path, "--speak", "en")
    assert done.exit_code == 0
    with path.open(encoding="utf-8-sig", newline="") as opened:
        [line] = csv.DictReader(opened)
    assert line["kind"] == "value_without_page"
    assert line["file"].endswith("=X.md")
    assert (line["line"], line["what"]) == ("3", "For tovenaar under rollen there is no page.")
    assert line["how to mend"]
    assert "findings.csv" in done.output
    assert not list(tmp_path.glob("*.part"))


def test_an_older_checkout_is_compared_and_its_changes_are_findings(tmp_path: Path, cupboard: Cupboard) -> None:
    old = folder_of(checkout(), tmp_path / "old")
    moved = [(path.replace("owk-04", "owk-07"), content) for path, content in checkout()]
    new = folder_of(moved, tmp_path / "new")
    findings = tmp_path / "findings.csv"
    done = cupboard.kenbaar(new, "--tag", "v2", "--previous", old, "--findings", findings, "--speak", "en")
    assert done.exit_code == 0
    assert "From old to v2" in done.output
    assert "other name" in done.output
    assert f'"The page was called {LOGGING}."' in findings.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("head", "branch", "version"),
    [
        (COMMIT, "", COMMIT[:12]),
        ("ref: refs/heads/main", COMMIT, COMMIT[:12]),
        ("ref: refs/heads/main", "", "ak"),
        ("ref: refs/heads/../../secret", COMMIT, "ak"),
        ("", "", "ak"),
    ],
)
def test_without_a_tag_the_commit_or_the_name_of_the_folder_is_the_version(
    tmp_path: Path, cupboard: Cupboard, head: str, branch: str, version: str
) -> None:
    folder = folder_of(checkout(), tmp_path / "ak")
    git = [(".git/HEAD", head.encode())] if head else []
    folder_of([*git, *([(".git/refs/heads/main", branch.encode() + b"\n")] if branch else [])], folder)
    assert cupboard.kenbaar(folder).exit_code == 0
    assert cupboard.kept[0]["tag"] == version


def test_links_pipes_and_closed_files_are_reported_and_not_read(tmp_path: Path, cupboard: Cupboard) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("---\ntitle: Geheim\n---\n")
    folder = folder_of(checkout(), tmp_path / "ak")
    instruments = folder / ROOT / "hulpmiddelen"
    (instruments / "a.md").symlink_to(secret)
    os.mkfifo(instruments / "b.md")
    (instruments / "c.md").mkdir()
    (instruments / "d.md").symlink_to(tmp_path / "nergens")
    (folder / "kopie").mkdir()
    (folder / "kopie" / "maatregelen").symlink_to(tmp_path)
    assert cupboard.kenbaar(folder, "--tag", "v1").exit_code == 0
    assert kept_findings(cupboard) == [
        ("not_a_file", f"{ROOT}/hulpmiddelen/a.md"),
        ("not_a_file", f"{ROOT}/hulpmiddelen/b.md"),
        ("not_a_file", f"{ROOT}/hulpmiddelen/d.md"),
        ("not_a_file", "kopie/maatregelen"),
    ]
    assert "Geheim" not in str(cupboard.kept)


def test_a_file_that_cannot_be_opened_is_reported(
    tmp_path: Path, cupboard: Cupboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder_of([*checkout(), file("hulpmiddelen", "X", page("title: x"))], tmp_path)
    opened = os.open

    def refusing(path: Path, flags: int) -> int:
        if Path(path).name == "X.md":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, flags)

    monkeypatch.setattr(command.os, "open", refusing)
    assert cupboard.kenbaar(folder, "--tag", "v1").exit_code == 0
    assert kept_findings(cupboard) == [("unreadable", f"{ROOT}/hulpmiddelen/X.md")]


def test_a_folder_that_cannot_be_opened_is_reported(
    tmp_path: Path, cupboard: Cupboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder_of(checkout(), tmp_path)
    listed = os.scandir

    def refusing(path: str) -> Any:
        if Path(path).name == "rollen":
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert cupboard.kenbaar(folder, "--tag", "v1").exit_code == 0
    assert kept_findings(cupboard) == [("unreadable", "docs/rollen")]


def test_a_folder_with_an_odd_name_is_a_version_all_the_same(tmp_path: Path, cupboard: Cupboard) -> None:
    assert cupboard.kenbaar(folder_of(checkout(), tmp_path / ".AK (oud)")).exit_code == 0
    assert cupboard.kept[0]["tag"] == "AK-oud-"


def test_a_file_that_is_too_large_is_not_read_to_its_end(tmp_path: Path, cupboard: Cupboard) -> None:
    folder = folder_of(checkout(), tmp_path)
    with (folder / ROOT / "hulpmiddelen" / "X.md").open("wb") as large:
        large.truncate(10_000_000_000)
    assert cupboard.kenbaar(folder, "--tag", "v1").exit_code == 0
    assert kept_findings(cupboard) == [("too_large", f"{ROOT}/hulpmiddelen/X.md")]


def test_what_is_no_checkout_is_refused_in_one_sentence_and_nothing_is_kept(
    tmp_path: Path, cupboard: Cupboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = tmp_path / "leeg"
    empty.mkdir()
    for words, sentence in (
        ((empty, "--speak", "en"), "There is no page of the Algoritmekader here"),
        ((tmp_path / "nergens",), "Er is geen map"),
        ((folder_of(checkout(), tmp_path / "ak"), "--tag", "a b"), "is geen tag"),
        ((tmp_path / "ak", "--findings", tmp_path / "nergens" / "x.csv"), "is niet te schrijven"),
        ((tmp_path / "ak", "--previous", empty), "geen enkele pagina"),
    ):
        done = cupboard.kenbaar(*words)
        assert (done.exit_code, cupboard.kept) == (1, [])
        assert sentence in done.output
        assert "Traceback" not in done.output
    monkeypatch.setattr(command, "_MOST_VISITED", 3)
    assert "meer dan 3 bestanden" in cupboard.kenbaar(tmp_path / "ak").output


def test_the_pure_part_runs_in_a_bare_interpreter() -> None:
    code = "import sys, kenbaar.law.kader.reading, kenbaar.law.kader.linking; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
