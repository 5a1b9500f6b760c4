"""Keeping what the law says with the version that it is said of."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from kenbaar.assessments.actions.classifying import classify_entry
from kenbaar.assessments.errors import FactsNotReadable, NothingToClassify
from kenbaar.assessments.policies import may_classify
from kenbaar.desk.entrance import staff
from kenbaar.people.actors import Actor
from kenbaar.register.errors import NotAllowed
from kenbaar.register.queries.working import working_copy
from kenbaar.rules.filling import filling


@staff
@require_POST
def record_outcome(request: HttpRequest, *, by: Actor, reference: str) -> HttpResponse:  # noqa: ARG001  # part of a view
    """Classify the latest version, when nothing was changed since."""
    copy = working_copy(by, reference)
    if not may_classify(by, copy.entry.body.slug):
        raise NotAllowed(reference, "classify")
    now = timezone.now()
    if not copy.is_draft:
        # The page that follows says that nothing is kept yet, and what the law can say of it.
        with suppress(FactsNotReadable, NothingToClassify):
            classify_entry(reference, by=by, now=now, on=timezone.localdate(now))
    law = next(section for section in filling().sections if section.law)
    return HttpResponseRedirect(reverse("desk:section", kwargs={"reference": reference, "part": law.id}))
