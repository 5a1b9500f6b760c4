"""Giving a body another key to read its notices with."""

import datetime as dt

from django.db import transaction

from kenbaar.journal.actions import Deed, write_line
from kenbaar.notices.errors import NotAllowed
from kenbaar.notices.events import READING_KEY_ADDED
from kenbaar.notices.models import ReadingKey
from kenbaar.notices.policies import may_keep_keys
from kenbaar.people.actors import Actor
from kenbaar.people.models import Body


@transaction.atomic
def add_reading_key(body: Body, public: bytes, *, by: Actor, now: dt.datetime) -> ReadingKey:
    """Have notices sealed for this key (the public half, 32 bytes) from now on. Raises NotAllowed."""
    if not may_keep_keys(by, body.slug):
        raise NotAllowed("give keys to read notices with", body.slug)
    key = ReadingKey.objects.create(body=body, public=public, made_at=now)
    write_line(Deed(READING_KEY_ADDED, str(key), {"body": body.slug}), by=by.name, now=now)
    return key
