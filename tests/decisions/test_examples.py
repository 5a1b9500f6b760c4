"""The examples that people copy pass their check, and each field that is taken out has the consequence of its law."""

import copy
import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from kenbaar.decisions.checking import Check, Finding, Means, Verdict
from kenbaar.decisions.describing import described_in
from kenbaar.decisions.reporting import checked
from kenbaar.rules.content_files import load_yaml

TODAY = dt.date(2026, 11, 29)
FOLDER = Path(__file__).parents[2] / "docs" / "examples" / "notices"
EXAMPLES = {path.stem: load_yaml(path.read_bytes(), loose_days=True) for path in sorted(FOLDER.glob("*.yaml"))}

# What the law makes of a letter without the field, by regime; written from the law and not from its data. Nothing where
# no law asks for the field.
INCOMPLETE_ON_REQUEST = {"fr": "incomplete"}
WITHOUT: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "fr-automated": {
        "N01": {"fr": "null_risk"},
        "N02": {"fr": "incomplete", "gdpr": "breach"},
        "N03": {"fr": "incomplete"},
        "N04": {"fr": "incomplete"},
        "N05": {"fr": "incomplete"},
        "N06": {"gdpr": "breach"},
        "N08": {"fr": "incomplete", "gdpr": "breach"},
        "N09": INCOMPLETE_ON_REQUEST,
        "N10": {"fr": "incomplete", "gdpr": "breach"},
        "N11": {"fr": "incomplete", "gdpr": "incomplete"},
        "N12": INCOMPLETE_ON_REQUEST,
        "N13": INCOMPLETE_ON_REQUEST,
        "N14": {},
        "N15": {"gdpr": "breach"},
        "N16": {"gdpr": "breach"},
        "N17": {"gdpr": "breach"},
        "N18": {"gdpr": "incomplete"},
        "N25": {"fr": "incomplete"},
        "N28": {"gdpr": "breach"},
        "N32": {"gdpr": "incomplete"},
        "N34": {},
        "N37": {},
    },
    "fr-supported": {
        "N01": {"fr": "breach_no_automatic_nullity"},
        "N02": {"fr": "incomplete"},
        "N03": {"fr": "incomplete"},
        "N04": {"fr": "incomplete"},
        "N05": {"fr": "incomplete"},
        "N08": INCOMPLETE_ON_REQUEST,
        "N09": INCOMPLETE_ON_REQUEST,
        "N10": INCOMPLETE_ON_REQUEST,
        "N11": INCOMPLETE_ON_REQUEST,
        "N12": INCOMPLETE_ON_REQUEST,
        "N13": INCOMPLETE_ON_REQUEST,
        "N14": {},
        "N25": {"fr": "incomplete"},
    },
    "nl-benefit": {
        "N01": {},
        "N02": {"gdpr": "breach"},
        "N06": {"gdpr": "breach"},
        "N07": {"nl": "incomplete"},
        "N10": {"gdpr": "breach"},
        "N14": {},
        "N21": {"nl": "breach"},
        "N24": {"nl": "breach"},
        "N25": {"nl": "breach"},
        "N26": {"nl": "breach"},
        "N27": {},
        "N28": {"gdpr": "breach"},
        "N32": {"gdpr": "incomplete"},
        "N34": {},
        "N35": {},
        "N36": {},
        "N37": {},
    },
    "eu-high-risk": {
        "N02": {"gdpr": "breach"},
        "N06": {"gdpr": "breach"},
        "N10": {"gdpr": "breach"},
        "N19": {"eu": "breach"},
        "N20": {"eu": "incomplete"},
        "N21": {"eu": "incomplete"},
        "N23": {"eu": "breach"},
        "N28": {"gdpr": "breach"},
        "N32": {"gdpr": "incomplete", "eu": "incomplete"},
        "N36": {"eu": "breach"},
    },
    "ca-level-3": {
        "N13": {"ca": "breach"},
        "N14": {"ca": "breach"},
        "N25": {"ca": "breach"},
        "N29": {"ca": "breach"},
        "N30": {"ca": "breach"},
        "N31": {"ca": "breach"},
    },
}
LETTERS = [(name, field) for name, fields in WITHOUT.items() for field in fields]


