"""The pages of the guided check: where to begin, the questions, the result as a page, as PDF and as a file to keep."""

import datetime as dt

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from kenbaar.law.asking import PageToAsk
from kenbaar.portal.check.asking import shown_questions
from kenbaar.portal.check.carried import Carried, FileRefused, carried_in, file_of, loaded
from kenbaar.portal.check.entrance import LARGEST_FILE_BYTES, answering, refused
from kenbaar.portal.check.fields import Filled, Mistake, filled, mistakes_of
from kenbaar.portal.check.pdf import pdf_of
from kenbaar.portal.check.report import report
from kenbaar.portal.check.steps import QUESTIONNAIRE, Standing, asked_facts, law_on, questionnaire, standing
from kenbaar.portal.rendering import page
from kenbaar.rules.facts import vocabulary

_TO_PAGE = "page:"


@answering
def start(request: HttpRequest, language: str) -> HttpResponse:  # noqa: ARG001  # part of the address
    """Say what the check is and begin it; with POST, take up the answers in a file that somebody kept."""
    if request.method == "POST":
        return _taken_up(request)
    return page(request, "check/start", title=questionnaire().texts)


def _taken_up(request: HttpRequest) -> HttpResponse:
    file = request.FILES.get("file")
    if file is None:
        return page(request, "check/start", status=400, title=questionnaire().texts, missing=True)
    if (file.size or 0) > LARGEST_FILE_BYTES:
        return refused(request, "too_large", status=413)
    try:
        found = loaded(file.read(), vocabulary(), law_on(_today()).facts)
    except FileRefused as refusal:
        return page(request, "check/start", status=400, title=questionnaire().texts, refusal=refusal)
    now = standing(Carried(found.sheet), on=_today())
    return page(request, "check/loaded", now=now, unused=found.unused)


@answering
def questions(request: HttpRequest, language: str) -> HttpResponse:
    """Show a page of questions: the first one, or the one that follows from what was sent."""
    if request.method != "POST":
        now = standing(Carried(), on=_today())
        return _asked(request, now, now.walk.pages[0])
    read = _read(request)
    now = standing(read.carried, on=_today())
    go, here = request.POST.get("go", "next"), request.POST.get("page", "")
    if go.startswith(_TO_PAGE):
        return _one_page(request, now, go.removeprefix(_TO_PAGE))
    current = now.walk.page(here)
    if go == "stay" and current:
        return _asked(request, now, current)
    if go == "previous" and (earlier := now.before(here)):
        return _asked(request, now, earlier)
    wrong = {fact: mistake for fact, mistake in read.mistakes.items() if go != "result" or fact in now.carried.typed}
    if current and wrong:
        return _asked(request, now, current, mistakes=wrong)
    if go == "result" or (following := now.after(here)) is None:
        # The browser sends the same answers to the result: 307 keeps the method, and nothing gets into an address.
        to_result = HttpResponseRedirect(reverse("portal:check_result", kwargs={"language": language}))
        to_result.status_code = 307
        return to_result
    return _asked(request, now, following, came_up=following.page.id == here)


def _one_page(request: HttpRequest, now: Standing, page_id: str) -> HttpResponse:
    """Show the page that somebody chose; the next open one when that page matters no more."""
    if all(each.id != page_id for each in questionnaire().pages):
        return refused(request, "no_page", status=404)
    chosen = now.walk.page(page_id)
    instead = chosen or now.walk.next or (now.walk.pages[-1] if now.walk.pages else None)
    if instead is None:
        return refused(request, "no_page", status=404)
    return _asked(request, now, instead, matters_no_more=chosen is None)


@answering
def result(request: HttpRequest, language: str) -> HttpResponse:
    """Show what the law says of the answers; without answers, lead to the start."""
    if request.method != "POST":
        return _to_start(language)
    now = standing(_read(request).carried, on=_today())
    return page(request, "check/result", now=now, said=report(now, language=language, on=_today()))


@answering
def result_as_pdf(request: HttpRequest, language: str) -> HttpResponse:
    """Give the result as a PDF."""
    if request.method != "POST":
        return _to_start(language)
    now = standing(_read(request).carried, on=_today())
    content = pdf_of(report(now, language=language, on=_today()))
    return _file(content, "application/pdf", f"kenbaar-check-{_today()}.pdf")


@answering
def answers_as_file(request: HttpRequest, language: str) -> HttpResponse:
    """Give the answers as a file to keep."""
    if request.method != "POST":
        return _to_start(language)
    now = standing(_read(request).carried, on=_today())
    name, version = QUESTIONNAIRE
    content = file_of(
        now.carried.sheet, questionnaire=name, version=version, on=_today(), law_digest=now.found.law_digest
    )
    return _file(content, "application/json", f"kenbaar-check-{_today()}.json")


def _read(request: HttpRequest) -> Filled:
    carried = carried_in(request.POST.get("answers", ""), vocabulary())
    return filled(carried, asked_facts(request.POST.getlist("asked")), request.POST)


def _asked(
    request: HttpRequest,
    now: Standing,
    asked: PageToAsk,
    *,
    mistakes: dict[str, Mistake] | None = None,
    came_up: bool = False,
    matters_no_more: bool = False,
) -> HttpResponse:
    pages = [each.page.id for each in now.walk.pages]
    known = dict(mistakes_of(now.carried, vocabulary())) | (mistakes or {})
    shown = shown_questions(asked, now.carried, known, now.found.acts)
    return page(
        request,
        "check/question",
        now=now,
        asked=asked,
        questions=shown,
        wrong=[question for question in shown if question.mistake],
        step=pages.index(asked.page.id) + 1,
        came_up=came_up,
        matters_no_more=matters_no_more,
    )


def _to_start(language: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("portal:check", kwargs={"language": language}))


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _today() -> dt.date:
    return timezone.localdate()
