"""Reading bodies together with what they have published."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Avg, Count, Max, Q

from kenbaar.people.models import COMPANY, Body
from kenbaar.register.lifecycle import State


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A body in a list. `completeness` is the average percentage over its published entries."""

    slug: str
    type: str
    code: str
    name: dict[str, str]
    abbreviation: str
    recognised: bool
    entries: int
    completeness: int | None
    last_change: dt.datetime | None


def bodies_with_counts(*, slug: str | None = None) -> list[BodyLine]:
    """Return every public body with what it published, in one query; also those that published nothing."""
    published = Q(entries__state=State.PUBLISHED)
    rows = Body.objects.exclude(type=COMPANY).annotate(
        count=Count("entries", filter=published),
        average=Avg("entries__completeness", filter=published),
        last=Max("entries__changed_at", filter=published),
    )
    if slug is not None:
        rows = rows.filter(slug=slug)
    return [
        BodyLine(
            slug=body.slug,
            type=body.type,
            code=body.code or "",
            name=body.name,
            abbreviation=body.abbreviation,
            recognised=body.recognised,
            entries=body.count,
            completeness=None if body.average is None else int(body.average),
            last_change=body.last,
        )
        for body in rows
    ]


def body_line(slug: str) -> BodyLine | None:
    """Return one body with what it published, or None."""
    return next(iter(bodies_with_counts(slug=slug)), None)


def body_names(slugs: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return the name per language of each of these bodies, in one query."""
    rows = Body.objects.filter(slug__in=list(slugs)).order_by().values_list("slug", "name_nl", "name_en")
    return {slug: {"nl": name_nl, "en": name_en} for slug, name_nl, name_en in rows}
