"""Errors as `application/problem+json` (RFC 9457): what is wrong, where, and the way out."""

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, Throttled, ValidationError
from orjson import dumps

from kenbaar.register.errors import EntryNotFound
from kenbaar.suppliers.errors import TemplateNotFound


class Problem(Exception):
    """Something that the caller can mend."""

    def __init__(self, status: int, title: str, detail: str) -> None:
        super().__init__(detail)
        self.status, self.title, self.detail = status, title, detail


def problem_response(status: int, title: str, detail: str, **more: object) -> HttpResponse:
    """Return a problem document."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return HttpResponse(dumps(body), status=status, content_type="application/problem+json")


def answer_with_problems(api: NinjaAPI) -> None:
    """Turn the errors that an operation may raise into problem documents."""

    def not_found(_request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
        return problem_response(404, "Not found", str(error))

    def mendable(_request: HttpRequest, error: Problem | type[Problem]) -> HttpResponse:
        assert isinstance(error, Problem)
        answer = problem_response(error.status, error.title, error.detail)
        if error.status == 401:
            answer["WWW-Authenticate"] = "Bearer"
        return answer

    def no_token(_request: HttpRequest, _error: AuthenticationError | type[AuthenticationError]) -> HttpResponse:
        detail = "Send a token in `Authorization: Bearer`. An administrator of your body makes one at the desk."
        return mendable(_request, Problem(401, "No token", detail))

    def too_many(_request: HttpRequest, error: Throttled | type[Throttled]) -> HttpResponse:
        assert isinstance(error, Throttled)
        answer = problem_response(429, "Too many requests", "Wait as long as `Retry-After` says, then ask again.")
        answer["Retry-After"] = str(error.wait or 60)
        return answer

    def invalid(_request: HttpRequest, error: ValidationError | type[ValidationError]) -> HttpResponse:
        assert isinstance(error, ValidationError)
        wrong = [{"in": ".".join(map(str, item["loc"])), "reason": item["msg"]} for item in error.errors]
        detail = "One or more parameters cannot be read. Mend what `errors` names and ask again."
        return problem_response(400, "Invalid parameters", detail, errors=wrong)

    api.add_exception_handler(EntryNotFound, not_found)
    api.add_exception_handler(TemplateNotFound, not_found)
    api.add_exception_handler(Problem, mendable)
    api.add_exception_handler(AuthenticationError, no_token)
    api.add_exception_handler(Throttled, too_many)
    api.add_exception_handler(ValidationError, invalid)
