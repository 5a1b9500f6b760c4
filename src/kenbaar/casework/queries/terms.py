"""The terms of a body."""

from kenbaar.casework.models import BodyTerms
from kenbaar.casework.terms import Terms, usual_terms
from kenbaar.people.models import Body


def terms_of(body: Body) -> Terms:
    """Return the terms that a body chose, or the usual ones."""
    chosen = BodyTerms.objects.filter(body=body).first()
    return chosen.as_value() if chosen else usual_terms()
