"""What waits for whoever reviews: a queue by target day, and what a start page shows of it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.fields.json import KeyTransform
from django.utils import timezone

from kenbaar.casework.models import Mention, Review
from kenbaar.casework.review_policies import is_central, may_review
from kenbaar.casework.review_sight import STILL_HANDED_IN, WAITS_CENTRALLY
from kenbaar.casework.stages import NOT_OVER, Stage
from kenbaar.people.actors import Actor
from kenbaar.people.models import Body
from kenbaar.people.named import makers_of
from kenbaar.people.queries import names_of
from kenbaar.register.policies import wrote
from kenbaar.register.queries.entries import at_work

PAGE_SIZE = 50
_SHOWN = 10
_COLUMNS = (
    "id",
    "entry__reference",
    "entry__body__slug",
    "entry__body__name_nl",
    "entry__body__name_en",
    "stage",
    "class_id",
    "asked_by",
    "asked_at",
    "target_on",
    "planned_on",
    "needs_central",
    "checked_at",
    "held",
    "version__authors",
    "version__written_by",
)


@dataclass(frozen=True, slots=True)
class QueueLine:
    """A review in a list. `own` says that the actor wrote in it or handed it in, so another must approve it.

    The actor is also who made the token that did so.
    """

    number: int
    reference: str
    name: dict[str, str]
    body: str
    body_name: dict[str, str]
    stage: str
    class_id: str
    asked_by: str
    asked_at: dt.datetime
    target_on: dt.date
    planned_on: dt.date | None
    waits_centrally: bool
    held: str
    own: bool

    def is_late(self, today: dt.date) -> bool:
        """Say whether its target day has passed."""
        return self.target_on < today


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of the queue is asked for; empty means all."""

    stage: str = Stage.ASKED
    body: str = ""
    class_id: str = ""
    late: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of the queue. `names` are those of the people in it, `bodies` and `classes` what can be chosen."""

    lines: tuple[QueueLine, ...] = ()
    total: int = 0
    names: Mapping[str, str] = field(default_factory=dict)
    bodies: tuple[Body, ...] = ()
    classes: tuple[str, ...] = ()


def has_queue(actor: Actor) -> bool:
    """Say whether the actor has a queue: whoever works for a body, and a central reviewer."""
    return is_central(actor) or bool(actor.roles)


def queue(actor: Actor, wanted: Wanted, *, now: dt.datetime) -> Queue:
    """Return a page of the reviews that the actor may see, those with the nearest target day first."""
    mine = _seen_by(actor)
    rows = mine.filter(stage=wanted.stage) if wanted.stage else mine
    if wanted.body:
        rows = rows.filter(entry__body__slug=wanted.body)
    if wanted.late:
        rows = rows.filter(target_on__lt=timezone.localdate(now))
    by_class = dict(rows.order_by().values_list("class_id").annotate(count=Count("id")))
    if wanted.class_id:
        chosen = "" if wanted.class_id == "open" else wanted.class_id
        rows = rows.filter(class_id=chosen)
    begin = (wanted.page - 1) * PAGE_SIZE
    lines = lines_of(actor, rows.order_by("target_on", "id")[begin : begin + PAGE_SIZE])
    bodies = Body.objects.filter(pk__in=mine.values("entry__body")) if is_central(actor) else _own_bodies(actor)
    return Queue(
        lines=lines,
        total=by_class.get(chosen, 0) if wanted.class_id else sum(by_class.values()),
        names=names_of(line.asked_by for line in lines),
        bodies=tuple(bodies),
        classes=tuple(sorted(by_class)),
    )


def reviews_after(
    actor: Actor, number: int, *, stage: Stage | None, overdue: dt.date | None, limit: int
) -> tuple[QueueLine, ...]:
    """Return at most `limit` reviews after this one that the actor may see, in the order in which they were asked.

    With `overdue`, only those whose target day lies before that day.
    """
    rows = _seen_by(actor).filter(pk__gt=number)
    if stage:
        rows = rows.filter(stage=stage)
    if overdue:
        rows = rows.filter(target_on__lt=overdue)
    return lines_of(actor, rows.order_by("pk")[:limit])


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for somebody: reviews that they may decide on, their own that came back, and mentions of them.

    `more` says that there are more reviews than these.
    """

    to_review: tuple[QueueLine, ...]
    more: bool
    returned: tuple[QueueLine, ...]
    mentions: tuple[Mention, ...]
    names: Mapping[str, str]

    @property
    def is_empty(self) -> bool:
        """Say whether nothing waits."""
        return not (self.to_review or self.returned or self.mentions)