def _checked(raw: Any) -> Check:
    return checked(described_in(raw, today=TODAY), today=TODAY)


def _worst(found: Check) -> dict[str, str]:
    """Return by regime the worst that the field that lacks came to."""
    order = list(Means)
    worst: dict[str, str] = {}
    for each in sorted(found.lacking, key=lambda finding: order.index(finding.means), reverse=True):
        worst[each.duty.status.regime] = each.means.value
    return worst


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_passes_its_check(name: str) -> None:
    found = _checked(EXAMPLES[name])
    assert (found.verdict, found.lacking) == (Verdict.COMPLETE, ())


def test_every_letter_among_the_examples_has_each_of_its_fields_taken_out() -> None:
    told = {
        name: sorted({field for fields in raw["told"].values() for field in fields})
        for name, raw in EXAMPLES.items()
        if "told" in raw
    }
    assert told == {name: sorted(fields) for name, fields in WITHOUT.items()}


@pytest.mark.parametrize(("name", "field"), LETTERS, ids=[f"{name} without {field}" for name, field in LETTERS])
def test_without_a_field_the_law_says_what_that_means(name: str, field: str) -> None:
    raw = copy.deepcopy(EXAMPLES[name])
    for fields in raw["told"].values():
        fields.pop(field, None)
    found = _checked(raw)
    assert {each.duty.field.id for each in found.lacking} <= {field}
    assert _worst(found) == WITHOUT[name][field]


def _of(found: Check, field: str, regime: str) -> Finding:
    return next(each for each in found.findings if (each.duty.field.id, each.duty.status.regime) == (field, regime))


@pytest.mark.parametrize("field", ["N13", "N14"])
def test_whether_a_french_office_must_publish_depends_on_what_no_fact_asks(field: str) -> None:
    raw = copy.deepcopy(EXAMPLES["fr-automated"])
    raw["told"]["public"].pop(field)
    found = _checked(raw)
    unsure = [each for each in found.findings if each.means is Means.UNSURE]
    assert [each.duty.field.id for each in unsure] == [field]
    assert unsure[0].duty.status.note is not None
    assert (found.verdict, found.ask_next) == (Verdict.UNSURE, ())


def test_before_its_day_the_notice_of_high_risk_is_early_and_voluntary_and_without_it_nothing_lacks() -> None:
    raw = copy.deepcopy(EXAMPLES["eu-high-risk"]) | {"on": "2026-11-29"}
    assert _of(_checked(raw), "N19", "eu").means is Means.EARLY_VOLUNTARY
    del raw["told"]["mention"]["N19"]
    found = _checked(raw)
    assert _of(found, "N19", "eu").means is Means.NOT_YET
    assert found.verdict is Verdict.COMPLETE


@pytest.mark.parametrize("field", ["N01", "N14", "N27", "N35"])
def test_what_a_dutch_letter_tells_by_policy_is_called_policy_told_or_not(field: str) -> None:
    raw = copy.deepcopy(EXAMPLES["nl-benefit"])
    assert (_of(_checked(raw), field, "nl").means, _of(_checked(raw), field, "nl").told) == (Means.POLICY, True)
    for fields in raw["told"].values():
        fields.pop(field, None)
    found = _of(_checked(raw), field, "nl")
    assert (found.means, found.told) == (Means.POLICY, False)


def test_a_reason_that_is_told_only_to_who_asks_is_not_told_in_the_decision() -> None:
    raw = copy.deepcopy(EXAMPLES["nl-benefit"])
    raw["told"]["on_request"] = {"N24": raw["told"]["mention"].pop("N24")}
    found = _of(_checked(raw), "N24", "nl")
    assert (found.means, found.elsewhere) == (Means.BREACH, ("on_request",))


def test_the_risk_class_of_a_person_is_nowhere_owed_in_france() -> None:
    found = _checked(EXAMPLES["fr-automated"])
    assert [each.means for each in found.findings if each.duty.field.id == "N35"] == [Means.POLICY]
    assert [each for each in found.findings if each.duty.field.id == "N27"] == []
