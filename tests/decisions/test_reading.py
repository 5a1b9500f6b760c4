"""A row becomes a decision of its profile, or is refused with all that is wrong in it and a way out."""

import datetime as dt
from decimal import Decimal
from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kenbaar.decisions.decision import Decision
from kenbaar.decisions.reading import ReferenceReader, Taken, row_of
from kenbaar.decisions.refusing import Fault, Reason, Refused, Wrong
from kenbaar.decisions.rows import InParts, rows_of
from tests.decisions.rows import profile, reader, row

READER = reader()


def read(**changes: object) -> Decision:
    found = READER.read(row(**changes))
    assert isinstance(found, Decision), found
    return found


def refused(**changes: object) -> list[tuple[str, Reason]]:
    found = READER.read(row(**changes))
    assert isinstance(found, Refused), found
    return [(each.field, each.reason) for each in found.faults]


def fault(**changes: object) -> Fault:
    found = READER.read(row(**changes))
    assert isinstance(found, Refused), found
    return found.faults[0]


def test_a_row_that_fits_is_the_decision_that_it_says() -> None:
    assert read(addressee="Familie De Wit", data__home="rent", settings="model 3.1") == Decision(
        reference="HH-2026-0001",
        decided_on=dt.date(2026, 11, 20),
        language="nl",
        outcome="granted",
        addressee="Familie De Wit",
        values={"income": "1234.50", "home": "rent"},
        contributions={"load": "-2.5"},
        settings="model 3.1",
    )


@pytest.mark.parametrize(
    "amount", ["1234.5", "1234.50", " 01234.500 ", 1234.5, Decimal("1234.5"), Decimal("123450e-2")]
)
def test_an_amount_has_one_form_whatever_file_it_came_in(amount: object) -> None:
    assert read(data__income=amount).values["income"] == "1234.50"


@pytest.mark.parametrize(
    ("given_number", "kept"), [("3", "3"), (3, "3"), (3.0, "3"), ("-0.0", "0"), ("007.250", "7.25"), (-0.1, "-0.1")]
)
def test_a_number_has_one_form(given_number: object, kept: str) -> None:
    assert read(data__people=given_number).values["people"] == kept


@pytest.mark.parametrize("day", ["1980-02-29", dt.date(1980, 2, 29), dt.datetime(1980, 2, 29)])
def test_a_day_has_one_form(day: object) -> None:
    assert read(data__born=day).values["born"] == "1980-02-29"


@pytest.mark.parametrize("said", ["yes", "ja", "Ja", "true", True])
def test_yes_is_understood_in_the_forms_that_systems_write(said: object) -> None:
    assert read(data__alone=said).values["alone"] == "yes"
    assert read(data__alone=False).values["alone"] == "no"


@pytest.mark.parametrize(
    "said",
    ["Een medewerker keek mee.", "Geen fouten gevonden door de medewerker.", "No changes by her.", "Nota 7"],
)
def test_what_a_human_did_may_begin_with_a_no(said: str) -> None:
    assert read(human=said).human == said


def test_empty_cells_are_left_out_of_what_is_kept() -> None:
    decision = read(data__people="", data__born=None, data__alone=" ", data__note="", weighs__load=None, human=None)
    assert decision.values == {"income": "1234.50"}
    assert decision.contributions == {}


def test_composed_and_decomposed_letters_are_the_same_decision() -> None:
    assert read(reference="caf\u00e9-1").reference == read(reference="cafe\u0301-1").reference


def test_reasons_may_have_paragraphs_and_a_name_may_not() -> None:
    assert read(reasons="Eerst.\r\n\r\nDan.").reasons == "Eerst.\n\nDan."
    assert refused(addressee="De\nWit") == [("addressee", Reason.CONTROL_CHARACTER)]


def test_a_profile_in_one_language_need_not_be_told_which() -> None:
    found = reader(languages=["en"]).read(row(language=""))
    assert isinstance(found, Decision) and found.language == "en"
    assert refused(language=None) == [("language", Reason.MISSING)]


