"""Searching a small invented register: choices, counts, order, pages, marks, suggestions and look-alikes."""

import datetime as dt
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as with_settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries, Settings

from kenbaar.register.actions import steps
from kenbaar.register.following import follow
from kenbaar.register.lifecycle import State
from kenbaar.register.models import Entry
from kenbaar.register.references import reference_from
from kenbaar.register.search.highlighting import Piece
from kenbaar.register.search.searching import FACETS, SearchRequest, SearchResult, Sort, search
from kenbaar.register.search.similar import similar
from kenbaar.register.search.suggesting import suggest
from kenbaar.rules.answers import known
from kenbaar.values import Language
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def index(tmp_path: Path, settings: Settings) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path


def _publish(
    name: str, summary: str = "Niets bijzonders.", *, at: str = "gemeente-lindewaarde", day: int = 1, **facts: object
) -> Entry:
    says = make.sheet(name, summary=known({"nl": summary}), **{fact: known(value) for fact, value in facts.items()})
    entry = make.entry(
        State.REVIEW, at=make.body(at, type="waterschap" if "waterschap" in at else "gemeente"), says=says
    )
    return steps.publish(entry.reference, by=make.OPERATOR, now=make.NOON, on=make.NOON + dt.timedelta(days=day))


def _names(result: SearchResult) -> list[str]:
    return [hit.name["nl"] for hit in result.hits]


def _shown(pieces: tuple[Piece, ...]) -> str:
    return "".join(f"[{piece.text}]" if piece.hit else piece.text for piece in pieces)


def test_a_choice_narrows_the_hits_and_the_counts_of_the_other_facets_but_not_its_own() -> None:
    _publish("Parkeren", theme=["traffic"])
    _publish("Parkeervergunning", theme=["traffic", "law"])
    _publish("Parkeren bij de dijk", at="waterschap-de-eem", theme=["nature"])
    follow()
    free = search(SearchRequest("parkeren"))
    assert set(free.facets) == set(FACETS)
    assert free.facets["body_type"] == {"gemeente": 2, "waterschap": 1}
    chosen = search(SearchRequest("parkeren", chosen={"body_type": frozenset({"gemeente"})}))
    assert chosen.total == 2
    assert chosen.facets["body_type"] == {"gemeente": 2, "waterschap": 1}
    assert chosen.facets["theme"] == {"traffic": 2, "law": 1}
    both = search(SearchRequest("parkeren", chosen={"theme": frozenset({"law", "nature"})}))
    assert sorted(_names(both)) == ["Parkeervergunning", "Parkeren bij de dijk"]


def test_counts_come_highest_first_and_know_laws_and_assessments() -> None:
    for number in range(3):
        _publish(f"Wet {number}", legal_basis={"nl": "AVG" if number else "AVG en Gemeentewet"}, dpia=bool(number))
    follow()
    facets = search(SearchRequest()).facets
    assert list(facets["legal_basis"].items()) == [("avg", 3), ("gemeentewet", 1)]
    assert facets["impact_assessments"] == {"dpia": 2}


def test_a_choice_that_nobody_offered_finds_nothing_and_breaks_nothing() -> None:
    _publish("Parkeren")
    follow()
    for chosen in ({"body": frozenset({"\ud800"})}, {"theme": frozenset({"x" * 5000})}, {"status": frozenset({""})}):
        assert search(SearchRequest("parkeren", chosen=chosen)).total == 0
    assert search(SearchRequest("parkeren", chosen={"colour": frozenset({"red"})})).total == 1


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (Sort.NEWEST, ["Ábel", "Zebra", "midden"]),
        (Sort.OLDEST, ["midden", "Zebra", "Ábel"]),
        (Sort.NAME, ["Ábel", "midden", "Zebra"]),
        (None, ["Ábel", "Zebra", "midden"]),
    ],
)
def test_hits_come_in_the_order_that_was_asked(sort: Sort | None, order: list[str]) -> None:
    for day, name in enumerate(("midden", "Zebra", "Ábel"), start=1):
        _publish(name, day=day)
    follow()
    assert _names(search(SearchRequest(sort=sort))) == order


def test_pages_follow_on_each_other_without_gaps_or_repeats() -> None:
    for number in range(7):
        _publish(f"Parkeren {number}")
    follow()
    for sort in (None, *Sort):
        pages = [search(SearchRequest("parkeren", sort=sort, page=page, size=3)) for page in (1, 2, 3, 4)]
        assert [len(page.hits) for page in pages] == [3, 3, 1, 0]
        assert len({hit.reference for page in pages for hit in page.hits}) == 7
        assert {page.total for page in pages} == {7}


