"""What a check finds, and what it leaves alone."""

import pytest

from kenbaar.rules.answers import Answer, Filling, Sheet, known, not_applicable, not_yet, unknown
from kenbaar.standards.checking import check, is_link, is_mail, length_of
from kenbaar.standards.completeness import completeness
from kenbaar.standards.fields import Authority, load_standard
from kenbaar.standards.findings import Finding, FindingKind
from kenbaar.standards.reading import read
from kenbaar.values import Language

V10 = load_standard("publicatiestandaard", "1.0")
WHOLE = {
    "name": known({"nl": "Parkeercontrole"}),
    "organisation_name": known({"nl": "Gemeente Lindewaarde"}),
    "summary": known({"nl": "Auto's met camera's controleren of er betaald is."}),
    "status": known("in_use"),
    "publication_category": known("impactful"),
    "contact": known("algoritmes@lindewaarde.example"),
    "record_language": known("nld"),
}


def found(by: Authority = Authority.API, **answers: Answer) -> list[tuple[str, str]]:
    return [(each.field, each.kind.value) for each in check(Sheet({**WHOLE, **answers}), V10, "nl", by=by)]


def only(**answers: Answer) -> Finding:
    (finding,) = check(Sheet({**WHOLE, **answers}), V10, "nl")
    return finding


def test_a_whole_record_has_no_findings() -> None:
    assert found() == []


def test_an_empty_record_misses_what_the_api_requires_and_nothing_else() -> None:
    findings = check(Sheet(), V10, "nl")
    assert {finding.kind for finding in findings} == {FindingKind.MISSING}
    assert len(findings) == 6
    assert findings[0].message.nl == "De aanlever-API van Publicatiestandaard 1.0 vraagt dit veld. Het is nog leeg."


def test_a_finding_says_whose_rule_it_is_and_how_many_characters_there_are() -> None:
    text = known({"nl": "a" * 380})
    assert found(summary=text) == []
    assert found(Authority.MANUAL, summary=text) == [("description_short", "too_long")]
    finding = only(summary=known({"nl": "a" * 401}))
    assert (
        finding.message.nl
        == "De tekst heeft 401 tekens. Volgens de aanlever-API van Publicatiestandaard 1.0 mogen het er 400 zijn."
    )
    assert len(finding.value) == 80


def test_the_schema_requires_more_than_the_api() -> None:
    assert len(found(Authority.SCHEMA)) > 5


def test_the_signs_that_make_a_list_do_not_count() -> None:
    assert length_of("- één\n- twee") == len("één\ntwee")


def test_an_honest_blank_is_not_missing() -> None:
    for blank in (unknown(), not_yet("2027-01"), not_applicable({"nl": "Er is geen samenvatting."})):
        assert found(summary=blank, contact=blank) == []


def test_a_text_that_exists_in_the_other_language_only_is_missing_in_this_one() -> None:
    assert found(name=known({"en": "Parking check"})) == [("name", "missing")]


def test_dead_links_and_addresses_are_pointed_out() -> None:
    dead = {"public_page": known("www.lindewaarde.example"), "contact": known("Team Parkeren")}
    assert found(**dead) == [("contact_email", "dead_url_shape"), ("website", "dead_url_shape")]
    assert found(contact=known("https://lindewaarde.example/contact")) == []
    assert found(legal_basis_links=known([{"title": {"nl": "Gemeentewet"}, "link": "zie hierboven"}])) == [
        ("lawful_basis_grouping.link", "dead_url_shape")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "https://lindewaarde.example",
        "http://a.b.example:8080/x?y=1#z",
        "HTTPS://LINDEWAARDE.EXAMPLE/",
        "https://héél.example",
    ],
)
def test_what_people_can_click_is_a_link(text: str) -> None:
    assert is_link(text)


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "https://",
        "https://localhost",
        "https://a b.example",
        "//a.example",
        "a.example",
        "",
        "x https://a.example",
        "https://gebruiker:geheim@a.example",
        "ftp://a.example",
        "https://a.example\n",
    ],
)
def test_what_people_cannot_or_should_not_click_is_no_link(text: str) -> None:
    assert not is_link(text)


def test_one_e_mail_address_is_an_address_and_two_are_not() -> None:
    assert is_mail("algoritmes@lindewaarde.example")
    assert is_mail("mailto:algoritmes@lindewaarde.example")
    assert not is_mail("a@b.example; c@d.example")
    assert not is_mail("datashop@denhaag")


def test_markup_in_a_text_is_pointed_out_and_a_smaller_than_sign_is_not() -> None:
    assert found(purpose=known({"nl": "<b>Doel</b>"})) == [("goal", "html_in_text")]
    assert found(purpose=known({"nl": "minder dan <4 jaar & meer"})) == []


def test_a_year_alone_is_no_month() -> None:
    assert found(start_date=known("2022")) == [("begin_date", "dead_date_shape")]
    assert found(start_date=known("2022-03-01")) == []


def test_a_row_without_its_title_misses_something() -> None:
    assert found(impact_assessments=known([{"link": "https://lindewaarde.example/dpia"}])) == [
        ("impacttoetsen_grouping.title", "missing")
    ]


def test_an_option_that_another_standard_does_not_have_is_pointed_out() -> None:
    american = load_standard("us-omb", "2024")
    findings = check(Sheet({"theme": known(["traffic", "housing"])}), american, "en")
    assert ("topic_area", "wrong_option", "housing") in [(each.field, each.kind, each.value) for each in findings]


def test_what_could_not_be_read_is_found_again_and_is_not_called_missing() -> None:
    reading = read({"status": "bijna klaar", "begin_date": "ooit"}, V10, Language.NL)
    kinds = {each.field: each.kind for each in check(reading.sheet, V10, "nl", reading.kept)}
    assert kinds["status"] is FindingKind.WRONG_OPTION
    assert kinds["begin_date"] is FindingKind.DEAD_DATE_SHAPE


def test_completeness_tells_every_kind_of_silence_apart() -> None:
    facts = len(V10.measured_facts)
    sheet = Sheet(
        {
            "name": known({"nl": "Parkeercontrole"}),
            "data": not_applicable({"nl": "Er zijn geen gegevens."}),
            "purpose": unknown(),
            "start_date": not_yet("2027-01"),
        }
    )
    measured = completeness(sheet, V10)
    assert dict(measured.counts) == {
        Filling.ANSWERED: 1,
        Filling.NOT_APPLICABLE: 1,
        Filling.UNKNOWN: 1,
        Filling.NOT_YET: 1,
        Filling.UNFILLED: facts - 4,
    }
    assert measured.fields == facts
    assert measured.share == 200 // facts


def test_no_is_an_answer_and_is_counted_as_one() -> None:
    old = load_standard("publicatiestandaard", "0.1")
    said_no = completeness(Sheet({"iama": known(False)}), old)
    assert said_no.said_no == 1
    assert said_no.counts[Filling.ANSWERED] == 1


def test_a_whole_sheet_is_complete_and_an_empty_one_is_not() -> None:
    answers = {fact: unknown() for fact in V10.measured_facts}
    assert completeness(Sheet(answers), V10).share == 0
    assert completeness(Sheet(dict.fromkeys(V10.measured_facts, known("x"))), V10).share == 100
    assert completeness(Sheet(), V10).share == 0
