"""Reading the law: every mistake has its file, its line and what helps; the law of a day is what was known then."""

import datetime as dt
import runpy
from pathlib import Path

import pytest

from kenbaar.law.reading import check_law, law_book, read_law
from kenbaar.rules.content_files import ContentError
from tests.law.small_laws import FACTS, HEAD, TODAY, WORDS, book, checked

OUTCOME = f"{WORDS}, articles: ['1']"
# Python warns that the module was imported before it is run.
BY_ITSELF = pytest.mark.filterwarnings("ignore:'kenbaar.law.reading' found in sys.modules")
FIRST_LINE = HEAD.count("\n") + 1


def mistake(folder: Path, text: str) -> str:
    with pytest.raises(ContentError) as refused:
        checked(folder, text)
    return str(refused.value)


def test_every_file_below_the_folder_is_law_except_the_examples_and_the_tables_of_the_import(tmp_path: Path) -> None:
    (tmp_path / "eu" / "kader").mkdir(parents=True)
    (tmp_path / "eu" / "dogs.yaml").write_text(f"{HEAD}rules: [{{id: tax, when: {{dog: yes}}}}]\n")
    (tmp_path / "eu" / "cases.yaml").write_text("- no law at all\n")
    (tmp_path / "eu" / "kader" / "laws.yaml").write_text("- no law at all\n")
    (tmp_path / "readme.md").write_text("no law at all\n")
    assert list(read_law(tmp_path, FACTS).at(TODAY).rules) == ["tax"]


def test_a_word_more_in_any_file_is_another_law(tmp_path: Path) -> None:
    before = book(tmp_path, "rules: []\n").digest
    assert book(tmp_path, "rules: []\n").digest == before
    assert book(tmp_path, "rules: []\n# later\n").digest != before


def test_a_folder_without_files_is_a_law_that_says_nothing(tmp_path: Path) -> None:
    law = read_law(tmp_path, FACTS).at(TODAY)
    assert (law.outcomes, law.duties, law.text) == ((), (), None)


def test_who_knows_the_law_of_a_day_knows_what_was_known_then(tmp_path: Path) -> None:
    text = f"""
texts:
  - {{id: old, known: 2020-01-01, title: {{nl: oud, en: old}}}}
  - {{id: new, known: 2022-01-01, title: {{nl: nieuw, en: new}}}}
parameters:
  - id: age
    {WORDS}
    values:
      - {{known: 2020-01-01, value: 1, source: s, confidence: verified}}
      - {{known: 2021-01-01, value: 2, source: s, confidence: verified}}
      - {{known: 2021-01-01, from: 2023-01-01, value: 3, source: s, confidence: verified}}
  - id: later
    {WORDS}
    values: [{{known: 2023-01-01, value: 2030-01-01, source: s, confidence: verified}}]
outcomes:
  - {{id: pays, kind: class, {OUTCOME}, when: {{dog: yes}}, known_until: 2022-01-01}}
  - {{id: pays, kind: class, {OUTCOME}, when: {{dog: no}}, known_from: 2022-01-01}}
"""
    law = checked(tmp_path, text)
    assert law.days == [dt.date(year, 1, 1) for year in (2020, 2021, 2022, 2023)]
    old, now = law.at(dt.date(2020, 6, 1)), law.at(TODAY)
    assert (old.text.id if old.text else "", now.text.id if now.text else "") == ("old", "new")
    assert (old.value("age"), now.value("age")) == (1, 3)
    assert now.parameters["age"].last.from_ == dt.date(2023, 1, 1)
    assert "later" not in old.parameters
    assert now.value("later") == dt.date(2030, 1, 1)
    assert [len(law.at(day).outcomes) for day in law.days] == [1, 1, 1, 1]
    assert law.at(dt.date(1999, 1, 1)) is old
    assert law.at(dt.date(2024, 5, 5)) is now


