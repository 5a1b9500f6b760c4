"""What is done with the Algoritmekader once it is read: to whom it applies, which duties it helps with, what moved."""

import json

import pytest

from kenbaar.law.kader.applying import ProfileRefused, applies
from kenbaar.law.kader.exceptions import ExceptionUnknown, exception_of
from kenbaar.law.kader.findings import Finding, FindingKind, finding
from kenbaar.law.kader.linking import Link, linked
from kenbaar.law.kader.reading import read_kader
from kenbaar.law.kader.renumbering import renumbered
from kenbaar.law.kader.shape import Identity, Kader, KaderItem, KaderRefused, Kind
from kenbaar.law.kader.storing import from_json, to_json
from kenbaar.rules.conditions import Given
from tests.law.kader_files import LOGGING, LOGS, Files, checkout, file, instrument, measure, page, requirement

OPEN_SOURCE = "(\"open-source-open-source\" || 'risicogroep-verboden-ai') && !rol-ai-act-importeur"


def item(*lines: str) -> KaderItem:
    kader = read_kader([requirement("avg-05-x", *lines)], tag="v1")
    return kader.items[0]


# Applicability


def test_a_requirement_applies_when_every_axis_has_a_value_in_common() -> None:
    asked = item("risicogroep: [hoog-risico-ai-systeem, verboden-ai]", "rol-ai-act: aanbieder")
    assert applies(asked, {"risicogroep": ["verboden-ai"], "rol-ai-act": ["importeur", "aanbieder"]}) is True
    assert applies(asked, {"risicogroep": ["verboden-ai"], "rol-ai-act": ["importeur"]}) is False


def test_an_axis_about_which_nothing_is_known_or_asked_restricts_nothing() -> None:
    asked = item("risicogroep: hoog-risico-ai-systeem")
    assert applies(asked, {}) is True
    assert applies(asked, {"risicogroep": []}) is True
    assert applies(asked, {"open-source": ["open-source"]}) is True


def test_not_applicable_is_a_value_and_no_wild_card() -> None:
    asked = item("systeemrisico: systeemrisico")
    assert applies(asked, {"systeemrisico": ["niet-van-toepassing"]}) is False
    asked = item("systeemrisico: niet-van-toepassing")
    assert applies(asked, {"systeemrisico": ["systeemrisico"]}) is False
    assert applies(asked, {"systeemrisico": ["niet-van-toepassing"]}) is True


def test_an_exception_that_holds_takes_the_requirement_away_and_one_that_may_hold_leaves_it_open() -> None:
    asked = item("uitzondering: [risicogroep-uitzondering-van-toepassing]")
    assert applies(asked, {"risicogroep": ["uitzondering-van-toepassing"]}) is False
    assert applies(asked, {"risicogroep": ["hoog-risico-ai-systeem"]}) is True
    assert applies(asked, {}) is None


def test_an_exception_that_cannot_be_read_may_hold_and_another_one_can_still_decide() -> None:
    asked = item("uitzondering:", "- misschien", "- risicogroep-verboden-ai", "- open-source-open-source")
    assert applies(asked, {"risicogroep": ["verboden-ai"]}) is False
    assert applies(asked, {"risicogroep": ["hoog-risico-ai-systeem"], "open-source": ["geen-open-source"]}) is None


def test_an_empty_exception_is_none() -> None:
    assert item("uitzondering: [~]").exceptions == ()


def test_measures_and_instruments_do_not_apply_by_themselves() -> None:
    kader = read_kader(checkout(), tag="v1")
    assert [applies(each, {}) for each in kader.items] == [True, True, None, None]


@pytest.mark.parametrize(
    ("profile", "why"),
    [
        ({"risk": ["high"]}, "There is no axis 'risk'"),
        ({"risicogroep": ["hoog-risico AI"]}, "has no value hoog-risico AI"),
        ({"risicogroep": "verboden-ai"}, "is one text"),
    ],
)
def test_a_profile_in_other_words_is_refused_instead_of_fitting_nothing(
    profile: dict[str, list[str]], why: str
) -> None:
    with pytest.raises(ProfileRefused, match=why):
        applies(item(), profile)