def test_an_outcome_without_a_list_is_a_text() -> None:
    found = reader(outcomes=[]).read(row(outcome="Het verzoek is toegewezen."))
    assert isinstance(found, Decision) and found.outcome == "Het verzoek is toegewezen."


def test_a_class_is_one_of_the_profile() -> None:
    words = {"nl": "woorden"}
    selection = {"classes": [{"id": "check", "label": words, "meaning": words}], "basis": "policy"}
    found = reader(selection=selection).read(row(person_class="check"))
    assert isinstance(found, Decision) and found.person_class == "check"
    assert refused(person_class="check") == [("person_class", Reason.NO_CLASSES)]


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"reference": ""}, "reference", Reason.MISSING),
        ({"reference": "x" * 121}, "reference", Reason.TOO_LONG),
        ({"reference": 10**60}, "reference", Reason.TOO_LONG),
        ({"reference": 1.5}, "reference", Reason.NOT_TEXT),
        ({"reference": True}, "reference", Reason.NOT_TEXT),
        ({"reference": ["x"]}, "reference", Reason.NOT_TEXT),
        ({"human": "geen"}, "human", Reason.NOBODY),
        ({"human": " - "}, "human", Reason.NOBODY),
        ({"human": "N.v.t."}, "human", Reason.NOBODY),
        ({"human": "Niemand keek mee."}, "human", Reason.NOBODY),
        ({"human": "Personne n’est intervenue."}, "human", Reason.NOBODY),
        ({"decided_on": "1899-12-31"}, "decided_on", Reason.DATE_TOO_EARLY),
        ({"decided_on": "2062-01-01"}, "decided_on", Reason.DATE_TOO_LATE),
        ({"decided_on": "29-11-2026"}, "decided_on", Reason.NOT_A_DATE),
        ({"decided_on": "2026-02-30"}, "decided_on", Reason.NOT_A_DATE),
        ({"decided_on": "2026-11-٢٩"}, "decided_on", Reason.NOT_A_DATE),
        ({"decided_on": dt.datetime(2026, 11, 29, 12)}, "decided_on", Reason.NOT_A_DATE),
        ({"decided_on": 20261129}, "decided_on", Reason.NOT_A_DATE),
        ({"language": "fr"}, "language", Reason.NO_SUCH_LANGUAGE),
        ({"language": 1}, "language", Reason.NO_SUCH_LANGUAGE),
        ({"outcome": "maybe"}, "outcome", Reason.NO_SUCH_OPTION),
        ({"human": "x" * 4001}, "human", Reason.TOO_LONG),
        ({"human": "=cmd|' /C calc'!A0"}, "human", Reason.FORMULA),
        ({"human": "'=1+1"}, "human", Reason.FORMULA),
        ({"human": "+SUM(A1)"}, "human", Reason.FORMULA),
        ({"human": "＝1"}, "human", Reason.FORMULA),
        ({"human": "bell \x07"}, "human", Reason.CONTROL_CHARACTER),
        ({"human": "turned \u202e around"}, "human", Reason.CONTROL_CHARACTER),
        ({"human": "turned \u200f around"}, "human", Reason.CONTROL_CHARACTER),
        ({"human": "lost \ufffd"}, "human", Reason.CONTROL_CHARACTER),
        ({"human": "half \ud83d"}, "human", Reason.HALF_CHARACTER),
        ({"data.income": ""}, "data.income", Reason.MISSING),
        ({"data.income": "1.234,50"}, "data.income", Reason.NOT_A_NUMBER),
        ({"data.income": "€ 12"}, "data.income", Reason.NOT_A_NUMBER),
        ({"data.income": "1e3"}, "data.income", Reason.NOT_A_NUMBER),
        ({"data.income": "١٢"}, "data.income", Reason.NOT_A_NUMBER),
        ({"data.income": float("nan")}, "data.income", Reason.NOT_A_NUMBER),
        ({"data.income": float("-inf")}, "data.income", Reason.NOT_A_NUMBER),
        ({"data.income": Decimal("sNaN")}, "data.income", Reason.NOT_A_NUMBER),
        ({"data.income": False}, "data.income", Reason.NOT_A_NUMBER),
        ({"data.income": "12.345"}, "data.income", Reason.TOO_MANY_DIGITS),
        ({"data.income": "9" * 16}, "data.income", Reason.TOO_MANY_DIGITS),
        ({"data.income": Decimal("1E+999999")}, "data.income", Reason.TOO_MANY_DIGITS),
        ({"data.income": Decimal("1E-999999")}, "data.income", Reason.TOO_MANY_DIGITS),
        ({"data.income": 1e300}, "data.income", Reason.TOO_MANY_DIGITS),
        ({"data.income": 10**60}, "data.income", Reason.TOO_LONG),
        ({"data.income": "-0.01"}, "data.income", Reason.TOO_SMALL),
        ({"data.income": "100000.01"}, "data.income", Reason.TOO_LARGE),
        ({"data.people": "0.0000001"}, "data.people", Reason.TOO_MANY_DIGITS),
        ({"data.born": "1899-12-31"}, "data.born", Reason.DATE_TOO_EARLY),
        ({"data.born": "3026-01-01"}, "data.born", Reason.DATE_TOO_LATE),
        ({"data.alone": "maybe"}, "data.alone", Reason.NOT_YES_OR_NO),
        ({"data.alone": 1}, "data.alone", Reason.NOT_YES_OR_NO),
        ({"data.home": "castle"}, "data.home", Reason.NO_SUCH_OPTION),
        ({"data.note": {"deep": "er"}}, "data.note", Reason.NOT_TEXT),
        ({"weighs.load": "much"}, "weighs.load", Reason.NOT_A_NUMBER),
        ({"weighs.luck": "1"}, "weighs.luck", Reason.UNKNOWN_COLUMN),
        ({"surname": "De Wit"}, "surname", Reason.UNKNOWN_COLUMN),
    ],
)
def test_a_row_that_does_not_fit_is_refused_with_the_field_and_the_way_out(
    changes: dict[str, object], field: str, reason: Reason
) -> None:
    assert refused(**changes) == [(field, reason)]
    found = fault(**changes)
    for language in ("nl", "en"):
        assert found.message.to(language) and found.remedy.to(language)
        assert "{" not in found.message.to(language) + found.remedy.to(language)


