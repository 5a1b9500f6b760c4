"""What a body asks for before it publishes, for who may set it."""

from kenbaar.casework.gathering import rules_of
from kenbaar.casework.models import ReviewRules
from kenbaar.casework.review_errors import RulesNotAllowed
from kenbaar.casework.review_policies import may_set_rules
from kenbaar.people.actors import Actor
from kenbaar.people.models import Body


def rules_for(actor: Actor, body: Body) -> ReviewRules:
    """Return what a body asks for; the usual, as long as nobody chose. Raises RulesNotAllowed."""
    if not may_set_rules(actor, body.slug):
        raise RulesNotAllowed(body.slug)
    return rules_of(body)
