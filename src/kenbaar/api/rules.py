"""What a body asks for before it publishes, and the terms that it chose for its tasks."""

from dataclasses import asdict

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router
from pydantic import Field

from kenbaar.api.reading_bodies import Sent
from kenbaar.api.services import THROTTLE, Needs, actor_of, body_of
from kenbaar.api.working_schemas import FactId
from kenbaar.casework.actions.rules import MOST_DAYS, set_rules
from kenbaar.casework.actions.wishes import choose_terms
from kenbaar.casework.models import ReviewRules
from kenbaar.casework.queries.rules import rules_for
from kenbaar.casework.queries.terms import terms_for
from kenbaar.casework.terms import Terms
from kenbaar.people.access import Callers, open_to
from kenbaar.people.models import Scope
from kenbaar.people.queries import body_with

router = Router(tags=["rules"], auth=Needs(Scope.MANAGE_RULES), throttle=THROTTLE)


class RulesInOut(Sent):
    """What your body asks for before it publishes, beside what everybody must."""

    target_days: int = Field(description=f"days that a review may take, 1 to {MOST_DAYS}")
    required_facts: list[FactId] = Field(max_length=500, description="facts that your body asks for as well")
    central_check: bool = Field(description="a central reviewer looks after the approver")


class TermsInOut(Sent):
    """How long people get for a task, and how often an entry is checked again."""

    target_weeks: int = Field(description="weeks that a task gets from the day on which it opens, 1 to 104")
    spare_weeks: int = Field(description="weeks that a task ends before the law asks for it, 0 to 52")
    recheck_months: int = Field(description="months after which an entry is checked again, 1 to 60")
    recheck_weeks: int = Field(description="weeks that such a check gets, 1 to 52")


@router.get("/rules", response=RulesInOut, summary="What your body asks for before it publishes")
@open_to(Callers.SERVICE)
def read_rules(request: HttpRequest) -> RulesInOut:
    """Return what your body chose; the usual, as long as nobody did."""
    by = actor_of(request)
    return _rules(rules_for(by, body_with(body_of(by))))


@router.put("/rules", response=RulesInOut, summary="Choose what your body asks for before it publishes")
@open_to(Callers.SERVICE)
def put_rules(request: HttpRequest, sent: RulesInOut) -> RulesInOut:
    """Choose all of it anew. What was approved already stays so."""
    by = actor_of(request)
    return _rules(set_rules(body_with(body_of(by)), **sent.model_dump(), by=by, now=timezone.now()))


@router.get("/terms", response=TermsInOut, summary="The terms of your body")
@open_to(Callers.SERVICE)
def read_terms(request: HttpRequest) -> TermsInOut:
    """Return the terms that your body chose; the usual, as long as nobody did."""
    by = actor_of(request)
    return TermsInOut(**asdict(terms_for(by, body_with(body_of(by)))))


@router.put("/terms", response=TermsInOut, summary="Choose the terms of your body")
@open_to(Callers.SERVICE)
def put_terms(request: HttpRequest, sent: TermsInOut) -> TermsInOut:
    """Choose all of them anew. Tasks keep the targets that they have."""
    by = actor_of(request)
    choose_terms(body_with(body_of(by)), Terms(**sent.model_dump()), by=by, now=timezone.now())
    return sent


def _rules(rules: ReviewRules) -> RulesInOut:
    return RulesInOut(
        target_days=rules.target_days, required_facts=rules.required_facts, central_check=rules.central_check
    )
