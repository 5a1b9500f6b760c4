"""JSON in every wrapping in which registers give it, and in every way in which it can be broken."""

import json
from pathlib import Path

import pytest

from kenbaar.standards.files.opening import open_source
from kenbaar.standards.files.refusals import Reason
from kenbaar.standards.files.rows import FileFormat, ProblemKind
from tests.standards.files import RECORD, file_of, json_of, reason_of, records_of, refusal_of, rows_of

OTHER = {**RECORD, "name": "Briefsortering"}
ENTRY = {"reference": "kb-0123456789", "facts": {"name": {"value": {"nl": "Parkeercontrole"}}}, "body": {"slug": "x"}}


@pytest.mark.parametrize(
    ("content", "form"),
    [
        ([RECORD, OTHER], FileFormat.JSON_LIST),
        ({"results": [RECORD, OTHER]}, FileFormat.JSON_RESULTS),
        ({"count": 2, "next": None, "facets": {"a": [1]}, "results": [RECORD, OTHER]}, FileFormat.JSON_RESULTS),
        ({"algoritme_versions": [RECORD, OTHER], "organisation_details": [{}]}, FileFormat.JSON_VERSIONS),
        ({"algoritmes": [RECORD, OTHER]}, FileFormat.JSON_SUMMARY),
        ({"items": [RECORD, OTHER], "next": "e2"}, FileFormat.JSON_ENTRIES),
        ({"entries": [RECORD, OTHER]}, FileFormat.JSON_ENTRIES),
    ],
)
def test_records_are_found_in_every_wrapping(tmp_path: Path, content: object, form: FileFormat) -> None:
    for text in (json_of(content), json.dumps(content, indent=4), "\ufeff\n " + json_of(content) + "\n"):
        path = file_of(tmp_path, text)
        assert records_of(path) == [RECORD, OTHER]
        with open_source(path) as source:
            assert source.format is form


def test_a_record_alone_and_a_record_a_line_are_read_too(tmp_path: Path) -> None:
    one = file_of(tmp_path, json.dumps(RECORD, indent=2))
    lines = file_of(tmp_path, json_of(RECORD) + "\n\n" + json_of(OTHER) + "\r\n", "lines")
    assert (records_of(one), records_of(lines)) == ([RECORD], [RECORD, OTHER])
    assert [row.place.nl for row in rows_of(lines)] == ["regel 1", "regel 3"]
    with open_source(one) as alone, open_source(lines) as several:
        assert (alone.format, several.format) == (FileFormat.JSON_RECORD, FileFormat.JSON_LINES)


def test_an_entry_of_kenbaar_s_own_api_comes_as_it_is(tmp_path: Path) -> None:
    path = file_of(tmp_path, json_of({"items": [ENTRY], "next": None}))
    assert records_of(path) == [ENTRY]
    with open_source(path) as source:
        assert source.standard is not None
        assert (source.format, source.standard.key) == (FileFormat.JSON_ENTRIES, "kenbaar/1")


def test_a_register_without_entries_is_a_register(tmp_path: Path) -> None:
    for content in ("[]", '{"results": []}', "[\n]\n"):
        assert rows_of(file_of(tmp_path, content)) == []


def test_what_stands_where_a_record_should_be_is_a_problem_of_that_record_only(tmp_path: Path) -> None:
    text = json_of([RECORD, 12, ["x"], {"kleur": "rood"}])[:-1]
    text += ', {"name": "A", "name": "B"}, {"name": "\\ud800", "organization": "B"}, {"name": "\\u0000", "status": ""}'
    text += ', {"name": " ", "organization": ""}, {"name": "", "organization": "required"}]'
    found = rows_of(file_of(tmp_path, text))
    assert [row.problem.kind if row.problem else None for row in found] == [
        None,
        ProblemKind.NOT_AN_OBJECT,
        ProblemKind.NOT_AN_OBJECT,
        ProblemKind.NO_KNOWN_FIELD,
        ProblemKind.DUPLICATE_KEY,
        ProblemKind.IMPOSSIBLE_CHARACTER,
        ProblemKind.IMPOSSIBLE_CHARACTER,
        ProblemKind.BLANK,
        ProblemKind.DESCRIPTION,
    ]
    assert found[1].problem is not None and found[3].problem is not None
    assert "12" in found[1].problem.message.nl
    assert "kleur" in found[3].problem.message.en
    assert [row.place.en for row in found[:2]] == ["record 1", "record 2"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (json_of([RECORD])[:-1], Reason.JSON_CUT_OFF),
        (json_of([RECORD])[:-20], Reason.JSON_CUT_OFF),
        (json_of({"results": [RECORD]})[:-1], Reason.JSON_CUT_OFF),
        (json_of({"results": [RECORD], "more": [1, 2]})[:-4], Reason.JSON_CUT_OFF),
        ("{", Reason.JSON_CUT_OFF),
        ("[", Reason.JSON_CUT_OFF),
        (json_of(RECORD) + "\n" + json_of(OTHER)[:-5], Reason.JSON_CUT_OFF),
        ("[" + json_of(RECORD) + " " + json_of(RECORD) + "]", Reason.JSON_BROKEN),
        ("{name: 'x', organization: 'y', goal: 'z', status: 'In gebruik'}", Reason.JSON_BROKEN),
        (json_of([RECORD]) + "en meer", Reason.JSON_MORE_TEXT),
        (json_of(RECORD) + " 12", Reason.JSON_MORE_TEXT),
        ('[{"name": "x", "goal": NaN}]', Reason.JSON_NOT_A_NUMBER),
        ('[{"name": "x", "goal": 1e999}]', Reason.JSON_NOT_A_NUMBER),
        ('[{"name": "x", "goal": ' + "9" * 5000 + "}]", Reason.JSON_NOT_A_NUMBER),
        ('[{"name": "x", "goal": ' + "[" * 60 + "]" * 60 + "}]", Reason.JSON_TOO_DEEP),
        ("[" * 100_000, Reason.JSON_TOO_DEEP),
        ('{"a":' * 100_000, Reason.JSON_TOO_DEEP),
        (json_of([{**RECORD, **{f"x{at}": 1 for at in range(500)}}]), Reason.TOO_MANY_COLUMNS),
        (json_of({**RECORD, **{f"x{at}": 1 for at in range(500)}}), Reason.TOO_MANY_COLUMNS),
        ('[{"name": "' + "x" * (17 * 1024 * 1024) + '"}]', Reason.ROW_TOO_LARGE),
        (json_of([1, 2, "drie"]), Reason.UNKNOWN_COLUMNS),
        (json_of([{"merk": "Fiat"}]), Reason.UNKNOWN_COLUMNS),
        ("{}", Reason.UNKNOWN_COLUMNS),
        (b'[{"name": "Caf\xc3\xa9 \xc3\xa9\xc3\xa9", "goal": "\xff"}]', Reason.MIXED_ENCODING),
    ],
)
def test_json_that_is_broken_or_hostile_is_refused(tmp_path: Path, content: str | bytes, reason: Reason) -> None:
    assert reason_of(file_of(tmp_path, content)) is reason


def test_the_place_of_a_fault_is_right_also_far_into_a_file(tmp_path: Path) -> None:
    lines = ["[", *[json_of({**RECORD, "goal": "x" * 500}) + ","] * 6000, '{"name": "Laatste" "goal": ""}', "]"]
    refusal = refusal_of(file_of(tmp_path, "\n".join(lines)))
    assert refusal is not None
    assert "regel 6002, teken 20" in refusal.message.nl
