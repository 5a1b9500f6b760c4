"""Writing a notice profile: begin one for an entry, save a draft, have it follow its entry, put it whole."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from django.db import transaction
from django.utils.text import slugify

from kenbaar.decisions.profile_files import profile_of
from kenbaar.journal.actions import Deed, write_line
from kenbaar.journal.events import Event
from kenbaar.notices.addresses import entry_address
from kenbaar.notices.events import PROFILE_BEGUN, PROFILE_FOLLOWED, PROFILE_SAVED
from kenbaar.notices.lifecycle import OPEN, Stage
from kenbaar.notices.models import NoticeProfile, ProfileVersion
from kenbaar.notices.profile_errors import (
    AutomationNotSaid,
    ChangedMeanwhile,
    NameNeeded,
    NameTaken,
    ProfileNotFound,
    SlugNotUsable,
    StepNotPossible,
)
from kenbaar.notices.profile_policies import may_write
from kenbaar.notices.queries.profiles import profile_named
from kenbaar.notices.taking_over import OF_THE_ENTRY, Source, brought_up_to, of_the_entry, says_its_part, taken_over
from kenbaar.people.actors import Actor
from kenbaar.register.actions.writing import locked_entry
from kenbaar.register.errors import NotAllowed
from kenbaar.register.models import Entry, EntryVersion
from kenbaar.register.queries.working import need_sight

_LONGEST_SLUG, _LONGEST_NAME = 60, 200


@dataclass(frozen=True, slots=True)
class PartChange:
    """A part of a profile, as JSON. `seen` is the digest of what its writer had before them (see `part_digest`)."""

    part: str
    value: Any
    seen: str


@dataclass(frozen=True, slots=True)
class SavedProfile:
    """What came of changes: the draft after them, the parts that were saved, and those that came too late."""

    version: ProfileVersion
    saved: tuple[str, ...]
    late: tuple[str, ...]


def part_digest(value: Any) -> str:
    """Return what tells two values of a part apart, short enough for a form."""
    return hashlib.sha256(orjson.dumps(value, option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]


@transaction.atomic
def begin_profile(
    reference: str, name: Mapping[str, str], *, slug: str = "", by: Actor, now: dt.datetime
) -> ProfileVersion:
    """Begin a profile for a kind of decision in which an entry takes part; what the entry says is taken over.

    Raises EntryNotFound, NotAllowed, AutomationNotSaid, NameNeeded or NameTaken.
    """
    entry, version = _entry_to_write(reference, by)
    called = {language: text.strip() for language, text in name.items() if text.strip()}
    slug = slug or slugify(next(iter(called.values()), ""))[:_LONGEST_SLUG].strip("-_")
    if not slug or max(map(len, called.values()), default=0) > _LONGEST_NAME:
        raise NameNeeded
    profile, made = NoticeProfile.objects.get_or_create(body=entry.body, slug=slug, defaults={"entry": entry})
    if not made:
        raise NameTaken(entry.body.slug, slug)
    content = profile_of({**taken_over(source_of(profile, version)), "name": called}).content()
    return _new_version(profile, version, content, event=PROFILE_BEGUN, by=by, now=now)


@transaction.atomic
def begin_version(body: str, slug: str, *, by: Actor, now: dt.datetime) -> ProfileVersion:
    """Begin a new version of an approved profile: what that says, brought up to the newest version of the entry.

    Raises ProfileNotFound, NotAllowed, StepNotPossible or AutomationNotSaid.
    """
    profile = locked_profile(body, slug, by)
    if profile.current is None or profile.versions.exclude(stage__in=[Stage.APPROVED, Stage.REPLACED]).exists():
        raise StepNotPossible(slug, "new version")
    version, content = _followed(profile, profile.current)
    return _new_version(profile, version, content, event=PROFILE_BEGUN, by=by, now=now)


@transaction.atomic
def save_parts(body: str, slug: str, changes: Iterable[PartChange], *, by: Actor, now: dt.datetime) -> SavedProfile:
    """Save parts of a draft: all that nobody else changed meanwhile, or none where one does not fit.

    Raises ProfileNotFound, NotAllowed, StepNotPossible or ProfileRefused.
    """
    profile = locked_profile(body, slug, by)
    draft = open_draft(profile)
    there = draft.content
    new = [each for each in changes if each.part not in OF_THE_ENTRY and each.value != there.get(each.part)]
    late = tuple(each.part for each in new if each.seen != part_digest(there.get(each.part)))
    taken = {each.part: each.value for each in new if each.part not in late}
    content = profile_of({**there, **taken}).content()
    saved = _changed(there, content)
    if saved:
        _write(draft, content, by=by)
        tell(PROFILE_SAVED, draft, by=by, now=now, parts=list(saved))
    return SavedProfile(draft, saved, late)


@transaction.atomic
def follow_entry(body: str, slug: str, *, by: Actor, now: dt.datetime) -> ProfileVersion:
    """Have a draft follow the newest version of its entry, but for the texts that somebody made their own.

    Raises ProfileNotFound, NotAllowed, StepNotPossible or AutomationNotSaid.
    """
    profile = locked_profile(body, slug, by)
    draft = open_draft(profile)
    version, content = _followed(profile, draft)
    if version.pk != draft.entry_version_id:
        draft.entry_version = version
        _write(draft, content, by=by)
        tell(PROFILE_FOLLOWED, draft, by=by, now=now, entry_version=version.number)
    return draft


@transaction.atomic
def put_profile(
    body: str,
    slug: str,
    data: Mapping[str, Any],
    *,
    reference: str = "",
    revision: int | None = None,
    by: Actor,
    now: dt.datetime,
) -> ProfileVersion:
    """Have the draft of a profile say exactly this, whether the profile is there or not.

    What is the entry's own to say comes from its newest version.

    `reference` is the entry of a new profile. `revision` is that of the draft that the writer had before them: where
    it was changed since, nothing is saved; without one, the draft is replaced.
    Raises EntryNotFound, ProfileNotFound, NotAllowed, AutomationNotSaid, ProfileRefused, SlugNotUsable, NameTaken,
    StepNotPossible or ChangedMeanwhile.
    """
    if not NoticeProfile.objects.filter(body__slug=body, slug=slug).exists():
        return _put_new(body, slug, data, reference=reference, by=by, now=now)
    profile = locked_profile(body, slug, by)
    if reference not in ("", profile.entry.reference):
        raise NameTaken(body, slug)
    if not profile.versions.filter(stage__in=OPEN).exists():
        begin_version(body, slug, by=by, now=now)
    draft = open_draft(profile)
    _entry, draft.entry_version = _entry_to_write(profile.entry.reference, by)
    content = profile_of({**data, **of_the_entry(source_of(profile, draft.entry_version))}).content()
    changed = _changed(draft.content, content)
    if changed and revision is not None and revision != draft.revision:
        raise ChangedMeanwhile(slug, changed)
    if changed:
        _write(draft, content, by=by)
        tell(PROFILE_SAVED, draft, by=by, now=now, parts=list(changed))
    return draft


def locked_profile(body: str, slug: str, by: Actor) -> NoticeProfile:
    """Return a profile, locked until the transaction ends, for who writes it. Raises ProfileNotFound or NotAllowed."""
    profile = profile_named(by, body, slug)
    if not may_write(by, body):
        raise NotAllowed(profile.entry.reference, "write a notice profile of")
    return lock(profile)


def lock(profile: NoticeProfile) -> NoticeProfile:
    """Return the same profile as it is now, locked until the end of the transaction."""
    rows = NoticeProfile.objects.select_for_update(of=("self",)).select_related("body", "entry__body", "current")
    return rows.get(pk=profile.pk)


def open_draft(profile: NoticeProfile) -> ProfileVersion:
    """Return the draft of a locked profile. Raises StepNotPossible while there is none."""
    draft = profile.versions.filter(stage=Stage.DRAFT).select_related("entry_version").first()
    if draft is None:
        raise StepNotPossible(profile.slug, "write")
    draft.profile = profile
    return draft


def source_of(profile: NoticeProfile, version: EntryVersion) -> Source:
    """Return a version of an entry as a profile sees it."""
    reference = profile.entry.reference
    return Source(reference, version.number, version.answers(), profile.body.name, entry_address(reference))


def _followed(profile: NoticeProfile, version: ProfileVersion) -> tuple[EntryVersion, dict[str, Any]]:
    newest = locked_entry(profile.entry.reference).latest
    if newest is None or not says_its_part(newest.answers()):
        raise AutomationNotSaid(profile.entry.reference)
    name = {"name": version.content["name"]}
    old, new = (
        profile_of({**taken_over(source_of(profile, each)), **name}).content()
        for each in (version.entry_version, newest)
    )
    return newest, profile_of(brought_up_to(version.content, old=old, new=new)).content()


def _entry_to_write(reference: str, by: Actor) -> tuple[Entry, EntryVersion]:
    """Return an entry, locked, with its newest version, for who writes a profile of it."""
    entry = locked_entry(reference)
    need_sight(by, entry)
    if not may_write(by, entry.body.slug):
        raise NotAllowed(reference, "write a notice profile of")
    version = entry.latest
    if version is None or not says_its_part(version.answers()):
        raise AutomationNotSaid(reference)
    return entry, version


def _put_new(
    body: str, slug: str, data: Mapping[str, Any], *, reference: str, by: Actor, now: dt.datetime
) -> ProfileVersion:
    entry, version = _entry_to_write(reference, by)
    if entry.body.slug != body:
        raise ProfileNotFound(body, slug)
    if slugify(slug) != slug or not 0 < len(slug) <= _LONGEST_SLUG:
        raise SlugNotUsable
    profile = NoticeProfile.objects.create(body=entry.body, entry=entry, slug=slug)
    content = profile_of({**data, **of_the_entry(source_of(profile, version))}).content()
    return _new_version(profile, version, content, event=PROFILE_BEGUN, by=by, now=now)


def _new_version(
    profile: NoticeProfile,
    entry_version: EntryVersion,
    content: dict[str, Any],
    *,
    event: Event,
    by: Actor,
    now: dt.datetime,
) -> ProfileVersion:
    version = ProfileVersion.objects.create(
        profile=profile,
        number=profile.versions.count() + 1,
        entry_version=entry_version,
        stage=Stage.DRAFT,
        content=content,
        authors=[by.name],
    )
    tell(event, version, by=by, now=now, entry_version=entry_version.number)
    return version


def _write(draft: ProfileVersion, content: dict[str, Any], *, by: Actor) -> None:
    draft.content = content
    draft.revision += 1
    draft.authors = sorted({*draft.authors, by.name})
    draft.save(update_fields=["content", "revision", "authors", "entry_version"])


def _changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(part for part in sorted({*old, *new}) if old.get(part) != new.get(part))


def tell(event: Event, version: ProfileVersion, *, by: Actor, now: dt.datetime, **details: Any) -> None:
    """Write the line of a deed on a version, inside its transaction."""
    profile = version.profile
    said = {"profile": profile.slug, "version": version.number, **details}
    write_line(Deed(event, profile.entry.reference, said), by=by.name, now=now)
