"""Templates of suppliers: for the systems of bodies that use them, and of organisations that keep them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Status
from ninja.params.functions import Query

from kenbaar.api.cursors import after_cursor, cursor_of
from kenbaar.api.law import PROBLEMS
from kenbaar.api.problems import Problem, problem_response
from kenbaar.api.schemas import (
    BodyRef,
    ProposalOut,
    TemplateLineOut,
    TemplateOut,
    TemplatePage,
    WaitingOut,
    WaitingPage,
)
from kenbaar.api.services import READING, THROTTLE, WRITING, Needs, actor_of
from kenbaar.api.working_schemas import AnswersIn, AnswersOut, TemplateIn
from kenbaar.people.access import Callers, open_to
from kenbaar.people.models import Body, Scope
from kenbaar.rules.fact_files import MOST_BYTES, read_facts
from kenbaar.rules.facts import vocabulary
from kenbaar.rules.loose import FactProblem, FactsRefused, sheet_of
from kenbaar.suppliers.actions.following import adopt, answer_proposals, leave_template
from kenbaar.suppliers.actions.templates import put_template
from kenbaar.suppliers.content import Content
from kenbaar.suppliers.errors import TemplateRefused
from kenbaar.suppliers.models import Template
from kenbaar.suppliers.policies import may_keep
from kenbaar.suppliers.queries.proposals import entries_after, proposals_of
from kenbaar.suppliers.queries.templates import latest_of, template_for, templates_seen_by
from kenbaar.suppliers.reading import address_of

router = Router(tags=["templates"], auth=Needs(Scope.READ_ENTRIES, Scope.WRITE_TEMPLATES), throttle=THROTTLE)

_KEYS = {"facts", "product"}
_LONGEST_PRODUCT = 200
_SENT: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "example": {"facts": {"name": {"nl": "Vragen beantwoorden"}, "methods": {"nl": "Beslisbomen."}}},
                "schema": {
                    "type": "object",
                    "required": ["facts"],
                    "additionalProperties": False,
                    "properties": {
                        "facts": {
                            "type": "object",
                            "description": "Answers by fact, as GET /vocabulary lists them: the whole template.",
                            "additionalProperties": True,
                        },
                        "product": {
                            "type": "string",
                            "maxLength": _LONGEST_PRODUCT,
                            "description": "What the product is called in contracts.",
                        },
                    },
                },
            }
        },
    },
    "responses": {
        413: {"description": "The request is too large", **PROBLEMS},
        422: {"description": "Facts cannot be used; `errors` names each of them and what it can be", **PROBLEMS},
    },
}


@router.get("/templates", response=TemplatePage, summary="List templates of suppliers")
@open_to(Callers.SERVICE)
def list_templates(
    request: HttpRequest,
    cursor: str | None = Query(None, max_length=40, description="`next` of the page before"),
    limit: int = Query(50, ge=1, le=200, description="most that a page holds"),
) -> TemplatePage:
    """Return a page of the templates that the token may see: all of them, or those of its own organisation."""
    rows = templates_seen_by(actor_of(request)).defer("latest__sheet", "latest__kept").order_by("id")
    found = list(rows.filter(id__gt=after_cursor(cursor))[: limit + 1])
    following = cursor_of(found[limit - 1].pk) if len(found) > limit else None
    return TemplatePage(items=[TemplateLineOut(**_line(each)) for each in found[:limit]], next=following)


@router.get("/templates/{keeper}/{template}", response=TemplateOut, summary="One template")
@open_to(Callers.SERVICE)
def one_template(request: HttpRequest, keeper: str, template: str) -> TemplateOut:
    """Return what a template says in its latest version."""
    return _out(template_for(actor_of(request), keeper, template))


@router.put(
    "/templates/{keeper}/{template}",
    response=TemplateOut,
    summary="Write one of your own templates",
    auth=Needs(Scope.WRITE_TEMPLATES),
    openapi_extra=_SENT,
)
@open_to(Callers.SERVICE)
def write_template(request: HttpRequest, keeper: str, template: str) -> Any:
    """Have a template of the organisation of the token say exactly this, as a new version; the same again is none."""
    by = actor_of(request)
    # Asked here too, before a name is looked up that is nobody's business.
    if not may_keep(by, keeper):
        raise Problem(403, "Not allowed", "This token writes templates of its own organisation only.")
    if address_of(template) != template:
        raise Problem(400, "Not a name", "A template is named in lower case letters, digits and dashes, at most 80.")
    try:
        content = _content(request)
        made, _outcome = put_template(
            get_object_or_404(Body, slug=keeper), template, content, by=by, now=timezone.now()
        )
    except FactsRefused as error:
        return _refused(error.problems)
    except TemplateRefused as error:
        return _refused(
            [
                FactProblem(*each.split(": ", 1)) if ": " in each else FactProblem("facts", each)
                for each in error.problems
            ]
        )
    return _out(template_for(by, keeper, made.slug))


@router.get(
    "/proposals",
    response=WaitingPage,
    summary="Entries of your body to which a template proposes something",
    auth=READING,
)
@open_to(Callers.SERVICE)
def list_proposals(
    request: HttpRequest,
    cursor: str | None = Query(None, max_length=40, description="`next` of the page before"),
    limit: int = Query(50, ge=1, le=200, description="most that a page holds"),
) -> WaitingPage:
    """Return a page of the entries whose template says something else than when it was last answered."""
    lines, following = entries_after(actor_of(request), after_cursor(cursor), limit=limit)
    return WaitingPage(
        items=[
            WaitingOut(reference=line.reference, keeper=line.keeper, template=line.template, facts=line.count)
            for line in lines
        ],
        next=cursor_of(following) if following else None,
    )


@router.get(
    "/inventory/{reference}/proposals",
    response=list[ProposalOut],
    summary="What a template proposes to one entry",
    auth=READING,
)
@open_to(Callers.SERVICE)
def proposals_to_entry(request: HttpRequest, reference: str) -> list[ProposalOut]:
    """Return each fact that nobody answered yet: what the template says now, what it said, and what the entry says."""
    found = proposals_of(actor_of(request), reference)
    if found is None:
        return []
    return [
        ProposalOut(
            fact=each.fact.id,
            version=found.number,
            proposed=each.proposed,
            before=each.was,
            ours=each.ours,
            seen=each.seen,
        )
        for each in found.proposals
    ]


@router.post(
    "/inventory/{reference}/proposals",
    response=AnswersOut,
    summary="Accept or decline what a template proposes",
    auth=WRITING,
)
@open_to(Callers.SERVICE)
def answer_to_proposals(request: HttpRequest, reference: str, sent: AnswersIn) -> AnswersOut:
    """Answer per fact. One that somebody changed since you looked is left open, and named in `changed`."""
    given = answer_proposals(
        reference,
        sent.version,
        accept={each.fact: each.seen for each in sent.accept},
        decline=sent.decline,
        by=actor_of(request),
        now=timezone.now(),
    )
    return AnswersOut(accepted=list(given.accepted), declined=list(given.declined), changed=list(given.changed))


@router.put(
    "/inventory/{reference}/template",
    response=AnswersOut,
    summary="Have an entry follow a template",
    auth=WRITING,
)
@open_to(Callers.SERVICE)
def follow_template(request: HttpRequest, reference: str, sent: TemplateIn) -> AnswersOut:
    """Fill in what the entry leaves empty (`accepted`) and propose the rest."""
    given = adopt(reference, sent.keeper, sent.template, by=actor_of(request), now=timezone.now())
    return AnswersOut(accepted=list(given.accepted), declined=[], changed=[])


@router.delete(
    "/inventory/{reference}/template", response={204: None}, summary="Stop following a template", auth=WRITING
)
@open_to(Callers.SERVICE)
def unfollow_template(request: HttpRequest, reference: str) -> Status[None]:
    """Leave the template; what the entry took over stays."""
    leave_template(reference, by=actor_of(request), now=timezone.now())
    return Status(204, None)


def _content(request: HttpRequest) -> Content:
    length = request.headers.get("Content-Length", "")
    if length.isdecimal() and int(length) > MOST_BYTES:
        raise Problem(413, "Too large", f"A template may have {MOST_BYTES:,} bytes. Leave out what is no fact.")
    raw = read_facts(request.body, name="facts.json")
    if not isinstance(raw, dict) or not isinstance(raw.get("facts"), dict):
        raise FactsRefused([FactProblem("facts", 'is missing; send them by id, such as {"facts": {"name": {...}}}')])
    if strange := [str(key)[:80] for key in raw if key not in _KEYS]:
        raise FactsRefused([FactProblem(key, "is no part of a template; it has facts and product") for key in strange])
    product = raw.get("product", "")
    if not isinstance(product, str) or len(product) > _LONGEST_PRODUCT:
        raise FactsRefused([FactProblem("product", f"expected a text of at most {_LONGEST_PRODUCT} characters")])
    return Content(sheet_of(raw["facts"], vocabulary()), product=product.strip())


def _refused(problems: list[FactProblem]) -> HttpResponse:
    wrong = [{"in": each.fact, "reason": each.what} for each in problems]
    detail = "Nothing was saved. Mend what `errors` names; GET /api/v1/vocabulary says what each fact can be."
    return problem_response(422, "Facts cannot be used", detail, errors=wrong)


def _line(template: Template) -> dict[str, Any]:
    latest = latest_of(template)
    return {
        "keeper": BodyRef(slug=template.keeper.slug, name=template.keeper.name),
        "template": template.slug,
        "name": template.name,
        "product": template.product,
        "version": latest.number,
        "written_at": latest.written_at,
        "retired": template.retired_at is not None,
    }


def _out(template: Template) -> TemplateOut:
    return TemplateOut(**_line(template), facts=dict(latest_of(template).answers()))