@pytest.mark.parametrize(
    ("text", "line", "what", "remedy"),
    [
        ("dutys: []", 0, "there is no list 'dutys'", "It can be: laws"),
        ("rules: [tax]", 0, "the item: Input should be a valid dictionary", "law-files.md"),
        ("rules:\n  - id: tax", 1, "when: Field required", "law-files.md"),
        ("rules:\n  - {id: tax, when: {cat: yes}}", 1, "there is no fact 'cat'", "Mind the spelling"),
        (
            f"outcomes:\n  - {{id: a, kind: class, {WORDS}, articles: [3:46], when: {{dog: yes}}}}",
            1,
            "articles > 0: Value error, put the article in quotes; YAML read it as 226",
            "law-files.md",
        ),
        (
            f"outcomes:\n  - {{id: a, kind: class, {OUTCOME}, when: {{rule: gone}}}}",
            1,
            "there is no rule 'gone' that can be used here",
            "Mind the spelling",
        ),
        (
            f"outcomes:\n  - {{id: a, kind: class, {OUTCOME},\n     when: {{all: [{{dog: yes}}, {{dog: no}}]}}}}",
            1,
            "a can never hold",
            "Mend its condition, or end it with known_until.",
        ),
        (
            "rules:\n  - {id: a, when: {rule: b}}\n  - {id: b, when: {not: {rule: a}}}",
            1,
            "a refers to itself (a > b > a)",
            "Take one of these references away.",
        ),
        (
            "rules:\n  - {id: a, when: {dog: yes}}\n  - {id: a, when: {dog: no}}",
            2,
            "'a' stands twice in rules, and both are known on the same day",
            "let the first one (line 6) end before",
        ),
        (
            f"outcomes:\n  - {{id: a, kind: class, {OUTCOME}, when: {{dog: yes}}, clock: gone}}",
            1,
            "there is no clock 'gone'",
            "define it",
        ),
        (f"duties:\n  - {{id: d, article: '1', topic: t, {WORDS}, clock: gone}}", 1, "there is no clock", "define it"),
        (f"duties:\n  - {{id: d, article: '1', topic: t, {WORDS}, fine: gone}}", 1, "there is no fine", "define it"),
        (
            f"duties:\n  - {{id: d, article: '1', topic: t, {WORDS}, roles: [provider]}}",
            1,
            "there is no outcome role_provider",
            "Define when somebody has this role.",
        ),
        (
            f"duties:\n  - {{id: d, article: '1', topic: t, {WORDS}, clock: c, from: 2020-01-01}}",
            1,
            "duty 'd' has a clock and a day; leave one out",
            "law-files.md",
        ),
        (f"duties:\n  - {{id: d, article: '1', topic: t, {WORDS}, from: gone}}", 1, "'gone' is no day", "spelling"),
        (f"fines:\n  - {{id: f, article: '1', {WORDS}, amount: gone}}", 1, "there is no amount 'gone'", "define it"),
        (
            f"notice_fields:\n  - id: N01\n    level: decision\n    {WORDS}\n    statuses:\n"
            "      - {regime: gone, status: mandatory, article: '1', missing: breach, source: s, confidence: verified}",
            5,
            "there is no regime 'gone'",
            "define it",
        ),
        (
            f"outcomes:\n  - {{id: a, kind: class, {OUTCOME}, when: {{dog: yes}}, contested: {{readings:"
            " [{id: x, text: {nl: x, en: x}}, {id: y, text: {nl: y, en: y}}]}}",
            1,
            "one of the readings is the preferred one",
            "law-files.md",
        ),
    ],
)
def test_a_mistake_in_an_item_is_named_with_its_line_and_what_helps(
    tmp_path: Path, text: str, line: int, what: str, remedy: str
) -> None:
    refusal = mistake(tmp_path, text + "\n")
    assert f"dogs.yaml, line {FIRST_LINE + line}: " in refusal
    assert what in refusal
    assert remedy in refusal


def clock(inside: str) -> str:
    return f"clocks:\n  - id: c\n    {WORDS}\n{inside}\n"


