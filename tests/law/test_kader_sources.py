"""What the Algoritmekader says about the law: places are read as people write them, and links are not trusted."""

import pytest

from kenbaar.law.kader.findings import Finding, FindingKind
from kenbaar.law.kader.laws import law_id, law_of_link, laws, link_to, named_in
from kenbaar.law.kader.points import parts_of, points_in, points_of
from kenbaar.law.kader.reading import read_kader
from kenbaar.law.kader.shape import Identity, Kind, Reference
from tests.law.kader_files import AI_ACT, checkout, file, measure, page, requirement

SLUG = "avg-05-x"


def sources(*lines: str, heading: str = "## Bronnen") -> tuple[tuple[Reference, ...], list[Finding]]:
    """Return the references of a requirement with these lines as its sources, and the findings."""
    given = file("vereisten", SLUG, page("title: x", "id: urn:nl:ak:ver:avg-05", sources=lines, heading=heading))
    kader = read_kader([*checkout(), given, measure("4-owk-05-a", f"vereiste: {SLUG}")], tag="v1")
    return kader.by_identity[Identity(Kind.REQUIREMENT, SLUG)].references, list(kader.findings)


def found_in(*lines: str) -> list[FindingKind]:
    return [found.kind for found in sources(*lines)[1]]


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("Artikel 86(1) Verordening", "86(1)"),
        ("artikel 9(6 en 8) Verordening", "9(6), 9(8)"),
        ("Artikel 27(1 sub e) V", "27(1)(e)"),
        ("Bijlage IV (2 sub e en 3) V", "annex IV(2)(e), annex IV(3)"),
        ("bijlage III, onderdeel 2 en 5 A", "annex III(2), annex III(5)"),
        ("artikel 5 lid 1 onder a en b AVG", "5(1)(a), 5(1)(b)"),
        ("artikel 5, eerste lid, onderdeel b, AVG", "5(1)(b)"),
        ("artikel 5 en 32 AVG", "5, 32"),
        ("artikel 26, lid 9 en 10 AI-verordening", "26(9), 26(10)"),
        ("Artikel 55(1c) x", "55(1)(c)"),
        ("Artikel 1.10, 1.13 en 1.16 Aanbestedingswet 2012", "1.10, 1.13, 1.16"),
        ("Artikel 15n jo. 15o Auteurswet", "15n, 15o"),
        ("Overweging 29 - 31 AI", "recital 29, recital 30, recital 31"),
        ("Artikel 3:46 en 3:47 Awb", "3:46, 3:47"),
        ("Afdeling 3.4 Algemene wet bestuursrecht", "division 3.4"),
        ("Hoofdstuk III Verordening", "chapter III"),
        ("Artikel 16(c) en overweging 81 V", "16(c), recital 81"),
        ("Article 13(1), point (a) of", "13(1)(a)"),
        ("Artikel 13(1) en (3) x", "13(1), 13(3)"),
        ("Artikel 5(1)(a)-(c)", "5(1)(a), 5(1)(b), 5(1)(c)"),
        ("artikel 5(1)(ba), (bb) x", "5(1)(ba), 5(1)(bb)"),
        ("Artikel 4 t/m 6 x", "4, 5, 6"),
        ("Artikel 15n - 15p x", "15n, 15p"),
        ("Artikel 1-900", "1, 900"),
        ("Artikel 5 A", "5"),
        ("Artikel 5 I", "5"),
        ("Artikel 5 6", "5"),
        ("Artikel 5(", "5"),
        ("Kamerbrief over artikel 5", ""),
        ("", ""),
    ],
)
def test_a_place_in_a_law_is_read_as_people_write_it(text: str, points: str) -> None:
    assert ", ".join(points_in(text).points) == points


@pytest.mark.parametrize(
    "text", ["Artikel 5 lid 1 onder de Algemene", "Artikel Verordening", "artikel lid 1", "artikel - 5"]
)
def test_a_place_that_breaks_off_is_noticed(text: str) -> None:
    assert points_in(text).is_cut


def test_a_duty_may_leave_the_word_article_out() -> None:
    assert points_of(" 13(1)") == ("13(1)",)
    assert points_of("Annex III(5)") == ("annex III(5)",)
    assert points_of("6(1a)") == ("6(1a)",)
    assert (points_of("L311-3-1"), points_of("")) == ((), ())
    assert parts_of("annex III(5)(a)") == ("annex", "III", "5", "a")
    assert parts_of("geen plek") == ()


def test_a_very_long_list_of_places_is_cut_off() -> None:
    assert len(points_in("Artikel 1" + " en 2" * 5_000).points) == 2
    assert len(points_in("Artikel " + " en ".join(map(str, range(1, 500)))).points) < 60


def test_every_law_of_the_table_is_found_by_each_of_its_names() -> None:
    for law in laws().values():
        assert law_id(law.id) == law.id
        for name in law.names:
            assert law_id(name.upper()) == law.id
            assert named_in(f"Artikel 1 {name}")[:2] == (law.id, False)
    assert law_id("Wet Nergens") == "wet nergens"
    assert law_id("ai_act") == "ai-act"


