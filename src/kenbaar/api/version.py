"""The version of the API, and the middleware that puts it on every answer of the API."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from kenbaar.api.problems import problem_response

API_VERSION = "1.0.0"
PATH = "/api/v1/"
_TITLES = {404: "Not found", 405: "Method not allowed", 403: "Not allowed", 500: "Something went wrong here"}


class ApiAnswers:
    """Django middleware: `API-Version` on all answers (Dutch API Design Rules), problem documents on all errors."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Complete an answer of the API; leave all others alone."""
        response = self._answer(request)
        if not request.path.startswith(PATH):
            return response
        if response.status_code >= 400 and "problem+json" not in response.get("Content-Type", ""):
            title = _TITLES.get(response.status_code, "The request cannot be answered")
            detail = f"See {PATH}openapi.json for every address and what it takes."
            allowed = response.get("Allow")
            response = problem_response(response.status_code, title, detail)
            if allowed:
                response["Allow"] = allowed
        response["API-Version"] = API_VERSION
        response["Access-Control-Allow-Origin"] = "*"
        return response
