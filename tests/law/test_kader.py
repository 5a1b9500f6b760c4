"""The Algoritmekader of the government: what a reader takes from its pages, and what it reports instead of guessing."""

import pytest

from kenbaar.law.kader.findings import FindingKind
from kenbaar.law.kader.reading import is_wanted, read_kader
from kenbaar.law.kader.shape import Identity, Kader, KaderRefused, Kind
from tests.law.kader_files import HONEST, LOGGING, LOGS, Files, checkout, file, instrument, measure, requirement


def read(*more: tuple[str, bytes], without: str = "") -> Kader:
    files = [each for each in checkout() if not without or without not in each[0]]
    return read_kader([*files, *more], tag="v1.0")


def kinds(kader: Kader) -> list[FindingKind]:
    return [found.kind for found in kader.findings]


def reports(files: Files) -> list[str]:
    return [str(found) for found in read(*files).findings]


def test_a_sound_checkout_is_read_whole_and_has_no_findings() -> None:
    kader = read()
    assert kader.findings == ()
    assert [item.slug for item in kader.items] == [LOGS, HONEST, LOGGING, "LOGBOEK"]
    logs = kader.by_identity[Identity(Kind.REQUIREMENT, LOGS)]
    assert (logs.tag, logs.urn, logs.title) == ("v1.0", "urn:nl:ak:ver:aia-13", f"Pagina {LOGS}")
    assert logs.labels == {
        "rollen": ("jurist",),
        "risicogroep": ("hoog-risico-ai-systeem",),
        "rol-ai-act": ("aanbieder",),
    }
    assert kader.of(Kind.MEASURE)[0].requirements == (LOGS, HONEST)
    assert (kader.of(Kind.INSTRUMENT)[0].measures, kader.of(Kind.INSTRUMENT)[0].urn) == ((LOGGING,), "")


def test_the_order_of_the_files_changes_nothing() -> None:
    assert read_kader(reversed(checkout()), tag="v1.0") == read()


def test_a_page_may_write_one_value_or_a_list_and_say_nothing_or_the_same_twice() -> None:
    kader = read(
        measure(
            "4-owk-05-a",
            f"vereiste: {LOGS}",
            "levenscyclus: [ontwerp, ontwerp, ~]",
            "onderwerp:",
            "rollen: null",
            "hide: navigation",
        )
    )
    added = kader.by_identity[Identity(Kind.MEASURE, "4-owk-05-a")]
    assert (added.requirements, added.labels) == ((LOGS,), {"levenscyclus": ("ontwerp",)})
    assert kader.findings == ()


def test_what_is_written_as_a_number_or_a_day_stays_what_is_written() -> None:
    front = (
        "vereiste: " + LOGS,
        "sources:",
        "  ARK: 1.10",
        "  ADR: [SV.2, SV.2, ]",
        "  leeg:",
        "version_date: 2025-13-45",
    )
    kader = read(measure("4-owk-05-a", *front))
    added = kader.by_identity[Identity(Kind.MEASURE, "4-owk-05-a")]
    assert added.sources == {"ARK": ("1.10",), "ADR": ("SV.2",)}
    assert kader.findings == ()


def test_sources_without_a_framework_are_kept_as_well() -> None:
    kader = read(
        measure("4-owk-05-a", f"vereiste: {LOGS}", "sources: [SV.2]"),
        measure("4-owk-06-b", f"vereiste: {LOGS}", "sources: {}"),
    )
    assert [item.sources for item in kader.of(Kind.MEASURE)[1:]] == [{"": ("SV.2",)}, {}]


def test_markup_in_a_title_is_taken_out() -> None:
    kader = read(requirement("avg-05-x", "title: 'Wees <b>eerlijk</b>\t&amp; open'"))
    assert kader.by_identity[Identity(Kind.REQUIREMENT, "avg-05-x")].title == "Wees eerlijk & open"


