"""A notice profile is written from what its entry says, and approved by somebody who did not write it."""

from typing import Any

import pytest

from kenbaar.decisions.profile_files import ProfileRefused, profile_of
from kenbaar.journal.models import JournalLine
from kenbaar.notices.actions import deciding
from kenbaar.notices.actions.profiles import (
    PartChange,
    begin_profile,
    begin_version,
    follow_entry,
    part_digest,
    put_profile,
    save_parts,
)
from kenbaar.notices.models import NoticeProfile, ProfileVersion
from kenbaar.notices.profile_errors import (
    AnswerNeeded,
    AutomationNotSaid,
    ChangedMeanwhile,
    NameNeeded,
    NameTaken,
    NotWhole,
    OtherVersion,
    ProfileNotFound,
    StepNotPossible,
)
from kenbaar.notices.queries.profiles import (
    checked,
    entries_without_profile,
    profile_seen,
    profiles_of_body,
    profiles_of_entry,
    standing_of,
)
from kenbaar.people.actors import ANYONE, OPERATOR, actor_of_token
from kenbaar.people.models import Role, Scope
from kenbaar.register.actions.arranging import set_access
from kenbaar.register.errors import EntryNotFound, NotAllowed, SecondPersonNeeded
from kenbaar.register.lifecycle import Access
from kenbaar.rules.answers import known, unknown
from tests import make
from tests.api.tokens import token_for
from tests.decisions.profiles import content
from tests.make import NOON
from tests.notices.profile_world import NAME, SLUG, ProfileWorld, deciding_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> ProfileWorld:
    return ProfileWorld()


def _events() -> list[str]:
    return list(JournalLine.objects.filter(event__startswith="notices.").values_list("event", flat=True))


def test_a_profile_begins_with_what_the_entry_says(world: ProfileWorld) -> None:
    version = world.begun()
    said = version.content
    assert said["entry"] == world.reference and said["version"] == 1
    assert said["algorithm"] == {"nl": "Rekenhulp bijdragen"}
    assert said["purpose"] == {"nl": "Het rekent uit hoeveel bijdrage iemand krijgt."}
    assert said["human_part"] == {"nl": "Een medewerker kijkt elk besluit na."}
    assert said["automation"] == "support"
    assert said["data"][0]["source"] == {"nl": "Basisregistratie Personen"}
    assert said["routes"][0]["term"] == {"count": 6, "unit": "weeks", "after": "decision"}
    assert said["responsible"]["contact"] == [{"channel": "email", "address": "algoritmes@lindewaarde.example"}]
    assert said["facts"]["countries"] == ["nl"]
    assert said["public_page"].endswith(f"/nl/algoritme/{world.reference}/")
    assert _events() == ["notices.profile.begun"]


@pytest.mark.parametrize(
    ("answers", "part", "expected"),
    [
        ({"contact": known("https://lindewaarde.example/vraag")}, "responsible", "web"),
        ({"contact": known("+31 20 555 01 23")}, "responsible", "phone"),
        ({"contact": known("de balie")}, "responsible", None),
    ],
)
def test_how_to_reach_a_body_is_told_by_what_it_looks_like(
    answers: dict[str, Any], part: str, expected: str | None
) -> None:
    said = ProfileWorld(**answers).begun().content[part]["contact"]
    assert [each["channel"] for each in said] == ([expected] if expected else [])


def test_what_the_entry_says_of_routes_and_secrets_is_taken_over_in_its_own_words() -> None:
    world = ProfileWorld(
        objection_route=known(
            [{"term": {"nl": "6 weken, of 2 maanden in het buitenland"}, "channel": {"nl": "Per brief."}}]
        ),
        data_links=None,
        data=known({"nl": "Inkomen en huishouden."}),
        withheld=known(["trade_secret"]),
        sole_ground=known("law"),
    )
    said = world.begun().content
    # Two terms are none that a machine can choose from.
    assert "term" not in said["routes"][0]
    assert said["routes"][0]["note"] == {"nl": "Per brief. 6 weken, of 2 maanden in het buitenland"}
    assert said["data"][0]["meaning"] == {"nl": "Inkomen en huishouden."}
    assert [each["what"]["en"] for each in said["withheld"]] == ["Trade secret"]
    assert said["sole_ground"]["en"] == "A law allows it"


@pytest.mark.parametrize("answer", [None, unknown(), known("none")])
def test_a_profile_is_not_begun_for_an_algorithm_of_which_nobody_said_its_part_in_decisions(answer: Any) -> None:
    world = ProfileWorld()
    make.version_of(world.entry, deciding_sheet().with_answers({"automation": answer}))
    with pytest.raises(AutomationNotSaid):
        world.begun()
    assert not NoticeProfile.objects.exists()


