"""The terms of a body."""

from kenbaar.casework.errors import TaskNotAllowed
from kenbaar.casework.models import BodyTerms
from kenbaar.casework.policies import may_set_terms
from kenbaar.casework.terms import Terms, usual_terms
from kenbaar.people.actors import Actor
from kenbaar.people.models import Body


def terms_of(body: Body) -> Terms:
    """Return the terms that a body chose, or the usual ones."""
    chosen = BodyTerms.objects.filter(body=body).first()
    return chosen.as_value() if chosen else usual_terms()


def terms_for(actor: Actor, body: Body) -> Terms:
    """Return the terms of a body for who may choose them. Raises TaskNotAllowed."""
    if not may_set_terms(actor, body.slug):
        raise TaskNotAllowed("see the terms", body.slug)
    return terms_of(body)
