"""What comes from elsewhere is refused when it is too big, too deep, or not what it says it is."""

import pytest

from kenbaar.rules.foreign import guarding
from kenbaar.rules.foreign.guarding import Finding, QuestionnaireRefused, untrusted_json, untrusted_yaml


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "no JSON"),
        (b"[" * 500 + b"]" * 500, "nested more than"),
        (b'"' + b"x" * guarding.MOST_BYTES + b'"', "Divide it in parts"),
        (b"[" + b"1," * guarding.MOST_PARTS + b"1]", "more than"),
    ],
)
def test_hostile_json_gets_one_clear_sentence(content: bytes, said: str) -> None:
    with pytest.raises(QuestionnaireRefused, match=said):
        untrusted_json(content)


def test_honest_json_is_read() -> None:
    assert untrusted_json(b'{"a": [1, "b", {"c": null}]}') == {"a": [1, "b", {"c": None}]}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a: &x 1\nb: *x\n", r"refers to another part of itself \(\*x\)"),
        (b"[" * 100 + b"]" * 100, "nested more than"),
        (b"a: [", "no YAML"),
        (b"\xff\xfe\x00", "no YAML"),
        (b"a: 1\na: 2\n", "second time"),
        (b"x" * (guarding.MOST_BYTES + 1), "Divide it in parts"),
    ],
)
def test_hostile_yaml_gets_one_clear_sentence(content: bytes, said: str) -> None:
    with pytest.raises(QuestionnaireRefused, match=said):
        untrusted_yaml(content, "test.yaml")


def test_a_finding_names_its_place() -> None:
    assert str(Finding("page > question", "is not read")) == "page > question: is not read"
