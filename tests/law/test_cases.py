"""The examples that prove the law: each is a sentence about a real situation, and what the law says of it.

They stand beside the law itself, in `content/law/**/cases.yaml`, so that a lawyer can read and correct them. A case
says nothing about what it does not name.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from kenbaar.law.classifying import classify
from kenbaar.law.reading import law_book
from kenbaar.law.telling import told
from kenbaar.rules.content_files import load_yaml
from kenbaar.rules.facts import vocabulary
from kenbaar.rules.loose import sheet_of

LAW = Path(str(files("kenbaar.content"))) / "law"
TODAY = dt.date(2026, 11, 24)
KEYS = {"title", "trap", "on", "known", "facts", "expect"}


class Case(NamedTuple):
    """An example: the file that it stands in, and what it says."""

    file: str
    data: Mapping[str, Any]


def _cases() -> Iterator[Case]:
    for path in sorted(LAW.rglob("cases.yaml")):
        for data in load_yaml(path.read_bytes()):
            # YAML makes a truth value of the key `on`.
            named = {"on" if key is True else key: value for key, value in data.items()}
            yield Case(str(path.relative_to(LAW)), named)


CASES = list(_cases())


def test_there_are_more_than_a_hundred_examples_and_each_has_a_title_of_its_own() -> None:
    titles = [case.data["title"] for case in CASES]
    assert len(titles) >= 110
    assert sorted(set(titles)) == sorted(titles)
    assert [case.data["title"] for case in CASES if not set(case.data) <= KEYS] == []


def test_each_of_the_ten_traps_has_an_example() -> None:
    assert {f"trap {number}" for number in range(1, 11)} <= {case.data.get("trap") for case in CASES}


@pytest.mark.parametrize("case", CASES, ids=[case.data["title"] for case in CASES])
def test_the_law_says(case: Case) -> None:
    known, on = case.data.get("known"), case.data.get("on", TODAY)
    sheet = sheet_of(case.data["facts"], vocabulary())
    answer = told(classify(law_book().at(known or on), sheet, on=on, known=known or on))
    wrong = [
        f"{key}: expected {expected!r}, found {found!r}"
        for key, expected in case.data["expect"].items()
        for found in _differing(answer, key, expected)
    ]
    assert wrong == [], f"{case.file}: {case.data['title']}"


def _differing(answer: Mapping[str, Any], key: str, expected: Any) -> Iterator[Any]:
    """Give what the answer says at a key, if it is not what was expected."""
    found = _FINDERS[key](answer, expected)
    if found != _plain(expected):
        yield found


def _plain(value: Any) -> Any:
    """Return what YAML made of a word or a day as the answer writes it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def _said(answer: Mapping[str, Any], wanted: str) -> Mapping[str, Any]:
    """Return an outcome or a duty that holds, by its id."""
    return next(
        (
            each
            for each in (*answer["outcomes"], *answer["duties"])
            if each["id"] == wanted and each["certainty"] in {"certain", "assumed"}
        ),
        {},
    )


def _contained(found: Any, expected: list[str]) -> list[str]:
    return [each for each in expected if each in found]


def _absent(found: Any, expected: list[str]) -> list[str]:
    return [each for each in expected if each not in found]


def _holding(answer: Mapping[str, Any], part: str) -> set[str]:
    return {each["id"] for each in answer[part] if each["certainty"] in {"certain", "assumed"}}


def _not_ruled_out(answer: Mapping[str, Any], part: str) -> set[str]:
    return {each["id"] for each in answer[part] if each["certainty"] not in {"ruled_out", "assumed_not"}}


def _days(answer: Mapping[str, Any], expected: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _day(_said(answer, key), asked) for key, asked in expected.items()}


def _day(found: Mapping[str, Any], asked: Any) -> Any:
    """Return when something binds: a day, `never`, `{at_earliest: day}`, or `{candidates: [...]}` in any order."""
    applies = found.get("applies") or found
    if applies.get("never"):
        return "never"
    if applies.get("binds_this_organisation_from") is None:
        candidates = applies.get("candidates", [])
        wanted = _plain(asked.get("candidates", [])) if isinstance(asked, dict) else []
        return {"candidates": wanted if sorted(wanted) == sorted(candidates) else candidates}
    day = applies["binds_this_organisation_from"]
    return {"at_earliest": day} if applies.get("at_earliest") and isinstance(asked, dict) else day