@pytest.mark.parametrize(("page", "size"), [(0, 20), (-1, 20), (10**12, 20), (1, 0), (1, 10**12)])
def test_a_page_that_cannot_be_is_no_error(page: int, size: int) -> None:
    _publish("Parkeren")
    follow()
    assert search(SearchRequest("parkeren", page=page, size=size)).total == 1


def test_the_name_counts_more_than_the_text_and_the_body_more_than_a_mention() -> None:
    _publish("Iets anders", "Hier gaat het ook over toeslagen en nog eens een toeslag.")
    _publish("Toeslag")
    follow()
    assert _names(search(SearchRequest("toeslag"))) == ["Toeslag", "Iets anders"]


def test_a_hit_marks_whole_words_and_never_makes_html() -> None:
    _publish("Berekenen <b>huurtoeslag</b>", "Wij berekenen de Huurtoeslagen & meer.")
    follow()
    (hit,) = search(SearchRequest("toeslag")).hits
    assert _shown(hit.marked_name) == "Berekenen <b>[huurtoeslag]</b>"
    assert _shown(hit.excerpt) == "Wij berekenen de [Huurtoeslagen] & meer."
    assert "".join(piece.text for piece in hit.marked_name) == hit.name["nl"]


def test_an_excerpt_shows_the_place_that_was_found_between_whole_words() -> None:
    filler = "Dit is een zin zonder veel inhoud. " * 20
    _publish("Zuivering", "Kort.", purpose={"nl": f"{filler}Daarna meet de sensor het zuurstofgehalte. {filler}"})
    follow()
    (hit,) = search(SearchRequest("zuurstof")).hits
    text = _shown(hit.excerpt)
    assert "[zuurstofgehalte]" in text
    assert text.startswith("… ") and text.endswith(" …")
    assert len(text) < 260
    inside = text.strip("… ").replace("[", "").replace("]", "")
    assert inside in filler + "Daarna meet de sensor het zuurstofgehalte. " + filler


def test_a_phrase_is_marked_as_one() -> None:
    _publish("Sociaal domein", "Het sociaal domein en het sociaal  domein, maar geen domein alleen.")
    follow()
    (hit,) = search(SearchRequest('"sociaal domein"')).hits
    assert _shown(hit.excerpt) == "Het [sociaal domein] en het [sociaal  domein], maar geen domein alleen."


def test_a_reader_gets_the_language_that_was_asked_for_where_there_is_one() -> None:
    both = {"nl": "Waar vuurwerk wordt afgestoken.", "en": "Where fireworks are lit."}
    says = make.sheet().with_answers({"name": known({"nl": "Vuurwerk", "en": "Fireworks"}), "summary": known(both)})
    entry = make.entry(State.REVIEW, says=says)
    steps.publish(entry.reference, by=make.OPERATOR, now=make.NOON)
    follow()
    for language, name in ((Language.NL, "[Vuurwerk]"), (Language.EN, "[Fireworks]")):
        (hit,) = search(SearchRequest("vuurwerk", language)).hits
        assert (_shown(hit.marked_name), hit.name_language, hit.excerpt_language) == (name, language, language)


def test_when_no_entry_has_all_words_those_with_some_are_shown_and_it_says_so() -> None:
    _publish("Parkeren")
    _publish("Kinderopvang")
    follow()
    result = search(SearchRequest("parkeren kinderopvang"))
    assert (result.total, result.relaxed) == (2, True)


def test_a_mistake_in_typing_is_forgiven_and_named() -> None:
    _publish("Parkeervergunning")
    follow()
    result = search(SearchRequest("parkeervergunnig aanvragen"))
    assert _names(result) == ["Parkeervergunning"]
    result = search(SearchRequest("parkervergunning"))
    assert (_names(result), result.did_you_mean) == (["Parkeervergunning"], "parkeervergunning")


def test_no_word_is_suggested_that_finds_nothing() -> None:
    _publish("Parkeervergunning")
    follow()
    result = search(SearchRequest("xyzzyxyzzy"))
    assert (result.total, result.did_you_mean) == (0, None)


def test_a_word_of_the_dictionary_is_not_taken_for_a_mistake() -> None:
    _publish("Detentie")
    follow()
    result = search(SearchRequest("dementie"))
    assert (result.total, result.did_you_mean) == (0, None)


def test_parts_of_a_compound_that_stand_apart_are_found_as_a_lesser_answer() -> None:
    _publish("Scholen", "Hoe wij de kwaliteit van het onderwijs meten.")
    follow()
    result = search(SearchRequest("onderwijskwaliteit"))
    assert (_names(result), result.relaxed) == (["Scholen"], True)


def test_a_reference_finds_its_entry() -> None:
    entry = _publish("Parkeren")
    _publish("Iets anders")
    follow()
    for asked in (entry.reference, entry.reference.upper()):
        assert [hit.reference for hit in search(SearchRequest(asked)).hits] == [entry.reference]