def test_a_profile_has_a_name_of_its_own(world: ProfileWorld) -> None:
    world.begun()
    with pytest.raises(NameTaken):
        world.begun()
    for name in ({}, {"nl": "  "}, {"nl": "x" * 201}):
        with pytest.raises(NameNeeded):
            begin_profile(world.reference, name, by=world.editor, now=NOON)


def test_two_people_at_once_lose_nothing(world: ProfileWorld) -> None:
    seen = world.begun().content
    colleague = make.person(Role.EDITOR, at=world.body)
    world.change("purpose", {"nl": "Eerste."}, by=colleague)
    changes = [
        PartChange("purpose", {"nl": "Tweede."}, part_digest(seen["purpose"])),
        PartChange("logic", {"nl": "Regels."}, part_digest(seen["logic"])),
    ]
    saved = save_parts(world.slug, SLUG, changes, by=world.editor, now=NOON)
    assert saved.saved == ("logic",) and saved.late == ("purpose",)
    version = world.version()
    assert version.content["purpose"] == {"nl": "Eerste."} and version.content["logic"] == {"nl": "Regels."}
    assert set(version.authors) == {world.editor.name, colleague.name}
    # The same again is no change.
    assert world.change("logic", {"nl": "Regels."}).saved == ()
    assert version.revision == world.version().revision


def test_what_does_not_fit_changes_nothing_and_the_entry_says_its_own_parts(world: ProfileWorld) -> None:
    world.begun()
    with pytest.raises(ProfileRefused):
        world.change("data", [{"id": "Niet goed"}])
    assert world.change("automation", "none").saved == ()
    assert world.version().revision == 0


def test_a_draft_follows_its_entry_but_for_what_somebody_made_their_own(world: ProfileWorld) -> None:
    world.begun()
    world.change("purpose", {"nl": "In eigen woorden."})
    says = deciding_sheet(automation=known("sole"), human_intervention=known({"nl": "Niemand kijkt."}))
    make.version_of(world.entry, says.with_answers({"purpose": known({"nl": "Nieuw doel."})}))
    assert profile_seen(world.editor, world.slug, SLUG).newer == 2
    said = follow_entry(world.slug, SLUG, by=world.editor, now=NOON).content
    assert (said["version"], said["automation"]) == (2, "sole")
    assert said["human_part"] == {"nl": "Niemand kijkt."}
    assert said["purpose"] == {"nl": "In eigen woorden."}
    assert said["name"] == NAME
    assert profile_seen(world.editor, world.slug, SLUG).newer == 0
    revision = world.version().revision
    follow_entry(world.slug, SLUG, by=world.editor, now=NOON)
    assert world.version().revision == revision


def test_a_profile_is_handed_in_whole_and_then_frozen(world: ProfileWorld) -> None:
    world.begun()
    with pytest.raises(NotWhole) as refused:
        deciding.submit_profile(world.slug, SLUG, by=world.editor, now=NOON)
    assert [each.place for each in refused.value.misfits] == ["data.0.label"]
    world.change("data", content()["data"])
    with pytest.raises(OtherVersion):
        deciding.submit_profile(world.slug, SLUG, revision=0, by=world.editor, now=NOON)
    version = deciding.submit_profile(world.slug, SLUG, by=world.editor, now=NOON)
    assert len(version.digest) == 64
    with pytest.raises(StepNotPossible):
        world.change("purpose", {"nl": "Toch anders."})
    deciding.take_back_profile(world.slug, SLUG, by=world.editor, now=NOON)
    assert world.version().digest == ""
    assert world.change("purpose", {"nl": "Toch anders."}).saved == ("purpose",)


def test_own_words_that_a_letter_cannot_take_are_not_handed_in(world: ProfileWorld) -> None:
    world.whole()
    for own in ({"closing": {"nl": "Dag."}}, {"mention_opening": {"nl": "{naam}"}}, {"decided_support": {"nl": "Ja."}}):
        world.change("wording", {"template": "decision/1", "own": own})
        with pytest.raises(NotWhole) as refused:
            deciding.submit_profile(world.slug, SLUG, by=world.editor, now=NOON)
        assert all(each.place.startswith("wording.own.") for each in refused.value.misfits)
    world.change("wording", {"template": "decision/99"})
    with pytest.raises(NotWhole):
        deciding.submit_profile(world.slug, SLUG, by=world.editor, now=NOON)