def waiting_for(actor: Actor) -> Waiting:
    """Return the first of what waits for the actor."""
    mentions = tuple(mentions_of(actor)[:_SHOWN])
    # Counting thousands to say "and more" would take longer than all the rest.
    first = lines_of(actor, reviews_for(actor).order_by("target_on", "id")[: _SHOWN + 1])
    said_by = [line.asked_by for line in first] + [each.comment.by for each in mentions]
    return Waiting(
        to_review=first[:_SHOWN],
        more=len(first) > _SHOWN,
        returned=lines_of(actor, returned_to(actor).order_by("target_on", "id")[:_SHOWN]),
        mentions=mentions,
        names=names_of(said_by),
    )


def reviews_for(actor: Actor) -> QuerySet[Review]:
    """Return the reviews that wait for the actor to decide, but for those that they asked for themselves."""
    reviewing = {slug for slug in actor.roles if may_review(actor, slug)}
    asked = _seen_by(actor).filter(stage=Stage.ASKED, entry__body__slug__in=reviewing).exclude(asked_by=actor.name)
    return asked | _seen_by(actor).filter(WAITS_CENTRALLY) if is_central(actor) else asked


def returned_to(actor: Actor) -> QuerySet[Review]:
    """Return the reviews that the actor asked for and that came back with a request for changes."""
    return _seen_by(actor).filter(stage=Stage.CHANGES_ASKED, asked_by=actor.name)


def mentions_of(actor: Actor) -> QuerySet[Mention]:
    """Return the comments for the actor that they did not see yet, the oldest first."""
    rows = Mention.objects.filter(at_work(actor, path="comment__entry__"), person=actor.person, seen_at=None)
    rows = rows.select_related("comment__entry").order_by("id")
    return rows if actor.person is not None else rows.none()


def _seen_by(actor: Actor) -> QuerySet[Review]:
    rows = Review.objects.filter(STILL_HANDED_IN, stage__in=NOT_OVER)
    if actor.operator:
        return rows
    seen = at_work(actor, path="entry__")
    return rows.filter(seen | WAITS_CENTRALLY if is_central(actor) else seen)


def _own_bodies(actor: Actor) -> QuerySet[Body]:
    return Body.objects.filter(slug__in=list(actor.roles))


def lines_of(actor: Actor, rows: QuerySet[Review]) -> tuple[QueueLine, ...]:
    """Return these reviews as lines, in the order of the query, which asked who they are for."""
    # The name of the version, not of the working copy: that is not for a central reviewer.
    called = KeyTransform("value", KeyTransform("name", "version__sheet"))
    found = list(rows.annotate(called=called).values("called", *_COLUMNS))
    makers = makers_of(name for row in found for name in _involved(row))
    return tuple(_line(actor, row, makers) for row in found)


def _involved(row: Mapping[str, Any]) -> set[str]:
    return {row["asked_by"], row["version__written_by"], *row["version__authors"]}


def _line(actor: Actor, row: Mapping[str, Any], makers: Mapping[str, str]) -> QueueLine:
    involved = _involved(row)
    return QueueLine(
        number=row["id"],
        reference=row["entry__reference"],
        name=row["called"] if isinstance(row["called"], dict) else {},
        body=row["entry__body__slug"],
        body_name={"nl": row["entry__body__name_nl"], "en": row["entry__body__name_en"]},
        stage=row["stage"],
        class_id=row["class_id"],
        asked_by=row["asked_by"],
        asked_at=row["asked_at"],
        target_on=row["target_on"],
        planned_on=row["planned_on"],
        waits_centrally=row["stage"] == Stage.APPROVED and row["needs_central"] and row["checked_at"] is None,
        held=row["held"],
        own=wrote(actor, involved | {makers[name] for name in involved if name in makers}),
    )
