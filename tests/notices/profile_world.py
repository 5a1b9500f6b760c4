"""A body with people who write and approve notice profiles, and an entry that helps decide about people."""

from typing import Any

from kenbaar.decisions.profile_files import profile_of
from kenbaar.notices.actions.deciding import approve_profile, submit_profile
from kenbaar.notices.actions.profiles import PartChange, begin_profile, part_digest, save_parts
from kenbaar.notices.lifecycle import Stage
from kenbaar.notices.models import NoticeProfile, ProfileVersion
from kenbaar.people.actors import OPERATOR, Actor
from kenbaar.people.models import Body, Role
from kenbaar.register.models import Entry
from kenbaar.rules.answers import Answer, Sheet, known
from tests import make
from tests.decisions.profiles import content
from tests.make import NOON

NAME = {"nl": "Besluit over een bijdrage"}
SLUG = "besluit-over-een-bijdrage"


def deciding_sheet(**answers: Answer) -> Sheet:
    """Make a sheet of an algorithm that helps decide about people."""
    first = {
        "decides_about_people": known(True),
        "automation": known("support"),
        "purpose": known({"nl": "Het rekent uit hoeveel bijdrage iemand krijgt."}),
        "human_intervention": known({"nl": "Een medewerker kijkt elk besluit na."}),
        "data_links": known([{"title": {"nl": "Basisregistratie Personen"}}]),
        "objection_route": known([{"body": {"nl": "Gemeente Lindewaarde"}, "term": {"nl": "6 weken"}}]),
        "countries": known(["nl"]),
    }
    return make.whole_sheet("Rekenhulp bijdragen", **{**first, **answers})


def written_for(entry: Entry, slug: str, *, approved: bool = False) -> NoticeProfile:
    """Put a profile beside any entry: a draft by nobody, and below it an approved version when that is asked."""
    assert entry.latest is not None
    said = profile_of(content(entry=entry.reference))
    profile = NoticeProfile.objects.create(body=entry.body, entry=entry, slug=slug)
    more: dict[str, Any] = {"profile": profile, "entry_version": entry.latest, "content": said.content()}
    if approved:
        seen = {"digest": said.digest(), "approved_by": OPERATOR.name, "approved_at": NOON}
        profile.current = ProfileVersion.objects.create(number=1, stage=Stage.APPROVED, **seen, **more)
        profile.save()
    ProfileVersion.objects.create(number=2 if approved else 1, stage=Stage.DRAFT, **more)
    return profile


class ProfileWorld:
    """An editor, an approver, and an entry of their body."""

    def __init__(self, **answers: Answer | None) -> None:
        self.body: Body = make.body()
        self.slug = self.body.slug
        self.editor: Actor = make.person(Role.EDITOR, at=self.body)
        self.approver: Actor = make.person(Role.APPROVER, at=self.body)
        self.entry: Entry = make.entry(at=self.body, says=deciding_sheet().with_answers(answers))

    @property
    def reference(self) -> str:
        return self.entry.reference

    def begun(self) -> ProfileVersion:
        """Begin the profile."""
        return begin_profile(self.reference, NAME, by=self.editor, now=NOON)

    def change(self, part: str, value: Any, *, seen: Any = None, by: Actor | None = None) -> Any:
        """Save one part, from what is there unless something else was seen."""
        there = self.version().content.get(part)
        digest = part_digest(there if seen is None else seen)
        return save_parts(self.slug, SLUG, [PartChange(part, value, digest)], by=by or self.editor, now=NOON)

    def whole(self) -> ProfileVersion:
        """Begin the profile and fill in what lacks."""
        self.begun()
        self.change("data", content()["data"])
        return self.version()

    def submitted(self) -> ProfileVersion:
        """Fill it in and hand it in."""
        self.whole()
        return submit_profile(self.slug, SLUG, by=self.editor, now=NOON)

    def approved(self) -> ProfileVersion:
        """Fill it in, hand it in and approve it."""
        seen = self.submitted().digest
        return approve_profile(self.slug, SLUG, seen=seen, by=self.approver, now=NOON)

    def profile(self) -> NoticeProfile:
        """Return the profile as it is now."""
        return NoticeProfile.objects.select_related("current").get(body=self.body, slug=SLUG)

    def version(self) -> ProfileVersion:
        """Return its newest version as it is now."""
        return ProfileVersion.objects.filter(profile__body=self.body, profile__slug=SLUG).latest("number")
