"""From a record to facts and back: what people may count on."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kenbaar.rules.answers import check_sheet, known, not_applicable, not_yet, unknown
from kenbaar.rules.facts import vocabulary
from kenbaar.standards.blanks import SAID_SO
from kenbaar.standards.checking import check
from kenbaar.standards.fields import load_standard, standards
from kenbaar.standards.findings import FindingKind
from kenbaar.standards.reading import Reading, read, standard_of
from kenbaar.standards.writing import flat, write
from kenbaar.values import Language

NL, EN = Language.NL, Language.EN
V10 = load_standard("publicatiestandaard", "1.0")
V04 = load_standard("publicatiestandaard", "0.4")
V01 = load_standard("publicatiestandaard", "0.1")
LAW = "https://wet.example/BWBR0005416"


def read_10(**record: Any) -> Reading:
    return read(record, V10, NL)


def kinds(reading: Reading) -> list[tuple[str, FindingKind]]:
    return [(found.field, found.kind) for found in reading.findings]


def test_texts_go_under_the_language_of_the_record() -> None:
    assert read({"name": "Parking check"}, V10, EN).sheet["name"] == known({"en": "Parking check"})
    assert read({"name": "Parkeercontrole"}, V10, NL).sheet["name"] == known({"nl": "Parkeercontrole"})


def test_options_are_understood_in_dutch_in_the_register_s_english_and_in_older_spellings() -> None:
    for spelling in ("Hoog-risico AI-systeem", "High-Risk AI-system", "Hoog-risico AI-systeem (Categorie A)"):
        assert read_10(publication_category=spelling).sheet.value("publication_category") == "high_risk_ai"
    for spelling in ("In gebruik", "In use", "in_gebruik", "in gebruik "):
        assert read_10(status=spelling).sheet.value("status") == "in_use"
    assert read({"category": "{Financiën,Huisvesting}"}, V04, NL).sheet.value("theme") == ["public_finance", "housing"]


def test_a_list_is_read_from_an_api_a_flat_file_and_an_old_export_alike() -> None:
    rows = [{"title": "Gemeentewet", "link": LAW}, {"title": "Awb", "link": f"{LAW}/2"}]
    answer = known([{"title": {"nl": row["title"]}, "link": row["link"]} for row in rows])
    assert read_10(lawful_basis_grouping=rows).sheet["legal_basis_links"] == answer
    assert read_10(lawful_basis_grouping=flat(rows)).sheet["legal_basis_links"] == answer
    themes = known(["work", "space"])
    for raw in (
        ["Werk", "Ruimte en infrastructuur"],
        "Werk, Ruimte en infrastructuur",
        '{Werk,"Ruimte en infrastructuur"}',
    ):
        assert read_10(category=raw).sheet["theme"] == themes


def test_the_columns_of_a_list_can_stand_in_a_file_as_columns_of_their_own() -> None:
    record = {"naam": "Parkeercontrole", "legal_basis_title": "Gemeentewet", "legal_basis_link": LAW, "schema": "1.0.0"}
    standard = standard_of(record)
    assert standard is V10
    reading = read(record, standard, NL)
    assert reading.sheet.value("legal_basis_links") == [{"title": {"nl": "Gemeentewet"}, "link": LAW}]
    assert reading.findings == ()
    assert write(reading.sheet, standard, NL, reading.kept).record == record


def test_the_keys_of_the_json_schema_and_the_dutch_titles_mean_the_same_as_those_of_the_api() -> None:
    by_schema = {"purpose_and_impact": "Doel", "supplier": "Maker BV", "technical_operation": "Regels", "theme": "Werk"}
    by_title = {"Doel en impact": "Doel", "Leverancier": "Maker BV", "Technische werking": "Regels", "Thema": "Werk"}
    by_api = {"goal": "Doel", "provider": "Maker BV", "methods_and_models": "Regels", "category": "Werk"}
    assert read(by_schema, V10, NL).sheet == read(by_title, V10, NL).sheet == read(by_api, V10, NL).sheet


def test_an_honest_blank_is_kept_apart_from_an_empty_field() -> None:
    reading = read_10(
        process_index_url="nvt", website="Volgt binnenkort", publiccode="Niet bekend.", url="", end_date="n.v.t."
    )
    assert dict(reading.sheet) == {
        "processing_register": not_applicable(SAID_SO),
        "public_page": not_yet(),
        "source_code": unknown(),
        "end_date": not_applicable(SAID_SO),
    }
    assert reading.findings == ()


def test_blanks_are_written_in_words_where_a_text_is_asked_and_left_out_elsewhere() -> None:
    reason = not_applicable({"nl": "Er wordt niets besloten."})
    sheet = read_10().sheet.with_answers({"human_intervention": reason, "end_date": reason, "public_page": unknown()})
    record = write(sheet, V10, "nl").record
    assert record["human_intervention"] == "Niet van toepassing: Er wordt niets besloten."
    assert (record["end_date"], record["website"]) == ("", "")
    own = write(sheet, load_standard("kenbaar", "1"), "nl").record
    assert read(own, load_standard("kenbaar", "1"), NL).sheet == sheet


def test_a_date_that_is_certain_is_read_and_a_finding_shows_how_to_write_it() -> None:
    reading = read_10(begin_date="03-2022")
    assert reading.sheet.value("start_date") == "2022-03"
    assert kinds(reading) == [("begin_date", FindingKind.DEAD_DATE_SHAPE)]
    assert reading.findings[0].remedy.nl == "Schrijf bijvoorbeeld 2026-11."


def test_what_cannot_be_read_stays_and_comes_back_until_somebody_answers() -> None:
    reading = read_10(begin_date="ergens in maart", status="bijna klaar")
    assert dict(reading.sheet) == {}
    assert reading.kept["said"] == {"begin_date": "ergens in maart", "status": "bijna klaar"}
    assert kinds(reading) == [("status", FindingKind.WRONG_OPTION), ("begin_date", FindingKind.DEAD_DATE_SHAPE)]
    assert write(reading.sheet, V10, NL, reading.kept).record == {
        "begin_date": "ergens in maart",
        "status": "bijna klaar",
    }
    mended = reading.sheet.with_answers({"status": known("in_use")})
    assert write(mended, V10, NL, reading.kept).record["status"] == "In gebruik"


def test_an_edited_fact_wins_over_the_spelling_of_the_source_and_the_old_one_comes_back_with_the_old_answer() -> None:
    raw = "<p>Auto's met camera's controleren of er betaald is.</p>"
    reading = read_10(goal=raw)
    assert reading.sheet.texts("purpose") == {"nl": "Auto's met camera's controleren of er betaald is."}
    assert kinds(reading) == [("goal", FindingKind.HTML_IN_TEXT)]
    edited = reading.sheet.with_answers({"purpose": known({"nl": "Boa's controleren dat."})})
    assert write(edited, V10, NL, reading.kept).record["goal"] == "Boa's controleren dat."
    assert write(reading.sheet, V10, NL, reading.kept).record["goal"] == raw


def test_a_blank_that_somebody_changes_does_not_bring_the_old_words_back() -> None:
    reading = read_10(process_index_url="nvt")
    edited = reading.sheet.with_answers({"processing_register": unknown()})
    assert write(edited, V10, NL, reading.kept).record["process_index_url"] == ""


def test_a_translation_that_comes_later_does_not_change_what_the_source_wrote() -> None:
    reading = read_10(goal="Doel.  ")
    translated = reading.sheet.with_answers({"purpose": known({"nl": "Doel.", "en": "Purpose."})})
    assert write(translated, V10, NL, reading.kept).record["goal"] == "Doel.  "
    assert write(translated, V10, EN).record["goal"] == "Purpose."


def test_own_words_are_no_mistake_where_the_standard_left_people_free() -> None:
    reading = read(
        {"type": "Voorspellend", "status": "pilot", "dpia": "Nee, want er zijn geen persoonsgegevens"}, V01, NL
    )
    assert {kind for _field, kind in kinds(reading)} == {FindingKind.OWN_WORDS}
    assert reading.sheet.value("dpia") is False
    assert read_10(status="pilot").findings[0].kind is FindingKind.WRONG_OPTION


def test_a_field_that_the_standard_does_not_have_is_kept_and_reported() -> None:
    reading = read_10(name="Parkeercontrole", colour="rood", note="-", owner="gemeente-lindewaarde")
    assert kinds(reading) == [("colour", FindingKind.UNKNOWN_FIELD)]
    assert reading.kept["said"] == {"colour": "rood", "note": "-"}
    assert reading.kept["own"] == {"owner": "gemeente-lindewaarde"}


def test_what_is_kept_of_a_tidy_record_is_next_to_nothing() -> None:
    record = {field.id: field.default for field in V10.fields} | {
        "name": "Parkeercontrole",
        "status": "In gebruik",
        "begin_date": "2022-03",
    }
    assert read(record, V10, NL).kept == {}
    nulls = {key: value or None for key, value in record.items()}
    assert read(nulls, V10, NL).kept == {"form": {"null": True}}


def test_an_unfilled_sheet_is_written_as_empty_fields_in_the_order_of_the_standard() -> None:
    record = write(read_10().sheet, V10, "nl").record
    assert list(record) == [field.id for field in V10.fields]
    assert {key: value for key, value in record.items() if value} == {"standard_version": "1.0", "lang": "nld"}


def test_a_record_of_an_old_standard_is_written_in_the_new_one_with_a_list_of_what_is_missing() -> None:
    old = {
        "name": "Wmo-voorspelmodel",
        "organization": "Gemeente Lindewaarde",
        "goal": "Ramen van kosten",
        "type": "Zelflerend",
    }
    sheet = read(old, V01, NL).sheet
    written = write(sheet, V10, "nl")
    assert written.record["goal"] == "Ramen van kosten"
    missing = {found.field for found in written.findings if found.kind is FindingKind.MISSING}
    assert missing == {"description_short", "status", "contact_email", "publication_category"}


def test_a_text_that_is_too_long_for_a_standard_is_reported_and_never_cut() -> None:
    text = "a" * 401
    written = write(read_10(description_short=text).sheet, V10, "nl")
    assert written.record["description_short"] == text
    assert ("description_short", FindingKind.TOO_LONG) in [(found.field, found.kind) for found in written.findings]


def test_titles_and_links_in_fields_of_their_own_become_one_list() -> None:
    record = {
        "impacttoetsen": '{"Data Protection Impact Assessment (DPIA)"}',
        "iama_description": "https://lindewaarde.example/dpia",
    }
    reading = read(record, V04, NL)
    assert reading.sheet.value("impact_assessments") == [
        {"title": {"nl": "Data Protection Impact Assessment (DPIA)"}, "link": "https://lindewaarde.example/dpia"}
    ]
    assert write(reading.sheet, V04, NL, reading.kept).record == record


ODD: list[Any] = [None, "", " ", "-", 0, 1.5, float("nan"), True, [], {}, [[]], [{}], [None], ["x"], {"a": 1}]
ODD += [[{"title": 3}], [{"title": [{}]}], 10**5000, "\ud800", "9" * 5000]


def test_no_value_in_any_field_breaks_the_reader() -> None:
    for standard in standards():
        for field in standard.fields:
            for raw in ODD:
                reading = read({field.id: raw}, standard, NL)
                assert check_sheet(reading.sheet, vocabulary()) == []
                written = write(reading.sheet, standard, NL, reading.kept).record[field.id]
                assert written is raw or written == raw
                check(reading.sheet, standard, NL, reading.kept)


PIECES = st.sampled_from(
    [
        "Ja",
        "nee, want",
        "In gebruik",
        "Werk",
        "n.v.t.",
        "volgt",
        "-",
        "1: ",
        ". 2: ",
        LAW,
        "{",
        "}",
        '"',
        ",",
        ";",
        "\n",
        " ",
        "<p>",
        "</p>",
        "&amp;",
        "03-2022",
        "2022",
        "onbekend",
        "\x00",
        "\ud800",
        "a@b.nl",
        "Recht, Verkeer",
        "é",
        "<b",
    ]
)
TEXTS = st.one_of(st.text(max_size=30), st.lists(PIECES, max_size=6).map("".join))
SCALARS = st.one_of(TEXTS, st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False))
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["title", "link", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)
KEYS = sorted({key for standard in standards() for key in (*standard.by_key, *standard.system)} | {"MPRD", "Naam", "?"})
RECORDS = st.dictionaries(st.one_of(st.sampled_from(KEYS), st.text(max_size=12)), VALUES, max_size=12)


@settings(max_examples=300, deadline=None)
@given(RECORDS, st.sampled_from(standards()), st.sampled_from(Language))
def test_any_record_at_all_comes_back_as_it_was(record: dict[str, Any], standard: Any, language: Language) -> None:
    reading = read(record, standard, language)
    written = write(reading.sheet, standard, language, reading.kept).record
    assert written == record
    assert list(written) == list(record)
    assert [type(value) for value in written.values()] == [type(value) for value in record.values()]
    assert check_sheet(reading.sheet, vocabulary()) == []
    assert reading.sheet.to_json()
    check(reading.sheet, standard, language, reading.kept)
    for found in reading.findings:
        assert len(found.value) <= 80


@settings(max_examples=200, deadline=None)
@given(RECORDS)
def test_any_record_at_all_has_a_standard(record: dict[str, Any]) -> None:
    assert standard_of(record) in standards()
