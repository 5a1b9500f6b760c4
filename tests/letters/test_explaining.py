"""What somebody is told about their decision: all that is known of it, with why it is told and what is not."""

import datetime as dt
from typing import Any

import pytest

from kenbaar.decisions.profile import Basis, RouteKind
from kenbaar.law.classifying import classify
from kenbaar.law.reading import law_book
from kenbaar.letters.bases import Because, bases_of
from kenbaar.letters.explaining import Happening, explain
from kenbaar.letters.explanation import Explanation, Section
from kenbaar.letters.plain import text_of
from kenbaar.rules.answers import Sheet, known
from tests.letters.world import CONTENT, decision, profile

TODAY = dt.date(2026, 11, 29)


def explained(language: str = "nl", given: dict[str, Any] | None = None, **changes: Any) -> Explanation:
    return explain(profile(**changes), decision(**(given or {})), language)


def section(explanation: Explanation, name: str) -> Section:
    return next(each for each in explanation.sections if each.id == name)


def text(explanation: Explanation, name: str) -> str:
    return "\n".join(each.text for each in section(explanation, name).paragraphs)


def test_what_is_not_there_has_no_heading() -> None:
    bare = explained(
        given={"values": {}, "contributions": {}, "person_class": "", "human": "", "reasons": "", "settings": ""},
        data=[],
        parameters=[],
        routes=[],
        withheld=[],
        selection=None,
        human_part={},
    )

    assert [each.id for each in bare.sections] == ["decided", "algorithm", "more"]


def test_without_a_human_it_says_so() -> None:
    alone = explained(given={"human": ""}, automation="sole", human_part={})

    assert text(alone, "human") == "Er keek geen mens mee toen dit besluit werd genomen."


def test_a_human_who_looked_is_told_without_a_claim_who_decided() -> None:
    ground = {"sole_ground": {"nl": "De wet staat dit toe.", "en": "The law allows it.", "fr": "La loi le permet."}}
    looked = explained(given={"human": "Een medewerker keek het na."}, automation="sole", **ground)
    nobody = explained(given={"human": ""}, automation="sole", **ground)

    assert "Een mens keek mee." in text(looked, "algorithm") and "zonder mens" not in text(looked, "algorithm")
    assert "Er keek geen mens mee" not in str(looked)
    assert "zonder mens: De wet staat dit toe." in text(nobody, "algorithm")
    assert text(nobody, "human").startswith("Er keek geen mens mee")


def test_bars_are_drawn_where_all_figures_have_one_unit_only() -> None:
    one, other = CONTENT["parameters"][:2]
    euros, points = {"nl": "euro", "en": "euros", "fr": "euros"}, {"nl": "punten", "en": "points", "fr": "points"}
    given = {"contributions": {one["id"]: "5", other["id"]: "-3"}}
    mixed = explained(given=given, parameters=[{**one, "unit": euros}, {**other, "unit": points}])
    same = explained(given=given, parameters=[{**one, "unit": euros}, {**other, "unit": euros}])

    assert section(mixed, "weights").bars == () and section(mixed, "weights").bars_told is None
    assert [each.share for each in section(same, "weights").bars] == [1000, -600]


def test_what_happened_to_a_notice_stands_before_everything_in_the_page_and_in_an_answer() -> None:
    steps = [Happening("withdrawn", TODAY, None), Happening("corrected", TODAY, 12)]
    made = explain(profile(), decision(), "nl", happened=steps)

    withdrawn, corrected = (each.text for each in made.happened)
    assert "ingetrokken op 29 november 2026" in withdrawn and "nummer 12" in corrected
    assert text_of(made).index(withdrawn) < text_of(made).index(made.sections[0].heading)
    assert explained().happened == ()


def test_a_group_is_told_because_the_law_asks_it_or_because_the_body_chose_to() -> None:
    by_law = {**CONTENT["selection"], "basis": "law", "article": "artikel 1"}

    assert "omdat de wet dat vraagt: artikel 1." in text(explained(selection=by_law), "class")
    assert "Wij kiezen er zelf voor" in text(explained(), "class")
    assert "class" not in [each.id for each in explained(given={"person_class": ""}).sections]


def test_an_outcome_that_is_a_text_is_told_in_its_own_language() -> None:
    told = explained("fr", given={"outcome": "U krijgt 100 euro."}, outcomes=[])

    [outcome] = [each for each in section(told, "decided").paragraphs if "résultat" in each.text]
    assert '<span lang="nl">U krijgt 100 euro.</span>' in outcome.html


def test_weights_in_general_are_told_when_a_decision_brings_none() -> None:
    told = section(explained(given={"contributions": {}}), "weights")

    assert told.table
    assert told.table.columns == ("Wat", "Hoe het meetelt", "Gewicht")
    assert told.bars == ()
    assert told.bars_told is None


