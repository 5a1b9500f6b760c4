"""What a body asks for before it publishes."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from kenbaar.casework.events import RULES_SET
from kenbaar.casework.models import ReviewRules
from kenbaar.casework.review_errors import RulesNotAllowed, RulesRefused
from kenbaar.casework.review_policies import may_set_rules
from kenbaar.journal.actions import Deed, write_line
from kenbaar.people.actors import Actor
from kenbaar.people.models import Body
from kenbaar.rules.facts import vocabulary

MOST_DAYS = 365


@transaction.atomic
def set_rules(
    body: Body, *, target_days: int, required_facts: Sequence[str], central_check: bool, by: Actor, now: dt.datetime
) -> ReviewRules:
    """Set how long a review may take, which facts the body asks for, and whether a central reviewer checks.

    Raises RulesNotAllowed or RulesRefused.
    """
    if not may_set_rules(by, body.slug):
        raise RulesNotAllowed(body.slug)
    if not 1 <= target_days <= MOST_DAYS:
        raise RulesRefused(f"a review takes 1 to {MOST_DAYS} days")
    if any(fact not in vocabulary() for fact in required_facts):
        raise RulesRefused("a fact is not in the vocabulary")
    chosen = {
        "target_days": target_days,
        "required_facts": [fact.id for fact in vocabulary() if fact.id in set(required_facts)],
        "central_check": central_check,
    }
    rules, _made = ReviewRules.objects.update_or_create(body=body, defaults=chosen)
    write_line(Deed(RULES_SET, body.slug, chosen), by=by.name, now=now)
    return rules
