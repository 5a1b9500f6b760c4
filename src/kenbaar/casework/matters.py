"""What waits for people besides tasks, as mails tell of it: each matter once, to who may see it now."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from django.utils import timezone

from kenbaar.casework.addresses import request_address, review_address
from kenbaar.casework.models import MatterTold, Mention, ReminderWish, Review
from kenbaar.casework.models.reminders import Matter
from kenbaar.casework.queries.queue import lines_of, mentions_of, returned_to, reviews_for
from kenbaar.casework.review_sight import STILL_HANDED_IN, WAITS_CENTRALLY
from kenbaar.casework.stages import Stage
from kenbaar.law.term_shapes import Requested
from kenbaar.notices.naming import REQUEST_NAMES
from kenbaar.notices.policies import ANSWERING
from kenbaar.notices.queries.requests import bodies_asked, requests_for
from kenbaar.people.actors import Actor, actor_of
from kenbaar.people.models import Membership, Person, Role
from kenbaar.people.named import person_number

# A mail names fewer; what waits longer is told another day.
_MOST = 50


@dataclass(frozen=True, slots=True)
class MatterFound:
    """Something that waits for somebody: called what per language, where, and until which day, if any."""

    matter: Matter
    number: int
    name: Mapping[str, str]
    address: str
    day: dt.date | None = None


def people_with_matters() -> set[int]:
    """Return the numbers of people for whom something may wait, in a fixed number of queries."""
    handed_in = Review.objects.filter(STILL_HANDED_IN)
    held = Membership.objects.filter(person__is_active=True)
    bodies = handed_in.filter(stage=Stage.ASKED).values("entry__body")
    people = set(held.filter(role=Role.APPROVER, body__in=bodies).values_list("person", flat=True))
    if handed_in.filter(WAITS_CENTRALLY).exists():
        people.update(held.filter(role=Role.CENTRAL_REVIEWER).values_list("person", flat=True))
    came_back = handed_in.filter(stage=Stage.CHANGES_ASKED).values_list("asked_by", flat=True).distinct()
    people.update(number for number in map(person_number, came_back) if number is not None)
    people.update(Mention.objects.filter(seen_at=None, person__is_active=True).values_list("person", flat=True))
    people.update(held.filter(role__in=ANSWERING, body__in=bodies_asked()).values_list("person", flat=True))
    return people


def take_new_matters(person: Person, *, now: dt.datetime) -> list[MatterFound]:
    """Return what waits for somebody and was not told before, and note that it is told now. Needs a transaction."""
    found = list(islice(_waiting(person, timezone.localdate(now)), _MOST))
    MatterTold.objects.bulk_create(
        [MatterTold(person=person, matter=each.matter, number=each.number, told_at=now) for each in found],
        ignore_conflicts=True,
    )
    return found


def _waiting(person: Person, today: dt.date) -> Iterator[MatterFound]:
    actor = actor_of(person)
    told = MatterTold.objects.filter(person=person)
    for matter, rows in ((Matter.REVIEW, reviews_for(actor)), (Matter.RETURNED, returned_to(actor))):
        new = rows.exclude(pk__in=told.filter(matter=matter).values("number"))
        for line in lines_of(actor, new.order_by("target_on", "id")):
            # What somebody wrote in is for another to approve.
            if matter is Matter.RETURNED or not line.own:
                name = line.name if any(line.name.values()) else {"nl": line.reference}
                yield MatterFound(matter, line.number, name, review_address(line.reference), line.target_on)
    for mention in mentions_of(actor).exclude(pk__in=told.filter(matter=Matter.MENTION).values("number")):
        entry = mention.comment.entry
        name = {"nl": entry.name_nl or entry.reference, "en": entry.name_en}
        yield MatterFound(Matter.MENTION, mention.pk, name, review_address(entry.reference))
    yield from _asked(actor, person, today)


def _asked(actor: Actor, person: Person, today: dt.date) -> Iterator[MatterFound]:
    """Find what people asked, in the order of the last days: each is told when it came, near its day, and after it."""
    wish = ReminderWish.objects.filter(person=person).first() or ReminderWish(person=person)
    of_requests = (Matter.ASKED, Matter.ASKED_NEAR, Matter.ASKED_LATE)
    told = set(MatterTold.objects.filter(person=person, matter__in=of_requests).values_list("matter", "number"))
    near = today + dt.timedelta(days=wish.days_before)
    for row in requests_for(actor):
        matter = Matter.ASKED
        if row.answer_by and row.answer_by <= near:
            matter = Matter.ASKED_LATE if row.answer_by < today else Matter.ASKED_NEAR
        if (matter, row.pk) not in told:
            name = REQUEST_NAMES[Requested(row.kind)].model_dump()
            yield MatterFound(matter, row.pk, name, request_address(row.pk), row.answer_by)
