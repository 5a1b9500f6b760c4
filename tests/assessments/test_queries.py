"""Who sees what the law says about an entry, how far the register is, and where a body says something else."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kenbaar.assessments.actions.classifying import classify_entry
from kenbaar.assessments.conclusions import key_of
from kenbaar.assessments.queries.classifications import (
    Disagreement,
    Progress,
    classification_of,
    classification_of_public_version,
    counts_by_class,
    disagreements,
    history_of,
    in_force_on,
    progress,
)
from kenbaar.law.reading import law_book
from kenbaar.people.actors import ANYONE
from kenbaar.people.models import Role
from kenbaar.register.actions.writing import add_version
from kenbaar.register.errors import EntryNotFound, NotAllowed
from kenbaar.register.lifecycle import State
from kenbaar.rules.answers import known
from tests import make
from tests.assessments.world import TODAY, benefits, later, other_law, run, simple

pytestmark = pytest.mark.django_db


def test_the_newest_classification_of_the_latest_version_counts_and_the_others_are_history() -> None:
    entry = make.entry(State.PUBLISHED, says=later(2028))
    run()
    run(book=other_law())
    add_version(entry.reference, sheet=simple(), by=make.OPERATOR, now=make.NOON)
    run(book=other_law())
    latest, public = (
        ask(make.OPERATOR, entry.reference) for ask in (classification_of, classification_of_public_version)
    )
    assert latest is not None
    assert public is not None
    assert (latest.version.number, latest.conclusion.class_id) == (2, "not_ai")
    assert (public.version.number, public.number, public.conclusion.class_id) == (1, 2, "high_risk_annex_iii")
    history = [(each.version.number, each.number) for each in history_of(make.OPERATOR, entry.reference)]
    assert history == [(1, 1), (1, 2), (2, 1)]


def test_nothing_is_known_of_an_entry_that_was_not_classified_or_is_not_public() -> None:
    entry = make.entry(says=benefits())
    assert classification_of(make.OPERATOR, entry.reference) is None
    run()
    assert classification_of_public_version(make.OPERATOR, entry.reference) is None


def test_a_reader_of_the_body_sees_it_and_the_public_does_not() -> None:
    entry = make.entry(State.PUBLISHED, says=benefits())
    run()
    assert classification_of(make.person(Role.READER, at=entry.body), entry.reference) is not None
    for ask in (classification_of, classification_of_public_version, history_of):
        with pytest.raises(NotAllowed):
            ask(ANYONE, entry.reference)
    with pytest.raises(EntryNotFound):
        classification_of(make.OPERATOR, "kb-nothing")


def test_a_duty_binds_from_its_day_on() -> None:
    entry = make.entry(says=later(2028))
    found = classify_entry(entry.reference, by=make.OPERATOR, now=make.NOON, on=TODAY)
    day = dt.date(2028, 2, 1)
    assert "ai_act_26_1" in in_force_on(found, day)
    assert "ai_act_26_1" not in in_force_on(found, day - dt.timedelta(days=1))
    assert "ai_act_4" in in_force_on(found, TODAY)
    without_day = set(found.conclusion.summary["duties"]["none"])
    assert without_day <= set(in_force_on(found, dt.date(2000, 1, 1)))


def test_how_far_the_register_is_with_a_law() -> None:
    make.entry(says=benefits())
    make.entry(says=simple(), at=make.body("gemeente-elders"))
    key = key_of(law_book().at(TODAY))
    run(body="gemeente-elders")
    assert progress(key) == Progress(versions=2, waiting=1)
    assert progress(key, body="gemeente-elders") == Progress(versions=1, waiting=0)
    assert progress(key_of(other_law().at(TODAY))) == Progress(versions=2, waiting=2)


def test_entries_are_counted_by_class_for_whom_they_concern() -> None:
    here = make.entry(says=benefits())
    make.entry(says=simple())
    make.entry(says=simple(), at=make.body("gemeente-elders"))
    make.entry()
    run()
    assert counts_by_class(make.OPERATOR) == {"high_risk_annex_iii": 1, "not_ai": 2, "": 1}
    editor = make.person(Role.EDITOR, at=here.body)
    assert counts_by_class(editor) == {"high_risk_annex_iii": 1, "not_ai": 1, "": 1}
    assert counts_by_class(ANYONE) == {}


def test_where_a_body_says_another_class_or_category_than_follows() -> None:
    lighter = benefits().with_answers({"risk_class": known("minimal"), "publication_category": known("other")})
    agreed = benefits().with_answers({"risk_class": known("high_risk"), "publication_category": known("high_risk_ai")})
    entry = make.entry(says=lighter)
    make.entry(says=agreed)
    run()
    assert list(disagreements(make.OPERATOR)) == [
        Disagreement(entry.reference, entry.body.slug, "risk_class", "minimal", "high_risk", certain=False),
        Disagreement(entry.reference, entry.body.slug, "publication_category", "other", "high_risk_ai", certain=False),
    ]
    assert list(disagreements(ANYONE)) == []


def test_transparency_duties_beside_a_lighter_class_make_the_class_transparency() -> None:
    sheet = benefits(
        profiling=False,
        narrow_conditions=["narrow_task"],
        no_significant_risk=True,
        transparency_triggers=["interacts"],
        roles=["provider", "deployer"],
    )
    made = make.entry(says=sheet.with_answers({"risk_class": known("minimal")}))
    run()
    found = classification_of(make.OPERATOR, made.reference)
    assert found is not None
    assert found.conclusion.class_id == "annex_iii_not_high_risk"
    [risk_class] = [each for each in disagreements(make.OPERATOR) if each.fact == "risk_class"]
    assert risk_class.follows == "transparency"


def test_a_class_that_is_open_and_a_blank_are_no_disagreement() -> None:
    make.entry(says=make.sheet(risk_class=known("minimal"), publication_category={"blank": "unknown"}))
    make.entry(says=benefits().with_answers({"publication_category": {"blank": "unknown"}}))
    run()
    assert list(disagreements(make.OPERATOR)) == []


def test_a_list_of_the_whole_register_is_one_question_to_the_database() -> None:
    for year in range(2030, 2036):
        make.entry(says=later(year).with_answers({"risk_class": known("minimal")}))
    run()
    with CaptureQueriesContext(connection) as queries:
        assert len(list(disagreements(make.OPERATOR))) >= 6
    assert len(queries) == 1