def test_a_reference_without_a_digit_finds_its_entry() -> None:
    keys = (f"number {number}" for number in count())
    key = next(key for key in keys if not any(map(str.isdigit, reference_from(key))))
    entry = make.entry(State.PUBLISHED, key=key)
    follow()
    assert entry.reference == reference_from(key)
    assert [hit.reference for hit in search(SearchRequest(entry.reference)).hits] == [entry.reference]


def test_searching_asks_the_database_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(5):
        _publish(f"Parkeren {number}")
    follow()
    with django_assert_num_queries(0):
        assert search(SearchRequest("parkeren")).total == 5


HOSTILE = [
    *("*", '"', '""', "((((", "-", "OR", "OR OR OR", "NOT", "NIET NIET -", '-"', "name:*", "a OR", "-parkeren", "🙂"),
    *("a" * 10_000, "woord " * 2_000, '"' * 999, "a-b-c-d-e-f-g-h-i-j-k-l-m" * 20, "?:~^\\/[]{}!", "\x00\ud800"),
    *("../../etc/passwd", "'; DROP TABLE entry; --", "<script>alert(1)</script>", "🚗 parkeren"),
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_question_is_too_strange(text: str) -> None:
    _publish("Parkeren")
    follow()
    assert search(SearchRequest(text)).total in {0, 1}
    suggest(text, language=Language.NL)


@with_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.text(max_size=80))
def test_no_text_breaks_the_search(text: str) -> None:
    if search(SearchRequest()).total == 0:
        _publish("Parkeren")
        follow()
    search(SearchRequest(text))
    suggest(text, language=Language.EN)


def _suggested(text: str, kind: str) -> list[str]:
    return [one.label for one in suggest(text, language=Language.NL) if one.kind == kind]


def test_suggestions_complete_names_bodies_and_words() -> None:
    entry = _publish("Berekenen huurtoeslag", "De toeslagen voor huurders.")
    _publish("Zorgtoeslag", "Alle toeslagen samen.")
    make.body("gemeente-lindewaarde", abbreviation="GLW")
    follow()
    assert "Berekenen huurtoeslag (Gemeente Lindewaarde)" in _suggested("toes", "entry")
    assert "Berekenen huurtoeslag (Gemeente Lindewaarde)" in _suggested("huur", "entry")
    assert _suggested("berekenen h", "entry") == ["Berekenen huurtoeslag (Gemeente Lindewaarde)"]
    assert _suggested("glw", "body") == _suggested("gemeente lin", "body") == ["Gemeente Lindewaarde"]
    assert _suggested("toesl", "word") == ["toeslagen"]
    (first,) = (one for one in suggest("berekenen hu", language=Language.NL) if one.kind == "entry")
    assert first.key == entry.reference


def test_a_name_that_many_bodies_use_is_suggested_once_as_something_to_search_for() -> None:
    for slug in ("gemeente-lindewaarde", "gemeente-berkenoord"):
        _publish("Veilig mailen", at=slug)
    follow()
    assert [(one.kind, one.label) for one in suggest("veilig m", language=Language.NL)] == [("word", "Veilig mailen")]


def test_nothing_typed_suggests_nothing_and_no_list_is_longer_than_asked() -> None:
    for number in range(12):
        _publish(f"Parkeren {number}")
    follow()
    assert suggest(" ", language=Language.NL) == ()
    assert len(suggest("par", language=Language.NL, limit=5)) == 5


def test_similar_entries_share_rare_words_and_never_include_the_entry_itself() -> None:
    scan = _publish("Scanauto parkeren", "Een scanauto leest kentekens van geparkeerde auto's.")
    same = _publish("Parkeercontrole met scanauto", "De scanauto controleert kentekens.")
    _publish("Kinderopvangtoeslag", "Wij berekenen de toeslag voor ouders.")
    follow()
    found = [hit.reference for hit in similar(scan.reference)]
    assert found[0] == same.reference
    assert scan.reference not in found
    assert similar("kb-0000000000") == ()


def test_who_types_the_name_of_a_theme_finds_what_it_holds() -> None:
    _publish("Bijstand", theme=["social_security"])
    _publish("Dijkbewaking", theme=["nature"])
    follow()
    for words in ("sociale zekerheid", '"sociale zekerheid"', "social security"):
        assert _names(search(SearchRequest(words))) == ["Bijstand"]


def test_a_question_without_a_word_shows_everything_and_says_so() -> None:
    _publish("Parkeren")
    follow()
    assert search(SearchRequest("😀")).everything
    assert not search(SearchRequest("")).everything
    assert not search(SearchRequest("parkeren 😀")).everything
