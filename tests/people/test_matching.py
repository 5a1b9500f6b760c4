"""Which body does a name in a file mean? Certain or nobody; a near miss is only suggested."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kenbaar.people.matching import How, NameMatcher, folded_name
from kenbaar.people.organisations import Organisation, load_organisations
from kenbaar.values import LocalText

MATCHER = NameMatcher(load_organisations())


def _organisation(slug: str, name: str, *, short: str = "", aliases: tuple[str, ...] = ()) -> Organisation:
    return Organisation(
        slug=slug,
        code="",
        type="gemeente",
        name=LocalText(nl=name, en=f"{name} (en)"),
        abbreviation=short,
        parent="",
        aliases=aliases,
    )


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Gemeente Rotterdam", "gemeente-rotterdam"), ("Statistics Netherlands", "centraal-bureau-voor-de-statistiek")],
)
def test_an_official_name_in_either_language_is_exact(name: str, slug: str) -> None:
    match = MATCHER.match(name)
    assert match.organisation is not None
    assert (match.organisation.slug, match.how, match.candidates) == (slug, How.EXACT, ())


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("  gemeente  ROTTERDAM ", "gemeente-rotterdam"),
        ("Municipality Rotterdam", "gemeente-rotterdam"),
        ("Municipality of Aa and Hunze", "gemeente-aa-en-hunze"),
        ("Water board Hollandse Delta", "waterschap-hollandse-delta"),
        ("UWV", "uitvoeringsinstituut-werknemersverzekeringen"),
        ("Ministerie van BZK", "ministerie-van-binnenlandse-zaken-en-koninkrijksrelaties"),
        ("Sociale Verzekeringsbank (SVB)", "sociale-verzekeringsbank"),
        ("Dutch Media Authority (CvdM)", "commissariaat-voor-de-media"),
        ("Gemeente Bergen (NH)", "gemeente-bergen-nh"),
        ("Gemeente 's-Gravenhage", "gemeente-den-haag"),
        ("Waterschap Hunze en Aa’s", "waterschap-hunze-en-aa-s"),
        ("Waterschap Hunze en Aa&#39;s", "waterschap-hunze-en-aa-s"),
        ("Provincie Frysl&acirc;n", "provincie-fryslan"),
        ("Provincie Fryslan", "provincie-fryslan"),
        ("Ministerie van Financie\u0308n", "ministerie-van-financien"),
        ("DT&amp;V", "dienst-terugkeer-en-vertrek"),
    ],
)
def test_another_form_of_a_name_finds_the_body(name: str, slug: str) -> None:
    match = MATCHER.match(name)
    assert match.organisation is not None
    assert (match.organisation.slug, match.how) == (slug, How.OTHER_FORM)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Gemeente Amstredam", "gemeente-amsterdam"),
        ("Belastingdinst", "belastingdienst"),
        ("Uitvoeringsinstituut Werknemersverzekering", "uitvoeringsinstituut-werknemersverzekeringen"),
    ],
)
def test_a_typo_is_suggested_and_not_matched(name: str, slug: str) -> None:
    match = MATCHER.match(name)
    assert (match.organisation, match.how) == (None, How.NONE)
    assert match.candidates[0].slug == slug


def test_of_two_places_with_one_name_both_are_suggested_and_none_is_chosen() -> None:
    match = MATCHER.match("Gemeente Bergen")
    assert match.organisation is None
    assert {each.slug for each in match.candidates} >= {"gemeente-bergen-l", "gemeente-bergen-nh"}


@pytest.mark.parametrize("name", ["Utrecht", "Algoritmeregister", "de gemeente", "Gemeente Lindewaarde"])
def test_a_name_that_is_no_body_s_name_is_nobody(name: str) -> None:
    assert MATCHER.match(name).organisation is None


def test_abbreviation_in_brackets_must_be_that_of_the_body() -> None:
    assert MATCHER.match("Gemeente Utrecht (UWV)").organisation is None


def test_a_form_that_two_bodies_share_is_nobody_s_whoever_comes_first() -> None:
    here = _organisation("dienst-hier", "Dienst Hier", short="DH", aliases=("De Dienst",))
    there = _organisation("dienst-daar", "Dienst Daar", short="DH", aliases=("Dienst",))
    third = _organisation("dienst-ginds", "Dienst Ginds", short="DH")
    namesake = _organisation("dienst-ginds-2", "Dienst Ginds")
    for order in ([here, there, third, namesake], [namesake, third, there, here]):
        matcher = NameMatcher(order)
        assert matcher.match("DH").organisation is None
        assert matcher.match("de dienst").organisation is None
        assert matcher.match("Dienst Ginds").organisation is None
        assert matcher.match("Dienst Hier").organisation is here


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "\x00",
        "&",
        "(((())))",
        "van de het",
        "'; DROP TABLE people_body; --",
        "<script>alert(1)</script>",
        "\ud800",
        "\u202eremeeteG",
        "🏛" * 1000,
        "Gemeente " * 100_000,
        "&amp;" * 100_000,
        "(" * 100_000 + ")",
    ],
)
def test_a_hostile_name_is_nobody_and_harms_nobody(name: str) -> None:
    assert MATCHER.match(name).organisation is None


@given(
    st.text(alphabet=st.characters(codec="utf-8"), max_size=40) | st.from_regex(r"[&;a-z#0-9 ]{0,12}", fullmatch=True)
)
def test_folding_a_name_twice_is_folding_it_once(name: str) -> None:
    assert folded_name(folded_name(name)) == folded_name(name)


@given(st.text(max_size=60))
def test_no_name_whatever_makes_matching_fail(name: str) -> None:
    match = MATCHER.match(name)
    assert (match.organisation is None) == (match.how is How.NONE)
