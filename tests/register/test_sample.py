"""The sample register: what a newcomer looks around in must show every corner and name nobody who exists."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from kenbaar.journal.models import JournalLine
from kenbaar.people.actors import OPERATOR
from kenbaar.people.matching import NameMatcher
from kenbaar.people.models import Body, Membership, Person
from kenbaar.people.organisations import load_organisations, organisation_types
from kenbaar.register import sample
from kenbaar.register.errors import SheetRefused
from kenbaar.register.lifecycle import State
from kenbaar.register.models import Entry, EntryVersion, PublicStep
from kenbaar.register.references import reference_from
from kenbaar.register.sample import SampleBody, SampleEntry, SampleError, load_sample, read_sample, sample_key
from kenbaar.rules.answers import Filling, Sheet, check_sheet
from kenbaar.rules.facts import Visibility, vocabulary
from kenbaar.standards.checking import check
from kenbaar.standards.fields import Authority, load_standard
from kenbaar.standards.findings import FindingKind
from tests import make

V10 = load_standard("publicatiestandaard", "1.0")
BAD_ON_PURPOSE = {"algoritme-1", "slim-parkeren"}


def _entries() -> Iterator[tuple[SampleBody, SampleEntry]]:
    for body, entries in read_sample().items():
        for entry in entries:
            yield body, entry


def _sheets() -> Iterator[tuple[SampleEntry, Sheet]]:
    for body, entry in _entries():
        for sheet in entry.sheets(body):
            yield entry, sheet


def test_every_answer_fits_the_vocabulary() -> None:
    for entry, sheet in _sheets():
        assert check_sheet(sheet, vocabulary()) == [], entry.key


def test_every_body_is_invented_and_of_a_known_type() -> None:
    matcher = NameMatcher(load_organisations())
    bodies = list(read_sample())
    assert len(bodies) >= 14
    for body in bodies:
        for name in (body.name.nl, body.name.en, body.abbreviation):
            assert not name or matcher.match(name).organisation is None, name
        assert body.type in organisation_types()


def test_no_text_names_a_real_body() -> None:
    names = {name for each in load_organisations() for name in (each.name.nl, each.name.en)}
    real = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(name) for name in sorted(names)) + r")(?!\w)")
    for entry, sheet in _sheets():
        assert real.findall(sheet.to_json().decode()) == [], entry.key


def test_every_link_and_address_leads_to_an_example_domain() -> None:
    hosts = re.compile(r"(?:https?://|www\.|@)([\w.-]+)")
    for entry, sheet in _sheets():
        for host in hosts.findall(sheet.to_json().decode()):
            assert host.endswith(".example"), (entry.key, host)
    assert all(body.domain.endswith(".example") for body in read_sample())


def test_every_public_fact_option_and_kind_of_blank_occurs() -> None:
    public = [fact for fact in vocabulary() if fact.visibility is Visibility.PUBLIC]
    facts: set[str] = set()
    options: set[tuple[str, str]] = set()
    fillings: set[Filling] = set()
    for _entry, sheet in _sheets():
        facts |= set(sheet)
        fillings |= {sheet.filling(fact_id) for fact_id in sheet}
        for fact in public:
            value = sheet.value(fact.id)
            if fact.options and value:
                options |= {(fact.id, option) for option in (value if isinstance(value, list) else [value])}
    assert facts == {fact.id for fact in public}
    assert options == {(fact.id, option.id) for fact in public for option in fact.options}
    assert fillings == set(Filling) - {Filling.UNFILLED}


def test_every_recommended_impact_assessment_occurs() -> None:
    titles = {
        row["title"].get("nl", "") for _entry, sheet in _sheets() for row in sheet.value("impact_assessments") or ()
    }
    assert titles >= {
        "AI Impact Assessment (AIIA)",
        "Data Protection Impact Assessment (DPIA)",
        "De Ethische Bijsluiter",
        "De Ethische Data Assistant (DEDA)",
        "Fundamentele Rechten en Algoritme Impact Assessment (FRAIA)",
        "Fundamental Rights Impact Assessment (FRIA)",
        "Impact Assessment Mensenrechten en Algoritmes (IAMA)",
        "Pre-scan DPIA",
        "Privacy Quickscan",
        "Toetsingskader Algemene Rekenkamer",
        "Utrechts Uthiek Assessment",
        "Z-Inspection",
    }


def test_there_are_entries_in_every_state_and_published_ones_in_dutch_english_and_both() -> None:
    states = Counter(entry.state for _body, entry in _entries())
    assert states[State.PUBLISHED] >= 45
    assert all(states[state] >= 3 for state in State)
    published = [entry for _body, entry in _entries() if entry.state is State.PUBLISHED]
    languages = Counter(tuple(sorted(entry.versions[0].facts["name"])) for entry in published)
    assert languages["en", "nl"] >= 12
    assert languages["en",] >= 6
    assert languages["nl",] >= 20
    assert sum(len(entry.versions) > 1 for entry in published) >= 4


@pytest.mark.parametrize("by", list(Authority))
def test_texts_are_as_short_as_the_standard_asks_except_where_they_are_bad_on_purpose(by: Authority) -> None:
    met = set()
    for entry, sheet in _sheets():
        for language in sheet.texts("name"):
            for found in check(sheet, V10, language, by=by):
                if found.kind in {FindingKind.TOO_LONG, FindingKind.HTML_IN_TEXT, FindingKind.DEAD_URL_SHAPE}:
                    met.add(entry.key)
    assert met == BAD_ON_PURPOSE


@pytest.mark.django_db
def test_an_editor_wrote_every_entry_and_somebody_else_published_it() -> None:
    made = load_sample(by=OPERATOR)
    assert made == sum(1 for _each in _entries())
    for body, entry in _entries():
        row = Entry.objects.get(reference=reference_from(sample_key(body, entry)))
        assert (row.state, row.body.slug, row.versions.count()) == (entry.state, body.slug, len(entry.versions))
    writers = dict(JournalLine.objects.filter(event="register.version.added").values_list("subject", "actor"))
    publishers = dict(JournalLine.objects.filter(event="register.entry.published").values_list("subject", "actor"))
    assert publishers
    for reference, publisher in publishers.items():
        assert publisher.startswith("person ")
        assert publisher != writers[reference]


@pytest.mark.django_db
def test_the_journal_reads_as_if_it_had_grown_and_the_public_days_are_those_of_the_files() -> None:
    load_sample(by=OPERATOR)
    moments = list(JournalLine.objects.values_list("at", flat=True))
    assert moments == sorted(moments)
    days = {
        (reference_from(sample_key(body, entry)), version.day)
        for body, entry in _entries()
        if entry.state not in {State.DRAFT, State.REVIEW}
        for version in entry.versions
        if version.shown
    }
    steps = PublicStep.objects.filter(step="publish").values_list("entry__reference", "on")
    assert {(reference, on.date()) for reference, on in steps} == days
    assert max(moments) < make.NOON


@pytest.mark.django_db
def test_a_withdrawal_gives_its_reason_in_every_language_of_the_entry() -> None:
    load_sample(by=OPERATOR)
    withdrawals = PublicStep.objects.filter(step="withdraw").select_related("version")
    assert len(withdrawals) >= 4
    for step in withdrawals:
        assert set(step.reason) == set(step.version.answers().texts("name"))


@pytest.mark.django_db
def test_loading_twice_changes_nothing() -> None:
    tables = (Body, Person, Membership, Entry, EntryVersion, PublicStep, JournalLine)
    load_sample(by=OPERATOR)
    before = [table.objects.count() for table in tables]
    assert load_sample(by=OPERATOR) == 0
    assert [table.objects.count() for table in tables] == before


@pytest.mark.django_db
def test_loading_again_adds_only_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read_sample()
    part = {body: entries[1:] for body, entries in whole.items()}
    monkeypatch.setattr(sample, "read_sample", lambda: part)
    first = load_sample(by=OPERATOR)
    monkeypatch.setattr(sample, "read_sample", lambda: whole)
    assert load_sample(by=OPERATOR) == sum(len(entries) for entries in whole.values()) - first > 0


@pytest.mark.django_db
def test_a_broken_sample_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    body, entries = next(iter(read_sample().items()))
    broken = entries[-1].replaced(key="broken", versions=[{"day": "2026-11-20", "facts": {"name": {"nl": ""}}}])
    monkeypatch.setattr(sample, "read_sample", lambda: {body: (*entries, broken)})
    with pytest.raises(SheetRefused, match="text is empty"):
        load_sample(by=OPERATOR)
    assert [table.objects.count() for table in (Body, Person, Entry, JournalLine)] == [0, 0, 0, 0]


ENTRY = {"key": "a", "state": "published", "versions": [{"day": "2024-01-02", "facts": {"name": {"nl": "A"}}}]}


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"state": "withdrawn"}, "has an end"),
        ({"ended": {"day": "2024-02-01"}}, "has an end"),
        ({"state": "archived", "ended": {"day": "2024-02-01", "reason": {"nl": "Weg."}}}, "archive has none"),
        ({"state": "archived", "ended": {"day": "2023-02-01"}}, "each day comes after"),
        ({"versions": []}, "at least 1"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_sample_entry_that_contradicts_itself_is_refused(change: dict[str, object], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        SampleEntry.model_validate({**ENTRY, **change})


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("- {slug: a", "bodies.yaml cannot be read"),
        ("- {slug: a, type: gemeente, domain: a.example}", "bodies.yaml, number 1 does not fit: name"),
    ],
)
def test_a_broken_file_is_refused_with_the_file_and_the_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, complaint: str
) -> None:
    (tmp_path / "sample").mkdir()
    (tmp_path / "sample" / "bodies.yaml").write_text(content, encoding="utf-8")
    monkeypatch.setattr(sample, "files", lambda _package: tmp_path)
    with pytest.raises(SampleError, match=complaint):
        read_sample.__wrapped__()
