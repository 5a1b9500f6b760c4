"""When something binds whom: the first case that holds decides, and what may still hold is told as a candidate."""

import datetime as dt
from pathlib import Path

import pytest

from kenbaar.law.knowing import Certainty
from kenbaar.law.results import Days
from tests.law.small_laws import WORDS, said

START = dt.date(2025, 1, 1)
LATER = dt.date(2030, 1, 1)
PARAMETERS = f"""
assumptions:
  - {{fact: breed, value: poodle}}
parameters:
  - {{id: start, {WORDS}, values: [{{known: 2020-01-01, value: 2025-01-01, source: s, confidence: verified}}]}}
  - {{id: later, {WORDS}, values: [{{known: 2020-01-01, value: 2030-01-01, source: s, confidence: verified}}]}}
"""
OUTCOME = f"""
outcomes:
  - {{id: pays, kind: class, {WORDS}, articles: ['1'], clock: c, when: {{always: yes}}}}
"""
TRANSITION = f"""
clocks:
  - id: c
    {WORDS}
    readings:
      - from: start
        binds:
          - {{when: {{not: {{born: {{before: {{parameter: start}}}}}}}}, date: {{later_of: [start, {{fact: moved}}]}}}}
          - when: {{breed: shepherd}}
            article: '2'
            readings:
              - {{id: own, preferred: yes, date: {{fact: moved}}, text: {{nl: Eigen dag., en: Own day.}}}}
              - {{id: all, date: never, text: {{nl: Nooit., en: Never.}}}}
          - {{when: {{dog: yes}}, date: later, why: {{nl: Oud., en: Old.}}}}
          - {{when: {{always: yes}}, date: never}}
"""


def days(folder: Path, clocks: str, **facts: object) -> Days:
    found = said(folder, PARAMETERS + OUTCOME + clocks, dict(facts)).outcome("pays")
    assert found is not None
    assert found.days is not None
    return found.days


def test_a_young_dog_is_bound_from_the_day_it_moved_in(tmp_path: Path) -> None:
    found = days(tmp_path, TRANSITION, born="2026-01-01", moved="2026-03-01")
    assert (found.formal_from, found.effective_from) == (START, START)
    assert found.binds.date == dt.date(2026, 3, 1)
    assert found.binds.certainty is Certainty.CERTAIN
    assert not found.binds.at_earliest
    assert not found.contested


def test_the_day_counts_from_the_first_that_a_vague_date_can_mean(tmp_path: Path) -> None:
    assert days(tmp_path, TRANSITION, born="2026-01-01", moved="2026").binds.date == dt.date(2026, 1, 1)
    assert days(tmp_path, TRANSITION, born="2026-01-01", moved="2024").binds.date == START


def test_without_a_day_of_moving_it_is_the_earliest_day_that_is_possible(tmp_path: Path) -> None:
    binds = days(tmp_path, TRANSITION, born="2026-01-01").binds
    assert (binds.date, binds.at_earliest, binds.missing) == (START, True, ("moved",))
    assert binds.certainty is Certainty.ASSUMED, "it can still come later"


def test_an_old_dog_has_until_later_and_is_told_why(tmp_path: Path) -> None:
    binds = days(tmp_path, TRANSITION, born="2020", breed="poodle", dog=True).binds
    assert (binds.date, binds.certainty) == (LATER, Certainty.CERTAIN)
    assert binds.why is not None
    assert binds.why.en == "Old."


def test_what_is_taken_for_granted_makes_the_day_assumed(tmp_path: Path) -> None:
    binds = days(tmp_path, TRANSITION, born="2020", dog=True).binds
    assert (binds.date, binds.certainty, binds.missing) == (LATER, Certainty.ASSUMED, ("breed",))
    assert binds.candidates == (LATER,), "a day that nobody knows is no candidate"


def test_never_is_a_settled_answer(tmp_path: Path) -> None:
    found = days(tmp_path, TRANSITION, born="2020", breed="poodle", dog=False)
    assert found.binds.never
    assert found.in_force_on(dt.date(2099, 1, 1)) is False


def test_all_days_that_are_possible_are_candidates(tmp_path: Path) -> None:
    found = days(tmp_path, TRANSITION)
    assert found.binds.date is None
    assert not found.binds.never
    assert found.binds.candidates == (START, LATER, None)
    assert found.binds.missing == ("born", "breed", "dog")
    assert found.in_force_on(LATER) is None


def test_a_day_in_force_is_counted_from_its_first_day(tmp_path: Path) -> None:
    found = days(tmp_path, TRANSITION, born="2020", breed="poodle", dog=True)
    assert [found.in_force_on(day) for day in (dt.date(2029, 12, 31), LATER)] == [False, True]


def test_a_day_that_nobody_knows_leaves_it_open(tmp_path: Path) -> None:
    binds = days(tmp_path, TRANSITION, born="2020", breed="shepherd").binds
    assert (binds.date, binds.certainty, binds.missing) == (None, Certainty.OPEN, ("moved",))
    assert not binds.at_earliest
    assert not binds.lies_after(START), "nobody knows"


def test_a_case_that_lawyers_read_in_two_ways_gives_both_days(tmp_path: Path) -> None:
    found = days(tmp_path, TRANSITION, born="2020", breed="shepherd", moved="2026-01-01")
    assert found.contested
    assert [(each.reading, each.preferred, each.day.date, each.day.never) for each in found.readings] == [
        ("own", True, dt.date(2026, 1, 1), False),
        ("all", False, None, True),
    ]
    assert found.binds.date == dt.date(2026, 1, 1), "the preferred one counts"


