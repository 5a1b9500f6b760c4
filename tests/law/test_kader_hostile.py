"""A checkout comes from somebody else: what is too big, too deep or not what it says is refused or reported by name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kenbaar.law.kader import checking, reading
from kenbaar.law.kader.findings import FindingKind, shown
from kenbaar.law.kader.points import parts_of, points_in, points_of
from kenbaar.law.kader.reading import MOST_BYTES_IN_FILE, read_kader
from kenbaar.law.kader.shape import Kader, KaderRefused
from tests.law.kader_files import ROOT, checkout, file, instrument, page


def read(*more: tuple[str, bytes]) -> Kader:
    return read_kader([*checkout(), *more], tag="v1")


@pytest.mark.parametrize(
    "path",
    [
        "../vereisten/x.md",
        "/etc/vereisten/x.md",
        "a//vereisten/x.md",
        "./vereisten/x.md",
        "c:/vereisten/x.md",
        "a\\vereisten\\x.md",
        "vereisten/x\n.md",
        "vereisten/\u202ex.md",
        "",
        "vereisten/" + "x" * 500 + ".md",
    ],
)
def test_a_path_that_leads_elsewhere_is_reported_and_its_content_is_not_read(path: str) -> None:
    [found] = read((path, page("title: x").encode())).findings
    assert found.kind is FindingKind.UNSAFE_PATH
    assert len(found.file) <= 160
    assert found.file.isprintable()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"x" * (MOST_BYTES_IN_FILE + 1), FindingKind.TOO_LARGE),
        (b"\x89PNG\r\n\x1a\n\xff\xfe", FindingKind.NOT_TEXT),
        (b"---\ntitle: a\0b\n---\n", FindingKind.NOT_TEXT),
        ("---\ntitle: x\n---\n".encode("utf-16"), FindingKind.NOT_TEXT),
    ],
)
def test_a_file_that_is_no_page_is_reported_by_name(content: bytes, kind: FindingKind) -> None:
    path = f"{ROOT}/hulpmiddelen/X.md"
    [found] = read((path, content)).findings
    assert (found.kind, found.file) == (kind, path)


@pytest.mark.parametrize(
    ("front", "why"),
    [
        ("a: &a [1, 2]\nb: *a", "refers to another part"),
        ("a: " + "[" * 100 + "]" * 100, "nested more than"),
        ("a: [" + "1, " * 210_000 + "]", "more than"),
        ("a: !!python/object/apply:os.system [ls]\nb: [", "no YAML"),
        ("a: \x01", "no YAML"),
        ("\n".join(f"field_{number}: x" for number in range(101)), "more than 100 fields"),
        ("sources:\n" + "\n".join(f"  field_{number}: x" for number in range(101)), "more than 100 fields"),
    ],
)
def test_front_matter_that_would_exhaust_the_reader_is_refused_with_the_reason(front: str, why: str) -> None:
    [found] = read(file("hulpmiddelen", "X", f"---\n{front}\n---\n")).findings
    assert found.kind is FindingKind.BROKEN_FRONT_MATTER
    assert why in found.what.en


def test_what_a_file_calls_a_command_stays_a_text() -> None:
    kader = read(instrument("X", "categorie: !!python/name:os.system x"))
    assert kader.items[-1].labels == {"categorie": ("x",)}


def test_the_same_page_in_another_folder_is_reported_and_the_first_counts() -> None:
    first, second = file("hulpmiddelen", "X", page("title: Eerste")), file("hulpmiddelen", "X", page("title: Tweede"))
    kader = read(first, ("kopie/hulpmiddelen/X.md", second[1]))
    [found] = kader.findings
    assert (found.kind, found.file) == (FindingKind.SAME_PAGE_TWICE, "kopie/hulpmiddelen/X.md")
    assert first[0] in found.what.nl
    assert kader.items[-1].title == "Eerste"


def test_files_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_FILES", 20)
    with pytest.raises(KaderRefused, match="cannot be the Algoritmekader"):
        read_kader((("README.md", b"x") for _number in iter(int, 1)), tag="v1")


def test_too_many_bytes_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_BYTES", 10_000)
    with pytest.raises(KaderRefused, match="10,000 bytes"):
        read(("README.md", b"x" * 10_000))


def test_findings_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_FINDINGS", 5)
    with pytest.raises(KaderRefused, match="5 findings"):
        read(instrument("X", *(f"field_{number}: x" for number in range(6))), ("README.md", b""))
    with pytest.raises(KaderRefused, match="5 findings"):
        read(instrument("X", *["vereiste:", *(f"- nergens-{number}" for number in range(6))]))


def test_of_many_broken_links_only_the_first_get_a_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "_MOST_HINTS", 1)
    hints = [
        found.details["near"]
        for found in read(instrument("X", "maatregel: [4-owk-04-schrijf-logboe, 4-owk-04-schrijf-log]")).findings
    ]
    assert sorted(hints) == ["", "(4-owk-04-schrijf-logboek?)"]


@pytest.mark.parametrize(
    "text", ["[" * 9_000, "![" * 4_500, "<!--" * 200_000, "#" * 900_000, "[](" * 3_000, "*a " * 3_000, "\n" * 900_000]
)
def test_sources_made_to_keep_a_reader_busy_are_read_all_the_same(text: str) -> None:
    assert read(file("hulpmiddelen", "X", page("title: x", sources=[text]))).items[-1].slug == "X"


def test_markup_and_control_signs_do_not_reach_a_sentence() -> None:
    kader = read(instrument("X", 'maatregel: ["<script>alert(1)</script>\\e[31m{0.__class__}"]'))
    assert kader.findings[0].what.en == "There is no measure [31m{0.__class__}."
    assert shown("a\tb\x00\u202e c" + "x" * 500).startswith("a b c")
    assert len(shown("x" * 500)) == 160


PIECES = (
    "artikel ",
    "eerſte lid",
    "eerste lid",
    "lid ",
    "(",
    ")",
    "1",
    "15n",
    "a",
    " en ",
    "-",
    "bijlage ",
    "III",
    "٣",
    "🙂",
)


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=20).map("".join))
def test_whatever_stands_in_a_source_its_places_can_be_taken_apart(text: str) -> None:
    assert all(map(parts_of, (*points_in(text).points, *points_of(text))))


MARKS = (
    "---\n",
    "\n",
    "title: ",
    "- ",
    "[",
    "]",
    "&a ",
    "*a",
    "## Bronnen\n",
    "<!--",
    "-->",
    "](",
    ")",
    "vereiste:",
    "|",
    "!!int ",
)


@settings(max_examples=100)
@given(st.lists(st.sampled_from(MARKS) | st.text(max_size=5), max_size=30).map("".join))
def test_whatever_a_page_holds_it_is_read_or_reported(text: str) -> None:
    for written in (text, f"---\n{text}", page("title: x", sources=[text])):
        content = written.encode(errors="replace")
        kader = read_kader([(f"vereisten/{name}", content) for name in ("x.md", "y.md")], tag="v1")
        assert kader.findings
        assert all(str(found) for found in kader.findings)


def test_slugs_that_are_too_long_are_passed_over() -> None:
    assert read((f"vereisten/{'x' * 201}.md", b"")).findings == ()
