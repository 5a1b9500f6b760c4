"""The list of Dutch public bodies: in order, and good enough for the names in real files."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from kenbaar.people import organisations
from kenbaar.people.matching import How, NameMatcher, folded_name
from kenbaar.people.organisations import OrganisationsError, load_organisations, organisation_types
from kenbaar.standards.reading import language_of, read, standard_of
from tests.standards.real import DATA, FILES, needs_data

MATCHER = NameMatcher(load_organisations())
CODES = {
    "gemeente": r"gm\d{4}",
    "provincie": r"pv\d{2}",
    "waterschap": r"ws\d{4}",
    "omgevingsdienst": r"so\d{4}",
    "veiligheidsregio": r"so\d{4}",
}
# Two bodies claim this code in the source, so neither name alone can be trusted with it.
CLAIMED_TWICE = "so0697"


def test_every_body_has_a_name_in_both_languages_and_a_slug_that_a_url_can_bear() -> None:
    for each in load_organisations():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", each.slug), each.slug
        assert len(each.slug) <= 120
        assert each.name.nl == each.name.nl.strip() != ""
        assert each.name.en == each.name.en.strip() != ""


def test_codes_are_of_the_kind_that_belongs_to_the_type() -> None:
    for each in load_organisations():
        assert not each.code or re.fullmatch(CODES[each.type], each.code), each.slug


def test_all_provinces_water_authorities_and_safety_regions_are_there() -> None:
    counts = Counter(each.type for each in load_organisations())
    assert (counts["provincie"], counts["waterschap"], counts["veiligheidsregio"]) == (12, 21, 25)
    assert counts["gemeente"] >= 342


def test_no_two_bodies_share_a_form_of_their_name() -> None:
    owners: dict[str, str] = {}
    for each in load_organisations():
        for name in (each.name.nl, each.name.en, each.abbreviation, *each.aliases):
            if name:
                assert owners.setdefault(folded_name(name), each.slug) == each.slug, name


def test_an_alias_says_something_that_the_names_do_not() -> None:
    for each in load_organisations():
        assert not {each.name.nl, each.name.en} & set(each.aliases), each.slug
        assert len(set(each.aliases)) == len(each.aliases), each.slug


def test_a_parent_is_a_ministry() -> None:
    types = {each.slug: each.type for each in load_organisations()}
    assert {types[each.parent] for each in load_organisations() if each.parent} == {"ministerie"}


def test_types_are_named_in_both_languages() -> None:
    assert {each.type for each in load_organisations()} <= organisation_types().keys()
    assert all(label.nl and label.en for label in organisation_types().values())


@needs_data
def test_every_body_of_the_official_lists_is_there_with_its_code() -> None:
    met = 0
    for path in sorted((DATA / "nl-organisations").glob("*.csv")):
        for row in csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"):
            match = MATCHER.match(row["name"])
            assert match.organisation is not None, row["name"]
            assert match.how is How.EXACT
            assert match.organisation.code == row["org_id"] or row["org_id"] == CLAIMED_TWICE
            met += 1
    assert met == 428


# The master lists have one column that explains the fields; the templates of suppliers name no body.
UNMATCHED = {"master list 2022-12": 1, "master list 2023-05": 1}
DUTCH = [name for name in FILES if name not in {"American inventory 2024", "templates of suppliers"}]


@needs_data
@pytest.mark.parametrize("name", DUTCH)
def test_the_body_of_every_real_record_is_found(name: str) -> None:
    unmatched: Counter[str] = Counter()
    for record in FILES[name]():
        standard = standard_of(record)
        texts = read(record, standard, language_of(record, standard)).sheet.texts("organisation_name")
        body = next(iter(texts.values()), "")
        if MATCHER.match(body).organisation is None:
            unmatched[body] += 1
    assert unmatched.total() == UNMATCHED.get(name, 0), unmatched


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("a;;gemeente;B;B;;;", "line 3: double slug"),
        ("b;gm0001;gemeente;B;B;;;", "line 3: double slug or code"),
        ("b;;castle;B;B;;;", "line 3: .*unknown type"),
        ("b;;gemeente;B;B;;nowhere;", r"unknown parents \['nowhere'\]"),
    ],
)
def test_a_broken_list_is_refused_with_the_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, complaint: str
) -> None:
    folder = tmp_path / "organisations"
    folder.mkdir()
    head = "slug;code;type;name_nl;name_en;abbreviation;parent;aliases\na;gm0001;gemeente;A;A;;;\n"
    (folder / "organisations.csv").write_text(f"{head}{line}\n", encoding="utf-8")
    types = organisation_types()
    monkeypatch.setattr(organisations, "files", lambda _package: tmp_path)
    monkeypatch.setattr(organisations, "organisation_types", lambda: types)
    with pytest.raises(OrganisationsError, match=complaint):
        load_organisations.__wrapped__()