def test_a_law_inside_the_name_of_another_is_not_taken_for_it() -> None:
    assert named_in("Artikel 40 Uitvoeringswet AVG") == ("uavg", False, 2)
    assert named_in("AVG, artikel 5") == ("avg", True, 1)
    assert named_in("Een brief") == ("", False, 0)


@pytest.mark.parametrize(
    ("url", "law"),
    [
        (f"{AI_ACT}#d1e3823-1-1", "ai-act"),
        ("https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:32024R1689#art_43", "ai-act"),
        ("https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX%3A02024R1689-20260727", "ai-act"),
        ("https://eur-lex.europa.eu/legal-content/NL/TXT/PDF/?uri=CELEX:12012P%2FTXT", "handvest"),
        ("https://eur-lex.europa.eu/legal-content/NL/ALL/?uri=CELEX:C2012/326/02", "handvest"),
        ("https://wetten.overheid.nl/jci1.3:c:BWBR0005537&artikel=3:46", "awb"),
    ],
)
def test_a_link_to_an_official_source_tells_the_law(url: str, law: str) -> None:
    assert law_of_link(url) == (True, law)


def test_other_links_tell_no_law() -> None:
    assert law_of_link("https://wetten.overheid.nl/BWBR0099999") == (True, "")
    assert law_of_link("https://voorbeeld.nl") == (False, "")


def test_links_are_made_anew_from_the_number_of_the_law_and_the_place() -> None:
    eur_lex = "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:32024R1689"
    assert link_to("ai-act", "13(1)") == f"{eur_lex}#art_13"
    assert link_to("ai-act", "annex III(5)") == f"{eur_lex}#anx_III"
    assert link_to("ai-act", "recital 29") == f"{eur_lex}#rct_29"
    assert (link_to("ai-act", "chapter III"), link_to("ai-act", "")) == (eur_lex, eur_lex)
    assert link_to("awb", "3:46") == "https://wetten.overheid.nl/jci1.3:c:BWBR0005537&artikel=3:46"
    assert link_to("awb", "division 3.2") == "https://wetten.overheid.nl/jci1.3:c:BWBR0005537"
    assert (link_to("bio", "5"), link_to("nergens", "5")) == ("", "")


def test_a_source_is_a_law_with_a_place_and_a_link_that_nobody_checked() -> None:
    [reference], problems = sources(f"- [Artikel 13(1) Verordening Artificiële Intelligentie]({AI_ACT}#d1e3566-1-1)")
    assert problems == []
    assert (reference.law, reference.provision) == ("ai-act", "13(1)")
    assert reference.unverified_url == f"{AI_ACT}#d1e3566-1-1"


def test_sources_stand_in_lists_in_lines_and_in_sentences() -> None:
    references, problems = sources(
        "[Artikel 4 AI-verordening](https://voorbeeld.nl/a)",
        "[Artikel 5 AVG](https://voorbeeld.nl/b), [`Artikel 6` AVG](https://voorbeeld.nl/c)",
        "",
        "- Overweging 132 AI-verordening  ",
        "- Artikel 7 [AVG](https://voorbeeld.nl/d)",
        "- AVG, artikel 8",
        "- [AVG](https://voorbeeld.nl/e)",
        "- EU-richtlijn 2016/2102",
        "- ![](plaatje.png)",
        "- Kamerbrieven",
    )
    assert problems == []
    assert [(reference.law, reference.provision) for reference in references] == [
        ("ai-act", "4"),
        ("avg", "5"),
        ("avg", "6"),
        ("ai-act", "recital 132"),
        ("avg", "7"),
        ("avg", "8"),
        ("avg", ""),
        ("", ""),
        ("", ""),
    ]


def test_advice_about_an_article_is_not_the_article() -> None:
    [advice, _law], problems = sources("- [Advies artikel 22 AVG](https://voorbeeld.nl)", "- Artikel 22 AVG")
    assert (advice.law, advice.points) == ("", ())
    assert problems == []


def test_a_link_says_the_law_where_the_text_does_not() -> None:
    [reference], problems = sources("- [Artikel 3:2](https://wetten.overheid.nl/jci1.3:c:BWBR0005537&artikel=3:2)")
    assert (reference.law, reference.points, problems) == ("awb", ("3:2",), [])


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("- [Bijlage III AI-verordening]()", FindingKind.EMPTY_TARGET),
        ("- Artikel 5 lid 1 onder de AVG", FindingKind.CUT_PROVISION),
        ("- [Artikel 5 AVG](https://wetten.overheid.nl/BWBR0005537)", FindingKind.OTHER_LAW),
        ("- [Artikel 5 Woo](https://wetten.overheid.nl/jci1.3:c:BWBR0045754&artikel=4.1)", FindingKind.OTHER_ARTICLE),
        (f"- [Artikel 5 AI-verordening]({AI_ACT}#art_6)", FindingKind.OTHER_ARTICLE),
    ],
)
def test_what_is_wrong_with_a_source_is_reported_on_its_line(line: str, kind: FindingKind) -> None:
    [found] = sources("", line)[1]
    assert (found.kind, found.line) == (kind, 11)


