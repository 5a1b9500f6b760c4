"""The figures of the register: how many, how complete, how many bodies take part."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Avg, Count, F
from django.db.models.functions import TruncMonth

from kenbaar.people.models import COMPANY, Body
from kenbaar.register.lifecycle import State
from kenbaar.register.models import Entry


@dataclass(frozen=True, slots=True)
class Totals:
    """The figures that fit in one sentence. `completeness` is the average percentage."""

    entries: int
    bodies: int
    bodies_taking_part: int
    completeness: int | None


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts over published entries. `months` has (first day, published in that month), from old to new.

    `shares` has (tens of percents, entries): how many entries are that complete, 100 % being a group of its own.
    """

    totals: Totals
    withdrawn: int
    months: tuple[tuple[dt.date, int], ...]
    body_types: tuple[tuple[str, int, int], ...]
    most: tuple[tuple[str, dict[str, str], int], ...]
    shares: tuple[tuple[int, int], ...]


def totals() -> Totals:
    """Count what a front page tells, in two queries."""
    published = Entry.objects.filter(state=State.PUBLISHED)
    row = published.aggregate(entries=Count("id"), bodies=Count("body", distinct=True), share=Avg("completeness"))
    share = None if row["share"] is None else int(row["share"])
    return Totals(row["entries"], Body.objects.exclude(type=COMPANY).count(), row["bodies"], share)


def figures() -> Figures:
    """Count. The number of queries is fixed, whatever the size of the register."""
    published = Entry.objects.filter(state=State.PUBLISHED)
    months = (
        published.annotate(month=TruncMonth("first_published_at"))
        .values_list("month")
        .annotate(count=Count("id"))
        .order_by("month")
    )
    return Figures(
        totals=totals(),
        withdrawn=Entry.objects.filter(state=State.WITHDRAWN).count(),
        months=tuple((month.date(), count) for month, count in months),
        body_types=_body_types(),
        most=_most(),
        shares=_shares(),
    )


def _body_types() -> tuple[tuple[str, int, int], ...]:
    """Per type of body: how many take part, and how many there are."""
    there = dict(Body.objects.values_list("type").annotate(count=Count("id")).order_by())
    taking_part = (
        Body.objects.filter(entries__state=State.PUBLISHED)
        .values_list("type")
        .annotate(count=Count("id", distinct=True))
        .order_by()
    )
    return tuple(sorted((kind, part, there[kind]) for kind, part in taking_part))


def _most() -> tuple[tuple[str, dict[str, str], int], ...]:
    rows = (
        Entry.objects.filter(state=State.PUBLISHED)
        .values_list("body__slug", "body__name_nl", "body__name_en")
        .annotate(count=Count("id"))
        .order_by("-count", "body__slug")[:20]
    )
    return tuple((slug, {"nl": nl, "en": en}, count) for slug, nl, en, count in rows)


def _shares() -> tuple[tuple[int, int], ...]:
    # Both databases divide whole numbers to a whole number.
    rows = (
        Entry.objects.filter(state=State.PUBLISHED, completeness__isnull=False)
        .annotate(tens=F("completeness") / 10)
        .values_list("tens")
        .annotate(count=Count("id"))
        .order_by("tens")
    )
    return tuple((tens * 10, count) for tens, count in rows)
