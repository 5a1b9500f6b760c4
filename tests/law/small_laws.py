"""Small invented laws about dogs, read from files as the real law is."""

import datetime as dt
from pathlib import Path

from kenbaar.law.classifying import classify
from kenbaar.law.reading import LawBook, check_law, read_law
from kenbaar.law.results import Classification
from kenbaar.rules.facts import Fact, FactType, Option, Section, Vocabulary
from kenbaar.rules.loose import sheet_of
from kenbaar.values import both

TODAY = dt.date(2026, 1, 1)
HEAD = "law: dogs\nknown_from: 2020-01-01\nsource: the town crier\nconfidence: verified\n"
WORDS = "label: {nl: Hond, en: Dog}"


def _fact(fact_id: str, kind: FactType, *options: str) -> Fact:
    made = tuple(Option(id=each, label=both(each, each), provision=f"Dog Act, {each}") for each in options)
    return Fact(id=fact_id, type=kind, label=both(fact_id, fact_id), help=both("Hulp.", "Help."), options=made)


FACTS = Vocabulary(
    (
        Section(
            id="dogs",
            label=both("Honden", "Dogs"),
            facts=(
                _fact("dog", FactType.YES_NO),
                _fact("bites", FactType.YES_NO),
                _fact("breed", FactType.CHOICE, "poodle", "shepherd"),
                _fact("tricks", FactType.CHOICES, "sit", "roll"),
                _fact("weight", FactType.NUMBER),
                _fact("born", FactType.DATE),
                _fact("moved", FactType.DATE),
            ),
        ),
    )
)


def book(folder: Path, text: str, *, head: str = HEAD) -> LawBook:
    """Return the law in one file, as it is read; what is wrong in it may show only when it is asked."""
    (folder / "dogs.yaml").write_text(head + text, encoding="utf-8")
    return read_law(folder, FACTS)


def checked(folder: Path, text: str, *, head: str = HEAD) -> LawBook:
    """Return the law in one file, checked for every day."""
    made = book(folder, text, head=head)
    check_law(made)
    return made


def said(
    folder: Path, text: str, facts: dict[str, object], *, on: dt.date = TODAY, known: dt.date = TODAY
) -> Classification:
    """Return what a law in one file says about these facts."""
    return classify(checked(folder, text).at(known), sheet_of(facts, FACTS), on=on, known=known)