def test_a_link_to_a_page_that_is_not_there_is_reported_with_its_line_and_with_a_page_like_it() -> None:
    kader = read(
        measure("4-owk-05-a", "vereiste:", f"- {LOGS}", "- aia-13-bewaar-logboek"),
        instrument("X", "maatregel: [zomaar-iets]", "vereiste:", f"- {LOGS}", "-"),
    )
    unknown, measures, empty = sorted(kader.findings, key=lambda found: found.file, reverse=True)
    assert (unknown.kind, unknown.line) == (FindingKind.UNKNOWN_REQUIREMENT, 6)
    assert unknown.what.en == "There is no requirement aia-13-bewaar-logboek."
    assert unknown.remedy.en == f"Refer to a page that exists. ({LOGS}?)"
    assert (measures.kind, measures.remedy.en) == (FindingKind.UNKNOWN_MEASURE, "Refer to a page that exists.")
    assert (empty.kind, empty.line) == (FindingKind.EMPTY_VALUE, 6)


def test_requirements_and_measures_that_stand_alone_are_reported() -> None:
    assert kinds(read(without=LOGGING)) == [
        FindingKind.UNKNOWN_MEASURE,
        FindingKind.REQUIREMENT_WITHOUT_MEASURE,
        FindingKind.REQUIREMENT_WITHOUT_MEASURE,
    ]
    alone = measure("4-owk-05-a", "vereiste: [nergens-te-vinden]")
    assert kinds(read(alone)) == [FindingKind.MEASURE_WITHOUT_REQUIREMENT, FindingKind.UNKNOWN_REQUIREMENT]


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (("id: ",), FindingKind.NO_URN),
        (("id: [urn:nl:ak:mtr:avg-05]",), FindingKind.WRONG_URN),
        (("id: urn:nl:ak:ver:avg-06",), FindingKind.URN_NOT_AS_NAME),
        (("title: ",), FindingKind.NO_TITLE),
        (("title: {a: b}", "hide: x"), FindingKind.WRONG_SHAPE),
        (("geheim: ja",), FindingKind.UNKNOWN_FIELD),
        (("? [a, b]", ": c"), FindingKind.UNKNOWN_FIELD),
        (("rollen: [jurist]", "rollen: [jurist]"), FindingKind.REPEATED_FIELD),
        (("rollen: [[jurist]]",), FindingKind.WRONG_SHAPE),
        (("risicogroep: verboden-ai-systeem",), FindingKind.UNKNOWN_VALUE),
        (("rollen: tovenaar",), FindingKind.VALUE_WITHOUT_PAGE),
        (("uitzondering: [nooit]",), FindingKind.UNKNOWN_EXCEPTION),
        (("rollen: [" + "jurist, " * 201 + "]",), FindingKind.TOO_MANY_VALUES),
    ],
)
def test_what_a_page_should_not_say_is_reported(lines: tuple[str, ...], kind: FindingKind) -> None:
    slug = "avg-05-x"
    kader = read(requirement(slug, *lines), measure("4-owk-05-a", f"vereiste: {slug}"))
    assert kind in kinds(kader)
    assert set(kinds(kader)) <= {kind, FindingKind.NO_TITLE}
    assert slug in kader.findings[0].file
    assert Identity(Kind.REQUIREMENT, slug) in kader.by_identity


def test_an_instrument_may_have_a_number_and_a_requirement_without_one_in_its_name_is_reported() -> None:
    kader = read(
        instrument("X", "id: urn:nl:ak:hul:abc-01"),
        requirement("zomaar", "id: urn:nl:ak:ver:avg-05"),
        measure("4-owk-05-a", "vereiste: zomaar"),
    )
    assert kinds(kader) == [FindingKind.URN_NOT_AS_NAME]


def test_the_first_of_two_equal_fields_counts() -> None:
    kader = read(requirement("avg-05-x", "title: De eerste", "title: De tweede"))
    assert kader.by_identity[Identity(Kind.REQUIREMENT, "avg-05-x")].title == "De eerste"


def test_a_number_that_two_pages_have_is_reported_with_both() -> None:
    [found] = read(measure("4-owk-04-x", f"vereiste: {LOGS}")).findings
    assert found.kind is FindingKind.DUPLICATE_URN
    assert "owk-04" in found.what.nl
    assert LOGGING in found.what.nl


def test_a_value_is_not_held_against_a_folder_that_is_not_in_the_checkout() -> None:
    assert kinds(read(instrument("X", "onderwerp: magie"))) == [FindingKind.VALUE_WITHOUT_PAGE]
    assert kinds(read(instrument("X", "onderwerp: magie"), without="onderwerpen")) == []


