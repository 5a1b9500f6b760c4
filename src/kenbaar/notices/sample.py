"""The notices of the sample register: an invented profile of an entry, and some decisions that were told with it.

The content is in `content/sample/profiles.yaml`, with its days; the deeds are those that people do. Decisions are
invented by `decisions/sample_run.py`.
"""

import datetime as dt
import os
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from pydantic import ValidationError

from kenbaar.decisions.decision import Decision
from kenbaar.decisions.profile import Profile
from kenbaar.decisions.profile_files import profile_of
from kenbaar.decisions.reading import Reader
from kenbaar.decisions.sample_run import SAMPLE_DAY, sample_rows
from kenbaar.envelopes.sealing import ReadingKey as PrivateKey
from kenbaar.notices.actions.deciding import approve_profile, submit_profile
from kenbaar.notices.actions.issuing import IssuedNotice, issue_batch
from kenbaar.notices.actions.keys import add_reading_key
from kenbaar.notices.actions.profiles import put_profile
from kenbaar.notices.addresses import entry_address
from kenbaar.notices.models import NoticeProfile, ReadingKey
from kenbaar.notices.taking_over import Source, of_the_entry
from kenbaar.people.actors import Actor, actor_of
from kenbaar.people.models import Body, Membership, Role
from kenbaar.register.references import reference_from
from kenbaar.register.sample import SampleError, read_sample
from kenbaar.rules.content_files import ContentError, explained, load_yaml
from kenbaar.values import Frozen

_FILE = "profiles.yaml"
_HOUR = dt.time(12)
_COUNT, _SEED = 300, 1


class SampleProfile(Frozen):
    """An invented profile of an entry of the sample, with the days on which it was written and approved."""

    body: str
    entry: str
    slug: str
    written: dt.date
    approved: dt.date
    profile: dict[str, Any]

    @property
    def reference(self) -> str:
        """The reference of the entry."""
        return reference_from(f"sample:{self.body}/{self.entry}")


@cache
def read_sample_profiles() -> tuple[SampleProfile, ...]:
    """Return the profiles of the sample. Raises SampleError."""
    item: Any = None
    found: list[SampleProfile] = []
    try:
        for item in load_yaml(files("kenbaar.content").joinpath("sample", _FILE).read_bytes()):
            found.append(SampleProfile.model_validate(item))
    except ContentError as error:
        raise SampleError(f"{_FILE} cannot be read: {error}") from error
    except ValidationError as error:
        raise SampleError(f"{_FILE}, number {len(found) + 1} does not fit: {explained(error, item)}") from error
    return tuple(found)


def sample_profile() -> Profile:
    """Return the first profile, as it is approved for its entry of the sample. It needs no database."""
    sample = read_sample_profiles()[0]
    body, entries = next((body, entries) for body, entries in read_sample().items() if body.slug == sample.body)
    *_before, sheet = next(entry for entry in entries if entry.key == sample.entry).sheets(body)
    number = len(_before) + 1
    own = of_the_entry(Source(sample.reference, number, sheet, body.name.model_dump(), entry_address(sample.reference)))
    return profile_of({**sample.profile, **own})


@transaction.atomic
def load_sample_notices(*, by: Actor) -> str:
    """Load what is not there yet: profiles, approved, and notices. Return the code of a notice, without dashes.

    The entries of the sample are there already. Done again, it changes nothing and returns the same code.
    """
    code = ""
    for sample in read_sample_profiles():
        body = Body.objects.get(slug=sample.body)
        there = NoticeProfile.objects.filter(body=body, slug=sample.slug)
        if not there.exists():
            _approve(sample)
        version = there.select_related("current__profile__body").get().current
        assert version is not None, "it was approved when it was loaded"
        if not ReadingKey.objects.filter(body=body).exists():
            _give_key(body, by=by, now=_at(sample.approved))
        decisions = _decisions(profile_of(version.content))
        first, *_rest = issue_batch(version, decisions, by=by, now=_at(SAMPLE_DAY)).outcomes
        assert isinstance(first, IssuedNotice), "nobody corrects a notice of the sample"
        code = first.code
    return code


def _approve(sample: SampleProfile) -> None:
    """Have the editor of the body write and hand in the profile, and its approver approve it."""
    editor, approver = (_worker(sample.body, role) for role in (Role.EDITOR, Role.APPROVER))
    written, approved = _at(sample.written), _at(sample.approved)
    put_profile(sample.body, sample.slug, sample.profile, reference=sample.reference, by=editor, now=written)
    submitted = submit_profile(sample.body, sample.slug, by=editor, now=written)
    approve_profile(sample.body, sample.slug, seen=submitted.digest, by=approver, now=approved)


def _worker(body: str, role: Role) -> Actor:
    held = Membership.objects.filter(body__slug=body, role=role).select_related("person").first()
    assert held is not None, "every body of the sample has an editor and an approver"
    return actor_of(held.person)


def _give_key(body: Body, *, by: Actor, now: dt.datetime) -> None:
    """Give an invented body a key, and leave the private half where the desk looks for keys."""
    key = PrivateKey.made(body.slug)
    if settings.NOTICE_READING_KEYS:
        file = Path(settings.NOTICE_READING_KEYS) / f"{body.slug}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600), "w") as opened:
            opened.write(f"{key.to_text()}\n")
    add_reading_key(body, key.public, by=by, now=now)


def _decisions(profile: Profile) -> list[Decision]:
    reader = Reader(profile, today=SAMPLE_DAY)
    read = [reader.read(row) for row in sample_rows(_COUNT, seed=_SEED)]
    return [each for each in read if isinstance(each, Decision)]


def _at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, _HOUR, tzinfo=dt.UTC)
