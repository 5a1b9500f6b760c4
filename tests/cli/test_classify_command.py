"""`kenbaar classify` and `kenbaar law` as people use them: no database, no page, a file of facts and an answer."""

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from click.testing import Result
from typer.testing import CliRunner

from kenbaar.cli import fact_sheets
from kenbaar.cli.main import with_pure_commands
from kenbaar.rules.fact_files import MOST_BYTES

BENEFITS = {
    "ai_system": "yes",
    "supply": "bought",
    "organisation_kind": "public_body",
    "annex_iii": ["5a"],
    "profiling": True,
    "decides_about_people": True,
    "first_placed": "2024",
}
DAYS = ("--on", "2026-11-24", "--known", "2026-11-24")


def kenbaar(*words: object, typed: str | bytes | None = None) -> Result:
    command = with_pure_commands(typer.Typer())
    return CliRunner().invoke(command, [str(word) for word in words], input=typed)


def classified(facts: dict[str, Any], *words: object) -> dict[str, Any]:
    done = kenbaar("classify", "-", *DAYS, *words, typed=json.dumps(facts))
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_file_of_facts_gives_class_articles_roles_and_days(tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text("ai_system: yes\nsupply: bought\norganisation_kind: public_body\nannex_iii: 5a\nprofiling: yes\n")
    done = kenbaar("classify", file, *DAYS)
    found = json.loads(done.stdout)
    assert found["class"] == "high_risk_annex_iii"
    assert found["roles"] == ["deployer"]
    assert found["fria"]["required"] == "yes"
    assert (found["on"], found["known"]) == ("2026-11-24", "2026-11-24")


def test_a_whole_file_may_say_its_name_and_its_days_and_the_command_line_goes_first() -> None:
    asked = {"id": "case 7", "facts": BENEFITS, "on": "2028-01-01", "known": "2026-01-01"}
    done = kenbaar("classify", "-", typed=json.dumps(asked))
    found = json.loads(done.stdout)
    assert (found["id"], found["on"], found["known"]) == ("case 7", "2028-01-01", "2026-01-01")
    assert found["text"]["id"] == "2024"
    assert classified(asked)["on"] == "2026-11-24"


def test_the_key_on_may_stand_in_yaml_without_quotation_marks() -> None:
    done = kenbaar("classify", "-", typed="facts: {ai_system: no}\non: 2028-01-01\nknown: 2026-11-24\n")
    assert json.loads(done.stdout)["on"] == "2028-01-01"


def test_the_file_that_the_guided_check_keeps_is_read_too() -> None:
    kept = {"questionnaire": "ai-act-check", "version": "1", "saved_on": "2026-11-24", "law": "x", "facts": BENEFITS}
    assert classified(kept)["class"] == "high_risk_annex_iii"


def test_a_record_of_our_own_export_is_read_too() -> None:
    record = {"algorithm_id": "kb-1", "name": "Toets", "automation": "", "start_date": "2021", "personal_data": ""}
    done = kenbaar("classify", "-", typed=json.dumps(record))
    assert done.exit_code == 0, done.output
    asked = fact_sheets.asked_in(json.dumps(record).encode(), name="", language=fact_sheets.Language.NL)
    assert asked.facts.value("start_date") == "2021"


def test_bad_facts_are_all_named_with_a_remedy_and_nothing_is_classified() -> None:
    bad = "ai_sistem: yes\nprofiling: maybe\nannex_iii: [5a, none]\n"
    done = kenbaar("classify", "-", typed=bad)
    assert done.exit_code == 2
    assert done.stdout == ""
    for told in ("did you mean ai_system?", "profiling: expected true or false", "5a and none", "Nothing was"):
        assert told in done.stderr


@pytest.mark.parametrize(
    "content",
    [
        b"- a list",
        b"",
        b"\xff\xfe\x00",
        b"a: &x [1]\nb: *x",
        b"[" * 50_000,
        b"{" * 50_000,
        b'{"ai_system": "yes", "ai_system": "no"}',
        b'{"name": {"nl": "\\ud800"}}',
        b"annex_iii: [0x" + b"f" * 9000 + b"]",
        b"first_placed: 2026-13-45",
        b"ai_system: !!python/object:os.system x",
        b'{"facts": [1]}',
        b'{"facts": {"ai_system": "no"}, "on": "tomorrow"}',
        b'{"facts": {"ai_system": "no"}, "id": {}}',
        b" " * (MOST_BYTES + 1),
    ],
    ids=lambda content: repr(content[:12]),
)
def test_whatever_is_in_a_file_it_is_refused_in_sentences(content: bytes) -> None:
    done = kenbaar("classify", "-", typed=content)
    assert done.exit_code == 2
    assert isinstance(done.exception, SystemExit)
    assert len(done.stderr) < 2000
    assert done.stdout == ""


def test_a_file_that_is_not_there_or_a_day_that_is_none_is_said_in_one_sentence(tmp_path: Path) -> None:
    for words, told in (
        ((tmp_path / "no.yaml",), "cannot be read"),
        (("-", "--on", "1 mei"), "--on: '1 mei' is no day"),
        (("-", "--known", "2026-02-30"), "write it as 2026-11-24"),
        (("-", "--lines", "--format", "table"), "Leave --format out"),
    ):
        done = kenbaar("classify", *words, typed="ai_system: no")
        assert done.exit_code == 2
        assert told in done.stderr.replace("\n", " ")


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_people_read_the_answer_in_their_own_language(form: str) -> None:
    for language, told in (("nl", ("Hoog risico", "gebruiksverantwoordelijke", "aangenomen", "omstreden", "Plichten")),
                           ("en", ("High risk", "deployer", "assumed", "contested", "Duties"))):  # fmt: skip
        typed = json.dumps(BENEFITS)
        done = kenbaar("classify", "-", *DAYS, "--format", form, "--language", language, typed=typed)
        assert done.exit_code == 0, done.output
        for word in told:
            assert word in done.stdout


def test_with_nothing_known_the_report_says_what_to_find_out_first() -> None:
    done = kenbaar("classify", "-", *DAYS, "--format", "table", "--language", "en", typed="{}")
    assert "cannot be said yet" in done.stdout
    assert "ai_system" in done.stdout


def test_contradictions_and_days_that_can_move_are_told_in_the_report() -> None:
    facts = {**BENEFITS, "first_placed": "2028-05", "start_date": "2027"}
    done = kenbaar("classify", "-", *DAYS, "--format", "markdown", "--language", "en", typed=json.dumps(facts))
    assert "Answers that contradict each other" in done.output
    assert r"first\_placed, start\_date" in done.output
    assumed = {**BENEFITS, "organisation_kind": "private", "for_public_authorities": True}
    done = kenbaar("classify", "-", *DAYS, "--format", "markdown", "--language", "en", typed=json.dumps(assumed))
    assert "2030-08-02 (assumed)" in done.output


def test_a_company_reads_why_it_has_no_category() -> None:
    facts = {**BENEFITS, "organisation_kind": "private"}
    done = kenbaar("classify", "-", *DAYS, "--format", "markdown", "--language", "en", typed=json.dumps(facts))
    assert "none: The Algorithm Register is for Dutch government" in done.output


def test_before_the_act_the_report_says_that_there_was_no_text_yet() -> None:
    done = kenbaar(
        "classify", "-", "--known", "2024-01-01", "--format", "markdown", "--language", "en", typed=json.dumps(BENEFITS)
    )
    assert "no text of the AI Act was known yet" in done.output


def test_the_effect_of_the_amendment_is_told_when_asked_for() -> None:
    private = {**BENEFITS, "organisation_kind": "private", "first_placed": "2027-01-01", "significant_change": False}
    found = classified(private, "--compare-texts")["compared"]
    assert (found["then"]["text"]["id"], found["now"]["text"]["id"]) == ("2024", "2026")
    changed = next(each for each in found["outcomes"] if each["id"] == "high_risk_annex_iii")
    assert changed["then"]["applies"]["effective_from"] == "2026-08-02"
    assert changed["now"]["applies"]["effective_from"] == "2027-12-02"
    told = kenbaar("classify", "-", *DAYS, "--compare-texts", "--format", "table", typed=json.dumps(private))
    assert "2026-08-02" in told.stdout


def test_before_the_amendment_there_is_no_earlier_text() -> None:
    asked = ("classify", "-", "--on", "2025-01-01", "--known", "2025-01-01", "--compare-texts")
    assert json.loads(kenbaar(*asked, typed="{}").stdout)["compared"] is None
    assert "no earlier text" in kenbaar(*asked, "--format", "table", "--language", "en", typed="{}").stdout


def test_of_many_sheets_each_line_has_its_answer_and_a_bad_line_stops_nothing(tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    lines = [
        json.dumps({"id": "a", "facts": BENEFITS, "on": "2031-01-01"}),
        "",
        json.dumps({"id": "b", "facts": {"ai_system": "perhaps"}}),
        "{not json",
        json.dumps({"id": 4, "facts": {}, "known": "x" * MOST_BYTES}),
        json.dumps({"ai_system": "no"}),
    ]
    file.write_text("\n".join(lines))
    done = kenbaar("classify", file, "--lines")
    assert done.exit_code == 2
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["line"] for each in found] == [1, 3, 4, 5, 6]
    assert [each.get("id") for each in found] == ["a", "b", None, None, None]
    assert (found[0]["class"], found[0]["on"]) == ("high_risk_annex_iii", "2031-01-01")
    assert found[1]["problems"] == [
        {"fact": "ai_system", "what": "'perhaps' is not one of: yes, no, contested"},
    ]
    assert found[4]["class"] == "not_ai"


def test_when_all_lines_are_good_the_command_says_so() -> None:
    done = kenbaar("classify", "-", "--lines", typed=f"{json.dumps(BENEFITS)}\n{{}}\n")
    assert done.exit_code == 0, done.output
    assert len(done.stdout.splitlines()) == 2


def test_the_law_can_be_looked_up_item_by_item() -> None:
    everything = kenbaar("law", "show", "--known", "2026-11-24")
    assert "annex_iii_from" in everything.stdout
    listed = json.loads(kenbaar("law", "show", "--format", "json").stdout)
    assert {each["list"] for each in listed} >= {"parameters", "outcomes", "duties", "clocks"}
    for item in ("annex_iii_from", "high_risk_annex_iii", "ai_act_27_1", "section_5_annex_iii", "N01", "fine_99_3"):
        found = kenbaar("law", "show", item, "--language", "en")
        assert found.exit_code == 0, item
        assert "law:" in found.stdout


def test_a_value_is_shown_by_date_with_its_source_and_whether_it_is_reached() -> None:
    asked = ("law", "show", "annex_iii_from", "--known", "2026-11-24", "--format", "json")
    found = json.loads(kenbaar(*asked, "--on", "2026-11-24").stdout)
    assert [(each["value"], each["confidence"]) for each in found["item"]["values"]] == [
        ("2026-08-02", "verified"),
        ("2027-12-02", "verified"),
    ]
    assert (found["value"], found["reached"]) == ("2027-12-02", False)
    assert json.loads(kenbaar(*asked, "--on", "2027-12-02").stdout)["reached"] is True


def test_a_duty_is_shown_with_its_clock_and_the_days_in_it() -> None:
    found = json.loads(kenbaar("law", "show", "ai_act_27_1", "--known", "2026-11-24", "--format", "json").stdout)
    assert found["clock"]["id"] == "annex_iii"
    assert found["refers_to"]["public_authorities_until"] == "2030-08-02"


def test_the_convention_is_not_in_force_with_one_consent_of_no_member_state() -> None:
    found = json.loads(kenbaar("law", "show", "cets_225", "--known", "2026-11-24", "--format", "json").stdout)
    assert (found["treaty"]["in_force"], found["treaty"]["consents"], found["treaty"]["member_states"]) == (False, 1, 0)


def test_an_id_that_does_not_exist_gets_a_suggestion() -> None:
    done = kenbaar("law", "show", "anex_iii_from")
    assert done.exit_code == 2
    assert "annex_iii_from" in done.stderr.replace("\n", " ")


def test_what_the_amendment_changed_is_one_list() -> None:
    asked = ("law", "diff", "--from", "2026-07-23", "--to", "2026-07-24")
    changed = {(each["list"], each["id"]): each for each in json.loads(kenbaar(*asked, "--format", "json").stdout)}
    assert changed["outcomes", "practice_intimate_imagery"]["how"] == "added"
    assert changed["catalogue", "annex_viii_b_7"]["how"] == "removed"
    assert changed["parameters", "annex_iii_from"]["how"] == "changed"
    assert ("duties", "ai_act_27_1") not in changed
    told = kenbaar(*asked, "--language", "en").stdout
    assert "2027-12-02" in told
    assert (
        "Nothing changed."
        in kenbaar("law", "diff", "--from", "2026-07-24", "--to", "2026-07-24", "--language", "en").stdout
    )


def test_our_own_content_is_without_mistakes() -> None:
    done = kenbaar("law", "check")
    assert done.exit_code == 0, done.output
    assert "no mistakes" in done.stdout


def test_a_mistake_in_the_law_is_named_with_file_line_and_remedy(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text(
        "law: x\nknown_from: 2026-01-01\nrules:\n  - id: one\n    when: {no_such_fact: yes}\n"
        "outcomes:\n  - {id: o, kind: class, label: {nl: a, en: b}, articles: ['1'], when: {rule: two},"
        " source: s, confidence: verified}\n  - {id: p, when: {rule: one}}\n"
    )
    done = kenbaar("law", "check", "--folder", tmp_path)
    assert done.exit_code == 1
    assert "broken.yaml, line 8" in done.stderr
    assert "Traceback" not in done.output
