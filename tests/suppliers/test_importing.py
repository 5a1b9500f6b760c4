"""Files of templates: what can be taken over becomes a template, what only a body can say is left to it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kenbaar.cli.main import app, with_commands
from kenbaar.journal.models import JournalLine
from kenbaar.people.actors import ANYONE
from kenbaar.people.models import COMPANY, Body
from kenbaar.standards.fields import load_standard
from kenbaar.standards.files.opening import open_source
from kenbaar.standards.writing import write
from kenbaar.suppliers.actions.importing import TemplatesReport, import_templates, record_keeper
from kenbaar.suppliers.errors import NotAllowed
from kenbaar.suppliers.models import Template, TemplateVersion
from tests import make
from tests.standards.real import DATA, needs_data
from tests.suppliers import world

pytestmark = pytest.mark.django_db
V10 = load_standard("publicatiestandaard", "1.0")
RECORD = {
    "id": "babbel-Chat",
    "name": "Chat",
    "provider": "Babbelbrug",
    "goal": "Sneller antwoord.",
    "methods_and_models": "De [naam organisatie] kiest de drempel.",
    "status": "In gebruik",
    "begin_date": "2021-03",
    "contact_email": "privacy@babbelbrug.example",
    "publication_category": "Overige algoritmes",
    "lawful_basis_grouping": None,
    "source_data_grouping": None,
    "standard_version": "1.0",
    "iets_anders": "Blijft bewaard.",
}


def _imported(path: Path, *records: object, dry_run: bool = False) -> TemplatesReport:
    file = path / "Babbelbrug.json"
    file.write_text(json.dumps(records))
    with open_source(file) as source:
        return import_templates(
            source.rows(), world.company(), source=file.name, by=make.OPERATOR, now=make.NOON, dry_run=dry_run
        )


def test_what_only_a_body_can_say_is_no_answer_and_is_not_lost(tmp_path: Path) -> None:
    report = _imported(tmp_path, RECORD)
    version = TemplateVersion.objects.get()
    assert set(version.sheet) == {"name", "supplier", "purpose", "publication_category"}
    assert set(version.kept["own"]) == {"status", "start_date", "contact"}
    assert set(version.kept["gaps"]) == {"methods"}
    assert version.kept["source"]["said"]["iets_anders"] == "Blijft bewaard."
    noticed = {(each.kind, each.fact) for each in report.templates[0].read.noticed}
    assert {("own", "contact"), ("gap", "methods")} <= noticed
    # The record comes back as it was.
    whole = version.answers().with_answers({**version.kept["own"], **version.kept["gaps"]})
    back = write(whole, V10, "nl", version.kept["source"]).record
    assert {key: back[key] for key in RECORD} == RECORD


def test_a_file_twice_makes_no_versions_and_a_dry_run_nothing_at_all(tmp_path: Path) -> None:
    before = JournalLine.objects.filter(event__startswith="suppliers.").count()
    assert _imported(tmp_path, RECORD, dry_run=True).as_details()["added"] == 1
    assert not Template.objects.exists()
    assert JournalLine.objects.filter(event__startswith="suppliers.").count() == before
    _imported(tmp_path, RECORD)
    assert _imported(tmp_path, RECORD).as_details() == {"added": 0, "changed": 0, "unchanged": 1, "refused": 0}
    assert (Template.objects.get().slug, TemplateVersion.objects.count()) == ("babbel-chat", 1)


def test_a_record_that_says_nothing_of_a_product_is_refused_and_the_others_come_in(tmp_path: Path) -> None:
    soon = {"id": "leeg", "name": "Leeg", "description_short": "Dit sjabloon volgt.", "organization": None}
    report = _imported(tmp_path, soon, RECORD, RECORD, {"id": "naamloos", "name": "", "goal": "Iets."})
    outcomes = [each.outcome for each in report.templates]
    assert outcomes[:3] == [None, "added", None] and report.templates[0].read.refusal
    assert Template.objects.count() == 1


def test_nobody_imports_for_another_organisation() -> None:
    for by in (ANYONE, world.supplier(make.body("kijkrond", type=COMPANY)), world.editor()):
        with pytest.raises(NotAllowed):
            import_templates([], world.company(), source="x", by=by, now=make.NOON)
        with pytest.raises(NotAllowed):
            record_keeper("Nieuw", by=by, now=make.NOON)
    assert not Body.objects.filter(slug="nieuw").exists()


def test_a_keeper_is_known_by_its_name_and_else_recorded_as_a_company() -> None:
    town = record_keeper("Gemeente Amsterdam", by=make.OPERATOR, now=make.NOON)
    assert (town.slug, town.type) == ("gemeente-amsterdam", "gemeente")
    company = record_keeper("Nelen - Schuurmans", by=make.OPERATOR, now=make.NOON)
    assert (company.slug, company.type) == ("nelen-schuurmans", COMPANY)
    for name in ("Nelen - Schuurmans", "nelen-schuurmans"):
        assert record_keeper(name, by=make.OPERATOR, now=make.NOON) == company


@needs_data
def test_every_real_template_comes_in_and_those_that_were_announced_only_do_not() -> None:
    refused, facts = [], {}
    for version in ("0.4", "1.0"):
        for path in sorted((DATA / "nl-algoritmeregister-templates" / version).glob("*.json")):
            keeper = record_keeper(path.stem, by=make.OPERATOR, now=make.NOON)
            with open_source(path) as source:
                report = import_templates(source.rows(), keeper, source=path.name, by=make.OPERATOR, now=make.NOON)
            for each in report.templates:
                if each.outcome is None:
                    refused.append((version, path.stem))
                else:
                    facts[each.read.slug] = len(each.read.content.sheet)
    assert refused == [("0.4", "Centric")] * 7
    assert (len(facts), min(facts.values()), max(facts.values())) == (27, 10, 16)
    # Those of 0.4 came again in 1.0: the same templates, with a second version.
    assert TemplateVersion.objects.filter(number=2).count() == 2


def test_the_command_imports_files_and_lists_what_there_is(tmp_path: Path) -> None:
    file = tmp_path / "Babbelbrug.json"
    file.write_text(json.dumps([RECORD]))
    commands = with_commands(app)
    tried = CliRunner().invoke(commands, ["template", "import", str(file), "--dry-run"])
    assert tried.exit_code == 0 and not Body.objects.filter(slug="babbelbrug").exists()
    made = CliRunner().invoke(commands, ["template", "import", str(file), "--speak", "en"])
    assert made.exit_code == 0 and "babbelbrug/babbel-chat" in made.output
    assert "Chat" in CliRunner().invoke(commands, ["template", "list", "babbel"]).output
    broken = tmp_path / "x.json"
    broken.write_text("[{")
    assert CliRunner().invoke(commands, ["template", "import", str(broken)]).exit_code == 1
    assert CliRunner().invoke(commands, ["template", "import", str(file), "--keeper", "Doc-Direkt"]).exit_code == 0
    assert Template.objects.filter(keeper__slug="doc-direkt").exists()