@pytest.mark.parametrize(
    ("known", "truth"),
    [
        ({"open-source": ["open-source"], "rol-ai-act": ["aanbieder"]}, True),
        ({"risicogroep": ["verboden-ai"], "rol-ai-act": ["aanbieder"]}, True),
        ({"rol-ai-act": ["importeur"]}, False),
        ({"open-source": ["open-source"]}, None),
        ({"open-source": ["geen-open-source"], "risicogroep": ["verboden-ai"]}, None),
        ({"open-source": ["geen-open-source"], "risicogroep": ["niet-van-toepassing"]}, False),
    ],
)
def test_an_exception_is_a_condition_over_labels(known: dict[str, list[str]], truth: bool | None) -> None:
    assert exception_of(OPEN_SOURCE).truth(Given(known)) is truth


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("nooit", "no label 'nooit'"),
        ('""', "no label ''"),
        ("", "order that means something"),
        ("risicogroep-verboden-ai &&", "order that means something"),
        ("risicogroep-verboden-ai risicogroep-verboden-ai", "order that means something"),
        ("(risicogroep-verboden-ai", "order that means something"),
        ("()", "parentheses"),
        ("risicogroep-verboden-ai()", "parentheses"),
        ("risicogroep-verboden-ai; import os", "not understood from here on: '; import os'"),
        ("__import__", "not understood"),
        ("!" * 21 + "risicogroep-verboden-ai", "20 signs"),
        ("x" * 2_001, "2,000 characters"),
    ],
)
def test_an_exception_that_says_something_else_is_refused(text: str, why: str) -> None:
    with pytest.raises(ExceptionUnknown, match=why.replace("(", r"\(")):
        exception_of(text)


# Links to duties


def links_of(sources: list[str], *duties: tuple[str, str, str]) -> list[tuple[str, str]]:
    kader = read_kader([requirement("avg-05-x", sources=sources)], tag="v1")
    return [(link.duty, link.cited) for link in linked(kader, duties)]


def test_a_requirement_leads_to_a_duty_and_brings_its_measures_and_instruments() -> None:
    found = linked(read_kader(checkout(), tag="v1"), [("logs", "AI Act", "19"), ("nothing", "ai-act", "20")])
    assert found == (
        Link("logs", Kind.REQUIREMENT, LOGS, LOGS, "ai-act", "19(1)", "19"),
        Link("logs", Kind.MEASURE, LOGGING, LOGS, "ai-act", "19(1)", "19"),
        Link("logs", Kind.INSTRUMENT, "LOGBOEK", LOGS, "ai-act", "19(1)", "19"),
    )


def test_a_requirement_without_measures_is_linked_too_and_each_link_is_there_once() -> None:
    assert links_of(["- Artikel 5 AVG", "- Artikel 5 AVG"], ("a", "gdpr", "5")) == [("a", "5")]


def test_the_nearest_duty_wins() -> None:
    whole, same, inside, other = ("w", "avg", "5"), ("s", "avg", "5(1)"), ("i", "avg", "5(1)(a)"), ("o", "avg", "5(2)")
    cites = ["- Artikel 5(1) AVG"]
    assert links_of(cites, whole, same, inside, other) == [("s", "5(1)")]
    assert links_of(cites, whole, inside, other) == [("i", "5(1)")]
    assert links_of(cites, whole, other) == [("w", "5(1)")]
    assert links_of(["- Artikel 5(1)(a) AVG"], whole, same, other) == [("s", "5(1)(a)")]
    assert links_of(["- Artikel 5 AVG"], same, inside, other) == [("s", "5"), ("i", "5"), ("o", "5")]
    assert links_of(cites, other, ("z", "awb", "5(1)")) == []


def test_several_duties_at_the_same_place_are_all_meant() -> None:
    assert links_of(["- Artikel 5 AVG"], ("a", "avg", "5"), ("b", "gdpr", "5")) == [("a", "5"), ("b", "5")]


