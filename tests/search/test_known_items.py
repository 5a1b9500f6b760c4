"""Known items: whoever knows the name of an entry finds it, also with a mistake in it. And nobody finds strangers."""

import random
import re
import sys
from pathlib import Path

import pytest
from pytest_django import Settings

from kenbaar.register.search.analysis import asked_forms, dictionary_of, stopwords
from kenbaar.register.search.reading import Snapshot, snapshot
from kenbaar.register.search.searching import SearchRequest, search
from kenbaar.register.search.synonyms import other_meanings
from kenbaar.register.search.words import folded_words, raw_words
from kenbaar.values import Language, text_in
from tests.search.test_queries import text_of
from tests.standards.real import needs_data

pytestmark = [needs_data, pytest.mark.django_db]

RANK = 3


@pytest.fixture
def register(real_register: Path, settings: Settings) -> Snapshot:
    settings.SEARCH_INDEX_DIR = real_register
    now = snapshot()
    assert now is not None
    return now


def test_the_name_of_an_entry_finds_it(register: Snapshot, capsys: pytest.CaptureFixture[str]) -> None:
    share, mrr = _found_by({name: name for name in _names(register)})
    with capsys.disabled():
        sys.stdout.write(f"\nknown items: {share:.1%} in the top {RANK}, MRR {mrr:.3f}\n")
    assert share >= 0.95


def test_a_name_with_one_mistake_finds_it(register: Snapshot, capsys: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(7)
    share, mrr = _found_by({name: _mistyped(name, chance) for name in _names(register)})
    with capsys.disabled():
        sys.stdout.write(f"\nknown items with a mistake: {share:.1%} in the top {RANK}, MRR {mrr:.3f}\n")
    assert share >= 0.90


def test_what_is_found_has_the_word_or_another_word_for_it(register: Snapshot) -> None:
    chance = random.Random(11)
    words = sorted(word for word, count in register.lexicon.items() if count >= 3 and len(word) > 4 and word.isalpha())
    for word in chance.sample([word for word in words if word not in stopwords()], 30):
        for hit in search(SearchRequest(word, size=50)).hits:
            assert _has(text_of(hit.reference), word), (word, hit.name)


def _names(register: Snapshot) -> list[str]:
    """Return the names as a Dutch reader sees them, each once."""
    cards = (register.card_of(reference) for reference, _count in register.searcher.terms_with_prefix("reference", ""))
    names = {text_in(card["name"], Language.NL)[0] for card in cards if card}
    return sorted(name for name in names if folded_words(name))


def _found_by(asked: dict[str, str]) -> tuple[float, float]:
    """Return which share is found by what was asked among the first hits, and the mean reciprocal rank."""
    ranks = []
    for name, question in asked.items():
        hits = search(SearchRequest(_as_typed(question), size=RANK)).hits
        same = [n for n, hit in enumerate(hits, start=1) if text_in(hit.name, Language.NL)[0] == name]
        ranks.append(same[0] if same else 0)
    return sum(rank > 0 for rank in ranks) / len(ranks), sum(1 / rank for rank in ranks if rank) / len(ranks)


def _as_typed(name: str) -> str:
    # People do not type the signs of a name, and a minus would leave the word out.
    return re.sub(r"[\"“”„()\[\]]|(?<!\w)-|-(?!\w)", " ", name)


def _mistyped(name: str, chance: random.Random) -> str:
    """Make one mistake in the longest word: a letter too few, two changed about, or a wrong one."""
    longest = max(raw_words(name), key=len)
    if len(longest) < 5:
        return name
    place = chance.randrange(1, len(longest) - 1)
    letter = chance.choice("aeiorstn")
    wrong = chance.choice(
        [
            longest[:place] + longest[place + 1 :],
            longest[:place] + longest[place + 1] + longest[place] + longest[place + 2 :],
            longest[:place] + letter + longest[place + 1 :],
        ]
    )
    return name.replace(longest, wrong, 1)


def _has(text: str, word: str) -> bool:
    """Say whether a text has a word: as it is, in a form, in a compound, or as another word for it."""
    wanted = set(asked_forms(word)) | {form for other in other_meanings((word,)) for form in asked_forms(other[0])}
    words = set(raw_words(text))
    found = {term for language in Language for one in words for term in dictionary_of(language)[one].terms.split()}
    return not wanted.isdisjoint(found)
