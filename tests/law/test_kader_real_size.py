"""A checkout of the real size, made from facts about the real one: what a script found broken there is found here."""

import json
from collections import Counter

import pytest

from kenbaar.law.kader.applying import applies
from kenbaar.law.kader.findings import FindingKind
from kenbaar.law.kader.linking import linked
from kenbaar.law.kader.reading import read_kader
from kenbaar.law.kader.renumbering import renumbered
from kenbaar.law.kader.shape import Kader, Kind
from kenbaar.law.kader.storing import from_json, to_json
from tests.law.kader_files import facts, needs_facts, of_the_registry, real_size

pytestmark = needs_facts


@pytest.fixture(scope="module")
def kader() -> Kader:
    return read_kader(real_size(), tag="v2.5.1")


def stems(kader: Kader, kind: FindingKind) -> list[str]:
    return [found.file.rsplit("/", 1)[-1].removesuffix(".md") for found in kader.findings if found.kind is kind]


def test_every_page_becomes_an_item(kader: Kader) -> None:
    assert [len(kader.of(kind)) for kind in Kind] == [63, 108, 28]
    known = facts()
    for kind, name in (
        (Kind.REQUIREMENT, "requirements"),
        (Kind.MEASURE, "measures"),
        (Kind.INSTRUMENT, "instruments"),
    ):
        assert {item.slug: item.urn or None for item in kader.of(kind)} == {
            item["slug"]: item["urn"] for item in known[name]
        }


def test_what_is_broken_in_the_real_checkout_comes_out_as_findings(kader: Kader) -> None:
    assert Counter(found.kind for found in kader.findings) == {
        FindingKind.UNKNOWN_REQUIREMENT: 6,
        FindingKind.UNKNOWN_MEASURE: 3,
        FindingKind.EMPTY_VALUE: 2,
        FindingKind.MEASURE_WITHOUT_REQUIREMENT: 15,
        FindingKind.REQUIREMENT_WITHOUT_MEASURE: 2,
        FindingKind.NO_LAW: 1,
        FindingKind.EMPTY_TARGET: 1,
        FindingKind.CUT_PROVISION: 1,
        FindingKind.SHARED_ANCHOR: 5,
        FindingKind.VALUE_WITHOUT_PAGE: 1,
        FindingKind.NOT_IN_AUDIT: 2,
        # The script did not look for this one.
        FindingKind.OTHER_ARTICLE: 1,
    }


def test_each_finding_is_about_the_page_that_the_script_names(kader: Kader) -> None:
    problems = facts()["problems"]
    assert stems(kader, FindingKind.MEASURE_WITHOUT_REQUIREMENT) == sorted(problems["measure without requirement"])
    assert stems(kader, FindingKind.REQUIREMENT_WITHOUT_MEASURE) == sorted(problems["requirement without measure"])
    assert stems(kader, FindingKind.NO_LAW) == problems["requirement without parseable law reference"]
    assert stems(kader, FindingKind.EMPTY_VALUE) == [slug for slug, _ in problems["instrument -> unknown requirement"]]
    broken = {(stem, found.details["slug"]) for stem, found in _with_stems(kader, FindingKind.UNKNOWN_REQUIREMENT)}
    assert broken == {tuple(pair) for pair in problems["measure -> unknown requirement"]}
    anchors = {found.details["anchor"] for _stem, found in _with_stems(kader, FindingKind.SHARED_ANCHOR)}
    assert anchors == {anchor for anchor, _ in problems["one EUR-Lex anchor used for several provisions"]}


def _with_stems(kader: Kader, kind: FindingKind) -> list[tuple[str, object]]:
    found = [each for each in kader.findings if each.kind is kind]
    return list(zip(stems(kader, kind), found, strict=True))


def test_every_law_that_the_real_pages_name_is_known(kader: Kader) -> None:
    named = {item["slug"]: sum(bool(source["law"]) for source in item["sources"]) for item in facts()["requirements"]}
    found = {
        item.slug: sum(bool(reference.law) for reference in item.references) for item in kader.of(Kind.REQUIREMENT)
    }
    assert found == named


def test_numbers_are_no_identity_between_an_old_copy_and_now(kader: Kader) -> None:
    old = read_kader(of_the_registry(), tag="2025-01")
    changes = renumbered(old, kader.model_copy(update={"items": kader.of(Kind.MEASURE)}))
    known = facts()["problems"]["TR vs AK: same urn, other slug (renumbered)"]
    assert {urn: (before.slug, after.slug) for urn, (before, after) in changes.reused.items()} == {
        urn: (before, after) for urn, before, after in known
    }
    assert (len(changes.moved), len(changes.gone), len(changes.new)) == (29, 3, 9)


def test_the_labels_choose_as_the_rule_says(kader: Kader) -> None:
    high_risk = {"risicogroep": ["hoog-risico-ai-systeem"], "soort-toepassing": ["ai-systeem"]}
    for_provider, for_importer = ({**high_risk, "rol-ai-act": [role]} for role in ("aanbieder", "importeur"))
    chosen = [sum(applies(item, profile) is True for item in kader.items) for profile in (for_provider, for_importer)]
    assert chosen[0] > chosen[1] > 20
    assert all(applies(item, {}) is not False for item in kader.items)


def test_a_whole_snapshot_goes_through_json_and_links_to_duties(kader: Kader) -> None:
    assert from_json(json.loads(json.dumps(to_json(kader)))) == kader
    found = linked(kader, [("transparency", "ai_act", "13"), ("reasons", "awb", "3:46")])
    assert Counter(link.kind for link in found if link.duty == "transparency") == {
        Kind.REQUIREMENT: 1,
        Kind.MEASURE: 14,
        Kind.INSTRUMENT: 2,
    }
    assert {link.requirement for link in found if link.duty == "reasons"} == {"awb-02-motiveringsbeginsel"}
