"""Errors as `application/problem+json` (RFC 9457): what is wrong, where, and the way out."""

import logging
from collections.abc import Callable, Sequence

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError
from orjson import dumps

from kenbaar.api.gate import points_out
from kenbaar.assessments.errors import AssessmentError
from kenbaar.casework import errors as casework
from kenbaar.casework import review_errors as reviews
from kenbaar.decisions.profile_files import ProfileRefused
from kenbaar.notices import errors as notices
from kenbaar.notices import profile_errors as profiles
from kenbaar.people import errors as people
from kenbaar.register import errors
from kenbaar.standards.files.refusals import FileRefused, Reason
from kenbaar.suppliers import errors as suppliers

# What a deed refuses, and what that is in HTTP. Others of the room are 409: the entry stands in another place.
_STATUS: tuple[tuple[type[Exception], int, str], ...] = (
    (errors.EntryNotFound, 404, "Not found"),
    (errors.ConflictNotFound, 404, "Not found"),
    (errors.VersionNotFound, 404, "Not found"),
    (errors.NotAllowed, 403, "Not allowed"),
    (errors.SecondPersonNeeded, 403, "Second person needed"),
    (people.NotAllowed, 403, "Not allowed"),
    (people.RoleOutOfPlace, 422, "Not a role there"),
    (errors.NotOfTheBody, 422, "Not of your body"),
    (errors.SavedListNotFound, 404, "Not found"),
    (errors.SavedListRefused, 422, "Name cannot be used"),
    (errors.PreparedChangeNotFound, 404, "Not found"),
    (errors.TooManyAtOnce, 422, "Too many at once"),
    (casework.TermsNotPossible, 422, "Terms cannot be kept"),
    (reviews.RulesRefused, 422, "Rules cannot be kept"),
    (reviews.CommentNotFound, 404, "Not found"),
    (reviews.NotAColleague, 422, "Not of your body"),
    (reviews.WordsTooLong, 422, "Words do not fit"),
    (reviews.ReasonNeeded, 422, "A reason is needed"),
    (reviews.DayNotPossible, 422, "Day not possible"),
    (reviews.ReviewError, 409, "Not possible now"),
    (suppliers.TemplateNotFound, 404, "Not found"),
    (suppliers.NotAllowed, 403, "Not allowed"),
    (suppliers.SupplierError, 409, "Not possible now"),
    (errors.RegisterError, 409, "Not possible now"),
    (notices.NoticeNotFound, 404, "Not found"),
    (notices.CodeNotKnown, 404, "Not found"),
    (notices.RequestNotFound, 404, "Not found"),
    (notices.NothingSaid, 422, "Words are needed"),
    (notices.TooLong, 422, "Words do not fit"),
    (notices.NotAllowed, 403, "Not allowed"),
    (notices.AnotherDecision, 422, "Another decision"),
    (notices.NoticeError, 409, "Not possible now"),
    (profiles.ProfileNotFound, 404, "Not found"),
    (profiles.SlugNotUsable, 422, "Not a name"),
    (profiles.AnswerNeeded, 422, "A reason is needed"),
    (profiles.ProfileError, 409, "Not possible now"),
    (AssessmentError, 409, "Not possible now"),
)
_MOST_NAMED = 100
_log = logging.getLogger(__name__)
_LONGEST_REASON = 300


