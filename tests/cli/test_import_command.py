"""`kenbaar import` as an operator sees it: the screen, the repair list, and that failure leaves no trace."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from click.testing import Result
from typer.testing import CliRunner

from kenbaar.cli import wording
from kenbaar.cli.main import with_commands
from kenbaar.journal.models import JournalLine
from kenbaar.register.models import Entry, PublicStep
from kenbaar.standards.files.rows import ProblemKind
from kenbaar.standards.findings import FindingKind
from tests.standards.files import HEADER, PARKING, RECORD, csv_of, file_of, json_of, sheet_of, workbook_of

pytestmark = pytest.mark.django_db


def kenbaar(*words: object) -> Result:
    return CliRunner().invoke(with_commands(typer.Typer()), [str(word) for word in words])


def test_a_file_is_taken_in_and_the_screen_says_how_many_and_what_to_mend(tmp_path: Path) -> None:
    path = file_of(tmp_path, csv_of(PARKING, ("", "", "", ""), ("", "Gemeente Amsterdam", "x", "In gebruik")))
    done = kenbaar("import", path, "--speak", "en")
    assert done.exit_code == 0
    assert Entry.objects.count() == 1
    for words in ("Imported", "rows in the file", "refused", "row 4", "Fill in a name"):
        assert words in done.output, words
    assert "Ingelezen" in kenbaar("import", path).output


def test_the_whole_repair_list_goes_to_a_file_that_a_spreadsheet_opens_safely(tmp_path: Path) -> None:
    path = file_of(tmp_path, csv_of(("=cmd", "Gemeente Nergens", "<b>x</b>", "bijna klaar")))
    list_path = tmp_path / "repairs.csv"
    assert kenbaar("import", path, "--repairs", list_path, "--speak", "en").exit_code == 0
    with list_path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert {"where", "entry", "field", "kind", "what", "how to mend", "content"} <= set(lines[0])
    assert {line["entry"] for line in lines} == {"'=cmd"}
    assert {"wrong_option", "html_in_text", "unknown_organisation"} <= {line["kind"] for line in lines}
    assert all(line["where"] == "row 2" and line["what"] and line["how to mend"] for line in lines)
    assert [found.name for found in tmp_path.iterdir() if found.suffix == ".part"] == []


def test_a_dry_run_says_so_and_keeps_nothing(tmp_path: Path) -> None:
    before = JournalLine.objects.count()
    done = kenbaar("import", file_of(tmp_path, csv_of(PARKING)), "--dry-run")
    assert done.exit_code == 0
    assert "Proef: er is niets bewaard" in done.output
    assert (Entry.objects.count(), JournalLine.objects.count()) == (0, before)


@pytest.mark.parametrize("day", ["2999-01-01", "0202-12-01", "gisteren", "2022-13-01", "[red]1"])
def test_a_day_that_cannot_be_that_of_a_snapshot_is_refused(tmp_path: Path, day: str) -> None:
    done = kenbaar("import", file_of(tmp_path, csv_of(PARKING)), "--day", day, "--speak", "en")
    assert done.exit_code == 1
    assert done.output == f"{day} cannot be the day of these data. Write a day from 1990 up to today, as 2022-12-01.\n"
    assert Entry.objects.count() == 0


def test_a_snapshot_of_the_whole_register_withdraws_what_left_on_its_day(tmp_path: Path) -> None:
    kenbaar("import", file_of(tmp_path, csv_of(PARKING)), "--day", "2022-12-01", "--whole")
    other = file_of(tmp_path, csv_of(("Brieven", *PARKING[1:])), "other.csv")
    tried = kenbaar("import", other, "--day", "2023-05-31", "--whole", "--dry-run", "--speak", "en")
    assert ["1", "withdrawn"] in [line.split() for line in tried.output.splitlines()]
    assert kenbaar("import", other, "--day", "2023-05-31", "--whole").exit_code == 0
    steps = [(step.step, str(step.on.date())) for step in PublicStep.objects.order_by("id")]
    assert steps == [("publish", "2022-12-01"), ("publish", "2023-05-31"), ("withdraw", "2023-05-31")]


def test_why_nothing_was_withdrawn_is_said(tmp_path: Path) -> None:
    broken = file_of(tmp_path, csv_of(PARKING, ("", "Gemeente Amsterdam", "x", "In gebruik")))
    done = kenbaar("import", broken, "--whole", "--speak", "en")
    assert "Nothing was withdrawn: 1 rows were not read" in done.output
    done = kenbaar("import", file_of(tmp_path, csv_of()), "--whole", "--speak", "en")
    assert "Nothing was withdrawn: the file has no entry" in done.output


@pytest.mark.parametrize(
    ("speak", "words"), [("nl", "download het bestand opnieuw"), ("en", "download the file again")]
)
def test_a_file_that_was_cut_off_is_refused_in_one_sentence_and_changes_nothing(
    tmp_path: Path, speak: str, words: str
) -> None:
    records = [{**RECORD, "name": f"Algoritme {number}"} for number in range(700)]
    path = file_of(tmp_path, json_of(records)[:-30], "[red]cut[bold].json")
    done = kenbaar("import", path, "--speak", speak, "--repairs", tmp_path / "list.csv")
    assert done.exit_code == 1
    assert words in done.output
    assert "Traceback" not in done.output
    assert (Entry.objects.count(), JournalLine.objects.count()) == (0, 0)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02", b"PK\x03\x04", "x\r\n".encode("utf-16"), b"{", b"a,b\n1,2\n"]
)
def test_whatever_is_given_the_answer_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    done = kenbaar("import", file_of(tmp_path, content))
    assert done.exit_code == 1
    assert len(done.output.strip().splitlines()) == 1
    assert done.output.strip().endswith(".")


def test_names_that_look_like_markup_of_the_screen_are_shown_as_they_are(tmp_path: Path) -> None:
    workbook = workbook_of(tmp_path / "[bold]x[red].xlsx", {"[b]": sheet_of(HEADER, ("[/red] naam", *PARKING[1:]))})
    done = kenbaar("import", workbook)
    assert done.exit_code == 0
    assert "[/red]" in done.output and "[b]" in done.output


def test_a_repair_list_never_takes_the_place_of_the_file_itself(tmp_path: Path) -> None:
    path = file_of(tmp_path, csv_of(PARKING))
    content = path.read_bytes()
    assert kenbaar("import", path, "--repairs", path).exit_code == 1
    assert path.read_bytes() == content
    nowhere = kenbaar("import", path, "--repairs", tmp_path / "no" / "folder" / "list.csv", "--speak", "en")
    assert nowhere.exit_code == 1
    assert "choose a folder that exists" in nowhere.output
    assert Entry.objects.count() == 0


def test_the_report_has_words_for_every_kind_of_finding_and_count() -> None:
    assert {*FindingKind, *ProblemKind} <= {*wording.KINDS, ProblemKind.BLANK}


_KILLED = """
import os, signal, sys
import django
django.setup()
from django.core.management import call_command
from django.utils import timezone
from pathlib import Path
from kenbaar.people.actors import OPERATOR
from kenbaar.register.importing.running import ImportOrder, import_rows
from kenbaar.standards.files.opening import open_source
call_command("migrate", verbosity=0)
order = ImportOrder(source="x", by=OPERATOR, now=timezone.now())
with open_source(Path(sys.argv[1])) as source:
    import_rows(source.rows(), order, repairs=print, after_batch=lambda: os.kill(os.getpid(), signal.SIGKILL))
"""
_COUNT = """
import django
django.setup()
from kenbaar.journal.models import JournalLine
from kenbaar.register.models import Entry
print(Entry.objects.filter(keys__isnull=False).count(), JournalLine.objects.count())
"""


def test_an_import_that_is_killed_in_the_middle_leaves_the_register_as_it_was(tmp_path: Path) -> None:
    records = [{**RECORD, "name": f"Algoritme {number}"} for number in range(600)]
    path = file_of(tmp_path, json.dumps(records))
    environment = {**os.environ, "KENBAAR_DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "kenbaar.site.settings"}

    def python(code: str, *words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", code, *words]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert python(_KILLED, str(path)).returncode == -9
    assert python(_COUNT).stdout.split() == ["0", "0"]
