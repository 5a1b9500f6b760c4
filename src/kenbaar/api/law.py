"""The law as a service: which law applies to a system, and what there is to answer. Nothing of it is stored."""

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router

from kenbaar.api.law_schemas import (
    ClassificationOut,
    DutiesOut,
    QuestionnaireLine,
    QuestionnaireOut,
    VocabularyOut,
)
from kenbaar.api.links import questionnaire_links
from kenbaar.api.problems import Problem, problem_response
from kenbaar.law.answering import told_of
from kenbaar.law.reading import law_book
from kenbaar.law.requesting import LONGEST_ID, Asked, asked_of
from kenbaar.people.access import Callers, open_to
from kenbaar.rules.fact_files import MOST_BYTES, read_facts
from kenbaar.rules.facts import vocabulary
from kenbaar.rules.loose import FactProblem, FactsRefused
from kenbaar.rules.questionnaire_files import questionnaires
from kenbaar.rules.telling import questionnaire_line, questionnaire_told, vocabulary_told

router = Router(tags=["law"])

_JSON = "application/json; charset=utf-8"
_KEYS = {"id", "facts", "on", "known", "compare_texts"}
OF_DUTIES = ("id", "on", "known", "text", "law", "facts", "duties", "ask_next")
_DAY = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_EXAMPLE = {
    "facts": {
        "ai_system": "yes",
        "supply": "bought",
        "organisation_kind": "public_body",
        "annex_iii": ["5a"],
        "profiling": True,
        "decides_about_people": True,
        "automation": "support",
        "first_placed": "2024",
    },
    "on": "2027-12-02",
}
PROBLEMS = {"content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}
_ASKED: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "example": _EXAMPLE,
                "schema": {
                    "type": "object",
                    "required": ["facts"],
                    "additionalProperties": False,
                    "properties": {
                        "facts": {
                            "type": "object",
                            "description": "Answers by fact, as GET /vocabulary lists them. A fact may be left out.",
                            "additionalProperties": True,
                        },
                        "on": {**_DAY, "description": "Day for which to say what applies; today unless said."},
                        "known": {**_DAY, "description": "The law as known on this day; today unless said."},
                        "id": {
                            "anyOf": [{"type": "string", "maxLength": LONGEST_ID}, {"type": "integer"}],
                            "description": "Comes back in the answer.",
                        },
                        "compare_texts": {
                            "type": "boolean",
                            "description": "Add what the text of the AI Act before the last amendment came to.",
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


@router.post(
    "/classify",
    response=ClassificationOut,
    summary="Which law applies to a system",
    openapi_extra=_ASKED,
    by_alias=True,
)
@open_to(Callers.EVERYONE)
def classify_facts(request: HttpRequest) -> HttpResponse:
    """Return class, roles, articles, duties with their days, notices, and what is still needed to be sure."""
    return _answer(request, duties_only=False)


@router.post("/duties", response=DutiesOut, summary="Duties of a system", openapi_extra=_ASKED, by_alias=True)
@open_to(Callers.EVERYONE)
def duties_of_facts(request: HttpRequest) -> HttpResponse:
    """Return only the duties, with article, evidence and the day from which each binds this organisation."""
    return _answer(request, duties_only=True)


@router.get("/vocabulary", response=VocabularyOut, summary="All facts that can be answered")
@open_to(Callers.EVERYONE)
def all_facts(request: HttpRequest) -> HttpResponse:
    """Return every fact with its type, options, provisions and texts; `used_by_law` are those that the law looks at."""
    law = law_book().latest
    assumed: dict[str, list[dict[str, Any]]] = {}
    for each in law.assumptions:
        assumed.setdefault(each.fact, []).append(each.model_dump(exclude={"fact"}, exclude_defaults=True))
    told = vocabulary_told(vocabulary(), used=law.facts, assumed=assumed)
    return HttpResponse(orjson.dumps({"law": {"digest": law.digest}, **told}), content_type=_JSON)


@router.get("/questionnaires", response=list[QuestionnaireLine], summary="All questionnaires")
@open_to(Callers.EVERYONE)
def list_questionnaires(request: HttpRequest) -> list[dict[str, Any]]:
    """Return every version of our own questionnaires."""
    return [{**questionnaire_line(each), "links": questionnaire_links(*key)} for key, each in questionnaires().items()]


@router.get("/questionnaires/{id}/{version}", response=QuestionnaireOut, summary="One questionnaire")
@open_to(Callers.EVERYONE)
def one_questionnaire(request: HttpRequest, id: str, version: str) -> dict[str, Any]:
    """Return what is asked on which page, when, and with which answers."""
    found = questionnaires().get((id, version))
    if found is None:
        raise Problem(404, "Not found", f"There is no questionnaire {id} {version}. See the list of questionnaires.")
    return {**questionnaire_told(found), "links": questionnaire_links(id, version)}


def _answer(request: HttpRequest, *, duties_only: bool) -> HttpResponse:
    length = request.headers.get("Content-Length", "")
    if length.isdecimal() and int(length) > MOST_BYTES:
        raise Problem(413, "Too large", f"Facts may have {MOST_BYTES:,} bytes. Leave out what is no fact.")
    try:
        asked, compare_texts = _asked(request.body)
    except FactsRefused as error:
        return _refused(error)
    today = timezone.localdate()
    told = told_of(asked.facts, on=asked.on or today, known=asked.known or today, compare_texts=compare_texts)
    if asked.id is not None:
        told = {"id": asked.id, **told}
    if duties_only:
        told = {key: told[key] for key in OF_DUTIES if key in told}
    # Written here: to check some hundred duties against the schema once more takes longer than to find them.
    return HttpResponse(orjson.dumps(told), content_type=_JSON)


def _asked(body: bytes) -> tuple[Asked, bool]:
    """Return what a message asks, and whether to compare texts. Raises FactsRefused."""
    raw = read_facts(body, name="facts.json")
    if not isinstance(raw, dict) or "facts" not in raw:
        raise FactsRefused(
            [FactProblem("facts", 'is missing; send them by id, such as {"facts": {"ai_system": "yes"}}')]
        )
    problems = [
        FactProblem(str(key)[:80], f"is no part of a message; it can have: {', '.join(sorted(_KEYS))}")
        for key in raw
        if key not in _KEYS
    ]
    compare_texts = raw.get("compare_texts", False)
    if not isinstance(compare_texts, bool):
        problems.append(FactProblem("compare_texts", "expected true or false"))
    try:
        asked = asked_of(raw, vocabulary())
    except FactsRefused as error:
        problems.extend(error.problems)
    if problems:
        raise FactsRefused(problems)
    return asked, compare_texts


def _refused(error: FactsRefused) -> HttpResponse:
    wrong = [{"in": each.fact, "reason": each.what} for each in error.problems]
    detail = "Nothing was classified. Mend what `errors` names; GET /api/v1/vocabulary says what each fact can be."
    return problem_response(422, "Facts cannot be used", detail, errors=wrong)
