"""Lists in one cell: told apart where that is certain, whole where it is not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kenbaar.standards.lists import braced_items, flat, numbered_items, title_and_link

LAW = "https://wet.example/BWBR0005416"


def test_the_register_s_own_form_is_split_at_its_numbers() -> None:
    assert numbered_items(f"1: Gemeentewet, {LAW}. 2: Awb, {LAW}") == [f"Gemeentewet, {LAW}", f"Awb, {LAW}"]
    assert numbered_items("1: één toets") == ["één toets"]


def test_a_number_inside_a_title_does_not_begin_an_item() -> None:
    assert numbered_items("1: Bijlage 2: normen. 2: Nota 1: kaders") == ["Bijlage 2: normen", "Nota 1: kaders"]


def test_full_stops_and_white_space_at_the_end_of_items_are_no_trouble() -> None:
    assert numbered_items("1: LHM, https://a.example/x.. . 2: intake, n.v.t.. 3: c") == [
        "LHM, https://a.example/x..",
        "intake, n.v.t.",
        "c",
    ]


def test_a_text_that_is_no_list_is_not_split() -> None:
    assert numbered_items("Gemeentewet. 2: Awb") is None
    assert braced_items("Gemeentewet, Awb") is None


def test_the_braces_of_older_exports_are_read() -> None:
    assert braced_items('{Werk,"Ruimte en infrastructuur","A, B","met \\"quotes\\""}') == [
        "Werk",
        "Ruimte en infrastructuur",
        "A, B",
        'met "quotes"',
    ]
    assert braced_items("{}") == []


@pytest.mark.parametrize(
    ("item", "parts"),
    [
        (f"Gemeentewet, {LAW}", {"title": "Gemeentewet", "link": LAW}),
        (
            f"Wet, besluit en regeling, artikel 4.1d, {LAW}",
            {"title": "Wet, besluit en regeling, artikel 4.1d", "link": LAW},
        ),
        (f"CNOSSOS , {LAW}", {"title": "CNOSSOS", "link": LAW}),
        (
            f"{LAW}, Gegevensvereisten (zie bijlage, deel 2)",
            {"title": "Gegevensvereisten (zie bijlage, deel 2)", "link": LAW},
        ),
        ("Kaart, https://a.example/x,y;z", {"title": "Kaart", "link": "https://a.example/x,y;z"}),
        ("Erkende maatregelen, www.rvo.example/eml", {"title": "Erkende maatregelen", "link": "www.rvo.example/eml"}),
        (LAW, {"link": LAW}),
        ("Personen, inkomen en vermogen", {"title": "Personen, inkomen en vermogen"}),
        (
            "BAG, bijvoorbeeld via https://bag.example of elders",
            {"title": "BAG, bijvoorbeeld via https://bag.example of elders"},
        ),
        (
            "Weging, https://a.example; https://b.example",
            {"title": "Weging", "link": "https://a.example; https://b.example"},
        ),
        ("", {}),
    ],
)
def test_title_and_link_are_told_apart(item: str, parts: dict[str, str]) -> None:
    assert title_and_link(item) == parts


def test_behind_a_title_that_the_standard_knows_stands_a_link_even_if_it_is_none() -> None:
    titles = ("Data Protection Impact Assessment (DPIA)",)
    item = "Data Protection Impact Assessment (DPIA), opvraagbaar via info@lindewaarde.example"
    assert title_and_link(item, titles) == {"title": titles[0], "link": "opvraagbaar via info@lindewaarde.example"}


@settings(deadline=None)
@given(st.lists(st.text("abc ,.:12{}\"'\\/h", max_size=20), max_size=5))
def test_every_list_can_be_written_flat_and_no_flat_text_breaks_the_readers(titles: list[str]) -> None:
    cell = flat([{"title": title} for title in titles])
    assert isinstance(cell, str)
    for reader in (numbered_items, braced_items):
        for item in reader(cell) or [cell]:
            title_and_link(item)


TITLES = st.text(st.characters(categories=["L", "Zs"]), min_size=1, max_size=30).map(str.strip).filter(bool)


@settings(deadline=None)
@given(st.lists(TITLES, min_size=1, max_size=12))
def test_a_list_of_plain_titles_comes_back_from_its_cell(titles: list[str]) -> None:
    rows = [{"title": " ".join(title.split()), "link": f"{LAW}/{number}"} for number, title in enumerate(titles)]
    assert [title_and_link(item) for item in numbered_items(flat(rows)) or []] == rows


def test_a_cell_holds_other_values_too() -> None:
    assert [flat(value) for value in (None, "x", 3, ["Werk", "Recht"], [])] == ["", "x", "3", "Werk, Recht", ""]