def test_a_law_that_nobody_knows_is_reported() -> None:
    assert found_in("- Artikel 5 Wet Nergens") == [FindingKind.NO_LAW, FindingKind.UNKNOWN_LAW]
    assert found_in("- [Wet](https://wetten.overheid.nl/BWBR0099999)") == [FindingKind.NO_LAW, FindingKind.UNKNOWN_LAW]
    assert found_in("- Kamerbrieven") == [FindingKind.NO_LAW]


def test_a_link_that_leads_to_no_page_on_the_web_is_not_kept() -> None:
    references, problems = sources(
        "- [Artikel 5 AVG](../vereisten/x.md)",
        "- [Artikel 6 AVG](javascript:alert(1))",
        f"- [Artikel 7 AVG](https://voorbeeld.nl/{'x' * 2_000})",
    )
    assert problems == []
    assert [reference.unverified_url for reference in references] == ["", "", ""]


def test_one_anchor_for_several_provisions_is_reported_once() -> None:
    one, other = (
        f"- [Artikel 17 AI-verordening]({AI_ACT}#d1e1-1-1)",
        f"- [Artikel 27 AI-verordening]({AI_ACT}#d1e1-1-1)",
    )
    [found] = sources(one, other, other)[1]
    assert found.kind is FindingKind.SHARED_ANCHOR
    assert found.details == {"anchor": "d1e1-1-1", "provisions": "article 17, article 27"}
    many = [f"- [Artikel {number} AI-verordening]({AI_ACT}#d1e1-1-1)" for number in range(1, 20)]
    assert sources(*many)[1][0].details["provisions"].endswith("article 10, …")


def test_recitals_may_share_the_anchor_of_the_preamble_and_one_article_its_own() -> None:
    assert (
        found_in(
            *(f"- [Overweging {number} AI-verordening]({AI_ACT}#d1e40-1-1)" for number in (39, 58)),
            *(f"- [Artikel 9({number}) AI-verordening]({AI_ACT}#d1e41-1-1)" for number in (1, 9)),
            f"- [AI-verordening]({AI_ACT}#d1e41-1-1)",
        )
        == []
    )


def test_the_section_ends_where_the_next_begins_and_may_have_a_longer_name_and_parts() -> None:
    references, problems = sources(
        "- Artikel 5 AVG",
        "### Meer",
        "- Artikel 6 AVG",
        "```",
        "# geen kop",
        "```",
        "<!-- - Artikel 7 AVG",
        "## geen kop -->",
        "- [Artikel 8 AVG]()",
        "# Einde",
        "- Artikel 9 AVG",
        "## Bronnen",
        "- Artikel 10 AVG",
        "## Bronnen (oud)",
        "<!-- dit houdt niet op",
        "- [Artikel 11 AVG]()",
        heading="## Bronnen (bestaand beleid)",
    )
    assert [reference.provision for reference in references if reference.law] == ["5", "6", "8", "10"]
    assert [(found.kind, found.line) for found in problems] == [(FindingKind.EMPTY_TARGET, 18)]


def test_a_page_may_end_with_its_sources_or_have_none() -> None:
    with_sources = file("vereisten", SLUG, "---\ntitle: x\nid: urn:nl:ak:ver:avg-05\n---\n## Bronnen\n- Artikel 5 AVG")
    without = file("hulpmiddelen", "X", "---\ntitle: x\n---")
    kader = read_kader([*checkout(), with_sources, without, measure("4-owk-05-a", f"vereiste: {SLUG}")], tag="v1")
    assert kader.findings == ()
    assert kader.by_identity[Identity(Kind.REQUIREMENT, SLUG)].references[0].points == ("5",)
    assert kader.by_identity[Identity(Kind.INSTRUMENT, "X")].references == ()


def test_sources_without_end_are_cut_off_and_that_is_reported() -> None:
    references, problems = sources(*["- Artikel 5 AVG"] * 300)
    assert (len(references), [found.kind for found in problems]) == (200, [FindingKind.SOURCES_CUT])
    assert "200" in problems[0].what.nl
    references, problems = sources("- Artikel 5 AVG", *["x" * 99] * 150, "## Bronnen", "- Artikel 6 AVG")
    assert [found.kind for found in problems] == [FindingKind.SOURCES_CUT]
    assert "10,000" in problems[0].what.nl
    assert "6" not in [reference.provision for reference in references]


def test_a_requirement_without_any_source_has_no_law() -> None:
    kader = read_kader(
        [*checkout(), requirement(SLUG, sources=[]), measure("4-owk-05-a", f"vereiste: {SLUG}")], tag="v1"
    )
    assert [found.kind for found in kader.findings] == [FindingKind.NO_LAW]
