"""The standards that ship with Kenbaar, and what their files may not do."""

from pathlib import Path

import pytest

from kenbaar.rules.facts import Visibility, vocabulary
from kenbaar.standards.fields import (
    Authority,
    Match,
    StandardError,
    folded,
    load_standard,
    read_standard,
    standards,
)

V10 = load_standard("publicatiestandaard", "1.0")


def test_all_standards_are_there() -> None:
    assert [standard.key for standard in standards()] == [
        "eu-database-deployer/2026",
        "eu-database-not-high-risk/2026",
        "eu-database-provider/2026",
        "kenbaar/1",
        "publicatiestandaard/0.1",
        "publicatiestandaard/0.2.3",
        "publicatiestandaard/0.3.1",
        "publicatiestandaard/0.4",
        "publicatiestandaard/1.0",
        "register-summary/2026",
        "us-omb/2024",
    ]


def test_1_0_has_all_its_fields_with_the_limits_that_its_sources_give() -> None:
    assert len(V10.fields) == 29
    summary = V10.by_id["description_short"]
    assert [summary.limit(by) for by in Authority] == [400, 399, 349]
    assert V10.by_id["methods_and_models"].limit() == 5000
    required = {field.id for field in V10.fields if field.is_required()}
    assert required == {
        "name",
        "description_short",
        "organization",
        "status",
        "contact_email",
        "publication_category",
        "lang",
    }
    assert sum(field.is_required(Authority.SCHEMA) for field in V10.fields) == 18
    assert len(V10.by_id["category"].options) == 16


@pytest.mark.parametrize(("version", "fields"), [("0.1", 37), ("0.2.3", 37), ("0.3.1", 36), ("0.4", 29)])
def test_the_older_versions_have_all_their_fields(version: str, fields: int) -> None:
    assert len(load_standard("publicatiestandaard", version).fields) == fields


def test_the_american_inventory_has_62_columns_and_tells_the_nine_equal_headers_apart() -> None:
    american = load_standard("us-omb", "2024")
    assert len(american.fields) == 62
    names = ["If Other, please explain.", *(f"If Other, please explain.#{number}" for number in range(2, 10))]
    assert len({american.by_header[folded(name)] for name in names}) == 9


def test_every_public_fact_fits_in_kenbaar_s_own_standard() -> None:
    public = {fact.id for fact in vocabulary() if fact.visibility is Visibility.PUBLIC}
    assert {field.fact for field in load_standard("kenbaar", "1").fields} == public


def test_every_field_is_explained_in_both_languages() -> None:
    for standard in standards():
        for field in standard.fields:
            assert field.label.nl and field.label.en, field.id
            assert field.guidance is not None and field.guidance.nl and field.guidance.en, field.id
            assert (field.match is Match.NONE) == (not field.fact)


def test_no_two_spellings_of_a_field_mean_different_options_by_accident() -> None:
    for standard in standards():
        for field in standard.fields:
            met: dict[str, str] = {}
            for option in field.options:
                for text in {folded(each) for each in (option.nl, option.en, *option.also)}:
                    assert met.setdefault(text, option.option) == option.option, (standard.key, field.id, text)


def test_headers_are_found_in_any_case_and_in_both_languages() -> None:
    for header in ("begin_date", "Begin date", "BEGINDATUM", "start_date", " Begindatum "):
        assert V10.by_header[folded(header)] == "begin_date"
    assert V10.by_header["legal basis link"] == "lawful_basis_grouping.link"
    old = load_standard("publicatiestandaard", "0.1").by_header
    assert [old[folded(header)] for header in ("MPRD", "IAMA", "schema", "id")] == [
        "mprd",
        "iama",
        "standard_version",
        "uuid",
    ]


def test_a_record_speaks_for_the_facts_it_has_fields_for_under_any_name() -> None:
    assert V10.facts_in(["goal", "Leverancier", "legal_basis_title", "lars", "colour"]) == {
        "purpose",
        "supplier",
        "legal_basis_links",
    }


def test_an_unknown_standard_is_refused_by_name() -> None:
    with pytest.raises(StandardError, match=r"There is no standard publicatiestandaard/9\.9"):
        load_standard("publicatiestandaard", "9.9")


HEAD = """id: own
version: '1'
title: {nl: Eigen, en: Own}
source: here
groups: [{id: all, label: {nl: Alles, en: All}}]
fields:
"""
NAME = "  - {id: naam, group: all, shape: text, label: {nl: Naam, en: Name}, fact: name}\n"


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        (NAME.replace("fact: name", "fact: title"), r"fields > naam: .*'title' is not in the vocabulary"),
        (NAME.replace("fact: name", "fact: status"), r"fields > naam: .*does not fit 'status'"),
        (NAME.replace(", fact: name", ""), r"fields > naam: .*match none"),
        (NAME.replace("fact: name", "match: none"), r"fields > naam: .*needs help"),
        (NAME + NAME, "defined twice: naam"),
        (NAME + NAME.replace("naam", "titel"), r"titel: the fact 'name' is already held by naam"),
        (NAME.replace("group: all", "group: some"), "groups that the standard does not name: some"),
        (NAME.replace("fact: name", "fact: name, size: 3"), r"fields > naam > size"),
        (NAME.replace("fact: name", "fact: name, fact: status"), r"line 7: 'fact' stands here a second time"),
        (
            "  - {id: status, group: all, shape: choice, label: {nl: S, en: S}, fact: status, "
            "options: [{option: gone, nl: Weg, en: Gone}]}\n",
            r"fields > status: .*has no options \['gone'\]",
        ),
        (
            NAME.replace("fact: name", "fact: name, headers: [Titel]")
            + NAME.replace("naam", "kort").replace("fact: name", "fact: summary, headers: [titel]"),
            "kort: the header 'titel' already belongs to naam",
        ),
    ],
)
def test_a_broken_standard_is_refused_with_the_file_and_the_place(tmp_path: Path, fields: str, complaint: str) -> None:
    folder = tmp_path / "own"
    (folder / "1").mkdir(parents=True)
    (folder / "1" / "standard.yaml").write_text(HEAD + fields, encoding="utf-8")
    with pytest.raises(StandardError, match=rf"^own/1/standard\.yaml .*{complaint}"):
        read_standard(folder, "1")