@pytest.mark.parametrize(
    ("text", "line", "what", "remedy"),
    [
        (
            clock("    readings:\n      - from: start\n        binds:\n          - {when: {always: yes}}"),
            6,
            "a case has a date, or readings that each have one",
            "See docs/reference/law-files.md for the shape.",
        ),
        (
            clock(
                "    readings:\n      - from: start\n        binds:\n          - when: {always: yes}\n"
                "            readings: [{id: a, date: start, text: {nl: A, en: A}}]"
            ),
            6,
            "one of the readings is the preferred one",
            "See docs/reference/law-files.md for the shape.",
        ),
        (
            clock("    readings: [{from: 2020-01-01, binds: [{when: {dog: yes}, date: never}]}]"),
            3,
            "from: Input should be a valid string",
            "law-files.md",
        ),
        (
            clock("    readings:\n      - {from: gone, binds: [{when: {always: yes}, date: never}]}"),
            4,
            "'gone' is no day and no parameter that is one",
            "Mind the spelling",
        ),
        (
            clock("    readings:\n      - {from: start, binds: [{when: {dog: yes}, date: never}]}"),
            4,
            "the last case does not always hold",
            "End with a case `when: {always: yes}`.",
        ),
        (
            clock("    readings:\n      - {from: start, binds: [{when: {always: no}, date: never}]}"),
            4,
            "the last case does not always hold",
            "End with a case `when: {always: yes}`.",
        ),
        (
            clock("    readings:\n      - from: start\n        binds:\n          - {when: {always: yes}, date: soon}"),
            6,
            "'soon' is no day",
            "Mind the spelling",
        ),
        (
            clock("    readings:\n      - {from: start, binds: [{when: {always: yes}, date: {fact: weight}}]}"),
            4,
            "'weight' is no fact that is a date",
            "Mind the spelling",
        ),
        (clock("    readings: [{like: gone}]"), 3, "there is no clock 'gone' with readings of its own", "spelling"),
        (
            clock("    readings: [{like: d}]")
            + f"  - {{id: d, {WORDS}, cases: [{{when: {{always: yes}}, clock: e}}]}}\n"
            f"  - {{id: e, {WORDS}, readings: [{{from: start, binds: [{{when: {{always: yes}}, date: never}}]}}]}}\n",
            3,
            "there is no clock 'd' with readings of its own",
            "give it readings",
        ),
        (
            clock("    readings: [{like: d}]") + f"  - {{id: d, {WORDS}, readings: [{{like: e}}]}}\n"
            f"  - {{id: e, {WORDS}, readings: [{{from: start, binds: [{{when: {{always: yes}}, date: never}}]}}]}}\n",
            3,
            "there is no clock 'd' with readings of its own",
            "give it readings",
        ),
        (clock("    readings: [{like: c, from: start}]"), 3, "a reading is like another clock, or has a day", "files"),
        (clock("    readings: []"), 1, "clock 'c' has readings or cases, and not both", "law-files.md"),
        (clock("    cases: [{when: {always: yes}, clock: gone}]"), 3, "there is no clock 'gone'", "define it"),
        (clock("    cases: [{when: {always: yes}, clock: c}]"), 1, "clock c refers to itself", "Take one of its cases"),
        (
            clock("    cases: [{when: {dog: yes}, clock: d}, {when: {dog: no}, clock: d}]")
            + f"  - id: d\n    {WORDS}\n    cases: [{{when: {{always: yes}}, clock: c}}]\n",
            1,
            "clock c refers to itself",
            "Take one of its cases away.",
        ),
    ],
)
def test_a_mistake_in_a_clock_is_named_with_its_line_and_what_helps(
    tmp_path: Path, text: str, line: int, what: str, remedy: str
) -> None:
    start = (
        f"parameters: [{{id: start, {WORDS}, values: [{{known: 2020-01-01, value: 2020-01-01, "
        "source: s, confidence: verified}]}]\n"
    )
    refusal = mistake(tmp_path, start + text)
    assert f"dogs.yaml, line {FIRST_LINE + 1 + line}: " in refusal
    assert what in refusal
    assert remedy in refusal


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{fact: cat, value: yes}", "there is no fact 'cat'"),
        ("{fact: dog, value: poodle}", "dog: expected true or false"),
        ("{fact: dog, value: yes, given: cat}", "there is no fact 'cat'"),
        ("{fact: dog, value: yes, given: breed, given_value: siamese}", "breed: 'siamese' is not one of"),
        ("{fact: born, like: cat}", "there is no fact 'cat'"),
        ("{fact: born}", "an assumption has a value, or is like another fact"),
    ],
)
def test_an_assumption_speaks_of_facts_and_of_values_that_exist(tmp_path: Path, text: str, what: str) -> None:
    refusal = mistake(tmp_path, f"assumptions:\n  - {text}\n")
    assert f"dogs.yaml, line {FIRST_LINE + 1}: " in refusal
    assert what in refusal


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("facts: [cat], in_order: yes", "'cat' is no fact that is a date"),
        ("facts: [dog, born], in_order: yes", "'dog' is no fact that is a date"),
        ("facts: [cat], when: {dog: yes}", "'cat' is no fact that is known"),
        ("facts: [dog], when: {cat: yes}", "there is no fact 'cat'"),
        ("facts: [dog]", "a contradiction has a condition, or days in order"),
        ("facts: [], when: {dog: yes}", "facts: Tuple should have at least 1 item"),
    ],
)
def test_a_contradiction_speaks_of_facts_that_exist(tmp_path: Path, text: str, what: str) -> None:
    refusal = mistake(tmp_path, f"contradictions:\n  - {{id: a, {text}, text: {{nl: Nee., en: No.}}}}\n")
    assert f"dogs.yaml, line {FIRST_LINE + 1}: " in refusal
    assert what in refusal


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("- a list", "dogs.yaml, line 1: a file of law has lists with names. It can have: laws"),
        ("rules: [", "dogs.yaml: "),
        ("rules: []\nrules: []", "dogs.yaml: line 2: 'rules' stands here a second time; keep one"),
        ("known_from: 2026-13-45", "dogs.yaml: line 1: this has no value"),
    ],
)
def test_a_file_that_is_no_yaml_or_no_law_is_refused_with_its_name(tmp_path: Path, content: str, what: str) -> None:
    with pytest.raises(ContentError) as refused:
        book(tmp_path, content, head="")
    assert what in str(refused.value)


