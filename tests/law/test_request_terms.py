"""Terms of requests as data: what a file of them can hold, and what is wrong in one is named with its line."""

from pathlib import Path

import pytest

from kenbaar.law.reading import law_book
from kenbaar.rules.content_files import ContentError
from tests.law.small_laws import WORDS, checked

REGIME = f"regimes:\n  - id: town\n    {WORDS}\n"
COUNTING = f"countings:\n  - id: plain\n    {WORDS}\n    article: '1'\n"
TERM = f"request_terms:\n  - id: walk\n    regime: town\n    requests: [explanation]\n    {WORDS}\n    article: '2'\n"
WITHIN = "    within: {count: 2, unit: weeks}\n    counting: plain\n"
READINGS = (
    "    contested:\n      readings:\n"
    "        - {id: strict, preferred: yes, text: {nl: Ja, en: 'Yes'}}\n"
    "        - {id: loose, text: {nl: Nee, en: 'No'}}\n"
)
AFTER = (
    f"    after:\n      {WORDS}\n      within: {{count: 1, unit: months}}\n      article: '3'\n      counting: gone\n"
)


def test_a_term_holds_where_its_regime_and_its_own_condition_do(tmp_path: Path) -> None:
    regime = REGIME + "    when: {dog: yes}\n"
    law = checked(tmp_path, regime + COUNTING + TERM + WITHIN + "    when: {bites: yes}\n").latest
    assert [each.when.facts for each in law.request_terms] == [frozenset({"dog", "bites"})]
    assert {"dog", "bites"} <= law.facts


def test_without_a_term_in_the_law_there_is_none_to_count(tmp_path: Path) -> None:
    law = checked(tmp_path, REGIME + TERM).latest
    assert (law.request_terms[0].shape.within, law.request_terms[0].shape.settled) == (None, True)


@pytest.mark.parametrize(("reading", "settled"), [("strict", True), ("loose", False)])
def test_a_disputed_term_is_settled_in_the_reading_that_is_preferred(
    tmp_path: Path, reading: str, settled: bool
) -> None:
    law = checked(tmp_path, REGIME + COUNTING + TERM + WITHIN + READINGS + f"    counts_in: {reading}\n").latest
    assert law.request_terms[0].shape.settled is settled


WRONG = [
    (TERM.replace("town", "city"), "there is no regime 'city'"),
    (TERM + WITHIN.replace("plain", "gone"), "there is no counting 'gone'"),
    (COUNTING + TERM + WITHIN + AFTER, "there is no counting 'gone'"),
    (TERM + "    within: {count: 2, unit: weeks}\n", "a term says how it is counted"),
    (TERM + "    counting: plain\n", "a term says how it is counted"),
    (TERM + "    extension: {count: 2, unit: weeks}\n", "an extension is of a term"),
    (TERM + WITHIN + "    extension: {count: 2, unit: months}\n", "counted in the same unit"),
    (TERM + WITHIN + READINGS, "names the reading in which it holds"),
    (TERM + WITHIN + READINGS + "    counts_in: other\n", "names the reading in which it holds"),
    (TERM + WITHIN + "    counts_in: strict\n", "names the reading in which it holds"),
    (f"holidays:\n  - id: here\n    {WORDS}\n    article: '1'\n    days: [{{id: x, {WORDS}}}]\n", "a month and a day"),
    (
        f"holidays:\n  - id: here\n    {WORDS}\n    article: '1'\n"
        f"    days: [{{id: x, {WORDS}, month: 1, day: 1, easter: 1}}]\n",
        "a month and a day",
    ),
]


@pytest.mark.parametrize(("text", "says"), WRONG, ids=[says for _text, says in WRONG])
def test_what_is_wrong_in_a_term_is_named_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(ContentError, match=r"dogs\.yaml, line \d+") as refused:
        checked(tmp_path, REGIME + text)
    assert says in str(refused.value)


def test_every_term_of_the_law_has_a_source_and_says_how_sure_it_is() -> None:
    law = law_book().latest
    for each in (*(term.shape for term in law.request_terms), *law.countings.values(), *law.holidays.values()):
        assert each.source
        assert each.confidence


def test_no_term_was_read_in_a_text_that_nobody_read() -> None:
    """Of all terms only the AI Act was read in its own words; what is known second-hand is not called verified."""
    verified = [each.shape.id for each in law_book().latest.request_terms if each.shape.confidence == "verified"]
    assert verified == ["eu_explanation_term"]
