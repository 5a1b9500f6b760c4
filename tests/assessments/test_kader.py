"""Versions of the Algoritmekader: kept once by tag, given back as they were, and linked to the duties of the law."""

from pathlib import Path

import pytest
import typer
from click.testing import Result
from django.db import DatabaseError, transaction
from typer.testing import CliRunner

from kenbaar.assessments.actions.kader import record_kader
from kenbaar.assessments.errors import KaderNotFound, OperatorNeeded, OtherKader
from kenbaar.assessments.models import KaderRelease
from kenbaar.assessments.queries.kader import kader, kader_links, kader_tags
from kenbaar.cli.main import with_commands
from kenbaar.journal.models import JournalLine
from kenbaar.law.kader.reading import read_kader
from kenbaar.law.kader.shape import Kader
from kenbaar.law.reading import law_book
from kenbaar.people.actors import ANYONE
from tests import make
from tests.assessments.world import TODAY, events, rows
from tests.law.kader_files import checkout, measure

pytestmark = pytest.mark.django_db


def _read(tag: str) -> Kader:
    """Read a small checkout with one finding in it."""
    return read_kader([*checkout(), measure("4-owk-05-a")], tag=tag)


def _import(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(with_commands(typer.Typer()), ["import-kader", str(folder), "--speak", "en", *words])


def _on_disk(folder: Path, *more: tuple[str, bytes]) -> Path:
    for path, content in [*checkout(), *more]:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def test_a_version_comes_back_as_it_was_read_with_its_findings() -> None:
    read = _read("v2.5.1")
    assert read.findings
    release = record_kader(read, by=make.OPERATOR, now=make.NOON)
    assert kader("v2.5.1") == read
    assert (release.imported_at, len(release.findings)) == (make.NOON, len(read.findings))
    assert "findings" not in release.document


def test_one_line_in_the_journal_tells_it() -> None:
    record_kader(_read("v2.5.1"), by=make.OPERATOR, now=make.NOON)
    line = JournalLine.objects.get(event="assessments.kader.recorded")
    assert (line.subject, line.actor, line.details["items"]) == ("v2.5.1", "operator", len(_read("v2.5.1").items))


def test_the_same_version_again_changes_nothing() -> None:
    first = record_kader(_read("v2.5.1"), by=make.OPERATOR, now=make.NOON)
    before = rows()
    assert record_kader(_read("v2.5.1"), by=make.OPERATOR, now=make.NOON) == first
    assert rows() == before


def test_another_content_under_the_same_tag_is_refused_and_the_first_stays() -> None:
    record_kader(_read("v2.5.1"), by=make.OPERATOR, now=make.NOON)
    before = rows()
    with pytest.raises(OtherKader, match="Import this one under another name"):
        record_kader(read_kader(checkout(), tag="v2.5.1"), by=make.OPERATOR, now=make.NOON)
    assert (rows(), kader("v2.5.1")) == (before, _read("v2.5.1"))


def test_the_version_that_came_in_last_is_given_unless_another_is_asked_for() -> None:
    for tag in ("v2.5.1", "v2.4.0"):
        record_kader(_read(tag), by=make.OPERATOR, now=make.NOON)
    assert (kader_tags(), kader().tag) == (["v2.5.1", "v2.4.0"], "v2.4.0")


def test_a_version_that_is_not_there_is_named_with_the_way_to_get_it() -> None:
    with pytest.raises(KaderNotFound, match=r"no version of the Algoritmekader here\. Import one with"):
        kader()
    with pytest.raises(KaderNotFound, match="no version v9"):
        kader("v9")


def test_it_is_linked_to_the_duties_of_the_law() -> None:
    record_kader(_read("v2.5.1"), by=make.OPERATOR, now=make.NOON)
    law = law_book().at(TODAY)
    links = kader_links(law)
    assert links
    assert {link.duty for link in links} <= {duty.shape.id for duty in law.duties}


def test_only_an_operator_records_one() -> None:
    with pytest.raises(OperatorNeeded):
        record_kader(_read("v2.5.1"), by=ANYONE, now=make.NOON)
    assert (KaderRelease.objects.count(), events()) == (0, [])


def test_the_database_refuses_to_change_what_was_recorded() -> None:
    record_kader(_read("v2.5.1"), by=make.OPERATOR, now=make.NOON)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        KaderRelease.objects.update(digest="0" * 64)


def test_the_command_keeps_it_and_says_so(tmp_path: Path) -> None:
    done = _import(_on_disk(tmp_path), "--tag", "v2.5.1")
    assert done.exit_code == 0, done.output
    assert kader_tags() == ["v2.5.1"]
    assert _import(tmp_path, "--tag", "v2.5.1").exit_code == 0
    assert kader_tags() == ["v2.5.1"]


def test_a_dry_run_of_the_command_keeps_nothing(tmp_path: Path) -> None:
    assert _import(_on_disk(tmp_path), "--tag", "v2.5.1", "--dry-run").exit_code == 0
    assert kader_tags() == []


def test_the_command_refuses_another_content_in_one_sentence(tmp_path: Path) -> None:
    _import(_on_disk(tmp_path), "--tag", "v2.5.1")
    done = _import(_on_disk(tmp_path, measure("4-owk-05-a")), "--tag", "v2.5.1")
    assert done.exit_code == 1
    assert "was imported before, with another content" in " ".join(done.output.split())