def test_all_mistakes_are_named_in_one_go(tmp_path: Path) -> None:
    refusal = mistake(tmp_path, "dutys: []\nrules:\n  - {id: a}\n  - {id: b}\n")
    assert len(refusal.splitlines()) == 3


def test_the_law_of_a_later_day_may_be_broken_and_the_check_of_all_days_says_so(tmp_path: Path) -> None:
    text = f"""
outcomes:
  - {{id: a, kind: class, {OUTCOME}, when: {{dog: yes}}}}
  - {{id: b, kind: class, {OUTCOME}, known_from: 2030-01-01, when: {{cat: yes}}}}
"""
    law = book(tmp_path, text)
    assert [outcome.shape.id for outcome in law.at(dt.date(2029, 12, 31)).outcomes] == ["a"]
    with pytest.raises(ContentError, match="there is no fact 'cat'"):
        check_law(law)


def test_the_law_that_ships_is_whole_on_every_day_on_which_something_changed() -> None:
    check_law(law_book())


@BY_ITSELF
def test_the_check_can_be_run_by_itself(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_module("kenbaar.law.reading", run_name="__main__")
    assert "days of change" in capsys.readouterr().out


@BY_ITSELF
def test_the_check_by_itself_names_what_is_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "law").mkdir()
    (tmp_path / "law" / "dogs.yaml").write_text("dutys: []\n")
    monkeypatch.setattr("importlib.resources.files", lambda _package: tmp_path)
    with pytest.raises(SystemExit, match="dutys"):
        runpy.run_module("kenbaar.law.reading", run_name="__main__")