def test_what_the_law_makes_of_a_profile_is_told_before_anybody_decides(world: ProfileWorld) -> None:
    said = checked(profile_of(world.whole().content), on=NOON.date())
    assert said.findings


def test_an_approver_asks_for_changes_and_says_which(world: ProfileWorld) -> None:
    world.submitted()
    for answer in ("", " ", "x" * 4001, "a\0b"):
        with pytest.raises(AnswerNeeded):
            deciding.ask_changes(world.slug, SLUG, answer, by=world.approver, now=NOON)
    deciding.ask_changes(world.slug, SLUG, "Leg het inkomen uit.", by=world.approver, now=NOON)
    assert (world.version().stage, world.version().answer) == ("draft", "Leg het inkomen uit.")
    with pytest.raises(StepNotPossible):
        deciding.ask_changes(world.slug, SLUG, "Nog eens.", by=world.approver, now=NOON)


def test_a_second_person_approves_what_they_looked_at(world: ProfileWorld) -> None:
    digest = world.submitted().digest
    with pytest.raises(NotAllowed):
        deciding.approve_profile(world.slug, SLUG, seen=digest, by=world.editor, now=NOON)
    with pytest.raises(OtherVersion):
        deciding.approve_profile(world.slug, SLUG, seen="0" * 64, by=world.approver, now=NOON)
    approved = deciding.approve_profile(world.slug, SLUG, seen=digest, by=world.approver, now=NOON)
    assert world.profile().current == approved
    assert approved.approved_by == world.approver.name
    assert _events()[-1] == "notices.profile.approved"


def test_nobody_approves_their_own_work_not_with_a_token_either(world: ProfileWorld) -> None:
    world.begun()
    both = make.person(Role.EDITOR, Role.APPROVER, Role.ADMINISTRATOR, at=world.body)
    world.change("data", content()["data"], by=both)
    digest = deciding.submit_profile(world.slug, SLUG, by=world.editor, now=NOON).digest
    _code, made = token_for(world.body, Scope.APPROVE_ENTRIES, by=both)
    for actor in (both, actor_of_token(made)):
        with pytest.raises(SecondPersonNeeded):
            deciding.approve_profile(world.slug, SLUG, seen=digest, by=actor, now=NOON)
    can = profile_seen(both, world.slug, SLUG).can
    assert can.involved and not can.approve


def test_a_new_version_replaces_the_approved_one_when_it_is_approved(world: ProfileWorld) -> None:
    first = world.approved()
    second = begin_version(world.slug, SLUG, by=world.editor, now=NOON)
    assert second.number == 2 and second.content == first.content
    assert world.profile().current == first
    with pytest.raises(StepNotPossible):
        begin_version(world.slug, SLUG, by=world.editor, now=NOON)
    world.change("purpose", {"nl": "Beter gezegd."})
    digest = deciding.submit_profile(world.slug, SLUG, by=world.editor, now=NOON).digest
    seen = profile_seen(world.approver, world.slug, SLUG)
    assert seen.before == first and seen.can.approve
    deciding.approve_profile(world.slug, SLUG, seen=digest, by=world.approver, now=NOON)
    first.refresh_from_db()
    assert first.stage == "replaced" and world.profile().current == world.version()


def test_a_draft_is_thrown_away_and_what_was_approved_stays(world: ProfileWorld) -> None:
    world.approved()
    begin_version(world.slug, SLUG, by=world.editor, now=NOON)
    with pytest.raises(OtherVersion):
        deciding.discard_profile_draft(world.slug, SLUG, revision=7, by=world.editor, now=NOON)
    deciding.discard_profile_draft(world.slug, SLUG, revision=0, by=world.editor, now=NOON)
    assert world.version().stage == "approved"
    begin_profile(world.reference, {"nl": "Een ander besluit"}, by=world.editor, now=NOON)
    deciding.discard_profile_draft(world.slug, "een-ander-besluit", by=world.editor, now=NOON)
    assert NoticeProfile.objects.count() == 1


