"""Evidence: bringing it in, handing it out, and removing it."""

from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kenbaar.casework.actions.evidence import add_file, add_link, remove_evidence
from kenbaar.casework.errors import EvidenceNotFound
from kenbaar.casework.queries.evidence import file_of, task_of_evidence
from kenbaar.desk.entrance import staff
from kenbaar.desk.tasks.task import done, task_or_404
from kenbaar.desk.uploads import takes_file
from kenbaar.people.actors import Actor

# Whatever a file turns out to be for a browser: it runs nothing and loads nothing.
_SANDBOX = "default-src 'none'; sandbox"


@staff
@require_POST
@takes_file(lambda: settings.EVIDENCE_LIMIT_BYTES)
def add_a_file(request: HttpRequest, *, by: Actor, number: int) -> HttpResponse:
    """Add a file to a task."""
    task_or_404(by, number)
    file = request.FILES.get("file")

    def deed() -> str:
        # One that is too large does not come through (see `site/uploads.py`), and looks like none.
        name, data = (file.name or "", file.read()) if file is not None else ("", None)
        add_file(number, title=request.POST.get("title", ""), name=name, data=data, by=by, now=timezone.now())
        return "added"

    return done(request, by, number, deed)


@staff
@require_POST
def add_a_link(request: HttpRequest, *, by: Actor, number: int) -> HttpResponse:
    """Add a link to a task."""
    task_or_404(by, number)
    title, address = request.POST.get("title", ""), request.POST.get("address", "")

    def deed() -> str:
        add_link(number, title=title, address=address, by=by, now=timezone.now())
        return "added"

    return done(request, by, number, deed)


@staff
@require_POST
def remove(request: HttpRequest, *, by: Actor, number: int) -> HttpResponse:
    """Remove evidence, with the reason."""

    def deed() -> str:
        remove_evidence(number, reason=request.POST.get("reason", ""), by=by, now=timezone.now())
        return "removed"

    try:
        return done(request, by, task_of_evidence(by, number), deed)
    except EvidenceNotFound as nowhere:
        raise Http404(str(nowhere)) from nowhere


@staff
@require_safe
def download(_request: HttpRequest, *, by: Actor, number: int) -> HttpResponse:
    """Hand a file out: always to be saved, and never as a page."""
    try:
        file = file_of(by, number)
    except EvidenceNotFound as nowhere:
        raise Http404(str(nowhere)) from nowhere
    answer = HttpResponse(file.data, content_type="application/octet-stream")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name)}"
    answer["Content-Security-Policy"] = _SANDBOX
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
