"""When a treaty enters into force: five consents, three of them of member states, and then three months."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import pytest

from kenbaar.law.reading import law_book
from kenbaar.law.treaties import EntryIntoForce, entry_into_force, first_of_month_after
from tests.law.small_laws import WORDS, checked

NUMBERS = {"coe_consents_needed": 5, "coe_member_states_needed": 3, "coe_months_after": 3}
Consents = Iterable[tuple[str, str, str]]


def counted(folder: Path, consents: Consents, *, known: dt.date = dt.date(2030, 1, 1)) -> EntryIntoForce:
    sourced = "source: s, confidence: verified"
    parameters = "".join(
        f"  - {{id: {name}, {WORDS}, values: [{{known: 2020-01-01, value: {value}, {sourced}}}]}}\n"
        for name, value in NUMBERS.items()
    )
    said = "".join(
        f"  - {{party: {party}, kind: {kind}, known: {day}, deposited: {day}}}\n" for party, kind, day in consents
    )
    law = checked(folder, f"parameters:\n{parameters}ratifications:\n{said}")
    return entry_into_force(law.at(known), "dogs")


def test_the_framework_convention_is_not_in_force_on_21_september_2026() -> None:
    found = entry_into_force(law_book().at(dt.date(2026, 9, 21)), "cets_225")
    assert found == EntryIntoForce(on=None, consents=1, member_states=0, needed=5, member_states_needed=3), (
        "only the Union has ratified, and it is no member state"
    )


def test_before_the_union_deposited_nobody_had_consented() -> None:
    assert entry_into_force(law_book().at(dt.date(2025, 11, 1)), "cets_225").consents == 0


def test_the_fifth_consent_with_three_member_states_starts_three_months(tmp_path: Path) -> None:
    found = counted(
        tmp_path,
        [
            ("EU", "signatory", "2026-05-15"),
            ("Norway", "member_state", "2026-10-01"),
            ("Canada", "signatory", "2026-10-02"),
            ("Iceland", "member_state", "2026-11-03"),
            ("Georgia", "member_state", "2026-12-10"),
        ],
    )
    assert found.on == dt.date(2027, 4, 1)
    assert (found.consents, found.member_states) == (5, 3)


def test_five_consents_with_two_member_states_wait_for_the_third(tmp_path: Path) -> None:
    four = [
        ("EU", "signatory", "2026-05-15"),
        ("Japan", "signatory", "2026-06-01"),
        ("Canada", "signatory", "2026-06-02"),
        ("Norway", "member_state", "2026-06-03"),
        ("Iceland", "member_state", "2026-06-04"),
    ]
    assert counted(tmp_path, four).on is None
    assert counted(tmp_path, [*four, ("Georgia", "member_state", "2027-01-31")]).on == dt.date(2027, 5, 1)


def test_a_later_consent_does_not_move_the_day_and_the_order_in_the_file_does_not_matter(tmp_path: Path) -> None:
    consents = [
        ("Georgia", "member_state", "2027-06-30"),
        ("EU", "signatory", "2026-05-15"),
        ("Norway", "member_state", "2026-06-03"),
        ("Iceland", "member_state", "2026-06-04"),
        ("Malta", "member_state", "2026-06-05"),
        ("Canada", "signatory", "2026-06-06"),
    ]
    found = counted(tmp_path, consents)
    assert found.on == dt.date(2026, 10, 1)
    assert found.consents == 6
    assert counted(tmp_path, consents, known=dt.date(2026, 6, 5)).on is None


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (dt.date(2026, 5, 15), dt.date(2026, 9, 1)),
        (dt.date(2026, 9, 1), dt.date(2027, 1, 1)),
        (dt.date(2026, 12, 31), dt.date(2027, 4, 1)),
        (dt.date(2026, 8, 31), dt.date(2026, 12, 1)),
    ],
)
def test_the_day_is_the_first_of_the_month_after_three_months(day: dt.date, first: dt.date) -> None:
    assert first_of_month_after(day, months=3) == first