def test_ways_to_read_a_case_stand_beside_the_ways_to_read_the_clock(tmp_path: Path) -> None:
    text = TRANSITION.replace("- from: start", "- id: rule\n        preferred: yes\n        from: start") + (
        "      - {id: other, from: later, binds: [{when: {always: yes}, date: later}]}\n"
    )
    found = days(tmp_path, text, born="2020", breed="shepherd", moved="2026-01-01")
    assert [(each.reading, each.preferred) for each in found.readings] == [
        ("own", True),
        ("all", False),
        ("other", False),
    ]


@pytest.mark.parametrize(
    ("facts", "later"),
    [
        ({"born": "2020", "breed": "poodle", "dog": True}, True),
        ({"born": "2020", "breed": "poodle", "dog": False}, True),
        ({"born": "2026", "breed": "poodle"}, False),
        ({"born": "2020", "breed": "poodle"}, True),
        ({}, False),
    ],
)
def test_a_day_surely_comes_later_if_each_that_is_possible_does(
    tmp_path: Path, facts: dict[str, object], *, later: bool
) -> None:
    assert days(tmp_path, TRANSITION, **facts).binds.lies_after(dt.date(2027, 1, 1)) is later


READINGS = f"""
clocks:
  - id: base
    {WORDS}
    readings: [{{from: later, binds: [{{when: {{always: yes}}, date: later}}]}}]
  - id: c
    {WORDS}
    readings:
      - {{id: letter, from: start, binds: [{{when: {{always: yes}}, date: start}}]}}
      - {{id: effect, like: base, preferred: yes, text: {{nl: Pas later., en: Only later.}}}}
      - {{id: new, like: base, known_from: 2099-01-01}}
"""


def test_a_day_that_an_amendment_brought_says_so(tmp_path: Path) -> None:
    amended = PARAMETERS.replace(
        "value: 2030-01-01, source: s, confidence: verified}",
        "value: 2030-01-01, source: s, confidence: verified}, "
        "{known: 2021-05-05, value: 2031-01-01, source: s, confidence: verified}",
    )
    texts = "texts: [{id: new, known: 2021-05-05, title: {nl: n, en: n}, act: {nl: w, en: a}, url: u}]\n"
    old_dog: dict[str, object] = {"born": "2020", "breed": "poodle", "dog": True}
    found = said(tmp_path, amended + texts + OUTCOME + TRANSITION, old_dog).outcome("pays")
    assert found is not None
    assert found.days is not None
    assert found.days.binds.text is not None
    assert (found.days.binds.date, found.days.binds.text.id) == (dt.date(2031, 1, 1), "new")
    assert days(tmp_path, TRANSITION, **old_dog).binds.text is None


def test_two_readings_are_both_told_and_the_preferred_one_counts(tmp_path: Path) -> None:
    found = days(tmp_path, READINGS)
    assert (found.formal_from, found.effective_from, found.binds.date) == (START, LATER, LATER)
    assert [reading.reading for reading in found.readings] == ["letter", "effect"]
    assert found.contested


def test_of_readings_without_a_preferred_one_the_first_counts(tmp_path: Path) -> None:
    found = days(tmp_path, READINGS.replace(", preferred: yes", ""))
    assert found.binds.date == START


CASES = f"""
clocks:
  - id: c
    {WORDS}
    cases:
      - {{when: {{dog: yes}}, clock: early}}
      - {{when: {{breed: shepherd}}, clock: late}}
      - {{when: {{bites: yes}}, clock: never}}
      - {{when: {{always: yes}}, clock: early, known_from: 2099-01-01}}
  - {{id: early, {WORDS}, readings: [{{from: start, binds: [{{when: {{always: yes}}, date: start}}]}}]}}
  - {{id: late, {WORDS}, readings: [{{from: later, binds: [{{when: {{always: yes}}, date: later}}]}}]}}
  - {{id: never, {WORDS}, readings: [{{from: later, binds: [{{when: {{always: yes}}, date: never}}]}}]}}
"""


@pytest.mark.parametrize(
    ("facts", "date", "certainty", "candidates"),
    [
        ({"dog": True}, START, Certainty.CERTAIN, ()),
        ({"dog": False, "breed": "shepherd"}, LATER, Certainty.CERTAIN, ()),
        ({"dog": False, "bites": True}, None, Certainty.ASSUMED, ()),
        ({"dog": False, "breed": "poodle", "bites": True}, None, Certainty.CERTAIN, ()),
        ({"bites": True}, None, Certainty.OPEN, (START, None)),
        ({"dog": False, "bites": False}, None, Certainty.ASSUMED, ()),
        ({"dog": False, "breed": "poodle", "bites": False}, None, Certainty.CERTAIN, ()),
        ({"dog": False, "breed": "poodle"}, None, Certainty.CERTAIN, ()),
    ],
)
def test_the_clock_of_the_first_case_that_may_hold_counts(
    tmp_path: Path,
    facts: dict[str, object],
    date: dt.date | None,
    certainty: Certainty,
    candidates: tuple[dt.date | None, ...],
) -> None:
    binds = days(tmp_path, CASES, **facts).binds
    assert (binds.date, binds.certainty, binds.candidates) == (date, certainty, candidates)


def test_a_clock_that_was_read_for_one_thing_is_read_for_the_next_without_asking_again(tmp_path: Path) -> None:
    duty = f"duties: [{{id: d, article: '1', topic: t, {WORDS}, clock: c}}]\n"
    found = said(tmp_path, PARAMETERS + OUTCOME + TRANSITION + duty, {"born": "2026"})
    assert found.duties[0].days is found.outcomes[0].days
