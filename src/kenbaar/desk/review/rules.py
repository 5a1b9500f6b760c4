"""What a body asks for before it publishes, chosen by its administrator."""

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from kenbaar.casework.actions.rules import MOST_DAYS, set_rules
from kenbaar.casework.gate_rules import Effect, gate_rules
from kenbaar.casework.queries.rules import rules_for
from kenbaar.casework.review_errors import RulesRefused
from kenbaar.desk.entrance import administrator
from kenbaar.desk.numbers import whole_number
from kenbaar.desk.rendering import page
from kenbaar.desk.review.wording import said
from kenbaar.people.actors import Actor
from kenbaar.people.models import Body
from kenbaar.rules.facts import Fact, vocabulary
from kenbaar.values import Language


@administrator
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest, *, by: Actor, slug: str) -> HttpResponse:
    """Show what a body asks for, and keep what its administrator chooses."""
    body = get_object_or_404(Body, slug=slug)
    if request.method != "POST":
        return _page(request, by, body)
    try:
        set_rules(
            body,
            target_days=whole_number(request.POST.get("target_days", "")) or 0,
            required_facts=request.POST.getlist("fact"),
            central_check=request.POST.get("central_check") == "1",
            by=by,
            now=timezone.now(),
        )
    except RulesRefused as refused:
        return _page(request, by, body, wrong=said(refused))
    return redirect("desk:review_rules", slug=slug)


def _page(request: HttpRequest, by: Actor, body: Body, *, wrong: str = "") -> HttpResponse:
    language = str(Language(get_language() or Language.NL))
    return page(
        request,
        "review/rules",
        by=by,
        status=400 if wrong else 200,
        body=body,
        chosen=rules_for(by, body),
        everywhere=[rule for rule in gate_rules() if rule.effect is Effect.BLOCK],
        sections=[(each.label.to(language), _labelled(each.facts, language)) for each in vocabulary().sections],
        central_everywhere=settings.CENTRAL_CHECK,
        most_days=MOST_DAYS,
        wrong=wrong,
    )


def _labelled(facts: Iterable[Fact], language: str) -> list[tuple[str, str]]:
    return [(fact.id, fact.label.to(language)) for fact in facts]