def test_a_duty_may_rest_on_several_places_and_on_another_law() -> None:
    duty = ("a", "gdpr", "22(1)-(2); UAVG 40; Awb section 3.2; Charter; motie 760")
    assert links_of(["- Artikel 40 UAVG", "- Afdeling 3.2 Awb", "- Artikel 22(2) AVG"], duty) == [
        ("a", "40"),
        ("a", "division 3.2"),
        ("a", "22(2)"),
    ]
    assert links_of(["- Bijlage III AI-verordening"], ("a", "x", "AI Act Annex III")) == [("a", "annex III")]


def test_a_law_that_is_named_as_a_whole_is_not_each_of_its_articles() -> None:
    whole, article = ("w", "x", "Grondwet; EVRM 14; IAMA"), ("a", "grondwet", "1")
    assert links_of(["- Grondwet"], whole, article) == [("w", "")]
    assert links_of(["- Artikel 1 Grondwet"], whole, article) == [("a", "1")]
    assert links_of(["- Artikel 2 Grondwet", "- Artikel 14 EVRM", "- EVRM"], whole, article) == [
        ("w", "2"),
        ("w", "14"),
    ]


def test_a_directive_is_named_by_its_number() -> None:
    duty = ("a", "auteurswet", "1, 15n-15o; Dir. 2019/790 3-4")
    assert links_of(["- Artikel 15o Auteurswet", "- Artikel 4, lid 3 Richtlijn (EU) 2019/790"], duty) == [
        ("a", "15o"),
        ("a", "4(3)"),
    ]


def test_a_place_that_breaks_off_is_left_to_a_person() -> None:
    assert links_of(["- Artikel 4 en 5 lid 1 onder de AVG"], ("a", "avg", "5(1)"), ("b", "avg", "4")) == [("b", "4")]


# Numbers that change


def numbered(*measures: tuple[str, str]) -> Kader:
    return read_kader([measure(slug, f"title: {title}") for slug, title in measures], tag="v1")


def slugs(identities: dict[Identity, Identity] | tuple[Identity, ...]) -> list[object]:
    if isinstance(identities, tuple):
        return [identity.slug for identity in identities]
    return [(before.slug, after.slug) for before, after in identities.items()]


def test_between_a_tag_and_itself_nothing_changes() -> None:
    kader = read_kader(checkout(), tag="v1")
    changes = renumbered(kader, kader)
    assert (changes.moved, changes.renumbered, changes.reused, changes.gone, changes.new, changes.findings) == (
        {},
        {},
        {},
        (),
        (),
        (),
    )
    assert all(before == after for before, after in changes.now.items())


def test_a_page_keeps_its_history_when_it_gets_another_number() -> None:
    old = numbered(("2-owp-17-kies", "Kies"), ("2-owp-18-koop", "Koop"), ("2-owp-19-weg", "Weg ermee"))
    new = numbered(("2-owp-17-koop", "Koop"), ("2-owp-18-gebruik", "Gebruik"), ("2-owp-16-kiezen", "Kies"))
    changes = renumbered(old, new)
    assert slugs(dict(changes.moved)) == [("2-owp-17-kies", "2-owp-16-kiezen"), ("2-owp-18-koop", "2-owp-17-koop")]
    assert changes.renumbered[Identity(Kind.MEASURE, "2-owp-17-koop")] == (
        "urn:nl:ak:mtr:owp-18",
        "urn:nl:ak:mtr:owp-17",
    )
    assert slugs(changes.gone) == ["2-owp-19-weg"]
    assert slugs(changes.new) == ["2-owp-18-gebruik"]
    assert {urn: (before.slug, after.slug) for urn, (before, after) in changes.reused.items()} == {
        "urn:nl:ak:mtr:owp-17": ("2-owp-17-kies", "2-owp-17-koop"),
        "urn:nl:ak:mtr:owp-18": ("2-owp-18-koop", "2-owp-18-gebruik"),
    }
    assert changes.now[Identity(Kind.MEASURE, "2-owp-19-weg")] is None
    said = {found.kind for found in changes.findings}
    assert said == {FindingKind.MOVED, FindingKind.RENUMBERED, FindingKind.NUMBER_REUSED, FindingKind.GONE}


