"""Files of facts: read strictly, and refused with one clear sentence."""

import datetime as dt

import pytest

from kenbaar.rules import fact_files
from kenbaar.rules.fact_files import read_facts
from kenbaar.rules.loose import FactsRefused


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"ai_system: yes\n", "facts.yaml"),
        (b'{"ai_system": true}', "facts.json"),
        (b'{"ai_system": true}', ""),
        (b"ai_system: yes\n", ""),
        (b"\xef\xbb\xbf{'ai_system': yes}", "facts.yml"),
    ],
)
def test_facts_are_read_from_json_and_yaml(content: bytes, name: str) -> None:
    assert read_facts(content, name=name) == {"ai_system": True}


@pytest.mark.parametrize("day", ["2026-02-30", "0000-01-01", "2026-13-01"])
def test_a_day_that_does_not_exist_stays_a_text_so_that_its_fact_can_be_named(day: str) -> None:
    assert read_facts(f"first_placed: {day}\nstart_date: 2026-01-02\n".encode(), name="facts.yaml") == {
        "first_placed": day,
        "start_date": dt.date(2026, 1, 2),
    }


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"x" * (fact_files.MOST_BYTES + 1), "", "leave out what does not belong"),
        (b"\xff\xfe", "facts.yaml", "no text in UTF-8"),
        (b'{"a": 1,}', "facts.json", "line 1 is no JSON"),
        (b"[" * 50_000, "facts.json", "flatter|no JSON"),
        (b'{"a": 1, "a": 2}', "facts.json", "stands in the file twice"),
        (b'{"a": NaN}', "facts.json", "NaN is no number"),
        (b'{"a": ' + b"9" * 5_000 + b"}", "facts.json", "a number that cannot be read"),
        (b'{"a": ' + b"9" * 30 + b"}", "facts.json", "too large"),
        (b'{"a": "\\ud800"}', "facts.json", "half a character"),
        (b'{"a": "\\u0000"}', "facts.json", "a null character"),
        (b"a: &x 1\nb: *x\n", "facts.yaml", "refers to another part"),
        (b"a: 1\na: 2\n", "facts.yaml", "second time"),
        (b"a: [\n", "facts.yaml", "no YAML: line 2: did not find"),
        (b"a: 1\n\tb: 2\n", "facts.yaml", "no YAML: line 2: found a tab character"),
        (b'a: "\x01"', "facts.yaml", "control characters are not allowed"),
        (b'{"a": ' + b"[" * 30 + b"]" * 30 + b"}", "facts.json", "nested more than"),
    ],
)
def test_a_broken_or_hostile_file_gets_one_sentence(content: bytes, name: str, said: str) -> None:
    with pytest.raises(FactsRefused, match=said):
        read_facts(content, name=name)