def test_everything_that_is_wrong_is_told_at_once() -> None:
    assert refused(reference="", outcome="x", data__income="x") == [
        ("reference", Reason.MISSING),
        ("outcome", Reason.NO_SUCH_OPTION),
        ("data.income", Reason.NOT_A_NUMBER),
    ]


def test_the_way_out_names_what_may_stand_there() -> None:
    assert fault(outcome="maybe").remedy.nl == "Kies uit: granted, refused."
    assert fault(data__income="-1").message.en == "The profile allows nothing below 0 here."


def test_of_a_value_that_is_wrong_no_more_is_shown_than_its_beginning() -> None:
    assert len(fault(human="\x07" * 3000 + "x" * 3000).value) <= 60


def test_columns_can_be_asked_about_before_any_row_is_read() -> None:
    assert READER.unknown(["reference", "data.income", "data.shoes"]) == ["data.shoes"]
    assert READER.missing(["reference", "outcome", "decided_on"]) == ["language", "data.income"]
    assert READER.columns[-1] == "weighs.load"


def test_a_decision_from_json_may_keep_its_data_in_an_object() -> None:
    flat = row()
    nested = {name: value for name, value in flat.items() if "." not in name}
    nested |= {"data": {"income": "1234.50"}, "weighs": {"load": "-2.5"}}
    assert READER.read(row_of(nested)) == READER.read(flat)


