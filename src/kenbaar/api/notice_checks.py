"""What the law asks of a notice, as a service: a description goes in, findings come out, nothing of it is stored."""

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router

from kenbaar.api.law import PROBLEMS
from kenbaar.api.law_schemas import NoticeCheckOut
from kenbaar.api.problems import Problem, problem_response
from kenbaar.decisions.describing import FORMAT, MOST_BYTES, NoticeRefused, described
from kenbaar.decisions.reporting import check_told, checked
from kenbaar.people.access import Callers, open_to

router = Router(tags=["law"])

_EXAMPLE = {
    "format": FORMAT,
    "on": "2026-11-29",
    "facts": {"ai_system": "no", "countries": ["fr"], "organisation_kind": "public_body", "automation": "sole"},
    "language": "fr",
    "told": {"mention": {"N01": "Cette décision a été prise sur le fondement d’un traitement algorithmique."}},
}
_TEXT, _OBJECT = {"type": "string"}, {"type": "object", "additionalProperties": True}
_ASKED: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "example": _EXAMPLE,
                "schema": {
                    "type": "object",
                    "description": "A letter (`facts`, `told`), or a profile of Kenbaar (`profile`, `decision`); "
                    "docs/reference/notice-check.schema.json has the JSON Schema of both.",
                    "properties": {
                        "format": {"const": FORMAT},
                        "id": {"anyOf": [_TEXT, {"type": "integer"}], "description": "Comes back in the answer."},
                        "on": {**_TEXT, "format": "date", "description": "Day to check for; today unless said."},
                        "known": {**_TEXT, "format": "date", "description": "The law as known on this day."},
                        "facts": {**_OBJECT, "description": "Answers by fact, as GET /vocabulary lists them."},
                        "language": {**_TEXT, "description": "Language of the letter."},
                        "told": {**_OBJECT, "description": "Words by field (N01 to N37), by place."},
                        "withheld": {"type": "array", "items": _OBJECT},
                        "profile": _OBJECT,
                        "decision": _OBJECT,
                    },
                },
            }
        },
    },
    "responses": {
        413: {"description": "The description is too large", **PROBLEMS},
        422: {"description": "The description cannot be read; `errors` names each place", **PROBLEMS},
    },
}


@router.post(
    "/notices/check",
    response=NoticeCheckOut,
    summary="What the law asks of a notice, and what lacks",
    openapi_extra=_ASKED,
)
@open_to(Callers.EVERYONE)
def check_notice(request: HttpRequest) -> HttpResponse:
    """Return per field and regime what the law asks on a day, and what it means when something lacks."""
    length = request.headers.get("Content-Length", "")
    if length.isdecimal() and int(length) > MOST_BYTES:
        raise Problem(413, "Too large", f"A description may have {MOST_BYTES:,} bytes. Shorten its texts.")
    today = timezone.localdate()
    try:
        read = described(request.body, name="notice.json", today=today)
    except NoticeRefused as error:
        wrong = [{"in": each.place, "reason": each.what} for each in error.problems]
        detail = "Nothing was checked. Mend what `errors` names; docs/reference/notice-format.md says what it can be."
        return problem_response(422, "Notice cannot be read", detail, errors=wrong)
    told = check_told(checked(read, today=today), read)
    return HttpResponse(orjson.dumps(told), content_type="application/json; charset=utf-8")