def test_a_parameter_that_added_nothing_has_no_bar() -> None:
    nothing = section(explained(given={"contributions": {"income": "0", "people": "0"}}), "weights")
    one = section(
        explained(given={"contributions": {"income": "-2"}}, parameters=[CONTENT["parameters"][0] | {"weight": ""}]),
        "weights",
    )

    assert nothing.bars == ()
    assert [each.share for each in one.bars] == [-1000]
    assert one.table
    assert one.table.columns == ("Wat", "Hoe het meetelt", "Bij u")


def test_routes_come_with_their_last_day_where_the_decision_starts_the_term() -> None:
    routes = section(explained(), "routes").routes

    days = {each.kind: each.last_day for each in routes}
    assert days[RouteKind.OBJECTION] == dt.date(2027, 1, 10)
    assert days[RouteKind.ACCESS_COMMISSION] is None, "its term starts when the body answers"
    assert days[RouteKind.OMBUDSMAN] is None


def test_a_way_with_no_sign_that_is_seen_is_no_way() -> None:
    route = {
        **CONTENT["routes"][1],
        "ways": [{"channel": "phone", "address": "\x07"}, {"channel": "desk", "address": "Markt 1"}],
    }

    [told] = section(explained(routes=[route]), "routes").routes
    assert told.paragraph.text.endswith("Zo doet u dat: kom langs bij Markt 1.")


def test_a_value_that_is_a_text_is_told_in_the_language_of_its_decision() -> None:
    told = section(explained("en", given={"values": {"street": "Lange Gracht"}}), "data").table

    assert told
    assert told.rows[-1][1].html == '<p><span lang="nl">Lange Gracht</span></p>'
    assert told.rows[0][1].text == "not used"


def test_no_day_is_counted_where_no_route_has_one() -> None:
    assert section(explained(routes=[CONTENT["routes"][5]]), "routes").paragraphs == ()


@pytest.mark.parametrize(
    ("count", "unit", "said"),
    [
        (1, "months", "1 maand"),
        (3, "weeks", "3 weken"),
        (1, "weeks", "1 week"),
        (10, "days", "10 dagen"),
        (1, "days", "1 dag"),
    ],
)
def test_a_term_that_starts_later_is_told_as_a_term(count: int, unit: str, said: str) -> None:
    route = {**CONTENT["routes"][0], "term": {"count": count, "unit": unit, "after": "answer"}}

    [told] = section(explained(routes=[route]), "routes").routes
    assert f"binnen {said} nadat wij u hebben geantwoord" in told.paragraph.text


def test_the_own_words_of_a_body_stand_before_and_after() -> None:
    own = {
        "explanation_opening": {"nl": "Dag, dit gaat over {reference}."},
        "explanation_closing": {"nl": "Groet, {body}."},
    }
    told = explained(wording={"template": "decision/1", "own": own})

    assert (told.opening.text, told.closing.text) == (
        "Dag, dit gaat over HH-2026-0001.",
        "Groet, Gemeente Lindewaarde.",
    )
    assert explained().opening.runs == ()


def test_why_is_told_only_of_what_is_told() -> None:
    bases = {
        "N01": Because(Basis.POLICY),
        "N18": Because(Basis.LAW, ("GDPR 22",)),
        "N31": Because(Basis.LAW, ("DADM",)),
    }
    why = section(explain(profile(), decision(), "nl", bases=bases), "why").table

    assert why
    assert [row[0].text for row in why.rows] == ["Dat er een algoritme is gebruikt"], "there is no ground for N18 here"


def law_of(**facts: Any) -> dict[str, Because]:
    sheet = Sheet({name: known(value) for name, value in facts.items()})
    return dict(bases_of(classify(law_book().latest, sheet, on=TODAY).notices))


DUTCH = {
    "ai_system": "yes",
    "supply": "bought",
    "organisation_kind": "public_body",
    "countries": ["nl"],
    "decides_about_people": True,
    "automation": "support",
    "personal_data": True,
    "persons_affected": ["natural"],
    "annex_iii": ["5a"],
    "profiling": True,
    "start_date": "2022-01-01",
}


def test_dutch_policy_is_shown_as_policy_and_law_as_law() -> None:
    asked = law_of(**DUTCH)

    assert asked["N01"].basis is Basis.POLICY
    assert asked["N24"].basis is Basis.LAW
    assert not asked["N24"].on_request


def test_european_ai_law_that_binds_later_is_shown_as_a_choice_until_then() -> None:
    asked = law_of(**DUTCH)

    assert asked["N19"].basis is Basis.POLICY
    assert asked["N19"].since == dt.date(2030, 8, 2)
    assert asked["N19"].articles


def test_what_french_law_asks_on_request_is_shown_so() -> None:
    asked = law_of(**DUTCH | {"countries": ["fr"]})

    assert (asked["N01"].basis, asked["N01"].on_request) == (Basis.LAW, False)
    assert (asked["N11"].basis, asked["N11"].on_request) == (Basis.LAW, True)