def test_data_that_stand_there_in_both_ways_are_refused() -> None:
    found = READER.read(row_of(row(data={"income": "1"})))
    assert isinstance(found, Refused)
    assert [(each.field, each.reason) for each in found.faults] == [("data", Reason.UNKNOWN_COLUMN)]


_VALUES = (
    st.none() | st.text() | st.integers() | st.floats() | st.decimals() | st.booleans() | st.dates() | st.datetimes()
)


# Making texts of every alphabet takes its time once, on a busy machine.
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(st.sampled_from([*READER.columns, "other"]), _VALUES | st.lists(_VALUES, max_size=2)))
def test_whatever_a_row_holds_it_is_a_decision_or_a_refusal_with_faults(found: dict[str, object]) -> None:
    result = READER.read(found)
    assert isinstance(result, Decision) or result.faults


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sampled_from(profile().data).flatmap(lambda data: st.tuples(st.just(data.id), _VALUES)))
def test_what_is_kept_reads_as_itself(found: tuple[str, object]) -> None:
    column = f"data.{found[0]}"
    first = READER.read(row(**{column: found[1]}))
    if isinstance(first, Decision):
        again = READER.read(row(**{column: first.values.get(found[0], "")}))
        assert again == first


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=50)
@given(
    st.lists(
        st.fixed_dictionaries(dict.fromkeys(["reference", "data.income"], _VALUES))
        | st.dictionaries(st.sampled_from([*READER.columns, "other"]), _VALUES | st.lists(_VALUES, max_size=2)),
        max_size=5,
    )
)
def test_a_row_among_others_is_what_it_is_alone(found: list[dict[str, object]]) -> None:
    together = READER.read_all(rows_of(list(enumerate([*found, row()])), READER.columns))
    assert together == [READER.read(each) for each in [*found, row()]]


@given(st.lists(st.integers(0, 4), max_size=6), st.integers(1, 5))
def test_rows_are_taken_in_parts_whatever_comes_together(sizes: list[int], size: int) -> None:
    numbers = iter(range(100))
    wrong = Wrong(Reason.NOT_A_ROW, why_nl="", why_en="").in_field("")
    coming = []
    for width in sizes:
        some = [(number, wrong if number % 3 == 0 else {"a": number, "b": 1}) for number in islice(numbers, width)]
        coming.append(rows_of(some, ["a"]))
    parts = InParts(coming)
    taken = list(iter(lambda: list(parts.take(size)), []))
    assert [sum(len(rows.numbers) for rows in part) for part in taken[:-1]] == [size] * (len(taken) - 1)
    seen = 0
    for rows in (rows for part in taken for rows in part):
        for place, number in enumerate(rows.numbers):
            assert number == seen
            assert (place in rows.faults) == (number % 3 == 0) != (place in rows.beside)
            assert rows.cells("a")[place] == (None if number % 3 == 0 else number)
            seen += 1
    assert seen == sum(sizes)


REFERENCES = ReferenceReader(today=dt.date(2026, 11, 29))


def test_of_a_row_that_only_names_a_decision_nothing_else_is_looked_at() -> None:
    row = {"reference": "HH-1", "decided_on": "2026-11-20", "data.income": "=A1", "other": object()}
    [found] = REFERENCES.read_all(rows_of([(1, row)], REFERENCES.columns))
    assert found == Taken("HH-1", dt.date(2026, 11, 20))
    assert REFERENCES.unknown(["other"]) == [] and REFERENCES.missing(["other", "reference"]) == ["decided_on"]


def test_a_row_that_names_no_decision_is_refused_with_all_that_is_wrong() -> None:
    row = {"reference": "=A1", "decided_on": "1899-12-31"}
    [found] = REFERENCES.read_all(rows_of([(1, row)], REFERENCES.columns))
    assert isinstance(found, Refused)
    assert [each.reason for each in found.faults] == [Reason.FORMULA, Reason.DATE_TOO_EARLY]
