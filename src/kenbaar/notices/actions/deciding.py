"""What happens to a version of a notice profile: somebody hands it in, a second person looks at it and decides."""

import datetime as dt

from django.db import transaction

from kenbaar.decisions.profile_files import profile_of
from kenbaar.notices import events
from kenbaar.notices.actions.profiles import lock, locked_profile, open_draft, tell
from kenbaar.notices.lifecycle import Stage, Step, after_step
from kenbaar.notices.models import NoticeProfile, ProfileVersion
from kenbaar.notices.profile_errors import AnswerNeeded, NotWhole, OtherVersion, StepNotPossible
from kenbaar.notices.profile_policies import may_approve, may_review
from kenbaar.notices.queries.profiles import involved_in, lacking, profile_named
from kenbaar.people.actors import Actor
from kenbaar.register.errors import NotAllowed, SecondPersonNeeded

MOST_WORDS = 4000


@transaction.atomic
def submit_profile(body: str, slug: str, *, by: Actor, now: dt.datetime, revision: int | None = None) -> ProfileVersion:
    """Hand in the draft for a second person; from now on it is frozen. `revision` is that of what was looked at.

    Raises ProfileNotFound, NotAllowed, StepNotPossible, OtherVersion or NotWhole.
    """
    profile = locked_profile(body, slug, by)
    draft = open_draft(profile)
    if revision is not None and revision != draft.revision:
        raise OtherVersion(slug)
    said = profile_of(draft.content)
    if misfits := lacking(said):
        raise NotWhole(slug, misfits)
    draft.content, draft.digest = said.content(), said.digest()
    draft.submitted_by, draft.submitted_at, draft.answer = by.name, now, ""
    _step(draft, Step.SUBMIT)
    tell(events.PROFILE_SUBMITTED, draft, by=by, now=now)
    return draft


@transaction.atomic
def take_back_profile(body: str, slug: str, *, by: Actor, now: dt.datetime) -> ProfileVersion:
    """Take back what was handed in, to go on writing. Raises ProfileNotFound, NotAllowed or StepNotPossible."""
    profile = locked_profile(body, slug, by)
    version = _submitted(profile)
    _reopen(version, Step.TAKE_BACK)
    tell(events.PROFILE_TAKEN_BACK, version, by=by, now=now)
    return version


@transaction.atomic
def ask_changes(body: str, slug: str, answer: str, *, by: Actor, now: dt.datetime) -> ProfileVersion:
    """Give a version back to its editors, with what should change.

    Raises ProfileNotFound, NotAllowed, StepNotPossible or AnswerNeeded.
    """
    profile = _to_review(body, slug, by, "return a notice profile of")
    version = _submitted(profile)
    said = answer.replace("\r\n", "\n").strip()
    if not said or len(said) > MOST_WORDS or "\0" in said:
        raise AnswerNeeded(MOST_WORDS)
    version.answer = said
    _reopen(version, Step.ASK_CHANGES)
    tell(events.PROFILE_RETURNED, version, by=by, now=now)
    return version


@transaction.atomic
def approve_profile(body: str, slug: str, *, seen: str, by: Actor, now: dt.datetime) -> ProfileVersion:
    """Approve what was handed in, as its second person; notices are issued with it from now on.

    `seen` is the digest of the version that they looked at. Raises ProfileNotFound, NotAllowed, SecondPersonNeeded,
    StepNotPossible or OtherVersion.
    """
    profile = _to_review(body, slug, by, "approve a notice profile of")
    version = _submitted(profile)
    if not may_approve(by, body, involved=involved_in(version)):
        raise SecondPersonNeeded(profile.entry.reference)
    if version.digest != seen:
        raise OtherVersion(slug)
    before = profile.current
    if before is not None:
        _step(before, Step.REPLACE)
    version.approved_by, version.approved_at = by.name, now
    _step(version, Step.APPROVE)
    profile.current = version
    profile.save(update_fields=["current"])
    tell(events.PROFILE_APPROVED, version, by=by, now=now, replaced=before.number if before else None)
    return version


@transaction.atomic
def discard_profile_draft(body: str, slug: str, *, by: Actor, now: dt.datetime, revision: int | None = None) -> None:
    """Throw a draft away; a profile that was never approved goes with it. `revision` is that of what was looked at.

    Raises ProfileNotFound, NotAllowed, StepNotPossible or OtherVersion.
    """
    profile = locked_profile(body, slug, by)
    draft = open_draft(profile)
    if revision is not None and revision != draft.revision:
        raise OtherVersion(slug)
    tell(events.PROFILE_DISCARDED, draft, by=by, now=now)
    draft.delete()
    if profile.current is None:
        profile.delete()


def _to_review(body: str, slug: str, by: Actor, deed: str) -> NoticeProfile:
    profile = profile_named(by, body, slug)
    if not may_review(by, body):
        raise NotAllowed(profile.entry.reference, deed)
    return lock(profile)


def _submitted(profile: NoticeProfile) -> ProfileVersion:
    version = profile.versions.filter(stage=Stage.SUBMITTED).first()
    if version is None:
        raise StepNotPossible(profile.slug, "decide")
    version.profile = profile
    return version


def _reopen(version: ProfileVersion, step: Step) -> None:
    """Make a version a draft again: it has no digest as long as people write in it."""
    version.digest = ""
    version.revision += 1
    _step(version, step)


def _step(version: ProfileVersion, step: Step) -> None:
    stage = after_step(Stage(version.stage), step)
    if stage is None:
        raise StepNotPossible(version.profile.slug, step)
    version.stage = stage
    version.save()
