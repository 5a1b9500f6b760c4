"""The version of the API, and the middleware that puts it on every answer of the API."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from kenbaar.api.problems import problem_response
from kenbaar.people.access import Callers, callers_of

API_VERSION = "1.3.0"
PATH = "/api/v1/"
# What a page of another site may do: read, also conditionally (https://fetch.spec.whatwg.org/#cors-preflight-fetch).
_PREFLIGHT = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
    "API-Version": API_VERSION,
}
# Facts come as JSON, for which a browser asks first.
_PREFLIGHT_OF_POST = {
    **_PREFLIGHT,
    "Access-Control-Allow-Methods": "POST",
    "Access-Control-Allow-Headers": "Content-Type",
}
_TITLES = {404: "Not found", 405: "Method not allowed", 403: "Not allowed", 500: "Something went wrong here"}


class ApiAnswers:
    """Django middleware: `API-Version` on all answers (Dutch API Design Rules), problem documents on all errors."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Complete an answer of the API; leave all others alone."""
        if not request.path.startswith(PATH):
            return self._answer(request)
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            posts = request.headers["Access-Control-Request-Method"] == "POST"
            return HttpResponse(status=204, headers=_PREFLIGHT_OF_POST if posts else _PREFLIGHT)
        response = self._head(request) if request.method == "HEAD" else self._measured(request)
        if response.status_code >= 400 and "problem+json" not in response.get("Content-Type", ""):
            title = _TITLES.get(response.status_code, "The request cannot be answered")
            detail = f"See {PATH}openapi.json for every address and what it takes."
            allowed = response.get("Allow")
            response = problem_response(response.status_code, title, detail)
            if allowed:
                response["Allow"] = allowed
        # What a token gives is for its body alone, and so is why it gives nothing.
        if request.resolver_match is not None and callers_of(request.resolver_match.func) is Callers.SERVICE:
            response["Cache-Control"] = "no-store"
        response["API-Version"] = API_VERSION
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "API-Version, ETag"
        return response

    def _measured(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, unless the length of the body is not said: Django reads no body then (RFC 9110, 15.5.12)."""
        if "Transfer-Encoding" in request.headers:
            return problem_response(411, "Length required", "Send the body in one piece, with `Content-Length`.")
        return self._answer(request)

    def _head(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as to GET; the server leaves out the body (RFC 9110, 9.3.2), and a stream is not made."""
        request.method = "GET"
        response = self._answer(request)
        request.method = "HEAD"
        if isinstance(response, StreamingHttpResponse):
            response.streaming_content = ()
        return response
