"""What waits for people besides tasks, as mails tell of it: each matter once, to who may see it now."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from kenbaar.casework.models import MatterTold, Mention, Review
from kenbaar.casework.models.reminders import Matter
from kenbaar.casework.queries.queue import lines_of, mentions_of, returned_to, reviews_for
from kenbaar.casework.review_sight import STILL_HANDED_IN, WAITS_CENTRALLY
from kenbaar.casework.stages import Stage
from kenbaar.people.actors import actor_of
from kenbaar.people.models import Membership, Person, Role
from kenbaar.people.named import person_number

# A mail names fewer; what waits longer is told another day.
_MOST = 50


@dataclass(frozen=True, slots=True)
class MatterFound:
    """Something that waits for somebody: at which entry, called what per language, and until which day, if any."""

    matter: Matter
    number: int
    reference: str
    name: dict[str, str]
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
    return people


def take_new_matters(person: Person, *, now: dt.datetime) -> list[MatterFound]:
    """Return what waits for somebody and was not told before, and note that it is told now. Needs a transaction."""
    found = list(islice(_waiting(person), _MOST))
    MatterTold.objects.bulk_create(
        [MatterTold(person=person, matter=each.matter, number=each.number, told_at=now) for each in found],
        ignore_conflicts=True,
    )
    return found


def _waiting(person: Person) -> Iterator[MatterFound]:
    actor = actor_of(person)
    told = MatterTold.objects.filter(person=person)
    for matter, rows in ((Matter.REVIEW, reviews_for(actor)), (Matter.RETURNED, returned_to(actor))):
        new = rows.exclude(pk__in=told.filter(matter=matter).values("number"))
        for line in lines_of(actor, new.order_by("target_on", "id")):
            # What somebody wrote in is for another to approve.
            if matter is Matter.RETURNED or not line.own:
                yield MatterFound(matter, line.number, line.reference, line.name, line.target_on)
    for mention in mentions_of(actor).exclude(pk__in=told.filter(matter=Matter.MENTION).values("number")):
        entry = mention.comment.entry
        yield MatterFound(Matter.MENTION, mention.pk, entry.reference, {"nl": entry.name_nl, "en": entry.name_en})
