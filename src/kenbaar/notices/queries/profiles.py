"""Notice profiles as their body sees them: who sees the entry sees its profiles."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from kenbaar.decisions.checking import Check, check
from kenbaar.decisions.describing import facts_of, notice_of
from kenbaar.decisions.facts import of_a_decision
from kenbaar.decisions.profile import Automation, Profile
from kenbaar.decisions.profile_files import Misfit, profile_of
from kenbaar.decisions.wholeness import lacks
from kenbaar.journal.models import JournalLine
from kenbaar.law.answering import classified
from kenbaar.letters.errors import TemplateNotKnown
from kenbaar.letters.wording import mistakes_in
from kenbaar.notices.events import PROFILE_EVENTS
from kenbaar.notices.lifecycle import OPEN, ProfileStanding, Stage
from kenbaar.notices.models import NoticeProfile, ProfileVersion
from kenbaar.notices.profile_errors import ProfileNotFound
from kenbaar.notices.profile_policies import may_approve, may_review, may_write
from kenbaar.notices.taking_over import law_facts
from kenbaar.people.actors import Actor
from kenbaar.people.models import Role
from kenbaar.people.named import with_makers
from kenbaar.people.queries import names_of
from kenbaar.register.errors import EntryNotFound
from kenbaar.register.lifecycle import State
from kenbaar.register.models import Entry
from kenbaar.register.queries.entries import at_work
from kenbaar.register.queries.inventory import inventory_body
from kenbaar.register.queries.working import entry_at_work, need_sight
from kenbaar.rules.answers import Sheet
from kenbaar.values import both

_MOST_LINES = 200


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """A profile in a list: the version that people work on, if any, and the one with which notices are issued."""

    profile: NoticeProfile
    name: Mapping[str, str]
    open: ProfileVersion | None
    approved: ProfileVersion | None

    @property
    def is_behind(self) -> bool:
        """Say whether the entry has a newer version than the profile follows."""
        version = self.open or self.approved
        return version is not None and version.entry_version_id != self.profile.entry.latest_id


@dataclass(frozen=True, slots=True)
class CanDo:
    """What the actor may do now. `involved` says why an approver may not approve: they took part in it."""

    write: bool
    submit: bool
    take_back: bool
    begin: bool
    review: bool
    approve: bool
    involved: bool


@dataclass(frozen=True, slots=True)
class ProfileSeen:
    """A profile before somebody: `version` is the one to look at, `before` the approved one that it is to replace.

    `lacks` are the places where a text lacks. `names` are those of the people who took part.
    """

    profile: NoticeProfile
    version: ProfileVersion
    content: Profile
    before: ProfileVersion | None
    lacks: tuple[Misfit, ...]
    versions: tuple[ProfileVersion, ...]
    lines: tuple[JournalLine, ...]
    can: CanDo
    names: Mapping[str, str]

    @property
    def newer(self) -> int:
        """The number of a newer version of the entry than the profile follows; 0 when there is none."""
        latest = self.profile.entry.latest
        return latest.number if latest and latest.pk != self.version.entry_version_id else 0


def profile_named(actor: Actor, body: str, slug: str) -> NoticeProfile:
    """Return a profile by its name, for who sees its entry. Raises ProfileNotFound."""
    rows = NoticeProfile.objects.select_related("body", "entry__body", "entry__latest", "current")
    profile = rows.filter(body__slug=body, slug=slug).first()
    if profile is None:
        raise ProfileNotFound(body, slug)
    try:
        need_sight(actor, profile.entry)
    except EntryNotFound as hidden:
        raise ProfileNotFound(body, slug) from hidden
    return profile


def draft_of(profile: NoticeProfile) -> ProfileVersion | None:
    """Return the draft of a profile that the actor may see, or None."""
    draft = profile.versions.filter(stage=Stage.DRAFT).select_related("entry_version").first()
    if draft is not None:
        draft.profile = profile
    return draft


def version_to_show(profile: NoticeProfile) -> ProfileVersion:
    """Return the newest version of a profile that the actor may see."""
    version = profile.versions.select_related("entry_version").latest("number")
    version.profile = profile
    return version


def version_numbered(actor: Actor, body: str, slug: str, number: int) -> ProfileVersion:
    """Return a version of a profile. Raises ProfileNotFound."""
    profile = profile_named(actor, body, slug)
    version = profile.versions.filter(number=number).select_related("entry_version").first()
    if version is None:
        raise ProfileNotFound(body, slug)
    version.profile = profile
    return version


def profile_seen(actor: Actor, body: str, slug: str) -> ProfileSeen:
    """Return a profile with what was done and what can be done. Raises ProfileNotFound."""
    profile = profile_named(actor, body, slug)
    versions = tuple(profile.versions.select_related("entry_version").order_by("-number"))
    version = versions[0]
    content = profile_of(version.content)
    about = JournalLine.objects.filter(
        subject=profile.entry.reference, event__in=[event.name for event in PROFILE_EVENTS], details__profile=slug
    )
    lines = tuple(about.order_by("-sequence")[:_MOST_LINES])
    return ProfileSeen(
        profile=profile,
        version=version,
        content=content,
        before=profile.current if version.stage in OPEN else None,
        lacks=lacking(content),
        versions=versions,
        lines=lines,
        can=_can(actor, profile, version),
        names=names_of({line.actor for line in lines} | {name for each in versions for name in _took_part(each)}),
    )


def profiles_of_body(actor: Actor, slug: str) -> list[ProfileLine]:
    """Return the profiles of a body that the actor sees. Raises InventoryNotForYou."""
    body = inventory_body(actor, slug)
    return _lines(_seen_by(actor).filter(body=body))


def profiles_of_entry(actor: Actor, reference: str) -> list[ProfileLine]:
    """Return the profiles of an entry. Raises EntryNotFound."""
    entry = entry_at_work(actor, reference)
    return _lines(NoticeProfile.objects.filter(entry=entry))


def profiles_after(actor: Actor, body: str, after: int, *, limit: int) -> list[ProfileLine]:
    """Return the profiles of a body that the actor sees, from a place on. Raises InventoryNotForYou."""
    rows = _seen_by(actor).filter(body=inventory_body(actor, body), pk__gt=after).order_by("pk")
    return _lines(rows[:limit])


def entries_without_profile(actor: Actor, slug: str) -> QuerySet[Entry]:
    """Return the entries of a body that help decide about people and have no profile. Raises InventoryNotForYou."""
    body = inventory_body(actor, slug)
    decides = Q(latest__sheet__automation__value__in=[Automation.SUPPORT.value, Automation.SOLE.value])
    decides &= Q(latest__sheet__decides_about_people__value=True)
    rows = Entry.objects.filter(Q() if _sees_all(actor) else at_work(actor), decides, body=body)
    rows = rows.exclude(state=State.ARCHIVED).exclude(Exists(NoticeProfile.objects.filter(entry=OuterRef("pk"))))
    return rows.order_by("name_nl", "id")


def standing_of(entry: Entry, sheet: Sheet) -> ProfileStanding:
    """Return how the profiles of an entry stand, beside what it says now; whoever asks may see the entry."""
    approved = NoticeProfile.objects.filter(entry=entry).values_list("current__content__facts", flat=True)
    facts = list(approved)
    if not facts:
        return ProfileStanding.NONE
    issued = [each for each in facts if each is not None]
    if not issued:
        return ProfileStanding.MAKING
    return ProfileStanding.APPROVED if all(each == law_facts(sheet) for each in issued) else ProfileStanding.BEHIND


def lacking(profile: Profile) -> tuple[Misfit, ...]:
    """Return what lacks, or is wrong in the own words of the body, before a second person can look at a profile."""
    return (*lacks(profile), *_words_that_do_not_fit(profile))


def checked(profile: Profile, *, on: dt.date) -> Check:
    """Return what the law of a day makes of what a profile tells; a decision is still to bring its own."""
    return check(notice_of(profile), classified(of_a_decision(facts_of(profile)), on=on, known=on))


def _words_that_do_not_fit(profile: Profile) -> Iterator[Misfit]:
    try:
        mistakes = mistakes_in(profile.wording)
    except TemplateNotKnown as error:
        yield Misfit("wording.template", both("Kies een sjabloon uit de lijst.", str(error)))
        return
    for each in mistakes:
        yield Misfit(f"wording.own.{each.place}", each.sentence)


def involved_in(version: ProfileVersion) -> set[str]:
    """Return who wrote in a version or handed it in, in person or by a token of theirs: none of them approves it."""
    return with_makers({*version.authors, version.submitted_by})


def _seen_by(actor: Actor) -> QuerySet[NoticeProfile]:
    return NoticeProfile.objects.filter(Q() if _sees_all(actor) else at_work(actor, path="entry__"))


def _sees_all(actor: Actor) -> bool:
    return actor.operator or Role.SUPERVISOR in actor.wide


def _lines(profiles: QuerySet[NoticeProfile]) -> list[ProfileLine]:
    rows = list(profiles.select_related("body", "entry", "current"))
    opened = {
        each.profile_id: each
        for each in ProfileVersion.objects.filter(profile__in=[row.pk for row in rows], stage__in=OPEN)
    }
    return [_line(row, opened.get(row.pk)) for row in rows]


def _line(profile: NoticeProfile, opened: ProfileVersion | None) -> ProfileLine:
    said: Any = opened or profile.current
    return ProfileLine(profile, said.content["name"], opened, profile.current)


def _can(actor: Actor, profile: NoticeProfile, version: ProfileVersion) -> CanDo:
    body, stage = profile.body.slug, Stage(version.stage)
    writes, reviews = may_write(actor, body), may_review(actor, body)
    second = may_approve(actor, body, involved=involved_in(version))
    lies_there = stage is Stage.SUBMITTED
    return CanDo(
        write=writes and stage is Stage.DRAFT,
        submit=writes and stage is Stage.DRAFT,
        take_back=writes and lies_there,
        begin=writes and stage is Stage.APPROVED,
        review=reviews and lies_there,
        approve=reviews and lies_there and second,
        involved=reviews and lies_there and not second,
    )


def _took_part(version: ProfileVersion) -> Sequence[str]:
    names: Iterable[str] = (*version.authors, version.submitted_by, version.approved_by)
    return [name for name in names if name]
