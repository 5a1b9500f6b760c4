"""What changed between two versions can be read by everyone, and nothing of either text is lost."""

from hypothesis import given
from hypothesis import strategies as st

from kenbaar.register.differences import Kind, differences, word_segments
from kenbaar.rules.answers import Answer, Sheet, known, not_applicable, not_yet
from kenbaar.rules.facts import vocabulary

WORDS = ("een", "auto", "met", "camera's", "leest", "kentekens", "en", "stuurt", "boetes", ".")
words = st.lists(st.sampled_from(WORDS), max_size=12)


def _changes(old: dict[str, Answer], new: dict[str, Answer], language: str = "nl") -> list[tuple[str, str, str]]:
    found = differences(Sheet(old), Sheet(new), vocabulary(), language=language)
    return [
        (one.fact.id, one.language, "".join(f"{'-+='['ras'.index(each.kind[0])]}{each.text}" for each in one.segments))
        for one in found
    ]


def test_a_changed_word_is_shown_within_its_sentence() -> None:
    old, new = known({"nl": "Een auto leest alle kentekens."}), known({"nl": "Een auto leest de kentekens."})
    assert _changes({"summary": old}, {"summary": new}) == [("summary", "nl", "=Een auto leest- alle+ de= kentekens.")]


def test_a_text_that_was_rewritten_is_shown_whole_and_not_as_confetti() -> None:
    segments = word_segments("Er is geen controle door een mens.", "Een medewerker kijkt, en dat is bij elke boete zo.")
    assert [segment.kind for segment in segments] == [Kind.REMOVED, Kind.ADDED]


def test_a_text_that_appears_in_one_language_leaves_the_other_alone() -> None:
    old, new = known({"nl": "Naam"}), known({"nl": "Naam", "en": "Name"})
    assert _changes({"name": old}, {"name": new}) == [("name", "en", "+Name")]


def test_blanks_are_told_apart_from_answers_and_from_nothing() -> None:
    old = {"status": known("in_use"), "end_date": not_yet("2027-01")}
    new = {"end_date": not_applicable({"nl": "Het blijft."})}
    assert [(fact, text) for fact, _language, text in _changes(old, new)] == [
        ("status", "-In gebruik"),
        ("end_date", "-Nog niet bekend: 2027-01+Niet van toepassing: Het blijft."),
    ]


def test_options_are_worded_in_the_language_of_the_reader() -> None:
    old, new = {"status": known("in_use")}, {"status": known("out_of_use")}
    assert _changes(old, new, "en") == [("status", "", "-In use+Out of use")]


@given(old=words, new=words)
def test_both_texts_can_be_read_back_from_their_difference(old: list[str], new: list[str]) -> None:
    before, after = " ".join(old), " ".join(new)
    segments = word_segments(before, after)
    assert "".join(one.text for one in segments if one.kind is not Kind.ADDED) == before
    assert "".join(one.text for one in segments if one.kind is not Kind.REMOVED) == after