def test_the_table_of_audit_frameworks_is_held_beside_the_measures() -> None:
    table = ("relatie-ak-tot-toetsingskaders.csv", b"nummer,bron,urn:nl:ak:mtr:owk-77\n1.01,ARK,1\n")
    kader = read(table, measure("4-owk-05-a", f"vereiste: {LOGS}", "id: "))
    assert kinds(kader) == [FindingKind.NOT_IN_AUDIT, FindingKind.NO_URN, FindingKind.UNKNOWN_IN_AUDIT]
    assert kinds(read(("relatie-ak-tot-toetsingskaders.csv", b"urn:nl:ak:mtr:owk-04"))) == []
    assert kinds(read(("relatie-ak-tot-toetsingskaders.csv", b"\xff"))) == [FindingKind.NOT_TEXT]


@pytest.mark.parametrize(
    ("text", "kind", "line"),
    [
        ("# Geen kenmerken", FindingKind.NO_FRONT_MATTER, 1),
        ("", FindingKind.NO_FRONT_MATTER, 1),
        ("---\ntitle: x\n", FindingKind.BROKEN_FRONT_MATTER, 1),
        ("---\n---\n", FindingKind.BROKEN_FRONT_MATTER, 1),
        ("---\n- a\n---\n", FindingKind.BROKEN_FRONT_MATTER, 1),
        ("---\ntitle: [\n---\n", FindingKind.BROKEN_FRONT_MATTER, 1),
        ("---\na: 1\n...\nb: 2\n---\n", FindingKind.BROKEN_FRONT_MATTER, 1),
    ],
)
def test_a_page_without_front_matter_that_can_be_read_does_not_count_but_links_to_it_are_no_mistake(
    text: str, kind: FindingKind, line: int
) -> None:
    broken = file("vereisten", "avg-05-x", text)
    kader = read(broken, measure("4-owk-05-a", "vereiste: avg-05-x"))
    [found] = kader.findings
    assert (found.kind, found.line, found.file) == (kind, line, broken[0])
    assert Identity(Kind.REQUIREMENT, "avg-05-x") not in kader.by_identity


def test_line_breaks_and_marks_of_other_programs_are_no_obstacle() -> None:
    _path, content = requirement("avg-05-x")
    other = file("vereisten", "avg-05-x", "\ufeff" + content.decode().replace("\n", "\r\n"))
    assert kinds(read(other, measure("4-owk-05-a", "vereiste: avg-05-x"))) == []


def test_every_finding_says_what_is_wrong_and_what_helps_in_both_languages() -> None:
    assert all(kind.label.nl and kind.label.en for kind in FindingKind)
    [found] = read(requirement("avg-05-x", "rollen: tovenaar"), measure("4-owk-05-a", "vereiste: avg-05-x")).findings
    assert found.what.nl == "Voor tovenaar bij rollen is er geen pagina."
    assert (
        str(found)
        == f"{found.file}, line 4: For tovenaar under rollen there is no page. Choose a value that has a page."
    )
    assert "line" not in str(read(requirement("avg-05-x")).findings[0])


def test_a_folder_without_a_page_of_the_algoritmekader_is_refused_with_a_way_out() -> None:
    with pytest.raises(KaderRefused, match="give the folder of a checkout") as refused:
        read_kader([("README.md", b"# Iets anders"), ("docs/rollen/jurist.md", b"")], tag="v1")
    assert "map van een checkout" in refused.value.message.nl


@pytest.mark.parametrize("tag", ["", " ", "-x", "a" * 101, "v1\n", "../x y"])
def test_a_tag_that_is_none_is_refused(tag: str) -> None:
    with pytest.raises(KaderRefused, match="is no tag"):
        read_kader(checkout(), tag=tag)


def test_only_files_that_matter_are_wanted() -> None:
    wanted = [
        "a/vereisten/x.md",
        "docs/rollen/x.md",
        "docs/onderwerpen/data/index.md",
        "relatie-ak-tot-toetsingskaders.csv",
        "../x",
    ]
    assert all(map(is_wanted, wanted))
    passed_over = [
        "README.md",
        "a/vereisten/index.md",
        "a/vereisten/x.png",
        "a/vereisten/documenten/x.md",
        "docs/rollen/index.md",
    ]
    assert not any(map(is_wanted, [*passed_over, f"vereisten/{'x' * 201}.md"]))
