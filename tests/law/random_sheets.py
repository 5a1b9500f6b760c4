"""Random answers to the facts of the real vocabulary that the law looks at, as somebody could give them."""

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from kenbaar.law.classifying import classify
from kenbaar.law.reading import law_book
from kenbaar.law.results import Classification
from kenbaar.rules.answers import Answer, Sheet, known, unknown
from kenbaar.rules.facts import Fact, FactType, vocabulary

TODAY = dt.date(2026, 11, 24)
LAW = law_book().at(TODAY)
# In the order of the vocabulary, so that a failing example is the same on every machine.
FACTS = tuple(fact for fact in vocabulary() if fact.id in LAW.facts)
_DATES = ("2024", "2025-08", "2026", "2026-08-01", "2026-08-02", "2027", "2027-08-02", "2027-12", "2028-03-01", "2029")


def classified(answers: Sheet) -> Classification:
    """Return what the law of today says."""
    return classify(LAW, answers, on=TODAY)


def values(fact: Fact) -> st.SearchStrategy[Any]:
    """Give values that fit a fact."""
    match fact.type:
        case FactType.YES_NO:
            return st.booleans()
        case FactType.CHOICE:
            return st.sampled_from([option.id for option in fact.options])
        case FactType.CHOICES:
            together = [option.id for option in fact.options if not option.alone]
            several = st.lists(st.sampled_from(together), min_size=1, max_size=3, unique=True)
            alone = [option.id for option in fact.options if option.alone]
            return st.one_of(several, st.sampled_from(alone).map(lambda option: [option])) if alone else several
        case FactType.NUMBER:
            return st.sampled_from([0, 9_999, 10_000, 10_001])
        case FactType.DATE:
            return st.sampled_from(_DATES)
        case _:
            raise AssertionError(f"{fact.id} is a {fact.type}: say here what it can be")


def answers(fact: Fact) -> st.SearchStrategy[Answer]:
    """Give answers to a fact, one of which is that nobody knows."""
    return st.one_of(values(fact).map(known), st.just(unknown()))


@st.composite
def sheets(draw: st.DrawFn, *, without: frozenset[str] = frozenset()) -> Sheet:
    """Give sheets with some of the facts, or nearly all, in any order."""
    asked = draw(st.permutations([fact for fact in FACTS if fact.id not in without]))
    number = draw(st.integers(min_value=0, max_value=len(asked)))
    return Sheet({fact.id: draw(answers(fact)) for fact in asked[:number]})
