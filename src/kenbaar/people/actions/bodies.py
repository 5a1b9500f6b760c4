"""Recording bodies."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from kenbaar.journal.actions import Deed, write_lines
from kenbaar.people.actors import Actor
from kenbaar.people.errors import ParentUnknown
from kenbaar.people.events import BODY_ADDED, BODY_CHANGED
from kenbaar.people.models import Body


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """What is recorded of a body. `parent` is a slug, or empty."""

    slug: str
    type: str
    name_nl: str
    name_en: str
    code: str | None = None
    abbreviation: str = ""
    parent: str = ""
    recognised: bool = True


@transaction.atomic
def record_bodies(facts: Iterable[BodyFacts], *, by: Actor, now: dt.datetime) -> int:
    """Add the bodies that are not there yet and bring the others up to date; return how many changed.

    Parents come along in the same call or exist already. Raises ParentUnknown.
    """
    wanted = {body.slug: body for body in facts}
    present = {body.slug: body for body in Body.objects.filter(slug__in=wanted).select_related("parent")}
    added = [_row(body) for slug, body in wanted.items() if slug not in present]
    Body.objects.bulk_create(added, batch_size=500)
    rows = {**present, **{row.slug: row for row in added}}
    missing = {body.parent for body in wanted.values() if body.parent} - rows.keys()
    rows |= {body.slug: body for body in Body.objects.filter(slug__in=missing)}

    changed = [slug for slug, row in present.items() if _described(row) != wanted[slug]]
    touched = []
    for slug, body in wanted.items():
        if slug in changed or (body.parent and slug not in present):
            row = rows[slug]
            if body.parent and body.parent not in rows:
                raise ParentUnknown(slug, body.parent)
            _describe(row, body, parent=rows.get(body.parent))
            touched.append(row)
    columns = ["code", "type", "name_nl", "name_en", "abbreviation", "parent", "recognised"]
    Body.objects.bulk_update(touched, columns, batch_size=200)

    deeds = [Deed(BODY_ADDED, row.slug) for row in added] + [Deed(BODY_CHANGED, slug) for slug in changed]
    write_lines(deeds, by=by.name, now=now)
    return len(deeds)


def _row(body: BodyFacts) -> Body:
    row = Body(slug=body.slug)
    _describe(row, body, parent=None)
    return row


def _describe(row: Body, body: BodyFacts, *, parent: Body | None) -> None:
    row.code, row.type, row.parent = body.code, body.type, parent
    row.name_nl, row.name_en = body.name_nl, body.name_en
    row.abbreviation, row.recognised = body.abbreviation, body.recognised


def _described(row: Body) -> BodyFacts:
    return BodyFacts(
        slug=row.slug,
        type=row.type,
        name_nl=row.name_nl,
        name_en=row.name_en,
        code=row.code,
        abbreviation=row.abbreviation,
        parent=row.parent.slug if row.parent else "",
        recognised=row.recognised,
    )
