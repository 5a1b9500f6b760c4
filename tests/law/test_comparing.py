"""What a change of the text of a law means for one system."""

import datetime as dt

from kenbaar.law.classifying import classify
from kenbaar.law.comparing import Comparison, compared, day_before_text
from kenbaar.law.reading import law_book
from kenbaar.rules.facts import vocabulary
from kenbaar.rules.loose import sheet_of

TODAY = dt.date(2026, 11, 25)
BEFORE = dt.date(2026, 7, 23)
BASE = {"ai_system": "yes", "in_union": True, "exclusions": ["none"], "supply": "bought"}


def difference(facts: dict[str, object]) -> Comparison:
    sheet = sheet_of({**BASE, **facts}, vocabulary())
    then = classify(law_book().at(BEFORE), sheet, on=TODAY, known=BEFORE)
    return compared(then, classify(law_book().at(TODAY), sheet, on=TODAY, known=TODAY), law="ai_act")


def test_the_day_before_the_amendment_is_the_last_day_of_the_old_text() -> None:
    assert day_before_text(law_book(), law="ai_act", known=TODAY) == BEFORE
    assert day_before_text(law_book(), law="ai_act", known=BEFORE) is None
    assert day_before_text(law_book(), law="nobody's", known=TODAY) is None


def test_the_same_class_can_bind_from_another_day() -> None:
    found = difference(
        {"annex_iii": ["5a"], "profiling": True, "start_date": "2026-09-01", "first_placed": "2026-09-01"}
    )
    assert found.same_class and not found.nothing
    change = next(each for each in found.outcomes if each.now and each.now.shape.id == "high_risk_annex_iii")
    assert change.then and change.then.days and change.now and change.now.days
    assert change.then.days.effective_from < change.now.days.effective_from
    assert found.duties


def test_a_new_prohibition_changes_the_class() -> None:
    found = difference({"prohibited_practices": ["child_abuse_material"], "imagery_link": ["used_for_it"]})
    assert not found.same_class and not found.nothing
    assert any(each.then is None and each.now and each.now.shape.id == "prohibited" for each in found.outcomes)


def test_only_the_law_that_is_asked_for_is_compared_and_nothing_can_be_the_answer() -> None:
    sheet = sheet_of(BASE, vocabulary())
    now = classify(law_book().at(TODAY), sheet, on=TODAY, known=TODAY)
    assert compared(now, now, law="ai_act").nothing
    then = classify(law_book().at(BEFORE), sheet, on=TODAY, known=BEFORE)
    assert all(
        (each.now or each.then).shape.law == "gdpr"  # type: ignore[union-attr]  # one of the two is there
        for each in compared(then, now, law="gdpr").duties
    )


def test_what_no_longer_holds_is_named_as_such() -> None:
    found = difference({"annex_i": ["machinery"], "safety_role": "product", "third_party_assessment": "required"})
    assert any(each.now is None and each.then for each in found.outcomes)