def test_a_profile_that_is_put_whole_is_made_or_replaced(world: ProfileWorld) -> None:
    put: dict[str, Any] = {"by": world.editor, "now": NOON}
    made = put_profile(world.slug, "bijdrage", content(), reference=world.reference, **put)
    assert made.content["entry"] == world.reference and made.content["facts"]["automation"] == "support"
    again = put_profile(world.slug, "bijdrage", content(), revision=0, **put)
    assert again.revision == 0
    put_profile(world.slug, "bijdrage", content(purpose={"nl": "Anders."}), revision=0, **put)
    with pytest.raises(ChangedMeanwhile) as refused:
        put_profile(world.slug, "bijdrage", content(), revision=0, **put)
    assert refused.value.fields == ("purpose",)
    with pytest.raises(ProfileRefused):
        put_profile(world.slug, "bijdrage", content(name="?"), **put)
    digest = deciding.submit_profile(world.slug, "bijdrage", by=world.editor, now=NOON).digest
    with pytest.raises(StepNotPossible):
        put_profile(world.slug, "bijdrage", content(), **put)
    deciding.approve_profile(world.slug, "bijdrage", seen=digest, by=world.approver, now=NOON)
    assert put_profile(world.slug, "bijdrage", content(), **put).number == 2


def test_a_profile_is_put_for_an_entry_of_the_same_body(world: ProfileWorld) -> None:
    elsewhere = make.entry(at=make.body("gemeente-elders"), says=deciding_sheet())
    with pytest.raises(EntryNotFound):
        put_profile(world.slug, "x", content(), reference=elsewhere.reference, by=world.editor, now=NOON)
    with pytest.raises(ProfileNotFound):
        put_profile(world.slug, "x", content(), reference=elsewhere.reference, by=OPERATOR, now=NOON)
    with pytest.raises(EntryNotFound):
        put_profile(world.slug, "x", content(), by=world.editor, now=NOON)


def test_who_may_not_see_the_entry_finds_no_profile_of_it(world: ProfileWorld) -> None:
    world.begun()
    reader = make.person(Role.READER, at=world.body)
    assert [each.profile.slug for each in profiles_of_body(reader, world.slug)] == [SLUG]
    set_access(world.reference, Access.RESTRICTED, by=OPERATOR, now=NOON)
    assert profiles_of_body(reader, world.slug) == []
    for actor in (reader, ANYONE, make.person(Role.EDITOR, at=make.body("gemeente-elders"))):
        with pytest.raises(ProfileNotFound):
            profile_seen(actor, world.slug, SLUG)
        with pytest.raises(ProfileNotFound):
            deciding.approve_profile(world.slug, SLUG, seen="", by=actor, now=NOON)
        with pytest.raises(EntryNotFound):
            profiles_of_entry(actor, world.reference)
    assert len(profiles_of_body(make.person(Role.SUPERVISOR), world.slug)) == 1


def test_a_reader_changes_nothing(world: ProfileWorld) -> None:
    world.submitted()
    reader = make.person(Role.READER, at=world.body)
    now: dict[str, Any] = {"by": reader, "now": NOON}
    for deed in (
        lambda: begin_profile(world.reference, {"nl": "Anders"}, **now),
        lambda: begin_version(world.slug, SLUG, **now),
        lambda: save_parts(world.slug, SLUG, [], **now),
        lambda: follow_entry(world.slug, SLUG, **now),
        lambda: put_profile(world.slug, SLUG, content(), **now),
        lambda: deciding.submit_profile(world.slug, SLUG, **now),
        lambda: deciding.take_back_profile(world.slug, SLUG, **now),
        lambda: deciding.ask_changes(world.slug, SLUG, "Nee.", **now),
        lambda: deciding.approve_profile(world.slug, SLUG, seen="", **now),
        lambda: deciding.discard_profile_draft(world.slug, SLUG, **now),
    ):
        before = list(ProfileVersion.objects.values())
        with pytest.raises(NotAllowed):
            deed()
        assert list(ProfileVersion.objects.values()) == before


def test_entries_that_help_decide_about_people_and_have_no_profile_are_listed(world: ProfileWorld) -> None:
    make.entry(at=world.body)
    found = entries_without_profile(world.editor, world.slug)
    assert [each.reference for each in found] == [world.reference]
    world.begun()
    assert not found.all().exists()


def test_a_profile_counts_before_publication_once_it_is_approved_and_goes_by_the_facts(world: ProfileWorld) -> None:
    sheet = deciding_sheet()
    assert standing_of(world.entry, sheet) == "none"
    world.begun()
    assert standing_of(world.entry, sheet) == "making"
    world.change("data", content()["data"])
    digest = deciding.submit_profile(world.slug, SLUG, by=world.editor, now=NOON).digest
    deciding.approve_profile(world.slug, SLUG, seen=digest, by=world.approver, now=NOON)
    assert standing_of(world.entry, sheet) == "approved"
    assert standing_of(world.entry, sheet.with_answers({"purpose": known({"nl": "Anders."})})) == "approved"
    assert standing_of(world.entry, sheet.with_answers({"automation": known("sole")})) == "behind"