def _contested(answer: Mapping[str, Any]) -> set[str]:
    return {
        each["id"]
        for each in (*answer["outcomes"], *answer["duties"])
        if each["certainty"] in {"certain", "assumed"}
        and (each["contested"] or (each["applies"] or {}).get("contested"))
    }


def _notices(answer: Mapping[str, Any], expected: Mapping[str, Any]) -> dict[str, Any]:
    return {
        field: {regime: _status(answer, field, regime, asked) for regime, asked in regimes.items()}
        for field, regimes in expected.items()
    }


def _status(answer: Mapping[str, Any], field: str, regime: str, asked: str) -> str:
    """Return a status as `mandatory`, or `mandatory/early` or `mandatory/null_risk`, as exactly as was asked."""
    found = []
    for each in answer["notices"]:
        if each["field"] == field and each["regime"] == regime:
            flag = "early" if each["early"] else each["if_missing"]
            status = each["status"] if each["certainty"] != "open" else "open"
            found.extend([status, f"{status}/{flag}"])
    return asked if asked in found else " or ".join(found) or "none"


def _database(answer: Mapping[str, Any], expected: Mapping[str, Any]) -> dict[str, Any]:
    return {key: answer["eu_database"][key] for key in expected}


_FINDERS: Mapping[str, Any] = {
    "class": lambda answer, _: answer["class"],
    "classes": lambda answer, expected: _contained(answer["classes"], expected),
    "no_classes": lambda answer, expected: _absent(answer["classes"], expected),
    "could_be": lambda answer, expected: _contained(answer["could_still_be"], expected),
    "settled": lambda answer, _: _plain(answer["settled"]),
    "roles": lambda answer, _: answer["roles"],
    "outcomes": lambda answer, expected: _contained(_holding(answer, "outcomes"), expected),
    "no_outcomes": lambda answer, expected: _absent(_not_ruled_out(answer, "outcomes"), expected),
    "transparency": lambda answer, _: answer["transparency"],
    "fria": lambda answer, _: answer["fria"]["required"],
    "eu_database": _database,
    "dutch_category": lambda answer, _: answer["dutch_category"]["category"],
    "binds": _days,
    "formal": lambda answer, expected: {
        key: (_said(answer, key).get("applies") or _said(answer, key)).get("formal_from") for key in expected
    },
    "contested": lambda answer, expected: _contained(_contested(answer), expected),
    "disputes": lambda answer, expected: _contained(answer["contested"], expected),
    "readings": lambda answer, expected: {
        key: {
            each["id"]: each["binds_this_organisation_from"]
            for each in (_said(answer, key)["applies"] or {})["readings"]
        }
        for key in expected
    },
    "contradictions": lambda answer, _: [each["id"] for each in answer["contradictions"]],
    "not_contested": lambda answer, expected: _absent(_contested(answer), expected),
    "articles": lambda answer, expected: _contained(
        {article for each in _holding(answer, "outcomes") for article in _said(answer, each)["articles"]}, expected
    ),
    "duties": lambda answer, expected: _contained(_holding(answer, "duties"), expected),
    "no_duties": lambda answer, expected: _absent(_not_ruled_out(answer, "duties"), expected),
    "fines": lambda answer, expected: {
        each["id"]: each["amount_eur"] for each in answer["fines"] if each["id"] in expected
    },
    "no_fines": lambda answer, expected: _absent(_not_ruled_out(answer, "fines"), expected),
    "fine_of": lambda answer, expected: {key: _said(answer, key).get("fine") for key in expected},
    "notices": _notices,
    "assumed": lambda answer, expected: _contained(answer["assumed"], expected),
    "missing": lambda answer, expected: _contained(answer["ask_next"], expected),
}