def test_the_name_without_its_number_tells_a_page_with_another_title() -> None:
    changes = renumbered(numbered(("2-owp-17-koop", "Koop")), numbered(("2-owp-18-koop", "Koop verstandig")))
    assert slugs(dict(changes.moved)) == [("2-owp-17-koop", "2-owp-18-koop")]


def test_the_same_number_tells_a_page_only_when_the_names_are_alike() -> None:
    old = numbered(("2-owp-17-model-overeenkomst-inkoop", "Een"), ("2-owp-18-kies-data", "Twee"))
    new = numbered(("2-owp-17-overeenkomst-inkoop", "Drie"), ("2-owp-18-wees-open", "Vier"))
    changes = renumbered(old, new)
    assert slugs(dict(changes.moved)) == [("2-owp-17-model-overeenkomst-inkoop", "2-owp-17-overeenkomst-inkoop")]
    assert (slugs(changes.gone), slugs(changes.new)) == (["2-owp-18-kies-data"], ["2-owp-18-wees-open"])


def test_the_same_page_with_another_number_is_said_and_so_is_a_number_that_is_gone() -> None:
    old: Files = [measure("2-owp-17-koop"), instrument("X", "id: urn:nl:ak:hul:abc-01")]
    new: Files = [measure("2-owp-17-koop", "id: urn:nl:ak:mtr:owp-20"), instrument("X")]
    changes = renumbered(read_kader(old, tag="v1"), read_kader(new, tag="v2"))
    assert list(changes.renumbered.values()) == [
        ("urn:nl:ak:mtr:owp-17", "urn:nl:ak:mtr:owp-20"),
        ("urn:nl:ak:hul:abc-01", ""),
    ]
    assert (changes.old_tag, changes.new_tag, changes.moved) == ("v1", "v2", {})


def test_titles_that_several_pages_share_tell_nothing() -> None:
    old = numbered(("2-owp-17-een", "Zelfde"), ("2-owp-18-twee", "Zelfde"))
    new = numbered(("2-owp-21-drie", "Zelfde"), ("2-owp-22-vier", "Zelfde"))
    assert len(renumbered(old, new).gone) == 2


# Snapshots


def test_a_snapshot_goes_through_json_unchanged() -> None:
    asked = requirement(
        "avg-05-x", f"uitzondering: ['{OPEN_SOURCE.replace(chr(39), chr(39) * 2)}']", "rollen: tovenaar"
    )
    kader = read_kader([*checkout(), asked, file("hulpmiddelen", "Y", page("sources: {ADR: [SV.1]}"))], tag="v1")
    assert kader.findings
    assert from_json(json.loads(json.dumps(to_json(kader)))) == kader


@pytest.mark.parametrize(
    "change",
    [
        {"format": "kenbaar-kader/0"},
        {"items": [{"kind": "law", "slug": "x"}]},
        {"more": 1},
        {"findings": [{"kind": "duplicate_urn", "file": "x", "details": {"urn": "y"}}]},
        {"findings": [{"kind": "no_title", "file": "x", "details": {"urn": "y"}}]},
    ],
)
def test_a_snapshot_that_is_none_is_refused_with_a_way_out(change: dict[str, object]) -> None:
    with pytest.raises(KaderRefused, match="read the folder again"):
        from_json({**to_json(read_kader(checkout(), tag="v1")), **change})


def test_a_finding_has_the_details_that_its_sentence_needs() -> None:
    with pytest.raises(ValueError, match="has the details: urn"):
        finding(FindingKind.NOT_IN_AUDIT, "x")
    with pytest.raises(ValueError, match="has the details: none"):
        Finding(kind=FindingKind.NO_TITLE, file="x", details={"a": "b"})