class Problem(Exception):
    """Something that the caller can mend."""

    def __init__(self, status: int, title: str, detail: str, *, errors: dict[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status, self.title, self.detail = status, title, detail
        self.errors = errors or {}


def problem_response(status: int, title: str, detail: str, **more: object) -> HttpResponse:
    """Return a problem document."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return HttpResponse(dumps(body), status=status, content_type="application/problem+json")


def answer_with_problems(api: NinjaAPI) -> None:
    """Turn the errors that an operation may raise into problem documents."""

    def mendable(_request: HttpRequest, error: Problem | type[Problem]) -> HttpResponse:
        assert isinstance(error, Problem)
        wrong = [{"in": where, "reason": reason} for where, reason in error.errors.items()]
        answer = problem_response(error.status, error.title, error.detail, **({"errors": wrong} if wrong else {}))
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

    def unreadable(request: HttpRequest, error: HttpError | type[HttpError]) -> HttpResponse:
        assert isinstance(error, HttpError)
        said = error.__cause__
        if not isinstance(said, Problem):
            said = Problem(error.status_code, "Refused", str(error))
        return mendable(request, said)

    def too_large(request: HttpRequest, _error: Exception | type[Exception]) -> HttpResponse:
        return mendable(request, Problem(413, "Too large", "A body may have 1,048,576 bytes. Send it in parts."))

    def unfit(_request: HttpRequest, error: errors.SheetRefused | type[errors.SheetRefused]) -> HttpResponse:
        assert isinstance(error, errors.SheetRefused)
        pairs = (problem.partition(": ") for problem in error.problems[:_MOST_NAMED])
        wrong = [{"in": fact[:80], "reason": reason[:_LONGEST_REASON]} for fact, _colon, reason in pairs]
        detail = "Nothing was saved. Mend what `errors` names; GET /api/v1/vocabulary says what each fact can be."
        return problem_response(422, "Facts cannot be used", detail, errors=wrong)

    def closed(_request: HttpRequest, error: reviews.GateClosed | type[reviews.GateClosed]) -> HttpResponse:
        assert isinstance(error, reviews.GateClosed)
        blocks = [point.model_dump() for point in points_out(error.blocks)]
        return problem_response(409, "Not possible now", str(error), blocks=blocks)

    def moved_on(request: HttpRequest, error: errors.ChangedMeanwhile | type[errors.ChangedMeanwhile]) -> HttpResponse:
        assert isinstance(error, errors.ChangedMeanwhile)
        named = {each: "somebody changed this meanwhile" for each in error.references[:_MOST_NAMED] if each}
        detail = f"{len(error.references)} entries were changed meanwhile. Nothing was done: prepare the change again."
        return mendable(request, Problem(409, "Not possible now", detail, errors=named))

    def unusable(request: HttpRequest, error: FileRefused | type[FileRefused]) -> HttpResponse:
        assert isinstance(error, FileRefused)
        status = 413 if error.reason is Reason.TOO_LARGE else 422
        return mendable(request, Problem(status, "File cannot be used", str(error)))

    def no_profile(
        _request: HttpRequest, error: ProfileRefused | profiles.NotWhole | type[ProfileRefused | profiles.NotWhole]
    ) -> HttpResponse:
        assert isinstance(error, (ProfileRefused, profiles.NotWhole))
        wrong = [
            {"in": each.place[:_LONGEST_REASON], "reason": each.what.en[:_LONGEST_REASON]}
            for each in error.misfits[:_MOST_NAMED]
        ]
        detail = (
            "Nothing was done. Mend what `errors` names; docs/reference/notice-format.md says what a profile can be."
        )
        return problem_response(422, "Not a whole profile", detail, errors=wrong)

    def invalid(_request: HttpRequest, error: ValidationError | type[ValidationError]) -> HttpResponse:
        assert isinstance(error, ValidationError)
        wrong = [
            {"in": _place(item["loc"])[:_LONGEST_REASON], "reason": item["msg"][:_LONGEST_REASON]}
            for item in error.errors[:_MOST_NAMED]
        ]
        detail = "One or more parameters cannot be read. Mend what `errors` names and ask again."
        return problem_response(400, "Invalid parameters", detail, errors=wrong)

    for kind, status, title in _STATUS:
        api.add_exception_handler(kind, _refusal(status, title))
    answers: tuple[tuple[type[Exception], Callable[..., HttpResponse]], ...] = (
        (errors.SheetRefused, unfit),
        (notices.SecretError, _no_secret),
        (reviews.GateClosed, closed),
        (errors.ChangedMeanwhile, moved_on),
        (FileRefused, unusable),
        (ProfileRefused, no_profile),
        (profiles.NotWhole, no_profile),
        (HttpError, unreadable),
        (RequestDataTooBig, too_large),
        (Problem, mendable),
        (AuthenticationError, no_token),
        (Throttled, too_many),
        (ValidationError, invalid),
    )
    for kind, answer in answers:
        api.add_exception_handler(kind, answer)


def _place(steps: Sequence[int | str]) -> str:
    """Return where something stands, as its sender knows it: what we call the body is no part of it."""
    own = steps[2:] if len(steps) > 2 and steps[0] == "body" else steps
    return ".".join(map(str, own))


def _refusal(status: int, title: str) -> Callable[[HttpRequest, Exception | type[Exception]], HttpResponse]:
    def answer(_request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
        return problem_response(status, title, str(error))

    return answer


def _no_secret(_request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    # Where the secret should be is for who runs the site.
    _log.error("%s", error)
    detail = "This site cannot issue notices now. Who runs it finds the reason in its log. Try again later."
    return problem_response(503, "Not possible now", detail)
