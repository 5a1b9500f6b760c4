"""Reading a question: operators that people know, and no text that breaks it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kenbaar.register.search.asking import Question, parse


def _read(question: Question) -> list[str]:
    """Write a question the way one would read it aloud."""
    shown = []
    for clause in question.clauses:
        leaves = [f'"{" ".join(leaf.words)}"' if leaf.is_phrase else " ".join(leaf.words) for leaf in clause.leaves]
        shown.append(("not " if clause.negated else "") + " or ".join(leaves))
    return shown


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("huur toeslag", ["huur", "toeslag"]),
        ("de huur van het huis", ["huur", "huis"]),
        ("huur OF zorg toeslag", ["huur or zorg", "toeslag"]),
        ("huur OR zorg", ["huur or zorg"]),
        ("huur of zorg", ["huur", "zorg"]),
        ("huur EN zorg AND toeslag", ["huur", "zorg", "toeslag"]),
        ("parkeren -amsterdam", ["parkeren", "not amsterdam"]),
        ("parkeren NIET amsterdam", ["parkeren", "not amsterdam"]),
        ("parking NOT amsterdam", ["parking", "not amsterdam"]),
        ('"sociaal domein" zorg', ['"sociaal domein"', "zorg"]),
        ("“sociaal domein”", ['"sociaal domein"']),
        ('-"sociaal domein"', ['not "sociaal domein"']),
        ("(huur OF zorg) (toeslag)", ["huur or zorg", "toeslag"]),
        ("e-mail", ["e mail"]),
        ("Risico's?", ["risico"]),
        ("naam:toeslag", ["naam", "toeslag"]),
        ("de het een", ["de", "het", "een"]),
        ("OM", ["om"]),
        ("HET ALGORITME", ["algoritme"]),
        ("OF huur", ["huur"]),
        ("huur OF", ["huur"]),
        ('huur "zorg', ["huur", "zorg"]),
        ("- * ?", []),
        ("", []),
    ],
)
def test_a_question_is_read_as_people_mean_it(text: str, read: list[str]) -> None:
    assert _read(parse(text)) == read


def test_what_could_not_be_used_is_told() -> None:
    assert parse("huur *** toeslag").unused == ("***",)


def test_a_question_without_end_is_cut_and_says_so() -> None:
    question = parse(" ".join(f"woord{n}" for n in range(60)))
    assert len(question.clauses) < 60
    assert question.unused


@given(
    st.text(alphabet=st.sampled_from('ab -"()[]*?:~^\\/+&|ORNTIEF\ud800\x00é’'), max_size=200) | st.text(max_size=300)
)
def test_no_text_is_too_strange_to_be_a_question(text: str) -> None:
    question = parse(text)
    for leaf in (leaf for clause in question.clauses for leaf in clause.leaves):
        assert 0 <= leaf.start <= leaf.end <= len(question.text)
